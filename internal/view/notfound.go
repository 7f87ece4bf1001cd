package view

// LostLink is one page where a reader may look instead.
type LostLink struct{ Title, Href, Why string }

// NotFound is the page 404.html.
type NotFound struct {
	Frame
	Links  []LostLink
	Others []Alternate
}
