package source

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// register makes a file system of path and text in turn; "~" stands for content/.
func register(files ...string) fstest.MapFS {
	m := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"試験\"\n")}}
	for i := 0; i < len(files); i += 2 {
		m[strings.Replace(files[i], "~", "content/", 1)] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func mustRead(t *testing.T, files ...string) *Tree {
	t.Helper()
	tree, err := Read(register(files...))
	if err != nil {
		t.Fatal(err)
	}
	checkListed(t, tree.Findings)
	return tree
}

// say writes a finding on one line: file:line:column-endLine:endColumn rule/case {args}.
func say(f diagnostic.Finding) string {
	s := at(f.Place) + " " + string(f.Rule)
	if f.Case != "" {
		s += "/" + string(f.Case)
	}
	if len(f.Args) > 0 {
		s += " " + strings.TrimPrefix(fmt.Sprint(f.Args), "map")
	}
	for _, r := range f.Related {
		s += " <- " + at(r.Place)
	}
	return s
}

func at(p diagnostic.Place) string {
	if p.Line == 0 {
		return strings.TrimPrefix(p.File, "content/")
	}
	return fmt.Sprintf("%s:%d:%d-%d:%d", strings.TrimPrefix(p.File, "content/"), p.Line, p.Column, p.EndLine, p.EndColumn)
}

func sayAll(list []diagnostic.Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(say(f) + "\n")
	}
	return b.String()
}

func TestBothFormsOfRecords(t *testing.T) {
	tree := mustRead(t,
		"~risks/plant/R-001.md", "+++\ntitle = \"停止\"\nowner = \"op\"\n[current]\nlikelihood = 3\nimpacts = { service = 4 }\n+++\n\n本文です。\n",
		"~risks/plant/R-001.en.md", "The body.\n",
		"~risks/all.toml", "[R-002]\ntitle = \"t\"\nbody = \"\"\"\nText\n\"\"\"\n[R-002.current]\nlikelihood = 1\n[[R-002.action]]\ndue = 2026-12-01\n[[R-002.action]]\ndue = 2026-12-02\n",
	)
	if s := sayAll(tree.Findings); s != "" {
		t.Fatal(s)
	}
	if len(tree.Records) != 2 {
		t.Fatalf("%d records, want 2", len(tree.Records))
	}
	bulk, md := tree.Records[0], tree.Records[1]
	for _, c := range []struct{ got, want string }{
		{md.ID + " " + md.Folder, "R-001 risks"},
		{md.Body.Text, "\n本文です。\n"},
		{at(md.Body.Place(1, 7)), "risks/plant/R-001.md:9:1-9:3"},
		{md.Translations[0].Language + " " + md.Translations[0].Text, "en The body.\n"},
		{at(md.Place("title")), "risks/plant/R-001.md:2:9-2:13"},
		{at(md.KeyPlace("title")), "risks/plant/R-001.md:2:1-2:6"},
		{at(md.Place("current", "impacts", "service")), "risks/plant/R-001.md:6:23-6:24"},
		{at(md.KeyPlace("current", "impacts", "service")), "risks/plant/R-001.md:6:13-6:20"},
		{at(md.Place("current")), "risks/plant/R-001.md:4:1-4:10"},
		{at(md.KeyPlace("current")), "risks/plant/R-001.md:4:2-4:9"},
		{at(md.Place("nothing")), "risks/plant/R-001.md:1:1-1:4"},
		{bulk.ID + " " + bulk.Body.Text, "R-002 Text\n"},
		{at(bulk.Body.Place(0, 4)), "risks/all.toml:4:1-4:5"},
		{at(bulk.Place("action", 1, "due")), "risks/all.toml:11:7-11:17"},
		{at(bulk.Place("action", 1)), "risks/all.toml:10:1-10:17"},
		{bulk.Table.At("action", 1, "due").Date.String(), "2026-12-02"},
		{at(bulk.Place()), "risks/all.toml:1:1-1:8"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if bulk.Table.Field("body") != nil {
		t.Error("body is still among the fields")
	}
}

func TestFindingsOfReading(t *testing.T) {
	const fm = "+++\ntitle = \"t\"\n+++\n"
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"no front matter", []string{"~risks/R-1.md", "本文\n\n+++"}, "risks/R-1.md:1:1-1:3 syntax/no-front-matter\n"},
		{"an empty file", []string{"~risks/R-1.md", ""}, "risks/R-1.md:1:1-1:1 syntax/no-front-matter\n"},
		{"a blank line first", []string{"~risks/R-1.md", "\n" + fm}, "risks/R-1.md:1:1-1:1 syntax/no-front-matter\n"},
		{"unclosed", []string{"~risks/R-1.md", "\ufeff+++ \r\ntitle = 1\r\n++++\r\n"}, "risks/R-1.md:1:1-1:5 syntax/unclosed-front-matter\n"},
		{"YAML", []string{"~risks/R-1.md", "---\ntitle: 停止\n---\n"}, "risks/R-1.md:1:1-1:4 syntax/yaml-front-matter\n"},
		{"blanks after the fences", []string{"~risks/R-1.md", "+++ \t\r\ntitle = \"t\"\r\n+++\t\r\nx"}, ""},
		{"a fault in front matter", []string{"~risks/R-1.md", "+++\n# 日本\ntitle = 停止\n+++\n"}, "risks/R-1.md:3:9-3:11 syntax/bad-value [found:停止]\n"},
		{"several faults that do not end the reading", []string{"~risks/R-1.md", "+++\na = 1\na = 2\nd = 2026-02-30\n+++\n"},
			"risks/R-1.md:3:1-3:2 syntax/duplicate-key [key:a] <- risks/R-1.md:2:1-2:2\nrisks/R-1.md:4:5-4:15 syntax/bad-date [found:2026-02-30]\n"},
		{"not UTF-8", []string{"~risks/R-1.md", fm + "日本\n語\x93\xfa"}, "risks/R-1.md:5:2-5:3 not-utf8\n"},
		{"UTF-16", []string{"~risks/R-1.md", "\xff\xfe+\x00"}, "risks/R-1.md:1:1-1:2 not-utf8/utf-16\n"},
		{"Shift_JIS", []string{"~risks/R-1.md", fm + "\x93\xfa\x96\x7b\x8c\xea\x82\xc5\x82\xb7\x81\x42"}, "risks/R-1.md:4:1-4:2 not-utf8/shift-jis\n"},
		{"NUL in a body", []string{"~risks/R-1.md", fm + "日\x00"}, "risks/R-1.md:4:2-4:3 syntax/control-character [found:U+0000]\n"},

		{"ids", []string{"~risks/R 1.md", fm, "~risks/-x.md", fm, "~risks/停止.md", fm, "~risks/R.v2.md", fm, "~risks/_R.md", fm, "~risks/0_R-1.md", fm},
			"risks/-x.md:1:1-1:4 bad-id [found:-x]\nrisks/R 1.md:1:1-1:4 bad-id [found:R 1]\nrisks/R.v2.md:1:1-1:4 bad-id [found:R.v2]\nrisks/_R.md:1:1-1:4 bad-id [found:_R]\nrisks/停止.md:1:1-1:4 bad-id [found:停止]\n"},
		{"glossary ids", []string{"~glossary/制御 系.md", fm, "~glossary/node.js.md", fm, "~glossary/....md", fm, "~glossary/x.toml", "[\"a/b\"]\n['..']\n['tab\t']\n['C++ & 「和」']\n[\"\"]"},
			"glossary/x.toml:1:2-1:7 bad-id/glossary [found:a/b]\nglossary/x.toml:2:2-2:6 bad-id/glossary [found:..]\nglossary/x.toml:3:2-3:8 bad-id/glossary [found:tab\t]\nglossary/x.toml:5:2-5:4 bad-id/glossary [found:]\n"},
		{"ids of bulk", []string{"~risks/x.toml", "[R-1]\n['R 2']\n"}, "risks/x.toml:2:2-2:7 bad-id [found:R 2]\n"},
		{"same id", []string{"~risks/b.toml", "[R-1]\n[r-2]\n", "~assets/r-1.md", fm, "~risks/p/R-2.md", fm},
			"risks/b.toml:1:2-1:5 duplicate-id [first:r-1 id:R-1] <- assets/r-1.md:1:1-1:4\nrisks/p/R-2.md:1:1-1:4 duplicate-id [first:r-2 id:R-2] <- risks/b.toml:2:2-2:5\n"},
		{"same id but for Unicode form and case", []string{"~glossary/b.toml", "[\"か\u3099\"]\n[\"が\"]\n[\"Straße\"]\n[\"STRASSE\"]\n[\"ＡＢ\"]\n[\"ab\"]"},
			"glossary/b.toml:2:2-2:5 duplicate-id [first:か\u3099 id:が] <- glossary/b.toml:1:2-1:6\nglossary/b.toml:4:2-4:11 duplicate-id [first:Straße id:STRASSE] <- glossary/b.toml:3:2-3:10\n"},
		{"same table in bulk", []string{"~risks/b.toml", "[R-1]\na = 1\n[R-2]\n[R-1]\na = 2\n"}, "risks/b.toml:4:2-4:5 duplicate-id [first:R-1 id:R-1] <- risks/b.toml:1:2-1:5\n"},

		{"a translation with facts", []string{"~risks/R-1.md", fm, "~risks/R-1.en.md", fm + "Text"}, "risks/R-1.en.md:1:1-1:4 translation-with-facts [id:R-1]\n"},
		{"a translation with YAML facts", []string{"~risks/R-1.md", fm, "~risks/R-1.en.md", "---\ntitle: x\n---\nText"}, "risks/R-1.en.md:1:1-1:4 translation-with-facts [id:R-1]\n"},
		{"a translation that begins with a rule", []string{"~risks/R-1.md", fm, "~risks/R-1.zh-Hant.md", "---\n\nText\n\n---\n"}, ""},
		{"an orphan", []string{"~risks/R-1.md", fm, "~risks/p/R-1.en.md", "Text"}, "risks/p/R-1.en.md:1:1-1:1 orphan-translation [id:R-1]\n"},
		{"a translation beside a broken record", []string{"~risks/R-1.md", "x", "~risks/R-1.en.md", "Text"}, "risks/R-1.md:1:1-1:2 syntax/no-front-matter\n"},
		{"the same language twice", []string{"~risks/R-1.md", fm, "~risks/R-1.en.md", "a", "~risks/R-1.EN.md", "b"},
			"risks/R-1.en.md:1:1-1:1 duplicate-id/translation [first:EN id:en] <- risks/R-1.EN.md:1:1-1:1\n"},

		{"no table in bulk", []string{"~risks/x.toml", "a = 1\n[[b]]\nx = 1\n[c]\nbody = 1\n"},
			"risks/x.toml:1:1-1:2 wrong-type/record [found:integer key:a]\nrisks/x.toml:2:3-2:4 wrong-type/record [found:array key:b]\nrisks/x.toml:5:8-5:9 wrong-type/body [found:integer key:body]\n"},
		{"a body by language", []string{"~risks/x.toml", "[c]\nbody = { ja = '和', en = 2 }\n"}, "risks/x.toml:2:25-2:26 wrong-type/body [found:integer key:body.en]\n"},

		{"an unknown folder", []string{"~risk/R-1.md", fm, "~.git/x.md", "x"}, "risk unknown-value/folder [found:risk]\n"},
		{"unknown files", []string{"~criterion.toml", "", "~x.md", "", "~README.md", "", "~notes.txt", "", "~risks/notes.txt", ""},
			"criterion.toml unknown-value/file [found:criterion.toml]\nx.md unknown-value/file [found:x.md]\n"},
		{"editors' files", []string{"~risks/.R-1.md", "", "~risks/R-1.md~", "", "~risks/#R-1.md#", "", "~risks/.R-1.md.swp", "", "~risks/R.md.swp", ""}, ""},
		{"a folder named like a record", []string{"~risks/R-1.md/R-2.md", fm}, "risks/R-1.md not-regular-file/folder\n"},
		{"documents", []string{"~criteria.toml", "revision = ", "~parties.toml", "[x]\n[x]\n"},
			"criteria.toml:1:10-1:11 syntax/missing-value\nparties.toml:2:2-2:3 syntax/duplicate-key [key:x] <- parties.toml:1:2-1:3\n"},
		{"a table that is not UTF-8", []string{"~indicators/x.csv", "on,value\n\xff"}, "indicators/x.csv:2:1-2:2 not-utf8\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sayAll(mustRead(t, c.files...).Findings); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// names writes records on one line: the id, a "!" where it is broken, the languages of its translations.
func names(tree *Tree) string {
	var list []string
	for _, r := range tree.Records {
		s := r.ID
		if r.Broken {
			s += "!"
		}
		for _, b := range r.Translations {
			s += "/" + b.Language
		}
		list = append(list, s)
	}
	return strings.Join(list, " ")
}

func TestBrokenRecordsLeaveTheRest(t *testing.T) {
	for _, c := range []struct{ name, bulk, records, findings string }{
		{
			"one bad value", "[R-1]\ntitle = \"一\"\n[R-2]\ntitle = 二\n[R-2.current]\nx = 1\n[R-3]\ntitle = \"三\"\n",
			"R-1 R-2! R-3", "risks/x.toml:4:9-4:10 syntax/bad-value [found:二]\n",
		},
		{
			"two", "[R-1]\ntitle = 一\n[R-2]\n[R-3]\n[R-3.current]\nx = \n[[R-3.action]]\nx = 1\n[R-4]\n",
			"R-1! R-2 R-3! R-4", "risks/x.toml:2:9-2:10 syntax/bad-value [found:一]\nrisks/x.toml:6:3-6:4 syntax/missing-value\n",
		},
		{
			"an open string", "[R-1]\nbody = \"\"\"\n文\n[R-2]\ntitle = \"二\"\n",
			"R-1! R-2", "risks/x.toml:2:8-2:11 syntax/unclosed-string [quote:\"\"\"]\n",
		},
		{
			"an open array", "[R-1]\ntags = [1,\n[R-2]\ntitle = \"二\"\n",
			"R-1! R-2", "risks/x.toml:2:8-2:9 syntax/unclosed-bracket [found:[ wanted:]]\n",
		},
		{
			"sense before the first header", "?\n[R-1]\n", "R-1", "risks/x.toml:1:1-1:2 syntax/bad-key [found:?]\n",
		},
		{
			"too deep", "[R-1]\na = " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\n[R-2]\n",
			"R-1! R-2", "risks/x.toml:2:35-2:36 too-deep/nesting [key:nesting limit:32 most:500]\n",
		},
		{
			"a duplicate beside a fault", "[R-1]\na = 1\na = 2\n[R-2]\nx = y\n",
			"R-1 R-2!", "risks/x.toml:3:1-3:2 syntax/duplicate-key [key:a] <- risks/x.toml:2:1-2:2\nrisks/x.toml:5:5-5:6 syntax/bad-value [found:y]\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree := mustRead(t, "~risks/x.toml", c.bulk)
			if got := names(tree); got != c.records {
				t.Errorf("records %s, want %s", got, c.records)
			}
			if got := sayAll(tree.Findings); got != c.findings {
				t.Errorf("got\n%s\nwant\n%s", got, c.findings)
			}
			// messages show the line that is wrong
			if got := string(tree.File("content/risks/x.toml").Data); got != c.bulk {
				t.Errorf("the file became\n%s", got)
			}
			for _, r := range tree.Records {
				place := r.Place()
				if line := r.File.Line(place.Line); line != "["+r.ID+"]" || place.Column != 1 || place.EndColumn != len(line)+1 {
					t.Errorf("%s stands at %s: %q", r.ID, at(place), line)
				}
			}
		})
	}
}

func TestBrokenMarkdownRecordKeepsIDAndBody(t *testing.T) {
	r := mustRead(t, "~risks/R-1.md", "+++\na = b\n+++\n文\n").Records[0]
	if !r.Broken || r.ID != "R-1" || r.Body.Text != "文\n" || len(r.Table.Fields) != 0 || at(r.Place("a")) != "risks/R-1.md:1:1-1:4" {
		t.Errorf("%+v", r)
	}
}

func TestTranslations(t *testing.T) {
	const fm = "+++\n+++\n"
	tree := mustRead(t,
		"~riskbook.toml", "default_language = \"en\"\nlanguages = [\"en\", \"ja\", \"de\"]\n",
		"~risks/R-1.md", fm, "~risks/R-1.zh-Hant.md", "中", "~risks/R-1.ja.md", "\ufeff和",
		"~glossary/x.toml", "[t]\nbody = { ja = '和', en = 'e', fr = 'f' }\n[u]\nbody = { ja = '和' }\n",
		"~glossary/node.js.md", fm, "~glossary/Term.de.md", "x", "~glossary/Web2.0.md", fm, "~glossary/Web2.0.ja.md", "x",
	)
	if got, want := names(tree), "Web2.0/ja node.js t/fr/ja u/ja R-1/ja/zh-Hant"; got != want {
		t.Errorf("records %s, want %s", got, want)
	}
	if got, want := sayAll(tree.Findings), "glossary/Term.de.md:1:1-1:1 orphan-translation [id:Term]\n"+
		"glossary/x.toml:2:30-2:32 unknown-key/language-unnamed [allowed:en, ja, de found:fr key:body.fr]\n"+
		"risks/R-1.zh-Hant.md:1:1-1:1 orphan-translation/language-unnamed [allowed:en, ja, de found:zh-Hant id:R-1]\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	if b := tree.Records[2].Body; b.Text != "e" || b.Language != "" || at(b.Place(0, 1)) != "glossary/x.toml:2:26-2:27" {
		t.Errorf("%+v", b)
	}
	if b := tree.Records[3].Body; b.Text != "" {
		t.Errorf("%+v", b)
	}
	if b := tree.Records[4].Translations[0]; b.Text != "和" || at(b.Place(0, 3)) != "risks/R-1.ja.md:1:1-1:2" {
		t.Errorf("%+v", b)
	}
}

func TestNamesOfFiles(t *testing.T) {
	const fm = "+++\n+++\n"
	long := strings.Repeat("あ", 67)
	for _, c := range []struct {
		name           string
		files          []string
		records, finds string
	}{
		{"not UTF-8", []string{"~risks/R-\xff.md", fm, "~risks/\x8e\x96/R-1.md", fm, "~risks/R-2.md", fm, "~risks/x\xff.png", ""}, "R-2",
			"risks/R-\uFFFD.md not-utf8/name\nrisks/x\uFFFD.png not-utf8/name\nrisks/\uFFFD not-utf8/name\n"},
		{"long", []string{"~glossary/x.toml", "[" + strings.Repeat("a", 200) + "]\n[\"" + long + "\"]\n"}, strings.Repeat("a", 200) + " " + long,
			"glossary/x.toml:2:2-2:71 bad-id/long [limit:200 size:201]\n"},
		{"long, and no name of a file", []string{"~glossary/x.toml", "['a/" + strings.Repeat("a", 199) + "']\n[b]\n"}, "b", "glossary/x.toml:1:2-1:205 bad-id/long [limit:200 size:201]\n"},
		{"figures", []string{"~risks/ハ\u3099.png", "", "~risks/バ.png", "", "~risks/ガ.svg", ""}, "",
			"risks/バ.png duplicate-id/figure [first:content/risks/バ.png id:content/risks/バ.png]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree := mustRead(t, c.files...)
			if got := names(tree); got != c.records {
				t.Errorf("records %s, want %s", got, c.records)
			}
			if got := sayAll(tree.Findings); got != c.finds {
				t.Errorf("got\n%s\nwant\n%s", got, c.finds)
			}
		})
	}
}

func TestTreeHoldsWhatLiesInTheFolder(t *testing.T) {
	tree := mustRead(t,
		"~criteria.toml", "revision = \"1\"", "~parties.toml", "", "~catalogue.toml", "",
		"~indicators/a/x.csv", "on,value\n", "~risks/x.SVG", "<svg/>", "~logo.png", "", "~risks/y.webp", "", "~risks/z.exe", "",
		"templates/x.html", "", "~pages/p.md", "+++\n+++\n",
	)
	if tree.Config == nil || tree.Criteria.Table.At("revision").Text != "1" || tree.Parties == nil || tree.Catalogue == nil {
		t.Error("documents are missing")
	}
	if got, want := fmt.Sprint(tree.Figures), "[content/logo.png content/risks/x.SVG content/risks/y.webp]"; got != want {
		t.Errorf("figures %s, want %s", got, want)
	}
	if f := tree.Tables["content/indicators/a/x.csv"]; f == nil || string(f.Data) != "on,value\n" || len(tree.Tables) != 1 {
		t.Error("tables")
	}
	var files []string
	for _, f := range tree.Files {
		files = append(files, strings.TrimPrefix(f.Path, "content/"))
		if tree.File(f.Path) != f {
			t.Errorf("%s is not found by its path", f.Path)
		}
	}
	if got, want := fmt.Sprint(files), "[catalogue.toml criteria.toml indicators/a/x.csv pages/p.md parties.toml riskbook.toml]"; got != want {
		t.Errorf("files %s, want %s", got, want)
	}
	if tree.File("content/none") != nil {
		t.Error("a file that does not exist")
	}
}

func TestLimitsOfTheConfiguration(t *testing.T) {
	long := "+++\n+++\n" + strings.Repeat("あ", 400_000)
	tree := mustRead(t, "~risks/R-1.md", long)
	if got, want := sayAll(tree.Findings), "risks/R-1.md too-large/file [key:file limit:1048576 most:67108864 size:1200008]\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	if r := tree.Records[0]; r.ID != "R-1" || !r.Broken {
		t.Errorf("the record is lost: %+v", r)
	}
	tree = mustRead(t, "~riskbook.toml", "[limits]\nfile = 1_200_008\nnesting = 2\nkeys = 3\nbulk = 200\nvalues = 20\n",
		"~risks/R-1.md", long, "~risks/R-2.md", "+++\na = [[1]]\n+++\n", "~risks/R-3.md", "+++\nあいう = 1\n'1い3' = 1\n+++\n",
		"~risks/R-4.md", "+++\na = [[]]\na.b=1\n+++\n", "~risks/R-5.md", "+++\nabc = 1\nabcd = 1\n+++\n", "~risks/R-6.md", "+++\na.bc = 1\n+++\n", "~risks/a.toml", strings.Repeat("#", 201), "~risks/b.toml", "a=["+strings.Repeat("1,", 30)+"]")
	want := "risks/R-2.md:2:6-2:7 too-deep/nesting [key:nesting limit:2 most:500]\n" +
		"risks/R-3.md:3:1-3:6 too-deep/keys [key:keys limit:3 most:4096 size:5]\n" +
		"risks/R-4.md:2:6-2:7 too-deep/nesting [key:nesting limit:2 most:500]\n" +
		"risks/R-5.md:3:1-3:5 too-deep/keys [key:keys limit:3 most:4096 size:4]\n" +
		"risks/R-6.md:2:1-2:5 too-deep/keys [key:keys limit:3 most:4096 size:4]\n" +
		"risks/a.toml too-large/bulk [key:bulk limit:200 most:67108864 size:201]\n" +
		"risks/b.toml:1:39-1:40 too-large/values [key:values limit:20 most:2000000]\n"
	if got := sayAll(tree.Findings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLimitsHaveCeilings(t *testing.T) {
	d := parsed(t, "[limits]\nfile = 999999999999\nbulk = 999999999999\nnesting = 999999999999\nkeys = -5\nvalues = \"x\"\n")
	want := Limits{File: 64 << 20, Bulk: 64 << 20, Nesting: 500, Keys: 1, Values: DefaultLimits.Values}
	if got := LimitsOf(d.Table); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLanguagesOf(t *testing.T) {
	for _, c := range []struct {
		config string
		want   []string
	}{
		{"", nil},
		{"default_language = 'en'", nil},
		{"languages = []\ndefault_language = 'en'", nil},
		{"languages = ['ja']", []string{"ja"}},
		{"languages = ['ja', 'en']\ndefault_language = 'en'", []string{"ja", "en"}},
		{"languages = ['ja', 'en']\ndefault_language = 'de'", []string{"ja", "en", "de"}},
		{"languages = ['ja']\ndefault_language = 5", []string{"ja"}}, // the fault is told elsewhere
		{"languages = ['ja']\ndefault_language = 'de'", []string{"ja", "de"}},
		{"languages = ['ja', 5]", nil},
		{"languages = ['ja', 'japanese']", nil},
		{"languages = 'ja'", nil},
	} {
		if got := LanguagesOf(parsed(t, c.config).Table); !slices.Equal(got, c.want) || (got == nil) != (c.want == nil) {
			t.Errorf("%q: %q, want %q", c.config, got, c.want)
		}
	}
}

// TestDevices takes the names from Go's own list in internal/filepathlite, which is that of Windows.
func TestDevices(t *testing.T) {
	for _, name := range strings.Fields("aux con nul prn AUX Con COM1 com5 com9 com² lpt1 LPT9 lpt¹ lpt³ conin$ CONOUT$ con.txt nul.tar.gz com1.") {
		if !IsDevice(name) {
			t.Errorf("%s can be checked out on Windows", name)
		}
		if GoodID(glossary, name) {
			t.Errorf("%s is a good id", name)
		}
	}
	if !IsDevice("con .md") {
		t.Error("Windows does not see a blank before a dot")
	}
	for _, name := range strings.Fields("con1 acon au aux_ com com0 com10 com: com/ comx com⁴ con-1 lpt lpt0 lpt12 xcom1 lptcom1 comlpt1 x.con conin null") {
		if IsDevice(name) {
			t.Errorf("%s is no device", name)
		}
	}
	const fm = "+++\n+++\n"
	tree := mustRead(t, "~risks/con.md", fm, "~risks/com1.md", fm, "~glossary/Aux.md", fm, "~risks/x.toml", "[NUL]\n", "~glossary/x.toml", "[prn]\n", "~risks/con.v2.md", fm)
	want := "glossary/Aux.md:1:1-1:4 bad-id/device [found:Aux]\nrisks/com1.md:1:1-1:4 bad-id/device [found:com1]\nrisks/con.md:1:1-1:4 bad-id/device [found:con]\nrisks/con.v2.md:1:1-1:4 bad-id/device [found:con.v2]\n" +
		"risks/x.toml:1:2-1:5 bad-id/device [found:NUL]\n"
	if got := sayAll(tree.Findings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := names(tree); got != "Aux prn com1 con con.v2 NUL" {
		t.Errorf("records %s: those with such a name are still read", got)
	}
}

func TestLanguageTags(t *testing.T) {
	for _, tag := range strings.Fields("ja EN deu zh-Hant pt-BR sl-rozaj-biske-1994 de-1 en-12345678") {
		if !isLanguage(tag) {
			t.Errorf("%s is a language", tag)
		}
	}
	for _, tag := range []string{"", "j", "engl", "j1", "e_", "1a", "en-", "en--x", "en-123456789", "en-a_b", "zh-Hant-"} {
		if isLanguage(tag) {
			t.Errorf("%q is no language", tag)
		}
	}
}

// TestEncodings holds the words for files of other encodings: JIS X 0208 in Shift_JIS has a first byte from 81 to 9F or E0 to FC and a second one from 40 to 7E
// or 80 to FC, and half-width kana are A1 to DF.
func TestEncodings(t *testing.T) {
	const three = "\x93\xfa\x96\x7b\x8c\xea"
	for _, c := range []struct{ name, text, want string }{
		{"Japanese", three, "/shift-jis"},
		{"two characters could be anything", "\x93\xfa\x96\x7b", ""},
		{"first and last second bytes", three + "\x83\x40\x83\x7e\x83\x80\x83\xfc", "/shift-jis"},
		{"a second byte too low", three + "\x83\x3f", ""},
		{"a second byte in the gap", three + "\x83\x7f", ""},
		{"a second byte too high", three + "\x83\xfd", ""},
		{"first and last first bytes", "\x81\x41\x9f\x41\xe0\x41\xfc\x41", "/shift-jis"},
		{"a first byte that is none", three + "\x80", ""},
		{"another", three + "\xa0\x41", ""},
		{"one too high", three + "\xfd\x41", ""},
		{"half-width kana", three + "\xa1\xdf", "/shift-jis"},
		{"kana are no pairs", "\xb1\xb2\xb3\xb4", ""},
		{"cut in a character", three + "\x93", ""},
		{"UTF-16, little end first", "\xff\xfex", "/utf-16"},
		{"UTF-16, big end first", "\xfe\xffx", "/utf-16"},
	} {
		want := "risks/R-1.md:1:1-1:2 not-utf8" + c.want + "\n"
		if got := sayAll(mustRead(t, "~risks/R-1.md", c.text).Findings); got != want {
			t.Errorf("%s: got %s want %s", c.name, got, want)
		}
	}
}

func TestCellsOfATable(t *testing.T) {
	for cells, want := range map[int]string{400_000: "", 400_001: "indicators/x.csv too-large/readings [key:values limit:400000 most:2000000]\n"} {
		tree := mustRead(t, "~indicators/x.csv", strings.Repeat(",\n", cells/2)+strings.Repeat(",", cells%2))
		if got := sayAll(tree.Findings); got != want {
			t.Errorf("%d cells: %s", cells, got)
		}
		if file, ok := tree.Tables["content/indicators/x.csv"]; !ok || (file == nil) != (want != "") {
			t.Errorf("%d cells: the table is %v", cells, file)
		}
	}
}

func TestNoContentIsAnError(t *testing.T) {
	if _, err := Read(fstest.MapFS{"x": {}}); err == nil {
		t.Error("no error for a register without content")
	}
}

// TestReadingDoesNotDependOnTheNumberOfWorkers reads a register of many files with faults again and again.
func TestReadingDoesNotDependOnTheNumberOfWorkers(t *testing.T) {
	var files []string
	for i := range 300 {
		text := fmt.Sprintf("+++\ntitle = \"%d\"\nx = %s\n+++\n", i, []string{"1", "b", "\"c\""}[i%3])
		files = append(files, fmt.Sprintf("~risks/%03d/R-%d.md", i%7, i/2), text, fmt.Sprintf("~assets/a%d.toml", i), fmt.Sprintf("[A-%d]\n[R-%d]\n", i, i))
	}
	describe := func() string {
		tree := mustRead(t, files...)
		s := names(tree) + "\n" + sayAll(tree.Findings)
		for _, r := range tree.Records {
			s += at(r.Place("title")) + fmt.Sprint(r.Table.At("title")) + "\n"
		}
		return s
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	want := describe()
	if len(want) < 10_000 {
		t.Fatalf("too little to compare:\n%s", want)
	}
	rounds := 10
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		runtime.GOMAXPROCS(4)
		if got := describe(); got != want {
			t.Fatalf("another result with more workers:\n%s\n%s", got, want)
		}
	}
}
