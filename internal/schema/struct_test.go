package schema

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// structs are the types that the reader fills, by the name of their schema.
var structs = func() map[string]reflect.Type {
	all := map[string]reflect.Type{
		"baseline.toml": reflect.TypeFor[register.Baseline](), "criteria.proposed.toml": reflect.TypeFor[register.Criteria](), "criteria.toml": reflect.TypeFor[register.Criteria](), "riskbook.toml": reflect.TypeFor[register.Config](),
	}
	for i := range register.Kinds {
		all[register.Kinds[i].Folder] = register.Kinds[i].Type()
	}
	return all
}()

// stated gives what the tags of a struct say, a line a key: its path, whether it is required, the JSON types, the allowed words.
func stated(of reflect.Type, path string, into map[string]string) {
	for i := range of.NumField() {
		f := of.Field(i)
		if f.Anonymous {
			stated(f.Type, path, into)
			continue
		}
		key := f.Tag.Get("key")
		if key == "" {
			continue
		}
		t, arrays := f.Type, ""
		for t.Kind() == reflect.Slice && t != reflect.TypeFor[register.Text]() {
			t, arrays = t.Elem(), arrays+"[]"
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		types := ""
		switch {
		case t == reflect.TypeFor[register.Text]():
			types = "string,object"
		case t == reflect.TypeFor[date.Date]():
			types = "string:date"
		case t == reflect.TypeFor[source.Value]():
			types = "object"
		case t == reflect.TypeFor[register.Estimate]() && f.Tag.Get("measure") == "frequency":
			types = "number,object"
		case t == reflect.TypeFor[register.Estimate](), t.Kind() == reflect.Map:
			types = "object"
		case t.Kind() == reflect.Struct:
			types = "object"
			stated(t, path+key+arrays+".", into)
		default:
			types = map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer", reflect.Int64: "integer", reflect.Float64: "number"}[t.Kind()]
		}
		line := types
		if f.Tag.Get("required") == "true" {
			line += " required"
		}
		into[path+key+arrays] = strings.TrimSpace(line + " " + f.Tag.Get("oneof"))
	}
}

// shown gives the same of a schema.
func shown(schema map[string]any, path string, into map[string]string) {
	required, _ := schema["required"].([]any)
	// What a record needs stands where it is neither incomplete nor a decision that is asked for.
	for needs, _ := schema["else"].(map[string]any); required == nil && needs != nil; needs, _ = needs["else"].(map[string]any) {
		required, _ = needs["required"].([]any)
	}
	properties, _ := schema["properties"].(map[string]any)
	for key, value := range properties {
		field := value.(map[string]any)
		arrays := ""
		for field["type"] == "array" {
			field, arrays = field["items"].(map[string]any), arrays+"[]"
		}
		types, ok := field["type"].(string)
		if list, several := field["type"].([]any); several {
			for _, one := range list {
				types = strings.TrimPrefix(types+","+one.(string), ",")
			}
		} else if !ok {
			types = "none"
		}
		if format, ok := field["format"].(string); ok {
			types += ":" + format
		}
		line := types
		if slices.Contains(required, any(key)) {
			line += " required"
		}
		if words, ok := field["enum"].([]any); ok {
			for _, w := range words {
				line += " " + w.(string)
			}
		}
		into[path+key+arrays] = line
		if types == "object" && field["additionalProperties"] == false && !slices.Contains([]string{"loss", "severity"}, key) {
			shown(field, path+key+arrays+".", into)
		}
	}
}

func TestSchemasAndStructsStateTheSameFields(t *testing.T) {
	schemas := map[string][]byte{}
	for i := range register.Kinds {
		schemas[register.Kinds[i].Folder] = Record(&register.Kinds[i], nil, "ja")
	}
	for _, d := range register.Documents() {
		if !d.Keyed {
			schemas[d.Name] = Document(d, "ja")
		}
	}
	if len(schemas) != len(structs) {
		t.Errorf("%d schemas, %d structs", len(schemas), len(structs))
	}
	for name, of := range structs {
		want, got := map[string]string{}, map[string]string{}
		stated(of, "", want)
		switch name { // what the list of kinds requires beyond the tags
		case "assets", "risks", "treatments":
			want["owner"] = "string required"
		}
		var schema map[string]any
		if err := json.Unmarshal(schemas[name], &schema); err != nil {
			t.Fatal(err)
		}
		shown(schema, "", got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (- struct, + schema):\n%s", name, diff)
		}
	}
}

// Every key of every schema says what it means, in the language asked for.
func TestEveryKeyIsDescribed(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		var all map[string]any
		if err := json.Unmarshal(All(nil, language), &all); err != nil {
			t.Fatal(err)
		}
		count := 0
		var look func(at string, v any)
		look = func(at string, v any) {
			if list, ok := v.([]any); ok {
				for _, one := range list {
					look(at, one)
				}
			}
			o, ok := v.(map[string]any)
			if !ok {
				return
			}
			if properties, ok := o["properties"].(map[string]any); ok && o["type"] != nil {
				for key, p := range properties {
					count++
					said, _ := p.(map[string]any)["description"].(string)
					if said == "" || (language == "ja") != strings.ContainsFunc(said, func(r rune) bool { return r >= 0x3040 && r < 0xA000 }) {
						t.Errorf("%s: %s.%s says %q", language, at, key, said)
					}
				}
			}
			for key, p := range o {
				look(at+"."+key, p)
			}
		}
		look("", all)
		if count < 600 {
			t.Errorf("%d keys", count)
		}
	}
	text := string(Record(register.KindOf("treatments"), nil, "en"))
	for _, want := range []string{term.Code("option", "share").En, "- `prevention`: prevention", `"enumValues": [`} {
		if !strings.Contains(text, want) {
			t.Errorf("the schema of treatments does not say %q", want)
		}
	}
}

// The conditions of a kind exclude one another, since each stands in the else of the one before it.
func TestDemandsExcludeOneAnother(t *testing.T) {
	for i := range register.Kinds {
		demands := register.Kinds[i].Demands()
		for _, d := range demands {
			if d.Key != demands[0].Key {
				t.Errorf("%s: demands of %s and of %s can hold at once", register.Kinds[i].Folder, d.Key, demands[0].Key)
			}
		}
	}
}
