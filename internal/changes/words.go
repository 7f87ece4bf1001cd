package changes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a stretch of a text that was edited.
type piece struct {
	text string
	sign sign
}

// sign tells what became of a stretch.
type sign uint8

const (
	kept sign = iota
	gone
	come
)

// The bounds of a difference of words.
const (
	mostCompared = 4 << 20 // pairs of words: beyond it the stretch that differs is shown as a whole
	around       = 24      // characters that are shown of what was kept, on either side of a difference
	mostShown    = 600     // characters of one stretch that came or went
)

// mostWhole is the number of characters of a text up to which what differs in it is never folded.
const mostWhole = 60

// differ fills in what differs between two texts.
func (f *fact) differ(before, after string) {
	f.pieces = wordDifference(before, after)
	f.long = max(utf8.RuneCountInString(before), utf8.RuneCountInString(after)) > mostWhole
}

// wordDifference gives what differs between two texts, word by word, with a little of what stands around it. Where words are not set apart by spaces, a run
// of one script counts as a word, which is near to what a reader of Japanese takes for one.
func wordDifference(before, after string) []piece {
	a, b := wordsOf(before), wordsOf(after)
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	var list pieces
	list.add(kept, a[:start]...)
	list.middle(a[start:len(a)-end], b[start:len(b)-end])
	list.add(kept, a[len(a)-end:]...)
	return list.joined().shortened()
}

type pieces []piece

func (l *pieces) add(s sign, words ...string) {
	for _, w := range words {
		if n := len(*l); n > 0 && (*l)[n-1].sign == s {
			(*l)[n-1].text += w
		} else {
			*l = append(*l, piece{w, s})
		}
	}
}

// middle adds the difference of two lists of words, by their longest common subsequence.
func (l *pieces) middle(a, b []string) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > mostCompared {
		l.add(gone, strings.Join(a, ""))
		l.add(come, strings.Join(b, ""))
		return
	}
	length := make([][]int32, len(a)+1)
	for i := range length {
		length[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				length[i][k] = length[i+1][k+1] + 1
			} else {
				length[i][k] = max(length[i+1][k], length[i][k+1])
			}
		}
	}
	i, k := 0, 0
	for i < len(a) || k < len(b) {
		switch {
		case i < len(a) && k < len(b) && a[i] == b[k]:
			l.add(kept, a[i])
			i, k = i+1, k+1
		case k == len(b) || i < len(a) && length[i+1][k] >= length[i][k+1]:
			l.add(gone, a[i])
			i++
		default:
			l.add(come, b[k])
			k++
		}
	}
}

// joined takes what was kept between two differences into them where it is too little to read: a space, a mark, a particle. What went stands before what
// came.
func (l pieces) joined() pieces {
	var out pieces
	for i := 0; i < len(l); {
		if l[i].sign == kept {
			out.add(kept, l[i].text)
			i++
			continue
		}
		was, is := "", ""
		for i < len(l) && (l[i].sign != kept || i+1 < len(l) && slight(l[i].text)) {
			if l[i].sign != come {
				was += l[i].text
			}
			if l[i].sign != gone {
				is += l[i].text
			}
			i++
		}
		if was != "" {
			out.add(gone, was)
		}
		if is != "" {
			out.add(come, is)
		}
	}
	return out
}

// slight tells whether a text between two differences holds nothing that helps to read them.
func slight(text string) bool {
	n := 0
	for _, c := range text {
		if c == '\n' || n == 3 {
			return false
		}
		if !unicode.IsSpace(c) {
			n++
		}
		if classOf(c) == han || classOf(c) == latin || classOf(c) == katakana {
			return false
		}
	}
	return true
}

// shortened leaves out most of what was kept, and of what came or went the end of what is very long.
func (l pieces) shortened() []piece {
	out := make([]piece, 0, len(l))
	for i, p := range l {
		if p.sign != kept {
			p.text = cut(p.text, mostShown)
			out = append(out, p)
			continue
		}
		head, tail := "", "" // what is shown behind the difference before it, and ahead of the one after it
		if i > 0 {
			head = beginning(p.text)
		}
		if i < len(l)-1 {
			tail = strings.TrimLeft(ending(p.text), " ,.;:、。")
		}
		if len([]rune(p.text)) > 2*around {
			p.text = head + "…" + tail
		}
		out = append(out, p)
	}
	return out
}

// beginning gives the first words of a text, up to the end of a paragraph.
func beginning(text string) string {
	paragraph, _, _ := strings.Cut(text, "\n\n")
	shown := ""
	for _, word := range wordsOf(paragraph) {
		if utf8.RuneCountInString(shown+word) > around {
			if runes := []rune(paragraph); shown == "" {
				return string(runes[:around])
			}
			return shown
		}
		shown += word
	}
	return shown
}

// ending gives the last words of a text, from the beginning of a paragraph.
func ending(text string) string {
	if i := strings.LastIndex(text, "\n\n"); i >= 0 {
		text = text[i+len("\n\n"):]
	}
	shown := ""
	for _, word := range slices.Backward(wordsOf(text)) {
		if utf8.RuneCountInString(shown+word) > around {
			break
		}
		shown = word + shown
	}
	if runes := []rune(text); shown == "" && len(runes) > around {
		return string(runes[len(runes)-around:])
	}
	return shown
}

// class is the script of a character.
type class uint8

const (
	mark class = iota // stands alone
	space
	latin // letters and digits of scripts that part words with spaces
	han
	hiragana
	katakana
)

func classOf(c rune) class {
	switch {
	case unicode.IsSpace(c):
		return space
	case unicode.Is(unicode.Hiragana, c):
		return hiragana
	case unicode.Is(unicode.Katakana, c), c == 'ー':
		return katakana
	case unicode.Is(unicode.Han, c), c == '々':
		return han
	case unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c), c == '_':
		return latin
	}
	return mark
}

// wordsOf takes a text apart into words, spaces and marks, which make up the text again.
func wordsOf(text string) []string {
	var words []string
	start, last, before := 0, mark, ' '
	for i, c := range text {
		k := classOf(c)
		_, size := utf8.DecodeRuneInString(text[i:])
		if next, _ := utf8.DecodeRuneInString(text[i+size:]); (c == '.' || c == ',') && unicode.IsDigit(before) && unicode.IsDigit(next) {
			k = latin // 1,400 is one word
		}
		before = c
		if i > 0 && (k != last || k == mark) {
			words = append(words, text[start:i])
			start = i
		}
		last = k
	}
	if start < len(text) {
		words = append(words, text[start:])
	}
	return words
}
