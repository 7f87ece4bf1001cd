package check

import (
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var consequencesDisagree = &Rule{
	Name: rule.ConsequencesDisagree, Severity: diagnostic.Warning, Step: "3.1",
	Title: words("結果と影響の評価の食い違い", "Consequences and impacts disagree"),
	Why: words("挙げた結果の影響が評価されていないか、挙げていない結果の影響が評価されています。どちらかが抜けており、影響の大きさも正しいか分かりません。",
		"A consequence that was named and not rated, or rated and not named, was forgotten in one of two places; the impact may be too small."),
	Mend: words("consequences と impacts に、同じ影響の領域を挙げてください。", "Name the same impact areas in consequences and in impacts."),
	Says: []Saying{
		{rule.CaseUnrated, words("{id} の結果に {area} を挙げていますが、impacts で評価していません", "{id} names the consequence {area}, which its impacts do not rate"), words("[current] の impacts に {area} の影響を加えるか、結果でなければ consequences から削除してください", "rate {area} in impacts under [current], or take it out of consequences")},
		{rule.CaseUnnamed, words("{id} は {area} の影響を評価していますが、consequences に挙げていません", "{id} rates the impact {area}, which its consequences do not name"), words("consequences に {area} を加えるか、影響がなければ impacts から削除してください", "add {area} to consequences, or take it out of impacts")},
	},
	Other: words("もう一方はここです", "the other one is here"),
	Failing: `content/risks/R-001.md:6:28
content/risks/R-001.md:9:26
` + exampleContext + rated(`["service", "environment"]`, `{ service = 3, finance = 2 }`),
	Passing: exampleContext + rated(`["service", "finance"]`, `{ service = 3, finance = 2 }`),
	Find: func(c *Case) {
		for _, k := range c.open() {
			consequencesOf(c, k.Record)
		}
	},
}

// rated is the example of a risk with consequences and impacts.
func rated(consequences, impacts string) string {
	return strings.NewReplacer("[current]", "consequences = "+consequences+"\n[current]", "impact = 3", "impacts = "+impacts).Replace(exampleRisk)
}

// consequencesOf holds the consequences of a risk against the areas of its impacts, where it gives both. What the criteria do not know is told as such.
func consequencesOf(c *Case, r *register.Risk) {
	impacts := map[string][]any{} // by area: where it is rated
	for _, name := range []string{"inherent", "current"} {
		analysis := r.Current
		if name == "inherent" {
			analysis = r.Inherent
		}
		if analysis == nil {
			continue
		}
		for area := range analysis.Impacts {
			impacts[area] = key(name, "impacts", area)
		}
	}
	if len(r.Consequences) == 0 || len(impacts) == 0 {
		return
	}
	known := func(area string) bool {
		areas := c.Assessment.Register.Criteria.Areas
		return len(areas) == 0 || slices.ContainsFunc(areas, func(a register.Area) bool { return a.Key == area })
	}
	for i, area := range r.Consequences {
		if impacts[area] == nil && known(area) {
			at := slices.Sorted(maps.Keys(impacts))[0]
			c.ReportCase(rule.CaseUnrated, r, key("consequences", i), diagnostic.Args{"area": area}, related(r, impacts[at][:2], term.Words{}))
		}
	}
	for _, area := range slices.Sorted(maps.Keys(impacts)) {
		if !slices.Contains(r.Consequences, area) && known(area) {
			args := diagnostic.Args{"id": r.ID, "area": area}
			c.add(r.ID, c.rule.Step, rule.CaseUnnamed, r.Source.KeyPlace(impacts[area]...), args, []diagnostic.Related{related(r, key("consequences"), term.Words{})})
		}
	}
}
