package page_test

import (
	"io/fs"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"golang.org/x/net/html"
)

// sample is the sample register as a map, so that tests can change it.
func sample(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(riskbook.Sample, "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(riskbook.Sample, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The sample is built once, since that takes longer than everything that is then said of it.
func TestSample(t *testing.T) {
	b := build(t, sample(t))
	for name, test := range map[string]func(*testing.T, *built){
		"every record has a sound page in both languages":      everyRecordOfTheSampleHasASoundPageInBothLanguages,
		"every kind has a list that names each of its records": everyKindHasAListThatNamesEachOfItsRecords,
		"no link leads nowhere":                                noLinkOfTheSampleLeadsNowhere,
		"filters name values that rows have":                   filtersNameAttributesThatRowsHave,
		"money has one form":                                   moneyOfTheSampleHasOneForm,
		"search misses nothing that a plain look finds":        searchMissesNothingThatAPlainLookFinds,
		"no page shows keys":                                   noPageOfTheSampleShowsKeys,
		"every day is a time":                                  everyDayOfTheSampleIsATime,
		"pages are light":                                      pagesOfTheSampleAreLight,
		"a board's five questions take one click each":         aBoardsFiveQuestionsTakeOneClickEach,
	} {
		t.Run(name, func(t *testing.T) { test(t, b) })
	}
}

func everyRecordOfTheSampleHasASoundPageInBothLanguages(t *testing.T, b *built) {
	for _, e := range b.judge.Register.All() {
		base := e.Of()
		for _, prefix := range []string{"", "en/"} {
			root := b.page(prefix + address.Path(base.Kind, base.ID))
			if file := text(find(root, "class", "record-file")); !strings.Contains(file, base.Source.File.Path) {
				t.Errorf("%s%s: %q does not name its file %s", prefix, base.ID, file, base.Source.File.Path)
			}
		}
	}
}

func everyKindHasAListThatNamesEachOfItsRecords(t *testing.T, b *built) {
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		for _, prefix := range []string{"", "en/"} {
			root := b.page(prefix + kind.Folder + ".html")
			if text(find(root, "class", "count")) == "" {
				t.Errorf("%s%s.html says nowhere how many there are", prefix, kind.Folder)
			}
			for _, e := range b.judge.Register.List(kind) {
				to := (&url.URL{Path: address.Path(kind, e.Of().ID)}).EscapedPath()
				if find(root, "href", to) == nil {
					t.Errorf("%s%s.html does not lead to %s", prefix, kind.Folder, to)
				}
			}
		}
	}
}

// besidePages are the files of a site that are no pages, which others make.
var besidePages = []string{"look.css", "en/look.css", "calendar.ics", "en/calendar.ics", "data/diagnostics.json", "data/history.json", "data/register.json"}

func noLinkOfTheSampleLeadsNowhere(t *testing.T, b *built) {
	for at := range b.views {
		for _, img := range all(b.page(at), "src", "") {
			if img.Data == "img" && !slices.Contains(b.judge.Register.Tree.Figures, strings.Replace(path.Join(path.Dir(at), attr(img, "src")), "figures/", "content/", 1)) {
				t.Errorf("%s: there is no picture %s", at, attr(img, "src"))
			}
		}
		for _, a := range all(b.page(at), "href", "") {
			to, err := url.Parse(attr(a, "href"))
			if err != nil || to.IsAbs() || to.Path == "" || strings.Contains(to.Path, "static/") {
				continue
			}
			target := path.Join(path.Dir(at), to.Path)
			p, ok := b.views[target]
			if !ok && slices.Contains(besidePages, target) {
				continue
			}
			if !ok {
				t.Errorf("%s: %s leads nowhere", at, attr(a, "href"))
				continue
			}
			if strings.HasPrefix(to.Fragment, "clause.") && find(b.page(p.Path), "id", to.Fragment) == nil {
				t.Errorf("%s: %s has no such anchor", at, attr(a, "href"))
			}
		}
	}
}

func filtersNameAttributesThatRowsHave(t *testing.T, b *built) {
	for i := range register.Kinds {
		root := b.page(register.Kinds[i].Folder + ".html")
		box := find(root, "class", "filters")
		if box == nil {
			continue
		}
		table := find(root, "id", attr(box, "data-filters"))
		if table == nil {
			t.Fatalf("%s: the filters are for no table", register.Kinds[i].Folder)
		}
		for _, choice := range all(box, "name", "") {
			if choice.Data != "select" {
				continue
			}
			for _, option := range all(choice, "value", "") {
				if !strings.Contains(" "+strings.Join(append(values(table, "data-"+attr(choice, "name")), values(table, "data-"+attr(choice, "name")+"too")...), " ")+" ", " "+attr(option, "value")+" ") {
					t.Errorf("%s: no row has %s=%s", register.Kinds[i].Folder, attr(choice, "name"), attr(option, "value"))
				}
			}
		}
	}
}

// values gives what an attribute says wherever it stands.
func values(root *html.Node, name string) []string {
	var found []string
	for _, n := range all(root, name, "") {
		found = append(found, attr(n, name))
	}
	return found
}

func TestRecordSaysWhatPointsAtIt(t *testing.T) {
	files := chainRegister()
	files["content/decisions/D-01.md"] = markdown("title = \"承認\"\nkind = \"plan-approval\"\non = 2026-05-10\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-001\"]")
	files["content/pages/p.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = \"文書\"\n+++\n\n[[R-001]]と[[T-01]]と[[A-02]]\n")}
	b := build(t, files)
	if got := pointers(b.page("risks/R-001.html")); got != "これに関する意思決定: D-01 承認 | 本文で触れているページ: 文書 | これに対応する計画: T-01 分離" {
		t.Errorf("what points at R-001 is %q", got)
	}
	if got := pointers(b.page("en/risks/R-002.html")); got != "Plans whose side effects raise it: T-01 分離" {
		t.Errorf("what points at R-002 is %q", got)
	}
	if got := pointers(b.page("assets/A-02.html")); got != "本文で触れているページ: 文書" {
		t.Errorf("what points at A-02 is %q", got)
	}
	if got := pointers(b.page("events/E-03.html")); got != "" {
		t.Errorf("what points at E-03 is %q", got)
	}
}

// pointers gives what points at a record, by relation.
func pointers(root *html.Node) string {
	heading := find(root, "id", "record.pointers")
	if heading == nil {
		return ""
	}
	var pieces []string
	for n := range heading.NextSibling.NextSibling.ChildNodes() {
		if n.Data == "dt" {
			pieces = append(pieces, text(n)+": "+text(n.NextSibling))
		}
	}
	return strings.Join(pieces, " | ")
}

func TestEditLinkFitsTheForge(t *testing.T) {
	for repository, want := range map[string]string{
		`url = "https://github.com/x/y"`:                            "https://github.com/x/y/edit/main/content/assets/A-02.md",
		"url = \"https://git.example/x/y.git\"\nbranch = \"trunk\"": "https://git.example/x/y/edit/trunk/content/assets/A-02.md",
		`url = "https://gitlab.example/x/y/"`:                       "https://gitlab.example/x/y/-/edit/main/content/assets/A-02.md",
		`url = "javascript:alert(1)"`:                               "",
		``:                                                          "",
	} {
		files := chainRegister()
		files["content/riskbook.toml"] = plain(methodConfig + "[repository]\n" + repository + "\n")
		got := ""
		for _, a := range all(find(build(t, files).page("assets/A-02.html"), "class", "record-file"), "href", "") {
			got = attr(a, "href")
		}
		if got != want {
			t.Errorf("%s: the file is edited at %q, not %q", repository, got, want)
		}
	}
}

// The list of risks leads to the forge's editor, with a file that checks without errors, in the language of the page.
func TestProposeLink(t *testing.T) {
	for repository, want := range map[string]string{
		`url = "https://github.com/x/y"`:         "https://github.com/x/y/new/main?filename=content%2Frisks%2FR-",
		`url = "https://gitlab.example/x/y.git"`: "https://gitlab.example/x/y/-/new/main?file_name=content%2Frisks%2FR-",
		``:                                       "",
	} {
		files := chainRegister()
		files["content/riskbook.toml"] = plain(methodConfig + "[repository]\n" + repository + "\n")
		b := build(t, files)
		got := ""
		for _, a := range all(find(b.page("risks.html"), "class", "lead"), "href", "") {
			got = attr(a, "href")
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: a risk is proposed at %q, not %q", repository, got, want)
		}
		if u, err := url.Parse(got); err != nil {
			t.Error(err)
		} else if strings.Contains(got, "github") {
			name := u.Query().Get("filename")
			if files[name] != nil {
				t.Errorf("%s is there already", name)
			}
			files[name] = plain(u.Query().Get("value"))
			for _, d := range build(t, files).judge.Checked.Diagnostics {
				if d.Place.File == name && d.Severity == diagnostic.Error {
					t.Errorf("the proposal: %s", d.Message.En)
				}
			}
		}
	}
}

func TestTextThatFellBackIsMarked(t *testing.T) {
	files := chainRegister()
	files["content/assets/A-02.md"] = &fstest.MapFile{Data: []byte("+++\ntitle = { ja = \"窓口\" }\nsummary = \"概要\"\nkind = \"organization\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\n+++\n\n本文です。\n")}
	b := build(t, files)
	english := b.page("en/assets/A-02.html")
	h1 := first(english, "h1")
	if got := find(h1, "lang", "ja"); got == nil || text(got) != "窓口" {
		t.Errorf("the title is not marked: %q", text(h1))
	}
	lead := find(english, "class", "lead")
	wants(t, "summary", text(lead), "概要 (in Japanese)")
	if body := find(english, "class", "prose"); attr(body, "lang") != "ja" {
		t.Errorf("the body is in %q", attr(body, "lang"))
	}
	wants(t, "page", text(english), "Not yet translated")
	for _, n := range all(b.page("assets/A-02.html"), "lang", "ja") {
		if n.Data != "html" && attr(n, "hreflang") == "" && attr(n, "aria-current") == "" {
			t.Errorf("the Japanese page marks %q", text(n))
		}
	}
}

func first(root *html.Node, name string) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}

var ownScript = regexp.MustCompile(`^(\.\./)*static/(riskbook|search)\.js$`)

const attack = `</span><script>alert(1)</script>"'><img src=x onerror=alert(2)>{riskPlanDue}`

// Every text field of every kind holds an attack; every page must show it as text.
func TestTextsOfRecordsAreInert(t *testing.T) {
	b := build(t, hostileRegister())
	if len(b.judge.Register.All()) != 14 {
		t.Fatalf("%d records were read, not 14: %v", len(b.judge.Register.All()), b.judge.Checked.Diagnostics)
	}
	shown := 0
	for _, at := range slices.Sorted(maps.Keys(b.views)) {
		root := b.page(at) // fails on inline scripts, styles and handlers
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "img" || n.Data == "script" && !ownScript.MatchString(attr(n, "src")) {
				t.Errorf("%s: <%s> of a record reached the page", at, n.Data)
			}
			if to := attr(n, "href"); strings.Contains(strings.ToLower(to), "javascript:") || strings.HasPrefix(to, "data:") || strings.HasPrefix(to, "//") {
				t.Errorf("%s: a link leads to %s", at, to)
			}
		}
		if strings.Contains(text(root), "<script>alert(1)</script>") {
			shown++
		}
	}
	if shown < 2*14 {
		t.Errorf("only %d pages show the words of the attack: some lose a text", shown)
	}
}

func hostileRegister() fstest.MapFS {
	a := "'''" + attack + "'''"
	common := "title = " + a + "\nsummary = " + a + "\nowner = " + a + "\ntags = [" + a + "]\nlinks = [{ title = " + a + ", url = \"javascript:alert(1)\" }, { url = \"data:text/html,x\" }, { url = \"//evil.example/\" }]\n"
	rest := "[extra]\n\"" + "<b>" + "\" = " + a + "\n"
	rec := func(fields, tables string) *fstest.MapFile { return markdown(common + fields + "\n" + rest + tables) }
	return fstest.MapFS{
		"content/riskbook.toml":      plain("title = " + a + "\norganization = " + a + "\ndefault_language = \"ja\"\nlanguages = [\"ja\", \"en\"]\n[repository]\nurl = \"javascript:alert(1)\"\n"),
		"content/criteria.toml":      plain(strings.ReplaceAll(methodCriteria, `"まれに起こる"`, a)),
		"content/assets/A-1.md":      rec("kind = \"other\"\nviewpoints = ["+a+"]\nservice_level = "+a+"\nseparation = "+a, ""),
		"content/sources/S-1.md":     rec("kind = \"threat\"\nassets = [\"A-1\"]\nidentifiers = ["+a+", \"javascript:alert(1)\"]", ""),
		"content/findings/F-1.md":    rec("channel = \"audit\"\nreceived = 2026-01-01\nstatus = \"open\"\nrisks = [\"R-1\"]", ""),
		"content/events/E-1.md":      rec("approach = \"cause\"\ncause = "+a+"\nresult = "+a+"\nsources = [\"S-1\"]\nassets = [\"A-1\"]", ""),
		"content/risks/R-1.md":       rec("events = [\"E-1\"]\nidentified = 2026-01-01\nobligations = [\"O-1#k\"]", "[current]\nlikelihood = 1\nimpact = 1\nrationale = "+a+"\ndamage = "+a+"\n[treatment]\noption = \"modify\"\nrationale = "+a+"\n[priority]\nrank = 1\nreason = "+a),
		"content/risks/R-2.md":       rec("identified = 2026-01-01\nstatus = \"closed\"\nclosed_on = 2026-02-01\nclosed_because = "+a, ""),
		"content/controls/C-1.md":    rec("function = \"prevent\"\nstate = \"in-place\"", "[[tests]]\non = 2026-01-01\nresult = \"pass\"\nnote = "+a),
		"content/treatments/T-1.md":  rec("risks = [\"R-1\"]\noption = \"share\"\nwith = "+a+"\naim = \"both\"\nstatus = \"approved\"\ndue = 2026-12-01\nfeasibility = "+a+"\nspread = "+a+"\ncontinuity = "+a, "[[action]]\ntitle = "+a+"\nowner = "+a+"\n[[worsens]]\nrisk = \"R-1\"\nlikelihood = 2\nwhy = "+a+"\n[effectiveness]\nreviewed = 2026-01-01\nresult = \"partly\"\nnote = "+a),
		"content/decisions/D-1.md":   rec("kind = \"judgement\"\non = 2026-01-01\nby = "+a+"\nbasis = "+a+"\nrisks = [\"R-1\"]\nverdict = \"treat\"\nknowledge = "+a+"\nconditions = "+a+"\nevidence = [{ title = "+a+", url = \"JavaScript:alert(1)\" }]", ""),
		"content/reviews/V-1.md":     rec("on = 2026-01-01\nby = "+a+"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\nscope = [\"R-1\"]", ""),
		"content/indicators/I-1.md":  rec("risks = [\"R-1\"]\nunit = "+a+"\nwarn = 1\nlimit = 2", "[[reading]]\non = 2026-01-01\nvalue = 3"),
		"content/obligations/O-1.md": rec("kind = \"law\"\nauthority = "+a+"\ncitation = "+a+"\nurl = \"javascript:alert(1)\"", "[[clause]]\nkey = \"k\"\ntitle = "+a),
		"content/glossary/用語.md":     rec("reading = "+a+"\naliases = ["+a+"]\nsource = "+a, ""),
		"content/pages/p.md":         rec("nav = true", ""),
	}
}
