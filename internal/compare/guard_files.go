package compare

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// authorityRows gives what criteria.toml says differently of who may accept what. The rows are held against each other level by level; where a level has several,
// each is called by what tells it from the others.
func authorityRows(c *comparer) []Setting {
	var list []Setting
	var fields []register.Field
	if f := find(documentFields("criteria.toml"), "authority"); f != nil {
		fields = f.Fields
	}
	before, after := rowsOf(c.old.Tree.Criteria), rowsOf(c.now.Tree.Criteria)
	for _, level := range slices.Sorted(maps.Keys(union(before, after))) {
		was, is := before[level], after[level]
		called := map[string]bool{}
		for _, p := range rowPairs(c, fields, was, is) {
			name := level
			if len(was) > 1 || len(is) > 1 {
				name = rowName(level, p, slices.Concat(was, is))
			}
			for plain, n := name, 2; called[name]; n++ {
				name = plain + "#" + strconv.Itoa(n)
			}
			called[name] = true
			one := &differ{comparer: c, dots: true}
			one.table(name, fields, p[0], p[1])
			for _, change := range one.changes {
				if change.Field == name+".level" {
					continue // it is the name
				}
				list = append(list, Setting{Part: Authority, File: fileOf(c.now.Tree.Criteria, c.old.Tree.Criteria), Of: change.Field, Before: change.Before, After: change.After, Meaning: change.Of})
			}
		}
	}
	return list
}

// rowPairs pairs the rows of one level, in the order of the later state: those that stayed the same, then those of the same parties and days, then those of
// the same parties, and the rest in turn. One of a pair is nil where only the other state has the row.
func rowPairs(c *comparer, fields []register.Field, was, is []*source.Value) [][2]*source.Value {
	pairs := make([][2]*source.Value, len(is))
	for k := range is {
		pairs[k][1] = is[k]
	}
	left := slices.Clone(was)
	for _, alike := range []func(a, b *source.Value) bool{
		func(a, b *source.Value) bool { return (&differ{comparer: c}).sameTable(fields, a, b) },
		func(a, b *source.Value) bool { return partiesOf(a) == partiesOf(b) && daysOf(a) == daysOf(b) },
		func(a, b *source.Value) bool { return partiesOf(a) == partiesOf(b) },
		func(a, b *source.Value) bool { return true },
	} {
		for k := range pairs {
			if pairs[k][0] != nil {
				continue
			}
			if i := slices.IndexFunc(left, func(row *source.Value) bool { return alike(row, is[k]) }); i >= 0 {
				pairs[k][0] = left[i]
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	for _, row := range left {
		pairs = append(pairs, [2]*source.Value{row, nil})
	}
	return pairs
}

// rowName tells a row of authority from the others of its level: by its parties, and by its days where others are of the same parties.
func rowName(level string, pair [2]*source.Value, rows []*source.Value) string {
	row := cmp.Or(pair[0], pair[1])
	name := partiesOf(row)
	if slices.ContainsFunc(rows, func(other *source.Value) bool {
		return other != pair[0] && other != pair[1] && partiesOf(other) == name
	}) {
		name = strings.TrimSpace(name + " " + daysOf(row))
	}
	return level + "[" + name + "]"
}

// partiesOf writes who may accept by a row.
func partiesOf(row *source.Value) string {
	var parties []string
	for _, party := range items(row.At("by")) {
		parties = append(parties, party.Text)
	}
	return strings.Join(parties, " ")
}

// daysOf writes from when until when a row holds; empty where it always does.
func daysOf(row *source.Value) string {
	day := func(key string) string {
		if v := row.At(key); v != nil {
			return v.Date.String()
		}
		return ""
	}
	if from, until := day("from"), day("until"); from != "" || until != "" {
		return from + "–" + until
	}
	return ""
}

// rowsOf gives the rows of authority by level.
func rowsOf(doc *source.Document) map[string][]*source.Value {
	rows := map[string][]*source.Value{}
	if doc == nil {
		return rows
	}
	v := doc.Table.At("authority")
	for i := range items(v) {
		level := ""
		if name := v.Items[i].At("level"); name != nil {
			level = name.Text
		}
		rows[level] = append(rows[level], &v.Items[i])
	}
	return rows
}

func union[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func fileOf(docs ...*source.Document) string {
	for _, doc := range docs {
		if doc != nil {
			return doc.File.Path
		}
	}
	return ""
}

// criteriaChanged says in one entry that the criteria are not what they were: the revisions, and under which keys. What in particular is in Criteria.
func criteriaChanged(c *comparer) []Setting {
	old, now := c.old.Tree.Criteria, c.now.Tree.Criteria
	if old == nil && now == nil {
		return nil
	}
	var keys []string
	for _, change := range documentChanges(c, documentFields("criteria.toml"), old, now) {
		if key := topOf(change.Field); key != "authority" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	s := Setting{Part: Basis, File: fileOf(now, old), Of: strings.Join(keys, " ")}
	if old != nil {
		s.Before = c.old.Criteria.Revision
	}
	if now != nil {
		s.After = c.now.Criteria.Revision
	}
	return []Setting{s}
}

// parties gives what parties.toml says differently.
func parties(c *comparer) []Setting {
	return keyed(c, "parties.toml", Parties, c.old.Tree.Parties, c.now.Tree.Parties)
}

// catalogue gives what the register's own catalogue says differently.
func catalogue(c *comparer) []Setting {
	return keyed(c, "catalogue.toml", "", c.old.Tree.Catalogue, c.now.Tree.Catalogue)
}

// keyed gives what a file says differently whose every top-level key is free.
func keyed(c *comparer, name string, part Part, old, now *source.Document) []Setting {
	table := func(doc *source.Document) *source.Value {
		if doc == nil {
			return nil
		}
		return doc.Table
	}
	fields := documentFields(name)
	a, b := table(old), table(now)
	d := &differ{comparer: c, dots: true}
	keys := map[string]bool{}
	for _, v := range []*source.Value{a, b} {
		if v != nil {
			for i := range v.Fields {
				keys[v.Fields[i].Key] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		d.table(key, fields, a.At(key), b.At(key))
	}
	var list []Setting
	for _, change := range d.changes {
		list = append(list, Setting{Part: part, File: "content/" + name, Of: change.Field, Before: change.Before, After: change.After, Text: change.Text, Meaning: change.Of})
	}
	return list
}

// filesChanged gives the files beside the records that are not what they were.
func filesChanged(c *comparer) []Setting {
	var list []Setting
	for _, name := range slices.Sorted(maps.Keys(union(c.before.Files, c.after.Files))) {
		was, is := c.before.Files[name], c.after.Files[name]
		if was == is {
			continue
		}
		s := Setting{Part: partOf(name), File: name}
		if was != "" {
			s.Before = was
		}
		if is != "" {
			s.After = is
		}
		list = append(list, s)
	}
	return list
}

// partOf tells what a file beside the records is part of.
func partOf(name string) Part {
	switch {
	case name == signersFile:
		return Signers
	case strings.HasSuffix(name, ".js"), strings.HasSuffix(name, ".mjs"):
		return Scripts
	case strings.HasPrefix(name, "templates/"), strings.HasPrefix(name, "themes/") && strings.Contains(name, "/templates/"):
		return Templates
	case strings.HasPrefix(name, "themes/"):
		return Themes
	case strings.HasPrefix(name, "content/"):
		return "" // a figure
	}
	return Pipelines
}
