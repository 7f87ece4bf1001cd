package compare

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// places are the names of the elements of lists of tables: the key of each table that tells it from its neighbours. The elements of other lists go by
// their place, from 1.
var places = map[string]string{
	"area": "key", "audience": "name", "clause": "key", "factor": "key", "field": "key", "impact": "value", "level": "key", "likelihood": "value",
	"reading": "on", "stage": "step", "steps": "value", "tag": "key", "target": "risk", "tolerance": "loss", "viewpoint": "key", "worsens": "risk",
}

// differ gathers what two tables say differently. The two files are where their texts stand, so that relative links lead somewhere.
type differ struct {
	*comparer
	file    string // of the first state
	dots    bool   // elements are called level.medium as in settings, not target[R-001] as in records
	changes []Change
}

func find(fields []register.Field, key string) *register.Field {
	if i := slices.IndexFunc(fields, func(f register.Field) bool { return f.Key == key }); i >= 0 {
		return &fields[i]
	}
	return nil
}

// table compares two tables key by key. Either may be nil.
func (d *differ) table(path string, fields []register.Field, a, b *source.Value) {
	for key := range keysOf(a, b) {
		at := key
		if path != "" {
			at = path + "." + key
		}
		d.value(at, find(fields, key), key, a.At(key), b.At(key))
	}
}

// keysOf goes through the keys of two tables, either of which may be nil: those of the first, then those that only the second has.
func keysOf(a, b *source.Value) iter.Seq[string] {
	return func(yield func(string) bool) {
		if a != nil {
			for i := range a.Fields {
				if !yield(a.Fields[i].Key) {
					return
				}
			}
		}
		if b != nil {
			for i := range b.Fields {
				if key := b.Fields[i].Key; a.Field(key) == nil && !yield(key) {
					return
				}
			}
		}
	}
}

// value compares two values at one key. Either may be nil.
func (d *differ) value(path string, f *register.Field, key string, a, b *source.Value) {
	switch {
	case f != nil && f.Shape == register.ShapeText && f.Arrays == 0:
		d.text(path, f, a, b)
	case isOr(a, b, isTable):
		var fields []register.Field
		if f != nil {
			fields = f.Fields
		}
		if f != nil && f.Shape == register.ShapeMapping {
			d.mapping(path, f, a, b)
			return
		}
		d.table(path, fields, a, b)
	case isOr(a, b, isTables):
		d.elements(path, f, key, a, b)
	case !d.sameValue(f, a, b):
		d.add(path, f, a, b)
	}
}

func (d *differ) add(path string, f *register.Field, a, b *source.Value) {
	d.changes = append(d.changes, Change{Field: path, Before: plainValue(a), After: plainValue(b), Of: f})
}

// mapping compares two tables whose keys are free and whose values are all of one meaning.
func (d *differ) mapping(path string, f *register.Field, a, b *source.Value) {
	one := *f
	one.Shape, one.Key = f.Values, ""
	for key := range keysOf(a, b) {
		d.value(path+"."+key, &one, key, a.At(key), b.At(key))
	}
}

// text compares what a text says in each language. A string without one is in the default language of its register.
func (d *differ) text(path string, f *register.Field, a, b *source.Value) {
	was, is := wordings(a, d.old.Config.DefaultLanguage), wordings(b, d.now.Config.DefaultLanguage)
	plain := (a == nil || a.Kind != source.Table) && (b == nil || b.Kind != source.Table)
	languages := make([]string, 0, len(was)+len(is))
	for language := range was {
		languages = append(languages, language)
	}
	for language := range is {
		if _, there := was[language]; !there {
			languages = append(languages, language)
		}
	}
	first := d.now.Config.DefaultLanguage
	slices.SortFunc(languages, func(a, b string) int {
		if (a == first) != (b == first) {
			return map[bool]int{true: -1, false: 1}[a == first]
		}
		return cmp.Compare(a, b)
	})
	for _, language := range languages {
		before, written := was[language]
		after, stands := is[language]
		if written && stands && d.sameText(before, after, d.file) {
			continue
		}
		at := path
		if !plain {
			at += "." + language
		}
		change := Change{Field: at, Of: f, Text: true}
		if written {
			change.Before = before
		}
		if stands {
			change.After = after
		}
		d.changes = append(d.changes, change)
	}
}

// wordings gives what a text says, by language.
func wordings(v *source.Value, language string) map[string]string {
	words := map[string]string{}
	switch {
	case v == nil:
	case v.Kind == source.Table:
		for i := range v.Fields {
			words[v.Fields[i].Key] = tidy(v.Fields[i].Value.Text)
		}
	default:
		words[language] = tidy(v.Text)
	}
	return words
}

// elements compares two lists of tables, element by element. Those that have a name are known by it; of the others those that stay the same are found
// first, and what lies between them is taken in turn.
func (d *differ) elements(path string, f *register.Field, key string, a, b *source.Value) {
	var fields []register.Field
	if f != nil {
		fields = f.Fields
	}
	before, after := items(a), items(b)
	var pairs [][2]int // indexes, -1 for none
	names := [2][]string{names(key, before), names(key, after)}
	if names[0] == nil || names[1] == nil {
		names = [2][]string{}
	}
	for i, name := range names[0] { // as the records are called now; what was written and stays is nobody's change
		if now := d.renamed(name); places[key] == "risk" && !slices.Contains(names[1], name) && !slices.Contains(names[0], now) {
			names[0][i] = now
		}
	}
	if names[0] != nil {
		pairs = byName(names[0], names[1])
	} else {
		pairs = align(len(before), len(after), func(i, k int) bool { return d.sameTable(fields, &before[i], &after[k]) })
	}
	for _, p := range pairs {
		var was, is *source.Value
		name := ""
		if p[0] >= 0 {
			was, name = &before[p[0]], d.called(names[0], p[0])
		}
		if p[1] >= 0 {
			is, name = &after[p[1]], d.called(names[1], p[1])
		}
		switch {
		case d.dots && names[0] != nil:
			name = path + "." + name
		default:
			name = path + "[" + name + "]"
		}
		told := len(d.changes)
		d.table(name, fields, was, is)
		if by := name + "." + places[key]; (was == nil || is == nil) && len(d.changes) > told+1 { // its name was said
			d.changes = slices.DeleteFunc(d.changes, func(c Change) bool { return c.Field == by })
		}
	}
}

func (d *differ) called(names []string, i int) string {
	if names == nil {
		return strconv.Itoa(i + 1)
	}
	return names[i]
}

// names gives what the elements of a list are called, a second one of a name with its number; nil where they go by their place.
func names(key string, list []source.Value) []string {
	by, ok := places[key]
	if !ok {
		return nil
	}
	called, seen := make([]string, len(list)), map[string]int{}
	for i := range list {
		v := list[i].At(by)
		if v == nil {
			return nil
		}
		name := v.Text
		if v.Kind == source.Date {
			name = v.Date.String()
		}
		if seen[name]++; seen[name] > 1 {
			name += "#" + strconv.Itoa(seen[name])
		}
		called[i] = name
	}
	return called
}

func items(v *source.Value) []source.Value {
	if v == nil {
		return nil
	}
	return v.Items
}

func isTable(v *source.Value) bool { return v.Kind == source.Table }

func isTables(v *source.Value) bool {
	return v.Kind == source.Array && !slices.ContainsFunc(v.Items, func(item source.Value) bool { return item.Kind != source.Table })
}

// isOr tells whether one of two values fits, and the other does or is not there. Where neither says anything, nothing fits.
func isOr(a, b *source.Value, fits func(*source.Value) bool) bool {
	empty := func(v *source.Value) bool { return v == nil || v.Kind == source.Array && len(v.Items) == 0 }
	return (a == nil || fits(a)) && (b == nil || fits(b)) && !(empty(a) && empty(b))
}

func (d *differ) sameTable(fields []register.Field, a, b *source.Value) bool {
	one := &differ{comparer: d.comparer, file: d.file, dots: d.dots}
	one.table("", fields, a, b)
	return len(one.changes) == 0
}

// sameValue compares what two values say, wherever and in whatever layout they were written.
func (d *differ) sameValue(f *register.Field, a, b *source.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	isNumber := func(k source.Kind) bool { return k == source.Integer || k == source.Float }
	if a.Kind != b.Kind && !(isNumber(a.Kind) && isNumber(b.Kind)) || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	switch a.Kind {
	case source.String:
		switch {
		case f != nil && f.To != "":
			return sameReference(d.comparer, a.Text, b.Text)
		case f != nil && f.Shape == register.ShapeText:
			return d.sameText(tidy(a.Text), tidy(b.Text), d.file)
		}
		return tidy(a.Text) == tidy(b.Text)
	case source.Integer, source.Float:
		return a.Float == b.Float && a.Integer == b.Integer || a.Float == b.Float && a.Kind != b.Kind || a.Text == b.Text
	case source.Boolean:
		return a.Boolean == b.Boolean
	case source.Date:
		return a.Date == b.Date
	case source.Moment:
		return a.Text == b.Text
	}
	for i := range a.Items {
		if !d.sameValue(f, &a.Items[i], &b.Items[i]) {
			return false
		}
	}
	for i := range a.Fields {
		var inner *register.Field
		if f != nil {
			inner = find(f.Fields, a.Fields[i].Key)
		}
		if f != nil && f.Shape == register.ShapeText {
			inner = f
		}
		if !d.sameValue(inner, &a.Fields[i].Value, b.At(a.Fields[i].Key)) {
			return false
		}
	}
	return true
}
