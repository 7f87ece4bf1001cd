package part

// Facts are terms with their values.
type Facts []Fact

// Fact is a term with its value.
type Fact struct {
	Key  string // of its words; empty for a field of the register's own
	Name string
	Part Part
}

// Table is a table with a head.
type Table struct {
	ID       string // empty where nothing refers to it
	Label    string // says to those who cannot see the heading above it what it holds
	Narrow   bool   // as wide as its cells want, not as the page
	Slim     bool   // it stands in a narrow box
	Sortable bool   // its heads sort it where scripts run
	Stacked  bool   // on a narrow screen its cells lie one under another, each under its head
	Columns  []Column
	Rows     []*Row
	After    Part // a sentence below it
}

// Column is the head of a column.
type Column struct {
	Key   string // of its words
	Name  string // in the address of a list that is sorted by it
	Text  string
	Class string // of its cells: "number", "nowrap", "words"
}

// Row is a row of a table.
type Row struct {
	Data   []Datum // what filters look at
	Cells  []Cell
	Shared bool // it stands in several tables
}

// Datum is a value that filters look at.
type Datum struct{ Name, Value string }

// Cell is a cell of a row.
type Cell struct {
	Key   string // of its column
	Class string
	Sort  string // what it sorts by, where that is not its words
	Head  bool   // it names the row
	Under string // the head of its column, where the table is stacked
	Part  Part
}

// Filters are the values by which a table is narrowed, where scripts run.
type Filters struct {
	Table string // its ID
	Hint  string // the words beside the box for words
	All   string // the words for no choice
	Picks []Pick
	// Words of what scripts add: the button that empties all, the sentence where no row is left, and the pages of a long list.
	Clear, Nothing, Pages, PageOf, Back, Next string
}

// Pick is one choice among values.
type Pick struct {
	Name    string // of the rows' datum
	Label   string
	Quiet   bool // it shows only where something was chosen, as by a link
	Options []Option
}

// Option is one value to choose.
type Option struct{ Value, Text string }

// Tile is one figure at the head of a page.
type Tile struct{ Figure, What, Note, Class, Href string }

// Template implements [Part].
func (Facts) Template() string { return "facts" }

// Template implements [Part].
func (*Table) Template() string { return "table" }

// Template implements [Part].
func (*Row) Template() string { return "row" }

// Template implements [Part].
func (*Filters) Template() string { return "filters" }

// Grid is a table of two scales.
type Grid struct {
	Caption string
	Axes    string // names both scales
	Columns []string
	Rows    []GridRow
}

// GridRow is a step of the scale that runs upwards.
type GridRow struct {
	Label string
	Cells []GridCell
}

// GridCell is a pair of steps.
type GridCell struct {
	Heat   int  // the step of colour, 1 to 5; 0: none
	Beyond bool // it is beyond the criteria
	Text   string
}

// Template implements [Part].
func (*Grid) Template() string { return "grid" }
