package intake_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/workbook"
)

// Tables as people keep them. What the ratings are was read by hand from the tables.
func TestHabitsOfTables(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps int
		text  string
		risks string
		cells map[string]string
	}{
		{"headings that name their scale, beside another impact", 5,
			"Risk ID,Risk Statement,Likelihood (1-5),Impact (1-5),Inherent Score,Budget Impact (USD),Mitigation Actions,Due Date,Residual Likelihood,Residual Impact,Residual Score\n" +
				"RR-1,Crowd crush,3,5,15,\"$4,500\",Add lanes,2027-09-05,2,4,8\nRR-2,Lightning,4,4,15,USD 8200,,n/a,,,\n",
			"RR-1: 3×5 Crowd crush\nRR-2: 4×4 Lightning",
			map[string]string{"E2": "(the product of likelihood and impact, which the program works out)", "E3": "(it disagrees with the rating: 4 × 4 is 16)", "F2": "(no field belongs to this column: Budget Impact (USD))", "I2": "T-001 target[1].likelihood", "C1": "heading"}},
		{"by whom and until when", 5, "No\tRisk\tProbability\tSeverity\tAction\tBy\tDue\n1\tCollision\tHigh\tHigh\tSeparate walkways\tSafety\t12-Mar-27\n",
			"1: 4×4 Collision", map[string]string{"F2": "T-001 owner", "G2": "T-001 due"}},
		{"a scale longer than the criteria is not guessed at", 5, "Item,Failure Mode,Potential Effects,Severity (1-10),Occurrence (1-10),Detection (1-10),RPN\nPump,Seal leak,Loss of flow,4,4,3,48\n",
			"R-001: -×- Seal leak", map[string]string{"A2": "(no field belongs to this column: Item)", "C2": "R-001 current.damage.en", "D2": "(no field belongs to this column: Severity (1-10))"}},
		{"as many words as there are steps", 4, "Risk,Likelihood,Impact\nA,Unlikely,Minor\nB,Possible,Moderate\nC,Likely,Severe\nD,Almost certain,Catastrophic\n",
			"R-001: 1×1 A\nR-002: 2×2 B\nR-003: 3×3 C\nR-004: 4×4 D", nil},
		{"三段階の言葉", 3, "リスク,発生可能性,影響度\nA,低,軽微\nB,中,中\nC,高,重大\n", "R-001: 1×1 A\nR-002: 2×2 B\nR-003: 3×3 C", nil},
		{"a number whose word the criteria use for the step beside it", 5, "Risk,Likelihood,Impact\nA,5 - Almost Certain,4 - Frequent\n", "R-001: 5×4 A", nil},
		{"whose plan it is stands in the heading above", 5, "No,リスク,発生可能性,影響度,追加対策,,\n,,,,内容,担当,期限\n1,停電,3,4,UPSの更新,施設課,令和9年3月31日\n2,誤送信,2,2,-,-,-\n",
			"1: 3×4 停電\n2: 2×2 誤送信", map[string]string{"E3": "T-001 title.en", "F3": "T-001 owner", "G3": "T-001 due", "F4": "(the row tells of no plan that it could belong to)"}},
		{"controls with a day are planned", 5, "No,リスク,発生可能性,影響度,管理策,期限\n1,改ざん,2,3,自動更新,2027/8/1\n", "1: 2×3 改ざん", map[string]string{"E2": "T-001 title.en", "F2": "T-001 due"}},
		{"what is implemented is no plan", 5, "ID,Risk,Likelihood,Impact,Mitigation Implemented\nR-1,Injection,4,5,Regex scan\n", "R-1: 4×5 Injection", map[string]string{"E2": "(no field belongs to this column: Mitigation Implemented)"}},
		{"errors of formulas are no values", 5, "ID,Risk,Likelihood,Impact,Score\nR-1,A,4,#REF!,#VALUE!\n", "R-1: 4×- A", map[string]string{"D2": "(the cell holds the error #REF!)", "E2": "(the cell holds the error #VALUE!)"}},
		{"reactions", 5, "Risk_ID;Risk_Name;Probability;Impact;Reaction;Reaction_details\nR1;Key staff leave;3;3;Mitigate;Hire two\n", "R1: 3×3 Key staff leave", map[string]string{"E2": "R1 treatment.option", "F2": "T-001 title.en"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := csvBook(t, c.text)
			risks, cells, _ := taken(t, fresh(c.steps, ""), book)
			if got := strings.Join(risks, "\n"); got != c.risks {
				t.Errorf("risks\n%s\nwant\n%s", got, c.risks)
			}
			for at, want := range c.cells {
				if cells[at] != want {
					t.Errorf("%s: %q, want %q", at, cells[at], want)
				}
			}
			for _, row := range book.Sheets[0].Rows {
				for _, cell := range row.Cells {
					if at := workbook.Ref(cell.Column, row.Number); cells[at] == "" {
						t.Errorf("nothing is said of %s", at)
					}
				}
			}
		})
	}
}

// A product of three is the product of the impact and the two factors.
func TestScoreOfThreeFactors(t *testing.T) {
	steps := "steps = [{ value = 1, label = \"1\" }, { value = 2, label = \"2\" }, { value = 3, label = \"3\" }]\n"
	factors := "[likelihood_from]\nrows = [[1, 1, 2], [1, 2, 3], [2, 3, 3]]\n[[likelihood_from.factor]]\nkey = \"threat\"\nlabel = \"Threat\"\n" + steps + "[[likelihood_from.factor]]\nkey = \"vulnerability\"\nlabel = \"Vulnerability\"\n" + steps
	_, cells, _ := taken(t, fresh(3, factors), csvBook(t, "資産,脅威,脆弱性,資産価値,リスク値\nサーバー,3,2,3,18\n端末,2,2,1,5\n"))
	if got, want := cells["E2"], "(the product of the impact and the factors)"; got != want {
		t.Errorf("E2: %q, want %q", got, want)
	}
	if got, want := cells["E3"], "(it disagrees with the rating: impact and factors make 4)"; got != want {
		t.Errorf("E3: %q, want %q", got, want)
	}
}

// What comes in takes the ids of the examples that init wrote, and these go.
func TestExamplesMakeWay(t *testing.T) {
	folder := fresh(5, "")
	folder["content/risks/R-001.md"] = &fstest.MapFile{Data: []byte("+++\n# An example\ntitle = \"Example\"\nowner = \"x\"\nidentified = 2026-01-01\n+++\n")}
	p, err := intake.Markdown(judge(t, folder).Register, []intake.Document{{Name: "r.md", Data: []byte("| ID | Risk | Likelihood | Impact |\n|--|--|--|--|\n| R-001 | Mine | 2 | 3 |\n")}}, intake.Options{Examples: []string{"R-001"}})
	if err != nil {
		t.Fatal(err)
	}
	_, _, files := outcome(t, folder, p)
	if got := string(files["content/risks/R-001.md"]); !strings.Contains(got, `title = "Mine"`) {
		t.Errorf("R-001 is %q", got)
	}
	if p.Entries[0].Action != intake.Removed || !p.Entries[0].Example {
		t.Errorf("the first entry is %+v, want the example, removed", p.Entries[0])
	}
}
