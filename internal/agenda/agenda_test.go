package agenda

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/planted"
)

// As of 2026-06-15; what silence brings is read off the method by hand.
func TestAgenda(t *testing.T) {
	asked := func(id, kind string, lines ...string) string {
		return planted.Record("decisions", id, append(lines, fmt.Sprintf("kind = %q", kind), `basis = "b"`, "requested = 2026-06-01", `of = "board"`))
	}
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(3, 3)), planted.Risk("R-3", planted.At(2, 3)), planted.Risk("R-4"),
		planted.Acceptance("D-1", "2026-01-01", "2026-07-01", `"R-1"`, 2, 3),
		asked("D-2", "acceptance", `risks = ["R-1"]`, "decide_by = 2026-06-30"), asked("D-3", "acceptance", `risks = ["R-3"]`), asked("D-4", "closing", `risks = ["R-3"]`, "decide_by = 2026-06-14"),
		asked("D-5", "criteria-approval"), asked("D-6", "plan-approval", `treatments = ["T-1"]`, "decide_by = 2026-09-01"), asked("D-7", "cancellation", `treatments = ["T-1"]`),
		planted.Record("treatments", "T-1", []string{`risks = ["R-3"]`, `option = "modify"`, `aim = "both"`, `status = "draft"`, `owner = "p"`, "due = 2026-12-01"}))
	var b strings.Builder
	for _, d := range Agenda(a) {
		fmt.Fprintf(&b, "%s: %d late\n", d.Party, d.Late(a.AsOf))
		for i := range d.Matters {
			m := &d.Matters[i]
			var about []string
			for _, k := range m.Risks {
				about = append(about, k.Record.ID)
			}
			fmt.Fprintf(&b, "  %s %s %s %s about %s\n", m.ID(), orDash(m.By.Day.String()), m.Silence, orDash(m.On.String()), orDash(strings.Join(about, " ")))
		}
	}
	want := `b: 0 late
  D-1 2026-07-01 lapses 2026-07-01 about R-1
board: 2 late
  D-4 2026-06-14 open - about R-3
  R-3 2026-06-14 stays - about R-3
  D-2 2026-06-30 lapses 2026-07-01 about R-1
  D-6 2026-09-01 draft - about R-3
  T-1 2026-09-01 draft - about R-3
  D-3 - stays - about R-3
  D-5 - criteria - about -
  D-7 - goes-on - about R-3
: 0 late
  R-2 - stays - about R-2
  R-4 - unknown - about R-4
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func orDash(day string) string {
	if day == "" {
		return "-"
	}
	return day
}
