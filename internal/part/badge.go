package part

// Badge is a state in words, its colour being a second sign only.
type Badge struct {
	Tone string // "good", "warn", "bad", "info", "quiet", "provisional"
	Text Words
}

// Level is a level of risk.
type Level struct {
	Heat int // the step of colour, 1 (calm) to 5 (grave); 0 where there is no level
	Text string
}

// Rating is a level with the likelihood and impact that gave it.
type Rating struct {
	Level              Level
	Likelihood, Impact string // empty where the level stands alone
	Alone              string // says that it does
}

// Outcome is the outcome of an evaluation.
type Outcome struct {
	Key  string // "needs-treatment"
	Text string
}

// Progress is how many actions of a plan are done.
type Progress struct {
	Done, Total int
	Label       string // what the bar is
	Tip         string // the same in a sentence
	Text        string
}

// Tagged marks a word as of a class: "id", "tag", "tlp".
type Tagged struct{ Class, Text string }

// Template implements [Part].
func (Badge) Template() string { return "badge" }

// Template implements [Part].
func (Level) Template() string { return "level" }

// Template implements [Part].
func (Rating) Template() string { return "rating" }

// Template implements [Part].
func (Outcome) Template() string { return "outcome" }

// Template implements [Part].
func (Progress) Template() string { return "progress" }

// Template implements [Part].
func (Tagged) Template() string { return "tagged" }
