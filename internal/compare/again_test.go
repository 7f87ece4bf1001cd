package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const five = "revision = \"2\"\nlikelihood = [ {value=1,label=\"稀\"}, {value=2,label=\"低\"}, {value=3,label=\"中\"}, {value=4,label=\"高\"}, {value=5,label=\"頻\"} ]\n" +
	"impact = [ {value=1,label=\"小\"}, {value=2,label=\"大\"} ]\nlevel = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"middle\",label=\"中\",acceptance=\"approval\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n" +
	"[matrix]\nrows = [ [\"low\",\"low\"], [\"low\",\"low\"], [\"low\",\"low\"], [\"low\",\"middle\"], [\"middle\",\"high\"] ]\n"

// again gives the risks that are to be rated again.
func again(c Comparison) []string { return c.Those((*Risk).RateAgain) }

func TestWhichStepsMeanSomethingElse(t *testing.T) {
	const ranged = "revision = \"1\"\nlikelihood = [ {value=1,label={ja=\"稀\",en=\"Rare\"},per_year=[0,1]}, {value=2,label={ja=\"中\",en=\"Possible\"},per_year=[1,2]}, {value=3,label={ja=\"頻\",en=\"Often\"},per_year=[2,9]} ]\n" +
		"impact = [ {value=1,label=\"小\",loss=[0,1]}, {value=2,label=\"大\",loss=[1,9]} ]\nlevel = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n" +
		"[matrix]\nrows = [ [\"low\",\"low\"], [\"low\",\"low\"], [\"low\",\"high\"] ]\n"
	ratings := map[string][2]string{"R-11": {"1", "1"}, "R-12": {"1", "2"}, "R-21": {"2", "1"}, "R-22": {"2", "2"}, "R-31": {"3", "1"}, "R-32": {"3", "2"}}
	for _, c := range []struct {
		name     string
		was, now string // what is replaced
		want     []string
	}{
		{"nothing", "", "", nil},
		{"the revision", `revision = "1"`, `revision = "2"`, nil},
		{"the meaning of a step", `value=1,label="小"`, `value=1,label="小",meaning="x"`, nil},
		{"the matrix", `["low","high"]`, `["high","high"]`, nil},
		{"what a level asks for", `acceptance="accept"`, `acceptance="treat"`, nil},
		{"a label of likelihood", `ja="中",en="Possible"`, `ja="時々",en="Possible"`, []string{"R-21", "R-22"}},
		{"a label in the other language", `en="Possible"`, `en="Sometimes"`, []string{"R-21", "R-22"}},
		{"a label loses a language", `{ja="中",en="Possible"}`, `{ja="中"}`, nil},
		{"a label of impact", `label="大"`, `label="甚大"`, []string{"R-12", "R-22", "R-32"}},
		{"a label of impact gets another language", `label="大"`, `label={ja="大",en="Large"}`, nil},
		{"a range of likelihood", `per_year=[2,9]`, `per_year=[2,5]`, []string{"R-31", "R-32"}},
		{"a range of impact", `loss=[0,1]`, `loss=[0,2]`, []string{"R-11", "R-21", "R-31"}},
		{"a range goes", `,loss=[0,1]`, ``, []string{"R-11", "R-21", "R-31"}},
		{"a step less at the top", `, {value=3,label={ja="頻",en="Often"},per_year=[2,9]}`, ``, []string{"R-11", "R-12", "R-21", "R-22", "R-31", "R-32"}},
		{"a step more of impact", `, {value=2,label="大",loss=[1,9]}`, `, {value=2,label="大",loss=[1,9]}, {value=3,label="甚大"}`, []string{"R-11", "R-12", "R-21", "R-22", "R-31", "R-32"}},
		{"another value for a step", `value=3,label`, `value=4,label`, []string{"R-31", "R-32"}},
	} {
		if c.was != "" && !strings.Contains(ranged, c.was) {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		got := again(Compare(state(t, ranged, ratings), state(t, strings.Replace(ranged, c.was, c.now, 1), ratings)))
		slices.Sort(got)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

// From three steps to five every step means something else. are claimed to be nothing; R-3 was rated anew under the new revision.
func TestNothingIsClaimedOfARiskThatIsToBeRatedAgain(t *testing.T) {
	rated := func(likelihood, revision, more string) string {
		return "+++\ntitle = \"題" + likelihood + "\"\nowner = \"o\"\nidentified = 2026-01-01\n" + more + "[inherent]\nlikelihood = 3\nimpact = 2\n[current]\nlikelihood = " + likelihood + "\nimpact = 2\ncriteria = \"" + revision + "\"\n+++\n"
	}
	before := with(base, map[string]string{"criteria.toml": three, "risks/R-1.md": rated("3", "1", ""), "risks/R-2.md": rated("2", "1", ""), "risks/R-3.md": rated("1", "1", ""), "risks/R-4.md": rated("1", "1", "status = \"closed\"\nclosed_on = 2026-11-01\n"),
		"risks/R-5.md": "+++\ntitle = \"未分析\"\nowner = \"o\"\nidentified = 2026-01-01\n+++\n"})
	after := with(before, map[string]string{"criteria.toml": five, "risks/R-3.md": rated("5", "2", ""), "risks/R-2.md": rated("2", "1", "next_review = 2026-02-01\n")})
	c := Compare(judged(t, before), judged(t, after))
	if diff := cmp.Diff([]string{"R-1", "R-2"}, again(c)); diff != "" {
		t.Fatalf("to be rated again (- wanted, + found):\n%s", diff)
	}
	for _, r := range c.Risks {
		if r.ID == "R-3" {
			if r.After.Now.Level != "high" || r.Direction != 1 || !r.NewlyUnacceptable() {
				t.Errorf("R-3 was rated anew: %+v", r.After)
			}
			continue
		}
		s := r.After
		if s.Now.Level != "" || s.Inherent.Level != "" || s.Projected.Level != "" || s.Outcome != "" || s.Rank != 0 || s.Reasons != nil || r.Cause != "" || r.Direction != 0 || r.NewlyUnacceptable() || r.NoLongerUnacceptable() {
			t.Errorf("%s: something is claimed: %+v %+v", r.ID, r, s)
		}
		if s.Now.Likelihood == nil || r.Before.Now.Level == "" {
			t.Errorf("%s: its rating and its former level are lost: %+v", r.ID, s)
		}
		if diff := cmp.Diff([]Factor{FromCriteria}, r.Because); diff != "" {
			t.Errorf("%s: because\n%s", r.ID, diff)
		}
	}
	for _, list := range [][]Fault{c.Failing, c.Mended, c.Silenced} {
		for _, f := range list {
			if (f.Record == "R-1" || f.Record == "R-2") && f.Diagnostic.Rule != "rated-under-older-criteria" && f.Diagnostic.Rule != "acceptance-under-older-criteria" && f.Diagnostic.Rule != "review-overdue" {
				t.Errorf("%s says of %s: %s", f.Diagnostic.Rule, f.Record, f.Diagnostic.Message.En)
			}
		}
	}
	if !slices.ContainsFunc(c.Failing, func(f Fault) bool { return f.Record == "R-2" && f.Diagnostic.Rule == "review-overdue" }) {
		t.Error("what does not rest on a rating is kept back")
	}
	if got := c.Those((*Risk).NoLongerUnacceptable); got != nil || len(c.Lapsed) > 0 {
		t.Errorf("no longer to be treated: %v, lapsed %v", got, c.Lapsed)
	}
	if got, want := fmt.Sprint(c.Placed()), "[[[] []] [[] []] [[] []] [[] []] [[] [R-3]]]"; got != want {
		t.Errorf("in the matrix: %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(c.After.Assessment.Summary.Now), "[[[] []] [[] [R-2]] [[] [R-1]] [[] []] [[] [R-3]]]"; got != want {
		t.Errorf("the assessment itself was changed: %s, want %s", got, want)
	}
	if tally := c.Tally(); tally.RateAgain != 2 || tally.Down != 0 || tally.Up != 1 || tally.Differently != 1 {
		t.Errorf("counted: %+v", tally)
	}
}

func TestWhoWasRatedAnew(t *testing.T) {
	rated := func(likelihood, more string) string {
		return "+++\ntitle = \"題\"\nowner = \"o\"\nidentified = 2026-01-01\n" + more + "[current]\nlikelihood = " + likelihood + "\nimpact = 2\n"
	}
	sameRevision := strings.Replace(five, `revision = "2"`, `revision = "1"`, 1)
	for _, c := range []struct {
		name, before, after, criteria string
		again                         bool
	}{
		{"nothing was written", rated("2", "") + "+++\n", rated("2", "") + "+++\n", five, true},
		{"under the new revision", rated("2", "") + "criteria = \"1\"\n+++\n", rated("2", "") + "criteria = \"2\"\n+++\n", five, false},
		{"another value, still under the old revision", rated("2", "") + "criteria = \"1\"\n+++\n", rated("1", "") + "criteria = \"1\"\n+++\n", five, true},
		{"another value, no revision named", rated("2", "") + "+++\n", rated("1", "") + "+++\n", five, false},
		{"reviewed later, no revision named", rated("2", "") + "+++\n", rated("2", "reviewed = 2026-11-01\n") + "+++\n", five, false},
		{"under the same revision", rated("2", "") + "criteria = \"1\"\n+++\n", rated("2", "") + "criteria = \"1\"\n+++\n", sameRevision, true},
		{"under the same revision, another value", rated("2", "") + "criteria = \"1\"\n+++\n", rated("1", "") + "criteria = \"1\"\n+++\n", sameRevision, false},
		{"off the scale, though under the new revision", rated("3", "") + "criteria = \"1\"\n+++\n", rated("3", "") + "criteria = \"2\"\n+++\n", short, true},
	} {
		got := Compare(judged(t, map[string]string{"criteria.toml": three, "risks/R-1.md": c.before}), judged(t, map[string]string{"criteria.toml": c.criteria, "risks/R-1.md": c.after}))
		if len(again(got)) == 1 != c.again {
			t.Errorf("%s: to be rated again: %v, want %t", c.name, again(got), c.again)
		}
		for i := range got.Risks {
			if is := got.Risks[i].After; is.Projected.RateAgain != c.again {
				t.Errorf("%s: without a plan, what is projected is to be rated again: %t", c.name, is.Projected.RateAgain)
			}
		}
	}
}

// R-1 is rated by two factors, R-2 directly: another table moves R-1 by the criteria, though its likelihood is another, and another step of a factor has it
// rated again.
func TestLikelihoodsOutOfTwoFactors(t *testing.T) {
	const factors = "[likelihood_from]\nrows = [[1, 1], [1, 2]]\n[[likelihood_from.factor]]\nkey = \"threat\"\nlabel = \"脅威\"\nsteps = [ {value=1,label=\"低\"}, {value=2,label=\"高\"} ]\n" +
		"[[likelihood_from.factor]]\nkey = \"weakness\"\nlabel = \"脆弱性\"\nsteps = [ {value=1,label=\"低\"}, {value=2,label=\"高\"} ]\n"
	rated := func(how string) string {
		return "+++\ntitle = \"" + how[:1] + "\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\n" + how + "\nimpact = 2\n+++\n"
	}
	files := map[string]string{"criteria.toml": three + factors, "risks/R-1.md": rated("factors = { threat = 2, weakness = 2 }"), "risks/R-2.md": rated("likelihood = 2")}
	for _, c := range []struct {
		name, was, now string
		again          []string
		moved          string
	}{
		{"the label of a step", `label="高"`, `label="極高"`, []string{"R-1"}, ""},
		{"the table", "[1, 2]]", "[1, 3]]", nil, "R-1 criteria [criteria]"},
		{"a third step", `, {value=2,label="高"} ]`, `, {value=2,label="中"}, {value=3,label="高"} ]`, []string{"R-1"}, ""},
	} {
		got := Compare(judged(t, files), judged(t, with(files, map[string]string{"criteria.toml": three + strings.Replace(factors, c.was, c.now, 1)})))
		if diff := cmp.Diff(c.again, again(got)); diff != "" {
			t.Errorf("%s: to be rated again (- wanted, + found):\n%s", c.name, diff)
		}
		for _, r := range got.Risks {
			if moved := fmt.Sprint(r.ID, " ", r.Cause, " ", r.Because); c.moved != "" && moved != c.moved {
				t.Errorf("%s: %s, want %s", c.name, moved, c.moved)
			}
		}
		if c.moved != "" && len(got.Risks) != 1 {
			t.Errorf("%s: %d risks stand otherwise", c.name, len(got.Risks))
		}
		if len(got.Criteria) == 0 {
			t.Errorf("%s: the criteria are said to be the same", c.name)
		}
	}
}

// A target that was set under the old scale is no newer than it was: a risk rated anew keeps its level, and what its plan brings is to be told again. A target
// that was set anew counts.
func TestTargetsOfARiskThatWasRatedAnew(t *testing.T) {
	const target = "likelihood = 1\n[[action]]"
	files := map[string]string{"criteria.toml": three, "risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1), "treatments/T-1.md": dikes}
	rated := strings.NewReplacer("likelihood = 2", "likelihood = 4", `criteria = "1"`, `criteria = "2"`).Replace(pump)
	for _, c := range []struct {
		name, plan string
		again      bool
	}{
		{"the target as it was", dikes, true},
		{"another target", strings.Replace(dikes, target, strings.Replace(target, "1", "2", 1), 1), false},
		{"no plan any more", "", false},
	} {
		got := Compare(judged(t, files), judged(t, with(files, map[string]string{"criteria.toml": five, "risks/R-1.md": rated, "treatments/T-1.md": c.plan})))
		if len(got.Risks) != 1 {
			t.Fatalf("%s: %d risks", c.name, len(got.Risks))
		}
		is := got.Risks[0].After
		if is.RateAgain || is.Now.Level != "middle" || is.Projected.RateAgain != c.again || (is.Projected.Level == "") != c.again {
			t.Errorf("%s: %+v", c.name, is)
		}
	}
}
