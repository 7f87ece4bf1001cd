package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// judged assesses a register that must be free of faults.
func judged(t testing.TB, texts ...string) *Assessment {
	t.Helper()
	return Assess(planted.Sound(t, texts...), planted.Today)
}
