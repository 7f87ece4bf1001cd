package check

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// baselineUnmatched is found once every rule has spoken: see knowing.
var baselineUnmatched = &Rule{
	Name: "baseline-unmatched", Severity: diagnostic.Info,
	Title: words("当てはまる指摘のない既知の項目", "Baseline entry without a fault"),
	Why: words("直った指摘が既知のまま残っていると、同じ誤りが再び起きても見逃してしまいます。",
		"As long as what was mended is still listed as known, the same fault would pass unseen if it came back."),
	Mend: words("content/baseline.toml からその項目を削除してください。", "Remove the entry from content/baseline.toml."),
	Says: []Saying{
		{"", words("{about} についての {known} の指摘は、もうありません", "{known} has nothing to say of {about} any more"), words("直っているので、この [[known]] を削除してください", "it has been mended: remove this [[known]]")},
		{"fewer", words("{about} についての {known} の指摘は、既知の{count}件のうち{left}件になりました", "{known} has {left} left to say of {about}, of {count} that are known"), words("残りを既知とするなら count = {left} に直してください", "let count = {left} stand for what is left")},
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

// CanBeKnown tells whether a baseline may let what a rule says be: not where something could not be read or understood.
func (r *Rule) CanBeKnown() bool { return !r.fixed() && r != baselineUnmatched }

// baselineFaults finds entries of the baseline for rules that there are not, and for those that cannot be let be.
func baselineFaults(r *register.Register) []diagnostic.Finding {
	var list []diagnostic.Finding
	for i, known := range r.Baseline.Known {
		rule := Lookup(known.Rule)
		if known.Rule == "" || rule != nil && rule.CanBeKnown() {
			continue
		}
		args := diagnostic.Args{"key": "known.rule", "found": known.Rule, "rule": known.Rule}
		kase := "baseline"
		if rule == nil {
			kase, args["allowed"] = "", strings.Join(ruleNames(), ", ")
			if near := diagnostic.Nearest(known.Rule, ruleNames()); near != "" {
				kase, args["near"] = "near", near
			}
		}
		list = append(list, diagnostic.Finding{Rule: "unknown-value", Case: kase, Place: r.Tree.Baseline.Place("known", i, "rule"), Args: args})
	}
	return list
}

func ruleNames() []string {
	names := make([]string, len(Rules))
	for i, rule := range Rules {
		names[i] = rule.Name
	}
	return names
}

// knowing marks the diagnostics that the baseline knows, which then weigh no more than information, and notes on others that they were known until a day
// that has passed. It gives the entries that match nothing.
func knowing(r *register.Register, asOf string, list []diagnostic.Diagnostic) (unmatched []diagnostic.Finding) {
	type subject struct{ rule, record, file string }
	entries := map[subject]int{} // the one that lasts longest
	matched := make([]bool, len(r.Baseline.Known))
	for i, known := range r.Baseline.Known {
		key := subject{known.Rule, known.Record, known.File}
		if before, twice := entries[key]; twice && !outlasts(known, r.Baseline.Known[before]) {
			matched[i] = true // the other one stands for it
			continue
		} else if twice {
			matched[before] = true
		}
		entries[key] = i
	}
	if len(entries) == 0 {
		return nil
	}
	at, found := make([]int, len(list)), make([]int, len(r.Baseline.Known))
	for i := range list {
		d := &list[i]
		at[i] = -1
		if !Lookup(d.Rule).CanBeKnown() {
			continue
		}
		entry, ok := -1, false
		if d.Record != "" {
			entry, ok = entries[subject{rule: d.Rule, record: d.Record}]
		}
		if !ok {
			entry, ok = entries[subject{rule: d.Rule, file: d.Place.File}]
		}
		if ok {
			at[i], matched[entry] = entry, true
			found[entry]++
		}
	}
	for i := range list {
		d := &list[i]
		if at[i] < 0 {
			continue
		}
		known := &r.Baseline.Known[at[i]]
		until, place, n := known.Until.String(), r.Tree.Baseline.Place("known", at[i]), found[at[i]]
		if until >= asOf && known.Count > 0 && n > known.Count {
			d.Related = append(d.Related, diagnostic.Related{Place: place, Message: words(fmt.Sprintf("既知は%d件ですが、%d件あります", known.Count, n), fmt.Sprintf("known: %d, but there are %d", known.Count, n))})
			continue
		}
		if until < asOf {
			d.Related = append(d.Related, diagnostic.Related{Place: place, Message: words("既知として許す期限 "+until+" を過ぎました", "known until "+until+", which has passed")})
			continue
		}
		ja, _ := known.Reason.In("ja", r.Config.DefaultLanguage)
		en, _ := known.Reason.In("en", r.Config.DefaultLanguage)
		d.Severity, d.Known = diagnostic.Info, &diagnostic.Known{Until: until, Reason: words(ja, en)}
		d.Related = append(d.Related, diagnostic.Related{Place: place, Message: words("既知（"+until+" まで）: "+ja, "known until "+until+": "+en)})
	}
	for i, known := range r.Baseline.Known {
		rule := Lookup(known.Rule)
		if rule == nil || !rule.CanBeKnown() || matched[i] && (found[i] == 0 || found[i] >= known.Count) {
			continue
		}
		finding := diagnostic.Finding{Rule: baselineUnmatched.Name, Place: r.Tree.Baseline.Place("known", i), Args: diagnostic.Args{"known": known.Rule, "about": cmp.Or(known.Record, known.File)}}
		if matched[i] {
			finding.Case, finding.Args["count"], finding.Args["left"] = "fewer", known.Count, found[i]
		}
		unmatched = append(unmatched, finding)
	}
	return unmatched
}

// outlasts tells whether an entry stands for another of the same subject: it lasts longer, or as long and for more.
func outlasts(one, other register.KnownFault) bool {
	if one.Until != other.Until {
		return other.Until.Before(one.Until)
	}
	return other.Count > 0 && (one.Count == 0 || one.Count > other.Count)
}
