// Package picture draws the register's pictures as SVG: bow-tie, dependency graph, timeline, indicator, bars, moves over the matrix.
//
// In: what a picture shows, already chosen, judged and put into words by the caller. Out: SVG that stands by itself within a page, with a title and a
// description; empty where there is nothing to show. Colours come from the classes alone, text is measured before it is placed, and every text is escaped.
// It must never import a room of the project: it knows neither the register nor what was decided of it.
package picture

import (
	"math"
	"strconv"
	"sync"
)

// Head is what every picture has: the prefix of its ids, its accessible name and its description.
type Head struct {
	ID          string // unique on the page, plain letters, digits and hyphens
	Title       string
	Description string
}

// Node is one box of a picture.
type Node struct {
	ID    string // of a record; empty where the box is none
	Title string // in full; cut where it needs more lines than the box has, and then kept in a tooltip
	Note  string // how it stands, in words; may be empty
	Href  string // from the page; empty where the box leads nowhere
	Lang  string // of the title, where it is not the page's
	Class string // of its colour; empty: that of its column
}

// The measures of text, in pixels. The theme sets the same sizes.
const (
	textSize  = 12.0
	noteSize  = 10.5
	lineSpace = 15.0
	padding   = 8.0
)

// drawing builds the markup of a picture.
type drawing struct{ b []byte }

// spare are drawings whose buffers grew large enough in earlier uses.
var spare = sync.Pool{New: func() any { return &drawing{make([]byte, 0, 8192)} }}

// mostSpare is the size up to which a buffer is kept.
const mostSpare = 64 << 10

func newDrawing() *drawing {
	d := spare.Get().(*drawing)
	d.b = d.b[:0]
	return d
}

// begin opens the picture. One that holds links is a group, since a reader must reach them; one without is an image.
func (d *drawing) begin(class string, h Head, width, height float64, links bool) {
	d.raw(`<svg class="picture `).raw(class).raw(`" width="`).num(width).raw(`" height="`).num(height).raw(`" viewBox="0 0 `).num(width).raw(" ").num(height)
	d.name(h, links)
}

// name closes the opening tag with the role, and gives name and description.
func (d *drawing) name(h Head, links bool) {
	role := "img"
	if links {
		role = "group"
	}
	d.raw(`" role="`).raw(role).raw(`" aria-labelledby="`).text(h.ID).raw(`-title" aria-describedby="`).text(h.ID).raw(`-desc"><title id="`).text(h.ID).raw(`-title">`).text(clean(h.Title))
	d.raw(`</title><desc id="`).text(h.ID).raw(`-desc">`).text(clean(h.Description)).raw(`</desc>`)
}

func (d *drawing) end() string {
	d.raw("</svg>")
	svg := string(d.b)
	if cap(d.b) <= mostSpare {
		spare.Put(d)
	}
	return svg
}

// raw writes markup.
func (d *drawing) raw(s string) *drawing {
	d.b = append(d.b, s...)
	return d
}

// text writes text, escaped.
func (d *drawing) text(s string) *drawing {
	from := 0
	for i := range len(s) {
		entity := ""
		switch s[i] {
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '&':
			entity = "&amp;"
		case '"':
			entity = "&#34;"
		case '\'':
			entity = "&#39;"
		default:
			continue
		}
		d.raw(s[from:i]).raw(entity)
		from = i + 1
	}
	return d.raw(s[from:])
}

// num writes a length with at most one place.
func (d *drawing) num(x float64) *drawing {
	tenths := int64(math.Round(x * 10))
	if tenths < 0 {
		d.b = append(d.b, '-')
		tenths = -tenths
	}
	d.b = strconv.AppendInt(d.b, tenths/10, 10)
	if rest := tenths % 10; rest != 0 {
		d.b = append(d.b, '.', byte('0'+rest))
	}
	return d
}

// at writes a point within a path, after the letter of its command.
func (d *drawing) at(command string, x, y float64) *drawing {
	return d.raw(command).num(x).raw(" ").num(y)
}

// line writes one line of text; class and anchor may be empty.
func (d *drawing) line(class, anchor string, x, y float64, s string) {
	d.raw("<text")
	if class != "" {
		d.raw(` class="`).raw(class).raw(`"`)
	}
	d.raw(` x="`).num(x).raw(`" y="`).num(y)
	if anchor != "" {
		d.raw(`" text-anchor="`).raw(anchor)
	}
	d.raw(`">`).text(s).raw("</text>")
}

// rect writes a rectangle; class may be empty.
func (d *drawing) rect(class string, x, y, width, height float64) {
	d.raw("<rect")
	if class != "" {
		d.raw(` class="`).raw(class).raw(`"`)
	}
	d.raw(` x="`).num(x).raw(`" y="`).num(y).raw(`" width="`).num(width).raw(`" height="`).num(height).raw(`"/>`)
}

// label is the text of a node, laid out for a width.
type label struct {
	id, note  string
	lines     [3]string
	count     int
	beside    bool // the note stands beside the id
	cut       bool // something is not shown in full
	width     float64
	noteWidth float64
}

// layOut breaks the text of a node into lines for a width in pixels.
func layOut(n *Node, width float64, most int) label {
	l := label{width: width, id: n.ID}
	var cut bool
	if n.ID != "" {
		l.id, cut = clip(clean(n.ID), width/textSize)
		l.cut = cut
	}
	l.lines, l.count, cut = wrap(clean(n.Title), width/textSize, most)
	l.cut = l.cut || cut
	if n.Note != "" {
		l.note, cut = clip(clean(n.Note), width/noteSize)
		l.cut = l.cut || cut
		l.noteWidth = measure(l.note) * noteSize
		l.beside = l.id != "" && measure(l.id)*textSize+10+l.noteWidth <= width
	}
	return l
}

// height is what the label takes, without padding around it.
func (l *label) height() float64 {
	n := l.count
	if l.id != "" {
		n++
	}
	if l.note != "" && !l.beside {
		n++
	}
	return float64(n) * lineSpace
}

// draw writes the label with its upper left corner at x, y.
func (l *label) draw(d *drawing, x, y float64) {
	y += 11
	if l.id != "" {
		d.line("id", "", x, y, l.id)
		if l.beside {
			d.line("note", "end", x+l.width, y, l.note)
		}
		y += lineSpace
	}
	for i := range l.count {
		d.line("", "", x, y, l.lines[i])
		y += lineSpace
	}
	if l.note != "" && !l.beside {
		d.line("note", "", x, y, l.note)
	}
}

// link opens the link of a node and gives its tooltip where the label does not say it all; close ends it.
func (d *drawing) link(n *Node, cut bool) {
	if n.Href != "" {
		d.raw(`<a href="`).text(clean(n.Href)).raw(`"`)
	} else {
		d.raw("<g")
	}
	if n.Lang != "" {
		d.raw(` lang="`).text(clean(n.Lang)).raw(`"`)
	}
	d.raw(">")
	if cut {
		d.raw("<title>").text(clean(join(n.ID, n.Title, n.Note))).raw("</title>")
	}
}

func (d *drawing) close(n *Node) {
	if n.Href != "" {
		d.raw("</a>")
	} else {
		d.raw("</g>")
	}
}

// join puts the parts that are not empty side by side.
func join(parts ...string) string {
	all := ""
	for _, p := range parts {
		if all != "" && p != "" {
			all += " "
		}
		all += p
	}
	return all
}
