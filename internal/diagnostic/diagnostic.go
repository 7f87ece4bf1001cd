// Package diagnostic says what is wrong with a register, where, and how to mend it.
//
// In: findings (a rule, a place, the facts) from the rooms that read, understand and judge. Out: diagnostics in words, and their text and JSON forms.
// It is a leaf beside term: it must never import a room of the pipeline.
package diagnostic

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// Severity is how much a diagnostic weighs. An Error stops a build.
type Severity uint8

// The severities, ascending. Off silences a rule and is never carried by a diagnostic.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

// Severities lists the names that the configuration and the command line accept, in the order of the constants.
var Severities = []string{"off", "info", "warning", "error"}

// String gives the name used in output and configuration.
func (s Severity) String() string { return Severities[s] }

// ParseSeverity reads a name of Severities; ok is false for any other word.
func ParseSeverity(name string) (s Severity, ok bool) {
	i := slices.Index(Severities, name)
	return Severity(max(i, 0)), i >= 0
}

// Place is a stretch of a file. Lines and columns count from 1, columns in Unicode code points; the end is exclusive. The zero Line means the file as a whole.
type Place struct {
	File                             string
	Line, Column, EndLine, EndColumn int
}

// Args are the facts that a rule's words name in braces: {found}, {allowed}. Values are strings, integers, fmt.Stringers or term.Words.
type Args map[string]any

// Finding is what a room found: which rule, where, and the facts, not yet in words. Case picks among the sentences of a rule that has several.
type Finding struct {
	Rule    rule.Name
	Case    rule.Case
	Place   Place
	Args    Args
	Related []Related
}

// Related is another place that a reader wants to see beside the first: where the other one is.
type Related struct {
	Place   Place
	Message term.Words
}

// Diagnostic is a finding in words, as people and machines read it.
type Diagnostic struct {
	Rule     rule.Name
	Case     rule.Case // of the finding
	Severity Severity
	Record   string // the id of the record that it is about; empty where it is about none
	Place    Place
	Message  term.Words
	Help     term.Words
	Related  []Related
	Args     Args   // the facts behind the words, for those who mend it
	Known    *Known // nil: news
}

// Known says that a baseline knows of a diagnostic, which then fails nothing.
type Known struct {
	Until  string // the last day on which that holds: "2027-03-31"
	Reason term.Words
}

// Sort orders diagnostics by file, position and rule, so that one register always gives the same list.
func Sort(list []Diagnostic) {
	slices.SortStableFunc(list, func(a, b Diagnostic) int { return Compare(&a, &b) })
}

// Compare orders diagnostics as Sort does.
func Compare(a, b *Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Place.File, b.Place.File),
		cmp.Compare(a.Place.Line, b.Place.Line),
		cmp.Compare(a.Place.Column, b.Place.Column),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message.En, b.Message.En),
	)
}

// Counts is the number of diagnostics of each severity.
type Counts struct{ Error, Warning, Info int }

// Count counts a list by severity, without what a baseline knows.
func Count(list []Diagnostic) Counts {
	var c Counts
	for _, d := range list {
		if d.Known != nil {
			continue
		}
		switch d.Severity {
		case Error:
			c.Error++
		case Warning:
			c.Warning++
		case Info:
			c.Info++
		}
	}
	return c
}
