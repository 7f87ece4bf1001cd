package changes

import (
	"io"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// WriteJSON writes what changed for programs: stable, sorted and versioned.
func (r *Report) WriteJSON(w io.Writer) error {
	document := jsonReport{
		Guard: settingsJSON(r.Comparison.Guard), Settings: settingsJSON(r.Comparison.Settings), Format: 1, AsOf: r.Comparison.After.Assessment.AsOf, Before: sideJSON(r.Old), After: sideJSON(r.New), Changed: r.Comparison.Changed(), Same: r.Comparison.Same,
		Risks: []jsonRisk{}, Lapsed: []jsonLapse{}, Plans: []jsonPlan{}, Criteria: []jsonCriterion{},
		Diagnostics: jsonFaults{faultsJSON(r, r.Comparison.Failing), faultsJSON(r, r.Comparison.Mended), faultsJSON(r, r.Comparison.Silenced)},
		Records:     jsonRecords{recordsJSON(r, compare.Added), recordsJSON(r, compare.Removed), recordsJSON(r, compare.Renamed), recordsJSON(r, compare.Edited), replacedJSON(r)},
		Levels:      talliesJSON(levels(r)), Outcomes: talliesJSON(outcomes(r)),
		Matrix: jsonMatrices{r.Comparison.Before.Assessment.Summary.Now, r.Comparison.Placed()},
	}
	for i := range r.Comparison.Risks {
		c := &r.Comparison.Risks[i]
		document.Risks = append(document.Risks, riskJSON(r, c))
	}
	for _, l := range r.Comparison.Lapsed {
		document.Lapsed = append(document.Lapsed, jsonLapse{l.Risk, l.Decision, string(l.Why)})
	}
	for _, p := range r.Comparison.Plans {
		document.Plans = append(document.Plans, jsonPlan{p.ID, r.title(p.ID), planJSON(p.Before), planJSON(p.After)})
	}
	for _, c := range r.Comparison.Criteria {
		document.Criteria = append(document.Criteria, jsonCriterion{string(c.Aspect), orNull(c.Of), textJSON(r, c.Before, r.old()), textJSON(r, c.After, r.now())})
	}
	return diagnostic.EncodeJSON(w, "  ", document)
}

func riskJSON(r *Report, c *compare.Risk) jsonRisk {
	one := jsonRisk{
		ID: c.ID, Title: r.title(c.ID), Before: standingJSON(c.Before), After: standingJSON(c.After), Cause: orNull(string(c.Cause)), Direction: c.Direction,
		Because: []string{}, RankOnly: c.RankOnly, RateAgain: c.RateAgain(), Controls: []jsonControl{}, Unfounded: c.Unfounded,
	}
	for _, factor := range c.Because {
		word := string(factor)
		if factor == compare.FromRecords {
			word = string(compare.ByRating)
		}
		one.Because = append(one.Because, word)
	}
	for _, x := range c.Controls {
		one.Controls = append(one.Controls, jsonControl{x.ID, orNull(x.Before), orNull(x.After)})
	}
	return one
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func sideJSON(s Side) jsonSide {
	return jsonSide{s.Name.En, orNull(s.Commit), s.Absent}
}

func textJSON(r *Report, t register.Text, of *register.Register) *string {
	return orNull(r.text(t, of))
}

func ratingJSON(x compare.Rating) jsonRating {
	return jsonRating{x.Likelihood, x.Impact, orNull(x.Level), x.OffScale}
}

func standingJSON(s *compare.Standing) *jsonStanding {
	if s == nil {
		return nil
	}
	out := &jsonStanding{
		ID: s.ID, Outcome: orNull(string(s.Outcome)), Uncounted: orNull(string(s.Uncounted)), Reasons: []string{}, Plans: orEmpty(s.Plans), Option: orNull(s.Option),
		ExpectedAnnualLoss: s.ExpectedLoss, ProjectedExpectedLoss: s.ProjectedLoss,
	}
	out.Levels.Inherent, out.Levels.Current = ratingJSON(s.Inherent), ratingJSON(s.Now)
	if !s.Removed {
		projected := ratingJSON(s.Projected)
		out.Levels.Projected = &projected
	}
	if s.Rank > 0 {
		out.Rank = &s.Rank
	}
	for _, reason := range s.Reasons {
		out.Reasons = append(out.Reasons, string(reason))
	}
	if a := s.Acceptance; a != nil {
		out.Acceptance = &jsonAcceptance{a.Decision, string(a.State), a.Effect, a.Until}
	}
	return out
}

func planJSON(p *compare.PlanStanding) *jsonPlanStanding {
	if p == nil {
		return nil
	}
	day := func(d date.Date) *date.Date {
		if d.IsZero() {
			return nil
		}
		return &d
	}
	out := &jsonPlanStanding{
		p.ID, p.Status, day(p.Due), day(p.Finished), p.Done, p.Total, p.Overdue, p.Cost.Initial, p.Cost.Annual, orEmpty(p.Risks), []jsonTarget{}, p.Provisional,
	}
	for _, t := range p.Targets {
		out.Targets = append(out.Targets, jsonTarget{t.Risk, t.Likelihood, t.Impact, orNull(t.Level), t.Removed})
	}
	return out
}

func faultsJSON(r *Report, faults []compare.Fault) []jsonFault {
	out := []jsonFault{}
	for _, f := range faults {
		one := jsonFault{
			Rule: string(f.Diagnostic.Rule), Severity: f.Diagnostic.Severity.String(), Record: orNull(f.Record), File: f.Diagnostic.Place.File, Line: max(f.Diagnostic.Place.Line, 1), Column: max(f.Diagnostic.Place.Column, 1),
			Message: r.words(f.Diagnostic.Message), Help: r.words(f.Diagnostic.Help), Because: []string{},
		}
		for _, factor := range f.Because {
			one.Because = append(one.Because, string(factor))
		}
		if f.Now > diagnostic.Off {
			one.Now = orNull(f.Now.String())
		}
		out = append(out, one)
	}
	return out
}

func recordsJSON(r *Report, fate compare.Fate) []jsonRecord {
	out := []jsonRecord{}
	for _, record := range r.Comparison.Records {
		if record.Fate != fate {
			continue
		}
		one := jsonRecord{Kind: record.Kind.Folder, ID: record.ID(), Title: r.title(record.ID()), Fields: orEmpty(record.Fields), Changes: []jsonChange{}}
		for _, c := range record.Changes {
			one.Changes = append(one.Changes, jsonChange{c.Field, c.Before, c.After})
		}
		if fate == compare.Renamed {
			one.Was = &record.Before
		}
		out = append(out, one)
	}
	return out
}

func replacedJSON(r *Report) []jsonReplaced {
	out := []jsonReplaced{}
	for _, record := range r.Comparison.Records {
		if record.Fate == compare.Replaced {
			id := record.After
			out = append(out, jsonReplaced{
				record.Kind.Folder, id, r.text(r.now().Find(id).Of().Title, r.now()), record.Was.Folder, r.text(r.old().Find(id).Of().Title, r.old()),
				orNull(r.Comparison.NewID[id]), orEmpty(record.NamedBy),
			})
		}
	}
	return out
}

func settingsJSON(list []compare.Setting) []jsonSetting {
	out := []jsonSetting{}
	for i := range list {
		s := &list[i]
		what := string(s.Part)
		if what == "" {
			what = s.Top()
		}
		out = append(out, jsonSetting{what, s.File, orNull(s.Of), s.Before, s.After})
	}
	return out
}

func talliesJSON(list []tally) []jsonTally {
	out := []jsonTally{}
	for _, t := range list {
		out = append(out, jsonTally{t.name, t.before, t.after})
	}
	return out
}
