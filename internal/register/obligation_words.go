package register

var obligationWords = meanings{
	"kind":      {Ja: "要求事項の種別です（手引書 II.1.2.1、II.5.1）。", En: "What sort of obligation it is (handbook II.1.2.1 and II.5.1)."},
	"authority": {Ja: "定めた機関や契約の相手方です。", En: "The body that issued it, or the other party of the contract."},
	"citation":  {Ja: "法令番号や文書番号など、正式な出典の表記です。", En: "The formal citation, such as the number of the law or document."},
	"url":       {Ja: "本文を読める場所のアドレスです。http、https、mailto、又は相対パスに限ります。", En: "Where its text can be read: http, https, mailto or a relative path."},
	"clause":    {Ja: "個々の条項です。ほかの記録から「ID#キー」で参照でき、何によって応えているかが条項ごとに示されます。", En: "Its clauses. Other records name one as ID#key, and the page shows for each what answers it."},
}

var clauseWords = meanings{
	"key":   {Ja: "条項を指すための短いキーです（例：第7条なら 7）。同じ要求事項の中で重複できません。", En: "A short key by which the clause is named, such as 7. Each occurs once within the obligation."},
	"title": {Ja: "条項の見出し、又は要旨です。", En: "The heading of the clause, or its gist."},
}

var termWords = meanings{
	"reading": {Ja: "用語のかな読みです。日本語の用語集はこの順に並びます。", En: "The reading in kana, by which the Japanese glossary is sorted."},
	"aliases": {Ja: "同じ意味の別の語で、言語は問いません。本文に現れると、この用語へのリンクになります。", En: "Other words for the same, in any language. Where a text uses one it becomes a link to the term."},
	"see":     {Ja: "併せて読むべき用語の識別子です。", En: "The ids of terms to read beside it."},
	"source":  {Ja: "定義の出典です（例：JIS Q 27000:2019 3.61）。", En: "Where the definition comes from, such as ISO/IEC 27000:2018 3.61."},
}

var pageWords = meanings{
	"order": {Ja: "ページの並び順です。小さい数が先になり、省略すると 0 です。", En: "The place among the pages: lower numbers first, 0 where it is absent."},
	"nav":   {Ja: "true にすると、サイトのメニューに載ります。", En: "True puts the page into the menu of the site."},
}
