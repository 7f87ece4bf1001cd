package ask

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
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// ShowCommand is riskbook show.
var ShowCommand = session.Command{
	Use:   "show ID",
	Short: term.Words{Ja: "記録の内容と、それを参照する記録を示します", En: "show a record: its fields, and what points at it"},
	Long: term.Words{
		Ja: "どの種別の記録でも、その項目、判定した結果、参照する記録とされる記録を示します。意思決定ならば、何を決めたかも示します。\n評価に至る道筋は「riskbook explain ID」で示します。",
		En: "Shows a record of any kind: its fields, what was decided of it, the records that it names and those that point at it; of a decision, what it decides.\nriskbook explain ID tells how a risk came to its outcome.",
	},
	Examples: []session.Example{
		{Line: "riskbook show R-001", Does: term.Words{Ja: "リスク R-001 の内容", En: "the risk R-001"}},
		{Line: "riskbook show D-002", Does: term.Words{Ja: "意思決定 D-002 と、それが決めたこと", En: "the decision D-002 and what it decides"}},
		{Line: "riskbook show R-001 --format json", Does: term.Words{Ja: "プログラムで読むために JSON で", En: "the same for programs, as JSON"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		format, at := "", ""
		c.Flags().StringVar(&format, "format", "table", "table|json")
		c.Flags().StringVar(&at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の記録を示します", En: "a commit, or a day YYYY-MM-DD: show the record as it was then"}.In(s.Lang))
		c.Args = session.Exactly("ID")
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return session.RecordIDs(s), cobra.ShellCompDirectiveNoFileComp
		}
		c.RunE = func(c *cobra.Command, args []string) error { return show(c.Context(), s, args[0], format, at) }
	},
}

func show(ctx context.Context, s *session.Session, id, format, at string) error {
	if formats := []string{"table", "json"}; !slices.Contains(formats, format) {
		return session.UnknownWord("--format", format, formats)
	}
	j, err := s.Recall(ctx, compile.ForCheck, at)
	if err != nil {
		return err
	}
	entry := j.Verdict.Register.Find(id)
	if entry == nil {
		found, err := session.FindRecord(j.Verdict.Register.Tree, id)
		if err != nil {
			return err
		}
		if entry = j.Verdict.Register.Find(found.ID); entry == nil {
			return session.Unreadable(s, j.Verdict.Register.Tree, found)
		}
	}
	if format == "json" {
		if err := diagnostic.EncodeJSON(s.Stdout, "  ", shownObject(ctx, s, j, entry)); err != nil {
			return session.OutputFailed(err)
		}
		return nil
	}
	var b strings.Builder
	tellFields(s, &b, ctx, j, entry)
	if _, err := fmt.Fprint(s.Stdout, diagnostic.Plain(b.String())); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

// pointer is a record that names another one, or is named by it, in one of its fields or in its text.
type pointer struct {
	id  string
	key string
}

// pointersOf gives what points at a record, and what it points at.
func pointersOf(j *session.Judged, id string) (to, from []pointer) {
	for _, ref := range j.Verdict.Register.References {
		if ref.To == id {
			to = append(to, pointer{ref.From, ref.Key})
		}
		if ref.From == id {
			from = append(from, pointer{ref.To, ref.Key})
		}
	}
	for i := range j.Verdict.Bodies.List {
		body := &j.Verdict.Bodies.List[i]
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
func effectsOf(j *session.Judged, d *register.Decision) []effect {
	var list []effect
	for _, id := range slices.Concat(d.Risks, d.Treatments) {
		e := effect{id: id}
		if r := j.Verdict.Assessment.Risk(id); r != nil && r.Acceptance != nil && r.Acceptance.Decision == d {
			e.state, e.lifts = string(r.Acceptance.State), r.Acceptance.Effect
		}
		list = append(list, e)
	}
	return list
}

func shownObject(ctx context.Context, s *session.Session, j *session.Judged, entry register.Entry) map[string]any {
	base := entry.Of()
	o := object(s, j, session.DeskFor(ctx, s, j, base.Kind), entry)
	to, from := pointersOf(j, base.ID)
	o["pointedAtBy"], o["pointsAt"] = pointerObjects(s, j, to), pointerObjects(s, j, from)
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
				language = j.Verdict.Register.Config.DefaultLanguage
			}
			body[language] = text
		}
	}
	o["body"] = body
	return o
}

func pointerObjects(s *session.Session, j *session.Judged, list []pointer) []map[string]any {
	objects := []map[string]any{}
	for _, p := range list {
		o := map[string]any{"id": p.id, "field": p.key, "kind": nil, "title": nil}
		if e := j.Verdict.Register.Find(p.id); e != nil {
			o["kind"], o["title"] = e.Of().Kind.Folder, textOf(s, j, e.Of().Title)
		}
		objects = append(objects, o)
	}
	return objects
}

// tellFields tells of a record for people.
func tellFields(s *session.Session, w io.Writer, ctx context.Context, j *session.Judged, entry register.Entry) {
	base := entry.Of()
	place := base.Source.Place()
	fmt.Fprintf(w, "%s %s%s\n  %s:%d\n", base.ID, textOf(s, j, base.Title), aside(s, base.Kind.One.In(s.Lang)), place.File, place.Line)
	if base.Provisional {
		fmt.Fprintf(w, "  %s\n", term.Words{Ja: "未確認の記録です。どこにも数えられません。", En: "provisional: nobody has confirmed it, and it counts nowhere"}.In(s.Lang))
	}
	desk := session.DeskFor(ctx, s, j, base.Kind)
	if risk := j.Verdict.Assessment.Risk(base.ID); risk != nil {
		section(s, w, term.Words{Ja: "判定した結果", En: "Decided"}, verdictRows(s, j, desk, entry, risk))
	}
	section(s, w, term.Words{Ja: "項目", En: "Fields"}, fieldRows(s, j, desk, entry))
	if d, ok := entry.(*register.Decision); ok {
		section(s, w, term.Words{Ja: "決めたこと", En: "Decides"}, effectRows(s, j, d))
	}
	to, from := pointersOf(j, base.ID)
	section(s, w, term.Words{Ja: "参照している記録", En: "Points at"}, pointerRows(s, j, from))
	section(s, w, term.Words{Ja: "この記録を参照している記録", En: "Pointed at by"}, pointerRows(s, j, to))
}

// section prints rows of two columns under a heading, where there are any.
func section(s *session.Session, w io.Writer, heading term.Words, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	widest := 0
	for _, row := range rows {
		widest = max(widest, diagnostic.Width(row[0]))
	}
	fmt.Fprintf(w, "\n%s\n", heading.In(s.Lang))
	for _, row := range rows {
		indent := strings.Repeat(" ", widest+4)
		text := strings.ReplaceAll(strings.TrimSpace(row[1]), "\n", "\n"+indent)
		fmt.Fprintf(w, "  %s%s  %s\n", row[0], strings.Repeat(" ", widest-diagnostic.Width(row[0])), text)
	}
}

func verdictRows(s *session.Session, j *session.Judged, desk *query.Desk, entry register.Entry, risk *assess.Risk) [][2]string {
	rows := [][2]string{{fieldWords(s, "outcome"), explain.Verdict(risk).In(s.Lang)}}
	for _, key := range []string{"inherent.level", "level", "projected.level", "rank", "loss", "plans", "next_review"} {
		words := cell(desk, entry, key).Words(s.Lang)
		if key == "loss" && risk.ExpectedLoss != nil {
			words = term.Money(*risk.ExpectedLoss, j.Verdict.Register.Config.Currency).In(s.Lang)
		}
		if words != "" {
			rows = append(rows, [2]string{keyWords(s, key), words})
		}
	}
	if a := risk.Acceptance; a != nil {
		rows = append(rows, [2]string{fieldWords(s, "acceptance"), a.Decision.ID + aside(s, term.Code("acceptance", string(a.State)).In(s.Lang))})
	}
	return rows
}

// keyWords gives what a key with dots is called: "current: level".
func keyWords(s *session.Session, key string) string {
	var parts []string
	for part := range strings.SplitSeq(key, ".") {
		words := fieldWords(s, part)
		if len(parts) > 0 && s.Lang == "en" {
			first, size := utf8.DecodeRuneInString(words)
			words = string(unicode.ToLower(first)) + words[size:]
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, term.Words{Ja: "・", En: ": "}.In(s.Lang))
}

// fieldRows gives the fields of a record as written, in words.
func fieldRows(s *session.Session, j *session.Judged, desk *query.Desk, entry register.Entry) [][2]string {
	var rows [][2]string
	table := entry.Of().Source.Table
	for i := range table.Fields {
		f := &table.Fields[i]
		if f.Key == "title" {
			continue
		}
		rows = append(rows, valueRows(s, j, desk, entry, f.Key, &f.Value)...)
	}
	return rows
}

// valueRows gives the rows of one value: those of a table one by one.
func valueRows(s *session.Session, j *session.Judged, desk *query.Desk, entry register.Entry, key string, v *source.Value) [][2]string {
	field := entry.Of().Kind.FindIn(&j.Verdict.Register.Config, strings.Split(key, ".")...)
	switch {
	case field != nil && field.Shape == register.ShapeText && field.Arrays == 0 && v.Kind == source.Table:
		return [][2]string{{nameOf(s, j, entry.Of().Kind, key), inLanguage(s, j, v)}}
	case v.Kind == source.Table && (field == nil || field.Shape != register.ShapeMapping):
		var rows [][2]string
		for i := range v.Fields {
			rows = append(rows, valueRows(s, j, desk, entry, key+"."+v.Fields[i].Key, &v.Fields[i].Value)...)
		}
		return rows
	case v.Kind == source.Array && len(v.Items) > 0 && v.Items[0].Kind == source.Table:
		var rows [][2]string
		for i := range v.Items {
			rows = append(rows, [2]string{nameOf(s, j, entry.Of().Kind, key) + fmt.Sprintf("[%d]", i+1), inline(s, j, &v.Items[i])})
		}
		return rows
	case v.Kind == source.Table:
		return [][2]string{{nameOf(s, j, entry.Of().Kind, key), inline(s, j, v)}}
	}
	words := inline(s, j, v)
	if field != nil && field.Shape != register.ShapeText {
		words = withCodes(s, cell(desk, entry, key), words)
	}
	return [][2]string{{nameOf(s, j, entry.Of().Kind, key), words}}
}

// withCodes puts the words of a value behind it: "3 Possible", "office: Head office".
func withCodes(s *session.Session, c query.Cell, written string) string {
	if len(c.Codes) == 0 {
		return written
	}
	if c.Number {
		if words := c.Label(s.Lang); words != "" {
			return written + " " + words
		}
		return written
	}
	return c.Words(s.Lang)
}

// inLanguage gives the words of a text by language, in that of the reader or in one that is there.
func inLanguage(s *session.Session, j *session.Judged, v *source.Value) string {
	for _, language := range []string{s.Lang, j.Verdict.Register.Config.DefaultLanguage} {
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
func inline(s *session.Session, j *session.Judged, v *source.Value) string {
	switch v.Kind {
	case source.Array:
		var list []string
		for i := range v.Items {
			list = append(list, inline(s, j, &v.Items[i]))
		}
		return strings.Join(list, term.Words{Ja: "、", En: ", "}.In(s.Lang))
	case source.Table:
		if v.Field("ja") != nil || v.Field("en") != nil {
			return inLanguage(s, j, v)
		}
		var list []string
		for i := range v.Fields {
			list = append(list, fieldWords(s, v.Fields[i].Key)+" "+inline(s, j, &v.Fields[i].Value))
		}
		return strings.Join(list, term.Words{Ja: "、", En: ", "}.In(s.Lang))
	}
	return fmt.Sprint(v.Plain(func(text string) string { return text }))
}

func effectRows(s *session.Session, j *session.Judged, d *register.Decision) [][2]string {
	var rows [][2]string
	for _, e := range effectsOf(j, d) {
		words := titleOf(s, j, e.id)
		if e.state != "" {
			words += aside(s, term.Code("acceptance", e.state).In(s.Lang))
		}
		rows = append(rows, [2]string{e.id, words})
	}
	return rows
}

func pointerRows(s *session.Session, j *session.Judged, list []pointer) [][2]string {
	var rows [][2]string
	for _, p := range list {
		rows = append(rows, [2]string{p.id, titleOf(s, j, p.id) + aside(s, keyWords(s, p.key))})
	}
	return rows
}
