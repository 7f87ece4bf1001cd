package annals

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/source"
)

// proseUntil leaves out of the body of a file what tells of a later day, or of a record that was not there.
func (t *teller) proseUntil(name string, data []byte, day date.Date, there map[string]bool) []byte {
	head, body := []byte(nil), data
	if span, ok := source.Facts(name, data); ok && strings.HasSuffix(name, ".md") {
		end := int(span.End) + bytes.Index(data[span.End:], []byte("\n")) + 1
		head, body = data[:end], data[end:]
	}
	return append(bytes.Clone(head), t.prose(string(body), day, there)...)
}

// prose goes through the blocks of a body.
func (t *teller) prose(body string, day date.Date, there map[string]bool) string {
	var kept []string
	for _, block := range strings.Split(strings.TrimRight(body, "\n"), "\n\n") {
		if b, ok := t.block(block, day, there); ok {
			kept = append(kept, b)
		}
	}
	for i := 0; i < len(kept); i++ { // a heading over nothing goes too
		if heading(kept[i]) > 0 && (i+1 == len(kept) || heading(kept[i+1]) > 0 && heading(kept[i+1]) <= heading(kept[i])) {
			kept = append(kept[:i], kept[i+1:]...)
			i = max(-1, i-2)
		}
	}
	text := strings.Join(kept, "\n\n")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return strings.TrimRight(text, "\n") + "\n"
}

// heading gives the level of a heading; 0 for any other block.
func heading(block string) int {
	n := len(block) - len(strings.TrimLeft(block, "#"))
	if n > 0 && strings.HasPrefix(block[n:], " ") && !strings.Contains(strings.TrimSpace(block), "\n") {
		return n
	}
	return 0
}

// block tells what of a block was there: of a list or a table the lines, of a paragraph the sentences.
func (t *teller) block(block string, day date.Date, there map[string]bool) (string, bool) {
	lines := strings.Split(block, "\n")
	trimmed := strings.TrimSpace(block)
	switch {
	case heading(trimmed) > 0 || trimmed == "":
		return block, true
	case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "!["):
		return block, !t.comesLater(block, day, there)
	case strings.HasPrefix(trimmed, "[^"), strings.HasPrefix(trimmed, ">"), strings.HasPrefix(trimmed, ":"):
		return block, !t.comesLater(block, day, there)
	case strings.HasPrefix(trimmed, "|"):
		if len(lines) < 3 || t.comesLater(lines[0], day, there) {
			return "", false
		}
		kept := lines[:2:2]
		for _, line := range lines[2:] {
			if !t.comesLater(line, day, there) {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n"), len(kept) > 2
	case listItem.MatchString(trimmed):
		var kept []string
		drop := false
		for _, line := range lines {
			if listItem.MatchString(strings.TrimSpace(line)) {
				drop = t.comesLater(line, day, there)
			}
			if !drop {
				kept = append(kept, line)
			}
		}
		return strings.Join(kept, "\n"), len(kept) > 0
	}
	kept := strings.TrimRight(t.sentences(block, day, there), " \n")
	return kept, strings.TrimSpace(kept) != ""
}

var listItem = regexp.MustCompile(`^([-*+]|\d+[.)]) `)

// sentences leaves out the sentences that tell of what came later.
func (t *teller) sentences(text string, day date.Date, there map[string]bool) string {
	var kept strings.Builder
	for rest := text; rest != ""; {
		end := sentenceEnd(rest)
		if !t.comesLater(rest[:end], day, there) {
			kept.WriteString(rest[:end])
		}
		rest = rest[end:]
	}
	return kept.String()
}

// sentenceEnd gives where a sentence ends, with the blanks after it.
func sentenceEnd(text string) int {
	depth := 0
	for i, c := range text {
		switch c {
		case '（', '「', '(':
			depth++
		case '）', '」', ')':
			depth = max(0, depth-1)
		case '。':
			if depth == 0 {
				return i + len("。")
			}
		case '.':
			if i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\n') && depth == 0 {
				for i++; i < len(text) && (text[i] == ' ' || text[i] == '\n'); i++ {
				}
				return i
			}
		}
	}
	return len(text)
}

var (
	named    = regexp.MustCompile(`[A-Z]-\d{2,3}\b`)
	japanese = regexp.MustCompile(`(20\d\d)年(度)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?`)
	english  = regexp.MustCompile(`(?:(\d{1,2}) )?(January|February|March|April|May|June|July|August|September|October|November|December) (20\d\d)|(fiscal |in |of |since )(20\d\d)|(20\d\d)-(\d\d)-(\d\d)`)
	months   = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// comesLater reports whether a text names a record that was not there on a day, or a day after it which has come by now.
func (t *teller) comesLater(text string, day date.Date, there map[string]bool) bool {
	for _, id := range named.FindAllString(text, -1) {
		if t.knows(id) && !there[id] {
			return true
		}
	}
	told := func(on date.Date) bool { return on.After(day) && !on.After(t.last) }
	for _, m := range japanese.FindAllStringSubmatch(text, -1) {
		year, month, dayOf := number(m[1]), number(m[3]), number(m[4])
		switch {
		case m[2] != "" && month == 0:
			on := date.Of(year+1, 3, 31)
			if on.After(t.last) {
				on = date.Of(year, 4, 1)
			}
			if told(on) {
				return true
			}
		case told(date.Of(year, max(1, month), max(1, dayOf))):
			return true
		}
	}
	for _, m := range english.FindAllStringSubmatch(text, -1) {
		on := date.Date{}
		switch {
		case m[2] != "":
			month := 1
			for months[month-1] != m[2] {
				month++
			}
			on = date.Of(number(m[3]), month, max(1, number(m[1])))
		case m[4] == "fiscal ":
			if on = date.Of(number(m[5])+1, 3, 31); on.After(t.last) {
				on = date.Of(number(m[5]), 4, 1)
			}
		case m[5] != "":
			on = date.Of(number(m[5]), 1, 1)
		default:
			on = date.Of(number(m[6]), number(m[7]), number(m[8]))
		}
		if told(on) {
			return true
		}
	}
	return false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
