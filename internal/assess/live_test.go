package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// The as-of date is 2026-06-15.
func TestAPlanIsLiveFromItsApprovalElseFromItsStart(t *testing.T) {
	for _, c := range []struct {
		name, status, lines, approvals string
		live                           bool
	}{
		{"approved", "approved", "", "", true},
		{"approved, to be started later", "approved", "start = 2026-07-01", "", true},
		{"in progress", "in-progress", "", "", true},
		{"in progress since today", "in-progress", "start = 2026-06-15", "", true},
		{"in progress from tomorrow on", "in-progress", "start = 2026-06-16", "", false},
		{"draft", "draft", "", "2026-06-01", false},
		{"cancelled", "cancelled", "", "2026-06-01", false},
		{"done", "done", "finished = 2026-06-16", "2026-06-01", false},
		{"approved today", "approved", "", "2026-06-15", true},
		{"approved tomorrow", "approved", "", "2026-06-16", false},
		{"started, approved tomorrow", "in-progress", "start = 2026-06-01", "2026-06-16", false},
		{"approved before it starts", "in-progress", "start = 2026-06-16", "2026-06-15", true},
		{"approved twice", "approved", "", "2026-06-16 2026-06-01", true},
	} {
		texts := []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Plan("T-1", c.status, `"R-1"`, c.lines)}
		for i, on := range datesIn(c.approvals) {
			texts = append(texts, planted.Decision("D-"+string(rune('1'+i)), "plan-approval", on, `treatments = ["T-1"]`))
		}
		a := judged(t, texts...)
		planted.Want(t, c.name, a.Plan("T-1").Live, c.live)
		planted.Want(t, c.name+": its risk", len(a.Risk("R-1").Plans) == 1, c.live)
		planted.Want(t, c.name+": of the register", a.Live(a.Plan("T-1").Record), c.live)
	}
}

func datesIn(s string) []string {
	var list []string
	for len(s) >= 10 {
		list, s = append(list, s[:10]), s[min(11, len(s)):]
	}
	return list
}

func TestAnIncompletePlanWithoutItsDueDayDecidesNothing(t *testing.T) {
	lacking := planted.Record("treatments", "T-1", []string{"incomplete = true", `risks = ["R-1"]`, `status = "approved"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`})
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), lacking)
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	planted.WantAll(t, "missing", a.Plan("T-1").Record.Missing, "option aim due owner")
	a = judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), lacking, "\n-- content/treatments/T-1.toml --\ndue = 2026-12-31\n")
	planted.Want(t, "with its due day", a.Risk("R-1").Outcome, InTreatment)
}

func TestAnIncompleteDecisionDecidesNothing(t *testing.T) {
	whole := []string{`kind = "acceptance"`, "on = 2026-03-01", "until = 2026-12-31", "at = { likelihood = 2, impact = 3 }", `risks = ["R-1"]`, "incomplete = true"}
	for i, lacking := range []string{"", "on", "until", "at"} {
		lines := append([]string{}, whole...)
		if i > 0 {
			lines[i] = ""
		}
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Record("decisions", "D-1", lines))
		planted.Want(t, "lacking "+lacking, a.Risk("R-1").Acceptance != nil, lacking == "")
	}
}

// R-1 is identified tomorrow, R-2 is provisional; neither has a rank, a place in a count or a say, but what R-2 would be is told.
func TestWhatDoesNotCountIsCountedNowhere(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5), "identified = 2026-06-16"), planted.Risk("R-2", planted.At(3, 5), "provisional = true"), planted.Risk("R-3", planted.At(3, 5)), planted.Risk("R-4", planted.At(1, 1), "provisional = true"),
		planted.Risk("R-5", `status = "closed"`, "closed_on = 2026-06-16", planted.At(3, 4)))
	var ids []string
	for _, k := range a.Risks {
		ids = append(ids, k.Record.ID)
	}
	planted.WantAll(t, "counted", ids, "R-3 R-5")
	planted.Want(t, "of later", a.Risk("R-1").Standing, Later)
	planted.Want(t, "provisional", a.Risk("R-2").Standing, Provisional)
	for _, id := range []string{"R-1", "R-2"} {
		planted.Want(t, id+": outcome", a.Risk(id).Outcome, Uncounted)
		planted.Want(t, id+": rank", a.Risk(id).Rank, 0)
		planted.Want(t, id+": would be", a.Risk(id).Would, NeedsTreatment)
		planted.Want(t, id+": suggested", a.Risk(id).Suggested, "")
	}
	planted.Want(t, "needs treatment", a.Summary.ByOutcome[NeedsTreatment], 2)
	planted.Want(t, "closed tomorrow", a.Risk("R-5").Outcome, NeedsTreatment)
	planted.Want(t, "waiting", len(a.Waiting), 2)
	planted.Want(t, "would be acceptable", a.Waiting[1].Would, Acceptable)
	planted.Want(t, "of a risk that counts", a.Risk("R-3").Would, Uncounted)
}

func TestProvisionalRecordsMoveNothing(t *testing.T) {
	const provisional = "provisional = true"
	a := judged(t, planted.Criteria, planted.Asset("A-1"),
		planted.Event("E-1", "assets = [\"A-1\"]\nprovisional = true"),
		planted.Risk("R-1", planted.At(2, 3), `events = ["E-1"]`),
		planted.Record("decisions", "D-1", []string{`kind = "acceptance"`, `by = "b"`, `basis = "b"`, "on = 2026-03-01", "until = 2026-12-31", `risks = ["R-1"]`, "at = { likelihood = 2, impact = 3 }", provisional}),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`, "worsens = [{ risk = \"R-1\", impact = 5 }]", provisional),
		planted.Finding("F-1", "2026-05-05", `risks = ["R-1"]`, provisional),
		planted.Record("reviews", "V-1", []string{"on = 2026-05-05", `by = "b"`, `factor = "internal"`, `trigger = "periodic"`, `outcome = "change"`, provisional}))
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	planted.Want(t, "projected", showRating(a, a.Risk("R-1").Projected), "2 3 middle")
	planted.WantAll(t, "stale", stale(a.Risk("R-1")), "")
	planted.WantAll(t, "an event still lends its assets", a.Risk("R-1").Assets, "A-1")
	planted.Want(t, "plans", len(a.Plans), 0)
}

func TestARiskOfAnUnknownDayIsThereOnEveryDay(t *testing.T) {
	a := judged(t, planted.Criteria, "\n-- content/criteria.toml --\napproved_on = 2026-05-03\n", "\n-- content/riskbook.toml --\nreview.every_months = 1\n",
		planted.Record("risks", "R-1", []string{"incomplete = true", planted.At(3, 5)}), planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-01"))
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	planted.WantAll(t, "stale", stale(a.Risk("R-1")), "")
	planted.Want(t, "next", a.Risk("R-1").Next.IsZero(), true)
	planted.WantAll(t, "not reanalysed", a.Plan("T-1").NotReanalysed, "")
}
