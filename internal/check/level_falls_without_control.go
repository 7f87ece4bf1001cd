package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var levelFallsWithoutControl = &Rule{
	Name: rule.LevelFallsWithoutControl, Severity: diagnostic.Warning, Step: "3.1", Judged: true, Rests: levelParts, Absence: true, Elsewhere: []string{"controls"},
	Title: words("管理策なしで下がるレベル", "Level falls without a control"),
	Why: words("レベルを下げるのは管理策です。実施されている管理策が一つも挙げられていないのに現在のレベルが低いのは、管理策の書き忘れか、評価の誤りです。",
		"What lowers a level is a control. Where the level is lower now and no control in place is named, one was forgotten, or one of the ratings is wrong."),
	Mend: words("レベルを下げている管理策を controls に挙げるか、[current] か [inherent] を見直してください。", "Name the controls that hold the risk down in controls, or look again at [current] and [inherent]."),
	Says: []Saying{
		{rule.Plain, words("{id} の現在のレベル（{current}）は管理策のない場合（{inherent}）より低いのに、実施されている管理策が挙げられていません", "{id} is at {current}, below {inherent} without controls, but names no control that is in place"), words("controls に、実施されている管理策（state が in-place か partial）を加えてください。なければ [current] の評価を改めます", "add the controls that are in place or partly so to controls; where there are none, rate [current] again")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + loweredRisk + exampleControl("planned"),
	Passing: exampleContext + loweredRisk + exampleControl("in-place"),
	Find: func(c *Case) {
		for _, k := range c.open() {
			if k.Now.Level < 0 || k.Now.Level >= k.Inherent.Level || slices.ContainsFunc(k.Record.Controls, c.inPlace) {
				continue
			}
			c.Report(k.Record, nil, diagnostic.Args{"current": c.levelOf(k.Now.Level), "inherent": c.levelOf(k.Inherent.Level)})
		}
	},
}

// inPlace reports whether a control is in place, at least partly. One that does not resolve is reported as such.
func (c *Case) inPlace(id string) bool {
	control := c.Assessment.Register.Control(id)
	return control == nil || control.State == "in-place" || control.State == "partial"
}

var loweredRisk = strings.Replace(controlledRisk, "[current]\nlikelihood = 3", "[inherent]\nlikelihood = 3\nimpact = 3\n[current]\nlikelihood = 1", 1)
