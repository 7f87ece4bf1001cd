package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/lsp"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// LspCommand is riskbook lsp.
var LspCommand = session.Command{
	Use:   "lsp",
	Short: term.Words{Ja: "エディターのための言語サーバーを動かします", En: "serve editors as a language server"},
	Long: term.Words{
		Ja: "言語サーバー（LSP 3.17）を標準入出力で動かします。エディターが起動するもので、手で打つことはありません。\n入力中の診断、キー・値・識別子の補完、説明の表示、定義と参照、識別子の名前の変更、見出しの一覧、修正の提案に答えます。\n登録簿は、開いたファイルから content/riskbook.toml のあるフォルダーを上へたどって探します。\n診断の言語は --lang、なければエディターの言語です。設定の例は、サイトの手引き「エディターで書く」にあります。",
		En: "Serves the language server protocol (LSP 3.17) on standard input and output. An editor starts it; nobody types it.\nIt answers with diagnostics as one types, completion of keys, values and ids, hover, definition, references, rename of an id, symbols and quick fixes.\nThe register of a file is the nearest folder upwards that holds content/riskbook.toml.\nMessages are in the language of --lang, else of the editor. The page “Writing in an editor” of the handbook shows settings for several editors.",
	},
	Examples: []session.Example{
		{Line: "riskbook lsp", Does: term.Words{Ja: "エディターの設定にこの行を書きます", En: "the line to put into an editor's settings"}},
		{Line: "riskbook lsp --lang ja", Does: term.Words{Ja: "メッセージを日本語にします", En: "messages in Japanese"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		c.Args = session.AtMost(0)
		c.Flags().Bool("stdio", true, term.Words{Ja: "標準入出力で通信します。これが唯一の方法で、付けて起動するエディターのためにあります", En: "talk over standard input and output: the only way, named since some editors ask for it"}.In(s.Lang))
		c.RunE = func(c *cobra.Command, _ []string) error { return runServer(c.Context(), s, c.Flags().Changed("lang")) }
	},
}

// restBeforeJudging is how long typing must rest before the register is judged again.
const restBeforeJudging = 150 * time.Millisecond

func runServer(ctx context.Context, s *session.Session, languageGiven bool) error {
	language := ""
	if languageGiven {
		language = s.Lang
	}
	if s.Root != "" {
		if _, err := s.FindRoot(); err != nil {
			return err
		}
	}
	version, _ := session.BuildVersion()
	options := lsp.Options{
		In: s.Stdin, Out: s.Stdout, Version: version, Language: language, Fallback: s.Lang,
		Find: func(path string) (string, bool) { return rootOf(s, path) }, Open: openFolder, AsOf: s.AsOfDate, Wait: restBeforeJudging,
	}
	if r := newRecaller(s); r != nil {
		r.unsaved = true
		options.Recall = r.recall
	}
	code, err := lsp.Serve(ctx, options)
	if b, ours := errors.AsType[*lsp.Broken](err); ours {
		return session.Fail(session.ExitEnvironment, b.Words, term.Words{
			Ja: "riskbook lsp はエディターが起動し、標準入出力で通信します。エディターの設定を確かめてください。",
			En: "an editor starts riskbook lsp and talks to it over standard input and output: look at its settings",
		})
	} else if err != nil {
		return err
	}
	if code != session.ExitFine {
		return &session.Failure{Code: code}
	}
	return nil
}

// rootOf gives the register's folder for a file or folder: the nearest one upwards, or that of --root alone. Paths are absolute, with slashes.
func rootOf(s *session.Session, path string) (string, bool) {
	if s.Root != "" {
		root, err := s.FindRoot()
		if err != nil {
			return "", false
		}
		relative, err := filepath.Rel(root, filepath.FromSlash(path))
		return filepath.ToSlash(root), err == nil && filepath.IsLocal(relative)
	}
	for folder := filepath.FromSlash(path); ; folder = filepath.Dir(folder) {
		if _, err := os.Lstat(filepath.Join(folder, "content", "riskbook.toml")); err == nil {
			return filepath.ToSlash(folder), true
		}
		if folder == filepath.Dir(folder) {
			return "", false
		}
	}
}

// openFolder opens a register's folder for one reading.
func openFolder(path string) (fs.FS, func(), error) {
	root, err := os.OpenRoot(filepath.FromSlash(path))
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), func() { root.Close() }, nil
}
