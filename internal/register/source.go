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
	Channel       string    `key:"channel" required:"true" oneof:"intelligence audit environment-change exercise"`
	Provider      string    `key:"provider" oneof:"cabinet-secretariat ministry agency cyberspace-provider ceptoar sector-ministry internal-audit external-audit government-survey own-survey ceptoar-drill cross-sector-exercise own-exercise other"`
	Received      date.Date `key:"received" required:"true"`
	Sources       []string  `key:"sources" to:"sources"`
	Assets        []string  `key:"assets" to:"assets"`
	Risks         []string  `key:"risks" to:"risks"`
	Controls      []string  `key:"controls" to:"controls"`                  // held against it
	Treatments    []string  `key:"treatments" to:"treatments"`              // that act on it
	Tested        []string  `key:"tested" oneof:"bcp organisation sharing"` // of an exercise: what it put to the test (handbook 1.3.4)
	Status        string    `key:"status" required:"true" oneof:"open closed"`
	Due           date.Date `key:"due"`
	ClosedOn      date.Date `key:"closed_on"`
	ClosedBecause Text      `key:"closed_because"`
}

// ChannelProviders says which providers fit which channel of a finding, in the order of the handbook: those who provide information (1.3.1, and the
// ministry in charge of the sector, figure 9), the audits (1.3.2), the surveys (1.3.3), and the drills and exercises (1.3.4). "other" fits every channel.
var ChannelProviders = map[string][]string{
	"audit":              {"internal-audit", "external-audit", "other"},
	"environment-change": {"government-survey", "own-survey", "other"},
	"exercise":           {"ceptoar-drill", "cross-sector-exercise", "own-exercise", "other"},
	"intelligence":       {"cabinet-secretariat", "ministry", "agency", "cyberspace-provider", "ceptoar", "sector-ministry", "other"},
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
