package assess

import (
	"maps"
	"slices"
)

// smallest takes away from a register whatever is not needed for it to stay as wanted.
func smallest(n *naive, wanted func(*naive) bool) *naive {
	for again := true; again; {
		again = false
		for i := 0; ; {
			tried := &naive{asOf: n.asOf, records: map[string]map[string]table{}}
			if n.criteria != nil {
				tried.criteria = clone(n.criteria).(table)
			}
			for kind, records := range n.records {
				tried.records[kind] = map[string]table{}
				for id, t := range records {
					tried.records[kind][id] = clone(t).(table)
				}
			}
			if !tried.take(i) {
				break
			}
			if tried.sound() && wanted(tried) {
				n, again = tried, true
			} else {
				i++
			}
		}
	}
	return n
}

func clone(x any) any {
	switch v := x.(type) {
	case table:
		c := table{}
		for key, field := range v {
			c[key] = clone(field)
		}
		return c
	case []any:
		c := []any{}
		for _, item := range v {
			c = append(c, clone(item))
		}
		return c
	}
	return x
}

// take takes the i-th thing away, a record, a field or an item of a list; it reports whether there was one.
func (n *naive) take(i int) bool {
	if take(sub(n.criteria, "acceptance"), &i) {
		return true
	}
	for _, kind := range slices.Sorted(maps.Keys(n.records)) {
		for _, id := range n.ids(kind) {
			if i == 0 {
				delete(n.records[kind], id)
				return true
			}
			i--
			if take(n.records[kind][id], &i) {
				return true
			}
		}
	}
	return false
}

func take(x any, i *int) bool {
	switch v := x.(type) {
	case table:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if *i == 0 {
				delete(v, key)
				return true
			}
			*i--
			if items, ok := v[key].([]any); ok {
				for at := range items {
					if *i == 0 {
						v[key] = slices.Delete(items, at, at+1)
						return true
					}
					*i--
					if take(items[at], i) {
						return true
					}
				}
			} else if take(v[key], i) {
				return true
			}
		}
	}
	return false
}

// sound reports whether nothing is missing that the understanding of a register does not ask for itself.
func (n *naive) sound() bool {
	for _, d := range n.records["decisions"] {
		asked := text(d, "requested") != "" && text(d, "on") == ""
		likelihood, impact := n.values(sub(d, "at"))
		if !asked && d["incomplete"] != true && (text(d, "kind") == "acceptance" && (text(d, "until") == "" || likelihood < 0 || impact < 0) ||
			text(d, "kind") == "judgement" && (text(d, "verdict") == "" || d["at"] != nil && (likelihood < 0 || impact < 0))) {
			return false
		}
	}
	for _, r := range n.records["risks"] {
		if text(r, "status") == "closed" && text(r, "closed_on") == "" && r["incomplete"] != true {
			return false
		}
	}
	for _, p := range n.records["treatments"] {
		if slices.ContainsFunc(tables(p, "target"), func(t table) bool { return !says(t) }) {
			return false
		}
	}
	return true
}
