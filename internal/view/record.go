package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// RecordPage is what the page of every record has around its own content.
type RecordPage struct {
	Frame
	Record RecordPart
	Facts  part.Part // what the kind states in its fields
}

// RecordPart is what head, text and foot of a record's page are made from. It stands by itself because a template finds the fields of a flat struct
// much faster than promoted ones.
type RecordPart struct {
	W            map[string]string
	ID           string
	List         part.Part   // the link to the list of the kind
	Head         part.Part   // the title, marked with its language
	Marks        *part.Marks // owner, classification and tags
	Summary      part.Part
	Breaches     *BreachPart // of governance, which stand on the record; nil where there are none
	Notes        []part.Note // why it does not count, and what it lacks
	Body         part.Prose
	BodyLanguage string      // where it is not the page's
	BodyNote     string      // where it is in another language
	Related      part.Part   // obligations, links and fields of the register's own
	Pointers     part.Part   // the records that name this one
	History      *part.Table // of its facts, newest first; nil where there is none
	File         string
	Last         part.Part // when and by whom it was changed last; nil where the history does not say
	Before, Next part.Part // the records before and after it: risks by rank, others by id
	Edit         string    // where the file can be edited; empty where the register names no repository
}

// ListPage is the page of all records of a kind.
type ListPage struct {
	Frame
	Count   part.Part // how many, and what of them wants attention
	Filters *part.Filters
	Table   *part.Table
	Waiting part.Part // the records that nobody has confirmed yet: they are in none of the others
}
