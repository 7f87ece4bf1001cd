package page

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/register"
)

// tag is markup written in this package. Only constants become one without a conversion, so that no text of a record can.
type tag string

// markup builds HTML ready-made, because a template action costs more than a row of a table. Its zero value is empty; done ends its use.
type markup struct {
	b    *[]byte // where is written now; nil: nothing was
	full []piece // what came before it
}

// piece is a part of a long markup: a buffer that is full, or a text that was too long to copy.
type piece struct {
	b    *[]byte
	text string
}

// spare are buffers that grew large enough in earlier uses: growing them anew was a fifth of a build.
var spare = sync.Pool{New: func() any { b := make([]byte, 0, 2048); return &b }}

// mostSpare is the size of a piece. A long table is made of many, because growing one buffer to its size moves it five times over.
const mostSpare = 64 << 10

func (m *markup) write(s string) {
	switch {
	case m.b == nil:
		m.fresh()
	case len(*m.b)+len(s) > mostSpare:
		m.full = append(m.full, piece{b: m.b})
		m.fresh()
	}
	if len(s) > mostSpare {
		m.full = append(m.full, piece{text: s})
		return
	}
	*m.b = append(*m.b, s...)
}

func (m *markup) fresh() {
	m.b = spare.Get().(*[]byte)
	*m.b = (*m.b)[:0]
}

func (m *markup) raw(t tag)            { m.write(string(t)) }
func (m *markup) html(h template.HTML) { m.write(string(h)) }
func (m *markup) text(s string)        { m.write(html.EscapeString(s)) }

// empty tells whether nothing was written.
func (m *markup) empty() bool { return m.b == nil }

// done gives what was written and empties the markup.
func (m *markup) done() template.HTML {
	if m.b == nil {
		return ""
	}
	h := m.joined()
	m.drop()
	return h
}

// joined gives what was written, copied once.
func (m *markup) joined() template.HTML {
	if len(m.full) == 0 {
		return template.HTML(*m.b)
	}
	size := len(*m.b)
	for _, p := range m.full {
		size += p.size()
	}
	var whole strings.Builder
	whole.Grow(size)
	for _, p := range m.full {
		if p.b != nil {
			whole.Write(*p.b)
		}
		whole.WriteString(p.text)
	}
	whole.Write(*m.b)
	return template.HTML(whole.String())
}

func (p piece) size() int {
	if p.b != nil {
		return len(*p.b)
	}
	return len(p.text)
}

// drop empties the markup and gives its buffers back.
func (m *markup) drop() {
	for _, p := range m.full {
		if p.b != nil {
			spare.Put(p.b)
		}
	}
	if m.b != nil {
		spare.Put(m.b)
	}
	*m = markup{}
}

// take moves what another markup holds to the end of this one.
func (m *markup) take(from *markup) {
	switch {
	case from.b == nil:
		return
	case m.b != nil && len(from.full) == 0 && len(*m.b)+len(*from.b) <= mostSpare:
		*m.b = append(*m.b, *from.b...)
		from.drop()
		return
	case m.b != nil:
		m.full = append(m.full, piece{b: m.b})
	}
	m.full, m.b = append(m.full, from.full...), from.b
	*from = markup{}
}

// attr writes an attribute with its value escaped.
func (m *markup) attr(name tag, value string) {
	m.raw(" ")
	m.raw(name)
	m.raw(`="`)
	m.text(value)
	m.raw(`"`)
}

// element writes a text within an element.
func (m *markup) element(name tag, s string) {
	m.raw("<")
	m.raw(name)
	m.raw(">")
	m.text(s)
	m.raw("</")
	m.raw(name)
	m.raw(">")
}

// escaped makes a text fit to stand in HTML.
func escaped(s string) template.HTML { return template.HTML(html.EscapeString(s)) }

// join puts pieces together with a text between them; empty pieces are left out.
func join(separator string, pieces ...template.HTML) template.HTML {
	var m markup
	var first template.HTML // alone, it needs no copy
	for _, p := range pieces {
		switch {
		case p == "":
			continue
		case first == "":
			first = p
			continue
		case m.empty():
			m.html(first)
		}
		m.text(separator)
		m.html(p)
	}
	if m.empty() {
		return first
	}
	return m.done()
}

// lines puts pieces under one another; empty pieces are left out.
func lines(pieces ...template.HTML) template.HTML {
	var all template.HTML
	for _, p := range pieces {
		if p != "" && all != "" {
			all += "<br>"
		}
		all += p
	}
	return all
}

// unbroken keeps a text on one line.
func unbroken(s string) template.HTML {
	var m markup
	m.raw(`<span class="nowrap">`)
	m.text(s)
	m.raw(`</span>`)
	return m.done()
}

// whole is unbroken for what is HTML already.
func whole(h template.HTML) template.HTML { return `<span class="nowrap">` + h + `</span>` }

// list makes a list of pieces; nothing where there are none.
func list(pieces []template.HTML) template.HTML {
	if len(pieces) == 0 {
		return ""
	}
	var m markup
	m.raw("<ul>")
	for _, p := range pieces {
		m.raw("<li>")
		m.html(p)
		m.raw("</li>")
	}
	m.raw("</ul>")
	return m.done()
}

// refList names records in a list.
func (v *view) refList(path string, ids []string) template.HTML { return list(v.refs(path, ids)) }

// shortRefs names records by their ids alone, in one line.
func (v *view) shortRefs(path string, ids []string) template.HTML {
	pieces := make([]template.HTML, len(ids))
	for i, id := range ids {
		pieces[i] = v.shortRef(path, id)
	}
	return join(" ", pieces...)
}

// mostRefs is how many records a cell of a list names: the record's own page has them all.
const mostRefs = 20

// someRefs names the first records by their ids, and how many more there are.
func (v *view) someRefs(path string, ids []string) template.HTML {
	if len(ids) <= mostRefs {
		return v.shortRefs(path, ids)
	}
	return v.shortRefs(path, ids[:mostRefs]) + " " + unbroken(v.andMore(len(ids)-mostRefs))
}

// words gives a text of a record for a page: marked, and with a note, where it fell back to another language.
func (v *view) wording(t register.Text) template.HTML {
	p := v.phrase(t)
	if p.Text == "" {
		return ""
	}
	if p.Language == "" {
		return escaped(p.Text)
	}
	var m markup
	m.html(spoken(p))
	m.raw(` <small class="fallback">`)
	m.text(v.languageNote(p.Language))
	m.raw(`</small>`)
	return m.done()
}

// spoken gives a text marked with its language where that is not the page's.
func spoken(p Phrase) template.HTML {
	if p.Language == "" {
		return escaped(p.Text)
	}
	var m markup
	m.raw("<span")
	m.attr("lang", p.Language)
	m.raw(">")
	m.text(p.Text)
	m.raw("</span>")
	return m.done()
}

// short is wording without the note, for cells and names.
func (v *view) short(t register.Text) template.HTML { return spoken(v.phrase(t)) }

// languageNote says in the page's language in which other language a text stands.
func (v *view) languageNote(language string) string {
	if note, ok := v.words["writtenIn-"+language]; ok {
		return note
	}
	return "[" + language + "]"
}

// sayHTML is say with values that may be ready-made HTML; strings and the words themselves are escaped.
func (v *view) sayHTML(key string, pairs ...any) template.HTML {
	replace := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		value := ""
		switch p := pairs[i+1].(type) {
		case template.HTML:
			value = string(p)
		default:
			value = html.EscapeString(fmt.Sprint(p))
		}
		replace = append(replace, "{"+pairs[i].(string)+"}", value)
	}
	return template.HTML(strings.NewReplacer(replace...).Replace(html.EscapeString(v.words[key])))
}

// badge shows a text as a state, its colour being a second sign only.
func badge(class tag, text string) template.HTML {
	var m markup
	m.raw(`<span class="state `)
	m.raw(class)
	m.raw(`">`)
	m.text(text)
	m.raw(`</span>`)
	return m.done()
}

// facts are terms with their values: the list at the head of a record.
type facts struct {
	v *view
	m markup
}

func (v *view) facts() *facts { return &facts{v: v} }

// add adds a fact under the word of a key; nothing where the value is empty.
func (f *facts) add(key string, value template.HTML) { f.named(f.v.words[key], value) }

// named adds a fact under a name of its own.
func (f *facts) named(name string, value template.HTML) {
	if value == "" {
		return
	}
	if f.m.empty() {
		f.m.raw(`<dl class="facts">`)
	}
	f.m.raw("<dt>")
	f.m.text(name)
	f.m.raw("</dt><dd>")
	f.m.html(value)
	f.m.raw("</dd>")
}

// words adds a fact whose value is plain text.
func (f *facts) words(key, value string) { f.add(key, escaped(value)) }

// done gives the list; nothing where no fact was added.
func (f *facts) done() template.HTML {
	if f.m.empty() {
		return ""
	}
	f.m.raw("</dl>")
	return f.m.done()
}

// ratio writes a quotient with one place below ten, and none above.
func ratio(x float64) string {
	if x < 10 {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}
