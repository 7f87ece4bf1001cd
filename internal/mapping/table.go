package mapping

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/workbook"
)

// Table is a table that was found on a sheet: its headings, and where its data begin.
type Table struct {
	Sheet *workbook.Sheet
	Head  []int // numbers of the rows of the heading
	First int   // number of the first row of data
	Heads map[int]string
	Score int // how many headings are known

	Places map[[2]int]Place // of cells (row, column) that do not stand where the sheet has them
	Raw    map[int]bool     // of Markdown: texts for bodies are kept as they are
	Titled bool             // titles are known beside the columns
}

// Place gives where a cell stands for readers.
func (t *Table) Place(column, row int) Place {
	if at, ok := t.Places[[2]int{row, column}]; ok {
		return at
	}
	return Place{t.Sheet.Name, workbook.Ref(column, row)}
}

// mostHeadRows is how far down a sheet a heading is looked for.
const mostHeadRows = 60

// FindTable looks for the heading of a sheet: the row with the most headings that are known. It is nil where no row has two.
func FindTable(s *workbook.Sheet) *Table {
	best, most := -1, 1
	for i := range min(len(s.Rows), mostHeadRows) {
		if n := recognised(RowTexts(&s.Rows[i])); n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return nil
	}
	row := &s.Rows[best]
	t := &Table{Sheet: s, Head: []int{row.Number}, Score: most}
	if best > 0 && s.Rows[best-1].Number == row.Number-1 && isGroupRow(s, &s.Rows[best-1], row) {
		t.Head = []int{s.Rows[best-1].Number, row.Number}
	} else if best+1 < len(s.Rows) && s.Rows[best+1].Number == row.Number+1 && isSubRow(s, row, &s.Rows[best+1]) {
		t.Head = []int{row.Number, s.Rows[best+1].Number}
	}
	t.First = t.Head[len(t.Head)-1] + 1
	t.Headings()
	return t
}

// RowTexts gives the texts of the cells of a row, blanks around them cut off.
func RowTexts(r *workbook.Row) []string {
	texts := make([]string, len(r.Cells))
	for i := range r.Cells {
		texts[i] = strings.TrimSpace(r.Cells[i].Text)
	}
	return texts
}

// isGroupRow reports whether a row heads groups of the columns below: cells that are merged across, or words for the stage of a rating.
func isGroupRow(s *workbook.Sheet, upper, head *workbook.Row) bool {
	across, staged := 0, 0
	for _, c := range upper.Cells {
		if wide := mergedAt(s, c.Column, upper.Number); wide != nil && wide.Right > wide.Left {
			if wide.Left == 0 && wide.Right >= lastColumn(head)-1 {
				return false // the title of the sheet
			}
			across++
		}
		if stageOf(c.Text) != NoStage && len([]rune(c.Text)) < 40 {
			staged++
		}
		if len([]rune(c.Text)) > 60 {
			return false
		}
	}
	return (across > 0 || staged > 0 && len(upper.Cells) < len(head.Cells)) && len(upper.Cells) >= 1
}

// isSubRow reports whether the row below a heading parts its merged cells: it stands under them, and is of words that headings are made of.
func isSubRow(s *workbook.Sheet, head, below *workbook.Row) bool {
	under, known := 0, 0
	for _, c := range below.Cells {
		wide := groupAt(s, head, c.Column)
		if wide == nil {
			if head.Cell(c.Column) != nil && mergedAt(s, c.Column, head.Number) == nil {
				return false // a column with a heading of its own has data here
			}
			continue
		}
		under++
		if c.Kind == workbook.Text && MeaningOf(c.Text).Field != "" {
			known++
		}
	}
	return under >= 2 && known*2 >= under
}

func mergedAt(s *workbook.Sheet, column, row int) *workbook.Range {
	for i := range s.Merged {
		m := &s.Merged[i]
		if column >= m.Left && column <= m.Right && row >= m.Top && row <= m.Bottom {
			return m
		}
	}
	return nil
}

// groupAt gives the cell of a heading that is merged across a column.
func groupAt(s *workbook.Sheet, head *workbook.Row, column int) *workbook.Cell {
	if m := mergedAt(s, column, head.Number); m != nil && m.Right > m.Left {
		return head.Cell(m.Left)
	}
	if len(s.Merged) > 0 {
		return nil
	}
	// without merged cells, as in CSV: a heading holds for the empty ones behind it
	for at := column; at >= 0; at-- {
		if c := head.Cell(at); c != nil {
			if at == column && head.Cell(column+1) != nil {
				return nil
			}
			return c
		}
	}
	return nil
}

func lastColumn(r *workbook.Row) int {
	if len(r.Cells) == 0 {
		return 0
	}
	return r.Cells[len(r.Cells)-1].Column
}

// Headings gives each column its heading: of two rows as "group / heading".
func (t *Table) Headings() {
	t.Heads = map[int]string{}
	if len(t.Head) == 0 {
		return
	}
	last := t.Sheet.Row(t.Head[len(t.Head)-1])
	clean := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	if len(t.Head) == 1 {
		if last != nil {
			for _, c := range last.Cells {
				t.Heads[c.Column] = clean(c.Text)
			}
		}
		return
	}
	upper := t.Sheet.Row(t.Head[0])
	if upper == nil {
		return
	}
	if last != nil {
		for _, c := range last.Cells {
			t.Heads[c.Column] = clean(c.Text)
			if group := groupAt(t.Sheet, upper, c.Column); group != nil && Fold(group.Text) != Fold(c.Text) {
				t.Heads[c.Column] = clean(group.Text) + " / " + clean(c.Text)
			} else if group == nil && upper.Cell(c.Column) != nil && Fold(upper.At(c.Column)) != Fold(c.Text) {
				t.Heads[c.Column] = clean(upper.At(c.Column)) + " / " + clean(c.Text)
			}
		}
	}
	for _, c := range upper.Cells {
		if t.Heads[c.Column] == "" {
			t.Heads[c.Column] = clean(c.Text)
		}
	}
}

// Columns lists the columns that have a heading.
func (t *Table) Columns() []int {
	var list []int
	for c := range t.Heads {
		list = append(list, c)
	}
	slices.Sort(list)
	return list
}

// Repeats reports whether a row is the heading once more, as where tables are stacked, and gives the columns as that row has them: by the column of the first
// heading, the one in which it stands now.
func (t *Table) Repeats(row *workbook.Row) (map[int]int, bool) {
	if len(row.Cells) < 2 {
		return nil, false
	}
	own := map[string][]int{}
	for _, c := range t.Columns() {
		own[Fold(t.Heads[c])] = append(own[Fold(t.Heads[c])], c)
	}
	moved := map[int]int{}
	known := 0
	for _, cell := range row.Cells {
		if list := own[Fold(cell.Text)]; len(list) > 0 && cell.Text != "" {
			known++
			moved[list[0]] = cell.Column
			if len(list) > 1 {
				own[Fold(cell.Text)] = list[1:]
			}
		}
	}
	return moved, known >= 2 && known*2 > len(row.Cells)
}

// Value gives a cell of a row, that of the merged cells around it where it is none itself, and its place.
func (t *Table) Value(row *workbook.Row, column int) (*workbook.Cell, int) {
	if c := row.Cell(column); c != nil {
		return c, row.Number
	}
	if m := mergedAt(t.Sheet, column, row.Number); m != nil && m.Left == m.Right && m.Top < row.Number && m.Top >= t.First {
		if top := t.Sheet.Row(m.Top); top != nil {
			return top.Cell(column), m.Top
		}
	}
	return nil, row.Number
}

// Place is a cell of what is taken in. The sheet of a Markdown file is its path, and the cell a line.
type Place struct{ Sheet, Cell string }
