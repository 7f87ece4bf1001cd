package part

// Link names a record and leads to its page. There is one for each record, language and depth of pages, so that it is drawn once.
type Link struct {
	Href          string
	ID            string
	Title         string
	TitleLanguage string // where it is not the page's
	Kind          string // the folder of the kind: "risks"
	Tip           string // how the record stands, in a few words
	Mark          string // why it does not count; empty where it does
	State         string // of a control: only one that is in place holds a risk down
	Level         string // the level of a risk, as words
	Outcome       string // the outcome of a risk, as its key: "needs-treatment"
	ByTitle       bool   // it is called by its title alone
}

// Short names a record by its id alone.
type Short struct{ Link *Link }

// Name is a link without the state, for a line that shows it by itself.
type Name struct{ Link *Link }

// Missing is an id that is nowhere.
type Missing struct{ ID string }

// Page leads to a page that is no record, or to a place on one.
type Page struct {
	Href string
	Text Words
}

// Inside leads to a page of the site by something other than plain words.
type Inside struct {
	Href string
	Part Part
}

// Outside leads out of the site.
type Outside struct {
	Href string // http, https or mailto
	Part Part
}

// Template implements [Part].
func (*Link) Template() string { return "link" }

// Template implements [Part].
func (Short) Template() string { return "link-short" }

// Template implements [Part].
func (Name) Template() string { return "link-name" }

// Template implements [Part].
func (Missing) Template() string { return "missing" }

// Template implements [Part].
func (Page) Template() string { return "link-page" }

// Template implements [Part].
func (Inside) Template() string { return "link-inside" }

// Template implements [Part].
func (Outside) Template() string { return "link-outside" }

// Clause leads to a clause of an obligation.
type Clause struct {
	Href, ID      string
	Title, Clause Part // of the obligation, and of the clause
}

// Template implements [Part].
func (Clause) Template() string { return "link-clause" }
