package agenda

import (
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
)

// judged assesses a register that must be free of faults.
func judged(t testing.TB, texts ...string) *assess.Assessment {
	t.Helper()
	return assess.Assess(planted.Sound(t, texts...), planted.Today)
}
