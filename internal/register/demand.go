package register

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/source"
)

// Demand is what one value of a field calls for: a record with that value cannot do without the fields named.
type Demand struct {
	Key, Value string
	Needs      []string // paths of keys, with dots; of several with bars between them one is enough
}

// demands lists the demands of each kind, by folder.
var demands = map[string][]Demand{
	"decisions": {
		{"kind", "acceptance", []string{"until", "at", "at.likelihood|at.factors", "at.impact|at.impacts"}},
		{"kind", "judgement", []string{"verdict"}},
	},
	"events": {{"approach", "cause", []string{"cause", "sources"}}},
	"incidents": {
		{"kind", "incident", []string{"events|assets|risks"}},
		{"kind", "near-miss", []string{"events|assets|risks"}},
	},
	"risks": {{"status", "closed", []string{"closed_on", "closed_because"}}},
}

// Demands gives what single values call for in a record of the kind, beside the fields that every record of it needs.
func (k *Kind) Demands() []Demand { return demands[k.Folder] }

// Grounds gives the keys that a finished record of the kind has although nothing fails without them: what an incomplete one lacks of them is named with the rest.
func (k *Kind) Grounds() []string {
	if k.Folder == "risks" {
		return []string{"events"}
	}
	return nil
}

// askedFor are the keys that a decision gets once it is made: one that is asked for does without them.
var askedFor = map[string]bool{"on": true, "by": true, "basis": true, "until": true, "at": true, "verdict": true}

// AskedFor gives the keys that a decision may lack while it is asked for and not yet made; nil for a kind whose records decide nothing.
func (k *Kind) AskedFor() map[string]bool {
	if k.Folder == "decisions" {
		return askedFor
	}
	return nil
}

// Waived gives the top-level keys that a record of the kind may lack although they are required.
func (k *Kind) Waived(table *source.Value) map[string]bool {
	if k.Folder == "decisions" && asked(table) {
		return askedFor
	}
	return nil
}

// asked reports whether a table is that of a decision which is asked for and not yet made.
func asked(table *source.Value) bool {
	return table.Field("requested") != nil && table.Field("on") == nil && table.Field("by") == nil
}

// says reports whether a key of a table is true.
func says(table *source.Value, key string) bool {
	f := table.Field(key)
	return f != nil && f.Value.Kind == source.Boolean && f.Value.Boolean
}

// Unmet gives the paths that a record's table lacks, where the demand applies to it. Below a table that is itself lacking nothing more is named.
func (d *Demand) Unmet(table *source.Value) []string {
	if d.Key == "kind" && asked(table) {
		return nil
	}
	if f := table.Field(d.Key); f == nil || f.Value.Text != d.Value {
		return nil
	}
	var unmet []string
	for _, need := range d.Needs {
		either := strings.Split(need, "|")
		above, _, below := cutLast(either[0])
		if below && !written(table, above) {
			continue
		}
		if !slices.ContainsFunc(either, func(path string) bool { return written(table, path) }) {
			unmet = append(unmet, either[0])
		}
	}
	return unmet
}

// Lack is a key that one value of a record calls for and that the record does not have.
type Lack struct{ Value, Path string }

// lacks gives what the demands of a kind miss in a table.
func lacks(kind *Kind, table *source.Value) []Lack {
	var list []Lack
	for _, d := range kind.Demands() {
		for _, path := range d.Unmet(table) {
			list = append(list, Lack{d.Value, path})
		}
	}
	return list
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
