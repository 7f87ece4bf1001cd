package audience

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var tag = regexp.MustCompile(`<[^<>]*>`)

// readings gives the text of a file as it may be read: with its escapes undone, and of markup what stands between the tags too, as one text.
func readings(ending string, data []byte) []string {
	raw := string(data)
	plain := raw
	if strings.ContainsRune(plain, '&') {
		plain = html.UnescapeString(plain)
	}
	plain = unpercent(unescape(plain))
	list := []string{plain}
	if plain != raw {
		list = append(list, raw)
	}
	if wideLetters(plain) {
		list = append(list, norm.NFKC.String(plain)) // ids stand between what is none, which folding takes away
	}
	if strings.ContainsRune(plain, '+') && strings.ContainsRune(plain, '?') {
		list = append(list, strings.ReplaceAll(plain, "+", " ")) // of an address that asks
	}
	switch ending {
	case ".html", ".svg", ".atom", ".xml", ".rels":
		list = append(list, unpercent(unescape(html.UnescapeString(tag.ReplaceAllString(raw, "")))))
	case ".ics":
		list = append(list, strings.NewReplacer("\r\n ", "", "\n ", "", `\,`, ",", `\;`, ";", `\n`, "\n").Replace(raw))
	}
	return list
}

// wideLetters reports whether a text holds letters or digits of full width.
func wideLetters(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
	})
}

// unescape undoes the escapes of JSON and JavaScript.
func unescape(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 >= len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		switch c := text[i+1]; c {
		case 'u':
			r, n := codeUnit(text[i:])
			if n == 0 {
				b.WriteByte(text[i])
				i++
				continue
			}
			b.WriteRune(r)
			i += n
		case 'x':
			if v, err := strconv.ParseUint(cut(text, i+2, i+4), 16, 8); err == nil {
				b.WriteRune(rune(v))
				i += 4
			} else {
				i++
			}
		case 'n', 't', 'r':
			b.WriteByte(' ')
			i += 2
		default:
			b.WriteByte(c)
			i += 2
		}
	}
	return b.String()
}

func cut(text string, from, to int) string {
	if to > len(text) {
		return ""
	}
	return text[from:to]
}

// codeUnit reads \uXXXX, a pair of them where two stand for one character.
func codeUnit(text string) (rune, int) {
	v, err := strconv.ParseUint(cut(text, 2, 6), 16, 16)
	if err != nil {
		return 0, 0
	}
	if v >= 0xd800 && v < 0xdc00 && cut(text, 6, 8) == `\u` {
		if low, err := strconv.ParseUint(cut(text, 8, 12), 16, 16); err == nil && low >= 0xdc00 && low < 0xe000 {
			return rune((v-0xd800)<<10+(low-0xdc00)) + 0x10000, 12
		}
	}
	return rune(v), 6
}

// unpercent undoes the escapes of addresses, and those of the file names of pages.
func unpercent(text string) string {
	if !strings.ContainsAny(text, "%~") {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' || text[i] == '~' {
			if v, err := strconv.ParseUint(cut(text, i+1, i+3), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return string(out)
}

// fold brings a text to the form in which it is compared: without blanks, in small letters, hiragana, and one width.
func fold(text string) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			switch {
			case c >= 'A' && c <= 'Z':
				out = append(out, c+'a'-'A')
			case c > ' ':
				out = append(out, c)
			}
			i++
			continue
		}
		start := i
		for i < len(text) && text[i] >= utf8.RuneSelf {
			i++
		}
		for _, r := range norm.NFKD.String(text[start:i]) { // taken apart, so that it does not matter what stands before
			switch {
			case r >= 'ァ' && r <= 'ヶ':
				r -= 'ァ' - 'ぁ'
			case r >= 0x3041 && r <= 0x3099 || r >= 0x4e00 && r <= 0x9fff: // most of what is Japanese
			case unicode.IsSpace(r), unicode.In(r, unicode.Cf, unicode.Variation_Selector):
				continue
			default:
				r = unicode.ToLower(r)
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}
