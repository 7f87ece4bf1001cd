package audience

import (
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

const parties = register.PartiesFolder

// hidden are the fields that an audience may not see.
type hidden struct {
	bare  map[string]bool            // in all kinds, at any depth
	under map[string]map[string]bool // by kind: a path of keys with dots, or a key at any depth
}

func hiddenBy(names []string) hidden {
	h := hidden{bare: map[string]bool{}, under: map[string]map[string]bool{}}
	hide := func(kind, path string) {
		if h.under[kind] == nil {
			h.under[kind] = map[string]bool{}
		}
		h.under[kind][path] = true
	}
	for _, name := range names {
		kind, path, under := strings.Cut(name, ".")
		switch {
		case !under:
			h.bare[name] = true
			kind = ""
		case register.HidesIn(kind):
			hide(kind, path)
		default: // a path in all kinds
			for _, folder := range register.HidingFolders() {
				hide(folder, name)
			}
			kind = ""
		}
		if name == "quantitative" || kind == "risks" && path == "quantitative" { // the expected losses go with it, those that plans promise too
			hide("treatments", "target.frequency")
			hide("treatments", "target.loss")
		}
	}
	return h
}

// at reports whether the field at a path of keys is hidden in a kind.
func (h hidden) at(kind string, path []string) bool {
	last := path[len(path)-1]
	return h.bare[last] || h.under[kind][last] || len(h.under[kind]) > 0 && h.under[kind][strings.Join(path, ".")]
}

// field is at for a path with dots, as facts have it ("target[R-001].likelihood"); a field below a hidden one is hidden with it.
func (h hidden) field(kind, field string) bool {
	path := strings.Split(field, ".")
	for i := range path {
		path[i], _, _ = strings.Cut(path[i], "[")
		if h.at(kind, path[:i+1]) {
			return true
		}
	}
	return false
}
