package compare

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Factor is one of the things that may differ between two states and make a difference to what is judged.
type Factor string

// The factors.
const (
	FromRecords  Factor = "records"  // what was written of risks and of what they rest on, and of parties
	FromCriteria Factor = "criteria" // criteria.toml
	FromDate     Factor = "date"     // a day passed
	FromRule     Factor = "rule"     // the severity of rules
	FromProfile  Factor = "profile"  // the steps of the process that are adopted
	FromBaseline Factor = "baseline" // what is let be
	FromSettings Factor = "settings" // the rest of riskbook.toml
)

// factors gives the factors that differ.
func factors(c *comparer, records []Record) []Factor {
	old, now := c.old.Config, c.now.Config
	settings := slices.ContainsFunc(config(c), func(s Setting) bool { return s.Part != Profile && s.Part != Known })
	given := func(name string, a, b *source.Document) bool {
		return len(documentChanges(c, documentFields(name), a, b)) > 0 || (a == nil) != (b == nil)
	}
	var list []Factor
	add := func(f Factor, differs bool) {
		if differs {
			list = append(list, f)
		}
	}
	add(FromRecords, len(records) > 0 || len(parties(c))+len(catalogue(c)) > 0 || !maps.EqualFunc(c.old.Tree.Tables, c.now.Tree.Tables, sameFile) || !slices.Equal(c.old.Tree.Figures, c.now.Tree.Figures))
	add(FromCriteria, given("criteria.toml", c.old.Tree.Criteria, c.now.Tree.Criteria))
	add(FromDate, c.before.Assessment.AsOf != c.after.Assessment.AsOf)
	add(FromRule, !maps.Equal(check.Severities(c.old), check.Severities(c.now)))
	add(FromProfile, !slices.Equal(old.Process.Adopted(), now.Process.Adopted()))
	add(FromBaseline, given("baseline.toml", c.old.Tree.Baseline, c.now.Tree.Baseline))
	add(FromSettings, settings)
	return list
}

// sameFile compares two files of readings; nil stands for one that cannot be read.
func sameFile(a, b *source.File) bool {
	return a == b || a != nil && b != nil && string(a.Data) == string(b.Data)
}

// world is the first state with one factor as it is in the second.
type world struct {
	assessment *assess.Assessment
	bodies     []check.Body
	faults     []diagnostic.Diagnostic
	run        bool
}

// diagnostics gives what the rules would have said.
func (w *world) diagnostics() []diagnostic.Diagnostic {
	if !w.run {
		w.faults, w.run = check.Run(w.assessment, w.bodies).Diagnostics, true
	}
	return w.faults
}

// world gives the first state as it would have been judged, had one factor been as it is in the second.
func (c *comparer) world(f Factor) *world {
	if c.worlds[f] == nil {
		asOf := c.before.Assessment.AsOf
		if f == FromDate {
			asOf = c.after.Assessment.AsOf
		}
		r, bodies := mixed(c, f), c.before.Bodies
		if f == FromRecords {
			bodies = c.after.Bodies
		}
		c.worlds[f] = &world{assessment: assess.Assess(r, asOf), bodies: bodies}
	}
	return c.worlds[f]
}

// mixed gives the register of the first state with one factor as it is in the second.
func mixed(c *comparer, f Factor) *register.Register {
	r := *c.old
	tree := *c.old.Tree
	switch f {
	case FromRecords:
		tree = *c.now.Tree
		tree.Config, tree.Criteria, tree.Baseline = c.old.Tree.Config, c.old.Tree.Criteria, c.old.Tree.Baseline
		tree.Findings = findings(c.now.Tree, c.old.Tree, tree.Config, tree.Criteria, tree.Baseline)
		return register.Understand(&tree)
	case FromCriteria:
		tree.Criteria = c.now.Tree.Criteria
		tree.Findings = findings(c.old.Tree, c.now.Tree, tree.Criteria)
		return register.Understand(&tree)
	case FromRule:
		r.Config.Check = c.now.Config.Check
	case FromProfile:
		r.Config.Process = c.now.Config.Process
	case FromBaseline:
		tree.Baseline = c.now.Tree.Baseline
		r.Tree, r.Baseline = &tree, c.now.Baseline
	case FromSettings:
		r.Config = c.now.Config
		r.Config.Check, r.Config.Process = c.old.Config.Check, c.old.Config.Process
	}
	return &r
}

// findings gives what was found while reading one tree, but for some documents what was found in another.
func findings(of, other *source.Tree, docs ...*source.Document) []diagnostic.Finding {
	borrowed := map[string]bool{}
	for _, doc := range docs {
		if doc != nil {
			borrowed[doc.File.Path] = true
		}
	}
	var list []diagnostic.Finding
	for _, f := range of.Findings {
		if !borrowed[f.Place.File] {
			list = append(list, f)
		}
	}
	for _, f := range other.Findings {
		if borrowed[f.Place.File] {
			list = append(list, f)
		}
	}
	return list
}
