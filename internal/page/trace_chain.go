package page

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// breakKeys are the ways in which a chain breaks off, in its order, as keys of the words.
var breakKeys = []string{
	"traceNoEvent", "traceSourceLoose", "traceNoSource", "traceNoRisk", "traceEventless", "traceNoLevel", "traceNoJudgement", "traceNoPlan", "traceDraft", "traceLater", "traceSilent", "traceNotAnalysed", "traceNoReview",
}

// link is one way through the chain of an asset. What is missing is empty; a break is a key of the words.
type link struct {
	sources, findings []string
	event             string
	risk              *assess.Risk
	decisions, plans  []string
	reviews           []string
	noRisk            bool // the event says why it leads to no risk
	noPlan            bool // no plan is wanted

	sourceBreak, eventBreak, riskBreak, decisionBreak, planBreak, reviewBreak string
}

// chain is everything that hangs together with one asset.
type chain struct {
	asset    *register.Asset
	coverage *assess.Coverage
	links    []link
	count    map[string]int // of breaks, by key
	seen     map[[2]string]bool
	left     int // links that are not shown

	sources, findings, risks, decisions, plans, reviews []string // distinct ids, ascending
}

// breaks is how often the chain breaks off.
func (c *chain) breaks() int {
	n := 0
	for _, key := range breakKeys {
		n += c.count[key]
	}
	return n
}

// broken notes that the chain breaks off at a record, once.
func (c *chain) broken(key, id string) string {
	if at := [2]string{key, id}; !c.seen[at] {
		c.seen[at] = true
		c.count[key]++
	}
	return key
}

// cut leaves the first links of a chain, those that break off before the others.
func (c *chain) cut(most int) {
	if len(c.links) <= most {
		return
	}
	slices.SortStableFunc(c.links, func(a, b link) int {
		switch {
		case a.breaks() == b.breaks():
			return 0
		case a.breaks():
			return -1
		}
		return 1
	})
	c.left = len(c.links) - most
	c.links = c.links[:most]
}

// breaks tells whether the chain breaks off at a link.
func (l *link) breaks() bool {
	return l.sourceBreak+l.eventBreak+l.riskBreak+l.decisionBreak+l.planBreak+l.reviewBreak != ""
}

// tracer finds what hangs together.
type tracer struct {
	*view
	bearing
	risksOfEvent                       map[string][]*assess.Risk
	sourcesOfAsset                     map[string][]string
	findingsOf, decisionsOf, reviewsOf map[string][]string // by any record that they name
	plansOf                            map[string][]*register.Treatment
	unexplained                        map[string]bool // events that lead to no risk and do not say why
	wholeReviews                       []string        // reviews whose scope is the whole register
}

func (v *view) newTracer() *tracer {
	t := &tracer{
		view: v, bearing: newBearing(v.Assessment), risksOfEvent: map[string][]*assess.Risk{}, sourcesOfAsset: map[string][]string{}, findingsOf: map[string][]string{},
		decisionsOf: map[string][]string{}, reviewsOf: map[string][]string{}, plansOf: map[string][]*register.Treatment{}, unexplained: map[string]bool{},
	}
	add := func(to map[string][]string, id string, lists ...[]string) {
		for _, list := range lists {
			for _, of := range list {
				to[of] = append(to[of], id)
			}
		}
	}
	for _, r := range v.Assessment.Risks {
		for _, event := range r.Record.Events {
			t.risksOfEvent[event] = append(t.risksOfEvent[event], r)
		}
	}
	for _, s := range v.Register.Sources {
		add(t.sourcesOfAsset, s.ID, s.Assets)
	}
	for _, f := range v.Register.Findings {
		add(t.findingsOf, f.ID, f.Sources, f.Assets, f.Risks)
	}
	asOf := v.Assessment.AsOf
	for _, d := range v.Register.Decisions {
		if v.Assessment.DecisionStanding(d) == assess.DecisionMade {
			add(t.decisionsOf, d.ID, d.Risks, d.Treatments)
		}
	}
	for _, r := range v.Register.Reviews {
		if asOf.Before(r.On) {
			continue
		}
		add(t.reviewsOf, r.ID, r.Scope)
		if len(r.Scope) == 0 {
			t.wholeReviews = append(t.wholeReviews, r.ID)
		}
	}
	for _, p := range v.Register.Treatments {
		if p.Status == "cancelled" {
			continue
		}
		for _, risk := range p.Risks {
			t.plansOf[risk] = append(t.plansOf[risk], p)
		}
	}
	for _, g := range v.Checked().Gaps["2.2"] {
		if g.Rule == eventWithoutRisk {
			t.unexplained[g.ID] = true
		}
	}
	return t
}

// eventWithoutRisk is the rule that tells of events that lead to no risk and do not say why.
const eventWithoutRisk = "event-without-risk"

func (t *tracer) adopts(steps ...string) bool {
	return slices.ContainsFunc(steps, t.Register.Config.Process.Adopts)
}

// chain follows one asset.
func (t *tracer) chain(coverage *assess.Coverage) *chain {
	c := &chain{asset: coverage.Asset, coverage: coverage, count: map[string]int{}, seen: map[[2]string]bool{}}
	events := merged(coverage.Cause, coverage.Result)
	if len(events) == 0 && t.adopts("2.1") {
		c.links = append(c.links, link{eventBreak: c.broken("traceNoEvent", c.asset.ID)})
	}
	reached := map[string]bool{}
	for _, id := range events {
		t.event(c, id, reached)
	}
	for _, id := range t.byAsset[c.asset.ID] {
		if !reached[id] {
			t.otherRisk(c, t.Assessment.Risk(id))
		}
	}
	for _, id := range t.sourcesOfAsset[c.asset.ID] {
		if slices.ContainsFunc(c.links, func(l link) bool { return slices.Contains(l.sources, id) }) {
			continue
		}
		l := link{sources: []string{id}}
		if t.adopts("2.1") {
			l.eventBreak = c.broken("traceSourceLoose", id)
		}
		l.findings = t.findingsFor(c, &l)
		c.links = append(c.links, l)
	}
	for _, id := range t.findingsOf[c.asset.ID] {
		if !slices.ContainsFunc(c.links, func(l link) bool { return slices.Contains(l.findings, id) }) {
			c.links = append(c.links, link{findings: []string{id}})
		}
	}
	c.gather()
	return c
}

// event adds the ways from one event: to each of its risks, or to none.
func (t *tracer) event(c *chain, id string, reached map[string]bool) {
	e := t.Register.Event(id)
	base := link{event: id, sources: merged(e.Sources)}
	if e.Approach == "cause" && len(e.Sources) == 0 && t.adopts("1.3") {
		base.sourceBreak = c.broken("traceNoSource", id)
	}
	risks := t.risksOfEvent[id]
	if len(risks) == 0 {
		l := base
		if t.unexplained[id] {
			l.riskBreak = c.broken("traceNoRisk", id)
		} else {
			l.noRisk = t.adopts("2.2")
		}
		l.findings = t.findingsFor(c, &l)
		c.links = append(c.links, l)
	}
	for _, r := range risks {
		reached[r.Record.ID] = true
		l := base
		l.risk = r
		t.follow(c, &l)
		c.links = append(c.links, l)
	}
}

// otherRisk adds a risk that names the asset itself: by events elsewhere, or by none.
func (t *tracer) otherRisk(c *chain, r *assess.Risk) {
	l := link{risk: r, sources: merged(r.Record.Sources)}
	if len(r.Record.Events) == 0 && t.adopts("2.1") && !r.Closed() {
		l.eventBreak = c.broken("traceEventless", r.Record.ID)
	}
	t.follow(c, &l)
	if len(r.Record.Events) == 0 {
		c.links = append(c.links, l)
		return
	}
	for _, id := range r.Record.Events {
		way := l
		way.event = id
		if e := t.Register.Event(id); e != nil {
			way.sources = merged(l.sources, e.Sources)
		}
		c.links = append(c.links, way)
	}
}

// follow fills in what comes after the risk of a link.
func (t *tracer) follow(c *chain, l *link) {
	id := l.risk.Record.ID
	l.findings = t.findingsFor(c, l)
	decisions, reviews := [][]string{t.decisionsOf[id]}, [][]string{t.reviewsOf[id], t.reviewsOf[c.asset.ID], t.reviewsOf[l.event]}
	drafted, later := false, false
	for _, p := range t.plansOf[id] {
		l.plans = append(l.plans, p.ID)
		drafted = drafted || p.Status == "draft"
		if judged := t.Assessment.Plan(p.ID); judged != nil && !judged.LiveFrom.IsZero() {
			later = true
		}
		decisions, reviews = append(decisions, t.decisionsOf[p.ID]), append(reviews, t.reviewsOf[p.ID])
	}
	for _, s := range l.sources {
		reviews = append(reviews, t.reviewsOf[s])
	}
	l.plans, l.decisions, l.reviews = merged(l.plans), merged(decisions...), merged(reviews...)
	switch l.risk.Outcome {
	case assess.Closed:
		l.noPlan = true
		return
	case assess.Unanalysed:
		if t.adopts("3.1") {
			l.riskBreak = c.broken("traceNoLevel", id)
		}
	case assess.NeedsJudgement:
		if t.adopts("4.1") {
			l.decisionBreak = c.broken("traceNoJudgement", id)
		}
	case assess.NeedsTreatment:
		switch {
		case !t.adopts("5.1"):
		case later:
			l.planBreak = c.broken("traceLater", id)
		case drafted:
			l.planBreak = c.broken("traceDraft", id)
		default:
			l.planBreak = c.broken("traceNoPlan", id)
		}
	case assess.UnevaluatedPlan:
		if t.adopts("5.1") {
			l.planBreak = c.broken("traceSilent", id)
		}
	case assess.AwaitingReanalysis:
		if t.adopts("3.1") {
			l.riskBreak = c.broken("traceNotAnalysed", id)
		}
	case assess.Accepted, assess.Acceptable:
		l.noPlan = true
	}
	if len(l.reviews)+len(t.wholeReviews) == 0 && t.adopts("6.1", "6.2") {
		l.reviewBreak = c.broken("traceNoReview", id)
	}
}

// findingsFor gives the findings that bear on a link: by its risk, or by a source where they do not name other assets alone.
func (t *tracer) findingsFor(c *chain, l *link) []string {
	var found []string
	for _, s := range l.sources {
		for _, id := range t.findingsOf[s] {
			f, _ := t.Register.Find(id).(*register.Finding)
			if f != nil && (len(f.Assets) == 0 || slices.Contains(f.Assets, c.asset.ID)) {
				found = append(found, id)
			}
		}
	}
	if l.risk != nil {
		found = append(found, t.findingsOf[l.risk.Record.ID]...)
	}
	return merged(found)
}

// gather counts what the links of a chain hold, each record once.
func (c *chain) gather() {
	for i := range c.links {
		l := &c.links[i]
		c.sources, c.findings = append(c.sources, l.sources...), append(c.findings, l.findings...)
		c.decisions, c.plans, c.reviews = append(c.decisions, l.decisions...), append(c.plans, l.plans...), append(c.reviews, l.reviews...)
		if l.risk != nil {
			c.risks = append(c.risks, l.risk.Record.ID)
		}
	}
	for _, list := range []*[]string{&c.sources, &c.findings, &c.risks, &c.decisions, &c.plans, &c.reviews} {
		*list = merged(*list)
	}
}

// merged gives the ids of several lists, ascending, each once.
func merged(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
