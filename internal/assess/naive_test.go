package assess

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

// This file judges a register a second time, straight from the sentences of the method and in the plainest way: over untyped tables as they are
// written, by exhaustive search, with dates and levels as text. It shares nothing with the engine.

type table = map[string]any

type naive struct {
	asOf     string
	criteria table // nil where criteria.toml is absent
	records  map[string]map[string]table
}

type naiveRating struct {
	likelihood, impact int // -1: missing
	level              string
}

type naiveRisk struct {
	inherent, now, projected  naiveRating
	removed                   bool
	reasons, projectedReasons []string
	outcome, acceptance       string
	rank                      int
	rankedBy, suggested       string
	plans, stale              []string
	loss, projectedLoss       float64 // NaN: none
	pushedOver                bool
}

func list(t table, key string) []any {
	l, _ := t[key].([]any)
	return l
}

func words(t table, key string) []string {
	var out []string
	for _, x := range list(t, key) {
		out = append(out, x.(string))
	}
	return out
}

func text(t table, key string) string {
	switch x := t[key].(type) {
	case string:
		return x
	case day:
		return string(x)
	}
	return ""
}

func number(t table, key string) int {
	if n, ok := t[key].(int); ok {
		return n
	}
	return -1
}

func sub(t table, key string) table {
	s, _ := t[key].(table)
	return s
}

// ids gives the ids of a kind, ascending.
func (n *naive) ids(kind string) []string {
	var ids []string
	for id := range n.records[kind] {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

// values gives likelihood and impact as written: the impact is the largest of impacts, or impact.
func values(t table) (likelihood, impact int) {
	impact = number(t, "impact")
	if by := sub(t, "impacts"); len(by) > 0 {
		impact = -1
		for area := range by {
			impact = max(impact, number(by, area))
		}
	}
	return number(t, "likelihood"), impact
}

var exampleRows = [][]string{{"low", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "high"}}

// scale gives the values of a scale.
func (n *naive) scale(name string) []int {
	if n.criteria == nil {
		return []int{1, 2, 3}
	}
	var out []int
	for _, step := range list(n.criteria, name) {
		out = append(out, step.(table)["value"].(int))
	}
	return out
}

func (n *naive) levels() []string {
	if n.criteria == nil {
		return []string{"low", "medium", "high"}
	}
	var out []string
	for _, l := range list(n.criteria, "level") {
		out = append(out, l.(table)["key"].(string))
	}
	return out
}

func (n *naive) rate(likelihood, impact int) naiveRating {
	r := naiveRating{likelihood, impact, ""}
	row, column := slices.Index(n.scale("likelihood"), likelihood), slices.Index(n.scale("impact"), impact)
	if likelihood < 0 || impact < 0 || row < 0 || column < 0 {
		return r
	}
	if n.criteria == nil {
		r.level = exampleRows[row][column]
		return r
	}
	matrix := sub(n.criteria, "matrix")
	if matrix["rule"] == "product" {
		for _, key := range n.levels() { // ascending: the last that is reached stays
			if likelihood*impact >= number(sub(matrix, "thresholds"), key) {
				r.level = key
			}
		}
		return r
	}
	r.level = list(matrix, "rows")[row].([]any)[column].(string)
	return r
}

func (n *naive) acceptanceOf(level string) string {
	for _, l := range list(n.criteria, "level") {
		if l.(table)["key"] == level {
			return l.(table)["acceptance"].(string)
		}
	}
	return ""
}

func estimateMean(x any) float64 {
	switch e := x.(type) {
	case nil:
		return math.NaN()
	case float64:
		return e
	case table:
		low, high := e["low"].(float64), e["high"].(float64)
		if mode, ok := e["mode"].(float64); ok {
			return (low + 4*mode + high) / 6
		}
		const z = 1.6448536269514722
		mu, sigma := (math.Log(low)+math.Log(high))/2, (math.Log(high)-math.Log(low))/(2*z)
		return math.Exp(mu + sigma*sigma/2)
	}
	panic("no estimate")
}

// decision gives the newest decision of a kind that names the risk, on or before the as-of date; of one date the last id.
func (n *naive) decision(kind, id string) (table, string) {
	var best table
	var bestID string
	for _, d := range n.ids("decisions") {
		t := n.records["decisions"][d]
		if text(t, "kind") == kind && slices.Contains(words(t, "risks"), id) && text(t, "on") <= n.asOf && (best == nil || text(t, "on") >= text(best, "on")) {
			best, bestID = t, d
		}
	}
	return best, bestID
}

func (n *naive) acceptanceState(d table, r naiveRating) string {
	if d == nil {
		return ""
	}
	if text(d, "until") < n.asOf {
		return "expired"
	}
	if r.likelihood > number(sub(d, "at"), "likelihood") || r.impact > number(sub(d, "at"), "impact") {
		return "outgrown"
	}
	return "in-force"
}

func (n *naive) reasons(id string, r naiveRating, loss float64) []string {
	if n.criteria == nil {
		if d, _ := n.decision("judgement", id); d != nil && text(d, "verdict") == "treat" {
			return []string{"judged"}
		}
		return nil
	}
	var out []string
	accepted, _ := n.decision("acceptance", id)
	if acc := n.acceptanceOf(r.level); acc == "treat" || acc == "approval" && n.acceptanceState(accepted, r) != "in-force" {
		out = append(out, "level")
	}
	limits := sub(n.criteria, "acceptance")
	if limit, ok := limits["impact_alone"].(int); ok && r.impact >= limit {
		out = append(out, "impact-alone")
	}
	if limit, ok := limits["likelihood_alone"].(int); ok && r.likelihood >= limit {
		out = append(out, "likelihood-alone")
	}
	if limit, ok := limits["cumulative_loss"].(float64); ok && loss >= limit {
		out = append(out, "cumulative")
	}
	return out
}

func live(t table) bool { return text(t, "status") == "approved" || text(t, "status") == "in-progress" }

func (n *naive) judge(id string) *naiveRisk {
	t := n.records["risks"][id]
	k := &naiveRisk{}
	il, ii := values(sub(t, "inherent"))
	k.inherent = n.rate(il, ii)
	cl, ci := values(sub(t, "current"))
	if cl < 0 {
		cl = il
	}
	if ci < 0 {
		ci = ii
	}
	k.now = n.rate(cl, ci)
	q := sub(t, "quantitative")
	k.loss = estimateMean(q["frequency"]) * estimateMean(q["loss"])
	accepted, acceptedID := n.decision("acceptance", id)
	if accepted != nil {
		k.acceptance = acceptedID + " " + n.acceptanceState(accepted, k.now)
	}
	k.reasons = n.reasons(id, k.now, k.loss)

	// Projection.
	pl, pi, ploss := []int{cl}, []int{ci}, []float64{k.loss}
	var wl, wi []int
	for _, p := range n.ids("treatments") {
		plan := n.records["treatments"][p]
		if !live(plan) {
			continue
		}
		if slices.Contains(words(plan, "risks"), id) {
			k.plans = append(k.plans, p)
		}
		for _, x := range list(plan, "target") {
			target := x.(table)
			if target["risk"] != id {
				continue
			}
			k.removed = k.removed || target["removed"] == true
			l, i := values(target)
			pl, pi = append(pl, l), append(pi, i)
			frequency, hasFrequency := target["frequency"]
			loss, hasLoss := target["loss"]
			if !hasFrequency {
				frequency = q["frequency"]
			}
			if !hasLoss {
				loss = q["loss"]
			}
			if hasFrequency || hasLoss {
				ploss = append(ploss, estimateMean(frequency)*estimateMean(loss))
			}
		}
		for _, x := range list(plan, "worsens") {
			if effect := x.(table); effect["risk"] == id {
				l, i := values(effect)
				wl, wi = append(wl, l), append(wi, i)
			}
		}
	}
	smallest := func(all []int) int {
		all = slices.DeleteFunc(all, func(x int) bool { return x < 0 })
		if len(all) == 0 {
			return -1
		}
		return slices.Min(all)
	}
	k.projected = n.rate(slices.Max(append(wl, smallest(pl))), slices.Max(append(wi, smallest(pi))))
	ploss = slices.DeleteFunc(ploss, math.IsNaN)
	k.projectedLoss = math.NaN()
	if len(ploss) > 0 {
		k.projectedLoss = slices.Min(ploss)
	}
	k.projectedReasons = n.reasons(id, k.projected, k.projectedLoss)
	if k.removed {
		k.projected, k.projectedReasons = naiveRating{-1, -1, ""}, nil
		if k.projectedLoss = math.NaN(); !math.IsNaN(k.loss) {
			k.projectedLoss = 0
		}
	}

	// Outcome.
	judged, _ := n.decision("judgement", id)
	switch {
	case text(t, "status") == "closed" && text(t, "closed_on") <= n.asOf: // what is dated later has not happened yet
		k.outcome = "closed"
	case cl < 0 || ci < 0:
		k.outcome = "unanalysed"
	case n.criteria == nil && judged == nil:
		k.outcome = "needs-judgement"
	case len(k.reasons) == 0 && (n.criteria != nil && n.acceptanceOf(k.now.level) == "approval" || n.criteria == nil && text(judged, "verdict") == "accept"):
		k.outcome = "accepted"
	case len(k.reasons) == 0:
		k.outcome = "acceptable"
	case len(k.plans) > 0 && (n.criteria == nil || len(k.projectedReasons) == 0):
		k.outcome = "in-treatment"
	case len(k.plans) > 0:
		k.outcome = "insufficient-plan"
	default:
		k.outcome = "needs-treatment"
	}
	k.pushedOver = (k.outcome == "accepted" || k.outcome == "acceptable") && len(k.projectedReasons) > 0
	k.suggested = n.suggest(t, k)
	k.stale = n.stale(id, t, k)
	return k
}

func (n *naive) suggest(t table, k *naiveRisk) string {
	if k.outcome == "closed" || k.outcome == "unanalysed" {
		return ""
	}
	isHigh := func(name string, value int) bool {
		steps := n.scale(name)
		return 3*(slices.Index(steps, value)+1) > 2*len(steps)
	}
	likely, grave := isHigh("likelihood", k.now.likelihood), isHigh("impact", k.now.impact)
	prohibitive := false
	for _, v := range list(n.criteria, "viewpoint") {
		if v := v.(table); v["prohibitive"] == true && slices.Contains(words(t, "viewpoints"), v["key"].(string)) {
			prohibitive = true
		}
	}
	if grave && prohibitive {
		return "avoid"
	}
	if grave && likely {
		return "modify"
	}
	if grave && !likely {
		return "share"
	}
	if !grave && !likely && len(k.reasons) == 0 {
		return "retain"
	}
	return "modify"
}

// stale writes each entry as on/because/what, sorted as the method wants it.
func (n *naive) stale(id string, t table, k *naiveRisk) []string {
	if k.outcome == "closed" {
		return nil
	}
	base := text(t, "reviewed")
	if base == "" || base > n.asOf {
		base = text(t, "identified")
	}
	newest := map[string]string{} // because/what → on
	add := func(because, what, on string) {
		if key := because + "/" + what; on > base && on <= n.asOf && on > newest[key] {
			newest[key] = on
		}
	}
	touches := map[string]bool{id: true}
	for _, key := range []string{"sources", "assets"} {
		for _, x := range words(t, key) {
			touches[x] = true
		}
		for _, e := range words(t, "events") {
			for _, x := range words(n.records["events"][e], key) {
				touches[x] = true
			}
		}
	}
	for s, source := range n.records["sources"] {
		if touches[s] {
			add(s, "observed", text(source, "observed"))
		}
	}
	for f, finding := range n.records["findings"] {
		for _, key := range []string{"risks", "sources", "assets"} {
			for _, x := range words(finding, key) {
				if touches[x] {
					add(f, "finding", text(finding, "received"))
				}
			}
		}
	}
	add("criteria", "criteria", text(n.criteria, "approved_on"))
	for _, c := range words(t, "controls") {
		for _, x := range list(n.records["controls"][c], "tests") {
			if x.(table)["result"] == "fail" {
				add(c, "test-failed", text(x.(table), "on"))
			}
		}
	}
	for i, indicator := range n.records["indicators"] {
		if !slices.Contains(words(indicator, "risks"), id) {
			continue
		}
		for _, x := range list(indicator, "reading") {
			value, limit := x.(table)["value"].(float64), indicator["limit"].(float64)
			if indicator["worse"] == "lower" && value < limit || indicator["worse"] != "lower" && value > limit {
				add(i, "beyond-limit", text(x.(table), "on"))
			}
		}
	}
	for p, plan := range n.records["treatments"] {
		if text(plan, "status") == "done" && slices.Contains(words(plan, "risks"), id) {
			add(p, "finished", text(plan, "finished"))
		}
	}
	for v, review := range n.records["reviews"] {
		if scope := words(review, "scope"); text(review, "outcome") == "change" && (len(scope) == 0 || slices.Contains(scope, id)) {
			add(v, "reopened", text(review, "on"))
		}
	}
	var out []string
	for key, on := range newest {
		out = append(out, on+"/"+key)
	}
	sort.Strings(out)
	return out
}

// judgeAll judges every risk and ranks them by counting, for each, those that come before it.
func (n *naive) judgeAll() map[string]*naiveRisk {
	all := map[string]*naiveRisk{}
	var ranked []string
	for _, id := range n.ids("risks") {
		all[id] = n.judge(id)
		if o := all[id].outcome; o == "needs-treatment" || o == "insufficient-plan" || o == "in-treatment" {
			ranked = append(ranked, id)
		}
	}
	// keys gives what is compared, in turn and smaller first.
	keys := func(id string) []any {
		t, k := n.records["risks"][id], all[id]
		pin := 1e12
		if p := number(sub(t, "priority"), "rank"); p > 0 {
			pin = float64(p)
		}
		weight := 0.0
		for _, v := range list(n.criteria, "viewpoint") {
			if v := v.(table); slices.Contains(words(t, "viewpoints"), v["key"].(string)) {
				weight += float64(v["weight"].(int))
			}
		}
		loss := k.loss
		if math.IsNaN(loss) {
			loss = 0
		}
		return []any{pin, -float64(slices.Index(n.levels(), k.now.level)), -weight, -float64(k.now.impact), -float64(k.now.likelihood), -loss, id}
	}
	names := strings.Fields("pin level viewpoints impact likelihood loss id")
	compare := func(a, b string) (first bool, key string) {
		x, y := keys(a), keys(b)
		for i := range x {
			if x[i] == y[i] {
				continue
			}
			if i == len(x)-1 {
				return x[i].(string) < y[i].(string), names[i]
			}
			return x[i].(float64) < y[i].(float64), names[i]
		}
		return false, ""
	}
	at := map[int]string{}
	for _, id := range ranked {
		all[id].rank = 1
		for _, other := range ranked {
			if first, _ := compare(other, id); first {
				all[id].rank++
			}
		}
		at[all[id].rank] = id
	}
	for rank, id := range at {
		neighbour := at[rank-1]
		if rank == 1 {
			neighbour = at[2]
		}
		if neighbour != "" {
			_, all[id].rankedBy = compare(neighbour, id)
		}
	}
	return all
}

func (r naiveRating) String() string {
	value := func(x int) string {
		if x < 0 {
			return "-"
		}
		return fmt.Sprint(x)
	}
	level := r.level
	if level == "" {
		level = "-"
	}
	return value(r.likelihood) + " " + value(r.impact) + " " + level
}
