package compare

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

const (
	scales = "revision = \"1\"\nlikelihood = [ {value=1,label=\"稀\"}, {value=2,label=\"中\"}, {value=3,label=\"頻\"} ]\nimpact = [ {value=1,label=\"小\"}, {value=2,label=\"大\"} ]\n" +
		"level = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n[matrix]\n"
	lenient = scales + "rows = [ [\"low\",\"low\"], [\"low\",\"low\"], [\"low\",\"high\"] ]\n"
	strict  = scales + "rows = [ [\"low\",\"low\"], [\"low\",\"high\"], [\"low\",\"high\"] ]\n"
	short   = "revision = \"2\"\nlikelihood = [ {value=1,label=\"稀\"}, {value=2,label=\"中\"} ]\nimpact = [ {value=1,label=\"小\"}, {value=2,label=\"大\"} ]\n" +
		"level = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n[matrix]\nrows = [ [\"low\",\"low\"], [\"low\",\"high\"] ]\n"
)

// state is a register with one risk for each pair of likelihood and impact given.
func state(t *testing.T, criteria string, ratings map[string][2]string) State {
	t.Helper()
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}, "content/criteria.toml": {Data: []byte(criteria)}}
	for id, r := range ratings {
		files["content/risks/"+id+".md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"T\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = " + r[0] + "\nimpact = " + r[1] + "\n+++\n")}
	}
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return State{Assessment: assess.Assess(register.Understand(tree), date.Of(2026, 11, 23))}
}

func TestAChangeOfLevelIsPutDownToItsCause(t *testing.T) {
	before := state(t, lenient, map[string][2]string{
		"R-1": {"2", "2"}, // low; strict criteria make it high: by criteria
		"R-2": {"1", "2"}, // low; rated 3 it is high under both: by rating
		"R-3": {"1", "2"}, // low; rated 2 it is high only under the strict criteria: by both
		"R-4": {"1", "1"}, // the same
		"R-5": {"3", "2"}, // high; rated down to 1: low
	})
	after := state(t, strict, map[string][2]string{
		"R-1": {"2", "2"}, "R-2": {"3", "2"}, "R-3": {"2", "2"}, "R-4": {"1", "1"}, "R-5": {"1", "2"}, "R-6": {"1", "1"},
	})
	c := Compare(before, after)
	type row struct {
		ID        string
		Cause     Cause
		Direction int
	}
	var got []row
	for _, ch := range c.Risks {
		got = append(got, row{ch.ID, ch.Cause, ch.Direction})
	}
	want := []row{{"R-1", ByCriteria, 1}, {"R-2", ByRating, 1}, {"R-3", ByBoth, 1}, {"R-6", "", 0}, {"R-5", ByRating, -1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (- wanted, + found):\n%s", diff)
	}
	if c.Same != 1 {
		t.Errorf("%d stand as before, want 1 (R-4)", c.Same)
	}
	if diff := cmp.Diff([]string{"R-1", "R-2", "R-3"}, c.Those((*Risk).NewlyUnacceptable)); diff != "" {
		t.Errorf("newly to be treated:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"R-5"}, c.Those((*Risk).NoLongerUnacceptable)); diff != "" {
		t.Errorf("no longer to be treated:\n%s", diff)
	}
}

// A level's height is its place among how many there are: the second of two is the top, the second of four is not.
func TestALevelMovesAmongListsOfAnyLength(t *testing.T) {
	const two = scales + "rows = [ [\"low\",\"low\"], [\"low\",\"low\"], [\"high\",\"high\"] ]\n"
	four := strings.NewReplacer(`{key="low",label="低",acceptance="accept"}`, `{key="none",label="無",acceptance="accept"}, {key="some",label="少",acceptance="accept"}, {key="more",label="多",acceptance="treat"}`,
		`{key="high",label="高",acceptance="treat"}`, `{key="most",label="最",acceptance="treat"}`).Replace(scales)
	for _, c := range []struct {
		row       string // of the matrix, for R-1 (1, 1), R-2 (1, 2), R-3 (3, 1), R-4 (3, 2): low, low, high, high until now
		direction map[string]int
	}{
		{`"none","some"|"more","most"`, map[string]int{"R-1": -1, "R-2": 0, "R-3": -1, "R-4": 0}},
		{`"more","most"|"none","some"`, map[string]int{"R-1": 1, "R-2": 1, "R-3": -1, "R-4": -1}},
	} {
		rare, often, _ := strings.Cut(c.row, "|")
		now := four + "rows = [ [" + rare + "], [\"none\",\"none\"], [" + often + "] ]\n"
		ratings := map[string][2]string{"R-1": {"1", "1"}, "R-2": {"1", "2"}, "R-3": {"3", "1"}, "R-4": {"3", "2"}}
		there, back := Compare(state(t, two, ratings), state(t, now, ratings)), Compare(state(t, now, ratings), state(t, two, ratings))
		if len(there.Risks) != 4 || len(back.Risks) != 4 {
			t.Fatalf("%d risks changed, and %d back", len(there.Risks), len(back.Risks))
		}
		for i := range there.Risks {
			if r := there.Risks[i]; r.Direction != c.direction[r.ID] {
				t.Errorf("%s: %s moves by %d, want %d", c.row, r.ID, r.Direction, c.direction[r.ID])
			}
			if r := back.Risks[i]; r.Direction != -c.direction[r.ID] {
				t.Errorf("%s: back %s moves by %d, want %d", c.row, r.ID, r.Direction, -c.direction[r.ID])
			}
		}
	}
}

func TestARatingOffTheNewScaleIsNeitherClampedNorRescaled(t *testing.T) {
	ratings := map[string][2]string{"R-1": {"3", "2"}}
	c := Compare(state(t, lenient, ratings), state(t, short, ratings))
	if len(c.Risks) != 1 {
		t.Fatalf("%d changes, want 1", len(c.Risks))
	}
	after := c.Risks[0].After
	if now := after.Now; !now.OffScale || now.Level != "" || *now.Likelihood != 3 {
		t.Errorf("after: %+v, want likelihood 3 off the scale and no level", now)
	}
	if got := c.Those((*Risk).NoLongerUnacceptable); got != nil {
		t.Errorf("a risk without a level counts as acceptable: %v", got)
	}
}

// The criteria's own history: one entry stands in both, one is of the same day as before and says something else, one is new.
func TestEntriesOfTheCriteriasHistoryThatTheFirstStateLacks(t *testing.T) {
	history := func(entries string) string { return "change = [" + entries + "]\n" + lenient }
	before := state(t, history(`{ on = 2025-04-01, what = "策定" }, { on = 2026-04-01, what = "改定" }`), nil)
	after := state(t, history(`{ on = 2025-04-01, what = "策定" }, { on = 2026-04-01, what = "影響の段階を追加" }, { on = 2027-04-01, what = "改定", why = "経験" }`), nil)
	c := Compare(before, after)
	var got []string
	for _, change := range c.CriteriaChanges() {
		got = append(got, change.On.String()+" "+change.What[0].Words)
	}
	if diff := cmp.Diff([]string{"2026-04-01 影響の段階を追加", "2027-04-01 改定"}, got); diff != "" {
		t.Errorf("entries (- wanted, + found):\n%s", diff)
	}
}

// A risk that had no level, or has none any more, moves neither up nor down.
func TestWithoutALevelNothingMoves(t *testing.T) {
	rated, bare := state(t, lenient, map[string][2]string{"R-1": {"3", "2"}}), state(t, lenient, map[string][2]string{"R-1": {"9", "2"}})
	for _, c := range []Comparison{Compare(rated, bare), Compare(bare, rated)} {
		if len(c.Risks) != 1 || c.Risks[0].Direction != 0 {
			t.Errorf("%+v", c.Risks)
		}
	}
}
