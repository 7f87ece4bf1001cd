package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// baselineUnmatched is found once every rule has spoken: see knowing.
var baselineUnmatched = &Rule{
	Name: rule.BaselineUnmatched, Severity: diagnostic.Info,
	Title: words("当てはまる指摘のない既知の項目", "Baseline entry without a fault"),
	Why: words("直った指摘が既知のまま残っていると、同じ誤りが再び起きても見逃してしまいます。",
		"As long as what was mended is still listed as known, the same fault would pass unseen if it came back."),
	Mend: words("content/baseline.toml からその項目を削除してください。", "Remove the entry from content/baseline.toml."),
	Says: []Saying{
		{rule.Plain, words("{about} についての {known} の指摘は、もうありません", "{known} has nothing to say of {about} any more"), words("直っているので、この [[known]] を削除してください", "it has been mended: remove this [[known]]")},
		{rule.CaseFewer, words("{about} についての {known} の指摘は、既知の{count}件のうち{left}件になりました", "{known} has {left} left to say of {about}, of {count} that are known"), words("残りを既知とするなら count = {left} に直してください", "let count = {left} stand for what is left")},
	},
	Failing: `content/baseline.toml:1:1
` + exampleContext + exampleMediumRisk + exampleAcceptance + `-- content/baseline.toml --
[[known]]
rule = "needs-treatment"
record = "R-001"
until = 2027-03-31
reason = "導入時から残る指摘"
`,
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
}

// baselineFaults finds entries of the baseline for rules that there are not, and for those that cannot be let be.
func baselineFaults(r *register.Register) []diagnostic.Finding {
	var list []diagnostic.Finding
	for i, known := range r.Baseline.Known {
		of := Lookup(rule.Name(known.Rule))
		if known.Rule == "" || of != nil && of.CanBeKnown() {
			continue
		}
		args := diagnostic.Args{"key": "known.rule", "found": known.Rule, "rule": known.Rule}
		kase := rule.CaseBaseline
		switch {
		case of == baselineUnmatched, of == baselineTooLong:
			kase = rule.CaseBaselineItself
		case of != nil && of.Governance():
			kase = rule.CaseBaselineGovernance
		case of == nil:
			kase, args["allowed"] = rule.Plain, strings.Join(ruleNames(), ", ")
			if near := diagnostic.Nearest(known.Rule, ruleNames()); near != "" {
				kase, args["near"] = rule.CaseNear, near
			}
		}
		list = append(list, diagnostic.Finding{Rule: rule.UnknownValue, Case: kase, Place: r.Tree.Baseline.Place("known", i, "rule"), Args: args})
	}
	return list
}

func ruleNames() []string {
	names := make([]string, len(Rules))
	for i, r := range Rules {
		names[i] = string(r.Name)
	}
	return names
}

// knowing marks the diagnostics that the baseline knows, which then weigh no more than information, and notes on others that they were known until a day
// that has passed, or are more than is known. It gives the entries that match nothing, or fewer than they count.
func knowing(r *register.Register, asOf date.Date, list []diagnostic.Diagnostic) (unmatched []diagnostic.Finding) {
	if len(r.Baseline.Known) == 0 {
		return nil
	}
	entries := lasting(r, asOf)
	m := matchBaseline(entries, list)
	for i := range list {
		if at := m.entry[i]; at >= 0 {
			letBe(r, &list[i], entries, at, m.found[at], asOf)
		}
	}
	for i, known := range r.Baseline.Known {
		of := Lookup(rule.Name(known.Rule))
		if of == nil || !of.CanBeKnown() || m.settled[i] && (m.found[i] == 0 || m.found[i] >= known.Count) {
			continue
		}
		finding := diagnostic.Finding{Rule: baselineUnmatched.Name, Place: r.Tree.Baseline.Place("known", i), Args: diagnostic.Args{"known": known.Rule, "about": cmp.Or(known.Record, known.File)}}
		if m.settled[i] {
			finding.Case, finding.Args["count"], finding.Args["left"] = rule.CaseFewer, known.Count, m.found[i]
		}
		unmatched = append(unmatched, finding)
	}
	return unmatched
}

// lasting gives the entries of the baseline, none of them lasting longer than the register allows.
func lasting(r *register.Register, asOf date.Date) []register.KnownFault {
	entries := slices.Clone(r.Baseline.Known)
	for i := range entries {
		if latest := entries[i].Latest(asOf, r.Config.Check.BaselineMonths); entries[i].Until.After(latest) {
			entries[i].Until = latest
		}
	}
	return entries
}

// baselineMatch says which entry of the baseline each diagnostic belongs to.
type baselineMatch struct {
	entry   []int  // by diagnostic; -1: none
	found   []int  // by entry: how many diagnostics belong to it
	settled []bool // by entry: one belongs to it, or another entry stands for it
}

func matchBaseline(entries []register.KnownFault, list []diagnostic.Diagnostic) baselineMatch {
	type subject struct {
		rule         rule.Name
		record, file string
	}
	m := baselineMatch{make([]int, len(list)), make([]int, len(entries)), make([]bool, len(entries))}
	about := map[subject]int{} // the one that lasts longest
	for i, known := range entries {
		key := subject{rule.Name(known.Rule), known.Record, known.File}
		if before, twice := about[key]; twice && !outlasts(known, entries[before]) {
			m.settled[i] = true // the other one stands for it
			continue
		} else if twice {
			m.settled[before] = true
		}
		about[key] = i
	}
	for i := range list {
		d := &list[i]
		m.entry[i] = -1
		if !Lookup(d.Rule).CanBeKnown() {
			continue
		}
		at, ok := -1, false
		if d.Record != "" {
			at, ok = about[subject{rule: d.Rule, record: d.Record}]
		}
		if !ok {
			at, ok = about[subject{rule: d.Rule, file: d.Place.File}]
		}
		if ok {
			m.entry[i], m.settled[at] = at, true
			m.found[at]++
		}
	}
	return m
}

// letBe makes a diagnostic known by an entry, unless the entry has expired or n diagnostics are more than it counts: then it says so.
func letBe(r *register.Register, d *diagnostic.Diagnostic, entries []register.KnownFault, at, n int, asOf date.Date) {
	known, place := &entries[at], r.Tree.Baseline.Place("known", at)
	until := known.Until.String()
	note := func(message term.Words) {
		d.Related = append(d.Related, diagnostic.Related{Place: place, Message: message})
	}
	switch {
	case known.Until.Before(asOf) && known.Until != r.Baseline.Known[at].Until:
		months := r.Config.Check.BaselineMonths
		note(words(fmt.Sprintf("既知として許すのは書かれてから%dか月までで、%s に過ぎました", months, until), fmt.Sprintf("known for %s from when it was written, until %s, which has passed", englishMonths(months), until)))
	case known.Until.Before(asOf):
		note(words("既知として許す期限 "+until+" を過ぎました", "known until "+until+", which has passed"))
	case known.Count > 0 && n > known.Count:
		note(words(fmt.Sprintf("既知は%d件ですが、%d件あります", known.Count, n), fmt.Sprintf("known: %d, but there are %d", known.Count, n)))
	default:
		ja, _ := known.Reason.In("ja", r.Config.DefaultLanguage)
		en, _ := known.Reason.In("en", r.Config.DefaultLanguage)
		d.Severity, d.Known = diagnostic.Info, &diagnostic.Known{Until: until, Reason: words(ja, en)}
		note(words("既知（"+until+" まで）: "+ja, "known until "+until+": "+en))
	}
}

// outlasts tells whether an entry stands for another of the same subject: it lasts longer, or as long and for more.
func outlasts(one, other register.KnownFault) bool {
	if one.Until != other.Until {
		return other.Until.Before(one.Until)
	}
	return other.Count > 0 && (one.Count == 0 || one.Count > other.Count)
}
