package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var controlNotInPlace = &Rule{
	Name: rule.ControlNotInPlace, Severity: diagnostic.Warning, Step: "3.1",
	Title: words("実施されていない管理策", "Control not in place"),
	Why: words("現在のレベルに数えてよいのは、今ある管理策だけです。予定のものや廃止したものに頼った評価は、実際より低くなります。",
		"Only what is in place holds a risk down. A rating that counts on a control which is planned or retired is lower than the truth."),
	Mend: words("controls からその管理策を外し、現在の評価を見直すか、管理策の状態を実際に合わせてください。", "Take the control out of controls and look at the rating again, or bring the control's state up to date."),
	Says: []Saying{
		{rule.CasePlanned, words("{id} は、まだ予定の管理策 {control} を挙げています", "{id} counts on the control {control}, which is only planned"), words("controls から {control} を外し、これを実施する計画の controls に書いてください。実施済みであれば {control} の state を改めます", "take {control} out of controls and name it in controls of the plan that builds it; where it is in place by now, set its state")},
		{rule.CaseRetired, words("{id} は、廃止した管理策 {control} を挙げています", "{id} counts on the control {control}, which is retired"), words("controls から {control} を外し、[current] をこれのない状態で見直してください。使い続けているのであれば {control} の state を改めます", "take {control} out of controls and rate [current] again without it; where it is still in use, set its state")},
	},
	Other: words("管理策の状態はここに書かれています", "the state of the control is given here"),
	Failing: `content/risks/R-001.md:6:13
` + exampleContext + controlledRisk + exampleControl("planned"),
	Passing: exampleContext + controlledRisk + exampleControl("partial"),
	Find: func(c *Case) {
		for _, k := range c.open() {
			for i, id := range k.Record.Controls {
				control := c.Assessment.Register.Control(id)
				if control == nil {
					continue
				}
				if kase, absent := map[string]rule.Case{"planned": rule.CasePlanned, "retired": rule.CaseRetired}[control.State]; absent {
					c.ReportCase(kase, k.Record, key("controls", i), diagnostic.Args{"control": id}, related(control, key("state"), term.Words{}))
				}
			}
		}
	},
}

var controlledRisk = strings.Replace(exampleRisk, "[current]", "controls = [\"C-01\"]\n[current]", 1)

// exampleControl is a control in a state.
func exampleControl(state string) string {
	return `-- content/controls/C-01.md --
+++
title = { ja = "制御系の分離", en = "Separated control network" }
function = "prevent"
state = "` + state + `"
+++
`
}
