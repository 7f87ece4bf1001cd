package revise

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// report tells what an import did, or would do.
func (o *importing) report(plan *intake.Plan, after *compile.Judged, files map[string][]byte) error {
	w := bufio.NewWriter(o.session.Stdout)
	var err error
	if o.format == "json" {
		err = diagnostic.EncodeJSON(w, "  ", o.reportObject(plan))
	} else {
		o.reportText(w, plan)
		if o.dry && after != o.before {
			err = o.riskTerms(w, after)
		}
	}
	if err = cmp.Or(err, w.Flush()); err != nil {
		return session.OutputFailed(err)
	}
	o.session.Say(o.sum(plan, files))
	return nil
}

// riskTerms shows what the import would change in risk terms.
func (o *importing) riskTerms(w io.Writer, after *compile.Judged) error {
	state := func(j *compile.Judged) compare.State {
		return compare.State{Assessment: j.Assessment, Diagnostics: j.Checked.Diagnostics, Bodies: j.Bodies.List}
	}
	c := compare.Compare(state(o.before), state(after))
	fmt.Fprintln(w)
	report := &changes.Report{
		Comparison: &c, Old: session.WorkingTree, New: changes.Side{Name: term.Words{Ja: "取り込んだ後", En: "after the import"}},
		Language: o.session.Lang, Link: func(string) string { return "" },
	}
	return report.WriteText(w)
}

type reportChange struct {
	Field  string  `json:"field"`
	Before *string `json:"before"`
	After  *string `json:"after"`
	Sheet  string  `json:"sheet"`
	Cell   string  `json:"cell"`
}

type reportRecord struct {
	ID          string         `json:"id"`
	Kind        string         `json:"kind"`
	File        string         `json:"file"`
	Action      string         `json:"action"`
	Sheet       string         `json:"sheet"`
	Cell        string         `json:"cell"`
	Incomplete  bool           `json:"incomplete"`
	Provisional bool           `json:"provisional"`
	Missing     []string       `json:"missing"`
	Changes     []reportChange `json:"changes"`
}

type reportCell struct {
	Sheet string  `json:"sheet"`
	Cell  string  `json:"cell"`
	Found string  `json:"found"`
	To    *string `json:"to"`
	Why   string  `json:"why"`
}

type reportConflict struct {
	Sheet      string `json:"sheet"`
	Cell       string `json:"cell"`
	ID         string `json:"id"`
	Field      string `json:"field"`
	Base       string `json:"base"`
	Repository string `json:"repository"`
	File       string `json:"file"`
}

// reportObject gives the report as JSON has it.
func (o *importing) reportObject(plan *intake.Plan) any {
	records, cells, conflicts := []reportRecord{}, []reportCell{}, []reportConflict{}
	for _, e := range told(plan) {
		r := reportRecord{
			ID: e.ID, Kind: e.Kind.Folder, File: e.File, Action: string(e.Action), Sheet: e.From.Sheet, Cell: e.From.Cell,
			Incomplete: e.Incomplete, Missing: append([]string{}, e.Missing...), Changes: []reportChange{},
		}
		for _, x := range e.Live() {
			r.Provisional = r.Provisional || x.Field == "provisional"
			r.Changes = append(r.Changes, reportChange{x.Field, orNothing(x.Before), orNothing(x.After), x.From.Sheet, x.From.Cell})
		}
		records = append(records, r)
	}
	for _, c := range plan.Accounted() {
		if c.At != (mapping.Place{}) {
			cells = append(cells, reportCell{c.At.Sheet, c.At.Cell, c.Found, orNothing(c.To), c.Why.In(o.session.Lang)})
		}
	}
	for _, c := range plan.Conflicts {
		conflicts = append(conflicts, reportConflict{c.At.Sheet, c.At.Cell, c.ID, c.Field, c.Base, c.Repository, c.New})
	}
	return struct {
		Records   []reportRecord   `json:"records"`
		Cells     []reportCell     `json:"cells"`
		Conflicts []reportConflict `json:"conflicts"`
	}{records, cells, conflicts}
}

func orNothing(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// told lists the records of which something is to be told.
func told(plan *intake.Plan) []*intake.Entry {
	return slices.DeleteFunc(slices.Clone(plan.Entries), func(e *intake.Entry) bool {
		return e.Action == intake.Changed && len(e.Live()) == 0 || e.Refused()
	})
}

// mostOfCells is how many cells of one reason are shown before the rest is counted.
const mostOfCells = 8

func (o *importing) reportText(w io.Writer, plan *intake.Plan) {
	say := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(o.session.Lang) }
	p := func(format string, args ...any) {
		fmt.Fprintf(w, "%s\n", diagnostic.Plain(fmt.Sprintf(format, args...)))
	}
	var examples []string
	for _, e := range told(plan) {
		if e.Example {
			examples = append(examples, e.ID)
		}
	}
	if len(examples) > 0 {
		p(say("init の例を取り除きました: %s", "removed the examples of init: %s"), strings.Join(examples, say("、", ", ")))
	}
	for _, e := range told(plan) {
		switch e.Action {
		case intake.New:
			note := ""
			if e.Incomplete {
				note = say("（未記入: "+strings.Join(e.Missing, "、")+"）", " (missing: "+strings.Join(e.Missing, ", ")+")")
			}
			p(say("新しい記録 %s%s", "new record %s%s"), e.File, note)
		case intake.Gone:
			p(say("%s の行がなくなっています。記録 %s は残しました（取り除くには --remove）", "the row of %s is gone; its record %s stays (--remove takes it away)"), e.ID, e.File)
		case intake.Removed:
			if !e.Example {
				p(say("取り除いた記録 %s", "removed record %s"), e.File)
			}
		case intake.Changed:
			for _, x := range e.Live() {
				p("%s %s: %s → %s  (%s)", e.ID, x.Field, shortened(x.Before), shortened(x.After), ref(x.From))
			}
		}
	}
	for _, name := range intake.Names(plan.Settings) {
		p(say("判定基準 %s", "criteria %s"), name)
	}
	for _, page := range plan.Pages {
		p(say("新しいページ %s", "new page %s"), "content/pages/"+page.ID+".md")
	}
	for _, party := range plan.Parties {
		p(say("新しい関係者 %s（%s）", "new party %s (%s)"), party.Key, party.Title)
	}
	for _, c := range plan.Conflicts {
		p(say("競合 %s %s（%s）: 書き出し時 %s、登録簿 %s、ファイル %s", "conflict in %s %s (%s): exported %s, register %s, file %s"),
			c.ID, c.Field, ref(c.At), shortened(c.Base), shortened(c.Repository), shortened(c.New))
	}
	o.cellsText(p, plan)
}

// cellsText tells of the cells that have no place, those of one reason together.
func (o *importing) cellsText(p func(string, ...any), plan *intake.Plan) {
	var reasons []string
	by := map[string][]intake.Cell{}
	for _, c := range plan.Cells {
		if c.To != "" {
			continue
		}
		why := c.Why.In(o.session.Lang)
		if by[why] == nil {
			reasons = append(reasons, why)
		}
		by[why] = append(by[why], c)
	}
	for _, why := range reasons {
		list := by[why]
		p("%s:", why)
		for _, c := range list[:min(len(list), mostOfCells)] {
			p("  %s  %s", ref(c.At), shortened(c.Found))
		}
		if rest := len(list) - mostOfCells; rest > 0 {
			p(term.Words{Ja: "  ほか%d件（--format json ですべて示します）", En: "  and %d more (--format json lists all)"}.In(o.session.Lang), rest)
		}
	}
}

// ref gives the name of a cell as spreadsheets write it.
func ref(at mapping.Place) string {
	switch {
	case at.Cell == "":
		return at.Sheet
	case at.Cell[0] >= '0' && at.Cell[0] <= '9':
		return at.Sheet + ":" + at.Cell
	}
	return at.Sheet + "!" + at.Cell
}

// shortened gives a text on one line, its beginning alone where it is long.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:59]) + "…"
	}
	return cmp.Or(text, "—")
}

// sum says in one line what came of an import.
func (o *importing) sum(plan *intake.Plan, files map[string][]byte) term.Words {
	fresh, changed, incomplete, provisional, removed, fields := 0, 0, 0, 0, 0, 0
	for _, e := range told(plan) {
		switch e.Action {
		case intake.New:
			fresh++
			if e.Incomplete {
				incomplete++
			}
			if o.provisional {
				provisional++
			}
		case intake.Changed:
			changed++
			fields += len(e.Live())
		case intake.Removed:
			removed++
		}
	}
	homeless := 0
	for _, c := range plan.Cells {
		if c.To == "" {
			homeless++
		}
	}
	if len(files) == 0 {
		return term.Words{Ja: "書き換える項目はありません", En: "nothing to change"}
	}
	ja := fmt.Sprintf("新しい記録%d件（未完成%d件、未確認%d件）、書き換え%d項目（%d件の記録）、削除%d件、競合%d件、行き先のないセル%d個", fresh, incomplete, provisional, fields, changed, removed, len(plan.Conflicts), homeless)
	en := fmt.Sprintf("%s (%d incomplete, %d provisional), %s changed in %s, %d removed, %s, %s without a place",
		session.Plural(fresh, "new record"), incomplete, provisional, session.Plural(fields, "field"), session.Plural(changed, "record"), removed, session.Plural(len(plan.Conflicts), "conflict"), session.Plural(homeless, "cell"))
	if o.dry {
		return term.Words{Ja: "書いていません: " + ja, En: "nothing was written: " + en}
	}
	return term.Words{Ja: ja, En: en}
}
