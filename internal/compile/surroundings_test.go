package compile_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// TestAMergeLeftInATemplateStopsTheBuild holds what readers would get with the records against the markers of a merge.
func TestAMergeLeftInATemplateStopsTheBuild(t *testing.T) {
	const merged = "a\n<<<<<<< main\nb\n=======\nc\n>>>>>>> topic\n"
	folder := fstest.MapFS{
		"content/riskbook.toml":           {Data: []byte("title = \"登録簿\"\n")},
		"content/allowed_signers":         {Data: []byte(merged)},
		"templates/risk.html":             {Data: []byte("{{/*\n" + merged + "*/}}")},
		"templates/parts/cell.html":       {Data: []byte("<<<<<<< is no merge alone\n")},
		"themes/own/static/css/own.css":   {Data: []byte(merged)},
		"themes/own/static/picture.bin":   {Data: make([]byte, 3<<20)},
		"elsewhere/templates/report.html": {Data: []byte(merged)},
	}
	j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range j.Stopping() {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", d.Place.File, d.Place.Line, d.Place.Column, d.Rule))
	}
	want := []string{
		"content/allowed_signers:2:1 merge-conflict", "templates/risk.html:3:1 merge-conflict", "themes/own/static/css/own.css:2:1 merge-conflict",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
