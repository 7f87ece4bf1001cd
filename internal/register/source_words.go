package register

var sourceWords = meanings{
	"kind":        {Ja: "脅威（攻撃や災害など、害を及ぼすもの）か、脆弱性（守る側の弱点）かの区分です（手引書 II.1.3）。", En: "A threat (what may do harm, such as an attack or a disaster) or a vulnerability (a weakness on one's own side; handbook II.1.3)."},
	"origin":      {Ja: "意図的なものか、偶発的なものか、自然によるものかの区分です。", En: "Whether it is deliberate, accidental or natural."},
	"assets":      {Ja: "このリスク源にさらされている資産の識別子です。", En: "The ids of the assets that are exposed to it."},
	"trend":       {Ja: "増加しているか、横ばいか、減少しているかという最近の動向です。", En: "Where it has been going of late: rising, steady or falling."},
	"observed":    {Ja: "最後に観測や情報があった日です。リスクの分析より新しいと、そのリスクの評価は古いものとして扱われます。", En: "The day of the newest observation. Where it is newer than the analysis of a risk, that evaluation is stale."},
	"identifiers": {Ja: "公開された識別子です（CVE、CWE、ATT&CK、JVN、JVNDB）。それぞれの情報源へのリンクになります。", En: "Public identifiers: CVE, CWE, ATT&CK, JVN, JVNDB. Each becomes a link to its source."},
}

var findingWords = meanings{
	"channel":        {Ja: "課題を見いだした経路です。情報収集、監査、環境変化の調査、演習・訓練の四つがあります（手引書 II.1.3.1～II.1.3.4）。", En: "How it came to light: intelligence, audit, study of environment changes, or exercise (handbook II.1.3.1 to II.1.3.4)."},
	"provider":       {Ja: "情報を提供した者、又は監査、調査、演習・訓練の種類です（手引書 II.1.3.1～II.1.3.4、図表9）。ministry は情報セキュリティ関係省庁、sector-ministry は分野を所管する重要インフラ所管省庁です。", En: "Who provided it, or which audit, survey or exercise brought it up (handbook II.1.3.1 to II.1.3.4, figure 9). ministry is one of the information security ministries, sector-ministry the one in charge of the sector."},
	"received":       {Ja: "受け取った日です。関係するリスクの分析より新しいと、そのリスクの評価は古いものとして扱われます。", En: "The day on which it was received. Where it is newer than the analysis of a risk that it bears on, that evaluation is stale."},
	"sources":        {Ja: "関係するリスク源の識別子です。", En: "The ids of the risk sources that it bears on."},
	"assets":         {Ja: "関係する資産の識別子です。", En: "The ids of the assets that it bears on."},
	"risks":          {Ja: "関係するリスクの識別子です。", En: "The ids of the risks that it bears on."},
	"status":         {Ja: "処置が済んだか（closed）、まだか（open）です。", En: "Open until it has been dealt with, then closed."},
	"due":            {Ja: "いつまでに処置するかの期限です。open のまま過ぎると警告されます。", En: "By when it is to be dealt with. A finding still open after that day is reported."},
	"closed_on":      {Ja: "処置を終えた日です。", En: "The day on which it was dealt with."},
	"closed_because": {Ja: "処置を終えたとした理由です。", En: "Why it counts as dealt with."},
	"controls":       {Ja: "この課題に対して設けている管理策の識別子です。", En: "The ids of the controls that are held against it."},
	"treatments":     {Ja: "この課題に対処する計画の識別子です。", En: "The ids of the treatment plans that act on it."},
	"tested":         {Ja: "演習で見いだした課題のときに、演習で何を確かめたか（事業継続計画、対処体制、情報共有体制）を示します（手引書 II.1.3.4）。", En: "Of an exercise: what it put to the test (handbook II.1.3.4)."},
}

var eventWords = meanings{
	"approach": {Ja: "原因からたどって見いだしたか（cause）、起きては困る結果から見いだしたか（result）です（手引書 II.2.1）。", En: "Whether it was found forward from a cause, or backward from a result that must not come about (handbook II.2.1)."},
	"cause":    {Ja: "引き金となる出来事です。原因からのアプローチでは必ず書きます（手引書 II.2.1.1）。", En: "What sets it off. Required for the approach by cause (handbook II.2.1.1)."},
	"result":   {Ja: "資産に何が起きるかです（手引書 II.2.1.2）。", En: "What happens to the asset (handbook II.2.1.2)."},
	"sources":  {Ja: "引き金となるリスク源の識別子です。原因からのアプローチでは必ず書きます。", En: "The ids of the risk sources behind it. Required for the approach by cause."},
	"assets":   {Ja: "事象が起こり得る資産の識別子です。", En: "The ids of the assets that it may befall."},
	"found_by": {Ja: "結果からのアプローチで、何を手掛かりに見いだしたかです（手引書 II.2.1.2）。", En: "In the approach by result, what brought it up (handbook II.2.1.2)."},
}
