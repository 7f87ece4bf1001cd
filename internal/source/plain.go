package source

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// The parser of the syntax tree takes some forms more freely than TOML does. Most records use none of these forms. What follows tells the forms that leave no doubt: a document of nothing else needs no second parser.

// plainKey tells a key of one part, without quotes.
func plainKey(raw, key []byte) bool {
	if len(raw) != len(key) || len(key) == 0 {
		return false
	}
	for _, c := range key {
		if !isAlphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// plainScalar tells a string on one line without escapes, a decimal number, a truth value or a local date.
func plainScalar(kind unstable.Kind, raw, text []byte) bool {
	switch kind {
	case unstable.String:
		return len(raw) == len(text)+2
	case unstable.Integer:
		return plainDigits(raw)
	case unstable.Float:
		whole, part, ok := bytes.Cut(raw, []byte("."))
		return ok && plainDigits(whole) && digits(part)
	case unstable.Bool, unstable.LocalDate:
		return true
	}
	return false
}

// plainDigits tells a decimal number without a sign and without a needless zero before it.
func plainDigits(s []byte) bool { return digits(s) && (s[0] != '0' || len(s) == 1) }

// digits tells digits, single underscores between them allowed.
func digits(s []byte) bool {
	before := byte('_')
	for _, c := range s {
		if (c < '0' || c > '9') && (c != '_' || before == '_') {
			return false
		}
		before = c
	}
	return before != '_'
}
