package assess

import (
	"testing"
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
		texts := []string{criteria35, risk("R-1", at(3, 5)), plan("T-1", c.status, `"R-1"`, c.lines)}
		for i, on := range datesIn(c.approvals) {
			texts = append(texts, decision("D-"+string(rune('1'+i)), "plan-approval", on, `treatments = ["T-1"]`))
		}
		a := judged(t, texts...)
		want(t, c.name, a.Plan("T-1").Live, c.live)
		want(t, c.name+": its risk", len(a.Risk("R-1").Plans) == 1, c.live)
		want(t, c.name+": of the register", a.Live(a.Plan("T-1").Record), c.live)
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
	lacking := record("treatments", "T-1", []string{"incomplete = true", `risks = ["R-1"]`, `status = "approved"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`})
	a := judged(t, criteria35, risk("R-1", at(3, 5)), lacking)
	want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	wantAll(t, "missing", a.Plan("T-1").Record.Missing, "option aim due owner")
	a = judged(t, criteria35, risk("R-1", at(3, 5)), lacking, "\n-- content/treatments/T-1.toml --\ndue = 2026-12-31\n")
	want(t, "with its due day", a.Risk("R-1").Outcome, InTreatment)
}

func TestAnIncompleteDecisionDecidesNothing(t *testing.T) {
	whole := []string{`kind = "acceptance"`, "on = 2026-03-01", "until = 2026-12-31", "at = { likelihood = 2, impact = 3 }", `risks = ["R-1"]`, "incomplete = true"}
	for i, lacking := range []string{"", "on", "until", "at"} {
		lines := append([]string{}, whole...)
		if i > 0 {
			lines[i] = ""
		}
		a := judged(t, criteria35, risk("R-1", at(2, 3)), record("decisions", "D-1", lines))
		want(t, "lacking "+lacking, a.Risk("R-1").Acceptance != nil, lacking == "")
	}
}

// R-1 is identified tomorrow, R-2 is provisional; neither has a rank, a place in a count or a say, but what R-2 would be is told.
func TestWhatDoesNotCountIsCountedNowhere(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(3, 5), "identified = 2026-06-16"), risk("R-2", at(3, 5), "provisional = true"), risk("R-3", at(3, 5)), risk("R-4", at(1, 1), "provisional = true"),
		risk("R-5", `status = "closed"`, "closed_on = 2026-06-16", at(3, 4)))
	var ids []string
	for _, k := range a.Risks {
		ids = append(ids, k.Record.ID)
	}
	wantAll(t, "counted", ids, "R-3 R-5")
	want(t, "of later", a.Risk("R-1").Standing, Later)
	want(t, "provisional", a.Risk("R-2").Standing, Provisional)
	for _, id := range []string{"R-1", "R-2"} {
		want(t, id+": outcome", a.Risk(id).Outcome, Uncounted)
		want(t, id+": rank", a.Risk(id).Rank, 0)
		want(t, id+": would be", a.Risk(id).Would, NeedsTreatment)
		want(t, id+": suggested", a.Risk(id).Suggested, "")
	}
	want(t, "needs treatment", a.Summary.ByOutcome[NeedsTreatment], 2)
	want(t, "closed tomorrow", a.Risk("R-5").Outcome, NeedsTreatment)
	want(t, "waiting", len(a.Waiting), 2)
	want(t, "would be acceptable", a.Waiting[1].Would, Acceptable)
	want(t, "of a risk that counts", a.Risk("R-3").Would, Uncounted)
}

func TestProvisionalRecordsMoveNothing(t *testing.T) {
	const provisional = "provisional = true"
	a := judged(t, criteria35, asset("A-1"),
		event("E-1", "assets = [\"A-1\"]\nprovisional = true"),
		risk("R-1", at(2, 3), `events = ["E-1"]`),
		record("decisions", "D-1", []string{`kind = "acceptance"`, `by = "b"`, `basis = "b"`, "on = 2026-03-01", "until = 2026-12-31", `risks = ["R-1"]`, "at = { likelihood = 2, impact = 3 }", provisional}),
		plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`, "worsens = [{ risk = \"R-1\", impact = 5 }]", provisional),
		finding("F-1", "2026-05-05", `risks = ["R-1"]`, provisional),
		record("reviews", "V-1", []string{"on = 2026-05-05", `by = "b"`, `factor = "internal"`, `trigger = "periodic"`, `outcome = "change"`, provisional}))
	want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	want(t, "projected", showRating(a, a.Risk("R-1").Projected), "2 3 middle")
	wantAll(t, "stale", stale(a.Risk("R-1")), "")
	wantAll(t, "an event still lends its assets", a.Risk("R-1").Assets, "A-1")
	want(t, "plans", len(a.Plans), 0)
}

func TestARiskOfAnUnknownDayIsThereOnEveryDay(t *testing.T) {
	a := judged(t, criteria35, "\n-- content/criteria.toml --\napproved_on = 2026-05-03\n", "\n-- content/riskbook.toml --\nreview.every_months = 1\n",
		record("risks", "R-1", []string{"incomplete = true", at(3, 5)}), plan("T-1", "done", `"R-1"`, "finished = 2026-05-01"))
	want(t, "outcome", a.Risk("R-1").Outcome, NeedsTreatment)
	wantAll(t, "stale", stale(a.Risk("R-1")), "")
	want(t, "next", a.Risk("R-1").Next.IsZero(), true)
	wantAll(t, "not reanalysed", a.Plan("T-1").NotReanalysed, "")
}
