package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/assist"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/workbook"
)

// declaringRegister declares a field of each type, and fills them beside those fields of the format that stand on few records.
var declaringRegister = map[string]string{
	"content/riskbook.toml": `title = "t"
default_language = "en"
languages = ["en", "ja"]
currency = "JPY"

[process]
profile = "simple"
` + declaration("line", "choice", "Line of business", "事業の系統", `values = ["pipe", "plant"]`, `required = true`, `filter = true`) +
		declaration("note", "text", "Planner's note", "計画の覚え") +
		declaration("sites", "list", "Sites at stake", "関わる施設", `values = ["north", "south", "west"]`, `filter = true`) +
		declaration("since", "date", "Known since", "把握した日") +
		declaration("weight", "number", "Own weight", "独自の重み") +
		declaration("saving", "money", "Money saved", "節減額"),
	"content/assets/A-1.md": "+++\ntitle = \"Plant\"\nkind = \"other\"\nviewpoints = [\"confidentiality\"]\nowner = \"ops\"\n+++\n",
	"content/risks/R-1.md": `+++
title = "Old main bursts"
owner = "ops"
related = ["A-1"]
assets = ["A-1"]
identified = 2026-02-03

[current]
likelihood = 2
impact = 2
rationale = "r"

[proposed]
likelihood = 1
impact = 2
rationale = "asked the crew"

[extra]
line = "pipe"
note = { en = "Dig first", ja = "まず掘る" }
sites = ["north", "south"]
since = 2026-02-03
weight = 1.5
saving = 120_000
+++
`,
	"content/risks/R-2.md":      "+++\ntitle = \"Half a record\"\nincomplete = true\n[extra]\nline = \"plant\"\n+++\n",
	"content/risks/R-3.md":      "+++\ntitle = \"Heard of\"\nowner = \"ops\"\nidentified = 2026-02-03\nprovisional = true\n[extra]\nline = \"plant\"\n+++\n",
	"content/controls/C-1.md":   "+++\ntitle = \"Zones\"\nfunction = \"prevent\"\nstate = \"in-place\"\nmaps = [\"27001:A.8.22\"]\n+++\n",
	"content/treatments/T-1.md": "+++\ntitle = \"Lay it anew\"\nowner = \"ops\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"prevention\"\nstatus = \"draft\"\ndue = 2027-01-31\neffort = 40\n+++\n",
}

func declaration(key, kind, en, ja string, more ...string) string {
	return "\n[[field]]\nkind = \"risks\"\nkey = \"" + key + "\"\ntype = \"" + kind + "\"\nlabel = { en = \"" + en + "\", ja = \"" + ja + "\" }\n" + strings.Join(append(more, ""), "\n")
}

// fieldCase is a field, and what is to be found of it in each place. A place that a field has no part in says why behind a dash.
type fieldCase struct {
	key, record string
	value, bad  string // to be written by set and new; bad: what it refuses
	cells       map[string]string
}

// no says why a field has no part in a place.
func no(why string) string { return "–" + why }

var fieldCases = []fieldCase{
	{"extra.line", "R-1", "plant", "plan", map[string]string{
		"schema": `"enum":["pipe","plant"]`, "schemas": `"enum":["pipe","plant"]`, "completion": "line=|pipe|plant", "hover": "Line of business, a field of this register's own.",
		"new": "line = \"plant\"", "template": `# TO FILL: Line of business, a field of this register's own. (pipe, plant)`, "set": "line = \"plant\"", "refused": "did you mean plant?", "fmt": "[extra]\nline =",
		"list": "Line of business", "filter": "R-1", "json list": `"line": "pipe"`, "column": "Line of business: pipe", "filters": "Line of business: pipe, plant", "page": "Line of business: pipe", "japanese": "事業の系統: pipe",
		"json": `"line":"pipe"`, "workbook": "Line of business: pipe", "csv": "extra.line: pipe", "import": "line = \"plant\"", "foreign": "line = \"plant\"", "diff": "Line of business: pipe → plant", "explain": "Line of business  pipe", "check": "extra.line",
	}},
	{"extra.note", "R-1", "Wait", `["a"]`, map[string]string{
		"schema": `"type":["string","object"]`, "schemas": `"type":["string","object"]`, "completion": "note=", "hover": "Planner's note, a field of this register's own.",
		"new": "note = \"Wait\"", "template": `# note = ""  # Planner's note`, "set": `note = { en = "Wait", ja = "まず掘る" }`, "refused": no("any words are a text"), "fmt": "note = { en = \"Dig first\", ja = \"まず掘る\" }\nsites",
		"list": "Planner's note", "filter": "R-1", "json list": `"ja": "まず掘る"`, "column": "Planner's note: Dig first", "filters": no("texts are searched, not chosen from"), "page": "Planner's note: Dig first", "japanese": "計画の覚え: まず掘る",
		"json": `"ja":"まず掘る"`, "workbook": "Planner's note (English): Dig first", "csv": "extra.note.ja: まず掘る", "import": `note = { en = "Wait", ja = "まず掘る" }`, "foreign": `note = "Wait"`, "diff": "Planner's note (English)", "explain": "Planner's note    Dig first", "check": "extra.note",
	}},
	{"extra.sites", "R-1", "west", "wst", map[string]string{
		"schema": `"type":"array"`, "schemas": `"type":"array"`, "completion": "sites=|north|south|west", "hover": "Sites at stake, a field of this register's own.",
		"new": `sites = ["west"]`, "template": `# sites = ["north"]  # Sites at stake`, "set": `sites = ["west"]`, "refused": "did you mean west?", "fmt": "sites = [\"north\", \"south\"]\nsince",
		"list": "Sites at stake", "filter": "R-1", "json list": `"sites": [`, "column": "Sites at stake: north south", "filters": "Sites at stake: north, south", "page": "Sites at stake: north south", "japanese": "関わる施設: north south",
		"json": `"sites":["north","south"]`, "workbook": "Sites at stake: north; south", "csv": "extra.sites: north; south", "import": `sites = ["west"]`, "foreign": `sites = ["west"]`, "diff": "Sites at stake: north, south → west", "explain": "Sites at stake    north, south", "check": "extra.sites",
	}},
	{"extra.since", "R-1", "2026-05-06", "soon", map[string]string{
		"schema": `"format":"date"`, "schemas": `"format":"date"`, "completion": "since=|2026-11-23", "hover": "Known since, a field of this register's own.",
		"new": "since = 2026-05-06", "template": `# since = 2026-11-23  # Known since`, "set": "since = 2026-05-06", "refused": "takes a date", "fmt": "since = 2026-02-03\nweight",
		"list": "Known since", "filter": "R-1", "json list": `"since": "2026-02-03"`, "column": "Known since: 2026-02-03", "filters": no("no filter is declared"), "page": "Known since: 2026-02-03", "japanese": "把握した日: 2026-02-03",
		"json": `"since":"2026-02-03"`, "workbook": "Known since: 2026-02-03", "csv": "extra.since: 2026-02-03", "import": "since = 2026-05-06", "foreign": "since = 2026-05-06", "diff": "Known since: 2026-02-03 → 2026-05-06", "explain": "Known since       2026-02-03", "check": "extra.since",
	}},
	{"extra.weight", "R-1", "2.5", "much", map[string]string{
		"schema": `"type":"number"`, "schemas": `"type":"number"`, "completion": "weight=", "hover": "Own weight, a field of this register's own.",
		"new": "weight = 2.5", "template": `# weight = 0.0  # Own weight`, "set": "weight = 2.5", "refused": "takes a number", "fmt": "weight = 1.5\nsaving",
		"list": "Own weight", "filter": "R-1", "json list": `"weight": 1.5`, "column": "Own weight: 1.5", "filters": no("no filter is declared"), "page": "Own weight: 1.5", "japanese": "独自の重み: 1.5",
		"json": `"weight":1.5`, "workbook": "Own weight: 1.5", "csv": "extra.weight: 1.5", "import": "weight = 2.5", "foreign": "weight = 2.5", "diff": "Own weight: 1.5 → 2.5", "explain": "Own weight        1.5", "check": "extra.weight",
	}},
	{"extra.saving", "R-1", "250000", "a lot", map[string]string{
		"schema": `"type":"integer"`, "schemas": `"type":"integer"`, "completion": "saving=", "hover": "Money saved, a field of this register's own.",
		"new": "saving = 250000", "template": `# saving = 0  # Money saved`, "set": "saving = 250000", "refused": "takes a whole number", "fmt": "saving = 120_000",
		"list": "Money saved", "filter": "R-1", "json list": `"saving": 120000`, "column": "Money saved: ¥120 thousand", "filters": no("no filter is declared"), "page": "Money saved: ¥120 thousand", "japanese": "節減額: 12万円",
		"json": `"saving":120000`, "workbook": "Money saved: 120000", "csv": "extra.saving: 120000", "import": "saving = 250_000", "foreign": "saving = 250_000", "diff": "Money saved: ¥120 thousand → ¥250 thousand", "explain": "Money saved       120000", "check": "extra.saving",
	}},
	{"related", "R-1", "C-1", "C-9", map[string]string{
		"schema": `"type":"array"`, "schemas": `"type":"array"`, "completion": "related=|A-1|C-1", "hover": "of any kind",
		"new": `related = ["C-1"]`, "template": "# related = []", "set": `related = ["C-1"]`, "refused": "C-9", "fmt": "related = [\"A-1\"]\nassets",
		"list": no("the table keeps to what tells records apart"), "filter": "R-1", "json list": `"related": [`, "column": no("it stands on both pages"), "filters": no("ids are searched"), "page": "Related records: A-1 Plant", "japanese": "関連する記録: A-1 Plant",
		"json": `"related":["A-1"]`, "workbook": "Related: A-1", "csv": "related: A-1", "import": `related = ["C-1"]`, "foreign": `related = ["C-1"]`, "diff": "A-1 → C-1", "explain": "A-1", "check": "C-9",
	}},
	{"maps", "C-1", "csf2:PR.AA-05", "", map[string]string{
		"schema": `"type":"array"`, "schemas": `"type":"array"`, "completion": "maps=", "hover": "other frameworks",
		"new": `maps = ["csf2:PR.AA-05"]`, "template": "# maps = []", "set": `maps = ["csf2:PR.AA-05"]`, "refused": no("any prefix is free"), "fmt": "maps = [\"27001:A.8.22\"]",
		"list": no("the table keeps to what tells records apart"), "filter": "C-1", "json list": `"maps": [`, "column": "Controls of other frameworks: 27001:A.8.22", "filters": no("ids are searched"), "page": "Controls of other frameworks: 27001:A.8.22", "japanese": "対応する他の枠組みの管理策: 27001:A.8.22",
		"json": `"maps":["27001:A.8.22"]`, "workbook": "27001:A.8.22", "csv": "maps: 27001:A.8.22", "import": `maps = ["csf2:PR.AA-05"]`, "foreign": `maps = ["csf2:PR.AA-05"]`, "diff": "27001:A.8.22 → csf2:PR.AA-05", "explain": "27001:A.8.22", "check": no("any prefix is free"),
	}},
	{"effort", "T-1", "55", "long", map[string]string{
		"schema": `"minimum":0`, "schemas": `"minimum":0`, "completion": "effort=", "hover": "person",
		"new": "effort = 55", "template": "# effort = 0", "set": "effort = 55", "refused": "takes a whole number", "fmt": "effort = 40",
		"list": no("the table keeps to what tells records apart"), "filter": "T-1", "json list": `"effort": 40`, "column": "Effort (person-days): 40", "filters": no("it is a number"), "page": "Effort (person-days): 40", "japanese": "工数（人日）: 40",
		"json": `"effort":40`, "workbook": "40", "csv": "effort: 40", "import": "effort = 55", "foreign": "effort = 55", "diff": "40 → 55", "explain": "40", "check": "effort",
	}},
	{"proposed.likelihood", "R-1", "3", "9", map[string]string{
		"schema": `"type":"integer"`, "schemas": `"type":"integer"`, "completion": "likelihood=|1|2|3", "hover": "ikelihood",
		"new": "[proposed]\nlikelihood = 3", "template": no("what is written by hand from the start has a present analysis"), "set": "[proposed]\nlikelihood = 3", "refused": "not on the scale", "fmt": "[proposed]\nlikelihood = 1",
		"list": no("it counts nowhere"), "filter": "R-1", "json list": `"proposed": {`, "column": no("it counts nowhere"), "filters": no("it counts nowhere"), "page": "asked the crew", "japanese": "asked the crew",
		"json": `"proposed":{`, "workbook": "Proposed: likelihood: 1", "csv": "proposed.likelihood: 1", "import": "[proposed]\nlikelihood = 3", "foreign": "[proposed]\nlikelihood = 3", "diff": "1 Low → 3 High", "explain": "A proposed analysis, not adopted and deciding nothing: likelihood 1, impact 2", "check": "9",
	}},
	{"incomplete", "R-2", "true", "perhaps", map[string]string{
		"schema": `"type":"boolean"`, "schemas": `"type":"boolean"`, "completion": "incomplete=|true|false", "hover": "required",
		"new": "incomplete = true", "template": no("a record begun by hand is to be finished"), "set": "incomplete = true", "refused": "takes true or false", "fmt": "incomplete = true",
		"list": no("a mark stands on the page"), "filter": "R-2", "json list": `"incomplete": true`, "column": "Risk: R-2 Half a record incomplete", "filters": no("it is one mark among the titles"), "page": "incomplete", "japanese": "記入の終わっていない記録です",
		"json": `"incomplete":true`, "workbook": "Incomplete: true", "csv": "incomplete: true", "import": "incomplete = true", "foreign": "incomplete = true", "diff": "– → yes", "explain": "Incomplete: it counts like any other. What it lacks: identified", "check": "incomplete-record",
	}},
	{"provisional", "R-3", "true", "perhaps", map[string]string{
		"schema": `"type":"boolean"`, "schemas": `"type":"boolean"`, "completion": "provisional=|true|false", "hover": "confirmed",
		"new": "provisional = true", "template": no("a record begun by hand is confirmed by its hand"), "set": "provisional = true", "refused": "takes true or false", "fmt": "provisional = true",
		"list": no("a mark stands on the page"), "filter": "R-3", "json list": `"provisional": true`, "column": "Risk: R-3 Heard of provisional", "filters": no("it is no row of those that count"), "page": "provisional", "japanese": "未確認",
		"json": `"provisional":true`, "workbook": "Provisional: true", "csv": "provisional: true", "import": "provisional = true", "foreign": "provisional = true", "diff": "– → yes", "explain": "Provisional: nobody has confirmed it", "check": "provisional-record",
	}},
}

// fieldRoom is a register on disk, with its last commit, and what commands make of it.
type fieldRoom struct {
	t    *testing.T
	root string
}

func newFieldRoom(t *testing.T) *fieldRoom {
	t.Helper()
	r := &fieldRoom{t, t.TempDir()}
	for name, text := range declaringRegister {
		r.write(name, text)
	}
	return r
}

func (r *fieldRoom) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *fieldRoom) read(name string) string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(name)))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// run runs a command and gives all that it says.
func (r *fieldRoom) run(args ...string) string {
	r.t.Helper()
	var out bytes.Buffer
	env := session.Environment{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &out, Directory: r.root, Now: func() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) },
		Getenv: func(name string) string { return map[string]string{"LANG": "en_US.UTF-8"}[name] },
	}
	run(context.Background(), args, env)
	return out.String()
}

// cleared takes a mark away, so that writing it can be told from what stood there.
func (r *fieldRoom) cleared(f fieldCase) string {
	switch f.key {
	case "incomplete":
		return r.run("set", f.record, "owner=ops", "identified=2026-02-03", "incomplete=")
	case "provisional":
		return r.run("set", f.record, "provisional=")
	}
	return ""
}

// file gives the file of a record.
func (r *fieldRoom) file(id string) string {
	for name := range declaringRegister {
		if strings.HasSuffix(name, "/"+id+".md") {
			return name
		}
	}
	r.t.Fatal(id)
	return ""
}

func folderOf(file string) string { return strings.Split(file, "/")[1] }

// fieldPlaces says how each place is looked at, and gives what stands there of a field.
var fieldPlaces = map[string]func(*fieldRoom, fieldCase) string{
	"schema": func(r *fieldRoom, f fieldCase) string {
		return schemaOf(r, f, r.run("schema", folderOf(r.file(f.record))))
	},
	"schemas": func(r *fieldRoom, f fieldCase) string {
		return schemaOf(r, f, r.run("schema"), "definitions", folderOf(r.file(f.record)))
	},
	"completion": completionOf,
	"hover":      hoverOf,
	"new": func(r *fieldRoom, f fieldCase) string {
		folder := folderOf(r.file(f.record))
		words := []string{"new", folder, "--id", "X-1", "--title", "x", f.key + "=" + f.value}
		if f.key == "proposed.likelihood" {
			words = append(words, "proposed.impact=2")
		}
		said := r.run(words...)
		return said + r.read("content/"+folder+"/X-1.md")
	},
	"template": func(r *fieldRoom, f fieldCase) string {
		folder := folderOf(r.file(f.record))
		return r.run("new", folder, "--id", "X-1", "--title", "x", "--template") + r.read("content/"+folder+"/X-1.md")
	},
	"set": func(r *fieldRoom, f fieldCase) string {
		said := r.cleared(f)
		return said + r.run("set", f.record, f.key+"="+f.value) + r.read(r.file(f.record))
	},
	"refused": func(r *fieldRoom, f fieldCase) string {
		before := r.read(r.file(f.record))
		said := r.run("set", f.record, f.key+"="+f.bad)
		if r.read(r.file(f.record)) != before {
			r.t.Errorf("%s=%s was written", f.key, f.bad)
		}
		return said
	},
	"fmt": func(r *fieldRoom, f fieldCase) string {
		name := r.file(f.record)
		head, rest, _ := strings.Cut(strings.TrimPrefix(r.read(name), "+++\n"), "+++\n")
		parts := strings.Split(head, "\n\n") // the lines of each table upside down, but for its head
		for i, part := range parts {
			lines := strings.Split(strings.TrimSpace(part), "\n")
			if strings.HasPrefix(lines[0], "[") {
				slices.Reverse(lines[1:])
			} else {
				slices.Reverse(lines)
			}
			parts[i] = strings.Join(lines, "\n")
		}
		if f.record == "R-3" {
			parts = []string{head}
		}
		r.write(name, "+++\n"+strings.Join(parts, "\n\n")+"\n+++\n"+rest)
		said := r.run("fmt")
		return said + r.read(name)
	},
	"list": func(r *fieldRoom, f fieldCase) string { return r.run("list", folderOf(r.file(f.record))) },
	"filter": func(r *fieldRoom, f fieldCase) string {
		condition := map[string]string{
			"extra.line": "line=pipe", "extra.note": "note~Dig", "extra.sites": "sites=south", "extra.since": "since<2026-03-01", "extra.weight": "weight>1", "extra.saving": "saving>=120000",
			"related": "related=A-1", "maps": "maps~27001", "effort": "effort>30", "proposed.likelihood": "proposed.likelihood=1", "incomplete": "incomplete=true", "provisional": "provisional=true",
		}[f.key]
		found := r.run("list", folderOf(r.file(f.record)), condition, "--format", "csv")
		if lines := strings.Count(found, "\n"); lines != 2 {
			r.t.Errorf("%s: %d lines\n%s", condition, lines, found)
		}
		return found
	},
	"json list": func(r *fieldRoom, f fieldCase) string {
		return r.run("list", folderOf(r.file(f.record)), "--format", "json")
	},
	"column": func(r *fieldRoom, f fieldCase) string {
		return cellsOf(r, "public/"+folderOf(r.file(f.record))+".html", f.record)
	},
	"filters": func(r *fieldRoom, f fieldCase) string {
		var list []string
		for _, label := range elements(r.page("public/"+folderOf(r.file(f.record))+".html"), "label") {
			var options []string
			for _, o := range elements(label, "option")[min(1, len(elements(label, "option"))):] {
				options = append(options, said(o))
			}
			if label.FirstChild != nil {
				list = append(list, label.FirstChild.Data+": "+strings.Join(options, ", "))
			}
		}
		return strings.Join(list, "\n")
	},
	"page": func(r *fieldRoom, f fieldCase) string {
		return factsOf(r, "public/"+folderOf(r.file(f.record))+"/"+f.record+".html")
	},
	"japanese": func(r *fieldRoom, f fieldCase) string {
		return factsOf(r, "public/ja/"+folderOf(r.file(f.record))+"/"+f.record+".html")
	},
	"json": func(r *fieldRoom, f fieldCase) string {
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(r.run("export", "--format", "json"))); err != nil {
			r.t.Fatal(err)
		}
		return compact.String()
	},
	"workbook": func(r *fieldRoom, f fieldCase) string {
		r.run("export", "--format", "xlsx", "--out", "book.xlsx", "--headings", "labels")
		book, err := workbook.Read(context.Background(), []byte(r.read("book.xlsx")))
		if err != nil {
			r.t.Fatal(err)
		}
		return tableOf(book.Sheet(register.KindOf(folderOf(r.file(f.record))).Many.Capital().En), f.record)
	},
	"csv": func(r *fieldRoom, f fieldCase) string {
		r.run("export", "--format", "csv", "--out", "tables")
		return tableOf(sheetIn(r, "tables/"+folderOf(r.file(f.record))+".csv"), f.record)
	},
	"import": func(r *fieldRoom, f fieldCase) string { // a workbook of the register's own, one cell of it edited
		said := r.cleared(f) + r.run("export", "--format", "csv", "--out", "tables")
		key := f.key
		if f.key == "extra.note" {
			key += ".en"
		}
		name := "tables/" + folderOf(r.file(f.record)) + ".csv"
		s := sheetIn(r, name)
		for i := range s.Rows {
			row := &s.Rows[i]
			if row.At(0) != f.record {
				continue
			}
			for _, head := range s.Rows[0].Cells {
				if head.Text == key {
					row.Cells = slices.DeleteFunc(row.Cells, func(c workbook.Cell) bool { return c.Column == head.Column })
					row.Cells = append(row.Cells, workbook.Cell{Column: head.Column, Text: f.value})
					slices.SortFunc(row.Cells, func(a, b workbook.Cell) int { return a.Column - b.Column })
				}
			}
		}
		r.write(name, string(workbook.WriteCSV(s)))
		return said + r.run("import", "tables") + r.read(r.file(f.record))
	},
	"foreign": func(r *fieldRoom, f fieldCase) string { // a table of somebody else's, with a column for the field
		folder := folderOf(r.file(f.record))
		heading := map[string]string{"extra.line": "Line of business", "extra.note": "Planner's note", "extra.sites": "Sites at stake", "extra.since": "Known since", "extra.weight": "Own weight", "extra.saving": "Money saved"}[f.key]
		if heading == "" {
			heading = "Whatever"
			r.write("map.toml", "kind = \""+folder+"\"\nhead = [1]\nfirst = 2\n[[column]]\nheading = \"ID\"\nfield = \"id\"\n[[column]]\nheading = \"Title\"\nfield = \"title\"\n[[column]]\nheading = \"Whatever\"\nfield = \""+f.key+"\"\n")
		} else {
			r.run("import", "--suggest", "table.csv", "--map", "map.toml")
		}
		r.write("table.csv", "ID,Title,Owner,"+heading+"\nX-7,Something,ops,"+f.value+"\n")
		said := ""
		if heading != "Whatever" {
			said += r.run("import", "--suggest", "table.csv", "--map", "map.toml")
		}
		said += r.run("import", "table.csv", "--map", "map.toml")
		return said + r.read("content/"+folder+"/X-7.md")
	},
	"diff": func(r *fieldRoom, f fieldCase) string {
		if f.value == "true" {
			r.cleared(f)
		}
		for _, words := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "all"}} {
			command := exec.Command("git", words...)
			command.Dir = r.root
			if out, err := command.CombinedOutput(); err != nil {
				r.t.Fatal(err, string(out))
			}
		}
		said := r.run("set", f.record, f.key+"="+f.value)
		return said + r.run("diff", "HEAD")
	},
	"explain": func(r *fieldRoom, f fieldCase) string { return r.run("explain", f.record) },
	"check": func(r *fieldRoom, f fieldCase) string {
		if f.bad == "perhaps" {
			return r.run("check")
		}
		name := r.file(f.record)
		text := regexp.MustCompile(`(?m)^(`+f.key[strings.LastIndexByte(f.key, '.')+1:]+`) = .*$`).ReplaceAllString(r.read(name), "$1 = "+map[string]string{"9": "9", `["a"]`: `["a"]`, "wst": `["wst"]`, "C-9": `["C-9"]`}[f.bad])
		text = strings.ReplaceAll(text, " = \n", " = \""+f.bad+"\"\n")
		r.write(name, text)
		return r.run("check")
	},
}

func TestEveryFieldInEveryPlace(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	built := newFieldRoom(t)
	if said := built.run("check"); strings.Contains(said, "error:") {
		t.Fatal(said)
	}
	built.run("build", "--no-history")
	for _, f := range fieldCases {
		for place, look := range fieldPlaces {
			want, planned := f.cells[place]
			if !planned || want == "" {
				t.Errorf("%s: nothing is said of the place %q", f.key, place)
				continue
			}
			if strings.HasPrefix(want, "–") {
				continue
			}
			t.Run(f.key+" in "+place, func(t *testing.T) {
				room := newFieldRoom(t)
				if slices.Contains([]string{"column", "filters", "page", "japanese"}, place) {
					room.root = built.root
				}
				if got := look(room, f); !strings.Contains(got, want) {
					t.Errorf("%q is not in\n%s", want, got)
				}
			})
		}
	}
}

// schemaOf gives the schema of a field out of that of its kind.
func schemaOf(r *fieldRoom, f fieldCase, text string, way ...string) string {
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		r.t.Fatal(err, text)
	}
	for _, key := range way {
		v = v.(map[string]any)[key]
	}
	for step := range strings.SplitSeq(f.key, ".") {
		v = v.(map[string]any)["properties"].(map[string]any)[step]
		if v == nil {
			return "no " + step
		}
	}
	data, err := json.Marshal(v)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// editing gives a desk over the register, and a record in which the key of a field is being typed, or its value.
func editing(r *fieldRoom, f fieldCase, tail string) (desk *assist.Desk, name string, text []byte, at int) {
	judged, err := compile.Read(context.Background(), os.DirFS(r.root), func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForCheck)
	if err != nil {
		r.t.Fatal(err)
	}
	table, key, nested := strings.Cut(f.key, ".")
	head := "+++\n"
	if nested {
		head += "[" + table + "]\n"
	} else {
		key = table
	}
	before := head + key + tail
	return &assist.Desk{Assessment: judged.Assessment, Language: "en"}, strings.Replace(r.file(f.record), f.record, "X-1", 1), []byte(before + "\n+++\n"), len(before)
}

// completionOf gives the key where its first letters are typed, and the values behind it.
func completionOf(r *fieldRoom, f fieldCase) string {
	desk, name, text, at := editing(r, f, "")
	key := f.key[strings.LastIndexByte(f.key, '.')+1:]
	found := ""
	list, _ := desk.Complete(name, text, at)
	for _, p := range list {
		if p.Label == key {
			found = key + "="
		}
	}
	desk, name, text, at = editing(r, f, " = ")
	values, _ := desk.Complete(name, text, at)
	for _, p := range values {
		found += "|" + p.Label
	}
	return found
}

func hoverOf(r *fieldRoom, f fieldCase) string {
	desk, name, text, at := editing(r, f, " = ")
	note, _ := desk.Hover(name, text, at-len(" = ")-1)
	return strings.ReplaceAll(note.Markdown, `\`, "")
}

func (r *fieldRoom) page(name string) *html.Node {
	r.t.Helper()
	root, err := html.Parse(strings.NewReader(r.read(name)))
	if err != nil {
		r.t.Fatal(err)
	}
	return root
}

func elements(n *html.Node, tag string) []*html.Node {
	var list []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			list = append(list, d)
		}
	}
	return list
}

// said gives the words of an element.
func said(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// cellsOf gives the cells of a record's row in the list, each behind the head of its column.
func cellsOf(r *fieldRoom, name, id string) string {
	for _, table := range elements(r.page(name), "table") {
		rows := elements(table, "tr")
		heads := elements(rows[0], "th")
		for _, row := range rows[1:] {
			var cells []string
			mine := false
			for d := range row.ChildNodes() {
				if d.Type != html.ElementNode || len(cells) == len(heads) {
					continue
				}
				words := said(d)
				mine = mine || strings.HasPrefix(words, id+" ")
				cells = append(cells, said(heads[len(cells)])+": "+words)
			}
			if mine {
				return strings.Join(cells, "\n")
			}
		}
	}
	return ""
}

// factsOf gives the facts of a page, and its words.
func factsOf(r *fieldRoom, name string) string {
	root := r.page(name)
	var list []string
	for _, dt := range elements(root, "dt") {
		if dt.NextSibling != nil {
			list = append(list, said(dt)+": "+said(dt.NextSibling))
		}
	}
	return strings.Join(list, "\n") + "\n" + said(elements(root, "main")[0])
}

func sheetIn(r *fieldRoom, name string) *workbook.Sheet {
	s, err := workbook.ReadCSV(name, []byte(r.read(name)))
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

// tableOf gives the cells of a record's row, each behind its heading.
func tableOf(s *workbook.Sheet, id string) string {
	var list []string
	for i := range s.Rows {
		if s.Rows[i].At(0) != id {
			continue
		}
		for _, head := range s.Rows[0].Cells {
			list = append(list, head.Text+": "+s.Rows[i].At(head.Column))
		}
	}
	return strings.Join(list, "\n")
}
