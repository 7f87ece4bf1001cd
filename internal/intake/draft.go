package intake

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// draft is one record that is being made of a row.
type draft struct {
	*taking
	kind   *register.Kind
	entry  *Entry
	plan   *Entry // the treatment plan that the row tells of; nil where it tells of none
	row    mapping.Place
	values map[string]bool // fields that are filled
	later  []func()        // what belongs to a plan, once there is one
	told   map[int]bool    // columns whose cells were told already
	third  int             // of a table that rates by three factors, the one beside likelihood and impact; 0 where there is none
	raw    bool            // bodies are Markdown already
}

// idColumn gives the column of ids; -1 where there is none.
func (d *draft) idColumn(columns []bound) int {
	for _, c := range columns {
		if c.to.Field == "id" {
			return c.at[0]
		}
	}
	return -1
}

// identify gives the record its id. It is false where there cannot be one.
func (d *draft) identify(columns []bound, values map[int][]filled) bool {
	wanted := filled{from: d.row}
	for i, c := range columns {
		if c.to.Field == "id" && len(values[i]) > 0 {
			wanted = values[i][0]
		}
	}
	id := validID(d.kind.Folder, wanted.text)
	if mapping.IsUnrated(wanted.text) {
		id = ""
	}
	if first, twice := d.seen[source.FoldID(id)]; twice && id != "" {
		d.told = map[int]bool{d.idColumn(columns): true}
		d.taking.plan.fault(wanted.from, wanted.text, term.Words{Ja: "同じ識別子の行が2つあります。先のセルは " + first.Cell + " です", En: "the id is given twice: first in " + first.Cell})
		return false
	}
	given, ok := d.ids.take(d.kind, id)
	if !ok {
		d.told = map[int]bool{d.idColumn(columns): true}
		d.taking.plan.fault(wanted.from, wanted.text, term.Words{Ja: "識別子に使えないか、登録簿ですでに使われています: " + id, En: "it cannot be an id, or the register has it already: " + id})
		return false
	}
	if id != "" {
		d.seen[source.FoldID(id)] = wanted.from
	}
	d.entry = &Entry{ID: given, Kind: d.kind, Action: New, File: fileOf(d.kind, given), From: d.row}
	d.taking.plan.Entries = append(d.taking.plan.Entries, d.entry)
	switch {
	case wanted.text == "":
	case given == wanted.text:
		d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{At: wanted.from, Found: wanted.text, To: given + " id"})
	default:
		d.put("extra.source_id", filled{wanted.text, workbook.Text, wanted.from})
	}
	return true
}

// put writes one value into a field of the record. It is false, and the cell told, where it does not fit.
func (d *draft) put(field string, f filled) bool { return d.putInto(d.entry, d.kind.Folder, field, f) }

func (d *draft) putInto(e *Entry, name, field string, f filled) bool {
	column := d.column(name, field)
	if column == nil {
		d.none(f, field, term.Words{Ja: "項目 " + field + " がありません", En: "there is no field " + field})
		return false
	}
	nest := ""
	if _, list, nested := strings.Cut(name, "."); nested {
		nest = list
	}
	s := &sheet.Sheet{Nest: nest}
	cell := workbook.Cell{Text: f.text, Kind: f.kind}
	x, problem := editOf(s, nil, column, cell, 1)
	if problem != nil {
		d.none(f, field, *problem)
		return false
	}
	x.From = f.from
	e.Edits = append(e.Edits, x)
	return true
}

// none tells of a cell without a place, which goes to [extra] where that is asked for.
func (d *draft) none(f filled, heading string, why term.Words) {
	if d.options.Extra && f.text != "" && d.entry != nil && !d.keep(heading, f) {
		return
	}
	if !d.options.Extra || d.entry == nil || f.text == "" {
		d.taking.plan.tell(f.from, f.text, why)
	}
}

// keep puts a cell into [extra] under its heading. It is true where that cannot be.
func (d *draft) keep(heading string, f filled) bool {
	name := strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, heading)), " ")
	if name == "" {
		name = "column_" + strings.TrimRight(f.from.Cell, "0123456789")
	}
	name = strings.ReplaceAll(name, ".", "_")
	base := name
	for n := 2; d.values["extra."+name]; n++ {
		name = fmt.Sprintf("%s (%d)", base, n)
	}
	d.values["extra."+name] = true
	column := &sheet.Column{Key: sheet.Key([]string{"extra", name}), Path: []string{"extra", name}, Shape: register.ShapeFree}
	x, problem := editOf(&sheet.Sheet{}, nil, column, workbook.Cell{Text: f.text, Kind: f.kind}, 1)
	if problem != nil {
		return true
	}
	x.From = f.from
	d.entry.Edits = append(d.entry.Edits, x)
	return false
}

// field takes the cells of one column of the map.
func (d *draft) field(c *mapping.Column, cells []filled) {
	if d.values[c.Field] && c.Field != "body" && !strings.HasPrefix(c.Field, "plan.") {
		d.append(c, cells)
		return
	}
	d.values[c.Field] = true
	f := d.joined(c, cells)
	if word, ok := c.Values[mapping.Fold(f.text)]; ok && mapping.Fold(f.text) != "" {
		if word == "" {
			d.none(f, c.Heading, term.Words{Ja: "対応表で値がないとされています", En: "the map says that it stands for no value"})
			return
		}
		if first, remark := mapping.WithRemark(f.text); remark != "" && c.Rates() && isStep(first) && !isStep(remark) {
			d.none(filled{remark, workbook.Text, f.from}, c.Heading, besideRating)
		}
		f.text, f.kind = word, workbook.Text
	}
	if rest, ok := strings.CutPrefix(c.Field, "plan."); ok {
		d.later = append(d.later, func() { d.ofPlan(rest, c, f) })
		if rest == "title" && !mapping.IsUnrated(f.text) {
			d.begin(f)
		}
		return
	}
	d.convert(d.entry, d.kind.Folder, c.Field, c, f)
}

// besideRating says why the words behind a step have no place.
var besideRating = term.Words{Ja: "評価に添えられた言葉です", En: "words beside the rating"}

// isStep reports whether a text is a number or one of the words that people use for steps, so that what stands behind it is a remark.
func isStep(text string) bool {
	_, word := mapping.Generic[mapping.Fold(text)]
	_, err := strconv.Atoi(strings.TrimSpace(text))
	return word || err == nil
}

// joined joins the cells of several columns to one text; all but the first are accounted for as parts of it.
func (d *draft) joined(c *mapping.Column, cells []filled) filled {
	f := cells[0]
	for _, more := range cells[1:] {
		f.text += cmp.Or(c.Join, "\n") + more.text
		f.kind = workbook.Text
		d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{At: more.from, Found: more.text, To: d.entry.ID + " " + c.Field})
	}
	return f
}

// append adds the cells of a further column to a text that is there.
func (d *draft) append(c *mapping.Column, cells []filled) {
	f := d.joined(c, cells)
	for _, x := range d.entry.Edits {
		if x.Field == c.Field || x.Field == c.Field+"."+d.language {
			x.After += cmp.Or(c.Join, "\n") + f.text
			x.Value.TOML = edit.Quote(x.After)
			if strings.HasPrefix(c.Field, "title") {
				x.After = mapping.OneLine(x.After)
				x.Value.TOML = edit.Quote(x.After)
			}
			d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{At: f.from, Found: f.text, To: d.entry.ID + " " + c.Field})
			return
		}
	}
	d.none(f, c.Heading, term.Words{Ja: c.Field + " には別の列の値があります", En: c.Field + " has the value of another column"})
}

// body adds a text to the body, under its heading where there are several.
func (d *draft) body(e *Entry, f filled) {
	text := f.text
	if !d.raw {
		text = escapeMarkdown(text)
	}
	for _, x := range e.Edits {
		if x.Body {
			x.Text += "\n\n" + text
			x.After = x.Text
			d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{At: f.from, Found: f.text, To: e.ID + " body"})
			return
		}
	}
	e.Edits = append(e.Edits, &Edit{From: f.from, Field: "body", Body: true, Text: text, After: f.text, Value: edit.Value{Path: []any{"body"}}})
}

var markdownSigns = strings.NewReplacer("<", `\<`, "[[", `\[\[`)

// escapeMarkdown keeps the words of a cell from being taken for HTML or for links to records.
func escapeMarkdown(text string) string { return markdownSigns.Replace(text) }
