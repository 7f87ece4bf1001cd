package register

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// PartiesFolder stands for parties.toml where the kinds stand by their folders.
const PartiesFolder = "parties"

// resting are the fields that verdicts rest on: what is hidden could be read from the verdict.
var resting = []string{"title", "status", "identified", "reviewed", "inherent", "current", "likelihood", "impact", "impacts", "factors", "target", "worsens", "risks", "provisional"}

// restingIn are those of single kinds.
var restingIn = map[string][]string{"decisions": {"kind", "on", "at", "until", "verdict"}}

// HideProblem is what is wrong with a name under hide.
type HideProblem struct {
	Case rule.Case // rule.Plain: a verdict rests on it; rule.CaseUnknown: there is no such field
	Near string    // what may have been meant; may be empty
}

// CheckHide returns what is wrong with a name under hide; nil where nothing is.
func (c *Config) CheckHide(name string) *HideProblem {
	kind, path, under := strings.Cut(name, ".")
	switch {
	case !under:
		kind, path = "", name
	case !HidesIn(kind) && (kind == "extra" || hideNames()[""][name]):
		kind, path = "", name // a path in all kinds
	case !HidesIn(kind):
		return &HideProblem{Case: rule.CaseUnknown, Near: diagnostic.Nearest(kind, HidingFolders())}
	}
	keys := strings.Split(path, ".")
	if keys[0] == "extra" {
		return nil // of the register's own: no verdict rests on it
	}
	last := keys[len(keys)-1]
	for _, key := range keys {
		if slices.Contains(resting, key) && (key == last || len(keys) > 1 && (key == "target" || key == "worsens") && slices.Contains(resting, last)) {
			return &HideProblem{Case: rule.Plain}
		}
	}
	if slices.Contains(restingIn["decisions"], keys[0]) && (kind == "decisions" || kind == "") {
		return &HideProblem{Case: rule.Plain}
	}
	known := hideNames()[kind]
	declared := func(f Declared) bool { return f.Key == path && (kind == "" || kind == f.Kind) }
	if known[path] || slices.ContainsFunc(c.Declared, declared) {
		return nil
	}
	return &HideProblem{Case: rule.CaseUnknown, Near: diagnostic.Nearest(path, slices.Sorted(maps.Keys(known)))}
}

// HidesIn reports whether a name under hide may begin so: with the folder of a kind, or what stands for the parties.
func HidesIn(folder string) bool { return KindOf(folder) != nil || folder == PartiesFolder }

// HidingFolders lists the folders of all kinds and the name that stands for the parties: what a name under hide may begin with.
func HidingFolders() []string {
	names := []string{PartiesFolder}
	for i := range Kinds {
		names = append(names, Kinds[i].Folder)
	}
	return names
}

// HidingFields returns the fields of a kind by its folder, or of the parties.
func HidingFields(kind string) []Field {
	if k := KindOf(kind); k != nil {
		return k.Fields()
	}
	for _, d := range Documents() {
		if d.Name == "parties.toml" && kind == PartiesFolder {
			return d.Fields
		}
	}
	return nil
}

// hideNames lists what may stand under hide, by the folder of its kind; under "", what may stand there for any kind.
var hideNames = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{"": {}}
	for _, folder := range HidingFolders() {
		fields := HidingFields(folder)
		all[folder] = map[string]bool{}
		gather(fields, nil, all[folder])
		gather(fields, nil, all[""])
	}
	return all
})

// gather notes every field by its path and by its key alone, and the body, which bulk files write as one.
func gather(fields []Field, above []string, known map[string]bool) {
	if above == nil {
		known["body"] = true
	}
	for _, f := range fields {
		path := append(slices.Clip(above), f.Key)
		known[f.Key], known[strings.Join(path, ".")] = true, true
		gather(f.Fields, path, known)
	}
}

// WithheldDecision returns what stands in for a decision that readers may not see, where a verdict rests on it.
func WithheldDecision() *Decision {
	return &Decision{Record: Record{
		ID: Withheld, Kind: KindOf("decisions"), Source: &source.Record{ID: Withheld, Folder: "decisions", File: &source.File{}, Table: &source.Value{Kind: source.Table}},
	}}
}
