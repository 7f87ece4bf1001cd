package assurance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
	"github.com/riskbook/riskbook/internal/register"
)

// dutiesOf writes the duties of management, a line each: state, what shows it (count, of how many, the newest day, the records), what is lacking.
func dutiesOf(a *assess.Assessment) string {
	var b strings.Builder
	say := func(list []Shown) {
		for _, s := range list {
			fmt.Fprintf(&b, " %s=%d", s.What, s.Count)
			if s.Of > 0 {
				fmt.Fprintf(&b, "/%d", s.Of)
			}
			if !s.On.IsZero() {
				fmt.Fprintf(&b, "@%s", s.On)
			}
			if len(s.IDs) > 0 {
				fmt.Fprintf(&b, "(%s)", strings.Join(s.IDs, ","))
			}
		}
	}
	for _, d := range Governance(a) {
		fmt.Fprintf(&b, "%s %s:", d.Key, d.State())
		say(d.Shows)
		b.WriteString(" lacks")
		say(d.Lacks)
		b.WriteString("\n")
	}
	return b.String()
}

func exercise(id, on, tested string, lines ...string) string {
	return planted.Record("findings", id, append(lines, `channel = "exercise"`, "received = "+on, "tested = ["+tested+"]"))
}

// The as-of date is 2026-06-15: what is of a year ago to the day is within the year.
func TestWhatShowsThatManagementDidItsDuties(t *testing.T) {
	const open, closed = `status = "open"`, "status = \"closed\"\nclosed_on = 2026-06-01\nclosed_because = \"c\""
	for _, c := range []struct {
		name     string
		register []string
		want     string
	}{
		{"an empty register", []string{""}, `recognise none: sources=0 findings=0 by-management=0 lacks no-sources=0 no-findings=0 not-by-management=0
policy none: criteria=0 judged=0 ranked=0 lacks no-criteria=0
means none: plans=0 approved=0 priced=0 stages=0/11 lacks
verify none: reviews=0 effectiveness=0 audits=0 lacks no-reviews=0
exercise none: exercises=0 tested-bcp=0 tested-organisation=0 tested-sharing=0 lacks untested-bcp=0 untested-organisation=0 untested-sharing=0 no-exercises=0
`},
		{"one that adopts none of these steps", []string{"-- content/riskbook.toml --\n[process]\nprofile = \"custom\"\nsteps = [\"1.1\"]\n"}, `recognise none: sources=0 findings=0 by-management=0 lacks
policy none: criteria=0 judged=0 ranked=0 lacks
means none: plans=0 approved=0 priced=0 stages=0/1 lacks
verify none: reviews=0 effectiveness=0 audits=0 lacks
exercise none: exercises=0 tested-bcp=0 tested-organisation=0 tested-sharing=0 lacks
`},
		{"one in which all was done", []string{
			"-- content/criteria.toml --\napproved_on = 2026-04-01\nreview_by = 2026-06-15" + strings.TrimPrefix(planted.Criteria, "\n-- content/criteria.toml --"),
			"-- content/riskbook.toml --\n[process]\nprofile = \"full\"\n[[process.stage]]\nstep = \"1.1\"\norganisation = \"o\"\n[[process.stage]]\nstep = \"1.2\"\nrules = \"r\"\n[[process.stage]]\nstep = \"1.3\"\norganisation = \"o\"\n",
			planted.Asset("A-1"), sourceOf("S-1", "A-1"), planted.Record("sources", "S-2", []string{`kind = "threat"`, "observed = 2026-05-01"}), planted.Record("sources", "S-3", []string{`kind = "threat"`, "observed = 2026-06-16"}),
			planted.Event("E-1", "assets = [\"A-1\"]\nfound_by = \"management\""), planted.Event("E-2", `assets = ["A-1"]`),
			planted.Incident("N-1", "2026-03-01", `kind = "incident"`, `assets = ["A-1"]`), planted.Incident("N-2", "2025-06-14", `kind = "incident"`, `assets = ["A-1"]`),
			planted.Risk("R-1", planted.At(3, 5), "next_review = 2026-06-15"), planted.Risk("R-2", planted.At(1, 1)), planted.Risk("R-3", planted.At(3, 5), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`),
			planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`, "cost = { initial = 1 }", "effort = 3"), planted.Decision("D-1", "plan-approval", "2026-03-01", `treatments = ["T-1"]`),
			planted.Plan("T-2", "done", `"R-2"`, "finished = 2026-01-05", `effectiveness = { reviewed = 2026-02-05, result = "effective" }`),
			planted.Decision("D-2", "criteria-approval", "2026-04-01"), planted.Decision("D-3", "criteria-approval", "2026-06-16"),
			planted.Review("V-1", "2025-06-15"), planted.Review("V-2", "2025-06-14"),
			planted.Record("findings", "F-1", []string{`channel = "audit"`, "received = 2026-02-02", closed}),
			exercise("F-2", "2025-06-15", `"bcp", "sharing"`, closed), exercise("F-3", "2026-05-05", `"organisation"`, closed), exercise("F-4", "2026-01-05", `"bcp"`, closed),
		}, `recognise whole: sources=3@2026-05-01(S-1,S-2,S-3) findings=4@2026-05-05(F-1,F-2,F-3,F-4) incidents=1@2026-03-01(N-1) by-management=1/2(E-1) lacks
policy whole: criteria=1@2026-04-01(D-2) judged=2/2(R-1,R-2) ranked=1(R-1) lacks
means whole: plans=1(T-1) approved=1/1(T-1) priced=1/1(T-1) staffed=1/1(T-1) stages=2/11 lacks
verify whole: reviews=1@2025-06-15(V-1) effectiveness=1@2026-02-05(T-2) audits=1@2026-02-02(F-1) lacks
exercise whole: exercises=3@2026-05-05(F-2,F-3,F-4) tested-bcp=2@2026-01-05(F-2,F-4) tested-organisation=1@2026-05-05(F-3) tested-sharing=1@2025-06-15(F-2) lacks
`},
		{"one in which much is left", []string{
			"-- content/criteria.toml --\napproved_on = 2026-06-16\nreview_by = 2026-06-14" + strings.TrimPrefix(planted.Criteria, "\n-- content/criteria.toml --"),
			planted.Risk("R-1", planted.At(3, 5), "next_review = 2026-06-14"), planted.Risk("R-2"), planted.Risk("R-3", planted.At(3, 5)),
			planted.Plan("T-1", "approved", `"R-1"`), planted.Plan("T-2", "done", `"R-1"`, "finished = 2026-01-05"), planted.Plan("T-3", "draft", `"R-1"`),
			planted.Review("V-1", "2026-06-16"),
			exercise("F-1", "2025-06-14", `"bcp"`, open), exercise("F-2", "2026-06-16", `"bcp"`, open), exercise("F-3", "2026-05-01", "", open),
		}, `recognise part: sources=0 findings=1@2026-05-01(F-3) by-management=0 lacks no-sources=0 not-by-management=0
policy part: criteria=0@2026-06-16 judged=2/3(R-1,R-3) ranked=2(R-1,R-3) lacks criteria-unapproved=0 criteria-late=0 unjudged=1(R-2)
means part: plans=1(T-1) approved=0/1 priced=0/1 stages=0/11 lacks bare=1(R-3) unpriced=1(T-1) unapproved=1(T-1)
verify none: reviews=0 effectiveness=0 audits=0 lacks no-reviews=0 unreviewed=1(T-2) late=1(R-1)
exercise part: exercises=1@2026-05-01(F-3) tested-bcp=1@2025-06-14(F-1) tested-organisation=0 tested-sharing=0 lacks untested-bcp=0 untested-organisation=0 untested-sharing=0 exercise-open=2(F-1,F-3)
`},
	} {
		a := assess.Assess(planted.Register(t, c.register...), planted.Today)
		if got := dutiesOf(a); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if !slices.IsSortedFunc(a.Register.Findings, func(x, y *register.Finding) int { return strings.Compare(x.ID, y.ID) }) {
			t.Errorf("%s: the findings of the register are in another order", c.name)
		}
	}
}
