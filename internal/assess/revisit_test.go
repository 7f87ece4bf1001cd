package assess

import (
	"fmt"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// external writes a review of external factors; the scope is a list of quoted ids, or empty for the whole register.
func external(id, on, outcome, scope string) string {
	lines := []string{`by = "b"`, `factor = "external"`, `trigger = "new-source"`, "on = " + on, fmt.Sprintf("outcome = %q", outcome)}
	if scope != "" {
		lines = append(lines, "scope = ["+scope+"]")
	}
	return planted.Record("reviews", id, lines)
}

func revisits(a *Assessment, id string) []string {
	for _, v := range a.Register.Reviews {
		if v.ID == id {
			var words []string
			for _, r := range Revisit(a, v) {
				if r.Open() != (r.By == "") || r.Open() != r.On.IsZero() {
					words = append(words, "open or not")
				}
				words = append(words, r.Risk.Record.ID+"/"+r.By+"/"+r.On.String())
			}
			return words
		}
	}
	return []string{"no such review"}
}

// V-1 of 1 March names six risks: R-1 was analysed that day, R-2 the day before and so stays open, R-3 was only named by a later review, R-4 both, the review
// being the earlier, R-5 was closed, and what R-6 says is dated after the as-of date of 15 June.
func TestRiskIsRevisitedUntilItHasADatedOutcome(t *testing.T) {
	a := judged(t, planted.Risk("R-1", "reviewed = 2026-03-01"), planted.Risk("R-2", "reviewed = 2026-02-28"), planted.Risk("R-3"), planted.Risk("R-4", "reviewed = 2026-05-01"),
		planted.Risk("R-5", `status = "closed"`, "closed_on = 2026-04-01"), planted.Risk("R-6", "reviewed = 2026-06-16"), planted.Risk("R-7"),
		external("V-1", "2026-03-01", "change", `"R-6", "R-1", "R-2", "R-3", "R-4", "R-5"`), external("V-2", "2026-04-01", "keep", `"R-3", "R-4"`),
		external("V-3", "2026-06-16", "keep", `"R-6"`), external("V-4", "2026-05-01", "keep", ""), external("V-5", "2026-03-01", "keep", `"R-2"`))
	planted.WantAll(t, "V-1", revisits(a, "V-1"), "R-1/analysis/2026-03-01 R-2// R-3/V-2/2026-04-01 R-4/V-2/2026-04-01 R-5/closed/2026-04-01 R-6//")
	for _, id := range []string{"V-2", "V-3", "V-4"} {
		planted.WantAll(t, id+" changed nothing", revisits(a, id), "")
	}
}

// R-1 was known on the day of the review, R-2 became known on it, R-3 later; R-4 was closed before.
func TestReviewOfTheWholeRegisterAsksForAllKnownRisks(t *testing.T) {
	a := judged(t, planted.Risk("R-1"), planted.Risk("R-2", "identified = 2026-03-01"), planted.Risk("R-3", "identified = 2026-03-02"), planted.Risk("R-4", `status = "closed"`, "closed_on = 2026-02-01"),
		external("V-1", "2026-03-01", "change", ""), external("V-2", "2026-05-01", "change", `"R-1"`),
		planted.Record("reviews", "V-3", []string{`by = "b"`, `factor = "internal"`, `trigger = "periodic"`, "on = 2026-06-01", `outcome = "change"`}))
	planted.WantAll(t, "V-1", revisits(a, "V-1"), "R-1/V-2/2026-05-01 R-2/analysis/2026-03-01")
	planted.WantAll(t, "V-2", revisits(a, "V-2"), "R-1//")
	planted.WantAll(t, "internal", revisits(a, "V-3"), "")
	var ids []string
	for _, v := range Changed(a) {
		ids = append(ids, v.ID)
	}
	planted.WantAll(t, "changed, newest first", ids, "V-2 V-1")
}

// What a review names reaches the risks that rest on it and were known on its day: R-1 by an asset of its own, R-2 by its event's, R-3 by a control. R-4 came
// later, R-5 rests on nothing.
func TestReviewReachesWhatRestsOnItsScope(t *testing.T) {
	a := judged(t, planted.Record("assets", "A-1", []string{`kind = "other"`, `viewpoints = ["v"]`, `owner = "o"`}),
		planted.Record("events", "E-1", []string{`approach = "result"`, `result = "r"`, `assets = ["A-1"]`}), planted.Record("controls", "C-1", []string{`function = "prevent"`, `state = "in-place"`}),
		planted.Risk("R-1", `assets = ["A-1"]`), planted.Risk("R-2", `events = ["E-1"]`), planted.Risk("R-3", `controls = ["C-1"]`), planted.Risk("R-4", `assets = ["A-1"]`, "identified = 2026-03-02"), planted.Risk("R-5"),
		external("V-1", "2026-03-01", "change", `"A-1"`), external("V-2", "2026-03-01", "change", `"C-1"`), external("V-3", "2026-03-01", "change", `"E-1", "R-4"`))
	planted.WantAll(t, "an asset", revisits(a, "V-1"), "R-1// R-2//")
	planted.WantAll(t, "a control", revisits(a, "V-2"), "R-3//")
	planted.WantAll(t, "an event, and a risk by name", revisits(a, "V-3"), "R-2// R-4/analysis/2026-03-02")
}
