package intake

import (
	"github.com/riskbook/riskbook/internal/workbook"
)

// tie is what the hidden sheet _fields says of a workbook.
type tie struct {
	audience string
	sheets   map[string]*tiedSheet // by the key of the sheet
}

type tiedSheet struct {
	name    string // as the workbook calls it
	columns []tiedColumn
}

type tiedColumn struct {
	at             int
	heading, field string
}

func readTie(s *workbook.Sheet) tie {
	t := tie{sheets: map[string]*tiedSheet{}}
	listing := false
	for i := range s.Rows {
		row := &s.Rows[i]
		switch {
		case row.At(0) == "sheet" && row.At(1) == "name":
			listing = true
		case !listing && row.At(0) == "audience":
			t.audience = row.At(1)
		case listing:
			one := t.sheets[row.At(0)]
			if one == nil {
				one = &tiedSheet{name: row.At(1)}
				t.sheets[row.At(0)] = one
			}
			if at, ok := workbook.Column(row.At(2)); ok {
				one.columns = append(one.columns, tiedColumn{at, row.At(3), row.At(4)})
			}
		}
	}
	return t
}

// base is what the cells held when they were exported: by sheet, row and field.
type base struct {
	given bool
	rows  map[string]map[string]map[string]string
}

func readBase(s *workbook.Sheet) base {
	b := base{given: s != nil, rows: map[string]map[string]map[string]string{}}
	if s == nil {
		return b
	}
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Number == 1 {
			continue
		}
		rows := b.rows[row.At(0)]
		if rows == nil {
			rows = map[string]map[string]string{}
			b.rows[row.At(0)] = rows
		}
		fields := rows[row.At(1)]
		if fields == nil {
			fields = map[string]string{}
			rows[row.At(1)] = fields
		}
		if field := row.At(2); field != "" {
			fields[field] = row.At(3)
		} else if row.At(3) != "" {
			fields[""] = row.At(3)
		}
	}
	return b
}
