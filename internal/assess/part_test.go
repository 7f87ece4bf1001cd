package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// seeAll hides no field and no text.
var seeAll = Hides{Field: func(string, string) bool { return false }, Text: func(text string) string { return text }}

// A verdict does not change with its reader. R-1 is stale by a finding, R-3 and R-5 are accepted by D-1, which its own proposer decided, R-4 is retained without an
// acceptance. By priority: R-1 (3 × 5), R-2 (3 × 4), R-4 (2 × 3).
func TestAPartKeepsTheVerdictsOfTheWhole(t *testing.T) {
	config := "\n-- content/riskbook.toml --\napproval.separate = true\n"
	r1, r2 := planted.Risk("R-1", planted.At(3, 5), "reviewed = 2026-02-01"), planted.Risk("R-2", planted.At(3, 4))
	r3, r4, r5 := planted.Risk("R-3", planted.At(2, 3)), planted.Risk("R-4", planted.At(2, 3), retain), planted.Risk("R-5", planted.At(2, 3))
	d1 := planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-3", "R-5"`, 2, 3) + "proposed_by = \"b\"\n"
	f1 := planted.Record("findings", "F-1", []string{`channel = "audit"`, "received = 2026-05-01", `risks = ["R-1"]`, `status = "open"`})
	whole := judged(t, planted.Criteria, config, r1, r2, r3, r4, r5, d1, f1)
	for _, c := range []struct {
		name, register, risks, breaches string
		hides                           Hides
	}{
		{"without one of two that a decision names", r5 + d1, "R-5 accepted 0  [] D-1 in-force true", "self-approved D-1 [R-5]", seeAll},
		{"all of it", r1 + r2 + r3 + r4 + r5 + d1 + f1,
			"R-1 needs-treatment 1 impact [F-1 finding] -, R-2 needs-treatment 2 impact [] -, R-3 accepted 0  [] D-1 in-force true, R-4 needs-treatment 3 level [] -, R-5 accepted 0  [] D-1 in-force true", "retained-against-criteria R-4 [R-4], self-approved D-1 [R-3 R-5]", seeAll},
		{"without what it rests on", r1 + r3,
			"R-1 needs-treatment 1  [withheld withheld] -, R-3 accepted 0  [] withheld in-force true", "", seeAll},
		{"without the first", r2 + r4 + d1,
			"R-2 needs-treatment 1 level [] -, R-4 needs-treatment 2 level [] -", "retained-against-criteria R-4 [R-4]", seeAll},
		{"without a field", r1 + f1, "R-1 needs-treatment 1  [withheld withheld] -", "",
			Hides{Field: func(folder, field string) bool { return folder == "findings" && field == "received" }, Text: seeAll.Text}},
	} {
		a := whole.Part(planted.Register(t, planted.Criteria, config, c.register), c.hides)
		var risks, breaches []string
		for _, k := range a.Risks {
			acceptance := "-"
			if x := k.Acceptance; x != nil {
				acceptance = fmt.Sprint(x.Decision.ID, " ", x.State, " ", x.Effect)
			}
			var stale []string
			for _, s := range k.Stale {
				stale = append(stale, s.Because+" "+s.What)
			}
			risks = append(risks, fmt.Sprintf("%s %s %d %s %v %s", k.Record.ID, k.Outcome, k.Rank, k.RankedBy, stale, acceptance))
		}
		for _, b := range a.Breaches {
			breaches = append(breaches, fmt.Sprint(b.Kind, " ", b.Record.Of().ID, " ", b.Risks))
		}
		planted.Want(t, c.name, strings.Join(risks, ", "), c.risks)
		planted.Want(t, c.name+", breaches", strings.Join(breaches, ", "), c.breaches)
	}
}
