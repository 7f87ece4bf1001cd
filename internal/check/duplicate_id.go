package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var duplicateID = &Rule{
	Name: rule.DuplicateID, Severity: diagnostic.Error,
	Title: words("IDの重複", "Duplicate id"),
	Why: words("IDは登録簿全体で一つの記録を指します。大文字と小文字だけが違うIDは、環境によって同じファイルになります。",
		"An id names one record of the whole register. Ids that differ only in case become the same file on some systems."),
	Mend: words("一方の記録に別のIDを付け、それを指す記録も合わせて直してください。", "Give one of the records another id, and mend what refers to it."),
	Says: []Saying{
		{rule.Plain, words("ID {id} は既に使われています", "the id {id} is taken"), words("別のIDを付けてください。大文字と小文字は区別しません（先にあるID: {first}）", "choose another; upper and lower case count as the same (the other one: {first})")},
		{rule.CaseFigure, words("図 {id} と同じ名前の図があります", "there is another figure named {id}"), words("名前はUnicodeの正規化形だけが違います。一方の名前を変えてください（先にあるもの: {first}）", "their names differ only in the form of Unicode: rename one of them (the other one: {first})")},
		{rule.CaseTranslation, words("{first} の翻訳が二つあります", "there are two translations into {first}"), words("どちらか一方を消してください（後のものの言語: {id}）", "remove one of them (the later one says {id})")},
	},
	Other: words("先にある記録はここです", "the other record is here"),
	Failing: `content/sources/s-01.md:1:1
` + exampleSource + `-- content/sources/s-01.md --
+++
title = "停電"
kind = "threat"
+++
`,
	Passing: exampleSource + `-- content/sources/S-02.md --
+++
title = "停電"
kind = "threat"
+++
`,
}
