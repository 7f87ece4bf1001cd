package check

import (
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// Stops reports whether what was found stops a build, an export or a comparison: a fault of reading, of the criteria's shape or of references, for which the
// register cannot be understood. A breach of governance stops none, so that a register which records it can still be read; nor does a rule that is a warning
// by nature and an error by configuration, since it may begin to speak on a day on which nobody changed anything (method: No calendar).
func Stops(d *diagnostic.Diagnostic) bool {
	rule := Lookup(d.Rule)
	return d.Severity == diagnostic.Error && rule.Severity == diagnostic.Error && !rule.Governance()
}

// Stopping gives those of a list that stop a build.
func Stopping(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return keep(list, func(d *diagnostic.Diagnostic) bool { return Stops(d) })
}

// Breaches gives the breaches of governance among a list.
func Breaches(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return keep(list, func(d *diagnostic.Diagnostic) bool { return Lookup(d.Rule).Governance() })
}

func keep(list []diagnostic.Diagnostic, wanted func(*diagnostic.Diagnostic) bool) []diagnostic.Diagnostic {
	var kept []diagnostic.Diagnostic
	for i := range list {
		if wanted(&list[i]) {
			kept = append(kept, list[i])
		}
	}
	return slices.Clip(kept)
}
