package check

import (
	"slices"
	"strings"
	"testing"
)

// restOnCriteria are the rules that would repeat one fault of the criteria over and over, or say what nobody knows.
var restOnCriteria = strings.Fields(`
acceptance-expired acceptance-outgrown acceptance-under-older-criteria acceptance-without-effect accepted-above-rating beyond-authority criteria-review-overdue
cumulative-unknown expires-soon extreme-without-continuity insufficient-plan introduced-unevaluated judgement-lapsed level-falls-without-control
level-rises-with-controls likelihood-disagrees matrix-not-monotone needs-judgement needs-treatment option-without-rationale projected-unacceptable pushed-over quantities-disagree
rated-under-older-criteria retained-against-criteria target-worse-than-now targets-conflict unevaluated-plan
`)

// speakOfAbsence are the rules that say that something is not there, which a record that cannot be read may hold.
var speakOfAbsence = strings.Fields(`
approach-missing asset-without-event channel-silent closed-without-decision event-without-risk level-falls-without-control needs-treatment orphan-record
plan-without-approval rating-without-rationale risk-without-event service-level-unknown step-without-evidence term-unused
`)

// TestRulesAreSilentAboutWhatTheyCannotKnow puts a fault into the criteria of each rule's own example, and a record that cannot be read beside it.
func TestRulesAreSilentAboutWhatTheyCannotKnow(t *testing.T) {
	const criteria = "-- content/criteria.toml --\n"
	for _, r := range Rules {
		if r.Find == nil || r == matrixShape || r == unknownLevel || r.Failing == "" {
			continue
		}
		before := len(places(checked(t, r.Failing), r.Name))
		if before == 0 {
			t.Errorf("%s says nothing of its own example", r.Name)
		}
		faulty := strings.Replace(r.Failing, criteria, criteria+"nonsense = 1\n", 1)
		if faulty == r.Failing {
			faulty += criteria + "nonsense = \n"
		}
		for _, c := range []struct {
			name, register string
			silent         []string
		}{
			{"a fault of the criteria", faulty, restOnCriteria},
			{"a record that cannot be read", r.Failing + "-- content/pages/broken.md --\n+++\ntitle = \n+++\n", speakOfAbsence},
		} {
			want := before
			if slices.Contains(c.silent, r.Name) {
				want = 0
			}
			if got := len(places(checked(t, c.register), r.Name)); got != want {
				t.Errorf("%s speaks %d times beside %s, want %d", r.Name, got, c.name, want)
			}
		}
	}
}
