package source

import (
	"cmp"
	"slices"
	"time"
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
	stamps    []stamp
	joined    map[*Record]*Record // by the record as read: the one with its translations
	next      map[*Record]*Record // joined, for the tree at hand
	fresh     []stamp             // stamps, for the tree at hand
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
	version, _ := info.Sys().(Version)
	return stamp{true, info.Size(), info.ModTime(), version}
}

func (s stamp) same(o stamp) bool {
	return s.known && o.known && s.size == o.size && s.time.Equal(o.time) && s.version == o.version
}

// match finds for each entry its last reading. Both lists are in the same order.
func (m *Memo) match(r *reader) {
	if m.limits != r.limits || m.language != r.language || !slices.Equal(m.languages, r.languages) || (m.languages == nil) != (r.languages == nil) {
		*m = Memo{once: m.once, limits: r.limits, language: r.language, languages: r.languages}
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
func (m *Memo) keep(r *reader) {
	m.entries, m.results, m.stamps, m.joined = r.entries, r.results, m.fresh, m.next
	m.next, m.fresh = nil, nil
	for i := range m.entries {
		m.entries[i].listed = nil
	}
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
