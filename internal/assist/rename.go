package assist

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// Edit replaces a stretch of a file of the register.
type Edit struct {
	Place diagnostic.Place
	Text  string
}

// Move gives a file another name.
type Move struct{ From, To string }

// Create begins a file.
type Create struct{ File, Text string }

// Change is what one act changes: edits first, then new files, then the files' names.
type Change struct {
	Edits   []Edit
	Creates []Create
	Moves   []Move
}

// Renameable gives the stretch of the name at a place, where it is the id of a record or the key of a party, and the name. The error says in words why
// nothing there can be renamed.
func (d *Desk) Renameable(file string, text []byte, offset int) (start, end int, name string, err error) {
	h := d.at(file, text, offset)
	if h == nil {
		return 0, 0, "", refuse(d, "登録簿の記録ではありません", "this is no record of the register")
	}
	t, start, end := thingAt(d, h)
	switch {
	case t.sort == sortRecord && d.record(t.name) != nil:
	case t.sort == sortParty && d.Assessment.Register.Party(t.name) != nil:
	default:
		return 0, 0, "", refuse(d, "ここには、名前を変えられる記録の識別子も関係者のキーもありません", "there is no id of a record and no key of a party here that could be renamed")
	}
	if h.first {
		end = lineStart(text, offset) + len("+++")
	}
	return start, end, t.name, nil
}

func refuse(d *Desk, ja, en string, args ...any) error {
	return fmt.Errorf(d.say(ja, en), args...)
}

// Rename gives the change that gives the record or the party at a place another name everywhere: in fields, in bodies, in the headers of a file of many
// records, and in the names of the record's own files. The register must be judged as it stands.
func (d *Desk) Rename(file string, text []byte, offset int, name string) (Change, error) {
	h := d.at(file, text, offset)
	if h == nil {
		return Change{}, refuse(d, "登録簿の記録ではありません", "this is no record of the register")
	}
	_, _, old, err := d.Renameable(file, text, offset)
	if err != nil {
		return Change{}, err
	}
	t, _, _ := thingAt(d, h)
	if t.sort == sortParty {
		return d.RenameParty(old, name)
	}
	return d.RenameRecord(old, name)
}

// RenameRecord gives the change that gives a record another id everywhere: in fields, in bodies, in the baseline, in the headers of a file of many records,
// and in the names of the record's own files: its translations, its figures and its readings.
func (d *Desk) RenameRecord(old, name string) (Change, error) {
	rec := d.record(old)
	if name = norm.NFC.String(strings.TrimSpace(name)); name == old {
		return Change{}, nil
	}
	if err := unreadable(d, old); err != nil {
		return Change{}, err
	}
	if err := fit(d, rec, name); err != nil {
		return Change{}, err
	}
	var c Change
	for _, m := range d.mentions(thing{sortRecord, old}) {
		c.Edits = append(c.Edits, renamed(d, &m, rec, name)...)
	}
	renameFiles(d, &c, rec, name)
	if err := placesFree(d, &c); err != nil {
		return Change{}, err
	}
	c.sort()
	return c, nil
}

// placesFree refuses a change that would put a file in the place of another one.
func placesFree(d *Desk, c *Change) error {
	for _, m := range c.Moves {
		tree := d.Assessment.Register.Tree
		taken := tree.File(m.To) != nil || slices.Contains(tree.Figures, m.To)
		if taken && !strings.EqualFold(m.From, m.To) {
			return refuse(d, "%s はすでにあります", "%s exists already", m.To)
		}
	}
	return nil
}

// RenameParty gives the change that gives a party another key everywhere.
func (d *Desk) RenameParty(old, name string) (Change, error) {
	if name = norm.NFC.String(strings.TrimSpace(name)); name == old {
		return Change{}, nil
	}
	if err := unreadable(d, old); err != nil {
		return Change{}, err
	}
	return renameParty(d, thing{sortParty, old}, name)
}

func (c *Change) sort() {
	slices.SortFunc(c.Edits, func(a, b Edit) int {
		if n := strings.Compare(a.Place.File, b.Place.File); n != 0 {
			return n
		}
		if a.Place.Line != b.Place.Line {
			return a.Place.Line - b.Place.Line
		}
		return a.Place.Column - b.Place.Column
	})
	c.Edits = slices.Compact(c.Edits)
}

// unreadable refuses where a file that cannot be read names what is to be renamed: its mentions would be left behind.
func unreadable(d *Desk, name string) error {
	check := func(broken bool, file *source.File) error {
		if broken && strings.Contains(string(file.Data), name) {
			return refuse(d, "%s に書式の誤りがあり、%s への参照を書き換えられません。先に直してください", "%s has a fault of syntax, so that its references to %s cannot be changed: mend it first", file.Path, name)
		}
		return nil
	}
	tree := d.Assessment.Register.Tree
	for _, rec := range tree.Records {
		if err := check(rec.Broken, rec.File); err != nil {
			return err
		}
	}
	for _, doc := range []*source.Document{tree.Baseline, tree.Criteria, tree.Proposal, tree.Parties} {
		if doc != nil {
			if err := check(doc.Broken, doc.File); err != nil {
				return err
			}
		}
	}
	return nil
}

// fit refuses a name that is no id, or that another record has.
func fit(d *Desk, rec *source.Record, name string) error {
	if len(name) > source.LongestID {
		return refuse(d, "識別子は %d バイトまでです", "an id has %d bytes at most", source.LongestID)
	}
	if source.IsDevice(name) {
		return refuse(d, "「%s」は Windows が装置の名前として使っているため、識別子にできません", "%q cannot be an id: Windows keeps that name for a device", name)
	}
	if rec.Folder == "glossary" {
		if name == "" || strings.HasPrefix(name, ".") || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`/\[]|"`, r) }) {
			return refuse(d, "「%s」は用語の識別子にできません。空にせず、/ \\ [ ] | \" を含めないでください", "%q cannot be the id of a term: it must not be empty, nor hold / \\ [ ] | or \"", name)
		}
	} else if !isID(name) {
		return refuse(d, "「%s」は識別子にできません。英数字で始め、英数字、「-」、「_」だけを使ってください", "%q is no id: begin with a letter or a digit, and use letters, digits, - and _ only", name)
	}
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 && slices.Contains(d.Assessment.Register.Config.Languages, name[dot+1:]) {
		return refuse(d, "「%s」は翻訳のファイル名と区別できません", "%q would be taken for a translation", name)
	}
	for _, other := range d.Assessment.Register.Tree.Records {
		if other != rec && strings.EqualFold(other.ID, name) {
			return refuse(d, "「%s」はすでに %s の識別子です", "%q is the id of %s already", name, other.File.Path)
		}
	}
	return nil
}

func isID(name string) bool {
	for i, r := range name {
		if !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && (r == '-' || r == '_')) {
			return false
		}
	}
	return name != ""
}

// renamed gives the edits of one mention of a record.
func renamed(d *Desk, m *mention, rec *source.Record, name string) []Edit {
	if m.exact {
		return []Edit{{m.at, name}}
	}
	if m.link == nil {
		return []Edit{renamedString(m.file, m.span, rec.ID, name)}
	}
	text := m.link.body.Text[m.link.start:m.link.end]
	at := func(from, to int) diagnostic.Place {
		return m.link.body.Place(m.link.start+from, m.link.start+to)
	}
	if strings.HasPrefix(text, "[[") {
		written, _, _ := strings.Cut(strings.TrimSuffix(text[2:], "]]"), "|")
		written = strings.TrimSuffix(written, `\`)
		from := 2 + len(written) - len(strings.TrimLeft(written, " \t"))
		written = strings.TrimSpace(written)
		for _, sign := range []string{"#", ":"} { // an anchor, or what a live figure asks
			if norm.NFC.String(written) == rec.ID {
				break
			}
			if at := strings.LastIndex(written, sign); at > 0 {
				written = strings.TrimSpace(written[:at])
			}
		}
		return []Edit{{at(from, from+len(written)), name}}
	}
	if open := strings.LastIndex(text, "]("); open >= 0 {
		return renamedAddress(text, open+2, at, rec, name)
	}
	return renamedDefinitions(d, &m.link.body, rec, name)
}

// renamedAddress gives the edit of the address of a link that begins at an offset of a text.
func renamedAddress(text string, from int, at func(from, to int) diagnostic.Place, rec *source.Record, name string) []Edit {
	from += len(text[from:]) - len(strings.TrimLeft(text[from:], " \t\n<"))
	end := from
	for end < len(text) && !strings.ContainsRune(" \t\n)>", rune(text[end])) {
		end++
	}
	file, _, _ := strings.Cut(text[from:end], "#")
	file, _, _ = strings.Cut(file, "?")
	start := strings.LastIndexByte(file, '/') + 1
	base := unescape(file[start:])
	rest, ok := strings.CutPrefix(norm.NFC.String(base), rec.ID)
	if !ok || !strings.HasPrefix(rest, ".") {
		return nil
	}
	written := name
	if base != file[start:] || strings.ContainsAny(name, " ()<>?#%") {
		written = url.PathEscape(name)
	}
	return []Edit{{at(from+start, from+len(file)), written + rest}}
}

// renamedDefinitions gives the edits of the link definitions of a body that lead to a record: [label]: ../risks/R-001.md.
func renamedDefinitions(d *Desk, body *source.Body, rec *source.Record, name string) []Edit {
	var edits []Edit
	offset := 0
	for line := range strings.Lines(body.Text) {
		if at := strings.Index(line, "]:"); at > 0 && strings.HasPrefix(strings.TrimLeft(line, " "), "[") {
			start := offset
			target := strings.Trim(strings.TrimSpace(line[at+2:]), "<>")
			target, _, _ = strings.Cut(target, " ")
			if fileOf(d, body.File.Path, target) == rec {
				edits = append(edits, renamedAddress(line, at+2, func(from, to int) diagnostic.Place { return body.Place(start+from, start+to) }, rec, name)...)
			}
		}
		offset += len(line)
	}
	return edits
}

// renamedString gives the edit of an id in a string: the id alone where it stands there as it is, else the whole string.
func renamedString(file *source.File, span source.Span, old, name string) Edit {
	raw := file.Data[span.Start:span.End]
	if len(raw) > len(old) && bytes.HasPrefix(raw[1:], []byte(old)) && (raw[0] == '"' || raw[0] == '\'') {
		return Edit{file.Place(source.Span{Start: span.Start + 1, End: span.Start + 1 + int32(len(old))}), name}
	}
	text, ok := layout.Decode(string(raw))
	if rest, found := strings.CutPrefix(norm.NFC.String(text), old); ok && found {
		name += rest
	}
	return Edit{file.Place(span), layout.Quote(name)}
}

// renamedHeaders gives the edits of the headers and keys of a file of many records that belong to one of them.
func renamedHeaders(file *source.File, old, name string) []Edit {
	var edits []Edit
	start := 0
	if bytes.HasPrefix(file.Data, []byte("\ufeff")) {
		start = len("\ufeff")
	}
	for _, st := range cursor.Read(file.Data, start, len(file.Data)).Statements {
		first := &st.Parts[0]
		if first.Text != old || !st.Header && len(st.Path()) != len(st.Parts) {
			continue
		}
		edits = append(edits, Edit{file.Place(source.Span{Start: int32(first.Start), End: int32(first.End)}), layout.QuoteKey(name)})
	}
	return edits
}

func renameParty(d *Desk, t thing, name string) (Change, error) {
	if !isID(name) {
		return Change{}, refuse(d, "「%s」は関係者のキーにできません。英数字で始め、英数字、「-」、「_」だけを使ってください", "%q cannot be the key of a party: begin with a letter or a digit, and use letters, digits, - and _ only", name)
	}
	if d.Assessment.Register.Party(name) != nil {
		return Change{}, refuse(d, "「%s」はすでに関係者のキーです", "%q is the key of a party already", name)
	}
	c := Change{Edits: renamedHeaders(d.Assessment.Register.Tree.Parties.File, t.name, name)}
	for _, m := range d.mentions(t) {
		if m.exact {
			c.Edits = append(c.Edits, Edit{m.at, name})
			continue
		}
		c.Edits = append(c.Edits, renamedString(m.file, m.span, t.name, name))
	}
	c.sort()
	return c, nil
}
