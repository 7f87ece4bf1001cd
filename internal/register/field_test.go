package register

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/term"
)

func TestFieldsSayWhatTheStructsState(t *testing.T) {
	risk := KindOf("risks").Fields()
	for _, c := range []struct {
		path []string
		want Field
	}{
		{[]string{"title"}, Field{Shape: ShapeText, Required: true}},
		{[]string{"owner"}, Field{Shape: ShapeWord, Required: true, Party: true}}, // required of risks, not of controls
		{[]string{"events"}, Field{Shape: ShapeWord, Arrays: 1, To: "events"}},
		{[]string{"identified"}, Field{Shape: ShapeDate, Required: true}},
		{[]string{"current", "likelihood"}, Field{Shape: ShapeWhole, Scale: "likelihood"}},
		{[]string{"current", "impacts"}, Field{Shape: ShapeMapping, Keys: ShapeWord, Values: ShapeWhole, Scale: "impact", Criteria: "area"}},
		{[]string{"quantitative", "frequency"}, Field{Shape: ShapeFrequency}},
		{[]string{"quantitative", "loss"}, Field{Shape: ShapeLoss}},
		{[]string{"links", "url"}, Field{Shape: ShapeWord, Required: true}},
		{[]string{"extra"}, Field{Shape: ShapeFree}},
		{[]string{"priority", "rank"}, Field{Shape: ShapeWhole, Required: true, Ranged: true, Low: 1, High: 1000000}},
	} {
		got := Find(risk, c.path...)
		if got == nil {
			t.Errorf("%v: not found", c.path)
			continue
		}
		if got.Shape != c.want.Shape || got.Arrays != c.want.Arrays || got.Required != c.want.Required || got.To != c.want.To || got.Party != c.want.Party ||
			got.Scale != c.want.Scale || got.Criteria != c.want.Criteria || got.Keys != c.want.Keys || got.Values != c.want.Values || got.Ranged != c.want.Ranged || got.Low != c.want.Low || got.High != c.want.High {
			t.Errorf("%v: got %+v, want %+v", c.path, *got, c.want)
		}
	}
	if owner := Find(KindOf("controls").Fields(), "owner"); owner.Required {
		t.Error("controls can do without an owner")
	}
	for _, path := range [][]string{{"nothing"}, {"current", "nothing"}, {"title", "ja"}} {
		if Find(risk, path...) != nil {
			t.Errorf("%v was found", path)
		}
	}
}

func TestEveryProviderFitsAChannel(t *testing.T) {
	fields := KindOf("findings").Fields()
	channels, providers := Find(fields, "channel").OneOf, Find(fields, "provider").OneOf
	if len(ChannelProviders) != len(channels) {
		t.Errorf("%d channels have providers, of %d", len(ChannelProviders), len(channels))
	}
	fits := map[string]int{}
	for _, channel := range channels {
		for _, provider := range ChannelProviders[channel] {
			fits[provider]++
			if !slices.Contains(providers, provider) {
				t.Errorf("%s: %s is no provider", channel, provider)
			}
		}
	}
	for _, provider := range providers {
		want := 1
		if provider == "other" {
			want = len(channels)
		}
		if fits[provider] != want {
			t.Errorf("%s fits %d channels, want %d", provider, fits[provider], want)
		}
	}
}

func TestDocumentsHaveFields(t *testing.T) {
	var names []string
	for _, d := range Documents() {
		names = append(names, d.Name)
		if len(d.Fields) == 0 {
			t.Errorf("%s has no fields", d.Name)
		}
		if d.Name == "criteria.toml" {
			if rows := Find(d.Fields, "matrix", "rows"); rows.Arrays != 2 || rows.Shape != ShapeWord {
				t.Errorf("matrix.rows: %+v", rows)
			}
			if meanings := Find(d.Fields, "area", "meanings"); meanings.Shape != ShapeMapping || meanings.Keys != ShapeWhole || meanings.Values != ShapeText {
				t.Errorf("area.meanings: %+v", meanings)
			}
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("%v", names)
	}
}

// Every field of every kind and document says what it means, in both languages, and nothing says what a field means that does not exist.
func TestEveryFieldSaysWhatItMeans(t *testing.T) {
	visited, codes := map[reflect.Type]bool{}, term.Codes()
	var look func(reflect.Type)
	look = func(of reflect.Type) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || of == typeDate || of == typeEstimate.Elem() || of == typeValue.Elem() || visited[of] {
			return
		}
		visited[of] = true
		stated := map[string]bool{}
		sentences := map[string]string{}
		for i := range of.NumField() {
			field := of.Field(i)
			key := field.Tag.Get("key")
			if field.Anonymous || key != "" {
				look(field.Type)
			}
			if key == "" {
				continue
			}
			stated[key] = true
			words := fieldWords[of][key]
			if !strings.HasSuffix(words.Ja, "。") || !strings.HasSuffix(words.En, ".") {
				t.Errorf("%s.%s is not said in whole sentences: %q, %q", of.Name(), key, words.Ja, words.En)
			}
			if japanese.MatchString(words.En) || !japanese.MatchString(words.Ja) {
				t.Errorf("%s.%s is said in the wrong language: %q, %q", of.Name(), key, words.Ja, words.En)
			}
			for _, value := range planOf(of).fields[key].oneof {
				if group := planOf(of).fields[key].group; codes[group+"-"+value].Ja == "" {
					t.Errorf("%s.%s: the value %q has no words in the group %q", of.Name(), key, value, group)
				}
			}
			for _, sentence := range []string{words.Ja, words.En} {
				if before := sentences[sentence]; before != "" {
					t.Errorf("%s.%s says the same as %s: %q", of.Name(), key, before, sentence)
				}
				sentences[sentence] = key
			}
		}
		for key := range fieldWords[of] {
			if !stated[key] {
				t.Errorf("%s has words for the field %q, which it does not state", of.Name(), key)
			}
		}
	}
	for i := range Kinds {
		look(reflect.TypeOf(Kinds[i].new()))
		if p := Kinds[i].Purpose; !strings.HasSuffix(p.Ja, "。") || !strings.HasSuffix(p.En, ".") {
			t.Errorf("%s does not say what it is for: %q, %q", Kinds[i].Folder, p.Ja, p.En)
		}
	}
	for _, of := range []reflect.Type{reflect.TypeFor[Baseline](), reflect.TypeFor[catalogueForm](), reflect.TypeFor[Criteria](), reflect.TypeFor[Config](), reflect.TypeFor[Party]()} {
		look(of)
	}
	for of := range fieldWords {
		if !visited[of] {
			t.Errorf("no kind or document has the fields of %s", of.Name())
		}
	}
	for _, d := range Documents() {
		if p := d.Purpose; !strings.HasSuffix(p.Ja, "。") || !strings.HasSuffix(p.En, ".") {
			t.Errorf("%s does not say what it is for: %q, %q", d.Name, p.Ja, p.En)
		}
	}
	for _, path := range [][]string{{"quantitative", "frequency", "mode"}, {"quantitative", "loss", "low"}} {
		if f := Find(KindOf("risks").Fields(), path...); f == nil || f.Words.Ja == "" || f.Words.En == "" {
			t.Errorf("%v: %+v", path, f)
		}
	}
}

var japanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
