package changes

import (
	"fmt"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

func planRows(r *Report) []row {
	var rows []row
	for i := range r.Comparison.Plans {
		p := &r.Comparison.Plans[i]
		line := row{id: p.ID, title: r.title(p.ID)}
		if p.Before != nil && p.Before.ID != p.ID {
			line.was = p.Before.ID
		}
		old, now := planWords(r, p.Before, r.old()), planWords(r, p.After, r.now())
		for k, name := range planNames {
			before, after := old[k], now[k]
			if before == after || p.Before == nil && (after == none || k == provisionalAt && !p.After.Provisional || k == overdueAt && !p.After.Overdue) {
				continue
			}
			if p.After == nil {
				if k > 0 {
					break
				}
				after = r.say("なし", "gone")
			}
			f := fact{name: r.words(name), before: before, after: after}
			if k == dueAt && p.Before != nil && p.After != nil && p.After.Due.After(p.Before.Due) {
				f.tone = "bad"
			}
			line.facts = append(line.facts, f)
		}
		rows = append(rows, line)
	}
	return rows
}

var planNames = []term.Words{
	{Ja: "状態", En: "status"},
	{Ja: "期限", En: "due"},
	{Ja: "期限超過", En: "overdue"},
	{Ja: "完了日", En: "finished"},
	{Ja: "完了した作業", En: "actions done"},
	{Ja: "対象のリスク", En: "risks"},
	{Ja: "目標", En: "targets"},
	{Ja: "初期費用", En: "initial cost"},
	{Ja: "年間費用", En: "annual cost"},
	{Ja: "未確認", En: "provisional"},
}

const (
	dueAt         = 1
	overdueAt     = 2
	provisionalAt = 9
)

func planWords(r *Report, p *compare.PlanStanding, of *register.Register) []string {
	if p == nil {
		return make([]string, len(planNames))
	}
	day := func(d date.Date) string {
		if d.IsZero() {
			return none
		}
		return d.String()
	}
	actions := none
	if p.Total > 0 {
		actions = fmt.Sprintf("%d / %d", p.Done, p.Total)
	}
	var targets []string
	for _, t := range p.Targets {
		level := number(t.Likelihood) + " × " + number(t.Impact)
		switch {
		case t.Removed:
			level = r.say("消滅", "removed")
		case t.Level != "" && t.Likelihood == nil && t.Impact == nil:
			level = levelName(r, t.Level, of)
		}
		targets = append(targets, current(r, []string{t.Risk}, of)[0]+" "+level)
	}
	cost := func(amount int64) string {
		if amount == 0 {
			return none
		}
		return r.words(term.Exactly(float64(amount), of.Config.Currency))
	}
	return []string{
		r.code("status", p.Status), day(p.Due), r.yes(p.Overdue), day(p.Finished), actions, r.list(current(r, p.Risks, of)), r.list(targets), cost(p.Cost.Initial), cost(p.Cost.Annual), r.yes(p.Provisional),
	}
}
