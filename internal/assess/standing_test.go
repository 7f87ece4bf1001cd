package assess

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/planted"
)

// As of 2026-06-15.
func TestTheDayOfTheLastAnalysis(t *testing.T) {
	a := judged(t, planted.Criteria+planted.Risk("R-1", "reviewed = 2026-03-01", planted.At(2, 3))+planted.Risk("R-2", "reviewed = 2026-07-01", planted.At(2, 3))+planted.Risk("R-3", "reviewed = 2026-03-01")+
		planted.Risk("R-4", "reviewed = 2026-03-01", "current = { likelihood = 2 }"))
	for id, want := range map[string]string{"R-1": "2026-03-01", "R-2": "2026-01-10", "R-3": "", "R-4": ""} {
		got := ""
		if day := a.AnalysedOn(a.Risk(id)); !day.IsZero() {
			got = day.String()
		}
		if got != want {
			t.Errorf("%s was analysed on %q, want %q", id, got, want)
		}
	}
}

// Lists of a record are shown in the order in which they were written, and one register is judged by several at a time.
func TestJudgingLeavesTheRecordsAsTheyAre(t *testing.T) {
	a := judged(t, planted.Criteria+planted.Risk("R-1", planted.At(2, 3))+planted.Risk("R-2", planted.At(2, 3))+
		planted.Record("treatments", "T-1", []string{`risks = ["R-2", "R-1", "R-2"]`, `introduces = ["R-2", "R-1"]`, `option = "modify"`, `aim = "both"`, `status = "in-progress"`, `owner = "p"`, "due = 2026-12-01"})+
		planted.Record("indicators", "I-1", []string{`risks = ["R-2", "R-1"]`, "warn = 1", "limit = 2", "reading = [{ on = 2026-05-01, value = 3 }]"})+
		planted.Record("decisions", "D-1", []string{`kind = "closing"`, "on = 2026-05-01", `by = "b"`, `proposed_by = "b"`, `basis = "b"`, `risks = ["R-2", "R-1"]`})+
		planted.Review("V-1", "2026-05-10", `scope = ["R-2", "R-1"]`, "next = 2026-09-10"))
	plan := a.Register.Treatments[0]
	got := []string{
		strings.Join(plan.Risks, " "), strings.Join(plan.Introduces, " "), strings.Join(a.Register.Indicators[0].Risks, " "),
		strings.Join(a.Register.Decisions[0].Risks, " "), strings.Join(a.Register.Reviews[0].Scope, " "),
	}
	if diff := cmp.Diff([]string{"R-2 R-1 R-2", "R-2 R-1", "R-2 R-1", "R-2 R-1", "R-2 R-1"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
