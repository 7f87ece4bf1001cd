package compare

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// Part is a part of what guards a register: that faults are told, that decisions are taken by those who may, that readers see what they may.
type Part string

// The parts, in the order in which they are shown.
const (
	Severity  Part = "severity"  // of a rule: switched off, or lowered
	FailOn    Part = "fail-on"   // the severity from which on a check does not pass
	Known     Part = "baseline"  // what is let be: a new entry, a later day, more of it
	Approval  Part = "approval"  // who may decide what was proposed
	Profile   Part = "profile"   // the steps of the process that are adopted
	Interval  Part = "review"    // after how many months risks are to be reviewed
	Audience  Part = "audience"  // who may read what
	Authority Part = "authority" // who may accept what, and for how long
	Signers   Part = "signers"   // whose signatures count
	Basis     Part = "criteria"  // what risks are judged by: what in particular is in Comparison.Criteria
	Parties   Part = "parties"
	Templates Part = "templates" // they make the pages
	Themes    Part = "themes"    // they give the pages their looks
	Scripts   Part = "scripts"   // they run in readers' browsers
	Pipelines Part = "pipelines" // what the forge runs, and whom it asks
)

var parts = []Part{
	Severity, FailOn, Known, Approval, Profile, Interval, Audience, Authority, Signers, Basis, Parties, Templates, Themes, Scripts, Pipelines,
}

// Setting is one thing in the settings of the register that is not as it was.
type Setting struct {
	Part          Part   // empty where it guards nothing
	File          string // from the register's folder
	Of            string // what it is said of: a rule, an audience, a party, a field with dots; empty where the part stands alone
	Before, After any    // as in Change. Of a file that is read by others: the start of its SHA-256
	Weaker        bool   // it surely guards less than before
	Text          bool   // as in Change
	Meaning       *register.Field
}

// Top is the key at the top of the file under which it is written, or what the file is called.
func (s *Setting) Top() string {
	switch {
	case s.File == configFile:
		return topOf(s.Of)
	case strings.HasSuffix(s.File, ".toml"):
		return strings.TrimSuffix(path.Base(s.File), ".toml")
	}
	return "figure"
}

const (
	configFile   = "content/riskbook.toml"
	baselineFile = "content/baseline.toml"
	partiesFile  = "content/parties.toml"
	signersFile  = "content/allowed_signers"
)

// settingsChanged gives what the settings say differently: first what guards the register, then the rest. A register that only one state holds has no settings
// that changed.
func settingsChanged(c *comparer) (guard, rest []Setting) {
	if c.old.Tree.Config == nil || c.now.Tree.Config == nil {
		return nil, nil
	}
	list := slices.Concat(severities(c), config(c), known(c), authorityRows(c), criteriaChanged(c), parties(c), catalogue(c), filesChanged(c))
	for _, s := range list {
		if s.Part == "" {
			rest = append(rest, s)
		} else {
			guard = append(guard, s)
		}
	}
	slices.SortStableFunc(guard, func(a, b Setting) int {
		return cmp.Or(cmp.Compare(slices.Index(parts, a.Part), slices.Index(parts, b.Part)), cmp.Compare(rank(b.Weaker), rank(a.Weaker)))
	})
	return guard, rest
}

func rank(weaker bool) int {
	if weaker {
		return 1
	}
	return 0
}

// severities gives the rules that speak with another severity, and the one from which on a check does not pass.
func severities(c *comparer) []Setting {
	before, after := check.Severities(c.old), check.Severities(c.now)
	var list []Setting
	for _, name := range slices.Sorted(maps.Keys(before)) {
		was, is := before[name], after[name]
		// What the profile switches off by itself is told of with the profile.
		if _, wrote := c.old.Config.Check.Severity[string(name)]; was == is || !wrote && c.now.Config.Check.Severity[string(name)] == "" {
			continue
		}
		s := Setting{File: configFile, Of: string(name), Before: was.String(), After: is.String()}
		if s.Weaker = is < was; s.Weaker {
			s.Part = Severity
		} else {
			s.Of = "check.severity." + string(name)
		}
		list = append(list, s)
	}
	was, _ := diagnostic.ParseSeverity(c.old.Config.Check.FailOn)
	is, _ := diagnostic.ParseSeverity(c.now.Config.Check.FailOn)
	if was != is {
		s := Setting{File: configFile, Of: "check.fail_on", Before: was.String(), After: is.String()}
		if s.Weaker = is > was; s.Weaker { // fewer findings fail a check
			s.Part, s.Of = FailOn, ""
		}
		list = append(list, s)
	}
	return list
}

// config gives what riskbook.toml says differently, severities aside.
func config(c *comparer) []Setting {
	var list []Setting
	old, now := c.old.Config, c.now.Config
	if was, is := old.Process.Adopted(), now.Process.Adopted(); old.Process.Profile != now.Process.Profile || !slices.Equal(was, is) {
		left := slices.ContainsFunc(was, func(step string) bool { return !slices.Contains(is, step) })
		list = append(list, Setting{Part: Profile, File: configFile, Before: profile(old.Process), After: profile(now.Process), Weaker: left})
	}
	for _, change := range documentChanges(c, documentFields("riskbook.toml"), c.old.Tree.Config, c.now.Tree.Config) {
		s := Setting{File: configFile, Of: change.Field, Before: change.Before, After: change.After, Text: change.Text, Meaning: change.Of}
		top, below, _ := strings.Cut(change.Field, ".")
		switch {
		case change.Field == "process.profile", change.Field == "process.steps", change.Field == "check.fail_on":
			continue
		case strings.HasPrefix(change.Field, "check.severity."):
			if check.Lookup(rule.Name(strings.TrimPrefix(change.Field, "check.severity."))) != nil {
				continue
			}
		case change.Field == "check.baseline_months":
			if s.Weaker = months(change.After) > months(change.Before); s.Weaker {
				s.Part = Known
			}
		case top == "approval":
			s.Part, s.Weaker = Approval, change.Field == "approval.separate" && change.After != true
		case top == "review":
			was, is := old.Review.EveryMonths, now.Review.EveryMonths
			if s.Weaker = was > 0 && (is == 0 || is > was); s.Weaker {
				s.Part, s.Of = Interval, ""
			}
		case top == "audience":
			s.Part, s.Of = Audience, below
		case top == "default_classification":
			s.Part = Audience
		case top == "theme":
			s.Part, s.Of = Themes, ""
		}
		list = append(list, s)
	}
	return list
}

// baselineMonths is how long a baseline may last where the configuration does not say.
const baselineMonths = 6

func months(v any) int64 {
	if n, ok := v.(int64); ok {
		return n
	}
	return baselineMonths
}

// profile writes which steps a register adopts: the profile's name, with its own list where it has one.
func profile(p register.Process) string {
	if p.Profile != "custom" {
		return p.Profile
	}
	return strings.TrimSpace("custom " + strings.Join(p.Adopted(), " "))
}

// known gives the entries of the baseline that let more be than before, and the others that are not as they were.
func known(c *comparer) []Setting {
	type subject struct{ rule, about string }
	entries := func(r *register.Register, name func(string) string) map[subject]register.KnownFault {
		list := map[subject]register.KnownFault{}
		for _, k := range r.Baseline.Known {
			key := subject{k.Rule, cmp.Or(name(k.Record), k.File)}
			if other, twice := list[key]; !twice || k.Until.After(other.Until) {
				list[key] = k
			}
		}
		return list
	}
	before, after := entries(c.old, c.renamed), entries(c.now, func(id string) string { return id })
	var keys []subject
	for key := range before {
		keys = append(keys, key)
	}
	for key := range after {
		if _, there := before[key]; !there {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b subject) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.about, b.about)) })
	var list []Setting
	for _, key := range keys {
		was, had := before[key]
		is, has := after[key]
		if had && has && was.Until == is.Until && was.Count == is.Count {
			if !sameWords(was.Reason, c.old, is.Reason, c.now) {
				before, _ := was.Reason.In(c.old.Config.DefaultLanguage, "")
				after, _ := is.Reason.In(c.now.Config.DefaultLanguage, "")
				list = append(list, Setting{File: baselineFile, Of: strings.TrimSpace(key.rule+" "+key.about) + " reason", Before: before, After: after, Text: true})
			}
			continue
		}
		s := Setting{File: baselineFile, Of: strings.TrimSpace(key.rule + " " + key.about)}
		if had {
			s.Before = lasting(was)
		}
		if has {
			s.After = lasting(is)
		}
		if s.Weaker = has && (!had || is.Until.After(was.Until) || was.Count > 0 && (is.Count == 0 || is.Count > was.Count)); s.Weaker {
			s.Part = Known
		}
		list = append(list, s)
	}
	return list
}

// lasting writes until when an entry of a baseline holds, and for how many faults where it counts them.
func lasting(k register.KnownFault) string {
	if k.Count == 0 {
		return k.Until.String()
	}
	return fmt.Sprintf("%s (%d)", k.Until, k.Count)
}
