package term

import "strings"

// Agree settles the forms that go with numbers: of "{n|risk is|risks are}" the first where n is one, the second else. A form may hold names in braces
// ("{n|The only risk|All {n} risks}"), which stay as they are.
func Agree(text string, one func(name string) bool) string {
	if !strings.Contains(text, "|") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inside, after := untilBrace(rest)
		if name, forms, ok := strings.Cut(inside, "|"); !ok || strings.Contains(name, "{") {
			b.WriteString("{" + inside + "}")
		} else if single, several, _ := strings.Cut(forms, "|"); one(name) {
			b.WriteString(single)
		} else {
			b.WriteString(several)
		}
		text = after
	}
}

// untilBrace parts a text at the brace that closes the one just opened.
func untilBrace(text string) (inside, after string) {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return text[:i], text[i+1:]
			}
			depth--
		}
	}
	return text, ""
}
