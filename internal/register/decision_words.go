package register

var decisionWords = meanings{
	"kind": {
		Ja: "意思決定の種類です。受容はリスクを期限付きで引き受けること、判断は基準がないときに対応の要否を決めること、終結はリスクを、中止は計画を終わらせること、そのほかは計画や基準の承認です（手引書 II.4.1、II.5.1）。",
		En: "What was decided: an acceptance takes a risk until a date, a judgement settles whether to treat while there are no criteria, a closing ends a risk and a cancellation a plan, and the others approve a plan or the criteria (handbook II.4.1 and II.5.1).",
	},
	"on":          {Ja: "決定した日です。基準日より後の日付の決定は、まだ効力がありません。", En: "The day of the decision. One dated after the as-of date does not count yet."},
	"by":          {Ja: "決定した人や会議体です。parties.toml があればそのキーを書きます。", En: "Who decided: a key of parties.toml where that file exists, else a name."},
	"proposed_by": {Ja: "起案した人や部門です。approval.separate を有効にした登録簿では、決定者と同じであってはなりません。", En: "Who proposed it. In a register that sets approval.separate it must not be the one who decided."},
	"basis":       {Ja: "何を根拠に決めたかを、後から読む人が納得できるように書きます。", En: "On what grounds it was decided, so that somebody who reads it later can follow."},
	"risks":       {Ja: "決定の対象となるリスクの識別子です。", En: "The ids of the risks that it decides on."},
	"treatments":  {Ja: "決定の対象となるリスク対応計画の識別子です。", En: "The ids of the risk treatment plans that it decides on."},
	"evidence":    {Ja: "議事録や稟議書など、決定を裏付ける資料へのリンクです。", En: "Links to what proves the decision, such as minutes or a signed proposal."},
	"until":       {Ja: "受容や判断の効力が続く最後の日です。翌日から効力を失います。受容には必ず書きます。", En: "The last day on which an acceptance or a judgement holds; from the next day it no longer counts. Required of an acceptance."},
	"at":          {Ja: "決定した時点の起こりやすさと影響です。現在の値がどちらかでも上回ると、受容や判断は効力を失います。受容には必ず書きます。", En: "The likelihood and impact at which it was decided. Once either is exceeded the acceptance or judgement no longer counts. Required of an acceptance."},
	"criteria":    {Ja: "受容したときに適用したリスク判定基準の版（criteria.toml の revision）です。", En: "The revision of the risk criteria (revision in criteria.toml) under which the risk was accepted."},
	"conditions":  {Ja: "受容に付けた条件です。満たされなくなったときは改めて決定します。", En: "The conditions of the acceptance. Where they no longer hold it is to be decided anew."},
	"verdict":     {Ja: "判断の結果で、対応するか受容するかです。判断には必ず書きます。", En: "What the judgement says: treat the risk, or accept it. Required of a judgement."},
	"requested":   {Ja: "決定を求めた日です。まだ決定されていないこと（on と by がない決定）を記録するときに書きます。", En: "The day on which the decision was asked for. It belongs to one that is not made yet, without on and by."},
	"decide_by":   {Ja: "いつまでに決めてほしいかです。", En: "By when the decision is wanted."},
	"of":          {Ja: "誰に決定を求めているかです。parties.toml があればそのキーを書きます。", En: "Who is asked to decide: a key of parties.toml where that file exists, else a name."},
	"signature":   {Ja: "決定者の SSH 鍵による署名です。riskbook sign が書きます。手で書き換えないでください。", En: "A signature with an SSH key of the decider. riskbook sign writes it; do not edit it by hand."},
	"signed":      {Ja: "署名した内容です。意思決定の項目と、決定の前提としたリスクと計画の項目を、一行に一つずつ並べます。riskbook sign が書きます。", En: "What was signed: the facts of the decision and those of its risks and plans that it was made on, one a line. riskbook sign writes it."},
	"knowledge":   {Ja: "判断から得た知見です。基準のページに、次の基準の候補として並びます（手引書 II.4.1.1 注11）。", En: "What was learnt from the judgement. The page of the criteria lists it as a candidate for the next ones (handbook II.4.1.1, note 11)."},
}

var reviewWords = meanings{
	"on":      {Ja: "レビューをした日です。", En: "The day of the review."},
	"by":      {Ja: "レビューをした人や会議体です。parties.toml があればそのキーを書きます。", En: "Who reviewed: a key of parties.toml where that file exists, else a name."},
	"factor":  {Ja: "きっかけが内的要因（計画の進み具合や成果、手引書 II.6.1）か、外的要因（事業や脅威の変化、手引書 II.6.2）かの区分です。", En: "Whether it looked at internal factors (plans and their outcomes, handbook II.6.1) or at external ones (changes of business and threats, handbook II.6.2)."},
	"trigger": {Ja: "レビューを始めたきっかけです。", En: "What set the review off."},
	"scope":   {Ja: "対象とした記録の識別子で、種類は問いません。省略すると登録簿全体が対象です。", En: "The ids of the records that were reviewed, of any kind. The whole register where it is absent."},
	"outcome": {Ja: "維持するか見直すかの結論です。見直し（change）とすると、対象のリスクの評価は、分析し直すまで古いものとして扱われます。", En: "What came of it. After a change, the evaluation of the risks in scope is stale until they are analysed again."},
	"steps":   {Ja: "確認して問題がなかったプロセスのステップ番号です（例：2.1）。", En: "The steps of the process that were reviewed and found sound, such as 2.1."},
	"reopens": {Ja: "やり直すことにしたプロセスのステップ番号です（例：3.1）。", En: "The steps of the process that are to be gone through again, such as 3.1."},
	"next":    {Ja: "次にレビューをする日です。カレンダーと期限の一覧に載ります。", En: "The day of the next review. It appears in the calendar and among what falls due."},
}

var indicatorWords = meanings{
	"every_months": {Ja: "何か月ごとに測るかです。その2倍の間測定値がないと知らされます。", En: "Every how many months it is read. Twice as long without a reading is reported."},
	"risks":        {Ja: "この指標で見守るリスクの識別子です。", En: "The ids of the risks that it watches."},
	"unit":         {Ja: "測定値の単位です（例：件/月）。", En: "The unit of the readings, such as cases a month."},
	"worse":        {Ja: "値が大きいほど悪いのか、小さいほど悪いのかです。省略すると、大きいほど悪いものとします。", En: "Which way is worse, higher or lower. Higher where it is absent."},
	"warn":         {Ja: "注意の値です。測定値がこれを超えると（worse が lower なら下回ると）、かい離の予兆として表示されます（手引書 II.6.1）。", En: "A reading worse than this value is a warning: the first sign of a deviation (handbook II.6.1)."},
	"limit":        {Ja: "限界の値です。測定値がこれを超えると（worse が lower なら下回ると）、見守っているリスクの評価は古いものとして扱われます。", En: "A reading worse than this value makes the evaluation of the risks that it watches stale."},
	"reading":      {Ja: "測定値を日付とともに並べます。数が多いときは readings で CSV を指定します。", En: "The readings with their dates. Where there are many, name a CSV file under readings instead."},
	"readings":     {Ja: "測定値を収めた CSV ファイルの名前です。記録の隣に置き、列は on と value とします。", En: "The name of a CSV file beside the record that holds the readings, in the columns on and value."},
}

var readingWords = meanings{
	"on":    {Ja: "測定した日です。", En: "The day of the reading."},
	"value": {Ja: "測定値です。単位は unit に書いたものです。", En: "The value read, in the unit given by unit."},
}
