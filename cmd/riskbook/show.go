package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

var showCommand = command{
	use:   "show ID",
	short: term.Words{Ja: "記録の内容と、それを参照する記録を示します", En: "show a record: its fields, and what points at it"},
	long: term.Words{
		Ja: "どの種別の記録でも、その項目、判定した結果、参照する記録とされる記録を示します。意思決定ならば、何を決めたかも示します。\n評価に至る道筋は「riskbook explain ID」で示します。",
		En: "Shows a record of any kind: its fields, what was decided of it, the records that it names and those that point at it; of a decision, what it decides.\nriskbook explain ID tells how a risk came to its outcome.",
	},
	examples: []example{
		{"riskbook show R-001", term.Words{Ja: "リスク R-001 の内容", En: "the risk R-001"}},
		{"riskbook show D-002", term.Words{Ja: "意思決定 D-002 と、それが決めたこと", En: "the decision D-002 and what it decides"}},
		{"riskbook show R-001 --format json", term.Words{Ja: "プログラムで読むために JSON で", En: "the same for programs, as JSON"}},
	},
	setup: func(s *session, c *cobra.Command) {
		format, at := "", ""
		c.Flags().StringVar(&format, "format", "table", "table|json")
		c.Flags().StringVar(&at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の記録を示します", En: "a commit, or a day YYYY-MM-DD: show the record as it was then"}.In(s.lang))
		c.Args = exactly("ID")
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return s.recordIDs(), cobra.ShellCompDirectiveNoFileComp
		}
		c.RunE = func(c *cobra.Command, args []string) error { return s.show(c.Context(), args[0], format, at) }
	},
}

func (s *session) show(ctx context.Context, id, format, at string) error {
	if formats := []string{"table", "json"}; !slices.Contains(formats, format) {
		return unknownWord("--format", format, formats)
	}
	j, err := s.recall(ctx, compile.ForCheck, at)
	if err != nil {
		return err
	}
	entry := j.verdict.Register.Find(id)
	if entry == nil {
		found, err := findRecord(j.verdict.Register.Tree, id)
		if err != nil {
			return err
		}
		if entry = j.verdict.Register.Find(found.ID); entry == nil {
			return s.unreadable(j.verdict.Register.Tree, found)
		}
	}
	if format == "json" {
		if err := diagnostic.EncodeJSON(s.stdout, "  ", s.shownObject(ctx, j, entry)); err != nil {
			return outputFailed(err)
		}
		return nil
	}
	var b strings.Builder
	s.tellFields(&b, ctx, j, entry)
	if _, err := fmt.Fprint(s.stdout, diagnostic.Plain(b.String())); err != nil {
		return outputFailed(err)
	}
	return nil
}

// pointer is a record that names another one, or is named by it, in one of its fields or in its text.
type pointer struct {
	id  string
	key string
}

// pointersOf gives what points at a record, and what it points at.
func pointersOf(j *judged, id string) (to, from []pointer) {
	for _, ref := range j.verdict.Register.References {
		if ref.To == id {
			to = append(to, pointer{ref.From, ref.Key})
		}
		if ref.From == id {
			from = append(from, pointer{ref.To, ref.Key})
		}
	}
	for i := range j.verdict.Bodies.List {
		body := &j.verdict.Bodies.List[i]
		if body.Record != id && slices.Contains(body.References, id) {
			to = append(to, pointer{body.Record, "body"})
		}
	}
	tidy := func(list []pointer) []pointer {
		slices.SortFunc(list, func(a, b pointer) int {
			return strings.Compare(a.id+"\x00"+a.key, b.id+"\x00"+b.key)
		})
		return slices.Compact(list)
	}
	return tidy(to), tidy(from)
}

// effect says what a decision decides of one record.
type effect struct {
	id    string
	state string // of an acceptance or a judgement; empty where nothing more is to be said
	lifts bool   // it is what makes the risk acceptable
}

// effectsOf gives what a decision decides.
func effectsOf(j *judged, d *register.Decision) []effect {
	var list []effect
	for _, id := range slices.Concat(d.Risks, d.Treatments) {
		e := effect{id: id}
		if r := j.verdict.Assessment.Risk(id); r != nil && r.Acceptance != nil && r.Acceptance.Decision == d {
			e.state, e.lifts = string(r.Acceptance.State), r.Acceptance.Effect
		}
		list = append(list, e)
	}
	return list
}

func (s *session) shownObject(ctx context.Context, j *judged, entry register.Entry) map[string]any {
	base := entry.Of()
	o := s.object(j, s.desk(ctx, j, base.Kind), entry)
	to, from := pointersOf(j, base.ID)
	o["pointedAtBy"], o["pointsAt"] = s.pointerObjects(j, to), s.pointerObjects(j, from)
	if d, ok := entry.(*register.Decision); ok {
		decides := []map[string]any{}
		for _, e := range effectsOf(j, d) {
			decided := map[string]any{"id": e.id, "state": nil, "effect": nil}
			if e.state != "" {
				decided["state"], decided["effect"] = e.state, e.lifts
			}
			decides = append(decides, decided)
		}
		o["decides"] = decides
	}
	body := map[string]string{}
	for _, b := range append([]source.Body{base.Source.Body}, base.Source.Translations...) {
		if text := strings.TrimSpace(b.Text); text != "" {
			language := b.Language
			if language == "" {
				language = j.verdict.Register.Config.DefaultLanguage
			}
			body[language] = text
		}
	}
	o["body"] = body
	return o
}

func (s *session) pointerObjects(j *judged, list []pointer) []map[string]any {
	objects := []map[string]any{}
	for _, p := range list {
		o := map[string]any{"id": p.id, "field": p.key, "kind": nil, "title": nil}
		if e := j.verdict.Register.Find(p.id); e != nil {
			o["kind"], o["title"] = e.Of().Kind.Folder, s.textOf(j, e.Of().Title)
		}
		objects = append(objects, o)
	}
	return objects
}

// tellFields tells of a record for people.
func (s *session) tellFields(w io.Writer, ctx context.Context, j *judged, entry register.Entry) {
	base := entry.Of()
	place := base.Source.Place()
	fmt.Fprintf(w, "%s %s%s\n  %s:%d\n", base.ID, s.textOf(j, base.Title), s.aside(base.Kind.One.In(s.lang)), place.File, place.Line)
	if base.Provisional {
		fmt.Fprintf(w, "  %s\n", term.Words{Ja: "未確認の記録です。どこにも数えられません。", En: "provisional: nobody has confirmed it, and it counts nowhere"}.In(s.lang))
	}
	desk := s.desk(ctx, j, base.Kind)
	if risk := j.verdict.Assessment.Risk(base.ID); risk != nil {
		s.section(w, term.Words{Ja: "判定した結果", En: "Decided"}, s.verdictRows(j, desk, entry, risk))
	}
	s.section(w, term.Words{Ja: "項目", En: "Fields"}, s.fieldRows(j, desk, entry))
	if d, ok := entry.(*register.Decision); ok {
		s.section(w, term.Words{Ja: "決めたこと", En: "Decides"}, s.effectRows(j, d))
	}
	to, from := pointersOf(j, base.ID)
	s.section(w, term.Words{Ja: "参照している記録", En: "Points at"}, s.pointerRows(j, from))
	s.section(w, term.Words{Ja: "この記録を参照している記録", En: "Pointed at by"}, s.pointerRows(j, to))
}

// section prints rows of two columns under a heading, where there are any.
func (s *session) section(w io.Writer, heading term.Words, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	widest := 0
	for _, row := range rows {
		widest = max(widest, diagnostic.Width(row[0]))
	}
	fmt.Fprintf(w, "\n%s\n", heading.In(s.lang))
	for _, row := range rows {
		indent := strings.Repeat(" ", widest+4)
		text := strings.ReplaceAll(strings.TrimSpace(row[1]), "\n", "\n"+indent)
		fmt.Fprintf(w, "  %s%s  %s\n", row[0], strings.Repeat(" ", widest-diagnostic.Width(row[0])), text)
	}
}

func (s *session) verdictRows(j *judged, desk *query.Desk, entry register.Entry, risk *assess.Risk) [][2]string {
	rows := [][2]string{{s.fieldWords("outcome"), explain.Verdict(risk).In(s.lang)}}
	for _, key := range []string{"inherent.level", "level", "projected.level", "rank", "loss", "plans", "next_review"} {
		words := cell(desk, entry, key).Words(s.lang)
		if key == "loss" && risk.ExpectedLoss != nil {
			words = term.Money(*risk.ExpectedLoss, j.verdict.Register.Config.Currency).In(s.lang)
		}
		if words != "" {
			rows = append(rows, [2]string{s.keyWords(key), words})
		}
	}
	if a := risk.Acceptance; a != nil {
		rows = append(rows, [2]string{s.fieldWords("acceptance"), a.Decision.ID + s.aside(term.Code("acceptance", string(a.State)).In(s.lang))})
	}
	return rows
}

// keyWords gives what a key with dots is called: "current: level".
func (s *session) keyWords(key string) string {
	var parts []string
	for part := range strings.SplitSeq(key, ".") {
		words := s.fieldWords(part)
		if len(parts) > 0 && s.lang == "en" {
			first, size := utf8.DecodeRuneInString(words)
			words = string(unicode.ToLower(first)) + words[size:]
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, term.Words{Ja: "・", En: ": "}.In(s.lang))
}

// fieldRows gives the fields of a record as written, in words.
func (s *session) fieldRows(j *judged, desk *query.Desk, entry register.Entry) [][2]string {
	var rows [][2]string
	table := entry.Of().Source.Table
	for i := range table.Fields {
		f := &table.Fields[i]
		if f.Key == "title" {
			continue
		}
		rows = append(rows, s.valueRows(j, desk, entry, f.Key, &f.Value)...)
	}
	return rows
}

// valueRows gives the rows of one value: those of a table one by one.
func (s *session) valueRows(j *judged, desk *query.Desk, entry register.Entry, key string, v *source.Value) [][2]string {
	field := register.Find(entry.Of().Kind.Fields(), strings.Split(key, ".")...)
	switch {
	case field != nil && field.Shape == register.ShapeText && field.Arrays == 0 && v.Kind == source.Table:
		return [][2]string{{s.keyWords(key), s.inLanguage(j, v)}}
	case v.Kind == source.Table && (field == nil || field.Shape != register.ShapeMapping):
		var rows [][2]string
		for i := range v.Fields {
			rows = append(rows, s.valueRows(j, desk, entry, key+"."+v.Fields[i].Key, &v.Fields[i].Value)...)
		}
		return rows
	case v.Kind == source.Array && len(v.Items) > 0 && v.Items[0].Kind == source.Table:
		var rows [][2]string
		for i := range v.Items {
			rows = append(rows, [2]string{s.keyWords(key) + fmt.Sprintf("[%d]", i+1), s.inline(j, &v.Items[i])})
		}
		return rows
	case v.Kind == source.Table:
		return [][2]string{{s.keyWords(key), s.inline(j, v)}}
	}
	words := s.inline(j, v)
	if field != nil && field.Shape != register.ShapeText {
		words = s.withCodes(cell(desk, entry, key), words)
	}
	return [][2]string{{s.keyWords(key), words}}
}

// withCodes puts the words of a value behind it: "3 Possible", "office: Head office".
func (s *session) withCodes(c query.Cell, written string) string {
	if len(c.Codes) == 0 {
		return written
	}
	if c.Number {
		if words := c.Label(s.lang); words != "" {
			return written + " " + words
		}
		return written
	}
	return c.Words(s.lang)
}

// inLanguage gives the words of a text by language, in that of the reader or in one that is there.
func (s *session) inLanguage(j *judged, v *source.Value) string {
	for _, language := range []string{s.lang, j.verdict.Register.Config.DefaultLanguage} {
		if f := v.Field(language); f != nil {
			return f.Value.Text
		}
	}
	if len(v.Fields) > 0 {
		return v.Fields[0].Value.Text
	}
	return ""
}

// inline writes a value in one line.
func (s *session) inline(j *judged, v *source.Value) string {
	switch v.Kind {
	case source.Array:
		var list []string
		for i := range v.Items {
			list = append(list, s.inline(j, &v.Items[i]))
		}
		return strings.Join(list, term.Words{Ja: "、", En: ", "}.In(s.lang))
	case source.Table:
		if v.Field("ja") != nil || v.Field("en") != nil {
			return s.inLanguage(j, v)
		}
		var list []string
		for i := range v.Fields {
			list = append(list, s.fieldWords(v.Fields[i].Key)+" "+s.inline(j, &v.Fields[i].Value))
		}
		return strings.Join(list, term.Words{Ja: "、", En: ", "}.In(s.lang))
	}
	return fmt.Sprint(v.Plain(func(text string) string { return text }))
}

func (s *session) effectRows(j *judged, d *register.Decision) [][2]string {
	var rows [][2]string
	for _, e := range effectsOf(j, d) {
		words := s.titleOf(j, e.id)
		if e.state != "" {
			words += s.aside(term.Code("acceptance", e.state).In(s.lang))
		}
		rows = append(rows, [2]string{e.id, words})
	}
	return rows
}

func (s *session) pointerRows(j *judged, list []pointer) [][2]string {
	var rows [][2]string
	for _, p := range list {
		rows = append(rows, [2]string{p.id, s.titleOf(j, p.id) + s.aside(s.keyWords(p.key))})
	}
	return rows
}
