package assist

import (
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/source"
)

// renameFiles adds to a change what a record's own files need for another id: their names, or the headers in a file of many records.
func renameFiles(d *Desk, c *Change, rec *source.Record, name string) {
	if !strings.HasSuffix(rec.File.Path, ".md") {
		c.Edits = append(c.Edits, renamedHeaders(rec.File, rec.ID, name)...)
		return
	}
	move := func(from, end string) { c.Moves = append(c.Moves, Move{from, path.Join(path.Dir(from), name+end)}) }
	move(rec.File.Path, ".md")
	for i := range rec.Translations {
		move(rec.Translations[i].File.Path, "."+rec.Translations[i].Language+".md")
	}
	for _, from := range companions(d, rec) {
		move(from, strings.TrimPrefix(path.Base(from), rec.ID))
		to := name + strings.TrimPrefix(path.Base(from), rec.ID)
		c.Edits = append(c.Edits, figureLinks(d, from, to)...)
		if v := rec.Table.At("readings"); v != nil && path.Join(path.Dir(rec.File.Path), v.Text) == from {
			c.Edits = append(c.Edits, renamedString(rec.File, v.Span, path.Base(from), to))
		}
	}
	if doc := d.Assessment.Register.Tree.Baseline; doc != nil {
		c.Edits = append(c.Edits, movedInBaseline(doc, c.Moves)...)
	}
}

// movedInBaseline gives the edits of the entries of the baseline that name files by their paths.
func movedInBaseline(doc *source.Document, moves []Move) []Edit {
	known := doc.Table.At("known")
	if known == nil {
		return nil
	}
	var edits []Edit
	for i := range known.Items {
		v := known.Items[i].At("file")
		for _, m := range moves {
			if v != nil && v.Text == m.From {
				edits = append(edits, renamedString(doc.File, v.Span, m.From, m.To))
			}
		}
	}
	return edits
}

// companions gives the figures and readings beside a record's file that go by its id: R-001.svg, R-001-net.png, I-01.csv.
func companions(d *Desk, rec *source.Record) []string {
	var list []string
	take := func(name string) {
		rest, ok := strings.CutPrefix(path.Base(name), rec.ID)
		if ok && path.Dir(name) == path.Dir(rec.File.Path) && rest != "" && strings.ContainsRune(".-_ ", rune(rest[0])) && !claimed(d, rec, path.Base(name)) {
			list = append(list, name)
		}
	}
	for _, name := range d.Assessment.Register.Tree.Figures {
		take(name)
	}
	for name := range d.Assessment.Register.Tree.Tables {
		take(name)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// claimed reports whether a file's name begins with the longer id of another record: R-1-b.svg belongs to R-1-b.
func claimed(d *Desk, rec *source.Record, base string) bool {
	return slices.ContainsFunc(d.Assessment.Register.Tree.Records, func(other *source.Record) bool {
		return len(other.ID) > len(rec.ID) && strings.HasPrefix(base, other.ID)
	})
}

// figureLinks gives the edits of the addresses in bodies that lead to a file, which gets another name.
func figureLinks(d *Desk, figure, name string) []Edit {
	base := path.Base(figure)
	var edits []Edit
	for _, rec := range d.Assessment.Register.Tree.Records {
		for _, body := range append([]source.Body{rec.Body}, rec.Translations...) {
			if body.File == nil {
				continue
			}
			for at := 0; ; {
				n := strings.Index(body.Text[at:], base)
				if n < 0 {
					break
				}
				start, end := at+n, at+n+len(base)
				at = end
				from := strings.LastIndexAny(body.Text[:start], " (<\n:") + 1
				if target, ok := resolve(body.File.Path, body.Text[from:end]); ok && target == figure {
					edits = append(edits, Edit{body.Place(start, end), name})
				}
			}
		}
	}
	return edits
}

// Renumber gives the change that gives a record another id where an earlier record has the same: its own files follow, and the links in its own text to its
// figures. What else names the id may mean either record: those places are returned, for people to decide.
func (d *Desk) Renumber(rec *source.Record, name string) (c Change, unsure []diagnostic.Place, err error) {
	if err := fit(d, rec, name); err != nil {
		return Change{}, nil, err
	}
	renameFiles(d, &c, rec, name)
	own := func(file string) bool {
		return slices.ContainsFunc(c.Moves, func(m Move) bool { return m.From == file })
	}
	c.Edits = slices.DeleteFunc(c.Edits, func(e Edit) bool { return strings.HasSuffix(rec.File.Path, ".md") && !own(e.Place.File) })
	if err := placesFree(d, &c); err != nil {
		return Change{}, nil, err
	}
	for _, m := range d.mentions(thing{sortRecord, rec.ID}) {
		unsure = append(unsure, m.at)
	}
	slices.SortFunc(unsure, func(a, b diagnostic.Place) int {
		x, y := diagnostic.Diagnostic{Place: a}, diagnostic.Diagnostic{Place: b}
		return diagnostic.Compare(&x, &y)
	})
	c.sort()
	return c, slices.Compact(unsure), nil
}

// Files gives the bytes of the files that a change touches, by the names that they have afterwards; those whose names go are nil.
func (d *Desk) Files(c Change) map[string][]byte {
	tree := d.Assessment.Register.Tree
	byFile := map[string][]edit.Edit{}
	for _, e := range c.Edits {
		file := tree.File(e.Place.File)
		byFile[e.Place.File] = append(byFile[e.Place.File], edit.Edit{Span: source.Span{Start: offset(file, e.Place.Line, e.Place.Column), End: offset(file, e.Place.EndLine, e.Place.EndColumn)}, New: e.Text})
	}
	files := map[string][]byte{}
	for name, edits := range byFile {
		files[name] = edit.Apply(tree.File(name).Data, edits)
	}
	for _, m := range c.Moves {
		data, changed := files[m.From]
		if file := tree.File(m.From); !changed && file != nil {
			data = file.Data
		}
		if data != nil {
			files[m.To] = data
		}
		if m.From != m.To {
			files[m.From] = nil
		}
	}
	return files
}

// offset gives the place in bytes of a line and a column.
func offset(file *source.File, line, column int) int32 {
	low, high := int32(0), int32(len(file.Data))
	for low < high {
		middle := (low + high) / 2
		p := file.Place(source.Span{Start: middle, End: middle})
		if p.Line > line || p.Line == line && p.Column >= column {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}
