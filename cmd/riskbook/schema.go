package main

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
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

var schemaCommand = command{
	use:   "schema [KIND]",
	short: term.Words{Ja: "記録の項目を JSON Schema で出力します", En: "print the JSON Schema of the records"},
	long: term.Words{
		Ja: "記録の項目、書ける値、それぞれの意味を JSON Schema（draft-07）で出力します。説明は --lang の言語です。\n" +
			"KIND は記録の種別（risks、assets など）か、設定ファイル（baseline、criteria、parties、riskbook）です。省略すると、すべてを definitions に収めた一つのスキーマを出力します。\n" +
			"種別のスキーマは Markdown のフロントマター一件のものです。--bulk を付けると、一つの TOML ファイルに多数の記録を書く形のものになります。\n" +
			"--out を付けると、TOML ファイルごとのスキーマをフォルダーに書き出します。エディターの拡張機能（Even Better TOML、Tombi）の設定で、各ファイルに対応させてください。",
		En: "Prints the fields of records, their allowed values and what they mean as JSON Schema (draft-07), described in the language of --lang.\n" +
			"KIND is a kind of records (risks, assets and so on) or a settings file (baseline, criteria, parties, riskbook). Without it, one schema holds all of them among its definitions.\n" +
			"The schema of a kind is that of the front matter of one Markdown file; with --bulk it is that of a TOML file of many records.\n" +
			"With --out a schema for each TOML file is written into a folder. Bind them to the files in the settings of your editor's extension (Even Better TOML, Tombi).",
	},
	examples: []example{
		{"riskbook schema risks", term.Words{Ja: "リスクの記録のフロントマターのスキーマ", En: "the front matter of a risk"}},
		{"riskbook schema controls --bulk > controls.json", term.Words{Ja: "管理策をまとめて書く TOML ファイルのスキーマ", En: "a TOML file of many controls"}},
		{"riskbook schema --out schema --lang ja", term.Words{Ja: "TOML ファイルごとのスキーマを schema/ に書き出します", En: "write a schema for each TOML file into schema/, described in Japanese"}},
	},
	setup: func(s *session, c *cobra.Command) {
		bulk, out := false, ""
		c.Args = atMost(1)
		c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return schemaNames(), cobra.ShellCompDirectiveNoFileComp
		}
		c.Flags().BoolVar(&bulk, "bulk", false, term.Words{Ja: "多数の記録を書く TOML ファイルのスキーマ", En: "the schema of a TOML file of many records"}.In(s.lang))
		c.Flags().StringVar(&out, "out", "", term.Words{Ja: "TOML ファイルごとのスキーマを書き出すフォルダー", En: "folder to write a schema for each TOML file into"}.In(s.lang))
		c.RunE = func(_ *cobra.Command, args []string) error {
			switch {
			case out != "" && (bulk || len(args) > 0):
				return fail(exitUsage, term.Words{Ja: "--out は KIND や --bulk と一緒に使えません", En: "--out takes neither KIND nor --bulk"},
					term.Words{Ja: "一つだけ必要なときは、--out を付けずに標準出力をファイルへ向けてください。", En: "for a single schema leave --out away and redirect standard output"})
			case out != "":
				return s.writeSchemas(out)
			}
			data, err := s.schemaOf(strings.Join(args, ""), bulk)
			if err != nil {
				return err
			}
			if _, err := s.stdout.Write(data); err != nil {
				return outputFailed(err)
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

func (s *session) schemaOf(name string, bulk bool) ([]byte, error) {
	kind := register.KindOf(name)
	switch {
	case kind != nil && bulk:
		return schema.BulkIn(kind, s.declared(), s.lang), nil
	case kind != nil:
		return schema.RecordIn(kind, s.declared(), s.lang), nil
	case bulk:
		return nil, fail(exitUsage, term.Words{Ja: "--bulk には記録の種別が要ります", En: "--bulk needs a kind of records"},
			term.Words{Ja: "riskbook schema risks --bulk のように指定してください。", En: "such as riskbook schema risks --bulk"})
	case name == "":
		return schema.All(s.lang), nil
	}
	for _, d := range register.Documents() {
		if strings.TrimSuffix(name, ".toml")+".toml" == d.Name {
			return schema.Document(d, s.lang), nil
		}
	}
	hint := term.Words{Ja: "次から選んでください: " + strings.Join(schemaNames(), "、"), En: "choose one of " + strings.Join(schemaNames(), ", ")}
	if near := diagnostic.Nearest(name, schemaNames()); near != "" {
		hint = term.Words{Ja: "「" + near + "」ではありませんか。" + hint.Ja, En: "did you mean " + near + "? " + hint.En}
	}
	return nil, fail(exitUsage, term.Words{Ja: "そのような種別も設定ファイルもありません: " + name, En: "no such kind or settings file: " + name}, hint)
}

// writeSchemas writes a schema for each TOML file into a folder, which it makes where it is not there.
func (s *session) writeSchemas(folder string) error {
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(s.directory, folder)
	}
	root, err := s.findRoot()
	if err != nil {
		root = s.directory // a schema needs no register
	}
	there := folder // as far as it is there already
	for _, err := os.Stat(there); errors.Is(err, fs.ErrNotExist); _, err = os.Stat(there) {
		there = filepath.Dir(there)
	}
	if err := refuseTarget(root, filepath.Join(there, "*.json")); err != nil {
		return err
	}
	if err := store.MakeFolders(folder, 0o755); err != nil {
		return failed(term.Words{Ja: "フォルダーを作れません: " + folder, En: "cannot make the folder " + folder}, err)
	}
	for _, f := range schema.Files(s.lang) {
		if err := s.writeFile(root, filepath.Join(folder, f.Name), f.Data); err != nil {
			return err
		}
		s.say(term.Words{Ja: f.Matches + " 用: " + filepath.Join(folder, f.Name), En: "for " + f.Matches + ": " + filepath.Join(folder, f.Name)})
	}
	return nil
}

// declared gives the settings of the register at hand, for the fields that it declares; empty ones where there is none.
func (s *session) declared() *register.Config {
	root, err := s.findRoot()
	if err != nil {
		return &register.Config{}
	}
	tree, err := readTree(root)
	if err != nil || tree.Config == nil {
		return &register.Config{}
	}
	return &register.Understand(&source.Tree{Config: tree.Config}).Config
}
