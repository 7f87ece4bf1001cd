package term

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// appendix1 is the left column of the handbook's appendix 1.
var appendix1 = []string{
	"BYOD", "IT-BCP等", "IT障害", "ITの不具合", "安全基準等", "外部監査", "可用性",
	"完全性", "機密性", "脅威", "サイバー空間関連事業者", "情報共有", "情報システム",
	"情報セキュリティ関係機関", "情報セキュリティ関係省庁", "脆弱性", "セプター",
	"内部監査", "モニタリング", "レビュー",
}

// wordTable is the table of words that the record format, the pages and the
// messages share: English, Japanese, and the handbook's own word where that
// is a word of its own.
var wordTable = [][]string{
	{"acceptance", "受容"},
	{"asset", "資産", "防護すべき対象"},
	{"consequence", "結果（影響）", "impact"},
	{"control", "管理策"},
	{"decision", "意思決定"},
	{"event", "事象"},
	{"external factor", "外的要因"},
	{"finding", "課題"},
	{"impact criteria", "影響基準"},
	{"incident", "インシデント", "障害"},
	{"indicator", "指標", "かい離の予兆"},
	{"internal factor", "内的要因"},
	{"judgement", "判断"},
	{"level of risk", "リスクレベル"},
	{"likelihood", "起こりやすさ", "発生のしやすさ"},
	{"monitoring", "モニタリング"},
	{"near miss", "ヒヤリハット"},
	{"obligation", "要求事項"},
	{"residual risk", "残留リスク"},
	{"review", "レビュー"},
	{"risk", "リスク", "発生する可能性がある損害"},
	{"risk acceptance criteria", "リスク受容基準"},
	{"risk avoidance", "リスクの回避"},
	{"risk criteria", "リスク判定基準"},
	{"risk evaluation", "リスク評価", "リスクの評価"},
	{"risk evaluation criteria", "リスク評価基準"},
	{"risk modification", "リスクの修正"},
	{"risk retention", "リスクの保有"},
	{"risk sharing", "リスクの共有"},
	{"risk source", "リスク源"},
	{"risk treatment", "リスク対応"},
	{"risk treatment plan", "リスク対応計画"},
	{"threat", "脅威"},
	{"vulnerability", "脆弱性"},
}

// spellings maps every name and alias, in lower case, to the key of its term.
func spellings(t *testing.T) map[string]string {
	t.Helper()
	owner := map[string]string{}
	for _, term := range Terms {
		for i, s := range append([]string{term.Name.Ja, term.Name.En}, term.Aliases...) {
			s = strings.ToLower(s)
			if i == 1 && s == strings.ToLower(term.Name.Ja) {
				continue // BYOD is the same in both languages
			}
			if other, taken := owner[s]; taken {
				t.Errorf("%q is a spelling of %s and of %s", s, other, term.Key)
			}
			owner[s] = term.Key
		}
	}
	return owner
}

func TestEveryTermOfAppendix1IsThere(t *testing.T) {
	known := spellings(t)
	if len(appendix1) != 20 {
		t.Fatalf("appendix 1 has 20 terms, the list %d", len(appendix1))
	}
	for _, name := range appendix1 {
		key, ok := known[strings.ToLower(name)]
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		if found, _ := Lookup(key); !strings.Contains(found.Source.Ja, "別紙1") {
			t.Errorf("%s: its source %q does not name appendix 1", name, found.Source.Ja)
		}
	}
}

func TestEveryWordOfTheTableIsThere(t *testing.T) {
	known := spellings(t)
	for _, row := range wordTable {
		key, ok := known[row[0]]
		if !ok {
			t.Errorf("%s is missing", row[0])
			continue
		}
		for _, word := range row[1:] {
			if known[word] != key {
				t.Errorf("%s belongs to %q, want %q", word, known[word], key)
			}
		}
	}
}

func TestKeysAreSortedAndUnique(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for i, term := range Terms {
		if !kebab.MatchString(term.Key) {
			t.Errorf("%q is not in kebab case", term.Key)
		}
		if i > 0 && Terms[i-1].Key >= term.Key {
			t.Errorf("%q stands after %q", term.Key, Terms[i-1].Key)
		}
	}
}

func TestBothLanguagesAreWritten(t *testing.T) {
	for _, term := range Terms {
		for field, text := range map[string]Words{"definition": term.Definition, "name": term.Name, "source": term.Source} {
			if strings.TrimSpace(text.Ja) == "" || strings.TrimSpace(text.En) == "" {
				t.Errorf("%s: %s is empty in a language", term.Key, field)
			}
			if strings.ContainsFunc(text.En, japanese) {
				t.Errorf("%s: the English %s holds Japanese: %s", term.Key, field, text.En)
			}
		}
		if n := strings.Count(term.Definition.Ja, "。"); n < 1 || n > 3 || !strings.HasSuffix(term.Definition.Ja, "。") {
			t.Errorf("%s: the Japanese definition has %d sentences: %s", term.Key, n, term.Definition.Ja)
		}
		if !strings.HasSuffix(term.Definition.En, ".") && !strings.HasSuffix(term.Definition.En, "?") {
			t.Errorf("%s: the English definition does not end: %s", term.Key, term.Definition.En)
		}
		if !strings.ContainsFunc(term.Definition.Ja, japanese) {
			t.Errorf("%s: the Japanese definition is not Japanese: %s", term.Key, term.Definition.Ja)
		}
		if term.Key != "byod" && !strings.ContainsFunc(term.Name.Ja, japanese) {
			t.Errorf("%s: the Japanese name is not Japanese: %s", term.Key, term.Name.Ja)
		}
	}
}

func TestReadingsAreHiragana(t *testing.T) {
	for _, term := range Terms {
		if term.Reading == "" {
			t.Errorf("%s has no reading", term.Key)
		}
		for _, r := range term.Reading {
			if !unicode.Is(unicode.Hiragana, r) && r != 'ー' {
				t.Errorf("%s: %q in the reading %s is not hiragana", term.Key, r, term.Reading)
			}
		}
	}
}

func TestSeeNamesOtherTerms(t *testing.T) {
	for _, term := range Terms {
		if !slices.IsSorted(term.See) {
			t.Errorf("%s: see is not in alphabetical order: %v", term.Key, term.See)
		}
		for _, key := range term.See {
			if _, ok := Lookup(key); !ok || key == term.Key {
				t.Errorf("%s: see names %q", term.Key, key)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	for _, want := range Terms {
		if got, ok := Lookup(want.Key); !ok || got.Key != want.Key {
			t.Errorf("Lookup(%q) = %q, %v", want.Key, got.Key, ok)
		}
	}
	for _, key := range []string{"", "a", "Risk", "risks", "zzz"} {
		if got, ok := Lookup(key); ok {
			t.Errorf("Lookup(%q) = %q, want none", key, got.Key)
		}
	}
}

func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func TestCodesHaveBothLanguagesAndOneMeaning(t *testing.T) {
	if len(Codes()) != len(codes)+len(values) {
		t.Error("a code has words in both tables")
	}
	for code, words := range Codes() {
		if words.Ja == "" || words.En == "" || strings.ContainsFunc(words.En, japanese) {
			t.Errorf("%s: %q, %q", code, words.Ja, words.En)
		}
	}
	if got := Code("channel", "audit"); got != (Words{"監査", "audit"}) || Code("channel", "x") != Same("x") {
		t.Errorf("audit: %v", got)
	}
}
