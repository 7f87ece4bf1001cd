package annals

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/source"
)

// gatherer finds what has to be said otherwise of a record, as assignments that edit understands.
type gatherer struct {
	*teller
	record      *record
	day         date.Date
	there       map[string]bool
	assignments []string
	fixed       map[string]bool // fields of which the script says what they were
	named       map[string]bool // fields that were said
}

func (g *gatherer) say(field, value string) {
	if g.fixed[field] {
		return
	}
	g.named[field] = true
	g.assignments = append(g.assignments, field+"="+value)
}

func (g *gatherer) drop(field string) { g.assignments = append(g.assignments, field+"=") }

// later reports whether a day had not come yet.
func (g *gatherer) later(v *source.Value) bool {
	return v != nil && v.Kind == source.Date && v.Date.After(g.day)
}

// whole goes through a record: what its kind says of days first, then every field.
func (g *gatherer) whole() {
	table := g.record.table
	switch g.record.folder {
	case "risks":
		if g.later(table.At("closed_on")) {
			g.drop("status")
		}
		g.analysis()
	case "findings", "incidents":
		if g.later(table.At("closed_on")) {
			g.say("status", "open")
		}
	case "treatments":
		g.plan()
	}
	g.table("", table)
}

// analysis puts an analysis back to the one that was made before.
func (g *gatherer) analysis() {
	table := g.record.table
	reviewed := table.At("reviewed")
	on := g.analysed[g.record.id]
	if reviewed != nil && g.later(reviewed) {
		if on.IsZero() {
			on = g.born[g.record.id]
			if identified := table.At("identified"); identified != nil {
				on = identified.Date.AddDays(45)
			}
			if on.After(g.day) {
				on = g.day
			}
		}
		g.say("reviewed", on.String())
		if table.At("next_review") != nil {
			g.drop("next_review")
		}
		for _, at := range []string{"inherent", "current"} {
			if table.At(at, "criteria") != nil {
				g.say(at+".criteria", g.revision(on))
			}
		}
	}
	rows := g.criteria.At("likelihood_from")
	for _, at := range []string{"inherent", "current"} {
		if factors := table.At(at, "factors"); factors != nil && rows == nil {
			g.drop(at + ".factors")
			g.say(at+".likelihood", strconv.Itoa(g.cell(factors)))
		}
		if impacts := table.At(at, "impacts"); impacts != nil {
			for i := range impacts.Fields {
				if key := impacts.Fields[i].Key; !g.area(key) {
					g.drop(at + ".impacts." + key)
				}
			}
		}
	}
	if list := table.At("consequences"); list != nil {
		for i := range list.Items {
			if key := list.Items[i].Text; !g.area(key) {
				g.assignments = append(g.assignments, "consequences-="+key)
			}
		}
	}
}

// area reports whether the criteria in force know an area of impact.
func (g *gatherer) area(key string) bool {
	list := g.criteria.At("area")
	return list != nil && slices.ContainsFunc(list.Items, func(v source.Value) bool { return v.At("key").Text == key })
}

// rateable reports whether a field is none of an area that the criteria in force do not know.
func (g *gatherer) rateable(field string) bool {
	_, area, ok := strings.Cut(field, ".impacts.")
	return !ok || g.area(area)
}

// cell gives the likelihood that the present criteria make of two factors.
func (g *gatherer) cell(factors *source.Value) int {
	doc, _ := source.Parse("content/criteria.toml", g.present["content/criteria.toml"], limits)
	at := doc.Table.At("likelihood_from", "rows")
	list := doc.Table.At("likelihood_from", "factor")
	for i := range list.Items {
		if v := factors.At(list.Items[i].At("key").Text); v != nil {
			at = at.At(int(v.Integer) - 1)
		}
	}
	return int(at.Integer)
}

// plan puts a plan back to where it was: a draft until it was approved, in progress from its start, not finished before its end.
func (g *gatherer) plan() {
	table := g.record.table
	status := table.At("status").Text
	finished, start := table.At("finished"), table.At("start")
	ended := g.decided("cancellation")
	approved := g.decided("plan-approval")
	switch {
	case finished != nil && !g.later(finished), status == "cancelled" && !ended.IsZero() && !ended.After(g.day), status == "draft":
		return
	case approved.IsZero() || approved.After(g.day):
		g.say("status", "draft")
	case start != nil && !g.later(start):
		g.say("status", "in-progress")
	default:
		g.say("status", "approved")
	}
}

// decided gives the first day on which a decision of a kind named the record.
func (g *gatherer) decided(form string) date.Date {
	first := date.Date{}
	for _, r := range g.records {
		if r.folder != "decisions" || r.table.At("kind") == nil || r.table.At("kind").Text != form || r.table.At("on") == nil {
			continue
		}
		plans := r.table.At("treatments")
		if plans == nil || !slices.ContainsFunc(plans.Items, func(v source.Value) bool { return v.Text == g.record.id }) {
			continue
		}
		if on := r.table.At("on").Date; first.IsZero() || on.Before(first) {
			first = on
		}
	}
	return first
}

// happened are the fields that tell on which day something happened.
var happened = []string{"closed_on", "done", "finished", "observed"}

// table goes through the fields of a table.
func (g *gatherer) table(at string, v *source.Value) {
	for i := range v.Fields {
		f := &v.Fields[i]
		name := quoted(f.Key)
		if at != "" {
			name = at + "." + name
		}
		if g.named[name] || g.fixed[name] || at == "" && (f.Key == "extra" || f.Key == "body") {
			continue
		}
		g.value(name, f.Key, &f.Value)
	}
}

func quoted(key string) string {
	if strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == "" {
		return key
	}
	return `"` + key + `"`
}

func (g *gatherer) value(name, key string, v *source.Value) {
	switch {
	case v.Kind == source.Date:
		if g.later(v) && slices.Contains(happened, key) {
			g.drop(name)
		}
	case name == "closed_because" && g.later(g.record.table.At("closed_on")), name == "effectiveness" && g.later(v.At("reviewed")):
		g.drop(name)
	case v.Kind == source.String:
		g.wording(name, v.Text)
	case v.Kind == source.Table && isText(v):
		for i := range v.Fields {
			g.wording(name+"."+v.Fields[i].Key, v.Fields[i].Value.Text)
		}
	case v.Kind == source.Table:
		g.table(name, v)
	case v.Kind == source.Array && len(v.Items) > 0 && v.Items[0].Kind == source.Table:
		for i := len(v.Items) - 1; i >= 0; i-- { // from the end, so that the others keep their places
			one := &v.Items[i]
			place := name + "[" + strconv.Itoa(i+1) + "]"
			risk := one.At("risk")
			if g.later(one.At("on")) || risk != nil && !g.there[risk.Text] {
				g.drop(place)
				continue
			}
			g.table(place, one)
		}
	case v.Kind == source.Array:
		g.list(name, v)
	}
}

// list leaves out the records that were not there yet.
func (g *gatherer) list(name string, v *source.Value) {
	var gone []string
	for i := range v.Items {
		id, _, _ := strings.Cut(v.Items[i].Text, "#")
		if g.knows(id) && !g.there[id] {
			gone = append(gone, v.Items[i].Text)
		}
	}
	if len(gone) == len(v.Items) && len(gone) > 0 {
		g.drop(name)
		return
	}
	for _, id := range gone {
		g.assignments = append(g.assignments, name+"-="+id)
	}
}

// wording leaves out the sentences of a text that tell of what came later. A text of which nothing would be left stays: it says what was meant from the start.
func (g *gatherer) wording(name, text string) {
	if strings.HasPrefix(name, "title") || g.named[name] || g.fixed[name] {
		return
	}
	if kept := g.sentences(text, g.day, g.there); kept != text && strings.TrimSpace(kept) != "" {
		g.assignments = append(g.assignments, name+"="+strings.TrimSpace(kept))
	} else if kept != text {
		switch whole := strings.TrimSuffix(strings.TrimSuffix(name, ".ja"), ".en"); whole {
		case "summary", "basis":
		case "priority.reason":
			g.drop("priority") // a pin without its reason is none
		default:
			g.drop(whole)
		}
	}
}

// isText reports whether a table is a text by language.
func isText(v *source.Value) bool {
	return len(v.Fields) > 0 && !slices.ContainsFunc(v.Fields, func(f source.Field) bool {
		return f.Key != "ja" && f.Key != "en" || f.Value.Kind != source.String
	})
}
