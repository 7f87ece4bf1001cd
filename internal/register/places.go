package register

import (
	"cmp"
	"path"
	"slices"

	"github.com/riskbook/riskbook/internal/source"
)

// Places tells which record a line of the register's files belongs to.
type Places map[string][]*source.Record // by file, in the order of its lines

// Places finds the records that each file holds; a translation's file holds its record.
func (r *Register) Places() Places {
	p := make(Places, len(r.byID))
	for _, e := range r.All() {
		record := e.Of().Source
		p[record.File.Path] = append(p[record.File.Path], record)
		for _, t := range record.Translations {
			p[t.File.Path] = append(p[t.File.Path], record)
		}
	}
	for _, list := range p {
		slices.SortStableFunc(list, func(a, b *source.Record) int { return cmp.Compare(a.Head.Start, b.Head.Start) })
	}
	return p
}

// Record gives the id of the record that a line of a file, counted from 1, lies in; empty where there is none.
func (p Places) Record(file string, line int) string {
	list := p[file]
	if len(list) == 1 && path.Ext(file) == ".md" {
		return list[0].ID
	}
	id := ""
	for _, record := range list {
		if record.Place().Line > max(line, 1) {
			break
		}
		id = record.ID
	}
	return id
}
