package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var optionsDiffer = &Rule{
	Name: rule.OptionsDiffer, Severity: diagnostic.Warning, Step: "5.1",
	Title: words("リスクと計画の選択肢の違い", "Risk and plan take different options"),
	Why: words("リスクで選んだ選択肢と、それを実施する計画の選択肢が違っています。どちらかが古いままで、決めたことと進めていることが食い違います。",
		"What was chosen for the risk and what its plan does are not the same: one of the two was not brought up to date, or something else is being done than was decided."),
	Mend: words("リスクの [treatment] と計画の option を、実際に進める選択肢に揃えてください。", "Let option say the same under [treatment] of the risk and in the plan."),
	Says: []Saying{
		{rule.Plain, words("{id} の選択肢は{option}ですが、{risk} では{chosen}を選んでいます", "{id} is to {option}, but for {risk} {chosen} was chosen"), words("{risk} の [treatment] か {id} の option を、実際に進める方に改めてください", "let option say what is really being done, in {id} or under [treatment] of {risk}")},
	},
	Other: words("リスクで選んだ選択肢はここです", "chosen for the risk here"),
	Failing: `content/treatments/T-001.md:5:10
` + exampleContext + optedRisk("share") + examplePlan,
	Passing: exampleContext + optedRisk("modify") + examplePlan,
	Find: func(c *Case) {
		for _, k := range c.open() {
			if k.Option == "" {
				continue
			}
			for _, t := range k.Plans {
				if t.Option != "" && t.Option != k.Option {
					c.Report(t, key("option"), diagnostic.Args{"option": optionWords[t.Option], "risk": k.Record.ID, "chosen": optionWords[k.Option]},
						related(k.Record, key("treatment", "option"), term.Words{}))
				}
			}
		}
	},
}

// optedRisk is the example of a risk with a treatment option.
func optedRisk(option string) string {
	return strings.TrimSuffix(exampleRisk, "+++\n") + "[treatment]\noption = \"" + option + "\"\nrationale = \"復旧費を抑える\"\n+++\n"
}
