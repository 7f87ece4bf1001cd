package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var sharedWithoutParty = &Rule{
	Name: rule.SharedWithoutParty, Severity: diagnostic.Warning, Step: "5.1",
	Title: words("相手の書かれていない共有", "Shared with nobody"),
	Why: words("リスクを共有する計画は、相手が決まって初めて働きます。誰が何を引き受けるのか分からなければ、共有したことになりません。",
		"A risk is shared only once somebody has agreed to carry a part of it. Without the party the plan brings nothing."),
	Mend: words("計画の with に共有する相手を書いてください。", "Name the party in with."),
	Says: []Saying{
		{rule.Plain, words("{id} はリスクを共有する計画ですが、相手（with）が書かれていません", "{id} shares risks, but with does not say with whom"), words("with に、保険会社や委託先などの共有する相手を加えてください。共有しないのであれば option を改めます", "add with, naming the insurer, contractor or partner; where nothing is shared, choose another option")},
	},
	Failing: `content/treatments/T-001.md:5:10
` + exampleContext + exampleRisk + strings.Replace(examplePlan, `"modify"`, `"share"`, 1),
	Passing: exampleContext + exampleRisk + strings.Replace(examplePlan, `"modify"`, "\"share\"\nwith = \"損害保険会社\"", 1),
	Find: func(c *Case) {
		for _, t := range c.Assessment.Register.Treatments {
			if t.Option == "share" && strings.TrimSpace(t.With) == "" && t.Status != "cancelled" {
				c.Report(t, key("option"), nil)
			}
		}
	},
}
