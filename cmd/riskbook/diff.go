package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

var diffCommand = command{
	use:   "diff --criteria FILE",
	short: term.Words{Ja: "判定基準を変えると各リスクがどう変わるかを示します", En: "show what other criteria would do to each risk"},
	long: term.Words{
		Ja: "同じ記録を、現在の判定基準と FILE の判定基準のそれぞれで評価し、レベル、評価結果、順位の違いを示します。\n評価の値は換算も切り詰めもしません。新しい尺度にない値は、そのまま示します。",
		En: "Judges the same records under the present criteria and under those of FILE, and shows what differs in level, outcome and rank.\nNo rating is rescaled or clamped: a value that is not on the new scale is shown as it is.",
	},
	examples: []example{
		{"riskbook diff --criteria proposed.toml", term.Words{Ja: "改定案による違いを表示します", En: "what a proposal would change"}},
		{"riskbook diff --criteria proposed.toml --format markdown", term.Words{Ja: "違いを Markdown の表で出力します", En: "the same as a table in Markdown"}},
		{"riskbook diff --criteria proposed.toml --exit-code", term.Words{Ja: "違いがあれば終了コード 1 になります", En: "exit 1 if anything differs"}},
	},
	setup: func(s *session, c *cobra.Command) {
		criteria, format, exitCode := "", "", false
		c.Args = cobra.NoArgs
		c.Flags().StringVar(&criteria, "criteria", "", term.Words{Ja: "比べる判定基準のファイル（criteria.toml の形式）", En: "file with the criteria to compare with, in the form of criteria.toml"}.In(s.lang))
		c.Flags().StringVar(&format, "format", "text", term.Words{Ja: "出力形式 text|markdown|json", En: "text|markdown|json"}.In(s.lang))
		c.Flags().BoolVar(&exitCode, "exit-code", false, term.Words{Ja: "違いがあれば終了コードを 1 にします", En: "exit 1 where something differs"}.In(s.lang))
		c.RunE = func(*cobra.Command, []string) error { return s.diffCriteria(criteria, format, exitCode) }
	},
}

func (s *session) diffCriteria(name, format string, exitCode bool) error {
	writers := map[string]func(io.Writer, *comparison) error{"text": writeComparisonText, "markdown": writeComparisonMarkdown, "json": writeComparisonJSON}
	write, ok := writers[format]
	if !ok {
		return unknownWord("--format", format, []string{"text", "markdown", "json"})
	}
	if name == "" {
		return fail(exitUsage, term.Words{Ja: "比べる判定基準のファイルがありません", En: "there are no criteria to compare with"},
			term.Words{Ja: "--criteria でファイルを指定してください。", En: "name a file with --criteria"})
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.directory, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return failed(term.Words{Ja: "判定基準のファイルを読み込めません", En: "cannot read the criteria"}, err)
	}
	j, err := s.understand(compile.ForCheck)
	if err != nil {
		return err
	}
	if err := s.stopExport(j); err != nil {
		return err
	}
	other, file, faults := j.Under(name, data)
	if len(faults) > 0 {
		line := func(string, int) string { return "" }
		if file != nil {
			line = func(_ string, n int) string { return file.Line(n) }
		}
		if err := diagnostic.WriteText(s.stderr, faults, s.lang, line, s.color()); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		return fail(exitNotPassed, term.Words{Ja: "比べる判定基準に誤りがあります", En: "the criteria to compare with have errors"}, term.Words{})
	}
	c := &comparison{compare.Compare(j.Assessment, other), s.lang}
	if err := write(s.stdout, c); err != nil {
		return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	if exitCode && len(c.Changes) > 0 {
		return notPassed
	}
	return nil
}

// comparison is a comparison on its way into words.
type comparison struct {
	compare.Comparison
	lang string
}

func (c *comparison) say(ja, en string, args ...any) string {
	return fmt.Sprintf(term.Words{Ja: ja, En: en}.In(c.lang), args...)
}

func (c *comparison) title(id string) string {
	for _, state := range []*register.Register{c.After.Register, c.Before.Register} {
		if e := state.Find(id); e != nil {
			words, _ := e.Of().Title.In(c.lang, state.Config.DefaultLanguage)
			return words
		}
	}
	return ""
}

// compared are the things that are compared, in the order of columns.
var compared = []term.Words{
	{Ja: "評価の値", En: "rating"}, {Ja: "リスクレベル", En: "level"}, {Ja: "評価結果", En: "outcome"}, {Ja: "対応を要する理由", En: "reasons"}, {Ja: "優先順位", En: "rank"},
}

// columns are the things that are compared, before and after, in words.
func (c *comparison) columns(ch compare.Change) [5]string {
	cell := func(before, after string) string {
		if before == after {
			return after
		}
		return before + " → " + after
	}
	var rows [2][5]string
	for i, st := range []*compare.Standing{ch.Before, ch.After} {
		rows[i] = [5]string{"–", "–", "–", "–", "–"}
		if st == nil {
			continue
		}
		state := c.Before.Register
		if i == 1 {
			state = c.After.Register
		}
		rows[i] = [5]string{value(st.Likelihood) + " × " + value(st.Impact), c.level(state, st), term.Code("outcome", string(st.Outcome)).In(c.lang), c.reasons(st), "–"}
		if st.Rank > 0 {
			rows[i][4] = fmt.Sprint(st.Rank)
		}
	}
	var out [5]string
	for i := range out {
		out[i] = cell(rows[0][i], rows[1][i])
	}
	return out
}

func (c *comparison) reasons(st *compare.Standing) string {
	if len(st.Reasons) == 0 {
		return "–"
	}
	words := make([]string, len(st.Reasons))
	for i, r := range st.Reasons {
		words[i] = term.Code("reason", string(r)).In(c.lang)
	}
	return strings.Join(words, c.say("、", ", "))
}

func (c *comparison) level(r *register.Register, st *compare.Standing) string {
	if st.OffScale {
		return c.say("尺度にない値", "not on the scale")
	}
	i := r.Criteria.LevelIndex(st.Level)
	if i < 0 {
		return c.say("未定", "unknown")
	}
	words, _ := r.Criteria.Levels[i].Label.In(c.lang, r.Config.DefaultLanguage)
	return words
}

func value(p *int) string {
	if p == nil {
		return "–"
	}
	return fmt.Sprint(*p)
}

// summary says in a line each how many risks stand otherwise, and which of them cross the line of acceptance.
func (c *comparison) summary() []string {
	if len(c.Changes) == 0 {
		return []string{c.say("リスクの評価に違いはありません（%d件）", "no risk stands otherwise (%d compared)", c.Same)}
	}
	up, down := 0, 0
	for _, ch := range c.Changes {
		switch {
		case ch.Direction > 0:
			up++
		case ch.Direction < 0:
			down++
		}
	}
	lines := []string{term.Words{
		Ja: fmt.Sprintf("%d件のリスクの評価が変わります（レベルの上昇 %d件、低下 %d件、変わらないもの %d件）", len(c.Changes), up, down, c.Same),
		En: fmt.Sprintf("what changes: %s (%d up a level, %d down); as before: %d", plural(len(c.Changes), "risk"), up, down, c.Same),
	}.In(c.lang)}
	for _, group := range []struct {
		ja, en string
		ids    []string
	}{
		{"新たに対応を要するもの：%s", "newly to be treated: %s", c.NewlyUnacceptable()},
		{"対応を要しなくなるもの：%s", "no longer to be treated: %s", c.NoLongerUnacceptable()},
		{"新しい尺度にない値のもの（評価のやり直しが必要）：%s", "not on the new scale, to be rated anew: %s", c.OffScale()},
	} {
		if len(group.ids) > 0 {
			lines = append(lines, c.say(group.ja, group.en, strings.Join(group.ids, " ")))
		}
	}
	return lines
}

func writeComparisonText(w io.Writer, c *comparison) error {
	var b strings.Builder
	for _, line := range c.summary() {
		b.WriteString(line + "\n")
	}
	for _, ch := range c.Changes {
		cells := c.columns(ch)
		fmt.Fprintf(&b, "\n%s %s\n", ch.ID, c.title(ch.ID))
		for i, name := range compared {
			fmt.Fprintf(&b, "  %s%s%s\n", name.In(c.lang), c.say("：", ": "), cells[i])
		}
	}
	_, err := io.WriteString(w, diagnostic.Plain(b.String()))
	return err
}

func writeComparisonMarkdown(w io.Writer, c *comparison) error {
	var b strings.Builder
	for i, line := range c.summary() {
		if i == 0 {
			line = "**" + line + "**\n"
		} else {
			line = "- " + line
		}
		b.WriteString(line + "\n")
	}
	if len(c.Changes) > 0 {
		b.WriteString("\n| " + c.say("リスク", "Risk"))
		for _, name := range compared {
			b.WriteString(" | " + name.Capital().In(c.lang))
		}
		b.WriteString(" |\n|---|---|---|---|---|---|\n")
	}
	for _, ch := range c.Changes {
		cells := c.columns(ch)
		b.WriteString("| " + ch.ID + " " + inTable(c.title(ch.ID)))
		for _, cell := range cells {
			b.WriteString(" | " + inTable(cell))
		}
		b.WriteString(" |\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// inTable makes a text of a record fit for a cell of a Markdown table: nothing in it is markup.
func inTable(text string) string {
	var b strings.Builder
	for _, r := range diagnostic.Plain(text) {
		if strings.ContainsRune("\\`*_{}[]<>#|!~&@", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

func writeComparisonJSON(w io.Writer, c *comparison) error {
	type standing struct {
		Likelihood *int     `json:"likelihood"`
		Impact     *int     `json:"impact"`
		Level      *string  `json:"level"`
		Outcome    string   `json:"outcome"`
		Reasons    []string `json:"reasons"`
		Rank       *int     `json:"rank"`
		OffScale   bool     `json:"offScale"`
	}
	type change struct {
		ID     string    `json:"id"`
		Before *standing `json:"before"`
		After  *standing `json:"after"`
		Cause  *string   `json:"cause"`
	}
	convert := func(st *compare.Standing) *standing {
		if st == nil {
			return nil
		}
		out := &standing{Likelihood: st.Likelihood, Impact: st.Impact, Outcome: string(st.Outcome), Reasons: []string{}, OffScale: st.OffScale}
		if st.Level != "" {
			out.Level = &st.Level
		}
		if st.Rank > 0 {
			out.Rank = &st.Rank
		}
		for _, r := range st.Reasons {
			out.Reasons = append(out.Reasons, string(r))
		}
		return out
	}
	changes := []change{}
	for _, ch := range c.Changes {
		one := change{ID: ch.ID, Before: convert(ch.Before), After: convert(ch.After)}
		if ch.Cause != "" {
			cause := string(ch.Cause)
			one.Cause = &cause
		}
		changes = append(changes, one)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(map[string]any{"format": 1, "asOf": c.After.AsOf, "same": c.Same, "changes": changes})
}
