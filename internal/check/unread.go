package check

import (
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// unread are the ids, the files and the kinds of records that exist and could not be read. A link to one of them is not at fault: what is wrong is said
// where the record is written.
type unread struct{ names, kinds map[string]bool }

func unreadable(tree *source.Tree) unread {
	u := unread{map[string]bool{}, map[string]bool{}}
	for _, r := range tree.Records {
		if r.Broken {
			u.names[r.ID], u.names[r.File.Path], u.kinds[r.Folder] = true, true, true
		}
	}
	return u
}

// anywhere are all kinds.
var anywhere = func() (folders []string) {
	for i := range register.Kinds {
		folders = append(folders, register.Kinds[i].Folder)
	}
	return folders
}()

// anyOf reports whether a record of one of the kinds could not be read.
func (u unread) anyOf(kinds []string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return u.kinds[kind] })
}

// leadsTo tells whether a fault of a body is that it leads to such a record.
func (u unread) leadsTo(f *diagnostic.Finding) bool {
	switch f.Rule {
	case rule.DanglingReference:
		id, _ := f.Args["id"].(string)
		return u.names[id]
	case rule.BrokenLink:
		target, _ := f.Args["target"].(string)
		file, _, _ := strings.Cut(target, "#")
		return file != "" && u.names[path.Join(path.Dir(f.Place.File), file)]
	}
	return false
}
