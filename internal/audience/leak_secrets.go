package audience

import (
	"cmp"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// eachText visits all texts of a tree.
func eachText(t *source.Tree, visit func(string)) {
	var each func(v *source.Value)
	each = func(v *source.Value) {
		switch v.Kind {
		case source.Table:
			for i := range v.Fields {
				visit(v.Fields[i].Key)
				each(&v.Fields[i].Value)
			}
		case source.Array:
			for i := range v.Items {
				each(&v.Items[i])
			}
		case source.Date:
			visit(v.Date.String())
		default:
			visit(v.Text)
			if v.Kind == source.Integer {
				visit(strconv.FormatInt(v.Integer, 10))
				visit(grouped(v.Integer))
			}
		}
	}
	for _, rec := range t.Records {
		visit(rec.ID)
		visit(rec.File.Path)
		each(rec.Table)
		eachReading(t, rec, visit)
		for _, b := range append([]source.Body{rec.Body}, rec.Translations...) {
			visit(b.Text)
			visit(plainText(b.Text))
		}
	}
	for _, d := range []*source.Document{t.Config, t.Criteria, t.Proposal, t.Parties, t.Catalogue} {
		if d != nil {
			each(d.Table)
		}
	}
	for _, f := range t.Tables {
		if f != nil {
			visit(string(f.Data))
		}
	}
}

// eachReading visits the values of an indicator as pages write them, with their unit.
func eachReading(t *source.Tree, rec *source.Record, visit func(string)) {
	unit := rec.Table.At("unit")
	if rec.Folder != "indicators" || unit == nil {
		return
	}
	units := []string{unit.Text}
	for i := range unit.Fields {
		units = append(units, unit.Fields[i].Value.Text)
	}
	with := func(value string) {
		for _, unit := range units {
			visit(value + unit)
		}
	}
	for _, key := range []string{"warn", "limit"} {
		if v := rec.Table.At(key); v != nil {
			with(v.Text)
		}
	}
	if list := rec.Table.At("reading"); list != nil {
		for i := range list.Items {
			if v := list.Items[i].At("value"); v != nil {
				with(v.Text)
			}
		}
	}
	if file := rec.Table.At("readings"); file != nil {
		if f := t.Tables[path.Join(path.Dir(rec.File.Path), file.Text)]; f != nil {
			for _, cell := range strings.FieldsFunc(string(f.Data), func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
				with(cell)
			}
		}
	}
}

// gatherer collects what gives a withheld record away.
type gatherer struct {
	secrets []secret
	of      string
	what    string
}

func (g *gatherer) record(rec *source.Record) {
	g.of = rec.ID
	fields := register.HidingFields(rec.Folder)
	for i := range rec.Table.Fields {
		f := &rec.Table.Fields[i]
		g.what = f.Key
		g.value(&f.Value, register.Find(fields, f.Key))
	}
	g.what = "body"
	for _, b := range append([]source.Body{rec.Body}, rec.Translations...) {
		g.text(b.Text)
	}
}

// difference collects what is hidden of a record that is shown.
func (g *gatherer) difference(rec, left *source.Record) {
	g.of = rec.ID
	fields := register.HidingFields(rec.Folder)
	var differ func(v, left *source.Value, fields []register.Field, top string)
	differ = func(v, left *source.Value, fields []register.Field, top string) {
		for i := range v.Fields {
			f := &v.Fields[i]
			field := register.Find(fields, f.Key)
			g.what = cmp.Or(top, f.Key)
			at := left.Field(f.Key)
			switch {
			case rec.Folder == "decisions" && (f.Key == "signature" || f.Key == "signed"):
			case at == nil, at.Value.Withheld:
				g.value(&f.Value, field)
			case f.Value.Kind == source.Table && field != nil:
				differ(&f.Value, &at.Value, field.Fields, cmp.Or(top, f.Key))
			}
		}
	}
	differ(rec.Table, left.Table, fields, "")
	if left.Body.Text == "" && rec.Body.Text != "" {
		g.what = "body"
		g.text(rec.Body.Text)
	}
}

// value collects the texts of a value, and its money.
func (g *gatherer) value(v *source.Value, field *register.Field) {
	switch v.Kind {
	case source.String:
		switch {
		case field != nil && (len(field.OneOf) > 0 || field.To != "" || field.Criteria != "" || field.File != ""):
		case g.what == "title":
			g.add(v.Text, 2)
			g.anchor(v.Text)
		default:
			g.text(v.Text)
		}
	case source.Integer:
		if field == nil || field.Shape == register.ShapeWhole && field.Ranged || field.Shape == register.ShapeDecimal {
			for _, text := range []string{v.Text, strconv.FormatInt(v.Integer, 10), grouped(v.Integer)} {
				g.add(text, fewest)
			}
		}
	case source.Array:
		for i := range v.Items {
			g.value(&v.Items[i], field)
		}
	case source.Table:
		var inner []register.Field
		if field != nil {
			inner = field.Fields
		}
		for i := range v.Fields {
			g.value(&v.Fields[i].Value, register.Find(inner, v.Fields[i].Key))
		}
	}
}

// text collects a text, sentence by sentence: what stands in a page may be no more than a part of it.
func (g *gatherer) text(text string) {
	for _, heading := range headings.FindAllStringSubmatch(text, -1) {
		g.anchor(heading[1])
	}
	for _, sentence := range strings.FieldsFunc(plainText(text), func(r rune) bool { return strings.ContainsRune("\n\r。．！？!?|", r) }) {
		for _, part := range strings.Split(sentence, ". ") {
			if part = strings.Trim(part, " .,:;、"); !dated.MatchString(part) {
				g.add(part, fewest)
			}
		}
	}
}

// dated is a text that is no more than a day, a month or a year: what others write too gives nothing away.
var dated = regexp.MustCompile(`^(?:(?:[0-9]{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?(?: [0-9]{1,2},)? [0-9]{4}|` +
	`[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:度)?|[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?)$`)

var headings = regexp.MustCompile(`(?m)^#{1,6}[ \t]+(.+?)[ \t#]*$`)

// anchor collects the form that a heading has in an address.
func (g *gatherer) anchor(heading string) {
	g.add(strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return r
		}
		return -1
	}, plainText(heading)), fewest)
}

func (g *gatherer) add(text string, least int) {
	folded := fold(text)
	if utf8.RuneCountInString(folded) >= least {
		g.secrets = append(g.secrets, secret{folded, strings.TrimSpace(text), g.of, g.what, strings.Trim(folded, "0123456789,_") == ""})
	}
}

var markup = regexp.MustCompile("(?m)^[#>\\s\\-*+]+|[*_`]{1,3}|\\]\\([^)]*\\)|\\[\\[|\\]\\]|!?\\[")

// plainText takes the marks of Markdown away, which no page shows.
func plainText(text string) string { return markup.ReplaceAllString(text, "") }

func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && d != '-' && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
