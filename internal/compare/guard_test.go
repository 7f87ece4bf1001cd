package compare

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// settings writes settings that changed: "severity needs-treatment: warning → off, weaker".
func settings(list []Setting) []string {
	var lines []string
	for _, s := range list {
		line := fmt.Sprintf("%s %s %s: %v → %v", s.Part, s.File, s.Of, s.Before, s.After)
		if s.Weaker {
			line += ", weaker"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestWhatGuardsTheRegister(t *testing.T) {
	const (
		config  = "content/riskbook.toml"
		known   = "[[known]]\nrule = \"risk-without-event\"\nrecord = \"R-1\"\nreason = \"x\"\nuntil = 2027-03-31\n"
		parties = "[ciso]\ntitle = \"CISO\"\nkind = \"person\"\n"
	)
	rows := func(list ...string) string {
		var b strings.Builder
		for _, row := range list {
			var by, from, months string
			fmt.Sscan(row, &by, &from, &months)
			fmt.Fprintf(&b, "[[authority]]\nlevel = \"middle\"\nby = [%q]\nfrom = %s\nmonths = %s\n", by, from, months)
		}
		return b.String()
	}
	for _, c := range []struct {
		name          string
		before, after map[string]string
		guard, rest   []string
	}{
		{"a rule is switched off", nil, map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"},
			[]string{"severity " + config + " needs-treatment: warning → off, weaker"}, nil},
		{"a rule is lowered", nil, map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"info\"\n"},
			[]string{"severity " + config + " needs-treatment: warning → info, weaker"}, nil},
		{"a rule is raised", nil, map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"error\"\n"},
			nil, []string{" " + config + " check.severity.needs-treatment: warning → error"}},
		{"a rule that was raised is as by default again", map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"error\"\n"}, nil,
			[]string{"severity " + config + " needs-treatment: error → warning, weaker"}, nil},
		{"what stands there by default is written out", nil, map[string]string{"riskbook.toml": "[check]\nfail_on = \"error\"\n[check.severity]\nneeds-treatment = \"warning\"\n"}, nil, nil},
		{"a rule that cannot be lowered", nil, map[string]string{"riskbook.toml": "[check.severity]\nsyntax = \"off\"\n"}, nil, nil},
		{"checks pass with warnings", map[string]string{"riskbook.toml": "[check]\nfail_on = \"warning\"\n"}, map[string]string{"riskbook.toml": "[check]\nfail_on = \"error\"\n"},
			[]string{"fail-on " + config + " : warning → error, weaker"}, nil},
		{"checks fail on warnings", nil, map[string]string{"riskbook.toml": "[check]\nfail_on = \"warning\"\n"},
			nil, []string{" " + config + " check.fail_on: error → warning"}},
		{"a baseline", nil, map[string]string{"baseline.toml": known},
			[]string{"baseline content/baseline.toml risk-without-event R-1: <nil> → 2027-03-31, weaker"}, nil},
		{"a later day", map[string]string{"baseline.toml": known}, map[string]string{"baseline.toml": strings.Replace(known, "2027-03-31", "2027-09-30", 1)},
			[]string{"baseline content/baseline.toml risk-without-event R-1: 2027-03-31 → 2027-09-30, weaker"}, nil},
		{"an earlier day", map[string]string{"baseline.toml": known}, map[string]string{"baseline.toml": strings.Replace(known, "2027-03-31", "2026-12-31", 1)},
			nil, []string{" content/baseline.toml risk-without-event R-1: 2027-03-31 → 2026-12-31"}},
		{"an entry that counted lets any number be", map[string]string{"baseline.toml": known + "count = 1\n"}, map[string]string{"baseline.toml": known},
			[]string{"baseline content/baseline.toml risk-without-event R-1: 2027-03-31 (1) → 2027-03-31, weaker"}, nil},
		{"an entry counts more", map[string]string{"baseline.toml": known + "count = 1\n"}, map[string]string{"baseline.toml": known + "count = 2\n"},
			[]string{"baseline content/baseline.toml risk-without-event R-1: 2027-03-31 (1) → 2027-03-31 (2), weaker"}, nil},
		{"an entry is gone", map[string]string{"baseline.toml": known}, nil,
			nil, []string{" content/baseline.toml risk-without-event R-1: 2027-03-31 → <nil>"}},
		{"entries in the order of rules and records", nil, map[string]string{"baseline.toml": strings.Replace(known, "R-1", "R-2", 1) + known + strings.Replace(known, "risk-without-event", "needs-treatment", 1)},
			[]string{"baseline content/baseline.toml needs-treatment R-1: <nil> → 2027-03-31, weaker", "baseline content/baseline.toml risk-without-event R-1: <nil> → 2027-03-31, weaker", "baseline content/baseline.toml risk-without-event R-2: <nil> → 2027-03-31, weaker"}, nil},
		{"an entry twice, of which the later counts", map[string]string{"baseline.toml": known}, map[string]string{"baseline.toml": known + strings.Replace(known, "2027-03-31", "2027-02-28", 1)}, nil, nil},
		{"an entry counts less", map[string]string{"baseline.toml": known + "count = 2\n"}, map[string]string{"baseline.toml": known + "count = 1\n"},
			nil, []string{" content/baseline.toml risk-without-event R-1: 2027-03-31 (2) → 2027-03-31 (1)"}},
		{"an entry counts for the first time", map[string]string{"baseline.toml": known}, map[string]string{"baseline.toml": known + "count = 1\n"},
			nil, []string{" content/baseline.toml risk-without-event R-1: 2027-03-31 → 2027-03-31 (1)"}},
		{"another reason", map[string]string{"baseline.toml": known}, map[string]string{"baseline.toml": strings.Replace(known, `"x"`, `"y"`, 1)},
			nil, []string{" content/baseline.toml risk-without-event R-1 reason: x → y"}},
		{"a baseline may last longer", nil, map[string]string{"riskbook.toml": "[check]\nbaseline_months = 24\n"},
			[]string{"baseline " + config + " check.baseline_months: <nil> → 24, weaker"}, nil},
		{"how long a baseline lasts by default is written out", nil, map[string]string{"riskbook.toml": "[check]\nbaseline_months = 6\n"},
			nil, []string{" " + config + " check.baseline_months: <nil> → 6"}},
		{"who proposes may decide", map[string]string{"riskbook.toml": "[approval]\nseparate = true\n"}, nil,
			[]string{"approval " + config + " approval.separate: true → <nil>, weaker"}, nil},
		{"who proposes may not decide", nil, map[string]string{"riskbook.toml": "[approval]\nseparate = true\n"},
			[]string{"approval " + config + " approval.separate: <nil> → true"}, nil},
		{"fewer steps", nil, map[string]string{"riskbook.toml": "[process]\nprofile = \"simple\"\n"},
			[]string{"profile " + config + " : full → simple, weaker"}, nil},
		{"more steps", map[string]string{"riskbook.toml": "[process]\nprofile = \"simple\"\n"}, nil,
			[]string{"profile " + config + " : simple → full"}, nil},
		{"one step fewer", map[string]string{"riskbook.toml": "[process]\nprofile = \"custom\"\nsteps = [\"1.1\", \"4.1\"]\n"}, map[string]string{"riskbook.toml": "[process]\nprofile = \"custom\"\nsteps = [\"4.1\"]\n"},
			[]string{"profile " + config + " : custom 1.1 4.1 → custom 4.1, weaker"}, nil},
		{"longer between reviews", map[string]string{"riskbook.toml": "[review]\nevery_months = 12\n"}, map[string]string{"riskbook.toml": "[review]\nevery_months = 36\n"},
			[]string{"review " + config + " : 12 → 36, weaker"}, nil},
		{"reviews begin", nil, map[string]string{"riskbook.toml": "[review]\nevery_months = 12\n"},
			nil, []string{" " + config + " review.every_months: <nil> → 12"}},
		{"reviews end", map[string]string{"riskbook.toml": "[review]\nevery_months = 12\n"}, nil,
			[]string{"review " + config + " : 12 → <nil>, weaker"}, nil},
		{"shorter between reviews", map[string]string{"riskbook.toml": "[review]\nevery_months = 12\n"}, map[string]string{"riskbook.toml": "[review]\nevery_months = 6\n"},
			nil, []string{" " + config + " review.every_months: 12 → 6"}},
		{"an audience may read more", map[string]string{"riskbook.toml": "[[audience]]\nname = \"public\"\nclearance = \"TLP:CLEAR\"\nhide = [\"cost\"]\n"},
			map[string]string{"riskbook.toml": "[[audience]]\nname = \"public\"\nclearance = \"TLP:RED\"\n"},
			[]string{"audience " + config + " public.clearance: TLP:CLEAR → TLP:RED", "audience " + config + " public.hide: [cost] → <nil>"}, nil},
		{"what records are classified as", nil, map[string]string{"riskbook.toml": "default_classification = \"TLP:CLEAR\"\n"},
			[]string{"audience " + config + " default_classification: <nil> → TLP:CLEAR"}, nil},
		{"the theme", nil, map[string]string{"riskbook.toml": "theme = \"mine\"\n"},
			[]string{"themes " + config + " : <nil> → mine"}, nil},
		{"authority", map[string]string{"criteria.toml": three + "[[authority]]\nlevel = \"middle\"\nby = [\"ciso\"]\nmonths = 12\n"},
			map[string]string{"criteria.toml": three + "[[authority]]\nlevel = \"middle\"\nby = [\"ciso\", \"anybody\"]\nmonths = 60\n[[authority]]\nlevel = \"high\"\nby = [\"ciso\"]\n"},
			[]string{"authority content/criteria.toml high.by: <nil> → [ciso]", "authority content/criteria.toml middle.by: [ciso] → [ciso anybody]", "authority content/criteria.toml middle.months: 12 → 60"}, nil},
		{"rows of one level go by their parties", map[string]string{"criteria.toml": three + authority("middle", "head", 6) + authority("middle", "ciso", 12)},
			map[string]string{"criteria.toml": three + authority("middle", "ciso", 36) + authority("middle", "anybody", 1) + authority("middle", "head", 6)},
			[]string{
				"authority content/criteria.toml middle[ciso].months: 12 → 36",
				"authority content/criteria.toml middle[anybody].by: <nil> → [anybody]", "authority content/criteria.toml middle[anybody].months: <nil> → 1",
			}, nil},
		{"rows of one level and party go by their days", map[string]string{"criteria.toml": three + authority("middle", "ciso", 6) + "until = 2026-03-31\n" + authority("middle", "ciso", 12) + "from = 2026-04-01\n"},
			map[string]string{"criteria.toml": three + authority("middle", "ciso", 6) + "until = 2026-03-31\n" + authority("middle", "ciso", 24) + "from = 2026-04-01\n"},
			[]string{"authority content/criteria.toml middle[ciso 2026-04-01–].months: 12 → 24"}, nil},
		{"of two rows one is gone", map[string]string{"criteria.toml": three + authority("middle", "head", 6) + authority("middle", "ciso", 12)},
			map[string]string{"criteria.toml": three + authority("middle", "ciso", 24)},
			[]string{
				"authority content/criteria.toml middle[ciso].months: 12 → 24", "authority content/criteria.toml middle[head].by: [head] → <nil>",
				"authority content/criteria.toml middle[head].months: 6 → <nil>",
			}, nil},
		{"rows of several parties, each called by its own", map[string]string{"criteria.toml": three + rows("ciso 2026-01-01 12", "board 2026-01-01 12")}, map[string]string{"criteria.toml": three + rows("ciso 2026-01-01 6", "board 2026-01-01 12")},
			[]string{"authority content/criteria.toml middle[ciso].months: 12 → 6"}, nil},
		{"rows of one party, called by their days too", map[string]string{"criteria.toml": three + rows("ciso 2025-01-01 12", "ciso 2026-01-01 12")}, map[string]string{"criteria.toml": three + rows("board 2026-06-01 12")},
			[]string{"authority content/criteria.toml middle[ciso 2025-01-01–].by: [ciso] → [board]", "authority content/criteria.toml middle[ciso 2025-01-01–].from: 2025-01-01 → 2026-06-01",
				"authority content/criteria.toml middle[ciso 2026-01-01–].by: [ciso] → <nil>", "authority content/criteria.toml middle[ciso 2026-01-01–].from: 2026-01-01 → <nil>", "authority content/criteria.toml middle[ciso 2026-01-01–].months: 12 → <nil>"}, nil},
		{"rows that nothing tells apart, called by their number too", map[string]string{"criteria.toml": three}, map[string]string{"criteria.toml": three + "[[authority]]\nlevel = \"middle\"\nby = [\"ciso\"]\n[[authority]]\nlevel = \"middle\"\nby = [\"ciso\"]\n"},
			[]string{"authority content/criteria.toml middle[ciso].by: <nil> → [ciso]", "authority content/criteria.toml middle[ciso]#2.by: <nil> → [ciso]"}, nil},
		{"criteria", map[string]string{"criteria.toml": three}, map[string]string{"criteria.toml": three + "[acceptance]\nimpact_alone = 2\n"},
			[]string{"criteria content/criteria.toml acceptance: 1 → 1"}, nil},
		{"no criteria any more", map[string]string{"criteria.toml": three}, nil,
			[]string{"criteria content/criteria.toml revision likelihood impact level matrix: 1 → <nil>"}, nil},
		{"parties", map[string]string{"parties.toml": parties}, map[string]string{"parties.toml": parties + "members = [\"dev\"]\n[dev]\ntitle = \"Dev\"\n"},
			[]string{"parties content/parties.toml ciso.members: <nil> → [dev]", "parties content/parties.toml dev.title: <nil> → Dev"}, nil},
		{"the register's own catalogue", map[string]string{"catalogue.toml": "[water.service.irrigation]\nlabel = { ja = \"農業用水\" }\n"}, map[string]string{"catalogue.toml": "[water.service.irrigation]\nlabel = { ja = \"灌漑\" }\n"},
			nil, []string{" content/catalogue.toml water.service.irrigation.label.ja: 農業用水 → 灌漑"}},
		{"what is no guard", map[string]string{"riskbook.toml": "title = \"T\"\n"}, map[string]string{"riskbook.toml": "title = \"Another\"\nlanguages = [\"ja\", \"en\"]\n"},
			nil, []string{" " + config + " title: T → Another", " " + config + " languages: <nil> → [ja en]"}},
	} {
		bare := map[string]string{"riskbook.toml": "\n"}
		got := Compare(judged(t, with(bare, c.before)), judged(t, with(bare, c.after)))
		if diff := cmp.Diff(c.guard, settings(got.Guard)); diff != "" {
			t.Errorf("%s: guard (- wanted, + found):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.rest, settings(got.Settings)); diff != "" {
			t.Errorf("%s: the rest (- wanted, + found):\n%s", c.name, diff)
		}
		if len(c.guard) > 0 && !got.Changed() {
			t.Errorf("%s: counts as no change", c.name)
		}
	}
}

func TestFilesThatOthersReadAreGuarded(t *testing.T) {
	before, after := judged(t, base), judged(t, base)
	before.Files = map[string]string{"templates/risk.html": "a", "themes/mine/static/site.css": "b", "themes/mine/static/menu.js": "c", "content/assets/net.svg": "d"}
	after.Files = map[string]string{
		"templates/risk.html": "z", "themes/mine/static/menu.js": "z", "themes/mine/templates/layout.html": "e", "content/assets/net.svg": "z", "content/allowed_signers": "f",
		".github/workflows/riskbook.yml": "g",
	}
	c := Compare(before, after)
	want := []string{
		"signers content/allowed_signers : <nil> → f", "templates templates/risk.html : a → z", "templates themes/mine/templates/layout.html : <nil> → e",
		"themes themes/mine/static/site.css : b → <nil>", "scripts themes/mine/static/menu.js : c → z", "pipelines .github/workflows/riskbook.yml : <nil> → g",
	}
	if diff := cmp.Diff(want, settings(c.Guard)); diff != "" {
		t.Errorf("(- wanted, + found):\n%s", diff)
	}
	if diff := cmp.Diff([]string{" content/assets/net.svg : d → z"}, settings(c.Settings)); diff != "" {
		t.Errorf("the rest (- wanted, + found):\n%s", diff)
	}
}

// authority writes a row of authority.
func authority(level, by string, months int) string {
	return fmt.Sprintf("[[authority]]\nlevel = %q\nby = [%q]\nmonths = %d\n", level, by, months)
}

func TestTopOfASetting(t *testing.T) {
	for _, c := range []struct{ file, of, want string }{
		{"content/riskbook.toml", "check.fail_on", "check"}, {"content/riskbook.toml", "title", "title"}, {"content/riskbook.toml", "audience[public]", "audience"},
		{"content/parties.toml", "ciso.title", "parties"}, {"content/catalogue.toml", "water", "catalogue"}, {"content/baseline.toml", "x R-1", "baseline"}, {"content/assets/net.svg", "", "figure"},
	} {
		if got := (&Setting{File: c.file, Of: c.of}).Top(); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.file, c.of, got, c.want)
		}
	}
}

// A register that only one state holds has no settings that changed: all of it is new, or gone.
func TestARegisterThatComesHasNoSettingsThatChanged(t *testing.T) {
	bare := func(files fstest.MapFS) State {
		tree, err := source.Read(files)
		if err != nil {
			t.Fatal(err)
		}
		return State{Assessment: assess.Assess(register.Understand(tree), date.Of(2026, 11, 23))}
	}
	empty := bare(fstest.MapFS{"content/pages/p.md": {Data: []byte("+++\ntitle = \"頁\"\n+++\n")}})
	full := judged(t, with(base, map[string]string{"riskbook.toml": "theme = \"mine\"\n[check]\nfail_on = \"warning\"\n", "pages/p.md": "+++\ntitle = \"頁\"\n+++\n"}))
	for _, c := range []Comparison{Compare(empty, full), Compare(full, empty)} {
		if len(c.Guard)+len(c.Settings) > 0 {
			t.Errorf("guard %v, the rest %v", settings(c.Guard), settings(c.Settings))
		}
	}
}
