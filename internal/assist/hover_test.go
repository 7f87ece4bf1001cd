package assist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

func TestHover(t *testing.T) {
	ja := sample(t)
	en := *ja
	en.Language = "en"
	const risk = "content/risks/R-900.md"
	for _, c := range []struct {
		d          *Desk
		file, text string
		over       string // the stretch that is told of
		want       []string
	}{
		{ja, risk, "+++\nidenti‸fied = 2026-01-01\n+++\n", "identified", []string{"**identified** 日付・必須"}},
		{ja, risk, "+++\nstat‸us = \"\"\n+++\n", "status", []string{"`open` 継続", "`closed` 終結"}},
		{&en, risk, "+++\nstat‸us = \"\"\n+++\n", "status", []string{"`open`, `closed`"}},
		{ja, risk, "+++\n[curr‸ent]\n+++\n", "current", []string{"**current** テーブル"}},
		{ja, risk, "+++\nstatus = \"clo‸sed\"\n+++\n", `"closed"`, []string{"**closed** 終結"}},
		{ja, risk, "+++\n[current]\nlikelihood = ‸4 # 🚰\n+++\n", "4", []string{"**4** 高い", "2年に一度から年2回", "年0.5～2回"}},
		{ja, risk, "+++\n[current]\nimpacts = { service = 4‸ }\n+++\n", "4", []string{"**4** 大", "給水（断減水）：", "（損失50000000～300000000） JPY"}},
		{ja, risk, "+++\n[current]\nimpacts = { serv‸ice = 4 }\n+++\n", "service", []string{"**service** 給水（断減水）"}},
		{ja, risk, "+++\ncontrols = [\"C-001\", \"R‸-001\"]\n+++\n", `"R-001"`, []string{"**R-001** ランサムウェア", "リスク・極めて高い・対応中・責任者：浄水課", "人手で回し続ける"}},
		{ja, risk, "+++\ncontrols = [\"C‸-016\"]\n+++\n", `"C-016"`, []string{"**C-016** ", "管理策・計画中・責任者："}},
		{&en, risk, "+++\n+++\n[[C-0‸01]]", "C-001", []string{"control · partial · owner: "}},
		{&en, risk, "+++\nevents = [\"R‸-001\"]\n+++\n", `"R-001"`, []string{"risk · Very high · in treatment · owner: "}},
		{ja, risk, "+++\nobligations = [\"O-01#1‸5\"]\n+++\n", `"O-01#15"`, []string{"**O-01\\#15** ", "**O-01** ", "要求事項"}},
		{ja, risk, "+++\nowner = \"purifi‸cation\"\n+++\n", `"purification"`, []string{"**purification** 浄水課"}},
		{ja, risk, "+++\nviewpoints = [\"leg‸al\"]\n+++\n", `"legal"`, []string{"**legal** 法令・規制等の要求事項"}},
		{ja, "content/parties.toml", "[puri‸fication]\ntitle = 1", "purification", []string{"浄水課"}},
		{ja, "content/controls/field-devices.toml", "[C-0‸17]\ntitle = 1", "C-017", []string{"**C-017** 現場盤"}},
		{ja, "content/risks/R-001.md", "++‸+\nowner = \"x\"\n+++\n", "+++\n", []string{"**R-001** ランサムウェア"}},
		{ja, risk, "+++\n+++\n🚰は[[R-0‸01|これ]]と[[E-01]]", "R-001", []string{"**R-001** ランサムウェア"}},
		{ja, risk, "+++\n+++\n🚰は[[R-001|こ‸れ]]と[[E-01]]", "[[R-001|これ]]", []string{"**R-001** ランサムウェア"}},
		{ja, risk, "+++\n+++\n[計‸画](../treatments/T-001.md)です", "[計画](../treatments/T-001.md)", []string{"**T-001** ", "リスク対応計画"}},
		{ja, risk, "+++\n+++\nこの残留リ‸スクを", "残留リスク", []string{"**残留リスク**"}},
		{&en, risk, "+++\n+++\nThe Residual ris‸k is", "Residual risk", []string{"**Residual risk**"}},
		{ja, risk, "+++\n+++\n今は[[R-001:le‸vel]]です", "[[R-001:level]]", []string{"**R-001:level** 極めて高い", "現在のリスクレベル", "**R-001** ランサムウェア"}},
		{&en, risk, "+++\nsummary = \"now [[count:risks need=‸treat|9]]\"\n+++\n", "[[count:risks need=treat|9]]", []string{"**count:risks need=treat** "}},
		{ja, risk, "+++\n+++\n浄水場の残‸留塩素です", "残留塩素", []string{"**残留塩素**"}},
	} {
		text, offset := marked(c.text)
		n, ok := c.d.Hover(c.file, text, offset)
		if !ok {
			t.Errorf("%q: nothing is told", c.text)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(n.Markdown, want) {
				t.Errorf("%q: %q lacks %q", c.text, n.Markdown, want)
			}
		}
		if over := string(text[n.Start:n.End]); over != c.over {
			t.Errorf("%q: told of %q, want %q", c.text, over, c.over)
		}
	}
	for _, text := range []string{"+++\ntitle = \"x\" # ‸\n+++\n", "+++\nunk‸nown = 1\n+++\n", "+++\nevents = [\"E-999‸\"]\n+++\n", "+++\n+++\nた‸だの文", "+++\n+++\n[[R-‸999]]"} {
		text, offset := marked(text)
		if n, ok := ja.Hover(risk, text, offset); ok {
			t.Errorf("%q: %q", text, n.Markdown)
		}
	}
}

// TestHoverTellsWhatIsNewer holds what the past says of an evaluation to where a risk is hovered over.
func TestHoverTellsWhatIsNewer(t *testing.T) {
	d := sample(t)
	assurance.Recall(d.Assessment, assess.Past{
		Analysed: map[string]int{"R-001": 3},
		Facts:    map[string][]assess.PastFact{"criteria": {{State: 4, On: date.Of(2026, 11, 1), Field: "acceptance.impact_alone", From: int64(5), To: int64(4)}}},
	})
	for _, c := range []struct{ file, text string }{
		{"content/risks/R-900.md", "+++\ncontrols = [\"R‸-001\"]\n+++\n"},
		{"content/risks/R-001.md", "+++\n[curr‸ent]\n+++\n"},
		{"content/risks/R-001.md", "+++\nrevie‸wed = 2026-01-01\n+++\n"},
	} {
		text, offset := marked(c.text)
		n, _ := d.Hover(c.file, text, offset)
		if !strings.Contains(n.Markdown, "前回の分析より後の変化：") || !strings.Contains(strings.ReplaceAll(n.Markdown, "\\", ""), "impact_alone") {
			t.Errorf("%q: %q", c.text, n.Markdown)
		}
	}
}

func TestWordsOfRecordsStayWords(t *testing.T) {
	d := deskOf(t, small("risks/R-1.md", "+++\ntitle = \"![x](http://x/y.png) <img src=x> **太字** `c` | [l](command:rm)\"\nowner = \"o\"\nidentified = 2026-01-01\n+++\n"), "ja")
	text, offset := marked("+++\n+++\n[[R-‸1]]")
	n, _ := d.Hover("content/risks/R-2.md", text, offset)
	if want := `\!\[x\](http://x/y.png) &lt;img src=x\> \*\*太字\*\* \` + "`c\\`" + ` \| \[l\](command:rm)`; !strings.Contains(n.Markdown, want) {
		t.Errorf("%s lacks %s", n.Markdown, want)
	}
	if plain := PlainWords(n.Markdown); !strings.Contains(plain, "![x](http://x/y.png) <img src=x> **太字** `c` | [l](command:rm)") {
		t.Error(plain)
	}
}

func places(list []diagnostic.Place) string {
	var at []string
	for _, p := range list {
		at = append(at, fmt.Sprintf("%s:%d:%d-%d", p.File, p.Line, p.Column, p.EndColumn))
	}
	return strings.Join(at, " ")
}

const (
	partiesFile = "[plant]\ntitle = \"浄水課\"\n[office]\ntitle = \"総務課\"\nmembers = [\"plant\"]\n"
	eventFile   = "+++\ntitle = \"🚰停止\"\napproach = \"result\"\nresult = \"x\"\nassets = [\"A-1\"]\nobligations = [\"O-1#二\", \"O-1\"]\n+++\n"
	riskFile    = "+++\ntitle = \"断水🚰\"\nowner = \"plant\"\nevents = [ \"E-1\" ] # 🚰\nidentified = 2026-01-01\n[current]\nlikelihood = 1\nimpacts = { \"給水\" = 2 }\n+++\n\n# 概要\n\n𠮷は [[E-1]]、[[ E-1 |事象]]、[別の](../events/E-1.md#x \"題\")、`[[E-1]]`、[定義][e]。\n\n| a |\n|---|\n| [[E-1\\|表]] |\n\n[e]: <../events/E-1.md>\n"
	bulkFile    = "[R-2]\ntitle = \"二\"\nowner = 'plant'\nidentified = 2026-01-01\nevents = [\"\\u0045-1\"]\nbody = \"\"\"\n🚰[[E-1#見出し]]と[[R-3]]\n\"\"\"\n[R-2.current]\nlikelihood = 1\nimpact = 2\n[\"R-2\".extra]\nx = 1\n[R-3]\ntitle = \"三\"\nowner = \"plant\"\nidentified = 2026-01-01\n"
	criteria    = "revision = \"1\"\n[[likelihood]]\nvalue = 1\nlabel = \"低\"\n[[likelihood]]\nvalue = 2\nlabel = \"高\"\n[[impact]]\nvalue = 1\nlabel = \"小\"\n[[impact]]\nvalue = 2\nlabel = \"大\"\n[[area]]\nkey = \"給水\"\nlabel = \"給水\"\n[[level]]\nkey = \"low\"\nlabel = \"低\"\nacceptance = \"accept\"\n[[level]]\nkey = \"high\"\nlabel = \"高\"\nacceptance = \"treat\"\n[matrix]\nrows = [[\"low\", \"low\"], [\"low\", \"high\"]]\n"
)

// linked is a register in which everything is named by something.
func linked() map[string]string {
	return map[string]string{
		"parties.toml": partiesFile, "criteria.toml": criteria, "risks/R-1.md": riskFile, "risks/まとめ.toml": bulkFile, "events/E-1.md": eventFile,
		"events/E-1.en.md": "See [[E-1]].\n", "assets/A-1.md": "+++\ntitle = \"設備\"\nkind = \"other\"\nviewpoints = [\"v\"]\nowner = \"plant\"\n+++\n",
		"obligations/O-1.md": "+++\ntitle = \"法\"\nkind = \"law\"\n[[clause]]\nkey = \"一\"\n[[clause]]\nkey = \"二\"\ntitle = \"第二条\"\n+++\n",
	}
}

func linkedDesk(t testing.TB) *Desk {
	var pairs []string
	for name, text := range linked() {
		pairs = append(pairs, name, text)
	}
	return deskOf(t, small(pairs...), "ja")
}

// find gives a file of the register with the offset of a part of it, and how far into the part.
func find(t testing.TB, name, part string, in int) (file string, text []byte, offset int) {
	t.Helper()
	s := linked()[name]
	at := strings.Index(s, part)
	if at < 0 {
		t.Fatalf("%s has no %s", name, part)
	}
	return "content/" + name, []byte(s), at + in
}

func TestDefinitionAndReferences(t *testing.T) {
	d := linkedDesk(t)
	for _, c := range []struct {
		name, part       string
		in               int
		definition, refs string
	}{
		{"risks/R-1.md", `"E-1"`, 2, "content/events/E-1.md:1:1-4",
			"content/events/E-1.en.md:1:5-12 content/risks/R-1.md:4:12-17 content/risks/R-1.md:13:4-11 content/risks/R-1.md:13:12-24 content/risks/R-1.md:13:25-53 content/risks/R-1.md:13:64-71 content/risks/R-1.md:17:3-13 content/risks/まとめ.toml:5:11-21 content/risks/まとめ.toml:7:2-13"},
		{"risks/R-1.md", "[[E-1]]、", 3, "content/events/E-1.md:1:1-4", "="},
		{"risks/R-1.md", "[別の]", 2, "content/events/E-1.md:1:1-4", "="},
		{"events/E-1.md", "+++", 1, "content/events/E-1.md:1:1-4", "="},
		{"risks/まとめ.toml", "[R-3]\n", 2, "content/risks/まとめ.toml:14:1-6", "content/risks/まとめ.toml:7:14-21"},
		{"risks/R-1.md", `"plant"`, 2, "content/parties.toml:1:2-7", "content/assets/A-1.md:5:9-16 content/parties.toml:5:12-19 content/risks/R-1.md:3:9-16 content/risks/まとめ.toml:3:9-16 content/risks/まとめ.toml:16:9-16"},
		{"risks/R-1.md", "給水", 1, "content/criteria.toml:15:7-11", "content/risks/R-1.md:8:13-17"},
		{"risks/R-1.md", "likelihood = 1", 13, "content/criteria.toml:3:9-10", "content/risks/R-1.md:7:14-15 content/risks/まとめ.toml:10:14-15"},
		{"criteria.toml", "\"high\"]", 2, "content/criteria.toml:22:7-13", "content/criteria.toml:26:33-39"},
		{"events/E-1.md", "O-1#二", 5, "content/obligations/O-1.md:7:7-10", "content/events/E-1.md:6:16-23"},
		{"events/E-1.md", "O-1#二", 1, "content/obligations/O-1.md:1:1-4", "content/events/E-1.md:6:16-23 content/events/E-1.md:6:25-30"},
		{"risks/R-1.md", "断水", 1, "", ""},
	} {
		file, text, offset := find(t, c.name, c.part, c.in)
		if got := places(d.Definition(file, text, offset)); got != c.definition {
			t.Errorf("%s %s: defined at %s, want %s", c.name, c.part, got, c.definition)
		}
		if c.refs == "=" {
			c.refs = "content/events/E-1.en.md:1:5-12 content/risks/R-1.md:4:12-17 content/risks/R-1.md:13:4-11 content/risks/R-1.md:13:12-24 content/risks/R-1.md:13:25-53 content/risks/R-1.md:13:64-71 content/risks/R-1.md:17:3-13 content/risks/まとめ.toml:5:11-21 content/risks/まとめ.toml:7:2-13"
		}
		if got := places(d.References(file, text, offset, false)); got != c.refs {
			t.Errorf("%s %s: named at\n%s, want\n%s", c.name, c.part, got, c.refs)
		}
		if with := d.References(file, text, offset, true); c.refs != "" && !strings.Contains(places(with), c.definition) {
			t.Errorf("%s %s: %s lacks the definition", c.name, c.part, places(with))
		}
	}
}
