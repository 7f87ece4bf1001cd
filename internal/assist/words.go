package assist

import (
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// shapes are what a field's value looks like, in words.
var shapes = map[register.Shape]term.Words{
	register.ShapeText:      {Ja: "文", En: "text"},
	register.ShapeWord:      {Ja: "文字列", En: "string"},
	register.ShapeWhole:     {Ja: "整数", En: "whole number"},
	register.ShapeDecimal:   {Ja: "数", En: "number"},
	register.ShapeTruth:     {Ja: "真偽値", En: "true or false"},
	register.ShapeDate:      {Ja: "日付", En: "date"},
	register.ShapeFrequency: {Ja: "頻度（年あたり）", En: "frequency a year"},
	register.ShapeLoss:      {Ja: "損失額", En: "loss"},
	register.ShapeTable:     {Ja: "テーブル", En: "table"},
	register.ShapeMapping:   {Ja: "対応表", En: "table with keys of one's own"},
	register.ShapeFree:      {Ja: "独自の項目", En: "fields of one's own"},
}

// shape says in a few words what goes into a field.
func shape(d *Desk, f *register.Field) string {
	text := shapes[f.Shape].In(d.Language)
	switch kind := register.KindOf(f.To); {
	case kind != nil:
		text = fmt.Sprintf(d.say("%sの識別子", "id of a %s"), kind.One.In(d.Language))
	case f.To == "any":
		text = d.say("記録の識別子", "id of a record")
	case f.Party:
		text = d.say("関係者のキー", "key of a party")
	case f.Scale == "likelihood":
		text = d.say("起こりやすさの段階", "step of the likelihood scale")
	case f.Scale == "impact" && f.Shape == register.ShapeWhole:
		text = d.say("影響の段階", "step of the impact scale")
	}
	if f.Arrays > 0 {
		text += d.say("の配列", ", in an array")
	}
	if f.Required {
		text += d.say("・必須", " · required")
	}
	return text
}

// about says what a field means and what it allows, as Markdown.
func about(d *Desk, f *register.Field) string {
	var lines []string
	if words := f.Words.In(d.Language); words != "" {
		lines = append(lines, escape(words))
	}
	var allowed []string
	for _, word := range f.OneOf {
		text := "`" + word + "`"
		if words := code(d, f, word); words != "" {
			text += " " + escape(words)
		}
		allowed = append(allowed, text)
	}
	if len(allowed) > 0 {
		lines = append(lines, strings.Join(allowed, d.say("、", ", ")))
	}
	if f.Ranged {
		lines = append(lines, fmt.Sprintf(d.say("%d から %d まで", "from %d to %d"), f.Low, f.High))
	}
	return strings.Join(lines, "\n\n")
}

// escape writes text so that Markdown shows it as it is: nothing in it becomes a link, a picture or markup in the reader's editor.
func escape(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case r == '&':
			b.WriteString("&amp;")
			continue
		case r == '\n':
			r = ' '
		case strings.ContainsRune("\\`*_{}[]#+!|>~@", r) || r == '-' && i == 0:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// glossaryWord is a word of the glossary with what it means.
type glossaryWord struct {
	id         string // of the record; "term:KEY" for a term of the program
	title      string
	word       string
	definition string
}

// terms gives every word by which a term of the glossary is known: the register's own first, then those of the program that it does not define itself.
func (d *Desk) terms() []glossaryWord {
	var list []glossaryWord
	own := map[string]bool{}
	for _, t := range d.Assessment.Register.Glossary {
		definition := t.Source.Body.Text
		for i := range t.Source.Translations {
			if t.Source.Translations[i].Language == d.Language {
				definition = t.Source.Translations[i].Text
			}
		}
		words := append([]string{t.ID}, t.Aliases...)
		for _, w := range t.Title {
			words = append(words, w.Words)
		}
		for _, w := range words {
			if w != "" && !own[strings.ToLower(w)] {
				own[strings.ToLower(w)] = true
				list = append(list, glossaryWord{t.ID, d.text(t.Title), w, definition})
			}
		}
	}
	for i := range term.Terms {
		t := &term.Terms[i]
		for _, w := range append([]string{t.Name.Ja, t.Name.En}, t.Aliases...) {
			if !own[strings.ToLower(w)] {
				own[strings.ToLower(w)] = true
				list = append(list, glossaryWord{"term:" + t.Key, t.Name.In(d.Language), w, t.Definition.In(d.Language)})
			}
		}
	}
	return list
}

// firstParagraph gives the first paragraph of a body that says something.
func firstParagraph(body string) string {
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(body, "\r\n", "\n"), "\n\n") {
		paragraph = strings.TrimSpace(paragraph)
		if paragraph != "" && !strings.HasPrefix(paragraph, "#") {
			return paragraph
		}
	}
	return ""
}

// PlainWords takes the marks out of Markdown that this package wrote.
func PlainWords(markdown string) string {
	var b strings.Builder
	for i := 0; i < len(markdown); i++ {
		switch c := markdown[i]; {
		case c == '\\' && i+1 < len(markdown):
			i++
			b.WriteByte(markdown[i])
		case c == '*' || c == '`':
		default:
			b.WriteByte(c)
		}
	}
	return strings.NewReplacer("&lt;", "<", "&amp;", "&").Replace(b.String())
}
