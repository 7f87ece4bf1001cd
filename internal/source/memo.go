package source

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// Memo remembers a register's files, so that the next reading parses only those that changed. The zero Memo remembers nothing yet. What it gives is what a
// reading without it would give; trees share records and files, which nobody changes. It serves one reading at a time.
//
// A file counts as unchanged while its name, size and time are the same, and its Version where its FileInfo's Sys gives one. All others are read, and
// parsed where their bytes are different. It holds one tree's files in memory.
type Memo struct {
	once      bool // it will not be asked again
	limits    Limits
	language  string
	languages []string
	entries   []entry
	results   []result
	config    result // of riskbook.toml, which is read ahead
	stamps    []stamp
	tree      *Tree                // the last one; nil where some of its files are to be looked at whatever changed
	figures   map[string]string    // of the last listing
	listing   []diagnostic.Finding // what it found
	joined    map[*Record]*Record  // by the record as read: the one with its translations
	next      map[*Record]*Record  // joined, for the tree at hand
	fresh     []stamp              // stamps, for the tree at hand
}

// Version is what a file system may give as Sys of its FileInfo: another one for other contents, where size and time may be the same. Unsaved text of
// an editor has one, and a file that was seen to change.
type Version uint64

// stamp tells two states of a file apart.
type stamp struct {
	known   bool
	size    int64
	time    time.Time
	version Version
}

func stampOf(e *entry) stamp {
	if e.listed == nil || !e.listed.Type().IsRegular() || e.fault != nil {
		return stamp{}
	}
	info, err := e.listed.Info()
	if err != nil {
		return stamp{}
	}
	return stampOfInfo(info)
}

func stampOfInfo(info fs.FileInfo) stamp {
	version, _ := info.Sys().(Version)
	return stamp{true, info.Size(), info.ModTime(), version}
}

func (s stamp) same(o stamp) bool {
	return s.known && o.known && s.size == o.size && s.time.Equal(o.time) && s.version == o.version
}

// mostTold is the number of changed paths up to which files are looked up one by one.
const mostTold = 100

// ReadChanged gives what Read gives, where nothing changed since the last reading but at the paths told, as the file system spells them from the
// register's root. Where these are files of records and translations that were there before, only they are looked at; else all files are listed again.
// A file that a symbolic link stands for is read each time.
func (m *Memo) ReadChanged(fsys fs.FS, changed []string) (*Tree, error) {
	if tree := m.replaced(fsys, changed); tree != nil {
		return tree, nil
	}
	return m.read(fsys, func(r *reader, w *walker) bool { return m.told(r, w, changed) })
}

// told takes up the last listing with what changed in it. It tells false where that listing does not hold any more.
func (m *Memo) told(r *reader, w *walker, changed []string) bool {
	if len(changed) == 0 || len(changed) > mostTold || len(m.entries) == 0 || !m.fits(r) {
		return false
	}
	fresh := map[int]stamp{}
	for _, name := range changed {
		if !strings.HasPrefix(name, contentFolder+"/") {
			continue // the records' folder alone is listed
		}
		at := slices.IndexFunc(m.entries, func(e entry) bool { return e.name == name })
		if at < 0 || !m.stamps[at].known || m.entries[at].role != recordFile && m.entries[at].role != translationFile {
			return false
		}
		info, err := fs.Lstat(r.fsys, name)
		if err != nil || !info.Mode().IsRegular() {
			return false
		}
		fresh[at] = stampOfInfo(info)
	}
	r.entries, r.told = m.entries, fresh
	w.figures, w.findings = m.figures, m.listing
	return true
}

// fits tells whether what was read before was read under the same settings.
func (m *Memo) fits(r *reader) bool {
	return m.limits == r.limits && m.language == r.language && slices.Equal(m.languages, r.languages) && (m.languages == nil) == (r.languages == nil)
}

// match finds for each entry its last reading. Both lists are in the same order.
func (m *Memo) match(r *reader) {
	if !m.fits(r) {
		*m = Memo{once: m.once, limits: r.limits, language: r.language, languages: r.languages, config: m.config}
	}
	m.fresh = make([]stamp, len(r.entries))
	m.next = map[*Record]*Record{}
	r.old = make([]int, len(r.entries))
	at := 0
	for i := range r.entries {
		e := &r.entries[i]
		for at < len(m.entries) && byPath(m.entries[at], *e) < 0 {
			at++
		}
		r.old[i] = -1
		if at < len(m.entries) && m.entries[at].same(e) {
			r.old[i] = at
		}
	}
}

func byPath(a, b entry) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.name, b.name)) }

// readAgain reads the entry at a place of the list, or gives its last reading where the file is unchanged.
func (w *worker) readAgain(i int) result {
	e, m := w.entries[i], w.memo
	if w.told != nil {
		fresh, changed := w.told[i]
		m.fresh[i] = m.stamps[i]
		switch {
		case changed:
			m.fresh[i] = fresh
		case m.stamps[i].known:
			return m.results[i]
		}
		return w.read(e, &m.results[i])
	}
	if !m.once {
		m.fresh[i] = stampOf(&e)
	}
	at := w.old[i]
	if at < 0 {
		return w.read(e, nil)
	}
	if m.fresh[i].same(m.stamps[at]) {
		return m.results[at]
	}
	return w.read(e, &m.results[at])
}

// keep remembers what was read.
func (m *Memo) keep(r *reader, tree *Tree, figures map[string]string, listing []diagnostic.Finding) {
	m.tree = nil
	if m.plain(r) {
		m.tree = tree
	}
	m.figures, m.listing = figures, listing
	m.entries, m.results, m.stamps, m.joined = r.entries, r.results, m.fresh, m.next
	m.next, m.fresh = nil, nil
}

// plain reports whether no file is to be looked at unless it changed: what a link stands for is read each time.
func (m *Memo) plain(r *reader) bool {
	for i := range m.fresh {
		if !m.fresh[i].known && (r.results[i].document == nil || m.once || !stampOf(&r.entries[i]).known) { // riskbook.toml is read ahead, and has none
			return false
		}
	}
	return true
}

// translated gives a record with its translations: the one of the last tree where it has the same.
func (m *Memo) translated(r *Record, list []Body) *Record {
	made := m.joined[r]
	if made == nil || !slices.EqualFunc(made.Translations, list, func(a, b Body) bool { return a.File == b.File && a.Language == b.Language }) {
		c := *r
		c.Translations = list
		made = &c
	}
	m.next[r] = made
	return made
}
