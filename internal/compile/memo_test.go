package compile_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// editor changes a copy of the sample at random: what it may do to a file is what people do to theirs.
type editor struct {
	*rand.Rand
	files fstest.MapFS
	clock time.Time
}

func newEditor(t *testing.T, seed uint64) *editor {
	e := &editor{rand.New(rand.NewPCG(seed, 1)), fstest.MapFS{}, time.Unix(1_700_000_000, 0)}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(riskbook.Sample, name)
		e.write(name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *editor) write(name string, data []byte) {
	e.clock = e.clock.Add(time.Second)
	e.files[name] = &fstest.MapFile{Data: data, Mode: 0o644, ModTime: e.clock}
}

// pick gives the name of a file that begins and ends so; empty where there is none.
func (e *editor) pick(begin, end string) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasPrefix(name, begin) && strings.HasSuffix(name, end) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return names[e.IntN(len(names))]
}

// swap replaces one of the words that stand in a file.
func (e *editor) swap(name string, pairs ...string) string {
	text := string(e.files[name].Data)
	for range len(pairs) / 2 {
		i := 2 * e.IntN(len(pairs)/2)
		if strings.Contains(text, pairs[i]) {
			e.write(name, []byte(strings.Replace(text, pairs[i], pairs[i+1], 1)))
			return pairs[i] + " → " + pairs[i+1]
		}
	}
	return "nothing"
}

// edit makes one change and says which.
func (e *editor) edit() string {
	folder := "content/" + register.Kinds[e.IntN(len(register.Kinds))].Folder + "/"
	name := e.pick(folder, ".md")
	switch n := e.IntN(16); {
	case n < 3 && name != "":
		e.write(name, append(slices.Clone(e.files[name].Data), fmt.Sprintf("\n追記%d。[[R-00%d]] と[[X-%d|無い記録]]、[基準](../criteria.toml)、[節](R-002.md#経緯)。\n", e.IntN(100), 1+e.IntN(9), e.IntN(3))...))
		return "text added to " + name
	case n < 6:
		risk := e.pick("content/risks/", ".md")
		return risk + ": " + e.swap(risk, "likelihood = 3", "likelihood = 5", "impact = 4", "impact = 2", "likelihood = 2", "likelihood = 9", "ja = \"", "ja = \"改", "en = \"", "en = \"New ",
			"reviewed = 2026", "reviewed = 2024", "status = \"open\"", "status = \"closed\"", "+++\n\n", "nonsense = 1\n+++\n\n", "owner = ", "ownr = ")
	case n < 7 && name != "":
		delete(e.files, name)
		return "deleted " + name
	case n < 8 && name != "":
		to := folder + "moved/" + name[strings.LastIndexByte(name, '/')+1:]
		data := e.files[name].Data
		delete(e.files, name)
		e.write(to, data)
		return "moved " + name
	case n < 9 && name != "":
		to := strings.TrimSuffix(name, ".md") + "-B.md"
		e.write(to, slices.Clone(e.files[name].Data))
		return "copied " + name
	case n < 10 && name != "":
		to := strings.TrimSuffix(name, ".md") + ".en.md"
		if _, there := e.files[to]; there && e.IntN(2) == 0 {
			delete(e.files, to)
			return "translation deleted: " + to
		}
		e.write(to, fmt.Appendf(nil, "Translated %d, see [[R-001]].\n\n## History\n", e.IntN(100)))
		return "translated " + name
	case n < 11:
		return "criteria: " + e.swap("content/criteria.toml", "2026.1", "2026.2", "impact_alone = 5", "impact_alone = 4", "acceptance = \"approval\"", "acceptance = \"treat\"", "weight = 3", "weight = 1", "稀", "まれ")
	case n < 12:
		return "configuration: " + e.swap("content/riskbook.toml", "languages = [\"ja\", \"en\"]", "languages = [\"ja\"]", "languages = [\"ja\"]", "languages = [\"ja\", \"en\"]",
			"profile = \"full\"", "profile = \"simple\"", "profile = \"simple\"", "profile = \"full\"", "ja = \"", "ja = \"新", "title", "[glossary]\nautolink = false\n[unused]\ntitle")
	case n < 13:
		term := e.pick("content/glossary/", ".md")
		if term == "" {
			return "nothing"
		}
		return term + ": " + e.swap(term, "aliases = [", "aliases = [\"停止\", ", "title = { ja = \"", "title = { ja = \"新", "reading = \"", "reading = \"あ")
	case n < 14:
		figure := fmt.Sprintf("content/risks/figure-%d.svg", e.IntN(2))
		if _, there := e.files[figure]; there && e.IntN(2) == 0 {
			delete(e.files, figure)
			return "deleted " + figure
		}
		e.write(figure, fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>%d</text></svg>", e.IntN(9)))
		risk := e.pick("content/risks/", ".md")
		e.write(risk, append(slices.Clone(e.files[risk].Data), "\n![図](figure-0.svg) ![図](figure-1.svg)\n"...))
		return "figure " + figure
	case n < 15:
		bulk := e.pick("content/", ".toml")
		return bulk + ": " + e.swap(bulk, "title", "titel", "ja = \"", "ja = \"改", "= 1", "= 2", "owner", "ownr")
	}
	party := "content/parties.toml"
	if e.files[party] == nil {
		return "nothing"
	}
	return "parties: " + e.swap(party, "[operations]", "[operation]", "ja = \"", "ja = \"新", "title", "name")
}

// said writes out all that was found out about a register: its diagnostics, and its site where wanted.
func said(t *testing.T, j *compile.Judged, site bool) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := diagnostic.WriteJSON(&b, j.Checked.Diagnostics, "ja"); err != nil {
		t.Fatal(err)
	}
	w := &written{files: map[string]string{}}
	if site {
		theme, err := j.Theme()
		if err != nil {
			return map[string]string{"diagnostics": b.String(), "theme": err.Error()}
		}
		if err := j.Write(t.Context(), theme, w); err != nil {
			t.Fatal(err)
		}
	}
	w.files["diagnostics"] = b.String()
	w.files["gaps"] = fmt.Sprint(j.Checked.Gaps)
	return w.files
}

// TestMemoGivesWhatAColdBuildGives edits the sample at random and holds the site of a Memo against one from nothing, byte for byte.
func TestMemoGivesWhatAColdBuildGives(t *testing.T) {
	asOf := func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }
	steps := 8
	if testing.Short() {
		steps = 3
	}
	for seed := range uint64(2) {
		e := newEditor(t, seed)
		var site, checked, told compile.Memo
		for step := range steps {
			did := "the sample as it is"
			before := maps.Clone(e.files)
			if step > 0 {
				did = e.edit()
				for range e.IntN(2) {
					did += "; " + e.edit()
				}
			}
			cold, err := compile.Read(t.Context(), e.files, asOf, compile.ForSite)
			if err != nil {
				t.Fatal(err)
			}
			warm, err := site.Read(t.Context(), e.files, asOf, compile.ForSite)
			if err != nil {
				t.Fatal(err)
			}
			want := said(t, cold, true) // once: a cold build lets go of its bodies
			differs(t, fmt.Sprintf("seed %d, step %d: %s", seed, step, did), want, said(t, warm, true))
			early, err := told.Early(t.Context(), e.files, asOf, changedIn(before, e.files))
			if err != nil {
				t.Fatal(err)
			}
			when := fmt.Sprintf("seed %d, step %d, paths told: %s", seed, step, did)
			errors := func(list []diagnostic.Diagnostic) map[string]string {
				list = slices.DeleteFunc(slices.Clone(list), func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error })
				return map[string]string{"errors": fmt.Sprintf("%+v", list)}
			}
			differs(t, when, errors(cold.Checked.Diagnostics), map[string]string{"errors": fmt.Sprintf("%+v", early.Checked.Diagnostics)})
			atOnce := said(t, early, true)
			early.Finish()
			finished := said(t, early, true)
			differs(t, when, want, finished)
			differs(t, when, atOnce, finished, "diagnostics", "gaps")
			light, err := checked.Read(t.Context(), e.files, asOf, compile.ForCheck)
			if err != nil {
				t.Fatal(err)
			}
			differs(t, fmt.Sprintf("seed %d, step %d, diagnostics: %s", seed, step, did), said(t, cold, false), said(t, light, false))
		}
	}
}

// changedIn gives the paths at which two states of a folder differ.
func changedIn(before, after fstest.MapFS) []string {
	var changed []string
	for name, file := range after {
		if before[name] != file {
			changed = append(changed, name)
		}
	}
	for name := range before {
		if after[name] == nil {
			changed = append(changed, name)
		}
	}
	return changed
}

// differs fails where two states differ, but in the files left out.
func differs(t *testing.T, when string, want, got map[string]string, but ...string) {
	t.Helper()
	for _, path := range but {
		delete(want, path)
		delete(got, path)
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if other, ok := got[path]; !ok {
			t.Fatalf("%s: %s is missing", when, path)
		} else if other != want[path] {
			a, b := strings.Split(want[path], "\n"), strings.Split(other, "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("%s: %s differs in line %d:\n%s\nwant\n%s", when, path, i+1, b[i], a[i])
				}
			}
			t.Fatalf("%s: %s has %d lines, want %d", when, path, len(b), len(a))
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Fatalf("%s: %s is there and must not be", when, path)
		}
	}
}

// TestMemoLeavesWhatItGaveAsItWas renders a site after the next one was read.
func TestMemoLeavesWhatItGaveAsItWas(t *testing.T) {
	asOf := func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }
	e := newEditor(t, 7)
	var memo compile.Memo
	first, err := memo.Read(t.Context(), e.files, asOf, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	cold, err := compile.Read(t.Context(), e.files, asOf, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	want := said(t, cold, true)
	for range 5 {
		e.edit()
		if _, err := memo.Read(t.Context(), e.files, asOf, compile.ForSite); err != nil {
			t.Fatal(err)
		}
	}
	got := said(t, first, true)
	for path := range want {
		if strings.HasPrefix(path, "figures/") {
			delete(want, path)
			delete(got, path)
		}
	}
	differs(t, "later", want, got)
}
