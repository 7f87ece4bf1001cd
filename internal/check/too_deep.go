package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var tooDeep = &Rule{
	Name: rule.TooDeep, Severity: diagnostic.Error,
	Title: words("深すぎる入れ子", "Too deep"),
	Why: words("何重にも重なった括弧や引用は、解析の時間とメモリーを急激に増やします。",
		"Brackets and quotations nested many times over make parsing explode in time and memory."),
	Mend: words("入れ子を浅くするか、riskbook.toml の [limits] で上限を上げてください。", "Nest less deeply, or raise the limit under [limits] in riskbook.toml."),
	Says: []Saying{
		{rule.CaseNesting, words("括弧やキーの入れ子が上限の {limit} 段を超えています", "brackets and keys are nested more than {limit} deep"), words("入れ子を浅くするか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "nest less deeply, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseKeys, words("キーの長さ {size} 文字が上限の {limit} 文字を超えています", "the key has {size} characters; the limit is {limit}"), words("キーを短くするか、content/riskbook.toml の [limits] で {key} の値を上げてください（{most} まで）", "shorten it, or raise {key} under [limits] in content/riskbook.toml (up to {most})")},
		{rule.CaseDepth, words("本文の引用や箇条書きの入れ子が上限の {limit} 段を超えています", "quotations and lists are nested more than {limit} deep"), words("入れ子を浅くするか、content/riskbook.toml の [limits] で depth の値を上げてください", "nest less deeply, or raise depth under [limits] in content/riskbook.toml")},
	},
	Failing: `content/sources/S-01.md:6:1
` + exampleSource + `
<60 times "> ">深い引用
`,
	Passing: exampleSource + `
> 引用
`,
}
