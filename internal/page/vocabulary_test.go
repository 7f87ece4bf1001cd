package page

import (
	"strings"
	"testing"
)

// otherWords are words that would say the same as one that the handbook, or the table of terms, has already: one word a thing.
var otherWords = []struct{ other, word string }{
	{"カタログ", "図表6、一覧"},
	{"ずれの", "かい離の"},
	{"モニタリングとレビュー", "モニタリング及びレビュー"},
	{"事業継続策", "事業継続の措置"},
	{"内部規程", "内規"},
	{"実現可能性", "実現性"},
	{"対応の選択肢", "対応策の選択肢"},
	{"工程", "ステップ"},
	{"年間期待損失", "年間期待損失額"},
	{"所管省庁", "重要インフラ所管省庁"},
	{"提案者", "起案者"},
	{"押し出", "副作用で受容できなくなる"},
	{"残余リスク", "残留リスク"},
	{"残存リスク", "残留リスク"},
	{"非常に高い", "極めて高い"},
	{"改訂", "改定"},
	{"洗い出", "特定"},
	{"進行中", "実行中"},
	{"策定と見直し", "策定及び見直し"},
	{"蝶ネクタイ", "ボウタイ"},
	{"被害の観点", "影響の領域"},
	{"評価の値", "分析の値"},
	{"評判の低下", "評判の失墜"},
	{"計画の取りやめ", "計画の中止"},
	{"計画とのずれ", "計画とのかい離"},
	{"読み値", "測定値"},
	{"部署", "部門"},
	{"重要度", "重要性"},
	{"釣り合い", "バランス"},
	{"釣合い", "バランス"},
	{"関係機関", "情報セキュリティ関係機関"},
	{"電子媒体", "電磁的記録媒体"},
	{"電磁記録媒体", "電磁的記録媒体"},
	{"内部要因", "内的要因"},
	{"外部要因", "外的要因"},
}

// otherConjunctions are written in kana elsewhere; the handbook writes official documents' way, and so does everything that people read here.
var otherConjunctions = []struct{ other, word string }{{"または", "又は"}, {"および", "及び"}, {"もしくは", "若しくは"}, {"ならびに", "並びに"}}

func TestConjunctionsAreWrittenOneWay(t *testing.T) {
	for _, folder := range []string{"..", "../../cmd/riskbook", "../../content", "../../templates", "../../themes"} {
		for name, text := range sources(t, folder, readByPeople) {
			for number, line := range strings.Split(text, "\n") {
				for _, w := range otherConjunctions {
					if strings.Contains(line, w.other) {
						t.Errorf("%s/%s:%d: %s is written %s", folder, name, number+1, w.other, w.word)
					}
				}
			}
		}
	}
}

func TestOneWordAThing(t *testing.T) {
	seen := 0
	for _, folder := range []string{"..", "../../cmd/riskbook"} {
		for name, text := range sources(t, folder, readByPeople) {
			if strings.HasPrefix(name, "benchmark/") || strings.HasPrefix(name, "mapping/") { // an example in its own words; the words of others' tables
				continue
			}
			seen++
			for number, line := range strings.Split(text, "\n") {
				if strings.Contains(line, "Aliases:") { // other spellings are what they are for
					continue
				}
				for _, w := range otherWords {
					rest := line
					if strings.Contains(w.word, w.other) {
						rest = strings.ReplaceAll(line, w.word, "")
					}
					if strings.Contains(rest, w.other) {
						t.Errorf("%s/%s:%d: %s is another word for %s", folder, name, number+1, w.other, w.word)
					}
				}
			}
		}
	}
	if seen < 300 {
		t.Errorf("only %d files were read", seen)
	}
}

// readByPeople tells whether a file holds words that the program says in Japanese.
func readByPeople(name string) bool {
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return false
	case strings.HasSuffix(name, ".md"):
		return !strings.HasSuffix(name, ".en.md")
	}
	return strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".html")
}
