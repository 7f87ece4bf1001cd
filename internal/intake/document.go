package intake

import (
	"regexp"
	"strings"

	"github.com/riskbook/riskbook/internal/workbook"
)

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
