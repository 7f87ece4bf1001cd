package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

const exampleClosedRisk = `-- content/risks/R-001.md --
+++
title = { ja = "配水の停止", en = "Supply stops" }
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
status = "closed"
closed_on = 2026-07-31
closed_because = { ja = "設備を撤去した", en = "The plant was taken out of service" }
[current]
likelihood = 1
impact = 1
+++
`

const exampleFinding = `-- content/findings/F-01.md --
+++
title = { ja = "撤去した設備への接続の痕跡", en = "Traces of access to the plant" }
channel = "audit"
received = 2026-10-05
risks = ["R-001"]
status = "open"
+++
`

var closedRiskTouched = &Rule{
	Name: rule.ClosedRiskTouched, Severity: diagnostic.Warning, Step: "6.1",
	Title: words("終結後に動きのあったリスク", "Closed risk touched"),
	Why: words("終結したリスクは評価からも集計からも外れます。その後に課題が見つかったり、インシデントが起きたり、見直すことになったりしたら、終結が正しかったかを確かめる必要があります。",
		"A closed risk is neither evaluated nor counted. When a finding, an incident or a review bears on it afterwards, somebody has to look whether closing it was right."),
	Mend: words("リスクを見直し、status を open に戻すか、終結のままでよいことを確かめて closed_on を更新してください。", "Look at the risk again: open it, or confirm that it stays closed and update closed_on."),
	Says: []Saying{
		{rule.Plain, words("{id} を終結した {closed} の後に、関係する動きがあります: {changes}", "{id} was closed on {closed}; since then: {changes}"), words("リスクが残っていれば status = \"open\" に戻して closed_on と closed_because を消し、残っていなければ closed_on を確かめた日に改めてください", "where the risk remains, set status = \"open\" and remove closed_on and closed_because; where it does not, set closed_on to the day on which that was confirmed")},
	},
	Failing: `content/risks/R-001.md:6:10
` + exampleContext + exampleClosedRisk + exampleFinding,
	Passing: exampleContext + exampleClosedRisk + strings.Replace(exampleFinding, "2026-10-05", "2026-07-05", 1),
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if len(k.Touched) == 0 {
				continue
			}
			var changes []term.Words
			var places []diagnostic.Related
			for _, s := range k.Touched[:min(len(k.Touched), mostListed)] {
				changes = append(changes, Newer(s))
				if entry := c.Assessment.Register.Find(s.Because); entry != nil {
					places = append(places, related(entry, key(stalePath[s.What]), c.titleOf(entry)))
				}
			}
			c.Report(k.Record, key("status"), diagnostic.Args{"closed": k.Record.ClosedOn, "changes": joined(changes)}, places...)
		}
	},
}
