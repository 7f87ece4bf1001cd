// Package assurance says how far a register can be relied on: where the chain from an asset to its review breaks off, what shows that the duties of management
// were done, which records nobody looks at any more, and which evaluations rest on facts that changed since.
//
// In: an assessment, and what is known of the past. Out: what is sound and what is lacking, by record. It must never read the clock, the environment or the
// disk, nor import a room that shows.
package assurance

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Break is a way in which the chain of an asset breaks off: the next step of the method was not taken.
type Break string

// The breaks, each of a step that the register adopts.
const (
	BreakNoEvent     Break = "no-event"     // no event touches the asset
	BreakLooseSource Break = "loose-source" // the source leads to no event
	BreakNoSource    Break = "no-source"    // an event of a cause names no source
	BreakNoRisk      Break = "no-risk"      // no risk names the event
	BreakEventless   Break = "eventless"    // the risk names no event
	BreakNoLevel     Break = "no-level"     // the risk is not analysed
	BreakNoJudgement Break = "no-judgement" // there are no criteria, and nobody judged the risk
	BreakNoPlan      Break = "no-plan"      // the risk is to be treated, and no plan is live
	BreakDraft       Break = "draft"        // as before, but there is a draft
	BreakLater       Break = "later"        // as before, but a plan counts from a later day on
	BreakSilent      Break = "silent"       // nothing says what the plan brings
	BreakNotAnalysed Break = "not-analysed" // the risk was not analysed since its plan was done
	BreakNoReview    Break = "no-review"    // no review reaches the risk
)

// Breaks lists every break in the order of the chain.
var Breaks = []Break{
	BreakNoEvent, BreakLooseSource, BreakNoSource, BreakNoRisk, BreakEventless, BreakNoLevel, BreakNoJudgement, BreakNoPlan, BreakDraft, BreakLater, BreakSilent,
	BreakNotAnalysed, BreakNoReview,
}

// Broken is a place at which a chain breaks off.
type Broken struct {
	Break Break
	At    string // id of the record behind which it breaks off
}

// Way is one way through the chain of an asset, from what may cause an event to the review of the risk. What is missing is empty.
type Way struct {
	Sources, Findings         []string // ids, ascending, as are the others
	Event                     string
	Risk                      *assess.Risk
	Decisions, Plans, Reviews []string
	Incidents                 []string // of the event or the risk, or that struck the asset where the way has no event
	NoPlan                    bool     // no plan is wanted: the risk is closed, acceptable or accepted

	SourceBreak, EventBreak, RiskBreak, DecisionBreak, PlanBreak, ReviewBreak Break
}

// Breaks reports whether the chain breaks off on this way.
func (w *Way) Breaks() bool {
	return cmp.Or(w.SourceBreak, w.EventBreak, w.RiskBreak, w.DecisionBreak, w.PlanBreak, w.ReviewBreak) != ""
}

// Chain is everything that hangs together with one asset (handbook 1 to 6, read from what is to be protected).
type Chain struct {
	Coverage *assess.Coverage
	Ways     []Way
	Broken   []Broken // each place once, in the order of Breaks, then by id

	Sources, Findings, Risks, Decisions, Plans, Reviews, Incidents []string // ids of what the ways hold, ascending
}

// Count gives how often the chain breaks off in a certain way.
func (c *Chain) Count(b Break) int {
	n := 0
	for _, at := range c.Broken {
		if at.Break == b {
			n++
		}
	}
	return n
}

// broken notes that the chain breaks off behind a record.
func (c *Chain) broken(b Break, id string) Break {
	c.Broken = append(c.Broken, Broken{b, id})
	return b
}

// Chains gives the chain of every asset, in the order of Register.Assets. They are followed when they are first asked for.
func Chains(a *assess.Assessment) []Chain { return assess.Made(a, chains) }

func chains(a *assess.Assessment) []Chain {
	t := newTracer(a)
	all := make([]Chain, len(a.Coverage))
	for i := range a.Coverage {
		all[i] = t.chain(&a.Coverage[i])
	}
	return all
}

// WholeReviews gives the reviews held by the as-of date whose scope is the whole register, ids ascending.
func WholeReviews(a *assess.Assessment) []string {
	var ids []string
	for _, r := range a.Register.Reviews {
		if date.Happened(r.On, a.AsOf) && len(r.Scope) == 0 {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// tracer finds what hangs together.
type tracer struct {
	a                                  *assess.Assessment
	risksOfEvent, risksOfAsset         map[string][]*assess.Risk
	sourcesOfAsset                     map[string][]string
	findingsOf, decisionsOf, reviewsOf map[string][]string       // by any record that they name
	plansOf                            map[string][]*assess.Plan // by risk
	incidentsOf                        map[string][]string       // by the events, assets and risks that they name
	named                              map[string]bool           // events that a risk names, also one of a later day
	reviewed                           bool                      // there is a review of the whole register
}

func newTracer(a *assess.Assessment) *tracer {
	t := &tracer{
		a: a, risksOfEvent: map[string][]*assess.Risk{}, risksOfAsset: map[string][]*assess.Risk{}, sourcesOfAsset: map[string][]string{}, findingsOf: map[string][]string{},
		decisionsOf: map[string][]string{}, reviewsOf: map[string][]string{}, plansOf: map[string][]*assess.Plan{}, incidentsOf: map[string][]string{}, named: map[string]bool{},
		reviewed: len(WholeReviews(a)) > 0,
	}
	add := func(to map[string][]string, id string, lists ...[]string) {
		for _, list := range lists {
			for _, of := range list {
				to[of] = append(to[of], id)
			}
		}
	}
	for _, k := range a.Risks {
		for _, event := range k.Record.Events {
			t.risksOfEvent[event] = append(t.risksOfEvent[event], k)
		}
		for _, asset := range k.Assets {
			t.risksOfAsset[asset] = append(t.risksOfAsset[asset], k)
		}
	}
	for _, k := range a.Register.Risks {
		for _, event := range k.Events {
			t.named[event] = true
		}
	}
	for _, s := range a.Register.Sources {
		add(t.sourcesOfAsset, s.ID, s.Assets)
	}
	for _, f := range a.Register.Findings {
		add(t.findingsOf, f.ID, f.Sources, f.Assets, f.Risks)
	}
	for _, n := range a.Register.Incidents {
		if date.Happened(n.On, a.AsOf) {
			add(t.incidentsOf, n.ID, n.Events, n.Assets, n.Risks)
		}
	}
	for _, d := range a.Register.Decisions {
		if a.DecisionStanding(d) == assess.DecisionMade {
			add(t.decisionsOf, d.ID, d.Risks, d.Treatments)
		}
	}
	for _, r := range a.Register.Reviews {
		if date.Happened(r.On, a.AsOf) {
			add(t.reviewsOf, r.ID, r.Scope)
		}
	}
	for _, p := range a.Plans {
		if p.Record.Status == "cancelled" {
			continue
		}
		for _, id := range p.Record.Risks {
			t.plansOf[id] = append(t.plansOf[id], p)
		}
	}
	return t
}

func (t *tracer) adopts(steps ...string) bool {
	return slices.ContainsFunc(steps, t.a.Register.Config.Process.Adopts)
}

// chain follows one asset.
func (t *tracer) chain(coverage *assess.Coverage) Chain {
	c := Chain{Coverage: coverage}
	id := coverage.Asset.ID
	events := merged(coverage.Cause, coverage.Result)
	if len(events) == 0 && t.adopts("2.1") {
		c.Ways = append(c.Ways, Way{EventBreak: c.broken(BreakNoEvent, id)})
	}
	reached := map[*assess.Risk]bool{}
	for _, event := range events {
		t.event(&c, event, reached)
	}
	for _, k := range t.risksOfAsset[id] {
		if !reached[k] {
			t.otherRisk(&c, k)
		}
	}
	for _, s := range t.sourcesOfAsset[id] {
		if slices.ContainsFunc(c.Ways, func(w Way) bool { return slices.Contains(w.Sources, s) }) {
			continue
		}
		w := Way{Sources: []string{s}}
		if t.adopts("2.1") {
			w.EventBreak = c.broken(BreakLooseSource, s)
		}
		w.Findings = t.findings(&c, &w)
		c.Ways = append(c.Ways, w)
	}
	for _, f := range t.findingsOf[id] {
		if !slices.ContainsFunc(c.Ways, func(w Way) bool { return slices.Contains(w.Findings, f) }) {
			c.Ways = append(c.Ways, Way{Findings: []string{f}})
		}
	}
	for _, n := range t.incidentsOf[id] {
		if !slices.ContainsFunc(c.Ways, func(w Way) bool { return slices.Contains(w.Incidents, n) }) {
			c.Ways = append(c.Ways, Way{Incidents: []string{n}})
		}
	}
	c.gather()
	return c
}

// event adds the ways from one event: to each of its risks, or to none.
func (t *tracer) event(c *Chain, id string, reached map[*assess.Risk]bool) {
	e := t.a.Register.Event(id)
	from := Way{Event: id, Sources: merged(e.Sources)}
	if e.Approach == "cause" && len(e.Sources) == 0 && t.adopts("1.3") {
		from.SourceBreak = c.broken(BreakNoSource, id)
	}
	risks := t.risksOfEvent[id]
	if len(risks) == 0 {
		w := from
		if !t.named[id] && t.adopts("2.2") {
			w.RiskBreak = c.broken(BreakNoRisk, id)
		}
		w.Findings = t.findings(c, &w)
		w.Incidents = merged(t.incidentsOf[id])
		c.Ways = append(c.Ways, w)
	}
	for _, k := range risks {
		reached[k] = true
		w := from
		w.Risk = k
		t.beyond(c, &w)
		c.Ways = append(c.Ways, w)
	}
}

// otherRisk adds a risk that names the asset itself: by events elsewhere, or by none.
func (t *tracer) otherRisk(c *Chain, k *assess.Risk) {
	w := Way{Risk: k, Sources: merged(k.Record.Sources)}
	if len(k.Record.Events) == 0 && t.adopts("2.1") && !k.Closed() {
		w.EventBreak = c.broken(BreakEventless, k.Record.ID)
	}
	t.beyond(c, &w)
	if len(k.Record.Events) == 0 {
		c.Ways = append(c.Ways, w)
		return
	}
	for _, id := range k.Record.Events {
		way := w
		way.Event = id
		if e := t.a.Register.Event(id); e != nil {
			way.Sources = merged(w.Sources, e.Sources)
		}
		c.Ways = append(c.Ways, way)
	}
}

// beyond fills in what comes after the risk of a way.
func (t *tracer) beyond(c *Chain, w *Way) {
	id := w.Risk.Record.ID
	w.Findings = t.findings(c, w)
	w.Incidents = merged(t.incidentsOf[id], t.incidentsOf[w.Event])
	decisions, reviews := [][]string{t.decisionsOf[id]}, [][]string{t.reviewsOf[id], t.reviewsOf[c.Coverage.Asset.ID], t.reviewsOf[w.Event]}
	plans := t.plansOf[id]
	for _, p := range plans {
		w.Plans = append(w.Plans, p.Record.ID)
		decisions, reviews = append(decisions, t.decisionsOf[p.Record.ID]), append(reviews, t.reviewsOf[p.Record.ID])
	}
	for _, s := range w.Sources {
		reviews = append(reviews, t.reviewsOf[s])
	}
	w.Plans, w.Decisions, w.Reviews = merged(w.Plans), merged(decisions...), merged(reviews...)
	switch w.Risk.Outcome {
	case assess.Closed:
		w.NoPlan = true
		return
	case assess.Unanalysed:
		if t.adopts("3.1") {
			w.RiskBreak = c.broken(BreakNoLevel, id)
		}
	case assess.NeedsJudgement:
		if t.adopts("4.1") {
			w.DecisionBreak = c.broken(BreakNoJudgement, id)
		}
	case assess.NeedsTreatment:
		if t.adopts("5.1") {
			w.PlanBreak = c.broken(unplanned(plans), id)
		}
	case assess.UnevaluatedPlan:
		if t.adopts("5.1") {
			w.PlanBreak = c.broken(BreakSilent, id)
		}
	case assess.AwaitingReanalysis:
		if t.adopts("3.1") {
			w.RiskBreak = c.broken(BreakNotAnalysed, id)
		}
	case assess.Accepted, assess.Acceptable:
		w.NoPlan = true
	}
	if len(w.Reviews) == 0 && !t.reviewed && t.adopts("6.1", "6.2") {
		w.ReviewBreak = c.broken(BreakNoReview, id)
	}
}

// unplanned says how a risk that is to be treated lacks a live plan.
func unplanned(plans []*assess.Plan) Break {
	switch {
	case slices.ContainsFunc(plans, func(p *assess.Plan) bool { return !p.LiveFrom.IsZero() }):
		return BreakLater
	case slices.ContainsFunc(plans, func(p *assess.Plan) bool { return p.Record.Status == "draft" }):
		return BreakDraft
	}
	return BreakNoPlan
}

// findings gives the findings that bear on a way: by its risk, or by a source where they do not name other assets alone.
func (t *tracer) findings(c *Chain, w *Way) []string {
	var found []string
	for _, s := range w.Sources {
		for _, id := range t.findingsOf[s] {
			f, _ := t.a.Register.Find(id).(*register.Finding)
			if f != nil && (len(f.Assets) == 0 || slices.Contains(f.Assets, c.Coverage.Asset.ID)) {
				found = append(found, id)
			}
		}
	}
	if w.Risk != nil {
		found = append(found, t.findingsOf[w.Risk.Record.ID]...)
	}
	return merged(found)
}

// gather lists what the ways of a chain hold, each record once, and puts its breaks in order.
func (c *Chain) gather() {
	for i := range c.Ways {
		w := &c.Ways[i]
		c.Sources, c.Findings = append(c.Sources, w.Sources...), append(c.Findings, w.Findings...)
		c.Decisions, c.Plans, c.Reviews = append(c.Decisions, w.Decisions...), append(c.Plans, w.Plans...), append(c.Reviews, w.Reviews...)
		c.Incidents = append(c.Incidents, w.Incidents...)
		if w.Risk != nil {
			c.Risks = append(c.Risks, w.Risk.Record.ID)
		}
	}
	for _, list := range []*[]string{&c.Sources, &c.Findings, &c.Risks, &c.Decisions, &c.Plans, &c.Reviews, &c.Incidents} {
		*list = merged(*list)
	}
	slices.SortFunc(c.Broken, func(x, y Broken) int {
		return cmp.Or(cmp.Compare(slices.Index(Breaks, x.Break), slices.Index(Breaks, y.Break)), strings.Compare(x.At, y.At))
	})
	c.Broken = slices.Compact(c.Broken)
}

// merged gives the ids of several lists, ascending, each once.
func merged(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
