package register

import (
	"slices"
	"testing"
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
		{[]string{"current", "impacts"}, Field{Shape: ShapeMapping, Values: ShapeWhole, Scale: "impact", Criteria: "area"}},
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
			got.Scale != c.want.Scale || got.Criteria != c.want.Criteria || got.Values != c.want.Values || got.Ranged != c.want.Ranged || got.Low != c.want.Low || got.High != c.want.High {
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
			if meanings := Find(d.Fields, "area", "meanings"); meanings.Shape != ShapeMapping || meanings.Values != ShapeText {
				t.Errorf("area.meanings: %+v", meanings)
			}
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("%v", names)
	}
}
