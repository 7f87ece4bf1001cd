package query_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// assessed is a register of three risks, one of them provisional, and two plans, as of 2026-11-23.
func assessed(t *testing.T) *assess.Assessment {
	t.Helper()
	risk := func(title, more string) string {
		return "+++\ntitle = \"" + title + "\"\nowner = \"ops\"\nidentified = 2026-05-01\n" + more + "+++\n"
	}
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"riskbook.toml": "title = \"t\"\n[[field]]\nkind = \"risks\"\nkey = \"line\"\ntype = \"choice\"\nvalues = [\"a\", \"b\"]\n[[field]]\nkind = \"treatments\"\nkey = \"saving\"\ntype = \"money\"\n",
		"parties.toml":  "[ops]\ntitle = { ja = \"運用課\", en = \"Operations\" }\n[dev]\ntitle = \"Development\"\n",
		"criteria.toml": `revision = "1"
likelihood = [{ value = 1, label = "Rare" }, { value = 2, label = "Possible" }, { value = 3, label = "Likely" }]
impact = [{ value = 1, label = "Small" }, { value = 2, label = "Medium" }, { value = 3, label = "Large" }]
level = [{ key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" }, { key = "mid", label = { ja = "中", en = "Medium" }, acceptance = "approval" }, { key = "top", label = { ja = "高", en = "High" }, acceptance = "treat" }]
[matrix]
rows = [["low", "low", "mid"], ["low", "mid", "top"], ["mid", "top", "top"]]
`,
		"risks/R-1.md":      risk("Remote access", "tags = [\"net\", \"plant\"]\n[current]\nlikelihood = 3\nimpact = 3\n[extra]\nline = \"a\"\n"),
		"risks/R-2.md":      risk("Flood", "[current]\nlikelihood = 2\nimpact = 2\n"),
		"risks/R-3.md":      risk("Rumour", "provisional = true\n[current]\nlikelihood = 3\nimpact = 3\n[extra]\nline = \"b\"\n"),
		"treatments/T-1.md": "+++\ntitle = \"a\"\nowner = \"dev\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2026-12-01\ncost = { initial = 100, annual = 5 }\n[[action]]\ntitle = \"x\"\ndue = 2026-12-01\n[extra]\nsaving = 7\n+++\n",
		"treatments/T-2.md": "+++\ntitle = \"b\"\nowner = \"ops\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2027-12-01\ncost = { initial = 20, annual = 0 }\n+++\n",
	} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	r := register.Understand(tree)
	for _, f := range r.Faults {
		t.Fatalf("%s/%s at %s:%d: %v", f.Rule, f.Case, f.Place.File, f.Place.Line, f.Args)
	}
	return assess.Assess(r, date.Of(2026, 11, 23))
}

func TestFilters(t *testing.T) {
	a := assessed(t)
	for _, c := range []struct{ kind, filter, want string }{
		{"risks", "", "R-1 R-2 R-3"},
		{"risks", "owner=ops", "R-1 R-2 R-3"},
		{"risks", "owner=Operations", "R-1 R-2 R-3"},
		{"risks", "owner=運用課 id=R-2", "R-2"},
		{"risks", "owner!=ops", ""},
		{"risks", "level=High", "R-1 R-3"},
		{"risks", "level=top", "R-1 R-3"},
		{"risks", "level>=中", "R-1 R-2 R-3"},
		{"risks", "level>mid", "R-1 R-3"},
		{"risks", "level<High", "R-2"},
		{"risks", "outcome=in-treatment", ""}, // neither plan has a target
		{"risks", "outcome=unevaluated-plan", "R-1"},
		{"risks", "outcome=unevaluated-plan,needs-treatment", "R-1 R-2"},
		{"risks", "need=treat", "R-1 R-2"},
		{"risks", "likelihood>=3", "R-1 R-3"},
		{"risks", "likelihood=Likely", "R-1 R-3"},
		{"risks", "rank=1", "R-1"},
		{"risks", "rank=", "R-3"},
		{"risks", "tags=plant", "R-1"},
		{"risks", "tags=", "R-2 R-3"},
		{"risks", `title~"remote acc"`, "R-1"},
		{"risks", "due>2027-01-01", "R-1"},
		{"risks", "due<2027-01-01", ""},
		{"risks", "identified=2026-05-01", "R-1 R-2 R-3"},
		{"risks", "provisional=true", "R-3"},
		{"risks", "provisional=false", "R-1 R-2"},
		{"risks", "status=open", "R-1 R-2 R-3"},
		{"risks", "plans=T-2", "R-1"},
		{"risks", "line=b", "R-3"},
		{"risks", "extra.line!=b", "R-1 R-2"},
		{"treatments", "owner=me", "T-1"},
		{"treatments", "cost.initial>20", "T-1"},
		{"treatments", "cost.initial>=20", "T-1 T-2"},
		{"treatments", "due<2027-01-01 risks=R-1", "T-1"},
		{"treatments", "action.due<=2026-12-01", "T-1"},
		{"treatments", "saving=7", "T-1"},
		{"treatments", "status=approved option=modify late=false", "T-1 T-2"},
	} {
		kind := register.KindOf(c.kind)
		f, wrong := query.Parse(a, kind, query.Words(c.filter), "dev")
		if wrong != nil {
			t.Errorf("%s %s: %+v", c.kind, c.filter, *wrong)
			continue
		}
		var got []string
		for _, e := range a.Register.List(kind) {
			if f.Fits(e) {
				got = append(got, e.Of().ID)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %s: %v, want %s", c.kind, c.filter, got, c.want)
		}
	}
}

func TestFiltersThatNobodyUnderstands(t *testing.T) {
	a := assessed(t)
	for _, c := range []struct{ filter, what, near string }{
		{"owner", "condition", ""},
		{"=x", "condition", ""},
		{"outcom=x", "key", "outcome"},
		{"owner=me", "me", ""},
	} {
		f, wrong := query.Parse(a, register.KindOf("risks"), query.Words(c.filter), "")
		if f != nil || wrong == nil || wrong.What != c.what || wrong.Near != c.near {
			t.Errorf("%s: %+v, want %s near %q", c.filter, wrong, c.what, c.near)
		}
	}
}

func TestWords(t *testing.T) {
	if got, want := query.Words(" a=1  title~\"x y\"　b=2 "), []string{"a=1", `title~"x y"`, "b=2"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
