package assurance

import (
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
)

// What tests plant, by short names.
const criteria35 = planted.Criteria

var (
	today          = planted.Today
	understand     = planted.Register
	record         = planted.Record
	risk           = planted.Risk
	at             = planted.At
	plan           = planted.Plan
	acceptance     = planted.Acceptance
	judgement      = planted.Judgement
	decision       = planted.Decision
	finding        = planted.Finding
	asset          = planted.Asset
	event          = planted.Event
	review         = planted.Review
	incident       = planted.Incident
	sourceObserved = planted.SourceObserved
)

// judged assesses a register that must be free of faults.
func judged(t testing.TB, texts ...string) *assess.Assessment {
	t.Helper()
	return assess.Assess(planted.Sound(t, texts...), today)
}

func want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	planted.Want(t, what, got, want)
}

func wantAll[T any](t *testing.T, what string, got []T, wanted string) {
	t.Helper()
	planted.WantAll(t, what, got, wanted)
}
