package check

import (
	"path"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

// unread are the ids and files of records that exist and could not be read. A link to one of them is not at fault: what is wrong is said
// where the record is written.
type unread map[string]bool

func unreadable(tree *source.Tree) unread {
	u := unread{}
	for _, r := range tree.Records {
		if r.Broken {
			u[r.ID], u[r.File.Path] = true, true
		}
	}
	return u
}

// leadsTo tells whether a fault of a body is that it leads to such a record.
func (u unread) leadsTo(f *diagnostic.Finding) bool {
	if len(u) == 0 {
		return false
	}
	switch f.Rule {
	case "dangling-reference":
		id, _ := f.Args["id"].(string)
		return u[id]
	case "broken-link":
		target, _ := f.Args["target"].(string)
		file, _, _ := strings.Cut(target, "#")
		return file != "" && u[path.Join(path.Dir(f.Place.File), file)]
	}
	return false
}
