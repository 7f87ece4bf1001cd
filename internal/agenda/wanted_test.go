package agenda

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
)

func TestWhatIsToBeDecidedOfARisk(t *testing.T) {
	target := `target = [{ risk = "R-1", likelihood = 1 }]`
	for _, c := range []struct {
		name     string
		register []string
		want     string // want, lapse and the plan of a later day
	}{
		{"acceptable", []string{criteria35, risk("R-1", at(1, 1))}, ""},
		{"in treatment", []string{criteria35, risk("R-1", at(3, 3)), plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`)}, ""},
		{"no plan, high", []string{criteria35, risk("R-1", at(3, 5))}, "treat"},
		{"no plan, middle", []string{criteria35, risk("R-1", at(2, 3))}, "treat-or-accept"},
		{"a plan of tomorrow", []string{criteria35, risk("R-1", at(3, 5)), plan("T-1", "approved", `"R-1"`, target), decision("D-1", "plan-approval", "2026-06-16", `treatments = ["T-1"]`)}, "later T-1"},
		{"not enough", []string{criteria35, risk("R-1", at(3, 5)), plan("T-1", "approved", `"R-1"`, target)}, "more"},
		{"no target", []string{criteria35, risk("R-1", at(3, 5)), plan("T-1", "approved", `"R-1"`)}, "unevaluated"},
		{"done", []string{criteria35, risk("R-1", at(3, 5), "reviewed = 2026-01-11"), plan("T-1", "done", `"R-1"`, target, "finished = 2026-05-01")}, "reanalyse"},
		{"unanalysed", []string{criteria35, risk("R-1")}, "analyse"},
		{"no criteria", []string{risk("R-1", at(2, 2))}, "judge"},
		{"acceptance ran out", []string{criteria35, risk("R-1", at(2, 3)), acceptance("D-1", "2026-01-11", "2026-06-14", `"R-1"`, 2, 3)}, "treat-or-accept expired"},
		{"acceptance outgrown", []string{criteria35, risk("R-1", at(2, 3)), acceptance("D-1", "2026-01-11", "2026-12-31", `"R-1"`, 1, 1)}, "treat-or-accept outgrown"},
		{"acceptance without effect", []string{criteria35, risk("R-1", at(3, 5)), acceptance("D-1", "2026-01-11", "2026-12-31", `"R-1"`, 3, 5)}, "treat without-effect"},
		{"pushed over by a plan for another", []string{criteria35, risk("R-1", at(1, 1)), risk("R-9", at(1, 1)), plan("T-1", "approved", `"R-9"`, `worsens = [{ risk = "R-1", likelihood = 3, impact = 5, why = "w" }]`)}, "pushed"},
		{"closed", []string{criteria35, risk("R-1", at(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`)}, ""},
	} {
		a := assess.Assess(understand(t, c.register...), today)
		got := ""
		if w := WantedOf(a, a.Risk("R-1")); w != nil {
			words := []string{string(w.Want)}
			if w.Lapse != "" {
				words = append(words, string(w.Lapse))
			}
			if w.Later != nil {
				words = append(words, w.Later.Record.ID)
			}
			got = strings.Join(words, " ")
		}
		want(t, c.name, got, c.want)
	}
}

func TestWhatWaitsForADecision(t *testing.T) {
	a := judged(t, criteria35,
		risk("R-1", at(2, 3)), risk("R-2", at(3, 5)), risk("R-3"), risk("R-4", at(1, 1)),
		plan("T-1", "draft", `"R-1"`),
		record("decisions", "D-9", []string{`kind = "plan-approval"`, "requested = 2026-06-01", `body = "board"`, `basis = "b"`, `treatments = ["T-1"]`}))
	var ids []string
	wanted := AllWanted(a)
	for i := range wanted {
		ids = append(ids, wanted[i].ID())
	}
	wantAll(t, "what is asked for, risks by rank, drafts", ids, "D-9 R-2 R-1 R-3 T-1")
	want(t, "counted", SumWanted(wanted), WantedSum{Left: 2, Unknown: 1, Plans: 1, Asked: 1})
	want(t, "all", SumWanted(wanted).All(), 5)
	want(t, "risks", SumWanted(wanted).Risks(), 3)
}

func TestWhatIsLeftOnceThePlansAreDone(t *testing.T) {
	a := judged(t, criteria35,
		risk("R-1", at(3, 5)), risk("R-2", at(2, 3)), risk("R-3", at(3, 5)), risk("R-4"), risk("R-5", at(2, 3)), risk("R-6", at(3, 5)), risk("R-7", at(1, 1)), risk("R-8", at(3, 3)),
		plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", removed = true }]`, `introduces = ["R-4"]`),
		plan("T-2", "approved", `"R-3"`, `target = [{ risk = "R-3", likelihood = 2, impact = 4 }]`, `worsens = [{ risk = "R-7", likelihood = 3, impact = 5, why = "w" }]`),
		plan("T-3", "draft", `"R-5"`), plan("T-4", "approved", `"R-6"`), plan("T-5", "approved", `"R-8"`, `target = [{ risk = "R-8", likelihood = 1 }]`))
	s := ResidualOf(a)
	lacks := map[string]Lack{}
	var left []string
	for _, k := range s.Left {
		left = append(left, k.Record.ID)
		lacks[k.Record.ID] = LackOf(a, k)
	}
	// R-1 is removed, R-4 unanalysed, R-8 falls to 1 × 3, which is low.
	wantAll(t, "left, by priority", left, "R-3 R-6 R-2 R-5 R-7")
	for id, lack := range map[string]Lack{"R-2": LackAcceptance, "R-3": LackApproval, "R-5": LackDraft, "R-6": LackTarget, "R-7": LackPushed} {
		want(t, id, lacks[id], lack)
	}
	want(t, "removed", s.Gone, 1)
	want(t, "could not be judged", s.Unjudged, 1)
	want(t, "nothing says what the plan brings", s.Unevaluated, 1)
	want(t, "pushed over", len(s.Pushed), 1)
	want(t, "introduced", len(s.Introduced), 1)
	want(t, "introduced and not analysed", s.NotAnalysed, 1)
	want(t, "plans to be reconsidered: T-1 brings in R-4, T-2 is not enough, of T-4 nothing is known", s.BackToTreatment, 3)
}

// Expected annual losses: R-1 stands at 0.5 × 100 = 50 and falls to 0.1 × 100 = 10; R-2 at 0.1 × 10 = 1, which no plan changes. R-3 is closed.
func TestSummaryAddsLossesAndPlans(t *testing.T) {
	losing := func(frequency, loss string) string {
		return "quantitative = { frequency = " + frequency + ", loss = { low = " + loss + ", mode = " + loss + ", high = " + loss + " } }"
	}
	a := judged(t, criteria35,
		risk("R-1", at(3, 5), losing("0.5", "100")), risk("R-2", at(1, 1), losing("0.1", "10")), risk("R-3", at(1, 1), losing("1", "1000"), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`), risk("R-4"),
		plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, frequency = 0.1 }]`, "due = 2026-06-14"),
		plan("T-2", "in-progress", `"R-1"`, "due = 2026-12-31", `action = [{ title = "a", due = 2026-06-14 }]`), plan("T-3", "approved", `"R-1"`), plan("T-4", "draft", `"R-1"`, "due = 2026-06-14"))
	s := a.Summary
	want(t, "risks with figures", s.Quantified, 2)
	want(t, "loss now", s.Loss, 51)
	want(t, "loss then", s.LossThen, 11)
	want(t, "live plans", s.LivePlans, 3)
	want(t, "late ones: by itself, and by an action", s.Behind, 2)
	want(t, "no day of analysis", s.Undated, 1)
}

func TestChangesGatherTheRisksThatTheyConcern(t *testing.T) {
	a := judged(t, criteria35, sourceObserved("S-1", "2026-05-01"), sourceObserved("S-2", "2026-05-02"),
		risk("R-1", at(1, 1), `sources = ["S-1"]`, "reviewed = 2026-02-01"), risk("R-2", at(1, 1), `sources = ["S-1", "S-2"]`, "reviewed = 2026-02-01"), risk("R-3", at(1, 1), `sources = ["S-1"]`, "reviewed = 2026-06-01"))
	var got []string
	for _, c := range a.Changes() {
		got = append(got, c.Stale.Because+": "+strings.Join(c.Risks, " "))
	}
	wantAll(t, "newest first", got, "S-2: R-2 S-1: R-1 R-2")
}
