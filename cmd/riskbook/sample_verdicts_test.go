package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// sampleShows names a risk of the sample for each verdict that a register with criteria can come to. Readers learn a verdict from a risk that has it: who
// changes that risk finds another one, and never takes the last.
var sampleShows = map[string]string{
	"outcome closed":              "R-026",
	"outcome unanalysed":          "R-023",
	"outcome accepted":            "R-007",
	"outcome acceptable":          "R-018",
	"outcome in-treatment":        "R-001",
	"outcome insufficient-plan":   "R-003",
	"outcome unevaluated-plan":    "R-036",
	"outcome awaiting-reanalysis": "R-011",
	"outcome needs-treatment":     "R-008",

	"reason level":            "R-001",
	"reason impact-alone":     "R-003",
	"reason likelihood-alone": "R-012",
	"reason cumulative":       "R-014",
	"reasons cumulative":      "R-014", // alone: small losses that add up
	"reasons level":           "R-008", // alone

	"acceptance in-force":                "R-007",
	"acceptance in-force without effect": "R-014",
	"acceptance expired":                 "R-008",
	"acceptance outgrown":                "R-009",
	"acceptance within authority":        "R-033",

	"ranked by pin":        "R-001",
	"ranked by level":      "R-002",
	"ranked by viewpoints": "R-006",
	"ranked by impact":     "R-012",
	"ranked by likelihood": "R-021",
	"ranked by id":         "R-016",

	"suggested retain": "R-007",
	"suggested avoid":  "R-010",
	"suggested share":  "R-004",
	"suggested modify": "R-006",
	"other option":     "R-005", // than the one suggested

	"stale by observed":     "R-029",
	"stale by finding":      "R-022",
	"stale by criteria":     "R-028",
	"stale by test-failed":  "R-017",
	"stale by beyond-limit": "R-022",
	"stale by finished":     "R-011",
	"stale by reopened":     "R-016",
	"stale by incident":     "R-029",

	"factors before controls": "R-002",
	"factors now":             "R-002",
	"pushed over":             "R-018",
	"brought in by a plan":    "R-023",
	"removed by a plan":       "R-010",
	"extreme":                 "R-004",
}

func TestSampleShowsEveryVerdict(t *testing.T) {
	day := func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 30), nil }
	j, err := compile.Read(t.Context(), riskbook.Sample, day, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string][]string{}
	for _, k := range j.Assessment.Risks {
		for _, verdict := range verdicts(j.Assessment, k) {
			shown[verdict] = append(shown[verdict], k.Record.ID)
		}
	}
	for _, verdict := range slices.Sorted(maps.Keys(sampleShows)) {
		if id := sampleShows[verdict]; !slices.Contains(shown[verdict], id) {
			t.Errorf("%s no longer shows %q; these do: %v", id, verdict, shown[verdict])
		}
	}
	for _, o := range assess.Outcomes {
		if verdict := "outcome " + string(o); sampleShows[verdict] == "" && o != assess.NeedsJudgement { // which only a register without criteria has
			t.Errorf("no risk is named that shows %q", verdict)
		}
	}
}

// verdicts gives what was decided of a risk, in the words of sampleShows.
func verdicts(a *assess.Assessment, k *assess.Risk) []string {
	all := []string{"outcome " + string(k.Outcome), "ranked by " + string(k.RankedBy), "suggested " + k.Suggested}
	var reasons []string
	for _, reason := range k.Reasons {
		all = append(all, "reason "+string(reason))
		reasons = append(reasons, string(reason))
	}
	all = append(all, "reasons "+strings.Join(reasons, " "))
	for _, s := range k.Stale {
		all = append(all, "stale by "+s.What)
	}
	if x := k.Acceptance; x != nil {
		state := "acceptance " + string(x.State)
		if !x.Effect {
			state += " without effect"
		}
		all = append(all, state)
		if authority := assess.AuthorityFor(&a.Register.Criteria, x.Decision); authority.Row != nil && authority.Beyond == "" {
			all = append(all, "acceptance within authority")
		}
	}
	for _, i := range agenda.ResidualOf(a).Introduced {
		if i.Risk == k {
			all = append(all, "brought in by a plan")
		}
	}
	for verdict, holds := range map[string]bool{
		"factors before controls": k.Record.Says("inherent.factors"),
		"factors now":             k.Record.Says("current.factors"),
		"pushed over":             k.PushedOver,
		"removed by a plan":       k.Removed,
		"extreme":                 k.Extreme,
		"other option":            k.Suggested != "" && k.Record.Treatment.Option != "" && string(k.Record.Treatment.Option) != k.Suggested,
	} {
		if holds {
			all = append(all, verdict)
		}
	}
	return all
}
