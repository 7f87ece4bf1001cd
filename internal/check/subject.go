package check

import (
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

// subjects tells which record a place belongs to.
type subjects struct {
	records map[string][]*source.Record // by file, in its order
	lines   map[string][]int            // where the records of a file of several begin; worked out where it is asked for
}

func subjectsOf(tree *source.Tree) *subjects {
	s := &subjects{make(map[string][]*source.Record, len(tree.Records)), map[string][]int{}}
	for _, r := range tree.Records {
		s.records[r.File.Path] = append(s.records[r.File.Path], r)
		for i := range r.Translations {
			if file := r.Translations[i].File.Path; file != r.File.Path {
				s.records[file] = append(s.records[file], r)
			}
		}
	}
	return s
}

// of gives the id of the record in which a place lies; nothing in a document.
func (s *subjects) of(p diagnostic.Place) string {
	list := s.records[p.File]
	if len(list) == 0 {
		return ""
	}
	if len(list) == 1 {
		return list[0].ID
	}
	lines := s.lines[p.File]
	if lines == nil {
		for _, r := range list {
			lines = append(lines, r.File.Place(r.Head).Line)
		}
		s.lines[p.File] = lines
	}
	at, exactly := slices.BinarySearch(lines, p.Line)
	if !exactly {
		at--
	}
	return list[max(at, 0)].ID
}
