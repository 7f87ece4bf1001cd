package ask

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// ExplainCommand is riskbook explain.
var ExplainCommand = session.Command{
	Use:   "explain RULE|ID",
	Short: term.Words{Ja: "規則の意味、又はリスクの評価に至る道筋を説明します", En: "tell what a rule means, or how a risk came to its outcome"},
	Long: term.Words{
		Ja: "規則の名前を与えると、その規則がある理由、直し方、例を示します。\n記録の識別子を与えると、リスクならば資産から評価結果までの道筋を、ほかの記録ならばその概要と診断を示します。\n文章が引く数値（[[ ]] の中に書くもの）を与えると、今の値と、何を数えたかを示します。",
		En: "Given the name of a rule, tells why it is there, how to mend it, and an example.\nGiven an id, tells the way of a risk from its assets to its outcome, or of another record what it says and which diagnostics it has.\nGiven a figure that texts quote, as it stands between [[ and ]], tells its present value and what was counted.",
	},
	Examples: []session.Example{
		{Line: "riskbook explain R-001", Does: term.Words{Ja: "リスク R-001 の評価に至る道筋", En: "how R-001 came to its outcome"}},
		{Line: "riskbook explain R-001 --at HEAD", Does: term.Words{Ja: "コミット（又は日付 YYYY-MM-DD）の時点で登録簿が示していた道筋", En: "what the register knew of it at a commit, or on a day YYYY-MM-DD, and said"}},
		{Line: "riskbook explain R-001:level", Does: term.Words{Ja: "文章が引く数値 [[R-001:level]] の今の値", En: "the present value of the figure that a text quotes as [[R-001:level]]"}},
		{Line: "riskbook explain 'count:risks need=treat'", Does: term.Words{Ja: "[[count:risks need=treat]] が数えるリスク", En: "the risks that [[count:risks need=treat]] counts"}},
		{Line: "riskbook explain acceptance-expired", Does: term.Words{Ja: "規則 acceptance-expired の説明", En: "the rule acceptance-expired"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		c.Args = session.Exactly("RULE|ID")
		c.ValidArgsFunction = func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return explainable(c.Context(), s), cobra.ShellCompDirectiveNoFileComp
		}
		at := ""
		c.Flags().StringVar(&at, "at", "", term.Words{Ja: "コミット又は日付 YYYY-MM-DD。その時点の登録簿で説明します", En: "a commit, or a day YYYY-MM-DD: explain the record as the register was then"}.In(s.Lang))
		fingerprint := c.Flags().Bool("fingerprint", false, term.Words{Ja: "意思決定について署名する内容だけを出力します", En: "of a decision print what is signed, and nothing else"}.In(s.Lang))
		c.RunE = func(c *cobra.Command, args []string) error {
			if *fingerprint {
				return tellFingerprint(c.Context(), s, args[0])
			}
			return runExplain(c.Context(), s, args[0], at)
		}
	},
}

// explainable lists what can be explained, for the shell: rules, and ids where there is a register.
func explainable(ctx context.Context, s *session.Session) []string {
	names := ruleNames(s)
	if j, err := s.Understand(ctx); err == nil {
		for _, e := range j.Verdict.Register.All() {
			title, _ := e.Of().Title.In(s.Lang, j.Verdict.Register.Config.DefaultLanguage)
			names = append(names, e.Of().ID+"\t"+title)
		}
	}
	return names
}

func runExplain(ctx context.Context, s *session.Session, name, at string) error {
	if r := check.Lookup(rule.Name(name)); r != nil {
		explainRule(s, r)
		return nil
	}
	j, err := s.Recall(ctx, compile.ForCheck, at)
	if err != nil {
		return err
	}
	entry := j.Verdict.Register.Find(name)
	if entry == nil && explainFigure(s, j, name) {
		return nil
	}
	if entry == nil {
		return session.Unexplained(s, j, name)
	}
	explainRecord(s, j, entry)
	return nil
}

// tellFingerprint prints what is signed of a decision, to the byte.
func tellFingerprint(ctx context.Context, s *session.Session, id string) error {
	j, d, err := session.Decision(ctx, s, id)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(s.Stdout, assess.Fingerprint(j.Verdict.Assessment, d)); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

func explainRule(s *session.Session, r *check.Rule) {
	say := func(ja, en string, text term.Words) {
		fmt.Fprintf(s.Stdout, "\n%s\n  %s\n", term.Words{Ja: ja, En: en}.In(s.Lang), strings.ReplaceAll(text.In(s.Lang), "\n", "\n  "))
	}
	fmt.Fprintf(s.Stdout, "%s [%s] %s\n", r.Name, r.Severity, r.Title.In(s.Lang))
	if r.Demands {
		fmt.Fprintf(s.Stdout, "  %s\n", term.Words{Ja: "そのステップの最初の証拠があるまでは情報（info）です。", En: "info until its step has its first evidence"}.In(s.Lang))
	}
	say("理由", "Why", r.Why)
	say("直し方", "Mend", r.Mend)
	if r.Severity <= diagnostic.Warning { // what is an error is no matter of taste
		command := fmt.Sprintf("riskbook set riskbook check.severity.%s=%s", r.Name, map[bool]string{true: "off", false: "info"}[r.Severity == diagnostic.Info || r.Demands])
		say("この登録簿に合わないとき", "Where it does not fit", term.Words{Ja: command, En: command})
	}
	failing, passing := r.Excerpt()
	for _, example := range []struct {
		title term.Words
		text  string
	}{{term.Words{Ja: "不備のある例", En: "Failing"}, failing}, {term.Words{Ja: "直した例", En: "Mended"}, passing}} {
		if text := example.text; text != "" {
			fmt.Fprintf(s.Stdout, "\n%s\n  %s\n", example.title.In(s.Lang), strings.ReplaceAll(text, "\n", "\n  "))
		}
	}
}

// explainFigure tells a figure that a text may quote; false where the name is none.
func explainFigure(s *session.Session, j *session.Judged, name string) bool {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "[["), "]]")
	name, _, _ = strings.Cut(name, "|")
	f, wrong := live.Read(j.Verdict.Assessment, name, s.Lang)
	if wrong != nil {
		said := check.Say([]diagnostic.Finding{{Rule: wrong.Rule, Case: wrong.Case, Args: wrong.Args}})[0]
		fmt.Fprintf(s.Stdout, "[[%s]]\n  %s\n  %s\n", diagnostic.Plain(name), diagnostic.Plain(said.Message.In(s.Lang)), diagnostic.Plain(said.Help.In(s.Lang)))
		return true
	}
	if f == nil {
		return false
	}
	fmt.Fprintf(s.Stdout, "[[%s]] → %s%s\n", diagnostic.Plain(name), diagnostic.Plain(f.Text), aside(s, term.Words{Ja: j.Verdict.Assessment.AsOf.String() + " 時点", En: "as of " + j.Verdict.Assessment.AsOf.String()}.In(s.Lang)))
	if f.Record != "" {
		fmt.Fprintf(s.Stdout, "  %s\n\n", live.Meaning(f.Key).In(s.Lang))
		explainRecord(s, j, j.Verdict.Register.Find(f.Record))
	}
	for _, id := range f.Of {
		fmt.Fprintf(s.Stdout, "  - %s %s\n", id, diagnostic.Plain(titleOf(s, j, id)))
	}
	return true
}

func explainRecord(s *session.Session, j *session.Judged, entry register.Entry) {
	var b strings.Builder
	tellRecord(s, &b, j, entry)
	fmt.Fprint(s.Stdout, diagnostic.Plain(b.String()))
}

func tellRecord(s *session.Session, w io.Writer, j *session.Judged, entry register.Entry) {
	base := entry.Of()
	title := textOf(s, j, base.Title)
	fmt.Fprintf(w, "%s %s%s\n", base.ID, title, aside(s, base.Kind.One.In(s.Lang)))
	fmt.Fprintf(w, "  %s\n", base.Source.File.Path)
	if summary := live.Fill(j.Verdict.Assessment, textOf(s, j, base.Summary), s.Lang); summary != "" {
		fmt.Fprintf(w, "  %s\n", summary)
	}
	explainStanding(s, w, j, entry)
	explainBreaches(s, w, j, base.ID)
	if risk := j.Verdict.Assessment.Risk(base.ID); risk != nil {
		asOf := term.Words{Ja: j.Verdict.Assessment.AsOf.String() + " 時点", En: "as of " + j.Verdict.Assessment.AsOf.String()}.In(s.Lang)
		fmt.Fprintf(w, "\n%s%s%s\n", term.Words{Ja: "評価結果：", En: "Outcome: "}.In(s.Lang), explain.Verdict(risk).In(s.Lang), aside(s, asOf))
		for _, step := range explain.Risk(j.Verdict.Assessment, risk) {
			if len(step.Lines) == 0 {
				continue
			}
			fmt.Fprintf(w, "\n%s %s\n", step.Process, step.Title.In(s.Lang))
			for _, line := range step.Lines {
				fmt.Fprintf(w, "  - %s\n", line.Words.In(s.Lang))
				for _, id := range line.Records {
					fmt.Fprintf(w, "      %s %s\n", id, titleOf(s, j, id))
				}
			}
		}
	}
	explainDiagnostics(s, w, j, base)
}

// besides are the fields that no verdict rests on and that a reader of one looks for all the same.
var besides = []string{"related", "maps", "effort"}

// explainStanding tells whether a record is whole and confirmed, and what it says besides its verdict: what it is related to, which controls of other
// frameworks it stands for, the work that it takes, and the register's own fields.
func explainStanding(s *session.Session, w io.Writer, j *session.Judged, entry register.Entry) {
	base := entry.Of()
	if base.Provisional {
		fmt.Fprintf(w, "  %s\n", term.Words{Ja: "未確認の記録です。どこにも数えられません。", En: "Provisional: nobody has confirmed it, and it counts nowhere."}.In(s.Lang))
	}
	if base.Incomplete {
		fmt.Fprintf(w, "  %s\n", term.Words{Ja: "記入の終わっていない記録です。ほかの記録と同じく数えられます。書かれていない必須の項目：" + strings.Join(base.Missing, "、"), En: "Incomplete: it counts like any other. What it lacks: " + strings.Join(base.Missing, ", ")}.In(s.Lang))
	}
	var rows [][2]string
	desk := &query.Desk{Assessment: j.Verdict.Assessment, Kind: base.Kind}
	add := func(key string, path ...any) {
		if v := base.Source.Table.At(path...); v != nil {
			rows = append(rows, valueRows(s, j, desk, entry, key, v)...)
		}
	}
	for _, key := range besides {
		add(key, key)
	}
	for _, f := range j.Verdict.Register.Config.FieldsOf(base.Kind.Folder) {
		add("extra."+f.Key, "extra", f.Key)
	}
	section(s, w, term.Words{Ja: "関連する記録と独自の項目", En: "Related records and own fields"}, rows)
}

// explainBreaches tells first what is wrong with how a record was decided.
func explainBreaches(s *session.Session, w io.Writer, j *session.Judged, id string) {
	head := term.Words{Ja: "決定の手続・基準への違反", En: "Breaches of governance"}.In(s.Lang)
	for _, b := range check.BreachesOf(j.Verdict.Assessment) {
		if !b.Stands(id) {
			continue
		}
		if head != "" {
			fmt.Fprintf(w, "\n%s\n", head)
			head = ""
		}
		fmt.Fprintf(w, "  - %s [%s]\n      %s:%d:%d\n      %s\n", b.Said.Message.In(s.Lang), b.Rule.Name, b.Said.Place.File, b.Said.Place.Line, b.Said.Place.Column, b.Said.Help.In(s.Lang))
	}
}

func explainDiagnostics(s *session.Session, w io.Writer, j *session.Judged, base *register.Record) {
	var own []diagnostic.Diagnostic
	bulk := strings.HasSuffix(base.Source.File.Path, ".toml") // other records stand in the file too
	for _, d := range j.Verdict.Checked.Diagnostics {
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
	fmt.Fprintf(w, "\n%s\n", term.Words{Ja: "この記録の診断", En: "Its diagnostics"}.In(s.Lang))
	for _, d := range own {
		fmt.Fprintf(w, "  %d:%d: %s: %s [%s]\n", d.Place.Line, d.Place.Column, d.Severity, d.Message.In(s.Lang), d.Rule)
	}
}

// aside puts words into the brackets of the language.
func aside(s *session.Session, words string) string {
	return term.Words{Ja: "（" + words + "）", En: " (" + words + ")"}.In(s.Lang)
}

func textOf(s *session.Session, j *session.Judged, t register.Text) string {
	words, _ := t.In(s.Lang, j.Verdict.Register.Config.DefaultLanguage)
	return words
}

// titleOf gives the title of a record, and the state of a control: only one that is in place holds a risk down.
func titleOf(s *session.Session, j *session.Judged, id string) string {
	e := j.Verdict.Register.Find(id)
	if e == nil {
		return ""
	}
	title := textOf(s, j, e.Of().Title)
	if c, ok := e.(*register.Control); ok && c.State != "" {
		title += aside(s, term.Code("control", c.State).In(s.Lang))
	}
	return title
}
