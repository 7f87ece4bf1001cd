package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var rawHTML = &Rule{
	Name: rule.RawHTML, Severity: diagnostic.Warning,
	Title: words("本文中のHTML", "Raw HTML"),
	Why: words("本文のHTMLは、読む人のブラウザーで何かを動かせないよう、文字としてそのまま表示します。",
		"HTML in a text is shown as written, so that nothing a record says can run in a reader's browser."),
	Mend: words("Markdownの書き方に直すか、HTMLそのものを示したい場合は逆引用符で囲んでください。", "Write it in Markdown, or put it between backquotes where the HTML itself is meant."),
	Says: []Saying{
		{rule.CaseTag, words("HTML（{found}）はページでは文字として表示されます", "the HTML {found} will be shown as text"), words("Markdownの書き方に直してください。HTMLを例として示すなら、逆引用符で囲んでください", "write it in Markdown; put it between backquotes where it is meant as an example")},
		{rule.CaseComment, words("HTMLのコメント（{found}）はページでは文字として表示されます", "the HTML comment {found} will be shown as text"), words("コメントを消してください。公開しない覚書は記録に残さないでください", "remove it; notes that nobody should read do not belong into a record")},
	},
	Failing: `content/sources/S-01.md:6:5
` + exampleSource + `
注意です<br>
`,
	Passing: exampleSource + `
**注意**です。
`,
}
