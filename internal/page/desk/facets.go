package desk

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
)

// FacetWords are the words of this file's pages and parts, by key.
var FacetWords = Words{
	"facetTag":       {Ja: "タグ", En: "Tag"},
	"facetAsset":     {Ja: "資産", En: "Asset"},
	"facetDue":       {Ja: "期限までの日数", En: "Time left"},
	"facetOverdue":   {Ja: "期限を過ぎたもの", En: "Overdue"},
	"facetSoon":      {Ja: "30日以内", En: "Within 30 days"},
	"facetQuarter":   {Ja: "90日以内", En: "Within 90 days"},
	"facetLater":     {Ja: "それより後", En: "Later"},
	"facetInherent":  {Ja: "管理策の前の位置", En: "Place before controls"},
	"facetNow":       {Ja: "現在の位置", En: "Place now"},
	"facetProjected": {Ja: "計画の完了後の位置", En: "Place once plans are done"},
	"facetCount":     {Ja: "{place}：リスク{n}件", En: "{place}, risks: {n}"},
	"facetPlace":     {Ja: "起こりやすさ{l} × 影響{i}", En: "Likelihood {l} × impact {i}"},
}

// facets gathers what the records of a list can be filtered by beside what its kind has of its own: tags, assets, and the time left.
type facets struct {
	v                *Desk
	tag, asset, due  *Picks
	inherent, now    *Picks
	projected, taken *Picks
	own              map[string]*Picks // of declared fields, by kind and key
	order            []*Picks          // in the order of the configuration
}

// NewFacets gathers what the records of a list can be filtered by beside what its kind has of its own.
func NewFacets(v *Desk) *facets {
	f := &facets{
		v: v, tag: NewPicks("tag", "facetTag"), asset: NewPicks("asset", "facetAsset"), due: NewPicks("due", "facetDue"), taken: NewPicks("option", "option"),
		inherent: NewPicks("inherent", "facetInherent"), now: NewPicks("now", "facetNow"), projected: NewPicks("projected", "facetProjected"),
	}
	f.own = map[string]*Picks{}
	for i := range v.Register.Config.Declared {
		d := &v.Register.Config.Declared[i]
		if name := d.Kind + "." + d.Key; d.Filter && f.own[name] == nil {
			p := NewPicks("own"+strconv.Itoa(i), "")
			p.label = v.Text(d.Name())
			f.own[name] = p
			f.order = append(f.order, p)
		}
	}
	f.inherent.quiet, f.now.quiet, f.projected.quiet = true, true, true
	return f
}

// Picks lists the filters; those without values are left out when the box is made.
func (f *facets) Picks() []*Picks {
	return append([]*Picks{f.asset, f.taken, f.tag, f.due, f.now, f.projected, f.inherent}, f.order...)
}

// Of gives the values of a record as pairs of name and value. The day is the one by which something is left to do; zero where there is none.
func (f *facets) Of(base *register.Record, assets []string, due date.Date) []string {
	var pairs []string
	add := func(p *Picks, values []string) {
		if len(values) > 0 {
			pairs = append(pairs, p.name, strings.Join(values, " "))
		}
	}
	tags := make([]string, len(base.Tags))
	for i, tag := range base.Tags {
		tags[i] = datumKey(tag)
		f.tag.Add(0, tags[i], f.v.Text(f.v.Register.Config.TagLabel(tag)))
	}
	add(f.tag, tags)
	for _, id := range assets {
		if e := f.v.Register.Find(id); e != nil {
			f.asset.Add(0, id, id+" "+f.v.Text(e.Of().Title))
		}
	}
	add(f.asset, assets)
	for _, d := range f.v.Register.Config.FieldsOf(base.Kind.Folder) {
		p := f.own[base.Kind.Folder+"."+d.Key]
		if p == nil {
			continue
		}
		var values []string
		for _, value := range query.Values(f.v.Assessment, base, "extra."+d.Key) {
			values = append(values, datumKey(value.Text))
			p.Add(0, datumKey(value.Text), value.Text)
		}
		add(p, values)
	}
	add(f.due, f.left(due))
	return pairs
}

// NoDay is the day of a record by which nothing is left to do.
var NoDay date.Date

// Where gives the day of a record that is open.
func Where(open bool, day date.Date) date.Date {
	if !open {
		return NoDay
	}
	return day
}

// left tells how much time there is.
func (f *facets) left(due date.Date) []string {
	if due.IsZero() {
		return nil
	}
	asOf := f.v.Assessment.AsOf
	var left []string
	add := func(order int, key, word string) {
		left = append(left, key)
		f.due.Add(order, key, f.v.Words[word])
	}
	switch {
	case due.Before(asOf):
		add(0, "overdue", "facetOverdue")
	case due.After(asOf.AddDays(90)):
		add(3, "later", "facetLater")
	default:
		if !due.After(asOf.AddDays(30)) {
			add(1, "30", "facetSoon")
		}
		add(2, "90", "facetQuarter")
	}
	return left
}

// OfRisk gives the values of a risk: also the option it takes, and its places in the matrix.
func (f *facets) OfRisk(r *assess.Risk) []part.Datum {
	var due date.Date
	for _, p := range r.Plans {
		if p.Due.After(due) {
			due = p.Due
		}
	}
	pairs := f.Of(r.Record.Of(), r.Assets, due)
	if t := r.Record.Treatment; t != nil && t.Option != "" {
		option := t.Option
		f.taken.Add(0, option, f.v.Words["option-"+option])
		pairs = append(pairs, "option", option)
	}
	if !r.Closed() && r.Standing == assess.Counted {
		for _, at := range []struct {
			p      *Picks
			rating assess.Rating
		}{{f.now, r.Now}, {f.projected, r.Projected}, {f.inherent, r.Inherent}} {
			if l, i := at.rating.Likelihood, at.rating.Impact; l != nil && i != nil {
				key := PlaceKey(*l, *i)
				at.p.Add(-100**l-*i, key, f.v.Say("facetPlace", "l", *l, "i", *i))
				pairs = append(pairs, at.p.name, key)
			}
		}
	}
	if r.Outcome.ToTreat() {
		pairs = append(pairs, "outcometoo", ToTreat)
	}
	data := make([]part.Datum, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		data = append(data, part.Datum{Name: pairs[i], Value: pairs[i+1]})
	}
	return data
}

// PlaceKey is a cell of the matrix as filters and addresses name it.
func PlaceKey(likelihood, impact int) string {
	return strconv.Itoa(likelihood) + "x" + strconv.Itoa(impact)
}
