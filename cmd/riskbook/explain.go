package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

var explainCommand = command{
	use:   "explain RULE|ID",
	short: term.Words{Ja: "規則の意味、又はリスクの評価に至る道筋を説明します", En: "tell what a rule means, or how a risk came to its outcome"},
	long: term.Words{
		Ja: "規則の名前を与えると、その規則がある理由、直し方、例を示します。\n記録の識別子を与えると、リスクならば資産から評価結果までの道筋を、ほかの記録ならばその概要と診断を示します。\n文章が引く数値（[[ ]] の中に書くもの）を与えると、今の値と、何を数えたかを示します。",
		En: "Given the name of a rule, tells why it is there, how to mend it, and an example.\nGiven an id, tells the way of a risk from its assets to its outcome, or of another record what it says and which diagnostics it has.\nGiven a figure that texts quote, as it stands between [[ and ]], tells its present value and what was counted.",
	},
	examples: []example{
		{"riskbook explain R-001", term.Words{Ja: "リスク R-001 の評価に至る道筋", En: "how R-001 came to its outcome"}},
		{"riskbook explain R-001 --at HEAD", term.Words{Ja: "コミット（又は日付 YYYY-MM-DD）の時点で登録簿が示していた道筋", En: "what the register knew of it at a commit, or on a day YYYY-MM-DD, and said"}},
		{"riskbook explain R-001:level", term.Words{Ja: "文章が引く数値 [[R-001:level]] の今の値", En: "the present value of the figure that a text quotes as [[R-001:level]]"}},
		{"riskbook explain 'count:risks need=treat'", term.Words{Ja: "[[count:risks need=treat]] が数えるリスク", En: "the risks that [[count:risks need=treat]] counts"}},
		{"riskbook explain acceptance-expired", term.Words{Ja: "規則 acceptance-expired の説明", En: "the rule acceptance-expired"}},
	},
	setup: func(s *session, c *cobra.Command) {
		c.Args = exactly("RULE|ID")
		c.ValidArgsFunction = func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return s.explainable(c.Context()), cobra.ShellCompDirectiveNoFileComp
		}
		at := ""
		c.Flags().StringVar(&at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の登録簿で説明します", En: "a commit, or a day YYYY-MM-DD: explain the record as the register was then"}.In(s.lang))
		fingerprint := c.Flags().Bool("fingerprint", false, term.Words{Ja: "意思決定について署名する内容だけを出力します", En: "of a decision print what is signed, and nothing else"}.In(s.lang))
		c.RunE = func(c *cobra.Command, args []string) error {
			if *fingerprint {
				return s.fingerprint(c.Context(), args[0])
			}
			return s.explain(c.Context(), args[0], at)
		}
	},
}

// explainable lists what can be explained, for the shell: rules, and ids where there is a register.
func (s *session) explainable(ctx context.Context) []string {
	names := s.ruleNames()
	if j, err := s.understand(ctx); err == nil {
		for _, e := range j.verdict.Register.All() {
			title, _ := e.Of().Title.In(s.lang, j.verdict.Register.Config.DefaultLanguage)
			names = append(names, e.Of().ID+"\t"+title)
		}
	}
	return names
}

func (s *session) explain(ctx context.Context, name, at string) error {
	if rule := check.Lookup(name); rule != nil {
		s.explainRule(rule)
		return nil
	}
	j, err := s.recall(ctx, compile.ForCheck, at)
	if err != nil {
		return err
	}
	entry := j.verdict.Register.Find(name)
	if entry == nil && s.explainFigure(j, name) {
		return nil
	}
	if entry == nil {
		return s.unexplained(j, name)
	}
	s.explainRecord(j, entry)
	return nil
}

// fingerprint prints what is signed of a decision, to the byte.
func (s *session) fingerprint(ctx context.Context, id string) error {
	j, d, err := s.decision(ctx, id)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(s.stdout, j.verdict.Assessment.Fingerprint(d)); err != nil {
		return outputFailed(err)
	}
	return nil
}

func (s *session) unexplained(j *judged, name string) error {
	var known []string
	for _, e := range j.verdict.Register.All() {
		known = append(known, e.Of().ID)
	}
	for _, r := range check.Rules {
		known = append(known, r.Name)
	}
	hint := term.Words{Ja: "「riskbook list all」は記録の識別子を、「riskbook check --summary」は規則の名前を示します。", En: "riskbook list all shows ids of records, riskbook check --summary names of rules"}
	if near := diagnostic.Nearest(name, known); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。", En: "did you mean " + near + "?"}
	}
	return fail(exitUsage, term.Words{Ja: "そのような規則も記録もありません: " + name, En: "no such rule or record: " + name}, hint)
}

func (s *session) explainRule(r *check.Rule) {
	say := func(ja, en string, text term.Words) {
		fmt.Fprintf(s.stdout, "\n%s\n  %s\n", term.Words{Ja: ja, En: en}.In(s.lang), strings.ReplaceAll(text.In(s.lang), "\n", "\n  "))
	}
	fmt.Fprintf(s.stdout, "%s [%s] %s\n", r.Name, r.Severity, r.Title.In(s.lang))
	if r.Demands {
		fmt.Fprintf(s.stdout, "  %s\n", term.Words{Ja: "そのステップの最初の証拠があるまでは情報（info）です。", En: "info until its step has its first evidence"}.In(s.lang))
	}
	say("理由", "Why", r.Why)
	say("直し方", "Mend", r.Mend)
	failing, passing := r.Excerpt()
	for _, example := range []struct {
		title term.Words
		text  string
	}{{term.Words{Ja: "不備のある例", En: "Failing"}, failing}, {term.Words{Ja: "直した例", En: "Mended"}, passing}} {
		if text := example.text; text != "" {
			fmt.Fprintf(s.stdout, "\n%s\n  %s\n", example.title.In(s.lang), strings.ReplaceAll(text, "\n", "\n  "))
		}
	}
}

// explainFigure tells a figure that a text may quote; false where the name is none.
func (s *session) explainFigure(j *judged, name string) bool {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "[["), "]]")
	name, _, _ = strings.Cut(name, "|")
	f, wrong := live.Read(j.verdict.Assessment, name, s.lang)
	if wrong != nil {
		said := check.Say([]diagnostic.Finding{{Rule: wrong.Rule, Case: wrong.Case, Args: wrong.Args}})[0]
		fmt.Fprintf(s.stdout, "[[%s]]\n  %s\n  %s\n", diagnostic.Plain(name), diagnostic.Plain(said.Message.In(s.lang)), diagnostic.Plain(said.Help.In(s.lang)))
		return true
	}
	if f == nil {
		return false
	}
	fmt.Fprintf(s.stdout, "[[%s]] → %s%s\n", diagnostic.Plain(name), diagnostic.Plain(f.Text), s.aside(term.Words{Ja: j.verdict.Assessment.AsOf.String() + " 時点", En: "as of " + j.verdict.Assessment.AsOf.String()}.In(s.lang)))
	if f.Record != "" {
		fmt.Fprintf(s.stdout, "  %s\n\n", live.Meaning(f.Key).In(s.lang))
		s.explainRecord(j, j.verdict.Register.Find(f.Record))
	}
	for _, id := range f.Of {
		fmt.Fprintf(s.stdout, "  - %s %s\n", id, diagnostic.Plain(s.titleOf(j, id)))
	}
	return true
}

func (s *session) explainRecord(j *judged, entry register.Entry) {
	var b strings.Builder
	s.tellRecord(&b, j, entry)
	fmt.Fprint(s.stdout, diagnostic.Plain(b.String()))
}

func (s *session) tellRecord(w io.Writer, j *judged, entry register.Entry) {
	base := entry.Of()
	title := s.textOf(j, base.Title)
	fmt.Fprintf(w, "%s %s%s\n", base.ID, title, s.aside(base.Kind.One.In(s.lang)))
	fmt.Fprintf(w, "  %s\n", base.Source.File.Path)
	if summary := live.Fill(j.verdict.Assessment, s.textOf(j, base.Summary), s.lang); summary != "" {
		fmt.Fprintf(w, "  %s\n", summary)
	}
	s.explainBreaches(w, j, base.ID)
	if risk := j.verdict.Assessment.Risk(base.ID); risk != nil {
		asOf := term.Words{Ja: j.verdict.Assessment.AsOf.String() + " 時点", En: "as of " + j.verdict.Assessment.AsOf.String()}.In(s.lang)
		fmt.Fprintf(w, "\n%s%s%s\n", term.Words{Ja: "評価結果：", En: "Outcome: "}.In(s.lang), explain.Verdict(risk).In(s.lang), s.aside(asOf))
		for _, step := range explain.Risk(j.verdict.Assessment, risk) {
			if len(step.Lines) == 0 {
				continue
			}
			fmt.Fprintf(w, "\n%s %s\n", step.Process, step.Title.In(s.lang))
			for _, line := range step.Lines {
				fmt.Fprintf(w, "  - %s\n", line.Words.In(s.lang))
				for _, id := range line.Records {
					fmt.Fprintf(w, "      %s %s\n", id, s.titleOf(j, id))
				}
			}
		}
	}
	s.explainDiagnostics(w, j, base)
}

// explainBreaches tells first what is wrong with how a record was decided.
func (s *session) explainBreaches(w io.Writer, j *judged, id string) {
	head := term.Words{Ja: "決定の手続・基準への違反", En: "Breaches of governance"}.In(s.lang)
	for _, b := range check.BreachesOf(j.verdict.Assessment) {
		if !b.Stands(id) {
			continue
		}
		if head != "" {
			fmt.Fprintf(w, "\n%s\n", head)
			head = ""
		}
		fmt.Fprintf(w, "  - %s [%s]\n      %s:%d:%d\n      %s\n", b.Said.Message.In(s.lang), b.Rule.Name, b.Said.Place.File, b.Said.Place.Line, b.Said.Place.Column, b.Said.Help.In(s.lang))
	}
}

func (s *session) explainDiagnostics(w io.Writer, j *judged, base *register.Record) {
	var own []diagnostic.Diagnostic
	bulk := strings.HasSuffix(base.Source.File.Path, ".toml") // other records stand in the file too
	for _, d := range j.verdict.Checked.Diagnostics {
		if bulk && d.Place.File == base.Source.File.Path && d.Record != base.ID {
			continue
		}
		if d.Place.File == base.Source.File.Path || slices.ContainsFunc(base.Source.Translations, func(b source.Body) bool { return b.File.Path == d.Place.File }) {
			own = append(own, d)
		}
	}
	if len(own) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", term.Words{Ja: "この記録の診断", En: "Its diagnostics"}.In(s.lang))
	for _, d := range own {
		fmt.Fprintf(w, "  %d:%d: %s: %s [%s]\n", d.Place.Line, d.Place.Column, d.Severity, d.Message.In(s.lang), d.Rule)
	}
}

// aside puts words into the brackets of the language.
func (s *session) aside(words string) string {
	return term.Words{Ja: "（" + words + "）", En: " (" + words + ")"}.In(s.lang)
}

func (s *session) textOf(j *judged, t register.Text) string {
	words, _ := t.In(s.lang, j.verdict.Register.Config.DefaultLanguage)
	return words
}

// titleOf gives the title of a record, and the state of a control: only one that is in place holds a risk down.
func (s *session) titleOf(j *judged, id string) string {
	e := j.verdict.Register.Find(id)
	if e == nil {
		return ""
	}
	title := s.textOf(j, e.Of().Title)
	if c, ok := e.(*register.Control); ok && c.State != "" {
		title += s.aside(term.Code("control", c.State).In(s.lang))
	}
	return title
}
