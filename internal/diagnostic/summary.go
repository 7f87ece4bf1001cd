package diagnostic

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/riskbook/riskbook/internal/rule"
)

// Tally is how often a rule speaks with one severity.
type Tally struct {
	Rule     rule.Name
	Severity Severity
	Count    int
}

// Summarize counts a list by rule, without what a baseline knows: errors first, then warnings, then information, and among these what speaks most often.
func Summarize(list []Diagnostic) []Tally {
	counts := map[Tally]int{}
	for i := range list {
		if list[i].Known == nil {
			counts[Tally{list[i].Rule, list[i].Severity, 0}]++
		}
	}
	tallies := make([]Tally, 0, len(counts))
	for t, n := range counts {
		t.Count = n
		tallies = append(tallies, t)
	}
	slices.SortFunc(tallies, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Rule, b.Rule))
	})
	return tallies
}

// WriteSummary writes a summary for people, a rule a line; title gives a rule's own.
func WriteSummary(w io.Writer, tallies []Tally, title func(rule.Name) string, color bool) error {
	longest, digits := 0, 1
	for _, t := range tallies {
		longest, digits = max(longest, len(t.Rule)), max(digits, len(fmt.Sprint(t.Count)))
	}
	out := bufio.NewWriter(w)
	paint := (&textWriter{color: color}).paint
	for _, t := range tallies {
		fmt.Fprintf(out, "%s  %*d  %-*s  %s\n", paint(colourOf[t.Severity], fmt.Sprintf("%-7s", t.Severity)), digits, t.Count, longest, t.Rule, title(t.Rule))
	}
	return out.Flush()
}

// WriteSummaryJSON writes a summary for machines, as one line.
func WriteSummaryJSON(w io.Writer, tallies []Tally) error {
	type row struct {
		Rule     string `json:"rule"`
		Severity string `json:"severity"`
		Count    int    `json:"count"`
	}
	document := struct {
		Rules  []row      `json:"rules"`
		Counts jsonCounts `json:"counts"`
	}{Rules: make([]row, len(tallies))}
	for i, t := range tallies {
		document.Rules[i] = row{string(t.Rule), t.Severity.String(), t.Count}
		switch t.Severity {
		case Error:
			document.Counts.Error += t.Count
		case Warning:
			document.Counts.Warning += t.Count
		case Info:
			document.Counts.Info += t.Count
		}
	}
	return json.NewEncoder(w).Encode(document)
}
