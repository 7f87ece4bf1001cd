package register

import "github.com/riskbook/riskbook/internal/date"

// Incident is what happened, or nearly did (handbook 1.3, 6).
type Incident struct {
	Record
	On         date.Date `key:"on" required:"true"`
	Form       string    `key:"kind" required:"true" words:"incident" oneof:"incident near-miss"`
	Events     []string  `key:"events" to:"events"` // what it bears on: one of these three names something
	Assets     []string  `key:"assets" to:"assets"`
	Risks      []string  `key:"risks" to:"risks"`
	Loss       *int64    `key:"loss" range:"0 9000000000000000"` // in the register's currency; nil where nobody knows
	Outage     *float64  `key:"outage" range:"0 1000000"`        // hours; nil where nobody knows
	Reports    []Report  `key:"report"`
	Findings   []string  `key:"findings" to:"findings"`     // what came of it
	Treatments []string  `key:"treatments" to:"treatments"` // what came of it
	Lessons    Text      `key:"lessons"`
	Status     string    `key:"status" required:"true" oneof:"open closed"`
	ClosedOn   date.Date `key:"closed_on"`
}

// Report is a duty to tell somebody of an incident; open while On is absent.
type Report struct {
	To  string    `key:"to" required:"true" party:"true"`
	Due date.Date `key:"due"`
	On  date.Date `key:"on"`
}
