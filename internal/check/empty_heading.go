package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var emptyHeading = &Rule{
	Name: rule.EmptyHeading, Severity: diagnostic.Warning,
	Title: words("文字のない見出し", "Empty heading"),
	Why: words("文字のない見出しは、見出しをたどって読む人に名前のない場所を示すだけになるため、ページに出しません。書きかけの節が、そのまま見落とされることもあります。",
		"A heading without text would be a place without a name to readers who move by headings, so that the page leaves it out; a section that was only begun is overlooked."),
	Mend: words("見出しの文字を書くか、# の行を消してください。", "Write the text of the heading, or remove the line."),
	Says: []Saying{
		{rule.Plain, words("見出しに文字がないため、ページには出ません", "the heading has no text, so the page leaves it out"), words("見出しの文字を書くか、この行を消してください", "write its text, or remove the line")},
	},
	Failing: `content/sources/S-01.md:6:1
` + exampleSource + `
##

大雨の後に起こりやすくなります。
`,
	Passing: exampleSource + `
## 時期

大雨の後に起こりやすくなります。
`,
}
