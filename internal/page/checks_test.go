package page_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

func TestChecksShowsDiagnosticsByFileWithTheirRecordAndRule(t *testing.T) {
	root := build(t, chainRegister()).page("checks.html")
	groups := rows(t, root, "warning")
	list := strings.Join(groups, "\n")
	wants(t, "warnings", list, "content/assets/A-02.md A-02 窓口", "asset-without-event", "content/risks/R-003.md R-003 <i>漏えい</i>", "needs-treatment")
	for _, to := range []string{"#asset-without-event", "assets/A-02.html", "#needs-treatment"} {
		if find(root, "href", to) == nil && find(root, "href", "checks.html"+to) == nil {
			t.Errorf("no link leads to %s", to)
		}
	}
}

func TestChecksFindsTheRecordWithinABulkFile(t *testing.T) {
	bulk := "[R-1]\ntitle = \"a\"\nowner = \"x\"\nidentified = 2026-05-01\n\n[R-2]\ntitle = \"b\"\nowner = \"x\"\nidentified = 2026-05-01\nevents = [\"E-9\"]\n\n[R-3]\ntitle = \"c\"\nowner = \"x\"\nidentified = 2026-05-01\n"
	root := build(t, fstest.MapFS{"content/risks/all.toml": plain(bulk)}).page("checks.html")
	list := rows(t, root, "error")
	if len(list) != 2 || !strings.HasPrefix(list[0], "content/risks/all.toml R-2 b") || !strings.HasPrefix(list[1], "10:11") {
		t.Errorf("errors are %q", list)
	}
}

func TestChecksExplainsEveryRuleUnderItsName(t *testing.T) {
	b := build(t, fstest.MapFS{"content/riskbook.toml": plain(methodConfig + "[check.severity]\nplan-overdue = \"off\"\nterm-unused = \"error\"\n")})
	root := b.page("en/checks.html")
	entries := 0
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h3" {
			entries++
		}
	}
	if entries != len(check.Rules) {
		t.Errorf("%d rules are explained, want %d", entries, len(check.Rules))
	}
	for _, rule := range check.Rules {
		heading := find(root, "id", string(rule.Name))
		if heading == nil {
			t.Errorf("nothing has the id %s", rule.Name)
			continue
		}
		section := text(heading.Parent)
		wants(t, string(rule.Name), section, fold(rule.Title.En), fold(rule.Why.En), fold(rule.Mend.En))
		if rule.Failing != "" {
			failing, passing := rule.Excerpt()
			if failing == "" {
				t.Errorf("%s has no example to show", rule.Name)
			}
			wants(t, string(rule.Name), section, fold(failing), fold(passing))
		}
	}
	wants(t, "plan-overdue", rowOf(t, root, "rules", "plan-overdue"), "Off")
	wants(t, "term-unused", rowOf(t, root, "rules", "term-unused"), "Error")
	wants(t, "plan-overdue", text(find(root, "id", "plan-overdue").Parent), "Off (by default: Warning)")
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestChecksShowsTheGravestOfManyAndSaysHowManyMore(t *testing.T) {
	var bulk strings.Builder
	for i := range 700 {
		fmt.Fprintf(&bulk, "[R-%d]\ntitle = \"a\"\nowner = \"x\"\nidentified = 2026-05-01\n", i)
	}
	fmt.Fprintf(&bulk, "[R-9999]\ntitle = \"a\"\nowner = \"x\"\nidentified = 2026-05-01\nevents = [\"E-9\"]\n")
	b := build(t, fstest.MapFS{"content/risks/all.toml": plain(bulk.String())})
	root := b.page("checks.html")
	shown := 0
	for _, id := range []string{"error", "warning", "info"} {
		if find(root, "id", id) == nil {
			continue
		}
		for _, r := range rows(t, root, id) {
			if !strings.HasPrefix(r, "content/") {
				shown++
			}
		}
	}
	if shown != 500 {
		t.Errorf("%d diagnostics are shown, want 500", shown)
	}
	total := len(b.judge.Checked.Diagnostics)
	counts := diagnostic.Count(b.judge.Checked.Diagnostics)
	if total <= 1000 || counts.Error != 1 {
		t.Fatalf("the register gives %d diagnostics with %d errors, which tests nothing", total, counts.Error)
	}
	wants(t, "errors", rowOf(t, root, "error", "content/risks/all.toml"), "R-9999")
	if counts.Info == 0 || counts.Warning < 500 {
		t.Fatalf("%d warnings and %d infos leave no group out", counts.Warning, counts.Info)
	}
	wants(t, "the infos, all left out", text(root), fmt.Sprintf("情報 %d より重い指摘を先に示したため、ここには示していません。", counts.Info))
	note := text(find(root, "class", "note"))
	wants(t, "note", note, fmt.Sprintf("残りの%d,%03d件", (total-500)/1000, (total-500)%1000))
}

func TestChecksOfARegisterWithNothingToSay(t *testing.T) {
	files := fstest.MapFS{"content/riskbook.toml": plain(methodConfig + "[process]\nprofile = \"custom\"\nsteps = []\n")}
	root := build(t, files).page("checks.html")
	wants(t, "lead", text(find(root, "class", "lead")), "指摘はありませんでした")
}
