package register

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// decoder fills one struct from one table. What needs the rest of the register (ids, scales, parties) it leaves as claims.
type decoder struct {
	file   *source.File
	head   diagnostic.Place // where what is missing is reported
	top    source.Span      // of a record: its first line
	from   string           // the record's id; empty for a document
	path   []string
	faults []diagnostic.Finding
	claims []claim

	waived  map[string]bool // top-level keys of the record that may be missing although they are required
	lenient bool            // the record says that it is incomplete: the keys that it lacks go to missed, not to faults
	missed  []string

	withheld bool // it names what the readers at hand may not see

	languages []string // that a text may be written in; nil: any

	full      bool                    // too many faults: no more are kept
	dropped   int                     // faults that were not kept
	exhausted func(*source.File) bool // counts a fault; true where no more are wanted. nil: all are
}

// claim is a value that must agree with something elsewhere in the register.
type claim struct {
	file  *source.File
	span  source.Span
	from  string
	key   string
	kind  claimKind
	want  string // the folder of a reference, the scale's name
	text  string
	value int
}

type claimKind uint8

const (
	claimReference claimKind = iota
	claimParty
	claimScale
	claimArea
	claimViewpoint
	claimLevel
	claimFactor     // a key of factors
	claimFactorStep // its value: text is the key
	claimFactors    // all keys of factors together, separated by blanks
)

var (
	typeText     = reflect.TypeFor[Text]()
	typeDate     = reflect.TypeFor[date.Date]()
	typeEstimate = reflect.TypeFor[*Estimate]()
	typeSince    = reflect.TypeFor[Since]()
	typeValue    = reflect.TypeFor[*source.Value]()
)

// typeNames are the names of TOML types as messages say them.
var typeNames = map[source.Kind]term.Words{
	source.String: {Ja: "文字列", En: "a string"}, source.Integer: {Ja: "整数", En: "a whole number"}, source.Float: {Ja: "小数", En: "a number"},
	source.Boolean: {Ja: "真偽値", En: "true or false"}, source.Date: {Ja: "日付", En: "a date"}, source.Moment: {Ja: "日時", En: "a date-time"},
	source.Array: {Ja: "配列", En: "an array"}, source.Table: {Ja: "テーブル", En: "a table"},
}

// scaleNames are the names of the scales as messages say them.
var scaleNames = map[string]term.Words{
	"likelihood": {Ja: "起こりやすさ", En: "likelihood"},
	"impact":     {Ja: "影響", En: "impact"},
}

// place gives the place of a fault that is about to be reported; once a file has too many of them it is no longer worked out.
func (d *decoder) place(s source.Span) diagnostic.Place {
	if d.full {
		return diagnostic.Place{}
	}
	return d.file.Place(s)
}

func (d *decoder) fault(name rule.Name, kase rule.Case, at diagnostic.Place, args diagnostic.Args) {
	if d.exhausted != nil && d.exhausted(d.file) {
		d.full = true
		d.dropped++
		return
	}
	d.faults = append(d.faults, diagnostic.Finding{Rule: name, Case: kase, Place: at, Args: args})
}

// count is the number of faults so far, those that were not kept among them.
func (d *decoder) count() int { return len(d.faults) + d.dropped }

func (d *decoder) wrongType(v *source.Value, kase rule.Case, wanted term.Words) {
	d.fault(rule.WrongType, kase, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": typeNames[v.Kind], "wanted": wanted})
}

func (d *decoder) key() string { return strings.Join(d.path, ".") }

// table fills the struct into from v. Keys in also are required beside those that the struct's tags require.
func (d *decoder) table(v *source.Value, into reflect.Value, also []string) {
	p := planOf(into.Type())
	for i := range v.Fields {
		f := &v.Fields[i]
		fp := p.fields[f.Key]
		d.path = append(d.path, f.Key)
		if fp == nil {
			args := diagnostic.Args{"key": d.key(), "allowed": strings.Join(p.keys, ", ")}
			kase := rule.Plain
			if near := diagnostic.Nearest(f.Key, p.keys); near != "" {
				kase, args["near"] = rule.CaseNear, near
			}
			d.fault(rule.UnknownKey, kase, d.place(f.KeySpan), args)
		} else {
			d.value(fp, &f.Value, into.FieldByIndex(fp.index))
		}
		d.path = d.path[:len(d.path)-1]
	}
	for _, fp := range p.required {
		if f := v.Field(fp.key); f != nil && fp.text && f.Value.Kind == source.Table && len(f.Value.Fields) == 0 {
			d.missing(p, v, fp.key)
			continue
		}
		d.require(p, v, fp.key)
	}
	for _, key := range also {
		if fp := p.fields[key]; fp != nil && !fp.required {
			d.require(p, v, key)
		}
	}
}

// require reports a key that is not there, or says nothing. Of a table without a plan no values are listed.
func (d *decoder) require(p *plan, v *source.Value, key string) {
	if f := v.Field(key); f == nil || empty(&f.Value) {
		d.missing(p, v, key)
	}
}

func (d *decoder) missing(p *plan, v *source.Value, key string) {
	if len(d.path) == 0 && d.waived[key] {
		return
	}
	if d.lenient && len(d.path) == 0 && v.Field(key) == nil {
		d.missed = append(d.missed, key)
		return
	}
	at := d.head
	if d.from == "" && v.Span.End > 0 && len(d.path) > 0 {
		at = d.place(v.Span)
	}
	args, kase := diagnostic.Args{"key": strings.Join(append(slices.Clone(d.path), key), ".")}, rule.Plain
	if p != nil && len(p.fields[key].oneof) > 0 {
		kase, args["allowed"] = rule.CaseAllowed, strings.Join(p.fields[key].oneof, ", ")
	} else if p != nil && p.fields[key].party {
		kase = rule.CaseParty
	} else if p != nil && p.fields[key].example != "" {
		kase, args["example"] = rule.CaseExample, key+" = "+p.fields[key].example
	}
	d.fault(rule.MissingKey, kase, at, args)
}

// empty tells whether a value says nothing: blank text, in every language where there are several, or an array without elements.
func empty(v *source.Value) bool {
	switch v.Kind {
	case source.String:
		return blank(v.Text)
	case source.Array:
		return len(v.Items) == 0
	case source.Table:
		return len(v.Fields) > 0 && !slices.ContainsFunc(v.Fields, func(f source.Field) bool { return f.Value.Kind != source.String || !blank(f.Value.Text) })
	}
	return false
}

func (d *decoder) value(fp *fieldPlan, v *source.Value, into reflect.Value) {
	switch into.Type() {
	case typeText:
		if t, ok := d.text(v); ok {
			into.Set(reflect.ValueOf(t))
		}
		return
	case typeDate:
		if v.Kind == source.Date {
			into.Set(reflect.ValueOf(v.Date))
		} else if v.Kind == source.String {
			d.wrongType(v, rule.CaseQuotedDate, typeNames[source.Date])
		} else {
			d.wrongType(v, rule.CaseDate, typeNames[source.Date])
		}
		return
	case typeSince:
		d.since(v, into)
		return
	case typeEstimate:
		if e := d.estimate(fp.measure, v); e != nil {
			into.Set(reflect.ValueOf(e))
		}
		return
	case typeValue:
		if v.Kind != source.Table {
			d.wrongType(v, rule.Plain, typeNames[source.Table])
		} else {
			into.Set(reflect.ValueOf(legibleValue(v)))
		}
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		fresh := reflect.New(into.Type().Elem())
		before := d.count()
		d.value(fp, v, fresh.Elem())
		if fresh.Elem().Kind() == reflect.Struct && v.Kind == source.Table || d.count() == before {
			into.Set(fresh)
		}
	case reflect.Struct:
		if v.Kind != source.Table {
			d.wrongType(v, rule.Plain, typeNames[source.Table])
			return
		}
		d.table(v, into, nil)
	case reflect.Slice:
		d.list(fp, v, into)
	case reflect.Map:
		d.mapping(fp, v, into)
	default:
		d.scalar(fp, v, into)
	}
}

func (d *decoder) list(fp *fieldPlan, v *source.Value, into reflect.Value) {
	if v.Kind != source.Array {
		d.wrongType(v, rule.CaseArray, typeNames[source.Array])
		return
	}
	items := reflect.MakeSlice(into.Type(), len(v.Items), len(v.Items))
	kept := 0
	for i := range v.Items {
		if v.Items[i].Withheld && (len(v.Items) > 1 || !fp.tells()) {
			d.withheld = true
			continue // the rest of the list is as if it had never been there
		}
		before := d.count()
		d.value(fp, &v.Items[i], items.Index(kept))
		// A table with a fault inside is kept, so that what is right in it is still judged.
		if d.count() == before || v.Items[i].Kind == source.Table && into.Type().Elem().Kind() == reflect.Struct {
			kept++
		} else {
			items.Index(kept).SetZero()
		}
	}
	if kept > 0 {
		into.Set(items.Slice(0, kept))
	}
}

// mapping reads a table with free keys: numbers by name, or texts by a number.
func (d *decoder) mapping(fp *fieldPlan, v *source.Value, into reflect.Value) {
	if v.Kind != source.Table {
		d.wrongType(v, rule.Plain, typeNames[source.Table])
		return
	}
	into.Set(reflect.MakeMapWithSize(into.Type(), len(v.Fields)))
	element := *fp
	element.criteria = ""
	for i := range v.Fields {
		f := &v.Fields[i]
		d.path = append(d.path, f.Key)
		key := reflect.New(into.Type().Key()).Elem()
		switch key.Kind() {
		case reflect.Int:
			n, err := strconv.Atoi(f.Key)
			if err != nil {
				d.fault(rule.WrongType, rule.CaseNumberKey, d.place(f.KeySpan), diagnostic.Args{"key": d.key(), "found": f.Key})
			}
			key.SetInt(int64(n))
		default:
			key.SetString(legible(f.Key))
			switch fp.criteria {
			case "area":
				d.claim(claimArea, fp, f.KeySpan, f.Key, 0)
			case "factor":
				d.claim(claimFactor, fp, f.KeySpan, f.Key, 0)
			}
		}
		value := reflect.New(into.Type().Elem()).Elem()
		before := d.count()
		d.value(&element, &f.Value, value)
		if d.count() == before {
			into.SetMapIndex(key, value)
			if fp.criteria == "factor" {
				d.claim(claimFactorStep, fp, f.Value.Span, f.Key, int(value.Int()))
			}
		}
		d.path = d.path[:len(d.path)-1]
	}
	if fp.criteria == "factor" {
		var keys []string
		for i := range v.Fields {
			keys = append(keys, v.Fields[i].Key)
		}
		d.claim(claimFactors, fp, d.top, strings.Join(keys, " "), 0)
	}
}

func (d *decoder) claim(kind claimKind, fp *fieldPlan, at source.Span, text string, value int) {
	d.claims = append(d.claims, claim{d.file, at, d.from, d.key(), kind, fp.to, legible(text), value})
}
