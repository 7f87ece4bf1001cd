package part

// Menu is the menu of the site, as it stands on a page.
type Menu struct {
	Here   string // the entry of the page; empty where it has none
	Groups []MenuGroup
}

// MenuGroup is a heading of the menu with what stands under it.
type MenuGroup struct {
	Title   string
	Folded  bool // it shows when it is asked for
	Open    bool // the entry of the page is in it
	Entries []MenuEntry
}

// MenuEntry leads to a page.
type MenuEntry struct {
	Title, Href string
	Current     bool // it is the page's own
}

// Marks say who owns a record, how it is classified, and its tags.
type Marks struct {
	Classification string // "TLP:AMBER"
	OwnerWord      string
	Owner          Part
	Tags           []Tag
	Language       string // says that the title is in another language
}

// Tag is what a record is tagged with.
type Tag struct {
	Text     string
	Language string // where it is not the page's
}

// Template implements [Part].
func (*Menu) Template() string { return "menu-body" }

// Template implements [Part].
func (*Marks) Template() string { return "marks" }
