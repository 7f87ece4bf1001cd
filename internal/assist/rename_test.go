package assist

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/check"
)

// applied gives a register after a change, as an editor makes it.
func applied(t testing.TB, files fstest.MapFS, c Change) fstest.MapFS {
	t.Helper()
	after := maps.Clone(files)
	for _, e := range slices.Backward(c.Edits) {
		data := after[e.Place.File].Data
		start, end := offsetOf(data, e.Place.Line, e.Place.Column), offsetOf(data, e.Place.EndLine, e.Place.EndColumn)
		after[e.Place.File] = &fstest.MapFile{Data: slices.Concat(data[:start], []byte(e.Text), data[end:])}
	}
	for _, f := range c.Creates {
		after[f.File] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	for _, m := range c.Moves {
		after[m.To] = after[m.From]
		delete(after, m.From)
	}
	return after
}

func TestRename(t *testing.T) {
	var pairs []string
	for name, text := range linked() {
		pairs = append(pairs, name, text)
	}
	files := small(pairs...)
	for _, c := range []struct {
		name, part string
		in         int
		to         string
		want       map[string]string // the parts of each file that are other than before, as pairs of old and new
	}{
		{"risks/R-1.md", `"E-1"`, 2, "事象", nil},
		{"risks/R-1.md", `"E-1"`, 2, "EV-10", map[string]string{
			"risks/R-1.md":       strings.NewReplacer("[ \"E-1\" ]", "[ \"EV-10\" ]", "は [[E-1]]", "は [[EV-10]]", "[[ E-1 |", "[[ EV-10 |", "events/E-1.md#x", "events/EV-10.md#x", "[[E-1\\|", "[[EV-10\\|", "<../events/E-1.md>", "<../events/EV-10.md>").Replace(riskFile),
			"risks/まとめ.toml":     strings.NewReplacer("\"\\u0045-1\"", "\"EV-10\"", "[[E-1#", "[[EV-10#").Replace(bulkFile),
			"events/EV-10.en.md": "See [[EV-10]].\n", "events/EV-10.md": eventFile,
		}},
		{"risks/まとめ.toml", "[R-2]", 2, "R-20", map[string]string{
			"risks/まとめ.toml": strings.NewReplacer("[R-2]", "[R-20]", "[R-2.current]", "[R-20.current]", "[\"R-2\".extra]", "[R-20.extra]").Replace(bulkFile),
		}},
		{"risks/R-1.md", `"plant"`, 2, "purification", map[string]string{
			"parties.toml": strings.ReplaceAll(partiesFile, "plant", "purification"), "risks/R-1.md": strings.Replace(riskFile, "\"plant\"", "\"purification\"", 1),
			"risks/まとめ.toml": strings.ReplaceAll(bulkFile, "plant", "purification"), "assets/A-1.md": strings.ReplaceAll(linked()["assets/A-1.md"], "plant", "purification"),
		}},
		{"events/E-1.md", "O-1#二", 1, "法令", nil},
		{"events/E-1.md", "O-1#二", 1, "O-2", map[string]string{
			"events/E-1.md": strings.ReplaceAll(eventFile, "O-1", "O-2"), "obligations/O-2.md": linked()["obligations/O-1.md"],
		}},
	} {
		d := deskOf(t, files, "ja")
		file, text, offset := find(t, c.name, c.part, c.in)
		change, err := d.Rename(file, text, offset, c.to)
		if c.want == nil {
			if err == nil || !strings.Contains(err.Error(), c.to) {
				t.Errorf("%s to %s: %v", c.part, c.to, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s to %s: %v", c.part, c.to, err)
			continue
		}
		after := applied(t, files, change)
		for name, text := range c.want {
			if got := after["content/"+name]; got == nil || string(got.Data) != text {
				t.Errorf("%s to %s: %s is\n%v\nwant\n%s", c.part, c.to, name, got, text)
			}
		}
		for name, f := range after {
			before := files[name]
			if _, named := c.want[strings.TrimPrefix(name, "content/")]; !named && (before == nil || string(before.Data) != string(f.Data)) {
				t.Errorf("%s to %s: %s changed", c.part, c.to, name)
			}
		}
		// The register says the same as before.
		if was, is := said(deskOf(t, files, "ja")), said(deskOf(t, after, "ja")); was != is {
			t.Errorf("%s to %s: check said %s, and says %s", c.part, c.to, was, is)
		}
	}
}

// said gives the rules that speak of a register, with how often; bodies left out.
func said(d *Desk) string {
	var rules []string
	for _, g := range check.Run(d.Assessment, nil).Diagnostics {
		rules = append(rules, string(g.Rule))
	}
	slices.Sort(rules)
	return strings.Join(rules, " ")
}

// What live figures speak of, and what they pick records by, follows; code, and words that only look alike, stay.
func TestRenameInsideMarks(t *testing.T) {
	const risk = "+++\ntitle = \"t\"\nsummary = { en = \"[[R-1:level]] of [[count:risks owner=ops]]\", ja = \"[[R-1:level|高]]\" }\n[current]\ndamage = \"[[R-1:owner]]\"\n+++\n" +
		"[[R-1:level|x]] [[count:risks id=R-1,R-2 tags=ops owner!=ops|2]] `[[R-1:level]]` [[count:risks title~R-1]]\n\n|a|\n|-|\n|[[count:treatments risks=R-1\\|0]]|\n"
	const bulk = "[A-1]\ntitle = \"t\"\nowner = \"ops\"\nsummary = 'x [[count:risks assets=\"A-1\" status=open]]'\nbody = \"\"\"\n[[sum:incidents loss risks=R-1 owner=ops]]\"\"\"\n"
	files := small("parties.toml", "[ops]\ntitle = \"t\"\n", "risks/R-1.md", risk, "risks/R-1.ja.md", "[[count:findings risks=R-1]]\n", "assets/x.toml", bulk)
	for _, c := range []struct {
		old, name string
		risk, own *strings.Replacer
		bulk      *strings.Replacer
	}{
		{"R-1", "R-9", strings.NewReplacer("[[R-1:level]] of", "[[R-9:level]] of", "[[R-1:level|高", "[[R-9:level|高", "[[R-1:owner", "[[R-9:owner", "[[R-1:level|x", "[[R-9:level|x", "id=R-1,", "id=R-9,", "risks=R-1", "risks=R-9"),
			strings.NewReplacer("R-1", "R-9"), strings.NewReplacer("R-1", "R-9")},
		{"ops", "plant", strings.NewReplacer("owner=ops", "owner=plant", "owner!=ops", "owner!=plant"), strings.NewReplacer(), strings.NewReplacer("owner=ops", "owner=plant", "\"ops\"", "\"plant\"")},
		{"A-1", "A-9", strings.NewReplacer(), strings.NewReplacer(), strings.NewReplacer("[A-1]", "[A-9]", "\"A-1\"", "\"A-9\"")},
	} {
		rename := deskOf(t, files, "en").RenameRecord
		if c.old == "ops" {
			rename = deskOf(t, files, "en").RenameParty
		}
		change, err := rename(c.old, c.name)
		if err != nil {
			t.Fatal(err)
		}
		after := applied(t, files, change)
		id := "R-1"
		if c.old == id {
			id = c.name
		}
		for name, want := range map[string]string{"risks/" + id + ".md": c.risk.Replace(risk), "risks/" + id + ".ja.md": c.own.Replace("[[count:findings risks=R-1]]\n"), "assets/x.toml": c.bulk.Replace(bulk)} {
			if got := string(after["content/"+name].Data); got != want {
				t.Errorf("%s to %s: %s:\n got %s\nwant %s", c.old, c.name, name, got, want)
			}
		}
	}
}

// A step that is laid down in a record goes on being so.
func TestRenameOfWhatAStepIsLaidDownIn(t *testing.T) {
	const settings = "title = \"t\"\n[[process.stage]]\nstep = \"1.1\"\nrules = \"A-1\"\noperation = \"A-1 is looked at\"\n[[process.stage]]\nstep = \"1.2\"\norganisation = { en = \"A-1\", ja = \" A-1\" }\n"
	files := small("riskbook.toml", settings, "assets/A-1.md", "+++\ntitle = \"t\"\n+++\n")
	c, err := deskOf(t, files, "en").RenameRecord("A-1", "A-2")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(`rules = "A-1"`, `rules = "A-2"`, `en = "A-1"`, `en = "A-2"`, `" A-1"`, `"A-2"`).Replace(settings)
	if got := string(applied(t, files, c)["content/riskbook.toml"].Data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRenameIsRefused(t *testing.T) {
	ask := func(d *Desk, name, part, to string) error {
		file, text, offset := find(t, name, part, 2)
		_, err := d.Rename(file, text, offset, to)
		return err
	}
	d := linkedDesk(t)
	for _, c := range []struct{ part, to, want string }{
		{`"E-1"`, "r-1", "「r-1」はすでに content/risks/R-1.md の識別子です"},
		{`"E-1"`, "", "「」は識別子にできません"},
		{`"E-1"`, strings.Repeat("x", 201), "200 バイトまで"},
		{`"E-1"`, "-x", "英数字で始め"},
		{`"E-1"`, "../x", "識別子にできません"},
		{`"plant"`, "office", "「office」はすでに関係者のキーです"},
		{`"plant"`, "浄水", "キーにできません"},
		{"identified", "x", "名前を変えられる"},
	} {
		if err := ask(d, "risks/R-1.md", c.part, c.to); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s to %q: %v", c.part, c.to, err)
		}
	}
	if err := ask(d, "risks/R-1.md", `"E-1"`, "e-1"); err != nil {
		t.Errorf("case alone: %v", err)
	}
	// A file that cannot be read and names the record.
	files := linked()
	files["risks/R-9.md"] = "+++\nevents = [\"E-1\n+++\n"
	var pairs []string
	for name, text := range files {
		pairs = append(pairs, name, text)
	}
	if err := ask(deskOf(t, small(pairs...), "ja"), "risks/R-1.md", `"E-1"`, "E-2"); err == nil || !strings.Contains(err.Error(), "content/risks/R-9.md") {
		t.Errorf("unreadable: %v", err)
	}
}

func TestRenameAGlossaryTerm(t *testing.T) {
	files := small("glossary/残留塩素.md", "+++\ntitle = \"残留塩素\"\nsee = [\"濁度\"]\n+++\n[[濁度]]と[表](%E6%BF%81%E5%BA%A6.md)\n", "glossary/濁度.md", "+++\ntitle = \"濁度\"\n+++\n定義🚰\n", "glossary/濁度.en.md", "Turbidity\n")
	d := deskOf(t, files, "ja")
	text, offset := marked("+++\ntitle = \"残留塩素\"\nsee = [\"濁‸度\"]\n+++\n[[濁度]]と[表](%E6%BF%81%E5%BA%A6.md)\n")
	c, err := d.Rename("content/glossary/残留塩素.md", text, offset, "濁り度")
	if err != nil {
		t.Fatal(err)
	}
	after := applied(t, files, c)
	if got, want := string(after["content/glossary/残留塩素.md"].Data), "+++\ntitle = \"残留塩素\"\nsee = [\"濁り度\"]\n+++\n[[濁り度]]と[表](%E6%BF%81%E3%82%8A%E5%BA%A6.md)\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if after["content/glossary/濁り度.md"] == nil || after["content/glossary/濁り度.en.md"] == nil || after["content/glossary/濁度.md"] != nil {
		t.Error("the files were not renamed")
	}
	for _, bad := range []string{"a|b", "a]b", ".x", "a/b"} {
		if _, err := d.Rename("content/glossary/残留塩素.md", text, offset, bad); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// TestRenameOnTheSample renames records of every kind in the sample; the register then says the same, but for the id.
func TestRenameOnTheSample(t *testing.T) {
	files := sampleFiles(t)
	before := deskOf(t, files, "ja")
	was := said(before)
	for _, id := range []string{"A-13", "C-017", "E-01", "O-01", "R-001", "S-06"} {
		rec := before.record(id)
		file := rec.File.Path
		offset := 1
		if strings.HasSuffix(file, ".toml") {
			offset = strings.Index(string(rec.File.Data), "["+id+"]") + 2
		}
		change, err := before.Rename(file, rec.File.Data, offset, "NEW-"+id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		after := applied(t, files, change)
		d := deskOf(t, after, "ja")
		if is := said(d); is != was {
			t.Errorf("%s: check said %s, and says %s", id, was, is)
		}
		if d.record(id) != nil || d.record("NEW-"+id) == nil {
			t.Errorf("%s is still there, or its new name is not", id)
		}
		if got, want := len(d.mentions(thing{sortRecord, "NEW-" + id})), len(before.mentions(thing{sortRecord, id})); got != want || want == 0 {
			t.Errorf("%s: %d mentions, %d before", id, got, want)
		}
		if got, want := len(d.Assessment.Register.References), len(before.Assessment.Register.References); got != want {
			t.Errorf("%s: %d references, %d before", id, got, want)
		}
	}
}

func TestOutline(t *testing.T) {
	d := linkedDesk(t)
	for name, want := range map[string]string{
		"risks/R-1.md":     "title owner events identified current(likelihood impacts) #概要",
		"risks/まとめ.toml":   "R-2(title owner identified events body current extra) R-3(title owner identified)",
		"parties.toml":     "plant(title) office(title members)",
		"events/E-1.en.md": "",
	} {
		if got := outlined(d.Outline("content/"+name, []byte(linked()[name]))); name != "risks/まとめ.toml" && got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		} else if name == "risks/まとめ.toml" && !strings.HasPrefix(got, "R-2(title owner identified events body current") {
			t.Errorf("%s: %s", name, got)
		}
	}
	body := "+++\n+++\n# 一🚰\n## 二\n```\n# 無\n```\n### 三 ##\n#五\n四\n===\n七\n\n六\n---\n"
	if got, want := outlined(d.Outline("content/pages/p.md", []byte(body))), "#一🚰(#二(#三)) #四(#六)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if found := d.Records("断水", 9); len(found) != 1 || found[0].Name != "R-1 断水🚰" {
		t.Errorf("%+v", found)
	}
	if found := d.Records("", 2); len(found) != 2 {
		t.Errorf("%+v", found)
	}
}

func outlined(list []Symbol) string {
	var names []string
	for _, s := range list {
		name := s.Name
		if s.Sort == SymbolHeading {
			name = "#" + name
		}
		if below := outlined(s.Children); below != "" {
			name += "(" + below + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}
