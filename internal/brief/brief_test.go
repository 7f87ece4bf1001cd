package brief_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/brief"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

const criteria = `revision = "1"
likelihood = [{ value = 1, label = "Rare" }, { value = 2, label = "Often" }]
impact = [{ value = 1, label = "Small" }, { value = 2, label = "Large" }]
[[level]]
key = "low"
label = "Low"
acceptance = "accept"
[[level]]
key = "high"
label = "High"
acceptance = "treat"
[matrix]
rows = [["low", "low"], ["low", "high"]]
[acceptance]
impact_alone = 2
`

func judged(t *testing.T, files map[string]string) *assess.Assessment {
	t.Helper()
	tree := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\nlanguages = [\"en\", \"ja\"]\ncurrency = \"JPY\"\n")}, "content/criteria.toml": {Data: []byte(criteria)}}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	read, err := source.Read(tree)
	if err != nil {
		t.Fatal(err)
	}
	return assess.Assess(register.Understand(read), date.Of(2026, 11, 30))
}

func risk(more string) string {
	return "+++\ntitle = \"Flood\"\nowner = \"ops\"\nidentified = 2026-01-01\n" + more + "\n+++\n"
}

func said(list []brief.Sentence, key string) string {
	for _, s := range list {
		if s.Key == key {
			return s.String()
		}
	}
	return ""
}

// Nothing that was not judged is an all-clear: of three risks none is analysed.
func TestWhatWasNotJudgedIsNoAllClear(t *testing.T) {
	a := judged(t, map[string]string{"content/risks/R-1.md": risk(""), "content/risks/R-2.md": risk(""), "content/risks/R-3.md": risk("")})
	list := brief.Write(a, nil, "en")
	if got, want := said(list, "stand"), "None of the 3 open risks could be judged yet (3 of 3), so nobody knows whether they need treatment."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(list) < 3 || len(list) > 5 {
		t.Errorf("%d sentences, want three to five", len(list))
	}
	if got := said(brief.Write(a, nil, "ja"), "stand"); !strings.Contains(got, "3件すべてがまだ評価できておらず") {
		t.Errorf("%q", got)
	}
}

func TestSentencesSayWhatTheFiguresSay(t *testing.T) {
	a := judged(t, map[string]string{
		"content/parties.toml":      "[ops]\ntitle = \"Operations\"\nkind = \"department\"\nparent = \"board\"\n[board]\ntitle = \"The Board\"\nkind = \"committee\"\n",
		"content/risks/R-1.md":      risk("[current]\nlikelihood = 1\nimpact = 2\n"),
		"content/risks/R-2.md":      risk("[current]\nlikelihood = 1\nimpact = 1\n"),
		"content/risks/R-3.md":      risk(""),
		"content/treatments/T-1.md": "+++\ntitle = \"Dike\"\nowner = \"ops\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"prevention\"\nstatus = \"in-progress\"\nstart = 2026-01-01\ndue = 2026-10-31\ncost = { initial = 1500000, annual = 20000 }\n[[target]]\nrisk = \"R-1\"\nlikelihood = 1\nimpact = 2\n+++\n",
	})
	since := &chronicle.Since{On: date.Of(2026, 6, 26), Kind: chronicle.SinceDay, Worse: []string{"R-1"}, New: []string{"R-2", "R-3"}}
	list := brief.Write(a, since, "en")
	for key, want := range map[string]string{
		"stand":  "1 of 3 open risks is to be treated, first of all R-1 “Flood” (Low: impact 2 is treated at any likelihood); 1 (R-3) could not be judged yet.",
		"since":  "Since 26 June 2026, 1 got worse (R-1), 0 got better and 2 are new.",
		"decide": "2 decisions are needed (1 past its day), longest overdue the one on R-1 “Flood” (The Board, by 31 October 2026).",
		"plans":  "Of 1 live plan 1 is late (T-1 “Dike”), 1 is not enough even once done, and of 0 nobody can tell.",
		"money":  "No risk has figures; the live plans cost ¥1.5 million at first and ¥20 thousand a year.",
	} {
		if got := said(list, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	for _, s := range list {
		linked := false
		for _, p := range s.Pieces {
			linked = linked || p.To != ""
		}
		if !linked {
			t.Errorf("%q leads to no proof", s)
		}
	}
	if got := said(brief.Write(a, since, "ja"), "since"); got != "2026年6月26日以後、リスク1件が悪化（R-1）、0件が改善し、2件が新しく加わりました。" {
		t.Errorf("%q", got)
	}
}

// Who decides: whom it was asked of, who may accept, who approved the plan, the party above the owner; and a day only where a record gives one.
func TestDecidersAndDays(t *testing.T) {
	parties := "[ops]\ntitle = \"Operations\"\nparent = \"board\"\n[board]\ntitle = \"Board\"\n[ceo]\ntitle = \"CEO\"\n[lone]\ntitle = \"Lone\"\n"
	a := judged(t, map[string]string{
		"content/parties.toml":     parties,
		"content/risks/R-1.md":     risk("[current]\nlikelihood = 2\nimpact = 2\n"),
		"content/risks/R-2.md":     strings.Replace(risk("next_review = 2027-01-15\n[current]\nlikelihood = 2\nimpact = 2\n"), "ops", "lone", 1),
		"content/risks/R-3.md":     risk("[current]\nlikelihood = 2\nimpact = 2\n"),
		"content/decisions/D-1.md": "+++\ntitle = \"May it be?\"\nkind = \"acceptance\"\nrequested = 2026-11-01\ndecide_by = 2026-12-20\nof = \"ceo\"\nbasis = \"b\"\nrisks = [\"R-3\"]\n+++\n",
	})
	for id, want := range map[string]struct{ who, ground, day string }{
		"D-1": {"ceo", "asked", "2026-12-20"}, "R-3": {"ceo", "asked", "2026-12-20"}, "R-1": {"board", "superior", ""}, "R-2": {"", "", "2027-01-15"},
	} {
		wanted := agenda.AllWanted(a)
		for i := range wanted {
			if wanted[i].ID() != id {
				continue
			}
			d, by := agenda.DecidersFor(a, &wanted[i]), agenda.DecideBy(a, &wanted[i])
			if strings.Join(d.Parties, " ") != want.who || string(d.Ground) != want.ground || by.Day.String() != want.day {
				t.Errorf("%s: %v by %s, %s; want %v", id, d.Parties, d.Ground, by.Day, want)
			}
		}
	}
	if o := agenda.OwnersOf(a).Of("ceo"); o == nil || len(o.Decides) != 2 {
		t.Error("who decides does not see what waits")
	}
}

func TestSentencesOfOneRiskAndOnePlan(t *testing.T) {
	plan := "+++\ntitle = \"Dike\"\nowner = \"ops\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"prevention\"\nstatus = \"in-progress\"\ndue = 2027-10-31\n[[target]]\nrisk = \"R-1\"\nimpact = 1\n+++\n"
	for _, test := range []struct {
		name, risk, plan, key, want string
	}{
		{"acceptable", "[current]\nlikelihood = 1\nimpact = 1\n", "", "stand", "There is 1 open risk, and it needs no treatment."},
		{"not analysed", "", "", "stand", "There is 1 open risk, and it could not be judged yet, so nobody knows whether it needs treatment."},
		{"to be treated", "[current]\nlikelihood = 2\nimpact = 2\n", "", "stand", "1 of 1 open risk is to be treated, first of all R-1 “Flood” (High: impact 2 is treated at any likelihood)."},
		{"to be treated", "[current]\nlikelihood = 2\nimpact = 2\n", "", "decide", "1 decision is needed, first on R-1 “Flood” (no decider recorded, no day recorded)."},
		{"in treatment", "[current]\nlikelihood = 2\nimpact = 2\n", plan, "plans", "The 1 live plan is on time and enough once done."},
		{"with figures", "[current]\nlikelihood = 1\nimpact = 1\n[quantitative]\nfrequency = 1\nloss = { low = 1, mode = 1, high = 1 }\n", "", "money", "The expected annual loss of the 1 of 1 risk that has figures is ¥1, and ¥1 once plans are done."},
	} {
		files := map[string]string{"content/risks/R-1.md": risk(test.risk)}
		if test.plan != "" {
			files["content/treatments/T-1.md"] = test.plan
		}
		if got := said(brief.Write(judged(t, files), nil, "en"), test.key); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
