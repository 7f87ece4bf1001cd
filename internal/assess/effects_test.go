package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// T-1 is for R-1 and worsens R-2, which is at 1 and 3, low; projected it is at 3 and 3, middle.
func TestSideEffectsCountUntilTheRiskIsAnalysed(t *testing.T) {
	for _, c := range []struct {
		name, status, lines, reviewed string
		counts, stale                 bool
	}{
		{"live", "in-progress", "", "2026-05-01", true, false},
		{"draft", "draft", "", "2026-05-01", false, false},
		{"cancelled", "cancelled", "finished = 2026-05-02", "2026-05-01", false, false},
		{"done, not analysed since", "done", "finished = 2026-05-02", "2026-05-01", true, true},
		{"done, analysed that day", "done", "finished = 2026-05-02", "2026-05-02", false, false},
		{"done, analysed since", "done", "finished = 2026-05-02", "2026-05-03", false, false},
		{"done, to be analysed tomorrow", "done", "finished = 2026-05-02", "2026-06-16", true, true},
		{"done tomorrow", "done", "finished = 2026-06-16", "2026-05-01", false, false},
		{"done, nobody says when", "done", "", "2026-05-01", false, false},
	} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(1, 3), "reviewed = "+c.reviewed),
			planted.Plan("T-1", c.status, `"R-1"`, c.lines, `worsens = [{ risk = "R-2", likelihood = 3 }]`))
		k := a.Risk("R-2")
		planted.Want(t, c.name+": outcome", k.Outcome, Acceptable)
		planted.Want(t, c.name+": pushed over", k.PushedOver, c.counts)
		planted.Want(t, c.name+": effects", len(k.Effects) == 1, c.counts)
		planted.Want(t, c.name+": told at the plan", len(a.Plan("T-1").PushedOver) == 1, c.counts)
		staleBy := ""
		if c.stale {
			staleBy = "2026-05-02/T-1/worsened"
		}
		planted.WantAll(t, c.name+": stale", stale(k), staleBy)
	}
}

func TestAnIntroducedRiskIsStaleOnceThePlanIsDone(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1), "reviewed = 2026-06-01"), planted.Risk("R-2", planted.At(1, 1), "reviewed = 2026-05-01"),
		planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02", `introduces = ["R-2"]`))
	planted.WantAll(t, "stale", stale(a.Risk("R-2")), "2026-05-02/T-1/worsened")
}

func TestAPlanFoundNotEffectiveMakesItsRisksStale(t *testing.T) {
	for result, stales := range map[string]string{"not": "2026-05-10/T-1/not-effective", "partly": "", "effective": ""} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1), "reviewed = 2026-05-05"), planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02", "effectiveness = { reviewed = 2026-05-10, result = \""+result+"\" }"))
		planted.WantAll(t, result, stale(a.Risk("R-1")), stales)
	}
}

func TestADonePlanAwaitsTheAnalysis(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		plans       []string
		outcome     Outcome
	}{
		{"finished since", "reviewed = 2026-05-01", []string{planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02")}, AwaitingReanalysis},
		{"finished that day", "reviewed = 2026-05-02", []string{planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02")}, NeedsTreatment},
		{"of another risk", "reviewed = 2026-05-01", []string{planted.Risk("R-2", planted.At(1, 1)), planted.Plan("T-1", "done", `"R-2"`, "finished = 2026-05-02")}, NeedsTreatment},
		{"avoided, and done", "reviewed = 2026-05-01", []string{planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02", `target = [{ risk = "R-1", removed = true }]`)}, AwaitingReanalysis},
		{"a live plan beside it", "reviewed = 2026-05-01", []string{planted.Plan("T-1", "done", `"R-1"`, "finished = 2026-05-02"), planted.Plan("T-2", "approved", `"R-1"`)}, UnevaluatedPlan},
	} {
		a := judged(t, append([]string{planted.Criteria, planted.Risk("R-1", planted.At(3, 5), c.lines)}, c.plans...)...)
		planted.Want(t, c.name, a.Risk("R-1").Outcome, c.outcome)
		planted.Want(t, c.name+": ranked", a.Risk("R-1").Rank, 1)
	}
}

// Each scope reaches R-1, which rests on E-1, S-1 (by E-1), S-2, A-1 (by E-1), A-2, C-1, I-1, O-1 and T-1 to T-3; A-3 is what A-1 depends on.
func TestAReviewReachesARiskThroughWhatItRestsOn(t *testing.T) {
	for scope, reached := range map[string]bool{
		"R-1": true, "E-1": true, "S-1": true, "S-2": true, "A-1": true, "A-2": true, "C-1": true, "I-1": true, "O-1": true, "T-1": true, "T-2": true, "T-3": true, "T-5": true,
		"A-3": false, "T-4": false, "C-2": false, "R-2": false, "D-1": false,
	} {
		a := judged(t, planted.Asset("A-2"), planted.Asset("A-3"), planted.Record("assets", "A-1", []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, `owner = "o"`, `depends_on = ["A-3"]`}),
			planted.SourceObserved("S-1", "2025-01-01"), planted.SourceObserved("S-2", "2025-01-01"), planted.Event("E-1", "assets = [\"A-1\"]\nsources = [\"S-1\"]"),
			planted.Record("controls", "C-1", []string{`function = "prevent"`, `state = "in-place"`}), planted.Record("controls", "C-2", []string{`function = "prevent"`, `state = "in-place"`}),
			planted.Record("obligations", "O-1", []string{`kind = "law"`, `clause = [{ key = "1" }]`}),
			planted.Record("indicators", "I-1", []string{`risks = ["R-1"]`, "warn = 5", "limit = 10"}),
			analysed("R-1", `events = ["E-1"]`, `assets = ["A-2"]`, `sources = ["S-2"]`, `controls = ["C-1"]`, `obligations = ["O-1#1"]`, "reviewed = 2026-05-01"),
			analysed("R-2", "reviewed = 2026-06-01"),
			planted.Plan("T-1", "draft", `"R-1"`), planted.Plan("T-2", "approved", `"R-2"`, `worsens = [{ risk = "R-1", likelihood = 1 }]`), planted.Plan("T-3", "approved", `"R-2"`, `introduces = ["R-1"]`),
			planted.Plan("T-4", "cancelled", `"R-1"`), planted.Plan("T-5", "done", `"R-1"`, "finished = 2026-04-01"), planted.Decision("D-1", "judgement", "2026-03-01", `verdict = "accept"`, `risks = ["R-1"]`),
			planted.Record("reviews", "V-1", []string{"on = 2026-05-10", `by = "b"`, `factor = "internal"`, `trigger = "periodic"`, `outcome = "change"`, "scope = [\"" + scope + "\"]"}))
		entries := ""
		if reached {
			entries = "2026-05-10/V-1/reopened"
		}
		planted.WantAll(t, scope, stale(a.Risk("R-1")), entries)
	}
}

func TestAnUnanalysedRiskHasNoEvaluationThatCouldBeStale(t *testing.T) {
	a := judged(t, planted.Risk("R-1", "current = { likelihood = 1 }", "reviewed = 2026-05-01"), planted.Finding("F-1", "2026-05-05", `risks = ["R-1"]`))
	planted.WantAll(t, "stale", stale(a.Risk("R-1")), "")
}

// Closed on 2026-05-01.
func TestAClosedRiskIsTouchedByWhatCameAfter(t *testing.T) {
	review := func(on, outcome, scope string) string {
		return planted.Record("reviews", "V-1", []string{"on = " + on, `by = "b"`, `factor = "internal"`, `trigger = "periodic"`, "outcome = \"" + outcome + "\"", "scope = [" + scope + "]"})
	}
	open := func(received, risks string, lines ...string) string {
		return planted.Record("findings", "F-1", append(lines, `channel = "audit"`, "received = "+received, "risks = ["+risks+"]"))
	}
	for _, c := range []struct{ name, text, touched string }{
		{"an open finding", open("2026-05-02", `"R-1"`, `status = "open"`), "F-1/finding"},
		{"of that day", open("2026-05-01", `"R-1"`, `status = "open"`), ""},
		{"of tomorrow", open("2026-06-16", `"R-1"`, `status = "open"`), ""},
		{"of another risk", open("2026-05-02", `"R-2"`, `status = "open"`), ""},
		{"a closed finding", open("2026-05-02", `"R-1"`, `status = "closed"`, "closed_on = 2026-06-15"), ""},
		{"a finding closed tomorrow", open("2026-05-02", `"R-1"`, `status = "closed"`, "closed_on = 2026-06-16"), "F-1/finding"},
		{"a review that reopens it", review("2026-05-02", "change", `"R-1"`), "V-1/reopened"},
		{"a review that keeps it", review("2026-05-02", "keep", `"R-1"`), ""},
		{"a review of the whole register", review("2026-05-02", "change", ""), ""},
	} {
		a := judged(t, planted.Risk("R-1", planted.At(1, 1), `status = "closed"`, "closed_on = 2026-05-01", `closed_because = "c"`), planted.Risk("R-2", planted.At(1, 1), `status = "closed"`, "closed_on = 2026-06-10", `closed_because = "c"`), c.text)
		var words []string
		for _, s := range a.Risk("R-1").Touched {
			words = append(words, s.Because+"/"+s.What)
		}
		planted.WantAll(t, c.name, words, c.touched)
		planted.WantAll(t, c.name+": a closed risk is not stale", stale(a.Risk("R-1")), "")
	}
}
