package method

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// The order of readings is that of Japanese dictionaries (the idea of JIS X 4061): first without regard to voicing, to the size of kana, to
// hiragana or katakana, the long-vowel mark standing for the vowel that it lengthens; only between equals does the mark come before
// kana, small kana before large ones, clear before voiced ones, hiragana before katakana.

// rows are the kana of each group of the index, small and voiced ones folded away.
var rows = []struct{ name, kana string }{
	{"あ", "あいうえお"}, {"か", "かきくけこ"}, {"さ", "さしすせそ"}, {"た", "たちつてと"}, {"な", "なにぬねの"},
	{"は", "はひふへほ"}, {"ま", "まみむめも"}, {"や", "やゆよ"}, {"ら", "らりるれろ"}, {"わ", "わゐゑをん"},
}

const (
	voicedKana = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ"
	clearKana  = "かきくけこさしすせそたちつてとはひふへほはひふへほう"
	smallKana  = "ぁぃぅぇぉっゃゅょゎゕゖ"
	largeKana  = "あいうえおつやゆよわかけ"
)

var folded = pairs(voicedKana+smallKana, clearKana+largeKana)

// vowels tells which vowel the long-vowel mark lengthens after a kana.
var vowels = pairs("あかさたなはまやらわいきしちにひみりゐうくすつぬふむゆるえけせてねへめれゑおこそとのほもよろを", "ああああああああああいいいいいいいいいうううううううううえええええええええおおおおおおおおおお")

func pairs(from, to string) map[rune]rune {
	m := map[rune]rune{}
	target := []rune(to)
	for i, k := range []rune(from) {
		m[k] = target[i]
	}
	return m
}

// hiragana turns katakana into hiragana and leaves everything else.
func hiragana(c rune) rune {
	if c >= 'ァ' && c <= 'ヶ' {
		return c - 'ァ' + 'ぁ'
	}
	return c
}

// finer tells equals apart: code points put small kana before large and clear before voiced ones; the long-vowel mark comes before every kana.
func finer(c rune) rune {
	if c == 'ー' {
		return 'ぁ' - 1
	}
	return hiragana(c)
}

// foldKana gives the key by which a reading is sorted first.
func foldKana(reading string) string {
	var b strings.Builder
	var last rune
	for _, c := range reading {
		c = hiragana(c)
		if c == 'ー' {
			if v, ok := vowels[last]; ok {
				c = v
			}
		}
		if base, ok := folded[c]; ok {
			c = base
		}
		if c == '・' || c == ' ' || c == '　' {
			continue
		}
		last = c
		b.WriteRune(c)
	}
	return b.String()
}

// compareReadings orders two readings.
func compareReadings(a, b string) int {
	return cmp.Or(strings.Compare(foldKana(a), foldKana(b)), strings.Compare(strings.Map(finer, a), strings.Map(finer, b)), strings.Compare(a, b))
}

// kana tells whether a word is written in kana alone, so that it is its own reading.
func kana(word string) bool {
	if word == "" {
		return false
	}
	for _, c := range word {
		if h := hiragana(c); !(h >= 'ぁ' && h <= 'ゖ') && c != 'ー' && c != '・' && c != ' ' {
			return false
		}
	}
	return true
}

// kanaRow gives the position among rows of the group that a reading belongs to; -1 where it does not begin with a kana.
func kanaRow(reading string) int {
	c, _ := utf8.DecodeRuneInString(foldKana(reading))
	for i := range rows {
		if strings.ContainsRune(rows[i].kana, c) {
			return i
		}
	}
	return -1
}
