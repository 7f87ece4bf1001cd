package agenda

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
)

func TestWhatIsToBeDecidedOfARisk(t *testing.T) {
	target := `target = [{ risk = "R-1", likelihood = 1 }]`
	for _, c := range []struct {
		name     string
		register []string
		want     string // want, lapse and the plan of a later day
	}{
		{"acceptable", []string{planted.Criteria, planted.Risk("R-1", planted.At(1, 1))}, ""},
		{"in treatment", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 3)), planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`)}, ""},
		{"no plan, high", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5))}, "treat"},
		{"no plan, middle", []string{planted.Criteria, planted.Risk("R-1", planted.At(2, 3))}, "treat-or-accept"},
		{"a plan of tomorrow", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Plan("T-1", "approved", `"R-1"`, target), planted.Decision("D-1", "plan-approval", "2026-06-16", `treatments = ["T-1"]`)}, "later T-1"},
		{"not enough", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Plan("T-1", "approved", `"R-1"`, target)}, "more"},
		{"no target", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Plan("T-1", "approved", `"R-1"`)}, "unevaluated"},
		{"done", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5), "reviewed = 2026-01-11"), planted.Plan("T-1", "done", `"R-1"`, target, "finished = 2026-05-01")}, "reanalyse"},
		{"unanalysed", []string{planted.Criteria, planted.Risk("R-1")}, "analyse"},
		{"no criteria", []string{planted.Risk("R-1", planted.At(2, 2))}, "judge"},
		{"acceptance ran out", []string{planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Acceptance("D-1", "2026-01-11", "2026-06-14", `"R-1"`, 2, 3)}, "treat-or-accept expired"},
		{"acceptance outgrown", []string{planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Acceptance("D-1", "2026-01-11", "2026-12-31", `"R-1"`, 1, 1)}, "treat-or-accept outgrown"},
		{"acceptance without effect", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Acceptance("D-1", "2026-01-11", "2026-12-31", `"R-1"`, 3, 5)}, "treat without-effect"},
		{"pushed over by a plan for another", []string{planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Risk("R-9", planted.At(1, 1)), planted.Plan("T-1", "approved", `"R-9"`, `worsens = [{ risk = "R-1", likelihood = 3, impact = 5, why = "w" }]`)}, "pushed"},
		{"closed", []string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`)}, ""},
	} {
		a := assess.Assess(planted.Register(t, c.register...), planted.Today)
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
		planted.Want(t, c.name, got, c.want)
	}
}

func TestWhatWaitsForADecision(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(3, 5)), planted.Risk("R-3"), planted.Risk("R-4", planted.At(1, 1)),
		planted.Plan("T-1", "draft", `"R-1"`),
		planted.Record("decisions", "D-9", []string{`kind = "plan-approval"`, "requested = 2026-06-01", `body = "board"`, `basis = "b"`, `treatments = ["T-1"]`}))
	var ids []string
	wanted := AllWanted(a)
	for i := range wanted {
		ids = append(ids, wanted[i].ID())
	}
	planted.WantAll(t, "what is asked for, risks by rank, drafts", ids, "D-9 R-2 R-1 R-3 T-1")
	planted.Want(t, "counted", SumWanted(wanted), WantedSum{Left: 2, Unknown: 1, Plans: 1, Asked: 1})
	planted.Want(t, "all", SumWanted(wanted).All(), 5)
	planted.Want(t, "risks", SumWanted(wanted).Risks(), 3)
}

func TestWhatIsLeftOnceThePlansAreDone(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3", planted.At(3, 5)), planted.Risk("R-4"), planted.Risk("R-5", planted.At(2, 3)), planted.Risk("R-6", planted.At(3, 5)), planted.Risk("R-7", planted.At(1, 1)), planted.Risk("R-8", planted.At(3, 3)),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", removed = true }]`, `introduces = ["R-4"]`),
		planted.Plan("T-2", "approved", `"R-3"`, `target = [{ risk = "R-3", likelihood = 2, impact = 4 }]`, `worsens = [{ risk = "R-7", likelihood = 3, impact = 5, why = "w" }]`),
		planted.Plan("T-3", "draft", `"R-5"`), planted.Plan("T-4", "approved", `"R-6"`), planted.Plan("T-5", "approved", `"R-8"`, `target = [{ risk = "R-8", likelihood = 1 }]`))
	s := ResidualOf(a)
	lacks := map[string]Lack{}
	var left []string
	for _, k := range s.Left {
		left = append(left, k.Record.ID)
		lacks[k.Record.ID] = LackOf(a, k)
	}
	// R-1 is removed, R-4 unanalysed, R-8 falls to 1 × 3, which is low.
	planted.WantAll(t, "left, by priority", left, "R-3 R-6 R-2 R-5 R-7")
	for id, lack := range map[string]Lack{"R-2": LackAcceptance, "R-3": LackApproval, "R-5": LackDraft, "R-6": LackTarget, "R-7": LackPushed} {
		planted.Want(t, id, lacks[id], lack)
	}
	planted.Want(t, "removed", s.Gone, 1)
	planted.Want(t, "could not be judged", s.Unjudged, 1)
	planted.Want(t, "nothing says what the plan brings", s.Unevaluated, 1)
	planted.Want(t, "pushed over", len(s.Pushed), 1)
	planted.Want(t, "introduced", len(s.Introduced), 1)
	planted.Want(t, "introduced and not analysed", s.NotAnalysed, 1)
	planted.Want(t, "plans to be reconsidered: T-1 brings in R-4, T-2 is not enough, of T-4 nothing is known", s.BackToTreatment, 3)
}

// Expected annual losses: R-1 stands at 0.5 × 100 = 50 and falls to 0.1 × 100 = 10; R-2 at 0.1 × 10 = 1, which no plan changes. R-3 is closed.
func TestSummaryAddsLossesAndPlans(t *testing.T) {
	losing := func(frequency, loss string) string {
		return "quantitative = { frequency = " + frequency + ", loss = { low = " + loss + ", mode = " + loss + ", high = " + loss + " } }"
	}
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(3, 5), losing("0.5", "100")), planted.Risk("R-2", planted.At(1, 1), losing("0.1", "10")), planted.Risk("R-3", planted.At(1, 1), losing("1", "1000"), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`), planted.Risk("R-4"),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, frequency = 0.1 }]`, "due = 2026-06-14"),
		planted.Plan("T-2", "in-progress", `"R-1"`, "due = 2026-12-31", `action = [{ title = "a", due = 2026-06-14 }]`), planted.Plan("T-3", "approved", `"R-1"`), planted.Plan("T-4", "draft", `"R-1"`, "due = 2026-06-14"))
	s := a.Summary
	planted.Want(t, "risks with figures", s.Quantified, 2)
	planted.Want(t, "loss now", s.Loss, 51)
	planted.Want(t, "loss then", s.LossThen, 11)
	planted.Want(t, "live plans", s.LivePlans, 3)
	planted.Want(t, "late ones: by itself, and by an action", s.Behind, 2)
	planted.Want(t, "no day of analysis", s.Undated, 1)
}

func TestChangesGatherTheRisksThatTheyConcern(t *testing.T) {
	a := judged(t, planted.Criteria, planted.SourceObserved("S-1", "2026-05-01"), planted.SourceObserved("S-2", "2026-05-02"),
		planted.Risk("R-1", planted.At(1, 1), `sources = ["S-1"]`, "reviewed = 2026-02-01"), planted.Risk("R-2", planted.At(1, 1), `sources = ["S-1", "S-2"]`, "reviewed = 2026-02-01"), planted.Risk("R-3", planted.At(1, 1), `sources = ["S-1"]`, "reviewed = 2026-06-01"))
	var got []string
	for _, c := range a.Changes() {
		got = append(got, c.Stale.Because+": "+strings.Join(c.Risks, " "))
	}
	planted.WantAll(t, "newest first", got, "S-2: R-2 S-1: R-1 R-2")
}
