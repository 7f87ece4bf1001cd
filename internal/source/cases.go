package source

import "github.com/riskbook/riskbook/internal/rule"

// Case is one kind of finding that reading gives: the rule, the case among its sentences, and the names of the arguments.
type Case struct {
	Rule rule.Name
	Name rule.Case
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
	{rule.BadID, rule.Plain, []string{"found"}},
	{rule.BadID, rule.CaseDevice, []string{"found"}},
	{rule.BadID, rule.CaseGlossary, []string{"found"}},
	{rule.BadID, rule.CaseLong, []string{"limit", "size"}},
	{rule.DuplicateID, rule.Plain, []string{"first", "id"}},
	{rule.DuplicateID, rule.CaseFigure, []string{"first", "id"}},      // both are paths that differ in their Unicode form
	{rule.DuplicateID, rule.CaseTranslation, []string{"first", "id"}}, // both are language tags
	{rule.EscapesRoot, rule.Plain, []string{"target"}},                // where the link points, as written
	{rule.MergeConflict, rule.Plain, nil},
	{rule.NotRegularFile, rule.CaseDangling, nil}, // a link to nothing
	{rule.NotRegularFile, rule.CaseDevice, nil},
	{rule.NotRegularFile, rule.CaseFIFO, nil},
	{rule.NotRegularFile, rule.CaseFolder, nil},     // named like a file
	{rule.NotRegularFile, rule.CaseFolderLink, nil}, // links to folders are not followed
	{rule.NotRegularFile, rule.CaseLoop, nil},
	{rule.NotRegularFile, rule.CaseReplaced, nil}, // changed under our hands
	{rule.NotRegularFile, rule.CaseSocket, nil},
	{rule.NotRegularFile, rule.CaseUnreadable, []string{"reason"}}, // permission, vanished
	{rule.NotUTF8, rule.Plain, nil},
	{rule.NotUTF8, rule.CaseName, nil}, // of a file or a folder
	{rule.NotUTF8, rule.CaseShiftJIS, nil},
	{rule.NotUTF8, rule.CaseUTF16, nil},
	{rule.OrphanTranslation, rule.Plain, []string{"id"}},
	{rule.OrphanTranslation, rule.CaseLanguageNear, []string{"allowed", "found", "id", "near"}}, // the register does not have the language
	{rule.OrphanTranslation, rule.CaseLanguageUnnamed, []string{"allowed", "found", "id"}},
	{rule.Syntax, rule.CaseAfterValue, []string{"found"}},
	{rule.Syntax, rule.CaseBadBoolean, []string{"found", "wanted"}}, // True, yes, off
	{rule.Syntax, rule.CaseBadDate, []string{"found"}},
	{rule.Syntax, rule.CaseBadEscape, []string{"found"}},
	{rule.Syntax, rule.CaseBadKey, []string{"found"}},
	{rule.Syntax, rule.CaseBadNumber, []string{"found"}},
	{rule.Syntax, rule.CaseBadValue, []string{"found"}},         // mostly text without quotation marks
	{rule.Syntax, rule.CaseControlCharacter, []string{"found"}}, // U+0000
	{rule.Syntax, rule.CaseDuplicateKey, []string{"key"}},
	{rule.Syntax, rule.CaseEmptyKey, nil},
	{rule.Syntax, rule.CaseExtraComma, nil},
	{rule.Syntax, rule.CaseFullWidth, []string{"found", "wanted"}}, // a full-width or typographic sign, and TOML's own
	{rule.Syntax, rule.CaseMissingComma, []string{"found"}},        // what follows without one
	{rule.Syntax, rule.CaseMissingEquals, []string{"found"}},       // what stands in its place; empty at the end of a line
	{rule.Syntax, rule.CaseMissingValue, nil},
	{rule.Syntax, rule.CaseNoFrontMatter, nil},
	{rule.Syntax, rule.CaseNumberRange, []string{"found"}},
	{rule.Syntax, rule.CaseOther, []string{"detail"}}, // the library's own words
	{rule.Syntax, rule.CaseTooManyQuotes, nil},
	{rule.Syntax, rule.CaseUnclosedBracket, []string{"found", "wanted"}},
	{rule.Syntax, rule.CaseUnclosedFrontMatter, nil},
	{rule.Syntax, rule.CaseUnclosedString, []string{"quote"}},
	{rule.Syntax, rule.CaseYAMLFrontMatter, nil},
	{rule.TooDeep, rule.CaseKeys, []string{"key", "limit", "most", "size"}}, // characters of a dotted key
	{rule.TooDeep, rule.CaseNesting, []string{"key", "limit", "most"}},
	{rule.TooLarge, rule.CaseBulk, []string{"key", "limit", "most", "size"}},
	{rule.TooLarge, rule.CaseFile, []string{"key", "limit", "most", "size"}},
	{rule.TooLarge, rule.CaseReadings, []string{"key", "limit", "most"}}, // cells of a CSV file
	{rule.TooLarge, rule.CaseValues, []string{"key", "limit", "most"}},
	{rule.TranslationWithFacts, rule.Plain, []string{"id"}},
	{rule.UnknownKey, rule.CaseLanguageNear, []string{"allowed", "found", "key", "near"}}, // of a body
	{rule.UnknownKey, rule.CaseLanguageUnnamed, []string{"allowed", "found", "key"}},
	{rule.UnknownValue, rule.CaseEnding, []string{"found", "wanted"}}, // .MD for .md
	{rule.UnknownValue, rule.CaseFile, []string{"found"}},             // directly below content/
	{rule.UnknownValue, rule.CaseFolder, []string{"found"}},           // directly below content/
	{rule.WrongType, rule.CaseBody, []string{"found", "key"}},         // found: the name of a TOML type
	{rule.WrongType, rule.CaseRecord, []string{"found", "key"}},
}
