package desk

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// Join puts parts into one line with words between them; parts that show nothing are left out.
func Join(separator string, pieces ...part.Part) part.Part {
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

// Lines puts parts under one another; those that show nothing are left out.
func Lines(pieces ...part.Part) part.Part {
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

// List makes a list of parts; nothing where there are none.
func List(pieces []part.Part) part.Part {
	if len(pieces) == 0 {
		return nil
	}
	return part.List(pieces)
}

// Small sets a part back; nothing where it shows nothing.
func Small(p part.Part) part.Part {
	if part.None(p) {
		return nil
	}
	return part.Small{Part: p}
}

// Strong sets a part out; nothing where it shows nothing.
func Strong(p part.Part) part.Part {
	if part.None(p) {
		return nil
	}
	return part.Strong{Part: p}
}

// RefList names records in a list.
func (v *ways) RefList(path string, ids []string) part.Part { return List(v.Refs(path, ids)) }

// ShortRefs names records by their ids alone, in one line.
func (v *ways) ShortRefs(path string, ids []string) part.Part {
	pieces := make([]part.Part, len(ids))
	for i, id := range ids {
		pieces[i] = v.ShortRef(path, id)
	}
	return Join(" ", pieces...)
}

// mostRefs is how many records a cell of a list names: the record's own page has them all.
const mostRefs = 20

// SomeRefs names the first records by their ids, and how many more there are.
func (v *ways) SomeRefs(path string, ids []string) part.Part {
	if len(ids) <= mostRefs {
		return v.ShortRefs(path, ids)
	}
	return Join(" ", v.ShortRefs(path, ids[:mostRefs]), part.Whole{Part: part.Words(v.AndMore(len(ids) - mostRefs))})
}

// Wording gives a text of a record for a page, with a note where it fell back to another language.
func (v *language) Wording(t register.Text) part.Part {
	p := v.Phrase(t)
	switch {
	case p.Text == "":
		return nil
	case p.Language == "":
		return part.Words(p.Text)
	}
	return part.Phrase{Text: p.Text, Language: p.Language, Note: v.languageNote(p.Language)}
}

// Spoken gives a text marked with its language where that is not the page's.
func Spoken(p view.Phrase) part.Part {
	if p.Language == "" {
		return part.Words(p.Text)
	}
	return part.Phrase{Text: p.Text, Language: p.Language}
}

// Short is wording without the note, for cells and names.
func (v *language) Short(t register.Text) part.Part { return Spoken(v.Phrase(t)) }

// languageNote says in the page's language in which other language a text stands.
func (v *language) languageNote(language string) string {
	if note, ok := v.Words["writtenIn-"+language]; ok {
		return note
	}
	return "[" + language + "]"
}

// SayParts is say with values that may be parts.
func (v *language) SayParts(key string, pairs ...any) part.Part {
	line := part.Line{}
	rest := v.Words[key]
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

// Badge shows a text as a state, its colour being a second sign only.
func Badge(tone, text string) part.Part { return part.Badge{Tone: tone, Text: part.Words(text)} }

// facts gathers terms with their values.
type facts struct {
	v    *language
	List part.Facts
}

// Facts begins a list of facts, each with its name.
func (v *language) Facts() *facts { return &facts{v: v} }

// Add adds a fact under the word of a key; nothing where the value shows nothing.
func (f *facts) Add(key string, value part.Part) {
	if !part.None(value) {
		f.List = append(f.List, part.Fact{Key: key, Name: f.v.Words[key], Part: value})
	}
}

// Named adds a fact under a name of its own.
func (f *facts) Named(name string, value part.Part) {
	if !part.None(value) {
		f.List = append(f.List, part.Fact{Name: name, Part: value})
	}
}

// Words adds a fact whose value is plain text.
func (f *facts) Words(key, value string) { f.Add(key, part.Words(value)) }

// Done gives the facts; nothing where none was added.
func (f *facts) Done() part.Part {
	if len(f.List) == 0 {
		return nil
	}
	return f.List
}

// Ratio writes a quotient with one place below ten, and none above.
func Ratio(x float64) string {
	if x < 10 {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// Whole keeps a text on one line.
func Whole(text string) part.Part { return part.Whole{Part: part.Words(text)} }
