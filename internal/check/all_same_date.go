package check

import (
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var allSameDate = &Rule{
	Name: rule.AllSameDate, Severity: diagnostic.Info, Step: "3.1", Credibility: true,
	Title: words("同じ日の分析", "All analysed on one day"),
	Why: words("すべてのリスクの最後の分析が同じ日付であれば、一件ずつ分析したのではなく、まとめて日付を書き換えただけかもしれません。読者は分析を信用してよいか判断できません。",
		"Where every risk was analysed on one and the same day, they may not have been analysed one by one, but dated all at once. A reader cannot tell whether to trust the analysis."),
	Mend: words("実際に分析した日を reviewed に書いてください。まとめて分析したのであれば、次からは分けて見直してください。", "Write under reviewed the day on which each was really analysed. If they were analysed together, spread the next reviews."),
	Says: []Saying{
		{rule.Plain, words("分析済みの開いているリスク{count}件の最後の分析が、すべて {day} です", "all {count} open risks that are analysed were analysed last on {day}"), words("それぞれを実際に分析した日を reviewed に書いてください", "write under reviewed the day on which each was really analysed")},
	},
	Failing: "content/risks/R-001.md:1:1\n" + exampleContext + sameDays("2026-05-01", "2026-05-01"),
	Passing: exampleContext + sameDays("2026-05-01", "2026-06-01"),
	Find: func(c *Case) {
		day, n := assurance.SameDay(c.Assessment)
		if n == 0 {
			return
		}
		for _, k := range c.Assessment.Risks {
			if !k.Closed() && c.Assessment.AnalysedOn(k) == day {
				c.Report(k.Record, nil, diagnostic.Args{"count": n, "day": day.String()})
				return
			}
		}
	},
}

// sameDays are five risks that were analysed on one day, but for the last.
func sameDays(day, last string) string {
	risk := func(id, day string) string {
		return "-- content/risks/" + id + ".md --\n+++\ntitle = \"t\"\nowner = \"plant\"\nevents = [\"E-01\"]\nidentified = 2026-04-01\nreviewed = " + day + "\n[current]\nlikelihood = 1\nimpact = 1\nrationale = \"r\"\n+++\n"
	}
	return risk("R-001", day) + risk("R-002", day) + risk("R-003", day) + risk("R-004", day) + risk("R-005", last)
}
