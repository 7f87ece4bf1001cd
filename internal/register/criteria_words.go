package register

var criteriaWords = meanings{
	"authority":       {Ja: "誰がどのレベルまで、どれだけの期間リスクを受容できるかの決裁権限です。省略すると限りがありません。", En: "Who may accept risks of which level, and for how long. Where it is absent anybody may, at any time."},
	"likelihood_from": {Ja: "起こりやすさを二つの因子から求める表です。省略すると、起こりやすさを直接分析します。", En: "The table that gives the likelihood out of two factors; rated directly where it is absent."},
	"revision":        {Ja: "基準の版です（例：2026.1）。評価と受容の記録は、どの版によるものかをこの値で示します。", En: "The revision of the criteria, such as 2026.1. Ratings and acceptances say by it under which criteria they were made."},
	"approved_by":     {Ja: "基準を承認した人や会議体です。", En: "Who approved the criteria."},
	"approved_on":     {Ja: "基準を承認した日です。これより前に分析したリスクの評価は、古いものとして扱われます。", En: "The day of the approval. Evaluations of risks analysed before it are stale."},
	"review_by":       {Ja: "次に基準を見直す期限です（手引書 II.6.2）。", En: "The day by which the criteria are to be reviewed (handbook II.6.2)."},
	"likelihood":      {Ja: "起こりやすさの尺度です。2から10の段階を、低いものから順に並べます。", En: "The scale of likelihood: 2 to 10 steps, ascending."},
	"impact":          {Ja: "影響の尺度です。2から10の段階を、小さいものから順に並べます。", En: "The scale of impact: 2 to 10 steps, ascending."},
	"area":            {Ja: "損害を見る領域です（影響基準、手引書 II.1.2.2）。", En: "The areas in which damage is looked at (impact criteria, handbook II.1.2.2)."},
	"level":           {Ja: "リスクレベルです。低いものから順に並べ、それぞれを受容できるかどうかを定めます。", En: "The levels of risk, ascending, each with whether it can be accepted."},
	"matrix":          {Ja: "起こりやすさと影響の組合せから、リスクレベルを決める表又は規則です（手引書 II.3.1）。", En: "The table or the rule that gives the level of risk from likelihood and impact (handbook II.3.1)."},
	"viewpoint":       {Ja: "リスクを評価する観点です（リスク評価基準、手引書 II.1.2.1）。", En: "The viewpoints from which risks are evaluated (risk evaluation criteria, handbook II.1.2.1)."},
	"acceptance":      {Ja: "どこまでのリスクを受容できるかの定めです（リスク受容基準、手引書 II.1.2.3、II.4.1.1）。", En: "Up to where risks can be accepted (risk acceptance criteria, handbook II.1.2.3 and II.4.1.1)."},
	"change":          {Ja: "基準の改定の履歴です。", En: "The history of the criteria."},
}

var stepWords = meanings{
	"value":    {Ja: "段階の値です。リスクの分析にはこの整数を書きます。", En: "The value of the step: the whole number that ratings use."},
	"label":    {Ja: "段階の短い名前です（例：稀）。", En: "The short name of the step, such as Rare."},
	"meaning":  {Ja: "誰が分析しても同じ段階になるように、目安を具体的に書きます。", En: "What the step stands for, concretely enough that different people rate alike."},
	"per_year": {Ja: "起こりやすさの段階が表す年間の発生回数の範囲です（[下限, 上限]）。定量的な見積りと食い違うと知らされます。", En: "Of a step of likelihood: the events a year that it stands for, as [from, to]. Estimates in figures that contradict it are reported."},
	"loss":     {Ja: "影響の段階が表す1回当たりの損失額の範囲です（[下限, 上限]、登録簿の通貨）。定量的な見積りと食い違うと知らされます。", En: "Of a step of impact: the loss of one event that it stands for, as [from, to] in the register's currency. Estimates in figures that contradict it are reported."},
}

var areaWords = meanings{
	"key":      {Ja: "領域のキーです。リスクの consequences と impacts で使います。", En: "The key of the area, used by consequences and impacts of risks."},
	"label":    {Ja: "領域の名前です（例：サービス停止）。", En: "The name of the area, such as Service outage."},
	"meanings": {Ja: "この領域で各段階が何を意味するかです。キーは影響の尺度の値です。", En: "What each step means in this area. Keys are values of the scale of impact."},
}

var levelWords = meanings{
	"key":        {Ja: "リスクレベルのキーです。matrix で使います。", En: "The key of the level, used by matrix."},
	"label":      {Ja: "リスクレベルの名前です（例：高）。", En: "The name of the level, such as High."},
	"meaning":    {Ja: "このレベルのリスクをどう扱うかの説明です。", En: "How risks of this level are dealt with."},
	"acceptance": {Ja: "そのまま受容できるか、承認があれば受容できるか、対応が必要かの区分です（手引書 II.1.2.3）。", En: "Whether risks of this level can be accepted as they are, with approval, or need treatment (handbook II.1.2.3)."},
}

var matrixWords = meanings{
	"rows":       {Ja: "リスクレベルのキーの表です。行は起こりやすさ、列は影響で、どちらも小さい方から並べます。", En: "The table of keys of levels: rows by likelihood, columns by impact, both ascending."},
	"rule":       {Ja: "表の代わりに規則で決めるときに書きます。product は、起こりやすさと影響の値の積です。", En: "A rule instead of the table. product multiplies the values of likelihood and impact."},
	"thresholds": {Ja: "rule が product のときに、各リスクレベルになる最小の積を、レベルのキーごとに示します。", En: "With the rule product: the lowest product of each level, by its key."},
}

var viewpointWords = meanings{
	"key":         {Ja: "観点のキーです。リスクの viewpoints で使います。", En: "The key of the viewpoint, used by viewpoints of risks."},
	"label":       {Ja: "観点の名前です（例：法令・規制等の要求事項）。", En: "The name of the viewpoint, such as Legal and regulatory requirements."},
	"weight":      {Ja: "優先順位を決めるときの重みです。省略すると 0 です。", En: "Its weight in the priority; 0 where it is absent."},
	"prohibitive": {Ja: "true にすると、この観点でレベルが高すぎるリスクには、低減より回避が示されます（手引書 II.5.1.3）。", En: "True where a level too high under it calls for avoiding the risk rather than reducing it (handbook II.5.1.3)."},
}

var acceptanceWords = meanings{
	"impact_alone":     {Ja: "影響がこの値以上なら、起こりやすさにかかわらず対応を要します（手引書 II.4.1.1）。", En: "From this impact on, treatment is needed whatever the likelihood (handbook II.4.1.1)."},
	"likelihood_alone": {Ja: "起こりやすさがこの値以上なら、影響にかかわらず対応を要します（手引書 II.4.1.1）。", En: "From this likelihood on, treatment is needed whatever the impact (handbook II.4.1.1)."},
	"cumulative_loss":  {Ja: "年間期待損失額がこの額以上なら対応を要します。小さくても頻繁に起きる損失を拾うための定めで、単位は登録簿の通貨です（手引書 II.4.1.1）。", En: "From this expected loss a year on, in the register's currency, treatment is needed: it catches losses that are small but frequent (handbook II.4.1.1)."},
	"factors":          {Ja: "基準を定める際に考慮した、事業、法令、社会、運用、技術、財務などの要因です（手引書 II.1.2.3）。", En: "The factors that were considered: business, legal, social, operational, technical, financial (handbook II.1.2.3)."},
	"tolerance":        {Ja: "損失の許容限度を表す曲線の各点です。登録簿全体の損失超過確率がこれと比べられます。", En: "The points of the curve of tolerated loss, against which the loss exceedance of the register is held."},
}

var toleranceWords = meanings{
	"loss":        {Ja: "1年間の損失額です。単位は登録簿の通貨です。", En: "A loss within a year, in the register's currency."},
	"probability": {Ja: "1年間の損失がその額を超えてもよい確率の上限です（0 から 1）。", En: "The highest tolerated probability, from 0 to 1, of losing more than that within a year."},
}

var authorityWords = meanings{
	"level":  {Ja: "この行で受容できる最も高いリスクレベルのキーです。", En: "The key of the highest level of risk that may be accepted under this row."},
	"by":     {Ja: "受容を決められる人や会議体です。parties.toml があればそのキーを書きます。", En: "Who may accept it: keys of parties.toml where that file exists, else names."},
	"months": {Ja: "決定の日から何か月先まで受容できるかです。省略すると限りがありません。", En: "For how many months from the day of the decision at most; without limit where it is absent."},
	"from":   {Ja: "この行が効力を持つ最初の日です。", En: "The first day on which the row holds."},
	"until":  {Ja: "この行が効力を持つ最後の日です。", En: "The last day on which the row holds."},
}

var likelihoodFromWords = meanings{
	"rows":   {Ja: "起こりやすさの表です。行は一つ目の因子、列は二つ目の因子で、どちらも小さい方から並べます。", En: "The table of likelihoods: rows by the first factor, columns by the second, both ascending."},
	"factor": {Ja: "起こりやすさを決める二つの因子です。", En: "The two factors that give the likelihood."},
}

var factorWords = meanings{
	"key":   {Ja: "因子のキーです。リスクの factors で使います。", En: "The key of the factor, used by factors of risks."},
	"label": {Ja: "因子の名前です（例：脅威）。", En: "The name of the factor, such as Threat."},
	"steps": {Ja: "因子の段階です。値の小さい方から並べます。", En: "The steps of the factor, in ascending order."},
}

var factorStepWords = meanings{
	"value":   {Ja: "段階の値で、整数です。", En: "The value of the step, a whole number."},
	"label":   {Ja: "段階の名前です。", En: "The name of the step."},
	"meaning": {Ja: "どのような場合にこの段階とするかの説明です。", En: "When a risk is on this step."},
}

var changeWords = meanings{
	"adopts": {Ja: "この改定で基準に取り入れた知見のもとになった判断の識別子です。取り入れた知見は候補から外れます。", En: "The ids of the judgements whose knowledge this change has taken into the criteria; they are candidates no more."},
	"on":     {Ja: "改定した日です。", En: "The day of the change."},
	"what":   {Ja: "何を変えたかです。", En: "What was changed."},
	"why":    {Ja: "なぜ変えたかです。", En: "Why it was changed."},
}
