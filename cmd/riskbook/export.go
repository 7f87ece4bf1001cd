package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

var exportCommand = command{
	use:   "export",
	short: term.Words{Ja: "評価済みの登録簿を書き出します", En: "write the assessed register for other programs"},
	long: term.Words{
		Ja: "記録の項目と、それについて決まったこと（レベル、評価結果、理由、順位など）を書き出します。\n記録を読めないエラーがあれば何も書かず、終了コード 1 で終わります。",
		En: "Writes the records' own fields, and beside them what was decided: levels, outcomes, reasons, ranks.\nWhere records cannot be read or understood nothing is written, and the exit code is 1.",
	},
	examples: []example{
		{"riskbook export --format json --out register.json", term.Words{Ja: "JSON をファイルに書きます", En: "write JSON into a file"}},
		{"riskbook export --format xlsx --out register.xlsx", term.Words{Ja: "表計算ソフトで開けるワークブックを書きます。「riskbook import」で戻せます", En: "a workbook for spreadsheet programs, which riskbook import takes back"}},
		{"riskbook export --format csv --out tables", term.Words{Ja: "同じ内容の CSV ファイルを、フォルダーに書きます", En: "the same sheets as CSV files in a folder"}},
		{"riskbook export --format history --out history.json", term.Words{Ja: "登録簿が何をいつ知っていたかを、コミットごとに書きます", En: "what the register knew and when, commit by commit"}},
		{"riskbook export --at HEAD", term.Words{Ja: "タグを付けた時点の登録簿を書きます", En: "the register as it was at a tag"}},
		{"riskbook export --format ics --out calendar.ics", term.Words{Ja: "期日をカレンダーとして書きます", En: "write what falls due as a calendar"}},
		{"riskbook export --format json | jq '.risks[] | select(.rank != null)'", term.Words{Ja: "対応を要するリスクを取り出します", En: "pick the risks to be treated"}},
	},
	setup: func(s *session, c *cobra.Command) {
		var x exporting
		c.Args = atMost(0)
		c.Flags().StringVar(&x.format, "format", "json", term.Words{Ja: "出力形式 json（登録簿）、history（履歴）、xlsx（ワークブック）、csv（フォルダーに書く表）、ics（期日のカレンダー）", En: "json (the register), history (what it knew, and when), xlsx (a workbook), csv (its sheets, into a folder) or ics (what falls due, as a calendar)"}.In(s.lang))
		c.Flags().BoolVar(&x.risks, "risks", false, term.Words{Ja: "各時点のすべてのリスクの状態も書きます（--format history とともに）", En: "write how every risk stood in each state too (with --format history)"}.In(s.lang))
		c.Flags().StringVar(&x.at, "at", "", atWords.In(s.lang))
		c.Flags().StringVar(&x.out, "out", "", term.Words{Ja: "書き出すファイル、csv ではフォルダー（省略時は標準出力）", En: "file to write, or folder for csv (else standard output)"}.In(s.lang))
		c.Flags().StringVar(&x.headings, "headings", "labels", term.Words{Ja: "xlsx の見出し labels（言葉）|keys（項目のキー）", En: "headings of xlsx, labels|keys"}.In(s.lang))
		s.to.flags(s, c)
		c.RunE = func(c *cobra.Command, _ []string) error { return s.export(c.Context(), x) }
	},
}

// exporting is what an export is asked to be.
type exporting struct {
	format, out, headings string
	at                    string
	risks                 bool // with --format history: how every risk stood in each state
}

func (s *session) export(ctx context.Context, x exporting) error {
	if !slices.Contains(exportFormats, x.format) {
		return unknownWord("--format", x.format, exportFormats)
	}
	if words := []string{"labels", "keys"}; !slices.Contains(words, x.headings) {
		return unknownWord("--headings", x.headings, words)
	}
	if x.format == "csv" && x.out == "" {
		return fail(exitUsage, term.Words{Ja: "csv は複数のファイルになるため、書き出すフォルダーが必要です", En: "csv makes several files, so it needs a folder"},
			term.Words{Ja: "--out フォルダー を付けてください。", En: "add --out FOLDER"})
	}
	if err := s.to.check(); err != nil {
		return err
	}
	whole, err := s.recall(ctx, compile.ForCheck, x.at)
	if err != nil {
		return err
	}
	if err := s.stopExport(whole); err != nil {
		return err
	}
	j, err := s.to.of(whole)
	if err != nil {
		return err
	}
	proof, err := s.prove(j, nil)
	if err != nil {
		return err
	}
	switch {
	case x.format == "history" && j.verdict.Chronicle == nil:
		return s.noChronicle(j)
	case x.format == "csv", x.format == "xlsx":
		return s.exportTables(ctx, j, x.format, x.out, x.headings, proof)
	}
	data, err := j.export(ctx, x.format, x.risks)
	if err != nil {
		return failed(term.Words{Ja: "書き出せません", En: "cannot write"}, err)
	}
	proof.Search("register."+x.format, data)
	if err := s.leaked(proof); err != nil {
		return err
	}
	return s.product(j.root, x.out, data)
}

// product writes what a command makes: into a file where one is named, else to standard output.
func (s *session) product(root, out string, data []byte) error {
	if out != "" {
		return s.writeFile(root, out, data)
	}
	w := bufio.NewWriter(s.stdout)
	w.Write(data)
	if err := w.Flush(); err != nil {
		return outputFailed(err)
	}
	return nil
}

// exportFormats are the forms in which the register is exported.
var exportFormats = []string{"csv", "history", "ics", "json", "xlsx"}

// export gives the register in a form.
func (j *judged) export(ctx context.Context, format string, risks bool) ([]byte, error) {
	var buffer bytes.Buffer
	switch format {
	case "ics":
		return j.verdict.Calendar(j.verdict.Register.Config.DefaultLanguage), nil
	case "history":
		err := export.WriteHistory(&buffer, export.History{Register: j.verdict.Register, Chronicle: j.verdict.Chronicle, Risks: risks})
		return buffer.Bytes(), err
	}
	x := j.exported(ctx)
	x.Losses = *j.verdict.Assessment.Simulation()
	err := export.WriteJSON(&buffer, x)
	return buffer.Bytes(), err
}

// exported gives the register as exports take it, without the simulation, which takes a while.
func (j *judged) exported(ctx context.Context) export.Register {
	commit := j.commit
	if commit == "" {
		commit, _ = history.Head(ctx, j.root)
	}
	x := export.Register{Assessment: j.verdict.Assessment, Checked: j.verdict.Checked, Commit: commit}
	if j.verdict.Chronicle != nil {
		x.Since = j.verdict.Chronicle.Since
	}
	return x
}

// noChronicle says why there is no history to write.
func (s *session) noChronicle(j *judged) error {
	if s.noHistory {
		return fail(exitUsage, term.Words{Ja: "--format history と --no-history は同時に指定できません", En: "--format history and --no-history do not go together"}, term.Words{})
	}
	return historyFailure(j.forgot)
}

// stopExport stops an export whose register cannot be understood, and says what else is wrong.
func (s *session) stopExport(j *judged) error {
	if stopping := j.verdict.Stopping(); len(stopping) > 0 {
		if err := diagnostic.WriteText(s.stderr, stopping, s.lang, j.line, s.color(s.stderr)); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		return fail(exitNotPassed, term.Words{
			Ja: fmt.Sprintf("エラー%d件のため、書き出しませんでした", len(stopping)),
			En: fmt.Sprintf("nothing was exported: %s", plural(len(stopping), "error")),
		}, term.Words{})
	}
	return s.tellBreaches(j.verdict.Breaches(), j.line)
}

// writeFile puts data into a file, whole or not at all. It refuses to replace what is no file of its own: a source of the register, a link, a device.
func (s *session) writeFile(root, name string, data []byte) error {
	if !filepath.IsAbs(name) {
		name = filepath.Join(s.directory, name)
	}
	if err := refuseTarget(root, name); err != nil {
		return err
	}
	words := term.Words{Ja: name + " に書き出せません", En: "cannot write " + name}
	if err := store.Replace(workOf(root), name, data, store.FileMode); err != nil {
		return failed(words, err)
	}
	return nil
}

// workOf returns the folder for what is on its way to a file of somebody's: the register's, where there is one.
func workOf(root string) string {
	if _, err := os.Lstat(filepath.Join(root, "content", "riskbook.toml")); err != nil {
		return ""
	}
	return store.Work(root)
}

// refuseTarget refuses an output file that lies among the register's sources, or stands where something other than a file does.
func refuseTarget(root, name string) error {
	folder, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		return failed(term.Words{Ja: "出力先のフォルダーを開けません", En: "cannot open the folder of the output"}, err)
	}
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		for _, source := range []string{"content", "templates", "themes", ".git"} {
			inside, err := filepath.Rel(filepath.Join(resolved, source), folder)
			if err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
				return fail(exitUsage, term.Words{Ja: "出力先が登録簿の " + source + "/ の中にあります: " + name, En: "the output lies in the register's " + source + "/: " + name},
					term.Words{Ja: "--out に別の場所を指定してください。", En: "name another place with --out"})
			}
		}
	}
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return fail(exitUsage, term.Words{Ja: "出力先は通常のファイルではありません: " + name, En: "the output is there already, and no regular file: " + name},
			term.Words{Ja: "--out に別の名前を指定するか、--out を省いて標準出力に書いてください。", En: "name another file with --out, or leave it out to write to standard output"})
	}
	return nil
}
