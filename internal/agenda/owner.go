package agenda

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Owner is one who answers for something: a party of parties.toml, or a name that records give in free text.
type Owner struct {
	Key   string
	Party *register.Party // nil for a name in free text

	Risks     []*assess.Risk // by priority
	Plans     []*assess.Plan
	Undated   []OwnedAction // open actions without a due date; the others are among Due
	Findings  []*register.Finding
	Assets    []*register.Asset
	Controls  []*register.Control
	Decisions []*register.Decision // decided or proposed, newest first
	Reviews   []*register.Review   // newest first
	Shared    []*register.Treatment
	Others    []register.Entry  // of kinds without a list of their own
	Waiting   []register.Entry  // that nobody has confirmed yet: they are in none of the others
	Decides   []*Wanted         // what waits for its decision, in the order of AllWanted
	Lapses    []*Lapsing        // what it may decide on before it lapses, by day
	Groups    []string          // keys of the parties that name it as a member
	Within    []string          // keys of the parties that name it as their parent
	Due       []*assess.DueItem // by day

	ToTreat       int // risks to be treated
	Unjudged      int // open risks that could not be judged
	Overdue, Soon int // of Due
	LateActions   int // of Due
	OpenActions   int // with a date or without
}

// OwnedAction is one open action of a plan.
type OwnedAction struct {
	Plan   *register.Treatment
	Action *register.Action
}

// Owners are all who answer for something, and every party.
type Owners struct {
	All    []*Owner // by key
	Nobody *Owner   // holds what falls due and names no owner

	byKey map[string]*Owner
}

// Of gives the owner of a key; nil where nothing names it.
func (o *Owners) Of(key string) *Owner { return o.byKey[key] }

// OwnersOf gives what everybody answers for. It is gathered when it is first asked for.
func OwnersOf(a *assess.Assessment) *Owners { return assess.Made(a, newOwners) }

// newOwners gathers what everybody answers for, in one walk over the register.
func newOwners(a *assess.Assessment) *Owners {
	o := &Owners{Nobody: &Owner{}, byKey: map[string]*Owner{}}
	r := a.Register
	for i := range r.Parties {
		p := &r.Parties[i]
		if at := o.take(p.Key); at != nil {
			at.Party = p
		}
		if at := o.take(p.Parent); at != nil {
			at.Within = append(at.Within, p.Key)
		}
		for _, member := range p.Members {
			if at := o.take(member); at != nil {
				at.Groups = append(at.Groups, p.Key)
			}
		}
	}
	o.gatherOwned(a)
	o.gatherPlans(a)
	for _, d := range r.Decisions {
		for _, key := range register.Distinct([]string{d.By, d.ProposedBy, d.Body}) {
			if at := o.take(key); at != nil {
				at.Decisions = append(at.Decisions, d)
			}
		}
	}
	for _, v := range r.Reviews {
		if at := o.take(v.By); at != nil {
			at.Reviews = append(at.Reviews, v)
		}
	}
	o.gatherDue(a)
	o.gatherDecides(a)
	for _, at := range o.byKey {
		o.All = append(o.All, at)
		slices.SortStableFunc(at.Decisions, func(x, y *register.Decision) int { return y.On.Compare(x.On) })
		slices.SortStableFunc(at.Reviews, func(x, y *register.Review) int { return y.On.Compare(x.On) })
	}
	slices.SortFunc(o.All, func(x, y *Owner) int { return strings.Compare(x.Key, y.Key) })
	return o
}

// take gives the owner of a key, a new one where there is none yet; nil for no key, and for one that is withheld.
func (o *Owners) take(key string) *Owner {
	if key == "" || key == register.Withheld {
		return nil
	}
	at := o.byKey[key]
	if at == nil {
		at = &Owner{Key: key}
		o.byKey[key] = at
	}
	return at
}

// gatherOwned takes in the records by their owner.
func (o *Owners) gatherOwned(a *assess.Assessment) {
	for _, k := range a.ByPriority() {
		if at := o.take(k.Record.Owner); at != nil {
			at.Risks = append(at.Risks, k)
			switch k.Need() {
			case assess.NeedTreatment:
				at.ToTreat++
			case assess.NeedUnjudged:
				at.Unjudged++
			}
		}
	}
	for _, e := range a.Register.All() {
		at := o.take(e.Of().Owner)
		switch {
		case at == nil:
			continue
		case e.Of().Provisional:
			at.Waiting = append(at.Waiting, e)
			continue
		}
		switch record := e.(type) {
		case *register.Asset:
			at.Assets = append(at.Assets, record)
		case *register.Control:
			at.Controls = append(at.Controls, record)
		case *register.Finding:
			at.Findings = append(at.Findings, record)
		case *register.Risk, *register.Treatment: // taken in as judged
		default:
			at.Others = append(at.Others, e)
		}
	}
}

// gatherPlans takes in the plans, the open actions and the parties that risks are shared with.
func (o *Owners) gatherPlans(a *assess.Assessment) {
	for _, p := range a.Plans {
		t := p.Record
		if at := o.take(t.Owner); at != nil {
			at.Plans = append(at.Plans, p)
		}
		if at := o.take(t.With); at != nil {
			at.Shared = append(at.Shared, t)
		}
		if t.Status == "cancelled" {
			continue
		}
		for i := range t.Actions {
			action := &t.Actions[i]
			at := o.take(cmp.Or(action.Owner, t.Owner))
			if at == nil || date.Happened(action.Done, a.AsOf) {
				continue
			}
			at.OpenActions++
			if action.Due.IsZero() {
				at.Undated = append(at.Undated, OwnedAction{t, action})
			}
		}
	}
}

// gatherDue takes in what falls due.
func (o *Owners) gatherDue(a *assess.Assessment) {
	for i := range a.Due {
		d := &a.Due[i]
		if len(d.Owners) == 0 {
			o.Nobody.due(a, d)
		}
		for _, key := range d.Owners {
			if at := o.take(key); at != nil {
				at.due(a, d)
			}
		}
	}
}

// gatherDecides takes in what waits for a decision by those who may take it, and what lapses before long.
func (o *Owners) gatherDecides(a *assess.Assessment) {
	wanted := AllWanted(a)
	for i := range wanted {
		for _, key := range DecidersFor(a, &wanted[i]).Parties {
			o.take(key).Decides = append(o.byKey[key].Decides, &wanted[i])
		}
	}
	lapsing := SoonLapsing(a)
	for i := range lapsing {
		for _, key := range DecidersOf(a, &lapsing[i]).Parties {
			o.take(key).Lapses = append(o.byKey[key].Lapses, &lapsing[i])
		}
	}
}

func (o *Owner) due(a *assess.Assessment, d *assess.DueItem) {
	o.Due = append(o.Due, d)
	switch {
	case d.Overdue(a.AsOf):
		o.Overdue++
		if d.Kind == assess.DueAction {
			o.LateActions++
		}
	case a.Soon(d):
		o.Soon++
	}
}

// Next gives the first day on or after the as-of date on which something falls due; zero where there is none.
func (o *Owner) Next() date.Date {
	if o.Overdue < len(o.Due) {
		return o.Due[o.Overdue].On
	}
	return date.Date{}
}

// Idle reports whether the owner answers for nothing.
func (o *Owner) Idle() bool {
	return len(o.Risks)+len(o.Plans)+len(o.Undated)+len(o.Findings)+len(o.Assets)+len(o.Controls)+len(o.Decisions)+len(o.Reviews)+len(o.Shared)+len(o.Others)+len(o.Waiting)+len(o.Due)+len(o.Decides)+len(o.Lapses) == 0
}

// OpenRisks counts the risks that are not closed.
func (o *Owner) OpenRisks() int {
	return assess.Count(o.Risks, func(k *assess.Risk) bool { return !k.Closed() })
}

// LivePlans counts the plans that are live on the as-of date.
func (o *Owner) LivePlans() int {
	return assess.Count(o.Plans, func(p *assess.Plan) bool { return p.Live })
}
