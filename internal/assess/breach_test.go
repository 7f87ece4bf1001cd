package assess

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
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
	risks := planted.Risk("R-1", planted.At(1, 1), retain) + planted.Risk("R-2", planted.At(2, 3), retain) + planted.Risk("R-3", planted.At(2, 3), `treatment = { option = "modify" }`) +
		planted.Risk("R-4", planted.At(3, 4), retain) + planted.Risk("R-5", planted.At(1, 5), retain) + planted.Risk("R-6", planted.At(3, 5), retain, `status = "closed"`, "closed_on = 2030-01-01")
	wantBreaches(t, "no decision", breachesOf(t, planted.Criteria, limits, risks),
		"R-2 level lifted by acceptance", "R-4 level lifted by ", "R-5 level impact-alone lifted by ")
	for _, c := range []struct{ what, on, until string }{
		{"in force", "2026-03-01", "2026-12-31"}, {"run out", "2025-03-01", "2025-12-31"}, {"of a later day", "2027-03-01", "2027-12-31"},
	} {
		wantBreaches(t, c.what, breachesOf(t, planted.Criteria, limits, risks, planted.Acceptance("D-1", c.on, c.until, `"R-2", "R-4", "R-5"`, 3, 5)),
			"R-4 level lifted by ", "R-5 level impact-alone lifted by ")
	}
	wantBreaches(t, "outgrown", breachesOf(t, planted.Criteria, planted.Risk("R-2", planted.At(2, 3), retain), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 1, 1)))
	wantBreaches(t, "a judgement lifts nothing where there are criteria", breachesOf(t, planted.Criteria, planted.Risk("R-2", planted.At(2, 3), retain), planted.Judgement("D-1", "2026-03-01", "accept", `"R-2"`)),
		"R-2 level lifted by acceptance")
	wantBreaches(t, "nobody has confirmed the acceptance", breachesOf(t, planted.Criteria, planted.Risk("R-2", planted.At(2, 3), retain), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3)+"provisional = true\n"),
		"R-2 level lifted by acceptance")
	wantBreaches(t, "nobody has confirmed the risk", breachesOf(t, planted.Criteria, planted.Risk("R-2", planted.At(2, 3), retain, "provisional = true")))
	for _, lacks := range []string{"on = 2026-03-01", "until = 2026-12-31", "at = { likelihood = 2, impact = 3 }"} {
		incomplete := strings.Replace(planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3), lacks, "", 1) + "incomplete = true\n"
		wantBreaches(t, "an acceptance that lacks "+lacks, breachesOf(t, planted.Criteria, planted.Risk("R-2", planted.At(2, 3), retain), incomplete), "R-2 level lifted by acceptance")
	}
}

func TestReasonsAgainstRetentionAreThoseOfToday(t *testing.T) {
	limits := "\n-- content/criteria.toml --\nacceptance = { impact_alone = 5, likelihood_alone = 3, cumulative_loss = 100 }\n"
	loss := "quantitative = { frequency = 2.5, loss = { low = 40, mode = 40, high = 40 } }" // 2.5 × 40 = 100
	wantBreaches(t, "each reason", breachesOf(t, planted.Criteria, limits, planted.Risk("R-1", planted.At(3, 1), retain), planted.Risk("R-2", planted.At(1, 1), retain, loss), planted.Risk("R-3", "inherent = { likelihood = 2, impact = 3 }", retain),
		planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1", "R-2"`, 3, 5)),
		"R-1 likelihood-alone lifted by ", "R-2 cumulative lifted by ", "R-3 level lifted by acceptance")
}

// Without criteria the newest judgement of all decides, be it of a later day or run out; one that accepted lifts the reason even where it has run out or was
// replaced.
func TestRetentionWithoutCriteria(t *testing.T) {
	r := planted.Risk("R-1", planted.At(3, 3), retain)
	judged := "R-1 judged lifted by judgement"
	wantBreaches(t, "no judgement", breachesOf(t, r))
	wantBreaches(t, "treat", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`)), judged)
	wantBreaches(t, "treat, of a later day", breachesOf(t, r, planted.Judgement("D-1", "2027-03-01", "treat", `"R-1"`)), judged)
	wantBreaches(t, "treat, run out", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"until = 2026-04-01\n"), judged)
	wantBreaches(t, "treat, outgrown: it decides nothing", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"at = { likelihood = 2, impact = 3 }\n"))
	wantBreaches(t, "treat, at the level of today", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`)+"at = { likelihood = 3, impact = 3 }\n"), judged)
	wantBreaches(t, "accept", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "accept after treat", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`), planted.Judgement("D-2", "2027-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "treat after accept", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "accept", `"R-1"`), planted.Judgement("D-2", "2026-04-01", "treat", `"R-1"`)))
	wantBreaches(t, "an acceptance lifts nothing", breachesOf(t, r, planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`), planted.Acceptance("D-2", "2026-03-01", "2026-12-31", `"R-1"`, 3, 3)), judged)
}

func TestWhoProposesMayNotDecideWhereTheTwoAreKeptApart(t *testing.T) {
	apart := "\n-- content/riskbook.toml --\napproval = { separate = true }\n"
	r := planted.Risk("R-1", planted.At(2, 3)) + planted.Risk("R-2", planted.At(2, 3), `status = "closed"`, "closed_on = 2026-01-01")
	own := planted.Acceptance("D-1", "2027-03-01", "2027-12-31", `"R-2", "R-1"`, 2, 3) + `proposed_by = "b "` + "\n"
	wantBreaches(t, "kept apart", breachesOf(t, planted.Criteria, apart, r, own), "self-approved D-1 by on R-1 R-2")
	wantBreaches(t, "not kept apart", breachesOf(t, planted.Criteria, r, own))
	wantBreaches(t, "another proposed it", breachesOf(t, planted.Criteria, apart, r, planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)+`proposed_by = "c"`+"\n"))
	wantBreaches(t, "nobody has decided", breachesOf(t, apart, planted.Record("decisions", "D-1", []string{`kind = "acceptance"`, "requested = 2026-03-01", `of = "b"`})))
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
		got := breachesOf(t, planted.Criteria+strings.Join(c.rows, ""), planted.Risk("R-1", planted.At(2, 3)), planted.Acceptance("D-1", "2026-03-31", c.until, `"R-1"`, c.likelihood, c.impact))
		if c.want == "" {
			wantBreaches(t, c.what, got)
		} else {
			wantBreaches(t, c.what, got, "beyond-authority D-1 "+c.want+" on R-1")
		}
	}
}

func TestAuthorityBindsTheAcceptanceThatCounts(t *testing.T) {
	criteria := planted.Criteria + "[[authority]]\nlevel = \"high\"\nby = [\"c\"]\n"
	by := func(party, decision string) string {
		return strings.Replace(decision, `by = "b"`, fmt.Sprintf("by = %q", party), 1)
	}
	open, closed := planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(2, 3), `status = "closed"`, "closed_on = 2030-01-01")
	first := planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2", "R-1"`, 2, 3)
	wantBreaches(t, "it counts", breachesOf(t, criteria, open, closed, first), "beyond-authority D-1 by on R-1")
	wantBreaches(t, "the risk is closed", breachesOf(t, criteria, closed, planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-2"`, 2, 3)))
	wantBreaches(t, "a later one replaces it, from a day to come", breachesOf(t, criteria, open, closed, first, by("c", planted.Acceptance("D-2", "2031-03-01", "2031-12-31", `"R-1"`, 2, 3))))
	wantBreaches(t, "the later one is beyond it", breachesOf(t, criteria, open, by("c", planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)), planted.Acceptance("D-2", "2031-03-01", "2031-12-31", `"R-1"`, 2, 3)),
		"beyond-authority D-2 by on R-1")
	wantBreaches(t, "of one day the last id", breachesOf(t, criteria, open, by("c", planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)), planted.Acceptance("D-2", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3)),
		"beyond-authority D-2 by on R-1")
	wantBreaches(t, "a judgement is bound by no row", breachesOf(t, criteria, open, planted.Judgement("D-1", "2026-03-01", "accept", `"R-1"`)))
	wantBreaches(t, "by two factors", breachesOf(t, planted.Criteria+factors35+"[[authority]]\nlevel = \"middle\"\nby = [\"b\"]\n", open,
		strings.Replace(planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 4), "likelihood = 2", "factors = { threat = 2, weakness = 2 }", 1)),
		"beyond-authority D-1 at on R-1") // likelihood 3 and impact 4 are high
}

// factors35 let the likelihood follow from two factors; it goes below criteria35.
const factors35 = `[likelihood_from]
rows = [[1, 2], [2, 3]]
factor = [{ key = "threat", label = "T", steps = [{ value = 1, label = "1" }, { value = 2, label = "2" }] }, { key = "weakness", label = "W", steps = [{ value = 1, label = "1" }, { value = 2, label = "2" }] }]
`

// breaches reads the breaches of governance a second time from the sentences of the method, as of no day: everything has happened, and no until has passed.
func (n *naive) breaches(separate bool) []string {
	ever := naive{asOf: "9999-12-31", criteria: n.criteria, records: map[string]map[string]table{}}
	for kind, records := range n.records {
		ever.records[kind] = map[string]table{}
		for id, record := range records {
			if record = maps.Clone(record); text(record, "kind") == "judgement" {
				delete(record, "until")
			}
			ever.records[kind][id] = record
		}
	}
	all := ever.judgeAll() // every acceptance has run out, so that the reasons are those apart from acceptance
	decided := func(kind, risk string, fits func(d table) bool) bool {
		for _, d := range n.records["decisions"] {
			if n.decides(d, kind) && names(d, "risks", risk) && fits(d) {
				return true
			}
		}
		return false
	}
	var out []string
	for _, id := range n.counting("risks") {
		t := n.records["risks"][id]
		if text(t, "status") == "closed" || text(sub(t, "treatment"), "option") != "retain" || len(all[id].reasons) == 0 {
			continue
		}
		reasons, lifted := strings.Join(all[id].reasons, " "), false
		if n.criteria == nil {
			lifted = decided("judgement", id, func(d table) bool { return text(d, "verdict") == "accept" })
		} else if reasons == "level" && n.acceptanceOf(all[id].now.level) == "approval" {
			lifted = decided("acceptance", id, func(table) bool { return true })
		}
		if !lifted {
			out = append(out, fmt.Sprintf("retained-against-criteria %s %s", id, reasons))
		}
	}
	for _, id := range n.counting("decisions") {
		d := n.records["decisions"][id]
		var counts []string
		for _, risk := range n.counting("risks") {
			if _, newest := ever.decision("acceptance", risk); newest == id && text(n.records["risks"][risk], "status") != "closed" {
				counts = append(counts, risk)
			}
		}
		if at := n.excess(d); at != "" && len(counts) > 0 {
			out = append(out, fmt.Sprintf("beyond-authority %s %s %s", id, at, strings.Join(counts, " ")))
		}
		if separate && text(d, "by") != "" && text(d, "by") == text(d, "proposed_by") {
			out = append(out, "self-approved "+id)
		}
	}
	return out
}

// excess says where an acceptance goes beyond authority; empty where it does not, or nothing is asked.
func (n *naive) excess(d table) string {
	likelihood, impact := n.values(sub(d, "at"))
	accepted, asked := n.height(n.rate(likelihood, impact).level), false
	if text(d, "by") == "" || text(d, "until") == "" || accepted < 0 {
		return ""
	}
	worst := "by"
	for _, row := range tables(n.criteria, "authority") {
		from, until := text(row, "from"), text(row, "until")
		if text(d, "on") < from || until != "" && text(d, "on") > until {
			continue
		}
		asked = true
		on, _ := time.Parse(time.DateOnly, text(d, "on"))
		party := names(row, "by", text(d, "by"))
		high := accepted > n.height(text(row, "level"))
		long := number(row, "months") > 0 && text(d, "until") > on.AddDate(0, number(row, "months"), 0).Format(time.DateOnly) // all days are before the 29th
		switch {
		case party && !high && !long:
			return ""
		case party && !high:
			worst = "until"
		case party && !long && worst != "until":
			worst = "at"
		}
	}
	if !asked {
		return ""
	}
	return worst
}

// governed draws a register in which much is retained, by few parties of little authority.
func governed(seed uint64) *naive {
	n, _ := draw(seed)
	rnd := rand.New(rand.NewPCG(seed, 3))
	one := func(choices ...string) string { return choices[rnd.IntN(len(choices))] }
	for _, id := range n.ids("risks") {
		n.records["risks"][id]["treatment"] = table{"option": one("retain", "retain", "modify")}
	}
	for _, id := range n.ids("decisions") {
		d := n.records["decisions"][id]
		if text(d, "by") != "" {
			d["by"], d["proposed_by"] = one("b", "c"), one("b", "c", "d")
		}
		if text(d, "until") != "" && rnd.IntN(2) == 0 {
			d["until"] = day(one("2026-07-01", "2026-07-15", "2026-07-16", "2026-08-05"))
		}
	}
	if n.criteria != nil && rnd.IntN(5) > 0 {
		var rows []any
		for range 1 + rnd.IntN(3) {
			row := table{"level": n.levels()[rnd.IntN(len(n.levels()))], "by": []any{one("b", "c")}}
			if rnd.IntN(2) == 0 {
				row["months"] = 1 + rnd.IntN(2)
			}
			if rnd.IntN(3) == 0 {
				row["from"] = days[rnd.IntN(len(days))]
			} else if rnd.IntN(3) == 0 {
				row["until"] = days[rnd.IntN(len(days))]
			}
			rows = append(rows, row)
		}
		n.criteria["authority"] = rows
	}
	return n
}

// TestBreachesAreFoundAlikeTwiceAndOnEveryDay holds the engine against the naive reading, on several days.
func TestBreachesAreFoundAlikeTwiceAndOnEveryDay(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(300) {
		n := governed(seed)
		r := planted.Register(t, n.text())
		for _, f := range r.Faults {
			t.Fatalf("seed %d: %s %v", seed, f.Rule, f.Args)
		}
		r.Config.Approval.Separate = seed%2 == 0
		want := n.breaches(r.Config.Approval.Separate)
		for _, day := range []date.Date{{}, date.Of(2026, 6, 1), planted.Today, date.Of(2026, 6, 16), date.Of(2031, 1, 1)} {
			var got []string
			for _, b := range Assess(r, day).Breaches {
				said := fmt.Sprint(b.Kind, " ", b.Record.Of().ID)
				switch b.Kind {
				case RetainedAgainstCriteria:
					said += " " + strings.Trim(fmt.Sprint(b.Reasons), "[]")
				case BeyondAuthority:
					said += fmt.Sprint(" ", b.Path[0], " ", strings.Join(b.Risks, " "))
					seen[fmt.Sprint(b.Path[0])]++
				}
				got = append(got, said)
				seen[string(b.Kind)]++
			}
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d, as of %s:\n got %q\nwant %q\n%s", seed, day, got, want, n.text())
			}
		}
	}
	for _, what := range []string{"beyond-authority", "retained-against-criteria", "self-approved", "by", "at", "until"} {
		if seen[what] < 20 {
			t.Errorf("%s came up %d times only", what, seen[what])
		}
	}
}
