package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

var checkCommand = command{
	use:   "check [PATH…]",
	short: term.Words{Ja: "登録簿をすべての規則で検査します", En: "hold every rule against the register"},
	long: term.Words{
		Ja: "登録簿をすべての規則で検査し、誤りの場所、内容、直し方を示します。\nPATH を与えると、登録簿全体を読んだうえで、そのファイルやフォルダの診断だけを示します。",
		En: "Holds every rule against the register and says where something is wrong, what it is, and how to mend it.\nWith PATH only the diagnostics of those files and folders are shown; the whole register is still read.",
	},
	examples: []example{
		{"riskbook check", term.Words{Ja: "すべてを検査します", En: "check everything"}},
		{"riskbook check --fail-on warning content/risks", term.Words{Ja: "リスクの記録に警告があれば終了コード 1 になります", En: "exit 1 on a warning in a risk record"}},
		{"riskbook check --format json", term.Words{Ja: "診断を JSON で出力します", En: "print the diagnostics as JSON"}},
	},
	setup: func(s *session, c *cobra.Command) {
		format, failOn := "", ""
		c.Flags().StringVar(&format, "format", "text", term.Words{Ja: "出力形式 text|json", En: "text|json"}.In(s.lang))
		c.Flags().StringVar(&failOn, "fail-on", "", term.Words{Ja: "終了コードを 1 にする重大度 error|warning|info（省略時は riskbook.toml の check.fail_on）", En: "severity from which to exit 1: error|warning|info (else check.fail_on of riskbook.toml)"}.In(s.lang))
		c.RunE = func(_ *cobra.Command, args []string) error { return s.check(format, failOn, args) }
	},
}

func (s *session) check(format, failOn string, paths []string) error {
	if format != "text" && format != "json" {
		return unknownWord("--format", format, []string{"text", "json"})
	}
	if failOn != "" && !slices.Contains([]string{"error", "warning", "info"}, failOn) {
		return unknownWord("--fail-on", failOn, []string{"error", "warning", "info"})
	}
	j, err := s.understand(compile.ForCheck)
	if err != nil {
		return err
	}
	list, err := s.within(j, paths)
	if err != nil {
		return err
	}
	if format == "json" {
		if err := diagnostic.WriteJSON(s.stdout, list, s.lang); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
	} else {
		if s.quiet {
			list = errorsOnly(list)
		}
		if err := diagnostic.WriteText(s.stdout, list, s.lang, j.line, s.color()); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		s.say(countWords(len(j.Register.All()), diagnostic.Count(list)))
	}
	if failOn == "" {
		failOn = j.Register.Config.Check.FailOn
	}
	threshold, _ := diagnostic.ParseSeverity(failOn)
	for _, d := range list {
		if d.Severity >= threshold {
			return notPassed
		}
	}
	return nil
}

// within keeps the diagnostics of the files and folders that the paths name, relative to where the command was started.
func (s *session) within(j *judged, paths []string) ([]diagnostic.Diagnostic, error) {
	if len(paths) == 0 {
		return j.Checked.Diagnostics, nil
	}
	var wanted []string
	for _, p := range paths {
		if !filepath.IsAbs(p) {
			p = filepath.Join(s.directory, p)
		}
		relative, err := filepath.Rel(j.root, p)
		name := filepath.ToSlash(relative)
		if err != nil || name == ".." || strings.HasPrefix(name, "../") || !j.holds(name) {
			return nil, fail(exitUsage,
				term.Words{Ja: "登録簿の content/ の中に見つかりません: " + p, En: "not found in the register's content/: " + p},
				term.Words{Ja: "登録簿のファイルかフォルダを指定してください。", En: "name a file or folder of the register"})
		}
		wanted = append(wanted, name)
	}
	var kept []diagnostic.Diagnostic
	for _, d := range j.Checked.Diagnostics {
		if slices.ContainsFunc(wanted, func(name string) bool {
			return name == "." || d.Place.File == name || strings.HasPrefix(d.Place.File, name+"/")
		}) {
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
	for _, d := range j.Checked.Diagnostics {
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

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
