package assist

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
)

// Proposal is one thing that may be written at a place. Insert replaces the bytes between Start and End of the text at hand; it is a snippet of the
// protocol: $1 and ${1:x} mark where to go on typing. Plain takes the marks out.
type Proposal struct {
	Label      string
	Detail     string
	Notes      string // Markdown
	Sort       ProposalSort
	Insert     string
	Start, End int
	Filter     string // what typing is held against: the value with its words
	Order      string
}

// ProposalSort tells proposals apart for the reader's eye.
type ProposalSort uint8

// The sorts of proposals.
const (
	ProposalKey ProposalSort = iota
	ProposalTable
	ProposalValue
	ProposalRecord
	ProposalTerm
)

// mostProposals is how many proposals are made at a time. The next letter brings others.
const mostProposals = 300

// Complete gives what may be written at a place. Whole is false where there is more than was given.
func (d *Desk) Complete(file string, text []byte, offset int) (list []Proposal, whole bool) {
	h := d.at(file, text, offset)
	switch {
	case h == nil:
	case completeMarked(d, h, &list):
	case h.body:
		list = completeBody(d, h)
	case h.spot.On == cursor.OnHeader:
		list = completeHeader(d, h)
	case h.spot.On == cursor.OnKey:
		list = completeKey(d, h)
	case h.spot.On == cursor.OnValue:
		list = completeValue(d, h)
	}
	whole = true
	if len(list) > mostProposals {
		typed := strings.ToLower(string(text[list[0].Start:offset]))
		list = slices.DeleteFunc(list, func(p Proposal) bool { return !strings.Contains(strings.ToLower(p.Filter), typed) })
		whole = false
		list = list[:min(len(list), mostProposals)]
	}
	return list, whole
}

// proposal makes a proposal of a choice.
func (c *choice) proposal(h *here, sort ProposalSort, insert string) Proposal {
	p := Proposal{Label: c.value, Detail: c.words, Notes: c.more, Sort: sort, Insert: insert, Start: h.spot.Start, End: h.spot.End, Filter: strings.TrimSpace(c.value + " " + c.words)}
	switch {
	case p.Detail == "":
		p.Detail = c.kind
	case c.kind != "":
		p.Detail += " (" + c.kind + ")"
	}
	return p
}

func completeValue(d *Desk, h *here) []Proposal {
	if h.field == nil || h.spot.Long || bytes.IndexByte(h.text[h.spot.Start:h.spot.End], '\n') >= 0 {
		return nil
	}
	var list []Proposal
	for i, c := range d.choices(h) {
		if h.spot.Quoted && c.bare {
			continue
		}
		insert := snippetText(c.value)
		switch {
		case h.spot.Quoted:
			insert = snippetText(strings.Trim(layout.Quote(c.value), `"`))
			if !h.spot.Closed {
				insert += `"`
			}
		case !c.bare:
			insert = snippetText(layout.Quote(c.value))
		}
		if h.field.Arrays == 1 && !h.spot.Listed && !h.spot.Quoted && !h.inside() {
			insert = "[" + insert + "]"
		}
		if !h.spot.Quoted && h.spot.Start > 0 && h.text[h.spot.Start-1] == '=' {
			insert = " " + insert
		}
		sort := ProposalValue
		if h.field.To != "" {
			sort = ProposalRecord
		}
		p := c.proposal(h, sort, insert)
		p.Order = fmt.Sprintf("%05d", i)
		if h.spot.Quoted && !h.spot.Closed && h.spot.Start < h.offset {
			p.End = h.offset
		}
		list = append(list, p)
	}
	return list
}

func completeKey(d *Desk, h *here) []Proposal {
	var list []Proposal
	rest, _, _ := bytes.Cut(h.text[h.spot.End:], []byte("\n"))
	given := bytes.HasPrefix(bytes.TrimLeft(rest, "\"' \t"), []byte("="))
	add := func(f *register.Field, key, value string, c *choice) {
		if slices.Contains(h.spot.Taken, key) {
			return
		}
		insert := layout.QuoteKey(key)
		if h.spot.Quoted {
			insert = key
		}
		insert = snippetText(insert)
		if !given {
			insert += " = " + value
		}
		p := Proposal{Label: key, Sort: ProposalKey, Insert: insert, Start: h.spot.Start, End: h.spot.End, Filter: key, Order: fmt.Sprintf("%05d", len(list))}
		if c != nil {
			p.Detail, p.Notes, p.Filter = c.words, c.more, strings.TrimSpace(key+" "+c.words)
		} else {
			p.Detail, p.Notes = shape(d, f), about(d, f)
			if f.Required {
				p.Order = "!" + p.Order
			}
			if f.Shape >= register.ShapeTable {
				p.Sort = ProposalTable
			}
		}
		list = append(list, p)
	}
	if o := h.owner; o != nil && (o.Shape == register.ShapeText || o.Shape == register.ShapeMapping && (len(o.Fields) == 0 || h.spot.Table[len(h.spot.Table)-1] == o.Key)) {
		for _, c := range freeKeys(d, o) {
			value := "$1"
			if o.Shape == register.ShapeText || o.Key == "severity" {
				value = `"$1"`
			}
			add(o, c.value, value, &c)
		}
		return list
	}
	for i := range h.below {
		f := &h.below[i]
		if f.Criteria == "factor" && d.Assessment.Register.Criteria.From == nil {
			continue // nothing to name
		}
		if !given && !h.spot.Inline && h.spot.Last && f.Shape >= register.ShapeTable && f.Arrays <= 1 && len(bytes.TrimSpace(h.text[lineStart(h.text, h.spot.Start):h.spot.Start])) == 0 {
			list = append(list, header(d, h, f))
			continue
		}
		n := 0
		add(f, f.Key, skeleton(d, f, &n), nil)
	}
	return list
}

func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// header proposes a table with a header of its own and what it cannot do without.
func header(d *Desk, h *here, f *register.Field) Proposal {
	var path []string
	for _, key := range append(slices.Clone(h.spot.Table), f.Key) {
		path = append(path, layout.QuoteKey(key))
	}
	open, end := "[", "]"
	if f.Arrays > 0 {
		open, end = "[[", "]]"
	}
	insert, n := open+snippetText(strings.Join(path, "."))+end, 0
	for i := range f.Fields {
		if f.Fields[i].Required {
			insert += "\n" + f.Fields[i].Key + " = " + skeleton(d, &f.Fields[i], &n)
		}
	}
	if n == 0 {
		insert += "\n$0"
	}
	order := "~" + f.Key
	return Proposal{Label: open + f.Key + end, Detail: shape(d, f), Notes: about(d, f), Sort: ProposalTable, Insert: insert, Start: h.spot.Start, End: h.spot.End, Filter: f.Key, Order: order}
}

// skeleton gives the look of a field's value, with marks from n+1 on where to type.
func skeleton(d *Desk, f *register.Field, n *int) string {
	mark := func() string { *n++; return fmt.Sprintf("$%d", *n) }
	value := ""
	switch f.Shape {
	case register.ShapeText:
		if languages := d.Assessment.Register.Config.Languages; len(languages) > 1 {
			var parts []string
			for _, language := range languages {
				parts = append(parts, language+` = "`+mark()+`"`)
			}
			value = "{ " + strings.Join(parts, ", ") + " }"
		} else {
			value = `"` + mark() + `"`
		}
	case register.ShapeWord:
		value = `"` + mark() + `"`
		if len(f.OneOf) > 0 {
			value = fmt.Sprintf(`"${%d|%s|}"`, *n, strings.Join(f.OneOf, ","))
		}
	case register.ShapeTruth:
		*n++
		value = fmt.Sprintf("${%d|true,false|}", *n)
	case register.ShapeDate:
		*n++
		value = fmt.Sprintf("${%d:%s}", *n, d.Assessment.AsOf)
	case register.ShapeLoss:
		value = "{ low = " + mark() + ", high = " + mark() + " }"
	case register.ShapeMapping:
		value = "{ " + mark() + " }"
		if factors := criteriaNames(d, "factor"); f.Criteria == "factor" && len(factors) > 0 { // all of them, or none
			var parts []string
			*n--
			for _, factor := range factors {
				parts = append(parts, snippetText(layout.QuoteKey(factor.value))+" = "+mark())
			}
			value = "{ " + strings.Join(parts, ", ") + " }"
		}
	case register.ShapeTable, register.ShapeFree:
		value = "{ " + mark() + " }"
	default:
		value = mark()
	}
	return strings.Repeat("[", f.Arrays) + value + strings.Repeat("]", f.Arrays)
}

func completeHeader(d *Desk, h *here) []Proposal {
	below := h.below
	prefix := ""
	if h.keyed && len(h.spot.Table) == 0 {
		// The tables of the record above, by its id.
		for _, st := range cursor.Read(h.text, h.parts.Start, h.parts.End).Statements {
			if st.Start < h.offset && st.End < h.offset && st.Header {
				prefix = layout.QuoteKey(st.Parts[0].Text) + "."
			}
		}
		if prefix == "" {
			return nil
		}
		below = h.fields
	}
	var list []Proposal
	var add func(fields []register.Field, prefix string)
	add = func(fields []register.Field, prefix string) {
		for i := range fields {
			f := &fields[i]
			name := prefix + f.Key
			if f.Shape < register.ShapeTable || f.Arrays > 1 || f.Arrays == 0 && (h.spot.Double || slices.Contains(h.spot.Taken, f.Key)) {
				continue
			}
			insert := snippetText(name)
			switch {
			case f.Arrays == 1 && !h.spot.Double:
				insert = "[" + insert + "]"
				if !h.spot.Closed {
					insert += "]"
				}
			case !h.spot.Closed && h.spot.Double:
				insert += "]]"
			case !h.spot.Closed:
				insert += "]"
			}
			list = append(list, Proposal{Label: name, Detail: shape(d, f), Notes: about(d, f), Sort: ProposalTable, Insert: insert, Start: h.spot.Start, End: h.spot.End, Filter: name, Order: fmt.Sprintf("%05d", len(list))})
			if f.Arrays == 0 && f.Shape == register.ShapeTable {
				add(f.Fields, name+".")
			}
		}
	}
	add(below, prefix)
	return list
}

func completeBody(d *Desk, h *here) []Proposal {
	if start, end, closed, ok := cursor.Wikilink(h.text, h.offset); ok {
		var list []Proposal
		h.spot.Start, h.spot.End = start, end
		for i, c := range d.records("any", h) {
			insert := snippetText(c.value)
			if !closed {
				insert += "]]"
			}
			p := c.proposal(h, ProposalRecord, insert)
			p.Order = fmt.Sprintf("%05d", i)
			list = append(list, p)
		}
		if h.mayQuote() {
			for i, what := range []choice{{value: "count:", words: d.say("記録の件数", "how many records")}, {value: "sum:", words: d.say("記録の値の合計", "the sum of a field")}} {
				p := what.proposal(h, ProposalValue, what.value)
				p.Order = fmt.Sprintf("~%05d", i)
				list = append(list, p)
			}
		}
		return list
	}
	return completeTerm(d, h)
}

// completeMarked completes a live figure, where one is being typed.
func completeMarked(d *Desk, h *here, list *[]Proposal) bool {
	found, ok := completeMark(d, h)
	*list = found
	return ok
}

// longestTerm is how many characters before the cursor may be the beginning of a term.
const longestTerm = 30

// completeTerm proposes the terms whose beginning stands before the cursor, wherever that begins: Japanese has no spaces to tell.
func completeTerm(d *Desk, h *here) []Proposal {
	line := h.text[lineStart(h.text, h.offset):h.offset]
	from := len(line)
	var list []Proposal
	seen := map[string]bool{}
	for range longestTerm {
		_, size := utf8.DecodeLastRune(line[:from])
		if size == 0 {
			break
		}
		from -= size
		typed := string(line[from:])
		first, _ := utf8.DecodeRuneInString(typed)
		if first < utf8.RuneSelf && (utf8.RuneCountInString(typed) < 2 || from > 0 && isWord(line[from-1])) {
			continue
		}
		for _, w := range d.terms() {
			if len(w.word) > len(typed) && strings.EqualFold(w.word[:min(len(typed), len(w.word))], typed) && !seen[w.word] {
				seen[w.word] = true
				list = append(list, Proposal{
					Label: w.word, Detail: d.say("用語", "term"), Notes: escape(firstParagraph(w.definition)), Sort: ProposalTerm, Insert: snippetText(w.word),
					Start: h.offset - len(typed), End: h.offset, Filter: w.word, Order: fmt.Sprintf("%05d", len(list)),
				})
			}
		}
	}
	return list
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// snippetText writes text so that a snippet shows it as it is.
func snippetText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`).Replace(text)
}

// Plain takes the marks out of a snippet: what a client inserts that knows none.
func Plain(snippet string) string {
	var b strings.Builder
	for i := 0; i < len(snippet); i++ {
		switch c := snippet[i]; {
		case c == '\\' && i+1 < len(snippet):
			i++
			b.WriteByte(snippet[i])
		case c == '$' && i+1 < len(snippet) && snippet[i+1] == '{':
			end := strings.IndexByte(snippet[i:], '}')
			inner := strings.TrimLeft(snippet[i+2:i+end], "0123456789")
			inner, _, _ = strings.Cut(strings.Trim(inner, ":|"), ",")
			b.WriteString(inner)
			i += end
		case c == '$':
			for i+1 < len(snippet) && snippet[i+1] >= '0' && snippet[i+1] <= '9' {
				i++
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
