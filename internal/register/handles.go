package register

import "slices"

// HandlesOf gives the handles of a party on a forge: its own, and of a group those of its members. It is empty where none are known.
func (r *Register) HandlesOf(key, forge string) []string {
	var handles []string
	seen := map[string]bool{}
	var visit func(key string)
	visit = func(key string) {
		p := r.Party(key)
		if p == nil || seen[key] {
			return
		}
		seen[key] = true
		if handle := p.Handles[forge]; handle != "" {
			handles = append(handles, handle)
		}
		for _, member := range p.Members {
			visit(member)
		}
	}
	visit(key)
	slices.Sort(handles)
	return slices.Compact(handles)
}
