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
	"github.com/riskbook/riskbook/internal/planted"
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
	likelihoods, impacts      []int
	areas, viewpoints, levels []string
	factors                   map[string][]int // the two that a likelihood follows from, with their steps; none where it is rated directly
	judgementDecides          bool             // there are no criteria
	counts                    map[string]int
}

var prefixes = map[string]string{"assets": "A", "controls": "C", "decisions": "D", "events": "E", "findings": "F", "incidents": "N", "indicators": "I", "obligations": "O", "reviews": "V", "risks": "R", "sources": "S", "treatments": "T"}

func (g *generator) chance(of int) bool { return g.IntN(of) == 0 }

func (g *generator) one(choices ...string) string { return choices[g.IntN(len(choices))] }

// days lie around the as-of date, which is the fifth.
var days = []day{"2026-06-01", "2026-06-05", "2026-06-10", "2026-06-14", "2026-06-15", "2026-06-16", "2026-06-20"}

func (g *generator) day() day { return days[g.IntN(len(days))] }

// past is a day that has come, but for one in ten.
func (g *generator) past() day {
	if g.chance(10) {
		return g.day()
	}
	return days[g.IntN(5)]
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

// rate fills in a rating, of which either value is left out once in so many times; never where that is 0.
func (g *generator) rate(t table, lacking int) table {
	lacks := func() bool { return lacking > 0 && g.chance(lacking) }
	switch {
	case lacks():
	case len(g.factors) > 0 && g.chance(2):
		factors := table{}
		for key, steps := range g.factors {
			factors[key] = steps[g.IntN(len(steps))]
		}
		t["factors"] = factors
	default:
		t["likelihood"] = g.likelihood()
	}
	if lacks() {
		return t
	}
	if g.chance(3) && len(g.areas) > 0 {
		impacts := table{}
		for _, area := range g.least(g.areas, 3) {
			impacts[area.(string)] = g.impact()
		}
		t["impacts"] = impacts
		return t
	}
	t["impact"] = g.impact()
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
	if g.chance(4) {
		g.likelihoods, g.impacts = g.scale(2), g.scale(2) // so that risks tie
	}
	g.areas, g.viewpoints = []string{"service", "finance", "trust"}, []string{"legal", "value", "image"}
	steps := func(scale []int) []any {
		out := []any{}
		for _, v := range scale {
			out = append(out, table{"value": v, "label": "l"})
		}
		return out
	}
	sound := !g.chance(4) // a step up never lowers the level or what it asks for
	acceptances := []string{"accept", "approval", "approval", "treat"}
	levels := []any{}
	count, asks := 2+g.IntN(4), 0
	g.levels = nil
	for i := range count {
		key := fmt.Sprintf("level%d", i)
		g.levels = append(g.levels, key)
		acceptance := g.IntN(len(acceptances))
		if sound {
			acceptance = max(asks, i*len(acceptances)/count)
			asks = acceptance
		}
		levels = append(levels, table{"key": key, "label": "l", "acceptance": acceptances[acceptance]})
	}
	matrix := table{}
	if g.chance(3) {
		thresholds, lowest := table{}, 0
		for _, key := range g.levels {
			thresholds[key] = lowest
			lowest += 1 + g.IntN(6)
		}
		matrix["rule"], matrix["thresholds"] = "product", thresholds
	} else {
		rows := []any{}
		above := make([]int, len(g.impacts))
		for range g.likelihoods {
			row := []any{}
			left := 0
			for i := range g.impacts {
				cell := g.IntN(count)
				if sound {
					left = max(left, above[i])
					cell = min(left+g.IntN(2), count-1)
					left, above[i] = cell, cell
				}
				row = append(row, g.levels[cell])
			}
			rows = append(rows, row)
		}
		matrix["rows"] = rows
	}
	viewpoints := []any{}
	for _, key := range g.viewpoints {
		viewpoints = append(viewpoints, table{"key": key, "label": "l", "weight": g.IntN(2), "prohibitive": g.chance(3)})
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
	if g.chance(3) {
		g.factors = map[string][]int{"threat": g.scale(2 + g.IntN(3)), "vulnerability": g.scale(2 + g.IntN(3))}
		rows := []any{}
		for range g.factors["threat"] {
			row := []any{}
			for range g.factors["vulnerability"] {
				row = append(row, g.likelihood())
			}
			rows = append(rows, row)
		}
		factors := []any{}
		for _, key := range []string{"threat", "vulnerability"} {
			factors = append(factors, table{"key": key, "label": "l", "steps": steps(g.factors[key])})
		}
		c["likelihood_from"] = table{"rows": rows, "factor": factors}
	}
	return c
}

// draw makes a register: its tables as written, for the naive reading, and its text for the program.
func draw(seed uint64) (*naive, string) {
	g := &generator{
		Rand: rand.New(rand.NewPCG(seed, 1)), likelihoods: []int{1, 2, 3}, impacts: []int{1, 2, 3}, levels: []string{"low", "medium", "high"}, counts: map[string]int{},
	}
	n := &naive{asOf: "2026-06-15", records: map[string]map[string]table{}}
	g.judgementDecides = g.chance(3)
	if !g.judgementDecides {
		n.criteria = g.criteria()
	}
	later := func(kind string) bool { return kind == "incidents" } // drawn last: what is drawn before stays what it was without them
	for _, kind := range slices.DeleteFunc(slices.Sorted(maps.Keys(prefixes)), later) {
		g.counts[kind] = 1 + g.IntN(5)
	}
	g.counts["risks"] = 1 + g.IntN(12)
	g.counts["decisions"], g.counts["treatments"] = g.IntN(14), g.IntN(9)
	if g.judgementDecides {
		g.counts["decisions"], g.counts["treatments"] = 8+g.IntN(14), 2+g.IntN(9)
	}
	for _, kind := range append(slices.DeleteFunc(slices.Sorted(maps.Keys(prefixes)), later), "incidents") {
		if later(kind) {
			g.counts[kind] = g.IntN(4)
		}
		n.records[kind] = map[string]table{}
		for _, id := range g.ids(kind) {
			t := g.record(kind)
			t["title"] = id
			if g.chance(12) {
				t["provisional"] = true
			}
			if lacks := mayLack[kind]; len(lacks) > 0 && g.chance(8) {
				t["incomplete"] = true
				for _, key := range g.least(lacks, 2) {
					delete(t, key.(string))
				}
				if kind == "decisions" && g.chance(3) {
					delete(sub(t, "at"), g.one("likelihood", "factors", "impact", "impacts"))
				}
			}
			n.records[kind][id] = t
		}
	}
	return n, n.text()
}

// mayLack names the keys that incomplete records are drawn without.
var mayLack = map[string][]string{
	"risks":      {"owner", "identified", "identified", "reviewed", "closed_on"},
	"treatments": {"owner", "due", "option", "status", "risks"},
	"decisions":  {"by", "basis", "on", "until", "at", "verdict"},
	"findings":   {"received", "channel"},
	"incidents":  {"on", "kind"},
	"reviews":    {"on", "by", "factor"},
	"indicators": {"limit", "warn"},
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
		t := table{"channel": "audit", "status": g.one("open", "closed"), "received": g.day(), "risks": g.some(g.ids("risks"), 2), "assets": g.some(g.ids("assets"), 1), "sources": g.some(g.ids("sources"), 1)}
		if t["status"] == "closed" {
			t["closed_on"] = g.day()
		}
		return t
	case "incidents":
		t := table{"on": g.day(), "kind": g.one("incident", "near-miss"), "status": g.one("open", "closed"), "risks": g.some(g.ids("risks"), 2), "assets": g.some(g.ids("assets"), 1), "events": g.some(g.ids("events"), 1)}
		if t["status"] == "closed" {
			t["closed_on"] = g.day()
		}
		return t
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
	case "obligations":
		return table{"kind": "law", "clause": []any{table{"key": "a", "title": "a"}}}
	case "reviews":
		t := table{"on": g.day(), "by": "b", "factor": "internal", "trigger": "periodic", "outcome": g.one("keep", "change")}
		if scope := g.scope(); len(scope) > 0 || g.chance(4) {
			t["scope"] = scope
		} else {
			t["outcome"] = "keep" // one that reopens everything comes seldom
		}
		return t
	case "decisions":
		return g.decision()
	case "risks":
		return g.risk()
	}
	return g.plan()
}

// scope draws from the records of any kind.
func (g *generator) scope() []any {
	scope := []any{}
	for range g.IntN(3) {
		kind := g.one("risks", "events", "sources", "assets", "controls", "treatments", "treatments", "indicators", "obligations")
		if ids := g.ids(kind); len(ids) > 0 {
			if id := g.one(ids...); !slices.Contains(scope, any(id)) {
				scope = append(scope, id)
			}
		}
	}
	return scope
}

func (g *generator) decision() table {
	kinds := []string{"acceptance", "acceptance", "acceptance", "judgement", "plan-approval", "plan-approval", "closing", "cancellation"}
	if g.judgementDecides {
		kinds = append(kinds, "judgement", "judgement", "judgement", "judgement", "judgement")
	}
	t := table{"kind": g.one(kinds...), "on": g.past(), "by": "b", "basis": "b"}
	var at table
	if !g.chance(4) {
		at = g.rate(table{}, 0)
	} else {
		at = table{"likelihood": g.likelihoods[len(g.likelihoods)-1], "impact": g.impacts[len(g.impacts)-1]}
	}
	switch t["kind"] {
	case "acceptance":
		t["risks"], t["until"], t["at"] = g.some(g.ids("risks"), 4), g.day(), at
	case "judgement":
		t["verdict"] = g.one("treat", "treat", "treat", "accept")
		switch g.IntN(3) {
		case 0:
			t["treatments"], t["verdict"] = g.some(g.ids("treatments"), 8), g.one("treat", "accept")
		case 1:
			t["risks"], t["treatments"] = g.some(g.ids("risks"), 2), g.some(g.ids("treatments"), 2)
		default:
			t["risks"] = g.some(g.ids("risks"), 12)
		}
		if g.chance(3) {
			t["until"] = g.day()
		}
		if g.chance(3) {
			t["at"] = at
			if g.chance(4) {
				delete(at, g.one("likelihood", "impact"))
			}
		}
	case "closing":
		t["risks"] = g.some(g.ids("risks"), 2)
	default:
		t["treatments"] = g.some(g.ids("treatments"), 3)
		t["on"] = g.day()
	}
	if g.chance(12) { // asked for, and not yet made
		t["requested"], t["of"] = g.day(), "b"
		delete(t, "on")
		delete(t, "by")
	}
	return t
}

func (g *generator) risk() table {
	t := table{"owner": "o", "identified": days[g.IntN(3)], "events": g.some(g.ids("events"), 2), "assets": g.some(g.ids("assets"), 1), "sources": g.some(g.ids("sources"), 1), "controls": g.some(g.ids("controls"), 2)}
	if len(g.viewpoints) > 0 {
		t["viewpoints"] = g.some(g.viewpoints, 2)
	}
	if g.chance(3) {
		t["obligations"] = []any{g.one(g.ids("obligations")...) + g.one("", "#a")}
	}
	if g.chance(8) {
		t["identified"] = g.day()
	}
	if g.chance(3) {
		t["reviewed"] = g.day()
	}
	if g.chance(10) {
		t["status"], t["closed_on"] = "closed", g.past()
	}
	if !g.chance(4) {
		t["inherent"] = g.rate(table{}, 10)
	}
	if !g.chance(5) {
		t["current"] = g.rate(table{}, 15)
	}
	if !g.chance(3) {
		q := table{}
		if !g.chance(10) {
			q["frequency"] = g.frequency()
		}
		if !g.chance(10) {
			q["loss"] = g.loss()
		}
		t["quantitative"] = q
	}
	if g.chance(8) {
		t["priority"] = table{"rank": 1 + g.IntN(3), "reason": "r"}
	}
	return t
}

func (g *generator) plan() table {
	t := table{"owner": "o", "option": "modify", "aim": "both", "due": g.day(), "risks": g.least(g.ids("risks"), 3), "status": g.one("draft", "approved", "approved", "in-progress", "in-progress", "done", "done", "done", "cancelled")}
	if g.chance(2) {
		t["start"] = g.day()
	}
	if t["status"] == "done" && !g.chance(12) {
		t["finished"] = g.past()
	}
	if t["status"] == "done" && g.chance(2) || g.chance(10) {
		t["effectiveness"] = table{"reviewed": g.day(), "result": g.one("effective", "partly", "not", "not")}
	}
	targets, worsens := []any{}, []any{}
	for range g.IntN(5) {
		target := table{"risk": g.one(g.ids("risks")...)}
		if g.chance(2) {
			target["risk"] = g.one(words(t, "risks")...)
		}
		switch g.IntN(12) {
		case 0:
			target["removed"] = true
		case 1, 2:
			target["level"] = g.one(g.levels...)
		case 3:
			target["frequency"] = g.frequency()
		case 4, 5, 6:
			target["likelihood"], target["impact"] = g.likelihoods[0], g.impacts[0]
		default:
			g.rate(target, 6)
		}
		if g.chance(4) {
			target["frequency"] = g.frequency()
		}
		if g.chance(4) || !says(target) {
			target["loss"] = g.loss()
		}
		targets = append(targets, target)
	}
	for range g.IntN(3) {
		worsens = append(worsens, g.rate(table{"risk": g.one(g.ids("risks")...)}, 4))
	}
	t["target"], t["worsens"], t["introduces"] = targets, worsens, g.some(g.ids("risks"), 1)
	return t
}

// line is one thing that was judged, of a risk, of a plan or of the register, with what it came out as.
type line struct{ of, what, is string }

func join[T any](all []T) string { return strings.Trim(fmt.Sprint(all), "[]") }

func sayLoss(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return fmt.Sprintf("%.9g", x)
}

// said writes what the engine judged.
func said(a *Assessment) (lines []line) {
	add := func(of, what string, is ...any) {
		lines = append(lines, line{of, what, strings.TrimSuffix(fmt.Sprintln(is...), "\n")})
	}
	loss := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return sayLoss(*x)
	}
	watched := func(all []Stale) string {
		var out []string
		for _, s := range all {
			out = append(out, s.On.String()+"/"+s.Because+"/"+s.What)
		}
		return join(out)
	}
	for _, k := range a.Waiting {
		add(k.Record.ID, "would", k.Would)
	}
	for _, k := range a.Risks {
		id := k.Record.ID
		var plans []string
		for _, p := range k.Plans {
			plans = append(plans, p.ID)
		}
		accepted, effect, judged := "", "", ""
		if k.Acceptance != nil {
			accepted, effect = k.Acceptance.Decision.ID+" "+string(k.Acceptance.State), fmt.Sprint(k.Acceptance.Effect)
		}
		if k.Judgement != nil {
			judged = k.Judgement.Decision.ID + " " + string(k.Judgement.State)
		}
		add(id, "inherent", showRating(a, k.Inherent))
		add(id, "now", showRating(a, k.Now))
		add(id, "projected", showRating(a, k.Projected), k.Removed)
		add(id, "loss", loss(k.ExpectedLoss))
		add(id, "projected loss", loss(k.ProjectedLoss))
		add(id, "reasons", join(k.Reasons))
		if k.Now.Level >= 0 { // what is projected of a risk without a level, nobody can say
			add(id, "projected reasons", join(k.ProjectedReasons))
			add(id, "projected acceptance", k.ProjectedState)
		}
		add(id, "acceptance", accepted)
		add(id, "effect", effect)
		add(id, "judgement", judged)
		add(id, "outcome", k.Outcome)
		add(id, "plans", join(plans))
		add(id, "pushed over", k.PushedOver)
		add(id, "rank", k.Rank, k.RankedBy)
		add(id, "suggested", k.Suggested)
		add(id, "extreme", k.Extreme)
		add(id, "rests on", join(k.Sources), join(k.Assets))
		add(id, "stale", watched(k.Stale))
		add(id, "touched", watched(k.Touched))
	}
	for _, p := range a.Plans {
		add(p.Record.ID, "live", p.Live)
		add(p.Record.ID, "plan insufficient", join(p.Insufficient))
		add(p.Record.ID, "plan silent", join(p.Silent))
		add(p.Record.ID, "plan unevaluated", join(p.Unevaluated))
		add(p.Record.ID, "plan pushes over", join(p.PushedOver))
	}
	return lines
}

// said writes what the naive reading judged.
func (n *naive) said() (lines []line) {
	add := func(of, what string, is ...any) {
		lines = append(lines, line{of, what, strings.TrimSuffix(fmt.Sprintln(is...), "\n")})
	}
	all := n.judgeAll()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if k := all[id]; !k.count {
			add(id, "would", k.outcome)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		k := all[id]
		if !k.count {
			continue
		}
		add(id, "inherent", k.inherent)
		add(id, "now", k.now)
		add(id, "projected", k.projected, k.removed)
		add(id, "loss", sayLoss(k.loss))
		add(id, "projected loss", sayLoss(k.projectedLoss))
		add(id, "reasons", join(k.reasons))
		if k.now.level != "" {
			add(id, "projected reasons", join(k.projectedReasons))
			add(id, "projected acceptance", k.projectedState)
		}
		add(id, "acceptance", k.acceptance)
		add(id, "effect", k.effect)
		add(id, "judgement", k.judgement)
		add(id, "outcome", k.outcome)
		add(id, "plans", join(k.plans))
		add(id, "pushed over", k.pushedOver)
		add(id, "rank", k.rank, k.rankedBy)
		add(id, "suggested", k.suggested)
		add(id, "extreme", k.extreme)
		add(id, "rests on", join(k.sources), join(k.assets))
		add(id, "stale", join(k.stale))
		add(id, "touched", join(k.touched))
	}
	plans := n.judgePlans(all)
	for _, id := range slices.Sorted(maps.Keys(plans)) {
		p := plans[id]
		add(id, "live", p.live)
		add(id, "plan insufficient", join(p.insufficient))
		add(id, "plan silent", join(p.silent))
		add(id, "plan unevaluated", join(p.unevaluated))
		add(id, "plan pushes over", join(p.pushedOver))
	}
	return lines
}

// differences judges a register twice, and writes where the two do not agree.
func differences(a *Assessment, n *naive) (out []string) {
	got, wanted := said(a), n.said()
	for _, l := range wanted {
		if !slices.Contains(got, l) {
			out = append(out, fmt.Sprintf("want %s: %s: %s", l.of, l.what, l.is))
		}
	}
	for _, l := range got {
		if !slices.Contains(wanted, l) {
			out = append(out, fmt.Sprintf(" got %s: %s: %s", l.of, l.what, l.is))
		}
	}
	return out
}

// TestRandomRegistersAreJudgedAlikeTwice holds the engine against the naive reading, risk by risk and plan by plan. Every outcome, reason and key of the order
// of priority must have come up.
func TestRandomRegistersAreJudgedAlikeTwice(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(400) {
		n, _ := draw(seed)
		a := judged(t, n.text())
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, n.text())
		}
		if differ := differences(a, n); len(differ) > 0 {
			small := smallest(n, func(n *naive) bool {
				r := planted.Register(t, n.text())
				return len(r.Faults) == 0 && len(differences(Assess(r, planted.Today), n)) > 0
			})
			t.Fatalf("seed %d:\n%s\nand, of the smallest register that shows as much:\n%s\n%s", seed, strings.Join(differ, "\n"),
				strings.Join(differences(judged(t, small.text()), small), "\n"), small.text())
		}
		note(seen, a)
	}
	var often []string
	for _, o := range Outcomes {
		often = append(often, fmt.Sprintf("%s %d", o, seen[string(o)]))
	}
	t.Log("outcomes: ", strings.Join(often, ", "))
	for _, what := range []string{
		"closed", "unanalysed", "needs-judgement", "accepted", "acceptable", "in-treatment", "insufficient-plan", "unevaluated-plan", "awaiting-reanalysis", "needs-treatment",
		"judged: accepted", "judged: in-treatment", "judged: insufficient-plan", "judged: unevaluated-plan", "judged: awaiting-reanalysis", "judged: needs-treatment",
		"level", "impact-alone", "likelihood-alone", "cumulative", "judged", "pin", "viewpoints", "impact", "likelihood", "loss", "id",
		"observed", "finding", "incident", "touched incident", "criteria", "test-failed", "beyond-limit", "finished", "reopened", "worsened", "not-effective", "touched finding", "touched reopened",
		"suggested avoid", "suggested modify", "suggested share", "suggested retain", "projected in-force", "projected expired", "projected outgrown", "without effect",
		"judgement in-force", "judgement expired", "judgement outgrown", "pushed over", "removed", "level alone", "extreme", "would",
		"plan insufficient", "plan silent", "plan unevaluated", "plan pushes over",
	} {
		if seen[what] < 10 {
			t.Errorf("%s came up %d times only", what, seen[what])
		}
	}
}

// note counts what came up in an assessment.
func note(seen map[string]int, a *Assessment) {
	when := func(what string, is bool) {
		if is {
			seen[what]++
		}
	}
	for _, k := range a.Risks {
		seen[string(k.Outcome)]++
		when("judged: "+string(k.Outcome), !a.Register.Criteria.Given)
		seen[string(k.RankedBy)]++
		seen["suggested "+k.Suggested]++
		seen["projected "+string(k.ProjectedState)]++
		for _, r := range k.Reasons {
			seen[string(r)]++
		}
		for _, s := range k.Stale {
			seen[s.What]++
		}
		for _, s := range k.Touched {
			seen["touched "+s.What]++
		}
		when("pushed over", k.PushedOver)
		when("removed", k.Removed)
		when("extreme", k.Extreme)
		when("level alone", k.Projected.Level >= 0 && k.Projected.Likelihood == nil)
		when("without effect", k.Acceptance != nil && k.Acceptance.State == InForce && !k.Acceptance.Effect)
		if k.Judgement != nil {
			seen["judgement "+string(k.Judgement.State)]++
		}
	}
	seen["would"] += len(a.Waiting)
	for _, p := range a.Plans {
		seen["plan insufficient"] += len(p.Insufficient)
		seen["plan silent"] += len(p.Silent)
		seen["plan unevaluated"] += len(p.Unevaluated)
		seen["plan pushes over"] += len(p.PushedOver)
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
		r := planted.Register(t, strings.Join(kept, ""))
		Assess(r, planted.Today)
		Assess(r, date.Date{})
	}
}
