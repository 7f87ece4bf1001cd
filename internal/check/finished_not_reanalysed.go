package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var finishedNotReanalysed = &Rule{
	Name: rule.FinishedNotReanalysed, Severity: diagnostic.Warning, Step: "6.1",
	Title: words("計画完了後に再分析されていないリスク", "Not analysed again after its plan"),
	Why: words("計画の目標は見込みにすぎません。完了後に分析し直して初めて、リスクが下がったと言えます。",
		"A target is only a forecast. Not before the risk is analysed again can it be said to have come down."),
	Mend: words("対象のリスクを分析し直して reviewed を更新するか、なくなったリスクであれば終結してください。", "Analyse the risks again and update reviewed, or close them where they are gone."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} は {finished} に完了しましたが、{risks} がその後に分析し直されていません", "{id} was finished on {finished}, and {risks} has not been analysed since"), words("{risks} を今の管理策の下で分析し直し、[current] と reviewed を更新してください", "analyse {risks} with the controls now in place, and update [current] and reviewed")},
		{rule.CaseAvoided, words("計画 {id} は {finished} に完了しましたが、{risks} は終結しておらず、その後に分析し直されてもいません", "{id} was finished on {finished}, and {risks} has neither been closed nor analysed since"), words("{risks} がなくなったのであれば status = \"closed\" とし、closed_on と closed_because を書いてください。残っているのであれば分析し直し、[current] と reviewed を更新してください", "where {risks} is gone, set status = \"closed\" with closed_on and closed_because; where it remains, analyse it again, and update [current] and reviewed")},
	},
	Other: words("前回の分析の日付はここです", "last analysed here"),
	Failing: `content/treatments/T-001.md:10:12
` + exampleContext + exampleLowRisk + strings.Replace(strings.Replace(examplePlan, "in-progress", "done", 1), "[[target]]", `finished = 2026-10-30
[effectiveness]
reviewed = 2026-11-20
result = "effective"
[[target]]`, 1),
	Passing: exampleContext + strings.Replace(exampleLowRisk, "[current]", "reviewed = 2026-11-05\n[current]", 1) + strings.Replace(strings.Replace(examplePlan, "in-progress", "done", 1), "[[target]]", `finished = 2026-10-30
[effectiveness]
reviewed = 2026-11-20
result = "effective"
[[target]]`, 1),
	Find: func(c *Case) {
		for _, p := range c.Assessment.Plans {
			if len(p.NotReanalysed) == 0 {
				continue
			}
			var places []diagnostic.Related
			for _, id := range p.NotReanalysed[:min(len(p.NotReanalysed), mostListed)] {
				r := c.Assessment.Risk(id).Record
				places = append(places, related(r, evaluatedPath(r), term.Words{}))
			}
			variant := rule.Plain
			if avoids(p.Record, p.NotReanalysed) {
				variant = rule.CaseAvoided
			}
			c.ReportCase(variant, p.Record, key("finished"), diagnostic.Args{"finished": p.Record.Finished, "risks": listed(p.NotReanalysed)}, places...)
		}
	},
}

// avoids reports whether a plan was to leave nothing of the risks.
func avoids(t *register.Treatment, risks []string) bool {
	return t.Option == "avoid" || !slices.ContainsFunc(risks, func(id string) bool {
		return !slices.ContainsFunc(t.Targets, func(target register.Target) bool { return target.Risk == id && target.Removed })
	})
}
