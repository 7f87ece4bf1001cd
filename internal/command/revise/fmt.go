package revise

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// FmtCommand is riskbook fmt.
var FmtCommand = session.Command{
	Writes: true,
	Use:    "fmt [--check] [PATH…]",
	Short:  term.Words{Ja: "記録の書式を整えます", En: "lay out records in canonical order"},
	Long: term.Words{
		Ja: "フロントマター、TOML の記録、設定ファイルのキーを決まった順に並べ、書式を整えます。コメントは属する行とともに残り、値と本文は変わりません。\n文章が引く登録簿の数値（[[R-001:level]] など）には、記号の後ろに今の値を書き（[[R-001:level|高]]）、書かれている値は今の値に直します。リポジトリの画面でも読めるようにするためです。\nPATH を与えると、そのファイルやフォルダーだけを整えます。登録簿の記録でないファイルは読み飛ばすので、pre-commit からファイル名を並べて呼び出せます。\n整えたファイルの名前を標準出力に示します。--check は何も書かずに、整っていないファイルの名前を示します。",
		En: "Puts the keys of front matter, of records in TOML and of the settings files into the order of their fields, and lays them out alike. Comments stay with the\nlines they belong to; values and bodies do not change. Behind the figures of the register that a text quotes, such as [[R-001:level]], the present value is\nwritten and kept current, [[R-001:level|High]], so that the forge shows it too. With PATH only those files and folders. Files that are no records of the register are passed\nover, so that a pre-commit hook can list whatever was changed. Prints the names of the files that it changed. --check writes nothing and prints the names\nof the files that it would change.",
	},
	Examples: []session.Example{
		{Line: "riskbook fmt", Does: term.Words{Ja: "登録簿のすべてのファイルを整えます", En: "lay out every file of the register"}},
		{Line: "riskbook fmt --check content/risks", Does: term.Words{Ja: "整っていないリスクの記録があれば名前を示し、終了コード 1 になります", En: "print the risk records that are not laid out, and exit 1 where there are any"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		only := c.Flags().Bool("check", false, term.Words{Ja: "何も書かず、整っていないファイルがあれば終了コード 1 になります", En: "write nothing; exit 1 where a file is not laid out"}.In(s.Lang))
		c.RunE = func(c *cobra.Command, args []string) error { return format(c.Context(), s, *only, args) }
	},
}

func format(ctx context.Context, s *session.Session, only bool, paths []string) error {
	root, err := s.FindRoot()
	if err != nil {
		return err
	}
	wanted, err := namesIn(s, root, paths)
	if err != nil {
		return err
	}
	tree, err := session.ReadTree(root)
	if err != nil {
		return err
	}
	figures, err := figuresIn(ctx, s, root, tree)
	if err != nil {
		return err
	}
	files, config := laidOut(tree, figures), settingOf(tree).Register.Config
	looked, changed, unread := 0, 0, []string{}
	for _, f := range files {
		if !wanted(f.Path) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		looked++
		data := refreshed(f.Data, figures[f.Path])
		if !isTranslation(tree, f) {
			data, err = edit.Format(f.Path, data, &config, source.LimitsOf(session.ConfigOf(tree)))
		}
		switch {
		case errors.Is(err, edit.ErrUnreadable):
			unread = append(unread, f.Path)
			continue
		case err != nil:
			return session.Failed(term.Words{Ja: f.Path, En: f.Path}, err)
		case string(data) == string(f.Data):
			continue
		}
		if !only {
			if err := session.Rewrite(root, f.Path, f.Data, data); err != nil {
				return err
			}
		}
		changed++
		fmt.Fprintln(s.Stdout, diagnostic.Plain(f.Path))
	}
	faults := session.UnreadFaults(tree, func(name string) bool {
		return wanted(name) && (slices.Contains(unread, name) || tree.File(name) == nil)
	})
	if err := sayFormatted(s, tree, faults, paths, looked, changed, only); err != nil {
		return err
	}
	if len(faults) > 0 || only && changed > 0 {
		return session.NotPassed
	}
	return nil
}

// sayFormatted says what was done, and what could not be read.
func sayFormatted(s *session.Session, tree *source.Tree, faults []diagnostic.Diagnostic, paths []string, looked, changed int, only bool) error {
	if err := diagnostic.WriteText(s.Stderr, faults, s.Lang, session.LineOf(tree), s.Color(s.Stderr)); err != nil {
		return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
	}
	switch {
	case looked == 0 && len(faults) == 0 && len(paths) > 0:
		s.Say(term.Words{Ja: "記録でも設定ファイルでもないため、何もしませんでした: " + strings.Join(paths, "、"), En: "neither a record nor a settings file, so left alone: " + strings.Join(paths, ", ")})
	case changed > 0 || len(faults) == 0:
		s.Say(formatWords(changed, only))
	}
	return nil
}

func formatWords(changed int, only bool) term.Words {
	switch {
	case changed == 0:
		return term.Words{Ja: "整っていないファイルはありません", En: "every file is laid out"}
	case only:
		return term.Words{Ja: fmt.Sprintf("%d件のファイルが整っていません。「riskbook fmt」で整えられます", changed), En: session.Plural(changed, "file") + " not laid out: riskbook fmt does it"}
	}
	return term.Words{Ja: fmt.Sprintf("%d件のファイルを整えました", changed), En: session.Plural(changed, "file") + " laid out"}
}

// laidOut lists the files that have a canonical layout: records in either form, and the settings files. A translation, which has none, is among them where
// it quotes figures.
func laidOut(tree *source.Tree, figures map[string][]check.Quoted) []*source.File {
	wanted := map[*source.File]bool{}
	for _, r := range tree.Records {
		wanted[r.File] = true
	}
	var files []*source.File
	for _, f := range tree.Files {
		if wanted[f] || strings.HasSuffix(f.Path, ".toml") || len(figures[f.Path]) > 0 {
			files = append(files, f)
		}
	}
	return files
}

// namesIn turns paths, relative to where the command was started, into names of the register. The result tells whether a name was asked for; without paths
// all are. What lies outside the register is passed over.
func namesIn(s *session.Session, root string, paths []string) (func(name string) bool, error) {
	if len(paths) == 0 {
		return func(string) bool { return true }, nil
	}
	var names []string
	for _, p := range paths {
		p = s.Absolute(p)
		if _, err := os.Lstat(p); err != nil {
			return nil, session.Fail(session.ExitUsage, term.Words{Ja: "見つかりません: " + p, En: "not found: " + p}, term.Words{Ja: "ファイルかフォルダーを指定してください。", En: "name a file or a folder"})
		}
		if name, ok := session.NameIn(root, p); ok {
			names = append(names, name)
		}
	}
	return func(name string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return n == "." || n == name || strings.HasPrefix(name, n+"/") })
	}, nil
}
