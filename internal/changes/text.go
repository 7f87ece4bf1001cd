package changes

import (
	"io"
	"regexp"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// mostNamed is the number of records that one line of the summary names.
const mostNamed = 12

// WriteText writes what changed for a terminal.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	put := func(line string) { b.WriteString(oneLine(line) + "\n") }
	if !r.Comparison.Changed() && len(r.Comparison.Records)+len(r.Comparison.Settings) == 0 {
		put(r.headline() + r.say("：", ": ") + basis(r))
		_, err := io.WriteString(w, diagnostic.Plain(b.String()))
		return err
	}
	put(r.headline())
	put(basis(r))
	section := func(s section) {
		put(s.title + counted(r, s.count))
		for _, row := range s.rows {
			putRow(r, put, row)
		}
	}
	if guard := guardSection(r); guard.count > 0 {
		put("")
		section(guard)
		put("")
	}
	for _, p := range points(r) {
		line := "- " + p.words
		if len(p.ids) > 0 {
			line += r.say("：", ": ") + strings.Join(p.ids[:min(mostNamed, len(p.ids))], " ") + more(r, len(p.ids)-mostNamed)
		}
		put(line)
	}
	for _, line := range tallied(r, func(text string) string { return text }) {
		put("- " + line)
	}
	for _, s := range r.sections() {
		put("")
		section(s)
	}
	_, err := io.WriteString(w, diagnostic.Plain(b.String()))
	return err
}

// putRow writes a row and what it says: on one line where that is all.
func putRow(r *Report, put func(string), row row) {
	line := "  " + strings.TrimSpace(row.id+" "+row.title)
	if row.was != "" {
		line += r.say("（以前は%s）", " (was %s)", row.was)
	}
	if row.kind != "" {
		line += r.say("（%s）", " (%s)", row.kind)
	}
	if len(row.facts) == 1 && row.facts[0].name == "" {
		put(line + r.say("：", ": ") + row.facts[0].words() + noted(r, row.facts[0]))
		return
	}
	put(line)
	for _, f := range row.facts {
		line := "    "
		if f.name != "" {
			line += f.name + r.say("：", ": ")
		}
		put(line + f.words() + noted(r, f))
	}
}

// oneLine keeps text of a record, which may have several lines, from posing as lines of the report: a pipeline's log obeys some.
func oneLine(text string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(text)
}

// counted writes how many there are, behind a title.
func counted(r *Report, n int) string { return r.say("（%s件）", " (%s)", r.count(n)) }

// spaces are what a line shows as one.
var spaces = regexp.MustCompile(`\s+`)

// words writes what was and what is.
func (f fact) words() string {
	if f.pieces != nil {
		var b strings.Builder
		for _, p := range f.pieces {
			b.WriteString(map[sign]string{gone: "[-", come: "{+"}[p.sign] + spaces.ReplaceAllString(p.text, " ") + map[sign]string{gone: "-]", come: "+}"}[p.sign])
		}
		return b.String()
	}
	if f.before == "" {
		return f.after
	}
	if f.after == "" {
		return f.before + " → " + none
	}
	return f.before + " → " + f.after
}

// noted writes the note of a fact, in brackets.
func noted(r *Report, f fact) string {
	if f.note == "" {
		return ""
	}
	return r.say("（%s）", " (%s)", f.note)
}

// more says how many are left out; nothing where none are.
func more(r *Report, n int) string {
	if n <= 0 {
		return ""
	}
	return r.say(" …ほか%s件", " … and %s more", r.count(n))
}
