package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/command/ask"
	"github.com/riskbook/riskbook/internal/command/publish"
	"github.com/riskbook/riskbook/internal/command/revise"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// commands lists every command, by name.
var commands = []session.Command{
	publish.BuildCommand,
	ask.CheckCommand,
	completionCommand,
	ask.DiffCommand,
	ask.ExplainCommand,
	publish.ExportCommand,
	revise.FmtCommand,
	revise.ImportCommand,
	revise.InitCommand,
	ask.ListCommand,
	publish.LspCommand,
	revise.NewCommand,
	revise.RenameCommand,
	ask.SchemaCommand,
	publish.ServeCommand,
	revise.SetCommand,
	ask.ShowCommand,
	revise.SignCommand,
	publish.SnapshotCommand,
	publish.VerifyCommand,
	versionCommand,
}

// run runs the program until its end or that of the context, and returns its exit code.
func run(ctx context.Context, args []string, env session.Environment) int {
	out := &session.Output{Writer: env.Stdout}
	env.Stdout = out
	s := &session.Session{Environment: env, Lang: env.Language()}
	defer s.Close()
	if lang, ok := languageFlag(args); ok {
		if lang != "ja" && lang != "en" {
			return env.Report(session.Fail(session.ExitUsage, term.Words{Ja: "--lang に指定できるのは ja か en です: " + lang, En: "--lang takes ja or en, not " + lang}, term.Words{}), s.Lang)
		}
		s.Lang = lang
	}
	top := topCommand(s)
	top.SetArgs(args)
	top.SetOut(env.Stdout)
	top.SetErr(env.Stderr)
	err := top.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		return s.Interrupted(err)
	}
	if _, ours := errors.AsType[*session.Failure](err); out.Failed != nil && (!ours || errors.Is(err, session.NotPassed)) {
		err = session.OutputFailed(out.Failed)
	}
	if err != nil {
		return env.Report(err, s.Lang)
	}
	return session.ExitFine
}

// languageFlag looks for --lang before the flags are parsed, since the help itself speaks that language.
func languageFlag(args []string) (string, bool) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return value, true
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	return "", false
}

func topCommand(s *session.Session) *cobra.Command {
	top := &cobra.Command{
		Use:           "riskbook",
		Short:         term.Words{Ja: "リスクの記録から静的なサイトを作ります", En: "Compiles risk records into a static site"}.In(s.Lang),
		Long:          topWords.In(s.Lang),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(args[0])
			}
			return c.Help()
		},
		Args: cobra.ArbitraryArgs, // so that an unknown command is ours to answer
	}
	top.CompletionOptions.DisableDefaultCmd = true
	flags := top.PersistentFlags()
	flags.StringVar(&s.Root, "root", "", term.Words{Ja: "登録簿のフォルダー（省略時は content/riskbook.toml のあるフォルダーを上へたどって探します）", En: "the register's folder (else the nearest one upwards that holds content/riskbook.toml)"}.In(s.Lang))
	flags.StringVar(&s.AsOf, "as-of", "", term.Words{Ja: "基準日 YYYY-MM-DD（省略時は SOURCE_DATE_EPOCH、なければ登録簿の時間帯での今日）", En: "the date as of which to judge, YYYY-MM-DD (else SOURCE_DATE_EPOCH, else today in the register's time zone)"}.In(s.Lang))
	flags.String("lang", "", term.Words{Ja: "メッセージの言語 ja|en（省略時は環境の言語）", En: "language of messages, ja|en (else the environment's)"}.In(s.Lang))
	flags.BoolVar(&s.NoHistory, "no-history", false, term.Words{Ja: "git の履歴を読みません", En: "do not read the history in git"}.In(s.Lang))
	flags.BoolVar(&s.Quiet, "quiet", false, term.Words{Ja: "エラー以外を表示しません", En: "say nothing but errors"}.In(s.Lang))
	for _, c := range commands {
		top.AddCommand(c.Begin(s))
	}
	top.SetUsageTemplate(usageTemplate(s.Lang))
	top.SetFlagErrorFunc(session.FlagFailure)
	top.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		found, rest, err := top.Find(args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return unknownCommand(rest[0])
		}
		return found.Help()
	}})
	helpFlag := term.Words{Ja: "使い方を表示します", En: "show how it is used"}.In(s.Lang)
	top.PersistentFlags().BoolP("help", "h", false, helpFlag)
	top.Flags().BoolP("version", "v", false, term.Words{Ja: "版を表示します", En: "print the version"}.In(s.Lang))
	top.Version = session.VersionText()
	top.SetVersionTemplate("{{.Version}}")
	return top
}

// unknownCommand names the command that was probably meant.
func unknownCommand(name string) error {
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i], _, _ = strings.Cut(c.Use, " ")
	}
	hint := term.Words{Ja: "「riskbook --help」でコマンドの一覧を表示します。", En: "riskbook --help lists the commands"}
	if near := diagnostic.Nearest(name, names); near != "" {
		hint = term.Words{Ja: "「riskbook " + near + "」ではありませんか。", En: "did you mean riskbook " + near + "?"}
	}
	return session.Fail(session.ExitUsage, term.Words{Ja: "そのようなコマンドはありません: " + name, En: "unknown command: " + name}, hint)
}

var topWords = term.Words{
	Ja: "riskbook は、git リポジトリにある Markdown と TOML のリスクの記録を検査し、リスクマトリクス、\nリスク対応計画、用語集、そのすべての判断の根拠を、静的な HTML サイトにまとめます。",
	En: "riskbook checks the risk records of a git repository, written in Markdown and TOML, and compiles them\ninto a static site: risk matrices, treatment plans, a glossary, and every decision behind them.",
}

func usageTemplate(lang string) string {
	w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(lang) }
	return w("使い方", "Usage") + `:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + w("コマンド", "COMMAND") + `{{end}}{{if .HasExample}}

` + w("例", "Examples") + `:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + w("コマンド", "Commands") + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + w("フラグ", "Flags") + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + w("共通のフラグ", "Flags common to all commands") + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}

` + w("終了コード: 0 正常、1 登録簿に不備がある、2 使い方の誤り、3 読み書きの失敗、130 中断", "Exit codes: 0 fine, 1 the register does not pass, 2 wrong usage, 3 cannot read or write, 130 interrupted") + `{{if .HasAvailableSubCommands}}
` + w("各コマンドの説明は「riskbook コマンド --help」で表示します。", `"riskbook COMMAND --help" tells more of a command.`) + `{{end}}
`
}
