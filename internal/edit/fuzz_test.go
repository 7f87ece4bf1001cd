package edit

import (
	"errors"
	"maps"
	"testing"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// FuzzSet makes any change in any text: what comes out can be read and holds every comment, or a fault says why there is nothing.
func FuzzSet(f *testing.F) {
	for seed := range uint64(5) {
		_, data := randomFile(seed)
		for _, word := range []string{"title.en=E", "tags+=z", "current.likelihood=3", "target[+].risk=R-9", "current=", `extra."a b".c=1`} {
			f.Add(data, word)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, word string) {
		a, err := ParseAssignment(word)
		if err != nil {
			return
		}
		for _, name := range []string{"content/risks/R-1.md", "content/risks/all.toml"} {
			before, value, err := facts(name, data, source.DefaultLimits)
			if err != nil {
				continue
			}
			id := "R-1"
			if name == "content/risks/all.toml" && len(value.Fields) > 0 {
				id = value.Fields[0].Key
			}
			record := &source.Record{ID: id, Folder: "risks", File: &source.File{Path: name, Data: data}}
			out, err := Set(record, Setting{Language: "ja", Limits: source.DefaultLimits}, []Assignment{a})
			if err != nil {
				if _, refused := errors.AsType[*Fault](err); !refused && !errors.Is(err, errUnsafe) {
					t.Fatal(err)
				}
				continue
			}
			after, _, err := facts(name, out, source.DefaultLimits)
			if err != nil || !maps.Equal(comments(before), comments(after)) {
				t.Fatalf("%s: %v\n%q\nbecame\n%q", word, err, data, out)
			}
			for _, d := range []*layout.Document{before, after} {
				d.Blocks()
			}
		}
	})
}
