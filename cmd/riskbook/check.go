package main

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
	"github.com/riskbook/riskbook/internal/term"
)

var checkCommand = command{
	use:   "check [PATH…]",
	short: term.Words{Ja: "登録簿をすべての規則で検査します", En: "hold every rule against the register"},
	long: term.Words{
		Ja: "登録簿をすべての規則で検査し、誤りの場所、内容、直し方を示します。\nPATH を与えると、登録簿全体を読んだうえで、そのファイルやフォルダーの診断だけを示します。",
		En: "Holds every rule against the register and says where something is wrong, what it is, and how to mend it.\nWith PATH only the diagnostics of those files and folders are shown; the whole register is still read.",
	},
	examples: []example{
		{"riskbook check", term.Words{Ja: "すべてを検査します", En: "check everything"}},
		{"riskbook check --fail-on warning content/risks", term.Words{Ja: "リスクの記録に警告があれば終了コード 1 になります", En: "exit 1 on a warning in a risk record"}},
		{"riskbook check --summary", term.Words{Ja: "規則ごとの件数を示します", En: "count the diagnostics by rule"}},
		{"riskbook check --rule needs-treatment", term.Words{Ja: "一つの規則の診断だけを示します", En: "show those of one rule only"}},
		{"riskbook check --reviews reviews.json", term.Words{Ja: "プルリクエストの承認を、それが加えた決定と突き合わせます", En: "hold the approvals of a pull request against the decisions that it brings"}},
		{"riskbook check --write-baseline --until 2027-03-31", term.Words{Ja: "今ある指摘を期限まで既知とし、新しい指摘だけで不合格にします", En: "let be until a day what is found now, and fail on news alone"}},
		{"riskbook check --format json", term.Words{Ja: "診断を JSON で出力します", En: "print the diagnostics as JSON"}},
		{"riskbook check --format github", term.Words{Ja: "GitHub Actions で、変更の差分に注釈を付けます", En: "in GitHub Actions, annotate what was changed"}},
		{"riskbook check --format gitlab > gl-code-quality-report.json", term.Words{Ja: "GitLab の Code Quality レポートを作ります", En: "make a Code Quality report for GitLab"}},
		{"riskbook check --format sarif > riskbook.sarif", term.Words{Ja: "SARIF 2.1.0 で出力します（GitHub のコードスキャンなどに渡せます）", En: "print SARIF 2.1.0, as code scanning takes it"}},
	},
	setup: func(s *session, c *cobra.Command) {
		format, failOn := "", ""
		write, until, reason := false, "", ""
		reviews := c.Flags().String("reviews", "", term.Words{Ja: "フォージがプルリクエストについて示すこと（JSON。init の書くパイプラインが作ります）", En: "what the forge says of the pull request, as JSON (the pipelines of init put it together)"}.In(s.lang))
		var rules []string
		summary := false
		c.Flags().StringVar(&format, "format", "text", term.Words{Ja: "出力形式 " + strings.Join(checkFormats, "|"), En: strings.Join(checkFormats, "|")}.In(s.lang))
		c.Flags().StringVar(&failOn, "fail-on", "", term.Words{Ja: "終了コードを 1 にする重大度 error|warning|info（省略時は riskbook.toml の check.fail_on）", En: "severity from which to exit 1: error|warning|info (else check.fail_on of riskbook.toml)"}.In(s.lang))
		c.Flags().StringSliceVar(&rules, "rule", nil, term.Words{Ja: "この規則の診断だけを示します（複数可）", En: "show the diagnostics of this rule only (may be repeated)"}.In(s.lang))
		c.Flags().BoolVar(&summary, "summary", false, term.Words{Ja: "診断の代わりに、規則ごとの件数を示します（text か json）", En: "count the diagnostics by rule instead of showing them (text or json)"}.In(s.lang))
		c.Flags().BoolVar(&write, "write-baseline", false, term.Words{Ja: "今ある指摘を content/baseline.toml に書き、--until の日まで既知として扱います", En: "write what is found into content/baseline.toml, to be let be until the day of --until"}.In(s.lang))
		c.Flags().StringVar(&until, "until", "", term.Words{Ja: "既知として扱う最後の日 YYYY-MM-DD（--write-baseline とともに）", En: "last day on which it is let be, YYYY-MM-DD (with --write-baseline)"}.In(s.lang))
		c.Flags().StringVar(&reason, "reason", "", term.Words{Ja: "既知として扱う理由（--write-baseline とともに）", En: "why it is let be (with --write-baseline)"}.In(s.lang))
		_ = c.RegisterFlagCompletionFunc("rule", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return s.ruleNames(), cobra.ShellCompDirectiveNoFileComp
		})
		c.RunE = func(c *cobra.Command, args []string) error {
			if err := knownRules(rules); err != nil {
				return err
			}
			if !write && until+reason != "" {
				return fail(exitUsage, term.Words{Ja: "--until と --reason は --write-baseline とともに使います", En: "--until and --reason go with --write-baseline"}, term.Words{})
			}
			if s.reviews = *reviews; write && s.reviews != "" {
				return fail(exitUsage, term.Words{Ja: "--reviews と --write-baseline は同時に使えません", En: "--reviews and --write-baseline do not go together"}, term.Words{})
			}
			if write {
				return s.checkAnd(c.Context(), args, rules, func(j *judged, list []diagnostic.Diagnostic) error { return s.writeBaseline(j, list, until, reason) })
			}
			return s.check(c.Context(), shown{format, failOn, rules, summary}, args)
		}
	},
}

// shown is what a check shows of what it finds, and what it fails on.
type shown struct {
	format, failOn string
	rules          []string // none: all
	summary        bool
}

func (s *session) check(ctx context.Context, how shown, paths []string) error {
	formats := checkFormats
	if how.summary {
		formats = []string{"text", "json"}
	}
	if !slices.Contains(formats, how.format) {
		return unknownWord("--format", how.format, formats)
	}
	if how.failOn != "" && !slices.Contains([]string{"error", "warning", "info"}, how.failOn) {
		return unknownWord("--fail-on", how.failOn, []string{"error", "warning", "info"})
	}
	return s.checkAnd(ctx, paths, how.rules, func(j *judged, list []diagnostic.Diagnostic) error {
		write := s.writeDiagnostics
		if how.summary {
			write = s.writeSummary
		}
		if err := write(j, how.format, list); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		threshold, _ := diagnostic.ParseSeverity(cmp.Or(how.failOn, j.verdict.Register.Config.Check.FailOn))
		for _, d := range list {
			if d.Severity >= threshold && d.Known == nil {
				return notPassed
			}
		}
		return nil
	})
}

// checkAnd reads the register and hands on what was found in the paths by the rules; by all where none are named.
func (s *session) checkAnd(ctx context.Context, paths, rules []string, then func(*judged, []diagnostic.Diagnostic) error) error {
	j, err := s.recall(ctx, compile.ForCheck, "")
	if err != nil {
		return err
	}
	list, err := s.within(j, paths)
	if err != nil {
		return err
	}
	if s.reviews != "" {
		said, err := s.reviewed(ctx, j)
		if err != nil {
			return err
		}
		list = append(slices.Clone(list), said...)
		diagnostic.Sort(list)
	}
	if len(rules) > 0 {
		list = slices.DeleteFunc(slices.Clone(list), func(d diagnostic.Diagnostic) bool { return !slices.Contains(rules, d.Rule) })
	}
	return then(j, list)
}

// writeSummary counts by rule what was found.
func (s *session) writeSummary(j *judged, format string, list []diagnostic.Diagnostic) error {
	if s.quiet {
		list = errorsOnly(list)
	}
	tallies := diagnostic.Summarize(list)
	if format == "json" {
		return diagnostic.WriteSummaryJSON(s.stdout, tallies)
	}
	title := func(rule string) string { return check.Lookup(rule).Title.In(s.lang) }
	if err := diagnostic.WriteSummary(s.stdout, tallies, title, s.color(s.stdout)); err != nil {
		return err
	}
	s.say(countWords(len(j.verdict.Register.All()), diagnostic.Count(list)))
	s.sayKnown(list)
	return nil
}

// ruleNames lists the rules with their titles, for the shell.
func (s *session) ruleNames() []string {
	names := make([]string, len(check.Rules))
	for i, r := range check.Rules {
		names[i] = r.Name + "\t" + r.Title.In(s.lang)
	}
	return names
}

// knownRules refuses a rule that there is not, with those that may have been meant.
func knownRules(rules []string) error {
	names := make([]string, len(check.Rules))
	for i, r := range check.Rules {
		names[i] = r.Name
	}
	for _, rule := range rules {
		if check.Lookup(rule) != nil {
			continue
		}
		hint := term.Words{Ja: "規則の名前は riskbook check --summary と、サイトの「検査の規則」のページにあります。", En: "riskbook check --summary and the page of checks name the rules"}
		if near := diagnostic.NearestFew(rule, names, 3); len(near) > 0 {
			hint = term.Words{Ja: strings.Join(near, "、") + " ではありませんか。", En: "did you mean " + strings.Join(near, ", ") + "?"}
		}
		return fail(exitUsage, term.Words{Ja: "規則がありません: " + rule, En: "there is no rule " + rule}, hint)
	}
	return nil
}

// checkFormats are the forms in which diagnostics are written.
var checkFormats = []string{"text", "json", "sarif", "github", "gitlab"}

func (s *session) writeDiagnostics(j *judged, format string, list []diagnostic.Diagnostic) error {
	programVersion, _ := buildVersion()
	report := diagnostic.Report{Language: s.lang, Folder: folderInRepository(j.root), Version: programVersion}
	for _, r := range check.Rules {
		report.Rules = append(report.Rules, diagnostic.RuleWords{Name: r.Name, Severity: r.Severity, Title: r.Title, Why: r.Why, Mend: r.Mend})
	}
	switch format {
	case "json":
		return diagnostic.WriteJSON(s.stdout, list, s.lang)
	case "sarif":
		return diagnostic.WriteSARIF(s.stdout, list, &report)
	case "github":
		return diagnostic.WriteGitHub(s.stdout, list, &report)
	case "gitlab":
		return diagnostic.WriteGitLab(s.stdout, list, &report)
	}
	if s.quiet {
		list = errorsOnly(list)
	}
	if err := diagnostic.WriteText(s.stdout, list, s.lang, j.line, s.color(s.stdout)); err != nil {
		return err
	}
	s.say(countWords(len(j.verdict.Register.All()), diagnostic.Count(list)))
	s.sayKnown(list)
	return nil
}

// sayKnown says how much the baseline lets be, and until when at the earliest.
func (s *session) sayKnown(list []diagnostic.Diagnostic) {
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
		s.say(term.Words{
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
func (s *session) within(j *judged, paths []string) ([]diagnostic.Diagnostic, error) {
	if len(paths) == 0 {
		return j.verdict.Checked.Diagnostics, nil
	}
	var wanted []string
	gone := false
	for _, p := range paths {
		if !filepath.IsAbs(p) {
			p = filepath.Join(s.directory, p)
		}
		name, inside := nameIn(j.root, p)
		_, err := os.Lstat(p)
		switch {
		case inside && j.holds(name):
			wanted = append(wanted, name)
		case inside && err != nil && strings.HasPrefix(name, "content/") && slices.Contains([]string{".md", ".toml", ".csv"}, path.Ext(name)):
			gone = true
			s.say(term.Words{Ja: "もうないファイルです。これを参照している箇所を示します: " + name, En: "no longer there; what still refers to it is shown: " + name})
		case err == nil && (!inside || !strings.HasPrefix(name, "content/")):
			s.say(term.Words{Ja: "登録簿の記録ではないため検査しません: " + p, En: "passed over, being no part of the register: " + p})
		default:
			return nil, fail(exitUsage,
				term.Words{Ja: "登録簿の content/ の中に見つかりません: " + p, En: "not found in the register's content/: " + p},
				term.Words{Ja: "登録簿のファイルかフォルダーを指定してください。", En: "name a file or folder of the register"})
		}
	}
	var kept []diagnostic.Diagnostic
	for _, d := range j.verdict.Checked.Diagnostics {
		if slices.ContainsFunc(wanted, func(name string) bool {
			return name == "." || d.Place.File == name || strings.HasPrefix(d.Place.File, name+"/")
		}) || gone && slices.Contains([]string{"broken-link", "dangling-reference", "orphan-translation"}, d.Rule) {
			kept = append(kept, d)
		}
	}
	return kept, nil
}

// holds tells whether the register has a file or folder of that name.
func (j *judged) holds(name string) bool {
	if name == "." || name == "content" || j.files[name] != nil {
		return true
	}
	for _, d := range j.verdict.Checked.Diagnostics {
		if d.Place.File == name {
			return true
		}
	}
	for file := range j.files {
		for folder := path.Dir(file); folder != "."; folder = path.Dir(folder) {
			if folder == name {
				return true
			}
		}
	}
	return false
}

func unknownWord(flag, found string, allowed []string) error {
	hint := term.Words{Ja: strings.Join(allowed, "、") + " のいずれかを指定してください。", En: "use one of " + strings.Join(allowed, ", ")}
	if near := diagnostic.Nearest(found, allowed); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。" + hint.Ja, En: "did you mean " + near + "? " + hint.En}
	}
	return fail(exitUsage, term.Words{Ja: flag + " の値が正しくありません: " + found, En: flag + " does not take " + found}, hint)
}

func countWords(records int, c diagnostic.Counts) term.Words {
	return term.Words{
		Ja: fmt.Sprintf("記録%d件を検査しました: エラー%d件、警告%d件、情報%d件", records, c.Error, c.Warning, c.Info),
		En: fmt.Sprintf("%s checked: %s, %s, %d for information", plural(records, "record"), plural(c.Error, "error"), plural(c.Warning, "warning"), c.Info),
	}
}

func plural(n int, noun string) string { return plurals(n, noun, noun+"s") }

func plurals(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
