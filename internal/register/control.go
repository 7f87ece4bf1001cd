package register

import "github.com/riskbook/riskbook/internal/date"

// Control is a measure in place or planned.
type Control struct {
	Record
	Type     string        `key:"type" words:"control" oneof:"technical organizational physical human"`
	Function string        `key:"function" required:"true" oneof:"prevent detect respond recover"`
	State    string        `key:"state" required:"true" words:"control" oneof:"in-place partial planned retired"`
	Maps     []string      `key:"maps"`   // ids of other frameworks' controls: "27001:A.8.22"
	Common   bool          `key:"common"` // a common effort shared by several treatments (handbook 5.1.5)
	Tests    []ControlTest `key:"tests"`
}

// ControlTest is one test of a control.
type ControlTest struct {
	On     date.Date `key:"on" required:"true"`
	Result string    `key:"result" required:"true" words:"test" oneof:"pass fail"`
	Note   Text      `key:"note"`
}
