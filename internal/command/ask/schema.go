package ask

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/schema"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// SchemaCommand is riskbook schema.
var SchemaCommand = session.Command{
	Use:   "schema [KIND]",
	Short: term.Words{Ja: "記録の項目を JSON Schema で出力します", En: "print the JSON Schema of the records"},
	Long: term.Words{
		Ja: "記録の項目、書ける値、それぞれの意味を JSON Schema（draft-07）で出力します。説明は --lang の言語です。\n" +
			"KIND は記録の種別（risks、assets など）か、設定ファイル（baseline、criteria、parties、riskbook）です。省略すると、すべてを definitions に収めた一つのスキーマを出力します。\n" +
			"種別のスキーマは Markdown のフロントマター一件のものです。--bulk を付けると、一つの TOML ファイルに多数の記録を書く形のものになります。\n" +
			"--out を付けると、TOML ファイルごとのスキーマをフォルダーに書き出します。エディターの拡張機能（Even Better TOML、Tombi）の設定で、各ファイルに対応させてください。",
		En: "Prints the fields of records, their allowed values and what they mean as JSON Schema (draft-07), described in the language of --lang.\n" +
			"KIND is a kind of records (risks, assets and so on) or a settings file (baseline, criteria, parties, riskbook). Without it, one schema holds all of them among its definitions.\n" +
			"The schema of a kind is that of the front matter of one Markdown file; with --bulk it is that of a TOML file of many records.\n" +
			"With --out a schema for each TOML file is written into a folder. Bind them to the files in the settings of your editor's extension (Even Better TOML, Tombi).",
	},
	Examples: []session.Example{
		{Line: "riskbook schema risks", Does: term.Words{Ja: "リスクの記録のフロントマターのスキーマ", En: "the front matter of a risk"}},
		{Line: "riskbook schema controls --bulk > controls.json", Does: term.Words{Ja: "管理策をまとめて書く TOML ファイルのスキーマ", En: "a TOML file of many controls"}},
		{Line: "riskbook schema --out schema --lang ja", Does: term.Words{Ja: "TOML ファイルごとのスキーマを schema/ に書き出します", En: "write a schema for each TOML file into schema/, described in Japanese"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		bulk, out := false, ""
		c.Args = session.AtMost(1)
		c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return schemaNames(), cobra.ShellCompDirectiveNoFileComp
		}
		c.Flags().BoolVar(&bulk, "bulk", false, term.Words{Ja: "多数の記録を書く TOML ファイルのスキーマ", En: "the schema of a TOML file of many records"}.In(s.Lang))
		c.Flags().StringVar(&out, "out", "", term.Words{Ja: "TOML ファイルごとのスキーマを書き出すフォルダー", En: "folder to write a schema for each TOML file into"}.In(s.Lang))
		c.RunE = func(_ *cobra.Command, args []string) error {
			switch {
			case out != "" && (bulk || len(args) > 0):
				return session.Fail(session.ExitUsage, term.Words{Ja: "--out は KIND や --bulk と一緒に使えません", En: "--out takes neither KIND nor --bulk"},
					term.Words{Ja: "一つだけ必要なときは、--out を付けずに標準出力をファイルへ向けてください。", En: "for a single schema leave --out away and redirect standard output"})
			case out != "":
				return writeSchemas(s, out)
			}
			data, err := schemaOf(s, strings.Join(args, ""), bulk)
			if err != nil {
				return err
			}
			if _, err := s.Stdout.Write(data); err != nil {
				return session.OutputFailed(err)
			}
			return nil
		}
	},
}

// schemaNames are what a schema can be asked for: the kinds, and the settings files without their ending.
func schemaNames() []string {
	var names []string
	for i := range register.Kinds {
		names = append(names, register.Kinds[i].Folder)
	}
	for _, d := range register.Documents() {
		names = append(names, strings.TrimSuffix(d.Name, ".toml"))
	}
	slices.Sort(names)
	return names
}

func schemaOf(s *session.Session, name string, bulk bool) ([]byte, error) {
	kind := register.KindOf(name)
	switch {
	case kind != nil && bulk:
		return schema.Bulk(kind, declared(s), s.Lang), nil
	case kind != nil:
		return schema.Record(kind, declared(s), s.Lang), nil
	case bulk:
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "--bulk には記録の種別が要ります", En: "--bulk needs a kind of records"},
			term.Words{Ja: "riskbook schema risks --bulk のように指定してください。", En: "such as riskbook schema risks --bulk"})
	case name == "":
		return schema.All(declared(s), s.Lang), nil
	}
	for _, d := range register.Documents() {
		if strings.TrimSuffix(name, ".toml")+".toml" == d.Name {
			return schema.Document(d, s.Lang), nil
		}
	}
	hint := term.Words{Ja: "次から選んでください: " + strings.Join(schemaNames(), "、"), En: "choose one of " + strings.Join(schemaNames(), ", ")}
	if near := diagnostic.Nearest(name, schemaNames()); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。" + hint.Ja, En: "did you mean " + near + "? " + hint.En}
	}
	return nil, session.Fail(session.ExitUsage, term.Words{Ja: "そのような種別も設定ファイルもありません: " + name, En: "no such kind or settings file: " + name}, hint)
}

// writeSchemas writes a schema for each TOML file into a folder, which it makes where it is not there.
func writeSchemas(s *session.Session, folder string) error {
	folder = s.Absolute(folder)
	root, err := s.FindRoot()
	if err != nil {
		root = s.Directory // a schema needs no register
	}
	there := folder // as far as it is there already
	for _, err := os.Stat(there); errors.Is(err, fs.ErrNotExist); _, err = os.Stat(there) {
		there = filepath.Dir(there)
	}
	if err := session.RefuseTarget(root, filepath.Join(there, "*.json")); err != nil {
		return err
	}
	if err := store.MakeFolders(folder, 0o755); err != nil {
		return session.Failed(term.Words{Ja: "フォルダーを作れません: " + folder, En: "cannot make the folder " + folder}, err)
	}
	for _, f := range schema.Files(declared(s), s.Lang) {
		if err := s.WriteFile(root, filepath.Join(folder, f.Name), f.Data); err != nil {
			return err
		}
		s.Say(term.Words{Ja: f.Matches + " 用: " + filepath.Join(folder, f.Name), En: "for " + f.Matches + ": " + filepath.Join(folder, f.Name)})
	}
	return nil
}

// declared gives the settings of the register at hand, for the fields that it declares; empty ones where there is none.
func declared(s *session.Session) *register.Config {
	root, err := s.FindRoot()
	if err != nil {
		return &register.Config{}
	}
	tree, err := session.ReadTree(root)
	if err != nil || tree.Config == nil {
		return &register.Config{}
	}
	return &register.Understand(&source.Tree{Config: tree.Config}).Config
}
