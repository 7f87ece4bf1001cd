package register

import (
	"cmp"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// plan is what the decoder knows of a struct: the meaning of each of its keys, read once from the struct's tags.
type plan struct {
	fields   map[string]*fieldPlan
	keys     []string // in the order of the struct
	required []*fieldPlan
}

// fieldPlan is one key. The tags of a field are its whole statement:
//
//	key       the TOML key
//	required  "true" where a record cannot do without it
//	oneof     the allowed values, separated by spaces
//	words     the group of their words in package term; the key where it is absent
//	to        the folder of the kind that the ids must belong to, or "any"
//	party     "true" where the value names a party
//	scale     "likelihood" or "impact": the value must be on that scale
//	criteria  "area" or "viewpoint": the value (or the key of the map) must be defined in the criteria
//	range     lowest and highest number
//	measure   "frequency" or "loss": how an Estimate is written
//	file      the ending of a file that the value names
type fieldPlan struct {
	key      string
	index    []int
	required bool
	oneof    []string
	group    string
	to       string
	party    bool
	scale    string
	criteria string
	measure  string
	file     string
	owner    reflect.Type // the struct that states it
	text     bool         // a Text
	example  string       // a value that it could have, as it is written; empty where none says more than the key
	ranged   bool
	low      int64
	high     int64
}

// tells reports whether a list of references says something by being empty, or may not be: it keeps what stands in for the records that are withheld.
func (fp *fieldPlan) tells() bool {
	switch {
	case fp.required, fp.key == "scope":
		return true
	case fp.owner == reflect.TypeFor[Decision]():
		return fp.key == "risks" || fp.key == "treatments"
	}
	return false
}

// exampleOf gives a value of a type in the form in which it is written, for those who have never written one.
func (fp *fieldPlan) exampleOf(t reflect.Type) string {
	text := `"…"`
	if k := KindOf(fp.to); k != nil && k.First != "" {
		text = strconv.Quote(k.First)
	}
	switch {
	case t == typeDate:
		return "2027-03-31"
	case t == typeText || t.Kind() == reflect.String:
		return text
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return "[" + text + "]"
	}
	return ""
}

var plans sync.Map // reflect.Type → *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{fields: map[string]*fieldPlan{}}
	p.add(t, nil)
	stored, _ := plans.LoadOrStore(t, p)
	return stored.(*plan)
}

func (p *plan) add(t reflect.Type, above []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), above...), i)
		if f.Anonymous {
			p.add(f.Type, index)
			continue
		}
		key := f.Tag.Get("key")
		if key == "" {
			continue
		}
		fp := &fieldPlan{
			key: key, index: index,
			required: f.Tag.Get("required") == "true",
			oneof:    strings.Fields(f.Tag.Get("oneof")),
			group:    cmp.Or(f.Tag.Get("words"), key),
			to:       f.Tag.Get("to"),
			party:    f.Tag.Get("party") == "true",
			scale:    f.Tag.Get("scale"),
			criteria: f.Tag.Get("criteria"),
			measure:  f.Tag.Get("measure"),
			file:     f.Tag.Get("file"),
			owner:    t,
			text:     f.Type == typeText,
		}
		fp.example = fp.exampleOf(f.Type)
		if low, high, ok := strings.Cut(f.Tag.Get("range"), " "); ok {
			fp.ranged = true
			fp.low, _ = strconv.ParseInt(low, 10, 64)
			fp.high, _ = strconv.ParseInt(high, 10, 64)
		}
		p.fields[key] = fp
		p.keys = append(p.keys, key)
		if fp.required {
			p.required = append(p.required, fp)
		}
	}
}
