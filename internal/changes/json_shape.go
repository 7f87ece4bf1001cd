package changes

import "github.com/riskbook/riskbook/internal/date"

// The JSON form, documented by testdata/diff.json. Lists are never null; what cannot be determined, and a side that does not hold a thing, is null.
//
// Guard says first what guards the register and is not as it was. The codes in What are:
//
//	severity   a rule was switched off or lowered; of: the rule
//	fail-on    a check passes with graver findings than before
//	baseline   more is let be, or for longer; of: the rule and what it speaks of, or check.baseline_months
//	approval   [approval] of riskbook.toml; of: the field
//	profile    the steps of the process that are adopted: [process] profile and steps
//	review     risks are to be reviewed less often: [review] every_months
//	audience   who may read what: [[audience]], default_classification; of: the audience and its field
//	authority  who may accept what, and for how long: [[authority]] of criteria.toml; of: the level, its parties where several rows are of one level, and the field
//	signers    content/allowed_signers
//	criteria   criteria.toml; of: the keys that changed; before and after: the revisions. The rest is in criteria
//	parties    parties.toml; of: the party and its field
//	templates, themes, scripts, pipelines   a file; before and after: the start of its SHA-256, null where there is none
type jsonReport struct {
	Guard       []jsonSetting   `json:"guard"`
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
	Settings    []jsonSetting   `json:"settings"` // what else the settings say differently, in the form of guard; what is the key at the top
	Matrix      jsonMatrices    `json:"matrix"`
}

type jsonSetting struct {
	What   string  `json:"what"`
	File   string  `json:"file"`
	Of     *string `json:"of"`
	Before any     `json:"before"`
	After  any     `json:"after"`
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
	Outcome               *string         `json:"outcome"`   // null where the risk is to be rated again, or does not count
	Uncounted             *string         `json:"uncounted"` // why it does not count: provisional, or later than the day; null where it counts
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
	Effect   bool      `json:"effect"`
	Until    date.Date `json:"until"`
}

type jsonRisk struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Before    *jsonStanding `json:"before"`
	After     *jsonStanding `json:"after"`
	Cause     *string       `json:"cause"`     // of a change of level: rating, criteria or both
	Direction int           `json:"direction"` // of the level: 1 up, -1 down
	Because   []string      `json:"because"`   // what moves the level or the outcome, each by itself: rating, criteria, date; or else all that changed
	RankOnly  bool          `json:"rankOnly"`
	RateAgain bool          `json:"rateAgain"` // its rating lies on a step that means something else: after says no level, outcome or rank
	Controls  []jsonControl `json:"controls"`  // it rests on, whose state is another
	Unfounded bool          `json:"unfounded"` // rated lower without a new rationale, a later review or a control more
}

type jsonControl struct {
	ID     string  `json:"id"`
	Before *string `json:"before"` // null where the risk did not name it
	After  *string `json:"after"`
}

type jsonLapse struct {
	Risk     string `json:"risk"`
	Decision string `json:"decision"`
	Why      string `json:"why"` // expired, outgrown, gone or unconfirmed
}

type jsonTarget struct {
	Risk       string  `json:"risk"`
	Likelihood *int    `json:"likelihood"`
	Impact     *int    `json:"impact"`
	Level      *string `json:"level"` // where it is given alone
	Removed    bool    `json:"removed"`
}

type jsonPlanStanding struct {
	ID          string       `json:"id"`
	Status      string       `json:"status"`
	Due         *date.Date   `json:"due"`
	Finished    *date.Date   `json:"finished"`
	Done        int          `json:"done"`
	Total       int          `json:"total"`
	Overdue     bool         `json:"overdue"`
	Initial     int64        `json:"initial"`
	Annual      int64        `json:"annual"`
	Risks       []string     `json:"risks"`
	Targets     []jsonTarget `json:"targets"`
	Provisional bool         `json:"provisional"`
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
	Rule     string   `json:"rule"`
	Severity string   `json:"severity"`
	Record   *string  `json:"record"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Message  string   `json:"message"`
	Help     string   `json:"help"`
	Because  []string `json:"because"`       // records, criteria, date, rule, profile, baseline or settings: each makes the difference by itself, or else all that changed
	Now      *string  `json:"now,omitempty"` // the severity that is left
}

type jsonFaults struct {
	New        []jsonFault `json:"new"`
	Gone       []jsonFault `json:"gone"`       // the records mended it
	Unreported []jsonFault `json:"unreported"` // it is said no longer, or with less weight, for other reasons
}

type jsonRecord struct {
	Kind    string       `json:"kind"` // the folder: "risks"
	ID      string       `json:"id"`
	Was     *string      `json:"was"`
	Title   string       `json:"title"`
	Fields  []string     `json:"fields"`
	Changes []jsonChange `json:"changes"`
}

// jsonChange is a fact that was edited. Fields are named with dots: target[R-001].likelihood, action[2].due, basis.en.
type jsonChange struct {
	Field  string `json:"field"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// jsonReplaced is another record under an old id.
type jsonReplaced struct {
	Kind     string   `json:"kind"`
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	WasKind  string   `json:"wasKind"`
	WasTitle string   `json:"wasTitle"`
	Now      *string  `json:"now"` // the id under which what stood there goes on; null where it is gone
	NamedBy  []string `json:"namedBy"`
}

type jsonRecords struct {
	Added    []jsonRecord   `json:"added"`
	Removed  []jsonRecord   `json:"removed"`
	Renamed  []jsonRecord   `json:"renamed"`
	Edited   []jsonRecord   `json:"edited"`
	Replaced []jsonReplaced `json:"replaced"`
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
