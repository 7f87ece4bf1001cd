package intake_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/riskbook/riskbook/internal/workbook"
)

// ledger makes a workbook as Japanese teams keep it: a title, heads of two rows with merged cells, categories merged over rows, scores as formulas, a legend.
func ledger(t *testing.T) *workbook.Book {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	try(f.SetSheetName("Sheet1", "リスク一覧"))
	rows := [][]any{
		{"情報セキュリティリスク管理台帳"},
		{nil, nil, nil, nil, nil, nil, nil, nil, "作成日", "2026/3/1"},
		{"No", "分類", "リスク", "現状", nil, nil, "対策案", "期限", "対策後", nil, "担当"},
		{nil, nil, nil, "発生可能性", "影響度", "リスク値", nil, nil, "発生可能性", "影響度", nil},
		{1, "設備", "停電による停止", 3, 4, nil, "UPSの更新", time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), 2, 3, "施設課"},
		{2, nil, "空調の故障", "中", "小", nil, "二重化", "令和8年10月1日", "低", "小", "施設課"},
		{3, "情報", "誤送信", "高", "未評価", nil, nil, nil, nil, nil, "総務課"},
	}
	for i, row := range rows {
		try(f.SetSheetRow("リスク一覧", workbook.Ref(0, i+1), &row))
	}
	for _, m := range [][2]string{{"A1", "K1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "C4"}, {"D3", "F3"}, {"G3", "G4"}, {"H3", "H4"}, {"I3", "J3"}, {"K3", "K4"}, {"B5", "B6"}} {
		try(f.MergeCell("リスク一覧", m[0], m[1]))
	}
	try(f.SetCellFormula("リスク一覧", "F5", "D5*E5"))
	_, err := f.NewSheet("凡例")
	try(err)
	try(f.SetSheetRow("凡例", "A1", &[]any{"影響度", "説明"}))
	try(f.SetSheetRow("凡例", "A2", &[]any{1, "軽微"}))
	var out bytes.Buffer
	try(f.Write(&out))
	book, err := workbook.Read(context.Background(), out.Bytes())
	try(err)
	return book
}

func TestLedgerWithMergedHeads(t *testing.T) {
	book := ledger(t)
	risks, cells, files := taken(t, fresh(5, ""), book)
	if got, want := strings.Join(risks, "\n"), "1: 3×4 停電による停止\n2: 3×2 空調の故障\n3: 4×- 誤送信"; got != want {
		t.Errorf("risks\n%s\nwant\n%s", got, want)
	}
	for at, want := range map[string]string{
		"A1": "(text above the table)", "D3": "heading", "I4": "heading", "E7": "(it is not rated)", "B5": "(no field belongs to this column: 分類)", "H6": "T-002 due", "I5": "T-001 target[1].likelihood",
		"F5": "(the formula has no stored value: open the file in a spreadsheet program and save it)",
	} {
		if cells[at] != want {
			t.Errorf("%s: %q, want %q", at, cells[at], want)
		}
	}
	plan := string(files["content/treatments/T-001.md"])
	for _, want := range []string{"due = 2026-09-30", "likelihood = 2", "impact = 3", `title = "UPSの更新"`} {
		if !strings.Contains(plan, want) {
			t.Errorf("the plan lacks %s:\n%s", want, plan)
		}
	}
	for _, s := range book.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if at := workbook.Ref(c.Column, row.Number); cells[at] == "" {
					t.Errorf("nothing is said of %s!%s", s.Name, at)
				}
			}
		}
	}
}
