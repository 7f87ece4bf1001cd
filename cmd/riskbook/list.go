package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

var listCommand = command{
	use:   "list KIND [FILTER…]",
	short: term.Words{Ja: "条件に合う記録を一覧にします", En: "list the records that fit a filter"},
	long: term.Words{
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
	examples: []example{
		{"riskbook list risks", term.Words{Ja: "すべてのリスク", En: "every risk"}},
		{"riskbook list risks outcome=needs-treatment --sort rank", term.Words{Ja: "対応を要するリスクを順位の順に", En: "what is to be treated, by rank"}},
		{"riskbook list plan 'due<2027-04-01' status!=done", term.Words{Ja: "期限が近く、終わっていない計画", En: "plans that fall due soon and are not done"}},
		{"riskbook list risks 'level>=medium' --format csv", term.Words{Ja: "リスクレベルが中以上のものを CSV で", En: "those of level medium or above, as CSV"}},
		{"riskbook list all owner=purification --format json", term.Words{Ja: "ある部門が責任者である記録を JSON で", En: "all that a party owns, as JSON"}},
	},
	setup: func(s *session, c *cobra.Command) {
		var l listForm
		c.Flags().StringVar(&l.sort, "sort", "", term.Words{Ja: "並べるキー。-KEY は逆順（省略時は識別子の順）", En: "the key to sort by, -KEY descending (else by id)"}.In(s.lang))
		c.Flags().StringVar(&l.format, "format", "table", "table|json|csv")
		c.Flags().StringVar(&l.at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の登録簿から選びます", En: "a commit, or a day YYYY-MM-DD: list the records as the register was then"}.In(s.lang))
		c.Args = atLeast("KIND", 1)
		c.ValidArgsFunction = completeKind
		c.RunE = func(c *cobra.Command, args []string) error { return s.list(c.Context(), l, args[0], args[1:]) }
	},
}

// listForm is how records are listed.
type listForm struct{ sort, format, at string }

// listFormats are the forms in which records are listed.
var listFormats = []string{"table", "json", "csv"}

func completeKind(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoSpace
	}
	return kindNames(), cobra.ShellCompDirectiveNoFileComp
}

func (s *session) list(ctx context.Context, l listForm, kindWord string, words []string) error {
	if !slices.Contains(listFormats, l.format) {
		return unknownWord("--format", l.format, listFormats)
	}
	kind, words, err := kindFilter(kindWord, words)
	if err != nil {
		return err
	}
	j, err := s.recall(ctx, compile.ForCheck, l.at)
	if err != nil {
		return err
	}
	desk := s.desk(ctx, j, kind)
	filter, err := desk.Parse(words)
	if err != nil {
		return queryFailure(err)
	}
	found := chosen(j.verdict.Register, kind, filter)
	if l.sort != "" {
		if err := desk.Sort(found, l.sort); err != nil {
			return queryFailure(err)
		}
	}
	switch l.format {
	case "json":
		return s.listJSON(j, desk, found)
	case "csv":
		return s.listCSV(desk, found)
	}
	return s.listTable(j, desk, found)
}

// kindFilter gives the kind that a word means, nil for all, and the filter with what the word says besides: a threat is a source whose kind is threat.
func kindFilter(word string, filter []string) (*register.Kind, []string, error) {
	switch strings.ToLower(word) {
	case "all", "records", "すべて", "全て", "記録":
		return nil, filter, nil
	}
	kind, form := edit.KindNamed(word)
	if kind == nil {
		return nil, nil, unknownKind(word)
	}
	if form != "" {
		filter = append([]string{"kind=" + form}, filter...)
	}
	return kind, filter, nil
}

// unknownKind says which kinds there are.
func unknownKind(word string) error { return unknownWord("KIND", word, kindNames()) }

// desk is what filters are read and records are looked at with.
func (s *session) desk(ctx context.Context, j *judged, kind *register.Kind) *query.Desk {
	return &query.Desk{Assessment: j.verdict.Assessment, Kind: kind, Me: func() (string, error) { return me(ctx, j) }}
}

// me gives the party whose email git knows as that of whoever runs the command.
func me(ctx context.Context, j *judged) (string, error) {
	email := history.Email(ctx, j.root)
	if email == "" {
		return "", fail(exitUsage, term.Words{Ja: "me が誰か分かりません: git に user.email が設定されていません", En: "nobody knows who me is: git has no user.email"},
			term.Words{Ja: "git config user.email 自分のアドレス を実行するか、関係者のキーを書いてください。", En: "run git config user.email YOUR-ADDRESS, or write the key of the party"})
	}
	for i := range j.verdict.Register.Parties {
		if strings.EqualFold(j.verdict.Register.Parties[i].Email, email) {
			return j.verdict.Register.Parties[i].Key, nil
		}
	}
	return "", fail(exitUsage, term.Words{Ja: "me が誰か分かりません: parties.toml に email = \"" + email + "\" の関係者がありません", En: "nobody knows who me is: no party in parties.toml has email = \"" + email + "\""},
		term.Words{Ja: "riskbook set parties キー.email=" + email + " を実行するか、関係者のキーを書いてください。", En: "run riskbook set parties KEY.email=" + email + ", or write the key of the party"})
}

// chosen gives the records of a kind that fit, ids ascending.
func chosen(r *register.Register, kind *register.Kind, filter *query.Filter) []register.Entry {
	all := r.All()
	if kind != nil {
		all = r.List(kind)
	}
	var found []register.Entry
	for _, e := range all {
		if filter.Fits(e) {
			found = append(found, e)
		}
	}
	return found
}

// queryFailure turns an error of package query into one of the command.
func queryFailure(err error) error {
	if f, ok := errors.AsType[*query.Fault](err); ok {
		return fail(exitUsage, f.Message, f.Help)
	}
	return err
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

func (s *session) listTable(j *judged, desk *query.Desk, found []register.Entry) error {
	keys := columns(desk)
	head := []string{s.fieldWords("id"), s.fieldWords("title")}
	for _, key := range keys {
		head = append(head, s.fieldWords(key))
	}
	rows := [][]string{head}
	said := map[int]bool{0: true, 1: true} // columns in which anything stands
	for _, e := range found {
		row := []string{e.Of().ID, s.textOf(j, e.Of().Title)}
		for _, key := range keys {
			c := cell(desk, e, key)
			words := c.Words(s.lang)
			if key == "kind" && desk.Kind == nil {
				words = e.Of().Kind.One.In(s.lang)
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
		if err := s.printTable(rows); err != nil {
			return err
		}
	}
	s.say(term.Words{Ja: fmt.Sprintf("%d件", len(found)), En: plural(len(found), "record")})
	return nil
}

// widestTitle is how many cells of a terminal a title takes in a list.
const widestTitle = 60

// printTable prints rows with their columns below one another; the second is cut where it is too wide.
func (s *session) printTable(rows [][]string) error {
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
		if _, err := fmt.Fprintln(s.stdout, strings.TrimRight(line.String(), " ")); err != nil {
			return outputFailed(err)
		}
	}
	return nil
}

// fieldWords gives what a field is called.
func (s *session) fieldWords(key string) string {
	words, known := term.Field(key)
	if !known {
		return key
	}
	return words.Capital().In(s.lang)
}

// listCSV prints one row a record, under the keys; values are those of files.
func (s *session) listCSV(desk *query.Desk, found []register.Entry) error {
	keys := columns(desk)
	w := csv.NewWriter(s.stdout)
	_ = w.Write(append(append([]string{"id", "title"}, keys...), "file", "line")) // Flush keeps the error
	for _, e := range found {
		title, _ := e.Of().Title.In(s.lang, desk.Assessment.Register.Config.DefaultLanguage)
		row := []string{workbook.Guard(e.Of().ID), workbook.Guard(title)}
		for _, key := range keys {
			row = append(row, workbook.Guard(strings.Join(cell(desk, e, key).Codes, "; ")))
		}
		place := e.Of().Source.Place()
		_ = w.Write(append(row, workbook.Guard(place.File), fmt.Sprint(place.Line)))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return outputFailed(err)
	}
	return nil
}

func (s *session) listJSON(j *judged, desk *query.Desk, found []register.Entry) error {
	list := []map[string]any{}
	for _, e := range found {
		list = append(list, s.object(j, desk, e))
	}
	if err := diagnostic.EncodeJSON(s.stdout, "  ", list); err != nil {
		return outputFailed(err)
	}
	return nil
}

// object gives a record for programs: where it is, what was decided of it, and its fields as they are written.
func (s *session) object(j *judged, desk *query.Desk, e register.Entry) map[string]any {
	base := e.Of()
	place := base.Source.Place()
	o := map[string]any{
		"id": base.ID, "kind": base.Kind.Folder, "title": s.textOf(j, base.Title), "file": place.File, "line": place.Line, "owner": nil,
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
