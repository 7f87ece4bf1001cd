package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// join puts parts into one line with words between them; parts that show nothing are left out.
func join(separator string, pieces ...part.Part) part.Part {
	var line part.Line
	for _, p := range pieces {
		if part.None(p) {
			continue
		}
		if len(line) > 0 && separator != "" {
			line = append(line, part.Words(separator))
		}
		line = append(line, p)
	}
	switch len(line) {
	case 0:
		return nil
	case 1:
		return line[0]
	}
	return line
}

// lines puts parts under one another; those that show nothing are left out.
func lines(pieces ...part.Part) part.Part {
	shown := shown(pieces)
	switch len(shown) {
	case 0:
		return nil
	case 1:
		return shown[0]
	}
	return part.Lines(shown)
}

// shown gives the parts that show something.
func shown(pieces []part.Part) []part.Part {
	list := make([]part.Part, 0, len(pieces))
	for _, p := range pieces {
		if !part.None(p) {
			list = append(list, p)
		}
	}
	return list
}

// list makes a list of parts; nothing where there are none.
func list(pieces []part.Part) part.Part {
	if len(pieces) == 0 {
		return nil
	}
	return part.List(pieces)
}

// small sets a part back; nothing where it shows nothing.
func small(p part.Part) part.Part {
	if part.None(p) {
		return nil
	}
	return part.Small{Part: p}
}

// strong sets a part out; nothing where it shows nothing.
func strong(p part.Part) part.Part {
	if part.None(p) {
		return nil
	}
	return part.Strong{Part: p}
}

// refList names records in a list.
func (v *ways) refList(path string, ids []string) part.Part { return list(v.refs(path, ids)) }

// shortRefs names records by their ids alone, in one line.
func (v *ways) shortRefs(path string, ids []string) part.Part {
	pieces := make([]part.Part, len(ids))
	for i, id := range ids {
		pieces[i] = v.shortRef(path, id)
	}
	return join(" ", pieces...)
}

// mostRefs is how many records a cell of a list names: the record's own page has them all.
const mostRefs = 20

// someRefs names the first records by their ids, and how many more there are.
func (v *ways) someRefs(path string, ids []string) part.Part {
	if len(ids) <= mostRefs {
		return v.shortRefs(path, ids)
	}
	return join(" ", v.shortRefs(path, ids[:mostRefs]), part.Whole{Part: part.Words(v.andMore(len(ids) - mostRefs))})
}

// wording gives a text of a record for a page, with a note where it fell back to another language.
func (v *language) wording(t register.Text) part.Part {
	p := v.phrase(t)
	switch {
	case p.Text == "":
		return nil
	case p.Language == "":
		return part.Words(p.Text)
	}
	return part.Phrase{Text: p.Text, Language: p.Language, Note: v.languageNote(p.Language)}
}

// spoken gives a text marked with its language where that is not the page's.
func spoken(p Phrase) part.Part {
	if p.Language == "" {
		return part.Words(p.Text)
	}
	return part.Phrase{Text: p.Text, Language: p.Language}
}

// short is wording without the note, for cells and names.
func (v *language) short(t register.Text) part.Part { return spoken(v.phrase(t)) }

// languageNote says in the page's language in which other language a text stands.
func (v *language) languageNote(language string) string {
	if note, ok := v.words["writtenIn-"+language]; ok {
		return note
	}
	return "[" + language + "]"
}

// sayParts is say with values that may be parts.
func (v *language) sayParts(key string, pairs ...any) part.Part {
	line := part.Line{}
	rest := v.words[key]
	for rest != "" {
		at, length, value := len(rest), 0, part.Part(nil)
		for i := 0; i+1 < len(pairs); i += 2 {
			name := "{" + pairs[i].(string) + "}"
			if found := strings.Index(rest, name); found >= 0 && found < at {
				at, length = found, len(name)
				value, _ = pairs[i+1].(part.Part)
				if value == nil && pairs[i+1] != nil {
					value = part.Words(fmt.Sprint(pairs[i+1]))
				}
			}
		}
		if at > 0 {
			line = append(line, part.Words(rest[:at]))
		}
		if value != nil {
			line = append(line, value)
		}
		rest = rest[at+length:]
	}
	return line
}

// badge shows a text as a state, its colour being a second sign only.
func badge(tone, text string) part.Part { return part.Badge{Tone: tone, Text: text} }

// facts gathers terms with their values.
type facts struct {
	v    *language
	list part.Facts
}

func (v *language) facts() *facts { return &facts{v: v} }

// add adds a fact under the word of a key; nothing where the value shows nothing.
func (f *facts) add(key string, value part.Part) {
	if !part.None(value) {
		f.list = append(f.list, part.Fact{Key: key, Name: f.v.words[key], Part: value})
	}
}

// named adds a fact under a name of its own.
func (f *facts) named(name string, value part.Part) {
	if !part.None(value) {
		f.list = append(f.list, part.Fact{Name: name, Part: value})
	}
}

// words adds a fact whose value is plain text.
func (f *facts) words(key, value string) { f.add(key, part.Words(value)) }

// done gives the facts; nothing where none was added.
func (f *facts) done() part.Part {
	if len(f.list) == 0 {
		return nil
	}
	return f.list
}

// ratio writes a quotient with one place below ten, and none above.
func ratio(x float64) string {
	if x < 10 {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// whole keeps a text on one line.
func whole(text string) part.Part { return part.Whole{Part: part.Words(text)} }
