package register

import "github.com/riskbook/riskbook/internal/date"

// Source is a risk source: a threat or a vulnerability (handbook 1.3).
type Source struct {
	Record
	Form        string    `key:"kind" required:"true" words:"source" oneof:"threat vulnerability"`
	Origin      string    `key:"origin" oneof:"deliberate accidental natural"`
	Assets      []string  `key:"assets" to:"assets"`
	Trend       string    `key:"trend" oneof:"rising steady falling"`
	Observed    date.Date `key:"observed"` // the newest observation
	Identifiers []string  `key:"identifiers"`
}

// Finding is an issue to act on, from one of the four channels (handbook 1.3.1 to 1.3.4).
type Finding struct {
	Record
	Channel  string    `key:"channel" required:"true" oneof:"intelligence audit environment-change exercise"`
	Provider string    `key:"provider" oneof:"cabinet-secretariat ministry agency cyberspace-provider ceptoar internal-audit external-audit government-survey own-survey ceptoar-drill cross-sector-exercise own-exercise other"`
	Received date.Date `key:"received" required:"true"`
	Sources  []string  `key:"sources" to:"sources"`
	Assets   []string  `key:"assets" to:"assets"`
	Risks    []string  `key:"risks" to:"risks"`
	Status   string    `key:"status" required:"true" oneof:"open closed"`
	Due      date.Date `key:"due"`
	ClosedOn date.Date `key:"closed_on"`
}

// Event is what may happen, found from causes or from results (handbook 2.1).
type Event struct {
	Record
	Approach string   `key:"approach" required:"true" oneof:"cause result"`
	Cause    Text     `key:"cause"`
	Result   Text     `key:"result" required:"true"`
	Sources  []string `key:"sources" to:"sources"`
	Assets   []string `key:"assets" required:"true" to:"assets"`
	FoundBy  string   `key:"found_by" words:"foundBy" oneof:"association other-organisation outside-advice management"`
}
