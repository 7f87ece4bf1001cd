package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// noResponse is what GitHub writes where a field of a form was left empty.
const noResponse = "_No response_"

var escapedLink = regexp.MustCompile(`\\\[\\\[([^\]|]+)(\|[^\]]*)?\]\]`)

// answer is one field of a form, filled in; the field is nil for what is asked besides the fields.
type answer struct {
	field *register.Field
	label string
	text  string
	line  int
}

// form reads a document that is a filled form of init: a heading for each field, with the answer below. The kind is nil where it is none.
func (m *markdownDoc) form() (*register.Kind, []answer) {
	type section struct {
		label string
		line  int
		lines []string
	}
	var sections []section
	for i := m.first; i < len(m.lines); i++ {
		if h := m.heading(i); h == 3 {
			sections = append(sections, section{label: atxHeading.FindStringSubmatch(m.lines[i])[2], line: i + 1})
		} else if n := len(sections); n > 0 {
			sections[n-1].lines = append(sections[n-1].lines, m.lines[i])
		} else if strings.TrimSpace(m.lines[i]) != "" {
			return nil, nil
		}
	}
	for _, folder := range register.Proposable {
		k := register.KindOf(folder)
		for _, language := range []string{"en", "ja"} {
			if answers := answersTo(k, language, len(sections), func(i int) answer {
				s := sections[i]
				return answer{label: s.label, line: s.line, text: strings.TrimSpace(strings.Join(s.lines, "\n"))}
			}); answers != nil {
				return k, answers
			}
		}
	}
	return nil, nil
}

// answersTo takes the sections of a document for the answers to the form of a kind. It is nil where they are not: every field must be asked, and nothing else.
func answersTo(k *register.Kind, language string, n int, section func(int) answer) []answer {
	fields := k.FormFields()
	rest := register.FormRest.In(language)
	if n < len(fields) || n > len(fields)+1 {
		return nil
	}
	var answers []answer
	for i := range n {
		a := section(i)
		if at := slices.IndexFunc(fields, func(f register.Field) bool { return f.FormLabel().In(language) == a.label }); at >= 0 {
			a.field = &fields[at]
		} else if a.label != rest {
			return nil
		}
		answers = append(answers, a)
	}
	return answers
}

// filledForm takes a filled form as one record.
func (t *taking) filledForm(doc *markdownDoc, k *register.Kind, answers []answer) error {
	table := &mapping.Table{Sheet: &workbook.Sheet{Name: doc.name}, Head: []int{1}, First: 2, Heads: map[int]string{}, Places: map[[2]int]mapping.Place{}, Raw: map[int]bool{}}
	m := &mapping.Map{Kind: k}
	row := workbook.Row{Number: 2}
	for at, a := range answers {
		table.Heads[at] = a.label
		place := mapping.Place{Sheet: doc.name, Cell: fmt.Sprint(a.line)}
		table.Places[[2]int{2, at}] = place
		if a.text == "" || a.text == noResponse {
			continue
		}
		field := "body"
		text := escapedLink.ReplaceAllStringFunc(t.linked(leaf{doc: doc.name, body: a.text}), func(link string) string {
			if m := escapedLink.FindStringSubmatch(link); t.register.Find(m[1]) != nil {
				return "[[" + m[1] + m[2] + "]]" // whoever fills in the form knows the register
			}
			return link
		})
		if a.field != nil {
			field, text = a.field.Key, plainCell(a.text)
		}
		row.Cells = append(row.Cells, workbook.Cell{Column: at, Text: text})
		m.Columns = append(m.Columns, mapping.Column{At: []int{at}, Heading: a.label, Field: field})
	}
	table.Sheet.Rows = []workbook.Row{row}
	start := len(t.plan.Entries)
	if err := t.table(table, m); err != nil {
		return err
	}
	if len(t.plan.Entries) == start {
		return &workbook.Refusal{
			Message: term.Words{Ja: doc.name + ": 題名のない提案です", En: doc.name + ": the proposal has no title"},
			Help:    term.Words{Ja: "題名を書いてから取り込んでください。", En: "give it a title, then import it"},
		}
	}
	if status := k.NewStatus(); status != "" {
		e := t.plan.Entries[len(t.plan.Entries)-1]
		e.Edits = append(e.Edits, &Edit{Field: "status", After: status, Value: edit.Value{Path: []any{"status"}, TOML: edit.Quote(status)}})
	}
	return nil
}
