package register

import "github.com/riskbook/riskbook/internal/date"

// Decision records who decided what, when and on which basis (handbook 4.1, 5.1.2).
type Decision struct {
	Record
	Form       string    `key:"kind" required:"true" words:"decision" oneof:"acceptance judgement plan-approval criteria-approval"`
	On         date.Date `key:"on" required:"true"`
	By         string    `key:"by" required:"true" party:"true"`
	ProposedBy string    `key:"proposed_by" party:"true"`
	Basis      Text      `key:"basis" required:"true"`
	Risks      []string  `key:"risks" to:"risks"`
	Treatments []string  `key:"treatments" to:"treatments"`
	Evidence   []Link    `key:"evidence"`
	Until      date.Date `key:"until"`    // acceptance: the last day on which it holds
	At         *Rating   `key:"at"`       // acceptance: the level at which it was accepted
	Criteria   string    `key:"criteria"` // acceptance: the revision it was accepted under
	Conditions Text      `key:"conditions"`
	Verdict    string    `key:"verdict" oneof:"treat accept"` // judgement
	Knowledge  Text      `key:"knowledge"`                    // judgement: a candidate for the criteria
}

// Review is an entry in the log of monitoring and review (handbook 6).
type Review struct {
	Record
	On      date.Date `key:"on" required:"true"`
	By      string    `key:"by" required:"true" party:"true"`
	Factor  string    `key:"factor" required:"true" oneof:"internal external"`
	Trigger string    `key:"trigger" required:"true" oneof:"plan-deviation outcome periodic business-change new-source likelihood-change criteria-change incident"`
	Scope   []string  `key:"scope" to:"any"` // empty: the whole register
	Outcome string    `key:"outcome" required:"true" words:"review" oneof:"keep change"`
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
	ReadingFile string    `key:"readings" file:"csv"` // read into Readings
}

// Reading is one value of an indicator. Readings are kept sorted by date.
type Reading struct {
	On    date.Date `key:"on" required:"true"`
	Value *float64  `key:"value" required:"true"`
}
