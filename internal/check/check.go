// Package check holds the rules: what a register must be, and what its readers must be told.
//
// In: a register with its assessment, and what prose found in the bodies. Out: diagnostics in both languages, and the gaps of each step.
// It must never import history, pages or exports. Judgement stays in assess; a rule only looks at what was judged and puts it into words.
//
// A rule is one file named after it and one line in rules.go.
package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// Rule is one rule with everything that is said of it: messages, the page of checks and `explain` derive from it.
type Rule struct {
	Name        rule.Name           // kebab-case
	Severity    diagnostic.Severity // by default
	Step        string              // the step of the process to which it belongs; empty: the rule speaks whatever is adopted
	Judged      bool                // it rests on the criteria: silent where what it rests on cannot be read
	Rests       []string            // the parts of criteria.toml that a judged rule rests on; none: all that an outcome rests on
	Dated       bool                // it speaks of a day that somebody wrote: whatever steps are adopted
	Demands     bool                // it asks for what nobody gives before a step was begun: information until the step has its first evidence
	Absence     bool                // it speaks of what is missing
	Credibility bool                // it doubts that the register is kept: off where the profile is simple
	Elsewhere   []string            // the kinds among whose records that may be: silent while one of them cannot be read
	Title       term.Words          // a noun phrase
	Why         term.Words          // why the rule is there, one or two sentences
	Mend        term.Words          // what to do, one or two sentences
	Says        []Saying            // by case, the ordinary case first
	Other       term.Words          // what is said of a related place that has no words of its own
	Failing     string              // a register, as a txtar archive, in which the rule speaks; before the first file, the places where it does
	Passing     string              // the same register, mended
	Find        func(*Case)         // nil where the rule is found while reading or understanding
}

// Saying is what a rule says in one case. {name} stands for the argument of that name.
type Saying struct {
	Case    rule.Case // "" is the ordinary case
	Message term.Words
	Help    term.Words // how to mend it
}

// Body is what prose found in one body: see package prose.
type Body struct {
	Record     string               // id
	References []string             // ids named by links in the body
	Terms      []string             // glossary ids that occur in it
	Live       []Quoted             // figures of the register that it quotes
	Anchors    []string             // of its headings
	Findings   []diagnostic.Finding // placed
}

// Case is what a rule may look at, and where it reports.
type Case struct {
	Assessment *assess.Assessment
	Bodies     []Body
	rule       *Rule
	found      []found
}

// found is a finding with what a gap needs to know of it.
type found struct {
	Finding diagnostic.Finding
	id      string         // of the record; empty for a document
	step    string         // of the process; empty where it is no gap
	breach  *assess.Breach // nil where it is none, or none that assess knows of
	early   bool           // nothing shows yet that what it asks for was begun
}

// Report adds a finding at the value of a record's path, or at the record's first line where the path is empty or missing.
func (c *Case) Report(entry register.Entry, path []any, args diagnostic.Args, related ...diagnostic.Related) {
	c.ReportCase(rule.Plain, entry, path, args, related...)
}

// ReportCase is Report for one of the rule's further cases.
func (c *Case) ReportCase(kase rule.Case, entry register.Entry, path []any, args diagnostic.Args, related ...diagnostic.Related) {
	c.reportStep(c.rule.Step, kase, entry, path, args, related...)
}

// reportStep is ReportCase for a rule that belongs to several steps.
func (c *Case) reportStep(step string, kase rule.Case, entry register.Entry, path []any, args diagnostic.Args, related ...diagnostic.Related) {
	base := entry.Of()
	if args == nil {
		args = diagnostic.Args{}
	}
	args["id"] = base.ID
	c.add(base.ID, step, kase, base.Source.Place(path...), args, related)
}

// ReportAt adds a finding at a place that belongs to no record: a document of the register.
func (c *Case) ReportAt(place diagnostic.Place, kase rule.Case, args diagnostic.Args, related ...diagnostic.Related) {
	c.add("", c.rule.Step, kase, place, args, related)
}

func (c *Case) add(id, step string, kase rule.Case, at diagnostic.Place, args diagnostic.Args, related []diagnostic.Related) {
	f := diagnostic.Finding{Rule: c.rule.Name, Case: kase, Place: at, Args: args, Related: related}
	c.found = append(c.found, found{Finding: f, id: id, step: step, early: c.rule.Demands && !c.begun(step) || c.rule.Severity <= diagnostic.Warning && c.unfinished(id)})
}

// unfinished reports whether a record is marked as incomplete and lacks something: that is told once, and whatever else would warn of it is information
// until it is complete, as what a team has just taken in from elsewhere shows it what comes next. It counts like any other, so that what is decided of it
// stays what it is, and what is an error stays one.
func (c *Case) unfinished(id string) bool {
	entry := c.Assessment.Register.Find(id)
	return entry != nil && entry.Of().Incomplete && len(entry.Of().Missing) > 0
}

// reportEarly is ReportAt for what nothing shows to have been begun, whatever other evidence its step has.
func (c *Case) reportEarly(place diagnostic.Place, kase rule.Case, args diagnostic.Args) {
	c.ReportAt(place, kase, args)
	c.found[len(c.found)-1].early = true
}

// begun reports whether a step has its first evidence.
func (c *Case) begun(step string) bool {
	return slices.ContainsFunc(c.Assessment.Steps, func(s assess.Step) bool { return s.Key == step && s.Evidence > 0 })
}

// Adopts tells whether the register adopts a step of the process.
func (c *Case) Adopts(step string) bool { return c.Assessment.Register.Config.Process.Adopts(step) }

// Gap is one thing that a step of the process still lacks.
type Gap struct {
	Rule rule.Name
	ID   string // the record; empty where the register as a whole lacks it
}

// Result is what checking a register gives.
type Result struct {
	Diagnostics []diagnostic.Diagnostic // sorted; severities as configured
	Gaps        map[string][]Gap        // by step, for adopted steps; sorted by rule, then id
}

// Run holds every rule against the register.
func Run(a *assess.Assessment, bodies []Body) Result {
	return hold(a, withTexts(a, bodies), severities(a.Register))
}

// Errors gives the errors that Run would give, sorted, and holds only those rules against the register that are errors in it.
func Errors(a *assess.Assessment, bodies []Body) []diagnostic.Diagnostic {
	severities := severities(a.Register)
	if severities[baselineUnmatched.Name] != diagnostic.Error { // which has to know what all rules found
		for name, s := range severities {
			if s < diagnostic.Error {
				severities[name] = diagnostic.Off
			}
		}
	}
	return slices.DeleteFunc(hold(a, withTexts(a, bodies), severities).Diagnostics, func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error })
}

func hold(a *assess.Assessment, bodies []Body, severities map[rule.Name]diagnostic.Severity) Result {
	result := Result{Gaps: map[string][]Gap{}}
	var subjects *subjects // of a register without faults nobody asks
	speak := func(f *diagnostic.Finding, severity diagnostic.Severity) {
		if severity != diagnostic.Off {
			d := say(f, severity)
			if subjects == nil {
				subjects = subjectsOf(a.Register.Tree)
			}
			d.Record = subjects.of(f.Place)
			result.Diagnostics = append(result.Diagnostics, d)
		}
	}
	add := func(f *diagnostic.Finding) { speak(f, severities[f.Rule]) }
	for i := range a.Register.Faults {
		add(&a.Register.Faults[i])
	}
	for _, f := range slices.Concat(configFaults(a.Register), baselineFaults(a.Register)) {
		add(&f)
	}
	unread, nearest := unreadable(a.Register.Tree), a.Register.Nearest()
	for _, b := range bodies {
		for _, f := range b.Findings {
			if !unread.leadsTo(&f) {
				f = suggesting(f, nearest)
				add(&f)
			}
		}
	}
	unfit, shape := misshapen(a)
	for _, rule := range Rules {
		if unfit.silences(rule) {
			continue
		}
		list, known := shape[rule]
		if !known {
			list = rule.find(a, bodies, severities[rule.Name])
		}
		result.Diagnostics = slices.Grow(result.Diagnostics, len(list))
		for i := range list {
			f := &list[i]
			severity := severities[rule.Name]
			if _, set := a.Register.Config.Check.Severity[string(rule.Name)]; f.early && !set {
				severity = min(severity, diagnostic.Info)
			}
			speak(&f.Finding, severity)
			if f.step != "" && a.Register.Config.Process.Adopts(f.step) {
				result.Gaps[f.step] = append(result.Gaps[f.step], Gap{rule.Name, f.id})
			}
		}
	}
	unmatched := knowing(a.Register, a.AsOf, result.Diagnostics)
	if unfit == nil && len(unread.names) == 0 { // where something cannot be read, rules are silent that would speak
		for i := range unmatched {
			add(&unmatched[i])
		}
	}
	result.sort()
	return result
}

// sort puts what was found in order, each gap once.
func (r *Result) sort() {
	diagnostic.Sort(r.Diagnostics)
	for step, gaps := range r.Gaps {
		slices.SortFunc(gaps, func(a, b Gap) int { return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.ID, b.ID)) })
		r.Gaps[step] = slices.Compact(gaps)
	}
}

// suggesting adds to a reference of a body that leads nowhere what may have been meant.
func suggesting(f diagnostic.Finding, nearest func(id string) string) diagnostic.Finding {
	id, ok := f.Args["id"].(string)
	if f.Rule != danglingReference.Name || !ok {
		return f
	}
	if near := nearest(id); near != "" {
		f.Case, f.Args = rule.CaseBodyNear, maps.Clone(f.Args)
		f.Args["near"] = near
	}
	return f
}

// find gives what the rule finds itself, where it may speak at all.
func (r *Rule) find(a *assess.Assessment, bodies []Body, severity diagnostic.Severity) []found {
	switch {
	case r.Find == nil, severity == diagnostic.Off,
		len(r.Elsewhere) > 0 && unreadable(a.Register.Tree).anyOf(r.Elsewhere),
		r.Step != "" && !r.Governance() && !r.Dated && !a.Register.Config.Process.Adopts(r.Step):
		return nil
	}
	c := &Case{Assessment: a, Bodies: bodies, rule: r}
	r.Find(c)
	return c.found
}

var byName = sync.OnceValue(func() map[rule.Name]*Rule {
	m := make(map[rule.Name]*Rule, len(Rules))
	for _, r := range Rules {
		m[r.Name] = r
	}
	return m
})

// Lookup gives the rule of a name, or nil.
func Lookup(name rule.Name) *Rule { return byName()[name] }

// severities are the rules' own, as far as the configuration leaves them.
func severities(r *register.Register) map[rule.Name]diagnostic.Severity {
	all := make(map[rule.Name]diagnostic.Severity, len(Rules))
	for _, rule := range Rules {
		all[rule.Name] = rule.SeverityIn(r)
	}
	return all
}

// SeverityIn gives the severity of the rule as far as the configuration of a register leaves it.
func (r *Rule) SeverityIn(in *register.Register) diagnostic.Severity {
	if s, ok := diagnostic.ParseSeverity(in.Config.Check.Severity[string(r.Name)]); ok && !(r.fixed() && s < r.Severity) {
		return s
	}
	if r.Credibility && in.Config.Process.Profile == "simple" {
		return diagnostic.Off
	}
	return r.Severity
}

// configFaults finds severities set for rules that do not exist, and severities that are none.
func configFaults(r *register.Register) []diagnostic.Finding {
	if r.Tree.Config == nil {
		return nil
	}
	v := r.Tree.Config.Table.At("check", "severity")
	if v == nil {
		return nil
	}
	names := ruleNames()
	var list []diagnostic.Finding
	report := func(name rule.Name, at diagnostic.Place, key, found string, allowed []string) {
		args := diagnostic.Args{"key": "check.severity." + key, "found": found, "allowed": strings.Join(allowed, ", ")}
		kase := rule.Plain
		if near := diagnostic.Nearest(found, allowed); near != "" {
			kase, args["near"] = rule.CaseNear, near
		}
		list = append(list, diagnostic.Finding{Rule: name, Case: kase, Place: at, Args: args})
	}
	for i := range v.Fields {
		f := &v.Fields[i]
		of := Lookup(rule.Name(f.Key))
		if of == nil {
			report(rule.UnknownKey, r.Tree.Config.File.Place(f.KeySpan), f.Key, f.Key, names)
		}
		s, ok := diagnostic.ParseSeverity(f.Value.Text)
		if ok && of != nil && of.fixed() && s < of.Severity {
			kase := rule.CaseFixed
			if of.Governance() {
				kase = rule.CaseFixedGovernance
			}
			list = append(list, diagnostic.Finding{Rule: rule.UnknownValue, Case: kase, Place: r.Tree.Config.File.Place(f.Value.Span), Args: diagnostic.Args{"rule": f.Key}})
		}
		if !ok {
			report(rule.UnknownValue, r.Tree.Config.File.Place(f.Value.Span), f.Key, f.Value.Text, diagnostic.Severities)
		}
	}
	return list
}
