package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/workbook"
)

// factorCriteria says how the likelihood follows from threat and vulnerability.
const factorCriteria = `[likelihood_from]
rows = [[1, 1, 1], [1, 1, 2], [1, 2, 3]]
[[likelihood_from.factor]]
key = "threat"
label = "Threat"
steps = [{ value = 1, label = "Low" }, { value = 2, label = "Medium" }, { value = 3, label = "High" }]
[[likelihood_from.factor]]
key = "vulnerability"
label = "Vulnerability"
steps = [{ value = 1, label = "Low" }, { value = 2, label = "Medium" }, { value = 3, label = "High" }]
`

// Whole registers in the habits of those that teams publish. The ratings were read from the files by hand: likelihood × impact, before an arrow those
// without controls.
var registersOfOthers = []struct {
	path    string
	steps   int
	extra   string
	ratings string
	cells   map[string]string
	pages   int
}{
	{"outbox.md", 3, "", "R-1 2×2, R-2 2×3, R-3 1×3, R-4 3×1, R-5 unrated, R-6 3×2", map[string]string{
		"E7": "T-001 title.en", "G7": "T-001 due", "D8": "(words beside the rating)", "G8": "(it cannot be read as a date)", "H12": "R-6 status"}, 1},
	{"repair.ja.md", 3, "", "1 3×2, 2 2×3, 3 2×2, 4 1×3, 5 2×1, 6 unrated", map[string]string{"C9": "(words beside the rating)", "H9": "T-001 due", "H11": "T-003 due"}, 1},
	{"sections.md", 3, "", "SR-001 1×1, SR-002 3×3, SR-003 2×3", map[string]string{"33": "SR-002 current.likelihood", "50": "(it cannot be read as a date)", "B9": "SR-001 title.en", "C10": "(no field belongs to this column: Severity)"}, 1},
	{"plant.csv", 5, "", "RK-01 4×5, RK-02 2×4, RK-03 3×3, RK-04 1×3, RK-05 3×2, RK-06 5×3, RK-07 unrated", map[string]string{
		"B2": "RK-01 identified", "H6": "(it disagrees with the rating: 3 × 2 is 6)", "L2": "(its currency is not that of the register, JPY)", "N2": "T-001 due", "O2": "T-001 target[1].likelihood"}, 0},
	{"ledger.cp932.csv", 3, "", "1 3×3, 2 2×3, 3 3×2, 4 1×2, 5 3×1, 6 unrated", map[string]string{"D4": "heading", "D5": "heading", "F10": "(it disagrees with the rating: 3 × 1 is 3)", "M6": "T-001 due", "M10": "T-004 due"}, 0},
	{"stacked.xlsx", 5, "", "O1 3×5→2×3, O2 3×2→2×2, O3 1×3→unrated, S1 4×4→3×4, S2 3×5→2×4, S3 2×4→1×4", map[string]string{
		"A3": "(text above the table)", "A10": "(a row without a record)", "E8": "(it disagrees with the rating: 2 × 4 is 8)", "L13": "T-003 due"}, 0},
	{"factors.csv", 3, factorCriteria, "1 3×3, 2 1×3, 3 1×3, 4 1×2, 5 2×2", map[string]string{
		"I2": "1 current.factors.threat", "K2": "(the product of the impact and the factors)", "E2": "(no field belongs to this column: Confidentiality)"}, 0},
	{"files", 5, "", "RISK-001 3×4, RISK-002 4×2", map[string]string{"D6": "(the index disagrees with the record: current.impact of RISK-002 is 2)"}, 0},
	{"charter.md", 3, "", "R-001 2×3, R-002 1×3", map[string]string{"5": "R-001 title.en", "13": "R-002 current.impact"}, 0},
}

func TestRegistersOfOthers(t *testing.T) {
	for _, c := range registersOfOthers {
		t.Run(c.path, func(t *testing.T) {
			folder := fresh(c.steps, c.extra)
			name := filepath.Join("testdata", "registers", c.path)
			var risks, places []string
			var cells map[string]string
			var files map[string][]byte
			if documents := documentsOf(t, name); documents != nil {
				p, err := intake.Markdown(judge(t, folder).Register, documents, intake.Options{})
				if err != nil {
					t.Fatal(err)
				}
				risks, cells, files = outcome(t, folder, p)
				places = placesOf(documents)
			} else {
				book := bookOf(t, name)
				risks, cells, files = taken(t, folder, book)
				for _, row := range book.Sheets[0].Rows {
					for _, cell := range row.Cells {
						places = append(places, workbook.Ref(cell.Column, row.Number))
					}
				}
			}
			if got := ratingsOf(risks); got != c.ratings {
				t.Errorf("ratings\n%s\nread by hand\n%s", got, c.ratings)
			}
			for at, want := range c.cells {
				if cells[at] != want {
					t.Errorf("%s: %q, want %q", at, cells[at], want)
				}
			}
			for _, at := range places {
				if line := strings.TrimLeft(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); cells[at] == "" && cells[line] == "" {
					t.Errorf("nothing is said of %s", at)
				}
			}
			pages := 0
			for file := range files {
				if strings.HasPrefix(file, "content/pages/") {
					pages++
				}
			}
			if pages != c.pages {
				t.Errorf("%d pages, want %d", pages, c.pages)
			}
			warnings := 0
			for _, d := range judge(t, edit.Overlay(folder, files)).Checked.Diagnostics {
				if d.Severity.String() == "warning" {
					warnings++
				}
			}
			if warnings*5 > len(risks) {
				t.Errorf("%d warnings about %d rows", warnings, len(risks))
			}
		})
	}
}

// ratingsOf cuts the titles from what outcome says.
func ratingsOf(risks []string) string {
	var list []string
	for _, r := range risks {
		words := strings.Fields(strings.ReplaceAll(r, " → ", "→"))
		list = append(list, strings.TrimSuffix(words[0], ":")+" "+words[1])
	}
	return strings.Join(list, ", ")
}

// documentsOf reads a Markdown file, or a folder of them; nil where the name is neither.
func documentsOf(t *testing.T, name string) []intake.Document {
	t.Helper()
	list := []string{name}
	if filepath.Ext(name) == "" {
		list, _ = filepath.Glob(filepath.Join(name, "*.md"))
	} else if filepath.Ext(name) != ".md" {
		return nil
	}
	var documents []intake.Document
	for _, one := range list {
		data, err := os.ReadFile(one)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, intake.Document{Name: filepath.ToSlash(one), Data: data})
	}
	return documents
}

// placesOf names the cells of the tables of documents, but for their headings and those of records that are laid out as tables of two columns.
func placesOf(documents []intake.Document) []string {
	var places []string
	for _, d := range documents {
		lines := strings.Split(string(d.Data), "\n")
		for i, line := range lines {
			if !strings.HasPrefix(line, "|") || strings.Contains(line, "--") || i+1 < len(lines) && strings.Contains(lines[i+1], "--") {
				continue
			}
			for column, text := range strings.Split(strings.Trim(line, "|"), "|") {
				if strings.TrimSpace(text) != "" && strings.Count(line, "|") > 3 {
					places = append(places, workbook.Ref(column, i+1))
				} else if column == 1 {
					places = append(places, strconv.Itoa(i+1))
				}
			}
		}
	}
	return places
}

func bookOf(t *testing.T, name string) *workbook.Book {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) == ".csv" {
		sheet, err := workbook.ReadCSV(filepath.Base(name), data)
		if err != nil {
			t.Fatal(err)
		}
		return &workbook.Book{Sheets: []*workbook.Sheet{sheet}}
	}
	book, err := workbook.Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return book
}
