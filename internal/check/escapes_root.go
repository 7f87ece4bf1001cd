package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var escapesRoot = &Rule{
	Name: rule.EscapesRoot, Severity: diagnostic.Error,
	Title: words("登録簿の外へのリンク", "Link out of the register"),
	Why: words("登録簿の外を指すリンクをたどると、公開すべきでないファイルがサイトに載るおそれがあります。",
		"Following a link out of the register could publish a file that was never meant for the site."),
	Mend: words("ファイルそのものを登録簿に置いてください。", "Put the file itself into the register."),
	Says: []Saying{
		{rule.Plain, words("リンクが登録簿の外を指しています", "the link leads out of the register"), words("リンクを外し、必要なファイルを登録簿の中に置いてください", "remove the link and put the file itself into the register")},
		{rule.CaseBody, words("リンク先の {target} は登録簿の外を指しています", "the link leads to {target}, which is out of the register"), words("ファイルを content/ の下に置くか、https:// で始まるアドレスを使ってください", "put the file below content/, or use an address that begins with https://")},
	},
	Failing: `content/sources/S-01.md:1:1
-- content/sources/S-01.md --
<link ../../../secret.md>
`,
	Passing: exampleSource,
}
