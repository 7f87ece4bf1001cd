package changes

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// Page is the template of a page by itself that shows what changed: the summary, the two matrices side by side, and the details. Its view is a View.
//
//go:embed page.html
var Page string

// View is what Page shows. All texts are plain.
type View struct {
	Language string
	Title    string // of the register
	Headline string
	Basis    string
	AsOf     string
	W        map[string]string
	Guard    []SectionView // what guards the register; none where it is as it was
	Points   []PointView
	Tallies  []TallyView
	Matrices []GridView // before and after; none where nothing moved
	Legend   []SignView
	Sections []SectionView
}

// PointView is one line of the summary.
type PointView struct {
	Words, Tone string
	IDs         []IDView
	More        string
}

// IDView is the id of a record, which leads to it where that is known.
type IDView struct{ ID, Href string }

// TallyView counts risks by level or outcome.
type TallyView struct {
	Name string
	Rows []TallyRow
}

// TallyRow is the number of risks of one level or outcome.
type TallyRow struct {
	Name          string
	Before, After string
	Change        string // "+2"; empty where there is none
}

// GridView is one matrix.
type GridView struct {
	ID, Name string
	Columns  []string
	Rows     []GridRow
}

// GridRow is one likelihood.
type GridRow struct {
	Label string
	Cells []GridCell
}

// GridCell is one cell.
type GridCell struct {
	Level  string
	Heat   int
	Beyond bool
	Risks  []GridRisk
	More   string
}

// GridRisk is one risk in a cell; without a sign it did not move.
type GridRisk struct {
	ID, Href, Title string
	SignView
}

// SignView is the sign of a move, with its words.
type SignView struct{ Sign, Words, Tone string }

// SectionView is one part of what changed.
type SectionView struct {
	Key, Title, Subject, Rest string
	Columns                   []string
	Rows                      []RowView
	More                      string
	Folded                    bool
}

// RowView is what changed of one record.
type RowView struct {
	ID, Href, Title, Was, Tone string
	Kind                       string
	Cells                      []FactView // one a column; empty where nothing changed
	Rest                       []FactView
	Folded                     string // what stands in place of Rest until it is unfolded; empty where it is not folded
}

// FactView is one thing that changed.
type FactView struct {
	Name, Before, After, Note, Tone string
	Moved                           bool // there is a before
	Pieces                          []PieceView
	Folded                          bool // Pieces are
}

// PieceView is a stretch of a text that was edited.
type PieceView struct {
	Text       string
	Gone, Come bool
}

// The numbers of risks named in a cell, and of rows shown in a section of the page.
const (
	mostInCell = 40
	mostRows   = 2000
)

// View makes what Page shows.
func (r *Report) View() View {
	v := View{
		Language: r.Language, Title: diagnostic.Plain(r.text(r.now().Config.Title, r.now())), Headline: r.headline(), Basis: basis(r), AsOf: r.Comparison.After.Assessment.AsOf.String(),
		W: map[string]string{},
	}
	for key, words := range pageWords {
		v.W[key] = r.words(words)
	}
	if guard := guardSection(r); guard.count > 0 {
		v.Guard = append(v.Guard, sectionView(r, guard))
	}
	for _, p := range points(r) {
		one := PointView{Words: p.words, Tone: p.tone, More: more(r, len(p.ids)-mostNamed)}
		for _, id := range p.ids[:min(mostNamed, len(p.ids))] {
			one.IDs = append(one.IDs, IDView{id, r.link(id)})
		}
		v.Points = append(v.Points, one)
	}
	if r.Comparison.Changed() {
		v.Tallies = []TallyView{tallyView(r, "level", levels(r)), tallyView(r, "outcome", outcomes(r))}
	}
	if moved := moved(r); drawn(r, moved) {
		for i, g := range grids(r) {
			v.Matrices = append(v.Matrices, gridView(r, []string{"before", "after"}[i], g, moved))
		}
		for _, m := range used(moved) {
			v.Legend = append(v.Legend, SignView{m.sign, r.words(m.words), m.tone})
		}
	}
	for _, s := range r.sections() {
		v.Sections = append(v.Sections, sectionView(r, s))
	}
	return v
}

var pageWords = map[string]term.Words{
	"after":    {Ja: "変更後", En: "After"},
	"axes":     {Ja: "起こりやすさ（縦）× 影響（横）", En: "Likelihood (down) × impact (across)"},
	"before":   {Ja: "変更前", En: "Before"},
	"change":   {Ja: "増減", En: "Change"},
	"from":     {Ja: "変更前", En: "was"},
	"level":    {Ja: "リスクレベル", En: "Level"},
	"matrices": {Ja: "リスクマトリクスの前後", En: "The matrix before and after"},
	"outcome":  {Ja: "評価結果", En: "Outcome"},
	"show":     {Ja: "一覧を開く", En: "Show the list"},
	"skip":     {Ja: "本文へ移動", En: "Skip to the content"},
	"summary":  {Ja: "要点", En: "Summary"},
	"tallies":  {Ja: "リスクの件数", En: "Numbers of risks"},
	"title":    {Ja: "リスクの観点での変更", En: "What changed, in risk terms"},
	"to":       {Ja: "変更後", En: "now"},
	"was":      {Ja: "以前は", En: "was"},
}

func tallyView(r *Report, key string, list []tally) TallyView {
	v := TallyView{Name: r.words(pageWords[key])}
	for _, t := range list {
		row := TallyRow{Name: capital(t.name), Before: r.count(t.before), After: r.count(t.after)}
		if t.before != t.after {
			row.Change = strings.Replace(fmt.Sprintf("%+d", t.after-t.before), "-", "−", 1)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func gridView(r *Report, id string, g grid, moved map[string]move) GridView {
	v := GridView{ID: id, Name: r.words(pageWords[id]) + r.say("：", ": ") + g.name, Columns: g.columns}
	for i, cells := range g.cells {
		line := GridRow{Label: g.rows[i]}
		for _, cell := range cells {
			c := GridCell{Level: cell.name, Heat: cell.heat, Beyond: cell.beyond, More: more(r, len(cell.ids)-mostInCell)}
			for k, risk := range movedFirst(cell.ids, moved) {
				if k == mostInCell {
					break
				}
				one := GridRisk{ID: risk, Href: r.link(risk), Title: diagnostic.Plain(r.title(risk))}
				if m, ok := moved[risk]; ok {
					one.SignView = SignView{m.sign, r.words(m.words), m.tone}
				}
				c.Risks = append(c.Risks, one)
			}
			line.Cells = append(line.Cells, c)
		}
		v.Rows = append(v.Rows, line)
	}
	return v
}

func sectionView(r *Report, s section) SectionView {
	v := SectionView{
		Key: s.key, Title: s.title + counted(r, s.count), Subject: s.subject, Rest: s.rest, More: more(r, len(s.rows)-mostRows),
		Folded: s.key == "ranks",
	}
	for _, column := range s.columns {
		v.Columns = append(v.Columns, capital(column))
	}
	for _, line := range s.rows[:min(mostRows, len(s.rows))] {
		row := RowView{ID: line.id, Href: r.link(line.id), Title: diagnostic.Plain(line.title), Was: diagnostic.Plain(line.was), Tone: line.tone, Kind: line.kind, Cells: make([]FactView, len(s.columns))}
		for _, f := range line.facts {
			fact := FactView{Name: f.name, Before: diagnostic.Plain(f.before), After: diagnostic.Plain(f.after), Note: noted(r, f), Tone: f.tone, Moved: f.before != ""}
			for _, p := range f.pieces {
				fact.Pieces = append(fact.Pieces, PieceView{diagnostic.Plain(p.text), p.sign == gone, p.sign == come})
			}
			fact.Folded = f.long
			if fact.Moved && fact.After == "" {
				fact.After = none
			}
			if i := slices.Index(s.columns, f.name); i >= 0 {
				fact.Name = ""
				row.Cells[i] = fact
			} else {
				row.Rest = append(row.Rest, fact)
			}
		}
		if line.fold {
			row.Folded = r.say("%[1]s件の変更", "%[2]s", r.count(len(row.Rest)), r.plural(len(row.Rest), "change"))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
