package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

func evidence(a *Assessment) string {
	var words []string
	for _, s := range a.Steps {
		if s.Evidence > 0 {
			words = append(words, fmt.Sprintf("%s:%d", s.Key, s.Evidence))
		}
	}
	return strings.Join(words, " ")
}

// The criteria have viewpoints, areas and acceptances (3), and an approval with its day and a review date (5). F-2 comes tomorrow. R-1 is analysed, with damage and an
// outcome; R-2 is unanalysed and names an event; R-3 is closed, so that only its event counts.
func TestEvidenceOfEachStep(t *testing.T) {
	approved := "\n-- content/criteria.toml --\napproved_by = \"b\"\napproved_on = 2026-01-01\nreview_by = 2027-01-01\n"
	review := func(id, on, factor string) string {
		return planted.Record("reviews", id, []string{"on = " + on, `by = "b"`, `factor = "` + factor + `"`, `trigger = "periodic"`, `outcome = "keep"`})
	}
	a := judged(t, planted.Criteria, approved, planted.Asset("A-1"), planted.Asset("A-2"),
		planted.Finding("F-1", "2026-06-15"), planted.Finding("F-2", "2026-06-16"), planted.Event("E-1", `assets = ["A-1"]`),
		planted.Risk("R-1", `current = { likelihood = 3, impact = 5, damage = "d" }`), planted.Risk("R-2", `events = ["E-1"]`), planted.Risk("R-3", `events = ["E-1"]`, `status = "closed"`, `current = { likelihood = 3, impact = 5, damage = "d" }`),
		planted.Plan("T-1", "draft", `"R-1"`), planted.Plan("T-2", "cancelled", `"R-1"`),
		review("V-1", "2026-06-15", "internal"), review("V-2", "2026-06-16", "internal"), review("V-3", "2026-01-01", "external"), review("V-4", "2026-01-02", "external"))
	planted.Want(t, "evidence", evidence(a), "1.1:2 1.2:5 1.3:1 2.1:1 2.2:2 3.1:1 3.2:1 4.1:1 5.1:1 6.1:1 6.2:2")
	planted.Want(t, "evidence of bare criteria", evidence(judged(t, planted.Criteria)), "1.2:3")
	planted.Want(t, "an asset that nobody protects for anything, or owns", evidence(Assess(planted.Register(t, planted.Record("assets", "A-1", []string{`kind = "paper"`, `owner = "o"`, "incomplete = true"}), planted.Record("assets", "A-2", []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, "incomplete = true"})), planted.Today)), "")
	planted.Want(t, "evidence of nothing", evidence(judged(t)), "")
	planted.Want(t, "a risk that needs judgement", evidence(judged(t, planted.Risk("R-1", planted.At(1, 1)))), "3.1:1")
}

func TestProfilesAdoptTheirSteps(t *testing.T) {
	for process, steps := range map[string]string{
		`profile = "full"`:   "1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2",
		`profile = "simple"`: "1.1 1.3 2.2 3.1 4.1 5.1",
		`profile = "custom"` + "\n" + `steps = ["6.2", "1.1"]`: "1.1 6.2",
	} {
		a := judged(t, "\n-- content/riskbook.toml --\n[process]\n"+process+"\n")
		var adopted []string
		for _, s := range a.Steps {
			if s.Adopted {
				adopted = append(adopted, s.Key)
			}
		}
		planted.WantAll(t, process, adopted, steps)
		planted.Want(t, "all steps", len(a.Steps), 11)
	}
}

func TestCoverageTellsFromWhichSidesAnAssetWasLookedAt(t *testing.T) {
	important := func(id, lines string) string {
		return planted.Record("assets", id, []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, `owner = "o"`, lines})
	}
	a := judged(t, planted.Asset("A-1"), important("A-2", "importance = { confidentiality = 1, integrity = 3 }"), important("A-3", "importance = { availability = 2 }"),
		important("A-4", "sector = \"water\"\nservice = \"water-supply\""), planted.SourceObserved("S-1", "2026-01-01"),
		planted.Event("E-1", `assets = ["A-1", "A-2"]`),
		planted.Record("events", "E-2", []string{`approach = "cause"`, `cause = "c"`, `result = "r"`, `sources = ["S-1"]`, `assets = ["A-2"]`}))
	for i, c := range []struct {
		cause, result string
		important     bool
	}{{"", "E-1", false}, {"E-2", "E-1", true}, {"", "", false}, {"", "", true}} {
		got := a.Coverage[i]
		planted.WantAll(t, got.Asset.ID+" cause", got.Cause, c.cause)
		planted.WantAll(t, got.Asset.ID+" result", got.Result, c.result)
		planted.Want(t, got.Asset.ID+" important", got.Important, c.important)
	}
}

// Open. R-4 is closed and counts nowhere. R-3 is unanalysed: in no cell, and in the last count of levels.
func TestSummaryHoldsOpenRisks(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", "inherent = { likelihood = 3, impact = 5 }", planted.At(2, 3)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3", "current = { impact = 5 }"), planted.Risk("R-4", `status = "closed"`, planted.At(2, 3)),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1 }]`))
	s := a.Summary
	planted.WantAll(t, "now at 2 and 3", s.Now[1][2], "R-1 R-2")
	planted.WantAll(t, "inherent at 3 and 5", s.Inherent[2][4], "R-1")
	planted.WantAll(t, "projected at 1 and 3", s.Projected[0][2], "R-1")
	planted.WantAll(t, "projected at 2 and 3", s.Projected[1][2], "R-2")
	planted.WantAll(t, "levels now", s.ByLevel.Now, "0 2 0 1")
	planted.WantAll(t, "levels inherent", s.ByLevel.Inherent, "0 0 1 2")
	planted.WantAll(t, "levels projected", s.ByLevel.Projected, "1 1 0 1")
	planted.Want(t, "rows", len(s.Now), 3)
	planted.Want(t, "columns", len(s.Now[0]), 5)
	planted.Want(t, "in treatment", s.ByOutcome[InTreatment], 1)
	planted.Want(t, "needs treatment", s.ByOutcome[NeedsTreatment], 1)
	planted.Want(t, "unanalysed", s.ByOutcome[Unanalysed], 1)
	_, closed := s.ByOutcome[Closed]
	planted.Want(t, "closed is counted", closed, false)
	planted.Want(t, "outcomes", len(s.ByOutcome), 9)
}
