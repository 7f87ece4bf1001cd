package term

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// keyed is what may be the key of a field within a sentence.
var keyed = regexp.MustCompile(`[A-Za-z0-9_/.-]+`)

// Readable gives a sentence with the names of fields in place of their keys, for those who read what they do not edit. In English, what is a word of the
// language too, such as "owner", stands as it is; so do the names of files.
func Readable(sentence, language string) string {
	var b strings.Builder
	from := 0
	for _, at := range keyed.FindAllStringIndex(sentence, -1) {
		key := strings.TrimRight(sentence[at[0]:at[1]], ".")
		end := at[0] + len(key)
		if !strings.ContainsAny(key, "._") && (language != "ja" || !amongJapanese(sentence[:at[0]], sentence[end:])) {
			continue
		}
		if name, known := nameOf(key, language); known {
			begin := at[0]
			for begin > 0 && end < len(sentence) && sentence[begin-1] == '[' && sentence[end] == ']' { // as the head of a table is written
				begin, end = begin-1, end+1
			}
			b.WriteString(sentence[from:begin] + name)
			from = end
		}
	}
	return b.String() + sentence[from:]
}

// amongJapanese reports whether no word of another script stands before or behind.
func amongJapanese(before, behind string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(before, " "))
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(behind, " "))
	return (before == "" || last > utf8.RuneSelf || last == '[') && (behind == "" || first > utf8.RuneSelf || first == ']')
}

// nameOf gives what a key with dots is called within a sentence. It is false where one of its parts goes by itself.
func nameOf(key, language string) (string, bool) {
	parts := strings.Split(key, ".")
	for i, part := range parts {
		words, known := Field(part)
		if !known {
			words = LanguageMark(part)
		}
		if words == (Words{}) {
			return "", false
		}
		parts[i] = words.In(language)
	}
	return within(parts, language), true
}

// within puts the name of a field together with those of the fields that it stands in.
func within(names []string, language string) string {
	last, rest := names[len(names)-1], names[:len(names)-1]
	switch {
	case len(rest) == 0:
		return last
	case strings.HasPrefix(last, "（"), strings.HasPrefix(last, " ("):
		return within(rest, language) + last
	case language == "ja":
		return strings.Join(names, "の")
	}
	return last + " (" + strings.Join(rest, ", ") + ")"
}
