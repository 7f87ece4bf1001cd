package diagnostic

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/riskbook/riskbook/internal/rule"
)

// widest is the number of terminal cells of a source line that are shown; a longer line is cut around the caret.
const widest = 110

// The colours of a terminal, by what they mark.
const (
	colourNone  = "\x1b[0m"
	colourFile  = "\x1b[1m"
	colourCaret = "\x1b[1;32m"
	colourQuiet = "\x1b[2m"
)

var colourOf = [...]string{Off: "", Info: "\x1b[1;36m", Warning: "\x1b[1;33m", Error: "\x1b[1;31m"}

// WriteText writes diagnostics for people, in a language ("ja" or "en"): the place and the message, the source line with a caret under the
// character meant, the help, and the related places. The function line gives a line of a file, counted from 1, without its line end; it
// may be nil. What a baseline knows is left out. What could change the terminal, or the order in which characters are read, is shown as U+FFFD or in letters.
func WriteText(w io.Writer, list []Diagnostic, language string, line func(file string, n int) string, color bool) error {
	return WriteAdvised(w, list, language, line, color, nil)
}

// WriteAdvised is WriteText with advice on a rule below the first of its diagnostics, for those who may not want it; without any where it is empty.
func WriteAdvised(w io.Writer, list []Diagnostic, language string, line func(file string, n int) string, color bool, advice func(d *Diagnostic) string) error {
	t := &textWriter{out: bufio.NewWriter(w), language: language, line: line, color: color}
	advised := map[rule.Name]bool{}
	for i := range list {
		if list[i].Known == nil {
			t.diagnostic(&list[i])
			if advice == nil || advised[list[i].Rule] {
				continue
			}
			advised[list[i].Rule] = true
			if text := advice(&list[i]); text != "" {
				fmt.Fprintf(t.out, "   rule: %s\n", text)
			}
		}
	}
	return t.out.Flush()
}

type textWriter struct {
	out      *bufio.Writer
	language string
	line     func(file string, n int) string
	color    bool
}

func (t *textWriter) paint(colour, text string) string {
	if !t.color {
		return text
	}
	return colour + text + colourNone
}

func (t *textWriter) diagnostic(d *Diagnostic) {
	fmt.Fprintf(t.out, "%s: %s: %s %s\n", t.paint(colourFile, at(d.Place)), t.paint(colourOf[d.Severity], d.Severity.String()),
		visible(d.Message.In(t.language)), t.paint(colourQuiet, "["+string(d.Rule)+"]"))
	t.excerpt(d.Place)
	for _, text := range strings.Split(strings.TrimSpace(d.Help.In(t.language)), "\n") {
		if text != "" {
			fmt.Fprintf(t.out, "   help: %s\n", visible(text))
		}
	}
	for _, r := range d.Related {
		fmt.Fprintf(t.out, "   note: %s: %s\n", at(r.Place), visible(r.Message.In(t.language)))
	}
}

// at writes file, line and column. What concerns a file as a whole stands at its start.
func at(p Place) string {
	return fmt.Sprintf("%s:%d:%d", visible(p.File), max(p.Line, 1), max(p.Column, 1))
}

// excerpt writes the source line of a place and the caret below it.
func (t *textWriter) excerpt(p Place) {
	if t.line == nil || p.Line < 1 {
		return
	}
	text := t.line(p.File, p.Line)
	if text == "" {
		return
	}
	shown, before := cut([]rune(text), p.Column-1)
	gutter := fmt.Sprintf("%4d", p.Line)
	fmt.Fprintf(t.out, "%s | %s\n", gutter, shown)
	fmt.Fprintf(t.out, "%s | %s%s\n", strings.Repeat(" ", len(gutter)), before, t.paint(colourCaret, "^"))
}

// cut makes a line harmless and at most widest cells long, and gives what must stand before the caret under the character at an index:
// blanks as wide as what stands above them, tabs under tabs.
func cut(line []rune, index int) (shown, before string) {
	index = min(max(index, 0), len(line))
	for i, r := range line {
		line[i] = harmless(r)
	}
	from, to := window(line, index)
	var s, b strings.Builder
	if from > 0 {
		s.WriteString("…")
		b.WriteByte(' ')
	}
	for i := from; i < to; i++ {
		s.WriteRune(line[i])
		if i >= index {
			continue
		}
		if line[i] == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat(" ", cells(line[i])))
		}
	}
	if to < len(line) {
		s.WriteString("…")
	}
	return s.String(), b.String()
}

// window picks the stretch of a line that is shown: all of it where it fits, else widest cells with the caret about two thirds along.
func window(line []rune, index int) (from, to int) {
	total := 0
	for _, r := range line {
		if total += cells(r); total > widest {
			break
		}
	}
	if total <= widest {
		return 0, len(line)
	}
	from = index
	for room := widest * 2 / 3; from > 0; from-- {
		if room -= cells(line[from-1]); room < 0 {
			break
		}
	}
	to = from
	for room := widest; to < len(line); to++ {
		if room -= cells(line[to]); room < 0 {
			break
		}
	}
	return from, to
}

// Width is the number of terminal cells that a text takes.
func Width(text string) int {
	n := 0
	for _, r := range text {
		n += cells(r)
	}
	return n
}

// Shorten cuts a text that takes more terminal cells than there are.
func Shorten(text string, widest int) string {
	if Width(text) <= widest {
		return text
	}
	room := widest - 1
	for i, r := range text {
		if room -= cells(r); room < 0 {
			return text[:i] + "…"
		}
	}
	return text
}

// cells is the number of terminal cells that a character takes.
func cells(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// harmless replaces what a terminal would act on instead of showing it: control characters but the tab, and marks that turn the direction of writing.
func harmless(r rune) rune {
	if r != '\t' && unicode.IsControl(r) || turnsWriting(r) {
		return unicode.ReplacementChar
	}
	return r
}

func turnsWriting(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// visible writes text on one line with nothing in it that a terminal would act on: such characters are named by their escapes.
func visible(text string) string {
	clean := func(r rune) bool { return unicode.IsControl(r) || turnsWriting(r) || r == unicode.ReplacementChar }
	if !strings.ContainsFunc(text, clean) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case turnsWriting(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Plain makes text of a record fit for a terminal: control characters and those that turn the direction of writing are shown, not obeyed. Line ends stay.
func Plain(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = visible(line)
	}
	return strings.Join(lines, "\n")
}
