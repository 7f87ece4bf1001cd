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
	inherent, now, projected   naiveRating
	removed, levelAlone        bool
	reasons, projectedReasons  []string
	outcome                    string
	acceptance, judgement      string
	effect, projectedState     string
	rank                       int
	rankedBy, suggested        string
	plans                      []string
	sources, assets            []string
	stale, touched             []string
	loss, projectedLoss        float64 // NaN: none
	pushedOver, extreme, count bool
}

type naivePlan struct {
	live                                          bool
	insufficient, silent, unevaluated, pushedOver []string
}

func list(t table, key string) []any {
	l, _ := t[key].([]any)
	return l
}

// tables is a list of tables.
func tables(t table, key string) []table {
	var out []table
	for _, x := range list(t, key) {
		out = append(out, x.(table))
	}
	return out
}

func words(t table, key string) []string {
	var out []string
	for _, x := range list(t, key) {
		out = append(out, x.(string))
	}
	return out
}

func names(t table, key, id string) bool { return slices.Contains(words(t, key), id) }

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

// counting gives the ids of the records of a kind that take part in what is counted or decided: those that are not provisional.
func (n *naive) counting(kind string) []string {
	return slices.DeleteFunc(n.ids(kind), func(id string) bool { return n.records[kind][id]["provisional"] == true })
}

// happened reports whether a day is known and is not after the as-of date.
func (n *naive) happened(on string) bool { return on != "" && on <= n.asOf }

// values gives likelihood and impact as written: the impact is the largest of impacts, or impact; where factors are given, the likelihood is the cell of
// likelihood_from.
func (n *naive) values(t table) (likelihood, impact int) {
	likelihood, impact = number(t, "likelihood"), number(t, "impact")
	if by := sub(t, "impacts"); len(by) > 0 {
		impact = -1
		for area := range by {
			impact = max(impact, number(by, area))
		}
	}
	if factors := sub(t, "factors"); len(factors) > 0 {
		from := sub(n.criteria, "likelihood_from")
		var at [2]int
		for i, factor := range tables(from, "factor") {
			for position, step := range tables(factor, "steps") {
				if i < 2 && step["value"] == factors[text(factor, "key")] {
					at[i] = position
				}
			}
		}
		likelihood = list(from, "rows")[at[0]].([]any)[at[1]].(int)
	}
	return likelihood, impact
}

var exampleRows = [][]string{{"low", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "high"}}

// scale gives the values of a scale.
func (n *naive) scale(name string) []int {
	if n.criteria == nil {
		return []int{1, 2, 3}
	}
	var out []int
	for _, step := range tables(n.criteria, name) {
		out = append(out, step["value"].(int))
	}
	return out
}

func (n *naive) levels() []string {
	if n.criteria == nil {
		return []string{"low", "medium", "high"}
	}
	var out []string
	for _, l := range tables(n.criteria, "level") {
		out = append(out, text(l, "key"))
	}
	return out
}

// height is the place of a level among the levels, -1 for none.
func (n *naive) height(level string) int { return slices.Index(n.levels(), level) }

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
	for _, l := range tables(n.criteria, "level") {
		if l["key"] == level {
			return text(l, "acceptance")
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

// decides reports whether a decision of a kind decides anything on any day: it is not provisional, it is made and not only asked for, and it is not
// incomplete in what it needs.
func (n *naive) decides(d table, kind string) bool {
	if text(d, "kind") != kind || d["provisional"] == true || text(d, "on") == "" {
		return false
	}
	likelihood, impact := n.values(sub(d, "at"))
	switch kind {
	case "acceptance":
		return text(d, "until") != "" && likelihood >= 0 && impact >= 0
	case "judgement":
		return text(d, "verdict") != ""
	}
	return true
}

// newest gives the newest decision of a kind that fits and was made on or before the as-of date; of one date the last id.
func (n *naive) newest(kind string, fits func(d table) bool) (table, string) {
	var best table
	var bestID string
	for _, id := range n.ids("decisions") {
		d := n.records["decisions"][id]
		if n.decides(d, kind) && n.happened(text(d, "on")) && fits(d) && (best == nil || text(d, "on") >= text(best, "on")) {
			best, bestID = d, id
		}
	}
	return best, bestID
}

func (n *naive) decision(kind, risk string) (table, string) {
	return n.newest(kind, func(d table) bool { return names(d, "risks", risk) })
}

// state of an acceptance or a judgement: at and until are optional in the latter.
func (n *naive) state(d table, at naiveRating) string {
	likelihood, impact := n.values(sub(d, "at"))
	switch until := text(d, "until"); {
	case d == nil:
		return ""
	case until != "" && until < n.asOf:
		return "expired"
	case likelihood >= 0 && at.likelihood > likelihood, impact >= 0 && at.impact > impact:
		return "outgrown"
	}
	return "in-force"
}

// reasons gives those that stand at a level, at a place in the matrix (for what stands beside the level, and for what was accepted) and at a loss. What was
// judged is held against the values of now: no plan takes a judgement away.
func (n *naive) reasons(id, level string, now, place naiveRating, loss float64) []string {
	if n.criteria == nil {
		if d, _ := n.decision("judgement", id); n.state(d, now) == "in-force" && text(d, "verdict") == "treat" {
			return []string{"judged"}
		}
		return nil
	}
	var out []string
	accepted, _ := n.decision("acceptance", id)
	if acc := n.acceptanceOf(level); acc == "treat" || acc == "approval" && n.state(accepted, place) != "in-force" {
		out = append(out, "level")
	}
	limits := sub(n.criteria, "acceptance")
	if limit, ok := limits["impact_alone"].(int); ok && place.impact >= limit {
		out = append(out, "impact-alone")
	}
	if limit, ok := limits["likelihood_alone"].(int); ok && place.likelihood >= limit {
		out = append(out, "likelihood-alone")
	}
	if limit, ok := limits["cumulative_loss"].(float64); ok && loss >= limit {
		out = append(out, "cumulative")
	}
	return out
}

// base is the day of a risk's last analysis: reviewed, else identified; empty where it is not known.
func (n *naive) base(t table) string {
	for _, key := range []string{"reviewed", "identified"} {
		if on := text(t, key); n.happened(on) {
			return on
		}
	}
	return ""
}

// there reports whether a risk has been identified by the as-of date.
func (n *naive) there(t table) bool { return text(t, "identified") <= n.asOf }

func (n *naive) closed(t table) bool {
	return text(t, "status") == "closed" && text(t, "closed_on") <= n.asOf
}

// stands reports whether a plan decides anything: it is not provisional, and says when it is due.
func stands(p table) bool { return p["provisional"] != true && text(p, "due") != "" }

// approval gives the day from which a plan is approved; empty where no decision says so.
func (n *naive) approval(plan string) string {
	first := ""
	for _, d := range n.records["decisions"] {
		if on := text(d, "on"); n.decides(d, "plan-approval") && names(d, "treatments", plan) && (first == "" || on < first) {
			first = on
		}
	}
	return first
}

func (n *naive) live(id string) bool {
	p := n.records["treatments"][id]
	status := text(p, "status")
	if !stands(p) || status != "approved" && status != "in-progress" {
		return false
	}
	if on := n.approval(id); on != "" {
		return on <= n.asOf
	}
	return status == "approved" || text(p, "start") <= n.asOf
}

// finished gives the day on which a plan was done; empty where it is not.
func (n *naive) finished(id string) string {
	if p := n.records["treatments"][id]; stands(p) && text(p, "status") == "done" && n.happened(text(p, "finished")) {
		return text(p, "finished")
	}
	return ""
}

// target tells whether a plan says what it brings for a risk.
func (n *naive) target(plan table, risk string) bool {
	for _, target := range tables(plan, "target") {
		if target["risk"] == risk && says(target) {
			return true
		}
	}
	return false
}

// says reports whether a target says anything.
func says(target table) bool {
	for _, key := range []string{"likelihood", "impact", "impacts", "factors", "level", "frequency", "loss"} {
		if target[key] != nil {
			return true
		}
	}
	return target["removed"] == true
}

// affects reports whether a plan's worsens and introduces count for a risk: it is live, or done and finished after the risk's last analysis.
func (n *naive) affects(plan string, risk table) bool {
	return n.live(plan) || n.base(risk) != "" && n.finished(plan) > n.base(risk)
}

// verdict is what was judged of a plan, without criteria: the newest judgement that names it, or the risk and is dated no earlier than its approval or start, of
// those that have not lapsed.
func (n *naive) verdict(plan, risk string, now naiveRating) string {
	since := n.approval(plan)
	if since == "" {
		since = text(n.records["treatments"][plan], "start")
	}
	d, _ := n.newest("judgement", func(d table) bool {
		ofPlan := names(d, "treatments", plan) || names(d, "risks", risk) && since != "" && text(d, "on") >= since
		return ofPlan && n.state(d, now) == "in-force"
	})
	return text(d, "verdict")
}

func (n *naive) judge(id string) *naiveRisk {
	t := n.records["risks"][id]
	k := &naiveRisk{count: t["provisional"] != true}
	k.inherent = n.rate(n.values(sub(t, "inherent")))
	k.now = n.rate(n.values(sub(t, "current")))
	if t["current"] == nil {
		k.now = k.inherent
	}
	q := sub(t, "quantitative")
	k.loss = estimateMean(q["frequency"]) * estimateMean(q["loss"])
	k.reasons = n.reasons(id, k.now.level, k.now, k.now, k.loss)
	accepted, acceptedID := n.decision("acceptance", id)
	if accepted != nil {
		k.acceptance = acceptedID + " " + n.state(accepted, k.now)
		liftable := func(reason string) bool { return reason == "level" && n.acceptanceOf(k.now.level) == "approval" }
		k.effect = fmt.Sprint(!slices.ContainsFunc(k.reasons, func(r string) bool { return !liftable(r) }))
	}
	judged, judgedID := n.decision("judgement", id)
	if judged != nil {
		k.judgement = judgedID + " " + n.state(judged, k.now)
	}

	n.project(id, t, k)
	k.projectedState = n.state(accepted, k.projected)
	if k.levelAlone {
		k.projectedState = n.state(accepted, k.now)
	}
	if k.removed {
		k.projectedState = ""
	}

	// Outcome.
	enough := k.removed || n.criteria != nil && len(k.projectedReasons) == 0
	short, done := false, false
	for _, p := range n.ids("treatments") {
		plan := n.records["treatments"][p]
		if !names(plan, "risks", id) {
			continue
		}
		done = done || n.base(t) != "" && n.finished(p) > n.base(t)
		if !n.live(p) {
			continue
		}
		k.plans = append(k.plans, p)
		if n.criteria != nil {
			short = short || n.target(plan, id)
		} else {
			enough = enough || n.verdict(p, id, k.now) == "accept"
			short = short || n.verdict(p, id, k.now) == "treat"
		}
	}
	switch {
	case n.closed(t):
		k.outcome = "closed"
	case k.now.likelihood < 0 || k.now.impact < 0:
		k.outcome = "unanalysed"
	case n.criteria == nil && n.state(judged, k.now) != "in-force":
		k.outcome = "needs-judgement"
	case len(k.reasons) == 0 && (n.criteria == nil || n.acceptanceOf(k.now.level) == "approval"):
		k.outcome = "accepted"
	case len(k.reasons) == 0:
		k.outcome = "acceptable"
	case len(k.plans) > 0 && enough:
		k.outcome = "in-treatment"
	case len(k.plans) > 0 && short:
		k.outcome = "insufficient-plan"
	case len(k.plans) > 0:
		k.outcome = "unevaluated-plan"
	case done:
		k.outcome = "awaiting-reanalysis"
	default:
		k.outcome = "needs-treatment"
	}
	k.pushedOver = (k.outcome == "accepted" || k.outcome == "acceptable") && len(k.projectedReasons) > 0
	n.suggest(t, k)
	n.watch(id, t, k)
	return k
}

func (n *naive) project(id string, t table, k *naiveRisk) {
	q := sub(t, "quantitative")
	likelihoods, impacts, losses := []int{k.now.likelihood}, []int{k.now.impact}, []float64{k.loss}
	var alone []string
	worseLikelihood, worseImpact := -1, -1
	for _, p := range n.ids("treatments") {
		plan := n.records["treatments"][p]
		for _, target := range tables(plan, "target") {
			if !n.live(p) || target["risk"] != id {
				continue
			}
			k.removed = k.removed || target["removed"] == true
			l, i := n.values(target)
			likelihoods, impacts = append(likelihoods, l), append(impacts, i)
			if level := text(target, "level"); level != "" {
				alone = append(alone, level)
			}
			frequency, loss := target["frequency"], target["loss"]
			if frequency == nil && loss == nil {
				continue
			}
			if frequency == nil {
				frequency = q["frequency"]
			}
			if loss == nil {
				loss = q["loss"]
			}
			losses = append(losses, estimateMean(frequency)*estimateMean(loss))
		}
		for _, effect := range tables(plan, "worsens") {
			if effect["risk"] == id && n.affects(p, t) {
				l, i := n.values(effect)
				worseLikelihood, worseImpact = max(worseLikelihood, l), max(worseImpact, i)
			}
		}
	}
	lowest := func(all []int) int {
		all = slices.DeleteFunc(all, func(x int) bool { return x < 0 })
		if len(all) == 0 {
			return -1
		}
		return slices.Min(all)
	}
	likelihood, impact := lowest(likelihoods), lowest(impacts)
	k.projected = n.rate(max(likelihood, worseLikelihood), max(impact, worseImpact))
	k.projectedLoss = math.NaN()
	if losses = slices.DeleteFunc(losses, math.IsNaN); len(losses) > 0 {
		k.projectedLoss = slices.Min(losses)
	}

	// A level alone: the lowest counts, where it is below now; never below what a side effect gives.
	if len(alone) > 0 {
		slices.SortFunc(alone, func(a, b string) int { return n.height(a) - n.height(b) })
		level := alone[0]
		below := n.height(level) < n.height(k.now.level)
		if worseLikelihood >= 0 || worseImpact >= 0 {
			// What a side effect leaves alone is as the plans leave it.
			gives := naiveRating{worseLikelihood, worseImpact, ""}
			if gives.likelihood < 0 {
				gives.likelihood = likelihood
			}
			if gives.impact < 0 {
				gives.impact = impact
			}
			if least := n.rate(gives.likelihood, gives.impact).level; n.height(least) > n.height(level) {
				level = least
			}
		}
		k.levelAlone = below && n.height(level) < n.height(k.projected.level)
		if k.levelAlone {
			k.projected = naiveRating{-1, -1, level}
		}
	}
	place := k.projected
	if k.levelAlone {
		place = k.now
	}
	k.projectedReasons = n.reasons(id, k.projected.level, k.now, place, k.projectedLoss)
	if k.removed {
		k.projected, k.projectedReasons, k.levelAlone = naiveRating{-1, -1, ""}, nil, false
		if k.projectedLoss = math.NaN(); !math.IsNaN(k.loss) {
			k.projectedLoss = 0
		}
	}
}

func (n *naive) suggest(t table, k *naiveRisk) {
	if k.now.likelihood < 0 || k.now.impact < 0 {
		return
	}
	likelihoods, impacts := n.scale("likelihood"), n.scale("impact")
	likely, grave := slices.Index(likelihoods, k.now.likelihood)+1, slices.Index(impacts, k.now.impact)+1
	k.extreme = likely == 1 && grave == len(impacts) && k.outcome != "closed"
	prohibitive := false
	for _, v := range tables(n.criteria, "viewpoint") {
		prohibitive = prohibitive || v["prohibitive"] == true && names(t, "viewpoints", text(v, "key"))
	}
	high := 3*grave > 2*len(impacts)
	switch {
	case k.outcome == "closed" || k.outcome == "needs-judgement":
	case len(k.reasons) == 0:
		k.suggested = "retain"
	case high && prohibitive:
		k.suggested = "avoid"
	case high && 3*likely <= len(likelihoods):
		k.suggested = "share"
	default:
		k.suggested = "modify"
	}
}

// watch finds what a risk's evaluation rests on and is newer than it, and what came after the closing of a closed risk; each entry is written as
// on/because/what.
func (n *naive) watch(id string, t table, k *naiveRisk) {
	own := func(key string) []string {
		out := words(t, key)
		for _, e := range words(t, "events") {
			out = append(out, words(n.records["events"][e], key)...) // a provisional event lends them too
		}
		sort.Strings(out)
		return slices.Compact(out)
	}
	k.sources, k.assets = own("sources"), own("assets")
	touches := append(append([]string{id}, k.sources...), k.assets...)

	// What a review's scope reaches the risk through.
	rests := append(append(slices.Clone(touches), words(t, "events")...), words(t, "controls")...)
	for _, obligation := range words(t, "obligations") {
		rests = append(rests, strings.Split(obligation, "#")[0])
	}
	for _, i := range n.counting("indicators") {
		if names(n.records["indicators"][i], "risks", id) {
			rests = append(rests, i)
		}
	}
	worsens := func(plan table) bool {
		return slices.ContainsFunc(tables(plan, "worsens"), func(effect table) bool { return effect["risk"] == id })
	}
	for _, p := range n.counting("treatments") {
		plan := n.records["treatments"][p]
		if text(plan, "status") != "cancelled" && (names(plan, "risks", id) || names(plan, "introduces", id) || worsens(plan)) {
			rests = append(rests, p)
		}
	}

	newest := map[string]string{} // because/what → on
	add := func(base, because, what, on string) {
		if key := because + "/" + what; base != "" && on > base && n.happened(on) && on > newest[key] {
			newest[key] = on
		}
	}
	written := func() (out []string) {
		for key, on := range newest {
			out = append(out, on+"/"+key)
		}
		sort.Strings(out)
		clear(newest)
		return out
	}

	bears := func(finding table) bool {
		all := slices.Concat(words(finding, "risks"), words(finding, "sources"), words(finding, "assets"))
		return slices.ContainsFunc(all, func(x string) bool { return slices.Contains(touches, x) })
	}
	struck := slices.Concat([]string{id}, k.assets, words(t, "events"))
	strikes := func(incident table) bool {
		all := slices.Concat(words(incident, "risks"), words(incident, "events"), words(incident, "assets"))
		return slices.ContainsFunc(all, func(x string) bool { return slices.Contains(struck, x) })
	}
	reaches := func(review table) bool {
		return slices.ContainsFunc(words(review, "scope"), func(x string) bool { return slices.Contains(rests, x) })
	}
	if k.outcome == "closed" {
		for _, f := range n.counting("findings") {
			finding := n.records["findings"][f]
			open := text(finding, "status") != "closed" || text(finding, "closed_on") > n.asOf
			if open && bears(finding) {
				add(text(t, "closed_on"), f, "finding", text(finding, "received"))
			}
		}
		for _, x := range n.counting("incidents") {
			incident := n.records["incidents"][x]
			open := text(incident, "status") != "closed" || text(incident, "closed_on") > n.asOf
			if open && strikes(incident) {
				add(text(t, "closed_on"), x, "incident", text(incident, "on"))
			}
		}
		for _, v := range n.counting("reviews") {
			if review := n.records["reviews"][v]; text(review, "outcome") == "change" && reaches(review) {
				add(text(t, "closed_on"), v, "reopened", text(review, "on"))
			}
		}
		k.touched = written()
		return
	}
	if k.outcome == "unanalysed" {
		return
	}
	base := n.base(t)
	for _, s := range n.counting("sources") {
		if slices.Contains(k.sources, s) {
			add(base, s, "observed", text(n.records["sources"][s], "observed"))
		}
	}
	for _, x := range n.counting("incidents") {
		if incident := n.records["incidents"][x]; strikes(incident) {
			add(base, x, "incident", text(incident, "on"))
		}
	}
	for _, f := range n.counting("findings") {
		if finding := n.records["findings"][f]; bears(finding) {
			add(base, f, "finding", text(finding, "received"))
		}
	}
	add(base, "criteria", "criteria", text(n.criteria, "approved_on"))
	for _, c := range n.counting("controls") {
		for _, test := range tables(n.records["controls"][c], "tests") {
			if names(t, "controls", c) && test["result"] == "fail" {
				add(base, c, "test-failed", text(test, "on"))
			}
		}
	}
	for _, i := range n.counting("indicators") {
		indicator := n.records["indicators"][i]
		limit, ok := indicator["limit"].(float64)
		if !ok || !names(indicator, "risks", id) {
			continue
		}
		for _, reading := range tables(indicator, "reading") {
			value := reading["value"].(float64)
			if indicator["worse"] == "lower" && value < limit || indicator["worse"] != "lower" && value > limit {
				add(base, i, "beyond-limit", text(reading, "on"))
			}
		}
	}
	for _, p := range n.counting("treatments") {
		plan := n.records["treatments"][p]
		if names(plan, "risks", id) {
			add(base, p, "finished", n.finished(p))
			if effectiveness := sub(plan, "effectiveness"); stands(plan) && effectiveness["result"] == "not" {
				add(base, p, "not-effective", text(effectiveness, "reviewed"))
			}
		}
		if names(plan, "introduces", id) || worsens(plan) {
			add(base, p, "worsened", n.finished(p))
		}
	}
	for _, v := range n.counting("reviews") {
		review := n.records["reviews"][v]
		if text(review, "outcome") == "change" && (len(words(review, "scope")) == 0 || reaches(review)) {
			add(base, v, "reopened", text(review, "on"))
		}
	}
	k.stale = written()
}

// judgeAll judges every risk that is there, and ranks those that count by counting, for each, those that come before it.
func (n *naive) judgeAll() map[string]*naiveRisk {
	all := map[string]*naiveRisk{}
	var ranked []string
	for _, id := range n.ids("risks") {
		if !n.there(n.records["risks"][id]) {
			continue
		}
		k := n.judge(id)
		all[id] = k
		if k.count && slices.Contains(strings.Fields("in-treatment insufficient-plan unevaluated-plan awaiting-reanalysis needs-treatment"), k.outcome) {
			ranked = append(ranked, id)
		}
	}
	// keys gives what is compared, in turn and smaller first, up to the likelihood.
	keys := func(id string) []float64 {
		t, k := n.records["risks"][id], all[id]
		pin := 1e12
		if p := number(sub(t, "priority"), "rank"); p > 0 {
			pin = float64(p)
		}
		weight := 0.0
		for _, v := range tables(n.criteria, "viewpoint") {
			if names(t, "viewpoints", text(v, "key")) {
				weight += float64(v["weight"].(int))
			}
		}
		return []float64{pin, -float64(n.height(k.now.level)), -weight, -float64(k.now.impact), -float64(k.now.likelihood)}
	}
	// The loss counts only where all that tie with a risk up to the likelihood have an estimate.
	lossCounts := func(id string) bool {
		return !slices.ContainsFunc(ranked, func(other string) bool { return slices.Equal(keys(other), keys(id)) && math.IsNaN(all[other].loss) })
	}
	compare := func(a, b string) (first bool, key string) {
		x, y := keys(a), keys(b)
		for i, key := range strings.Fields("pin level viewpoints impact likelihood") {
			if x[i] != y[i] {
				return x[i] < y[i], key
			}
		}
		if lossCounts(a) && all[a].loss != all[b].loss {
			return all[a].loss > all[b].loss, "loss"
		}
		return a < b, "id"
	}
	at := map[int]string{}
	for _, id := range ranked {
		all[id].rank = 1
		for _, other := range ranked {
			if first, _ := compare(other, id); other != id && first {
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

// judgePlans judges the plans that count.
func (n *naive) judgePlans(risks map[string]*naiveRisk) map[string]*naivePlan {
	all := map[string]*naivePlan{}
	for _, id := range n.counting("treatments") {
		plan := n.records["treatments"][id]
		p := &naivePlan{live: n.live(id)}
		all[id] = p
		for _, risk := range n.ids("risks") {
			k, t := risks[risk], n.records["risks"][risk]
			if k == nil || !k.count {
				continue
			}
			open := k.outcome != "closed" && k.outcome != "unanalysed"
			if p.live && names(plan, "risks", risk) {
				switch {
				case n.criteria != nil && open && n.target(plan, risk) && len(k.projectedReasons) > 0,
					n.criteria == nil && k.outcome == "insufficient-plan" && n.verdict(id, risk, k.now) == "treat":
					p.insufficient = append(p.insufficient, risk)
				case k.outcome == "unevaluated-plan":
					p.silent = append(p.silent, risk)
				}
			}
			if text(plan, "status") != "cancelled" && names(plan, "introduces", risk) && k.outcome == "unanalysed" {
				p.unevaluated = append(p.unevaluated, risk)
			}
			if k.pushedOver && n.affects(id, t) && slices.ContainsFunc(tables(plan, "worsens"), func(effect table) bool { return effect["risk"] == risk && raises(effect) }) {
				p.pushedOver = append(p.pushedOver, risk)
			}
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

// raises reports whether a side effect says to what it raises a risk.
func raises(effect table) bool {
	for _, key := range []string{"likelihood", "factors", "impact", "impacts"} {
		if effect[key] != nil {
			return true
		}
	}
	return false
}
