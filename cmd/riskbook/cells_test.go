package main

import (
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// setCells edits a workbook that was exported with keys as headings: cells FILE SHEET ID KEY=VALUE…
func setCells(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: cells FILE SHEET ID KEY=VALUE…")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	for _, assignment := range args[3:] {
		key, value, _ := strings.Cut(assignment, "=")
		column, row := -1, -1
		for i, cells := range rows {
			for j, text := range cells {
				if i == 0 && text == key {
					column = j
				}
				if i > 0 && j == 0 && text == args[2] {
					row = i
				}
			}
		}
		if column < 0 || row < 0 {
			ts.Fatalf("%s has no cell for %s of %s", args[1], key, args[2])
		}
		at, err := excelize.CoordinatesToCellName(column+1, row+1)
		ts.Check(err)
		ts.Check(f.SetCellStr(args[1], at, value))
	}
	ts.Check(f.Save())
}
