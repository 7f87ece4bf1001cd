package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
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
	var tables []*markdownDoc
	for _, d := range docs {
		doc := parseMarkdown(d)
		if found := doc.leaves(); len(found) > 0 {
			leaves = append(leaves, found...)
		} else {
			tables = append(tables, doc)
		}
	}
	byDoc, err := t.leaves(leaves, kind)
	if err != nil {
		return nil, err
	}
	found := len(leaves)
	for _, doc := range tables {
		n, err := t.markdownTables(doc, kind, byDoc)
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
	t.plan.Settle()
	return t.plan, nil
}

// markdownDoc is a Markdown file taken apart into lines.
type markdownDoc struct {
	name  string
	lines []string
	fence []bool // the line lies in a block of code
	front []pair // of YAML front matter
	first int    // the first line behind it, from 0
}

var (
	frontLine  = regexp.MustCompile(`^([\p{L}_][\p{L}\p{N} _-]*):\s*(.*)$`)
	frontItem  = regexp.MustCompile(`^\s+-\s+(.*)$`)
	atxHeading = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*\s*$`)
	boldField  = regexp.MustCompile(`^\s{0,3}(?:[-*+]\s+)?(?:\*\*|__)([^*_]{1,48}?)\s*[:：]?\s*(?:\*\*|__)\s*[:：]?\s*(.*)$`)
	plainField = regexp.MustCompile(`^\s{0,3}(?:[-*+]\s+)?([\p{L}][^:：|*\x60\[\]]{0,40}?)\s*[:：]\s+(\S.*)$`)
	delimiter  = regexp.MustCompile(`^\s{0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
)

func parseMarkdown(d Document) *markdownDoc {
	text := strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(string(d.Data), "\ufeff"), "\r\n", "\n"), "\r", "\n")
	m := &markdownDoc{name: d.Name, lines: strings.Split(text, "\n")}
	if len(m.lines) > 0 && strings.TrimRight(m.lines[0], " ") == "---" {
		for i := 1; i < len(m.lines); i++ {
			if l := strings.TrimRight(m.lines[i], " "); l == "---" || l == "..." {
				m.front = frontMatter(m.lines[1:i])
				m.first = i + 1
				break
			}
		}
	}
	m.fence = make([]bool, len(m.lines))
	open := ""
	for i := m.first; i < len(m.lines); i++ {
		l := strings.TrimSpace(m.lines[i])
		switch {
		case open == "" && (strings.HasPrefix(l, "```") || strings.HasPrefix(l, "~~~")):
			open = l[:3]
			m.fence[i] = true
		case open != "":
			m.fence[i] = true
			if strings.HasPrefix(l, open) {
				open = ""
			}
		}
	}
	return m
}

// frontMatter reads the plain forms of YAML that people write in front matter: a value a key, lists, folded texts, and tables one deep.
func frontMatter(lines []string) []pair {
	var pairs []pair
	above := ""
	for i, l := range lines {
		if m := frontLine.FindStringSubmatch(l); m != nil {
			above = m[1]
			pairs = append(pairs, pair{m[1], scalarOf(m[2]), i + 2})
			continue
		}
		if len(pairs) == 0 || strings.TrimSpace(l) == "" || strings.HasPrefix(strings.TrimSpace(l), "#") {
			continue
		}
		last := &pairs[len(pairs)-1]
		if m := frontItem.FindStringSubmatch(l); m != nil {
			last.value = strings.TrimPrefix(last.value+", "+scalarOf(m[1]), ", ")
		} else if m := frontLine.FindStringSubmatch(strings.TrimSpace(l)); m != nil && (last.value == "" || last.heading != above) {
			if last.value == "" && last.heading == above {
				pairs = pairs[:len(pairs)-1]
			}
			pairs = append(pairs, pair{above + " / " + m[1], scalarOf(m[2]), i + 2})
		} else {
			last.value = strings.TrimSpace(last.value + " " + strings.TrimSpace(l))
		}
	}
	return pairs
}

func scalarOf(text string) string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		var list []string
		for _, part := range strings.Split(text[1:len(text)-1], ",") {
			list = append(list, scalarOf(part))
		}
		return strings.Join(list, ", ")
	}
	if len(text) > 1 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] {
		return text[1 : len(text)-1]
	}
	if at := strings.Index(text, " #"); at >= 0 {
		text = strings.TrimSpace(text[:at])
	}
	if text == ">" || text == "|" || text == ">-" || text == "|-" || text == "null" || text == "~" {
		return ""
	}
	return text
}

// span is a stretch of lines, the end exclusive.
type span struct{ start, end int }

// tables finds the tables of a document.
func (m *markdownDoc) tables(in span) []span {
	var list []span
	for i := max(in.start, m.first); i+1 < in.end; i++ {
		if m.fence[i] || !strings.Contains(m.lines[i], "|") || !delimiter.MatchString(m.lines[i+1]) || !strings.Contains(m.lines[i+1], "-") {
			continue
		}
		if len(cellsOf(m.lines[i])) != len(cellsOf(m.lines[i+1])) {
			continue
		}
		end := i + 2
		for end < in.end && strings.TrimSpace(m.lines[end]) != "" && !m.fence[end] && strings.Contains(m.lines[end], "|") {
			end++
		}
		list = append(list, span{i, end})
		i = end - 1
	}
	return list
}

// cellsOf takes a row of a table apart. "\|" is a sign of a cell, and so is one between backquotes.
func cellsOf(line string) []string {
	line = strings.TrimSpace(line)
	line = strings.TrimPrefix(line, "|")
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`) {
		line = line[:len(line)-1]
	}
	var cells []string
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] == '|':
			b.WriteByte('|')
			i++
		case line[i] == '|':
			cells = append(cells, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteByte(line[i])
		}
	}
	return append(cells, strings.TrimSpace(b.String()))
}

var (
	markdownLink  = regexp.MustCompile(`!?\[([^\]]*)\]\(([^)\s]*)(?:\s+"[^"]*")?\)`)
	breakTag      = regexp.MustCompile(`(?i)<br\s*/?>`)
	emphasis      = regexp.MustCompile(`(\*\*\*|\*\*|__|~~|\x60)`)
	oneEmphasis   = regexp.MustCompile(`(^|[\s(（「])[*_]([^*_]+)[*_]($|[\s).,;:、。）」])`)
	pictures      = regexp.MustCompile(`[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B00}-\x{2BFF}\x{FE0F}\x{200D}]`)
	shortcode     = regexp.MustCompile(`:[a-z_]+:`)
	markdownSlash = regexp.MustCompile(`\\([\\*_{}\[\]()#+.!<>|~\x60-])`)
	htmlTag       = regexp.MustCompile(`(?i)</?(?:b|i|em|strong|span|sup|sub|small|u|p|div|font|code|ul|li|ol)(?:\s[^>]*)?>`)
)

// plainCell gives the words of a cell without their marks.
func plainCell(text string) string {
	text = breakTag.ReplaceAllString(text, "\n")
	text = htmlTag.ReplaceAllString(text, "")
	text = markdownLink.ReplaceAllStringFunc(text, func(l string) string { return markdownLink.FindStringSubmatch(l)[1] })
	text = emphasis.ReplaceAllString(text, "")
	text = oneEmphasis.ReplaceAllString(text, "$1$2$3")
	text = markdownSlash.ReplaceAllString(text, "$1")
	if stripped := strings.TrimSpace(shortcode.ReplaceAllString(pictures.ReplaceAllString(text, ""), "")); stripped != "" {
		text = stripped
	}
	var lines []string
	for _, l := range strings.Split(text, "\n") {
		lines = append(lines, strings.TrimSpace(l))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// sheetOf makes a sheet of a table, its rows numbered as the lines of the document.
func (m *markdownDoc) sheetOf(s span) *workbook.Sheet {
	sheet := &workbook.Sheet{Name: m.name}
	for i := s.start; i < s.end; i++ {
		if i == s.start+1 {
			continue
		}
		row := workbook.Row{Number: i + 1}
		for column, text := range cellsOf(m.lines[i]) {
			if text = plainCell(text); text != "" {
				row.Cells = append(row.Cells, workbook.Cell{Column: column, Text: text})
			}
		}
		if len(row.Cells) > 0 {
			sheet.Rows = append(sheet.Rows, row)
		}
	}
	return sheet
}

// registerTable gives the table of a sheet if it looks like a register: a title, and something that says how large the risk is or whose it is.
func registerTable(s *workbook.Sheet) *Table {
	if len(s.Rows) < 2 {
		return nil
	}
	head := &s.Rows[0]
	fields := map[string]bool{}
	for _, c := range head.Cells {
		if f := meaningOf(c.Text).field; f != "" {
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
	t := &Table{Sheet: s, Head: []int{head.Number}, First: head.Number + 1, Score: len(fields), raw: map[int]bool{}}
	t.headings()
	return t
}

func hasRiskWord(head *workbook.Row) bool {
	return slices.ContainsFunc(head.Cells, func(c workbook.Cell) bool {
		text := fold(c.Text)
		return strings.Contains(text, "risk") || strings.Contains(text, "リスク") || strings.Contains(text, "mitigation") || strings.Contains(text, "対策")
	})
}

// markdownTables takes the tables of a document: registers as records, an index of records that have files of their own as something to compare.
func (t *taking) markdownTables(doc *markdownDoc, kind *register.Kind, byDoc map[string]*Entry) (int, error) {
	found := 0
	var gone []span
	for _, s := range doc.tables(span{0, len(doc.lines)}) {
		table := registerTable(doc.sheetOf(s))
		if len(byDoc) > 0 {
			if table == nil {
				if one := doc.sheetOf(s); len(one.Rows) > 1 {
					table = &Table{Sheet: one, Head: []int{one.Rows[0].Number}, First: one.Rows[0].Number + 1, raw: map[int]bool{}}
					table.headings()
				}
			}
			if table != nil && t.index(doc, s, table, kind, byDoc) {
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
		m := guess(t.register, table, kind, t.language)
		if !slices.ContainsFunc(m.Columns, func(c MapColumn) bool { return c.Field == "title" }) {
			continue
		}
		if err := t.table(table, m); err != nil {
			return found, err
		}
		found++
		gone = append(gone, s)
	}
	if found > 0 {
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

var (
	tagLike  = regexp.MustCompile(`<([A-Za-z/!?])`)
	autolink = regexp.MustCompile(`^<(?:https?://|mailto:)[^>\s]*>`)
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// safeMarkdown keeps a text as it is, but for HTML, which would be shown as text anyway, and links to files that do not come along.
func safeMarkdown(text string) string {
	text = comment.ReplaceAllString(text, "")
	lines := strings.Split(text, "\n")
	open := ""
	for i, l := range lines {
		trimmed := strings.TrimSpace(l)
		if open == "" && (strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~")) {
			open = trimmed[:3]
			continue
		}
		if open != "" {
			if strings.HasPrefix(trimmed, open) {
				open = ""
			}
			continue
		}
		l = breakTag.ReplaceAllString(l, " ")
		l = htmlTag.ReplaceAllString(l, "")
		l = markdownLink.ReplaceAllStringFunc(l, func(link string) string {
			m := markdownLink.FindStringSubmatch(link)
			if strings.Contains(m[2], "://") || strings.HasPrefix(m[2], "mailto:") {
				if strings.HasPrefix(link, "!") {
					return strings.TrimPrefix(link, "!")
				}
				return link
			}
			if m[1] == "" || m[1] == m[2] {
				return "`" + m[2] + "`"
			}
			return m[1] + " (`" + m[2] + "`)"
		})
		var b strings.Builder
		inCode := false
		for at := 0; at < len(l); at++ {
			switch {
			case l[at] == '`':
				inCode = !inCode
				b.WriteByte('`')
			case l[at] == '<' && !inCode && !autolink.MatchString(l[at:]) && tagLike.MatchString(l[at:min(at+2, len(l))]):
				b.WriteString(`\<`)
			case !inCode && strings.HasPrefix(l[at:], "[[") && !knownReference(l[at:]):
				b.WriteString(`\[\[`)
				at++
			default:
				b.WriteByte(l[at])
			}
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// referenceMark begins a reference that relink writes: it is replaced once every record has its id.
const referenceMark = "[[\u2060"

func knownReference(text string) bool { return strings.HasPrefix(text, referenceMark) }

// leaves finds the records of a document that is one risk, or that has a section for each.
func (m *markdownDoc) leaves() []leaf {
	whole := span{m.first, len(m.lines)}
	for level := 1; level <= 4; level++ {
		var sections []span
		for i := m.first; i < len(m.lines); i++ {
			h := m.heading(i)
			if h == level {
				if n := len(sections); n > 0 && sections[n-1].end == 0 {
					sections[n-1].end = i
				}
				sections = append(sections, span{start: i})
			} else if h > 0 && h < level {
				if n := len(sections); n > 0 && sections[n-1].end == 0 {
					sections[n-1].end = i
				}
			}
		}
		if n := len(sections); n > 0 && sections[n-1].end == 0 {
			sections[n-1].end = len(m.lines)
		}
		var found []leaf
		for _, s := range sections {
			if one := m.leaf(s, false); one != nil {
				found = append(found, *one)
			}
		}
		if len(found) > 1 {
			return found
		}
	}
	for _, s := range m.tables(whole) {
		if registerTable(m.sheetOf(s)) != nil {
			return nil
		}
	}
	if one := m.leaf(whole, true); one != nil {
		return []leaf{*one}
	}
	return nil
}

// heading gives the level of a heading; 0 for other lines.
func (m *markdownDoc) heading(i int) int {
	if m.fence[i] {
		return 0
	}
	if h := atxHeading.FindStringSubmatch(m.lines[i]); h != nil {
		return len(h[1])
	}
	return 0
}

var idBefore = regexp.MustCompile(`^(?i)(?:risk\s*[:：]?\s+)?#?\[?([A-Za-z]{1,8}[-_ ]?\d{1,5}|\d{1,4})\]?\s*(?:[:：.\-–—|)]\s*|\s+)(.+)$`)

// leaf reads a stretch as one record. It is nil where fewer than two of its fields are known, one of them a rating, a state or an owner.
func (m *markdownDoc) leaf(s span, whole bool) *leaf {
	l := &leaf{doc: m.name, line: s.start + 1}
	if whole {
		l.pairs = append(l.pairs, m.front...)
	}
	used := make([]bool, len(m.lines)+1)
	for i := s.start; i < s.end; i++ {
		if m.fence[i] {
			continue
		}
		if h := m.heading(i); h > 0 && l.title == "" {
			l.title, l.line = plainCell(atxHeading.FindStringSubmatch(m.lines[i])[2]), i+1
			used[i] = true
			continue
		} else if h > 0 {
			if !whole {
				if h <= m.heading(s.start) {
					break
				}
			}
			m.headed(l, i, s.end, used)
			continue
		}
		m.fieldLine(l, i, s.end, used)
	}
	for _, table := range m.tables(s) {
		m.facts(l, table, used)
	}
	known, strong := 0, false
	for _, p := range l.pairs {
		field := meaningOf(p.heading).field
		if field != "" {
			known++
		}
		strong = strong || slices.Contains(rated, field) || field == "status" || field == "owner"
	}
	if known < 2 || !strong {
		return nil
	}
	var body []string
	for i := s.start; i < s.end; i++ {
		if !used[i] {
			body = append(body, m.lines[i])
		}
	}
	l.body = strings.TrimSpace(strings.Join(body, "\n"))
	l.name(whole)
	return l
}

// fieldLine takes a line such as "**Impact**: High".
func (m *markdownDoc) fieldLine(l *leaf, i, end int, used []bool) {
	if used[i] || strings.HasPrefix(strings.TrimSpace(m.lines[i]), "|") {
		return
	}
	found := boldField.FindStringSubmatch(m.lines[i])
	if found == nil || strings.TrimSpace(found[2]) != "" && !strings.ContainsAny(m.lines[i][:len(m.lines[i])-len(found[2])], ":：") {
		if found = plainField.FindStringSubmatch(m.lines[i]); found == nil || meaningOf(found[1]).field == "" || strings.Contains(found[2], "://") && meaningOf(found[1]).field == "" {
			return
		}
	}
	value := found[2]
	used[i] = true
	indented := func(k int) bool {
		text := m.lines[k]
		return strings.TrimSpace(text) != "" && m.heading(k) == 0 && (strings.HasPrefix(text, "  ") || strings.HasPrefix(text, "\t") || value == "" && !strings.HasPrefix(strings.TrimSpace(text), "**")) &&
			boldField.FindStringSubmatch(text) == nil
	}
	for k := i + 1; k < end && !m.fence[k] && indented(k); k++ {
		value = strings.TrimSpace(value + "\n" + strings.TrimSpace(m.lines[k]))
		used[k] = true
	}
	l.pairs = append(l.pairs, pair{plainCell(found[1]), plainCell(value), i + 1})
}

// headed takes a heading whose words are a field, with the text under it as the value.
func (m *markdownDoc) headed(l *leaf, i, end int, used []bool) {
	words := plainCell(atxHeading.FindStringSubmatch(m.lines[i])[2])
	meant := meaningOf(words)
	if meant.field == "" || used[i] {
		return
	}
	var value []string
	last := i
	for k := i + 1; k < end && m.heading(k) == 0; k++ {
		if m.fence[k] || strings.HasPrefix(strings.TrimSpace(m.lines[k]), "|") || boldField.MatchString(m.lines[k]) {
			return // it heads more than a value
		}
		value = append(value, m.lines[k])
		last = k
	}
	text := strings.TrimSpace(strings.Join(value, "\n"))
	if text == "" || slices.Contains(rated, meant.field) && len([]rune(text)) > 60 {
		return
	}
	for k := i; k <= last; k++ {
		used[k] = true
	}
	l.pairs = append(l.pairs, pair{words, plainCell(text), i + 1})
}

// facts takes a table of two columns, a field and its value a row.
func (m *markdownDoc) facts(l *leaf, s span, used []bool) {
	known, rows := 0, 0
	for i := s.start; i < s.end; i++ {
		if i == s.start+1 {
			continue
		}
		cells := cellsOf(m.lines[i])
		if len(cells) != 2 {
			return
		}
		rows++
		if meaningOf(plainCell(cells[0])).field != "" {
			known++
		}
	}
	if known < 2 || known*2 < rows-1 {
		return
	}
	for i := s.start; i < s.end; i++ {
		used[i] = true
		cells := cellsOf(m.lines[i])
		if i == s.start && meaningOf(plainCell(cells[0])).field == "" || i == s.start+1 {
			continue
		}
		l.pairs = append(l.pairs, pair{plainCell(cells[0]), plainCell(cells[1]), i + 1})
	}
}

// name works out the id, the title and the state of a record from its heading and the name of its file.
func (l *leaf) name(whole bool) {
	for _, p := range l.pairs {
		switch meaningOf(p.heading).field {
		case "id":
			if l.id == "" {
				l.id = p.value
			}
		}
	}
	if m := idBefore.FindStringSubmatch(l.title); m != nil {
		if l.id == "" {
			l.id = m[1]
		}
		if fold(l.id) == fold(m[1]) {
			l.title = strings.TrimSpace(m[2])
		}
	}
	l.title = strings.TrimSpace(regexp.MustCompile(`^(?i)risk\s*[:：]\s*`).ReplaceAllString(l.title, ""))
	if !whole {
		return
	}
	base := strings.TrimSuffix(path.Base(l.doc), path.Ext(l.doc))
	var kept []string
	for _, part := range regexp.MustCompile(`[.\s\[\]()_]+`).Split(base, -1) {
		if word, ok := wordFor("status", part); ok && part != "" {
			l.status = word
			continue
		}
		kept = append(kept, part)
	}
	base = strings.Join(kept, "-")
	segments := strings.Split(base, "-")
	for _, at := range []int{0, len(segments) - 1} {
		if l.status == "" && len(segments) > 1 {
			if word, ok := wordFor("status", segments[at]); ok {
				l.status = word
				segments = slices.Delete(slices.Clone(segments), at, at+1)
				break
			}
		}
	}
	if l.status == "" {
		if word, ok := wordFor("status", path.Base(path.Dir(l.doc))); ok {
			l.status = word
		}
	}
	base = strings.Trim(strings.Join(segments, "-"), "-")
	if m := regexp.MustCompile(`^([A-Za-z]{1,8}-?\d{1,5}|\d{1,5})(?:-|$)`).FindStringSubmatch(base); m != nil && l.id == "" {
		l.id = m[1]
	} else if l.id == "" {
		l.id = base
	}
	if l.title == "" {
		l.title = strings.ReplaceAll(base, "-", " ")
	}
}

// leaves takes records that have files or sections of their own: together they are one table, whose headings are their fields.
func (t *taking) leaves(list []leaf, kind *register.Kind) (map[string]*Entry, error) {
	byDoc := map[string]*Entry{}
	if len(list) == 0 {
		return byDoc, nil
	}
	table := &Table{Sheet: &workbook.Sheet{}, Head: []int{1}, First: 2, Heads: map[int]string{}, places: map[[2]int]Place{}, raw: map[int]bool{}}
	columns := map[string]int{}
	headRow := workbook.Row{Number: 1}
	column := func(heading string) int {
		key := fold(heading)
		if at, ok := columns[key]; ok {
			return at
		}
		at := len(columns)
		columns[key] = at
		headRow.Cells = append(headRow.Cells, workbook.Cell{Column: at, Text: heading})
		return at
	}
	fixed := map[string]int{}
	for _, name := range []string{"id", "title", "status"} {
		fixed[name] = column("\u2060" + name)
	}
	bodyAt := column("\u2060body")
	var rows []workbook.Row
	for n, l := range list {
		row := workbook.Row{Number: n + 2}
		put := func(at int, text string, line int) {
			if text == "" || row.Cell(at) != nil {
				return
			}
			where, _ := slices.BinarySearchFunc(row.Cells, at, func(c workbook.Cell, at int) int { return c.Column - at })
			row.Cells = slices.Insert(row.Cells, where, workbook.Cell{Column: at, Text: text})
			table.places[[2]int{row.Number, at}] = Place{l.doc, fmt.Sprint(line)}
		}
		put(fixed["id"], l.id, l.line)
		title := l.title
		stated := false
		for _, p := range l.pairs {
			switch meant := meaningOf(p.heading).field; {
			case meant == "id":
				if p.value != l.id {
					put(column(p.heading), p.value, p.line)
				} else {
					table.places[[2]int{row.Number, fixed["id"]}] = Place{l.doc, fmt.Sprint(p.line)}
				}
			case meant == "title" && fold(p.heading) == "title":
				title = p.value
			case meant == "status":
				stated = true
				put(fixed["status"], p.value, p.line)
			default:
				put(column(p.heading), p.value, p.line)
			}
		}
		put(fixed["title"], title, l.line)
		if !stated {
			put(fixed["status"], l.status, l.line)
		}
		put(bodyAt, t.linked(l), l.line)
		rows = append(rows, row)
	}
	table.Sheet.Rows = append([]workbook.Row{headRow}, rows...)
	table.Sheet.Name = ""
	table.headings()
	// the fixed columns go by themselves; the others are guessed
	others := *table
	others.titled = true
	others.Heads = map[int]string{}
	for at, heading := range table.Heads {
		if !strings.HasPrefix(heading, "\u2060") {
			others.Heads[at] = heading
		}
	}
	m := guess(t.register, &others, kind, t.language)
	m.Sheets = nil
	m.Columns = slices.DeleteFunc(m.Columns, func(c MapColumn) bool {
		return c.Field == "id" || c.Field == "title" || c.Field == "status"
	})
	m.Columns = append([]MapColumn{
		{At: []int{fixed["id"]}, Field: "id"}, {At: []int{fixed["title"]}, Field: "title"}, {At: []int{fixed["status"]}, Field: "status"},
	}, m.Columns...)
	m.Columns = append(m.Columns, MapColumn{At: []int{bodyAt}, Field: "body"})
	start := len(t.plan.Entries)
	if err := t.table(table, m); err != nil {
		return nil, err
	}
	for _, e := range t.plan.Entries[start:] {
		if e.Kind == kind && e.From.Sheet != "" {
			if _, twice := byDoc[e.From.Sheet]; !twice {
				byDoc[e.From.Sheet] = e
			}
		}
	}
	return byDoc, nil
}

// linked gives the body of a record, its links to other documents marked to become references.
func (t *taking) linked(l leaf) string {
	body := markdownLink.ReplaceAllStringFunc(l.body, func(link string) string {
		m := markdownLink.FindStringSubmatch(link)
		target, _, _ := strings.Cut(m[2], "#")
		if strings.HasPrefix(link, "!") || strings.Contains(target, ":") || !strings.HasSuffix(strings.ToLower(target), ".md") {
			return link
		}
		return referenceMark + path.Join(path.Dir(l.doc), target) + "\u2060" + strings.ReplaceAll(m[1], "|", "/") + "]]"
	})
	return safeMarkdown(body)
}

var marked = regexp.MustCompile("\\[\\[\u2060([^\u2060]*)\u2060([^\\]]*)\\]\\]")

// relink turns marked links into references to the records that came of the documents.
func (t *taking) relink(byDoc map[string]*Entry) {
	for _, e := range t.plan.Entries {
		for _, x := range e.Edits {
			if !x.Body {
				continue
			}
			x.Text = marked.ReplaceAllStringFunc(x.Text, func(link string) string {
				m := marked.FindStringSubmatch(link)
				if other := byDoc[m[1]]; other != nil {
					if fold(m[2]) == fold(other.ID) || m[2] == "" {
						return "[[" + other.ID + "]]"
					}
					return "[[" + other.ID + "|" + m[2] + "]]"
				}
				return m[2] + " (`" + m[1] + "`)"
			})
		}
	}
}

// index compares a table that lists records with the records. It is false for a table that lists none.
func (t *taking) index(doc *markdownDoc, s span, table *Table, kind *register.Kind, byDoc map[string]*Entry) bool {
	byID := map[string]*Entry{}
	for _, e := range byDoc {
		byID[source.FoldID(e.ID)] = e
	}
	of := map[int]*Entry{}
	rows := 0
	for i := range table.Sheet.Rows {
		row := &table.Sheet.Rows[i]
		if row.Number < table.First {
			continue
		}
		rows++
		for _, m := range markdownLink.FindAllStringSubmatch(doc.lines[row.Number-1], -1) {
			target, _, _ := strings.Cut(m[2], "#")
			if e := byDoc[path.Join(path.Dir(doc.name), target)]; e != nil {
				of[row.Number] = e
			}
		}
		for _, c := range row.Cells {
			if e := byID[source.FoldID(validID(kind.Folder, c.Text))]; e != nil && of[row.Number] == nil {
				of[row.Number] = e
			}
		}
	}
	if len(of) == 0 || len(of)*2 < rows {
		return false
	}
	m := guess(t.register, table, kind, t.language)
	// what the table says is read as records are, into a plan of its own
	shadow := newTaking(t.register, Options{})
	shadow.ids = newGiver(t.register)
	for key, value := range t.parties {
		shadow.parties[key] = value
	}
	if shadow.table(table, m) != nil {
		return false
	}
	for _, e := range shadow.plan.Entries {
		_, line, _ := parseLine(e.From.Cell)
		other := of[line]
		if other == nil {
			if e.Kind == kind {
				t.plan.tell(e.From, e.ID, term.Words{Ja: "一覧にありますが、記録のファイルがありません", En: "the index lists it, and there is no file of it"})
			}
			continue
		}
		for _, x := range e.Edits {
			if x.From == (Place{}) || x.Field == "extra.source_id" {
				continue
			}
			t.compareIndex(other, x)
		}
	}
	for _, c := range shadow.plan.Cells {
		if c.To != "" {
			c.To, c.Why = "", term.Words{Ja: "一覧は記録と一致しています", En: "the index agrees with the record"}
		}
		t.plan.Cells = append(t.plan.Cells, c)
	}
	return true
}

func parseLine(ref string) (column, row int, ok bool) {
	end := strings.IndexAny(ref, "0123456789")
	if end < 0 {
		return 0, 0, false
	}
	_, err := fmt.Sscan(ref[end:], &row)
	return 0, row, err == nil
}

// compareIndex holds one cell of an index against the record.
func (t *taking) compareIndex(e *Entry, x *Edit) {
	for _, own := range e.Edits {
		if own.Field != x.Field {
			continue
		}
		if fold(own.After) == fold(x.After) || x.Field == "title" && strings.Contains(fold(own.After), fold(x.After)) || strings.HasPrefix(x.Field, "title") && strings.Contains(fold(x.After), fold(own.After)) {
			t.plan.tell(x.From, x.After, term.Words{Ja: "一覧は記録と一致しています", En: "the index agrees with the record"})
			return
		}
		t.plan.tell(x.From, x.After, term.Words{
			Ja: fmt.Sprintf("一覧が記録と食い違っています: %s の %s は「%s」です", e.ID, x.Field, own.After),
			En: fmt.Sprintf("the index disagrees with the record: %s of %s is %s", x.Field, e.ID, own.After)})
		return
	}
	t.plan.tell(x.From, x.After, term.Words{Ja: "一覧にだけある値です: " + e.ID + " の " + x.Field, En: "the index alone says it: " + x.Field + " of " + e.ID})
}

// formatted lays a new record out as fmt does.
func formatted(name string, data []byte) []byte {
	if out, err := edit.Format(name, data, source.DefaultLimits); err == nil {
		return out
	}
	return data
}
