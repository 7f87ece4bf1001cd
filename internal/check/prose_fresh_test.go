package check

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// writer is a register of twelve risks, with a page, or the text of a risk, for each of many sentences. R-001 is extreme and ranked first; and
// R-011 are high and ranked next, R-002 with a live plan; R-005 is medium and ranked fifth; are medium and accepted; are
// low; R-009 is closed and R-010 not analysed. So eleven are open, five of them to be treated, and by level from the highest they are 1, 3, 3 and 3.
type writer struct {
	pages []string
	own   map[string]string // by "R-001.md" and "R-001.en.md"
}

const twelveCriteria = `-- content/riskbook.toml --
title = "t"
default_language = "ja"
languages = ["ja", "en"]
[process]
profile = "simple"
-- content/criteria.toml --
revision = "1"
approved_on = 2026-04-01
likelihood = [
  { value = 1, label = { ja = "稀", en = "Rare" } }, { value = 2, label = { ja = "あり得る", en = "Possible" } },
  { value = 3, label = { ja = "頻繁", en = "Frequent" } }, { value = 4, label = { ja = "常時", en = "Constant" } },
]
impact = [{ value = 1, label = { ja = "小", en = "Minor" } }, { value = 2, label = { ja = "大", en = "Major" } }]
level = [
  { key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" }, { key = "medium", label = { ja = "中", en = "Medium" }, acceptance = "approval" },
  { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" }, { key = "extreme", label = { ja = "極めて高い", en = "Extreme" }, acceptance = "treat" },
]
[matrix]
rows = [["low", "low"], ["medium", "medium"], ["high", "high"], ["extreme", "extreme"]]
`

func (w *writer) archive() string {
	var b strings.Builder
	b.WriteString(twelveCriteria)
	for i, likelihood := range []int{4, 3, 3, 2, 2, 1, 1, 1, 3, 0, 3, 2} {
		id := fmt.Sprintf("R-%03d", i+1)
		fmt.Fprintf(&b, "-- content/risks/%s.md --\n+++\ntitle = \"t\"\nowner = \"o\"\nidentified = 2026-01-10\nreviewed = 2026-10-01\n", id)
		if id == "R-009" {
			b.WriteString("status = \"closed\"\nclosed_on = 2026-10-02\nclosed_because = \"c\"\n")
		}
		if likelihood > 0 {
			fmt.Fprintf(&b, "[current]\nlikelihood = %d\nimpact = 2\n", likelihood)
		}
		fmt.Fprintf(&b, "+++\n%s", w.own[id+".md"])
		if text := w.own[id+".en.md"]; text != "" {
			fmt.Fprintf(&b, "-- content/risks/%s.en.md --\n%s", id, text)
		}
	}
	for i, risk := range []string{"R-004", "R-012"} {
		fmt.Fprintf(&b, "-- content/decisions/D-%d.md --\n+++\ntitle = \"t\"\nkind = \"acceptance\"\non = 2026-10-05\nby = \"b\"\nbasis = \"b\"\nrisks = [\"%s\"]\nuntil = 2027-03-31\nat = { likelihood = 2, impact = 2 }\ncriteria = \"1\"\n+++\n", i+1, risk)
	}
	b.WriteString("-- content/treatments/T-001.md --\n+++\ntitle = \"t\"\nrisks = [\"R-002\"]\noption = \"modify\"\naim = \"both\"\nowner = \"o\"\nstatus = \"in-progress\"\nstart = 2026-09-01\ndue = 2027-01-31\n[[target]]\nrisk = \"R-002\"\nlikelihood = 1\nimpact = 2\n+++\n")
	for _, page := range w.pages {
		b.WriteString(page)
	}
	return b.String()
}

// put adds a text in a language: as a page of its own, or to the text of a risk. It gives the file in which it stands.
func (w *writer) put(where, text string) string {
	language, id, own := strings.Cut(where, " ")
	ending := map[string]string{"ja": ".md", "en": ".en.md"}[language]
	if own {
		if w.own == nil {
			w.own = map[string]string{}
		}
		w.own[id+ending] += text + "\n\n"
		return "content/risks/" + id + ending
	}
	name := fmt.Sprintf("content/pages/p-%03d", len(w.pages))
	page := "-- " + name + ".md --\n+++\ntitle = \"t\"\n+++\n"
	if language == "en" {
		page += "-- " + name + ".en.md --\n"
	}
	w.pages = append(w.pages, page+text+"\n")
	return name + ending
}

// toldLines reads the lines of a table of sentences, parted at tabs; \n stands for the end of a line.
func toldLines(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/prose/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		list = append(list, strings.Split(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n"), "\t"))
	}
	return list
}

// What registers say of their risks and is not so: all of it is found, each once. UPDATE=1 writes what is found; each line is to be held against the register above.
func TestFreshContradictions(t *testing.T) {
	const name = "contradicting.txt"
	lines := toldLines(t, name)
	if len(lines) < 100 {
		t.Errorf("%d contradictions only", len(lines))
	}
	var w writer
	files := make([]string, len(lines))
	for i, line := range lines {
		if !strings.Contains(line[0], " ") { // in a risk's own text each stands alone
			files[i] = w.put(line[0], line[1])
		}
	}
	look := func(w *writer) map[string][]string {
		got := map[string][]string{}
		for _, d := range checked(t, w.archive()).Diagnostics {
			switch {
			case d.Rule != "prose-contradicts" && d.Severity.String() == "error":
				t.Fatal(d)
			case d.Rule == "prose-contradicts":
				file := d.Place.File
				got[file] = append(got[file], fmt.Sprintf("%v → %v (%v)", d.Args["found"], d.Args["want"], d.Args["mark"]))
			}
		}
		return got
	}
	got := look(&w)
	var anew strings.Builder
	for i, line := range lines {
		said := strings.Join(got[files[i]], "; ")
		if strings.Contains(line[0], " ") {
			var alone writer
			file := alone.put(line[0], line[1])
			said = strings.Join(look(&alone)[file], "; ")
		}
		fmt.Fprintf(&anew, "%s\t%s\t%s\n", line[0], strings.ReplaceAll(line[1], "\n", `\n`), said)
		if os.Getenv("UPDATE") == "" && (said != line[2] || said == "") {
			t.Errorf("%s: %s\n got %s\nwant %s", line[0], line[1], said, line[2])
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile("testdata/prose/"+name, []byte(anew.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// What agrees with the register, tells of another time, of what is to come, of what is not, of other things, or what others say, is left alone.
func TestFreshHonestProse(t *testing.T) {
	var w writer
	lines := toldLines(t, "honest.txt")
	if len(lines) < 200 {
		t.Errorf("%d sentences only", len(lines))
	}
	text := map[string]string{}
	for _, line := range lines {
		text[w.put(line[0], line[1])] = line[1]
	}
	for _, d := range checked(t, w.archive()).Diagnostics {
		if d.Rule == "prose-contradicts" {
			t.Errorf("%s\n%s", text[d.Place.File], d.Message.En)
		}
	}
}

// What a message offers to write, the live figure or the present value, makes it go, word for word.
func TestWhatAContradictionOffersIsRight(t *testing.T) {
	for _, offer := range []string{"live", "plain"} {
		var w writer
		files := map[string][]string{} // the lines of each file
		for _, line := range toldLines(t, "contradicting.txt") {
			if !strings.Contains(line[0], " ") {
				files[w.put(line[0], line[1])] = line
			}
		}
		type edit struct {
			line, from, to int
			by             string
		}
		edits := map[string][]edit{}
		for _, d := range checked(t, w.archive()).Diagnostics {
			if by, _ := d.Args[offer].(string); d.Rule == "prose-contradicts" && by != "" {
				edits[d.Place.File] = append(edits[d.Place.File], edit{d.Place.Line, d.Place.Column, d.Place.EndColumn, by})
			} else if d.Rule == "prose-contradicts" {
				delete(files, d.Place.File) // nothing is offered
			}
		}
		var after writer
		offered := map[string]string{}
		for file, line := range files {
			text := line[1]
			rows := strings.Split(text, "\n")
			skip := 1
			if path.Ext(strings.TrimSuffix(file, ".md")) == "" {
				skip = 4 // below the front matter
			}
			list := edits[file]
			slices.SortFunc(list, func(a, b edit) int { return b.from - a.from })
			for i, e := range list {
				if i > 0 && list[i-1] == e || i > 0 && list[i-1].line == e.line && list[i-1].from == e.from {
					continue // several risks, one word
				}
				runes := []rune(rows[e.line-skip])
				rows[e.line-skip] = string(runes[:e.from-1]) + e.by + string(runes[e.to-1:])
			}
			offered[after.put(line[0], strings.Join(rows, "\n"))] = strings.Join(rows, "\n")
		}
		if len(offered) < 80 {
			t.Errorf("%s: %d texts only", offer, len(offered))
		}
		for _, d := range checked(t, after.archive()).Diagnostics {
			if text, ok := offered[d.Place.File]; ok && (d.Rule == "prose-contradicts" || d.Severity.String() == "error") {
				t.Errorf("%s: %s\n%s", offer, text, d.Message.En)
			}
		}
	}
}

// Words that name a level and something else besides are not read as levels: what an outcome is called, a letter, a number.
func TestLabelsThatMayMeanSomethingElse(t *testing.T) {
	for _, label := range []string{"A", "3", "Acceptable"} {
		w := writer{}
		w.put("en", "R-001 is A.\n\nR-006 is a risk: a.\n\nR-001 (3) and R-001: 3\n\nThere are 9 a risks.\n\nR-006 is acceptable.\n\nR-001 is Medium.")
		archive := strings.Replace(w.archive(), `en = "Low"`, `en = "`+label+`"`, 1)
		var got []string
		for _, d := range checked(t, archive).Diagnostics {
			if d.Rule == "prose-contradicts" {
				got = append(got, fmt.Sprint(d.Args["found"]))
			}
		}
		if want := "Medium"; strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", label, got, want)
		}
	}
}
