package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
	"golang.org/x/text/unicode/norm"
)

// convert writes a cell into a field in the form that the field takes.
func (d *draft) convert(e *Entry, name, field string, c *mapping.Column, f filled) {
	column := d.column(name, field)
	none := func(ja, en string) { d.none(f, c.Heading, term.Words{Ja: ja, En: en}) }
	if field == "body" {
		d.body(e, f)
		return
	}
	if column == nil {
		none("項目がありません", "there is no such field")
		return
	}
	last := field[strings.LastIndexByte(field, '.')+1:]
	of := column.Of
	switch {
	case of != nil && (of.Scale != "" || of.Criteria == "factor"):
		if !d.step(field, c.Heading, &f, none) {
			return
		}
	case of != nil && of.Criteria == "level":
		key, ok := mapping.LevelOf(&d.register.Criteria, f.text)
		if !ok {
			none("判定基準のレベルではありません", "it is no level of the criteria")
			return
		}
		f.text = key
	case mapping.IsUnrated(f.text) && last != "title":
		none("値がありません", "it says nothing")
		return
	case of != nil && of.Party && !column.List:
		f.text = d.party(f.text)
	case column.Shape == register.ShapeDate:
		found, ok := d.date(f, c.Dates)
		if !ok {
			none("日付として読めません", "it cannot be read as a date")
			return
		}
		f.text, f.kind = found, workbook.Date
	case of != nil && len(of.OneOf) > 0 && !column.List:
		word, ok := knownWord(name, field, of, f.text)
		if !ok {
			none("この項目の値ではありません（MAP の values で対応を示せます）", "it is no value of the field (values in the map can say which it stands for)")
			return
		}
		f.text = word
	case of != nil && of.To != "" && column.List:
		d.references(e, name, field, c, f, of.To)
		return
	case column.List:
		f.text = sheet.Join(mapping.Parts(f.text, c.Split))
	case column.Shape == register.ShapeWhole || column.Shape == register.ShapeDecimal:
		if !d.amount(&f, column, none) {
			return
		}
	case last == "title" || strings.HasPrefix(field, "title."):
		f.text = mapping.OneLine(f.text)
	}
	d.putInto(e, name, field, f)
}

// knownWord gives the word of a field with fixed words that a text stands for.
func knownWord(name, field string, of *register.Field, text string) (string, bool) {
	if word, ok := mapping.WordFor(strings.TrimPrefix(prefixed(name, field), "risks."), text); ok {
		return word, true
	}
	return fixedWord(of, text)
}

// step turns a cell into a step of a scale; words beside the rating are noted. It reports whether there is one.
func (d *draft) step(field, heading string, f *filled, none func(ja, en string)) bool {
	if mapping.IsUnrated(f.text) {
		none("評価されていません", "it is not rated")
		return false
	}
	n, ok := mapping.ReadStep(d.register, field, f.text)
	if !ok {
		none("尺度の値ではありません（評価しないままにします）", "it is no step of the scale, so it stays unrated")
		return false
	}
	if rating, remark := mapping.WithRemark(f.text); remark != "" {
		if m, plain := mapping.ReadStep(d.register, field, rating); plain && m == n && !rateable(d.register, field, f.text) {
			d.none(filled{remark, workbook.Text, f.from}, heading, besideRating)
		}
	}
	f.text, f.kind = n, workbook.Number
	return true
}

// rateable reports whether the whole of a text is a step, with nothing beside it.
func rateable(r *register.Register, field, text string) bool {
	steps := mapping.StepsOf(r.Criteria.Likelihoods)
	if strings.Contains(field, "impact") {
		steps = mapping.StepsOf(r.Criteria.Impacts)
	}
	_, whole := mapping.StepOf(steps, text)
	return whole
}

// prefixed gives the name under which the words of a field are known.
func prefixed(name, field string) string {
	if name == "treatments" {
		if field == "option" {
			return "treatment.option"
		}
		return "plan." + field
	}
	return field
}

// amount reads a number, of money with the words of its currency.
func (d *draft) amount(f *filled, column *sheet.Column, none func(ja, en string)) bool {
	if _, ok := mapping.Number(f.text); ok {
		return true
	}
	x, currency, ok := mapping.ParseMoney(f.text)
	switch {
	case !ok:
		none("金額や数として読めません", "it cannot be read as an amount or a number")
		return false
	case currency != "" && d.register.Config.Currency != "" && currency != d.register.Config.Currency:
		none("登録簿の通貨（"+d.register.Config.Currency+"）と異なります", "its currency is not that of the register, "+d.register.Config.Currency)
		return false
	case column.Shape == register.ShapeWhole && x != math.Trunc(x):
		none("整数ではありません", "it is no whole number")
		return false
	}
	f.text, f.kind = workbook.Decimal(x), workbook.Number
	return true
}

func (d *draft) date(f filled, order string) (string, bool) {
	if f.kind == workbook.Number {
		return serialDay(f.text)
	}
	found, ok := mapping.ParseDate(f.text, order)
	if !ok {
		if day, serial := serialDay(f.text); serial && len(f.text) == 5 {
			return day, true
		}
	}
	return found.String(), ok
}

// references writes the ids of records that a cell names; what names none is told.
func (d *draft) references(e *Entry, name, field string, c *mapping.Column, f filled, folder string) {
	var ids, lost []string
	for _, part := range mapping.Parts(f.text, c.Split) {
		if id, ok := mapping.RecordFor(d.register, folder, part); ok {
			ids = append(ids, id)
		} else {
			lost = append(lost, part)
		}
	}
	if len(lost) > 0 || len(ids) == 0 {
		d.none(f, c.Heading, term.Words{Ja: "登録簿にない記録です: " + strings.Join(lost, "、"), En: "no record of the register: " + strings.Join(lost, ", ")})
	}
	if len(ids) > 0 {
		d.putInto(e, name, field, filled{sheet.Join(ids), workbook.Text, f.from})
	}
}

// party gives what stands for an owner: a key of parties.toml where that file is there, made where nobody of that name is known; else the words themselves.
func (t *taking) party(name string) string {
	name = mapping.OneLine(name)
	if len(t.register.Parties) == 0 && t.register.Tree.Parties == nil {
		return name
	}
	if key, ok := t.parties[mapping.Fold(name)]; ok {
		return key
	}
	key := partyKey(name)
	if key == "" {
		key = "party"
	}
	base := key
	for n := 2; t.keys[mapping.Fold(key)]; n++ {
		key = base + "-" + strconv.Itoa(n)
	}
	t.keys[mapping.Fold(key)] = true
	t.parties[mapping.Fold(name)] = key
	t.plan.Parties = append(t.plan.Parties, Party{key, name})
	return key
}

var notInKey = regexp.MustCompile(`[^\p{L}\p{N}]+`)

func partyKey(name string) string {
	return strings.Trim(notInKey.ReplaceAllString(strings.ToLower(norm.NFKC.String(name)), "-"), "-")
}
