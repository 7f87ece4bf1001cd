// Package annals tells how a register may have come to be: it gives the states of the sample before the present one, from a script of commits.
//
// In: the files of the present state and the script. Out: commits, oldest first, each with the files that it changes; the last leaves exactly the files of
// the present state. A record is told as of a day by leaving out what came later: tests, readings and days that were still to come, references to records
// that were not there, sentences that tell of a later day. What was otherwise before stands in the script. It reads no disk, and must never import a room
// that judges or shows.
package annals

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Person is who wrote or merged something.
type Person struct{ Name, Email string }

// Commit is one state with what it changes.
type Commit struct {
	On       date.Date
	Author   Person
	MergedBy *Person // who merged it; nil where the author put it on the line
	Subject  string
	Merge    string // the subject of the merge
	Tag      string
	TagSays  string
	Files    map[string][]byte // by path from the register's root; nil: removed
}

// ScriptName is the file that says who changed what, and when.
const ScriptName = "commits.toml"

// Tell gives the commits that lead to the present files of a register, in a language. Files outside of content/ come with the first commit.
func Tell(script fs.FS, present map[string][]byte, language string) ([]Commit, error) {
	t := &teller{script: script, language: language, present: present, records: map[string]*record{}, born: map[string]date.Date{}, inBulk: map[string]bool{}, analysed: map[string]date.Date{}, now: map[string][]byte{}}
	if err := t.read(); err != nil {
		return nil, err
	}
	return t.tell()
}

// teller makes one commit after another.
type teller struct {
	script   fs.FS
	language string
	present  map[string][]byte
	plan     plan

	records  map[string]*record
	born     map[string]date.Date // when a record comes
	inBulk   map[string]bool      // records in files of many
	analysed map[string]date.Date // when a risk was analysed last
	now      map[string][]byte    // the files as they are told so far
	criteria *source.Value
	last     date.Date // the day of the last commit: later days are plans, and stay
}

// record is one record of the present state.
type record struct {
	id, folder string
	files      []string // its own first, then its translations and what lies beside it
	table      *source.Value
	inside     map[string]date.Date // of a file of many records: them, with the days that they name as their first
}

var limits = source.DefaultLimits

// tell goes through the script.
func (t *teller) tell() ([]Commit, error) {
	var commits []Commit
	t.last = t.plan.commits[len(t.plan.commits)-1].on
	there := map[string]bool{}
	last := date.Date{} // the day of the commit before
	for i := range t.plan.commits {
		c := &t.plan.commits[i]
		files := map[string][]byte{}
		if err := t.judgeBy(c, files); err != nil {
			return nil, err
		}
		touched := append(t.touched(c, there), t.closedBy(c.on, last, there)...)
		slices.Sort(touched)
		for _, id := range slices.Compact(touched) {
			r := t.records[id]
			if r == nil || !there[id] {
				return nil, fmt.Errorf("%s: commit of %s: there is no record %s on that day", ScriptName, c.on, id)
			}
			made, err := t.asOf(r, c.on, there)
			if err != nil {
				return nil, fmt.Errorf("%s as of %s: %w", id, c.on, err)
			}
			maps.Copy(files, made)
		}
		if i == 0 {
			t.foundation(files)
		}
		if i == len(t.plan.commits)-1 {
			t.rest(files)
		}
		maps.DeleteFunc(files, func(name string, data []byte) bool {
			was, known := t.now[name]
			return known && data != nil && bytes.Equal(was, data) || !known && data == nil
		})
		for name, data := range files {
			if data == nil {
				delete(t.now, name)
			} else {
				t.now[name] = data
			}
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("%s: the commit of %s changes nothing", ScriptName, c.on)
		}
		commits = append(commits, t.plan.commit(c, t.language, files))
		last = c.on
	}
	return commits, nil
}

// judgeBy puts in force the criteria that a commit brings, where it brings any.
func (t *teller) judgeBy(c *scripted, files map[string][]byte) error {
	const name = "content/criteria.toml"
	if c.criteria != "" {
		data, err := fs.ReadFile(t.script, c.criteria)
		if err != nil {
			return err
		}
		files[name] = data
	} else if c.present {
		files[name] = t.present[name]
	}
	if data := files[name]; data != nil {
		doc, _ := source.Parse(name, data, limits)
		t.criteria = doc.Table
	}
	return nil
}

// touched gives the records that a commit changes, analyses or brings; these are there from now on.
func (t *teller) touched(c *scripted, there map[string]bool) []string {
	touched := slices.Clone(c.changed)
	for _, id := range c.analysed {
		touched = append(touched, id)
		t.analysed[id] = c.on
	}
	for _, id := range slices.Sorted(maps.Keys(t.born)) {
		if !there[id] && !t.born[id].After(c.on) && bears(t.records[id].folder, t.records[id].table, there) {
			there[id] = true
			touched = append(touched, id)
		}
	}
	for _, r := range t.records {
		for id, day := range r.inside {
			if there[r.id] && !there[id] && !day.After(c.on) && bears(r.folder, r.table.At(id), there) {
				there[id] = true
				touched = append(touched, r.id)
			}
		}
	}
	return touched
}

// bears reports whether an incident bears on anything that is there: it cannot be recorded before. Any other record can.
func bears(folder string, table *source.Value, there map[string]bool) bool {
	if folder != "incidents" || table.At("on") == nil {
		return true
	}
	for _, key := range []string{"assets", "events", "risks"} {
		if list := table.At(key); list != nil && slices.ContainsFunc(list.Items, func(v source.Value) bool { return there[v.Text] }) {
			return true
		}
	}
	return false
}

// closedBy gives the findings and incidents that were closed by a day and not by the day before which the last commit was made: nobody has to say so in the
// script.
func (t *teller) closedBy(day, last date.Date, there map[string]bool) []string {
	var ids []string
	closed := func(v *source.Value) bool {
		on := v.At("closed_on")
		return on != nil && on.Kind == source.Date && on.Date.After(last) && !on.Date.After(day)
	}
	for id, r := range t.records {
		if !there[id] || r.folder != "findings" && r.folder != "incidents" {
			continue
		}
		if !r.bulk() && closed(r.table) || r.bulk() && slices.ContainsFunc(r.table.Fields, func(f source.Field) bool { return closed(&f.Value) }) {
			ids = append(ids, id)
		}
	}
	return ids
}

// foundation adds what is there from the beginning and is no record.
func (t *teller) foundation(files map[string][]byte) {
	owned := map[string]bool{}
	for _, r := range t.records {
		for _, name := range r.files {
			owned[name] = true
		}
	}
	for name, data := range t.present {
		if !owned[name] && name != "content/criteria.toml" && !slices.Contains(t.plan.later, name) {
			files[name] = data
		}
	}
}

// rest makes the files those of the present state.
func (t *teller) rest(files map[string][]byte) {
	for name := range t.now {
		if _, stays := t.present[name]; !stays {
			files[name] = nil
		}
	}
	maps.Copy(files, t.present)
}

// read takes up the script and the records.
func (t *teller) read() error {
	data, err := fs.ReadFile(t.script, ScriptName)
	if err != nil {
		return err
	}
	if t.plan, err = parsePlan(data, t.language); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(t.present)) {
		if err := t.take(name); err != nil {
			return err
		}
	}
	begin := t.plan.commits[0].on
	for id, r := range t.records {
		born := begin
		if day := t.birthday(r); day.After(begin) {
			born = day
		}
		t.born[id] = born
	}
	for i := range t.plan.commits {
		c := &t.plan.commits[i]
		for _, id := range c.fresh {
			if t.records[id] == nil {
				return fmt.Errorf("%s: there is no record %s", ScriptName, id)
			}
			t.born[id] = c.on
		}
	}
	return nil
}

// take finds out to which record a file belongs.
func (t *teller) take(name string) error {
	parts := strings.Split(name, "/")
	if len(parts) < 3 || parts[0] != "content" || register.KindOf(parts[1]) == nil {
		return nil
	}
	data, base := t.present[name], path.Base(name)
	switch {
	case strings.HasSuffix(base, ".toml"): // many records, which come together
		doc, _ := source.Parse(name, data, limits)
		if doc.Broken {
			return errors.New(name + " cannot be read")
		}
		r := &record{id: name, folder: parts[1], files: []string{name}, table: doc.Table, inside: map[string]date.Date{}}
		for i := range doc.Table.Fields {
			one := &doc.Table.Fields[i]
			r.inside[one.Key], t.inBulk[one.Key] = firstDay(&one.Value), true
		}
		t.records[name] = r
	case strings.HasSuffix(base, ".md"):
		id := strings.TrimSuffix(base, ".md")
		if dot := strings.LastIndexByte(id, '.'); dot > 0 && len(id)-dot == 3 {
			r := t.own(id[:dot], parts[1])
			r.files = append(r.files, name)
			return nil
		}
		span, ok := source.Facts(name, data)
		if !ok {
			return errors.New(name + " has no front matter")
		}
		doc, _ := source.Parse(name, data[span.Start:span.End], limits)
		r := t.own(id, parts[1])
		r.table, r.files = doc.Table, append([]string{name}, r.files...)
	default: // a figure or readings: its name begins with the id
		for id := range t.records {
			if strings.HasPrefix(base, id+"-") {
				t.records[id].files = append(t.records[id].files, name)
				return nil
			}
		}
		if i := strings.Index(base, "-"); i > 0 {
			rest := base[i+1:]
			if n := strings.IndexAny(rest, "-."); n > 0 && path.Ext(base) != "" && base[i+1+n] == '-' {
				r := t.own(base[:i+1+n], parts[1])
				r.files = append(r.files, name)
			}
		}
	}
	return nil
}

func (t *teller) own(id, folder string) *record {
	if t.records[id] == nil {
		t.records[id] = &record{id: id, folder: folder, table: &source.Value{Kind: source.Table}}
	}
	return t.records[id]
}

// birthday gives the day that a record itself names as its first.
func (t *teller) birthday(r *record) date.Date {
	if r.bulk() {
		return date.Date{}
	}
	return firstDay(r.table)
}

func firstDay(table *source.Value) date.Date {
	for _, key := range []string{"identified", "received", "on", "requested"} {
		if v := table.At(key); v != nil && v.Kind == source.Date {
			return v.Date
		}
	}
	return date.Date{}
}

// knows reports whether an id is that of a record.
func (t *teller) knows(id string) bool { return t.records[id] != nil || t.inBulk[id] }
