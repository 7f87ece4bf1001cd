package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/workbook"
)

// criteriaOf makes criteria whose scales have so many steps.
func criteriaOf(steps int, extra string) string {
	labels := map[int][]string{3: {"Low", "Medium", "High"}, 4: {"Rare", "Unlikely", "Likely", "Certain"}, 5: {"Rare", "Unlikely", "Possible", "Likely", "Frequent"}}[steps]
	text := "revision = \"1\"\n"
	for _, scale := range []string{"likelihood", "impact"} {
		for i, l := range labels {
			text += fmt.Sprintf("[[%s]]\nvalue = %d\nlabel = %q\n", scale, i+1, l)
		}
	}
	return text + "[[level]]\nkey = \"low\"\nlabel = { en = \"Low\", ja = \"低\" }\nacceptance = \"accept\"\n[[level]]\nkey = \"medium\"\nlabel = { en = \"Medium\", ja = \"中\" }\nacceptance = \"approval\"\n" +
		"[[level]]\nkey = \"high\"\nlabel = { en = \"High\", ja = \"高\" }\nacceptance = \"treat\"\n[matrix]\nrule = \"product\"\nthresholds = { low = 1, medium = 4, high = 9 }\n" + extra
}

func fresh(steps int, extra string) fstest.MapFS {
	return fstest.MapFS{
		"content/riskbook.toml": {Data: []byte("title = \"T\"\ndefault_language = \"en\"\ncurrency = \"JPY\"\n[process]\nprofile = \"simple\"\n")},
		"content/criteria.toml": {Data: []byte(criteriaOf(steps, extra))},
	}
}

// taken imports a table with the map that it suggests, and gives the risks as "id: likelihood×impact title", and the cells by their place.
func taken(t *testing.T, folder fstest.MapFS, book *workbook.Book) (risks []string, cells map[string]string, files map[string][]byte) {
	t.Helper()
	j := judge(t, folder)
	data, ok := mapping.Suggest(j.Register, book, nil, "en")
	if !ok {
		t.Fatal("nothing suggested")
	}
	m, err := mapping.Parse("MAP.toml", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	p, err := intake.Foreign(j.Register, book, m, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return outcome(t, folder, p)
}

func outcome(t *testing.T, folder fstest.MapFS, p *intake.Plan) (risks []string, cells map[string]string, files map[string][]byte) {
	t.Helper()
	j := judge(t, folder)
	files, err := p.Files(j.Register, edit.Setting{Language: "en", Limits: source.DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	after := judge(t, edit.Overlay(folder, files))
	for _, d := range after.Checked.Diagnostics {
		if d.Severity.String() == "error" {
			t.Errorf("%s:%d %s", d.Place.File, d.Place.Line, d.Message.En)
		}
	}
	value := func(n *int) string {
		if n == nil {
			return "-"
		}
		return fmt.Sprint(*n)
	}
	for _, r := range after.Register.Risks {
		text := r.ID + ": "
		if r.Inherent != nil {
			text += value(r.Inherent.Likelihood) + "×" + value(r.Inherent.Impact) + " → "
		}
		if r.Current != nil {
			text += value(after.Register.Criteria.Likelihood(&r.Current.Rating)) + "×" + value(r.Current.Impact)
		} else {
			text += "unrated"
		}
		title, _ := r.Title.In("en", "en")
		risks = append(risks, strings.TrimSpace(text+" "+title))
	}
	cells = map[string]string{}
	for _, c := range p.Accounted() {
		if c.At != (mapping.Place{}) {
			to := c.To
			if to == "" {
				to = "(" + c.Why.En + ")"
			}
			if cells[c.At.Cell] == "" {
				cells[c.At.Cell] = to
			}
		}
	}
	return risks, cells, files
}

func csvBook(t *testing.T, text string) *workbook.Book {
	t.Helper()
	s, err := workbook.ReadCSV("register.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return &workbook.Book{Sheets: []*workbook.Sheet{s}}
}

func TestTablesOfOthers(t *testing.T) {
	factors := "[likelihood_from]\nrows = [[1, 1, 2], [1, 2, 3], [2, 3, 3]]\n[[likelihood_from.factor]]\nkey = \"threat\"\nlabel = \"Threat\"\nsteps = [{ value = 1, label = \"1\" }, { value = 2, label = \"2\" }, { value = 3, label = \"3\" }]\n" +
		"[[likelihood_from.factor]]\nkey = \"vulnerability\"\nlabel = \"Vulnerability\"\nsteps = [{ value = 1, label = \"1\" }, { value = 2, label = \"2\" }, { value = 3, label = \"3\" }]\n"
	for _, c := range []struct {
		name  string
		steps int
		extra string
		text  string
		risks string
		cells map[string]string
	}{
		{"words on a scale of five, and what is not rated", 5, "", "ID,Risk,Likelihood,Impact\nR1,A,High,Very low\nR2,B,TBD,-\nR3,C,4 - Likely,2\n",
			"R1: 4×1 A\nR2: unrated B\nR3: 4×2 C", map[string]string{"C3": "(it is not rated)", "C2": "R1 current.likelihood"}},
		{"words on a scale of three", 3, "", "Risk;Probability;Severity;Owner\nA;H;M;x\nB;Low;3;y\n", "R-001: 3×2 A\nR-002: 1×3 B", nil},
		{"a step that the scale lacks stays unrated", 3, "", "Risk,Likelihood,Impact\nA,5,Very high\n", "R-001: unrated A", map[string]string{"B2": "(it is no step of the scale, so it stays unrated)"}},
		{"a number and a word that disagree", 5, "", "Risk,Likelihood,Impact\nA,5 - Rare,2\n", "R-001: -×2 A", nil},
		{"words beside the rating", 5, "", "Risk,Likelihood,Impact\nA,High (for large clients),2\n", "R-001: 4×2 A", nil},
		{"equal headings go by their values", 5, "", "ID\tRisk\tRisk\tLikelihood\tImpact\tImpact\n1\tA\t12\t3\t4\tShops would have to close for days at least\n",
			"1: 3×4 A", map[string]string{"C2": "(the product of likelihood and impact, which the program works out)", "F2": "1 current.damage.en"}},
		{"a score that disagrees", 5, "", "Risk,Likelihood,Impact,Score\nA,3,4,11\n", "R-001: 3×4 A", map[string]string{"D2": "(it disagrees with the rating: 3 × 4 is 12)"}},
		{"before and after controls, heads of two rows", 5, "", ",,Inherent,,,Existing controls,Residual,\nNo,Risk,Likelihood,Impact,Score,,Likelihood,Impact\n7,A,5,4,20,Guards,2,4\n",
			"7: 5×4 → 2×4 A", nil},
		{"three factors", 3, factors, "資産,脅威,脆弱性,資産価値,リスク値\nサーバー,3,2,3,18\n", "R-001: 3×3 サーバー", nil},
		{"stacked tables and a total", 5, "", "Risk register of A\n\nID,Risk,Likelihood,Impact\nA1,One,1,2\n\nRisks of B\nID,Risk,Likelihood,Impact\nB1,Two,3,4\n,Total,,\n",
			"A1: 1×2 One\nB1: 3×4 Two", nil},
		{"ids that are none, and one given twice", 5, "", "Risk ID,Title,Likelihood,Impact\nRisk 001,A,1,1\nRisk 001,B,1,1\n", "Risk-001: 1×1 A", map[string]string{"A3": "(the id is given twice: first in A2)", "A2": "Risk-001 extra.source_id"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			risks, cells, _ := taken(t, fresh(c.steps, c.extra), csvBook(t, c.text))
			if got := strings.Join(risks, "\n"); got != c.risks {
				t.Errorf("risks\n%s\nwant\n%s", got, c.risks)
			}
			for at, want := range c.cells {
				if cells[at] != want {
					t.Errorf("%s: %q, want %q", at, cells[at], want)
				}
			}
			for _, row := range csvBook(t, c.text).Sheets[0].Rows {
				for _, cell := range row.Cells {
					if _, told := cells[workbook.Ref(cell.Column, row.Number)]; !told {
						t.Errorf("nothing is said of %s: %s", workbook.Ref(cell.Column, row.Number), cell.Text)
					}
				}
			}
		})
	}
}

func TestPlansOfRows(t *testing.T) {
	_, cells, files := taken(t, fresh(5, ""), csvBook(t, "ID,Risk,Likelihood,Impact,Mitigation,Due date,Cost,Residual risk,Treatment\nR1,A,4,4,Second site,令和8年4月1日,120万円,Low,Mitigate\nR2,B,1,1,,2026-05-01,,,Accept\n"))
	plan := string(files["content/treatments/T-001.md"])
	for _, want := range []string{`title = "Second site"`, `risks = ["R1"]`, "due = 2026-04-01", "initial = 1_200_000", `level = "low"`, `option = "modify"`, `status = "draft"`} {
		if !strings.Contains(plan, want) {
			t.Errorf("the plan lacks %s:\n%s", want, plan)
		}
	}
	if got := cells["F3"]; got != "(the row tells of no plan that it could belong to)" {
		t.Errorf("F3: %s", got)
	}
	if len(files) != 3 {
		t.Errorf("%d files", len(files))
	}
}

func TestDatesOfEveryHabit(t *testing.T) {
	for text, want := range map[string]string{
		"2026-04-01": "2026-04-01", "2026/4/1": "2026-04-01", "2026.04.01": "2026-04-01", "令和8年4月1日": "2026-04-01", "R8.4.1": "2026-04-01", "令和元年5月1日": "2019-05-01",
		"平成31年4月30日": "2019-04-30", "２０２６年４月１日": "2026-04-01", "1 April 2026": "2026-04-01", "April 1, 2026": "2026-04-01", "1st Apr 2026": "2026-04-01", "01-Apr-26": "2026-04-01",
		"Wed, 1 April 2026": "2026-04-01", "20260401": "2026-04-01", "2027年3月末": "2027-03-31", "令和10年2月末日": "2028-02-29", "end of February 2027": "2027-02-28", "end 2027": "", "2026-04-01T09:30:00Z": "2026-04-01", "2026/4/1（水）": "2026-04-01", "13/02/2026": "2026-02-13", "02/13/2026": "2026-02-13",
		"02/03/2026": "", "31 February 2026": "", "Q3 2026": "", "TBD": "", "": "", "2026": "",
	} {
		day, ok := mapping.ParseDate(text, "")
		if got := day.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s %t, want %q", text, got, ok, want)
		}
	}
	if day, _ := mapping.ParseDate("02/03/2026", "dmy"); day.String() != "2026-03-02" {
		t.Error(day)
	}
	if day, _ := mapping.ParseDate("02/03/2026", "mdy"); day.String() != "2026-02-03" {
		t.Error(day)
	}
}

func TestMarkdownRegisters(t *testing.T) {
	for _, c := range []struct {
		name  string
		docs  map[string]string
		risks string
		cells map[string]string
		file  string
		holds string
	}{
		{"a table in a document, whose text is kept", map[string]string{"docs/risk-register.md": "# Our risks\n\nReviewed <b>weekly</b>.\n\n| ID | Risk | Likelihood | Impact |\n|--|--|:-:|--|\n| R1 | **A** \\| b | 🔴 High | 2 |\n| R2 | [B](x.md) | | |\n"},
			"R1: 4×2 A | b\nR2: unrated B", map[string]string{"C7": "R1 current.likelihood"}, "content/pages/risk-register.md", "Reviewed weekly."},
		{"a file a risk", map[string]string{
			"risks/0001-data-loss-open.md": "---\nid: RISK-0001\nowner: Alice\ntags: [a, b]\n---\n# RISK-0001: Data loss\n\n**Likelihood**: High\n**Impact:** 5 - Frequent\n\n## Context\n\nSee [the other](./0002-leak.closed.md).\n",
			"risks/0002-leak.closed.md":    "# Leak of keys\n\n## Likelihood\nLow\n\n## Impact\nMedium\n",
			"risks/README.md":              "| Risk | Likelihood | Status |\n|--|--|--|\n| [Data loss](0001-data-loss-open.md) | Medium | open |\n| [Leak of keys](0002-leak.closed.md) | Low | closed |\n",
		}, "0002: 2×3 Leak of keys\nRISK-0001: 4×5 Data loss", map[string]string{"B3": "(the index disagrees with the record: current.likelihood of RISK-0001 is 4)", "B4": "0002 current.likelihood"},
			"content/risks/RISK-0001.md", "See [[0002|the other]]."},
		{"a section a risk", map[string]string{"r.md": "# Register\n\n## R-1: First\n\n- **Likelihood**: Low\n- **Impact**: High\n\n## R-2: Second\n\n- **Likelihood**: Unknown\n- **Impact**: 3\n- **Owner**: Bob\n"},
			"R-1: 2×4 First\nR-2: -×3 Second", nil, "content/risks/R-2.md", `owner = "Bob"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var docs []intake.Document
			for name, text := range c.docs {
				docs = append(docs, intake.Document{Name: name, Data: []byte(text)})
			}
			folder := fresh(5, "")
			p, err := intake.Markdown(judge(t, folder).Register, docs, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			risks, cells, files := outcome(t, folder, p)
			if got := strings.Join(risks, "\n"); got != c.risks {
				t.Errorf("risks\n%s\nwant\n%s", got, c.risks)
			}
			for at, want := range c.cells {
				if cells[at] != want {
					t.Errorf("%s: %q, want %q", at, cells[at], want)
				}
			}
			if !strings.Contains(string(files[c.file]), c.holds) {
				t.Errorf("%s lacks %s:\n%s", c.file, c.holds, files[c.file])
			}
		})
	}
}
