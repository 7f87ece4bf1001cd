package assess

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/planted"
)

// dueLines writes what falls due, an item a line.
func dueLines(a *Assessment) string {
	var b strings.Builder
	for i := range a.Due {
		d := &a.Due[i]
		fmt.Fprintf(&b, "%s %s %s", d.On, d.Kind, d.Record)
		if d.Action >= 0 {
			fmt.Fprintf(&b, "[%d]", d.Action)
		}
		fmt.Fprintf(&b, " %s", strings.Join(d.Owners, "+"))
		if len(d.About) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(d.About, " "))
		}
		if d.Overdue(a.AsOf) {
			b.WriteString(" overdue")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// As of 2026-06-15. The days are read off the records by hand.
func TestWhatFallsDue(t *testing.T) {
	for _, c := range []struct{ name, register, want string }{
		{"an empty register", ``, ""},
		{"no criteria, no review of them", planted.Risk("R-1"), ""},
		{"criteria", "-- content/criteria.toml --\nreview_by = 2026-06-14" + strings.TrimPrefix(planted.Criteria, "\n-- content/criteria.toml --"), "2026-06-14 criteria   overdue\n"},
		{"findings: open ones with a day", planted.Record("findings", "F-1", []string{`channel = "audit"`, `status = "open"`, "received = 2026-01-01", "due = 2026-06-15"}) +
			planted.Record("findings", "F-2", []string{`channel = "audit"`, `status = "open"`, "received = 2026-01-01", "due = 2026-06-14", `owner = "f"`}) +
			planted.Record("findings", "F-3", []string{`channel = "audit"`, `status = "open"`, "received = 2026-01-01"}) +
			planted.Finding("F-4", "2026-01-01", "closed_on = 2026-02-01", "due = 2026-03-01"),
			"2026-06-14 finding F-2 f overdue\n2026-06-15 finding F-1 \n"},
		{"reports of incidents that happened, each by itself",
			planted.Record("incidents", "N-1", []string{`kind = "incident"`, `status = "closed"`, "on = 2026-06-10", `owner = "p"`,
				`report = [{ to = "a", due = 2026-06-11 }, { to = "b", due = 2026-06-20 }, { to = "c", due = 2026-06-12, on = 2026-06-11 }, { to = "d" }, { to = "e", due = 2026-06-30, on = 2026-06-16 }]`}) +
				planted.Record("incidents", "N-2", []string{`kind = "near-miss"`, `status = "open"`, "on = 2026-06-16", `report = [{ to = "a", due = 2026-07-01 }]`}), // has not happened
			"2026-06-11 report N-1[0] p overdue\n2026-06-20 report N-1[1] p\n2026-06-30 report N-1[4] p\n"},
		{"risks: by the day given, by the interval, closed ones not",
			"-- content/riskbook.toml --\n[review]\nevery_months = 6\n" + planted.Risk("R-1", "next_review = 2026-09-30") + planted.Risk("R-2", "identified = 2025-08-31") +
				planted.Risk("R-3", "next_review = 2026-09-30", `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`),
			// 2025-08-31 and six months: February 2026 has 28 days.
			"2026-02-28 risk R-2 o overdue\n2026-09-30 risk R-1 o\n"},
		{"plans and their open actions; the action's own owner comes before the plan's",
			planted.Risk("R-1") + planted.Record("treatments", "T-1", []string{`risks = ["R-1"]`, `option = "modify"`, `aim = "both"`, `status = "draft"`, `owner = "p"`, "due = 2026-12-01",
				`action = [{ title = "a", due = 2026-06-01, done = 2026-06-01 }, { title = "b", due = 2026-06-01, owner = "q" }, { title = "c", due = 2026-08-01, done = 2026-07-01 }, { title = "d" }]`}) +
				planted.Record("treatments", "T-2", []string{`risks = ["R-1"]`, `option = "modify"`, `aim = "both"`, `status = "cancelled"`, `owner = "p"`, "due = 2026-01-01", `action = [{ title = "a", due = 2026-01-01 }]`}),
			// done in July is not done yet in June
			"2026-06-01 action T-1[1] q overdue\n2026-08-01 action T-1[2] p\n2026-12-01 plan T-1 p\n"},
		{"after completion: effectiveness from the day it was finished, each risk from its first plan on",
			planted.Risk("R-1", "reviewed = 2026-01-31") + planted.Risk("R-2", "reviewed = 2026-05-01") +
				planted.Record("treatments", "T-1", []string{`risks = ["R-1", "R-2"]`, `option = "modify"`, `aim = "both"`, `status = "done"`, `owner = "p"`, "due = 2026-04-01", "finished = 2026-04-02"}) +
				planted.Record("treatments", "T-2", []string{`risks = ["R-1"]`, `option = "modify"`, `aim = "both"`, `status = "done"`, `owner = "p"`, "due = 2026-04-01", "finished = 2026-03-01",
					`effectiveness = { reviewed = 2026-09-01, result = "effective" }`}) +
				planted.Record("treatments", "T-3", []string{`risks = ["R-2"]`, `option = "modify"`, `aim = "both"`, `status = "done"`, `owner = "p"`, "due = 2026-04-01", "finished = 2026-03-01",
					`effectiveness = { reviewed = 2026-05-01, result = "effective" }`}) +
				planted.Record("treatments", "T-4", []string{`risks = ["R-1"]`, `option = "modify"`, `aim = "both"`, `status = "done"`, `owner = "p"`, "due = 2026-04-01", "finished = 2026-07-01"}),
			"2026-03-01 reanalysis R-1 o (T-1 T-2) overdue\n2026-04-02 effectiveness T-1 p overdue\n2026-07-01 effectiveness T-4 p\n2026-09-01 effectiveness T-2 p\n"},
		{"acceptances: the newest of each risk, where the risk rests on it",
			planted.Criteria + planted.Risk("R-1", planted.At(2, 3)) + planted.Risk("R-2", planted.At(2, 3)) + planted.Risk("R-3", planted.At(1, 1)) +
				planted.Acceptance("D-1", "2026-01-01", "2026-03-31", `"R-1"`, 2, 3) + planted.Acceptance("D-2", "2026-02-01", "2026-06-15", `"R-1", "R-2", "R-3"`, 2, 3) + planted.Acceptance("D-3", "2026-02-01", "2026-06-14", `"R-3"`, 2, 3),
			"2026-06-15 acceptance D-2 o (R-1 R-2)\n"},
		{"decisions asked for and not made by the day, with the party that is to decide",
			planted.Risk("R-1") + planted.Record("decisions", "D-1", []string{`kind = "acceptance"`, `basis = "b"`, "requested = 2026-06-15", "decide_by = 2026-07-31", `of = "board"`, `owner = "p"`, `risks = ["R-1"]`}) +
				planted.Record("decisions", "D-2", []string{`kind = "plan-approval"`, `basis = "b"`, "requested = 2026-05-01", "decide_by = 2026-06-14", `owner = "p"`}) +
				planted.Record("decisions", "D-3", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-16", "decide_by = 2026-06-30", `of = "board"`, `risks = ["R-1"]`}) + // asked for tomorrow
				planted.Record("decisions", "D-4", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-01", "decide_by = 2026-06-30", `of = "board"`, `risks = ["R-1"]`, "on = 2026-06-15", `by = "board"`}) + // made
				planted.Record("decisions", "D-5", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-01", "decide_by = 2026-06-30", `of = "board"`, `risks = ["R-1"]`, "on = 2026-06-20", `by = "board"`}) + // made later
				planted.Record("decisions", "D-6", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-01", "decide_by = 2026-06-30", `of = "board"`, `risks = ["R-1"]`, "provisional = true"}) +
				planted.Record("decisions", "D-7", []string{`kind = "closing"`, `basis = "b"`, "requested = 2026-06-01", `of = "board"`, `risks = ["R-1"]`}), // by no day
			"2026-06-14 decision D-2 p overdue\n2026-06-30 decision D-5 board (R-1)\n2026-07-31 decision D-1 board (R-1)\n"},
		{"reviews: met by one of the same scope or of the whole register, on or after the day",
			planted.Review("V-1", "2026-01-10", "next = 2026-03-10") + // met by V-2
				planted.Review("V-2", "2026-03-10", "next = 2026-09-10") + // stands
				planted.Risk("R-1") + planted.Risk("R-2") +
				planted.Review("V-3", "2026-01-10", `scope = ["R-1", "R-2"]`, "next = 2026-03-10") + // met by V-2, of the whole register
				planted.Review("V-4", "2026-01-10", `scope = ["R-1"]`, "next = 2026-05-10") + // V-2 came before the day: missed
				planted.Review("V-5", "2026-02-01", `scope = ["R-2"]`, "next = 2026-12-01") + // V-6 names another day
				planted.Review("V-6", "2026-05-01", `scope = ["R-2"]`, "next = 2026-10-01") +
				planted.Review("V-7", "2026-07-01", "next = 2026-08-01"), // not held yet
			"2026-05-10 review V-4 board overdue\n2026-09-10 review V-2 board\n2026-10-01 review V-6 board\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, dueLines(judged(t, c.register))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
