package compare

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// changesOf writes what a record says differently: "owner: o → p".
func changesOf(r Record) []string {
	var lines []string
	for _, c := range r.Changes {
		line := fmt.Sprintf("%s: %v → %v", c.Field, c.Before, c.After)
		if c.Text {
			line += " (text)"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestEachFactThatWasEditedIsToldWithWhatItWas(t *testing.T) {
	const (
		fence = "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"in-place\"\nmaps = [\"27001:A.7.4\"]\ntests = [ { on = 2026-01-01, result = \"pass\" }, { on = 2026-06-01, result = \"pass\" } ]\n[extra]\nroom = \"B1\"\n+++\n"
		gauge = "+++\ntitle = \"水位\"\nrisks = [\"R-1\"]\nwarn = 2\nlimit = 3\n[[reading]]\non = 2026-09-01\nvalue = 1\n[[reading]]\non = 2026-10-01\nvalue = 2\n+++\n"
		plan  = "+++\ntitle = \"計画\"\nrisks = [\"R-1\", \"R-2\"]\noption = \"modify\"\naim = \"prevention\"\nowner = \"o\"\nstatus = \"draft\"\ndue = 2027-03-31\ncost = { initial = 1_000 }\n" +
			"[[target]]\nrisk = \"R-1\"\nlikelihood = 1\n[[target]]\nrisk = \"R-2\"\nlikelihood = 1\n[[action]]\ntitle = \"甲\"\ndue = 2026-12-01\n[[action]]\ntitle = \"乙\"\ndue = 2026-12-31\n+++\n"
		flood = "+++\ntitle = { ja = \"浸水\", en = \"Flood\" }\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = 2\nimpacts = { service = 2, finance = 1 }\nrationale = \"x\"\n[quantitative]\nfrequency = 0.2\nloss = { low = 1.0, high = 2 }\n+++\n本文\n"
	)
	for _, c := range []struct {
		name, file, before, after string
		want                      []string
	}{
		{"nothing", "controls/C-1.md", fence, strings.Replace(fence, "[ {", "[\n {", 1), nil},
		{"a word", "controls/C-1.md", fence, strings.Replace(fence, "in-place", "planned", 1), []string{"state: in-place → planned"}},
		{"a truth", "controls/C-1.md", strings.Replace(fence, "maps", "common = true\nmaps", 1), strings.Replace(fence, "maps", "common = false\nmaps", 1), []string{"common: true → false"}},
		{"a list of this and that", "controls/C-1.md", strings.Replace(fence, "room = ", "mixed = [ { a = 1, b = 2 }, \"x\" ]\nroom = ", 1), strings.Replace(fence, "room = ", "mixed = [ { b = 2, a = 1 }, \"x\" ]\nroom = ", 1), nil},
		{"a list of this and that, edited", "controls/C-1.md", strings.Replace(fence, "room = ", "mixed = [ { a = 1 }, \"x\" ]\nroom = ", 1), strings.Replace(fence, "room = ", "mixed = [ { a = 2 }, \"x\" ]\nroom = ", 1), []string{"extra.mixed: [map[a:1] x] → [map[a:2] x]"}},
		{"a target that names no risk", "treatments/T-1.md", plan, plan[:len(plan)-4] + "[[target]]\nlikelihood = 3\n+++\n", []string{"target[3].likelihood: <nil> → 3"}},
		{"two targets of one risk", "treatments/T-1.md", strings.Replace(plan, `risk = "R-2"`, `risk = "R-1"`, 1), strings.Replace(plan, "risk = \"R-2\"\nlikelihood = 1", "risk = \"R-1\"\nlikelihood = 2", 1), []string{"target[R-1#2].likelihood: 1 → 2"}},
		{"readings by their day", "indicators/I-1.md", gauge, strings.Replace(gauge, "value = 2", "value = 3", 1), []string{"reading[2026-10-01].value: 2 → 3"}},
		{"readings in another order", "indicators/I-1.md", gauge, strings.NewReplacer("2026-09-01\nvalue = 1", "2026-10-01\nvalue = 2", "2026-10-01\nvalue = 2", "2026-09-01\nvalue = 1").Replace(gauge), nil},
		{"a time of day", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = 07:30:00", 1), strings.Replace(fence, "B1\"", "B1\"\nat = 08:30:00", 1), []string{"extra.at: 07:30:00 → 08:30:00"}},
		{"the same time of day", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = 07:30:00", 1), strings.Replace(fence, "B1\"", "B1\"\nat   = 07:30:00", 1), nil},
		{"a list of lists", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = [[1], [2, 3]]", 1), strings.Replace(fence, "B1\"", "B1\"\nat = [[1], [2, 4]]", 1), []string{"extra.at: [[1] [2 3]] → [[1] [2 4]]"}},
		{"a list with tables in it", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = [1, { a = 1, b = 2 }]", 1), strings.Replace(fence, "B1\"", "B1\"\nat = [1, { a = 1, c = 2 }]", 1), []string{"extra.at: [1 map[a:1 b:2]] → [1 map[a:1 c:2]]"}},
		{"a truth becomes a word", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = true", 1), strings.Replace(fence, "B1\"", "B1\"\nat = \"true\"", 1), []string{"extra.at: true → true"}},
		{"not a number stays what it is", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = nan", 1), strings.Replace(fence, "B1\"", "B1\"\nat  = nan", 1), nil},
		{"a big number", "controls/C-1.md", strings.Replace(fence, "B1\"", "B1\"\nat = 9007199254740993", 1), strings.Replace(fence, "B1\"", "B1\"\nat = 9007199254740992", 1), []string{"extra.at: 9007199254740993 → 9007199254740992"}},
		{"a list as a whole", "controls/C-1.md", fence, strings.Replace(fence, `"27001:A.7.4"`, `"27001:A.7.4", "csf2:PR.AA-05"`, 1), []string{"maps: [27001:A.7.4] → [27001:A.7.4 csf2:PR.AA-05]"}},
		{"a field of one's own", "controls/C-1.md", fence, strings.Replace(fence, "B1", "B2", 1), []string{"extra.room: B1 → B2"}},
		{"an element by its place", "controls/C-1.md", fence, strings.Replace(fence, `2026-06-01, result = "pass"`, `2026-06-01, result = "fail"`, 1), []string{"tests[2].result: pass → fail"}},
		{"an element ahead of the others", "controls/C-1.md", fence, strings.Replace(fence, "tests = [ ", "tests = [ { on = 2025-06-01, result = \"fail\" }, ", 1), []string{"tests[1].on: <nil> → 2025-06-01", "tests[1].result: <nil> → fail"}},
		{"an element taken away", "treatments/T-1.md", plan, strings.Replace(plan, "[[action]]\ntitle = \"甲\"\ndue = 2026-12-01\n", "", 1), []string{"action[1].title: 甲 → <nil> (text)", "action[1].due: 2026-12-01 → <nil>"}},
		{"an action by its place", "treatments/T-1.md", plan, strings.Replace(plan, "2026-12-31", "2027-01-31", 1), []string{"action[2].due: 2026-12-31 → 2027-01-31"}},
		{"a target by its risk", "treatments/T-1.md", plan, strings.Replace(plan, "risk = \"R-2\"\nlikelihood = 1", "risk = \"R-2\"\nlikelihood = 2", 1), []string{"target[R-2].likelihood: 1 → 2"}},
		{"targets in another order", "treatments/T-1.md", plan, strings.NewReplacer("risk = \"R-1\"", "risk = \"R-2\"", "risk = \"R-2\"", "risk = \"R-1\"").Replace(plan), nil},
		{"a target that comes", "treatments/T-1.md", strings.Replace(plan, "[[target]]\nrisk = \"R-2\"\nlikelihood = 1\n", "", 1), plan, []string{"target[R-2].likelihood: <nil> → 1"}},
		{"a target that says nothing but its risk", "treatments/T-1.md", plan, plan[:len(plan)-4] + "[[target]]\nrisk = \"R-3\"\n+++\n", []string{"target[R-3].risk: <nil> → R-3"}},
		{"a figure that comes", "treatments/T-1.md", plan, strings.Replace(plan, "1_000", "1000, annual = 5", 1), []string{"cost.annual: <nil> → 5"}},
		{"a figure in another form", "risks/R-1.md", flood, strings.Replace(flood, "high = 2 ", "high = 2.0 ", 1), nil},
		{"a number becomes a table", "risks/R-1.md", flood, strings.Replace(flood, "0.2", "{ low = 0.1, mode = 0.2, high = 0.3 }", 1), []string{"quantitative.frequency: 0.2 → map[high:0.3 low:0.1 mode:0.2]"}},
		{"by area", "risks/R-1.md", flood, strings.Replace(flood, "finance = 1", "finance = 2", 1), []string{"current.impacts.finance: 1 → 2"}},
		{"a text", "risks/R-1.md", flood, strings.Replace(flood, `"x"`, `"y"`, 1), []string{"current.rationale: x → y (text)"}},
		{"a text in one language", "risks/R-1.md", flood, strings.Replace(flood, "Flood", "Flooding", 1), []string{"title.en: Flood → Flooding (text)"}},
		{"a text in both languages", "risks/R-1.md", flood, strings.NewReplacer("浸水", "冠水", "Flood", "Flooding").Replace(flood), []string{"title.ja: 浸水 → 冠水 (text)", "title.en: Flood → Flooding (text)"}},
		{"a text in three languages", "risks/R-1.md", flood, strings.Replace(flood, "{ ja = \"浸水\", en = \"Flood\" }", "{ zh = \"水\", de = \"Flut\", ja = \"冠水\" }", 1), []string{"title.ja: 浸水 → 冠水 (text)", "title.de: <nil> → Flut (text)", "title.en: Flood → <nil> (text)", "title.zh: <nil> → 水 (text)"}},
		{"a text becomes one of two languages", "risks/R-1.md", flood, strings.Replace(flood, `"x"`, `{ ja = "x", en = "y" }`, 1), []string{"current.rationale.en: <nil> → y (text)"}},
		{"the body", "risks/R-1.md", flood, flood + "追記\n", []string{"body: 本文 → 本文\n追記 (text)"}},
		{"the body goes", "risks/R-1.md", flood, strings.Replace(flood, "本文\n", "", 1), []string{"body: 本文 → <nil> (text)"}},
		{"a table goes", "risks/R-1.md", flood, strings.Replace(flood, "[quantitative]\nfrequency = 0.2\nloss = { low = 1.0, high = 2 }\n", "", 1), []string{"quantitative.frequency: 0.2 → <nil>", "quantitative.loss.low: 1 → <nil>", "quantitative.loss.high: 2 → <nil>"}},
	} {
		files := map[string]string{"criteria.toml": three, "risks/R-2.md": leak}
		got := Compare(judged(t, with(files, map[string]string{c.file: c.before})), judged(t, with(files, map[string]string{c.file: c.after})))
		var list []string
		for _, r := range got.Records {
			list = append(list, changesOf(r)...)
		}
		if diff := cmp.Diff(c.want, list); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

func TestATranslationAndReadingsInAFileAreFactsToo(t *testing.T) {
	files := map[string]string{
		"criteria.toml": three, "risks/R-1.md": pump, "risks/R-1.en.md": "Text\n",
		"indicators/I-1.md":  "+++\ntitle = \"水位\"\nrisks = [\"R-1\"]\nwarn = 2\nlimit = 3\nreadings = \"I-1.csv\"\n+++\n",
		"indicators/I-1.csv": "on,value\n2026-09-01,1.5\n2026-10-01,2.5\n",
	}
	got := Compare(judged(t, files), judged(t, with(files, map[string]string{"risks/R-1.en.md": "Other text\n", "indicators/I-1.csv": "on,value\n2026-09-01,1.5\n2026-10-01,1.5\n2026-11-01,1\n"})))
	var list []string
	for _, r := range got.Records {
		list = append(list, append([]string{r.ID()}, changesOf(r)...)...)
	}
	want := []string{"I-1", "reading[2026-10-01].value: 2.5 → 1.5", "reading[2026-11-01].value: <nil> → 1", "R-1", "body.en: Text → Other text (text)"}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
}

func TestAnotherRecordUnderAnOldID(t *testing.T) {
	const fire = "+++\ntitle = \"火災\"\nowner = \"q\"\nidentified = 2026-09-09\n[current]\nlikelihood = 3\nimpact = 2\n+++\n"
	named := func(c Comparison) []string {
		var list []string
		for _, r := range c.Records {
			line := fmt.Sprintf("%s %s>%s", r.Fate, r.Before, r.After)
			if r.Was != nil {
				line += " was a " + r.Was.Folder + fmt.Sprint(" ", r.NamedBy)
			}
			list = append(list, line)
		}
		return list
	}
	for _, c := range []struct {
		name    string
		changed map[string]string
		want    []string
		risks   string
	}{
		{"given again", map[string]string{"risks/R-1.md": fire}, []string{"replaced R-1>R-1 was a risks [D-1 T-1]"}, "[->R-1 R-1>-]"},
		// Of the facts owner, identified, tags, likelihood, impact and criteria 5 of 6 stay: 0.83.
		{"another title alone", map[string]string{"risks/R-1.md": strings.NewReplacer("ポンプの停止", "送水の停止", `"o"`, `"p"`).Replace(pump)}, []string{"edited R-1>R-1"}, "[]"},
		// With two dates more than pump has, 3 of 8 stay: 0.38. The title is the same.
		{"the same title", map[string]string{"risks/R-1.md": strings.NewReplacer("owner = \"o\"", "owner = \"p\"\nreviewed = 2026-02-02\nnext_review = 2027-02-02", "2026-01-01", "2026-01-02", "likelihood = 2", "likelihood = 1").Replace(pump)}, []string{"edited R-1>R-1"}, "[R-1>R-1]"},
		// The same with another title.
		{"another title, and too little in common", map[string]string{"risks/R-1.md": strings.NewReplacer("ポンプ", "送水", "owner = \"o\"", "owner = \"p\"\nreviewed = 2026-02-02\nnext_review = 2027-02-02", "2026-01-01", "2026-01-02", "likelihood = 2", "likelihood = 1").Replace(pump)}, []string{"replaced R-1>R-1 was a risks [D-1 T-1]"}, "[->R-1 R-1>-]"},
		{"given again where the first goes on", map[string]string{"risks/R-2.md": fire, "risks/R-9.md": leak}, []string{"replaced >R-2 was a risks []", "renamed R-2>R-9"}, "[->R-2]"},
		{"two change about", map[string]string{"risks/R-1.md": leak, "risks/R-2.md": pump}, []string{"renamed R-2>R-1", "renamed R-1>R-2"}, ""},
		{"given to another kind", map[string]string{"risks/R-2.md": "", "controls/R-2.md": "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"in-place\"\n+++\n"}, []string{"replaced R-2>R-2 was a risks []"}, "[R-2>-]"},
	} {
		got := Compare(judged(t, base), judged(t, with(base, c.changed)))
		if diff := cmp.Diff(c.want, named(got)); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
		var risks []string
		for _, r := range got.Risks {
			if !r.RankOnly {
				side := func(s *Standing) string {
					if s == nil {
						return "-"
					}
					return s.ID
				}
				risks = append(risks, side(r.Before)+">"+side(r.After))
			}
		}
		if c.risks != "" && fmt.Sprint(risks) != c.risks {
			t.Errorf("%s: risks %v, want %s", c.name, risks, c.risks)
		}
		if c.want[0][:6] != "edited" && !got.Changed() {
			t.Errorf("%s counts as no change", c.name)
		}
	}
}
