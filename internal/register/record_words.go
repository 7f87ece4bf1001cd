package register

import "github.com/riskbook/riskbook/internal/term"

// meanings say what the fields that one struct states are for, by key.
type meanings = map[string]term.Words

var recordWords = meanings{
	"title": {
		Ja: "記録の名称です。一覧、リンク、図に表示されるので、これだけで何のことか分かる短い語句にします。",
		En: "The name of the record. Lists, links and pictures show it, so a short phrase that says by itself what the record is about.",
	},
	"summary": {
		Ja: "一、二文の要約です。一覧と検索の結果、ページの冒頭に表示されます。",
		En: "A summary of one or two sentences, shown in lists, in search results and at the head of the page.",
	},
	"owner": {
		Ja: "この記録に責任を持つ人や部門です。parties.toml があればそのキーを、なければ名前をそのまま書きます。",
		En: "The person or department answerable for the record: a key of parties.toml where that file exists, else a name in free text.",
	},
	"tags": {
		Ja: "分類のための自由な語です。検索と絞り込みに使えます。",
		En: "Words of one's own to sort records by; search and filters find them.",
	},
	"classification": {
		Ja: "共有してよい範囲を示す TLP 2.0 のラベルです。省略すると riskbook.toml の default_classification が適用されます。",
		En: "How far the record may be shared, as a label of TLP 2.0. Where it is absent, default_classification of riskbook.toml applies.",
	},
	"obligations": {
		Ja: "この記録が応える要求事項（法令、規制、契約など）の識別子です。条項を指すときは「ID#条項のキー」と書きます。",
		En: "The ids of the obligations (laws, contracts, policies) that the record answers. A clause is named as ID#clause.",
	},
	"related": {
		Ja: "関係のあるほかの記録の識別子です。種類は問わず、双方のページに表示されます。判定には使われません。",
		En: "The ids of other records that have to do with it, of any kind; both pages show it. Nothing is decided by them.",
	},
	"incomplete": {
		Ja: "必須の項目がまだ揃っていない記録であれば true とします。足りない項目は一度だけまとめて知らされ、記録はほかと同じように集計されます。",
		En: "True while required fields are still to be filled in. What is missing is told once, and the record counts like any other.",
	},
	"provisional": {
		Ja: "プログラムや取り込みが書き、まだ誰も確認していない記録であれば true とします。印を付けて表示し、集計、順位、マトリクス、受容のどれにも数えません。確認したらこのキーを消します。",
		En: "True while nobody has confirmed the record, as when a program or an import wrote it. It is shown with a mark and left out of counts, ranks, matrices and acceptances until the key is gone.",
	},
	"links": {
		Ja: "登録簿の外にある資料へのリンクです。",
		En: "Links to documents outside the register.",
	},
	"extra": {
		Ja: "組織独自の項目を置くテーブルです。キーも値も自由で、ページには表として表示されます。判定には使われません。",
		En: "A table for fields of one's own. Keys and values are free and are shown as a table on the page; nothing is decided by them.",
	},
}

var linkWords = meanings{
	"title": {Ja: "リンクとして表示する語句です。省略すると URL が表示されます。", En: "The words of the link; the address itself where they are absent."},
	"url":   {Ja: "資料のアドレスです。http、https、mailto、又は相対パスに限ります。", En: "The address of the document: http, https, mailto or a relative path."},
}
