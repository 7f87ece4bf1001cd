package compare

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Change is one thing that a record or a file of settings says differently in the two states.
//
// Before and After are a bool, int64, float64, string or date.Date, a list of such ([]any) or a table (map[string]any); nil where that state says
// nothing.
type Change struct {
	Field         string // with dots: "current.likelihood", "target[R-001].impact", "action[2].due", "basis.en"; of the text, "body" or "body.en"
	Before, After any
	Of            *register.Field // what the field means; nil where nobody knows
	Text          bool            // words, which are read by what differs in them
}

// body is the key by which the text of a record is called, as in records written in bulk.
const body = "body"

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

// recordChanges gives what two states of a record say differently: its fields in the order of the file, then its text.
func (c *comparer) recordChanges(kind *register.Kind, a, b *source.Record) []Change {
	d := &differ{comparer: c, file: a.File.Path}
	d.table("", c.fieldsOf(kind), a.Table, b.Table)
	text := func(in []source.Body, language string) *string {
		for i := range in {
			if in[i].Language == language {
				text := tidy(in[i].Text)
				return &text
			}
		}
		return nil
	}
	languages := []string{""}
	before, after := append([]source.Body{a.Body}, a.Translations...), append([]source.Body{b.Body}, b.Translations...)
	before[0].Language, after[0].Language = "", ""
	for _, x := range slices.Concat(before[1:], after[1:]) {
		if !slices.Contains(languages, x.Language) {
			languages = append(languages, x.Language)
		}
	}
	slices.Sort(languages)
	for _, language := range languages {
		was, is := text(before, language), text(after, language)
		if same(was, is) || was != nil && is != nil && c.follow(*was, a.File.Path) == *is {
			continue
		}
		field := body
		if language != "" {
			field += "." + language
		}
		change := Change{Field: field, Text: true}
		if was != nil && *was != "" {
			change.Before = *was
		}
		if is != nil && *is != "" {
			change.After = *is
		}
		d.changes = append(d.changes, change)
	}
	return d.changes
}

// readingChanges gives what the readings of an indicator say differently that stand in a file of their own.
func (c *comparer) readingChanges(old, now string) []Change {
	before, _ := c.old.Find(old).(*register.Indicator)
	after, _ := c.now.Find(now).(*register.Indicator)
	if before == nil || after == nil || before.ReadingFile == "" && after.ReadingFile == "" {
		return nil
	}
	values := func(list []register.Reading) map[string]any {
		by := map[string]any{}
		for _, r := range list {
			if r.Value != nil {
				by[r.On.String()] = *r.Value
			}
		}
		return by
	}
	was, is := values(before.Readings), values(after.Readings)
	var list []Change
	for _, on := range slices.Sorted(maps.Keys(union(was, is))) {
		if was[on] != is[on] {
			list = append(list, Change{Field: "reading[" + on + "].value", Before: was[on], After: is[on]})
		}
	}
	return list
}

// documentChanges gives what two states of a file of settings say differently. Either may be nil.
func (c *comparer) documentChanges(fields []register.Field, a, b *source.Document) []Change {
	d := &differ{comparer: c, dots: true}
	table := func(doc *source.Document) *source.Value {
		if doc == nil || doc.Table == nil {
			return &source.Value{Kind: source.Table}
		}
		return doc.Table
	}
	d.table("", fields, table(a), table(b))
	return d.changes
}

// fieldsOf gives the fields of a kind, worked out once.
func (c *comparer) fieldsOf(kind *register.Kind) []register.Field {
	if c.fields[kind] == nil {
		c.fields[kind] = kind.Fields()
	}
	return c.fields[kind]
}

func find(fields []register.Field, key string) *register.Field {
	if i := slices.IndexFunc(fields, func(f register.Field) bool { return f.Key == key }); i >= 0 {
		return &fields[i]
	}
	return nil
}

// table compares two tables key by key. Either may be nil.
func (d *differ) table(path string, fields []register.Field, a, b *source.Value) {
	each := func(key string) {
		at := key
		if path != "" {
			at = path + "." + key
		}
		d.value(at, find(fields, key), key, a.At(key), b.At(key))
	}
	if a != nil {
		for i := range a.Fields {
			each(a.Fields[i].Key)
		}
	}
	if b != nil {
		for i := range b.Fields {
			if a.Field(b.Fields[i].Key) == nil {
				each(b.Fields[i].Key)
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
		if f != nil && f.Shape == register.ShapeMapping && len(fields) == 0 {
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
	each := func(key string) { d.value(path+"."+key, &one, key, a.At(key), b.At(key)) }
	if a != nil {
		for i := range a.Fields {
			each(a.Fields[i].Key)
		}
	}
	if b != nil {
		for i := range b.Fields {
			if a.Field(b.Fields[i].Key) == nil {
				each(b.Fields[i].Key)
			}
		}
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
	for i, name := range names[0] { // as the records are called now; what was written and stays is nobody's change
		if now := d.renamed(name); places[key] == "risk" && !slices.Contains(names[1], name) && !slices.Contains(names[0], now) {
			names[0][i] = now
		}
	}
	if names[0] != nil || names[1] != nil {
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
		case d.dots && (names[0] != nil || names[1] != nil):
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

// byName pairs the elements of one name, in the order of the second list, then what the first alone holds.
func byName(before, after []string) [][2]int {
	var pairs [][2]int
	for k, name := range after {
		pairs = append(pairs, [2]int{slices.Index(before, name), k})
	}
	for i, name := range before {
		if !slices.Contains(after, name) {
			pairs = append(pairs, [2]int{i, -1})
		}
	}
	return pairs
}

// mostAligned bounds the search for elements that stayed the same: beyond it they are taken in turn.
const mostAligned = 1 << 20

// align pairs the elements of two lists of n and m: the longest run of equal ones in order first, what lies between them in turn.
func align(n, m int, equal func(i, k int) bool) [][2]int {
	var kept [][2]int
	if n*m <= mostAligned {
		kept = longest(n, m, equal)
	}
	var pairs [][2]int
	i, k := 0, 0
	for _, p := range append(kept, [2]int{n, m}) {
		for i < p[0] || k < p[1] {
			pair := [2]int{-1, -1}
			if i < p[0] {
				pair[0] = i
				i++
			}
			if k < p[1] {
				pair[1] = k
				k++
			}
			pairs = append(pairs, pair)
		}
		if p[0] < n {
			pairs = append(pairs, p)
			i, k = i+1, k+1
		}
	}
	return pairs
}

// longest gives the longest common subsequence of two lists as pairs of indexes.
func longest(n, m int, equal func(i, k int) bool) [][2]int {
	length := make([][]int, n+1)
	for i := range length {
		length[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			if equal(i, k) {
				length[i][k] = length[i+1][k+1] + 1
			} else {
				length[i][k] = max(length[i+1][k], length[i][k+1])
			}
		}
	}
	var pairs [][2]int
	for i, k := 0, 0; i < n && k < m; {
		switch {
		case equal(i, k):
			pairs = append(pairs, [2]int{i, k})
			i, k = i+1, k+1
		case length[i+1][k] >= length[i][k+1]:
			i++
		default:
			k++
		}
	}
	return pairs
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
			return d.sameReference(a.Text, b.Text)
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

// plainValue makes a value of TOML one of Go: see Change.
func plainValue(v *source.Value) any {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case source.Boolean:
		return v.Boolean
	case source.Integer:
		return v.Integer
	case source.Float:
		return v.Float
	case source.Date:
		return v.Date
	case source.Array:
		list := make([]any, len(v.Items))
		for i := range v.Items {
			list[i] = plainValue(&v.Items[i])
		}
		return list
	case source.Table:
		table := make(map[string]any, len(v.Fields))
		for i := range v.Fields {
			table[v.Fields[i].Key] = plainValue(&v.Fields[i].Value)
		}
		return table
	}
	return tidy(v.Text)
}

// documentFields gives the fields of a settings file.
func documentFields(name string) []register.Field {
	for _, d := range register.Documents() {
		if d.Name == name {
			return d.Fields
		}
	}
	return nil
}
