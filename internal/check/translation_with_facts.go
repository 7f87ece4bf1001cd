package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var translationWithFacts = &Rule{
	Name: rule.TranslationWithFacts, Severity: diagnostic.Error,
	Title: words("翻訳に書かれた項目", "Translation with fields"),
	Why: words("項目は原文のファイルにだけ書きます。二か所にあると、片方だけが直されて食い違います。",
		"Facts live once, in the record itself. In two places one of them would be forgotten."),
	Mend: words("翻訳のファイルから「+++」で囲まれた部分を除き、本文だけにしてください。", "Remove the part between the lines of +++ from the translation and leave the text."),
	Says: []Saying{
		{rule.Plain, words("{id} の翻訳に項目が書かれています", "the translation of {id} has fields of its own"), words("「+++」から「+++」までを除いてください。題名の翻訳は、元の記録に title = { ja = \"…\", en = \"…\" } と書きます", "remove everything from +++ to +++; a translated title goes into the record: title = { ja = \"…\", en = \"…\" }")},
	},
	Failing: `content/sources/S-01.en.md:1:1
` + exampleSource + `
外部からの侵入の試みです。
-- content/sources/S-01.en.md --
+++
title = "Targeted attack"
+++

Attempts to break in from outside.
`,
	Passing: exampleSource + `
外部からの侵入の試みです。
-- content/sources/S-01.en.md --
Attempts to break in from outside.
`,
}
