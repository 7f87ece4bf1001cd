package desk

import (
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// SitePath gives the path in the site of a page of the language.
func (v *ways) SitePath(path string) string { return address.InSite(v.Register, v.Language, path) }

// Base gives what leads from a page of the language to the root of the site.
func (v *ways) Base(path string) string { return address.Up(v.SitePath(path)) }

// ClauseName gives the title of a clause, or its key where it has none.
func (v *ways) ClauseName(c *register.Clause) part.Part {
	return Or(v.Short(c.Title), part.Words(c.Key))
}

// InsideLink is pageLink with something other than plain words.
func InsideLink(path, to string, words part.Part) part.Part {
	return part.Inside{Href: address.Href(path, to), Part: words}
}

// StepLink leads to a step on the page of the process.
func (v *ways) StepLink(path, step string) part.Part {
	return v.PageLink(path, "process.html#step-"+step, step+" "+v.Words["step-"+step])
}

// Step gives how a step stands; the zero Step for one that there is not.
func (v *Desk) Step(key string) assess.Step {
	for _, s := range v.Assessment.Steps {
		if s.Key == key {
			return s
		}
	}
	return assess.Step{}
}

// EvidenceLists are the pages that list what counts as evidence of a step.
var EvidenceLists = map[string]string{
	"1.1": "assets.html", "1.2": "criteria.html", "1.3": "findings.html", "2.1": "events.html", "2.2": "risks.html", "3.1": "risks.html",
	"3.2": "risks.html", "4.1": "risks.html", "5.1": "treatments.html", "6.1": "reviews.html", "6.2": "reviews.html",
}

// RuleLink leads to what the page of checks says of a rule.
func (v *ways) RuleLink(path string, name rule.Name, words string) part.Part {
	return v.PageLink(path, "checks.html#"+string(name), words)
}

// PageLink links to a page of the site that is no record.
func (v *ways) PageLink(path, to, words string) part.Part {
	return part.Page{Href: address.Href(path, to), Text: part.Words(words)}
}

// StepName gives a value of a scale with its label.
func (v *Verdicts) StepName(steps []register.Step, value *int) part.Part {
	if value == nil {
		return part.Words("–")
	}
	i := slices.IndexFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == *value })
	if i < 0 {
		return part.Words(strconv.Itoa(*value))
	}
	return Join(" ", part.Words(strconv.Itoa(*value)), v.Short(steps[i].Label))
}
