package edit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// choice is a value with the words that people have for it.
type choice struct {
	value string
	words []string
}

// elements reads the elements of a list: words between commas, or a TOML array.
func elements(d *draft, s slot, path layout.Path, name, value string) ([]string, error) {
	if data := []byte("x=" + value); isTOML(value, source.Array) {
		doc, _ := layout.Parse(data, 0, len(data))
		var list []string
		for _, item := range doc.Lines[0].Value.Items {
			list = append(list, item.Value.Span.Of(data))
		}
		return list, nil
	}
	var list []string
	for i, part := range strings.Split(value, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		at := name + "[" + strconv.Itoa(i+1) + "]"
		meant, err := meant(d, s, path, at, part)
		if err != nil {
			return nil, err
		}
		text, err := s.write(at, meant, d.eol)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// meant gives the value that a word stands for: the step of a scale that it labels, a level, a party by its title, a choice in either language. What is no
// such word is taken as it is, but that a scale has steps and no other numbers.
func meant(d *draft, s slot, path layout.Path, name, value string) (string, error) {
	if s.field == nil || s.wording || strings.HasPrefix(value, "{") {
		return value, nil
	}
	choices := d.choices(s, path)
	for _, c := range choices {
		if c.value == value {
			return value, nil
		}
	}
	for _, c := range choices {
		if slices.ContainsFunc(c.words, func(w string) bool { return w != "" && strings.EqualFold(w, value) }) {
			return c.value, nil
		}
	}
	if s.shape == register.ShapeWhole && len(choices) > 0 && !wholeNumber.MatchString(value) {
		var ja, en []string
		for _, c := range choices {
			ja, en = append(ja, c.value+" "+c.words[0]), append(en, c.value+" "+c.words[1])
		}
		return "", fault(name+" の尺度に「"+value+"」はありません", name+" has no step "+value,
			"数か言葉で書いてください: "+strings.Join(ja, "、"), "write the number or the word of a step: "+strings.Join(en, ", "))
	}
	return value, nil
}

// choices lists the values that may stand in a slot, with their words; none where anything may.
func (d *draft) choices(s slot, path layout.Path) []choice {
	f := s.field
	if len(f.OneOf) > 0 {
		var list []choice
		for _, word := range f.OneOf {
			w := term.Code(cmp.Or(f.Group, f.Key), word)
			list = append(list, choice{word, []string{w.Ja, w.En, strings.ReplaceAll(w.En, " ", "-")}})
		}
		return list
	}
	if d.register == nil {
		return nil
	}
	c := &d.register.Criteria
	var list []choice
	add := func(value string, label register.Text) { list = append(list, choice{value, wordsIn(d, label)}) }
	word := s.shape == register.ShapeWord
	switch {
	case f.Scale == "likelihood":
		return steps(d, c.Likelihoods)
	case f.Scale == "impact":
		return steps(d, c.Impacts)
	case f.Criteria == "factor" && len(path) > 0:
		if key, ok := path[len(path)-1].(string); ok && c.Factor(key) != nil {
			factor := c.Factor(key)
			for i := range factor.Steps {
				if factor.Steps[i].Value != nil {
					add(strconv.Itoa(*factor.Steps[i].Value), factor.Steps[i].Label)
				}
			}
		}
	case f.Party && word:
		for i := range d.register.Parties {
			add(d.register.Parties[i].Key, d.register.Parties[i].Title)
		}
	case f.Criteria == "level" && word:
		for i := range c.Levels {
			add(c.Levels[i].Key, c.Levels[i].Label)
		}
	case f.Criteria == "area" && word:
		for i := range c.Areas {
			add(c.Areas[i].Key, c.Areas[i].Label)
		}
	case f.Criteria == "viewpoint" && word:
		for i := range c.Viewpoints {
			add(c.Viewpoints[i].Key, c.Viewpoints[i].Label)
		}
	}
	return list
}

func steps(d *draft, scale []register.Step) []choice {
	var list []choice
	for i := range scale {
		if scale[i].Value != nil {
			list = append(list, choice{strconv.Itoa(*scale[i].Value), wordsIn(d, scale[i].Label)})
		}
	}
	return list
}

// wordsIn gives the words of a text in Japanese and in English, and in any other language.
func wordsIn(d *draft, t register.Text) []string {
	ja, _ := t.In("ja", d.language)
	en, _ := t.In("en", d.language)
	list := []string{ja, en}
	for _, w := range t {
		list = append(list, w.Words)
	}
	return list
}

// keyed gives the place of the element of a list of tables that goes by a name: its key, or the risk that it speaks of. The names are those that are there.
func keyed(d *draft, list layout.Path, s slot, name string) (at int, names []string) {
	for i := range d.count(list) {
		for _, key := range []string{"key", "risk", "rule", "name"} {
			if !slices.ContainsFunc(s.fields, func(f register.Field) bool { return f.Key == key }) {
				continue
			}
			if found := d.find(list.Join(i, key)); found.exact() {
				text, _ := layout.Decode(found.node.Span.Of(d.data))
				if text == name {
					return i, nil
				}
				names = append(names, text)
			}
		}
	}
	return -1, names
}
