package site

import (
	"bytes"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/part"
)

// shownRisk is a view for tests.
type shownRisk struct {
	Title string
	W     map[string]string
	Owner part.Part
	Table *part.Table
	Plans []shownPlan
}

type shownPlan struct {
	Name  string
	State part.Badge
}

var typedTemplates = map[string]string{
	"templates/layout.html":      `<title>{{.Title}}</title>{{template "content" .}}`,
	"templates/risk.html":        `{{define "content"}}<p>{{.Owner}}</p>{{range $i, $p := .Plans}}<i>{{$i}} {{$p.Name}} {{.State}}</i>{{end}}{{with .Table}}{{template "table" .}}{{end}}{{end}}`,
	"templates/parts/parts.html": `{{define "badge"}}<b class="{{.Tone}}">{{.Text}}</b>{{end}}{{define "table"}}{{range .Rows}}{{range .Cells}}<td>{{.Part}}</td>{{end}}{{end}}{{end}}{{define "strong"}}<strong>{{.Part}}</strong>{{end}}`,
}

var shown = &Views{
	Pages: map[string]any{"risk.html": shownRisk{}},
	Parts: []part.Part{part.Badge{}, (*part.Table)(nil), part.Strong{}, part.Words("")},
}

func TestPartsAreDrawnWhereverTheyAreWritten(t *testing.T) {
	theme, err := Load(folder(typedTemplates), folder(plainThemes), nil, "standard", shown)
	if err != nil {
		t.Fatal(err)
	}
	view := shownRisk{
		Title: "R & S", Owner: part.Line{part.Strong{Part: part.Words("<script>")}, part.Words(" & "), part.Badge{Tone: "good", Text: "a<b"}},
		Plans: []shownPlan{{"P-1", part.Badge{Tone: "bad", Text: "late"}}},
		Table: &part.Table{Rows: []*part.Row{{Cells: []part.Cell{{Part: part.Words("x<y")}, {}}}}},
	}
	for range 2 { // the second time what repeats is remembered
		var b bytes.Buffer
		if err := theme.Render(&b, "risk.html", view); err != nil {
			t.Fatal(err)
		}
		want := `<title>R &amp; S</title><p><strong>&lt;script&gt;</strong> &amp; <b class="good">a&lt;b</b></p><i>0 P-1 <b class="bad">late</b></i><td>x&lt;y</td><td></td>`
		if b.String() != want {
			t.Errorf("got  %s\nwant %s", &b, want)
		}
	}
}

func TestOverridesAreHeldAgainstTheView(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"risk.html", "<p>\n{{.Ownr}}</p>", "templates/risk.html:2:3: .Ownr: there is no field Ownr"},
		{"risk.html", `{{range .Plans}}{{.Nme}}{{end}}`, "templates/risk.html:1:19: .Nme: there is no field Nme"},
		{"risk.html", `{{range $p := .Plans}}{{$p.State.Tune}}{{end}}`, "templates/risk.html:1:27: $p.State.Tune: there is no field Tune"},
		{"risk.html", `{{with index .Plans 0}}{{.Late}}{{end}}`, "templates/risk.html:1:26: .Late: there is no field Late"},
		{"risk.html", `{{if .Never}}{{end}}`, "templates/risk.html:1:6: .Never: there is no field Never"},
		{"risk.html", `{{range .Title}}x{{end}}`, "templates/risk.html:1:9: range cannot go over .Title, which is no list"},
		{"risk.html", `{{.Plans}}`, "templates/risk.html:1:3: .Plans holds several values and cannot be written as it is"},
		{"parts/parts.html", `{{define "badge"}}{{.Tune}}{{end}}{{define "table"}}{{end}}{{define "strong"}}{{end}}`, "templates/parts/parts.html:1:21: .Tune: there is no field Tune"},
		{"parts/parts.html", `{{define "badge"}}{{end}}{{define "table"}}{{end}}`, `no file defines the part "strong"`},
	} {
		_, err := Load(folder(typedTemplates), folder(plainThemes), folder(map[string]string{"templates/" + c.file: c.text}), "standard", shown)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestOverridesMayUseWhatTheViewHolds(t *testing.T) {
	for _, text := range []string{
		`{{.W.anything}}{{with .Plans}}{{len .}}{{end}}{{range $i, $p := .Plans}}{{if and $i (eq $p.State.Tone "bad")}}{{$p.State}}{{else}}{{$.Title}}{{end}}{{end}}`,
		`{{$t := .Table}}{{with $t}}{{range .Columns}}{{.Text}}{{end}}{{end}}{{printf "%s" .Title}}`,
	} {
		if _, err := Load(folder(typedTemplates), folder(plainThemes), folder(map[string]string{"templates/risk.html": text}), "standard", shown); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
