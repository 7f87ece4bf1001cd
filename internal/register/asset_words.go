package register

var assetWords = meanings{
	"kind": {
		Ja: "資産の種別です（手引書 図表5）。サービスを支えるのはシステムだけではないので、組織や要員、紙や媒体も登録します。",
		En: "What sort of asset it is (handbook, figure 5). Services do not rest on systems alone: organizations, people, paper and media are assets too.",
	},
	"viewpoints": {
		Ja: "なぜ守らなければならないかを示す観点です。安全基準等（safety-standard）、サービス維持レベル（service-level）、機密性（confidentiality）のほか、自由な語も書けます（手引書 II.1.1）。",
		En: "Why it has to be protected: safety-standard, service-level, confidentiality, or words of one's own (handbook II.1.1).",
	},
	"sector": {
		Ja: "支えている重要インフラの分野です。手引書の図表6（組み込みの一覧）のキーで書きます。",
		En: "The sector of critical infrastructure that it supports, as a key of the built-in catalogue (handbook, figure 6).",
	},
	"service": {
		Ja: "支えている重要インフラサービスです。sector に挙げた分野のサービスのキーで書きます。サービス維持レベルと関連する法令が、いつの時点のものかとともにページに表示されます。",
		En: "The critical infrastructure service that it supports: a key of the catalogue within the sector. The page then shows the service maintenance level and the law.",
	},
	"service_level": {
		Ja: "維持すべきサービスのレベルです。図表6の水準に代えて、自組織の水準を示すときに書きます（手引書 II.1.1）。",
		En: "The level of service that has to be held. It replaces the catalogue's where one's own differs (handbook II.1.1).",
	},
	"importance": {
		Ja: "機密性、完全性、可用性のそれぞれから見た重要性です。一つでも 3 があれば重要な資産とみなし、原因と結果の両方から事象を特定することを求めます（手引書 II.1.2.1）。",
		En: "How much confidentiality, integrity and availability matter. An asset with a 3 counts as important, and events are to be sought for it from causes and from results (handbook II.1.2.1).",
	},
	"separation": {
		Ja: "ほかのネットワークや資産からどの程度分離されているか（分離レベル）の説明です（手引書 II.1.2.2）。",
		En: "How far it is kept apart from other networks and assets (handbook II.1.2.2).",
	},
	"depends_on": {
		Ja: "この資産が動くために必要なほかの資産の識別子です。依存関係の図に描かれます。循環させることはできません。",
		En: "The ids of the assets without which it does not work. They are drawn in the picture of dependencies and must not form a cycle.",
	},
}

var importanceWords = meanings{
	"confidentiality": {Ja: "見てよい人だけが見られることの重要性を、1（小さい）から 3（大きい）で示します。", En: "How much it matters that only those entitled see it, from 1 (little) to 3 (much)."},
	"integrity":       {Ja: "壊されたり改ざんされたりしないことの重要性を、1（小さい）から 3（大きい）で示します。", En: "How much it matters that it is neither damaged nor altered, from 1 (little) to 3 (much)."},
	"availability":    {Ja: "必要なときに使えることの重要性を、1（小さい）から 3（大きい）で示します。", En: "How much it matters that it can be used when needed, from 1 (little) to 3 (much)."},
}
