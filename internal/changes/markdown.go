package changes

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/riskbook/riskbook/internal/brief"
)

// mostMarkdown is the length of the Markdown, in UTF-16 units, which is how forges count: GitHub takes comments of up to 65,536 characters, and what a
// workflow adds of its own must fit in too.
const mostMarkdown = 60_000

// The lengths, in characters, to which texts of records are cut in Markdown.
const (
	longestTitle = 120
	longestFact  = 300
)

// WriteMarkdown writes what changed for the comment of a pull request: the summary first, the details folded. Where it would be too long for one, rows
// are left out, and their number is said.
func (r *Report) WriteMarkdown(w io.Writer) error {
	sections := r.sections()
	text := ""
	for _, rows := range []int{1 << 30, 400, 200, 100, 50, 25, 12, 6, 3, 1} {
		text = markdown(r, sections, rows)
		if len(text) <= mostMarkdown || len(utf16.Encode([]rune(text))) <= mostMarkdown {
			break
		}
	}
	_, err := io.WriteString(w, text)
	return err
}

// markdown writes at most so many rows a section.
func markdown(r *Report, sections []section, rows int) string {
	var b strings.Builder
	b.WriteString("**" + escape(r.headline()) + "**\n\n" + basisMarkdown(r) + "\n")
	briefMarkdown(r, &b)
	if guard := guardSection(r); guard.count > 0 {
		openMarkdown(r, &b, guard, rows)
	}
	if points := points(r); len(points) > 0 {
		b.WriteByte('\n')
		for _, p := range points {
			b.WriteString("- " + escape(p.words))
			if len(p.ids) > 0 {
				ids := make([]string, min(mostNamed, len(p.ids)))
				for i := range ids {
					ids[i] = idMarkdown(r, p.ids[i])
				}
				b.WriteString(r.say("：", ": ") + strings.Join(ids, " ") + more(r, len(p.ids)-mostNamed))
			}
			b.WriteByte('\n')
		}
	}
	talliesMarkdown(r, &b)
	for _, s := range sections {
		if s.key == "risks" || s.key == "again" || s.key == "resting" || s.key == "replaced" || s.key == "edited" {
			openMarkdown(r, &b, s, rows)
			continue
		}
		fmt.Fprintf(&b, "\n<details><summary>%s</summary>\n\n", escapeHTML(s.title+counted(r, s.count)))
		sectionMarkdown(r, &b, s, rows)
		b.WriteString("\n</details>\n")
	}
	matricesMarkdown(r, &b, min(rows, 5))
	return b.String()
}

// briefMarkdown says how the register stands once the change is in, in the sentences of the first page. What became
// of it since a former state is what the rest of the summary tells.
func briefMarkdown(r *Report, b *strings.Builder) {
	if !r.Comparison.Changed() {
		return
	}
	b.WriteString("\n" + escape(r.say("変更後の概況：", "How the register stands with the change:")) + "\n\n")
	for _, s := range brief.Write(r.Comparison.After.Assessment, nil, r.Language) {
		if s.Key == "since" {
			continue
		}
		b.WriteString("- ")
		for _, p := range s.Pieces {
			if address := r.link(p.ID); p.ID != "" && address != "" {
				b.WriteString("[" + escapeSpaced(p.Text) + "](" + address + ")")
			} else {
				b.WriteString(escapeSpaced(p.Text))
			}
		}
		b.WriteByte('\n')
	}
}

// idMarkdown writes an id, which leads to the record where that is known.
func idMarkdown(r *Report, id string) string {
	if address := r.link(id); address != "" {
		return "[" + codeSpan(id) + "](" + strings.NewReplacer("(", "%28", ")", "%29", "|", "%7C").Replace(address) + ")"
	}
	return codeSpan(id)
}

// openMarkdown writes a section that is never folded.
func openMarkdown(r *Report, b *strings.Builder, s section, rows int) {
	b.WriteString("\n**" + escape(s.title+counted(r, s.count)) + "**\n\n")
	sectionMarkdown(r, b, s, rows)
}

// basisMarkdown is the line that says what was compared. The names of branches and files are not the program's own words.
func basisMarkdown(r *Report) string {
	name := func(s Side) string {
		if s.Name.Ja != s.Name.En {
			return r.words(s.Name)
		}
		if plain := r.name(s); plain != s.Name.En {
			return codeSpan(s.Name.En) + " (" + codeSpan(s.Commit[:min(10, len(s.Commit))]) + ")"
		}
		return codeSpan(s.Name.En)
	}
	return basisOf(r, name(r.Old), name(r.New))
}

func sectionMarkdown(r *Report, b *strings.Builder, s section, rows int) {
	header := append(append([]string{s.subject}, s.columns...), s.rest)
	for _, name := range header {
		b.WriteString("| " + escape(capital(name)) + " ")
	}
	b.WriteString("|\n" + strings.Repeat("|---", len(header)) + "|\n")
	for _, line := range s.rows[:min(rows, len(s.rows))] {
		b.WriteString("| " + subjectMarkdown(r, line))
		var also []string
		for _, f := range line.facts {
			if !slices.Contains(s.columns, f.name) {
				also = append(also, factMarkdown(r, f, true))
			}
		}
		for _, name := range s.columns {
			b.WriteString(" | ")
			for _, f := range line.facts {
				if f.name == name {
					b.WriteString(factMarkdown(r, f, false))
				}
			}
		}
		text := strings.Join(also, "<br>")
		if line.fold {
			text = "<details><summary>" + escapeHTML(r.say("%[1]s件の変更", "%[2]s", r.count(len(also)), r.plural(len(also), "change"))) + "</summary>" + text + "</details>"
		}
		b.WriteString(" | " + text + " |\n")
	}
	if left := len(s.rows) - rows; left > 0 {
		b.WriteString("\n" + r.say("…ほか%s件（すべては riskbook diff で表示できます）", "… and %s more (riskbook diff shows them all)", r.count(left)) + "\n")
	}
}

func subjectMarkdown(r *Report, line row) string {
	var parts []string
	if line.id != "" {
		parts = append(parts, idMarkdown(r, line.id))
	}
	if line.title != "" {
		longest := longestTitle
		if line.id == "" {
			longest = longestFact // the message of a rule
		}
		parts = append(parts, escape(cut(line.title, longest)))
	}
	if line.was != "" {
		parts = append(parts, r.say("（以前は%s）", "(was %s)", codeSpan(line.was)))
	}
	if line.kind != "" {
		parts = append(parts, r.say("（%s）", "(%s)", escape(line.kind)))
	}
	return strings.ReplaceAll(strings.Join(parts, " "), " （", "（")
}

func factMarkdown(r *Report, f fact, named bool) string {
	if f.pieces != nil {
		return piecesMarkdown(r, f)
	}
	text := escape(cut(f.after, longestFact))
	if f.before != "" {
		if text == "" {
			text = none
		}
		text = escape(cut(f.before, longestFact)) + " → **" + text + "**"
	}
	if named && f.name != "" {
		text = escape(f.name) + r.say("：", ": ") + text
	}
	return text + noted(r, f)
}

// piecesMarkdown writes what differs in a text, folded where the text is long.
func piecesMarkdown(r *Report, f fact) string {
	var b strings.Builder
	for _, p := range f.pieces {
		tag := map[sign]string{gone: "del", come: "ins"}[p.sign]
		text := escapeSpaced(p.text)
		if tag != "" {
			text = "<" + tag + ">" + text + "</" + tag + ">"
		}
		b.WriteString(text)
	}
	name := cmp.Or(f.name, r.say("変更", "change"))
	if !f.long {
		return escape(name) + r.say("：", ": ") + b.String()
	}
	return "<details><summary>" + escapeHTML(name) + "</summary>" + b.String() + "</details>"
}

// cut shortens a text to a number of characters.
func cut(text string, longest int) string {
	if len(text) <= longest {
		return text
	}
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	return string(runes[:longest-1]) + "…"
}
