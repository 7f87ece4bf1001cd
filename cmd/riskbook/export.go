package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/history"
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
		{"riskbook export --format ics --out calendar.ics", term.Words{Ja: "期日をカレンダーとして書きます", En: "write what falls due as a calendar"}},
		{"riskbook export --format json | jq '.risks[] | select(.rank != null)'", term.Words{Ja: "対応を要するリスクを取り出します", En: "pick the risks to be treated"}},
	},
	setup: func(s *session, c *cobra.Command) {
		format, out := "", ""
		c.Args = cobra.NoArgs
		c.Flags().StringVar(&format, "format", "json", term.Words{Ja: "出力形式 json（登録簿）、ics（期日のカレンダー）", En: "json (the register) or ics (what falls due, as a calendar)"}.In(s.lang))
		c.Flags().StringVar(&out, "out", "", term.Words{Ja: "書き出すファイル（省略時は標準出力）", En: "file to write (else standard output)"}.In(s.lang))
		c.RunE = func(*cobra.Command, []string) error { return s.export(format, out) }
	},
}

func (s *session) export(format, out string) error {
	if !slices.Contains(exportFormats, format) {
		return unknownWord("--format", format, exportFormats)
	}
	j, err := s.understand(compile.ForCheck)
	if err != nil {
		return err
	}
	if err := s.stopExport(j); err != nil {
		return err
	}
	data, err := j.export(format)
	if err != nil {
		return failed(term.Words{Ja: "書き出せません", En: "cannot write"}, err)
	}
	if out != "" {
		if err := writeFile(out, data); err != nil {
			return failed(term.Words{Ja: out + " に書き出せません", En: "cannot write " + out}, err)
		}
		return nil
	}
	w := bufio.NewWriter(s.stdout)
	w.Write(data)
	if err := w.Flush(); err != nil {
		return failed(term.Words{Ja: "標準出力に書けません", En: "cannot write to standard output"}, err)
	}
	return nil
}

// exportFormats are the forms in which the register is exported.
var exportFormats = []string{"ics", "json"}

// export gives the register in a form.
func (j *judged) export(format string) ([]byte, error) {
	if format == "ics" {
		return j.Calendar(j.Register.Config.DefaultLanguage), nil
	}
	commit, _ := history.Head(j.root)
	var buffer bytes.Buffer
	err := export.WriteJSON(&buffer, export.Register{Assessment: j.Assessment, Checked: j.Checked, Losses: *j.Assessment.Simulation(), Commit: commit})
	return buffer.Bytes(), err
}

// judgementRules are errors of judgement, not of reading: the register is understood whole and its figures stand, so an export tells of them.
var judgementRules = map[string]bool{"retained-against-criteria": true, "self-approved": true}

// stopExport stops an export whose register cannot be understood, and says what else is wrong.
func (s *session) stopExport(j *judged) error {
	var fatal []diagnostic.Diagnostic
	for _, d := range errorsOnly(j.Checked.Diagnostics) {
		if !judgementRules[d.Rule] {
			fatal = append(fatal, d)
		}
	}
	if len(fatal) > 0 {
		if err := diagnostic.WriteText(s.stderr, fatal, s.lang, j.line, s.color()); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		return fail(exitNotPassed, term.Words{
			Ja: fmt.Sprintf("エラー%d件のため、書き出しませんでした", len(fatal)),
			En: fmt.Sprintf("nothing was exported: %s", plural(len(fatal), "error")),
		}, term.Words{})
	}
	return nil
}

// writeFile puts data into a file, whole or not at all.
func writeFile(name string, data []byte) error {
	temporary := name + ".partial"
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		os.Remove(temporary)
	}
	return err
}
