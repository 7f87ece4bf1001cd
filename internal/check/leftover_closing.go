package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var leftoverClosing = &Rule{
	Name: rule.LeftoverClosing, Severity: diagnostic.Warning,
	Title: words("開いた記録に残る終結日", "Closing left on an open record"),
	Why: words("終結日があるのに終結していない記録は、再び開いたときの消し忘れか、status の書き忘れです。どちらなのか読む人には分かりません。",
		"A record with a day of closing that is not closed was opened again and not cleaned up, or closed and not marked so. Readers cannot tell which."),
	Mend: words("終結しているなら status を closed に改め、そうでなければ closed_on を削除してください。", "Set status to closed where it is, else remove closed_on."),
	Says: []Saying{
		{rule.Plain, words("{id} は終結していませんが、終結日 {found} が書かれています", "{id} is open, but has the day {found} on which it was closed"), words("終結したのであれば status = \"closed\" と、リスクであれば closed_because（理由）を書き、再び開いたのであれば closed_on と closed_because を削除してください", "if it was closed set status = \"closed\", and for a risk say why in closed_because; if it was opened again, remove closed_on and closed_because")},
	},
	Failing: `content/risks/R-001.md:6:13
` + exampleContext + strings.Replace(exampleLowRisk, "[current]", "closed_on = 2026-10-01\n[current]", 1),
	Passing: exampleContext + strings.Replace(exampleLowRisk, "[current]", "status = \"closed\"\nclosed_on = 2026-10-01\nclosed_because = \"設備を廃止した\"\n[current]", 1),
	Find: func(c *Case) {
		look := func(e register.Entry, status string, closed date.Date) {
			if !closed.IsZero() && status != "closed" {
				c.Report(e, key("closed_on"), diagnostic.Args{"found": closed})
			}
		}
		for _, f := range c.Assessment.Register.Findings {
			look(f, f.Status, f.ClosedOn)
		}
		for _, n := range c.Assessment.Register.Incidents {
			look(n, n.Status, n.ClosedOn)
		}
		for _, r := range c.Assessment.Register.Risks {
			look(r, r.Status, r.ClosedOn)
		}
	},
}
