package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Tile is one figure at the head of a page.
type Tile struct {
	Figure            part.Words
	What, Class, Href string
	Note              part.Words
}

// Card is one figure at the head of the first page, with what it was when the register is held against a former state.
type Card struct {
	Tile
	Sign   string // "▲", "▼"; empty where it did not move, or nothing tells of a former state
	Tone   string // of the change: "good", "bad", "quiet"
	Former string // what it was then, in words
}

// DecideItem is one thing that waits for a decision, or that lapses before long.
type DecideItem struct {
	Record part.Part
	Badge  part.Part
	Why    part.Part
	Owner  part.Part
	Who    part.Part // who decides, and by what
	By     part.Part // by when, and which record says so; nothing where none does
	Late   bool      // the day has passed
}

// MovedItem is one risk that stands otherwise than in the former state.
type MovedItem struct {
	Risk        part.Part
	What        part.Part // worse, better, new, closed
	Before, Now part.Part // its level
}

// ChangeItem is one change that evaluations have not taken in yet.
type ChangeItem struct {
	Because part.Part
	What    part.Part
	On      part.Part
	Risks   []part.Part
}

// OutcomeShare is one outcome with its number of risks.
type OutcomeShare struct {
	Badge part.Part
	Count int
}

// RankRow is one ranked risk.
type RankRow struct {
	Rank           int
	Risk           part.Part
	Level, Outcome part.Part
	Reasons        string
	RankedBy       string
	Plans          []part.Part
	Owner          string
}

// PlanRow is one live plan.
type PlanRow struct {
	Plan        part.Part
	Owner       string
	Due         part.Part
	Done, Total int
	Late        bool
	Verdict     part.Part // whether it is enough
	Risks       []part.Part
}

// Dashboard is the page index.html.
type Dashboard struct {
	Frame
	Breaches                           *BreachPart // nil where there are none
	Later                              string      // that the criteria were approved after the as-of date
	Waiting                            part.Part   // how many records nobody has confirmed yet
	PlansLater                         part.Part   // the plans that count from a later day on
	ChangesNone                        string      // says that nothing changed, and of how many risks nobody can tell
	ChangesUnknown                     bool        // there are such risks
	DecideMore, ChangesMore, PlansMore int         // how many stand on other pages only
	Revisit                            part.Part   // how many risks a change of external factors leaves to be revisited
	Watch                              []WatchItem
	WatchMore                          int
	Sentences                          []part.Part // how the register stands, in three to five of them
	Tiles                              []Card
	Decide                             []DecideItem
	Lapsing                            []DecideItem // what is accepted, and soon is no more
	Moved                              []MovedItem  // worse, better, new and closed risks
	MovedMore                          int
	LapsingHead                        string
	PlansGood                          string    // that nothing is wanting with the live plans; empty where there are none
	MovedLead                          part.Part // since when
	DecideParts                        part.Part // what they are, counted
	Changes                            []ChangeItem
	Outcomes                           []OutcomeShare
	Bar, LevelBar                      part.Part
	Levels                             []LevelShare
	Matrix                             MatrixPart
	Top                                []RankRow
	Plans                              []PlanRow
	Process                            string
	Checks                             string
	Empty                              bool
}
