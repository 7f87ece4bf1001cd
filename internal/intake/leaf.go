package intake

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
)

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
			if runs := m.runs(); len(runs) > len(found) {
				return runs
			}
			return found
		}
	}
	if runs := m.runs(); len(runs) > 1 {
		return runs
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

// runs finds records that follow each other as lines of fields, each begun by the same one: "Risk: …".
func (m *markdownDoc) runs() []leaf {
	starts := map[string][]int{}
	first := ""
	for i := m.first; i < len(m.lines); i++ {
		if m.fence[i] || strings.Contains(m.lines[i], "|") || m.heading(i) > 0 {
			continue
		}
		found := boldField.FindStringSubmatch(m.lines[i])
		if found == nil || strings.TrimSpace(found[2]) == "" {
			if found = plainField.FindStringSubmatch(m.lines[i]); found == nil {
				continue
			}
		}
		name := mapping.Fold(plainCell(found[1]))
		if field := mapping.MeaningOf(found[1]).Field; field != "title" && field != "id" {
			continue
		}
		starts[name] = append(starts[name], i)
		if first == "" {
			first = name
		}
	}
	var list []leaf
	for n, start := range starts[first] {
		end := start + 1
		for end < len(m.lines) && m.heading(end) == 0 && (n+1 == len(starts[first]) || end < starts[first][n+1]) {
			end++
		}
		one := m.leaf(span{start, end}, false)
		if one == nil {
			continue
		}
		if at := slices.IndexFunc(one.pairs, func(p pair) bool { return mapping.MeaningOf(p.heading).Field == "title" }); at >= 0 {
			one.title = one.pairs[at].value
			one.line = one.pairs[at].line
			one.pairs = slices.Delete(one.pairs, at, at+1)
		}
		list = append(list, *one)
	}
	return list
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
	l := &leaf{doc: m.name, line: s.start + 1, lines: s}
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
		field := mapping.MeaningOf(p.heading).Field
		if field != "" {
			known++
		}
		strong = strong || slices.Contains(mapping.Rated, field) || field == "status" || field == "owner"
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
		if found = plainField.FindStringSubmatch(m.lines[i]); found == nil || mapping.MeaningOf(found[1]).Field == "" || strings.Contains(found[2], "://") && mapping.MeaningOf(found[1]).Field == "" {
			return
		}
	}
	if slices.ContainsFunc(l.pairs, func(p pair) bool { return mapping.Fold(p.heading) == mapping.Fold(plainCell(found[1])) }) {
		return // said twice: the second stays in the text
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
	meant := mapping.MeaningOf(words)
	if meant.Field == "" || used[i] {
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
	if text == "" || slices.Contains(mapping.Rated, meant.Field) && len([]rune(text)) > 60 {
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
		if mapping.MeaningOf(plainCell(cells[0])).Field != "" {
			known++
		}
	}
	if known < 2 || known*2 < rows-1 {
		return
	}
	for i := s.start; i < s.end; i++ {
		used[i] = true
		cells := cellsOf(m.lines[i])
		if i == s.start && mapping.MeaningOf(plainCell(cells[0])).Field == "" || i == s.start+1 {
			continue
		}
		l.pairs = append(l.pairs, pair{plainCell(cells[0]), plainCell(cells[1]), i + 1})
	}
}

// name works out the id, the title and the state of a record from its heading and the name of its file.
func (l *leaf) name(whole bool) {
	for _, p := range l.pairs {
		switch mapping.MeaningOf(p.heading).Field {
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
		if mapping.Fold(l.id) == mapping.Fold(m[1]) {
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
		if word, ok := mapping.WordFor("status", part); ok && part != "" {
			l.status = word
			continue
		}
		kept = append(kept, part)
	}
	base = strings.Join(kept, "-")
	segments := strings.Split(base, "-")
	for _, at := range []int{0, len(segments) - 1} {
		if l.status == "" && len(segments) > 1 {
			if word, ok := mapping.WordFor("status", segments[at]); ok {
				l.status = word
				segments = slices.Delete(slices.Clone(segments), at, at+1)
				break
			}
		}
	}
	if l.status == "" {
		if word, ok := mapping.WordFor("status", path.Base(path.Dir(l.doc))); ok {
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
