package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// cell holds one cell against the base and the register.
func (c *comparison) cell(s *sheet.Sheet, e *Entry, column *sheet.Column, cell workbook.Cell, from mapping.Place, now *sheet.Row, index int, known map[string]string, position int) {
	current := ""
	if now != nil && index < len(now.Cells) {
		current = now.Cells[index]
	}
	was := current
	if c.base.given {
		was = known[column.Key]
		if export.Omitted(was) {
			return
		}
	}
	text := canonical(column, cell)
	plain := func(text string) string { return canonical(column, workbook.Cell{Text: text, Kind: cell.Kind}) }
	switch {
	case text == plain(was) || text == plain(current):
		return
	case plain(was) != plain(current):
		c.plan.Conflicts = append(c.plan.Conflicts, Conflict{At: from, ID: e.ID, Field: fieldAt(s, column, position), Base: was, Repository: current, New: text})
		return
	}
	x, problem := editOf(s, e.Record, column, cell, position)
	if problem != nil {
		c.plan.fault(from, cell.Text, *problem)
		return
	}
	x.From, x.Before = from, current
	e.Edits = append(e.Edits, x)
}

// fieldAt gives what a field is called: action[2].due in a list.
func fieldAt(s *sheet.Sheet, column *sheet.Column, position int) string {
	if s.Nest == "" {
		return column.Key
	}
	return s.Nest + "[" + strconv.Itoa(position) + "]." + column.Key
}

// editOf makes the edit of a cell.
func editOf(s *sheet.Sheet, record *source.Record, column *sheet.Column, cell workbook.Cell, position int) (*Edit, *term.Words) {
	x := &Edit{Field: fieldAt(s, column, position), Position: position}
	if column.Role == sheet.Body {
		x.Body, x.Text, x.After = true, canonical(column, cell), canonical(column, cell)
		x.Value.Language = column.Language
		x.Value.Path = []any{"body"}
		return x, nil
	}
	if s.Nest != "" {
		x.Value.Path = append(x.Value.Path, s.Nest, position-1)
	}
	for _, step := range column.Path {
		x.Value.Path = append(x.Value.Path, step)
	}
	x.Value.Language = column.Language
	var before *source.Value
	if record != nil {
		before = record.Table.At(x.Value.Path...)
	}
	if canonical(column, cell) == "" {
		return x, nil
	}
	toml, shown, problem := literal(column, cell, before)
	x.Value.TOML, x.After = toml, shown
	return x, problem
}

// position gives the place from 1 of an element in its list as it will be; 0 where there can be none.
func (c *comparison) position(e *Entry, s *sheet.Sheet, now *sheet.Row) int {
	if now != nil {
		return now.Position
	}
	count := 0
	if e.Record != nil {
		if v := e.Record.Table.At(s.Nest); v != nil {
			count = len(v.Items)
		}
	}
	for _, x := range e.Edits {
		if name, _ := x.Value.Path[0].(string); name == s.Nest && !x.Whole && x.Position > count {
			count = x.Position
		}
	}
	return count + 1
}

// gone lists the rows that are no longer there.
func (c *comparison) gone(s *sheet.Sheet, found *workbook.Sheet, seen map[string]mapping.Place) {
	for i := range s.Rows {
		row := &s.Rows[i]
		key := row.Key()
		if _, there := seen[source.FoldID(key)]; there {
			continue
		}
		if c.base.given && c.base.rows[s.Name][key] == nil {
			continue // it came after the export
		}
		at := mapping.Place{Sheet: found.Name}
		if s.Nest == "" {
			e := &Entry{ID: row.Record.ID, Kind: s.Kind, Record: row.Record, File: row.Record.File.Path, Action: Gone, From: at}
			if c.options.Remove {
				e.Action = Removed
			}
			c.byID[e.ID] = e
			c.plan.Entries = append(c.plan.Entries, e)
			continue
		}
		e := c.byID[row.Record.ID]
		if e != nil && (e.Action == Gone || e.Action == Removed) {
			continue
		}
		if !c.options.Remove {
			c.plan.tell(at, key, term.Words{
				Ja: fmt.Sprintf("%s の %s の %d 番目の行がなくなっています。取り除くには --remove を付けてください", row.Record.ID, s.Nest, row.Position),
				En: fmt.Sprintf("row %d of %s of %s is gone; add --remove to take it away", row.Position, s.Nest, row.Record.ID)})
			continue
		}
		if e == nil {
			e = &Entry{ID: row.Record.ID, Kind: c.register.Find(row.Record.ID).Of().Kind, Record: row.Record, File: row.Record.File.Path, Action: Changed, From: at}
			c.byID[e.ID] = e
			c.plan.Entries = append(c.plan.Entries, e)
		}
		e.Edits = append(e.Edits, &Edit{From: at, Field: fmt.Sprintf("%s[%d]", s.Nest, row.Position), Before: strings.Join(row.Cells[2:], " "), Value: edit.Value{Path: []any{s.Nest, row.Position - 1}}, Whole: true, Position: row.Position})
	}
}

// untouchable tells of edits in sheets that are only to be read.
func (c *comparison) untouchable() {
	for _, name := range slices.Sorted(maps.Keys(c.base.rows)) {
		if !readOnly(name) {
			continue
		}
		tied := c.tie.sheets[name]
		if tied == nil {
			continue
		}
		s := c.book.Sheet(tied.name)
		if s == nil {
			continue
		}
		told := map[string]bool{}
		tell := func(ref, text string) {
			told[ref] = true
			c.plan.tell(mapping.Place{Sheet: s.Name, Cell: ref}, text, term.Words{Ja: "このシートは読むためのもので、書き換えは取り込みません。ファイルを直接編集してください", En: "this sheet is to be read: edits in it are not taken; edit the file itself"})
		}
		for i := range s.Rows {
			for _, cell := range s.Rows[i].Cells {
				ref := workbook.Ref(cell.Column, s.Rows[i].Number)
				was := c.base.rows[name][ref][""]
				if !sameCell(cell.Text, was) {
					tell(ref, cell.Text)
				}
				told[ref] = true
			}
		}
		for _, ref := range slices.Sorted(maps.Keys(c.base.rows[name])) {
			if !told[ref] {
				tell(ref, "")
			}
		}
	}
}

func readOnly(name string) bool {
	return name == "criteria" || name == "parties" || name == "about" || strings.HasPrefix(name, "matrix.")
}

func sameCell(a, b string) bool {
	if strings.TrimSpace(a) == strings.TrimSpace(b) || strings.EqualFold(a, b) {
		return true
	}
	x, one := mapping.Number(a)
	y, two := mapping.Number(b)
	if one && two {
		return workbook.Decimal(x) == workbook.Decimal(y)
	}
	first, one := mapping.ParseDate(a, "")
	second, two := mapping.ParseDate(b, "")
	return one && two && first == second
}
