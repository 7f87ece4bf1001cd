package register

var riskWords = meanings{
	"events":         {Ja: "このリスクの起因となる事象の識別子です。リスク源と資産は、事象のものが引き継がれます（手引書 II.2.2）。", En: "The ids of the events that may bring it about. Their risk sources and assets are taken over (handbook II.2.2)."},
	"assets":         {Ja: "損害を受ける資産の識別子です。事象の資産に加えて挙げるときに書きます。", En: "The ids of the assets that would be harmed, beyond those of its events."},
	"sources":        {Ja: "リスク源の識別子です。事象のリスク源に加えて挙げるときに書きます。", En: "The ids of risk sources beyond those of its events."},
	"consequences":   {Ja: "どの領域に損害が及ぶかを、criteria.toml の area のキーで示します（影響基準、手引書 II.1.2.2）。", En: "In which areas damage would be done, as keys of area in criteria.toml (impact criteria, handbook II.1.2.2)."},
	"viewpoints":     {Ja: "当てはまる評価の観点を、criteria.toml の viewpoint のキーで示します。その重みの合計が優先順位に使われます（リスク評価基準、手引書 II.1.2.1）。", En: "The viewpoints that apply, as keys of viewpoint in criteria.toml. The sum of their weights enters into the priority (risk evaluation criteria, handbook II.1.2.1)."},
	"controls":       {Ja: "このリスクを抑えている、実施中の管理策の識別子です（手引書 II.3.1）。", En: "The ids of the controls in place that hold it down (handbook II.3.1)."},
	"identified":     {Ja: "リスクを特定した日です。", En: "The day on which the risk was identified."},
	"reviewed":       {Ja: "最後に分析し直した日です。これより新しい動きがあると、評価は古いものとして扱われます。", En: "The day of the last analysis. Whatever is newer among what it rests on makes the evaluation stale."},
	"next_review":    {Ja: "次に見直す日です。省略すると、riskbook.toml の review.every_months から求めます。", En: "The day by which it is to be reviewed. Where it is absent it follows from review.every_months in riskbook.toml."},
	"status":         {Ja: "リスクの状態です。省略すると open（継続）になります。closed（終結）のリスクは、評価と集計から外れます。", En: "Whether it is open or closed; open where it is absent. A closed risk is neither evaluated nor counted."},
	"closed_on":      {Ja: "終結とした日です。", En: "The day on which it was closed."},
	"closed_because": {Ja: "終結とした理由です。設備の廃止など、リスクがなくなったわけを書きます。", En: "Why it was closed: what made the risk go away, such as plant taken out of service."},
	"inherent":       {Ja: "管理策がないとしたときの分析です。", En: "The rating as it would be without controls."},
	"current":        {Ja: "現在の管理策を踏まえた分析です。リスクレベルと対応の要否はこれで決まり、なければ inherent が代わりになります（手引書 II.3.1）。", En: "The rating with the controls in place. Level and need for treatment follow from it; where it is absent, inherent stands in (handbook II.3.1)."},
	"quantitative":   {Ja: "発生頻度と損失額による定量的な見積りです。なくてもかまいません（手引書 II.3.1.2）。", En: "The estimate in figures, by frequency and loss. Optional (handbook II.3.1.2)."},
	"proposed":       {Ja: "担当者の確認を待つ分析の案で、書き方は current と同じです。現在の評価と並べて表示し、判定には使いません。", En: "An analysis that waits for a person, written like current. It is shown beside the present one and decides nothing."},
	"treatment":      {Ja: "選んだ対応策の選択肢と、その理由です（手引書 II.5.1）。", En: "The treatment option chosen, and why (handbook II.5.1)."},
	"priority":       {Ja: "優先順位を人の判断で指定するときに、理由とともに書きます（手引書 II.4.1.2）。", En: "Pins the priority by decision of people, with the reason (handbook II.4.1.2)."},
}

var ratingWords = meanings{
	"likelihood": {Ja: "起こりやすさです。criteria.toml の likelihood の尺度の値で書きます。", En: "The likelihood, as a value of the scale likelihood in criteria.toml."},
	"impact":     {Ja: "影響の大きさです。criteria.toml の impact の尺度の値で書きます。領域ごとに分析するときは impacts を使います。", En: "The impact, as a value of the scale impact in criteria.toml. To rate it by area, use impacts instead."},
	"factors":    {Ja: "起こりやすさを二つの因子（例：脅威と脆弱性）から求めるときに、likelihood の代わりに書きます。キーは criteria.toml の likelihood_from の因子、値はその段階です。", En: "The two factors that the likelihood follows from, such as threat and vulnerability, instead of likelihood. Keys are the factors of likelihood_from in criteria.toml, values their steps."},
	"impacts":    {Ja: "領域ごとの影響の大きさです。キーは criteria.toml の area のキー、値は impact の尺度の値で、最大のものがリスクの影響になります。", En: "The impact by area: keys are those of area in criteria.toml, values those of the scale impact. The largest is the impact of the risk."},
}

var analysisWords = meanings{
	"rationale":  {Ja: "分析の根拠です。どのデータや実績に基づくかを書きます（手引書 II.3.1.1）。", En: "What the rating rests on: which data and experience (handbook II.3.1.1)."},
	"confidence": {Ja: "分析の確からしさです。データが乏しいときは low とします。", En: "How sure the rating is; low where data are scarce."},
	"criteria":   {Ja: "分析に使ったリスク判定基準の版（criteria.toml の revision）です。版が変わると、分析し直すよう知らされます。", En: "The revision of the risk criteria (revision in criteria.toml) that the rating was made under. When the criteria change, a new rating is asked for."},
	"damage":     {Ja: "サービスに生じる具体的な損害です。対応を要するリスクには必ず書きます（手引書 II.3.2）。", En: "The concrete damage to the service. Every risk that needs treatment must say it (handbook II.3.2)."},
}

var quantitiesWords = meanings{
	"frequency": {Ja: "1年当たりの発生回数です。一つの数、又は最小・最頻・最大（low、mode、high）で書きます。", En: "How often it happens, in events a year: one number, or low, mode and high."},
	"loss":      {Ja: "1回当たりの損失額で、単位は登録簿の通貨です。90%の幅（low と high、対数正規分布）、又は最小・最頻・最大（low、mode、high、PERT分布）で書きます。", En: "The loss of one event in the register's currency: a 90% interval (low and high, lognormal), or low, mode and high (PERT)."},
}

// estimateWords are those of an uncertain figure, by what it measures.
var estimateWords = map[string]meanings{
	"frequency": {
		"low":  {Ja: "少ない場合の年間の発生回数です。", En: "Events a year at the least."},
		"mode": {Ja: "最もありそうな年間の発生回数です。", En: "Events a year most likely."},
		"high": {Ja: "多い場合の年間の発生回数です。", En: "Events a year at the most."},
	},
	"loss": {
		"low":  {Ja: "少ない場合の損失額です。mode がなければ5パーセント点（0 より大きい値）、あれば最小値とみなします。", En: "The loss at the low end: the 5th percentile (above 0) where there is no mode, else the least."},
		"mode": {Ja: "最もありそうな損失額です。書くと PERT 分布、書かないと対数正規分布になります。", En: "The most likely loss. With it the distribution is PERT, without it lognormal."},
		"high": {Ja: "多い場合の損失額です。mode がなければ95パーセント点、あれば最大値とみなします。", En: "The loss at the high end: the 95th percentile where there is no mode, else the most."},
	},
}

var choiceWords = meanings{
	"option":     {Ja: "対応策の選択肢です（手引書 図表10）。保有（retain）は、対応を要する理由がないときにだけ選べます。", En: "The option taken (handbook, figure 10). To retain is open only where no reason for treatment stands."},
	"continuity": {Ja: "起きた場合に事業を続けるための措置です。影響が最大で起こりやすさが最小のリスクに計画がないとき、又は受容するときに書きます（手引書 II.5.1 注12）。", En: "The measures that keep the service going should it happen. Wanted of a risk of the highest impact and the lowest likelihood that has no plan or is accepted (handbook II.5.1, note 12)."},
	"rationale":  {Ja: "その選択肢にした理由です。riskbook が示す選択肢と異なるものを選んだときは必ず書きます。", En: "Why this option. It is wanted wherever the option differs from the suggested one."},
}

var pinWords = meanings{
	"rank":   {Ja: "指定する順位です。1 が最優先で、指定のないリスクより先に並びます。", En: "The rank, from 1. Pinned risks come before those that are not, in this order."},
	"reason": {Ja: "順位を指定した理由です。", En: "Why the rank is pinned."},
}
