// Package part holds the values that pages are made of: words, links, badges, facts, tables. A value says what is shown; how it looks is the business of
// the template of its name in templates/parts.
//
// In: nothing. Out: plain values without markup, which a page's view is made of. It must never import another room, and no method of it does anything.
package part

import "html/template"

// Part is a value that has a template of its own: wherever a template writes it, as in {{.Owner}}, it is drawn by that template.
type Part interface {
	// Template names the template that draws the part, "badge"; empty for words and lines, which are written as they are.
	Template() string
}

// None reports whether a part shows nothing.
func None(p Part) bool {
	switch x := p.(type) {
	case nil:
		return true
	case Words:
		return x == ""
	case List:
		return len(x) == 0
	case Line:
		return len(x) == 0
	case Facts:
		return len(x) == 0
	case *Table:
		return x == nil
	case *Link:
		return x == nil
	case Prose:
		return x == ""
	case Drawing:
		return x == ""
	}
	return false
}

// Repeats reports whether a part comes again and again, on one page or on many, so that it pays to draw it once and to remember it.
func Repeats(p Part) bool {
	switch x := p.(type) {
	case *Link, *Menu, Short, Name:
		return true
	case *Row:
		return x.Shared
	}
	return false
}

// Shown gives what the template of a part is shown: the part, or its text where it is nothing else.
func Shown(p Part) any {
	switch x := p.(type) {
	case Code:
		return string(x)
	case Empty:
		return string(x)
	case Nothing:
		return string(x)
	case Paragraph:
		return string(x)
	case Factors:
		return string(x)
	}
	return p
}

// All lists every part, with nothing in it.
var All = []Part{
	Anchor{}, Aside{}, Badge{}, Clause{}, Code(""), Day{}, Drawing(""), Empty(""), Excerpt{}, Facts{}, Factors(""), (*Filters)(nil), Folded{}, Foreign{}, (*Grid)(nil), IDLink{}, Inside{},
	Level{}, Line{}, Lines{}, (*Link)(nil), LinkedBadge{}, List{}, (*Marks)(nil), (*Menu)(nil), Missing{}, Name{}, Note{}, Nothing(""), Outcome{}, Outside{}, Page{}, Paragraph(""), Phrase{}, Picture{},
	Progress{}, Prose(""), Rating{}, (*Row)(nil), Said{}, Short{}, Small{}, Strong{}, (*Table)(nil), Tagged{}, Time{}, Whole{}, Words(""),
}

// Words are a text in the page's language.
type Words string

// Phrase is a text in another language than the page's.
type Phrase struct {
	Text     string
	Language string // "en"
	Note     string // says in the page's language which language it is; empty in names and cells
}

// Line is a row of parts, written one after the other.
type Line []Part

// Lines are parts under one another.
type Lines []Part

// List is a list of parts.
type List []Part

// Time is a day, as people read it and as machines do. It is never broken.
type Time struct {
	Datetime string // "2026-11-30"
	Text     string
}

// Strong is what carries a line.
type Strong struct{ Part Part }

// Small is what stands behind.
type Small struct{ Part Part }

// Whole is kept on one line.
type Whole struct{ Part Part }

// Code is text that a machine reads: a file, a key.
type Code string

// Empty says in words that there is nothing, where a value would stand.
type Empty string

// Nothing says in a sentence that there is nothing, where a list or a table would stand.
type Nothing string

// Note is a sentence that a reader should not miss.
type Note struct {
	Tone string // "warn", "bad", "good", "provisional"; empty: none
	Part Part
}

// Prose is text that was written in Markdown, as HTML.
type Prose template.HTML

// Picture is a drawing within a region that scrolls by itself.
type Picture struct {
	Label string
	SVG   Drawing
}

// Template implements [Part]: it is written as it is.
func (Words) Template() string { return "" }

// Template implements [Part]: it is written as it is.
func (Line) Template() string { return "" }

// Template implements [Part]: it is written as it is.
func (Prose) Template() string { return "" }

// Template implements [Part].
func (Phrase) Template() string { return "phrase" }

// Template implements [Part].
func (Lines) Template() string { return "lines" }

// Template implements [Part].
func (List) Template() string { return "items" }

// Template implements [Part].
func (Strong) Template() string { return "strong" }

// Template implements [Part].
func (Small) Template() string { return "small" }

// Template implements [Part].
func (Whole) Template() string { return "whole" }

// Template implements [Part].
func (Code) Template() string { return "code" }

// Template implements [Part].
func (Empty) Template() string { return "empty" }

// Template implements [Part].
func (Nothing) Template() string { return "nothing" }

// Template implements [Part].
func (Note) Template() string { return "note" }

// Template implements [Part].
func (Time) Template() string { return "time" }

// Template implements [Part].
func (Picture) Template() string { return "picture" }

// Drawing is a picture without a frame.
type Drawing template.HTML

// Paragraph is a paragraph of words.
type Paragraph string

// Said is a paragraph.
type Said struct{ Part Part }

// Aside is what stands behind, below what it explains.
type Aside struct{ Part Part }

// Anchor is a place that a link may lead to.
type Anchor struct {
	ID   string
	Part Part
}

// Folded is what shows only when it is asked for.
type Folded struct {
	Class string
	Text  string // what it is
	Part  Part
}

// Day is a day in a list, which may carry an anchor.
type Day struct{ Text, Anchor string }

// LinkedBadge is a badge that leads somewhere.
type LinkedBadge struct {
	Tone string
	To   Part
}

// IDLink leads to a record by its id alone, where a picture above has its title.
type IDLink struct{ Href, ID string }

// Template implements [Part]: it is written as it is.
func (Drawing) Template() string { return "" }

// Template implements [Part].
func (Paragraph) Template() string { return "paragraph" }

// Template implements [Part].
func (Said) Template() string { return "said" }

// Template implements [Part].
func (Aside) Template() string { return "aside" }

// Template implements [Part].
func (Anchor) Template() string { return "anchor" }

// Template implements [Part].
func (Folded) Template() string { return "folded" }

// Template implements [Part].
func (Day) Template() string { return "day" }

// Template implements [Part].
func (LinkedBadge) Template() string { return "badge-linked" }

// Template implements [Part].
func (IDLink) Template() string { return "link-id" }

// Foreign is prose in another language than the page's.
type Foreign struct {
	Language string
	Prose    Prose
	Note     string
}

// Factors say from which factors a rating follows.
type Factors string

// Excerpt is a part of a file.
type Excerpt struct {
	Caption Part
	Text    string
	Cut     string // says that the file goes on
}

// Template implements [Part].
func (Foreign) Template() string { return "foreign" }

// Template implements [Part].
func (Factors) Template() string { return "factors" }

// Template implements [Part].
func (Excerpt) Template() string { return "excerpt" }
