package export

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// plainTable makes a sheet that is only to be read, of rows of texts.
func (m *tabulator) plainTable(name string, rows [][]workbook.Cell) outSheet {
	t := outSheet{name: name}
	t.page.Name, t.page.Plain = m.name(name), true
	for i, cells := range rows {
		row := workbook.Row{Number: i + 1}
		for _, c := range cells {
			for len(t.page.Columns) <= c.Column {
				t.page.Columns = append(t.page.Columns, workbook.Head{Width: 10})
			}
			if c.Text == "" {
				continue
			}
			w := &t.page.Columns[c.Column].Width
			*w = max(*w, min(width(c.Text), 60))
			row.Cells = append(row.Cells, c)
			t.base = append(t.base, []string{name, workbook.Ref(c.Column, i+1), "", c.Text})
		}
		t.page.Rows = append(t.page.Rows, row)
	}
	if len(t.page.Columns) == 0 {
		t.page.Columns = []workbook.Head{{Width: 10}}
	}
	return t
}

func line(cells ...string) []workbook.Cell {
	var list []workbook.Cell
	for i, text := range cells {
		list = append(list, workbook.Cell{Column: i, Text: text})
	}
	return list
}

// matrices gives the three matrices: how many open risks lie in each cell, likelihood downwards from the highest, impact to the right.
func (m *tabulator) matrices() []outSheet {
	a := m.x.Assessment
	c := &a.Register.Criteria
	one := func(name string, cells [][][]string) outSheet {
		head := line(term.Words{Ja: "起こりやすさ＼影響", En: "Likelihood \\ impact"}.In(m.Language))
		for j := range c.Impacts {
			head = append(head, workbook.Cell{Column: j + 1, Text: m.step(&c.Impacts[j])})
		}
		rows := [][]workbook.Cell{head}
		for i := len(cells) - 1; i >= 0; i-- {
			var row []workbook.Cell
			if i < len(c.Likelihoods) {
				row = line(m.step(&c.Likelihoods[i]))
			}
			for j := range cells[i] {
				fill := ""
				if i < len(c.Likelihoods) && j < len(c.Impacts) && c.Likelihoods[i].Value != nil && c.Impacts[j].Value != nil {
					if level := c.Cell(*c.Likelihoods[i].Value, *c.Impacts[j].Value); level >= 0 {
						fill = levelColour(level, len(c.Levels))
					}
				}
				row = append(row, workbook.Cell{Column: j + 1, Kind: workbook.Number, Text: strconv.Itoa(len(cells[i][j])), Fill: fill})
			}
			rows = append(rows, row)
		}
		return m.plainTable(name, rows)
	}
	s := &a.Summary
	return []outSheet{one("matrix.before", s.Inherent), one("matrix.now", s.Now), one("matrix.projected", s.Projected)}
}

func (m *tabulator) step(s *register.Step) string {
	if s.Value == nil {
		return ""
	}
	return strings.TrimSpace(strconv.Itoa(*s.Value) + " " + m.text(s.Label))
}

// criteria gives criteria.toml as a list of its values: the way to each, and what stands there.
func (m *tabulator) criteria() outSheet {
	rows := [][]workbook.Cell{line(term.Words{Ja: "項目", En: "Field"}.In(m.Language), term.Words{Ja: "値", En: "Value"}.In(m.Language))}
	if doc := m.x.Assessment.Register.Tree.Criteria; doc != nil {
		rows = append(rows, flat("", doc.Table)...)
	}
	return m.plainTable("criteria", rows)
}

// flat lists the values of a table with the way to each.
func flat(at string, v *source.Value) [][]workbook.Cell {
	switch {
	case v.Kind == source.Table:
		var rows [][]workbook.Cell
		for i := range v.Fields {
			key := v.Fields[i].Key
			if at != "" {
				key = at + "." + key
			}
			rows = append(rows, flat(key, &v.Fields[i].Value)...)
		}
		return rows
	case v.Kind == source.Array && slices.ContainsFunc(v.Items, func(i source.Value) bool { return i.Kind == source.Table || i.Kind == source.Array }):
		var rows [][]workbook.Cell
		for i := range v.Items {
			rows = append(rows, flat(at+"["+strconv.Itoa(i+1)+"]", &v.Items[i])...)
		}
		return rows
	case v.Kind == source.Array:
		var values []string
		for i := range v.Items {
			values = append(values, sheet.Plain(&v.Items[i]))
		}
		return [][]workbook.Cell{line(at, sheet.Join(values))}
	}
	cell := workbook.Cell{Column: 1, Text: sheet.Plain(v)}
	if v.Kind == source.Integer || v.Kind == source.Float {
		cell.Kind = workbook.Number
	}
	return [][]workbook.Cell{append(line(at), cell)}
}

func (m *tabulator) parties() outSheet {
	w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(m.Language) }
	rows := [][]workbook.Cell{line(w("キー", "Key"), w("名称", "Title"), w("種別", "Kind"), w("役割", "Role"), w("説明", "Summary"), w("メール", "Email"), w("上位", "Parent"), w("構成員", "Members"))}
	for i := range m.x.Assessment.Register.Parties {
		p := &m.x.Assessment.Register.Parties[i]
		rows = append(rows, line(p.Key, m.text(p.Title), m.code("partykind", p.Kind), m.text(p.Role), m.text(p.Summary), p.Email, p.Parent, sheet.Join(p.Members)))
	}
	return m.plainTable("parties", rows)
}

func (m *tabulator) about() outSheet {
	r := m.x.Assessment.Register
	w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(m.Language) }
	rows := [][]workbook.Cell{
		line(w("登録簿", "Register"), m.text(r.Config.Title)),
		line(w("組織", "Organization"), m.text(r.Config.Organization)),
		line(w("基準日", "As of"), m.x.Assessment.AsOf.String()),
		line(w("コミット", "Commit"), m.x.Commit),
	}
	if of := m.x.For; of != nil {
		rows = append(rows, line(w("開示先", "Audience"), of.Name), line(w("開示する区分の上限", "Cleared up to"), of.Clearance))
		if of.Withheld > 0 {
			rows = append(rows, line(w("非公開の記録", "Records withheld"), strconv.Itoa(of.Withheld)))
		}
	}
	rows = append(rows,
		line(w("情報の取扱区分", "Classification"), r.Config.DefaultClassification),
		line(w("判定基準の版", "Criteria"), r.Criteria.Revision),
		line(w("方法", "Method"), w("「重要インフラにおける情報セキュリティ確保に係る安全基準等の策定指針」の手引書による。起こりやすさと影響からリスクレベルを求め、判定基準に照らして対応の要否を決めます。",
			"The handbook on information security measures of critical infrastructure: likelihood and impact give the level of risk, and the criteria say whether it needs treatment.")),
		line(w("凡例", "Legend"), w("灰色の列はプログラムが求めた値で、取り込むときは読み飛ばします。白い列は書き換えて「riskbook import」で戻せます。",
			"Grey columns are worked out by the program and passed over by imports. What is edited in white columns goes back with riskbook import.")),
	)
	for i := range r.Criteria.Levels {
		l := &r.Criteria.Levels[i]
		rows = append(rows, []workbook.Cell{{Column: 1, Text: strings.TrimSpace(m.text(l.Label) + "  " + m.text(l.Meaning)), Fill: levelColour(i, len(r.Criteria.Levels))}})
	}
	return m.plainTable("about", rows)
}

// audience names whom the export is for; empty: whoever may see all.
func (x *Register) audience() string {
	if x.For == nil {
		return ""
	}
	return x.For.Name
}

// fields ties every column to its field.
func (m *tabulator) fields(all []outSheet) outSheet {
	t := m.hidden(FieldsSheet)
	id := ""
	if config := m.x.Assessment.Register.Tree.Config; config != nil {
		if v := config.Table.At("id"); v != nil {
			id = v.Text
		}
	}
	rows := [][]workbook.Cell{
		line("format", strconv.Itoa(TableFormat)), line("register", id), line("commit", m.x.Commit), line("as-of", m.x.Assessment.AsOf.String()),
		line("language", m.Language), line("audience", m.x.audience()), line("sheet", "name", "column", "heading", "field"),
	}
	for i := range all {
		one := &all[i]
		if one.page.Plain {
			rows = append(rows, line(one.name, one.page.Name, "", "", ""))
			continue
		}
		for j, field := range one.fields {
			rows = append(rows, line(one.name, one.page.Name, workbook.Letter(j), one.page.Columns[j].Heading, field))
		}
	}
	t.page.Rows = numbered(rows)
	return t
}

// base holds each cell that can be edited as it was exported.
func (m *tabulator) base(all []outSheet) outSheet {
	t := m.hidden(BaseSheet)
	rows := [][]workbook.Cell{line("sheet", "row", "field", "value")}
	for i := range all {
		for _, entry := range all[i].base {
			rows = append(rows, line(entry...))
		}
	}
	t.page.Rows = numbered(rows)
	return t
}

func (m *tabulator) hidden(name string) outSheet {
	t := outSheet{name: name}
	t.page = workbook.Page{Name: name, Hidden: true, Plain: true, Columns: []workbook.Head{{Width: 20}}}
	m.taken = append(m.taken, name)
	return t
}

func numbered(rows [][]workbook.Cell) []workbook.Row {
	list := make([]workbook.Row, len(rows))
	for i, cells := range rows {
		list[i] = workbook.Row{Number: i + 1, Cells: slices.DeleteFunc(cells, func(c workbook.Cell) bool { return c.Text == "" })}
	}
	return list
}
