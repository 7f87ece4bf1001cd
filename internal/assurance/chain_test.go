package assurance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/planted"
)

// chained is a register in which the chain of A-1 runs from a source to a review.
func chained() []string {
	return []string{
		planted.Criteria, planted.Asset("A-1"), sourceOf("S-1", "A-1"), causeEvent("E-1", `["S-1"]`, "A-1"), planted.Risk("R-1", planted.At(3, 3), `events = ["E-1"]`),
		planted.Finding("F-1", "2026-01-01", `sources = ["S-1"]`),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1 }]`),
		planted.Decision("D-1", "plan-approval", "2026-03-01", `treatments = ["T-1"]`),
		planted.Review("V-1", "2026-04-01", `scope = ["R-1"]`),
	}
}

func sourceOf(id, asset string) string {
	return planted.Record("sources", id, []string{`kind = "threat"`, fmt.Sprintf("assets = [%q]", asset)})
}

func causeEvent(id, sources, asset string) string {
	return planted.Record("events", id, []string{`approach = "cause"`, `cause = "c"`, `result = "r"`, "sources = " + sources, fmt.Sprintf("assets = [%q]", asset)})
}

func TestAChainRunsFromAnAssetToItsReviews(t *testing.T) {
	a := judged(t, append(chained(), planted.Incident("N-1", "2026-01-01", `kind = "incident"`, `events = ["E-1"]`), planted.Incident("N-2", "2026-01-01", `kind = "incident"`, `assets = ["A-1"]`),
		planted.Incident("N-3", "2026-06-16", `kind = "incident"`, `events = ["E-1"]`))...)
	chains := Chains(a)
	planted.Want(t, "chains", len(chains), 1)
	c := chains[0]
	planted.WantAll(t, "broken", c.Broken, "")
	for _, part := range []struct {
		what string
		got  []string
		want string
	}{
		{"sources", c.Sources, "S-1"}, {"findings", c.Findings, "F-1"}, {"risks", c.Risks, "R-1"}, {"decisions", c.Decisions, "D-1"}, {"plans", c.Plans, "T-1"}, {"reviews", c.Reviews, "V-1"}, {"incidents", c.Incidents, "N-1 N-2"},
	} {
		planted.WantAll(t, part.what, part.got, part.want)
	}
	planted.Want(t, "ways", len(c.Ways), 2) // an incident of the asset that is no incident of its events has one of its own
	planted.Want(t, "the way breaks off", c.Ways[0].Breaks(), false)
	planted.Want(t, "event", c.Ways[0].Event, "E-1")
}

// Each case takes the sound chain and changes one thing; the break that follows is read off the method.
func TestWhereAChainBreaksOff(t *testing.T) {
	without := func(ids ...string) []string {
		var kept []string
		for _, text := range chained() {
			drop := false
			for _, id := range ids {
				drop = drop || strings.Contains(text, "\n["+id+"]\n")
			}
			if !drop {
				kept = append(kept, text)
			}
		}
		return kept
	}
	with := func(texts []string, more ...string) []string { return append(texts, more...) }
	uncertain := strings.Split(planted.Criteria, "-- content/criteria.toml --")[0]
	for _, c := range []struct {
		name     string
		register []string
		want     string
	}{
		{"nothing but the asset", []string{planted.Criteria, planted.Asset("A-1")}, "no-event A-1"},
		{"a source that no event names", with(chained(), sourceOf("S-2", "A-1")), "loose-source S-2"},
		{"an event of a cause without a source", with(chained(), causeEvent("E-2", "[]", "A-1"), planted.Risk("R-2", planted.At(1, 1), `events = ["E-2"]`), planted.Review("V-2", "2026-04-01", `scope = ["R-2"]`)), "no-source E-2"},
		{"an event that no risk names", with(chained(), planted.Event("E-2", `assets = ["A-1"]`)), "no-risk E-2"},
		{"an event that a risk of a later day names", with(chained(), planted.Event("E-2", `assets = ["A-1"]`), planted.Risk("R-2", planted.At(1, 1), `events = ["E-2"]`, "identified = 2026-06-16")), ""},
		{"a risk without an event", with(chained(), planted.Risk("R-2", planted.At(1, 1), `assets = ["A-1"]`), planted.Review("V-2", "2026-04-01", `scope = ["R-2"]`)), "eventless R-2"},
		{"a closed risk wants no event", with(chained(), planted.Risk("R-2", planted.At(1, 1), `assets = ["A-1"]`, `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "b"`)), ""},
		{"no rating", with(without("R-1", "T-1", "D-1"), planted.Risk("R-1", `events = ["E-1"]`)), "no-level R-1"},
		{"no criteria, no judgement", append([]string{uncertain}, without("T-1", "D-1")[1:]...), "no-judgement R-1"},
		{"no plan", without("T-1", "D-1"), "no-plan R-1"},
		{"an acceptable risk wants none", with(without("R-1", "T-1", "D-1"), planted.Risk("R-1", planted.At(1, 1), `events = ["E-1"]`)), ""},
		{"a draft", with(without("T-1", "D-1"), planted.Plan("T-1", "draft", `"R-1"`)), "draft R-1"},
		{"a cancelled plan is none", with(without("T-1", "D-1"), planted.Plan("T-1", "cancelled", `"R-1"`)), "no-plan R-1"},
		{"approved from tomorrow on", with(without("D-1"), planted.Decision("D-1", "plan-approval", "2026-06-16", `treatments = ["T-1"]`)), "later R-1"},
		{"a plan without a target", with(without("T-1"), planted.Plan("T-1", "approved", `"R-1"`)), "silent R-1"},
		{"no review", without("V-1"), "no-review R-1"},
		{"a review of tomorrow", with(without("V-1"), planted.Review("V-1", "2026-06-16", `scope = ["R-1"]`)), "no-review R-1"},
		{"a review of everything", with(without("V-1"), planted.Review("V-1", "2026-06-15")), ""},
		{"a review of the event", with(without("V-1"), planted.Review("V-1", "2026-06-15", `scope = ["E-1"]`)), ""},
		{"a review of the plan", with(without("V-1"), planted.Review("V-1", "2026-06-15", `scope = ["T-1"]`)), ""},
		{"a simple process without events", with([]string{planted.Criteria, planted.Asset("A-1")}, "\n-- content/riskbook.toml --\n[process]\nprofile = \"simple\"\n"), ""},
		{"two, in the order of the chain", without("T-1", "D-1", "V-1"), "no-plan R-1 no-review R-1"},
	} {
		a := assess.Assess(planted.Register(t, c.register...), planted.Today)
		var got []string
		for _, b := range Chains(a)[0].Broken {
			got = append(got, string(b.Break)+" "+b.At)
		}
		planted.WantAll(t, c.name, got, c.want)
	}
}

func TestABreakBehindOneRecordCountsOnce(t *testing.T) {
	// Two events lead to one risk without a plan.
	a := judged(t, planted.Criteria, planted.Asset("A-1"), planted.Event("E-1", `assets = ["A-1"]`), planted.Event("E-2", `assets = ["A-1"]`), planted.Risk("R-1", planted.At(3, 3), `events = ["E-1", "E-2"]`), planted.Review("V-1", "2026-04-01"))
	c := Chains(a)[0]
	planted.Want(t, "ways", len(c.Ways), 2)
	planted.Want(t, "no plan", c.Count(BreakNoPlan), 1)
	planted.Want(t, "all", len(c.Broken), 1)
	planted.WantAll(t, "reviews of everything", WholeReviews(a), "V-1")
}

func TestLackingAssetsAreThoseThatTheStepWants(t *testing.T) {
	important := planted.Record("assets", "A-1", []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, `owner = "o"`, "importance = { availability = 3 }"})
	for _, c := range []struct {
		name, register string
		want           bool
	}{
		{"not looked at", important, true},
		{"from one side", important + planted.Event("E-1", `assets = ["A-1"]`), true},
		{"from both", important + planted.Event("E-1", `assets = ["A-1"]`) + sourceOf("S-1", "A-1") + causeEvent("E-2", `["S-1"]`, "A-1"), false},
		{"not important", planted.Asset("A-1"), false},
		{"the step is not adopted", important + "\n-- content/riskbook.toml --\n[process]\nprofile = \"simple\"\n", false},
	} {
		planted.Want(t, c.name, assess.Assess(planted.Register(t, c.register), planted.Today).Coverage[0].Lacking, c.want)
	}
}
