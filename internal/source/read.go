package source

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// heavy is the size in bytes from which TOML files are read one at a time, so that memory stays bounded.
const heavy = 1 << 20

// result is what one entry gave.
type result struct {
	file     *File
	records  []*Record
	document *Document
	body     *Body // a translation
	findings []diagnostic.Finding
	err      error
}

// reader holds what all workers share.
type reader struct {
	fsys      fs.FS
	limits    Limits
	language  string   // of the register
	languages []string // that it names; nil: any
	entries   []entry
	results   []result
	memo      *Memo
	old       []int         // by entry: where the memo has its last reading; -1 where it has none
	told      map[int]stamp // the entries that changed, where it is known that no others did; else nil
	next      atomic.Int64
	heavy     sync.Mutex
}

// worker reads entries one after another with memory that it uses again.
type worker struct {
	*reader
	builder
}

// Read reads the register whose root is fsys. What is wrong with the content is in the tree's findings; an error means that the environment failed.
func Read(fsys fs.FS) (*Tree, error) { return (&Memo{once: true}).Read(fsys) }

// Read gives what the function Read gives, and shares with earlier trees what is the same in them.
func (m *Memo) Read(fsys fs.FS) (*Tree, error) {
	return m.read(fsys, func(*reader, *walker) bool { return false })
}

// read reads the register. Where the last listing holds no more, all files are listed.
func (m *Memo) read(fsys fs.FS, holds func(*reader, *walker) bool) (*Tree, error) {
	r := &reader{fsys: fsys, limits: DefaultLimits, language: "ja", memo: m}
	tree := &Tree{Tables: map[string]*File{}}
	config, err := r.config()
	if err != nil {
		return nil, err
	}
	walker := walker{fsys: fsys, figures: map[string]string{}}
	if config.document != nil {
		r.configure(config.document.Table)
		walker.languages = r.languages
	}
	if !holds(r, &walker) {
		if err := walker.walk(contentFolder, ""); err != nil {
			return nil, err
		}
		r.entries = walker.entries
		slices.SortStableFunc(r.entries, byPath)
	}
	listing := slices.Clone(walker.findings)
	r.results = make([]result, len(r.entries))
	m.match(r)
	r.run(config)
	tree.Figures, tree.Findings = slices.Sorted(maps.Keys(walker.figures)), walker.findings
	tree.spelled = walker.figures
	tree.Signers = readSigners(fsys, r.limits.File)
	if err := r.gather(tree); err != nil {
		return nil, err
	}
	tree.join(r.entries, r.results, m)
	tree.findDuplicates()
	sortFindings(tree.Findings)
	m.keep(r, tree, walker.figures, listing)
	return tree, nil
}

// config reads riskbook.toml ahead of the rest, since it sets the limits.
func (r *reader) config() (result, error) {
	e := entry{name: contentFolder + "/riskbook.toml", path: contentFolder + "/riskbook.toml", role: documentFile}
	info, err := fs.Lstat(r.fsys, e.name)
	if err != nil {
		return result{}, nil // the walk says what is wrong with it
	}
	if mode, fault, err := resolve(r.fsys, e.name, info.Mode()); err != nil || fault != nil || mode.IsDir() {
		return result{}, nil // as above
	}
	w := &worker{reader: r}
	var old *result
	if r.memo.config.file != nil {
		old = &r.memo.config
	}
	res := w.read(e, old)
	if r.memo.config = res; res.err != nil {
		r.memo.config = result{}
	}
	return res, res.err
}

// run reads all entries but the configuration, which was read already. Which worker reads which does not show in the results.
func (r *reader) run(config result) {
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(1, len(r.entries)/16)) {
		group.Go(func() {
			w := &worker{reader: r}
			for i := r.next.Add(1) - 1; i < int64(len(r.entries)); i = r.next.Add(1) - 1 {
				if e := r.entries[i]; config.file != nil && e.path == config.file.Path {
					r.results[i] = config
				} else {
					r.results[i] = w.readAgain(int(i))
				}
			}
		})
	}
	group.Wait()
}

// read reads an entry. Where its bytes are those of an earlier reading, that one stands.
func (w *worker) read(e entry, old *result) (res result) {
	key, limit := rule.CaseBulk, w.limits.Bulk
	if e.role == recordFile || e.role == translationFile {
		key, limit = rule.CaseFile, w.limits.File
	}
	res.file = &File{Path: e.path}
	f := e.fault
	if f == nil {
		res.file.Data, f, res.err = readFile(w.fsys, e.name, key, limit)
	}
	if res.err == nil && f == nil && old != nil && old.file.Data != nil && bytes.Equal(old.file.Data, res.file.Data) {
		return *old
	}
	if res.err == nil && f == nil {
		f = encodingFault(res.file.Data)
	}
	if f != nil {
		res.report(*f)
		res.broken(e)
		return res
	}
	if res.err != nil {
		return res
	}
	if key == rule.CaseBulk && len(res.file.Data) > heavy {
		w.heavy.Lock()
		defer func() {
			w.builder = builder{}
			w.heavy.Unlock()
		}()
	}
	switch e.role {
	case recordFile:
		w.record(e, &res)
	case translationFile:
		w.translation(e, &res)
	case bulkFile:
		w.bulk(e, &res)
	case documentFile:
		res.document, res.findings = w.document(res.file, w.limits)
	case tableFile:
		res.conflicts()
		if cells := bytes.Count(res.file.Data, []byte(",")) + bytes.Count(res.file.Data, []byte("\n")); cells > w.limits.Values {
			res.report(fault{rule: rule.TooLarge, name: rule.CaseReadings, whole: true, args: diagnostic.Args{"limit": w.limits.Values, "most": Ceilings.Values, "key": "values"}})
		}
	}
	return res
}

func (res *result) report(f fault) { res.findings = append(res.findings, res.file.finding(f)) }

// broken stands in for what an entry would have given.
func (res *result) broken(e entry) {
	nothing := &Value{Kind: Table}
	switch e.role {
	case recordFile:
		if safeID(e.id) {
			res.records = []*Record{{ID: e.id, Folder: e.folder, File: res.file, Table: nothing, Body: Body{File: res.file}, Broken: true}}
		}
	case documentFile:
		res.document = &Document{File: res.file, Table: nothing, Broken: true}
	}
}

// readSigners reads the list of those whose signatures count; nil where there is none that can be read, so that none counts.
func readSigners(fsys fs.FS, limit int64) []byte {
	const name = contentFolder + "/allowed_signers"
	info, err := fs.Lstat(fsys, name)
	if err != nil {
		return nil
	}
	if _, f, err := resolve(fsys, name, info.Mode()); f != nil || err != nil {
		return nil
	}
	data, _, _ := readFile(fsys, name, rule.CaseFile, limit)
	return data
}

// gather puts the results together in the order of the paths.
func (r *reader) gather(tree *Tree) error {
	for i := range r.results {
		res, e := &r.results[i], &r.entries[i]
		if res.err != nil {
			return res.err
		}
		if res.file.Data != nil {
			tree.Files = append(tree.Files, res.file)
		}
		tree.Records = append(tree.Records, res.records...)
		tree.Findings = append(tree.Findings, res.findings...)
		switch {
		case e.role == tableFile && res.findings == nil:
			tree.Tables[e.path] = res.file
		case e.role == tableFile:
			tree.Tables[e.path] = nil
		case e.role == documentFile:
			tree.setDocument(strings.TrimPrefix(e.path, contentFolder+"/"), res.document)
		}
	}
	return nil
}

// Spelling gives the path of a figure as the file system spells it, which may be in another Unicode form.
func (t *Tree) Spelling(figure string) string { return cmp.Or(t.spelled[figure], figure) }

func (t *Tree) setDocument(name string, d *Document) {
	switch name {
	case "riskbook.toml":
		t.Config = d
	case "criteria.proposed.toml":
		t.Proposal = d
	case "criteria.toml":
		t.Criteria = d
	case "parties.toml":
		t.Parties = d
	case "baseline.toml":
		t.Baseline = d
	case "catalogue.toml":
		t.Catalogue = d
	}
}

// File gives a file that was read by its path; nil where there is none.
func (t *Tree) File(path string) *File {
	i, ok := slices.BinarySearchFunc(t.Files, path, func(f *File, p string) int { return cmp.Compare(f.Path, p) })
	if !ok {
		return nil
	}
	return t.Files[i]
}

// findDuplicates reports ids that are the same without regard to case and Unicode form, at the later one.
func (t *Tree) findDuplicates() {
	seen := make(map[string]*Record, len(t.Records))
	for _, r := range t.Records {
		key := FoldID(r.ID)
		first := seen[key]
		if first == nil {
			seen[key] = r
			continue
		}
		t.Findings = append(t.Findings, diagnostic.Finding{
			Rule: rule.DuplicateID, Place: r.File.Place(r.idSpan), Args: diagnostic.Args{"id": r.ID, "first": first.ID},
			Related: []diagnostic.Related{{Place: first.File.Place(first.idSpan)}},
		})
	}
}

func sortFindings(list []diagnostic.Finding) {
	slices.SortStableFunc(list, func(a, b diagnostic.Finding) int {
		return cmp.Or(
			cmp.Compare(a.Place.File, b.Place.File),
			cmp.Compare(a.Place.Line, b.Place.Line),
			cmp.Compare(a.Place.Column, b.Place.Column),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Case, b.Case),
		)
	})
}
