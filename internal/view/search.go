package view

// SearchExample is one way to write a query.
type SearchExample struct{ Query, Means string }

// Search is the page search.html.
type Search struct {
	Frame
	Data     string // the folder of the data, from the page
	Lists    []MenuEntry
	Examples []SearchExample
}

// MenuEntry is a list to look through where no script runs.
type MenuEntry struct{ Href, Title string }
