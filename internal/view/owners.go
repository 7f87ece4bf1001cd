package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Owners is the page owners.html.
type Owners struct {
	ListPage
	Idle part.Part // parties that no record names
	None bool
}

// OwnerSection is one list on the page of an owner.
type OwnerSection struct {
	ID, Title string
	Count     int
	Table     part.Part
	More      part.Part // where not all are listed
}

// Owner is the page of one owner.
type Owner struct {
	Frame
	List     part.Part
	Head     part.Part
	Kind     string
	Summary  part.Part
	Facts    part.Part
	Tiles    []Tile
	Sections []OwnerSection
}
