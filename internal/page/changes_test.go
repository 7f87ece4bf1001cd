package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/term"
)

// known is a history of n states, one a day: the risk goes up in the last, the one before does not read, and the first has a tag.
func known(n int) *chronicle.Chronicle {
	c := &chronicle.Chronicle{Head: hashOf(n - 1), Records: map[string]chronicle.Last{"R-1": {Commit: hashOf(n - 1), On: date.Of(2020, 1, 1).AddDays(n - 1), Author: "Ann"}}}
	for i := range n {
		c.States = append(c.States, chronicle.State{
			Commit: hashOf(i), On: date.Of(2020, 1, 1).AddDays(i), Author: "Ann", Subject: fmt.Sprint("state ", i), Figures: chronicle.Figures{Open: 1, Beyond: i % 2, ByLevel: []chronicle.Count{{Key: "high", N: 1}}},
		})
	}
	c.States[0].Tags = []string{"first"}
	c.States[n-2].Fault = &chronicle.Fault{File: "content/risks/R-1.md", Line: 2, Rule: "syntax", Message: term.Words{Ja: "誤り", En: "wrong"}}
	c.Changes = []chronicle.Change{{
		Commit: hashOf(n - 1), On: c.States[n-1].On, Author: "Ann",
		Risks: []compare.Move{{ID: "R-1", Field: compare.MoveLevel, From: "low", To: "high", Because: []compare.Factor{compare.FromRecords}}, {ID: "R-2", Field: compare.MoveRank, From: 1, To: 2, Because: []compare.Factor{compare.FromRecords}}},
		Facts: []compare.FactChange{{ID: "R-1", Field: "current.likelihood", From: int64(1), To: int64(3)}},
	}}
	return c
}

func hashOf(i int) string { return fmt.Sprintf("%040x", i+1) }

func TestChangesAreToldNewestFirstAndOlderOnesByYear(t *testing.T) {
	b := buildKnowing(t, chainRegister(), known(800))
	sections := all(b.page("changes.html"), "class", "change")
	if len(sections) != 200 {
		t.Fatalf("%d states on the first page, want 200", len(sections))
	}
	if first := text(sections[0]); !strings.Contains(first, "state 799") || !strings.Contains(first, "低 → 高") || !strings.Contains(first, "順位だけが変わったリスク：1件") {
		t.Errorf("the newest state reads %q", first)
	}
	if gap := text(sections[1]); !strings.Contains(gap, "content/risks/R-1.md:2: 誤り [syntax]") {
		t.Errorf("the gap reads %q", gap)
	}
	// 2020 has 366 days and 2021 365, so that the states 600 to 799 begin on 23 August 2021: 366 and 234 states are older.
	for year, want := range map[string]int{"2020": 366, "2021": 234} {
		if got := len(all(b.page("changes/"+year+".html"), "class", "change")); got != want {
			t.Errorf("%s tells of %d states, want %d", year, got, want)
		}
	}
}

func TestTheTrendDrawsWhatFits(t *testing.T) {
	// 800 days are 115 weeks with their last states, besides the one with a tag and the one that does not read.
	b := buildKnowing(t, chainRegister(), known(800))
	rows, folded := 0, 0
	for n := range b.page("trend.html").Descendants() {
		if n.Data != "tr" {
			continue
		}
		inside := false
		for at := n; at != nil; at = at.Parent {
			inside = inside || at.Data == "details"
		}
		if inside {
			folded++
		} else {
			rows++
		}
	}
	if folded != rows {
		t.Errorf("%d rows of figures by level, %d of the rest", folded, rows)
	}
	if charts := all(b.page("trend.html"), "class", "picture series areas"); len(charts) != 1 {
		t.Errorf("%d pictures of layers, want that of the levels: nothing is known of outcomes", len(charts))
	}
	if rows < 116 || rows > 120 {
		t.Errorf("%d rows, want a head, 115 weeks and two states that are marked", rows)
	}
	if words := text(b.page("trend.html")); !strings.Contains(words, "タグ first") || !strings.Contains(words, "評価できない時点") {
		t.Error("the marks are not told")
	}
}

func TestWithoutAHistoryThePagesSaySo(t *testing.T) {
	b := build(t, chainRegister())
	for path, want := range map[string]string{"changes.html": "git の履歴が手元にない", "en/trend.html": "No git history is at hand"} {
		if b.views[path].Path == "" && strings.HasPrefix(path, "en/") {
			continue // the register has one language
		}
		if words := text(b.page(path)); !strings.Contains(words, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

func TestFormerValuesReadAsTheyWereWritten(t *testing.T) {
	both := func(ja, en string) map[string]any { return map[string]any{"ja": ja, "en": en} }
	states := known(3)
	states.Changes[0].Facts = []compare.FactChange{
		{ID: "A-01", Field: "service_level", From: both("停止なし", "No outage"), To: map[string]any{"hours": int64(4), "of": []any{"a", "b"}}},
	}
	b := buildKnowing(t, chainRegister(), states)
	words := fold(text(b.page("assets/A-01.html")))
	wants(t, "history", words, "停止なし", "hours = 4、of = a、b")
	if strings.Contains(words, "map[") || strings.Contains(words, "No outage") {
		t.Errorf("the history shows what nobody wrote: %s", words)
	}
}
