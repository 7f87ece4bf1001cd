package source

// Case is one kind of finding that reading gives: the rule, the case among its sentences, and the names of the arguments.
type Case struct {
	Rule string
	Name string
	Args []string
}

// Cases lists every finding of this package by rule and case. Place is where it points.
//
//   - syntax points at the smallest stretch that is wrong: the word, the sign, the bracket or the quotation mark that is still open.
//   - bad-id and duplicate-id point at the key in a TOML file, at the first line of a Markdown file.
//   - too-large (file, bulk), not-regular-file, escapes-root and unknown-value concern a file or a folder as a whole.
//
// Argument found is the text as written, shortened to 40 characters where it may be long. Sizes are in bytes; key is the one of [limits] that
// raises the limit, up to most.
var Cases = []Case{
	{"bad-id", "", []string{"found"}},
	{"bad-id", "device", []string{"found"}},
	{"bad-id", "glossary", []string{"found"}},
	{"bad-id", "long", []string{"limit", "size"}},
	{"duplicate-id", "", []string{"first", "id"}},
	{"duplicate-id", "figure", []string{"first", "id"}},      // both are paths that differ in their Unicode form
	{"duplicate-id", "translation", []string{"first", "id"}}, // both are language tags
	{"escapes-root", "", []string{"target"}},                 // where the link points, as written
	{"merge-conflict", "", nil},
	{"not-regular-file", "dangling", nil}, // a link to nothing
	{"not-regular-file", "device", nil},
	{"not-regular-file", "fifo", nil},
	{"not-regular-file", "folder", nil},      // named like a file
	{"not-regular-file", "folder-link", nil}, // links to folders are not followed
	{"not-regular-file", "loop", nil},
	{"not-regular-file", "replaced", nil}, // changed under our hands
	{"not-regular-file", "socket", nil},
	{"not-regular-file", "unreadable", []string{"reason"}}, // permission, vanished
	{"not-utf8", "", nil},
	{"not-utf8", "name", nil}, // of a file or a folder
	{"not-utf8", "shift-jis", nil},
	{"not-utf8", "utf-16", nil},
	{"orphan-translation", "", []string{"id"}},
	{"orphan-translation", "language-near", []string{"allowed", "found", "id", "near"}}, // the register does not have the language
	{"orphan-translation", "language-unnamed", []string{"allowed", "found", "id"}},
	{"syntax", "after-value", []string{"found"}},
	{"syntax", "bad-boolean", []string{"found", "wanted"}}, // True, yes, off
	{"syntax", "bad-date", []string{"found"}},
	{"syntax", "bad-escape", []string{"found"}},
	{"syntax", "bad-key", []string{"found"}},
	{"syntax", "bad-number", []string{"found"}},
	{"syntax", "bad-value", []string{"found"}},         // mostly text without quotation marks
	{"syntax", "control-character", []string{"found"}}, // U+0000
	{"syntax", "duplicate-key", []string{"key"}},
	{"syntax", "empty-key", nil},
	{"syntax", "extra-comma", nil},
	{"syntax", "full-width", []string{"found", "wanted"}}, // a full-width or typographic sign, and TOML's own
	{"syntax", "missing-comma", []string{"found"}},        // what follows without one
	{"syntax", "missing-equals", []string{"found"}},       // what stands in its place; empty at the end of a line
	{"syntax", "missing-value", nil},
	{"syntax", "no-front-matter", nil},
	{"syntax", "number-range", []string{"found"}},
	{"syntax", "other", []string{"detail"}}, // the library's own words
	{"syntax", "too-many-quotes", nil},
	{"syntax", "unclosed-bracket", []string{"found", "wanted"}},
	{"syntax", "unclosed-front-matter", nil},
	{"syntax", "unclosed-string", []string{"quote"}},
	{"syntax", "yaml-front-matter", nil},
	{"too-deep", "keys", []string{"key", "limit", "most", "size"}}, // characters of a dotted key
	{"too-deep", "nesting", []string{"key", "limit", "most"}},
	{"too-large", "bulk", []string{"key", "limit", "most", "size"}},
	{"too-large", "file", []string{"key", "limit", "most", "size"}},
	{"too-large", "readings", []string{"key", "limit", "most"}}, // cells of a CSV file
	{"too-large", "values", []string{"key", "limit", "most"}},
	{"translation-with-facts", "", []string{"id"}},
	{"unknown-key", "language-near", []string{"allowed", "found", "key", "near"}}, // of a body
	{"unknown-key", "language-unnamed", []string{"allowed", "found", "key"}},
	{"unknown-value", "ending", []string{"found", "wanted"}}, // .MD for .md
	{"unknown-value", "file", []string{"found"}},             // directly below content/
	{"unknown-value", "folder", []string{"found"}},           // directly below content/
	{"wrong-type", "body", []string{"found", "key"}},         // found: the name of a TOML type
	{"wrong-type", "record", []string{"found", "key"}},
}
