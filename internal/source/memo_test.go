package source

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// watched is a file system that notes which files are opened and which folders are listed.
type watched struct {
	fstest.MapFS
	opened map[string]bool
	listed int
}

func (w *watched) Open(name string) (fs.File, error) {
	w.opened[strings.TrimPrefix(name, "content/")] = true
	return w.MapFS.Open(name)
}

func (w *watched) ReadDir(name string) ([]fs.DirEntry, error) {
	w.listed++
	return w.MapFS.ReadDir(name)
}

// since gives the files that were opened since it was last asked, but for riskbook.toml, which is read each time; and whether folders were listed.
func (w *watched) since() string {
	delete(w.opened, "riskbook.toml")
	s := strings.Join(slices.Sorted(maps.Keys(w.opened)), " ")
	if w.listed > 0 {
		s += " listed"
	}
	w.opened, w.listed = map[string]bool{}, 0
	return strings.TrimSpace(s)
}

// describe says all that a tree holds.
func describe(t *Tree) string {
	var b strings.Builder
	for _, r := range t.Records {
		fmt.Fprintf(&b, "%s %s %s broken %t %s %q\n", at(r.Place()), r.Folder, r.ID, r.Broken, tell(r.Table), r.Body.Text)
		for _, body := range r.Translations {
			fmt.Fprintf(&b, "  %s %q %s\n", body.Language, body.Text, at(body.Place(0, 1)))
		}
	}
	for i, d := range []*Document{t.Config, t.Criteria, t.Proposal, t.Parties, t.Baseline, t.Catalogue} {
		if d != nil {
			fmt.Fprintf(&b, "document %d %s broken %t %s\n", i, d.File.Path, d.Broken, tell(d.Table))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.Tables)) {
		fmt.Fprintf(&b, "table %s %t\n", name, t.Tables[name] != nil)
	}
	for _, f := range t.Files {
		fmt.Fprintf(&b, "file %s %q\n", f.Path, f.Data)
	}
	for _, f := range t.Figures {
		fmt.Fprintf(&b, "figure %s %s\n", f, t.Spelling(f))
	}
	return b.String() + sayAll(t.Findings)
}

func tell(v *Value) string {
	switch v.Kind {
	case Table:
		s := "{"
		for i := range v.Fields {
			s += fmt.Sprint(v.Fields[i].Key, v.Fields[i].KeySpan, "=", tell(&v.Fields[i].Value), " ")
		}
		return s + "}"
	case Array:
		s := "["
		for i := range v.Items {
			s += tell(&v.Items[i]) + " "
		}
		return s + "]"
	}
	return fmt.Sprint(v.Kind, v.Span, v.Text, v.Date, v.Boolean)
}

// writer changes a register at random, and tells which paths it touched.
type writer struct {
	*rand.Rand
	files fstest.MapFS
	clock int64
}

func (w *writer) put(name, text string) string {
	w.clock++
	w.files["content/"+name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(w.clock, 0)}
	return "content/" + name
}

func (w *writer) pick(words ...string) string { return words[w.IntN(len(words))] }

func (w *writer) change() (touched string) {
	id := fmt.Sprintf("R-%d", w.IntN(4))
	folder := w.pick("risks/", "risks/plant/")
	name := w.pick(folder+id+".md", folder+id+".en.md", folder+id+".zh-Hant.md", folder+"all.toml", "criteria.toml", "riskbook.toml", "indicators/x.csv", folder+"x.svg", folder+"ガ.png", "unknown/x.md", "x.txt", "x.md")
	if w.IntN(4) == 0 {
		delete(w.files, "content/"+name)
		if len(w.files) == 0 {
			w.put("pages/p.md", "+++\n+++\n")
		}
		return "content/" + name
	}
	switch {
	case strings.HasSuffix(name, "riskbook.toml"):
		return w.put(name, w.pick("", "title = 'T'", "languages = ['ja', 'en']", "languages = []", "languages = ['en']\ndefault_language = 'en'", "[limits]\nnesting = 1", "[limits]\nfile = 30", "x = "))
	case strings.HasSuffix(name, "all.toml"):
		return w.put(name, w.pick("", "[R-1]\ntitle = 't'\nbody = { ja = '和', en = 'e', fr = 'f' }\n", "[R-2]\nx = y\n[R-3]\ntitle = 't'\n[R-4]\nz = \n", "[r-1]\nbody = \"\"\"a\\nb\"\"\"\n", "a = [[[1]]]\n"))
	case strings.HasSuffix(name, ".toml"):
		return w.put(name, w.pick("", "revision = '1'", "revision = "))
	case strings.HasSuffix(name, ".csv"):
		return w.put(name, w.pick("on,value\n", "\xff"))
	case strings.Contains(name, ".en.") || strings.Contains(name, ".zh-"):
		return w.put(name, w.pick("Text\n", "", "+++\na = 1\n+++\nText", "\x00"))
	}
	return w.put(name, w.pick("+++\ntitle = 't'\n+++\n本文\n", "+++\ntitle = 'u'\n[current]\na = [[1]]\n+++\n", "+++\ntitle = 停止\n+++\nx", "no facts", "\xff\xfe", "+++\n+++\n"+strings.Repeat("長", 20)))
}

// TestMemoGivesWhatReadingAnewGives changes a register at random, and holds the memo's tree to one that is read without it. What it gave before must stay as
// it was: pages are still made of it.
func TestMemoGivesWhatReadingAnewGives(t *testing.T) {
	shared := 0
	seeds := uint64(40)
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 1)), files: fstest.MapFS{}}
		w.put("riskbook.toml", "title = 'T'")
		for range 12 {
			w.change()
		}
		var memo Memo
		var before *Tree
		said := ""
		for step := range 40 {
			var touched []string
			for range w.IntN(3) {
				touched = append(touched, w.change())
			}
			var tree *Tree
			var err error
			if w.IntN(2) == 0 {
				tree, err = memo.ReadChanged(w.files, touched)
			} else {
				tree, err = memo.Read(w.files)
			}
			if err != nil {
				t.Fatal(err)
			}
			anew, err := Read(w.files)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := describe(tree), describe(anew); got != want {
				t.Fatalf("seed %d, step %d, after %q: got\n%s\nwant\n%s", seed, step, touched, got, want)
			}
			if before != nil {
				if got := describe(before); got != said {
					t.Fatalf("seed %d, step %d, after %q: the tree before became\n%s\nit was\n%s", seed, step, touched, got, said)
				}
				for _, r := range tree.Records {
					if slices.Contains(before.Records, r) {
						shared++
					}
				}
			}
			before, said = tree, describe(tree)
		}
	}
	if shared < 1000 && !testing.Short() {
		t.Errorf("only %d records were shared between trees", shared)
	}
}

func TestMemoReadsWhatChanged(t *testing.T) {
	const fm = "+++\ntitle = 't'\n+++\n"
	w := &writer{files: fstest.MapFS{}}
	for name, text := range map[string]string{
		"riskbook.toml": "", "risks/R-1.md": fm, "risks/R-1.en.md": "Text", "risks/R-2.md": fm, "risks/R-3.md": fm, "assets/all.toml": "[A-1]\n", "criteria.toml": "",
	} {
		w.put(name, text)
	}
	w.files["content/risks/L-1.md"] = &fstest.MapFile{Data: []byte("R-3.md"), Mode: fs.ModeSymlink}
	fsys := &watched{MapFS: w.files, opened: map[string]bool{}}
	var memo Memo
	tree, err := memo.Read(fsys)
	if err != nil || len(tree.Records) != 5 {
		t.Fatal(err, tree)
	}
	if got, want := fsys.since(), "assets/all.toml criteria.toml risks/L-1.md risks/R-1.en.md risks/R-1.md risks/R-2.md risks/R-3.md listed"; got != want {
		t.Fatalf("at first: %s, want %s", got, want)
	}
	version := Version(0)
	many := make([]string, mostTold+1)
	for i := range many {
		many[i] = "content/risks/R-1.md"
	}
	for _, c := range []struct {
		name   string
		change func() []string // what it tells; nil: nothing is told, and everything looked at
		want   string
	}{
		{"nothing", func() []string { return nil }, "risks/L-1.md listed"},
		{"another time", func() []string { w.put("risks/R-1.md", fm); return nil }, "risks/L-1.md risks/R-1.md listed"},
		{"another size at the same time", func() []string {
			w.put("risks/R-1.md", fm+"x")
			w.files["content/risks/R-1.md"].ModTime = time.Unix(w.clock-1, 0)
			return nil
		}, "risks/L-1.md risks/R-1.md listed"},
		{"the same size and time", func() []string {
			w.files["content/risks/R-1.md"].Data = []byte(fm + "y")
			return nil
		}, "risks/L-1.md listed"},
		{"another version", func() []string {
			version++
			w.files["content/risks/R-1.md"].Sys = version
			return nil
		}, "risks/L-1.md risks/R-1.md listed"},
		{"the same version", func() []string { return nil }, "risks/L-1.md listed"},

		{"a record that is told", func() []string { return []string{w.put("risks/R-2.md", fm+"x")} }, "risks/L-1.md risks/R-2.md"},
		{"a translation that is told", func() []string { return []string{w.put("risks/R-1.en.md", "Words")} }, "risks/L-1.md risks/R-1.en.md"},
		{"two that are told", func() []string { return []string{w.put("risks/R-1.en.md", "Word"), w.put("risks/R-2.md", fm)} }, "risks/L-1.md risks/R-1.en.md risks/R-2.md"},
		{"a file that nobody lists", func() []string { return []string{w.put("risks/R-2.md", fm), "templates/x.html", "contents/x.md"} }, "risks/L-1.md risks/R-2.md"},
		{"an untold one is not looked at", func() []string { w.put("risks/R-1.md", fm); return []string{w.put("risks/R-2.md", fm)} }, "risks/L-1.md risks/R-2.md"},
		{"nor forgotten", func() []string { return nil }, "risks/L-1.md risks/R-1.md listed"},
		{"many that are told", func() []string { return many }, "risks/L-1.md listed"},
		{"nearly as many", func() []string { return many[1:] }, "risks/L-1.md risks/R-1.md"},
		{"a new record", func() []string { return []string{w.put("risks/R-4.md", fm)} }, "risks/L-1.md risks/R-4.md listed"},
		{"a record that is gone", func() []string { delete(w.files, "content/risks/R-4.md"); return []string{"content/risks/R-4.md"} }, "risks/L-1.md listed"},
		{"a file of many records", func() []string { return []string{w.put("assets/all.toml", "[A-2]\n")} }, "assets/all.toml risks/L-1.md listed"},
		{"a document", func() []string { return []string{w.put("criteria.toml", "revision = '2'")} }, "criteria.toml risks/L-1.md listed"},
		{"a link", func() []string { return []string{"content/risks/L-1.md"} }, "risks/L-1.md listed"},
		{"a record that becomes a link", func() []string {
			w.files["content/risks/R-2.md"] = &fstest.MapFile{Data: []byte("R-3.md"), Mode: fs.ModeSymlink}
			return []string{"content/risks/R-2.md"}
		}, "risks/L-1.md risks/R-2.md listed"},
		{"other limits", func() []string { return []string{w.put("riskbook.toml", "[limits]\nkeys = 100")} }, "assets/all.toml criteria.toml risks/L-1.md risks/R-1.en.md risks/R-1.md risks/R-2.md risks/R-3.md listed"},
		{"other languages", func() []string {
			w.put("riskbook.toml", "languages = ['ja', 'fr']\n[limits]\nkeys = 100")
			return nil
		},
			"assets/all.toml criteria.toml risks/L-1.md risks/R-1.en.md risks/R-1.md risks/R-2.md risks/R-3.md listed"},
	} {
		told := c.change()
		if told == nil {
			_, err = memo.Read(fsys)
		} else {
			_, err = memo.ReadChanged(fsys, told)
		}
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := fsys.since(); got != c.want {
			t.Errorf("%s: opened %s, want %s", c.name, got, c.want)
		}
	}
}

// TestMemoKeepsWhatItListed: what was found in listing the folders is told again beside what reading finds, in order, each time.
func TestMemoKeepsWhatItListed(t *testing.T) {
	w := &writer{files: fstest.MapFS{}}
	for _, name := range []string{"riskbook.toml", "x.md", "y.md", "z.md"} {
		w.put(name, "")
	}
	w.put("assets/A-1.md", "no facts")
	want := "assets/A-1.md:1:1-1:9 syntax/no-front-matter\n" +
		"x.md unknown-value/file [found:x.md]\ny.md unknown-value/file [found:y.md]\nz.md unknown-value/file [found:z.md]\n"
	var memo Memo
	for round := range 4 {
		tree, err := memo.ReadChanged(w.files, []string{"content/assets/A-1.md"})
		if err != nil {
			t.Fatal(err)
		}
		if got := sayAll(tree.Findings); got != want {
			t.Fatalf("round %d: got\n%swant\n%s", round, got, want)
		}
	}
}

// TestMemoOfOneRecord: one record is enough to be looked at alone.
func TestMemoOfOneRecord(t *testing.T) {
	fsys := &watched{MapFS: fstest.MapFS{"content/risks/R-1.md": {Data: []byte("+++\n+++\n")}}, opened: map[string]bool{}}
	var memo Memo
	for _, want := range []string{"risks/R-1.md listed", "risks/R-1.md"} {
		if _, err := memo.ReadChanged(fsys, []string{"content/risks/R-1.md"}); err != nil {
			t.Fatal(err)
		}
		if got := fsys.since(); got != want {
			t.Errorf("opened %s, want %s", got, want)
		}
		fsys.MapFS["content/risks/R-1.md"] = &fstest.MapFile{Data: []byte("+++\na = 1\n+++\n")}
	}
}
