// Package search writes what the search page looks through: every record and page of the site by id, title, summary, fields and text.
//
// In: entries in their order, with their texts. Out: classic scripts in small pieces, which a page opened from a folder can load too. It must never import
// another room: what an entry says is the business of package page.
package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Entry is one record or page, in the words of one language.
type Entry struct {
	Kind    string // the folder of its kind, or "handbook", "page"
	ID      string // empty for a page that is no record
	Href    string // from the root of the language
	Title   string
	In      string // the language of the title, where it is not the page's
	Summary string
	Fields  []string // what it says in its other fields
	Owner   string   // a key, as are the others
	Level   string
	Outcome string
	Tags    []string
	Due     string // "2026-11-30"
}

// Facet is what a filter of a query may be called, and its values.
type Facet struct {
	Name   string // "outcome"
	Values []Value
}

// Value is a key with all that people may call it by.
type Value struct {
	Key   string
	Words []string // the first is what the page shows
}

// Data is all that is looked through in one language.
type Data struct {
	Language string
	Entries  []Entry
	Facets   []Facet
	Texts    []string // the languages of the texts that are looked through; an entry has the first that there is
}

// How many entries a piece holds: about as much as a browser reads between two frames.
const (
	headsInPiece = 400
	textsInPiece = 60
)

// folder is where the data lies in the site.
const folder = "data/search/"

// Root is what a search page of a language loads first.
func Root(language string) string { return folder + language + ".js" }

// Heads lists the pieces of the entries in a language.
func Heads(language string, entries int) []string {
	return pieces("head-"+language, entries, headsInPiece)
}

// Texts lists the pieces of the texts in a language.
func Texts(language string, entries int) []string {
	return pieces("text-"+language, entries, textsInPiece)
}

func pieces(name string, entries, each int) []string {
	paths := make([]string, (entries+each-1)/each)
	for i := range paths {
		paths[i] = folder + name + "-" + strconv.Itoa(i) + ".js"
	}
	return paths
}

// WriteTexts writes one of the pieces of texts in a language: one for each entry, empty where it has none.
func WriteTexts(language string, texts []string, at int) []byte {
	b := begin("texts", language, at*textsInPiece)
	for i, text := range part(texts, at, textsInPiece) {
		if i > 0 {
			b.WriteByte(',')
		}
		if text = Tidy(text); text == "" {
			b.WriteByte('0')
		} else {
			b.Write(encode(text))
		}
	}
	return end(b)
}

// WriteHeads writes one of the pieces of entries.
func (d *Data) WriteHeads(at int) []byte {
	kinds := d.kinds()
	b := begin("heads", "", at*headsInPiece)
	entries := part(d.Entries, at, headsInPiece)
	for i := range entries {
		e := &entries[i]
		if i > 0 {
			b.WriteByte(',')
		}
		href := e.Href
		if href == e.Kind+"/"+e.ID+".html" {
			href = ""
		}
		fields := make([]string, 0, len(e.Fields))
		for _, f := range e.Fields {
			if f = Tidy(f); f != "" && !slices.Contains(fields, f) {
				fields = append(fields, f)
			}
		}
		row := []any{
			slices.Index(kinds, e.Kind), e.ID, Tidy(e.Title), href, Tidy(e.Summary), strings.Join(fields, "\n"), e.Owner, e.Level, e.Outcome, strings.Join(e.Tags, "\n"), e.Due, e.In,
		}
		for len(row) > 3 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		b.Write(encode(row))
	}
	return end(b)
}

func (d *Data) kinds() []string {
	var kinds []string
	for i := range d.Entries {
		if kind := d.Entries[i].Kind; !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// WriteRoot writes what is loaded first: which pieces there are, and what the filters of a query are called.
func (d *Data) WriteRoot() []byte {
	type count struct {
		Language string `json:"in"`
		Pieces   int    `json:"n"`
	}
	about := struct {
		Kinds  []string                       `json:"kinds"`
		Heads  int                            `json:"heads"`
		Texts  []count                        `json:"texts"`
		Facets map[string]map[string][]string `json:"facets"`
	}{Kinds: d.kinds(), Heads: len(Heads(d.Language, len(d.Entries))), Facets: map[string]map[string][]string{}}
	for _, language := range d.Texts {
		about.Texts = append(about.Texts, count{language, len(Texts(language, len(d.Entries)))})
	}
	for _, f := range d.Facets {
		values := map[string][]string{}
		for _, v := range f.Values {
			values[v.Key] = v.Words
		}
		about.Facets[f.Name] = values
	}
	return slices.Concat([]byte("riskbookSearch.open("), encode(about), []byte(");\n"))
}

func part[T any](list []T, at, each int) []T {
	return list[min(at*each, len(list)):min((at+1)*each, len(list))]
}

func begin(what, language string, first int) *bytes.Buffer {
	b := &bytes.Buffer{}
	b.WriteString("riskbookSearch." + what + "(")
	if language != "" {
		b.WriteString(strconv.Quote(language) + ",")
	}
	b.WriteString(strconv.Itoa(first) + ",[")
	return b
}

func end(b *bytes.Buffer) []byte {
	b.WriteString("]);\n")
	return b.Bytes()
}

// encode writes a value as a script may hold it.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // strings and numbers alone
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Tidy does of what search.js does to texts and queries before it compares them all that does not change how a text reads: compatibility forms are taken
// together (NFKC), no blanks stand between Japanese characters, and a single one wherever else there are any. Small letters, and hiragana for katakana, are left
// to the script.
func Tidy(s string) string {
	if plain(s) {
		return s
	}
	s = norm.NFKC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	blank, last := false, rune(-1)
	for _, r := range s {
		if Blank(r) {
			blank = true
			continue
		}
		if blank && last >= 0 && !(Dense(last) && Dense(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		blank, last = false, r
	}
	return b.String()
}

// plain reports whether a text is tidy for a reason that is quickly seen: it is ASCII with single spaces between words.
func plain(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		if s[i] >= 0x7f || s[i] < ' ' || s[i] == ' ' && before == ' ' {
			return false
		}
		before = s[i]
	}
	return before != ' ' || s == ""
}

// Blank reports whether a character parts words.
func Blank(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return 0x2000 <= r && r <= 0x200A
}

// Dense reports whether a character belongs to a script that is written without blanks between words: kana, kanji and their punctuation.
func Dense(r rune) bool {
	switch {
	case r < 0x3001:
		return false
	case r <= 0x303F, r >= 0x3041 && r <= 0x30FF, r >= 0x31F0 && r <= 0x31FF, r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF:
		return true
	}
	return r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}
