package site

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/part"
)

// drawing makes parts into HTML, each by the template of its name, and remembers those that repeat.
type drawing struct {
	templates map[string]*template.Template // by name; filled before the first part is drawn
	programs  map[string]*program           // by name; of those that are no programs html/template executes the template
	drawn     sync.Map                      // part.Part → template.HTML
	spare     sync.Pool                     // *bytes.Buffer
}

func newDrawing() *drawing {
	return &drawing{templates: map[string]*template.Template{}, programs: map[string]*program{}, spare: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// draw is what every action ends with whose value is a part, or may be one: other values stay as they are, for html/template to escape.
func (d *drawing) draw(x any) (any, error) {
	switch x := x.(type) {
	case nil:
		return "", nil
	case part.Prose:
		return template.HTML(x), nil
	case part.Drawing:
		return template.HTML(x), nil
	case part.Line:
		return d.line(x)
	case part.Words:
		return dated(x), nil
	case part.Part:
		return d.part(x)
	}
	return x, nil
}

// line puts the parts of a line one after the other.
func (d *drawing) line(line part.Line) (template.HTML, error) {
	if len(line) == 1 {
		return d.html(line[0])
	}
	var b strings.Builder
	for _, p := range line {
		h, err := d.html(p)
		if err != nil {
			return "", err
		}
		b.WriteString(string(h))
	}
	return template.HTML(b.String()), nil
}

// html is draw for what is a part.
func (d *drawing) html(p part.Part) (template.HTML, error) {
	switch x := p.(type) {
	case nil:
		return "", nil
	case part.Words:
		return dated(x), nil
	case part.Prose:
		return template.HTML(x), nil
	case part.Drawing:
		return template.HTML(x), nil
	case part.Line:
		return d.line(x)
	}
	return d.part(p)
}

func (d *drawing) part(p part.Part) (template.HTML, error) {
	if part.None(p) {
		return "", nil
	}
	repeats := part.Repeats(p)
	if repeats {
		if made, ok := d.drawn.Load(p); ok {
			return made.(template.HTML), nil
		}
	}
	b := d.spare.Get().(*bytes.Buffer)
	defer d.spare.Put(b)
	b.Reset()
	t := d.templates[p.Template()]
	if t == nil {
		return "", noPart(p.Template())
	}
	if err := t.Execute(b, part.Shown(p)); err != nil {
		return "", err
	}
	h := template.HTML(b.String())
	if repeats {
		d.drawn.Store(p, h)
	}
	return h, nil
}
