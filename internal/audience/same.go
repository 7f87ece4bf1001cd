package audience

import (
	"bytes"
	"slices"

	"github.com/riskbook/riskbook/internal/source"
)

// Same reports whether an audience sees the same in two states of a register, the day aside.
func (p *Part) Same(o *Part) bool {
	a, b := p.tree, o.tree
	return sameConfig(a.Config, b.Config) && sameDocument(a.Criteria, b.Criteria) && sameDocument(a.Proposal, b.Proposal) && sameDocument(a.Parties, b.Parties) &&
		sameDocument(a.Catalogue, b.Catalogue) && slices.EqualFunc(a.Records, b.Records, sameRecord) && sameTables(a.Tables, b.Tables) && slices.Equal(a.Figures, b.Figures)
}

func sameTables(a, b map[string]*source.File) bool {
	if len(a) != len(b) {
		return false
	}
	for name, f := range a {
		o := b[name]
		if f != o && (f == nil || o == nil || !bytes.Equal(f.Data, o.Data)) {
			return false
		}
	}
	return true
}

func sameDocument(a, b *source.Document) bool {
	return a == b || a != nil && b != nil && a.Broken == b.Broken && sameValue(a.Table, b.Table)
}

// sameConfig compares the settings, words for tags aside: they go with withheld records that bear the tags, and are facts of none.
func sameConfig(a, b *source.Document) bool {
	without := func(d *source.Document) *source.Document {
		if d == nil || d.Table == nil || d.Table.Field("tag") == nil {
			return d
		}
		of, table := *d, *d.Table
		table.Fields = slices.DeleteFunc(slices.Clone(table.Fields), func(f source.Field) bool { return f.Key == "tag" })
		of.Table = &table
		return &of
	}
	return sameDocument(without(a), without(b))
}

func sameRecord(a, b *source.Record) bool {
	return a.ID == b.ID && a.Folder == b.Folder && a.File.Path == b.File.Path && sameValue(a.Table, b.Table) && a.Body.Text == b.Body.Text &&
		slices.EqualFunc(a.Translations, b.Translations, func(x, y source.Body) bool { return x.Language == y.Language && x.Text == y.Text })
}

// sameValue compares values wherever they stand.
func sameValue(a, b *source.Value) bool {
	return a.Kind == b.Kind && a.Text == b.Text && a.Boolean == b.Boolean && a.Date == b.Date && a.Withheld == b.Withheld &&
		slices.EqualFunc(a.Items, b.Items, func(x, y source.Value) bool { return sameValue(&x, &y) }) &&
		slices.EqualFunc(a.Fields, b.Fields, func(x, y source.Field) bool { return x.Key == y.Key && sameValue(&x.Value, &y.Value) })
}
