package annals

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/source"
)

func (r *record) bulk() bool { return r.inside != nil }

// cut takes the records out of a file of many that were not there. What stands above the first of them stays, unless none is left.
func cut(r *record, data []byte, there map[string]bool) []byte {
	var kept []byte
	left := false
	for i := range r.table.Fields {
		start, end := int(r.table.Fields[i].Value.Span.Start), len(data)
		if i == 0 {
			kept = append(kept, data[:start]...)
		}
		if i+1 < len(r.table.Fields) {
			end = int(r.table.Fields[i+1].Value.Span.Start)
		}
		if there[r.table.Fields[i].Key] {
			kept, left = append(kept, data[start:end]...), true
		}
	}
	if !left {
		return nil
	}
	return append(bytes.TrimRight(kept, "\n"), '\n')
}

// asOf gives the files of a record as they were on a day.
func (t *teller) asOf(r *record, day date.Date, there map[string]bool) (map[string][]byte, error) {
	made := map[string][]byte{}
	for i, name := range r.files {
		data := t.present[name]
		switch {
		case strings.HasSuffix(name, ".csv"):
			data = readingsUntil(data, day)
		case strings.HasSuffix(name, ".md"):
			data = t.proseUntil(name, data, day, there)
		}
		if i == 0 {
			var err error
			if data, err = t.factsUntil(r, name, data, day, there); err != nil {
				return nil, err
			}
		}
		made[name] = data
	}
	return made, nil
}

func readingsUntil(data []byte, day date.Date) []byte {
	var kept []byte
	for line := range bytes.Lines(data) {
		first, _, _ := bytes.Cut(line, []byte(","))
		if on, err := date.Parse(string(first)); err == nil && on.After(day) {
			continue
		}
		kept = append(kept, line...)
	}
	return kept
}

// factsUntil leaves out of the fields of a record what came later, and says what was otherwise.
func (t *teller) factsUntil(r *record, name string, data []byte, day date.Date, there map[string]bool) ([]byte, error) {
	g := &gatherer{teller: t, record: r, day: day, there: there, fixed: map[string]bool{}, named: map[string]bool{}}
	if r.bulk() {
		data = cut(r, data, there)
		for i := range r.table.Fields {
			one := &r.table.Fields[i]
			if !there[one.Key] {
				continue
			}
			g.assignments, g.named = nil, map[string]bool{}
			g.record = &record{id: one.Key, folder: r.folder, table: &one.Value}
			g.whole()
			var err error
			if data, err = t.set(one.Key, name, data, g.assignments); err != nil {
				return nil, err
			}
			if data, err = t.bulkBody(one, name, data, day, there); err != nil {
				return nil, err
			}
		}
		return data, nil
	}
	var was []string
	for _, w := range t.plan.was[r.id] {
		if day.Before(w.until) && !g.fixed[w.field] && g.rateable(w.field) {
			g.fixed[w.field] = true
			was = append(was, w.field+"="+w.value)
		}
	}
	g.whole()
	return t.set(r.id, name, data, append(g.assignments, was...))
}

// setting is how the sample is written.
var setting = edit.Setting{Language: "ja", Limits: limits}

// bulkBody leaves out of a body in a file of many records what came later.
func (t *teller) bulkBody(one *source.Field, name string, data []byte, day date.Date, there map[string]bool) ([]byte, error) {
	body := one.Value.At("body")
	if body == nil || body.Kind != source.Table {
		return data, nil
	}
	for i := range body.Fields {
		was := body.Fields[i].Value.Text
		kept := t.prose(was, day, there)
		if strings.TrimSpace(kept) == strings.TrimSpace(was) {
			continue
		}
		var err error
		if _, data, err = edit.WriteBody(&source.Record{ID: one.Key, File: &source.File{Path: name, Data: data}}, setting, body.Fields[i].Key, kept); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (t *teller) set(id, name string, data []byte, assignments []string) ([]byte, error) {
	for _, text := range assignments {
		a, err := edit.ParseAssignment(text)
		if err != nil {
			return nil, err
		}
		if data, err = edit.Set(&source.Record{ID: id, File: &source.File{Path: name, Data: data}}, setting, []edit.Assignment{a}); err != nil {
			return nil, fmt.Errorf("%s: %w", text, err)
		}
	}
	return data, nil
}

// revision gives the revision of the criteria that were in force on a day.
func (t *teller) revision(day date.Date) string {
	revision := ""
	for i := range t.plan.commits {
		if c := &t.plan.commits[i]; c.revision != "" && !c.on.After(day) {
			revision = c.revision
		}
	}
	return cmp.Or(revision, t.plan.commits[0].revision)
}
