package revise

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/starter"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// ImportCommand is riskbook import.
var ImportCommand = session.Command{
	Writes: true,
	Use:    "import FILE…",
	Short:  term.Words{Ja: "ワークブック、CSV、Markdown の登録簿を取り込みます", En: "take in workbooks, CSV files and Markdown registers"},
	Long: term.Words{
		Ja: `次のものを取り込みます。書く前に登録簿全体を検査し、新しいエラーを生むセルは、そのセルと理由を示して書きません。

  「riskbook export」で書いたワークブック（.xlsx）や CSV のフォルダー
      セルで書き換えた項目だけを書き戻し、コメントも並びも残します。新しい行は新しい記録になります。なくなった行は示すだけで、
      --remove を付けたときに取り除きます。書き出した後に登録簿の側でも変わった項目は、競合として示し、書きません（終了コード 1）。
  Markdown のファイルやフォルダー
      文書の中の表、1ファイル（又は1節）に1件のリスク（「**影響度**: 高」の行、YAML の前付け、見出し）を読みます。表のほかの文はページに残し、
      相対リンクは記録への参照になります。一覧表は記録と比べ、食い違いを示します。
  ほかのワークブックや CSV
      --suggest が見出しと値を読み、どの列がどの項目に当たるか、値が尺度のどの段階に当たるかを MAP.toml に書きます。確かめてから --map で取り込みます。
      文字コード（UTF-8、UTF-16、CP932）、区切り、日付の書き方（Excel の数値、2026/4/1、令和8年4月1日、1 April 2026）は読み分けます。
  CISO Assistant のリスクアセスメント（CSV、XLSX）と、リスクマトリクスのライブラリー（YAML、判定基準になります）

「riskbook init」が書いた例だけの登録簿では、例を取り除いてから取り込みます。評価のないリスクは評価のないままです。責任者や特定日など必要な項目が足りない記録は incomplete = true とします。
行き先のないセルはすべてセルの位置とともに示し、--extra を付けると独自の項目（[extra]）に残します。--format json はすべてのセルの行き先を示します。`,
		En: `Takes in the following. The whole register is checked before anything is written: a cell that would bring a new error is told, with the reason, and not written.

  a workbook (.xlsx) or a folder of CSV files, written by riskbook export
      Exactly the fields that were edited in cells are written, with comments and order kept. New rows become records. Rows that are gone are listed,
      and removed only with --remove. A field that was changed in the register too since the export is a conflict: named, not written (exit 1).
  Markdown files, and folders of them
      Tables anywhere in a document, and files or sections that are one risk each (**Impact**: High lines, YAML front matter, headings). What else the
      document says is kept as a page, relative links become references, and an index table is compared with the records.
  any other workbook or CSV file
      --suggest reads headings and values and writes into MAP.toml which column goes to which field, and which value is which step of a scale. Look at it,
      then import with --map. Codes (UTF-8, UTF-16, CP932), separators and dates (Excel's numbers, 2026/4/1, 令和8年4月1日, 1 April 2026) are told apart.
  risk assessments of CISO Assistant (CSV, XLSX), and its libraries of risk matrices (YAML), which become criteria

In a register that holds nothing but the examples of riskbook init, these make way. What is not rated stays unrated. A record that lacks what is required, such as owner or identified, is marked incomplete = true.
Every cell without a place is told with its position; with --extra it is kept as a field of your own ([extra]). --format json says where each cell went.`,
	},
	Examples: []session.Example{
		{Line: "riskbook import register.xlsx --dry-run", Does: term.Words{Ja: "書き換わる項目と、リスクの観点での変化を示します", En: "show which fields would change, and what that means in risk terms"}},
		{Line: "riskbook import tables --remove", Does: term.Words{Ja: "CSV のフォルダーを取り込み、なくなった行の記録を取り除きます", En: "take a folder of CSV files in, and remove the records of rows that are gone"}},
		{Line: "riskbook import docs/risk-register.md", Does: term.Words{Ja: "Markdown の文書にある表を取り込みます", En: "take in the table of a Markdown document"}},
		{Line: "riskbook import --suggest risks.xlsx --map MAP.toml", Does: term.Words{Ja: "列と項目の対応を推測します", En: "work out which column goes to which field"}},
		{Line: "riskbook import risks.xlsx --map MAP.toml --extra", Does: term.Words{Ja: "対応表に従って取り込み、行き先のないセルも残します", En: "import by the map, and keep cells without a place"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		o := &importing{session: s}
		words := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(s.Lang) }
		flags := c.Flags()
		flags.BoolVar(&o.dry, "dry-run", false, words("書かずに、何が変わるかを示します", "write nothing, and show what would change"))
		flags.BoolVar(&o.suggest, "suggest", false, words("列と項目の対応を推測し、--map のファイル（省略時は標準出力）に書きます", "work out which column goes to which field, and write that to the file of --map (else to standard output)"))
		flags.StringVar(&o.mapFile, "map", "", words("列と項目の対応（--suggest が書く MAP.toml）", "which column goes to which field (the MAP.toml that --suggest writes)"))
		flags.StringVar(&o.kind, "kind", "", words("記録の種別（省略時は risks）", "kind of the records (else risks)"))
		flags.BoolVar(&o.extra, "extra", false, words("行き先のないセルを独自の項目（[extra]）に残します", "keep cells without a place as fields of your own ([extra])"))
		flags.BoolVar(&o.remove, "remove", false, words("なくなった行の記録を取り除きます", "remove the records of rows that are gone"))
		flags.BoolVar(&o.provisional, "provisional", false, words("新しい記録に未確認の印を付けます", "mark new records as provisional"))
		flags.StringVar(&o.format, "format", "text", strings.Join(importFormats, "|"))
		c.Args = session.AtLeast("FILE", 1)
		c.RunE = func(c *cobra.Command, args []string) error { return o.run(c.Context(), args) }
	},
}

// importFormats are the forms in which an import tells what it did.
var importFormats = []string{"text", "json"}

// importing is one run of the command.
type importing struct {
	session                                  *session.Session
	dry, remove, provisional, suggest, extra bool
	format, mapFile, kind                    string

	root   string
	before *compile.Judged
}

// patienceWithFiles is how long a file may take to be read.
const patienceWithFiles = 30 * time.Second

func (o *importing) run(ctx context.Context, paths []string) error {
	if !slices.Contains(importFormats, o.format) {
		return session.UnknownWord("--format", o.format, importFormats)
	}
	var err error
	if o.root, err = o.session.FindRoot(); err != nil {
		return err
	}
	opened, err := o.session.OpenRoot(o.root)
	if err != nil {
		return err
	}
	if o.before, err = compile.Read(ctx, opened, o.session.AsOfDate, compile.ForCheck); err != nil {
		return session.ReadFailure(err)
	}
	if o.suggest {
		return intakeFailure(o.suggestMap(ctx, paths[0]))
	}
	plan, err := o.plan(ctx, paths)
	if err != nil {
		return intakeFailure(err)
	}
	after, files, err := o.judge(ctx, opened, plan)
	if err != nil {
		return err
	}
	if !o.dry {
		if err := o.write(files); err != nil {
			return err
		}
	}
	if err := o.report(plan, after, files); err != nil {
		return err
	}
	if plan.Wrong || len(plan.Conflicts) > 0 {
		return session.NotPassed
	}
	return nil
}

// intakeFailure turns a file that is refused into wrong usage.
func intakeFailure(err error) error {
	if err == nil {
		return nil
	}
	if refused, ok := errors.AsType[*workbook.Refusal](err); ok {
		return session.Fail(session.ExitUsage, refused.Message, refused.Help)
	}
	return err
}

// plan reads what is named and plans its import.
func (o *importing) plan(ctx context.Context, paths []string) (*intake.Plan, error) {
	ctx, stop := context.WithTimeout(ctx, patienceWithFiles)
	defer stop()
	options, err := o.options()
	if err != nil {
		return nil, err
	}
	if docs, markdown, err := o.documents(paths); markdown || err != nil {
		if err != nil {
			return nil, err
		}
		return intake.Markdown(o.before.Register, docs, options)
	}
	if ext := strings.ToLower(filepath.Ext(paths[0])); ext == ".yaml" || ext == ".yml" {
		return o.library(paths[0])
	}
	if len(paths) > 1 {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "ワークブックや CSV は一度に一つ取り込みます", En: "workbooks and CSV files are imported one at a time"}, term.Words{Ja: "ファイルごとに実行してください。", En: "run the command for each file"})
	}
	book, own, err := o.read(ctx, paths[0])
	if err != nil {
		return nil, err
	}
	if own {
		return intake.Own(o.before.Register, book, options)
	}
	if known := intake.KnownSystem(o.before.Register, book, options.Kind, o.session.Lang); known != nil && o.mapFile == "" {
		return intake.Foreign(o.before.Register, book, known, options)
	}
	if o.mapFile == "" {
		return nil, session.Fail(session.ExitUsage,
			term.Words{Ja: "riskbook が書き出した表ではないため、列と項目の対応が要ります: " + paths[0], En: "riskbook did not export this table, so it needs to know which column goes to which field: " + paths[0]},
			term.Words{Ja: fmt.Sprintf("「riskbook import --suggest %[1]s --map MAP.toml」で対応を作り、確かめてから「riskbook import %[1]s --map MAP.toml」を実行してください。", paths[0]),
				En: fmt.Sprintf("riskbook import --suggest %[1]s --map MAP.toml writes that down; look at it, then run riskbook import %[1]s --map MAP.toml", paths[0])})
	}
	data, err := os.ReadFile(o.session.Absolute(o.mapFile))
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "読み込めません: " + o.mapFile, En: "cannot read " + o.mapFile}, err)
	}
	m, err := mapping.Parse(o.mapFile, data)
	if err != nil {
		return nil, err
	}
	return intake.Foreign(o.before.Register, book, m, options)
}

// library reads a library of CISO Assistant with a risk matrix.
func (o *importing) library(name string) (*intake.Plan, error) {
	info, err := os.Stat(o.session.Absolute(name))
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "開けません: " + name, En: "cannot open " + name}, err)
	}
	data, err := readFile(o.session.Absolute(name), info)
	if err != nil {
		return nil, err
	}
	return intake.Criteria(o.before.Register, name, data)
}

func (o *importing) options() (intake.Options, error) {
	options := intake.Options{Remove: o.remove, Provisional: o.provisional, Extra: o.extra, Examples: examplesOf(o.before.Register.Tree)}
	if o.kind != "" {
		if options.Kind, _ = edit.KindNamed(o.kind); options.Kind == nil {
			return options, session.UnknownWord("--kind", o.kind, session.KindNames())
		}
	}
	return options, nil
}

// examplesOf lists the records that init wrote as examples; none where the register holds anything else.
func examplesOf(tree *source.Tree) []string {
	var ids []string
	for _, r := range tree.Records {
		if !starter.IsExample(r.File.Data) {
			return nil
		}
		ids = append(ids, r.ID)
	}
	return ids
}

// suggestMap writes the map that a table suggests.
func (o *importing) suggestMap(ctx context.Context, name string) error {
	ctx, stop := context.WithTimeout(ctx, patienceWithFiles)
	defer stop()
	options, err := o.options()
	if err != nil {
		return err
	}
	book, own, err := o.read(ctx, name)
	if err != nil {
		return err
	}
	if own {
		return session.Fail(session.ExitUsage, term.Words{Ja: "riskbook が書き出したものなので、対応表は要りません: " + name, En: "riskbook exported this, so it needs no map: " + name}, term.Words{Ja: "--suggest を付けずに実行してください。", En: "run it without --suggest"})
	}
	data, ok := mapping.Suggest(o.before.Register, book, options.Kind, o.session.Lang)
	if !ok {
		return session.Fail(session.ExitNotPassed, term.Words{Ja: "登録簿らしい見出しが見つかりません: " + name, En: "no row looks like the heading of a register: " + name},
			term.Words{Ja: "見出しの行に「リスク」「影響度」「担当者」のような語があるか確かめてください。", En: "see that a row holds headings such as Risk, Impact and Owner"})
	}
	if o.mapFile == "" {
		_, err := o.session.Stdout.Write(data)
		return err
	}
	return o.session.WriteFile(o.root, o.mapFile, data)
}

// mostRounds is how often cells that bring errors are taken out of a plan before it is given up.
const mostRounds = 12

// judge judges the register as it would be. Cells that would bring new errors are taken out of the plan, with the reason.
func (o *importing) judge(ctx context.Context, opened fs.FS, plan *intake.Plan) (*compile.Judged, map[string][]byte, error) {
	for range mostRounds {
		files, err := plan.Files(o.before.Register, settingOf(o.before.Register.Tree))
		if errors.Is(err, edit.ErrUnreadable) {
			faults := session.UnreadFaults(o.before.Register.Tree, func(string) bool { return true })
			if err := diagnostic.WriteText(o.session.Stderr, faults, o.session.Lang, session.LineOf(o.before.Register.Tree), o.session.Color(o.session.Stderr)); err != nil {
				return nil, nil, session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
			}
			return nil, nil, session.Fail(session.ExitNotPassed, term.Words{Ja: "読み込めないファイルがあるため、何も書きませんでした", En: "there are files that cannot be read, so nothing was written"}, term.Words{})
		} else if err != nil {
			return nil, nil, editFailure(err)
		}
		if len(files) == 0 {
			return o.before, files, nil
		}
		after, err := compile.Read(ctx, edit.Overlay(opened, files), o.session.AsOfDate, compile.ForCheck)
		if err != nil {
			return nil, nil, session.ReadFailure(err)
		}
		wrong, breaches := session.Apart(broughtBy(session.ErrorsOnly(o.before.Checked.Diagnostics), session.ErrorsOnly(after.Checked.Diagnostics)))
		if plan.Foreign {
			wrong, breaches = append(wrong, breaches...), nil
		}
		if len(wrong) == 0 {
			return after, files, o.session.ShowBreaches(breaches, session.LineOf(after.Register.Tree))
		}
		if !blame(plan, after.Register.Tree, wrong) {
			if err := diagnostic.WriteText(o.session.Stderr, wrong, o.session.Lang, session.LineOf(after.Register.Tree), o.session.Color(o.session.Stderr)); err != nil {
				return nil, nil, session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
			}
			break
		}
		plan.Settle()
	}
	return nil, nil, session.Fail(session.ExitNotPassed,
		term.Words{Ja: "取り込むと新しいエラーが生じるため、何も書きませんでした", En: "the import would bring new errors, so nothing was written"},
		term.Words{Ja: "行番号は、書き込んだ場合のファイルのものです。", En: "the lines are those of the files as they would be"})
}

// blame takes the cells out of a plan that errors speak of. It is false where an error speaks of none of them.
func blame(plan *intake.Plan, tree *source.Tree, wrong []diagnostic.Diagnostic) bool {
	blamed := false
	for _, d := range wrong {
		why := term.Words{Ja: d.Message.Ja + " [" + string(d.Rule) + "] " + d.Help.Ja, En: d.Message.En + " [" + string(d.Rule) + "] " + d.Help.En}
		for _, e := range plan.Entries {
			if e.Action == intake.Gone || e.Action == intake.Removed || e.ID != d.Record && (d.Record != "" || e.File != d.Place.File) {
				continue
			}
			if e.File != d.Place.File {
				continue
			}
			blamed = true
			if x := editAt(e, tree, d.Place); x != nil {
				plan.Drop(x, why)
			} else {
				plan.Refuse(e, why)
			}
		}
	}
	return blamed
}

// editAt finds the edit whose value stands at a place of the file as it would be.
func editAt(e *intake.Entry, tree *source.Tree, at diagnostic.Place) *intake.Edit {
	for _, r := range tree.Records {
		if r.ID != e.ID || r.File.Path != at.File {
			continue
		}
		for _, x := range e.Live() {
			v := r.Table.At(x.Value.Path...)
			if v == nil || x.Body {
				continue
			}
			span := r.File.Place(v.Span)
			if span.Line == at.Line && span.Column <= at.Column && (span.EndLine > at.Line || span.EndColumn >= at.EndColumn) {
				return x
			}
		}
	}
	return nil
}

// write writes the files of a plan.
func (o *importing) write(files map[string][]byte) error {
	old := intake.Old(o.before.Register, files)
	for _, name := range intake.Names(files) {
		data := files[name]
		was, there := old[name]
		var err error
		switch {
		case data == nil:
			path, found := session.DiskName(o.root, name)
			if err = found; err == nil {
				if err = store.Remove(path); err != nil {
					err = session.Failed(term.Words{Ja: "取り除けません: " + name, En: "cannot remove " + name}, err)
				}
			}
		case there:
			err = session.Rewrite(o.root, name, was, data)
		default:
			err = session.Create(o.root, name, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
