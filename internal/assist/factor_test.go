package assist

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// factored are criteria in which two factors give the likelihood, with names in two languages and a scale that does not begin at 1.
const factored = `revision = "1"
likelihood = [{ value = 1, label = { ja = "稀", en = "Rare" } }, { value = 2, label = { ja = "頻繁", en = "Often" } }]
impact = [{ value = 1, label = "小" }, { value = 2, label = "大" }]
level = [{ key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" }, { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" }]
matrix = { rows = [["low", "low"], ["low", "high"]] }

[[authority]]
level = "low"
by = ["plant"]

[likelihood_from]
rows = [[1, 1], [1, 2]]
[[likelihood_from.factor]]
key = "threat"
label = { ja = "脅威", en = "Threat" }
steps = [{ value = 10, label = { ja = "弱", en = "Weak" } }, { value = 20, label = { ja = "強", en = "Strong" }, meaning = "毎日試される" }]
[[likelihood_from.factor]]
key = "vulnerability"
label = { ja = "脆弱性", en = "Vulnerability" }
steps = [{ value = 0, label = { ja = "なし", en = "None" } }, { value = 1, label = { ja = "あり", en = "Some" } }]

[[change]]
on = 2026-01-01
what = "初版"
adopts = ["D-1"]
`

// factoredRisk is a risk whose likelihood follows from its factors: 2, and with impact 2 high.
const factoredRisk = `+++
title = "停止"
owner = "plant"
related = ["D-1"]
identified = 2026-01-01

[inherent]
likelihood = 1
impact = 2

[current]
impact = 2
factors = { threat = 20, vulnerability = 1 }
+++
`

func factoredFiles() fstest.MapFS {
	return small("criteria.toml", factored, "criteria.proposed.toml", strings.Replace(factored, `revision = "1"`, `revision = "2"`, 1), "parties.toml", "[plant]\ntitle = \"浄水場\"\n",
		"risks/R-1.md", factoredRisk,
		"decisions/D-1.md", "+++\ntitle = \"判断\"\nkind = \"judgement\"\non = 2026-01-01\nby = \"plant\"\nbasis = \"検討\"\nverdict = \"treat\"\nrisks = [\"R-1\"]\n+++\n",
		"reviews/V-1.md", "+++\ntitle = \"見直し\"\non = 2026-01-01\nby = \"plant\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\nscope = [\"R-1\", \"D-1\"]\n+++\n")
}

func TestCompletionOfFactorsAndLevels(t *testing.T) {
	d := deskOf(t, factoredFiles(), "ja")
	const risk, plan, criteria = "content/risks/R-9.md", "content/treatments/T-9.md", "content/criteria.toml"
	for _, c := range []struct {
		file, text string
		labels     []string // all that is proposed, in order
		take, want string   // the text once one of them was taken
		detail     string   // of that one
	}{
		{risk, "+++\n[current]\nfactors = { ‸ }\n+++\n", []string{"threat", "vulnerability"}, "threat", "+++\n[current]\nfactors = { threat =  }\n+++\n", "脅威"},
		{risk, "+++\n[current]\nfactors = { threat = 20, ‸ }\n+++\n", []string{"vulnerability"}, "", "", ""},
		{risk, "+++\n[current.factors]\n‸\n+++\n", []string{"threat", "vulnerability"}, "vulnerability", "+++\n[current.factors]\nvulnerability = \n+++\n", "脆弱性"},
		{risk, "+++\n[current]\nfactors = { threat = ‸ }\n+++\n", []string{"10", "20"}, "20", "+++\n[current]\nfactors = { threat = 20 }\n+++\n", "強"},
		{risk, "+++\n[current]\nfactors = { vulnerability = ‸ }\n+++\n", []string{"0", "1"}, "0", "+++\n[current]\nfactors = { vulnerability = 0 }\n+++\n", "なし"},
		{plan, "+++\n[[worsens]]\nfactors.threat = ‸\n+++\n", []string{"10", "20"}, "", "", ""},
		{risk, "+++\n[current]\nfactors = { luck = ‸ }\n+++\n", nil, "", "", ""},
		{risk, "+++\ncurrent = { fac‸ }\n+++\n", nil, "factors", "+++\ncurrent = { factors = { threat = , vulnerability =  } }\n+++\n", "対応表"},
		{plan, "+++\n[[target]]\nlevel = ‸\n+++\n", []string{"low", "high"}, "low", "+++\n[[target]]\nlevel = \"low\"\n+++\n", "低 (受容可能)"},
		{criteria, "[[authority]]\nlevel = \"‸\"\n", []string{"low", "high"}, "high", "[[authority]]\nlevel = \"high\"\n", "高 (対応が必要)"},
		{criteria, "[[authority]]\nby = [‸]\n", []string{"plant"}, "plant", "[[authority]]\nby = [\"plant\"]\n", "浄水場"},
		{criteria, "[[change]]\nadopts = ‸\n", []string{"D-1"}, "D-1", "[[change]]\nadopts = [\"D-1\"]\n", "判断 (意思決定)"},
		{"content/criteria.proposed.toml", "[[change]]\nadopts = [\"‸\"]\n", []string{"D-1"}, "", "", ""},
		{criteria, "[likelihood_from]\nrows = [[‸]]\n", []string{"1", "2"}, "2", "[likelihood_from]\nrows = [[2]]\n", "頻繁"},
		{"content/decisions/D-9.md", "+++\nof = \"‸\"\n+++\n", []string{"plant"}, "plant", "+++\nof = \"plant\"\n+++\n", "浄水場"},
		{risk, "+++\nprovisional = ‸\n+++\n", []string{"true", "false"}, "", "", ""},
	} {
		text, offset := marked(c.text)
		list, _ := d.Complete(c.file, text, offset)
		if got := labels(list); c.labels != nil && !slices.Equal(got, c.labels) {
			t.Errorf("%q: proposed are %q, want %q", c.text, got, c.labels)
		}
		if c.take == "" {
			if c.labels == nil && len(list) > 0 {
				t.Errorf("%q: proposed are %q, want none", c.text, labels(list))
			}
			continue
		}
		i := slices.IndexFunc(list, func(p Proposal) bool { return p.Label == c.take })
		if i < 0 {
			t.Errorf("%q: no %s among %q", c.text, c.take, labels(list))
			continue
		}
		if got := accepted(text, list[i]); got != c.want {
			t.Errorf("%q: becomes %q, want %q", c.text, got, c.want)
		}
		if list[i].Detail != c.detail {
			t.Errorf("%q: %s is told as %q, want %q", c.text, c.take, list[i].Detail, c.detail)
		}
	}
	// Where criteria know no factors, none are offered.
	text, offset := marked("+++\ncurrent = { fac‸ }\n+++\n")
	if list, _ := linkedDesk(t).Complete(risk, text, offset); slices.Contains(labels(list), "factors") || !slices.Contains(labels(list), "impact") {
		t.Errorf("%q", labels(list))
	}
}

func TestHoverOfFactorsAndLevels(t *testing.T) {
	ja := deskOf(t, factoredFiles(), "ja")
	en := deskOf(t, factoredFiles(), "en")
	const both = "脅威 20 強 × 脆弱性 1 あり → 起こりやすさ 2 頻繁"
	for _, c := range []struct {
		d          *Desk
		file, text string
		want       []string
		not        string
	}{
		{ja, "content/risks/R-1.md", "+++\n[current]\nfactors = { threat = 2‸0, vulnerability = 1 }\n+++\n", []string{"**20** 強", "毎日試される", both}, ""},
		{en, "content/risks/R-1.md", "+++\n[current]\nfactors = { threat = 20, vulnerability = ‸1 }\n+++\n", []string{"**1** Some", "Threat 20 Strong × Vulnerability 1 Some → likelihood 2 Often"}, ""},
		{ja, "content/risks/R-1.md", "+++\n[inherent.factors]\nthreat = 10\nvulnerability = 1\n[current.factors]\nthreat = ‸20\nvulnerability = 1\n+++\n", []string{both}, ""},
		{ja, "content/treatments/T-1.md", "+++\n[[target]]\nfactors = { threat = 10, vulnerability = 1 }\n[[target]]\nfactors = { threat = ‸20, vulnerability = 1 }\n+++\n", []string{both}, ""},
		{ja, "content/risks/many.toml", "[R-5.current]\nfactors = { threat = ‸20, vulnerability = 1 }\n", []string{both}, ""},
		{ja, "content/risks/R-1.md", "+++\n[current]\nfactors = { threat = ‸20 }\n+++\n", []string{"**20** 強"}, "→"},
		{ja, "content/risks/R-1.md", "+++\n[current]\nfactors = { threat = ‸20, vulnerability = 9 }\n+++\n", []string{"**20** 強"}, "→"},
		{ja, "content/risks/R-1.md", "+++\n[current]\nfactors = { thr‸eat = 20 }\n+++\n", []string{"**threat** 脅威"}, ""},
		{ja, "content/treatments/T-1.md", "+++\n[[target]]\nlevel = \"hi‸gh\"\n+++\n", []string{"**high** 高", "対応が必要"}, ""},
		{en, "content/criteria.toml", "[[authority]]\nlevel = \"lo‸w\"\n", []string{"**low** Low", "acceptable"}, ""},
		{ja, "content/risks/R-1.md", "+++\n[curr‸ent]\nimpact = 2\n+++\n", []string{"**current**", "現在：高・対応が必要"}, ""},
		{en, "content/risks/R-1.md", "+++\n[curr‸ent]\nimpact = 2\n+++\n", []string{"Now: High · needs treatment"}, ""},
		{ja, "content/risks/R-1.md", "+++\n[inher‸ent]\n+++\n", []string{"管理策の前：低"}, ""},
		{ja, "content/risks/R-2.md", "+++\n[curr‸ent]\n+++\n", []string{"**current**"}, "現在："},
	} {
		text, offset := marked(c.text)
		n, _ := c.d.Hover(c.file, text, offset)
		for _, want := range c.want {
			if !strings.Contains(n.Markdown, want) {
				t.Errorf("%q: %q lacks %q", c.text, n.Markdown, want)
			}
		}
		if c.not != "" && strings.Contains(n.Markdown, c.not) {
			t.Errorf("%q: %q says %q", c.text, n.Markdown, c.not)
		}
	}
}

// TestReferencesInCriteria follows levels, factors and decisions between criteria and records. What criteria that are proposed define is their own.
func TestReferencesInCriteria(t *testing.T) {
	d := deskOf(t, factoredFiles(), "ja")
	for _, c := range []struct{ file, text, definition, references string }{
		{"content/criteria.toml", strings.Replace(factored, "level = \"low\"", "level = \"l‸ow\"", 1), "content/criteria.toml:4:18-23", "content/criteria.toml:5:21-26 content/criteria.toml:5:28-33 content/criteria.toml:5:37-42 content/criteria.toml:8:9-14"},
		{"content/risks/R-1.md", strings.Replace(factoredRisk, "threat", "thr‸eat", 1), "content/criteria.toml:14:7-15", "content/risks/R-1.md:13:13-19"},
		{"content/criteria.toml", strings.Replace(factored, "key = \"threat", "key = \"th‸reat", 1), "content/criteria.toml:14:7-15", "content/risks/R-1.md:13:13-19"},
		{"content/risks/R-1.md", strings.Replace(factoredRisk, "D-1", "D‸-1", 1), "content/decisions/D-1.md:1:1-4", "content/criteria.proposed.toml:25:11-16 content/criteria.toml:25:11-16 content/reviews/V-1.md:8:17-22 content/risks/R-1.md:4:12-17"},
	} {
		text, offset := marked(c.text)
		if got := places(d.Definition(c.file, text, offset)); got != c.definition {
			t.Errorf("%s: defined at %s, want %s", c.file, got, c.definition)
		}
		if got := places(d.References(c.file, text, offset, false)); got != c.references {
			t.Errorf("%s: named at %s, want %s", c.file, got, c.references)
		}
	}
}

func TestRenameReachesCriteria(t *testing.T) {
	files := factoredFiles()
	text, offset := marked(strings.Replace(factoredRisk, "D-1", "D‸-1", 1))
	change, err := deskOf(t, files, "ja").Rename("content/risks/R-1.md", text, offset, "D-20")
	if err != nil {
		t.Fatal(err)
	}
	after := applied(t, files, change)
	for name, want := range map[string]string{
		"criteria.toml": `adopts = ["D-20"]`, "criteria.proposed.toml": `adopts = ["D-20"]`, "risks/R-1.md": `related = ["D-20"]`,
		"reviews/V-1.md": `scope = ["R-1", "D-20"]`, "decisions/D-20.md": `title = "判断"`,
	} {
		if got := after["content/"+name]; got == nil || !strings.Contains(string(got.Data), want) {
			t.Errorf("%s lacks %s: %v", name, want, got)
		}
	}
	// A party in proposed criteria goes by its new name too.
	text, offset = marked(strings.Replace(factoredRisk, "plant", "pl‸ant", 1))
	if change, err = deskOf(t, files, "ja").Rename("content/risks/R-1.md", text, offset, "works"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"criteria.toml", "criteria.proposed.toml"} {
		if got := string(applied(t, files, change)["content/"+name].Data); !strings.Contains(got, `by = ["works"]`) {
			t.Errorf("%s is\n%s", name, got)
		}
	}
	// Proposed criteria that cannot be read would keep the old name.
	files["content/criteria.proposed.toml"] = &fstest.MapFile{Data: []byte("revision = \n" + factored)}
	if _, err := deskOf(t, files, "ja").Rename("content/risks/R-1.md", text, offset, "works"); err == nil || !strings.Contains(err.Error(), "criteria.proposed.toml") {
		t.Errorf("%v", err)
	}
}
