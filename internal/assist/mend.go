package assist

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// Mend is a change that mends a diagnostic, or begins to.
type Mend struct {
	Title  string
	Change Change
	Sure   bool // it is what the writer meant, as far as can be told
}

// Mends gives the changes that mend a diagnostic of the register as it was judged.
func (d *Desk) Mends(g *diagnostic.Diagnostic) []Mend {
	file := d.Assessment.Register.Tree.File(g.Place.File)
	if file == nil {
		return nil
	}
	start, end := offsetOf(file.Data, g.Place.Line, g.Place.Column), offsetOf(file.Data, g.Place.EndLine, g.Place.EndColumn)
	if start > end {
		return nil
	}
	m := mender{d: d, g: g, file: file, raw: string(file.Data[start:end]), start: start, end: end}
	switch g.Rule {
	case rule.BaselineUnmatched:
		return m.withoutEntry()
	case rule.DanglingReference:
		return append(m.near(), m.create()...)
	case rule.MissingKey:
		return m.missing(m.arg("key"))
	case rule.NotOnScale:
		return m.onScale()
	case rule.OptionWithoutRationale:
		return m.missing("treatment.rationale")
	case rule.ProseContradicts:
		return m.contradiction()
	case rule.Syntax:
		return m.syntax()
	case rule.TranslationWithFacts:
		return m.withoutFacts()
	case rule.UnknownKey, rule.UnknownLevel, rule.UnknownParty, rule.UnknownValue:
		return m.near()
	case rule.Untranslated:
		return append(m.languages(), m.translation()...)
	case rule.WrongType:
		return m.retyped()
	}
	return nil
}

// mender mends one diagnostic.
type mender struct {
	d          *Desk
	g          *diagnostic.Diagnostic
	file       *source.File
	raw        string // what stands at its place
	start, end int
}

func (m *mender) arg(name string) string {
	text, _ := m.g.Args[name].(string)
	return text
}

// replaced is the mend that puts other words in place of those at fault.
func (m *mender) replaced(by string, sure bool) []Mend {
	shown := by
	if len([]rune(shown)) > 40 {
		shown = string([]rune(shown)[:40]) + "…"
	}
	return []Mend{{fmt.Sprintf(m.d.say("%s に直す", "change to %s"), shown), Change{Edits: []Edit{{m.g.Place, by}}}, sure}}
}

// near mends what was most likely misspelt.
func (m *mender) near() []Mend {
	near := m.arg("near")
	switch {
	case near == "":
		return nil
	case m.g.Case == rule.CaseLiveNear, m.g.Case == rule.CaseLiveFilterNear:
		return m.replaced(strings.Replace(m.raw, m.arg("found"), near, 1), true)
	case m.g.Rule == rule.UnknownKey:
		return m.replaced(layout.QuoteKey(near), true)
	case m.g.Case == rule.CaseBodyNear:
		rest := ""
		if i := strings.IndexAny(m.raw, "|#:"); i >= 0 {
			rest = strings.TrimSuffix(m.raw[i:], "]]")
		}
		if !strings.HasPrefix(m.raw, "[[") {
			return nil
		}
		return m.replaced("[["+near+rest+"]]", true)
	}
	if text, ok := layout.Decode(m.raw); ok && m.g.Rule == rule.DanglingReference {
		if _, clause, found := strings.Cut(text, "#"); found {
			near += "#" + clause
		}
	}
	return m.replaced(layout.Quote(near), true)
}

// contradiction puts a figure that follows the register in place of one that was copied, or the present value.
func (m *mender) contradiction() []Mend {
	if m.g.Case == rule.CaseMark {
		if fresh := m.arg("fresh"); fresh != "" {
			return m.replaced(fresh, true)
		}
		return nil
	}
	var mends []Mend
	if live := m.arg("live"); live != "" {
		mends = m.replaced(live, true)
	}
	if plain := m.arg("plain"); plain != "" {
		mends = append(mends, m.replaced(plain, false)...)
	}
	return mends
}

// create begins the record that a field names and that is not there.
func (m *mender) create() []Mend {
	h := m.d.at(m.file.Path, m.file.Data, m.start+1)
	id := m.arg("found")
	if h == nil || h.field == nil || m.g.Case != rule.Plain && m.g.Case != rule.CaseNear || !isID(id) {
		return nil
	}
	kind := register.KindOf(h.field.To)
	if kind == nil {
		return nil
	}
	text, languages := "+++\n", len(m.d.Assessment.Register.Config.Languages) > 1
	for _, f := range kind.Fields() {
		if !f.Required {
			continue
		}
		value := blank(m.d, &f)
		if f.Key == "title" && languages {
			n := 0
			value = Plain(skeleton(m.d, &f, &n))
		}
		text += f.Key + " = " + value + "\n"
	}
	for _, own := range m.d.Assessment.Register.Config.FieldsOf(kind.Folder) {
		if own.Required {
			f := own.Field()
			text += "extra." + layout.QuoteKey(f.Key) + " = " + blank(m.d, &f) + "\n"
		}
	}
	name := path.Join("content", kind.Folder, id+".md")
	title := fmt.Sprintf(m.d.say("%s %s を新しく作る", "begin %s %s"), kind.One.In(m.d.Language), id)
	return []Mend{{title, Change{Creates: []Create{{name, text + "+++\n"}}}, false}}
}

// blank gives a value that still wants to be written: what no rule takes for an answer, as far as TOML lets one.
func blank(d *Desk, f *register.Field) string {
	switch {
	case f.Arrays > 0:
		return "[]"
	case f.Shape == register.ShapeText || f.Shape == register.ShapeWord:
		return `""`
	case f.Shape == register.ShapeWhole && f.Scale != "":
		return "0"
	}
	n := 0
	return Plain(skeleton(d, f, &n))
}

// missing adds the key that is missing, in the table that lacks it.
func (m *mender) missing(key string) []Mend {
	s := m.d.open(m.file.Path, m.file.Data)
	if s == nil || key == "" {
		return nil
	}
	path := strings.Split(key, ".")
	statements := cursor.Read(s.text, s.parts.Start, s.parts.End).Statements
	fieldPath := path
	if s.keyed && s.kind != nil {
		for i := range statements {
			if st := &statements[i]; st.Start <= m.start && m.start <= st.End {
				path = append([]string{st.Parts[0].Text}, path...)
			}
		}
	} else if s.keyed {
		fieldPath = path[1:]
	}
	field := register.Find(s.fields, fieldPath...)
	if field == nil || len(path) < 2 && s.keyed {
		return nil
	}
	line := layout.QuoteKey(field.Key) + " = " + blank(m.d, field)
	at, text := insertion(s, statements, path[:len(path)-1], field.Key, line)
	if at < 0 && !s.keyed && len(path) == 2 && path[0] == "extra" { // the table begins with it
		at, text = trimmed(s.text, s.parts.Start, s.parts.End), "\n\n[extra]\n"+line
	}
	if at < 0 {
		return nil
	}
	where := m.file.Place(source.Span{Start: int32(at), End: int32(at)})
	return []Mend{{fmt.Sprintf(m.d.say("%s を加える", "add %s"), key), Change{Edits: []Edit{{where, text}}}, true}}
}

// insertion tells where a line with a key goes so that it belongs to a table that lacks it, and how it reads there; -1 where the table is not there.
func insertion(s *sheet, statements []cursor.Statement, table []string, key, line string) (at int, text string) {
	eol := "\n"
	if bytes.Contains(s.text, []byte("\r\n")) {
		eol = "\r\n"
	}
	last, inside := -1, len(table) == 0
	has := false
	for i := range statements {
		st := &statements[i]
		switch {
		case st.Header:
			if last >= 0 && inside && !has {
				return last, eol + line
			}
			if inside && len(table) == 0 { // no key before the first header
				return st.Start, line + eol
			}
			inside, has = slices.Equal(st.Path(), table), false
			if inside {
				last = trimmed(s.text, st.Start, st.End)
			}
		case inside:
			last = trimmed(s.text, st.Start, st.End)
			has = has || st.Parts[0].Text == key && len(st.Parts) == 1
		}
		if !st.Header && slices.Equal(st.Path(), table) && st.Value != nil && st.Value.Form == cursor.FormInline && st.Value.Closed {
			for end := st.Value.End - 1; ; end-- {
				if c := s.text[end-1]; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
					if c == '{' {
						return end, " " + line + " "
					}
					return end, ", " + line
				}
			}
		}
	}
	switch {
	case inside && last >= 0 && !has:
		return last, eol + line
	case len(table) == 0 && last < 0:
		return s.parts.Start, line + eol
	}
	return -1, ""
}

// trimmed gives the end of a stretch without the white space at its end.
func trimmed(text []byte, start, end int) int {
	return start + len(bytes.TrimRight(text[start:end], " \t\r\n"))
}

// onScale offers the nearer end of the scale.
func (m *mender) onScale() []Mend {
	found, ok := m.g.Args["found"].(int)
	low, _ := m.g.Args["low"].(int)
	high, _ := m.g.Args["high"].(int)
	switch {
	case !ok || found >= low && found <= high:
		return nil
	case found > high:
		return m.replaced(fmt.Sprint(high), false)
	}
	return m.replaced(fmt.Sprint(low), false)
}

func (m *mender) syntax() []Mend {
	wanted := m.arg("wanted")
	switch m.g.Case {
	case rule.CaseBadBoolean:
		return m.replaced(wanted, true)
	case rule.CaseFullWidth:
		if wanted == " " {
			return []Mend{{m.d.say("半角の空白に直す", "change to a plain space"), Change{Edits: []Edit{{m.g.Place, wanted}}}, true}}
		}
		return m.replaced(wanted, true)
	case rule.CaseExtraComma:
		return []Mend{{m.d.say("余分なコンマを消す", "remove the comma"), Change{Edits: []Edit{{m.g.Place, ""}}}, true}}
	case rule.CaseMissingComma:
		before := trimmed(m.file.Data, 0, m.start)
		at := m.file.Place(source.Span{Start: int32(before), End: int32(before)})
		return []Mend{{m.d.say("コンマを加える", "add a comma"), Change{Edits: []Edit{{at, ","}}}, true}}
	case rule.CaseUnclosedString:
		quote := m.arg("quote")
		if len(quote) != 1 {
			return nil
		}
		end := int32(trimmed(m.file.Data, m.start, m.end))
		at := m.file.Place(source.Span{Start: end, End: end})
		return []Mend{{fmt.Sprintf(m.d.say("行の終わりを %s で閉じる", "close it with %s at the end of the line"), quote), Change{Edits: []Edit{{at, quote}}}, false}}
	}
	return nil
}

// plainNumber takes out of a number what TOML does not have in one.
var plainNumber = strings.NewReplacer(",", "", " ", "")

// retyped mends values of another type that say what is meant.
func (m *mender) retyped() []Mend {
	switch m.g.Case {
	case rule.CaseQuotedDate:
		text, _ := layout.Decode(m.raw)
		day, err := date.Parse(strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "").Replace(strings.TrimSpace(text)))
		if err == nil {
			return m.replaced(day.String(), true)
		}
	case rule.Plain:
		h := m.d.at(m.file.Path, m.file.Data, m.start+1)
		text, ok := layout.Decode(m.raw)
		if _, err := strconv.ParseInt(plainNumber.Replace(text), 10, 64); ok && err == nil && h != nil && h.field != nil && h.field.Shape == register.ShapeWhole {
			return m.replaced(plainNumber.Replace(text), true)
		}
	case rule.CaseArray:
		if strings.HasPrefix(m.raw, `"`) || strings.HasPrefix(m.raw, `'`) {
			return m.replaced("["+m.raw+"]", true)
		}
	}
	return nil
}

// offsetOf gives the byte offset of a line and column of the program.
func offsetOf(data []byte, line, column int) int {
	at := 0
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		at = len("\ufeff")
	}
	for ; line > 1; line-- {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 {
			return len(data)
		}
		at += n + 1
	}
	for ; column > 1 && at < len(data) && data[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(data[at:])
		at += size
	}
	return at
}
