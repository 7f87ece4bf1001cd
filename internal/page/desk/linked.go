package desk

import (
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Said is wording for the page at path, with the records that it names linked.
func (v *ways) Said(path string, t register.Text) part.Part { return linked(v, path, v.Wording(t)) }

// Linked links the records that words name by their ids; other parts stay as they are.
func Linked(v *Verdicts, path string, p part.Part) part.Part { return linked(v.ways, path, p) }

func linked(v *ways, path string, p part.Part) part.Part {
	words, ok := p.(part.Words)
	if !ok {
		return p
	}
	var line part.Line
	text, from := string(words), 0
	for at := 0; at < len(text); {
		end := at
		for end < len(text) && inID(text[end]) {
			end++
		}
		if link := named(v, path, text[at:end]); link != nil {
			if from < at {
				line = append(line, part.Words(text[from:at]))
			}
			line, from = append(line, part.Short{Link: link}), end
		}
		at = max(end, at+1)
	}
	if line == nil {
		return p
	}
	if from < len(text) {
		line = append(line, part.Words(text[from:]))
	}
	return line
}

// named finds the link to the record of an id among words; nil for a word that is none. What goes by its title, as terms do, is no id.
func named(v *ways, path, id string) *part.Link {
	if !strings.ContainsAny(id, "0123456789") {
		return nil
	}
	if l := v.link(path, id); l != nil && !l.ByTitle {
		return l
	}
	return nil
}

// Identifier is a record's id with the way to its page.
func Identifier(v *Verdicts, path, id string) part.Part { return linked(v.ways, path, part.Words(id)) }

// Finding is what a rule says of the register, for those who read: fields by their names, records linked.
func Finding(v *Verdicts, path string, message term.Words) part.Part {
	return linked(v.ways, path, part.Words(term.Readable(message.In(v.Language), v.Language)))
}

func inID(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_'
}

// FieldName gives what a field is called on pages that management reads.
func (v *language) FieldName(field string) string { return term.FieldPath(field).In(v.Language) }
