package register

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/source"
)

// understand reads a register written as files separated by lines "-- name --".
func understand(t *testing.T, archive string) *Register {
	t.Helper()
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
	name, text := "", ""
	add := func() {
		if name != "" {
			files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	for line := range strings.Lines(archive) {
		if found, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok && strings.HasSuffix(found, " --") {
			add()
			name, text = strings.TrimSuffix(found, " --"), ""
			continue
		}
		text += line
	}
	add()
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return Understand(tree)
}

// faults writes what does not fit as "file:line:column rule case".
func faults(r *Register) []string {
	var out []string
	for _, f := range r.Faults {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s:%d:%d %s %s", strings.TrimPrefix(f.Place.File, "content/"), f.Place.Line, f.Place.Column, f.Rule, f.Case)))
	}
	return out
}

const asset = "-- assets/A-1.md --\n+++\ntitle = \"監視\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"運用\"\n+++\n"

func TestFaultsStandAtTheirPlaces(t *testing.T) {
	for _, c := range []struct {
		name, archive string
		want          []string
	}{
		{"nothing wrong", asset, nil},
		{"an unknown key, near a known one", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nownr = \"x\"\nowner = \"x\"\nidentified = 2026-01-01\n+++\n",
			[]string{"risks/R-1.md:3:1 unknown-key near"}},
		{"a missing key, at the first line", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\n+++\n",
			[]string{"risks/R-1.md:1:1 missing-key example"}},
		{"a missing key of a bulk record, at its header", asset + "-- risks/all.toml --\n# 一覧\n[R-1]\ntitle = \"配水\"\nowner = \"x\"\n",
			[]string{"risks/all.toml:2:1 missing-key example"}},
		{"a wrong type inside an array", "-- assets/A-1.md --\n+++\ntitle = \"監視\"\nkind = \"information-system\"\nviewpoints = [\"可用性\", 3]\nowner = \"運用\"\n+++\n",
			[]string{"assets/A-1.md:4:22 wrong-type"}},
		{"a quoted date", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = \"2026-01-01\"\n+++\n",
			[]string{"risks/R-1.md:4:14 wrong-type quoted-date"}},
		{"a word that is not allowed", "-- assets/A-1.md --\n+++\ntitle = \"監視\"\nkind = \"information-sistem\"\nviewpoints = [\"service-level\"]\nowner = \"運用\"\n+++\n",
			[]string{"assets/A-1.md:3:8 unknown-value near"}},
		{"values beyond the example scales, in nested and inline tables", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\ninherent = { likelihood = 4, impact = 1 }\n[current]\nlikelihood = 1\nimpacts = { \"給水\" = 9 }\n+++\n",
			[]string{"risks/R-1.md:5:27 not-on-scale example", "risks/R-1.md:8:20 not-on-scale example"}},
		{"references that lead nowhere, in arrays and arrays of tables", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\nassets = [\"A-1\", \"A-2\"]\n+++\n-- treatments/T-1.md --\n+++\ntitle = \"計画\"\nowner = \"x\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"draft\"\ndue = 2027-01-01\n[[target]]\nrisk = \"R-1\"\n[[target]]\nrisk = \"A-1\"\n+++\n",
			[]string{"risks/R-1.md:5:18 dangling-reference near", "treatments/T-1.md:12:8 wrong-kind"}},
		{"an unknown party", asset + "-- parties.toml --\n[\"運用課\"]\ntitle = \"運用課\"\n",
			[]string{"assets/A-1.md:5:9 unknown-party near"}},
		{"a service that the catalogue lacks", "-- assets/A-1.md --\n+++\ntitle = \"監視\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"運用\"\nsector = \"water\"\nservice = \"water-suply\"\n+++\n",
			[]string{"assets/A-1.md:7:11 unknown-value near"}},
		{"a clause that the obligation lacks", "-- obligations/O-1.md --\n+++\ntitle = \"水道法\"\nkind = \"law\"\nclause = [ { key = \"19\", title = \"技術管理者\" } ]\n+++\n-- assets/A-1.md --\n+++\ntitle = \"監視\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"運用\"\nobligations = [\"O-1#19\", \"O-1#20\"]\n+++\n",
			[]string{"assets/A-1.md:6:26 dangling-reference clause"}},
		{"a broken record does not make its references dangle", "-- assets/A-1.md --\n+++\ntitle = 監視\n+++\n-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\nassets = [\"A-1\"]\n+++\n",
			[]string{"assets/A-1.md:2:9 syntax bad-value"}},
		{"a lognormal loss from nought", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\n[quantitative]\nfrequency = 0.1\nloss = { low = 0, high = 9 }\n+++\n",
			[]string{"risks/R-1.md:7:16 unknown-value lognormal-zero"}},
		{"an estimate out of order", asset + "-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\n[quantitative]\nfrequency = { low = 2, mode = 1, high = 3 }\n+++\n",
			[]string{"risks/R-1.md:6:13 unknown-value estimate-order"}},
		{"a reading that is no number", "-- indicators/I-1.md --\n+++\ntitle = \"件数\"\nrisks = [\"R-1\"]\nwarn = 5\nlimit = 10\nreadings = \"I-1.csv\"\n+++\n-- indicators/I-1.csv --\non,value\n2026-01-01,3\n2026-02-01,many\n-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\n+++\n",
			[]string{"indicators/I-1.csv:3:12 wrong-type csv-number"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, faults(understand(t, c.archive))); diff != "" {
				t.Errorf("faults (- wanted, + found):\n%s", diff)
			}
		})
	}
}

func TestBothFormsOfARecordAreEqual(t *testing.T) {
	one := understand(t, asset+"-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\n[current]\nlikelihood = 2\nimpact = 3\n+++\n本文\n").Risk("R-1")
	bulk := understand(t, asset+"-- risks/all.toml --\n[R-1]\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\nbody = \"本文\\n\"\n[R-1.current]\nlikelihood = 2\nimpact = 3\n").Risk("R-1")
	if one == nil || bulk == nil {
		t.Fatal("the risk is missing")
	}
	if one.Source.Body.Text != bulk.Source.Body.Text {
		t.Errorf("bodies differ: %q and %q", one.Source.Body.Text, bulk.Source.Body.Text)
	}
	one.Source, bulk.Source, one.Kind, bulk.Kind = nil, nil, nil, nil
	if diff := cmp.Diff(one, bulk); diff != "" {
		t.Errorf("Markdown and TOML differ:\n%s", diff)
	}
}

func TestTextFallsBackAndSaysSo(t *testing.T) {
	both := Text{{"ja", "配水"}, {"en", "Supply"}}
	plain := Text{{"", "配水"}}
	for _, c := range []struct {
		text                 Text
		language, want, from string
	}{
		{both, "en", "Supply", "en"},
		{both, "ja", "配水", "ja"},
		{both, "fr", "配水", "ja"},
		{plain, "ja", "配水", "ja"},
		{plain, "en", "配水", "ja"},
		{Text{{"en", "Supply"}}, "ja", "Supply", "en"},
		{nil, "en", "", "en"},
	} {
		if words, from := c.text.In(c.language, "ja"); words != c.want || from != c.from {
			t.Errorf("%v in %s: %q in %s, want %q in %s", c.text, c.language, words, from, c.want, c.from)
		}
	}
}

func TestMatrixByProductTakesTheHighestLevelReached(t *testing.T) {
	c := understand(t, "-- criteria.toml --\nrevision = \"1\"\nlikelihood = [ {value=1,label=\"a\"}, {value=2,label=\"b\"}, {value=3,label=\"c\"} ]\nimpact = [ {value=1,label=\"a\"}, {value=3,label=\"b\"} ]\nlevel = [ {key=\"low\",label=\"低\",acceptance=\"accept\"}, {key=\"mid\",label=\"中\",acceptance=\"approval\"}, {key=\"high\",label=\"高\",acceptance=\"treat\"} ]\n[matrix]\nrule = \"product\"\nthresholds = { low = 1, mid = 3, high = 9 }\n").Criteria
	for _, cell := range []struct{ likelihood, impact, want int }{{1, 1, 0}, {2, 1, 0}, {3, 1, 1}, {1, 3, 1}, {2, 3, 1}, {3, 3, 2}, {4, 3, -1}} {
		if got := c.Cell(cell.likelihood, cell.impact); got != cell.want {
			t.Errorf("cell (%d, %d) is level %d, want %d", cell.likelihood, cell.impact, got, cell.want)
		}
	}
}

func TestProfilesAdoptTheirSteps(t *testing.T) {
	for profile, want := range map[string]string{
		"full":   "1.1 1.2 1.3 2.1 2.2 3.1 3.2 4.1 5.1 6.1 6.2",
		"simple": "1.1 1.3 2.2 3.1 4.1 5.1",
		"custom": "1.1 4.1",
	} {
		p := Process{Profile: profile, Steps: []string{"4.1", "1.1"}}
		if got := strings.Join(p.Adopted(), " "); got != want {
			t.Errorf("%s adopts %s, want %s", profile, got, want)
		}
	}
}

func TestTheCatalogueGrowsByTheRegistersOwn(t *testing.T) {
	r := understand(t, "-- catalogue.toml --\n[water.service.irrigation]\nlabel = { ja = \"農業用水\", en = \"Irrigation\" }\n[space]\nlabel = \"宇宙\"\n[space.service.launch]\nlabel = \"打上げ\"\n")
	if got := faults(r); got != nil {
		t.Fatalf("faults: %v", got)
	}
	if r.Catalogue.Sector("water").Service("irrigation") == nil || r.Catalogue.Sector("water").Service("water-supply") == nil {
		t.Error("the sector of water should hold the built-in service and the register's own")
	}
	if r.Catalogue.Sector("space").Service("launch") == nil {
		t.Error("a sector of one's own is missing")
	}
}

func TestTheBuiltInCatalogueIsWhole(t *testing.T) {
	r := understand(t, "")
	if got := faults(r); got != nil {
		t.Fatalf("faults: %v", got)
	}
	// Counted by hand in the handbook's figure 6: ten sectors with thirty services; note 1 adds three sectors, and two have been added since.
	withLevel, services := 0, 0
	for _, s := range r.Catalogue.Sectors {
		has := false
		for _, service := range s.Services {
			if len(service.Levels) > 0 {
				has = true
				services++
			}
		}
		if has {
			withLevel++
		}
	}
	if len(r.Catalogue.Sectors) != 15 || withLevel != 10 || services != 30 {
		t.Errorf("%d sectors, %d of them with a level, %d services with one; want 15, 10, 30", len(r.Catalogue.Sectors), withLevel, services)
	}
}

// A fault of a file of readings points at the value, in code points, with its end.
func TestReadingsArePlaced(t *testing.T) {
	for _, c := range []struct{ csv, want string }{
		{"on,value\n2026-01-01,1\n", ""},
		{"\ufeffon,value\r\n2026-01-01,1\r\n", ""},
		{"日付,on,value\n初,2026-13-01,1\n", "2:3-2:13 csv-date 2026-13-01"},
		{"備考,on,value\n\"停電、\"\"復旧\"\"\", 2026-01-01 , 多い \n", "2:27-2:29 csv-number 多い"},
		{"on,value\n2026-01-01,\"1\"\"0\"\n", "2:12-2:18 csv-number 1\"0"},
		{"on,備考,value\n2026-01-01,\"二\n行\",x\n", "3:4-3:5 csv-number x"},
		{"on,value\n2026-01-01\n", "2:1-2:11 csv-row 2026-01-01"},
		{"\ufeff日,value\n", "1:1-1:8 csv-columns 日,value"},
		{"on,value\n2026-01-01,\"1\" x\n", "2:14-2:15 csv extraneous or missing \" in quoted-field"},
		{"on,value\n2026-01-01,1\n2026-01-02,a\"\n", "3:13-3:14 csv bare \" in non-quoted-field"},
	} {
		r := understand(t, asset+"-- risks/R-1.md --\n+++\ntitle = \"配水\"\nowner = \"x\"\nidentified = 2026-01-01\n+++\n-- indicators/I-1.md --\n+++\ntitle = \"t\"\nrisks = [\"R-1\"]\nwarn = 1\nlimit = 2\nreadings = \"i.csv\"\n+++\n-- indicators/i.csv --\n"+c.csv)
		got := ""
		for _, f := range r.Faults {
			p := f.Place
			got += fmt.Sprintf("%d:%d-%d:%d %s %v", p.Line, p.Column, p.EndLine, p.EndColumn, f.Case, f.Args["found"])
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.csv, got, c.want)
		}
	}
}
