package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

func TestPlansPromiseAndCancelledOnesDoNot(t *testing.T) {
	a := judged(t, planted.Risk("R-1"), planted.Risk("R-2", `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`), planted.Asset("A-1"),
		planted.Plan("T-1", "draft", `"R-1"`), planted.Plan("T-2", "in-progress", `"R-1"`), planted.Plan("T-3", "done", `"R-1"`, "finished = 2026-02-01"), planted.Plan("T-4", "cancelled", `"R-1"`),
		planted.Record("controls", "C-1", []string{`function = "prevent"`, `state = "planned"`}), planted.Record("controls", "C-2", []string{`function = "prevent"`, `state = "partial"`}),
		planted.Record("controls", "C-3", []string{`function = "prevent"`, `state = "retired"`}), planted.Record("controls", "C-4", []string{`function = "prevent"`, `state = "in-place"`, "provisional = true"}))
	for id, want := range map[string]Effect{
		"R-1": InEffect, "R-2": NoEffect, "A-1": InEffect, "T-1": Promised, "T-2": Promised, "T-3": InEffect, "T-4": NoEffect, "C-1": Promised, "C-2": InEffect, "C-3": NoEffect, "C-4": NoEffect,
	} {
		if got := EffectOf(a.Register.Find(id)); got != want {
			t.Errorf("%s has the effect %d, not %d", id, got, want)
		}
	}
}
