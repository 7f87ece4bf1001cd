package register

var treatmentWords = meanings{
	"risks":         {Ja: "この計画で対応するリスクの識別子です。", En: "The ids of the risks that the plan treats."},
	"option":        {Ja: "この計画が取る対応策の選択肢です（手引書 図表10）。", En: "The treatment option that the plan takes (handbook, figure 10)."},
	"aim":           {Ja: "侵入などを防ぐ未然防止か、許した後の実被害を抑える被害抑制か、その両方かです。両者のバランスが計画の評価に示されます（手引書 II.5.1.5）。", En: "Whether it keeps the event from happening (prevention), keeps the damage small once it has (containment), or both. The evaluation of the plans shows how the two balance (handbook II.5.1.5)."},
	"status":        {Ja: "計画の状態です。承認済みと実施中の計画だけが、計画完了後の評価に反映されます。", En: "How far the plan is. Only approved plans and those in progress count in the projection."},
	"start":         {Ja: "着手する日です。", En: "The day on which work begins."},
	"due":           {Ja: "計画全体を終える期限です。", En: "The day by which the whole plan is to be done."},
	"finished":      {Ja: "計画を終えた日です。これ以降にリスクを分析し直すことが求められます。", En: "The day on which it was done. The risks are to be analysed again after it."},
	"controls":      {Ja: "この計画で新たに設ける、又は強める管理策の識別子です。", En: "The ids of the controls that the plan builds or strengthens."},
	"cost":          {Ja: "計画に要する費用です。年間期待損失額の減少額と並べて示されます。", En: "What the plan costs; it is shown beside the fall in expected loss."},
	"effort":        {Ja: "計画に要する工数です。人日で書きます。", En: "The work that the plan takes, in person-days."},
	"feasibility":   {Ja: "技術、体制、予算などの面から見た実現性です（手引書 II.5.1）。", En: "Whether it can be done, in view of technology, people and budget (handbook II.5.1)."},
	"spread":        {Ja: "対応が終わるまでの間に、損害がどこまで広がり得るかです（手引書 II.5.1）。", En: "How far the damage could grow until the plan is done (handbook II.5.1)."},
	"depends_on":    {Ja: "先に終わっている必要があるほかの計画の識別子です。循環させることはできません。", En: "The ids of the plans that have to be done first. They must not form a cycle."},
	"with":          {Ja: "リスクの共有（share）で、分かち合う相手です。共有しても責任は自組織に残ります（手引書 II.5.1.4）。", En: "With whom the risk is shared (option share). The responsibility is never shared (handbook II.5.1.4)."},
	"continuity":    {Ja: "起きた場合に事業を続けるための措置です。影響が最大で起こりやすさが最小のリスクには必ず書きます（手引書 II.5.1 注12）。", En: "The measures that keep the service going should it happen. Wanted for risks of the highest impact and the lowest likelihood (handbook II.5.1, note 12)."},
	"target":        {Ja: "計画が完了したときに見込むレベルを、リスクごとに書きます（手引書 II.5.1.5）。", En: "The level expected once the plan is complete, risk by risk (handbook II.5.1.5)."},
	"action":        {Ja: "計画を構成する個々の作業です。終わった作業の割合が進捗になります。", En: "The pieces of work that make up the plan. The share of those done is its progress."},
	"worsens":       {Ja: "この計画の副作用で高まる、ほかのリスクです（手引書 II.5.1.5）。", En: "Other risks that the plan raises as a side effect (handbook II.5.1.5)."},
	"introduces":    {Ja: "この計画によって新たに生じるリスクの識別子です。ほかのリスクと同じように分析します（手引書 II.5.1.5）。", En: "The ids of new risks that the plan brings in. They are analysed like any other (handbook II.5.1.5)."},
	"effectiveness": {Ja: "計画の完了後に、期待した効果が得られたかを確かめた結果です（手引書 II.6.1）。", En: "The review, after completion, of whether the plan did what was expected (handbook II.6.1)."},
}

var costWords = meanings{
	"initial": {Ja: "初期費用です。登録簿の通貨で、整数で書きます。", En: "The cost once, a whole number in the register's currency."},
	"annual":  {Ja: "1年当たりの費用です。登録簿の通貨で、整数で書きます。", En: "The cost of each year, a whole number in the register's currency."},
}

var targetWords = meanings{
	"risk":      {Ja: "対象とするリスクの識別子です。", En: "The id of the risk whose level it gives."},
	"level":     {Ja: "計画が完了したときに見込むリスクレベルのキーです。マトリクス上の位置を見込めないときに、likelihood と impact の代わりに書きます。", En: "The key of the level of risk expected once the plan is complete, where no likelihood and impact can be given. It has no place in the matrix."},
	"removed":   {Ja: "true は、計画の完了によってリスクがなくなることを示します（回避）。", En: "True where the risk is gone once the plan is complete (avoid)."},
	"frequency": {Ja: "計画が完了した後の、1年当たりの発生回数です。省略すると現在のままとみなします。", En: "How often it happens once the plan is complete, in events a year; as now where it is absent."},
	"loss":      {Ja: "計画が完了した後の、1回当たりの損失額です。省略すると現在のままとみなします。", En: "The loss of one event once the plan is complete; as now where it is absent."},
}

var actionWords = meanings{
	"title":  {Ja: "何をするかを示す語句です。", En: "What is to be done."},
	"owner":  {Ja: "作業を担当する人や部門です。省略すると計画の責任者になります。", En: "Who does it; the plan's owner where it is absent."},
	"due":    {Ja: "作業の期限です。未完了のまま過ぎると、計画からのかい離として示されます。", En: "By when it is to be done. An action still open after that day is a deviation from the plan."},
	"done":   {Ja: "作業を終えた日です。終えるまでは書きません。", En: "The day on which it was done; absent while it is open."},
	"common": {Ja: "この作業が含まれる共通の取組（common = true の管理策）の識別子です。", En: "The id of the common effort (a control with common = true) that it is part of."},
}

var sideEffectWords = meanings{
	"risk": {Ja: "高まるリスクの識別子です。", En: "The id of the risk that is raised."},
	"why":  {Ja: "なぜ高まるかの説明です。", En: "Why it is raised."},
}

var effectivenessWords = meanings{
	"reviewed": {Ja: "効果を確かめた日です。", En: "The day of the review."},
	"result":   {Ja: "効果があったか、一部にとどまったか、なかったかです。", En: "Whether the plan was effective, partly so, or not."},
	"note":     {Ja: "何をもって効果を確かめたか、残った問題は何かを書きます。", En: "By what it was judged, and what remains to be done."},
}
