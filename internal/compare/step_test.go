package compare

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
)

// stepLines writes what one state says otherwise than another.
func stepLines(s *Step) []string {
	var lines []string
	for _, id := range s.Added {
		lines = append(lines, "added "+id)
	}
	for _, id := range s.Removed {
		lines = append(lines, "removed "+id)
	}
	if len(s.NewID) > 0 {
		lines = append(lines, fmt.Sprint("renamed ", s.NewID))
	}
	for _, f := range s.Facts {
		lines = append(lines, fmt.Sprintf("%s %s: %v → %v", f.ID, f.Field, f.From, f.To))
	}
	for _, x := range s.Texts {
		lines = append(lines, fmt.Sprintf("%s %s was %v", x.ID, x.Field, x.Was))
	}
	if len(s.Criteria) > 0 {
		lines = append(lines, fmt.Sprint("criteria ", s.Criteria))
	}
	if len(s.Touched) > 0 {
		lines = append(lines, fmt.Sprint("touched ", s.Touched))
	}
	return lines
}

func TestWhatLiesBetweenTwoStates(t *testing.T) {
	const (
		fence  = "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"in-place\"\ntags = [\"x\"]\ntests = [ { on = 2026-01-01, result = \"pass\" }, { on = 2026-06-01, result = \"pass\" } ]\n[extra]\nroom = \"B1\"\n+++\n"
		works  = "+++\ntitle = \"浄水場\"\nkind = \"other\"\nviewpoints = [\"service-level\"]\nowner = \"o\"\nservice_level = \"断水しない\"\nimportance = { integrity = 2 }\n+++\n"
		gauge  = "+++\ntitle = \"水位\"\nrisks = [\"R-1\"]\nwarn = 2\nlimit = 3\nreading = [ { on = 2026-01-01, value = 1 } ]\n+++\n"
		people = "[ciso]\ntitle = \"CISO\"\nkind = \"person\"\nhandles = { github = \"a\" }\n[board]\ntitle = \"B\"\nmembers = [\"ciso\"]\n"
		fire   = "+++\ntitle = \"火災\"\nowner = \"q\"\nidentified = 2026-09-09\n[current]\nlikelihood = 3\nimpact = 2\n+++\n"
	)
	files := with(base, map[string]string{"controls/C-1.md": fence, "assets/A-1.md": works, "indicators/I-1.md": gauge, "parties.toml": people})
	edit := func(file string, pairs ...string) map[string]string {
		return map[string]string{file: strings.NewReplacer(pairs...).Replace(files[file])}
	}
	for _, c := range []struct {
		name    string
		changed map[string]string
		newID   map[string]string
		want    []string
	}{
		{"nothing", nil, nil, nil},
		{"another layout", edit("controls/C-1.md", "state = ", "state  =  "), nil, nil},
		{"a word", edit("controls/C-1.md", "in-place", "planned"), nil, []string{"C-1 state: in-place → planned", "touched [C-1]"}},
		{"a list", edit("controls/C-1.md", `["x"]`, `["x", "y"]`), nil, []string{"C-1 tags: [x] → [x y]", "touched [C-1]"}},
		{"an element by its place", edit("controls/C-1.md", `2026-06-01, result = "pass"`, `2026-06-01, result = "fail"`), nil, []string{"C-1 tests[2].result: pass → fail", "touched [C-1]"}},
		{"a title is no fact", edit("controls/C-1.md", "柵", "塀"), nil, []string{"touched [C-1]"}},
		{"neither is a field of one's own", edit("controls/C-1.md", "B1", "B2"), nil, []string{"touched [C-1]"}},
		{"nor a reading", edit("indicators/I-1.md", "value = 1", "value = 2"), nil, []string{"touched [I-1]"}},
		{"a bound", edit("indicators/I-1.md", "limit = 3", "limit = 2.5"), nil, []string{"I-1 limit: 3 → 2.5", "touched [I-1]"}},
		{"a number in another form", edit("indicators/I-1.md", "limit = 3", "limit = 3.0"), nil, nil},
		{"the service level of an asset is a fact, its importance too", edit("assets/A-1.md", "断水しない", "二時間以内", "integrity = 2", "integrity = 3"), nil,
			[]string{"A-1 importance.integrity: 2 → 3", "A-1 service_level: 断水しない → 二時間以内", "touched [A-1]"}},
		{"a service level in two languages", edit("assets/A-1.md", `"断水しない"`, `{ ja = "断水しない", en = "no cut" }`), nil, []string{"A-1 service_level: 断水しない → map[en:no cut ja:断水しない]", "touched [A-1]"}},
		{"a rationale", edit("risks/R-2.md", `"x"`, `"y"`), nil, []string{"R-2 current.rationale was x", "touched [R-2]"}},
		{"a first rationale", edit("risks/R-1.md", "criteria =", "rationale = \"r\"\ncriteria ="), nil, []string{"touched [R-1]"}},
		{"a rationale that goes", edit("risks/R-2.md", "rationale = \"x\"\n", ""), nil, []string{"R-2 current.rationale was x", "touched [R-2]"}},
		{"a basis", edit("decisions/D-1.md", "根拠", "別の根拠"), nil, []string{"D-1 basis was 根拠", "touched [D-1]"}},
		{"a rating", edit("risks/R-1.md", "likelihood = 2", "likelihood = 3"), nil, []string{"R-1 current.likelihood: 2 → 3", "touched [R-1]"}},
		{"a target by its risk, an action by its place", edit("treatments/T-1.md", "likelihood = 1", "likelihood = 2", "title = \"a\"", "title = \"a\"\ndone = 2026-11-01"), nil,
			[]string{"T-1 action[1].done: <nil> → 2026-11-01", "T-1 target[R-1].likelihood: 1 → 2", "touched [T-1]"}},
		{"come and gone", map[string]string{"risks/R-2.md": "", "risks/R-9.md": fire}, nil, []string{"added R-9", "removed R-2", "touched [R-9]"}},
		{"three come and one is edited", with(edit("controls/C-1.md", "in-place", "planned"), map[string]string{"risks/R-7.md": fire, "risks/R-8.md": fire, "risks/R-9.md": fire}), nil,
			[]string{"added R-7", "added R-8", "added R-9", "C-1 state: in-place → planned", "touched [C-1 R-7 R-8 R-9]"}},
		{"renamed", map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak}, nil, []string{"renamed map[R-2:R-9]", "touched [R-9]"}},
		{"renamed, and others follow", map[string]string{"risks/R-1.md": "", "risks/R-9.md": pump, "decisions/D-1.md": strings.ReplaceAll(accepted, "R-1", "R-9"), "treatments/T-1.md": strings.ReplaceAll(dikes, "R-1", "R-9"), "indicators/I-1.md": strings.ReplaceAll(gauge, "R-1", "R-9")}, nil,
			[]string{"renamed map[R-1:R-9]", "touched [R-9]"}},
		{"renamed, and another list does not follow", map[string]string{"risks/R-1.md": "", "risks/R-9.md": pump, "decisions/D-1.md": strings.ReplaceAll(accepted, "R-1", "R-9"), "treatments/T-1.md": strings.ReplaceAll(dikes, "R-1", "R-2"), "indicators/I-1.md": strings.ReplaceAll(gauge, "R-1", "R-9")}, nil,
			[]string{"renamed map[R-1:R-9]", "T-1 risks: [R-1] → [R-2]", "T-1 target[R-2].likelihood: <nil> → 1", "T-1 target[R-9].likelihood: 1 → <nil>", "touched [R-9 T-1]"}},
		{"renamed and edited", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.Replace(leak, `"p"`, `"q"`, 1)}, nil, []string{"renamed map[R-2:R-9]", "R-9 owner: p → q", "touched [R-9]"}},
		{"renamed for certain, however unlike", map[string]string{"risks/R-2.md": "", "risks/R-9.md": fire}, map[string]string{"R-2": "R-9"},
			[]string{"renamed map[R-2:R-9]", "R-9 current.criteria: 1 → <nil>", "R-9 current.impact: 1 → 2", "R-9 current.likelihood: 1 → 3", "R-9 identified: 2026-02-02 → 2026-09-09", "R-9 owner: p → q", "R-9 status: open → <nil>", "R-2 was", "touched [R-9]"}},
		{"said to be renamed to what is not there", map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak}, map[string]string{"R-2": "R-8"}, []string{"added R-9", "removed R-2", "touched [R-9]"}},
		{"parties, of which handles are none", edit("parties.toml", `github = "a"`, `github = "b"`, `members = ["ciso"]`, `members = ["ciso", "x"]`), nil, []string{"parties board.members: [ciso] → [ciso x]"}},
		{"a party that comes", map[string]string{"parties.toml": people + "[x]\ntitle = \"X\"\nkind = \"person\"\n"}, nil, []string{"parties x.kind: <nil> → person"}},
		{"no parties any more", map[string]string{"parties.toml": ""}, nil, []string{"parties board.members: [ciso] → <nil>", "parties ciso.kind: person → <nil>"}},
		{"the matrix and a label", edit("criteria.toml", `["low","middle"]`, `["low","high"]`, `label="大"`, `label="甚大"`), nil,
			[]string{"criteria impact.2.label: 大 → 甚大", "criteria matrix: map[rows:[[low low] [low middle] [middle high]]] → map[rows:[[low low] [low high] [middle high]]]", "criteria [impact.2.label matrix]"}},
		{"approval and review of the criteria", edit("criteria.toml", `revision = "1"`, "revision = \"1\"\napproved_on = 2026-01-01\nreview_by = 2027-01-01\napproved_by = \"長\""), nil,
			[]string{"criteria approved_by: <nil> → 長", "criteria approved_on: <nil> → 2026-01-01", "criteria review_by: <nil> → 2027-01-01"}},
		{"levels in another order", edit("criteria.toml", `{key="low",label="低",acceptance="accept"}, {key="middle",label="中",acceptance="approval"}`, `{key="middle",label="中",acceptance="approval"}, {key="low",label="低",acceptance="accept"}`), nil, []string{"criteria [order]"}},
		{"the criteria first, then the parties, then the records", map[string]string{"parties.toml": strings.Replace(people, "person", "department", 1), "criteria.toml": strings.Replace(three, `revision = "1"`, `revision = "2"`, 1), "assets/A-1.md": strings.Replace(works, `"o"`, `"p"`, 1)}, nil,
			[]string{"criteria revision: 1 → 2", "parties ciso.kind: person → department", "A-1 owner: o → p", "criteria [revision]", "touched [A-1]"}},
	} {
		before, after := judged(t, files), judged(t, with(files, c.changed))
		got := stepLines(Between(before.Assessment.Register, after.Assessment.Register, c.newID))
		if c.name == "renamed for certain, however unlike" {
			c.want[7] = "R-9 current.rationale was x"
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

// moveLines writes what moved.
func moveLines(moves []Move) []string {
	var lines []string
	for _, m := range moves {
		lines = append(lines, fmt.Sprintf("%s %s: %v → %v %v", m.ID, m.Field, m.From, m.To, m.Because))
	}
	return lines
}

func TestWhatMovedBetweenTwoStates(t *testing.T) {
	lenient := strings.Replace(three, `["low","middle"]`, `["low","low"]`, 1)
	for _, c := range []struct {
		name    string
		changed map[string]string
		asOf    date.Date
		want    []string
	}{
		{"nothing", nil, date.Date{}, nil},
		{"a day on which nothing happens", nil, date.Of(2026, 11, 24), nil},
		{"a rating", map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1)}, date.Date{},
			[]string{"R-1 likelihood: 2 → 3 [records]", "R-1 level: middle → high [records]", "R-1 outcome: accepted → in-treatment [records]", "R-1 rank: <nil> → 1 [records]", "R-1 acceptance: {D-1 in-force} → {D-1 outgrown} [records]"}},
		{"the criteria", map[string]string{"criteria.toml": lenient}, date.Date{}, []string{"R-1 level: middle → low [criteria]", "R-1 outcome: accepted → acceptable [criteria]"}},
		{"a day on which an acceptance ended", nil, date.Of(2027, 2, 1),
			[]string{"R-1 outcome: accepted → in-treatment [date]", "R-1 rank: <nil> → 1 [date]", "R-1 acceptance: {D-1 in-force} → {D-1 expired} [date]"}},
		{"the same, while another record is edited", map[string]string{"risks/R-2.md": strings.Replace(leak, `"p"`, `"q"`, 1)}, date.Of(2027, 2, 1),
			[]string{"R-1 outcome: accepted → in-treatment [date]", "R-1 rank: <nil> → 1 [date]", "R-1 acceptance: {D-1 in-force} → {D-1 expired} [date]"}},
		{"a rating, while the criteria change elsewhere", map[string]string{"risks/R-2.md": strings.Replace(leak, "likelihood = 1\nimpact = 1", "likelihood = 1\nimpact = 2", 1), "criteria.toml": lenient}, date.Date{},
			[]string{"R-1 level: middle → low [criteria]", "R-1 outcome: accepted → acceptable [criteria]", "R-2 impact: 1 → 2 [records]"}},
		{"a plan less", map[string]string{"treatments/T-1.md": ""}, date.Date{}, []string{"R-1 plan: [T-1] → <nil> [records]"}},
		{"another plan", map[string]string{"treatments/T-1.md": "", "treatments/T-9.md": strings.NewReplacer("堤防", "移設", `"o"`, `"p"`, "2027-03-31", "2028-03-31", "modify", "avoid", "prevention", "both", `title = "a"`, "title = \"b\"\ndue = 2027-01-01").Replace(dikes)}, date.Date{}, []string{"R-1 plan: [T-1] → [T-9] [records]"}},
		{"the plan by another name", map[string]string{"treatments/T-1.md": "", "treatments/T-9.md": dikes}, date.Date{}, nil},
		{"the decision by another name", map[string]string{"decisions/D-1.md": "", "decisions/D-9.md": accepted}, date.Date{}, nil},
		{"renamed", map[string]string{"risks/R-2.md": "", "risks/R-9.md": leak}, date.Date{}, []string{"R-9 renamed: R-2 → R-9 [records]"}},
		{"come and gone", map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer("漏えい", "火災", `"p"`, `"q"`, "2026-02-02", "2026-03-03", "別の", "他の", "likelihood = 1", "likelihood = 3").Replace(leak)}, date.Date{},
			[]string{"R-2 removed: R-2 → <nil> [records]", "R-9 added: <nil> → R-9 [records]"}},
		{"identified later", map[string]string{"risks/R-2.md": strings.Replace(leak, "2026-02-02", "2026-12-01", 1)}, date.Date{}, []string{"R-2 removed: R-2 → <nil> [records]"}},
	} {
		before := judged(t, base).Assessment
		asOf := before.AsOf
		if c.asOf != (date.Date{}) {
			asOf = c.asOf
		}
		after := judgedOn(t, with(base, c.changed), asOf).Assessment
		s := Between(before.Register, after.Register, nil)
		if diff := cmp.Diff(c.want, moveLines(Moves(before, after, s, assess.Assess))); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
	// a risk that was identified for a later day comes with the day
	files := with(base, map[string]string{"risks/R-2.md": strings.Replace(leak, "2026-02-02", "2026-12-01", 1)})
	before, after := judged(t, files).Assessment, judgedOn(t, files, date.Of(2026, 12, 1)).Assessment
	if diff := cmp.Diff([]string{"R-2 added: <nil> → R-2 [date]"}, moveLines(Moves(before, after, Between(before.Register, after.Register, nil), assess.Assess))); diff != "" {
		t.Errorf("its day (- wanted, + found):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"R-1 added: <nil> → R-1 [records]"}, moveLines(Beginning(before))); diff != "" {
		t.Errorf("the beginning (- wanted, + found):\n%s", diff)
	}
}

func TestValuesThatSayTheSame(t *testing.T) {
	list := func(v ...any) []any { return v }
	table := func(v any) map[string]any { return map[string]any{"k": v} }
	for _, c := range []struct {
		a, b any
		want bool
	}{
		{int64(2), 2.0, true}, {2.5, 2.5, true}, {int64(2), int64(3), false}, {int64(2), "2", false}, {"2", int64(2), false}, {nil, nil, true}, {nil, int64(0), false}, {true, true, true}, {true, false, false},
		{list(int64(1), "a"), list(1.0, "a"), true}, {list(int64(1)), list(int64(1), int64(2)), false}, {list(), "", false}, {"", list(), false}, {table(int64(1)), table(1.0), true}, {table("a"), table("b"), false}, {table("a"), list("a"), false},
		{date.Of(2026, 1, 1), date.Of(2026, 1, 1), true}, {date.Of(2026, 1, 1), date.Of(2026, 1, 2), false},
	} {
		if got := sameAny(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %t", c.a, c.b, got)
		}
	}
}

// Scales are asked for by value; what else has a name keeps its meaning when that changes.
func TestWhichFactsOfTheCriteriaMakeEvaluationsStale(t *testing.T) {
	for _, c := range []struct {
		field    string
		from, to any
		want     bool
	}{
		{"revision", "1", "2", true},
		{"matrix", 1, 2, true},
		{"likelihood.3.label", "often", "daily", true},
		{"impact.1.label", "small", "slight", true},
		{"likelihood_from.factor.threat.steps.1.label", "low", "rare", true},
		{"likelihood_from.factor.threat.label", "threat", "menace", false},
		{"level.high.label", "high", "grave", false},
		{"level.high.acceptance", "approval", "treat", true},
		{"area.service.label", "service", "supply", false},
		{"area.service.label", nil, "service", true},
		{"area.service.label", "service", nil, true},
		{"viewpoint.legal.label", "law", "the law", false},
		{"viewpoint.legal.weight", 1, 2, true},
		{"authority[1].months", 6, 12, true},
		{"approved_on", "2026-01-01", "2026-02-01", false},
		{"review_by", nil, "2026-02-01", false},
	} {
		if got := (FactChange{ID: CriteriaID, Field: c.field, From: c.from, To: c.to}).Outdates(); got != c.want {
			t.Errorf("%s from %v to %v: %t, want %t", c.field, c.from, c.to, got, c.want)
		}
	}
}
