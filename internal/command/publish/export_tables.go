package publish

import (
	"bytes"
	"context"
	"path/filepath"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// exportTables writes the register as a workbook, or as a folder of CSV files.
func exportTables(ctx context.Context, s *session.Session, j *session.Judged, format, out, headings string, proof *compile.Proof) error {
	language := j.Verdict.Register.Config.DefaultLanguage
	tables := export.Tables{Labels: headings == "labels", Language: language}
	var omitted []export.Omission
	if format == "xlsx" {
		var data bytes.Buffer
		var err error
		if omitted, err = export.WriteXLSX(&data, j.Exported(ctx), tables); err != nil {
			return session.Failed(term.Words{Ja: "書き出せません", En: "cannot write"}, err)
		}
		proof.Search("register.xlsx", data.Bytes())
		if err := s.Leaked(proof); err != nil {
			return err
		}
		if err := product(s, j.Root, out, data.Bytes()); err != nil {
			return err
		}
	} else {
		var files []export.CSVFile
		files, omitted = export.CSV(j.Exported(ctx), tables)
		for _, f := range files {
			proof.Search(f.Name, f.Data)
		}
		if err := s.Leaked(proof); err != nil {
			return err
		}
		if err := writeTables(s, j.Root, out, files); err != nil {
			return err
		}
	}
	return tooLong(omitted)
}

// writeTables writes CSV files into a folder, which is made where it is missing.
func writeTables(s *session.Session, root, out string, files []export.CSVFile) error {
	folder := s.Absolute(out)
	if err := store.MakeFolders(folder, 0o777); err != nil {
		return session.Failed(term.Words{Ja: "フォルダーを作れません: " + out, En: "cannot make the folder " + out}, err)
	}
	for _, f := range files {
		if err := s.WriteFile(root, filepath.Join(folder, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// tooLong names the texts that no cell can hold: the rest is written.
func tooLong(omitted []export.Omission) error {
	if len(omitted) == 0 {
		return nil
	}
	ja, en := "", ""
	for i, o := range omitted {
		if i > 0 {
			ja, en = ja+"、", en+", "
		}
		ja, en = ja+o.Record+" の "+o.Field, en+o.Field+" of "+o.Record
	}
	return session.Fail(session.ExitNotPassed, term.Words{Ja: "セルに入る32,767文字を超えるため、書き出していません: " + ja, En: "left out, being longer than the 32,767 characters of a cell: " + en},
		term.Words{Ja: "ほかは書き出しました。取り込んでも、この項目は変わりません。", En: "the rest is written; an import leaves these fields as they are"})
}
