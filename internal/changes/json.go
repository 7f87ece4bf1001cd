package changes

import (
	"io"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// The JSON form, documented by testdata/diff.json. Lists are never null; what cannot be determined, and a side that does not hold a thing, is null.
type jsonReport struct {
	Format      int             `json:"format"`
	AsOf        date.Date       `json:"asOf"` // of both sides
	Before      jsonSide        `json:"before"`
	After       jsonSide        `json:"after"`
	Changed     bool            `json:"changed"` // in risk terms: edited records alone do not count
	Same        int             `json:"same"`    // risks that stand as before
	Risks       []jsonRisk      `json:"risks"`
	Lapsed      []jsonLapse     `json:"lapsed"`
	Plans       []jsonPlan      `json:"plans"`
	Criteria    []jsonCriterion `json:"criteria"`
	Diagnostics jsonFaults      `json:"diagnostics"`
	Records     jsonRecords     `json:"records"`
	Levels      []jsonTally     `json:"levels"`
	Outcomes    []jsonTally     `json:"outcomes"`
	Matrix      jsonMatrices    `json:"matrix"`
}

type jsonSide struct {
	Name   string  `json:"name"`
	Commit *string `json:"commit"`
	Absent bool    `json:"absent"` // there was no register
}

type jsonRating struct {
	Likelihood *int    `json:"likelihood"`
	Impact     *int    `json:"impact"`
	Level      *string `json:"level"`
	OffScale   bool    `json:"offScale"`
}

type jsonStanding struct {
	ID     string `json:"id"`
	Levels struct {
		Inherent  jsonRating  `json:"inherent"`
		Current   jsonRating  `json:"current"`
		Projected *jsonRating `json:"projected"` // null where the plans remove the risk
	} `json:"levels"`
	Outcome               string          `json:"outcome"`
	Reasons               []string        `json:"reasons"`
	Rank                  *int            `json:"rank"`
	Acceptance            *jsonAcceptance `json:"acceptance"`
	Plans                 []string        `json:"plans"`
	Option                *string         `json:"option"`
	ExpectedAnnualLoss    *float64        `json:"expectedAnnualLoss"`
	ProjectedExpectedLoss *float64        `json:"projectedExpectedAnnualLoss"`
}

type jsonAcceptance struct {
	Decision string    `json:"decision"`
	State    string    `json:"state"`
	Until    date.Date `json:"until"`
}

type jsonRisk struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Before    *jsonStanding `json:"before"`
	After     *jsonStanding `json:"after"`
	Cause     *string       `json:"cause"`     // of a change of level: rating, criteria or both
	Direction int           `json:"direction"` // of the level: 1 up, -1 down
	RankOnly  bool          `json:"rankOnly"`
}

type jsonLapse struct {
	Risk     string `json:"risk"`
	Decision string `json:"decision"`
	Why      string `json:"why"` // expired, outgrown or gone
}

type jsonTarget struct {
	Risk       string `json:"risk"`
	Likelihood *int   `json:"likelihood"`
	Impact     *int   `json:"impact"`
	Removed    bool   `json:"removed"`
}

type jsonPlanStanding struct {
	ID       string       `json:"id"`
	Status   string       `json:"status"`
	Due      *date.Date   `json:"due"`
	Finished *date.Date   `json:"finished"`
	Done     int          `json:"done"`
	Total    int          `json:"total"`
	Overdue  bool         `json:"overdue"`
	Initial  int64        `json:"initial"`
	Annual   int64        `json:"annual"`
	Risks    []string     `json:"risks"`
	Targets  []jsonTarget `json:"targets"`
}

type jsonPlan struct {
	ID     string            `json:"id"`
	Title  string            `json:"title"`
	Before *jsonPlanStanding `json:"before"`
	After  *jsonPlanStanding `json:"after"`
}

type jsonCriterion struct {
	Aspect string  `json:"aspect"`
	Of     *string `json:"of"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}

type jsonFault struct {
	Rule     string  `json:"rule"`
	Severity string  `json:"severity"`
	Record   *string `json:"record"`
	File     string  `json:"file"`
	Line     int     `json:"line"`
	Column   int     `json:"column"`
	Message  string  `json:"message"`
	Help     string  `json:"help"`
}

type jsonFaults struct {
	New  []jsonFault `json:"new"`
	Gone []jsonFault `json:"gone"`
}

type jsonRecord struct {
	Kind   string   `json:"kind"` // the folder: "risks"
	ID     string   `json:"id"`
	Was    *string  `json:"was"`
	Title  string   `json:"title"`
	Fields []string `json:"fields"`
}

type jsonRecords struct {
	Added   []jsonRecord `json:"added"`
	Removed []jsonRecord `json:"removed"`
	Renamed []jsonRecord `json:"renamed"`
	Edited  []jsonRecord `json:"edited"`
}

type jsonTally struct {
	Name   string `json:"name"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

// jsonMatrices hold the ids of open risks as they stand now, rows by likelihood and columns by impact, ascending.
type jsonMatrices struct {
	Before [][][]string `json:"before"`
	After  [][][]string `json:"after"`
}

// WriteJSON writes what changed for programs: stable, sorted and versioned.
func (r *Report) WriteJSON(w io.Writer) error {
	document := jsonReport{
		Format: 1, AsOf: r.After.Assessment.AsOf, Before: r.sideJSON(r.Old), After: r.sideJSON(r.New), Changed: r.Changed(), Same: r.Same,
		Risks: []jsonRisk{}, Lapsed: []jsonLapse{}, Plans: []jsonPlan{}, Criteria: []jsonCriterion{},
		Diagnostics: jsonFaults{r.faultsJSON(r.Failing), r.faultsJSON(r.Mended)},
		Records:     jsonRecords{r.recordsJSON(compare.Added), r.recordsJSON(compare.Removed), r.recordsJSON(compare.Renamed), r.recordsJSON(compare.Edited)},
		Levels:      talliesJSON(r.levels()), Outcomes: talliesJSON(r.outcomes()),
		Matrix: jsonMatrices{r.Before.Assessment.Summary.Now, r.After.Assessment.Summary.Now},
	}
	for i := range r.Comparison.Risks {
		c := &r.Comparison.Risks[i]
		document.Risks = append(document.Risks, jsonRisk{c.ID, r.title(c.ID), standingJSON(c.Before), standingJSON(c.After), orNull(string(c.Cause)), c.Direction, c.RankOnly})
	}
	for _, l := range r.Lapsed {
		document.Lapsed = append(document.Lapsed, jsonLapse{l.Risk, l.Decision, string(l.Why)})
	}
	for _, p := range r.Plans {
		document.Plans = append(document.Plans, jsonPlan{p.ID, r.title(p.ID), planJSON(p.Before), planJSON(p.After)})
	}
	for _, c := range r.Criteria {
		document.Criteria = append(document.Criteria, jsonCriterion{string(c.Aspect), orNull(c.Of), r.textJSON(c.Before, r.old()), r.textJSON(c.After, r.now())})
	}
	return diagnostic.EncodeJSON(w, "  ", document)
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

func (r *Report) sideJSON(s Side) jsonSide {
	return jsonSide{s.Name.En, orNull(s.Commit), s.Absent}
}

func (r *Report) textJSON(t register.Text, of *register.Register) *string {
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
		ID: s.ID, Outcome: string(s.Outcome), Reasons: []string{}, Plans: orEmpty(s.Plans), Option: orNull(s.Option),
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
		out.Acceptance = &jsonAcceptance{a.Decision, string(a.State), a.Until}
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
		p.ID, p.Status, day(p.Due), day(p.Finished), p.Done, p.Total, p.Overdue, p.Cost.Initial, p.Cost.Annual, orEmpty(p.Risks), []jsonTarget{},
	}
	for _, t := range p.Targets {
		out.Targets = append(out.Targets, jsonTarget(t))
	}
	return out
}

func (r *Report) faultsJSON(faults []compare.Fault) []jsonFault {
	out := []jsonFault{}
	for _, f := range faults {
		out = append(out, jsonFault{
			f.Rule, f.Severity.String(), orNull(f.Record), f.Place.File, max(f.Place.Line, 1), max(f.Place.Column, 1), r.words(f.Message), r.words(f.Help),
		})
	}
	return out
}

func (r *Report) recordsJSON(fate compare.Fate) []jsonRecord {
	out := []jsonRecord{}
	for _, record := range r.Comparison.Records {
		if record.Fate != fate {
			continue
		}
		one := jsonRecord{Kind: record.Kind.Folder, ID: record.ID(), Title: r.title(record.ID()), Fields: orEmpty(record.Fields)}
		if fate == compare.Renamed {
			one.Was = &record.Before
		}
		out = append(out, one)
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
