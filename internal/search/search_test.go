package search_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/search"
)

func TestTidy(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  a \t\n b  ", "a b"},
		{"Ｒ－００１", "R-001"},
		{"ﾗﾝｻﾑｳｪｱ", "ランサムウェア"},
		{"ランサムウェア", "ランサムウェア"},
		{"対応\n計画", "対応計画"},
		{"対応　計画", "対応計画"},
		{"対応 plan 計画", "対応 plan 計画"},
		{"計画。\n次", "計画。次"},
		{"①㍉㌔", "1ミリキロ"},
		{"ΣΑΣ ς", "ΣΑΣ ς"},
		{"İI", "İI"},
		{"a\u00a0b\u2003c", "a b c"},
		{"ヽヾヴヷー", "ヽヾヴヷー"},
		{"か\u3099", "が"},
	} {
		if got := search.Tidy(c.text); got != c.want {
			t.Errorf("Tidy(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPiecesHoldEveryEntryOnce(t *testing.T) {
	d := search.Data{Language: "ja", Texts: []string{"ja"}}
	texts := []string{}
	for range 1000 {
		d.Entries = append(d.Entries, search.Entry{Kind: "risks", ID: "R-1", Href: "risks/R-1.html", Title: "</script>"})
		texts = append(texts, "本文 \u2028 text")
	}
	heads, rows := 0, 0
	for at := range search.Heads("ja", 1000) {
		heads += len(rowsOf(t, string(d.WriteHeads(at)), `riskbookSearch.heads(`))
	}
	for at := range search.Texts("ja", 1000) {
		text := string(search.WriteTexts("ja", texts, at))
		rows += len(rowsOf(t, text, `riskbookSearch.texts("ja",`))
		if strings.Contains(text, "\u2028") {
			t.Error("a line separator stands in a script")
		}
	}
	if heads != 1000 || rows != 1000 {
		t.Errorf("%d entries and %d texts, want 1000 of each", heads, rows)
	}
}

// rowsOf reads the rows of a piece.
func rowsOf(t *testing.T, script, call string) []any {
	t.Helper()
	inside, ok := strings.CutPrefix(strings.TrimSuffix(script, ");\n"), call)
	if !ok {
		t.Fatalf("%.60s does not call %s", script, call)
	}
	_, list, _ := strings.Cut(inside, ",")
	var rows []any
	if err := json.Unmarshal([]byte(list), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}
