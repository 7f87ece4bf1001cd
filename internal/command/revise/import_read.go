package revise

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// The bounds of a folder of Markdown files.
const (
	mostDocuments = 20_000
	mostOfOne     = 8 << 20 // bytes
)

// documents reads Markdown files, and those of folders. It is false where something else is named.
func (o *importing) documents(paths []string) ([]intake.Document, bool, error) {
	all := &gathered{}
	for _, name := range paths {
		path := o.session.Absolute(name)
		info, err := os.Stat(path)
		if err != nil {
			return nil, false, session.Failed(term.Words{Ja: "開けません: " + name, En: "cannot open " + name}, err)
		}
		if !info.IsDir() {
			if !isMarkdown(path) {
				return nil, false, nil
			}
			if err := all.add(name, path, info); err != nil {
				return nil, true, err
			}
			continue
		}
		if _, err := os.Stat(filepath.Join(path, "_fields.csv")); err == nil {
			return nil, false, nil
		}
		err = all.folder(name, path)
		if _, ours := errors.AsType[*session.Failure](err); ours {
			return nil, true, err
		} else if err != nil {
			return nil, true, session.Failed(term.Words{Ja: "読み込めません: " + name, En: "cannot read " + name}, err)
		}
	}
	return all.docs, true, nil
}

// gathered are the documents read so far.
type gathered struct {
	docs  []intake.Document
	total int64 // bytes
}

// add reads a document.
func (g *gathered) add(name, path string, info os.FileInfo) error {
	if g.total += info.Size(); info.Size() > mostOfOne || g.total > mostPacked || len(g.docs) >= mostDocuments {
		return session.Fail(session.ExitUsage, term.Words{Ja: fmt.Sprintf("Markdown が上限（1ファイル %d MiB、全体 400 MiB、%d ファイル）を超えます: %s", mostOfOne>>20, mostDocuments, name),
			En: fmt.Sprintf("Markdown beyond the limit (%d MiB a file, 400 MiB and %d files in all): %s", mostOfOne>>20, mostDocuments, name)},
			term.Words{Ja: "フォルダーを分けて取り込んでください。", En: "import it in parts"})
	}
	data, err := readFile(path, info)
	if err != nil {
		return err
	}
	if !utf8.Valid(data) {
		return session.Fail(session.ExitUsage, term.Words{Ja: "UTF-8 ではありません: " + name, En: "this is not UTF-8: " + name}, term.Words{Ja: "UTF-8 で保存し直してください。", En: "save it anew as UTF-8"})
	}
	g.docs = append(g.docs, intake.Document{Name: filepath.ToSlash(name), Data: data})
	return nil
}

// folder reads the documents below a folder, but those in hidden ones.
func (g *gathered) folder(name, path string) error {
	return filepath.WalkDir(path, func(at string, e os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && at != path && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case !e.Type().IsRegular() || !isMarkdown(at):
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(path, at)
		if err != nil {
			return err
		}
		return g.add(filepath.Join(name, relative), at, info)
	})
}

func isMarkdown(name string) bool {
	return slices.Contains([]string{".md", ".markdown", ".mdx"}, strings.ToLower(filepath.Ext(name)))
}

// read reads a workbook, a CSV file or a folder of them. It reports whether it is one of our own.
func (o *importing) read(ctx context.Context, name string) (*workbook.Book, bool, error) {
	path := o.session.Absolute(name)
	info, err := os.Stat(path)
	if err != nil {
		return nil, false, session.Failed(term.Words{Ja: "開けません: " + name, En: "cannot open " + name}, err)
	}
	if info.IsDir() {
		return readTables(path, nil)
	}
	data, err := readFile(path, info)
	if err != nil {
		return nil, false, err
	}
	if strings.EqualFold(filepath.Ext(path), ".csv") || strings.EqualFold(filepath.Ext(path), ".tsv") || strings.EqualFold(filepath.Ext(path), ".txt") {
		if beside, own, err := readTables(filepath.Dir(path), []string{filepath.Base(path)}); err == nil && own && beside.Sheet(sheetName(path)) != nil {
			return beside, true, nil
		}
		sheet, err := workbook.ReadCSV(filepath.Base(path), data)
		return &workbook.Book{Sheets: []*workbook.Sheet{sheet}}, false, err
	}
	book, err := workbook.Read(ctx, data)
	if err != nil {
		return nil, false, err
	}
	return book, intake.IsOwn(book), nil
}

// mostPacked is the size of a file, in bytes, up to which it is read.
const mostPacked = 400 << 20

func readFile(path string, info os.FileInfo) ([]byte, error) {
	if !info.Mode().IsRegular() {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "通常のファイルではありません: " + path, En: "this is no regular file: " + path}, term.Words{})
	}
	if info.Size() > mostPacked {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "ファイルの大きさが上限（400 MiB）を超えます: " + path, En: "the file is beyond the limit of 400 MiB: " + path},
			term.Words{Ja: "シートを分けて、別々のファイルに保存してください。", En: "save its sheets as files of their own"})
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "読み込めません: " + path, En: "cannot read " + path}, err)
	}
	return data, nil
}

func sheetName(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// readTables reads the CSV files of a folder that riskbook exported, all or some of them beside the hidden two.
func readTables(folder string, only []string) (*workbook.Book, bool, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, false, session.Failed(term.Words{Ja: "開けません: " + folder, En: "cannot open " + folder}, err)
	}
	if !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == "_fields.csv" }) {
		return nil, false, nil
	}
	book := &workbook.Book{}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".csv" || e.IsDir() || only != nil && !slices.Contains(only, e.Name()) && !strings.HasPrefix(e.Name(), "_") {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, false, session.Failed(term.Words{Ja: "開けません: " + e.Name(), En: "cannot open " + e.Name()}, err)
		}
		data, err := readFile(filepath.Join(folder, e.Name()), info)
		if err != nil {
			return nil, false, err
		}
		sheet, err := workbook.ReadCSV(sheetName(e.Name()), data)
		if err != nil {
			return nil, false, err
		}
		for i := range sheet.Rows {
			for j := range sheet.Rows[i].Cells {
				sheet.Rows[i].Cells[j].Text = workbook.Unguard(sheet.Rows[i].Cells[j].Text)
			}
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, true, nil
}
