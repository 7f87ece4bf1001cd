package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var reportOverdue = &Rule{
	Name: rule.ReportOverdue, Severity: diagnostic.Warning, Step: "6.1", Dated: true,
	Title: words("期限を過ぎた報告", "Overdue report"),
	Why: words("インシデントの報告には、法令や契約で期限の定められたものがあります。遅れた報告は、それ自体が違反となり得ます。",
		"Laws and contracts say by when an incident is to be reported. A late report may be a breach by itself."),
	Mend: words("すぐに報告し、報告した日を on に書いてください。", "Report it at once, and give the day in on."),
	Says: []Saying{
		{rule.Plain, words("インシデント {id} の{party}への報告が、期限 {due} を過ぎても済んでいません（{days}日超過）", "the incident {id} was to be reported to {party} by {due}, {days} days ago"), words("報告を済ませて on に日付を書いてください（報告済みであれば、その日付を書いてください）", "report it, and give the day in on; where that was done, give its day")},
	},
	Failing: `content/incidents/N-01.md:10:7
` + exampleAsset + exampleEvent + strings.TrimSuffix(exampleIncident, "+++\n") + `[[report]]
to = "ministry"
due = 2026-02-13
+++
`,
	Passing: exampleAsset + exampleEvent + strings.TrimSuffix(exampleIncident, "+++\n") + `[[report]]
to = "ministry"
due = 2026-02-13
on = 2026-02-12
+++
`,
	Find: func(c *Case) {
		for _, n := range c.Assessment.Register.Incidents {
			if n.On.After(c.Assessment.AsOf) {
				continue
			}
			for i := range n.Reports {
				r := &n.Reports[i]
				if !r.Due.IsZero() && r.Due.Before(c.Assessment.AsOf) && assess.Unreported(c.Assessment, r) {
					c.Report(n, key("report", i, "due"), diagnostic.Args{"party": c.partyOf(r.To), "due": r.Due, "days": r.Due.DaysUntil(c.Assessment.AsOf)})
				}
			}
		}
	},
}
