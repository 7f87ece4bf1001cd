package audience

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/source"
)

// Leak is something withheld that was found in what is made for an audience.
type Leak struct {
	File   string // where it was found; of a file in a zip, both with "!" between them
	Offset int    // in bytes
	Record string // whose it is; empty: of a party that is not shown
	What   string // the field
}

// secret is a text that must be found nowhere.
type secret struct {
	folded string
	raw    string
	record string
	what   string
	number bool
}

// Proof searches what is made for an audience for what is withheld from it: every byte, decoded in every way in which a browser, a spreadsheet or a program
// may read it. Its methods may be called from any goroutine.
type Proof struct {
	long  map[uint64][]*secret // by the first eight bytes
	first [1 << 16]bool        // hashes of these
	short []*secret
	ids   map[string]string // in lower case, by token: the record
	exact map[string]string // ids that are words: their case matters
}

// fewest is the length in characters from which on a text gives itself away; titles do at any.
const fewest = 8

// Proof returns what searches for the withheld part. What may be shown besides are texts that stand in the site of an empty register.
func (p *Part) Proof(besides ...[]byte) *Proof {
	g := &gatherer{}
	for _, rec := range p.whole.Tree.Records {
		if p.Withheld[rec.ID] {
			g.record(rec)
		}
	}
	shown := map[string]*source.Record{}
	for _, rec := range p.tree.Records {
		shown[rec.ID] = rec
	}
	for _, rec := range p.whole.Tree.Records {
		if left := shown[rec.ID]; left != nil {
			g.difference(rec, left)
		}
	}
	if whole := p.whole.Tree.Parties; whole != nil {
		for i := range whole.Table.Fields {
			f := &whole.Table.Fields[i]
			if p.tree.Parties.Table.Field(f.Key) == nil {
				g.of, g.what = "", "parties."+f.Key
				g.value(&f.Value, nil)
			}
		}
	}
	return newProof(g, p, besides)
}

func newProof(g *gatherer, p *Part, besides [][]byte) *Proof {
	var may strings.Builder
	note := func(text string) { may.WriteString(text); may.WriteString("\n¦\n") }
	eachText(p.tree, note)
	for _, data := range besides {
		for _, reading := range readings("", data) {
			note(reading)
		}
	}
	folded, tokens := fold(may.String()), map[string]bool{}
	eachToken(may.String(), func(start, end int) { tokens[may.String()[start:end]] = true })
	lower := map[string]bool{}
	for token := range tokens {
		lower[strings.ToLower(token)] = true
	}
	x := &Proof{long: map[uint64][]*secret{}, ids: map[string]string{}, exact: map[string]string{}}
	seen := map[string]bool{}
	allowed := newProofOf(g.secrets)
	for s := range allowed.in(folded) {
		seen[s.folded] = true // it may be shown
	}
	for i := range g.secrets {
		s := &g.secrets[i]
		if !seen[s.folded] {
			seen[s.folded] = true
			x.add(s)
		}
	}
	for id := range p.Withheld {
		switch {
		case strings.ContainsFunc(id, func(r rune) bool { return !idRune(r) }):
			if s := (&secret{folded: fold(id), raw: id, record: id, what: "id"}); utf8.RuneCountInString(s.folded) > 1 && !strings.Contains(folded, s.folded) {
				x.add(s)
			}
		case strings.ContainsAny(id, "0123456789"):
			if !lower[strings.ToLower(id)] {
				x.ids[strings.ToLower(id)] = id
			}
		case !tokens[id]:
			x.exact[id] = id
		}
	}
	return x
}

func newProofOf(secrets []secret) *Proof {
	x := &Proof{long: map[uint64][]*secret{}}
	for i := range secrets {
		x.add(&secrets[i])
	}
	return x
}

func (x *Proof) add(s *secret) {
	if len(s.folded) < 8 {
		x.short = append(x.short, s)
		return
	}
	key := binary.LittleEndian.Uint64([]byte(s.folded[:8]))
	x.long[key] = append(x.long[key], s)
	x.first[hash(key)] = true
}

func hash(key uint64) uint16 { return uint16(key * 0x9e3779b97f4a7c15 >> 48) }

// within reports whether a stretch of digits is part of a longer number.
func within(text string, start, end int) bool {
	digit := func(at int) bool { return at >= 0 && at < len(text) && text[at] >= '0' && text[at] <= '9' }
	return digit(start-1) || digit(end)
}

// in gives the secrets that occur in a folded text, each with where it ends.
func (x *Proof) in(folded string) map[*secret]int {
	var found map[*secret]int
	note := func(s *secret, end int) {
		if found == nil {
			found = map[*secret]int{}
		}
		if _, known := found[s]; !known {
			found[s] = end
		}
	}
	if len(x.long) > 0 && len(folded) >= 8 {
		data := []byte(folded)
		for i := 0; i+8 <= len(data); i++ {
			key := binary.LittleEndian.Uint64(data[i:])
			if !x.first[hash(key)] {
				continue
			}
			for _, s := range x.long[key] {
				if strings.HasPrefix(folded[i:], s.folded) && !(s.number && within(folded, i, i+len(s.folded))) {
					note(s, i+len(s.folded))
				}
			}
		}
	}
	for _, s := range x.short {
		if at := strings.Index(folded, s.folded); at >= 0 {
			note(s, at+len(s.folded))
		}
	}
	return found
}

// Search returns what of the withheld part a file shows, its name too.
func (x *Proof) Search(name string, data []byte) []Leak {
	leaks := x.search(name, "", []byte(name))
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return append(leaks, x.searchZip(name, data)...)
	}
	for _, inside := range unpacked(data) {
		leaks = append(leaks, x.search(name, ".svg", inside)...)
	}
	return append(leaks, x.search(name, path.Ext(name), data)...)
}

func (x *Proof) searchZip(name string, data []byte) []Leak {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return x.search(name, "", data)
	}
	var leaks []Leak
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			continue
		}
		inside, err := io.ReadAll(r)
		if err == nil {
			leaks = append(leaks, x.Search(name+"!"+f.Name, inside)...)
		}
	}
	return leaks
}

func (x *Proof) search(name, ending string, data []byte) []Leak {
	found := map[[2]string]Leak{}
	for n, reading := range readings(ending, data) {
		of := func(part []byte) string {
			if all := readings(ending, part); n < len(all) {
				return all[n]
			}
			return ""
		}
		for s := range x.in(fold(reading)) {
			at := place(data, s.raw, func(part []byte) bool { return strings.Contains(fold(of(part)), s.folded) })
			note(found, Leak{name, at, s.record, s.what})
		}
		eachToken(reading, func(start, end int) {
			token := reading[start:end]
			record := cmp.Or(x.exact[token], x.ids[lowered(token)])
			if record == "" {
				return
			}
			key := [2]string{record, "id"}
			if _, known := found[key]; !known {
				note(found, Leak{name, place(data, token, func(part []byte) bool { return strings.Contains(of(part), token) }), record, "id"})
			}
		})
	}
	leaks := make([]Leak, 0, len(found))
	for _, leak := range found {
		leaks = append(leaks, leak)
	}
	slices.SortFunc(leaks, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Record, b.Record), cmp.Compare(a.What, b.What))
	})
	return leaks
}

func note(found map[[2]string]Leak, leak Leak) {
	key := [2]string{leak.Record, leak.What}
	if known, there := found[key]; !there || leak.Offset < known.Offset {
		found[key] = leak
	}
}

func lowered(token string) string {
	if strings.ContainsFunc(token, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return strings.ToLower(token)
	}
	return token
}

// place finds where in the bytes of a file something stands that shows once they are decoded.
func place(data []byte, raw string, shows func([]byte) bool) int {
	if at := bytes.Index(data, []byte(raw)); at >= 0 {
		return at
	}
	end := sort.Search(len(data), func(n int) bool { return shows(data[:n]) })
	start := sort.Search(end, func(n int) bool { return !shows(data[n:end]) })
	return max(start-1, 0)
}
