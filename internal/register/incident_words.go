package register

var incidentWords = meanings{
	"on":         {Ja: "起きた日です。続いたものは始まった日を書きます。関係するリスクの分析より新しいと、そのリスクの評価は古いものとして扱われます。", En: "The day on which it happened, or began. Where it is newer than the analysis of a risk that it bears on, that evaluation is stale."},
	"kind":       {Ja: "インシデント（損害や支障が生じたもの）か、ヒヤリハット（生じる手前で止まったもの）かの区分です。見積もった頻度とは、インシデントの件数だけを比べます。", En: "An incident, which did harm, or a near miss, which was stopped short of it. Only incidents are held against an estimated frequency."},
	"events":     {Ja: "実際に起きた事象の識別子です。events、assets、risks のうち少なくとも一つを書きます。この事象から特定したリスクの見積りの隣に、件数が表示されます。", En: "The ids of the events that came about. At least one of events, assets and risks is given. The count stands beside the estimate of the risks that were identified from them."},
	"assets":     {Ja: "影響を受けた資産の識別子です。", En: "The ids of the assets that it struck."},
	"risks":      {Ja: "現実となった、又はなりかけたリスクの識別子です。", En: "The ids of the risks that came true, or nearly did."},
	"loss":       {Ja: "実際に生じた損失で、登録簿の通貨で書きます。分からなければ書きません。", En: "What it cost, in the register's currency. Left out where nobody knows."},
	"outage":     {Ja: "サービスが止まった時間、又は水準を下回った時間です（時間単位）。", En: "For how many hours the service was down, or below its level."},
	"report":     {Ja: "報告の義務です。報告先ごとに一つずつ書き、報告を済ませたら on に日付を入れます。", En: "The duties to report it, one for each to whom it is reported; on is given once that was done."},
	"findings":   {Ja: "これを契機に見いだした課題の識別子です。", En: "The ids of the findings that came of it."},
	"treatments": {Ja: "これを契機に立てた計画の識別子です。", En: "The ids of the treatment plans that came of it."},
	"lessons":    {Ja: "何を学び、何を改めることにしたかです。", En: "What was learnt, and what is done otherwise from now on."},
	"status":     {Ja: "対処が済んだか（closed）、まだか（open）です。", En: "Open until it has been dealt with, then closed."},
	"closed_on":  {Ja: "対処を終えた日です。", En: "The day on which it was dealt with."},
}

var reportWords = meanings{
	"to":  {Ja: "報告先です。parties.toml があればそのキーを書きます。", En: "To whom it is reported: a key of parties.toml where that file exists, else a name."},
	"due": {Ja: "報告の期限です。カレンダーに載り、過ぎると警告されます。", En: "By when it is to be reported. It appears in the calendar, and once it has passed it is warned of."},
	"on":  {Ja: "報告した日です。まだであれば書きません。", En: "The day on which it was reported; left out until it was."},
}
