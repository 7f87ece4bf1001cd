package assess

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
)

// day is a date as it is written.
type day string

// write puts a value in TOML, on one line.
func write(x any) string {
	switch v := x.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case float64:
		s := fmt.Sprint(v)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, write(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case table:
		var fields []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, key+" = "+write(v[key]))
		}
		return "{ " + strings.Join(fields, ", ") + " }"
	}
	return fmt.Sprint(x)
}

// generator draws registers in which few ids meet often, and dates lie close to the as-of date and to each other.
type generator struct {
	*rand.Rand
	likelihoods, impacts []int
	areas, viewpoints    []string
	counts               map[string]int
}

var prefixes = map[string]string{"assets": "A", "controls": "C", "decisions": "D", "events": "E", "findings": "F", "indicators": "I", "reviews": "V", "risks": "R", "sources": "S", "treatments": "T"}

func (g *generator) chance(of int) bool { return g.IntN(of) == 0 }

func (g *generator) one(choices ...string) string { return choices[g.IntN(len(choices))] }

func (g *generator) day() day {
	return day([]string{"2026-06-01", "2026-06-05", "2026-06-10", "2026-06-14", "2026-06-15", "2026-06-16", "2026-06-20"}[g.IntN(7)])
}

// some draws up to most of the choices, each once.
func (g *generator) some(choices []string, most int) []any {
	out := []any{}
	for _, i := range g.Perm(len(choices))[:min(g.IntN(most+1), len(choices))] {
		out = append(out, choices[i])
	}
	return out
}

// least is some, and never none.
func (g *generator) least(choices []string, most int) []any {
	if out := g.some(choices, most); len(out) > 0 {
		return out
	}
	return []any{g.one(choices...)}
}

func (g *generator) ids(kind string) []string {
	var ids []string
	for i := range g.counts[kind] {
		ids = append(ids, fmt.Sprintf("%s-%d", prefixes[kind], i+1))
	}
	return ids
}

func (g *generator) likelihood() int { return g.likelihoods[g.IntN(len(g.likelihoods))] }

func (g *generator) impact() int { return g.impacts[g.IntN(len(g.impacts))] }

// rate fills in a rating, of which either value may be left out.
func (g *generator) rate(t table) table {
	if !g.chance(6) {
		t["likelihood"] = g.likelihood()
	}
	switch {
	case g.chance(6):
	case g.chance(3) && len(g.areas) > 0:
		impacts := table{}
		for _, area := range g.some(g.areas, 3) {
			impacts[area.(string)] = g.impact()
		}
		if len(impacts) > 0 {
			t["impacts"] = impacts
		}
	default:
		t["impact"] = g.impact()
	}
	return t
}

func (g *generator) frequency() any {
	x := float64(1+g.IntN(8)) / 4
	if g.chance(3) {
		return table{"low": x / 2, "mode": x, "high": x * 2}
	}
	return x
}

func (g *generator) loss() any {
	x := float64(1 + g.IntN(9))
	if g.chance(2) {
		return table{"low": x, "mode": x * 2, "high": x * 5}
	}
	return table{"low": x, "high": x * 8}
}

func (g *generator) scale(steps int) []int {
	value := g.IntN(3)
	var scale []int
	for range steps {
		scale = append(scale, value)
		value += 1 + g.IntN(2)
	}
	return scale
}

func (g *generator) criteria() table {
	g.likelihoods, g.impacts = g.scale(2+g.IntN(4)), g.scale(2+g.IntN(5))
	g.areas, g.viewpoints = []string{"service", "finance", "trust"}, []string{"legal", "value", "image"}
	steps := func(scale []int) []any {
		out := []any{}
		for _, v := range scale {
			out = append(out, table{"value": v, "label": "l"})
		}
		return out
	}
	acceptances := []string{"accept", "approval", "approval", "treat"}
	levels := []any{}
	var keys []string
	for i := range 2 + g.IntN(4) {
		key := fmt.Sprintf("level%d", i)
		keys = append(keys, key)
		levels = append(levels, table{"key": key, "label": "l", "acceptance": g.one(acceptances...)})
	}
	matrix := table{}
	if g.chance(3) {
		thresholds, lowest := table{}, 0
		for _, key := range keys {
			thresholds[key] = lowest
			lowest += 1 + g.IntN(6)
		}
		matrix["rule"], matrix["thresholds"] = "product", thresholds
	} else {
		rows := []any{}
		for range g.likelihoods {
			row := []any{}
			for range g.impacts {
				row = append(row, g.one(keys...))
			}
			rows = append(rows, row)
		}
		matrix["rows"] = rows
	}
	viewpoints := []any{}
	for _, key := range g.viewpoints {
		viewpoints = append(viewpoints, table{"key": key, "label": "l", "weight": g.IntN(3), "prohibitive": g.chance(3)})
	}
	areas := []any{}
	for _, key := range g.areas {
		areas = append(areas, table{"key": key, "label": "l"})
	}
	limits := table{}
	if g.chance(2) {
		limits["impact_alone"] = g.impacts[len(g.impacts)-1]
	}
	if g.chance(2) {
		limits["likelihood_alone"] = g.likelihoods[len(g.likelihoods)-1]
	}
	if g.chance(2) {
		limits["cumulative_loss"] = float64(5 + g.IntN(20))
	}
	c := table{"revision": "1", "likelihood": steps(g.likelihoods), "impact": steps(g.impacts), "area": areas, "level": levels, "matrix": matrix, "viewpoint": viewpoints, "acceptance": limits}
	if g.chance(2) {
		c["approved_on"] = g.day()
	}
	return c
}

// draw makes a register: its tables as written, for the naive reading, and its text for the program.
func draw(seed uint64) (*naive, string) {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), likelihoods: []int{1, 2, 3}, impacts: []int{1, 2, 3}, counts: map[string]int{}}
	n := &naive{asOf: "2026-06-15", records: map[string]map[string]table{}}
	if !g.chance(4) {
		n.criteria = g.criteria()
	}
	for _, kind := range slices.Sorted(maps.Keys(prefixes)) {
		g.counts[kind] = 1 + g.IntN(5)
	}
	g.counts["risks"] = 1 + g.IntN(12)
	g.counts["decisions"], g.counts["treatments"] = g.IntN(14), g.IntN(9)
	for _, kind := range slices.Sorted(maps.Keys(prefixes)) {
		n.records[kind] = map[string]table{}
		for _, id := range g.ids(kind) {
			t := g.record(kind)
			t["title"] = id
			n.records[kind][id] = t
		}
	}
	return n, n.text()
}

// text writes the register in the bulk form.
func (n *naive) text() string {
	var b strings.Builder
	if n.criteria != nil {
		b.WriteString("-- content/criteria.toml --\n")
		for _, key := range slices.Sorted(maps.Keys(n.criteria)) {
			fmt.Fprintf(&b, "%s = %s\n", key, write(n.criteria[key]))
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(n.records)) {
		fmt.Fprintf(&b, "-- content/%s/all.toml --\n", kind)
		for _, id := range n.ids(kind) {
			fmt.Fprintf(&b, "[%s]\n", id)
			t := n.records[kind][id]
			for _, key := range slices.Sorted(maps.Keys(t)) {
				fmt.Fprintf(&b, "%s = %s\n", key, write(t[key]))
			}
		}
	}
	return b.String()
}

func (g *generator) record(kind string) table {
	switch kind {
	case "assets":
		return table{"kind": "paper", "viewpoints": []any{"confidentiality"}, "owner": "o"}
	case "sources":
		return table{"kind": "threat", "observed": g.day()}
	case "controls":
		tests := []any{}
		for range g.IntN(4) {
			tests = append(tests, table{"on": g.day(), "result": g.one("pass", "fail")})
		}
		return table{"function": "prevent", "state": "in-place", "tests": tests}
	case "events":
		return table{"approach": "result", "result": "r", "assets": g.least(g.ids("assets"), 2), "sources": g.some(g.ids("sources"), 2)}
	case "findings":
		return table{"channel": "audit", "status": g.one("open", "closed"), "received": g.day(), "risks": g.some(g.ids("risks"), 2), "assets": g.some(g.ids("assets"), 1), "sources": g.some(g.ids("sources"), 1)}
	case "indicators":
		readings := []any{}
		for range g.IntN(4) {
			readings = append(readings, table{"on": g.day(), "value": float64(g.IntN(5))})
		}
		t := table{"risks": g.least(g.ids("risks"), 3), "warn": 2.0, "limit": 2.0, "reading": readings}
		if g.chance(2) {
			t["worse"] = g.one("higher", "lower")
		}
		return t
	case "reviews":
		return table{"on": g.day(), "by": "b", "factor": "internal", "trigger": "periodic", "outcome": g.one("keep", "change"), "scope": g.some(g.ids("risks"), 2)}
	case "decisions":
		t := table{"kind": g.one("acceptance", "acceptance", "judgement", "plan-approval"), "on": g.day(), "by": "b", "basis": "b", "risks": g.some(g.ids("risks"), 4)}
		switch t["kind"] {
		case "acceptance":
			t["until"], t["at"] = g.day(), table{"likelihood": g.likelihood(), "impact": g.impact()}
		case "judgement":
			t["verdict"] = g.one("treat", "accept")
		}
		return t
	case "risks":
		return g.risk()
	}
	return g.plan()
}

func (g *generator) risk() table {
	t := table{"owner": "o", "identified": g.day(), "events": g.some(g.ids("events"), 2), "assets": g.some(g.ids("assets"), 2), "sources": g.some(g.ids("sources"), 2), "controls": g.some(g.ids("controls"), 2)}
	if len(g.viewpoints) > 0 {
		t["viewpoints"] = g.some(g.viewpoints, 2)
	}
	if g.chance(2) {
		t["reviewed"] = g.day()
	}
	if g.chance(8) {
		t["status"] = "closed"
	}
	if !g.chance(4) {
		t["inherent"] = g.rate(table{})
	}
	if !g.chance(5) {
		t["current"] = g.rate(table{})
	}
	if g.chance(2) {
		q := table{}
		if !g.chance(6) {
			q["frequency"] = g.frequency()
		}
		if !g.chance(6) {
			q["loss"] = g.loss()
		}
		t["quantitative"] = q
	}
	if g.chance(6) {
		t["priority"] = table{"rank": 1 + g.IntN(3), "reason": "r"}
	}
	return t
}

func (g *generator) plan() table {
	t := table{"owner": "o", "option": "modify", "aim": "both", "due": g.day(), "risks": g.least(g.ids("risks"), 3), "status": g.one("draft", "approved", "approved", "in-progress", "done", "cancelled")}
	if t["status"] == "done" {
		t["finished"] = g.day()
	}
	targets, worsens := []any{}, []any{}
	for range g.IntN(4) {
		target := g.rate(table{"risk": g.one(g.ids("risks")...)})
		if g.chance(10) {
			target["removed"] = true
		}
		if g.chance(3) {
			target["frequency"] = g.frequency()
		}
		if g.chance(3) {
			target["loss"] = g.loss()
		}
		targets = append(targets, target)
	}
	for range g.IntN(3) {
		worsens = append(worsens, g.rate(table{"risk": g.one(g.ids("risks")...)}))
	}
	t["target"], t["worsens"] = targets, worsens
	return t
}

// say writes a verdict in the words of the naive reading.
func say(a *Assessment, k *Risk) string {
	join := func(reasons []Reason) string { return strings.Trim(fmt.Sprint(reasons), "[]") }
	accepted := ""
	if k.Acceptance != nil {
		accepted = k.Acceptance.Decision.ID + " " + string(k.Acceptance.State)
	}
	var plans []string
	for _, p := range k.Plans {
		plans = append(plans, p.ID)
	}
	return fmt.Sprintf("inherent %s | now %s | projected %s %t | reasons %s | projected %s | %s | acceptance %s | rank %d %s | %s | plans %s | loss %s %s | pushed over %t | stale %s",
		showRating(a, k.Inherent), showRating(a, k.Now), showRating(a, k.Projected), k.Removed, join(k.Reasons), join(k.ProjectedReasons), k.Outcome, accepted,
		k.Rank, k.RankedBy, k.Suggested, strings.Join(plans, " "), sayLoss(k.ExpectedLoss), sayLoss(k.ProjectedLoss), k.PushedOver, strings.Join(stale(k), " "))
}

func sayLoss(x *float64) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf("%.9g", *x)
}

func (k *naiveRisk) say() string {
	loss := func(x float64) string {
		if math.IsNaN(x) {
			return "-"
		}
		return sayLoss(&x)
	}
	return fmt.Sprintf("inherent %s | now %s | projected %s %t | reasons %s | projected %s | %s | acceptance %s | rank %d %s | %s | plans %s | loss %s %s | pushed over %t | stale %s",
		k.inherent, k.now, k.projected, k.removed, strings.Join(k.reasons, " "), strings.Join(k.projectedReasons, " "), k.outcome, k.acceptance,
		k.rank, k.rankedBy, k.suggested, strings.Join(k.plans, " "), loss(k.loss), loss(k.projectedLoss), k.pushedOver, strings.Join(k.stale, " "))
}

// TestRandomRegistersAreJudgedAlikeTwice holds the engine against the naive reading, risk by risk. Every outcome, reason and key of the order of priority must
// have come up.
func TestRandomRegistersAreJudgedAlikeTwice(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(400) {
		n, content := draw(seed)
		a := judged(t, content)
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, content)
		}
		all := n.judgeAll()
		for _, k := range a.Risks {
			got, wanted := say(a, k), all[k.Record.ID].say()
			if got != wanted {
				t.Fatalf("seed %d, %s:\n got %s\nwant %s\n%s", seed, k.Record.ID, got, wanted, content)
			}
			seen[string(k.Outcome)]++
			seen[string(k.RankedBy)]++
			seen["suggested "+k.Suggested]++
			seen["projected "+string(k.ProjectedState)]++
			for _, r := range k.Reasons {
				seen[string(r)]++
			}
			for _, s := range k.Stale {
				seen[s.What]++
			}
			if k.PushedOver {
				seen["pushed over"]++
			}
		}
	}
	for _, what := range strings.Fields("closed unanalysed needs-judgement accepted acceptable in-treatment insufficient-plan needs-treatment " +
		"level impact-alone likelihood-alone cumulative judged pin viewpoints impact likelihood loss id " +
		"observed finding criteria test-failed beyond-limit finished reopened") {
		if seen[what] < 10 {
			t.Errorf("%s came up %d times only", what, seen[what])
		}
	}
	for _, what := range []string{"suggested avoid", "suggested modify", "suggested share", "suggested retain", "projected in-force", "projected expired", "projected outgrown", "pushed over"} {
		if seen[what] < 10 {
			t.Errorf("%s came up %d times only", what, seen[what])
		}
	}
}

// TestFaultyRegistersAreJudgedWithoutPanic takes lines and bits of lines away at random, from the criteria too.
func TestFaultyRegistersAreJudgedWithoutPanic(t *testing.T) {
	for seed := range uint64(200) {
		_, content := draw(seed)
		rnd := rand.New(rand.NewPCG(seed, 2))
		var kept []string
		for line := range strings.Lines(content) {
			key, value, isField := strings.Cut(line, " = ")
			switch n := rnd.IntN(12); {
			case !isField || n > 3:
				kept = append(kept, line)
			case n == 1:
				kept = append(kept, key+" = []\n")
			case n == 2:
				kept = append(kept, key+" = {}\n")
			case n == 3:
				kept = append(kept, key+" = "+strings.NewReplacer("R-", "X-", "1", "9", "level", "lvl", "2026", "1999").Replace(value))
			}
		}
		r := understand(t, strings.Join(kept, ""))
		Assess(r, today)
		Assess(r, date.Date{})
	}
}
