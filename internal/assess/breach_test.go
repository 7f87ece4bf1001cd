package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// breachesOf writes the breaches of a register: kind, record, place in it, and what makes it one.
func breachesOf(t *testing.T, texts ...string) []string {
	t.Helper()
	var list []string
	for _, b := range judged(t, texts...).Breaches {
		said := fmt.Sprint(b.Kind, " ", b.Record.Of().ID, " ", strings.Trim(fmt.Sprint(b.Path), "[]"), " on ", strings.Join(b.Risks, " "))
		if b.Kind == RetainedAgainstCriteria {
			said = fmt.Sprint(b.Record.Of().ID, " ", strings.Trim(fmt.Sprint(b.Reasons), "[]"), " lifted by ", b.Lifts)
		}
		list = append(list, said)
	}
	return list
}

func wantBreaches(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

const retain = `treatment = { option = "retain" }`

// R-1 is low, R-2 and R-3 middle (approval), R-4 high (treat), R-5 middle with an impact of 5, which alone asks for treatment.
func TestRetentionIsABreachWhereNoDecisionLiftsTheReasons(t *testing.T) {
	limits := "\n-- content/criteria.toml --\nacceptance = { impact_alone = 5 }\n"
	risks := risk("R-1", at(1, 1), retain) + risk("R-2", at(2, 3), retain) + risk("R-3", at(2, 3), `treatment = { option = "modify" }`) +
		risk("R-4", at(3, 4), retain) + risk("R-5", at(1, 5), retain) + risk("R-6", at(3, 5), retain, `status = "closed"`, "closed_on = 2030-01-01")
	wantBreaches(t, "no decision", breachesOf(t, criteria35, limits, risks),
		"R-2 level lifted by acceptance", "R-4 level lifted by ", "R-5 level impact-alone lifted by ")
	for _, c := range []struct{ what, on, until string }{
		{"in force", "2026-03-01", "2026-12-31"}, {"run out", "2025-03-01", "2025-12-31"}, {"of a later day", "2027-03-01", "2027-12-31"},
	} {
		wantBreaches(t, c.what, breachesOf(t, criteria35, limits, risks, acceptance("D-1", c.on, c.until, `"R-2", "R-4", "R-5"`, 3, 5)),
			"R-4 level lifted by ", "R-5 level impact-alone lifted by ")
	}
	wantBreaches(t, "outgrown", breachesOf(t, criteria35, risk("R-2", at(2, 3), retain), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 1, 1)))
	wantBreaches(t, "a judgement lifts nothing where there are criteria", breachesOf(t, criteria35, risk("R-2", at(2, 3), retain), judgement("D-1", "2026-03-01", "accept", `"R-2"`)),
		"R-2 level lifted by acceptance")
	wantBreaches(t, "nobody has confirmed the acceptance", breachesOf(t, criteria35, risk("R-2", at(2, 3), retain), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3)+"provisional = true\n"),
		"R-2 level lifted by acceptance")
	wantBreaches(t, "nobody has confirmed the risk", breachesOf(t, criteria35, risk("R-2", at(2, 3), retain, "provisional = true")))
	for _, lacks := range []string{"on = 2026-03-01", "until = 2026-12-31", "at = { likelihood = 2, impact = 3 }"} {
		incomplete := strings.Replace(acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3), lacks, "", 1) + "incomplete = true\n"
		wantBreaches(t, "an acceptance that lacks "+lacks, breachesOf(t, criteria35, risk("R-2", at(2, 3), retain), incomplete), "R-2 level lifted by acceptance")
	}
}

func TestReasonsAgainstRetentionAreThoseOfToday(t *testing.T) {
	limits := "\n-- content/criteria.toml --\nacceptance = { impact_alone = 5, likelihood_alone = 3, cumulative_loss = 100 }\n"
	loss := "quantitative = { frequency = 2.5, loss = { low = 40, mode = 40, high = 40 } }" // 2.5 × 40 = 100
	wantBreaches(t, "each reason", breachesOf(t, criteria35, limits, risk("R-1", at(3, 1), retain), risk("R-2", at(1, 1), retain, loss), risk("R-3", "inherent = { likelihood = 2, impact = 3 }", retain),
		acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1", "R-2"`, 3, 5)),
		"R-1 likelihood-alone lifted by ", "R-2 cumulative lifted by ", "R-3 level lifted by acceptance")
}

// Without criteria the newest judgement of all decides, be it of a later day or run out; one that accepted lifts the reason even where it has run out or was
// replaced.
func TestRetentionWithoutCriteria(t *testing.T) {
	r := risk("R-1", at(3, 3), retain)
	judged := "R-1 judged lifted by judgement"
	wantBreaches(t, "no judgement", breachesOf(t, r))
	wantBreaches(t, "treat", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`)), judged)
	wantBreaches(t, "treat, of a later day", breachesOf(t, r, judgement("D-1", "2027-03-01", "treat", `"R-1"`)), judged)
	wantBreaches(t, "treat, run out", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"until = 2026-04-01\n"), judged)
	wantBreaches(t, "treat, outgrown: it decides nothing", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"at = { likelihood = 2, impact = 3 }\n"))
	wantBreaches(t, "treat, at the level of today", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"at = { likelihood = 3, impact = 3 }\n"), judged)
	wantBreaches(t, "accept", breachesOf(t, r, judgement("D-1", "2026-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "accept after treat", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`), judgement("D-2", "2027-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "treat after accept", breachesOf(t, r, judgement("D-1", "2026-03-01", "accept", `"R-1"`), judgement("D-2", "2026-04-01", "treat", `"R-1"`)))
	wantBreaches(t, "an acceptance lifts nothing", breachesOf(t, r, judgement("D-1", "2026-03-01", "treat", `"R-1"`), acceptance("D-2", "2026-03-01", "2026-12-31", `"R-1"`, 3, 3)), judged)
}

func TestWhoProposesMayNotDecideWhereTheTwoAreKeptApart(t *testing.T) {
	apart := "\n-- content/riskbook.toml --\napproval = { separate = true }\n"
	r := risk("R-1", at(2, 3)) + risk("R-2", at(2, 3), `status = "closed"`, "closed_on = 2026-01-01")
	own := acceptance("D-1", "2027-03-01", "2027-12-31", `"R-2", "R-1"`, 2, 3) + `proposed_by = "b "` + "\n"
	wantBreaches(t, "kept apart", breachesOf(t, criteria35, apart, r, own), "self-approved D-1 by on R-1 R-2")
	wantBreaches(t, "not kept apart", breachesOf(t, criteria35, r, own))
	wantBreaches(t, "another proposed it", breachesOf(t, criteria35, apart, r, acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)+`proposed_by = "c"`+"\n"))
	wantBreaches(t, "nobody has decided", breachesOf(t, apart, record("decisions", "D-1", []string{`kind = "acceptance"`, "requested = 2026-03-01", `of = "b"`})))
}

// The decider is b. at(2, 3) is middle, at(3, 4) high, at(1, 1) low. A decision of 2026-03-31 for six months may last until 2026-09-30.
func TestAcceptanceBeyondAuthority(t *testing.T) {
	row := func(level, by string, more ...string) string {
		return fmt.Sprintf("[[authority]]\nlevel = %q\nby = [%q]\n%s\n", level, by, strings.Join(more, "\n"))
	}
	for _, c := range []struct {
		what               string
		rows               []string
		likelihood, impact int
		until              string
		want               string // the value that is wrong; empty: no breach
	}{
		{"no rows", nil, 3, 4, "2046-03-31", ""},
		{"up to the level", []string{row("middle", "b")}, 2, 3, "2046-03-31", ""},
		{"below the level", []string{row("high", "b")}, 1, 1, "2046-03-31", ""},
		{"above the level", []string{row("middle", "b")}, 3, 4, "2026-04-30", "at"},
		{"another party", []string{row("high", "c")}, 1, 1, "2026-04-30", "by"},
		{"the last day", []string{row("middle", "b", "months = 6")}, 2, 3, "2026-09-30", ""},
		{"a day too long", []string{row("middle", "b", "months = 6")}, 2, 3, "2026-10-01", "until"},
		{"too high and too long", []string{row("middle", "b", "months = 6")}, 3, 4, "2026-10-01", "by"},
		{"any row suffices", []string{row("low", "b"), row("middle", "c"), row("middle", "b", "months = 12"), row("high", "b", "months = 1")}, 2, 3, "2027-03-31", ""},
		{"one row is too low, the other too short", []string{row("middle", "b", "months = 12"), row("high", "b", "months = 3")}, 3, 4, "2026-09-30", "until"},
		{"the same rows, the other way round", []string{row("high", "b", "months = 3"), row("middle", "b", "months = 12")}, 3, 4, "2026-09-30", "until"},
		{"the first day of a row", []string{row("low", "b", "from = 2026-03-31")}, 2, 3, "2026-04-30", "at"},
		{"before the first day of a row", []string{row("low", "b", "from = 2026-04-01")}, 2, 3, "2026-04-30", ""},
		{"the last day of a row", []string{row("low", "b", "until = 2026-03-31")}, 2, 3, "2026-04-30", "at"},
		{"after the last day of a row", []string{row("low", "b", "until = 2026-03-30")}, 2, 3, "2026-04-30", ""},
		{"the row that held decides", []string{row("high", "b", "until = 2026-03-30"), row("low", "b", "from = 2026-03-31")}, 2, 3, "2026-04-30", "at"},
	} {
		got := breachesOf(t, criteria35+strings.Join(c.rows, ""), risk("R-1", at(2, 3)), acceptance("D-1", "2026-03-31", c.until, `"R-1"`, c.likelihood, c.impact))
		if c.want == "" {
			wantBreaches(t, c.what, got)
		} else {
			wantBreaches(t, c.what, got, "beyond-authority D-1 "+c.want+" on R-1")
		}
	}
}

func TestAuthorityBindsTheAcceptanceThatCounts(t *testing.T) {
	criteria := criteria35 + "[[authority]]\nlevel = \"high\"\nby = [\"c\"]\n"
	by := func(party, decision string) string {
		return strings.Replace(decision, `by = "b"`, fmt.Sprintf("by = %q", party), 1)
	}
	open, closed := risk("R-1", at(2, 3)), risk("R-2", at(2, 3), `status = "closed"`, "closed_on = 2030-01-01")
	first := acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2", "R-1"`, 2, 3)
	wantBreaches(t, "it counts", breachesOf(t, criteria, open, closed, first), "beyond-authority D-1 by on R-1")
	wantBreaches(t, "the risk is closed", breachesOf(t, criteria, closed, acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3)))
	wantBreaches(t, "a later one replaces it, from a day to come", breachesOf(t, criteria, open, closed, first, by("c", acceptance("D-2", "2031-03-01", "2031-12-31", `"R-1"`, 2, 3))))
	wantBreaches(t, "the later one is beyond it", breachesOf(t, criteria, open, by("c", acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)), acceptance("D-2", "2031-03-01", "2031-12-31", `"R-1"`, 2, 3)),
		"beyond-authority D-2 by on R-1")
	wantBreaches(t, "of one day the last id", breachesOf(t, criteria, open, by("c", acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)), acceptance("D-2", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)),
		"beyond-authority D-2 by on R-1")
	wantBreaches(t, "a judgement is bound by no row", breachesOf(t, criteria, open, judgement("D-1", "2026-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "by two factors", breachesOf(t, criteria35+factors35+"[[authority]]\nlevel = \"middle\"\nby = [\"b\"]\n", open,
		strings.Replace(acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 4), "likelihood = 2", "factors = { threat = 2, weakness = 2 }", 1)),
		"beyond-authority D-1 at on R-1") // likelihood 3 and impact 4 are high
}

// factors35 let the likelihood follow from two factors; it goes below criteria35.
const factors35 = `[likelihood_from]
rows = [[1, 2], [2, 3]]
factor = [{ key = "threat", label = "T", steps = [{ value = 1, label = "1" }, { value = 2, label = "2" }] }, { key = "weakness", label = "W", steps = [{ value = 1, label = "1" }, { value = 2, label = "2" }] }]
`

// TestBreachesStandOnEveryDay retains every risk of a random register, and lets one party accept up to the first level for a month.
func TestBreachesStandOnEveryDay(t *testing.T) {
	seen := map[BreachKind]int{}
	for seed := range uint64(100) {
		_, content := draw(seed)
		r := understand(t, content)
		r.Config.Approval.Separate = true
		for _, record := range r.Risks {
			record.Treatment = &register.Choice{Option: "retain"}
		}
		for i, d := range r.Decisions {
			d.ProposedBy = []string{"b", "c", ""}[i%3]
		}
		if r.Criteria.Given {
			r.Criteria.Authorities = []register.Authority{{Level: r.Criteria.Levels[0].Key, By: []string{"b"}, Months: 1, From: date.Of(2026, 6, 5)}}
		}
		kinds := func(day date.Date) []string {
			var list []string
			for _, b := range Assess(r, day).Breaches {
				list = append(list, fmt.Sprint(b.Kind, b.Record.Of().ID, b.Path, b.Risks, b.Reasons, b.Lifts))
				seen[b.Kind]++
			}
			return list
		}
		want := kinds(today)
		for _, day := range []date.Date{{}, date.Of(2026, 6, 1), date.Of(2026, 6, 16), date.Of(2031, 1, 1)} {
			if got := kinds(day); !slices.Equal(got, want) {
				t.Fatalf("seed %d:\nas of %s %q\nas of %s %q\n%s", seed, day, got, today, want, content)
			}
		}
	}
	for _, kind := range []BreachKind{BeyondAuthority, RetainedAgainstCriteria, SelfApproved} {
		if seen[kind] < 10 {
			t.Errorf("%s came up %d times only", kind, seen[kind])
		}
	}
}
