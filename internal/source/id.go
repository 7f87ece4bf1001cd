package source

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// The folders below content/ that hold records.
var folders = []string{
	"assets", "controls", "decisions", "events", "findings", "glossary", "incidents", "indicators",
	"obligations", "pages", "reviews", "risks", "sources", "treatments",
}

// glossary is the folder whose ids are free text.
const glossary = "glossary"

// LongestID is the number of bytes of an id: with the endings of its pages and translations it fits the names of files, which have room for 255.
const LongestID = 200

// GoodID tells whether an id can be that of a new file: it follows the rules of its folder (letters, digits, "-" and "_" after a letter or digit; in the
// glossary any text that can name a file) and is no name that Windows keeps for a device.
func GoodID(folder, id string) bool { return goodID(folder, id) && !IsDevice(id) }

// IsDevice tells whether Windows keeps a name for a device, whatever its ending: no file of that name can be checked out or unpacked there.
func IsDevice(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ".")
	name = strings.TrimRight(name, " ")
	switch name {
	case "aux", "con", "conin$", "conout$", "nul", "prn":
		return true
	}
	port, ok := strings.CutPrefix(name, "com")
	if !ok {
		port, ok = strings.CutPrefix(name, "lpt")
	}
	return ok && slices.Contains([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"}, port)
}

// goodID tells whether an id follows the rules of its folder.
func goodID(folder, id string) bool {
	if folder == glossary {
		return safeID(id)
	}
	for i := range len(id) {
		c := id[i]
		if !isAlphanumeric(c) && (i == 0 || c != '-' && c != '_') {
			return false
		}
	}
	return id != ""
}

// safeID tells whether an id can name a file at all.
func safeID(id string) bool {
	return id != "" && id != "." && id != ".." && strings.TrimSpace(id) != "" &&
		!strings.ContainsFunc(id, func(r rune) bool {
			return r == '/' || r == '\\' || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
		})
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || isLetter(c)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// FoldID gives the form in which ids are compared, without regard to case and to the Unicode form: two ids of one form cannot both be in a register.
func FoldID(id string) string {
	for i := range len(id) {
		if id[i] >= 0x80 {
			return norm.NFC.String(cases.Fold().String(norm.NFD.String(id)))
		}
	}
	return strings.ToLower(id)
}

// isLanguage tells whether a word looks like a language tag: two or three letters, then subtags of up to eight letters and digits.
func isLanguage(tag string) bool {
	primary, rest, more := strings.Cut(tag, "-")
	if len(primary) < 2 || len(primary) > 3 {
		return false
	}
	for i := range len(primary) {
		if !isLetter(primary[i]) {
			return false
		}
	}
	for more {
		var sub string
		sub, rest, more = strings.Cut(rest, "-")
		if len(sub) < 1 || len(sub) > 8 {
			return false
		}
		for i := range len(sub) {
			if !isAlphanumeric(sub[i]) {
				return false
			}
		}
	}
	return true
}
