package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var footnoteUnused = &Rule{
	Name: rule.FootnoteUnused, Severity: diagnostic.Warning,
	Title: words("どこからも参照されない脚注", "Footnote that nothing refers to"),
	Why: words("本文から参照されない脚注は、番号が決まらないため、ページに出ません。書いたはずの注記が、読む人に届かないままになります。",
		"A footnote that the text does not refer to has no number, so that the page leaves it out, and what it says never reaches a reader."),
	Mend: words("注記を付けたい語の後に、示された名前を [^名前] の形で書くか、脚注を消してください。", "Refer to it as [^name] behind the words that it belongs to, or remove it."),
	Says: []Saying{
		{rule.Plain, words("脚注 {note} は本文のどこからも参照されていないため、ページには出ません", "nothing in the text refers to the footnote {note}, so the page leaves it out"), words("注記を付けたい語の後に {note} と書くか、この脚注を消してください", "write {note} behind the words that it belongs to, or remove it")},
		{rule.CaseAgain, words("脚注 {note} は先にもあるため、この二つ目はページに出ません", "there is a footnote {note} already, so the page leaves this second one out"), words("一方を別の名前に変えて本文から参照するか、二つを一つにまとめてください", "give one of them another name that the text refers to, or make one of the two")},
	},
	Failing: `content/sources/S-01.md:8:1
` + exampleSource + `
大雨の後に起こりやすくなります。

[^1]: 気象庁の観測による。
`,
	Passing: exampleSource + `
大雨の後に起こりやすくなります[^1]。

[^1]: 気象庁の観測による。
`,
}
