package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// Finished on 1 May: R-1 was reviewed the day before, R-2 on the day, R-3 never since it was identified in January, R-4 is closed.
func TestDonePlanWantsItsRisksReanalysed(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(1, 1), "reviewed = 2026-04-30"), planted.Risk("R-2", planted.At(1, 1), "reviewed = 2026-05-01"), planted.Risk("R-3", planted.At(1, 1)), planted.Risk("R-4", `status = "closed"`),
		planted.Plan("T-1", "done", `"R-1", "R-2", "R-3", "R-4"`, "finished = 2026-05-01"),
		planted.Plan("T-2", "done", `"R-1"`, "finished = 2026-06-16"),
		planted.Plan("T-3", "in-progress", `"R-1"`, "finished = 2026-05-01"))
	planted.WantAll(t, "T-1", a.Plan("T-1").NotReanalysed, "R-1 R-3")
	planted.WantAll(t, "T-2, finished tomorrow", a.Plan("T-2").NotReanalysed, "")
	planted.WantAll(t, "T-3, not done", a.Plan("T-3").NotReanalysed, "")
}

func TestDonePlanWantsAnEffectivenessReview(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)),
		planted.Plan("T-1", "done", `"R-1"`),
		planted.Plan("T-2", "done", `"R-1"`, `effectiveness = { reviewed = 2026-06-01, result = "partly" }`),
		planted.Plan("T-3", "done", `"R-1"`, `effectiveness = { reviewed = 2026-06-16, result = "partly" }`),
		planted.Plan("T-4", "in-progress", `"R-1"`),
		planted.Plan("T-5", "done", `"R-1"`, "finished = 2026-06-15"), planted.Plan("T-6", "done", `"R-1"`, "finished = 2026-06-16"))
	planted.Want(t, "finished today", a.Plan("T-5").EffectivenessUnreviewed, true)
	planted.Want(t, "finished tomorrow", a.Plan("T-6").EffectivenessUnreviewed, false)
	planted.Want(t, "none", a.Plan("T-1").EffectivenessUnreviewed, true)
	planted.Want(t, "reviewed", a.Plan("T-2").EffectivenessUnreviewed, false)
	planted.Want(t, "reviewed tomorrow", a.Plan("T-3").EffectivenessUnreviewed, true)
	planted.Want(t, "not done", a.Plan("T-4").EffectivenessUnreviewed, false)
}

// Of four actions one is done; one will be done tomorrow and was due yesterday; one is due today; one has no date.
func TestProgressAndDeviationOfAPlan(t *testing.T) {
	actions := `action = [{ title = "a", due = 2026-01-01, done = 2026-06-15 }, { title = "b", due = 2026-06-14, done = 2026-06-16 }, { title = "c", due = 2026-06-15 }, { title = "d" }]`
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)),
		planted.Plan("T-1", "in-progress", `"R-1"`, actions, "due = 2026-06-14"), planted.Plan("T-2", "in-progress", `"R-1"`, "due = 2026-06-15"),
		planted.Plan("T-3", "done", `"R-1"`, "due = 2026-06-14"), planted.Plan("T-4", "cancelled", `"R-1"`, actions, "due = 2026-06-14"), planted.Plan("T-5", "draft", `"R-1"`, "due = 2026-06-14"))
	p := a.Plan("T-1")
	planted.Want(t, "done", p.Done, 1)
	planted.Want(t, "total", p.Total, 4)
	planted.WantAll(t, "overdue actions", p.OverdueOpen, "1")
	planted.WantAll(t, "overdue actions, cancelled", a.Plan("T-4").OverdueOpen, "")
	for id, overdue := range map[string]bool{"T-1": true, "T-2": false, "T-3": false, "T-4": false, "T-5": true} {
		planted.Want(t, id+" overdue", a.Plan(id).Overdue, overdue)
	}
}

// 1,000 at the start over five years are 200 a year, and 30 a year.
func TestCostIsAnnualised(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Plan("T-1", "draft", `"R-1"`, "cost = { initial = 1_000, annual = 30 }"), planted.Plan("T-2", "draft", `"R-1"`))
	planted.Want(t, "T-1", a.Plan("T-1").AnnualCost, 230)
	planted.Want(t, "T-2", a.Plan("T-2").AnnualCost, 0)
}

// A-1 is touched by R-1 directly, A-2 by R-1 through its event, A-3 by R-2.
func TestBalanceCountsPlansByAimPerAssetAndOverall(t *testing.T) {
	asset := func(id string) string {
		return planted.Record("assets", id, []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, `owner = "o"`})
	}
	a := judged(t, planted.Criteria, asset("A-1"), asset("A-2"), asset("A-3"), asset("A-4"),
		planted.Record("events", "E-1", []string{`approach = "result"`, `result = "r"`, `assets = ["A-2"]`}),
		planted.Risk("R-1", `assets = ["A-1"]`, `events = ["E-1"]`), planted.Risk("R-2", `assets = ["A-3"]`),
		planted.Plan("T-1", "draft", `"R-1"`), planted.Plan("T-2", "done", `"R-1", "R-2"`, `aim = "containment"`), planted.Plan("T-3", "approved", `"R-2"`, `aim = "both"`), planted.Plan("T-4", "cancelled", `"R-1"`))
	planted.Want(t, "overall", a.Balance, Balance{Prevention: 1, Containment: 1, Both: 1})
	planted.Want(t, "A-1", a.BalanceOf["A-1"], Balance{Prevention: 1, Containment: 1})
	planted.Want(t, "A-2", a.BalanceOf["A-2"], Balance{Prevention: 1, Containment: 1})
	planted.Want(t, "A-3", a.BalanceOf["A-3"], Balance{Containment: 1, Both: 1})
	planted.Want(t, "A-4", a.BalanceOf["A-4"], Balance{})
}

// Three actions in C-1 over two plans: doing the work once saves two. The cancelled plan's does not count.
func TestCommonEffortsGroupActionsWithWhatTheySave(t *testing.T) {
	control := func(id string) string {
		return planted.Record("controls", id, []string{`function = "prevent"`, `state = "planned"`, "common = true"})
	}
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), control("C-1"), control("C-2"),
		planted.Plan("T-2", "draft", `"R-1"`, `action = [{ title = "a", common = "C-1" }, { title = "b", common = "C-2" }, { title = "c", common = "C-1" }, { title = "d" }]`),
		planted.Plan("T-1", "done", `"R-1"`, `action = [{ title = "a", common = "C-1" }]`),
		planted.Plan("T-3", "cancelled", `"R-1"`, `action = [{ title = "a", common = "C-1" }]`))
	planted.Want(t, "efforts", len(a.Common), 2)
	planted.Want(t, "control", a.Common[0].Control.ID, "C-1")
	planted.WantAll(t, "plans", a.Common[0].Plans, "T-1 T-2")
	planted.Want(t, "actions", a.Common[0].Actions, 3)
	planted.Want(t, "saved", a.Common[0].Saved, 2)
	planted.Want(t, "saved by one action", a.Common[1].Saved, 0)
}

// R-1 is extreme (1 and 5), R-2 is not, R-3 is extreme but closed. T-2 names R-2 and sets a target for R-1.
func TestPlanForAnExtremeRisk(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 5)), planted.Risk("R-2", planted.At(2, 5)), planted.Risk("R-3", planted.At(1, 5), `status = "closed"`),
		planted.Plan("T-1", "draft", `"R-2", "R-1"`), planted.Plan("T-2", "draft", `"R-2"`, `target = [{ risk = "R-1", impact = 2 }]`), planted.Plan("T-3", "draft", `"R-2", "R-3"`))
	for id, extreme := range map[string]bool{"T-1": true, "T-2": true, "T-3": false} {
		planted.Want(t, id, a.Plan(id).TreatsExtreme, extreme)
	}
}
