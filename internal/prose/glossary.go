package prose

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// glossary finds the words of many terms in a text in one pass: a trie over folded characters, its first step a table.
type glossary struct {
	first [unicode.MaxRune>>8 + 1]*[256]int32 // nodes by the first character; 0 for none
	nodes []node
}

type node struct {
	edges []edge // sorted
	words []word // that end here
}

type edge struct {
	r    rune
	node int32
}

// word is one way to write a term.
type word struct {
	term        int
	exact       string // for acronyms, which are matched in their own case only
	left, right class
}

// isExactly tells whether a text is the word in its own case.
func (w *word) isExactly(text []byte) bool {
	return w.exact == string(text) || len(w.exact) == len(text) && w.exact == strings.ReplaceAll(string(text), "\n", " ")
}

// class is the kind of a character beside which a word does not end: a word of letters stands alone, and so does one of katakana.
type class uint8

const (
	noClass class = iota
	letter
	katakana
)

func classOf(r rune) class {
	switch {
	case 0x30A1 <= r && r <= 0x30FA, 0x30FC <= r && r <= 0x30FF, 0x31F0 <= r && r <= 0x31FF, 0xFF66 <= r && r <= 0xFF9F:
		return katakana
	case r < 0x2E80 || 0xAC00 <= r && r <= 0xD7A3 || 0xFF00 <= r && r <= 0xFF5A:
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return letter
		}
	}
	return noClass
}

func newGlossary(terms []Term) *glossary {
	g := &glossary{nodes: make([]node, 1)}
	for i, t := range terms {
		for _, written := range t.Words {
			g.add(i, norm.NFC.String(strings.TrimSpace(written)))
		}
	}
	for i := range g.nodes {
		slices.SortFunc(g.nodes[i].edges, func(a, b edge) int { return cmp.Compare(a.r, b.r) })
	}
	return g
}

func (g *glossary) add(term int, written string) {
	if utf8.RuneCountInString(written) < 2 {
		return
	}
	at := int32(0)
	for _, r := range written {
		at = g.grow(at, fold(r))
	}
	first, _ := utf8.DecodeRuneInString(written)
	last, _ := utf8.DecodeLastRuneInString(written)
	w := word{term: term, left: classOf(first), right: classOf(last)}
	if strings.ToUpper(written) == written && strings.ToLower(written) != written {
		w.exact = written
	}
	g.nodes[at].words = append(g.nodes[at].words, w)
}

// grow gives the node one character further, making it where there is none.
func (g *glossary) grow(at int32, r rune) int32 {
	next := int32(len(g.nodes))
	if at == 0 {
		page := g.first[r>>8]
		if page == nil {
			page = new([256]int32)
			g.first[r>>8] = page
		}
		if page[r&0xFF] != 0 {
			return page[r&0xFF]
		}
		page[r&0xFF] = next
	} else {
		for _, e := range g.nodes[at].edges {
			if e.r == r {
				return e.node
			}
		}
		g.nodes[at].edges = append(g.nodes[at].edges, edge{r, next})
	}
	g.nodes = append(g.nodes, node{})
	return next
}

func (g *glossary) step(at int32, r rune) int32 {
	edges := g.nodes[at].edges
	if len(edges) > 8 {
		i, ok := slices.BinarySearchFunc(edges, r, func(e edge, r rune) int { return cmp.Compare(e.r, r) })
		if ok {
			return edges[i].node
		}
		return 0
	}
	for _, e := range edges {
		if e.r == r {
			return e.node
		}
	}
	return 0
}

// fold makes upper and lower case the same, and a line break a space.
func fold(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		} else if r == '\n' {
			r = ' '
		}
		return r
	case 0x2E80 <= r && r < 0xFF00:
		return r
	}
	return unicode.ToLower(r)
}

// character reads one folded character. Kana with a combining voice mark behind it is read as one, as NFC would have it.
func character(s []byte) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return fold(rune(s[0])), 1
	}
	r, size := utf8.DecodeRune(s)
	if 0x3040 <= r && r < 0x3100 && len(s) >= size+3 && s[size] == 0xE3 && s[size+1] == 0x82 && (s[size+2] == 0x99 || s[size+2] == 0x9A) {
		if one := []rune(norm.NFC.String(string(s[:size+3]))); len(one) == 1 {
			return one[0], size + 3
		}
	}
	return fold(r), size
}

// next finds the first word in text[from:to], the longest that begins there. Escapes and entities are passed over whole.
func (g *glossary) next(text []byte, from, to int) (start, end, term int, ok bool) {
	inWord := false // behind a letter, where no word of letters begins
	if from > 0 {
		before, _ := utf8.DecodeLastRune(text[:from])
		inWord = before < utf8.RuneSelf && isAlphanumeric(byte(before))
	}
	for i := from; i < to; {
		c := text[i]
		var r rune
		size := 1
		if c < utf8.RuneSelf {
			if isAlphanumeric(c) {
				if inWord {
					i++
					continue
				}
				inWord = true
			} else {
				inWord = false
				if c == '\\' {
					i += 2
					continue
				}
				if c == '&' {
					_, size = entity(text[i:to])
					if size > 1 {
						i += size
						continue
					}
				}
			}
			r = fold(rune(c))
		} else {
			inWord = false
			r, size = character(text[i:to])
		}
		if page := g.first[r>>8]; page != nil && page[r&0xFF] != 0 {
			if end, term, ok := g.longest(text, i, i+size, to, page[r&0xFF]); ok {
				return i, end, term, true
			}
		}
		i += size
	}
	return 0, 0, 0, false
}

// longest follows the trie from a node as far as the text goes, and gives the last word that ends on the way.
func (g *glossary) longest(text []byte, start, i, to int, at int32) (end, term int, ok bool) {
	before, _ := utf8.DecodeLastRune(text[:start])
	left := classOf(before)
	for {
		if words := g.nodes[at].words; len(words) > 0 {
			after, _ := utf8.DecodeRune(text[i:])
			right := classOf(after)
			for _, w := range words {
				if w.left != noClass && w.left == left || w.right != noClass && w.right == right || w.exact != "" && !w.isExactly(text[start:i]) {
					continue
				}
				end, term, ok = i, w.term, true
				break
			}
		}
		if i >= to {
			return end, term, ok
		}
		r, size := character(text[i:to])
		if at = g.step(at, r); at == 0 {
			return end, term, ok
		}
		i += size
	}
}

// name notes that the text names a term.
func name(w *writer, term int) {
	if w.found[term] < w.first {
		w.found[term] = w.section
		w.result.Terms = append(w.result.Terms, w.p.terms[term].ID)
	}
}

// terms writes a stretch of a text with the terms in it linked, each once in a section, none to the page at hand, none in links and headings.
func terms(w *writer, src []byte, from, to int) {
	for len(w.p.terms) > 0 {
		start, end, i, ok := w.p.words.next(src, from, to)
		if !ok {
			break
		}
		t := &w.p.terms[i]
		own := t.ID == w.page.ID || t.Path == w.page.Path
		if !own {
			name(w, i)
		}
		if own || w.seen[i] == w.section || w.inLink > 0 || w.inHeading || !w.p.options.LinkTerms {
			w.chars(src[from:end])
			from = end
			continue
		}
		w.seen[i] = w.section
		w.chars(src[from:start])
		w.raw(`<a class="term" href="`)
		w.raw(up(w))
		w.attribute(w.p.ways[i])
		w.raw(`">`)
		w.chars(src[start:end])
		w.raw("</a>")
		from = end
	}
	w.chars(src[from:to])
}
