package register

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// readReadingFiles fills indicators from the CSV files that they name.
func readReadingFiles(r *Register) {
	for _, e := range r.all["indicators"] {
		i := e.(*Indicator)
		if i.ReadingFile == "" {
			continue
		}
		at := i.Source.Place("readings")
		name := path.Join(path.Dir(i.Source.File.Path), i.ReadingFile)
		file, written := r.Tree.Tables[name]
		if written && file == nil {
			continue // what is wrong with it is said there
		}
		if file == nil || !strings.HasPrefix(name, "content/") {
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.DanglingReference, Case: rule.CaseFile, Place: at, Args: diagnostic.Args{"key": "readings", "found": i.ReadingFile}})
			continue
		}
		readings, faults := readReadings(file)
		r.Faults = append(r.Faults, faults...)
		i.Readings = append(i.Readings, readings...)
		sortReadings(i.Readings)
	}
}

// readingsReader reads a CSV of the columns on and value.
type readingsReader struct {
	file   *source.File
	csv    *csv.Reader
	faults []diagnostic.Finding
}

func readReadings(file *source.File) ([]Reading, []diagnostic.Finding) {
	data := bytes.TrimPrefix(file.Data, []byte("\uFEFF"))
	r := readingsReader{file: file, csv: csv.NewReader(bytes.NewReader(data))}
	r.csv.FieldsPerRecord = -1
	r.csv.ReuseRecord = true
	var readings []Reading
	on, value := -1, -1
	for {
		row, err := r.csv.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.unreadable(err)
			break
		}
		if on < 0 {
			on, value = slices.Index(row, "on"), slices.Index(row, "value")
			if on < 0 || value < 0 {
				r.faultInRow(rule.CaseCSVColumns, row)
				break
			}
			continue
		}
		if len(row) <= max(on, value) {
			r.faultInRow(rule.CaseCSVRow, row)
			continue
		}
		day, err := date.Parse(strings.TrimSpace(row[on]))
		if err != nil {
			r.faultInField(rule.CaseCSVDate, row, on)
			continue
		}
		number, err := strconv.ParseFloat(strings.TrimSpace(row[value]), 64)
		if err != nil || !finite(number) {
			r.faultInField(rule.CaseCSVNumber, row, value)
			continue
		}
		readings = append(readings, Reading{On: day, Value: &number})
	}
	return readings, r.faults
}

func (r *readingsReader) fault(kase rule.Case, found string, at diagnostic.Place) {
	if len(r.faults) <= mostFaults {
		r.faults = append(r.faults, diagnostic.Finding{Rule: rule.WrongType, Case: kase, Args: diagnostic.Args{"found": found}, Place: at})
	}
}

// unreadable is for what is no CSV: it points at the character where the reader gave up.
func (r *readingsReader) unreadable(err error) {
	line, column, detail := 1, 1, err
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		line, column, detail = parse.Line, parse.Column, parse.Err
	}
	r.fault(rule.CaseCSV, detail.Error(), r.place(line, column-1, column))
}

// faultInRow points at a whole row.
func (r *readingsReader) faultInRow(kase rule.Case, row []string) {
	line, column := r.csv.FieldPos(0)
	r.fault(kase, strings.Join(row, ","), r.place(line, column-1, len(r.file.Line(line))))
}

// faultInField points at the value of a field, without the blanks around it, and with its quotation marks where it has some.
func (r *readingsReader) faultInField(kase rule.Case, row []string, field int) {
	line, column := r.csv.FieldPos(field)
	text := r.file.Line(line)
	start := min(column-1, len(text))
	found := strings.TrimSpace(row[field])
	end := len(text)
	if strings.HasPrefix(text[start:], `"`) {
		if n := closingQuote(text[start:]); n > 0 {
			end = start + n
		}
	} else {
		start += len(row[field]) - len(strings.TrimLeft(row[field], " \t"))
		end = start + len(found)
	}
	r.fault(kase, found, r.place(line, start, end))
}

// closingQuote gives the length of a quoted field that ends on its line; 0 for another.
func closingQuote(field string) int {
	for i := 1; i < len(field); i++ {
		if field[i] != '"' {
			continue
		}
		if i+1 == len(field) || field[i+1] != '"' {
			return i + 1
		}
		i++
	}
	return 0
}

// place gives the place of a stretch of a line, in bytes from 0.
func (r *readingsReader) place(line, start, end int) diagnostic.Place {
	text := r.file.Line(line)
	start = min(max(start, 0), len(text))
	end = min(max(end, start), len(text))
	column := utf8.RuneCountInString(text[:start]) + 1
	return diagnostic.Place{File: r.file.Path, Line: line, Column: column, EndLine: line, EndColumn: column + utf8.RuneCountInString(text[start:end])}
}
