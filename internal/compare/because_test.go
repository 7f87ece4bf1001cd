package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
)

func TestWhatAChangeIsDueTo(t *testing.T) {
	lenient := strings.Replace(three, `["low","middle"]`, `["low","low"]`, 1)
	for _, c := range []struct {
		name          string
		before, after map[string]string
		asOf          date.Date
		want          []string
	}{
		{"a rating", nil, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1)}, date.Date{}, []string{"R-1 rating [records]"}},
		{"criteria", nil, map[string]string{"criteria.toml": lenient}, date.Date{}, []string{"R-1 criteria [criteria]"}},
		{"criteria, while a day passes", nil, map[string]string{"criteria.toml": lenient}, date.Of(2026, 11, 24), []string{"R-1 criteria [criteria]"}},
		{"a rating, while a day passes", nil, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 3", 1)}, date.Of(2026, 11, 24), []string{"R-1 rating [records]"}},
		{"a day on which an acceptance ended", nil, nil, date.Of(2027, 2, 1), []string{"R-1  [date]"}},
		{"an acceptance taken back", nil, map[string]string{"decisions/D-1.md": ""}, date.Date{}, []string{"R-1  [records]"}},
		// Under both it lies at low; under the old criteria alone, rated 1, too.
		{"a rating and criteria, each enough", nil, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 1", 1), "criteria.toml": lenient}, date.Date{}, []string{"R-1 both [records criteria]"}},
		{"a rating, while criteria change elsewhere", nil, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 1", 1), "criteria.toml": three + "[acceptance]\nlikelihood_alone = 3\n"}, date.Date{}, []string{"R-1 rating [records]"}},
		{"the day, while another record is edited", nil, map[string]string{"risks/R-2.md": strings.Replace(leak, `"x"`, `"y"`, 1)}, date.Of(2027, 2, 1), []string{"R-1  [date]"}},
		// The acceptance holds until 2027-01-31; the new one until 2027-06-30 would hold on that day, and the old one on the first.
		{"neither the day nor the record alone", nil, map[string]string{"decisions/D-1.md": strings.Replace(accepted, "2027-01-31", "2026-12-31", 1)}, date.Of(2027, 1, 15), []string{"R-1  [records date]"}},
		{"new and gone", nil, map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.NewReplacer("漏えい", "火災", `"p"`, `"q"`, "2026-02-02", "2026-03-03", "別の", "他の").Replace(leak), "criteria.toml": lenient}, date.Date{},
			[]string{"R-9  [records]", "R-1 criteria [criteria]", "R-2  [records]"}},
		{"a rating off the scale", nil, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 9", 1)}, date.Date{}, []string{"R-1 rating [records]"}},
		{"off the scale before and after", map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 9", 1)}, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 9", 1)}, date.Date{}, nil},
		{"off the scale by another value", map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 9", 1)}, map[string]string{"risks/R-1.md": strings.Replace(pump, "likelihood = 2", "likelihood = 8", 1)}, date.Date{}, []string{"R-1  [records]"}},
		{"a renamed record's rating, while criteria change elsewhere", nil, map[string]string{"risks/R-2.md": "", "risks/R-9.md": strings.Replace(leak, "likelihood = 1\nimpact = 1", "likelihood = 3\nimpact = 2", 1), "criteria.toml": three + "[acceptance]\nlikelihood_alone = 3\n"}, date.Date{},
			[]string{"R-9 rating [records]"}},
	} {
		now := with(base, c.after)
		after := judged(t, now)
		if c.asOf != (date.Date{}) {
			after = judgedOn(t, now, c.asOf)
		}
		var got []string
		for _, r := range Compare(judged(t, with(base, c.before)), after).Risks {
			if !r.RankOnly {
				got = append(got, fmt.Sprintf("%s %s %v", r.ID, r.Cause, r.Because))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
	}
}

func TestAControlsStateIsAChangeForEveryRiskThatRestsOnIt(t *testing.T) {
	control := func(state string) string {
		return "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"" + state + "\"\n+++\n"
	}
	on := func(record, controls string) string {
		return strings.Replace(record, "owner", "controls = ["+controls+"]\nowner", 1)
	}
	files := with(base, map[string]string{"controls/C-1.md": control("in-place"), "controls/C-2.md": control("planned"), "risks/R-1.md": on(pump, `"C-1", "C-2"`), "risks/R-2.md": on(leak, `"C-1"`)})
	for _, c := range []struct {
		name    string
		changed map[string]string
		want    []string
	}{
		{"the title alone", map[string]string{"controls/C-1.md": strings.Replace(control("in-place"), "柵", "塀", 1)}, nil},
		{"planned", map[string]string{"controls/C-1.md": control("planned")}, []string{"R-1 only C-1 in-place>planned weaker", "R-2 only C-1 in-place>planned weaker"}},
		{"partial", map[string]string{"controls/C-1.md": control("partial")}, []string{"R-1 only C-1 in-place>partial weaker", "R-2 only C-1 in-place>partial weaker"}},
		{"put in place", map[string]string{"controls/C-2.md": control("in-place")}, []string{"R-1 only C-2 planned>in-place"}},
		{"no longer named", map[string]string{"risks/R-2.md": leak}, []string{"R-2 only C-1 in-place> weaker"}},
		{"named too", map[string]string{"risks/R-2.md": on(leak, `"C-1", "C-2"`)}, []string{"R-2 only C-2 >planned"}},
		{"by another name", map[string]string{"controls/C-1.md": "", "controls/C-9.md": control("in-place"), "risks/R-1.md": on(pump, `"C-9", "C-2"`), "risks/R-2.md": on(leak, `"C-9"`)}, nil},
		{"with a rating", map[string]string{"controls/C-1.md": control("planned"), "risks/R-2.md": strings.Replace(on(leak, `"C-1"`), "likelihood = 1\nimpact = 1", "likelihood = 3\nimpact = 2", 1)},
			[]string{"R-2 C-1 in-place>planned weaker", "R-1 only C-1 in-place>planned weaker"}},
	} {
		got := Compare(judged(t, files), judged(t, with(files, c.changed)))
		var list []string
		for _, r := range got.Risks {
			for _, x := range r.Controls {
				line := r.ID
				if r.ControlsOnly {
					line += " only"
				}
				line += fmt.Sprintf(" %s %s>%s", x.ID, x.Before, x.After)
				if x.Weaker() {
					line += " weaker"
				}
				list = append(list, line)
			}
		}
		if diff := cmp.Diff(c.want, list); diff != "" {
			t.Errorf("%s (- wanted, + found):\n%s", c.name, diff)
		}
		if len(c.want) > 0 && !got.Changed() {
			t.Errorf("%s counts as no change", c.name)
		}
		for _, control := range []string{"C-1", "C-2"} { // the same, asked from the control
			var resting []string
			for _, line := range c.want {
				if strings.Contains(line, " "+control+" ") {
					id, _, _ := strings.Cut(line, " ")
					resting = append(resting, id)
				}
			}
			slices.Sort(resting)
			if diff := cmp.Diff(resting, got.RestingOn(control)); diff != "" {
				t.Errorf("%s: on %s rest (- wanted, + found):\n%s", c.name, control, diff)
			}
		}
		if tally := got.Tally(); c.name == "with a rating" && (tally.Controls != 1 || tally.Differently != 1 || tally.Up != 1) {
			t.Errorf("%s: counted %+v", c.name, tally)
		}
	}
}

func TestARatingLoweredWithoutGrounds(t *testing.T) {
	const risk = "+++\ntitle = \"浸水\"\nowner = \"o\"\nidentified = 2026-01-01\nreviewed = 2026-05-01\ncontrols = [\"C-1\"]\n[current]\nlikelihood = 3\nimpact = 2\nrationale = \"記録\"\n+++\n"
	control := func(state string) string {
		return "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"" + state + "\"\n+++\n"
	}
	lower := func(changes ...string) string {
		return strings.NewReplacer(append(changes, "likelihood = 3", "likelihood = 2")...).Replace(risk)
	}
	for _, c := range []struct {
		name, risk, control string
		unfounded           bool
	}{
		{"lower, and nothing else", lower(), "planned", true},
		{"a lower impact", strings.Replace(risk, "impact = 2", "impact = 1", 1), "planned", true},
		{"lower on one axis, higher on the other", strings.NewReplacer("likelihood = 3", "likelihood = 2", "impact = 2", "impact = 2").Replace(risk), "planned", true},
		{"rated before controls alone, with another rationale", strings.NewReplacer("[current]", "[inherent]", "likelihood = 3", "likelihood = 2", "記録", "新しい記録").Replace(risk), "planned", false},
		{"rated before controls alone, with the same rationale", strings.NewReplacer("[current]", "[inherent]", "likelihood = 3", "likelihood = 2").Replace(risk), "planned", true},
		{"higher", strings.NewReplacer("likelihood = 3", "likelihood = 3").Replace(risk), "planned", false},
		{"a new rationale", lower("記録", "新しい記録"), "planned", false},
		{"the rationale is gone", lower("rationale = \"記録\"\n", ""), "planned", true},
		{"a later review", lower("2026-05-01", "2026-11-01"), "planned", false},
		{"an earlier review", lower("2026-05-01", "2026-04-01"), "planned", true},
		{"the control is in place now", lower(), "in-place", false},
		{"the control is partly in place now", lower(), "partial", false},
		{"the control is given up", lower("controls = [\"C-1\"]\n", ""), "planned", true},
		{"another control that is only planned", lower(`["C-1"]`, `["C-1", "C-2"]`), "planned", true},
		{"another control in place", lower(`["C-1"]`, `["C-1", "C-3"]`), "planned", false},
	} {
		files := map[string]string{"criteria.toml": three, "risks/R-1.md": risk, "controls/C-1.md": control("planned"), "controls/C-2.md": control("planned"), "controls/C-3.md": control("in-place")}
		got := Compare(judged(t, files), judged(t, with(files, map[string]string{"risks/R-1.md": c.risk, "controls/C-1.md": control(c.control)})))
		if unfounded := got.Those(func(r *Risk) bool { return r.Unfounded }); (len(unfounded) == 1) != c.unfounded {
			t.Errorf("%s: pointed out %v, want %t", c.name, unfounded, c.unfounded)
		}
	}
}

// A rank shifts for a reason too: R-2 is ranked behind R-1, until R-1 is rated down; that a day passed meanwhile has nothing to do with it.
func TestWhatAShiftOfRankIsDueTo(t *testing.T) {
	risk := func(title, likelihood string) string {
		return strings.NewReplacer("ポンプの停止", title, "likelihood = 2", "likelihood = "+likelihood).Replace(pump)
	}
	files := map[string]string{"criteria.toml": three, "risks/R-1.md": risk("甲", "3"), "risks/R-2.md": risk("乙", "3"), "risks/R-3.md": risk("丙", "3")}
	after := judgedOn(t, with(files, map[string]string{"risks/R-1.md": risk("甲", "1")}), date.Of(2026, 11, 24))
	var got []string
	for _, r := range Compare(judged(t, files), after).Risks {
		got = append(got, fmt.Sprintf("%s %t %v", r.ID, r.RankOnly, r.Because))
	}
	if diff := cmp.Diff([]string{"R-1 false [records]", "R-2 true [records]", "R-3 true [records]"}, got); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
}
