package register

import "github.com/riskbook/riskbook/internal/date"

// Treatment is a risk treatment plan (handbook 5.1.5).
type Treatment struct {
	Record
	Risks         []string       `key:"risks" required:"true" to:"risks"`
	Option        string         `key:"option" required:"true" oneof:"modify retain avoid share"`
	Aim           string         `key:"aim" required:"true" oneof:"prevention containment both"`
	Status        string         `key:"status" required:"true" oneof:"draft approved in-progress done cancelled"`
	Start         date.Date      `key:"start"`
	Due           date.Date      `key:"due" required:"true"`
	Finished      date.Date      `key:"finished"`
	Controls      []string       `key:"controls" to:"controls"` // that it builds
	Cost          *Cost          `key:"cost"`
	Effort        int            `key:"effort" range:"0 1000000000"` // person-days
	Feasibility   Text           `key:"feasibility"`
	Spread        Text           `key:"spread"`
	DependsOn     []string       `key:"depends_on" to:"treatments"`
	With          string         `key:"with" party:"true"` // whom the risk is shared with
	Continuity    Text           `key:"continuity"`
	Targets       []Target       `key:"target"`
	Actions       []Action       `key:"action"`
	Worsens       []SideEffect   `key:"worsens"`
	Introduces    []string       `key:"introduces" to:"risks"`
	Effectiveness *Effectiveness `key:"effectiveness"`
}

// Says reports whether the target says anything of what the plan brings.
func (t *Target) Says() bool {
	return t.Rating.says() || t.Level != "" || t.Removed || t.Frequency != nil || t.Loss != nil
}

// Live tells whether the plan counts in the projection: approved or in progress (method: Outcome). A draft is not live.
func (t *Treatment) Live() bool { return t.Status == "approved" || t.Status == "in-progress" }

// Cost is what a plan costs, in the register's currency.
type Cost struct {
	Initial int64 `key:"initial" range:"0 9000000000000000"`
	Annual  int64 `key:"annual" range:"0 9000000000000000"` // a year
}

// Target is the level of a risk expected when the plan is complete.
type Target struct {
	Risk string `key:"risk" required:"true" to:"risks"`
	Rating
	Level     string    `key:"level" criteria:"level"` // a level with no place in the matrix
	Removed   bool      `key:"removed"`                // the risk is gone (avoid)
	Frequency *Estimate `key:"frequency" measure:"frequency"`
	Loss      *Estimate `key:"loss" measure:"loss"`
}

// Action is one piece of work of a plan; open while Done is absent.
type Action struct {
	Title  Text      `key:"title" required:"true"`
	Owner  string    `key:"owner" party:"true"`
	Due    date.Date `key:"due"`
	Done   date.Date `key:"done"`
	Common string    `key:"common" to:"controls"` // the common effort that it is part of
}

// SideEffect raises another risk.
type SideEffect struct {
	Risk string `key:"risk" required:"true" to:"risks"`
	Rating
	Why Text `key:"why"`
}

// Says reports whether the side effect says to what it raises the risk.
func (s *SideEffect) Says() bool { return s.Rating.says() }

// Effectiveness is the review after completion (handbook 6.1).
type Effectiveness struct {
	Reviewed date.Date `key:"reviewed" required:"true"`
	Result   string    `key:"result" required:"true" words:"effect" oneof:"effective partly not"`
	Note     Text      `key:"note"`
}
