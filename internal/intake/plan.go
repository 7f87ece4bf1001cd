// Package intake takes registers in: what was edited in a workbook of our own, and registers that are kept in other forms, such as Excel sheets, CSV files and Markdown.
//
// In: a register, what was read from outside, and a map of its columns. Out: a plan: which values are to be written where, which cell each comes from, and what has no place.
// It writes nothing: the front does, after the result was judged. It invents nothing either: what is not there stays unwritten. What columns mean is for package mapping to say.
// It must never import a room that judges or shows, the clock or the disk.
package intake

import (
	"cmp"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Cell says what became of one cell.
type Cell struct {
	At    mapping.Place
	Found string
	To    string // the field that it went to, behind the record's id: R-001 current.likelihood; empty where it has no place
	Why   term.Words
}

// Edit is one value that comes from one cell.
type Edit struct {
	From     mapping.Place
	Field    string // as columns are called
	Before   string // as cells show it; empty where nothing stood there
	After    string
	Value    edit.Value
	Body     bool   // it is the body, in Value.Language
	Text     string // of the body
	Whole    bool   // an element of a list goes away as a whole
	Position int    // of that element, from 1
	dropped  bool
}

// Action says what becomes of a record.
type Action string

// The actions.
const (
	Changed Action = "changed"
	New     Action = "new"
	Gone    Action = "gone"    // it is no longer in the workbook, and stays
	Removed Action = "removed" // it is no longer in the workbook, and goes
)

// Entry is one record of a plan.
type Entry struct {
	ID         string
	Kind       *register.Kind
	Record     *source.Record // nil for a new one
	File       string
	Action     Action
	From       mapping.Place
	Edits      []*Edit
	Incomplete bool
	Missing    []string
	Example    bool // it was written by init as an example
	refused    bool
}

// Refused reports whether the record was taken out of the plan.
func (e *Entry) Refused() bool { return e.refused }

// Live gives the edits that still stand.
func (e *Entry) Live() []*Edit {
	return slices.DeleteFunc(slices.Clone(e.Edits), func(x *Edit) bool { return x.dropped })
}

// Conflict is a field that was changed in the register and in the workbook since it was exported. It is not written.
type Conflict struct {
	At                    mapping.Place
	ID, Field             string
	Base, Repository, New string
}

// Plan is what an import comes to.
type Plan struct {
	Entries   []*Entry
	Cells     []Cell
	Conflicts []Conflict
	Parties   []Party // that are not in parties.toml yet
	Pages     []Page  // texts that are kept as pages
	Settings  map[string][]byte
	Foreign   bool             // it comes from others: what would be a breach of governance here is told and not written
	Wrong     bool             // something was told that should be put right: the exit code is 1
	settings  *register.Config // of the register; nil where there is none yet
}

// Party is somebody whom the register does not know yet.
type Party struct{ Key, Title string }

// Page is a text that is kept beside the records.
type Page struct{ ID, Title, Text string }

// tell notes that a cell has no place.
func (p *Plan) tell(at mapping.Place, found string, why term.Words) {
	p.Cells = append(p.Cells, Cell{At: at, Found: found, Why: why})
}

// fault notes that a cell has no place, and that this should be put right.
func (p *Plan) fault(at mapping.Place, found string, why term.Words) {
	p.tell(at, found, why)
	p.Wrong = true
}

// Drop takes an edit out of the plan and says why.
func (p *Plan) Drop(e *Edit, why term.Words) {
	if !e.dropped {
		e.dropped = true
		p.tell(e.From, e.After, why)
		p.Wrong = p.Wrong || !p.Foreign
	}
}

// Refuse takes a record out of the plan and says why.
func (p *Plan) Refuse(e *Entry, why term.Words) {
	e.refused = true
	for _, x := range e.Edits {
		p.Drop(x, why)
	}
	if len(e.Edits) == 0 {
		p.fault(e.From, e.ID, why)
	}
}

// Accounted lists what became of every cell: those that were written and those that have no place, by sheet and cell.
func (p *Plan) Accounted() []Cell {
	all := slices.Clone(p.Cells)
	for _, e := range p.Entries {
		for _, x := range e.Live() {
			all = append(all, Cell{At: x.From, Found: x.After, To: e.ID + " " + x.Field})
		}
	}
	return all
}

// Files gives the bytes of every file that the plan changes or makes; nil for one that goes away.
func (p *Plan) Files(r *register.Register, setting edit.Setting) (map[string][]byte, error) {
	w := &writing{setting: setting, files: map[string][]byte{}, old: map[string][]byte{}}
	for _, f := range r.Tree.Files {
		w.old[f.Path] = f.Data
	}
	for name, data := range p.Settings {
		w.files[name] = data
	}
	w.parties(p.Parties)
	for _, page := range p.Pages {
		w.files["content/pages/"+page.ID+".md"] = []byte("+++\ntitle = " + edit.Quote(page.Title) + "\n+++\n\n" + strings.TrimSpace(page.Text) + "\n")
	}
	for _, e := range p.Entries {
		if e.refused || e.Action == Gone {
			continue
		}
		if err := w.entry(p, e); err != nil {
			return nil, err
		}
	}
	for name, data := range w.files {
		if old, was := w.old[name]; was && data != nil && string(old) == string(data) {
			delete(w.files, name)
		}
	}
	return w.files, nil
}

// writing gathers the new bytes of files: of a file with many records, one record after another.
type writing struct {
	setting edit.Setting
	files   map[string][]byte
	old     map[string][]byte
}

// now gives a record with its file as it is by now.
func (w *writing) now(r *source.Record) *source.Record {
	copied := *r
	if data, ok := w.files[r.File.Path]; ok {
		copied.File = &source.File{Path: r.File.Path, Data: data}
	}
	return &copied
}

func (w *writing) entry(p *Plan, e *Entry) error {
	if e.Action == Removed {
		return w.remove(e.Record)
	}
	record := e.Record
	if e.Action == New {
		record = &source.Record{ID: e.ID, Folder: e.Kind.Folder, File: &source.File{Path: e.File, Data: []byte("+++\n+++\n")}}
		w.files[e.File] = record.File.Data
	}
	var values []edit.Value
	for _, x := range ordered(e.Live()) {
		if x.Body {
			continue
		}
		values = append(values, x.Value)
	}
	data, err := edit.Write(w.now(record), w.setting, values)
	if fault, ok := errors.AsType[*edit.Fault](err); ok {
		return w.oneByOne(p, e, record, fault)
	} else if err != nil {
		return err
	}
	if e.Action == New {
		data = formatted(record.File.Path, data, p.settings)
	}
	w.files[record.File.Path] = data
	return w.bodies(e, record)
}

// oneByOne finds the edits that cannot be made.
func (w *writing) oneByOne(p *Plan, e *Entry, record *source.Record, _ *edit.Fault) error {
	for _, x := range ordered(e.Live()) {
		if x.Body {
			continue
		}
		data, err := edit.Write(w.now(record), w.setting, []edit.Value{x.Value})
		if fault, ok := errors.AsType[*edit.Fault](err); ok {
			p.Drop(x, fault.Message)
			continue
		} else if err != nil {
			return err
		}
		w.files[record.File.Path] = data
	}
	return w.bodies(e, record)
}

func (w *writing) bodies(e *Entry, record *source.Record) error {
	for _, x := range e.Live() {
		if !x.Body {
			continue
		}
		now := w.now(record)
		now.Translations = slices.Clone(now.Translations)
		name, data, err := edit.WriteBody(now, w.setting, x.Value.Language, x.Text)
		if err != nil {
			return err
		}
		w.files[name] = data
	}
	return nil
}

// ordered puts edits into the order in which they can be made: elements of lists go away from the last to the first, after all else.
func ordered(edits []*Edit) []*Edit {
	slices.SortStableFunc(edits, func(a, b *Edit) int {
		switch {
		case a.Whole != b.Whole:
			return cmp.Compare(mapping.Truth(a.Whole), mapping.Truth(b.Whole))
		case a.Whole:
			return b.Position - a.Position
		}
		return 0
	})
	return edits
}

func (w *writing) remove(r *source.Record) error {
	if strings.HasSuffix(r.File.Path, ".toml") {
		data, err := edit.Write(w.now(r), w.setting, []edit.Value{{}})
		w.files[r.File.Path] = data
		return err
	}
	w.files[r.File.Path] = nil
	for _, b := range r.Translations {
		w.files[b.File.Path] = nil
	}
	return nil
}

// parties adds people to parties.toml, at its end.
func (w *writing) parties(list []Party) {
	if len(list) == 0 {
		return
	}
	const name = "content/parties.toml"
	text := string(w.old[name])
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	for _, p := range list {
		if text != "" {
			text += "\n"
		}
		text += "[" + key(p.Key) + "]\ntitle = " + edit.Quote(p.Title) + "\n"
	}
	w.files[name] = []byte(text)
}

func key(word string) string {
	if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == "" {
		return word
	}
	return edit.Quote(word)
}

// Old gives the bytes of the files that the plan changes, as they were read.
func Old(r *register.Register, files map[string][]byte) map[string][]byte {
	old := map[string][]byte{}
	for _, f := range r.Tree.Files {
		if _, changed := files[f.Path]; changed {
			old[f.Path] = f.Data
		}
	}
	return old
}

// Names lists the files of a plan in their order.
func Names(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }

// fileOf gives the file of a new record.
func fileOf(k *register.Kind, id string) string { return path.Join("content", k.Folder, id+".md") }

// settle marks new records that lack what is required as incomplete.
func (p *Plan) Settle() {
	for _, e := range p.Entries {
		if e.Action != New || e.refused {
			continue
		}
		table := tableOf(e)
		e.Missing = edit.Missing(p.settings, e.Kind, table)
		for _, key := range e.Kind.Grounds() {
			if table.Field(key) == nil {
				e.Missing = append(e.Missing, key)
			}
		}
		e.Incomplete = len(e.Missing) > 0
		e.Edits = slices.DeleteFunc(e.Edits, func(x *Edit) bool { return x.From == (mapping.Place{}) && x.Field == "incomplete" })
		if e.Incomplete {
			e.Edits = append(e.Edits, &Edit{Field: "incomplete", After: "true", Value: edit.Value{Path: []any{"incomplete"}, TOML: "true"}})
		}
	}
}

// tableOf gives the top keys of a new record, each with its text where it is one.
func tableOf(e *Entry) *source.Value {
	t := &source.Value{Kind: source.Table}
	for _, x := range e.Live() {
		if x.Body || len(x.Value.Path) == 0 || x.Value.TOML == "" {
			continue
		}
		name, _ := x.Value.Path[0].(string)
		if t.Field(name) != nil {
			continue
		}
		value := source.Value{Kind: source.String, Text: x.After}
		if len(x.Value.Path) > 1 {
			value.Kind = source.Table
		} else if strings.HasPrefix(x.Value.TOML, "[") {
			value.Kind = source.Array
			for _, word := range sheet.Split(x.After) {
				value.Items = append(value.Items, source.Value{Kind: source.String, Text: word})
			}
		}
		t.Fields = append(t.Fields, source.Field{Key: name, Value: value})
	}
	return t
}
