package page_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page/audit"
)

// What the map names must be there: rules, pages, and tests in the source.
func TestConformityMapHoldsAgainstTheCode(t *testing.T) {
	tests := map[string]bool{}
	named := regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]+)\(`)
	for _, pattern := range []string{"../*/*_test.go", "../../cmd/*/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range named.FindAllSubmatch(text, -1) {
				tests[string(found[1])] = true
			}
		}
	}
	if len(tests) < 300 {
		t.Fatalf("only %d tests were found", len(tests))
	}
	b := build(t, chainRegister())
	for _, d := range audit.Demands {
		for _, name := range d.Rules {
			if check.Lookup(name) == nil {
				t.Errorf("%s %s: there is no rule %s", d.Section, d.Asks.En, name)
			}
		}
		for _, path := range d.Pages {
			if _, there := b.views[path]; !there {
				t.Errorf("%s %s: there is no page %s", d.Section, d.Asks.En, path)
			}
		}
		for _, name := range d.Tests {
			if !tests[name] {
				t.Errorf("%s %s: there is no test %s", d.Section, d.Asks.En, name)
			}
		}
		if d.Asks.Ja == "" || d.Asks.En == "" || (d.Why.Ja == "") != (d.Why.En == "") {
			t.Errorf("%s %s: a language is missing", d.Section, d.Asks.En)
		}
		if (len(d.Pages) == 0 || len(d.Tests) == 0) != (d.Why.En != "") {
			t.Errorf("%s %s: either a page and a test stand for it, or it says why none does", d.Section, d.Asks.En)
		}
	}
}

// The sections that the handbook's table of contents names, down to those with a number of their own.
func TestConformityMapLeavesNoSectionOut(t *testing.T) {
	demands := map[string]int{}
	for _, d := range audit.Demands {
		demands[d.Section]++
	}
	for _, section := range strings.Fields(`I.1 I.2 I.3 II.1.1 II.1.2 II.1.2.1 II.1.2.2 II.1.2.3 II.1.3.1 II.1.3.2 II.1.3.3 II.1.3.4 II.2 II.2.1.1 II.2.1.2 II.2.2 II.3.1 II.3.1.1 II.3.1.2 II.3.2
		II.4.1.1 II.4.1.2 II.5.1 II.5.1.1 II.5.1.2 II.5.1.3 II.5.1.4 II.5.1.5 II.6 II.6.1 II.6.2`) {
		if demands[section] == 0 {
			t.Errorf("nothing of %s is in the map", section)
		}
		delete(demands, section)
	}
	for section := range demands {
		t.Errorf("the handbook has no section %s", section)
	}
	if len(audit.Demands) < 150 {
		t.Errorf("%d demands only", len(audit.Demands))
	}
}

func TestConformityPageNamesRulesPagesAndTests(t *testing.T) {
	b := build(t, chainRegister())
	root := b.page("handbook/conformity.html")
	got := strings.Join(rows(t, root, "section.II.4.1.1"), " | ")
	wants(t, "the section", got, "累積して大きくなる損害", "累積損失の分からないリスク", "損失の見積り", "TestAloneAndCumulativeReasonsBeginAtTheirLimits")
	for _, line := range rows(t, root, "section.II.1.2.1") {
		if strings.HasPrefix(line, "戦略的価値を考慮する") {
			wants(t, "a demand without a rule", line, "規則なし：")
		}
	}
	wants(t, "English", text(b.page("en/handbook/conformity.html")), "Handbook II.6.2", "Why nothing stands for it")
}

// By hand, from the contents of the standards.
func TestRequirementMapLeavesNoClauseWithoutALine(t *testing.T) {
	b := build(t, chainRegister())
	root := b.page("evidence/index.html")
	for anchor, want := range map[string]string{
		"steps":    "1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2",
		"iso27001": "6.1.2a) 6.1.2b) 6.1.2c) 6.1.2d) 6.1.2e) 6.1.3a) 6.1.3b) 6.1.3c) 6.1.3d) 6.1.3e) 6.1.3f) 8.2 8.3 9.3.2",
		"iso27005": `6.1 6.2 6.3 6.4 6.5 6.5.1 6.5.2 6.5.3 6.6 7.1 7.2.1 7.2.2 7.3.1 7.3.2 7.3.3 7.3.4 7.4.1 7.4.2 8.1 8.2 8.3 8.4 8.5 8.6.1 8.6.2 8.6.3 9.1 9.2
			10.1 10.2 10.3 10.4.1 10.4.2 10.4.3 10.5.1 10.5.2 10.6 10.7 10.8`,
	} {
		lines := rows(t, root, anchor)
		var got []string
		for _, line := range lines {
			number, rest, _ := strings.Cut(line, " ")
			if letter, _, ok := strings.Cut(rest, " "); ok && strings.HasSuffix(letter, ")") {
				number += letter
			}
			got = append(got, number)
			if !strings.Contains(line, "不足なし") && !strings.Contains(line, "応える記録なし") && !strings.Contains(line, "件）") {
				t.Errorf("%s: a line says nothing: %s", anchor, line)
			}
		}
		if strings.Join(got, " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%s: %v", anchor, got)
		}
	}
	mapped := ""
	for _, line := range rows(t, root, "iso27001") {
		if strings.HasPrefix(line, "6.1.3 c)") {
			mapped = line
		}
	}
	wants(t, "Annex A", mapped, "応える記録なし")
}
