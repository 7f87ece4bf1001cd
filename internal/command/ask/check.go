// Package ask holds the commands that answer and change nothing: check, list, show, explain, diff, schema.
//
// In: a session. Out: text or JSON on its streams; check also writes the baseline that it is asked for. It must never import another room of commands.
package ask

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// CheckCommand is riskbook check.
var CheckCommand = session.Command{
	Use:   "check [PATH…]",
	Short: term.Words{Ja: "登録簿をすべての規則で検査します", En: "hold every rule against the register"},
	Long: term.Words{
		Ja: "登録簿をすべての規則で検査し、誤りの場所、内容、直し方を示します。\nPATH を与えると、登録簿全体を読んだうえで、そのファイルやフォルダーの診断だけを示します。",
		En: "Holds every rule against the register and says where something is wrong, what it is, and how to mend it.\nWith PATH only the diagnostics of those files and folders are shown; the whole register is still read.",
	},
	Examples: []session.Example{
		{Line: "riskbook check", Does: term.Words{Ja: "すべてを検査します", En: "check everything"}},
		{Line: "riskbook check --fail-on warning content/risks", Does: term.Words{Ja: "リスクの記録に警告があれば終了コード 1 になります", En: "exit 1 on a warning in a risk record"}},
		{Line: "riskbook check --summary", Does: term.Words{Ja: "規則ごとの件数を示します", En: "count the diagnostics by rule"}},
		{Line: "riskbook check --rule needs-treatment", Does: term.Words{Ja: "一つの規則の診断だけを示します", En: "show those of one rule only"}},
		{Line: "riskbook check --reviews reviews.json", Does: term.Words{Ja: "プルリクエストの承認を、それが加えた決定と突き合わせます", En: "hold the approvals of a pull request against the decisions that it brings"}},
		{Line: "riskbook check --write-baseline --until 2027-03-31", Does: term.Words{Ja: "今ある指摘を期限まで既知とし、新しい指摘だけで不合格にします", En: "let be until a day what is found now, and fail on news alone"}},
		{Line: "riskbook check --format json", Does: term.Words{Ja: "診断を JSON で出力します", En: "print the diagnostics as JSON"}},
		{Line: "riskbook check --format github", Does: term.Words{Ja: "GitHub Actions で、変更の差分に注釈を付けます", En: "in GitHub Actions, annotate what was changed"}},
		{Line: "riskbook check --format gitlab > gl-code-quality-report.json", Does: term.Words{Ja: "GitLab の Code Quality レポートを作ります", En: "make a Code Quality report for GitLab"}},
		{Line: "riskbook check --format sarif > riskbook.sarif", Does: term.Words{Ja: "SARIF 2.1.0 で出力します（GitHub のコードスキャンなどに渡せます）", En: "print SARIF 2.1.0, as code scanning takes it"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		format, failOn := "", ""
		write, until, reason := false, "", ""
		reviews := c.Flags().String("reviews", "", term.Words{Ja: "フォージがプルリクエストについて示すこと（JSON。init の書くパイプラインが作ります）", En: "what the forge says of the pull request, as JSON (the pipelines of init put it together)"}.In(s.Lang))
		var rules []string
		summary := false
		c.Flags().StringVar(&format, "format", "text", term.Words{Ja: "出力形式 " + strings.Join(checkFormats, "|"), En: strings.Join(checkFormats, "|")}.In(s.Lang))
		c.Flags().StringVar(&failOn, "fail-on", "", term.Words{Ja: "終了コードを 1 にする重大度 error|warning|info（省略時は riskbook.toml の check.fail_on）", En: "severity from which to exit 1: error|warning|info (else check.fail_on of riskbook.toml)"}.In(s.Lang))
		c.Flags().StringSliceVar(&rules, "rule", nil, term.Words{Ja: "この規則の診断だけを示します（複数可）", En: "show the diagnostics of this rule only (may be repeated)"}.In(s.Lang))
		c.Flags().BoolVar(&summary, "summary", false, term.Words{Ja: "診断の代わりに、規則ごとの件数を示します（text か json）", En: "count the diagnostics by rule instead of showing them (text or json)"}.In(s.Lang))
		c.Flags().BoolVar(&write, "write-baseline", false, term.Words{Ja: "今ある指摘を content/baseline.toml に書き、--until の日まで既知として扱います", En: "write what is found into content/baseline.toml, to be let be until the day of --until"}.In(s.Lang))
		c.Flags().StringVar(&until, "until", "", term.Words{Ja: "既知として扱う最後の日 YYYY-MM-DD（--write-baseline とともに）", En: "last day on which it is let be, YYYY-MM-DD (with --write-baseline)"}.In(s.Lang))
		c.Flags().StringVar(&reason, "reason", "", term.Words{Ja: "既知として扱う理由（--write-baseline とともに）", En: "why it is let be (with --write-baseline)"}.In(s.Lang))
		_ = c.RegisterFlagCompletionFunc("rule", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleNames(s), cobra.ShellCompDirectiveNoFileComp
		})
		c.RunE = func(c *cobra.Command, args []string) error {
			if err := knownRules(rules); err != nil {
				return err
			}
			if !write && until+reason != "" {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--until と --reason は --write-baseline とともに使います", En: "--until and --reason go with --write-baseline"}, term.Words{})
			}
			if s.Reviews = *reviews; write && s.Reviews != "" {
				return session.Fail(session.ExitUsage, term.Words{Ja: "--reviews と --write-baseline は同時に使えません", En: "--reviews and --write-baseline do not go together"}, term.Words{})
			}
			if write {
				return checkAnd(c.Context(), s, args, rules, func(j *session.Judged, list []diagnostic.Diagnostic) error {
					return writeBaseline(s, j, list, until, reason)
				})
			}
			return runCheck(c.Context(), s, shown{format, failOn, rules, summary}, args)
		}
	},
}

// shown is what a check shows of what it finds, and what it fails on.
type shown struct {
	format, failOn string
	rules          []string // none: all
	summary        bool
}

func runCheck(ctx context.Context, s *session.Session, how shown, paths []string) error {
	formats := checkFormats
	if how.summary {
		formats = []string{"text", "json"}
	}
	if !slices.Contains(formats, how.format) {
		return session.UnknownWord("--format", how.format, formats)
	}
	if how.failOn != "" && !slices.Contains([]string{"error", "warning", "info"}, how.failOn) {
		return session.UnknownWord("--fail-on", how.failOn, []string{"error", "warning", "info"})
	}
	return checkAnd(ctx, s, paths, how.rules, func(j *session.Judged, list []diagnostic.Diagnostic) error {
		write := writeDiagnostics
		if how.summary {
			write = writeSummary
		}
		if err := write(s, j, how.format, list); err != nil {
			return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		threshold, _ := diagnostic.ParseSeverity(cmp.Or(how.failOn, j.Verdict.Register.Config.Check.FailOn))
		for _, d := range list {
			if d.Severity >= threshold && d.Known == nil {
				return session.NotPassed
			}
		}
		return nil
	})
}

// checkAnd reads the register and hands on what was found in the paths by the rules; by all where none are named.
func checkAnd(ctx context.Context, s *session.Session, paths, rules []string, then func(*session.Judged, []diagnostic.Diagnostic) error) error {
	j, err := s.Recall(ctx, compile.ForCheck, "")
	if err != nil {
		return err
	}
	list, err := within(s, j, paths)
	if err != nil {
		return err
	}
	if s.Reviews != "" {
		said, err := reviewed(ctx, s, j)
		if err != nil {
			return err
		}
		list = append(slices.Clone(list), said...)
		diagnostic.Sort(list)
	}
	if len(rules) > 0 {
		list = slices.DeleteFunc(slices.Clone(list), func(d diagnostic.Diagnostic) bool { return !slices.Contains(rules, string(d.Rule)) })
	}
	return then(j, list)
}

// writeSummary counts by rule what was found.
func writeSummary(s *session.Session, j *session.Judged, format string, list []diagnostic.Diagnostic) error {
	if s.Quiet {
		list = session.ErrorsOnly(list)
	}
	tallies := diagnostic.Summarize(list)
	if format == "json" {
		return diagnostic.WriteSummaryJSON(s.Stdout, tallies)
	}
	title := func(name rule.Name) string { return check.Lookup(name).Title.In(s.Lang) }
	if err := diagnostic.WriteSummary(s.Stdout, tallies, title, s.Color(s.Stdout)); err != nil {
		return err
	}
	s.Say(countWords(len(j.Verdict.Register.All()), diagnostic.Count(list)))
	sayKnown(s, list)
	return nil
}

// ruleNames lists the rules with their titles, for the shell.
func ruleNames(s *session.Session) []string {
	names := make([]string, len(check.Rules))
	for i, r := range check.Rules {
		names[i] = string(r.Name) + "\t" + r.Title.In(s.Lang)
	}
	return names
}

// knownRules refuses a rule that there is not, with those that may have been meant.
func knownRules(rules []string) error {
	names := make([]string, len(check.Rules))
	for i, r := range check.Rules {
		names[i] = string(r.Name)
	}
	for _, name := range rules {
		if check.Lookup(rule.Name(name)) != nil {
			continue
		}
		hint := term.Words{Ja: "規則の名前は riskbook check --summary と、サイトの「検査の規則」のページにあります。", En: "riskbook check --summary and the page of checks name the rules"}
		if near := diagnostic.NearestFew(name, names, 3); len(near) > 0 {
			hint = term.Words{Ja: strings.Join(near, "、") + " ではありませんか。", En: "did you mean " + strings.Join(near, ", ") + "?"}
		}
		return session.Fail(session.ExitUsage, term.Words{Ja: "規則がありません: " + name, En: "there is no rule " + name}, hint)
	}
	return nil
}

// checkFormats are the forms in which diagnostics are written.
var checkFormats = []string{"text", "json", "sarif", "github", "gitlab"}

func writeDiagnostics(s *session.Session, j *session.Judged, format string, list []diagnostic.Diagnostic) error {
	programVersion, _ := session.BuildVersion()
	report := diagnostic.Report{Language: s.Lang, Folder: folderInRepository(j.Root), Version: programVersion}
	for _, r := range check.Rules {
		report.Rules = append(report.Rules, diagnostic.RuleWords{Name: string(r.Name), Severity: r.Severity, Title: r.Title, Why: r.Why, Mend: r.Mend})
	}
	switch format {
	case "json":
		return diagnostic.WriteJSON(s.Stdout, list, s.Lang)
	case "sarif":
		return diagnostic.WriteSARIF(s.Stdout, list, &report)
	case "github":
		return diagnostic.WriteGitHub(s.Stdout, list, &report)
	case "gitlab":
		return diagnostic.WriteGitLab(s.Stdout, list, &report)
	}
	if s.Quiet {
		list = session.ErrorsOnly(list)
	}
	advice := func(d *diagnostic.Diagnostic) string { return severityAdvice(d).In(s.Lang) }
	if err := diagnostic.WriteAdvised(s.Stdout, list, s.Lang, j.Line, s.Color(s.Stdout), advice); err != nil {
		return err
	}
	s.Say(countWords(len(j.Verdict.Register.All()), diagnostic.Count(list)))
	sayKnown(s, list)
	return nil
}

// severityAdvice says how a team that does not want a rule lowers it by one step, or switches it off; nothing of what is an error.
func severityAdvice(d *diagnostic.Diagnostic) term.Words {
	if r := check.Lookup(d.Rule); r == nil || r.Governance() {
		return term.Words{}
	}
	switch d.Severity {
	case diagnostic.Info:
		command := fmt.Sprintf("riskbook set riskbook check.severity.%s=off", d.Rule)
		return term.Words{Ja: "この規則が要らなければ「" + command + "」で止められます", En: command + " switches this rule off"}
	case diagnostic.Warning:
		command := fmt.Sprintf("riskbook set riskbook check.severity.%s=info", d.Rule)
		return term.Words{Ja: "この規則が厳しすぎれば「" + command + "」で情報に下げられます（止めるには off）", En: command + " lowers this rule to information (off switches it off)"}
	}
	return term.Words{}
}

// sayKnown says how much the baseline lets be, and until when at the earliest.
func sayKnown(s *session.Session, list []diagnostic.Diagnostic) {
	known, until := 0, ""
	for _, d := range list {
		if d.Known == nil {
			continue
		}
		if known++; until == "" || d.Known.Until < until {
			until = d.Known.Until
		}
	}
	if known > 0 {
		s.Say(term.Words{
			Ja: fmt.Sprintf("ほかに既知の指摘%d件（最も早い期限 %s、%s）", known, until, baselineFile),
			En: fmt.Sprintf("known besides: %d, until %s at the earliest (%s)", known, until, baselineFile),
		})
	}
}

// folderInRepository gives the register's folder as forges name it: from the folder above it that holds .git. Empty where it is that folder, or where
// there is no repository.
func folderInRepository(root string) string {
	for above := root; ; above = filepath.Dir(above) {
		if _, err := os.Lstat(filepath.Join(above, ".git")); err == nil {
			folder, err := filepath.Rel(above, root)
			if err != nil || folder == "." {
				return ""
			}
			return filepath.ToSlash(folder)
		}
		if above == filepath.Dir(above) {
			return ""
		}
	}
}

// within keeps the diagnostics of the files and folders that the paths name, relative to where the command was started. A file that is there but is none
// of the register's is passed over: lists of changed files name those too. So is a record that was deleted or renamed; what still refers to it is then told,
// whichever file that is in.
func within(s *session.Session, j *session.Judged, paths []string) ([]diagnostic.Diagnostic, error) {
	if len(paths) == 0 {
		return j.Verdict.Checked.Diagnostics, nil
	}
	var wanted []string
	gone := false
	for _, p := range paths {
		p = s.Absolute(p)
		name, inside := session.NameIn(j.Root, p)
		_, err := os.Lstat(p)
		switch {
		case inside && j.Holds(name):
			wanted = append(wanted, name)
		case inside && err != nil && strings.HasPrefix(name, "content/") && slices.Contains([]string{".md", ".toml", ".csv"}, path.Ext(name)):
			gone = true
			s.Say(term.Words{Ja: "もうないファイルです。これを参照している箇所を示します: " + name, En: "no longer there; what still refers to it is shown: " + name})
		case err == nil && (!inside || !strings.HasPrefix(name, "content/")):
			s.Say(term.Words{Ja: "登録簿の記録ではないため検査しません: " + p, En: "passed over, being no part of the register: " + p})
		default:
			return nil, session.Fail(session.ExitUsage,
				term.Words{Ja: "登録簿の content/ の中に見つかりません: " + p, En: "not found in the register's content/: " + p},
				term.Words{Ja: "登録簿のファイルかフォルダーを指定してください。", En: "name a file or folder of the register"})
		}
	}
	var kept []diagnostic.Diagnostic
	for _, d := range j.Verdict.Checked.Diagnostics {
		if slices.ContainsFunc(wanted, func(name string) bool {
			return name == "." || d.Place.File == name || strings.HasPrefix(d.Place.File, name+"/")
		}) || gone && slices.Contains([]rule.Name{rule.BrokenLink, rule.DanglingReference, rule.OrphanTranslation}, d.Rule) {
			kept = append(kept, d)
		}
	}
	return kept, nil
}

func countWords(records int, c diagnostic.Counts) term.Words {
	return term.Words{
		Ja: fmt.Sprintf("記録%d件を検査しました: エラー%d件、警告%d件、情報%d件", records, c.Error, c.Warning, c.Info),
		En: fmt.Sprintf("%s checked: %s, %s, %d for information", session.Plural(records, "record"), session.Plural(c.Error, "error"), session.Plural(c.Warning, "warning"), c.Info),
	}
}
