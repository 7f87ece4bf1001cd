package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var ratedUnderOlderCriteria = &Rule{
	Name: rule.RatedUnderOlderCriteria, Severity: diagnostic.Warning, Step: "1.2", Judged: true, Rests: []string{"revision"},
	Title: words("旧基準による分析", "Rated under older criteria"),
	Why: words("尺度の意味が変わると、同じ値でも表す大きさが変わります。分析の値を自動で読み替えることはしません。",
		"When the meaning of the scales changes, the same figure no longer says the same. Ratings are never converted on the quiet."),
	Mend: words("現在の判定基準で分析し直し、criteria を現在の版にしてください。", "Rate the risk under the present criteria and set criteria to their revision."),
	Says: []Saying{
		{rule.Plain, words("{id} は判定基準 {found} で分析されており、現在の版は {revision} です", "{id} was rated under the criteria {found}; the present ones are {revision}"), words("現在の尺度で分析し直し、criteria = \"{revision}\" に改めてください", "rate it on the present scales, then set criteria = \"{revision}\"")},
	},
	Failing: `content/risks/R-001.md:9:12
` + exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 1
impact = 2
criteria = "2025.1"
+++
`,
	Passing: exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 1
impact = 2
criteria = "2026.1"
+++
`,
	Find: func(c *Case) {
		criteria := &c.Assessment.Register.Criteria
		if !criteria.Given || criteria.Revision == "" {
			return
		}
		older := func(a *register.Analysis) bool {
			return a != nil && a.Criteria != "" && a.Criteria != criteria.Revision
		}
		for _, k := range c.Assessment.Risks {
			r := k.Record
			if k.Outcome == assess.Closed {
				continue
			}
			switch {
			case older(r.Current):
				c.Report(r, key("current", "criteria"), diagnostic.Args{"found": r.Current.Criteria, "revision": criteria.Revision})
			case older(r.Inherent):
				c.Report(r, key("inherent", "criteria"), diagnostic.Args{"found": r.Inherent.Criteria, "revision": criteria.Revision})
			}
		}
	},
}
