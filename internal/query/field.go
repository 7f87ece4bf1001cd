package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// form is how the values of a field are compared.
type form uint8

const (
	formText form = iota
	formNumber
	formDate
)

// code is a value that a field may have, with its words: in Japanese, in English, and whatever else the register calls it.
type code struct {
	code  string
	words []string
}

// field is what a key takes, and how its values are compared.
type field struct {
	key     string
	form    form
	codes   []code // none: anything
	open    bool   // other values than codes may stand there
	ordered bool   // codes ascend
	party   bool
	list    bool
}

func (f *field) place(value string) int {
	return slices.IndexFunc(f.codes, func(c code) bool { return c.code == value })
}

func (f *field) wordsOf(value string) []string {
	if at := f.place(value); at >= 0 {
		return f.codes[at].words
	}
	return nil
}

// Keys lists the keys that filters take, sorted.
func (d *Desk) Keys() []string {
	keys := []string{"file", "kind"}
	for _, k := range d.kinds() {
		keys = append(keys, Keys(d.Assessment, k)...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func (d *Desk) kinds() []*register.Kind {
	if d.Kind != nil {
		return []*register.Kind{d.Kind}
	}
	var all []*register.Kind
	for i := range register.Kinds {
		all = append(all, &register.Kinds[i])
	}
	return all
}

// values gives the values of a key of a record, of any kind.
func (d *Desk) values(e register.Entry, key string) []Value {
	return Values(d.Assessment, e, key)
}

// field gives what a key takes; where the kinds differ, all of it.
func (d *Desk) field(key string) (field, bool) {
	if key == "kind" {
		return d.kindField(), true
	}
	if key == "file" || key == "id" {
		return field{key: key}, true
	}
	var found field
	ok := false
	for _, k := range d.kinds() {
		own := Keys(d.Assessment, k)
		switch {
		case slices.Contains(own, key):
		case slices.Contains(own, "extra."+key):
			key = "extra." + key
		case strings.HasPrefix(key, "extra."):
		default:
			continue
		}
		f := d.fieldOf(k, key)
		if !ok {
			found, ok = f, true
			continue
		}
		for _, c := range f.codes { // another kind has other words for the key
			if found.place(c.code) < 0 {
				found.codes = append(found.codes, c)
			}
		}
	}
	found.key = key
	return found, ok
}

// kindField is the kind of a record: its folder, and what its own key kind says.
func (d *Desk) kindField() field {
	f := field{key: "kind"}
	for _, k := range d.kinds() {
		f.codes = append(f.codes, code{k.Folder, []string{k.Many.Ja, k.Many.En, k.One.Ja, k.One.En}})
		if own := register.Find(k.Fields(), "kind"); own != nil {
			f.codes = append(f.codes, d.codes(own)...)
		}
	}
	return f
}

// formed says what the values are that are judged and not written, by kind and key.
var formed = map[string]map[string]string{
	"risks": {
		"level": "level", "inherent.level": "level", "projected.level": "level", "likelihood": "likelihood", "impact": "impact", "outcome": "outcome", "need": "need",
		"rank": "number", "loss": "number", "due": "date", "next_review": "date", "stale": "truth", "option": "option", "status": "status", "plans": "list",
	},
	"treatments": {"late": "truth", "live": "truth"},
	"findings":   {"open": "truth"},
}

// fieldOf gives what a key of records of one kind takes.
func (d *Desk) fieldOf(k *register.Kind, key string) field {
	if what := formed[k.Folder][key]; what != "" {
		return d.judgedField(key, what)
	}
	found := register.Find(k.Fields(), strings.Split(key, ".")...)
	if found == nil {
		f := field{key: key}
		for _, own := range d.Assessment.Register.Config.FieldsOf(k.Folder) {
			if "extra."+own.Key == key {
				f.form = map[string]form{"number": formNumber, "money": formNumber, "date": formDate}[own.Type]
				f.list = own.Type == "list"
				for _, value := range own.Values {
					f.codes = append(f.codes, code{value, []string{value, value}})
				}
			}
		}
		return f
	}
	f := field{key: key, codes: d.codes(found), party: found.Party, list: found.Arrays > 0, ordered: found.Criteria == "level"}
	switch found.Shape {
	case register.ShapeWhole, register.ShapeDecimal, register.ShapeFrequency, register.ShapeLoss:
		f.form, f.open = formNumber, true
	case register.ShapeMapping:
		if found.Values == register.ShapeWhole || found.Values == register.ShapeDecimal {
			f.form, f.open = formNumber, true
		}
	case register.ShapeDate:
		f.form = formDate
	case register.ShapeTruth:
		f.codes = truths
	}
	return f
}

var truths = []code{{"false", []string{"いいえ", "no"}}, {"true", []string{"はい", "yes"}}}

func (d *Desk) judgedField(key, what string) field {
	f := field{key: key}
	c := &d.Assessment.Register.Criteria
	coded := func(group, value string) {
		w := term.Code(group, value)
		f.codes = append(f.codes, code{value, []string{w.Ja, w.En}})
	}
	switch what {
	case "level":
		f.codes, f.ordered = d.levels(), true
	case "likelihood":
		f.codes, f.open, f.form = d.steps(c.Likelihoods), true, formNumber
	case "impact":
		f.codes, f.open, f.form = d.steps(c.Impacts), true, formNumber
	case "number":
		f.form = formNumber
	case "date":
		f.form = formDate
	case "truth":
		f.codes = truths
	case "list":
		f.list = true
	case "outcome":
		for _, o := range assess.Outcomes {
			coded("outcome", string(o))
		}
	case "need":
		for _, n := range assess.Needs {
			coded("need", string(n))
		}
	case "option":
		for _, o := range []string{"modify", "retain", "avoid", "share"} {
			coded("option", o)
		}
	case "status":
		for _, s := range []string{"open", "closed"} {
			coded("status", s)
		}
	}
	return f
}

// codes gives the words that a field takes; none where it takes anything.
func (d *Desk) codes(f *register.Field) []code {
	r := d.Assessment.Register
	var list []code
	switch {
	case len(f.OneOf) > 0:
		for _, word := range f.OneOf {
			w := term.Code(cmp.Or(f.Group, f.Key), word)
			list = append(list, code{word, []string{w.Ja, w.En}})
		}
	case f.Party:
		for i := range r.Parties {
			list = append(list, code{r.Parties[i].Key, d.wordsIn(r.Parties[i].Title)})
		}
	case f.Scale == "likelihood":
		list = d.steps(r.Criteria.Likelihoods)
	case f.Scale == "impact":
		list = d.steps(r.Criteria.Impacts)
	case f.Criteria == "area" && f.Shape == register.ShapeWord:
		for i := range r.Criteria.Areas {
			list = append(list, code{r.Criteria.Areas[i].Key, d.wordsIn(r.Criteria.Areas[i].Label)})
		}
	case f.Criteria == "viewpoint" && f.Shape == register.ShapeWord:
		for i := range r.Criteria.Viewpoints {
			list = append(list, code{r.Criteria.Viewpoints[i].Key, d.wordsIn(r.Criteria.Viewpoints[i].Label)})
		}
	case f.Criteria == "level" && f.Shape == register.ShapeWord:
		list = d.levels()
	}
	return list
}

func (d *Desk) levels() []code {
	var list []code
	for i := range d.Assessment.Register.Criteria.Levels {
		l := &d.Assessment.Register.Criteria.Levels[i]
		list = append(list, code{l.Key, d.wordsIn(l.Label)})
	}
	return list
}

func (d *Desk) steps(scale []register.Step) []code {
	var list []code
	for i := range scale {
		if scale[i].Value != nil {
			list = append(list, code{strconv.Itoa(*scale[i].Value), d.wordsIn(scale[i].Label)})
		}
	}
	return list
}

// wordsIn gives the words of a text in Japanese and in English, and in any other language.
func (d *Desk) wordsIn(t register.Text) []string {
	fallback := d.Assessment.Register.Config.DefaultLanguage
	ja, _ := t.In("ja", fallback)
	en, _ := t.In("en", fallback)
	return append([]string{ja, en}, namesOf(t)...)
}

// Cell is the value of a field of a record.
type Cell struct {
	Codes  []string
	Number bool
	List   bool // several may stand there
	field  field
}

// Cell gives what a record has at a key; false where no such key is.
func (d *Desk) Cell(e register.Entry, key string) (Cell, bool) {
	f, ok := d.field(key)
	if !ok {
		return Cell{}, false
	}
	c := Cell{Number: f.form == formNumber, List: f.list, field: f}
	for _, v := range d.values(e, f.key) {
		c.Codes = append(c.Codes, v.Text)
	}
	return c, true
}

// Words gives the value as people of a language read it.
func (c Cell) Words(language string) string {
	var list []string
	for _, v := range c.Codes {
		if words := c.field.wordsOf(v); len(words) > 0 && c.field.form == formText {
			v = pick(words, language)
		}
		list = append(list, v)
	}
	return strings.Join(list, term.Words{Ja: "、", En: ", "}.In(language))
}

// pick gives the words of a language out of Japanese and English.
func pick(words []string, language string) string {
	if language == "en" && len(words) > 1 {
		return words[1]
	}
	return words[0]
}

// Label gives the words of a number on a scale; empty where it has none.
func (c Cell) Label(language string) string {
	if len(c.Codes) == 1 {
		if words := c.field.wordsOf(c.Codes[0]); len(words) > 0 {
			return pick(words, language)
		}
	}
	return ""
}

// Value gives the value as programs read it: a string, a number, a truth, a list of them, or nil where there is none.
func (c Cell) Value() any {
	plain := func(text string) any {
		if n, err := strconv.ParseFloat(text, 64); err == nil && c.Number {
			return n
		}
		if c.field.form == formText && len(c.field.codes) == 2 && c.field.codes[0].code == "false" && (text == "true" || text == "false") {
			return text == "true"
		}
		return text
	}
	switch {
	case c.List:
		list := []any{}
		for _, v := range c.Codes {
			list = append(list, plain(v))
		}
		return list
	case len(c.Codes) == 0:
		return nil
	}
	return plain(c.Codes[0])
}
