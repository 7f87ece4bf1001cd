package changes

import (
	"fmt"
	"io"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// mostNamed is the number of records that one line of the summary names.
const mostNamed = 12

// WriteText writes what changed for a terminal.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	if !r.Changed() {
		_, err := io.WriteString(w, diagnostic.Plain(r.headline()+r.say("：", ": ")+r.basis()+"\n"))
		return err
	}
	b.WriteString(r.headline() + "\n" + r.basis() + "\n")
	for _, p := range r.points() {
		b.WriteString("- " + p.words)
		if len(p.ids) > 0 {
			b.WriteString(r.say("：", ": ") + strings.Join(p.ids[:min(mostNamed, len(p.ids))], " ") + r.more(len(p.ids)-mostNamed))
		}
		b.WriteByte('\n')
	}
	for _, line := range r.tallied(func(text string) string { return text }) {
		b.WriteString("- " + line + "\n")
	}
	for _, s := range r.sections() {
		fmt.Fprintf(&b, "\n%s%s\n", s.title, r.counted(s.count))
		for _, line := range s.rows {
			b.WriteString("  " + strings.TrimSpace(line.id+" "+line.title))
			if line.was != "" {
				b.WriteString(r.say("（以前は%s）", " (was %s)", line.was))
			}
			if len(line.facts) == 1 && line.facts[0].name == "" {
				b.WriteString(r.say("：", ": ") + line.facts[0].words() + "\n")
				continue
			}
			b.WriteByte('\n')
			for _, f := range line.facts {
				b.WriteString("    ")
				if f.name != "" {
					b.WriteString(f.name + r.say("：", ": "))
				}
				b.WriteString(f.words() + r.noted(f) + "\n")
			}
		}
	}
	_, err := io.WriteString(w, diagnostic.Plain(b.String()))
	return err
}

// counted writes how many there are, behind a title.
func (r *Report) counted(n int) string { return r.say("（%s件）", " (%s)", r.count(n)) }

// words writes what was and what is.
func (f fact) words() string {
	if f.before == "" {
		return f.after
	}
	if f.after == "" {
		return f.before + " → " + none
	}
	return f.before + " → " + f.after
}

// noted writes the note of a fact, in brackets.
func (r *Report) noted(f fact) string {
	if f.note == "" {
		return ""
	}
	return r.say("（%s）", " (%s)", f.note)
}

// more says how many are left out; nothing where none are.
func (r *Report) more(n int) string {
	if n <= 0 {
		return ""
	}
	return r.say(" …ほか%s件", " … and %s more", r.count(n))
}
