package register

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/source"
)

// legible gives a text of a record as every page, picture and export may hold it: line ends are line feeds, characters that HTML and XML forbid are
// replacement characters, and marks that turn the direction of writing are named instead of obeyed, as they are in bodies. A title could otherwise
// turn round the words that follow it, and no page with it would be valid.
func legible(s string) string {
	if !doubtful(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case unicode.Is(unicode.Bidi_Control, r):
			fmt.Fprintf(&b, "U+%04X", r)
		case unicode.IsControl(r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// doubtful tells by the bytes alone whether a text may hold something that legible replaces. Nearly no text does, Japanese ones included.
func doubtful(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ' && b != '\n' && b != '\t', b == 0x7F, b >= 0xF0:
			return true
		case (b == 0xC2 || b == 0xE2) && i+1 < len(s) && s[i+1] < 0xA0: // C1; U+2000 to U+27FF
			return true
		case b == 0xD8 && i+1 < len(s) && s[i+1] == 0x9C: // U+061C
			return true
		case b == 0xEF && i+1 < len(s) && (s[i+1] == 0xB7 || s[i+1] == 0xBF): // U+FDC0 to U+FDFF, U+FFC0 to U+FFFF
			return true
		}
	}
	return false
}

// legibleValue is legible for fields of one's own: the value itself where nothing is to be replaced.
func legibleValue(v *source.Value) *source.Value {
	if !slices.ContainsFunc(v.Items, illegible) && !slices.ContainsFunc(v.Fields, illegibleField) && !illegible(*v) {
		return v
	}
	fresh := *v
	if v.Kind == source.String {
		fresh.Text = legible(v.Text)
	}
	fresh.Items, fresh.Fields = slices.Clone(v.Items), slices.Clone(v.Fields)
	for i := range fresh.Items {
		fresh.Items[i] = *legibleValue(&fresh.Items[i])
	}
	for i := range fresh.Fields {
		fresh.Fields[i].Key = legible(fresh.Fields[i].Key)
		fresh.Fields[i].Value = *legibleValue(&fresh.Fields[i].Value)
	}
	return &fresh
}

// illegible tells whether legibleValue would give another value.
func illegible(v source.Value) bool {
	return v.Kind == source.String && doubtful(v.Text) || slices.ContainsFunc(v.Items, illegible) || slices.ContainsFunc(v.Fields, illegibleField)
}

func illegibleField(f source.Field) bool { return doubtful(f.Key) || illegible(f.Value) }

// blank tells whether a text shows nothing: blanks of any script, and characters without a shape.
func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) && r != '\u2800' {
			return false
		}
	}
	return true
}
