package page_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// matrixWords gives the cells of the page's matrix, row by row from the top.
func matrixCells(root *html.Node) [][]string {
	var cells [][]string
	for n := range find(root, "class", "matrix rule").Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		var row []string
		for c := range n.ChildNodes() {
			if c.Data == "td" {
				row = append(row, text(c))
			}
		}
		cells = append(cells, row)
	}
	return cells
}

func TestCriteriaShowsTheMatrixWithTheGravestCellAtTheTopRight(t *testing.T) {
	got := matrixCells(build(t, chainRegister()).page("en/criteria.html"))
	want := [][]string{{"Medium", "High", "High"}, {"Low", "Medium", "High"}, {"Low", "Low", "Medium"}}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("matrix is %v, want %v", got, want)
	}
}

func TestCriteriaShowsAMatrixThatIsNotSquareAndGivenByProduct(t *testing.T) {
	criteria := `revision = "1"
likelihood = [{ value = 1, label = "a" }, { value = 2, label = "b" }, { value = 3, label = "c" }, { value = 4, label = "d" }, { value = 5, label = "e" }]
impact = [{ value = 1, label = "p" }, { value = 2, label = "q" }, { value = 3, label = "r" }]
level = [{ key = "l", label = "L", acceptance = "accept" }, { key = "h", label = "H", acceptance = "treat" }]
[matrix]
rule = "product"
thresholds = { l = 1, h = 6 }
`
	root := build(t, fstest.MapFS{"content/criteria.toml": plain(criteria)}).page("criteria.html")
	// H from the product 6 on: 5×2, 5×3, 4×2, 4×3, 3×2, 3×3, 2×3.
	want := [][]string{{"L", "H", "H"}, {"L", "H", "H"}, {"L", "H", "H"}, {"L", "L", "H"}, {"L", "L", "L"}}
	if got := matrixCells(root); !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("matrix is %v, want %v", got, want)
	}
	wants(t, "H", rowOf(t, root, "levels", "H"), "対応が必要", "6")
}

func TestCriteriaShowsScalesAcceptanceAndViewpoints(t *testing.T) {
	root := build(t, chainRegister()).page("criteria.html")
	wants(t, "likelihood 3", rowOf(t, root, "likelihood", "3"), "高", "よく起こる", "1～10")
	wants(t, "impact 2", rowOf(t, root, "impact", "2"), "中", "100万円～1,000万円")
	wants(t, "area", rowOf(t, root, "areas", "サービス"), "影響なし – 全面停止")
	wants(t, "viewpoint", rowOf(t, root, "viewpoints", "法令"), "3", "回避")
	wants(t, "change", rowOf(t, root, "changes", "2026-04-01"), "second", "because")
	wants(t, "page", text(find(root, "id", "content")), "3 大 以上", "200万円 以上", "2026年10月1日）を過ぎています")
}

func TestCriteriaListsCandidatesAndWhatIsOlder(t *testing.T) {
	files := chainRegister()
	files["content/risks/R-001.md"] = markdown("title = \"侵害\"\nowner = \"x\"\nevents = [\"E-01\"]\nidentified = 2026-05-01\n[current]\nlikelihood = 3\nimpact = 2\ncriteria = \"1\"")
	files["content/decisions/D-01.md"] = markdown("title = \"判断\"\nkind = \"judgement\"\non = 2026-05-10\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-003\"]\nverdict = \"treat\"\nknowledge = \"復旧の長さで見る\"")
	files["content/decisions/D-02.md"] = markdown("title = \"受容\"\nkind = \"acceptance\"\non = 2026-03-10\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-003\"]\nuntil = 2027-03-31\nat = { likelihood = 2, impact = 2 }\ncriteria = \"1\"")
	files["content/decisions/D-03.md"] = markdown("title = \"受容\"\nkind = \"acceptance\"\non = 2026-04-10\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-003\"]\nuntil = 2027-03-31\nat = { likelihood = 2, impact = 2 }\ncriteria = \"2\"")
	root := build(t, files).page("criteria.html")
	if got := rows(t, root, "candidates"); len(got) != 1 || !strings.Contains(got[0], "復旧の長さで見る") || !strings.Contains(got[0], "D-01") {
		t.Errorf("candidates are %q", got)
	}
	if got := len(rows(t, root, "older")); got != 2 {
		t.Errorf("%d are older, want the rating and one acceptance", got)
	}
	wants(t, "R-001", rowOf(t, root, "older", "R-001"), "分析（現在）", "1", "高 3 × 2")
	wants(t, "D-02", rowOf(t, root, "older", "D-02"), "2027-03-31", "中 2 × 2")
}

func TestCriteriaAbsentShowsTheExampleScalesAsSuch(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("en/criteria.html")
	wants(t, "note", text(find(root, "class", "note note-warn")), "no risk criteria", "example scales")
	want := [][]string{{"Medium", "High", "High"}, {"Low", "Medium", "High"}, {"Low", "Low", "Medium"}}
	if got := matrixCells(root); !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("matrix is %v, want %v", got, want)
	}
	if find(root, "id", "older") != nil || find(root, "class", "lead") != nil {
		t.Error("speaks of a revision that there is not")
	}
}

func TestCriteriaThatCannotBeReadSayNothingElse(t *testing.T) {
	root := build(t, fstest.MapFS{"content/criteria.toml": plain("revision = \n")}).page("criteria.html")
	wants(t, "note", text(find(root, "class", "note note-bad")), "読み込めません")
	for _, id := range []string{"matrix", "acceptance", "older"} {
		if find(root, "id", id) != nil {
			t.Errorf("shows %s of criteria that cannot be read", id)
		}
	}
}
