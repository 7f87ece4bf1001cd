package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// owner is one who answers for something: a party of parties.toml, or a name that records give in free text.
type owner struct {
	key   string
	file  string          // name of the page, without its ending
	party *register.Party // nil for a name in free text

	risks     []*assess.Risk // by priority
	plans     []*assess.Plan
	undated   []ownedAction // open actions without a due date; the others are among due
	findings  []*register.Finding
	assets    []*register.Asset
	controls  []*register.Control
	decisions []*register.Decision // decided or proposed, newest first
	reviews   []*register.Review   // newest first
	shared    []*register.Treatment
	others    []register.Entry // of kinds without a list of their own
	waiting   []register.Entry // that nobody has confirmed yet: they are in none of the others
	groups    []string         // keys of the parties that name it as a member
	within    []string         // keys of the parties that name it as their parent
	due       []*assess.DueItem

	beyond        int // risks to be treated
	unjudged      int // open risks that could not be judged
	overdue, soon int // of due
	lateActions   int // of due
	openActions   int // with a date or without
}

// ownedAction is one open action of a plan.
type ownedAction struct {
	plan   *register.Treatment
	action *register.Action
}

// soonDays is how many days from the as-of date on count as soon.
const soonDays = 30

// owners are all who answer for something, and every party.
type owners struct {
	all     []*owner // by key
	byKey   map[string]*owner
	nobodys []*assess.DueItem // due items that name no owner
}

// newOwners gathers what everybody answers for, in one walk over the register.
func newOwners(a *assess.Assessment) *owners {
	o := &owners{byKey: map[string]*owner{}}
	r := a.Register
	for i := range r.Parties {
		p := &r.Parties[i]
		if at := o.of(p.Key); at != nil {
			at.party = p
		}
		if at := o.of(p.Parent); at != nil {
			at.within = append(at.within, p.Key)
		}
		for _, member := range p.Members {
			if at := o.of(member); at != nil {
				at.groups = append(at.groups, p.Key)
			}
		}
	}
	o.gatherOwned(a)
	o.gatherPlans(a)
	for _, d := range r.Decisions {
		for _, key := range distinctKeys(d.By, d.ProposedBy, d.Body) {
			o.of(key).decisions = append(o.of(key).decisions, d)
		}
	}
	for _, v := range r.Reviews {
		if at := o.of(v.By); at != nil {
			at.reviews = append(at.reviews, v)
		}
	}
	o.gatherDue(a)
	for _, at := range o.byKey {
		o.all = append(o.all, at)
		slices.SortStableFunc(at.decisions, func(x, y *register.Decision) int { return y.On.Compare(x.On) })
		slices.SortStableFunc(at.reviews, func(x, y *register.Review) int { return y.On.Compare(x.On) })
	}
	slices.SortFunc(o.all, func(x, y *owner) int { return strings.Compare(x.key, y.key) })
	nameFiles(o.all)
	return o
}

// of gives the owner of a key; nil for none.
func (o *owners) of(key string) *owner {
	if key == "" {
		return nil
	}
	at := o.byKey[key]
	if at == nil {
		at = &owner{key: key}
		o.byKey[key] = at
	}
	return at
}

// gatherOwned takes in the records by their owner.
func (o *owners) gatherOwned(a *assess.Assessment) {
	risks := slices.Clone(a.Risks)
	slices.SortStableFunc(risks, comparePriority)
	for _, k := range risks {
		if at := o.of(k.Record.Owner); at != nil {
			at.risks = append(at.risks, k)
			switch {
			case k.Outcome.ToTreat():
				at.beyond++
			case !k.Outcome.Judged():
				at.unjudged++
			}
		}
	}
	for _, e := range a.Register.All() {
		at := o.of(e.Of().Owner)
		switch {
		case at == nil:
			continue
		case e.Of().Provisional:
			at.waiting = append(at.waiting, e)
			continue
		}
		switch record := e.(type) {
		case *register.Asset:
			at.assets = append(at.assets, record)
		case *register.Control:
			at.controls = append(at.controls, record)
		case *register.Finding:
			at.findings = append(at.findings, record)
		case *register.Risk, *register.Treatment: // taken in as judged
		default:
			at.others = append(at.others, e)
		}
	}
}

// gatherPlans takes in the plans, the open actions and the parties that risks are shared with.
func (o *owners) gatherPlans(a *assess.Assessment) {
	for _, p := range a.Plans {
		t := p.Record
		if at := o.of(t.Owner); at != nil {
			at.plans = append(at.plans, p)
		}
		if at := o.of(t.With); at != nil {
			at.shared = append(at.shared, t)
		}
		if t.Status == "cancelled" {
			continue
		}
		for i := range t.Actions {
			action := &t.Actions[i]
			at := o.of(cmp.Or(action.Owner, t.Owner))
			if at == nil || !action.Done.IsZero() && !action.Done.After(a.AsOf) {
				continue
			}
			at.openActions++
			if action.Due.IsZero() {
				at.undated = append(at.undated, ownedAction{t, action})
			}
		}
	}
}

// gatherDue takes in what falls due.
func (o *owners) gatherDue(a *assess.Assessment) {
	soon := a.AsOf.AddDays(soonDays)
	for i := range a.Due {
		d := &a.Due[i]
		if len(d.Owners) == 0 {
			o.nobodys = append(o.nobodys, d)
		}
		for _, key := range d.Owners {
			at := o.of(key)
			at.due = append(at.due, d)
			switch {
			case d.Overdue(a.AsOf):
				at.overdue++
				if d.Kind == assess.DueAction {
					at.lateActions++
				}
			case !d.On.After(soon):
				at.soon++
			}
		}
	}
}

// next gives the first day on or after the as-of date on which something falls due; zero where there is none.
func (o *owner) next() date.Date {
	if o.overdue < len(o.due) {
		return o.due[o.overdue].On
	}
	return date.Date{}
}

// idle tells whether nothing is to be shown of the owner beyond the name.
func (o *owner) idle() bool {
	return len(o.risks)+len(o.plans)+len(o.undated)+len(o.findings)+len(o.assets)+len(o.controls)+len(o.decisions)+len(o.reviews)+len(o.shared)+len(o.others)+len(o.waiting)+len(o.due) == 0
}

// mostNameBytes is how long the name of an owner's page may be: file systems take 255 bytes, and an ending and a number follow.
const mostNameBytes = 120

// nameFiles gives every owner the name of a page of its own, also on file systems that take no notice of case or of the form of letters.
func nameFiles(all []*owner) {
	taken, number := map[string]bool{}, map[string]int{}
	fold := func(name string) string { return strings.ToLower(norm.NFC.String(name)) }
	for _, o := range all {
		base := fileName(o.key)
		if len(base) > mostNameBytes {
			cut := mostNameBytes
			for !utf8.RuneStart(base[cut]) {
				cut--
			}
			sum := sha256.Sum256([]byte(o.key))
			base = base[:cut] + "_" + hex.EncodeToString(sum[:4])
		}
		o.file = base
		for taken[fold(o.file)] {
			number[fold(base)]++
			o.file = fmt.Sprintf("%s_%d", base, number[fold(base)]+1)
		}
		taken[fold(o.file)] = true
	}
}

// distinctKeys gives the keys that are not empty, each once.
func distinctKeys(keys ...string) []string {
	var list []string
	for _, k := range keys {
		if k != "" && !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	return list
}

// ownerPath is the path of an owner's page.
func (o *owner) path() string { return "owners/" + o.file + ".html" }

// ownerName names an owner as v.party does.
func (v *view) ownerName(key string) string {
	if o := v.index.owners().byKey[key]; o != nil && o.party != nil {
		return v.text(o.party.Title)
	}
	return key
}

// ownerLink names an owner on the page at path, with a link to all that the owner answers for.
func (v *view) ownerLink(path, key string) part.Part {
	o := v.index.owners().byKey[key]
	if o == nil {
		return part.Words(key)
	}
	if o.party == nil {
		return v.pageLink(path, o.path(), key)
	}
	return insideLink(path, o.path(), v.short(o.party.Title))
}

// ownerLinks names several owners.
func (v *view) ownerLinks(path string, keys []string) part.Part {
	pieces := make([]part.Part, len(keys))
	for i, key := range keys {
		pieces[i] = v.ownerLink(path, key)
	}
	return join(v.words["listSeparator"], pieces...)
}
