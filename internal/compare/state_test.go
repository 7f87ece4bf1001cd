package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// judged reads files below content/ and judges them as of 2026-11-23.
func judged(t *testing.T, files map[string]string) State {
	t.Helper()
	return judgedOn(t, files, date.Of(2026, 11, 23))
}

func judgedOn(t *testing.T, files map[string]string, asOf date.Date) State {
	t.Helper()
	folder := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
	for name, text := range files {
		folder["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	a := assess.Assess(register.Understand(tree), asOf)
	return State{Assessment: a, Diagnostics: check.Run(a, nil).Diagnostics}
}

// with gives files with others in place of some; an empty one is taken away.
func with(files map[string]string, changed map[string]string) map[string]string {
	all := map[string]string{}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range changed {
		if all[name] = text; text == "" {
			delete(all, name)
		}
	}
	return all
}

const (
	three = "revision = \"1\"\nlikelihood = [ {value=1,label=\"稀\"}, {value=2,label=\"中\"}, {value=3,label=\"頻\"} ]\nimpact = [ {value=1,label=\"小\"}, {value=2,label=\"大\"} ]\n" +
		"level = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"middle\",label=\"中\",acceptance=\"approval\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n" +
		"[matrix]\nrows = [ [\"low\",\"low\"], [\"low\",\"middle\"], [\"middle\",\"high\"] ]\n"
	pump     = "+++\ntitle = \"ポンプの停止\"\nowner = \"o\"\nidentified = 2026-01-01\ntags = [\"重点\"]\n[current]\nlikelihood = 2\nimpact = 2\ncriteria = \"1\"\n+++\n本文\n"
	leak     = "+++\ntitle = \"漏えい\"\nowner = \"p\"\nidentified = 2026-02-02\nstatus = \"open\"\n[current]\nlikelihood = 1\nimpact = 1\ncriteria = \"1\"\nrationale = \"x\"\n+++\n別の本文\n"
	accepted = "+++\ntitle = \"受容\"\nkind = \"acceptance\"\non = 2026-02-01\nby = \"b\"\nbasis = \"根拠\"\nrisks = [\"R-1\"]\nuntil = 2027-01-31\nat = { likelihood = 2, impact = 2 }\ncriteria = \"1\"\n+++\n"
	dikes    = "+++\ntitle = \"堤防\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"prevention\"\nowner = \"o\"\nstatus = \"approved\"\ndue = 2027-03-31\n[[target]]\nrisk = \"R-1\"\nlikelihood = 1\n[[action]]\ntitle = \"a\"\n+++\n"
)

var base = map[string]string{
	"criteria.toml": three, "risks/R-1.md": pump, "risks/R-2.md": leak, "decisions/D-1.md": accepted, "treatments/T-1.md": dikes,
}

// fates writes what became of records: "renamed R-1 R-9 [tags]".
func fates(c Comparison) []string {
	var list []string
	for _, r := range c.Records {
		list = append(list, strings.TrimSuffix(fmt.Sprintf("%s %s>%s %v", r.Fate, r.Before, r.After, r.Fields), " []"))
	}
	return list
}

func TestWhatBecomesOfRecords(t *testing.T) {
	for _, c := range []struct {
		name    string
		changed map[string]string
		want    []string
	}{
		{"nothing", nil, nil},
		{"another layout and line ends", map[string]string{"risks/R-1.md": strings.ReplaceAll("+++\ntitle = '''ポンプの停止'''\nidentified=2026-01-01\nowner = \"o\" # who\ntags = [\n\"重点\",\n]\ncurrent = { impact = 2, likelihood = 2, criteria = \"1\" }\n+++\n\n本文\n\n", "\n", "\r\n")}, nil},
		{"in bulk instead of by itself", map[string]string{"risks/R-1.md": "", "risks/all.toml": "[R-1]\ntitle = \"ポンプの停止\"\nowner = \"o\"\nidentified = 2026-01-01\ntags = [\"重点\"]\nbody = \"本文\"\n[R-1.current]\nlikelihood = 2\nimpact = 2\ncriteria = \"1\"\n"}, nil},
		{"edited", map[string]string{"risks/R-2.md": strings.Replace(strings.Replace(leak, "別の本文", "別の話", 1), `owner = "p"`, `owner = "q"`, 1)}, []string{"edited R-2>R-2 [body owner]"}},
		{"added and removed", map[string]string{"risks/R-2.md": "", "assets/A-1.md": "+++\ntitle = \"資産\"\nkind = \"paper\"\nviewpoints = [\"confidentiality\"]\nowner = \"o\"\n+++\n"}, []string{"added >A-1", "removed R-2>"}},
		{"renamed", map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak}, []string{"renamed R-2>R-9"}},
		{"renamed, and others follow", map[string]string{
			"risks/R-1.md": "", "risks/R-9.md": pump, "decisions/D-1.md": strings.ReplaceAll(accepted, "R-1", "R-9"), "treatments/T-1.md": strings.ReplaceAll(dikes, "R-1", "R-9"),
		}, []string{"renamed R-1>R-9"}},
		// Of the 9 facts of R-2 (title, owner, identified, status, likelihood, impact, criteria, rationale, one line) 3 differ: 2·6/18 = 0.67.
		{"renamed and edited", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.Replace(strings.Replace(strings.Replace(leak, "別の本文", "別の話", 1), `"p"`, `"q"`, 1), `"x"`, `"y"`, 1)}, []string{"renamed R-2>R-9 [body current owner]"}},
		// With the title and the date 5 differ: 2·4/18 = 0.44, another risk.
		{"too far from the old one", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer("別の本文", "別の話", `"p"`, `"q"`, `"x"`, `"y"`, "漏えい", "火災", "2026-02-02", "2026-03-03").Replace(leak)}, []string{"removed R-2>", "added >R-9"}},
		// Of the 9 facts 2 differ, the title among them: 2·7/18 = 0.78. With another title that is not enough.
		{"like the old one, by another title", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer("漏えい", "火災", `"x"`, `"y"`).Replace(leak)}, []string{"removed R-2>", "added >R-9"}},
		// Of the 5 facts (owner, identified, likelihood, impact, criteria; the sixth, status, is gone) and the title: owner, identified and status differ, 3 of 6.
		{"half of the facts, the same title", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer(`"p"`, `"q"`, "2026-02-02", "2026-03-03", "status = \"open\"\n", "").Replace(leak)}, []string{"removed R-2>", "added >R-9"}},
		// With owner and status differing 4 of 6 stay: 0.67.
		{"two thirds of the facts, the same title", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer(`"p"`, `"q"`, "status = \"open\"\n", "").Replace(leak)}, []string{"renamed R-2>R-9 [owner status]"}},
		// R-8 has the title and 5 of the 6 facts; R-9 has everything.
		{"the one that says the same is the one", map[string]string{"risks/R-2.md": "", "risks/R-8.md": strings.Replace(leak, `"p"`, `"q"`, 1), "risks/R-9.md": leak}, []string{"added >R-8", "renamed R-2>R-9"}},
		{"the same words, another kind", map[string]string{"glossary/a.md": "+++\ntitle = \"同\"\n+++\n同\n"}, []string{"added >a"}},
	} {
		comparison := Compare(judged(t, base), judged(t, with(base, c.changed)))
		if diff := cmp.Diff(c.want, fates(comparison)); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
		edited := !slices.ContainsFunc(c.want, func(s string) bool { return !strings.HasPrefix(s, "edited") })
		if comparison.Changed() == edited {
			t.Errorf("%s: changed in risk terms: %t", c.name, comparison.Changed())
		}
	}
}

func TestManyRenamedRecordsAreFoundByWhatTheySay(t *testing.T) {
	before, after := map[string]string{}, map[string]string{}
	for i := range 600 { // 600 × 600 pairs are beyond what is compared one by one
		text := strings.Replace(pump, "本文", fmt.Sprint("本文", i), 1)
		before[fmt.Sprintf("risks/A-%03d.md", i)], after[fmt.Sprintf("risks/B-%03d.md", i)] = text, text
	}
	c := Compare(judged(t, before), judged(t, after))
	if len(c.Records) != 600 || c.Records[17].Fate != Renamed || c.Records[17].Before != "A-017" || c.Records[17].After != "B-017" {
		t.Errorf("%d records changed, the 17th is %+v", len(c.Records), c.Records[17])
	}
	if c.Same != 600 || len(c.Risks) != 0 {
		t.Errorf("%d risks are assessed differently, want none", len(c.Risks))
	}
}

func TestAcceptancesThatLapse(t *testing.T) {
	for _, c := range []struct {
		name    string
		changed map[string]string
		want    []Lapse
	}{
		{"still in force", map[string]string{"decisions/D-1.md": strings.Replace(accepted, "2027-01-31", "2026-12-31", 1)}, nil},
		{"ended", map[string]string{"decisions/D-1.md": strings.Replace(accepted, "2027-01-31", "2026-11-22", 1)}, []Lapse{{"R-1", "D-1", LapsedExpired}}},
		{"outgrown", map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1)}, []Lapse{{"R-1", "D-1", LapsedOutgrown}}},
		{"gone", map[string]string{"decisions/D-1.md": ""}, []Lapse{{"R-1", "D-1", LapsedGone}}},
		{"names it no longer", map[string]string{"decisions/D-1.md": strings.Replace(accepted, "R-1", "R-2", 1)}, []Lapse{{"R-1", "D-1", LapsedGone}}},
		{"replaced", map[string]string{"decisions/D-1.md": "", "decisions/D-2.md": strings.NewReplacer("2026-02-01", "2026-10-01", "根拠", "新しい根拠", "\"受容\"", "\"更新\"", "\"b\"", "\"c\"").Replace(accepted)}, nil},
		{"the risk is gone", map[string]string{"decisions/D-1.md": "", "risks/R-1.md": "", "treatments/T-1.md": ""}, nil},
		{"the risk is closed", map[string]string{"decisions/D-1.md": "", "risks/R-1.md": strings.Replace(pump, "owner", "status = \"closed\"\nclosed_on = 2026-11-01\nowner", 1)}, nil},
	} {
		got := Compare(judged(t, base), judged(t, with(base, c.changed))).Lapsed
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

func TestPlansThatStandOtherwise(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       func(before, after *PlanStanding) bool // nil: nothing changed
	}{
		{"words alone", strings.Replace(dikes, "堤防", "護岸", 1), nil},
		{"status", strings.Replace(dikes, "approved", "in-progress", 1), func(a, b *PlanStanding) bool { return a.Status == "approved" && b.Status == "in-progress" }},
		{"due", strings.Replace(dikes, "2027-03-31", "2027-09-30", 1), func(a, b *PlanStanding) bool { return a.Due == date.Of(2027, 3, 31) && b.Due == date.Of(2027, 9, 30) }},
		{"overdue", strings.Replace(dikes, "2027-03-31", "2026-11-22", 1), func(a, b *PlanStanding) bool { return !a.Overdue && b.Overdue }},
		{"progress", strings.Replace(dikes, `title = "a"`, "title = \"a\"\ndone = 2026-11-01", 1), func(a, b *PlanStanding) bool { return a.Done == 0 && b.Done == 1 && b.Total == 1 }},
		{"target", strings.Replace(dikes, "likelihood = 1", "impact = 1", 1), func(a, b *PlanStanding) bool { return *a.Targets[0].Likelihood == 1 && *b.Targets[0].Impact == 1 }},
		{"cost", strings.Replace(dikes, "owner", "cost = { initial = 5 }\nowner", 1), func(a, b *PlanStanding) bool { return a.Cost.Initial == 0 && b.Cost.Initial == 5 }},
		{"gone", "", func(a, b *PlanStanding) bool { return a != nil && b == nil }},
	} {
		got := Compare(judged(t, base), judged(t, with(base, map[string]string{"treatments/T-1.md": c.text}))).Plans
		switch {
		case c.want == nil && len(got) > 0:
			t.Errorf("%s: %+v, want no change", c.name, got[0])
		case c.want != nil && (len(got) != 1 || got[0].ID != "T-1" || !c.want(got[0].Before, got[0].After)):
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestFindingsAreKnownByRuleCaseAndRecord(t *testing.T) {
	rules := func(list []Fault) []string {
		var rules []string
		for _, f := range list {
			rules = append(rules, string(f.Diagnostic.Rule)+" "+f.Record)
		}
		return rules
	}
	for _, c := range []struct {
		name            string
		changed         map[string]string
		failing, mended []string
	}{
		{"lines that shift are nothing", map[string]string{"risks/R-1.md": strings.Replace(pump, "owner", "# note\n\n\nowner", 1)}, nil, nil},
		{"newly failing", map[string]string{"risks/R-2.md": strings.Replace(leak, "criteria = \"1\"", "criteria = \"0\"", 1)}, []string{"rated-under-older-criteria R-2"}, nil},
		{"the record has another name", map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak}, nil, nil},
	} {
		before, after := judged(t, base), judged(t, with(base, c.changed))
		got := Compare(before, after)
		if diff := cmp.Diff(c.failing, rules(got.Failing)); diff != "" {
			t.Errorf("%s: failing (- wanted, + found):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.mended, rules(got.Mended)); diff != "" {
			t.Errorf("%s: mended (- wanted, + found):\n%s", c.name, diff)
		}
		back := Compare(after, before)
		if diff := cmp.Diff(c.failing, rules(back.Mended)); diff != "" {
			t.Errorf("%s, back: mended (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

func TestWhatTheCriteriaSayOtherwise(t *testing.T) {
	after := strings.NewReplacer(`revision = "1"`, "revision = \"2\"\napproved_on = 2026-11-01", `label="大"`, `label="甚大"`, `key="middle",label="中",acceptance="approval"`, `key="middle",label="中",acceptance="treat"`,
		`["low","middle"]`, `["low","high"]`).Replace(three) + "[acceptance]\nimpact_alone = 2\nfactors = [\"法令\"]\n[[viewpoint]]\nkey = \"legal\"\nlabel = \"法令\"\nweight = 3\n"
	var got []string
	for _, c := range Compare(judged(t, base), judged(t, with(base, map[string]string{"criteria.toml": after}))).Criteria {
		words := func(t register.Text) string { w, _ := t.In("ja", "ja"); return w }
		got = append(got, fmt.Sprintf("%s %s: %s → %s", c.Aspect, c.Of, words(c.Before), words(c.After)))
	}
	want := []string{
		"revision : 1 → 2", "approved_on :  → 2026-11-01", "impact 2: 大 → 甚大", "level-acceptance middle: approval → treat", "matrix 2,2: middle → high",
		"viewpoint legal:  → 法令", "weight legal:  → 3", "prohibitive legal:  → false", "impact_alone :  → 2", "wording acceptance.factors:  → [法令]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
	reworded := strings.Replace(three, `value=1,label="稀"`, `value=1,label="稀",meaning="年に一度もない"`, 1)
	list := Compare(judged(t, base), judged(t, with(base, map[string]string{"criteria.toml": reworded}))).Criteria
	if len(list) != 1 || list[0].Aspect != Wording || list[0].Of != "likelihood.1.meaning" || len(list[0].Before) != 0 || list[0].After[0].Words != "年に一度もない" {
		t.Errorf("a meaning reworded: %+v", list)
	}
	list = Compare(judged(t, with(base, map[string]string{"criteria.toml": ""})), judged(t, base)).Criteria
	if len(list) != 1 || list[0].Aspect != Given || len(list[0].Before) != 0 {
		t.Errorf("the first criteria: %+v", list)
	}
}

// A text that is said in one more language, or in one less, is said otherwise.
func TestWordsInAnotherLanguageAreAChange(t *testing.T) {
	for _, c := range []struct {
		was, now string
		changed  bool
	}{
		{`"大"`, `"大"`, false},
		{`"大"`, `{ja="大"}`, false},
		{`{en="Large",ja="大"}`, `{ja="大",en="Large"}`, false},
		{`"大"`, `{ja="大",en="Large"}`, true},
		{`{ja="大",en="Large"}`, `{en="Large"}`, true},
		{`{ja="大",en="Large"}`, `{ja="大",en="Big"}`, true},
		{`{ja="大",en="Large"}`, `{ja="大",de="Large"}`, true},
	} {
		criteria := func(label string) State {
			return judged(t, with(base, map[string]string{"criteria.toml": strings.Replace(three, `label="大"`, "label="+label, 1)}))
		}
		for _, pair := range [][2]string{{c.was, c.now}, {c.now, c.was}} {
			list := Compare(criteria(pair[0]), criteria(pair[1])).Criteria
			if (len(list) == 1 && list[0].Aspect == Impact && list[0].Of == "2") != c.changed || !c.changed && len(list) > 0 {
				t.Errorf("%s to %s: %+v", pair[0], pair[1], list)
			}
		}
	}
}

// Lapses come in the order of the risks' ids, whatever moved most.
func TestLapsesAreInOrder(t *testing.T) {
	before := with(base, map[string]string{"risks/R-2.md": strings.Replace(pump, "ポンプ", "送水", 1), "risks/R-3.md": strings.Replace(pump, "ポンプ", "井戸", 1),
		"decisions/D-1.md": strings.Replace(accepted, `"R-1"`, `"R-1", "R-2", "R-3"`, 1)})
	after := with(before, map[string]string{"decisions/D-1.md": "", "risks/R-3.md": strings.NewReplacer("ポンプ", "井戸", "likelihood = 2", "likelihood = 3").Replace(pump), "risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 1", 1)})
	c := Compare(judged(t, before), judged(t, after))
	if len(c.Risks) < 3 || c.Risks[0].ID == "R-1" {
		t.Fatalf("the first of the changes is %+v", c.Risks[0])
	}
	want := []Lapse{{"R-1", "D-1", LapsedGone}, {"R-2", "D-1", LapsedGone}, {"R-3", "D-1", LapsedGone}}
	if diff := cmp.Diff(want, c.Lapsed); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
}

func TestAreasAreCriteriaAndComparingLeavesTheCriteriaAsTheyAre(t *testing.T) {
	was := strings.Replace(three, `value=1,label="稀"`, `value=1,label="稀",per_year=[0,1]`, 1) + "[[area]]\nkey = \"service\"\nlabel = \"停止\"\n"
	before, after := judged(t, with(base, map[string]string{"criteria.toml": was})), judged(t, with(base, map[string]string{"criteria.toml": strings.Replace(was, "停止", "中断", 1)}))
	for range 2 {
		got := Compare(before, after).Criteria
		if len(got) != 1 || got[0].Aspect != Area || got[0].Of != "service" || got[0].Before[0].Words != "停止" || got[0].After[0].Words != "中断" {
			t.Errorf("%+v, want another label of the area", got)
		}
	}
	if label := after.Assessment.Register.Criteria.Likelihoods[0].Label[0].Words; label != "稀" {
		t.Errorf("the label is %q now", label)
	}
}

// randomRegister makes a small register in which everything that a comparison looks at may vary.
func randomRegister(rng *rand.Rand) map[string]string {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	files := map[string]string{}
	if rng.IntN(8) > 0 {
		files["criteria.toml"] = strings.NewReplacer(`revision = "1"`, `revision = "`+pick("1", "1", "2")+`"`, `["low","middle"]`, `["low","`+pick("low", "middle", "high")+`"]`).Replace(three)
	}
	var risks []string
	for i := range 7 {
		if id := fmt.Sprintf("R-%d", i); rng.IntN(4) > 0 {
			risks = append(risks, id)
			files["risks/"+id+".md"] = fmt.Sprintf("+++\ntitle = \"T%d\"\nowner = \"%s\"\nidentified = 2026-01-0%d\n%s[current]\nlikelihood = %d\nimpact = %d\ncriteria = \"%s\"\n+++\n%s\n",
				rng.IntN(9), pick("o", "p"), 1+rng.IntN(3), pick("", "", "status = \"closed\"\nclosed_on = 2026-10-01\n"), 1+rng.IntN(3), 1+rng.IntN(2), pick("1", "2"), pick("甲", "乙", "丙"))
		}
	}
	for i := range 3 {
		if len(risks) > 0 && rng.IntN(3) > 0 {
			files[fmt.Sprintf("decisions/D-%d.md", i)] = strings.NewReplacer("R-1", pick(risks...), "2027-01-31", pick("2027-01-31", "2026-10-31"), "likelihood = 2", pick("likelihood = 1", "likelihood = 3")).Replace(accepted)
			files[fmt.Sprintf("treatments/T-%d.md", i)] = strings.NewReplacer("R-1", pick(risks...), "approved", pick("approved", "draft", "done", "in-progress"), "2027-03-31", pick("2027-03-31", "2026-10-31")).Replace(dikes)
		}
	}
	return files
}

func TestAStateDiffersFromItselfInNothingAndDifferencesMirror(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 2))
		one, other := randomRegister(rng), randomRegister(rng)
		a, b := judged(t, one), judged(t, other)
		if c := Compare(a, judged(t, one)); c.Changed() || len(c.Records)+len(c.Lapsed) > 0 {
			t.Fatalf("seed %d: a state differs from itself: %+v", seed, c.Records)
		}
		there, back := Compare(a, b), Compare(b, a)
		if len(there.RateAgain())+len(back.RateAgain()) > 0 { // nothing is said of the second state, whichever it is
			for _, c := range []*Comparison{&there, &back} {
				c.Risks, c.Failing, c.Mended, c.Silenced, c.Same = nil, nil, nil, nil, 0
			}
		}
		if diff := cmp.Diff(mirror(there, false), mirror(back, true)); diff != "" {
			t.Fatalf("seed %d: there and back differ:\n%s", seed, diff)
		}
	}
}

// mirror writes a comparison so that it reads the same for the states changed about.
func mirror(c Comparison, back bool) []string {
	turn := func(before, after any) string {
		if back {
			before, after = after, before
		}
		return fmt.Sprint(before, "→", after)
	}
	var list []string
	for _, r := range c.Records {
		list = append(list, fmt.Sprintf("record %s %v", turn(r.Before, r.After), r.Fields))
	}
	for _, r := range c.Risks {
		outcome := func(s *Standing) string {
			if s == nil {
				return "none"
			}
			return fmt.Sprint(s.ID, s.Outcome, s.Rank, s.Now.Level, s.Plans)
		}
		direction := r.Direction
		if back {
			direction = -direction
		}
		list = append(list, fmt.Sprintf("risk %s %s %d %t", turn(outcome(r.Before), outcome(r.After)), r.Cause, direction, r.RankOnly))
	}
	for _, p := range c.Plans {
		status := func(s *PlanStanding) string {
			if s == nil {
				return "none"
			}
			return s.ID + s.Status
		}
		list = append(list, "plan "+turn(status(p.Before), status(p.After)))
	}
	for _, x := range c.Criteria {
		list = append(list, fmt.Sprintf("criterion %s %s %s", x.Aspect, x.Of, turn(x.Before, x.After)))
	}
	failing, mended := c.Failing, slices.Concat(c.Mended, c.Silenced) // which of the two it is, is asked from the first state
	if back {
		failing, mended = mended, failing
	}
	for _, f := range failing {
		list = append(list, "failing "+string(f.Diagnostic.Rule)+" "+f.Record)
	}
	for _, f := range mended {
		list = append(list, "mended "+string(f.Diagnostic.Rule)+" "+f.Record)
	}
	slices.Sort(list)
	return append(list, fmt.Sprint("same ", c.Same))
}

// A shift in rank alone is no other assessment; a risk that is new or gone is.
func TestTallyCountsEveryRiskOnce(t *testing.T) {
	here := &Standing{}
	c := Comparison{Same: 7, Risks: []Risk{
		{Before: here, After: here, Direction: 1}, {Before: here, After: here, Direction: -1}, {Before: here, After: here, Direction: -1}, {Before: here, After: here},
		{After: here}, {Before: here}, {Before: here, After: here, RankOnly: true}, {Before: here, After: here, RankOnly: true},
	}}
	if got, want := c.Tally(), (Tally{Differently: 6, Come: 1, Gone: 1, Up: 1, Down: 2, RankOnly: 2, Same: 7}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

// What is marked as provisional, or dated after the day, leaves the figures: that is told, and it is not gone.
func TestWhatCountsNoLongerIsNotGone(t *testing.T) {
	unconfirmed := func(record string) string { return strings.Replace(record, "+++\n", "+++\nprovisional = true\n", 1) }
	later := strings.Replace(pump, "identified = 2026-01-01", "identified = 2026-12-24", 1)
	fresh := "+++\ntitle = \"火災\"\nowner = \"q\"\nidentified = 2026-09-09\n[current]\nlikelihood = 3\nimpact = 2\n+++\n"
	for _, c := range []struct {
		name          string
		before, after map[string]string
		want          []string // "R-1 provisional": what a risk is besides
		noLonger      []string
	}{
		{"a risk that nobody confirms", nil, map[string]string{"risks/R-1.md": unconfirmed(pump)}, []string{"R-1 > provisional"}, []string{"R-1"}},
		{"a risk identified later", nil, map[string]string{"risks/R-1.md": later}, []string{"R-1 > later"}, []string{"R-1"}},
		{"a risk that somebody confirmed", map[string]string{"risks/R-1.md": unconfirmed(pump)}, nil, []string{"R-1 provisional > "}, nil},
		{"unconfirmed before and after", map[string]string{"risks/R-1.md": unconfirmed(pump)}, map[string]string{"risks/R-1.md": unconfirmed(strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1))}, nil, nil},
		{"a new one that nobody confirms", nil, map[string]string{"risks/R-9.md": unconfirmed(fresh)}, nil, nil},
		{"gone", nil, map[string]string{"risks/R-1.md": ""}, []string{"R-1 > -"}, nil},
	} {
		got := Compare(judged(t, with(base, c.before)), judged(t, with(base, c.after)))
		var list []string
		for _, r := range got.Risks {
			if r.RankOnly {
				continue
			}
			side := func(s *Standing) string {
				if s == nil {
					return "-"
				}
				return string(s.Uncounted)
			}
			list = append(list, strings.ReplaceAll(fmt.Sprint(r.ID, " ", side(r.Before), " > ", side(r.After)), "  ", " "))
			if r.NoLongerUnacceptable() || r.Direction != 0 {
				t.Errorf("%s: %s is said to be no longer unacceptable, or to have moved", c.name, r.ID)
			}
		}
		if diff := cmp.Diff(c.want, list); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.noLonger, got.Those((*Risk).CountsNoLonger)); diff != "" {
			t.Errorf("%s: no longer counted (- wanted, + found):\n%s", c.name, diff)
		}
	}
	got := Compare(judged(t, base), judged(t, with(base, map[string]string{"treatments/T-1.md": unconfirmed(dikes), "decisions/D-1.md": unconfirmed(accepted)})))
	if len(got.Plans) != 1 || got.Plans[0].After == nil || got.Plans[0].Before.Provisional || !got.Plans[0].After.Provisional {
		t.Errorf("a plan that nobody confirms: %+v", got.Plans)
	}
	if diff := cmp.Diff([]Lapse{{"R-1", "D-1", Unconfirmed}}, got.Lapsed); diff != "" {
		t.Errorf("an acceptance that nobody confirms (- wanted, + found):\n%s", diff)
	}
}

// high is the second of two levels, at the top; the third of four lies below it, though its number is greater.
func TestLevelsOfListsOfDifferentLengthAreComparedByTheirPlace(t *testing.T) {
	four := strings.NewReplacer(`{key="low",label="低",acceptance="accept"}, {key="high",label="高",acceptance="treat"}`,
		`{key="a",label="a",acceptance="accept"}, {key="b",label="b",acceptance="accept"}, {key="c",label="c",acceptance="treat"}, {key="d",label="d",acceptance="treat"}`,
		`["low","low"], ["low","low"], ["low","high"]`, `["a","a"], ["a","b"], ["b","c"]`).Replace(lenient)
	ratings := map[string][2]string{"R-1": {"3", "2"}, "R-2": {"2", "2"}, "R-3": {"1", "1"}}
	got := map[string]int{}
	for _, r := range Compare(state(t, lenient, ratings), state(t, four, ratings)).Risks {
		got[r.ID] = r.Direction
	}
	// From 2 of 2 to 3 of 4 is down; from 1 of 2 to 2 of 4 the same place; from 1 of 2 to 1 of 4 down.
	if diff := cmp.Diff(map[string]int{"R-1": -1, "R-2": 0, "R-3": -1}, got); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
}

func TestALabelInAnotherLanguageIsAChangeOfTheCriteria(t *testing.T) {
	for _, c := range []struct {
		label string
		n     int
	}{{`label="中"`, 0}, {`label={ja="中"}`, 0}, {`label={ja="中",en="Middle"}`, 1}, {`label={en="Middle"}`, 1}} {
		after := strings.Replace(three, `{key="middle",label="中"`, `{key="middle",`+c.label, 1)
		if got := Compare(judged(t, base), judged(t, with(base, map[string]string{"criteria.toml": after}))).Criteria; len(got) != c.n {
			t.Errorf("%s: %v, want %d changes", c.label, got, c.n)
		}
	}
}

// R-2 is graver than R-1 and stands before it among the risks; the acceptances that lapse go by the risk.
func TestLapsesGoByTheRisk(t *testing.T) {
	both := strings.Replace(accepted, `["R-1"]`, `["R-1", "R-2"]`, 1)
	other := strings.Replace(leak, "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 2", 1)
	files := with(base, map[string]string{"decisions/D-1.md": both, "risks/R-2.md": other})
	c := Compare(judged(t, files), judged(t, with(files, map[string]string{"decisions/D-1.md": "", "risks/R-2.md": strings.Replace(other, "likelihood = 2", "likelihood = 3", 1), "risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 1", 1)})))
	if diff := cmp.Diff([]Lapse{{"R-1", "D-1", LapsedGone}, {"R-2", "D-1", LapsedGone}}, c.Lapsed); diff != "" || c.Risks[0].ID != "R-2" {
		t.Errorf("the first risk is %s; lapses (- wanted, + found):\n%s", c.Risks[0].ID, diff)
	}
}

// A plan that is gone stands where its id puts it, and comparing leaves the records as they were written.
func TestPlansGoByTheirIDs(t *testing.T) {
	second := strings.NewReplacer("堤防", "護岸", `["R-1"]`, `["R-2", "R-1"]`).Replace(dikes)
	files := with(base, map[string]string{"treatments/T-2.md": second})
	before, after := judged(t, files), judged(t, with(files, map[string]string{"treatments/T-1.md": "", "treatments/T-2.md": strings.Replace(second, "2027-03-31", "2027-04-30", 1)}))
	var ids []string
	for _, p := range Compare(before, after).Plans {
		ids = append(ids, p.ID)
	}
	if diff := cmp.Diff([]string{"T-1", "T-2"}, ids); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"R-2", "R-1"}, after.Assessment.Register.Treatment("T-2").Risks); diff != "" {
		t.Errorf("the plan itself was changed:\n%s", diff)
	}
}

// A file of readings that cannot be read in either state is no difference, and one that can be read in one of them is.
func TestReadingsThatCannotBeRead(t *testing.T) {
	files := with(base, map[string]string{
		"indicators/I-1.md":  "+++\ntitle = \"水位\"\nrisks = [\"R-1\"]\nwarn = 2\nlimit = 3\nreadings = \"I-1.csv\"\n+++\n",
		"indicators/I-1.csv": "on,value\n\xff\n",
	})
	broken, whole := judged(t, files), judged(t, with(files, map[string]string{"indicators/I-1.csv": "on,value\n2026-11-01,1\n"}))
	if c := Compare(broken, broken); c.Changed() || len(c.Records) > 0 {
		t.Errorf("nothing changed: %+v", c.Records)
	}
	if got := fates(Compare(broken, whole)); len(got) != 1 || got[0] != "edited I-1>I-1 [reading]" {
		t.Errorf("mended: %v", got)
	}
	if got := fates(Compare(whole, broken)); len(got) != 1 || got[0] != "edited I-1>I-1 [reading]" {
		t.Errorf("broken: %v", got)
	}
}

func TestFiguresOfTheCriteria(t *testing.T) {
	figures := func(cumulative, tolerance string) map[string]string {
		return with(base, map[string]string{"criteria.toml": three + "[acceptance]\n" + cumulative + tolerance})
	}
	say := func(c Comparison) []string {
		var list []string
		for _, x := range c.Criteria {
			words := func(t register.Text) string { w, _ := t.In("ja", "ja"); return w }
			list = append(list, fmt.Sprintf("%s %s: %s → %s", x.Aspect, x.Of, words(x.Before), words(x.After)))
		}
		return list
	}
	was := figures("cumulative_loss = 10_000_000\n", "tolerance = [ { loss = 50_000_000, probability = 0.05 }, { loss = 100_000_000, probability = 0.01 } ]\n")
	is := figures("cumulative_loss = 2_500_000\n", "tolerance = [ { loss = 50_000_000, probability = 0.125 } ]\n")
	want := []string{"cumulative_loss : 10000000 → 2500000", "tolerance 50000000: 0.05 → 0.125", "tolerance 100000000: 0.01 → "}
	if diff := cmp.Diff(want, say(Compare(judged(t, was), judged(t, is)))); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
	if got := say(Compare(judged(t, base), judged(t, figures("", "tolerance = [ { loss = 5 } ]\n")))); len(got) > 0 && strings.HasPrefix(got[0], "tolerance 5") {
		t.Errorf("a loss without a probability says nothing: %v", got)
	}
}
