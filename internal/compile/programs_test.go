package compile_test

import (
	"bytes"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/view"
)

// kept keeps what is written.
type kept struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (k *kept) Write(path string, data []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.files[path] = bytes.Clone(data)
	return nil
}

// The pages of the sample come out of the programs that are made of templates as they come out of html/template, to the byte.
func TestProgramsWriteWhatTemplatesDo(t *testing.T) {
	asOf := func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }
	j, err := compile.Read(t.Context(), riskbook.Sample, asOf, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	j.Bodies.Keep = true
	layout, err := fs.ReadFile(riskbook.Templates, "templates/layout.html")
	if err != nil {
		t.Fatal(err)
	}
	// A function that programs do not know makes html/template execute every page.
	slow := fstest.MapFS{"templates/layout.html": {Data: append([]byte(`{{if eq (printf "") "x"}}{{end}}`), layout...)}}
	var sites [2]map[string][]byte
	for i, user := range []fs.FS{nil, slow} {
		theme, err := site.Load(riskbook.Templates, riskbook.Themes, user, "standard", &site.Views{Pages: view.ByTemplate, Parts: part.All})
		if err != nil {
			t.Fatal(err)
		}
		if without := theme.Unprepared(); i == 0 && len(without) > 0 {
			t.Errorf("these are not made into programs: %q", without)
		} else if i == 1 && len(without) != len(view.ByTemplate) {
			t.Errorf("only these are left to html/template: %q", without)
		}
		into := &kept{files: map[string][]byte{}}
		if err := j.Write(t.Context(), theme, into); err != nil {
			t.Fatal(err)
		}
		sites[i] = into.files
	}
	if len(sites[0]) != len(sites[1]) {
		t.Fatalf("%d files and %d", len(sites[0]), len(sites[1]))
	}
	for path, got := range sites[0] {
		if want := sites[1][path]; !bytes.Equal(got, want) {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("%s differs at %d:\n%s\n%s", path, at, got[max(0, at-80):min(len(got), at+80)], want[max(0, at-80):min(len(want), at+80)])
		}
	}
}
