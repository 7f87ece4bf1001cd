package assist

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/check"
)

// sampleFiles gives the sample register in memory.
func sampleFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("../.."), "content", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile("../../" + name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestMends(t *testing.T) {
	const source = "+++\ntitle = \"攻撃🚰\"\nkind = \"threat\"\n+++\n"
	for _, c := range []struct {
		rule, file, text string
		title            string
		want             string // the file then; "" where the mend is refused
	}{
		{"unknown-key", "sources/S-1.md", "+++\ntitel = \"攻撃\" # 🚰\nkind = \"threat\"\ntitle = \"x\"\n+++\n", "title に直す", "+++\ntitle = \"攻撃\" # 🚰\nkind = \"threat\"\ntitle = \"x\"\n+++\n"},
		{"unknown-value", "sources/S-1.md", "+++\ntitle = \"🚰\"\nkind = 'thraet'\n+++\n", "\"threat\" に直す", "+++\ntitle = \"🚰\"\nkind = \"threat\"\n+++\n"},
		{"unknown-party", "sources/S-1.md", strings.Replace(source, "kind", "owner = \"palnt\"\nkind", 1), "\"plant\" に直す", strings.Replace(source, "kind", "owner = \"plant\"\nkind", 1)},
		{"dangling-reference", "sources/S-1.md", strings.Replace(source, "kind", "obligations = [\"O-11#二\"]\nkind", 1), "\"O-1#二\" に直す", strings.Replace(source, "kind", "obligations = [\"O-1#二\"]\nkind", 1)},
		{"missing-key", "sources/S-1.md", "+++\ntitle = \"🚰\"\n\n[extra]\nx = 1\n+++\n", "kind を加える", "+++\ntitle = \"🚰\"\nkind = \"\"\n\n[extra]\nx = 1\n+++\n"},
		{"missing-key", "sources/S-1.md", "+++\r\nkind = \"threat\"\r\n+++\r\n", "title を加える", "+++\r\nkind = \"threat\"\r\ntitle = \"\"\r\n+++\r\n"},
		{"missing-key", "sources/S-1.md", "+++\n[extra]\nx = 1\n+++\n", "kind を加える", "+++\nkind = \"\"\n[extra]\nx = 1\n+++\n"},
		{"missing-key", "sources/S-1.md", "+++\n+++\n", "kind を加える", "+++\nkind = \"\"\n+++\n"},
		{"missing-key", "sources/束.toml", "[S-1]\nkind = \"threat\"\ntitle = \"一\"\n\n[S-2]\nkind = \"threat\"\n[S-2.extra]\nx = 1\n", "title を加える", "[S-1]\nkind = \"threat\"\ntitle = \"一\"\n\n[S-2]\nkind = \"threat\"\ntitle = \"\"\n[S-2.extra]\nx = 1\n"},
		{"missing-key", "sources/S-1.md", strings.Replace(source, "kind", "links = [{ title = \"x\" }]\nkind", 1), "links.url を加える", ""},
		{"missing-key", "treatments/T-1.md", "+++\ntitle = \"計画\"\nowner = \"plant\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"draft\"\ndue = 2027-01-01\n[[action]]\ntitle = \"一\"\n[[action]]\ndue = 2027-01-01\n[[action]]\ntitle = \"三\"\n+++\n", "action.title を加える",
			"+++\ntitle = \"計画\"\nowner = \"plant\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"draft\"\ndue = 2027-01-01\n[[action]]\ntitle = \"一\"\n[[action]]\ndue = 2027-01-01\ntitle = \"\"\n[[action]]\ntitle = \"三\"\n+++\n"},
		{"missing-key", "decisions/D-1.md", "+++\ntitle = \"受容\"\nkind = \"acceptance\"\non = 2026-01-01\nby = \"plant\"\nbasis = \"x\"\nuntil = 2027-01-01\nat = { likelihood = 1 }\n+++\n", "at.impact を加える", "+++\ntitle = \"受容\"\nkind = \"acceptance\"\non = 2026-01-01\nby = \"plant\"\nbasis = \"x\"\nuntil = 2027-01-01\nat = { likelihood = 1, impact = 0 }\n+++\n"},
		{"not-on-scale", "risks/R-9.md", strings.Replace(riskFile, "likelihood = 1", "likelihood = 6", 1), "2 に直す", strings.Replace(riskFile, "likelihood = 1", "likelihood = 2", 1)},
		{"wrong-type", "sources/S-1.md", strings.Replace(source, "kind", "observed = \"2026/1/5\"\nkind", 1), "2026-01-05 に直す", ""},
		{"wrong-type", "sources/S-1.md", strings.Replace(source, "kind", "observed = '2026-01-05'\nkind", 1), "2026-01-05 に直す", strings.Replace(source, "kind", "observed = 2026-01-05\nkind", 1)},
		{"wrong-type", "sources/S-1.md", strings.Replace(source, "kind", "assets = \"A-1\"\nkind", 1), "[\"A-1\"] に直す", strings.Replace(source, "kind", "assets = [\"A-1\"]\nkind", 1)},
		{"wrong-type", "treatments/T-1.md", "+++\ntitle = \"計画\"\ncost = { initial = \"1,200\" }\n+++\n", "1200 に直す", "+++\ntitle = \"計画\"\ncost = { initial = 1200 }\n+++\n"},
		{"wrong-type", "treatments/T-1.md", "+++\ntitle = \"計画\"\ncost = { initial = \"千\" }\n+++\n", "千 に直す", ""},
		{"prose-contradicts", "risks/R-9.md", riskFile + "R-9（高）です。\n", "[[R-9:level]] に直す", riskFile + "R-9（[[R-9:level]]）です。\n"},
		{"syntax", "sources/S-1.md", "+++\ntitle ＝ \"🚰\"\n+++\n", "= に直す", "+++\ntitle = \"🚰\"\n+++\n"},
		{"syntax", "pages/p.md", "+++\nnav = True\n+++\n", "true に直す", "+++\nnav = true\n+++\n"},
		{"syntax", "sources/S-1.md", "+++\ntags = [\"𠮷\" \"b\"]\n+++\n", "コンマを加える", "+++\ntags = [\"𠮷\", \"b\"]\n+++\n"},
		{"syntax", "sources/S-1.md", "+++\ntitle = \"攻撃🚰\nkind = 1\n+++\n", "行の終わりを \" で閉じる", "+++\ntitle = \"攻撃🚰\"\nkind = 1\n+++\n"},
	} {
		files := small("parties.toml", partiesFile, "criteria.toml", criteria, "risks/R-1.md", riskFile, "events/E-1.md", eventFile, "obligations/O-1.md", linked()["obligations/O-1.md"], c.file, c.text)
		mend := mendOf(t, files, c.rule, "content/"+c.file, c.title)
		if mend == nil {
			if c.want != "" {
				t.Errorf("%s in %q: no mend “%s”", c.rule, c.text, c.title)
			}
			continue
		}
		if c.want == "" {
			t.Errorf("%s in %q: a mend “%s” %+v", c.rule, c.text, c.title, mend.Change)
			continue
		}
		if got := string(applied(t, files, mend.Change)["content/"+c.file].Data); got != c.want {
			t.Errorf("%s in %q: mended to\n%q, want\n%q", c.rule, c.text, got, c.want)
		}
	}
}

// mendOf gives a mend by its title, or nil.
func mendOf(t testing.TB, files fstest.MapFS, rule, file, title string) *Mend {
	d := deskOf(t, files, "ja")
	list := check.Run(d.Assessment, nil).Diagnostics
	spoke := false
	for i := range list {
		if string(list[i].Rule) != rule || list[i].Place.File != file {
			continue
		}
		spoke = true
		mends := d.Mends(&list[i])
		if at := slices.IndexFunc(mends, func(m Mend) bool { return m.Title == title }); at >= 0 {
			return &mends[at]
		}
	}
	if !spoke {
		t.Errorf("%s does not speak of %s", rule, file)
	}
	return nil
}

func TestMendsThatMakeFiles(t *testing.T) {
	files := small("risks/R-1.md", strings.Replace(riskFile, `"E-1"`, `"E-77"`, 1))
	files["content/riskbook.toml"].Data = []byte("title = { ja = \"簿\", en = \"Book\" }\nlanguages = [\"ja\", \"en\"]\n")
	m := mendOf(t, files, "dangling-reference", "content/risks/R-1.md", "事象 E-77 を新しく作る")
	if m == nil {
		t.Fatal("no mend")
	}
	after := applied(t, files, m.Change)
	if got, want := string(after["content/events/E-77.md"].Data), "+++\ntitle = { ja = \"\", en = \"\" }\napproach = \"\"\nresult = \"\"\nassets = []\n+++\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	m = mendOf(t, files, "untranslated", "content/risks/R-1.md", "原文を写して R-1.en.md を作る")
	if m == nil {
		t.Fatal("no mend")
	}
	if got := string(applied(t, files, m.Change)["content/risks/R-1.en.md"].Data); !strings.HasPrefix(got, "# 概要\n") {
		t.Errorf("%q", got)
	}
}

func TestMendsOfTranslations(t *testing.T) {
	const (
		config  = "title = { ja = \"簿\", en = \"Book\" }\nlanguages = [\"ja\", \"en\"]\n"
		record  = "+++\ntitle = \"攻撃🚰\" # 題\nsummary = { ja = \"要約\" }\nkind = \"threat\"\n+++\n"
		parties = "[plant]\nname = \"水道局\"\n"
	)
	for _, c := range []struct{ rule, file, text, title, want string }{
		{"untranslated", "sources/S-1.md", record, "title に訳を書く欄を加える", strings.Replace(record, `"攻撃🚰"`, `{ ja = "攻撃🚰", en = "" }`, 1)},
		{"untranslated", "sources/S-1.md", record, "訳のない文すべて（2 か所）に欄を加える", strings.NewReplacer(`"攻撃🚰"`, `{ ja = "攻撃🚰", en = "" }`, `{ ja = "要約" }`, `{ ja = "要約", en = "" }`).Replace(record)},
		{"untranslated", "sources/S-1.md", "+++\ntitle = { ja = \"攻撃\", en = \"\" }\nkind = \"threat\"\n+++\n", "title に訳を書く欄を加える", ""},
		{"untranslated", "sources/束.toml", "[S-1]\ntitle = \"一\"\nkind = \"threat\"\n[S-2]\ntitle = \"二\"\nkind = \"threat\"\nlinks = [{ title = \"出典\", url = \"https://example.org/\" }]\n", "title に訳を書く欄を加える",
			"[S-1]\ntitle = { ja = \"一\", en = \"\" }\nkind = \"threat\"\n[S-2]\ntitle = \"二\"\nkind = \"threat\"\nlinks = [{ title = \"出典\", url = \"https://example.org/\" }]\n"},
		{"untranslated", "parties.toml", parties, "plant.name に訳を書く欄を加える", "[plant]\nname = { ja = \"水道局\", en = \"\" }\n"},
		{"translation-with-facts", "events/E-1.en.md", "+++\ntitle = \"x\"\n+++\n\n# Text\n", "フロントマターを消す", "\n# Text\n"},
		{"baseline-unmatched", "baseline.toml", "# 開始時の指摘\n[[known]]\nrule = \"plan-overdue\"\nrecord = \"R-1\"\nuntil = 2027-01-01\nreason = \"x\"\n", "この項目を消す", "# 開始時の指摘\n"},
	} {
		files := small("riskbook.toml", config, "parties.toml", parties, "criteria.toml", criteria, "risks/R-1.md", riskFile, "events/E-1.md", eventFile, c.file, c.text)
		mend := mendOf(t, files, c.rule, "content/"+c.file, c.title)
		switch {
		case mend == nil && c.want != "":
			t.Errorf("%s in %q: no mend “%s”", c.rule, c.text, c.title)
		case mend != nil && c.want == "":
			t.Errorf("%s in %q: a mend “%s” %+v", c.rule, c.text, c.title, mend.Change)
		case mend != nil:
			if got := string(applied(t, files, mend.Change)["content/"+c.file].Data); got != c.want {
				t.Errorf("%s in %q: mended to\n%q, want\n%q", c.rule, c.text, got, c.want)
			}
		}
	}
}
