package check

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
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

// Stopped gives what Stopping gives of all that Run would find, sorted, and holds no other rules against the register. What the texts of fields quote is read
// from the assessment, unless it is known that they quote nothing; the rules look at the register alone.
func Stopped(a *assess.Assessment, bodies []Body, quoting bool) []diagnostic.Diagnostic {
	severities := make(map[rule.Name]diagnostic.Severity, len(Rules))
	for _, r := range Rules {
		severities[r.Name] = diagnostic.Off
		if r.Severity == diagnostic.Error && !r.Governance() && r.SeverityIn(a.Register) == diagnostic.Error {
			severities[r.Name] = diagnostic.Error
		}
	}
	if quoting {
		bodies = withTexts(a, bodies)
	}
	return Stopping(hold(a, bodies, severities).Diagnostics)
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
	return kept
}

// Breach is a breach of governance with the records on which it stands.
type Breach struct {
	Rule   *Rule
	Said   diagnostic.Diagnostic
	Record string   // the id of the record that is at fault
	Risks  []string // the ids of the risks that it bears on, ascending
}

// Stands reports whether the breach is to be told of at a record.
func (b *Breach) Stands(id string) bool { return b.Record == id || slices.Contains(b.Risks, id) }

// BreachesOf gives the breaches of governance in a register, sorted by file and place. It holds the rules about them against it and no others.
func BreachesOf(a *assess.Assessment) []Breach {
	var list []Breach
	unfit, _ := misshapen(a)
	for _, rule := range Rules {
		if !rule.Governance() || unfit.silences(rule) {
			continue
		}
		for _, f := range rule.find(a, nil, diagnostic.Error) {
			b := Breach{Rule: rule, Said: say(&f.Finding, diagnostic.Error), Record: f.id}
			b.Said.Record = f.id
			if f.breach != nil {
				b.Risks = f.breach.Risks
			} else if d, ok := a.Register.Find(f.id).(*register.Decision); ok {
				b.Risks = slices.Compact(slices.Sorted(slices.Values(d.Risks)))
			}
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, func(a, b Breach) int { return diagnostic.Compare(&a.Said, &b.Said) })
	return list
}

// eachBreach goes through the breaches of the rule.
func (c *Case) eachBreach(report func(b *assess.Breach)) {
	for i := range c.Assessment.Breaches {
		b := &c.Assessment.Breaches[i]
		if b.Kind != assess.BreachKind(c.rule.Name) {
			continue
		}
		from := len(c.found)
		report(b)
		for i := from; i < len(c.found); i++ {
			c.found[i].breach = b
		}
	}
}
