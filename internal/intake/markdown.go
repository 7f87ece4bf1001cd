package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// Document is one Markdown file.
type Document struct {
	Name string // its path, with slashes
	Data []byte
}

// pair is one field of a record that has a file, or a section, of its own.
type pair struct {
	heading, value string
	line           int
}

// leaf is one record as Markdown tells it: fields, and what is left as its body.
type leaf struct {
	doc    string
	title  string
	line   int // of the title
	id     string
	status string // as the file's name has it
	pairs  []pair
	body   string
	lines  span // that it was read from
}

// Markdown plans the import of Markdown files: tables of risks anywhere in them, and files or sections that are one risk each.
func Markdown(r *register.Register, docs []Document, o Options) (*Plan, error) {
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.Name, b.Name) })
	t := newTaking(r, o)
	kind := o.Kind
	if kind == nil {
		kind = register.KindOf("risks")
	}
	var leaves []leaf
	taken := map[*markdownDoc][]span{} // what leaves were read from
	var tables []*markdownDoc
	forms := 0
	for _, d := range docs {
		doc := parseMarkdown(d)
		if k, answers := doc.form(); k != nil {
			if err := t.filledForm(doc, k, answers); err != nil {
				return nil, err
			}
			forms++
		} else if found := doc.leaves(); len(found) > 0 {
			leaves = append(leaves, found...)
			for _, l := range found {
				taken[doc] = append(taken[doc], l.lines)
			}
			tables = append(tables, doc)
		} else {
			tables = append(tables, doc)
		}
	}
	byDoc, err := t.leaves(leaves, kind)
	if err != nil {
		return nil, err
	}
	found := len(leaves) + forms
	for _, doc := range tables {
		n, err := t.markdownTables(doc, kind, byDoc, taken[doc])
		if err != nil {
			return nil, err
		}
		found += n
	}
	if found == 0 {
		return nil, &workbook.Refusal{
			Message: term.Words{Ja: "リスクの表も、1ファイルに1件のリスクも見つかりません", En: "there is neither a table of risks nor a file that is one"},
			Help:    term.Words{Ja: "表の見出しに「リスク」「影響度」のような語があるか、ファイルに「**影響度**: 高」のような行があるか確かめてください。", En: "see that a table has headings such as Risk and Impact, or a file lines such as **Impact**: High"},
		}
	}
	t.relink(byDoc)
	t.putAway()
	t.plan.Settle()
	return t.plan, nil
}

// registerTable gives the table of a sheet if it looks like a register: a title, and something that says how large the risk is or whose it is.
func registerTable(s *workbook.Sheet) *mapping.Table {
	if len(s.Rows) < 2 {
		return nil
	}
	head := &s.Rows[0]
	fields := map[string]bool{}
	one := &mapping.Table{Sheet: s, Head: []int{head.Number}, Heads: map[int]string{}}
	for _, c := range head.Cells {
		one.Heads[c.Column] = c.Text
		if f := one.MeaningAt(c.Column).Field; f != "" {
			fields[f] = true
		}
	}
	rating := fields["likelihood"] && fields["impact"] || hasRiskWord(head) && (fields["likelihood"] || fields["impact"] || fields["level"] || fields["score"])
	risk := fields["title"] || fields["summary"]
	about := 0
	for _, f := range []string{"id", "owner", "status", "plan.title", "treatment.option", "controls", "category"} {
		if fields[f] {
			about++
		}
	}
	if !(risk && rating && (len(fields) >= 3 || about > 0) || risk && about >= 2 && hasRiskWord(head)) {
		return nil
	}
	t := &mapping.Table{Sheet: s, Head: []int{head.Number}, First: head.Number + 1, Score: len(fields), Raw: map[int]bool{}}
	t.Headings()
	return t
}

func hasRiskWord(head *workbook.Row) bool {
	return slices.ContainsFunc(head.Cells, func(c workbook.Cell) bool {
		text := mapping.Fold(c.Text)
		return strings.Contains(text, "risk") || strings.Contains(text, "リスク") || strings.Contains(text, "mitigation") || strings.Contains(text, "対策")
	})
}

// markdownTables takes the tables of a document that lie outside what was taken: registers as records, an index of records that have files or sections of
// their own as something to compare.
func (t *taking) markdownTables(doc *markdownDoc, kind *register.Kind, byDoc map[string]*Entry, taken []span) (int, error) {
	found := 0
	gone := slices.Clone(taken)
	for _, s := range doc.tables(span{0, len(doc.lines)}) {
		if slices.ContainsFunc(taken, func(l span) bool { return s.start >= l.start && s.start < l.end }) {
			continue
		}
		table := registerTable(doc.sheetOf(s))
		if len(byDoc) > 0 {
			if table == nil {
				if one := doc.sheetOf(s); len(one.Rows) > 1 {
					table = &mapping.Table{Sheet: one, Head: []int{one.Rows[0].Number}, First: one.Rows[0].Number + 1, Raw: map[int]bool{}}
					table.Headings()
				}
			}
			if table != nil && t.index(doc, table, kind, byDoc) {
				gone = append(gone, s)
				continue
			}
			if table != nil && registerTable(table.Sheet) == nil {
				continue
			}
		}
		if table == nil {
			continue
		}
		m := mapping.Guess(t.register, table, kind, t.language)
		if !slices.ContainsFunc(m.Columns, func(c mapping.Column) bool { return c.Field == "title" }) {
			continue
		}
		if err := t.table(table, m); err != nil {
			return found, err
		}
		found++
		gone = append(gone, s)
	}
	if found > 0 || len(taken) > 0 {
		t.keepText(doc, gone)
	}
	return found, nil
}

// keepText keeps what a document says besides its tables of risks as a page.
func (t *taking) keepText(doc *markdownDoc, gone []span) {
	var kept []string
	title := ""
	words := false
	for i := doc.first; i < len(doc.lines); i++ {
		if slices.ContainsFunc(gone, func(s span) bool { return i >= s.start && i < s.end }) {
			continue
		}
		if m := atxHeading.FindStringSubmatch(doc.lines[i]); m != nil && !doc.fence[i] && title == "" && len(m[1]) == 1 {
			title = plainCell(m[2])
			continue
		}
		words = words || strings.TrimSpace(doc.lines[i]) != "" && !strings.HasPrefix(doc.lines[i], "#")
		kept = append(kept, doc.lines[i])
	}
	if !words {
		return
	}
	base := strings.TrimSuffix(path.Base(doc.name), path.Ext(doc.name))
	if title == "" {
		title = base
	}
	k := register.KindOf("pages")
	id, ok := "", false
	for n := 1; !ok; n++ {
		wanted := validID("pages", base)
		if wanted == "" {
			wanted = "page"
		}
		if n > 1 {
			wanted = fmt.Sprintf("%s-%d", wanted, n)
		}
		id, ok = t.ids.take(k, wanted)
	}
	t.plan.Pages = append(t.plan.Pages, Page{id, title, safeMarkdown(strings.Join(kept, "\n"))})
}

// formatted lays a new record out as fmt does.
func formatted(name string, data []byte, settings *register.Config) []byte {
	if out, err := edit.Format(name, data, settings, source.DefaultLimits); err == nil {
		return out
	}
	return data
}
