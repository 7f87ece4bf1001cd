package check

import (
	"reflect"
	"sync"

	"github.com/riskbook/riskbook/internal/register"
)

var typeText = reflect.TypeFor[register.Text]()

// textField is a field that is a text, or that leads to texts.
type textField struct {
	index int
	key   string // empty for an embedded struct
	below []textField
}

var textFields sync.Map // reflect.Type → []textField

// textsOf gives the fields of a struct that hold texts, the fields of what lies below it included. Like the decoder it goes by the key tags.
func textsOf(t reflect.Type) []textField {
	if known, ok := textFields.Load(t); ok {
		return known.([]textField)
	}
	var fields []textField
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("key")
		if name == "" && !f.Anonymous {
			continue
		}
		element := f.Type
		for element != typeText && (element.Kind() == reflect.Slice || element.Kind() == reflect.Pointer || element.Kind() == reflect.Map && element.Key().Kind() == reflect.Int) {
			element = element.Elem()
		}
		switch {
		case element == typeText:
			fields = append(fields, textField{i, name, nil})
		case element.Kind() == reflect.Struct && element.PkgPath() == t.PkgPath():
			if below := textsOf(element); len(below) > 0 {
				fields = append(fields, textField{i, name, below})
			}
		}
	}
	textFields.Store(t, fields)
	return fields
}
