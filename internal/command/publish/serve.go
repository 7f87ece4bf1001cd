package publish

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/preview"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// ServeCommand is riskbook serve.
var ServeCommand = session.Command{
	Use:   "serve",
	Short: term.Words{Ja: "サイトを手元で表示し、保存のたびに更新します", En: "show the site on this machine and update it at each save"},
	Long: term.Words{
		Ja: "サイトをメモリ上に作り、このコンピュータのブラウザーだけに見せます。記録、図、テンプレート、テーマ、設定、基準の変更を\n見張り、変わったページを自動で読み込み直します。エラーは端末とページの上に示し、直るまでは前のサイトを表示し続けます。\nファイルは書き出しません。Ctrl-C で終わります。",
		En: "Makes the site in memory and shows it to browsers on this machine only. It watches records, figures, templates, themes,\nconfiguration and criteria, and reloads the pages that change. Errors stand in the terminal and over the page; until they\nare mended the last good site stays. No file is written. Ctrl-C ends it.",
	},
	Examples: []session.Example{
		{Line: "riskbook serve --open", Does: term.Words{Ja: "サイトを作り、ブラウザーで開きます", En: "make the site and open it in the browser"}},
		{Line: "riskbook serve --port 9000", Does: term.Words{Ja: "9000 番のポートで待ち受けます。使用中なら次の番号を試します", En: "listen on port 9000, or on the next one that is free"}},
		{Line: "riskbook serve --as-of 2027-03-31", Does: term.Words{Ja: "年度末の時点で何が期限を迎えるかを見ます", En: "see what will be due at the end of the fiscal year"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		port, open := 0, false
		c.Args = session.AtMost(0)
		c.Flags().IntVar(&port, "port", 8383, term.Words{Ja: "待ち受けるポート。使用中なら次の番号、0 なら空いている番号を使います", En: "port to listen on; taken: the next one; 0: any that is free"}.In(s.Lang))
		c.Flags().BoolVar(&open, "open", false, term.Words{Ja: "ブラウザーで開きます", En: "open the browser"}.In(s.Lang))
		s.To.Flags(s, c)
		c.RunE = func(c *cobra.Command, _ []string) error { return serve(c.Context(), s, port, open) }
	},
}

func serve(ctx context.Context, s *session.Session, port int, open bool) error {
	if port < 0 || port > 65535 {
		return session.Fail(session.ExitUsage,
			term.Words{Ja: "--port の値が正しくありません: " + strconv.Itoa(port), En: "--port does not take " + strconv.Itoa(port)},
			term.Words{Ja: "0 から 65535 までの番号を指定してください。", En: "use a number from 0 to 65535"})
	}
	root, err := s.FindRoot()
	if err != nil {
		return err
	}
	if _, err := s.AsOfDate(&register.Register{}); err != nil {
		return err
	}
	if err := s.To.Check(); err != nil {
		return err
	}
	if err := knows(s, root); err != nil {
		return err
	}
	options := preview.Options{Root: root, Port: port, AsOf: s.AsOfDate, Tell: func(b preview.Build) { tellBuild(s, b) }, Blind: func(cause error) { tellBlind(s, cause) }}
	if r := newRecaller(s); r != nil {
		options.Recall = func(ctx context.Context, j *compile.Judged) {
			var err error
			if j.Reader, err = s.To.Find(j.Register); err != nil {
				return // which is told where its part is asked for
			}
			r.recall(ctx, root, j)
		}
	}
	if s.To.Name != "" {
		options.Part, options.Leaked = func(whole *compile.Judged) (*compile.Judged, *compile.Proof, error) { return part(s, whole) }, func(p *compile.Proof) { s.Leaked(p) }
	}
	p, err := preview.Open(options)
	if err != nil {
		return session.Failed(term.Words{Ja: "ポートで待ち受けできません", En: "cannot listen on a port"}, err)
	}
	fmt.Fprintln(s.Stdout, p.Address()) // who reads it may end the preview at once
	if port != 0 && p.Port() != port {
		s.Say(term.Words{
			Ja: fmt.Sprintf("ポート %d は使用中のため、%d で待ち受けます", port, p.Port()),
			En: fmt.Sprintf("port %d is taken; listening on %d", port, p.Port()),
		})
	}
	s.Say(term.Words{Ja: root + " を表示しています。Ctrl-C で終わります", En: "showing " + root + "; Ctrl-C ends it"})
	if open {
		openBrowser(s, p.Address())
	}
	if err := p.Run(ctx); err != nil {
		return session.Failed(term.Words{Ja: "プレビューが止まりました", En: "the preview stopped"}, err)
	}
	return &session.Failure{Code: session.ExitInterrupted} // as was said at the start: there is nothing to add
}

// knows refuses an audience that the register does not have. Settings that cannot be read are told once the preview runs, as everything else is.
func knows(s *session.Session, root string) error {
	data, err := os.ReadFile(filepath.Join(root, "content", "riskbook.toml"))
	if err != nil || s.To.Name == "" {
		return nil
	}
	doc, faults := source.Parse("content/riskbook.toml", data, source.DefaultLimits)
	if doc.Broken || len(faults) > 0 {
		return nil
	}
	_, err = s.To.Find(register.Understand(&source.Tree{Config: doc, Tables: map[string]*source.File{}}))
	return err
}

// part gives what is served to an audience, and what searches it.
func part(s *session.Session, whole *compile.Judged) (*compile.Judged, *compile.Proof, error) {
	x, err := s.To.Find(whole.Register)
	if err != nil {
		return nil, nil, err
	}
	j := &session.Judged{Verdict: whole.For(x)}
	proof, err := s.Prove(j, nil)
	return j.Verdict, proof, err
}

// openBrowser asks the system to show an address. Where it cannot, the address is in the terminal.
func openBrowser(s *session.Session, address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = filepath.Join(s.Getenv("SystemRoot"), "System32", "rundll32.exe"), []string{"url.dll,FileProtocolHandler", address}
	}
	browser := exec.Command(name, args...)
	if err := browser.Start(); err != nil {
		s.Say(term.Words{
			Ja: "ブラウザーを開けません。上のアドレスを開いてください（" + err.Error() + "）",
			En: "cannot open a browser: open the address above (" + err.Error() + ")",
		})
		return
	}
	go browser.Wait()
}

// tellBuild says how a build went: what changed, how much there is, how long it took, and what is wrong.
func tellBuild(s *session.Session, b preview.Build) {
	what := changedWords(b)
	if len(b.Problems) > 0 {
		tellProblems(s, b)
		n := len(b.Problems)
		words := term.Words{
			Ja: fmt.Sprintf("%s：エラー%d件。直るまで前のサイトを表示します", what.Ja, n),
			En: fmt.Sprintf("%s: %s; the last good site stays until mended", what.En, session.Plural(n, "error")),
		}
		if !b.Shown {
			words = term.Words{Ja: fmt.Sprintf("エラー%d件。直るまで表示できるサイトがありません", n), En: session.Plural(n, "error") + ": nothing to show until mended"}
		}
		fmt.Fprintln(s.Stderr, diagnostic.Plain(words.In(s.Lang)))
		return
	}
	if err := s.TellBreaches(b.Judged.Breaches(), session.LineOf(b.Judged.Register.Tree)); err != nil {
		return // nobody sees the terminal any more
	}
	counts, records := diagnostic.Count(b.Judged.Checked.Diagnostics), len(b.Judged.Register.All())
	took := b.Took.Round(time.Millisecond).Milliseconds()
	words := term.Words{
		Ja: fmt.Sprintf("%s：記録%d件、警告%d件、%s 時点（%d ミリ秒）", what.Ja, records, counts.Warning, b.Judged.Assessment.AsOf, took),
		En: fmt.Sprintf("%s: %s, %s, as of %s (%d ms)", what.En, session.Plural(records, "record"), session.Plural(counts.Warning, "warning"), b.Judged.Assessment.AsOf, took),
	}
	s.Say(term.Words{Ja: diagnostic.Plain(words.Ja), En: diagnostic.Plain(words.En)})
}

// tellProblems prints what keeps a build from being shown: the diagnostics in their text form, everything else with its mend.
func tellProblems(s *session.Session, b preview.Build) {
	if b.Judged != nil {
		if list := b.Judged.Stopping(); len(list) > 0 {
			diagnostic.WriteText(s.Stderr, list, s.Lang, session.LineOf(b.Judged.Register.Tree), s.Color(s.Stderr))
			return
		}
	}
	help := term.Words{Ja: "対処", En: "help"}.In(s.Lang)
	for _, one := range b.Problems {
		text := one.Message.In(s.Lang)
		if one.Where != "" {
			text = one.Where + ": " + text
		}
		fmt.Fprintln(s.Stderr, diagnostic.Plain(text))
		if hint := one.Help.In(s.Lang); hint != "" {
			fmt.Fprintf(s.Stderr, "   %s: %s\n", help, diagnostic.Plain(hint))
		}
	}
}

// changedWords says what made a build necessary.
func changedWords(b preview.Build) term.Words {
	switch n := len(b.Changed); {
	case b.First:
		return term.Words{Ja: "サイトを作りました", En: "built"}
	case n == 0:
		return term.Words{Ja: "日付が変わりました", En: "a new day"}
	case n > 2:
		return term.Words{Ja: fmt.Sprintf("%s ほか%d件の変更", b.Changed[0], n-1), En: fmt.Sprintf("%s and %d more changed", b.Changed[0], n-1)}
	case n == 2:
		return term.Words{Ja: b.Changed[0] + "、" + b.Changed[1] + " の変更", En: b.Changed[0] + " and " + b.Changed[1] + " changed"}
	}
	return term.Words{Ja: b.Changed[0] + " の変更", En: b.Changed[0] + " changed"}
}

// tellBlind says that the system does not tell of changes.
func tellBlind(s *session.Session, cause error) {
	s.Say(term.Words{
		Ja: "フォルダーの変更の通知を受けられないため、ファイルを定期的に調べます（" + cause.Error() + "）",
		En: "the system cannot tell of changes here, so the files are looked at again and again (" + cause.Error() + ")",
	})
}
