package intake_test

import (
	"testing"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/workbook"
)

var fuzzSetting = edit.Setting{Language: "en", Limits: source.DefaultLimits}

// FuzzForeign takes any table in by the map that it suggests: every cell is accounted for, and what is written can be read.
func FuzzForeign(f *testing.F) {
	f.Add("ID,Risk,Likelihood,Impact,Owner\nR1,A,High,2,x\n,Total,,,\n")
	f.Add("A,,B,\nRisk,Likelihood,Impact,Status\n\"x\ny\",3,4,Closed\n")
	f.Add("リスク;影響度;発生可能性;期限;対策\n停電;大;低;令和8年4月1日;UPS\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := workbook.ReadCSV("x.csv", []byte(text))
		if err != nil || len(text) > 4000 {
			return
		}
		j := judge(t, fresh(5, ""))
		book := &workbook.Book{Sheets: []*workbook.Sheet{s}}
		data, ok := mapping.Suggest(j.Register, book, nil, "en")
		if !ok {
			return
		}
		m, err := mapping.Parse("MAP.toml", data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		for _, o := range []intake.Options{{}, {Extra: true, Provisional: true}} {
			p, err := intake.Foreign(j.Register, book, m, o)
			if err != nil {
				t.Fatal(err)
			}
			told := map[string]bool{}
			for _, c := range p.Accounted() {
				told[c.At.Cell] = true
			}
			for _, row := range s.Rows {
				for _, c := range row.Cells {
					if !told[workbook.Ref(c.Column, row.Number)] {
						t.Errorf("nothing is said of %s", workbook.Ref(c.Column, row.Number))
					}
				}
			}
			if _, err := p.Files(j.Register, fuzzSetting); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzMarkdown takes any document in.
func FuzzMarkdown(f *testing.F) {
	f.Add("| ID | Risk | Impact |\n|--|--|--|\n| 1 | [a](b.md) \\| c | High |\n")
	f.Add("---\nid: R1\nowner: x\n---\n# T\n**Impact**: High\n- **Status**: open\n  more\n## Owner\nme\n<b>[[x]]")
	f.Fuzz(func(t *testing.T, text string) {
		j := judge(t, fresh(5, ""))
		p, err := intake.Markdown(j.Register, []intake.Document{{Name: "a.md", Data: []byte(text)}, {Name: "README.md", Data: []byte("| Risk | Impact |\n|--|--|\n| [x](a.md) | Low |\n")}}, intake.Options{})
		if err != nil {
			return
		}
		if _, err := p.Files(j.Register, fuzzSetting); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzParseDate reads any text as a day: what it gives is one.
func FuzzParseDate(f *testing.F) {
	f.Add("令和8年4月1日", "")
	f.Add("02/03/2026", "mdy")
	f.Fuzz(func(t *testing.T, text, order string) {
		if day, ok := mapping.ParseDate(text, order); ok && day.IsZero() {
			t.Errorf("%q is no day", text)
		}
	})
}
