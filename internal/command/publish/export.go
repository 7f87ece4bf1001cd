package publish

import (
	"bufio"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// ExportCommand is riskbook export.
var ExportCommand = session.Command{
	Use:   "export",
	Short: term.Words{Ja: "評価済みの登録簿を書き出します", En: "write the assessed register for other programs"},
	Long: term.Words{
		Ja: "記録の項目と、それについて決まったこと（レベル、評価結果、理由、順位など）を書き出します。\n記録を読めないエラーがあれば何も書かず、終了コード 1 で終わります。",
		En: "Writes the records' own fields, and beside them what was decided: levels, outcomes, reasons, ranks.\nWhere records cannot be read or understood nothing is written, and the exit code is 1.",
	},
	Examples: []session.Example{
		{Line: "riskbook export --format json --out register.json", Does: term.Words{Ja: "JSON をファイルに書きます", En: "write JSON into a file"}},
		{Line: "riskbook export --format xlsx --out register.xlsx", Does: term.Words{Ja: "表計算ソフトで開けるワークブックを書きます。「riskbook import」で戻せます", En: "a workbook for spreadsheet programs, which riskbook import takes back"}},
		{Line: "riskbook export --format csv --out tables", Does: term.Words{Ja: "同じ内容の CSV ファイルを、フォルダーに書きます", En: "the same sheets as CSV files in a folder"}},
		{Line: "riskbook export --format history --out history.json", Does: term.Words{Ja: "登録簿が何をいつ知っていたかを、コミットごとに書きます", En: "what the register knew and when, commit by commit"}},
		{Line: "riskbook export --at HEAD", Does: term.Words{Ja: "タグを付けた時点の登録簿を書きます", En: "the register as it was at a tag"}},
		{Line: "riskbook export --format ics --out calendar.ics", Does: term.Words{Ja: "期日をカレンダーとして書きます", En: "write what falls due as a calendar"}},
		{Line: "riskbook export --format atom --out changes.atom", Does: term.Words{Ja: "変わったことをフィードとして書きます", En: "write what changed as a feed"}},
		{Line: "riskbook export --format json | jq '.risks[] | select(.rank != null)'", Does: term.Words{Ja: "対応を要するリスクを取り出します", En: "pick the risks to be treated"}},
	},
	Setup: func(s *session.Session, c *cobra.Command) {
		var x exporting
		c.Args = session.AtMost(0)
		c.Flags().StringVar(&x.format, "format", "json", term.Words{Ja: "出力形式 json（登録簿）、history（履歴）、xlsx（ワークブック）、csv（フォルダーに書く表）、ics（期日のカレンダー）、atom（変更のフィード）", En: "json (the register), history (what it knew, and when), xlsx (a workbook), csv (its sheets, into a folder), ics (what falls due, as a calendar) or atom (what changed, as a feed)"}.In(s.Lang))
		c.Flags().BoolVar(&x.risks, "risks", false, term.Words{Ja: "各時点のすべてのリスクの状態も書きます（--format history とともに）", En: "write how every risk stood in each state too (with --format history)"}.In(s.Lang))
		c.Flags().StringVar(&x.at, "at", "", session.AtWords.In(s.Lang))
		c.Flags().StringVar(&x.out, "out", "", term.Words{Ja: "書き出すファイル、csv ではフォルダー（省略時は標準出力）", En: "file to write, or folder for csv (else standard output)"}.In(s.Lang))
		c.Flags().StringVar(&x.headings, "headings", "labels", term.Words{Ja: "xlsx の見出し labels（言葉）|keys（項目のキー）", En: "headings of xlsx, labels|keys"}.In(s.Lang))
		s.To.Flags(s, c)
		c.RunE = func(c *cobra.Command, _ []string) error { return runExport(c.Context(), s, x) }
	},
}

// exporting is what an export is asked to be.
type exporting struct {
	format, out, headings string
	at                    string
	risks                 bool // with --format history: how every risk stood in each state
}

func runExport(ctx context.Context, s *session.Session, x exporting) error {
	if !slices.Contains(exportFormats, x.format) {
		return session.UnknownWord("--format", x.format, exportFormats)
	}
	if words := []string{"labels", "keys"}; !slices.Contains(words, x.headings) {
		return session.UnknownWord("--headings", x.headings, words)
	}
	if x.format == "csv" && x.out == "" {
		return session.Fail(session.ExitUsage, term.Words{Ja: "csv は複数のファイルになるため、書き出すフォルダーが必要です", En: "csv makes several files, so it needs a folder"},
			term.Words{Ja: "--out フォルダー を付けてください。", En: "add --out FOLDER"})
	}
	if err := s.To.Check(); err != nil {
		return err
	}
	whole, err := s.Recall(ctx, compile.ForCheck, x.at)
	if err != nil {
		return err
	}
	if err := stopExport(s, whole); err != nil {
		return err
	}
	j, err := s.To.Of(whole)
	if err != nil {
		return err
	}
	proof, err := s.Prove(j, nil)
	if err != nil {
		return err
	}
	switch {
	case (x.format == "history" || x.format == "atom") && j.Verdict.Chronicle == nil:
		return noChronicle(s, j, x.format)
	case x.format == "csv", x.format == "xlsx":
		return exportTables(ctx, s, j, x.format, x.out, x.headings, proof)
	}
	data, err := j.Export(ctx, x.format, x.risks)
	if err != nil {
		return session.Failed(term.Words{Ja: "書き出せません", En: "cannot write"}, err)
	}
	proof.Search("register."+x.format, data)
	if err := s.Leaked(proof); err != nil {
		return err
	}
	return product(s, j.Root, x.out, data)
}

// product writes what a command makes: into a file where one is named, else to standard output.
func product(s *session.Session, root, out string, data []byte) error {
	if out != "" {
		return s.WriteFile(root, out, data)
	}
	w := bufio.NewWriter(s.Stdout)
	w.Write(data)
	if err := w.Flush(); err != nil {
		return session.OutputFailed(err)
	}
	return nil
}

// exportFormats are the forms in which the register is exported.
var exportFormats = []string{"atom", "csv", "history", "ics", "json", "xlsx"}

// noChronicle says why there is no history to write.
func noChronicle(s *session.Session, j *session.Judged, format string) error {
	if s.NoHistory {
		return session.Fail(session.ExitUsage, term.Words{Ja: "--format " + format + " と --no-history は同時に指定できません", En: "--format " + format + " and --no-history do not go together"}, term.Words{})
	}
	return session.HistoryFailure(j.Forgot)
}

// stopExport stops an export whose register cannot be understood, and says what else is wrong.
func stopExport(s *session.Session, j *session.Judged) error {
	if stopping := j.Verdict.Stopping(); len(stopping) > 0 {
		if err := diagnostic.WriteText(s.Stderr, stopping, s.Lang, j.Line, s.Color(s.Stderr)); err != nil {
			return session.Failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		return session.Fail(session.ExitNotPassed, term.Words{
			Ja: fmt.Sprintf("エラー%d件のため、書き出しませんでした", len(stopping)),
			En: fmt.Sprintf("nothing was exported: %s", session.Plural(len(stopping), "error")),
		}, term.Words{})
	}
	return s.TellBreaches(j.Verdict.Breaches(), j.Line)
}
