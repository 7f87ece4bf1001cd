package register

import (
	"strings"

	"github.com/riskbook/riskbook/internal/source"
)

// Demand is what one value of a field calls for: a record with that value cannot do without the fields named.
type Demand struct {
	Key, Value string
	Needs      []string // paths of keys, with dots; of two with a bar between them one is enough
}

// demands lists the demands of each kind, by folder.
var demands = map[string][]Demand{
	"decisions": {
		{"kind", "acceptance", []string{"until", "at", "at.likelihood", "at.impact|at.impacts"}},
		{"kind", "judgement", []string{"verdict"}},
	},
	"events": {{"approach", "cause", []string{"cause", "sources"}}},
	"risks":  {{"status", "closed", []string{"closed_on", "closed_because"}}},
}

// Demands gives what single values call for in a record of the kind, beside the fields that every record of it needs.
func (k *Kind) Demands() []Demand { return demands[k.Folder] }

// Unmet gives the paths that a record's table lacks, where the demand applies to it. Below a table that is itself lacking nothing more is named.
func (d *Demand) Unmet(table *source.Value) []string {
	if f := table.Field(d.Key); f == nil || f.Value.Text != d.Value {
		return nil
	}
	var unmet []string
	for _, need := range d.Needs {
		first, other, either := strings.Cut(need, "|")
		above, _, below := cutLast(first)
		if below && !written(table, above) {
			continue
		}
		if !written(table, first) && !(either && written(table, other)) {
			unmet = append(unmet, first)
		}
	}
	return unmet
}

func cutLast(path string) (before, after string, found bool) {
	at := strings.LastIndexByte(path, '.')
	if at < 0 {
		return "", path, false
	}
	return path[:at], path[at+1:], true
}

// Says tells whether the record says something under a path of keys, with dots.
func (r *Record) Says(path string) bool { return written(r.Source.Table, path) }

// written tells whether a table says something under a path of keys; what is written wrongly is reported elsewhere.
func written(table *source.Value, path string) bool {
	v := table
	for key := range strings.SplitSeq(path, ".") {
		f := v.Field(key)
		if f == nil {
			return false
		}
		v = &f.Value
	}
	return !empty(v)
}
