package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/register"
)

func TestProcessShowsEveryStepWithEvidenceAndGaps(t *testing.T) {
	b := build(t, chainRegister())
	root := b.page("process.html")
	if got := len(rows(t, root, "overview")); got != 11 {
		t.Fatalf("%d steps, want 11", got)
	}
	wants(t, "1.1", rowOf(t, root, "overview", "1.1"), "何を守るのか", "不足なし 0 2", "資産")
	wants(t, "1.2", rowOf(t, root, "overview", "1.2"), "5") // viewpoints, areas, acceptance, approval, review date
	wants(t, "2.1", rowOf(t, root, "overview", "2.1"), "不足あり", "3", "事象")
	wants(t, "2.1 gaps", rowOf(t, root, "step-2.1", "事象のない資産"), "A-02", "content/events/E-04.md 新規")
	wants(t, "2.2 gaps", rowOf(t, root, "step-2.2", "リスクにつながらない事象"), "E-03", "content/risks/R-006.md 新規")
	// Nothing is reviewed: 6.2 has no evidence.
	evidence := map[string]bool{"1.1": true, "1.2": true, "1.3": true, "2.1": true, "2.2": true, "3.1": true, "3.2": true, "4.1": true, "5.1": true}
	whole := 0
	for _, step := range register.Steps {
		if len(b.judge.Checked.Gaps[step]) == 0 && evidence[step] {
			whole++
		}
	}
	if got := text(all(root, "class", "tiles")[0]); !strings.HasPrefix(got, string(rune('0'+whole))+" / 11 不足のないステップ") {
		t.Errorf("tiles %q, want %d steps of 11", got, whole)
	}
}

func TestProcessLinksGapsToRulesAndSteps(t *testing.T) {
	root := build(t, chainRegister()).page("en/process.html")
	for _, to := range []string{"checks.html#asset-without-event", "handbook/2.1.html", "assets.html", "#step-6.2", "risks/R-003.html"} {
		if find(root, "href", to) == nil {
			t.Errorf("no link leads to %s", to)
		}
	}
}

func TestProcessDemandsNothingOfStepsThatAreNotAdopted(t *testing.T) {
	files := chainRegister()
	files["content/riskbook.toml"] = plain(methodConfig + "[process]\nprofile = \"simple\"\n")
	root := build(t, files).page("process.html")
	for _, step := range []string{"1.2", "2.1", "3.2", "6.1", "6.2"} {
		wants(t, step, rowOf(t, root, "overview", step), "採用しない –")
		if got := rows(t, root, "step-"+step); len(got) != 0 {
			t.Errorf("%s: gaps %q", step, got)
		}
	}
	wants(t, "tiles", text(all(root, "class", "tiles")[0]), "/ 6 不足のないステップ", "5 採用しないステップ")
}

func TestProcessOfAnEmptyRegisterSaysWhatToWriteFirst(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("process.html")
	wants(t, "1.1", rowOf(t, root, "overview", "1.1"), "証拠なし – 0")
	wants(t, "1.1 gaps", strings.Join(rows(t, root, "step-1.1"), " "), "登録簿全体", "content/assets/A-01.md 新規")
	wants(t, "1.2 gaps", strings.Join(rows(t, root, "step-1.2"), " "), "content/criteria.toml 新規")
	wants(t, "3.1", rowOf(t, root, "overview", "3.1"), "証拠なし – 0")
	wants(t, "tiles", text(all(root, "class", "tiles")[0]), "0 / 11 不足のないステップ")
}
