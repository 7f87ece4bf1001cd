package source

import (
	"io/fs"
	"slices"
	"strings"
)

// replaced gives the last tree with some of its records read again, where nothing changed but the files that hold them, one each, and nothing is found
// wrong: no more is looked at than these files. Else it gives nil, and all that was read before still stands.
func (m *Memo) replaced(fsys fs.FS, changed []string) *Tree {
	if m.tree == nil || len(m.tree.Findings) > 0 || len(changed) == 0 || len(changed) > mostTold {
		return nil
	}
	w := &worker{reader: &reader{fsys: fsys, limits: m.limits, language: m.language, languages: m.languages, memo: m}}
	type reading struct {
		at    int
		stamp stamp
		result
	}
	var list []reading
	for _, name := range changed {
		if !strings.HasPrefix(name, contentFolder+"/") {
			continue // the records' folder alone is read
		}
		at := slices.IndexFunc(m.entries, func(e entry) bool { return e.name == name })
		if at < 0 || m.entries[at].role != recordFile || !m.stamps[at].known {
			return nil
		}
		info, err := fs.Lstat(fsys, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		old := &m.results[at]
		res := w.read(m.entries[at], old)
		if res.err != nil || len(res.findings) > 0 || len(res.records) != 1 || len(old.records) != 1 || old.file.Data == nil || res.file.Data == nil {
			return nil
		}
		was, is := old.records[0], res.records[0]
		if was.ID != is.ID || was.Broken || is.Broken || m.joined[was] != nil {
			return nil
		}
		list = append(list, reading{at, stampOfInfo(info), res})
	}
	tree := *m.tree
	tree.Files, tree.Records = slices.Clone(tree.Files), slices.Clone(tree.Records)
	for _, one := range list {
		old := &m.results[one.at]
		tree.Files[slices.Index(tree.Files, old.file)] = one.file
		tree.Records[slices.Index(tree.Records, old.records[0])] = one.records[0]
		m.results[one.at], m.stamps[one.at] = one.result, one.stamp
	}
	m.tree = &tree
	return m.tree
}
