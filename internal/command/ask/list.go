package ask

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// ListCommand is riskbook list.
var ListCommand = session.Command{
	Use:   "list KIND [FILTER…]",
	Short: term.Words{Ja: "条件に合う記録を一覧にします", En: "list the records that fit a filter"},
	Long: term.Words{
		Ja: `ある種別の記録のうち、条件のすべてに合うものを一覧にします。KIND は risk、risks、リスク、計画、脅威 のように書きます。all はすべての種別です。
条件には記録に書いた項目のほか、判定した結果（リスクの level、outcome、rank、need、due など）も使えます。

  KEY=VALUE        値がそのとおりのもの。KEY=A,B はどちらか、KEY= は値のないもの
  KEY!=VALUE       値がそうでないもの。KEY!= は値のあるもの
  KEY<VALUE        それより小さい（早い、低い）もの。<= > >= も同様
  KEY~語           語を含むもの
  語               題名か識別子に語を含むもの

日付は 2026-12-31、today、+30d（30日後。w 週、m 月、y 年）のように、尺度や選択肢の値は「あり得る」や Possible のような言葉でも書けます。
owner=me は自分のもの（git の user.email を parties.toml の email とするもの）です。シェルに解釈される < と > は引用符で囲んでください。`,
		En: `Lists those records of a kind that fit every filter. KIND is a word like risk, risks, plan, threat or リスク; all stands for every kind.
Filters speak of the fields of records, and of what was decided of them (level, outcome, rank, need, due and more of a risk).

  KEY=VALUE        the value is this. KEY=A,B: one of these. KEY=: there is none
  KEY!=VALUE       the value is another. KEY!=: there is one
  KEY<VALUE        it is smaller (earlier, lower); <= > >= likewise
  KEY~WORD         it contains the word
  WORD             title or id contains the word

Days are written 2026-12-31, today or +30d (in 30 days; w weeks, m months, y years); steps of scales and choices by their value or their words.
owner=me are your own: of the party in parties.toml whose email git knows as user.email. Quote < and >, which shells take for themselves.`,
	},
	Examples: []session.Example{
		{Line: "riskbook list risks", Does: term.Words{Ja: "すべてのリスク", En: "every risk"}},
		{Line: "riskbook list risks outcome=needs-treatment --sort rank", Does: term.Words{Ja: "対応を要するリスクを順位の順に", En: "what is to be treated, by rank"}},
		{Line: "riskbook list plan 'due<2027-04-01' status!=done", Does: term.Words{Ja: "期限が近く、終わっていない計画", En: "plans that fall due soon and are not done"}},
		{Line: "riskbook list risks 'level>=medium' --format csv", Does: term.Words{Ja: "リスクレベルが中以上のものを CSV で", En: "those of level medium or above, as CSV"}},
		{Line: "riskbook list all owner=purification --format json", Does: term.Words{Ja: "ある部門が責任者である記録を JSON で", En: "all that a party owns, as JSON"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		var l listForm
		c.Flags().StringVar(&l.sort, "sort", "", term.Words{Ja: "並べるキー。-KEY は逆順（省略時は識別子の順）", En: "the key to sort by, -KEY descending (else by id)"}.In(s.Lang))
		c.Flags().StringVar(&l.format, "format", "table", "table|json|csv")
		c.Flags().StringVar(&l.at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の登録簿から選びます", En: "a commit, or a day YYYY-MM-DD: list the records as the register was then"}.In(s.Lang))
		c.Args = session.AtLeast("KIND", 1)
		c.ValidArgsFunction = session.CompleteKind
		c.RunE = func(c *cobra.Command, args []string) error { return list(c.Context(), s, l, args[0], args[1:]) }
	},
}

// listForm is how records are listed.
type listForm struct{ sort, format, at string }

// listFormats are the forms in which records are listed.
var listFormats = []string{"table", "json", "csv"}

func list(ctx context.Context, s *session.Session, l listForm, kindWord string, words []string) error {
	if !slices.Contains(listFormats, l.format) {
		return session.UnknownWord("--format", l.format, listFormats)
	}
	kind, words, err := session.KindFilter(kindWord, words)
	if err != nil {
		return err
	}
	j, err := s.Recall(ctx, compile.ForCheck, l.at)
	if err != nil {
		return err
	}
	desk := session.DeskFor(ctx, s, j, kind)
	filter, err := desk.Parse(words)
	if err != nil {
		return session.QueryFailure(err)
	}
	found := session.Chosen(j.Verdict.Register, kind, filter)
	if l.sort != "" {
		if err := desk.Sort(found, l.sort); err != nil {
			return session.QueryFailure(err)
		}
	}
	switch l.format {
	case "json":
		return listJSON(s, j, desk, found)
	case "csv":
		return listCSV(s, desk, found)
	}
	return listTable(s, j, desk, found)
}

// listed are the keys that a list shows, of those that the kind has, in this order.
var listed = []string{"rank", "level", "outcome", "approach", "channel", "function", "state", "trend", "option", "status", "owner", "on", "by", "received", "due", "until"}

// columns gives the keys that the list of a kind shows behind id and title.
func columns(desk *query.Desk) []string {
	if desk.Kind == nil {
		return []string{"kind", "owner", "status"}
	}
	var keys []string
	own := desk.Keys()
	if register.Find(desk.Kind.Fields(), "kind") != nil {
		keys = append(keys, "kind")
	}
	for _, key := range listed {
		if slices.Contains(own, key) && (desk.Kind.Folder != "risks" || key != "option") {
			keys = append(keys, key)
		}
	}
	for _, f := range desk.Assessment.Register.Config.FieldsOf(desk.Kind.Folder) {
		keys = append(keys, "extra."+f.Key)
	}
	return keys
}

// cell gives what a list shows of a record at a key.
func cell(desk *query.Desk, e register.Entry, key string) query.Cell {
	c, _ := desk.Cell(e, key)
	if key == "kind" && desk.Kind != nil && len(c.Codes) > 1 { // its folder says nothing here
		c.Codes = c.Codes[:1]
	} else if key == "kind" && desk.Kind == nil {
		c.Codes = c.Codes[len(c.Codes)-1:]
	}
	return c
}

func listTable(s *session.Session, j *session.Judged, desk *query.Desk, found []register.Entry) error {
	keys := columns(desk)
	head := []string{fieldWords(s, "id"), fieldWords(s, "title")}
	for _, key := range keys {
		head = append(head, nameOf(s, j, desk.Kind, key))
	}
	rows := [][]string{head}
	said := map[int]bool{0: true, 1: true} // columns in which anything stands
	for _, e := range found {
		row := []string{e.Of().ID, textOf(s, j, e.Of().Title)}
		for _, key := range keys {
			c := cell(desk, e, key)
			words := c.Words(s.Lang)
			if key == "kind" && desk.Kind == nil {
				words = e.Of().Kind.One.In(s.Lang)
			}
			row = append(row, words)
		}
		for i := range row {
			said[i] = said[i] || row[i] != ""
		}
		rows = append(rows, row)
	}
	for i := range rows {
		var kept []string
		for column, text := range rows[i] {
			if said[column] {
				kept = append(kept, text)
			}
		}
		rows[i] = kept
	}
	if len(found) > 0 {
		if err := printTable(s, rows); err != nil {
			return err
		}
	}
	s.Say(term.Words{Ja: fmt.Sprintf("%d件", len(found)), En: session.Plural(len(found), "record")})
	return nil
}

// widestTitle is how many cells of a terminal a title takes in a list.
const widestTitle = 60

// printTable prints rows with their columns below one another; the second is cut where it is too wide.
func printTable(s *session.Session, rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i := range row {
			row[i] = diagnostic.Plain(strings.Join(strings.Fields(row[i]), " "))
			if i == 1 {
				row[i] = diagnostic.Shorten(row[i], widestTitle)
			}
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], diagnostic.Width(row[i]))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-diagnostic.Width(text)+2))
			}
		}
		if _, err := fmt.Fprintln(s.Stdout, strings.TrimRight(line.String(), " ")); err != nil {
			return session.OutputFailed(err)
		}
	}
	return nil
}

// nameOf gives what a field of a kind is called: one that the register declares goes by its label.
func nameOf(s *session.Session, j *session.Judged, kind *register.Kind, key string) string {
	if own, ok := strings.CutPrefix(key, "extra."); ok && kind != nil {
		if f := j.Verdict.Register.Config.FieldOf(kind.Folder, own); f != nil {
			return textOf(s, j, f.Name())
		}
	}
	return keyWords(s, key)
}

// fieldWords gives what a field is called.
func fieldWords(s *session.Session, key string) string {
	words, known := term.Field(key)
	if !known {
		return key
	}
	return words.Capital().In(s.Lang)
}

// listCSV prints one row a record, under the keys; values are those of files.
func listCSV(s *session.Session, desk *query.Desk, found []register.Entry) error {
	keys := columns(desk)
	w := csv.NewWriter(s.Stdout)
	_ = w.Write(append(append([]string{"id", "title"}, keys...), "file", "line")) // Flush keeps the error
	for _, e := range found {
		title, _ := e.Of().Title.In(s.Lang, desk.Assessment.Register.Config.DefaultLanguage)
		row := []string{workbook.Guard(e.Of().ID), workbook.Guard(title)}
		for _, key := range keys {
			row = append(row, workbook.Guard(strings.Join(cell(desk, e, key).Codes, "; ")))
		}
		place := e.Of().Source.Place()
		_ = w.Write(append(row, workbook.Guard(place.File), fmt.Sprint(place.Line)))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

func listJSON(s *session.Session, j *session.Judged, desk *query.Desk, found []register.Entry) error {
	list := []map[string]any{}
	for _, e := range found {
		list = append(list, object(s, j, desk, e))
	}
	if err := diagnostic.EncodeJSON(s.Stdout, "  ", list); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

// object gives a record for programs: where it is, what was decided of it, and its fields as they are written.
func object(s *session.Session, j *session.Judged, desk *query.Desk, e register.Entry) map[string]any {
	base := e.Of()
	place := base.Source.Place()
	o := map[string]any{
		"id": base.ID, "kind": base.Kind.Folder, "title": textOf(s, j, base.Title), "file": place.File, "line": place.Line, "owner": nil,
		"fields": base.Source.Table.Plain(func(text string) string { return text }),
	}
	own := &query.Desk{Assessment: desk.Assessment, Kind: base.Kind}
	for _, key := range own.Keys() {
		if _, taken := o[key]; taken && key != "owner" || strings.Contains(key, ".") {
			continue
		}
		if c, ok := own.Cell(e, key); ok && plainKey(base.Kind, key) {
			o[key] = c.Value()
		}
	}
	return o
}

// plainKey reports whether a key of a kind stands in the object of a record itself: what is decided, and fields that are one value or a list of them.
func plainKey(kind *register.Kind, key string) bool {
	f := register.Find(kind.Fields(), key)
	return f == nil || f.Shape != register.ShapeText && f.Shape != register.ShapeMapping && f.Shape != register.ShapeFree
}
