package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// command is one command: its words in both languages and what it adds to the command-line library's.
type command struct {
	use      string
	short    term.Words
	long     term.Words
	examples []example
	setup    func(*session, *cobra.Command)
}

// example is a line to type, with what it does.
type example struct {
	line string
	does term.Words
}

// commands lists every command, by name.
var commands = []command{
	buildCommand,
	checkCommand,
	completionCommand,
	diffCommand,
	explainCommand,
	exportCommand,
	fmtCommand,
	importCommand,
	initCommand,
	listCommand,
	lspCommand,
	newCommand,
	renameCommand,
	schemaCommand,
	serveCommand,
	setCommand,
	showCommand,
	signCommand,
	snapshotCommand,
	verifyCommand,
	versionCommand,
}

// session is one run of the program: the environment and the flags common to all commands.
type session struct {
	environment
	lang  string // of messages: "ja" or "en"
	root  string
	asOf  string
	quiet bool

	noHistory bool
	to        readers    // for whom something is made
	reviews   string     // of check: the file of what a forge says
	roots     []*os.Root // opened, to be closed at the end
}

// openRoot opens a register's folder until the session ends: what was read from it refers to it.
func (s *session) openRoot(folder string) (fs.FS, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, failed(term.Words{Ja: "登録簿のフォルダーを開けません", En: "cannot open the register's folder"}, err)
	}
	s.roots = append(s.roots, root)
	return root.FS(), nil
}

// close closes what the session opened.
func (s *session) close() {
	for _, root := range s.roots {
		_ = root.Close() // it was only read
	}
}

// interrupted ends a command that was interrupted before it was done.
func (s *session) interrupted(err error) int {
	if f, ours := errors.AsType[*failure](err); ours && f.code == exitInterrupted {
		return f.code
	}
	s.say(term.Words{Ja: "中断しました", En: "interrupted"})
	return exitInterrupted
}

// say prints a line for people, unless they asked for quiet.
func (s *session) say(words term.Words) {
	if !s.quiet {
		fmt.Fprintln(s.stderr, diagnostic.Plain(words.In(s.lang)))
	}
}

// run runs the program until its end or that of the context, and returns its exit code.
func run(ctx context.Context, args []string, env environment) int {
	out := &output{Writer: env.stdout}
	env.stdout = out
	s := &session{environment: env, lang: env.language()}
	defer s.close()
	if lang, ok := languageFlag(args); ok {
		if lang != "ja" && lang != "en" {
			return env.report(fail(exitUsage, term.Words{Ja: "--lang に指定できるのは ja か en です: " + lang, En: "--lang takes ja or en, not " + lang}, term.Words{}), s.lang)
		}
		s.lang = lang
	}
	top := topCommand(s)
	top.SetArgs(args)
	top.SetOut(env.stdout)
	top.SetErr(env.stderr)
	err := top.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		return s.interrupted(err)
	}
	if _, ours := errors.AsType[*failure](err); out.failed != nil && (!ours || errors.Is(err, notPassed)) {
		err = outputFailed(out.failed)
	}
	if err != nil {
		return env.report(err, s.lang)
	}
	return exitFine
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

func topCommand(s *session) *cobra.Command {
	top := &cobra.Command{
		Use:           "riskbook",
		Short:         term.Words{Ja: "リスクの記録から静的なサイトを作ります", En: "Compiles risk records into a static site"}.In(s.lang),
		Long:          topWords.In(s.lang),
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
	flags.StringVar(&s.root, "root", "", term.Words{Ja: "登録簿のフォルダー（省略時は content/riskbook.toml のあるフォルダーを上へたどって探します）", En: "the register's folder (else the nearest one upwards that holds content/riskbook.toml)"}.In(s.lang))
	flags.StringVar(&s.asOf, "as-of", "", term.Words{Ja: "基準日 YYYY-MM-DD（省略時は SOURCE_DATE_EPOCH、なければ登録簿の時間帯での今日）", En: "the date as of which to judge, YYYY-MM-DD (else SOURCE_DATE_EPOCH, else today in the register's time zone)"}.In(s.lang))
	flags.String("lang", "", term.Words{Ja: "メッセージの言語 ja|en（省略時は環境の言語）", En: "language of messages, ja|en (else the environment's)"}.In(s.lang))
	flags.BoolVar(&s.noHistory, "no-history", false, term.Words{Ja: "git の履歴を読みません", En: "do not read the history in git"}.In(s.lang))
	flags.BoolVar(&s.quiet, "quiet", false, term.Words{Ja: "エラー以外を表示しません", En: "say nothing but errors"}.In(s.lang))
	for _, c := range commands {
		child := &cobra.Command{Use: c.use, Short: c.short.In(s.lang), Long: c.long.In(s.lang)}
		var lines []string
		for _, e := range c.examples {
			lines = append(lines, "  "+e.line, "      "+e.does.In(s.lang))
		}
		child.Example = strings.Join(lines, "\n")
		c.setup(s, child)
		top.AddCommand(child)
	}
	top.SetUsageTemplate(usageTemplate(s.lang))
	top.SetFlagErrorFunc(flagFailure)
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
	helpFlag := term.Words{Ja: "使い方を表示します", En: "show how it is used"}.In(s.lang)
	top.PersistentFlags().BoolP("help", "h", false, helpFlag)
	top.Flags().BoolP("version", "v", false, term.Words{Ja: "版を表示します", En: "print the version"}.In(s.lang))
	top.Version = versionText()
	top.SetVersionTemplate("{{.Version}}")
	return top
}

// unknownCommand names the command that was probably meant.
func unknownCommand(name string) error {
	names := make([]string, len(commands))
	for i, c := range commands {
		names[i], _, _ = strings.Cut(c.use, " ")
	}
	hint := term.Words{Ja: "「riskbook --help」でコマンドの一覧を表示します。", En: "riskbook --help lists the commands"}
	if near := diagnostic.Nearest(name, names); near != "" {
		hint = term.Words{Ja: "「riskbook " + near + "」ではありませんか。", En: "did you mean riskbook " + near + "?"}
	}
	return fail(exitUsage, term.Words{Ja: "そのようなコマンドはありません: " + name, En: "unknown command: " + name}, hint)
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
