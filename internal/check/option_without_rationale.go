package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var optionWithoutRationale = &Rule{
	Name: rule.OptionWithoutRationale, Severity: diagnostic.Warning, Step: "5.1", Judged: true, Rests: optionParts,
	Title: words("根拠のない選択肢", "Option without rationale"),
	Why: words("手法が示す選択肢と違うものを選ぶことはできますが、後から読む人に理由が分からなければ見直せません。",
		"Another option than the suggested one may well be right, but those who come later need to know why."),
	Mend: words("[treatment] の rationale に理由を書いてください。", "Say why in rationale under [treatment]."),
	Says: []Saying{
		{rule.Plain, words("{id} は{option}を選んでいますが、示された選択肢は{suggested}で、理由が書かれていません", "{id} takes the option {option} where {suggested} is suggested, without saying why"), words("[treatment] の rationale に、{option}を選んだ理由を書いてください", "give the reason in rationale under [treatment], or choose {suggested}")},
	},
	Failing: `content/risks/R-001.md:11:10
` + exampleContext + strings.TrimSuffix(exampleRisk, "+++\n") + `[treatment]
option = "share"
+++
`,
	Passing: exampleContext + strings.TrimSuffix(exampleRisk, "+++\n") + `[treatment]
option = "share"
rationale = "復旧費を保険で賄い、運転は自前で続ける"
+++
`,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.Closed || k.Option == "" || k.Suggested == "" || k.Option == k.Suggested || !blank(k.Record.Treatment.Rationale) {
				continue
			}
			c.Report(k.Record, key("treatment", "option"), diagnostic.Args{"option": optionWords[k.Option], "suggested": optionWords[k.Suggested]})
		}
	},
}

var optionWords = map[string]term.Words{
	"avoid":  words("回避（avoid）", "avoid"),
	"modify": words("修正（modify）", "modify"),
	"retain": words("保有（retain）", "retain"),
	"share":  words("共有（share）", "share"),
}

// blank tells whether a text says nothing in any language.
func blank(t register.Text) bool {
	for _, w := range t {
		if strings.TrimSpace(w.Words) != "" {
			return false
		}
	}
	return true
}
