package assist

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// sample is the sample register, as a reader of Japanese sees it.
func sample(t testing.TB) *Desk { return deskOf(t, os.DirFS("../.."), "ja") }

func deskOf(t testing.TB, folder fs.FS, language string) *Desk {
	t.Helper()
	tree, err := source.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	return &Desk{Assessment: assess.Assess(register.Understand(tree), date.Of(2026, 11, 23)), Language: language}
}

// marked gives a text without its mark ‸, and where that stood.
func marked(text string) ([]byte, int) {
	before, after, ok := strings.Cut(text, "‸")
	if !ok {
		panic("no mark in " + text)
	}
	return []byte(before + after), len(before)
}

// labels gives the labels of proposals in the order in which an editor shows them.
func labels(list []Proposal) []string {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Proposal) int { return strings.Compare(a.Order, b.Order) })
	var names []string
	for _, p := range list {
		names = append(names, p.Label)
	}
	return names
}

// accepted gives the text once a proposal was taken.
func accepted(text []byte, p Proposal) string {
	return string(text[:p.Start]) + Plain(p.Insert) + string(text[p.End:])
}

func TestCompletion(t *testing.T) {
	d := sample(t)
	const risk, bulk = "content/risks/R-900.md", "content/controls/field-devices.toml"
	for _, c := range []struct {
		file, text string
		label      string // of the proposal taken
		detail     string
		want       string // the text then
	}{
		// Keys, what is required first, in every kind of table; half-typed lines above and below.
		{risk, "+++\n‸\n+++\n", "title", "文・必須", "+++\ntitle = { ja = \"\", en = \"\" }\n+++\n"},
		{risk, "+++\ntitle = \"水\nid‸\n+++\n", "identified", "日付・必須", "+++\ntitle = \"水\nidentified = 2026-11-23\n+++\n"},
		{risk, "+++\neve‸ = [\"E-01\"]\n+++\n", "events", "事象の識別子の配列", "+++\nevents = [\"E-01\"]\n+++\n"},
		{risk, "+++\ncur‸\n+++\n", "[current]", "テーブル", "+++\n[current]\n\n+++\n"},
		{risk, "+++\ncur‸\nowner = \"x\"\n+++\n", "current", "テーブル", "+++\ncurrent = {  }\nowner = \"x\"\n+++\n"},
		{risk, "+++\n[current]\nlikelihood = 3\ncon‸\n[treatment]\n+++\n", "confidence", "文字列", "+++\n[current]\nlikelihood = 3\nconfidence = \"low\"\n[treatment]\n+++\n"},
		{risk, "+++\n[current]\nimpacts = { serv‸\n+++\n", "service", "給水（断減水）", "+++\n[current]\nimpacts = { service = \n+++\n"},
		{risk, "+++\ntitle = { ja = \"水🚰\", e‸ }\n+++\n", "en", "", "+++\ntitle = { ja = \"水🚰\", en = \"\" }\n+++\n"},
		{risk, "+++\nlinks = [{ ti‸", "title", "文", "+++\nlinks = [{ title = { ja = \"\", en = \"\" }"},
		{bulk, "[C-900]\nfu‸\n", "function", "文字列・必須", "[C-900]\nfunction = \"prevent\"\n"},
		{bulk, "[C-900]\nbo‸\n", "body", "文", "[C-900]\nbody = { ja = \"\", en = \"\" }\n"},
		// Figures of the register.
		{risk, "+++\n+++\n今は[[R-001:‸", "level", "極めて高い（現在のリスクレベル）", "+++\n+++\n今は[[R-001:level]]"},
		{risk, "+++\nsummary = \"今は[[R-001:pro‸]]\"\n+++\n", "projected.level", "", "+++\nsummary = \"今は[[R-001:projected.level]]\"\n+++\n"},
		{risk, "+++\n+++\n[[count:ri‸", "risks", "リスク", "+++\n+++\n[[count:risks "},
		{risk, "+++\n+++\n[[count:risks outc‸]]", "outcome", "", "+++\n+++\n[[count:risks outcome=]]"},
		{risk, "+++\n+++\n[[count:risks outcome=‸]]", "needs-treatment", "", "+++\n+++\n[[count:risks outcome=needs-treatment]]"},
		{risk, "+++\n+++\n[[sum:treatments co‸", "cost.initial", "", "+++\n+++\n[[sum:treatments cost.initial "},
		{risk, "+++\n+++\n[[cou‸]]", "count:", "記録の件数", "+++\n+++\n[[count:]]"},
		{"content/treatments/T-900.md", "+++\n[[act‸]]\n+++\n", "action", "テーブルの配列", "+++\n[[action]]\n+++\n"},
		{"content/treatments/T-900.md", "+++\n[act‸\n+++\n", "action", "テーブルの配列", "+++\n[[action]]\n+++\n"},
		{"content/treatments/T-900.md", "+++\nac‸\n+++\n", "[[action]]", "テーブルの配列", "+++\n[[action]]\ntitle = { ja = \"\", en = \"\" }\n+++\n"},
		{bulk, "[C-900]\ntitle = \"x\"\n[‸]\n", "C-900.extra", "独自の項目", "[C-900]\ntitle = \"x\"\n[C-900.extra]\n"},
		{bulk, "[C-900]\n[[C-900.‸\n", "tests", "テーブルの配列", "[C-900]\n[[C-900.tests]]\n"},
		{"content/riskbook.toml", "[check.‸", "severity", "対応表", "[check.severity]"},
		{"content/riskbook.toml", "[check.severity]\nunt‸", "untranslated", "未翻訳", "[check.severity]\nuntranslated = \"\""},
		{"content/criteria.toml", "[[level]]\nacc‸", "acceptance", "文字列・必須", "[[level]]\nacceptance = \"accept\""},
		{"content/parties.toml", "[plant]\nki‸", "kind", "文字列", "[plant]\nkind = \"person\""},
		// Values.
		{risk, "+++\nstatus = ‸\n+++\n", "open", "継続", "+++\nstatus = \"open\"\n+++\n"},
		{risk, "+++\nclassification = \"TLP:A‸\n+++\n", "TLP:AMBER", "", "+++\nclassification = \"TLP:AMBER\"\n+++\n"},
		{risk, "+++\n[treatment]\noption = \"‸\"\n+++\n", "avoid", "回避", "+++\n[treatment]\noption = \"avoid\"\n+++\n"},
		{risk, "+++\nowner = \"pur‸\"\n+++\n", "purification", "浄水課", "+++\nowner = \"purification\"\n+++\n"},
		{risk, "+++\n[current]\nlikelihood =‸\n+++\n", "4", "高い", "+++\n[current]\nlikelihood = 4\n+++\n"},
		{risk, "+++\nviewpoints = [‸]\n+++\n", "legal", "法令・規制等の要求事項", "+++\nviewpoints = [\"legal\"]\n+++\n"},
		{risk, "+++\nconsequences = ‸\n+++\n", "finance", "財務", "+++\nconsequences = [\"finance\"]\n+++\n"},
		{risk, "+++\n[current]\nimpacts = { service = ‸ }\n+++\n", "5", "甚大", "+++\n[current]\nimpacts = { service = 5 }\n+++\n"},
		{risk, "+++\nevents = [\n  \"E-01\",\n  \"E-0‸\n]\n[current]\n+++\n", "E-02", "", "+++\nevents = [\n  \"E-01\",\n  \"E-02\"\n]\n[current]\n+++\n"},
		{risk, "+++\nobligations = [\"O-01#1‸\"]\n+++\n", "O-01#15", "", "+++\nobligations = [\"O-01#15\"]\n+++\n"},
		{risk, "+++\n[current]\ncriteria = \"‸\"\n+++\n", "2026.1", "現在の版", "+++\n[current]\ncriteria = \"2026.1\"\n+++\n"},
		{risk, "+++\ntags = [\"重‸\"]\n+++\n", "重点", "", "+++\ntags = [\"重点\"]\n+++\n"},
		{"content/assets/A-90.md", "+++\nsector = \"‸\"\n+++\n", "water", "", "+++\nsector = \"water\"\n+++\n"},
		{"content/pages/p.md", "+++\nnav = t‸\n+++\n", "true", "はい", "+++\nnav = true\n+++\n"},
		{"content/criteria.toml", "[matrix]\nrows = [[\"‸\"]]", "high", "高 (対応が必要)", "[matrix]\nrows = [[\"high\"]]"},
		{"content/riskbook.toml", "[check.severity]\ncycle = \"‸\"", "off", "", "[check.severity]\ncycle = \"off\""},
		{"content/glossary/新語.md", "+++\nsee = [\"‸\"]\n+++\n", "平文", "", "+++\nsee = [\"平文\"]\n+++\n"},
		// Bodies.
		{risk, "+++\n+++\n本文🚰 [[R-00‸ と続く\n", "R-001", "ランサムウェアによる監視制御の停止と手動運転の長期化 (リスク・極めて高い・対応中)", "+++\n+++\n本文🚰 [[R-001]] と続く\n"},
		{risk, "+++\n+++\n[[‸]]", "T-001", "", "+++\n+++\n[[T-001]]"},
		{risk, "+++\n+++\n[[E‸|言葉]]", "E-01", "", "+++\n+++\n[[E-01|言葉]]"},
		{"content/risks/R-900.en.md", "[[E‸", "E-01", "", "[[E-01]]"},
		{risk, "+++\n+++\nここで残留リ‸を", "残留リスク", "用語", "+++\n+++\nここで残留リスクを"},
		{bulk, "[C-900]\nbody = \"\"\"\n本文 [[T-‸\n\"\"\"\n", "T-002", "", "[C-900]\nbody = \"\"\"\n本文 [[T-002]]\n\"\"\"\n"},
	} {
		text, offset := marked(c.text)
		list, _ := d.Complete(c.file, text, offset)
		i := slices.IndexFunc(list, func(p Proposal) bool { return p.Label == c.label })
		if i < 0 {
			t.Errorf("%s %q: no %s among %q", c.file, c.text, c.label, labels(list))
			continue
		}
		if c.detail != "" && list[i].Detail != c.detail {
			t.Errorf("%q: %s is told as %q, want %q", c.text, c.label, list[i].Detail, c.detail)
		}
		if got := accepted(text, list[i]); got != c.want {
			t.Errorf("%q: becomes %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRequiredKeysComeFirst(t *testing.T) {
	text, offset := marked("+++\nowner = \"x\"\n‸\n+++\n")
	list, _ := sample(t).Complete("content/treatments/T-900.md", text, offset)
	got := labels(list)
	want := []string{"title", "risks", "option", "aim", "status", "due"}
	if len(got) < 10 || !slices.Equal(got[:len(want)], want) {
		t.Errorf("%q, want first %q", got, want)
	}
	if slices.Contains(got, "owner") {
		t.Error("owner is there already")
	}
	if list[0].Notes == "" {
		t.Error("no word of what a field means")
	}
}

func TestNothingIsProposed(t *testing.T) {
	d := sample(t)
	for file, text := range map[string]string{
		"content/risks/R-900.md":     "+++\ntitle = \"‸\"\n+++\n",
		"content/risks/R-901.md":     "+++\n# ‸\n+++\n",
		"content/risks/R-902.md":     "+++\nowner = \"x\" ‸\n+++\n",
		"content/risks/R-903.md":     "++‸+\n+++\n",
		"content/nothing/R-903.md":   "+++\n‸\n+++\n",
		"templates/risk.html":        "‸",
		"content/risks/figure.svg":   "‸",
		"content/parties.toml":       "‸",
		"content/risks/several.toml": "[R-1]\ntitle = [[[‸",
	} {
		text, offset := marked(text)
		if list, _ := d.Complete(file, text, offset); len(list) > 0 {
			t.Errorf("%s %q: %q", file, text, labels(list))
		}
	}
}

func TestPlain(t *testing.T) {
	for snippet, want := range map[string]string{
		"a = ${1:2026-11-23}": "a = 2026-11-23", `"${1|a,b|}"`: `"a"`, `{ ja = "$1", en = "$2" }$0`: `{ ja = "", en = "" }`, `\$1\}\\`: `$1}\`,
	} {
		if got := Plain(snippet); got != want {
			t.Errorf("%q: %q, want %q", snippet, got, want)
		}
	}
	if got := Plain(snippetText(`費用 $1 {x} \`)); got != `費用 $1 {x} \` {
		t.Error(got)
	}
}

// small is a register in memory.
func small(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"登録簿\"\n")}}
	for i := 0; i < len(pairs); i += 2 {
		m["content/"+pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

func TestManyProposalsAreNarrowedDown(t *testing.T) {
	files := small()
	for i := range 2 * mostProposals {
		files[fmt.Sprintf("content/events/E-%04d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "+++\ntitle = \"停止%d号\"\n+++\n", i)}
	}
	d := deskOf(t, files, "ja")
	for typed, want := range map[string]int{"": mostProposals, "停止599号": 1, "E-000": 10} {
		text, offset := marked("+++\nevents = [\"" + typed + "‸\"]\n+++\n")
		if list, whole := d.Complete("content/risks/R-1.md", text, offset); len(list) != want || whole {
			t.Errorf("%q: %d proposals, whole %t", typed, len(list), whole)
		}
	}
}
