package check

import (
	"slices"
	"strings"
)

// wordSearch finds many words in one pass over a text, without regard to case. A word of a single byte is not sought.
type wordSearch struct {
	starts  [256]bool           // bytes with which a word begins
	lengths map[[2]byte][]int   // by the first two bytes of a word: the lengths that such words have
	ids     map[string][]string // by word, in small letters
}

func (s *wordSearch) add(word, id string) {
	word = strings.ToLower(strings.TrimSpace(word))
	if len(word) < 2 {
		return
	}
	if s.ids == nil {
		s.ids, s.lengths = map[string][]string{}, map[[2]byte][]int{}
	}
	head := [2]byte{word[0], word[1]}
	s.starts[word[0]] = true
	if !slices.Contains(s.lengths[head], len(word)) {
		s.lengths[head] = append(s.lengths[head], len(word))
	}
	if !slices.Contains(s.ids[word], id) {
		s.ids[word] = append(s.ids[word], id)
	}
}

// find calls found with the id of every word that occurs in the text, as often as it does.
func (s *wordSearch) find(text string, found func(id string)) {
	if len(s.ids) == 0 {
		return
	}
	text = strings.ToLower(text)
	for i := 0; i+1 < len(text); i++ {
		if !s.starts[text[i]] {
			continue
		}
		for _, length := range s.lengths[[2]byte{text[i], text[i+1]}] {
			if i+length > len(text) {
				continue
			}
			for _, id := range s.ids[text[i:i+length]] {
				found(id)
			}
		}
	}
}
