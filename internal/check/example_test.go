package check

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

var (
	linkMarker  = regexp.MustCompile(`^<link (.*)>\n$`)
	sizeMarker  = regexp.MustCompile(`<(\d+) bytes>`)
	timesMarker = regexp.MustCompile(`<(\d+) times "([^"]*)">`)
)

// archive makes a file system of a txtar archive and gives what stands before its first file. What an archive cannot hold is written as a
// marker: <FE>, <FF>, <82> and <A0> are bytes, <folder> a folder, <link TARGET> a symbolic link, <N bytes> and <N times "TEXT"> are long texts.
func archive(text string) (fstest.MapFS, string) {
	a := txtar.Parse([]byte(text))
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"登録簿\"\n")}}
	for _, f := range a.Files {
		data := string(f.Data)
		file := &fstest.MapFile{}
		if m := linkMarker.FindStringSubmatch(data); m != nil {
			file.Mode, data = fs.ModeSymlink|0o777, m[1]
		} else if data == "<folder>\n" {
			file.Mode, data = fs.ModeDir|0o755, ""
		}
		data = strings.NewReplacer("<FE>", "\xfe", "<FF>", "\xff", "<82>", "\x82", "<A0>", "\xa0").Replace(data)
		data = sizeMarker.ReplaceAllStringFunc(data, func(m string) string {
			n, _ := strconv.Atoi(sizeMarker.FindStringSubmatch(m)[1])
			return strings.Repeat("a", n)
		})
		data = timesMarker.ReplaceAllStringFunc(data, func(m string) string {
			parts := timesMarker.FindStringSubmatch(m)
			n, _ := strconv.Atoi(parts[1])
			return strings.Repeat(parts[2], n)
		})
		file.Data = []byte(data)
		files[f.Name] = file
	}
	return files, string(a.Comment)
}

// checked holds every rule against the register of an archive, as of ExampleDate.
func checked(t testing.TB, text string) Result {
	t.Helper()
	a := assessed(t, text)
	result := Run(a, bodiesOf(a))
	if _, said, ok := strings.Cut(text, "-- reviews.json --\n"); ok { // what a forge says, of a request that brings every decision
		request, err := ParseRequest([]byte(said))
		if err != nil {
			return result // a line of it is left out
		}
		result.Diagnostics = append(result.Diagnostics, Reviewed(a.Register, request, func(*register.Decision) bool { return true })...)
	}
	return result
}

// assessed judges the register of an archive, as of ExampleDate.
func assessed(t testing.TB, text string) *assess.Assessment {
	t.Helper()
	files, _ := archive(text)
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	a := assess.Assess(register.Understand(tree), ExampleDate)
	a.Memory = memoryOf(files)
	return a
}

// memoryOf makes a memory of the lines of an archive's git log: a day, the id of a record, and the fields that changed on it; none where it came then.
func memoryOf(files fstest.MapFS) *assess.Memory {
	log := files["git log"]
	if log == nil {
		return nil
	}
	m := &assess.Memory{Came: map[string]date.Date{}}
	for line := range strings.Lines(string(log.Data)) {
		words := strings.Fields(line)
		day, err := date.Parse(words[0])
		if err != nil {
			panic(err)
		}
		if m.First.IsZero() {
			m.First = day
		}
		if len(words) == 2 {
			m.Came[words[1]] = day
		} else {
			m.Changes = append(m.Changes, assess.FactsChanged{On: day, ID: words[1], Fields: words[2:]})
		}
	}
	return m
}

// bodiesOf reads the bodies in the way of the pages.
func bodiesOf(a *assess.Assessment) []Body {
	r := a.Register
	var terms []prose.Term
	for _, t := range r.Glossary {
		terms = append(terms, prose.Term{ID: t.ID, Words: t.Words, Path: "glossary/" + t.ID + ".html"})
	}
	readers := map[string]*prose.Prose{}
	var bodies []Body
	for _, entry := range r.All() {
		base := entry.Of()
		for _, text := range append([]source.Body{base.Source.Body}, base.Source.Translations...) {
			language := cmp.Or(text.Language, "ja")
			if readers[language] == nil {
				readers[language] = prose.New(recordLinks{a, language}, terms, prose.Options{LinkTerms: true})
			}
			read := readers[language].Read(prose.Page{Path: base.Kind.Folder + "/" + base.ID + ".html", File: base.Source.File.Path, ID: base.ID, Language: language}, text.Text)
			b := Body{Record: base.ID, Terms: read.Terms}
			for _, h := range read.Headings {
				b.Anchors = append(b.Anchors, h.Anchor)
			}
			for _, f := range read.Findings {
				b.Findings = append(b.Findings, diagnostic.Finding{Rule: f.Rule, Case: f.Case, Args: f.Args, Place: text.Place(f.Start, f.End)})
			}
			for _, ref := range read.Records {
				if ref.Known {
					b.References = append(b.References, ref.ID)
				}
			}
			for _, q := range read.Live {
				b.Live = append(b.Live, Quote(text, q.Start, q.End, Quoted{Mark: q.Mark, Words: q.Words, Worded: q.Worded, Want: q.Text, Cell: q.Cell}))
			}
			bodies = append(bodies, b)
		}
	}
	return bodies
}

type recordLinks struct {
	a        *assess.Assessment
	language string
}

func (l recordLinks) Record(id string) (prose.Target, bool) {
	entry := l.a.Register.Find(id)
	if entry == nil {
		return prose.Target{}, false
	}
	return prose.Target{ID: id, Kind: entry.Of().Kind.Folder, Path: id + ".html"}, true
}

func (l recordLinks) File(path string) (prose.Target, bool) {
	for _, entry := range l.a.Register.All() {
		if entry.Of().Source.File.Path == path {
			return l.Record(entry.Of().ID)
		}
	}
	return prose.Target{}, false
}

func (l recordLinks) Figure(string) bool { return false }

func (l recordLinks) Live(mark string) (prose.Live, bool) {
	f, wrong := live.Read(l.a, mark, l.language)
	switch {
	case wrong != nil:
		return prose.Live{Rule: wrong.Rule, Case: wrong.Case, Args: wrong.Args}, true
	case f == nil:
		return prose.Live{}, false
	}
	return prose.Live{Text: f.Text, Language: f.Language, Record: f.Record}, true
}

// places gives where a rule was reported, as file:line:column.
func places(r Result, rule string) []string {
	var at []string
	for _, d := range r.Diagnostics {
		if string(d.Rule) == rule {
			at = append(at, fmt.Sprintf("%s:%d:%d", d.Place.File, max(d.Place.Line, 1), max(d.Place.Column, 1)))
		}
	}
	return at
}

// report writes diagnostics one a line.
func report(list []diagnostic.Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", d.Place.File, d.Place.Line, d.Place.Column, d.Severity, d.Message.En, d.Rule)
	}
	return b.String()
}

func TestExamples(t *testing.T) {
	for _, rule := range Rules {
		t.Run(string(rule.Name), func(t *testing.T) {
			_, expected := archive(rule.Failing)
			failing := checked(t, rule.Failing)
			if got, want := places(failing, string(rule.Name)), strings.Split(strings.TrimSpace(expected), "\n"); !slices.Equal(got, want) {
				t.Errorf("failing example: reported at %v, want %v\n%s", got, want, report(failing.Diagnostics))
			}
			passing := checked(t, rule.Passing)
			if got := places(passing, string(rule.Name)); len(got) > 0 {
				t.Errorf("passing example: reported at %v", got)
			}
			if diagnostic.Count(passing.Diagnostics).Error > 0 {
				t.Errorf("passing example has errors:\n%s", report(passing.Diagnostics))
			}
			for _, d := range slices.Concat(failing.Diagnostics, passing.Diagnostics) {
				complete(t, d)
			}
			// Only the fault shown may be an error: an example of one thing must not show another.
			for _, d := range failing.Diagnostics {
				if d.Severity == diagnostic.Error && d.Rule != rule.Name {
					t.Errorf("failing example has another error: %s", report([]diagnostic.Diagnostic{d}))
				}
			}
		})
	}
}

var placeholder = regexp.MustCompile(`\{[a-zA-Z]+\}`)

// complete looks for words that are missing and for arguments that were not given.
func complete(t *testing.T, d diagnostic.Diagnostic) {
	t.Helper()
	texts := []string{d.Message.Ja, d.Message.En, d.Help.Ja, d.Help.En}
	for _, r := range d.Related {
		if r.Place == d.Place && d.Rule != matrixNotMonotone.Name { // of a product both cells are those of its rule
			t.Errorf("%s: it points at its own place, %s:%d:%d, as another", d.Rule, r.Place.File, r.Place.Line, r.Place.Column)
		}
		texts = append(texts, r.Message.Ja, r.Message.En)
	}
	for _, text := range texts {
		if text == "" {
			t.Errorf("%s: words are missing: %q", d.Rule, texts)
		}
		if m := placeholder.FindString(text); m != "" {
			t.Errorf("%s: %s is not filled in: %s", d.Rule, m, text)
		}
	}
}
