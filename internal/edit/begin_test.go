package edit

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// registerOf reads a register of names and texts in turn.
func registerOf(t *testing.T, files ...string) *register.Register {
	t.Helper()
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m["content/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	tree, err := source.Read(m)
	if err != nil {
		t.Fatal(err)
	}
	return register.Understand(tree)
}

const oneParty = "[office]\ntitle = \"Office\"\n"

// TestBegin makes a record of every kind: it is laid out, lacks exactly what it marks, and still reads once every comment in it is made a line.
func TestBegin(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		config := "title = \"T\"\ndefault_language = \"" + language + "\"\n"
		empty := registerOf(t, "riskbook.toml", config, "parties.toml", oneParty)
		for i := range register.Kinds {
			kind := &register.Kinds[i]
			t.Run(language+" "+kind.Folder, func(t *testing.T) {
				name, data, err := Begin(empty, Beginning{Kind: kind, ID: "X-1", AsOf: date.Of(2026, 11, 23), Template: true})
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(string(data), string(mustFormat(t, name, data))); d != "" {
					t.Error("it is not laid out:", d)
				}
				r := registerOf(t, "riskbook.toml", config, "parties.toml", oneParty, strings.TrimPrefix(name, "content/"), string(data))
				var missing []string
				for _, f := range r.Faults {
					if f.Rule != "missing-key" {
						t.Errorf("%v", f)
					}
					missing = append(missing, f.Args["key"].(string))
				}
				said := Missing(nil, kind, r.Tree.Records[0].Table)
				slices.Sort(missing)
				slices.Sort(said)
				if d := cmp.Diff(missing, said); d != "" {
					t.Error(d)
				}
				marks := strings.Count(string(data), map[string]string{"ja": "# 要記入: ", "en": "# TO FILL: "}[language])
				if marks != len(missing) {
					t.Errorf("%d fields are marked, %d are missing:\n%s", marks, len(missing), data)
				}
				whole := regexp.MustCompile(`(?m)^# (\[|[a-z_]+ = )`).ReplaceAllString(string(data), "$1")
				if _, _, err := facts(name, []byte(whole), source.DefaultLimits); err != nil {
					t.Errorf("with its comments made lines it cannot be read:\n%s", whole)
				}
				r = registerOf(t, "riskbook.toml", config, strings.TrimPrefix(name, "content/"), whole)
				for _, f := range r.Faults {
					if f.Rule == "unknown-key" || f.Rule == "wrong-type" {
						t.Errorf("%s %v", f.Rule, f.Args)
					}
				}
			})
		}
	}
}

func TestBeginWithAssignments(t *testing.T) {
	r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n", "parties.toml", oneParty)
	var list []Assignment
	for _, w := range []string{"kind=acceptance", "at.likelihood=2", "risks=R-1,R-2", "evidence[+].url=https://e.example"} {
		a, err := ParseAssignment(w)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	_, data, err := Begin(r, Beginning{Kind: register.KindOf("decisions"), ID: "D-1", Title: "Keep \"it\"", AsOf: date.Of(2026, 11, 23), Assignments: list, Template: true})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") && strings.TrimSpace(line) != "" {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	want := []string{"+++", `title = "Keep \"it\""`, `kind = "acceptance"`, `on = 2026-11-23`, `by = "office"`, `risks = ["R-1", "R-2"]`, `at = { likelihood = 2 }`, `[[evidence]]  # Links to what proves the decision, such as minutes or a signed proposal.`, `url = "https://e.example"`, "+++"}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if !strings.Contains(string(data), "# until = 2026-11-23") || strings.Index(string(data), "# until") > strings.Index(string(data), "Optional") {
		t.Errorf("what an acceptance calls for is not marked:\n%s", data)
	}
}

// TestBeginOffersWhatTheRegisterHas holds comments to what may stand in a field: the register's own scales, areas, viewpoints, parties and revision.
func TestBeginOffersWhatTheRegisterHas(t *testing.T) {
	const criteria = `revision = "2026.1"
likelihood = [{ value = 2, label = { ja = "低", en = "Low" } }, { value = 3, label = { ja = "高", en = "High" } }]
impact = [{ value = 5, label = { ja = "大", en = "Large" } }]
area = [{ key = "service", label = { ja = "停止", en = "Outage" } }]
viewpoint = [{ key = "legal", label = { ja = "法令", en = "Law" } }]
level = [{ key = "low", label = "低", acceptance = "accept" }]
[matrix]
rule = "product"
thresholds = { low = 1 }
`
	parties := func(n int) string {
		text := ""
		for i := range n {
			text += fmt.Sprintf("[p%02d]\ntitle = \"P\"\n", i+1)
		}
		return text
	}
	for _, c := range []struct {
		language, kind string
		parties        int
		want           []string // beginnings and ends of lines, with … between
	}{
		{"en", "risks", 2, []string{
			"# TO FILL: The person…(p01, p02)", "# owner = \"\"", "identified = 2026-11-23", "# consequences = []  # …(service Outage)", "# viewpoints = []  # …(legal Law)", "# status = \"open\"  # …(open, closed)",
			"# reviewed = 2026-11-23  # …", "# [inherent]  # …", "# likelihood = 2  # …(2 Low, 3 High)", "# impact = 5  # …(5 Large)", "# impacts = { service = 5 }  # …(service Outage)",
			"# confidence = \"low\"  # …(low, medium, high)", "# criteria = \"2026.1\"  # …", "# frequency = 0.1  # …", "# loss = { low = 1_000_000, high = 10_000_000 }  # …", "# rank = 1  # …(1 to 1000000)", "# [[links]]  # …", "# url = \"\"  # …",
		}},
		{"ja", "risks", 1, []string{"owner = \"p01\"", "# viewpoints = []  # …（legal 法令）", "# likelihood = 2  # …（2 低、3 高）", "# status = \"open\"  # …（open 継続、closed 終結）", "# rank = 1  # …（1～1000000）"}},
		{"en", "assets", 12, []string{"# TO FILL: …(p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12)", "# TO FILL: …electronic-media, other)", "# kind = \"information-system\"", "# viewpoints = []",
			"# importance = { confidentiality = 1, integrity = 1, availability = 1 }  # …"}},
		{"en", "controls", 13, []string{"# owner = \"\"  # …(p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, …)", "# common = true  # …", "# [[tests]]  # …", "# on = 2026-11-23  # …", "# result = \"pass\"  # …(pass passed, fail failed)"}},
		{"en", "treatments", 0, []string{"# cost = { initial = 0, annual = 0 }  # …", "# risks = []", "status = \"draft\"", "# [[target]]  # …", "# [effectiveness]  # …", "# result = \"effective\"  # …(effective, partly partly effective, not not effective)"}},
		{"en", "decisions", 0, []string{"on = 2026-11-23", "# at = { likelihood = 2, impact = 5 }  # …", "# [[evidence]]  # …"}},
		{"en", "indicators", 0, []string{"# risks = []", "# warn = 0.0", "# limit = 0.0", "# worse = \"higher\"  # …(higher, lower)"}},
		{"en", "glossary", 0, []string{"# aliases = []  # …", "title = \"X-1\""}},
	} {
		r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \""+c.language+"\"\n", "parties.toml", parties(c.parties), "criteria.toml", criteria)
		_, data, err := Begin(r, Beginning{Kind: register.KindOf(c.kind), ID: "X-1", AsOf: date.Of(2026, 11, 23), Template: true})
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		if i := strings.LastIndex(string(data), "\n# ["); !strings.HasPrefix(string(data[i:]), "\n# [[links]]") {
			t.Errorf("%s: what all kinds have does not come last:\n%s", c.kind, data[i:])
		}
		for _, want := range c.want {
			start, end, _ := strings.Cut(want, "…")
			if end == "" && !strings.HasSuffix(want, "…") {
				end = start
			}
			if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, start) && strings.HasSuffix(line, end) }) {
				t.Errorf("%s in %s: no line %s\n%s", c.kind, c.language, want, data)
			}
		}
	}
}

// TestBeginPutsFieldsInTheirOrder holds that what is assigned stands where its field belongs, among the comments on what is still to be written.
func TestBeginPutsFieldsInTheirOrder(t *testing.T) {
	r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n")
	var list []Assignment
	for _, w := range []string{"aim=both", "risks=R-1,R-2", "tags+=a", "effort=3", "due=", "cost.annual=", "action[+].title=A", "action[+].owner=o", "action[+].title=B", "links=[{ url = 'u' }]"} {
		a, err := ParseAssignment(w)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	_, data, err := Begin(r, Beginning{Kind: register.KindOf("treatments"), ID: "T-1", Title: "T", AsOf: date.Of(2026, 11, 23), Assignments: list, Template: true})
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(data), "# Optional")
	var lines []string
	for line := range strings.Lines(head) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# TO FILL") {
			lines = append(lines, line)
		}
	}
	want := []string{"+++", `title = "T"`, `# owner = ""`, `tags = ["a"]`, `links = [{ url = 'u' }]`, `risks = ["R-1", "R-2"]`, `# option = "modify"`, `aim = "both"`, `status = "draft"`, `# due = 2026-11-23`, `effort = 3`}
	if d := cmp.Diff(want, lines); d != "" {
		t.Errorf("%s\n%s", d, head)
	}
	for _, gone := range []string{"# tags", "# risks", "# effort", "# aim", "# [[action]]", "# [[links]]  # Links to documents outside the register.\n# url"} {
		if strings.Contains(rest, gone) {
			t.Errorf("what is assigned is offered again: %s", gone)
		}
	}
	_, action, _ := strings.Cut(rest, "\n[[action]]")
	action, _, _ = strings.Cut(action, "\n[[action]]")
	if strings.Contains(action, "# title =") || strings.Contains(action, "# owner =") || !strings.Contains(action, "# due = 2026-11-23") {
		t.Errorf("what the element has is offered again, or what it lacks is not:\n%s", action)
	}
	if !strings.Contains(rest, "\n# cost = { initial = 0, annual = 0 }") {
		t.Errorf("what is left empty is not offered:\n%s", rest)
	}
	// the comments on optional fields stay above all tables: below one, what somebody takes from them would be a key of that table
	rest = regexp.MustCompile(`(?m)  #.*$|^# [a-z_]+ = .*\n`).ReplaceAllString(rest[strings.Index(rest, "# introduces"):], "")
	if want := "\n# [[target]]\n\n[[action]]\ntitle = \"A\"\nowner = \"o\"\n\n[[action]]\ntitle = \"B\"\n\n# [[worsens]]\n\n# [effectiveness]\n+++\n\n"; rest != want {
		t.Error(cmp.Diff(want, rest))
	}
}

func TestBeginMarksWhatIsLeftEmpty(t *testing.T) {
	r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n", "parties.toml", oneParty)
	var list []Assignment
	for _, w := range []string{"owner=", "identified=", "tags="} {
		a, err := ParseAssignment(w)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	_, data, err := Begin(r, Beginning{Kind: register.KindOf("risks"), ID: "R-1", Title: "T", AsOf: date.Of(2026, 11, 23), Assignments: list, Template: true})
	if err != nil {
		t.Fatal(err)
	}
	marked, _, _ := strings.Cut(string(data), "Optional")
	for _, want := range []string{"\n# owner = ", "\n# identified = "} {
		if !strings.Contains(marked, want) {
			t.Errorf("no %q among what is to be filled:\n%s", want, data)
		}
	}
}

func TestNextID(t *testing.T) {
	for _, c := range []struct {
		name, folder string
		ids          []string // file names below content/
		want         string
	}{
		{"nothing yet", "risks", nil, "R-001"},
		{"nothing yet of assets", "assets", nil, "A-01"},
		{"one more, with as many digits", "risks", []string{"risks/R-036.md", "risks/plant/R-007.md"}, "R-037"},
		{"digits grow", "risks", []string{"risks/R-99.md"}, "R-100"},
		{"the prefix that most have", "risks", []string{"risks/OLD-900.md", "risks/R2026-01.md", "risks/R2026-02.md", "risks/name.md"}, "R2026-03"},
		{"of two that as many have, the first", "risks", []string{"risks/B-7.md", "risks/A-1.md", "risks/C-3.md"}, "A-2"},
		{"from zero, with as many digits", "risks", []string{"risks/R-000.md"}, "R-001"},
		{"numbered and named alike often", "risks", []string{"risks/R-1.md", "risks/name.md"}, "R-2"},
		{"named more often than numbered", "risks", []string{"risks/R-1.md", "risks/name.md", "risks/other.md"}, ""},
		{"a number too long to count", "risks", []string{"risks/R-99999999999999999999.md"}, "R-001"},
		{"numbers of another kind are not its own", "risks", []string{"risks/R-1.md", "assets/R-7.md", "assets/R-8.md"}, "R-2"},
		{"taken by another kind, in another case", "risks", []string{"risks/R-1.md", "assets/r-2.md"}, "R-3"},
		{"names", "pages", []string{"pages/about.md"}, ""},
		{"terms", "glossary", nil, ""},
		{"kinds of names, numbered by this register", "pages", []string{"pages/P-1.md"}, "P-2"},
	} {
		files := []string{"riskbook.toml", ""}
		for _, id := range c.ids {
			files = append(files, id, "+++\n+++\n")
		}
		tree := registerOf(t, files...).Tree
		for range 10 { // whatever the order of a map
			if got := NextID(tree, register.KindOf(c.folder), nil); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}

// The ids that records had once are counted, unless they are no numbers of this kind: a long one is a year and a number, or whatever else.
func TestNextIDIsAboveThoseThatWere(t *testing.T) {
	tree := registerOf(t, "riskbook.toml", "", "risks/R-007.md", "+++\n+++\n").Tree
	for _, c := range []struct {
		once []string
		want string
	}{
		{[]string{"name", "S-050", "R-005"}, "R-008"}, {[]string{"R-041", "R-012"}, "R-042"}, {[]string{"r-041"}, "R-042"},
		{[]string{"R-2026"}, "R-2027"}, {[]string{"R-20261"}, "R-008"}, {[]string{"R-0041"}, "R-042"},
	} {
		if got := NextID(tree, register.KindOf("risks"), c.once); got != c.want {
			t.Errorf("once %v: %s, want %s", c.once, got, c.want)
		}
	}
}

func TestExamplesOfValues(t *testing.T) {
	w := &beginner{register: registerOf(t, "riskbook.toml", "")}
	for _, c := range []struct {
		field register.Field
		want  string
	}{
		{register.Field{Shape: register.ShapeWord}, `""`},
		{register.Field{Shape: register.ShapeWord, OneOf: []string{"only"}}, `"only"`},
		{register.Field{Shape: register.ShapeWord, OneOf: []string{"first", "second"}}, `"first"`},
		{register.Field{Shape: register.ShapeWord, Key: "criteria"}, `""`}, // there are none
	} {
		if got := w.example(c.field); got != c.want {
			t.Errorf("%+v: %s, want %s", c.field, got, c.want)
		}
	}
}

func TestKindNamed(t *testing.T) {
	for word, folder := range map[string]string{
		"plan": "treatments", "計画": "treatments", "対策": "controls", "Threat": "sources", "脆弱性": "sources", "受容": "decisions",
		"risk": "risks", "risks": "risks", "リスク": "risks", "Risk": "risks", "risk-source": "sources", "source": "sources", "リスク源": "sources", "term": "glossary",
		"glossary": "glossary", "risk treatment plan": "treatments", "treatment": "treatments", "リスク対応計画": "treatments", "意思決定": "decisions",
	} {
		if k, _ := KindNamed(word); k == nil || k.Folder != folder {
			t.Errorf("%s is %v, want %s", word, k, folder)
		}
	}
	for word, form := range map[string]string{"threat": "threat", "脆弱性": "vulnerability", "受容": "acceptance", "risk": "", "plan": ""} {
		if _, got := KindNamed(word); got != form {
			t.Errorf("%s is of the kind %q, want %q", word, got, form)
		}
	}
	for word, s := range synonyms {
		if register.KindOf(s.folder) == nil && s.folder != "incidents" {
			t.Errorf("%s stands for %s, which is no kind", word, s.folder)
		}
		if k := register.KindOf(s.folder); k != nil && s.form != "" && !slices.Contains(register.Find(k.Fields(), "kind").OneOf, s.form) {
			t.Errorf("%s stands for the kind %s of %s", word, s.form, s.folder)
		}
	}
	if k, _ := KindNamed("ris"); k != nil {
		t.Errorf("ris is %s", k.Folder)
	}
}

// begun makes a record, and gives the keys that it marks to be filled in, those that it offers beside them, and the lines that are written.
func begun(t *testing.T, r *register.Register, kind string, assignments ...string) (marked, offered, lines []string) {
	t.Helper()
	var list []Assignment
	for _, w := range assignments {
		a, err := ParseAssignment(w)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	_, data, err := Begin(r, Beginning{Kind: register.KindOf(kind), ID: "X-1", Title: "T", AsOf: date.Of(2026, 11, 23), Assignments: list, Template: true})
	if err != nil {
		t.Fatal(err)
	}
	toFill := false
	key := regexp.MustCompile(`^# (?:\[+)?([a-z_]+)(?:\]| = )`)
	for line := range strings.Lines(string(data)) {
		switch m := key.FindStringSubmatch(line); {
		case strings.HasPrefix(line, "# TO FILL"):
			toFill = true
			continue
		case m != nil && toFill:
			marked = append(marked, m[1])
		case m != nil:
			offered = append(offered, m[1])
		case strings.Contains(line, " = ") && line[0] != '#':
			lines = append(lines, strings.TrimSpace(line))
		}
		toFill = false
	}
	return marked, offered, lines
}

// TestBeginDecisions holds what a decision is about to its kind, and one that is asked for to what can be known of it.
func TestBeginDecisions(t *testing.T) {
	r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n", "parties.toml", "[office]\ntitle = \"Office\"\n[board]\ntitle = \"Board\"\n")
	for _, c := range []struct{ assignments, marked, lines []string }{
		{[]string{"kind=closing"}, []string{"by", "basis", "risks"}, []string{`title = "T"`, `kind = "closing"`, "on = 2026-11-23"}},
		{[]string{"kind=closing", "risks=R-1"}, []string{"by", "basis"}, []string{`title = "T"`, `kind = "closing"`, "on = 2026-11-23", `risks = ["R-1"]`}},
		{[]string{"kind=cancellation"}, []string{"by", "basis", "treatments"}, []string{`title = "T"`, `kind = "cancellation"`, "on = 2026-11-23"}},
		{[]string{"kind=plan-approval"}, []string{"by", "basis", "treatments"}, []string{`title = "T"`, `kind = "plan-approval"`, "on = 2026-11-23"}},
		{[]string{"kind=acceptance"}, []string{"by", "basis", "risks", "until", "at"}, []string{`title = "T"`, `kind = "acceptance"`, "on = 2026-11-23"}},
		{[]string{"kind=acceptance", "risks=R-1", "requested=2026-11-20", "of=board", "decide_by=2026-12-01"}, nil,
			[]string{`title = "T"`, `kind = "acceptance"`, `risks = ["R-1"]`, "requested = 2026-11-20", "decide_by = 2026-12-01", `of = "board"`}},
		{[]string{"kind=judgement", "requested=2026-11-20"}, nil, []string{`title = "T"`, `kind = "judgement"`, "requested = 2026-11-20"}},
		{[]string{"kind=judgement", "requested=2026-11-20", "on=2026-11-22"}, []string{"by", "basis", "verdict"},
			[]string{`title = "T"`, `kind = "judgement"`, "on = 2026-11-22", "requested = 2026-11-20"}},
	} {
		marked, _, lines := begun(t, r, "decisions", c.assignments...)
		if d := cmp.Diff(c.marked, marked); d != "" {
			t.Errorf("%q marks %s", c.assignments, d)
		}
		if d := cmp.Diff(c.lines, lines); d != "" {
			t.Errorf("%q writes %s", c.assignments, d)
		}
	}
}

// TestBeginLeavesOut holds a new record free of the marks of one that is unfinished or unconfirmed, unless they are asked for.
func TestBeginLeavesOut(t *testing.T) {
	config := []string{"riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n", "parties.toml", oneParty}
	const factors = `revision = "1"
likelihood = [{ value = 1, label = "L" }]
impact = [{ value = 1, label = "I" }]
level = [{ key = "calm", label = "Calm", acceptance = "accept" }]
matrix = { rows = [["calm"]] }
[likelihood_from]
rows = [[1]]
[[likelihood_from.factor]]
key = "threat"
label = "Threat"
steps = [{ value = 7, label = "Some" }]
[[likelihood_from.factor]]
key = "weakness"
label = "Weakness"
steps = [{ value = 0, label = "None" }]
`
	plain, factored := registerOf(t, config...), registerOf(t, append(config, "criteria.toml", factors)...)
	for i := range register.Kinds {
		_, offered, _ := begun(t, plain, register.Kinds[i].Folder)
		for _, key := range []string{"incomplete", "provisional", "proposed", "requested", "decide_by", "of", "factors"} {
			if slices.Contains(offered, key) {
				t.Errorf("%s: %s is offered", register.Kinds[i].Folder, key)
			}
		}
	}
	_, offered, lines := begun(t, plain, "risks", "provisional=true", "proposed.likelihood=1")
	if !slices.Contains(lines, "provisional = true") || !slices.Contains(lines, "likelihood = 1") || slices.Contains(offered, "incomplete") {
		t.Errorf("%q, and offered are %q", lines, offered)
	}
	_, data, err := Begin(factored, Beginning{Kind: register.KindOf("treatments"), ID: "X-1", AsOf: date.Of(2026, 11, 23), Template: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\n# factors = { threat = 7, weakness = 0 }  # ", " (threat Threat, weakness Weakness)\n", "\n# level = \"calm\"  # ", " (calm Calm)\n"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%q is not offered:\n%s", want, data)
		}
	}
}

// A decision without what it is about decides nothing: what its kind asks for is missing.
func TestMissingOfDecisions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"kind = \"acceptance\"\n", "risks"}, {"kind = \"closing\"\n", "risks"}, {"kind = \"cancellation\"\n", "treatments"}, {"kind = \"plan-approval\"\n", "treatments"},
		{"kind = \"acceptance\"\nrisks = [\"R-1\"]\n", ""}, {"kind = \"plan-approval\"\nrisks = [\"R-1\"]\n", "treatments"}, {"kind = \"judgement\"\n", ""}, {"kind = \"criteria-approval\"\n", ""}, {"", ""},
	} {
		doc, _ := source.Parse("x", []byte(c.text), source.DefaultLimits)
		var about []string
		for _, key := range Missing(nil, register.KindOf("decisions"), doc.Table) {
			if key == "risks" || key == "treatments" {
				about = append(about, key)
			}
		}
		if got := strings.Join(about, " "); got != c.want {
			t.Errorf("%q lacks %q, want %q", c.text, got, c.want)
		}
	}
	doc, _ := source.Parse("x", []byte("kind = \"acceptance\"\n"), source.DefaultLimits)
	if got := Missing(nil, register.KindOf("risks"), doc.Table); slices.Contains(got, "risks") {
		t.Errorf("a risk lacks %v", got)
	}
}

// Criteria that are not finished are no reason to fail: a factor without steps, or with one that has no value, is left out of the example.
func TestBeginWithUnfinishedFactors(t *testing.T) {
	const factors = "[[likelihood_from.factor]]\nkey = \"threat\"\nsteps = []\n[[likelihood_from.factor]]\nkey = \"weakness\"\nsteps = [ { label = \"L\" } ]\n[[likelihood_from.factor]]\nkey = \"reach\"\nsteps = [ { value = 2, label = \"M\" }, { value = 3, label = \"H\" } ]\n"
	r := registerOf(t, "riskbook.toml", "title = \"T\"\ndefault_language = \"en\"\n", "criteria.toml", factors)
	_, data, err := Begin(r, Beginning{Kind: register.KindOf("risks"), ID: "R-1", AsOf: date.Of(2026, 11, 23), Template: true})
	if err != nil || !strings.Contains(string(data), "# factors = { reach = 2 }") {
		t.Errorf("%v\n%s", err, data)
	}
}
