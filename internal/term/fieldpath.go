package term

import "strings"

// FieldPath gives what a field with dots is called: the words of its last part, behind those that lead to it. A part that goes by itself stands as it is.
func FieldPath(field string) Words {
	var language Words
	if i := strings.LastIndexByte(field, '.'); i > 0 && LanguageMark(field[i+1:]) != (Words{}) {
		language, field = LanguageMark(field[i+1:]), field[:i]
	}
	var ja, en []string
	for part := range strings.SplitSeq(field, ".") {
		key, place, listed := strings.Cut(part, "[")
		words, known := Field(key)
		if !known {
			words = Words{Ja: key, En: key}
		}
		if listed {
			at := " " + strings.TrimSuffix(place, "]")
			words = Words{Ja: words.Ja + at, En: words.En + at}
		}
		ja, en = append(ja, words.Ja), append(en, words.En)
	}
	return Words{Ja: strings.Join(ja, "・") + language.Ja, En: strings.Join(en, ", ") + language.En}
}

// LanguageMark says behind a name which language it is in; nothing for what is no language of texts.
func LanguageMark(language string) Words { return languageMarks[language] }

var languageMarks = map[string]Words{"en": {Ja: "（英語）", En: " (English)"}, "ja": {Ja: "（日本語）", En: " (Japanese)"}}
