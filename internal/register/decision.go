package register

import "github.com/riskbook/riskbook/internal/date"

// Decision records who decided what, when and on which basis (handbook 4.1, 5.1.2).
type Decision struct {
	Record
	Form       string    `key:"kind" required:"true" words:"decision" oneof:"acceptance judgement plan-approval criteria-approval closing cancellation"`
	On         date.Date `key:"on" required:"true"`
	By         string    `key:"by" required:"true" party:"true"`
	ProposedBy string    `key:"proposed_by" party:"true"`
	Basis      Text      `key:"basis" required:"true"`
	Risks      []string  `key:"risks" to:"risks"`
	Treatments []string  `key:"treatments" to:"treatments"`
	Evidence   []Link    `key:"evidence"`
	Until      date.Date `key:"until"`    // acceptance, judgement: the last day on which it holds
	At         *Rating   `key:"at"`       // acceptance, judgement: the level at which it was decided
	Criteria   string    `key:"criteria"` // acceptance: the revision it was accepted under
	Conditions Text      `key:"conditions"`
	Verdict    string    `key:"verdict" oneof:"treat accept"` // judgement
	Knowledge  Text      `key:"knowledge"`                    // judgement: a candidate for the criteria
	Requested  date.Date `key:"requested"`                    // of a decision that is asked for: since when
	DecideBy   date.Date `key:"decide_by"`
	Body       string    `key:"of" party:"true"` // who is to decide
	Signature  string    `key:"signature"`       // of Signed, by an SSH key
	Signed     string    `key:"signed"`          // the facts that were signed
}

// Asked reports whether the decision is asked for and not yet made.
func (d *Decision) Asked() bool { return !d.Requested.IsZero() && d.On.IsZero() }

// Review is an entry in the log of monitoring and review (handbook 6).
type Review struct {
	Record
	On      date.Date `key:"on" required:"true"`
	By      string    `key:"by" required:"true" party:"true"`
	Factor  string    `key:"factor" required:"true" oneof:"internal external"`
	Trigger string    `key:"trigger" required:"true" oneof:"plan-deviation outcome periodic business-change new-source likelihood-change criteria-change incident"`
	Scope   []string  `key:"scope" to:"any"` // empty: the whole register
	Outcome string    `key:"outcome" required:"true" words:"review" oneof:"keep change"`
	Steps   []string  `key:"steps" words:"step" oneof:"1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2"` // reviewed and found sound
	Reopens []string  `key:"reopens" words:"step" oneof:"1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2"`
	Next    date.Date `key:"next"`
}

// Indicator is a figure that is watched for the first sign of a deviation (handbook 6.1).
type Indicator struct {
	Record
	Risks       []string  `key:"risks" required:"true" to:"risks"`
	Unit        Text      `key:"unit"`
	Worse       string    `key:"worse" oneof:"higher lower"` // empty: higher
	Warn        *float64  `key:"warn" required:"true"`
	Limit       *float64  `key:"limit" required:"true"`
	Readings    []Reading `key:"reading"`
	ReadingFile string    `key:"readings" file:"csv"`         // read into Readings
	EveryMonths int       `key:"every_months" range:"1 1200"` // how often it is read; 0 where nothing says so
}

// Reading is one value of an indicator. Readings are kept sorted by date.
type Reading struct {
	On    date.Date `key:"on" required:"true"`
	Value *float64  `key:"value" required:"true"`
}
