package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var renewedUnchanged = &Rule{
	Name: rule.RenewedUnchanged, Severity: diagnostic.Info, Step: "6.1", Credibility: true,
	Title: words("更新だけを重ねた受容", "Renewed, with nothing changed"),
	Why: words("リスクを分析し直さず、条件も変えずに期限だけを三度以上延ばした受容は、判断ではなく習慣になっているおそれがあります。",
		"An acceptance that was renewed three times or more, while the risk was not analysed anew and no condition changed, may have become a habit instead of a decision."),
	Mend: words("次に更新する前にリスクを分析し直し（reviewed）、受容の根拠と条件を見直してください。", "Analyse the risk again (reviewed) before the next renewal, and look at the grounds and conditions of the acceptance."),
	Says: []Saying{
		{rule.Plain, words("{risk} の受容は {since} から{times}回、ほかに何も変わらないまま更新されています", "the acceptance of {risk} was renewed {times} times since {since} with nothing else changed"), words("リスクを分析し直し、受容の根拠と条件を見直してください", "analyse the risk again, and look at the grounds and conditions of the acceptance")},
	},
	Failing: "content/decisions/D-004.md:8:9\n" + exampleContext + exampleMediumRisk + renewals(),
	Passing: exampleContext + strings.Replace(exampleMediumRisk, "identified", "reviewed = 2026-07-15\nidentified", 1) + renewals(),
	Find: func(c *Case) {
		for _, r := range assurance.RenewedUnchanged(c.Assessment) {
			c.Report(r.Decision, []any{"until"}, diagnostic.Args{"risk": r.Risk.Record.ID, "since": r.Since.String(), "times": r.Times})
		}
	},
}

// renewals are an acceptance and its three renewals.
func renewals() string {
	one := func(id, on, until string) string {
		return strings.NewReplacer("D-001", id, "on = 2026-06-10", "on = "+on, "until = 2027-03-31", "until = "+until).Replace(exampleAcceptance)
	}
	return one("D-001", "2026-06-10", "2026-07-10") + one("D-002", "2026-07-10", "2026-08-10") + one("D-003", "2026-08-10", "2026-09-10") + one("D-004", "2026-09-10", "2027-03-31")
}
