package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// tlp are the labels, ascending.
var tlp = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// mark is a word, a number or a day that stands in one place of a register alone, so that whatever shows it shows that place.
type mark struct {
	text  string
	label string // of the record; empty: of no record
	kind  string
	path  string // of the field, with dots; or id, body, figure, …
}

// marked is a register that holds a record of every kind at every label, once as a file and once in a bulk file, with a mark in every field.
type marked struct {
	rand  *rand.Rand
	files map[string]string
	marks []mark
	ids   map[string][]string // by kind, of every label; those of files, then those of bulk files
	used  map[string]bool
	day   date.Date
	at    mark // what the next mark is of
	n     int  // the number of the record, by which what it names is chosen

	index   map[string][]mark // by text, of the first so many
	indexed int
}

// word returns a word that is nowhere else.
func (m *marked) word() string {
	for {
		w := make([]byte, 10)
		for i := range w {
			w[i] = byte('a' + m.rand.IntN(26))
		}
		if word := "zq" + string(w); !m.used[word] {
			m.used[word] = true
			return m.note(word)
		}
	}
}

func (m *marked) note(text string) string {
	at := m.at
	at.text = text
	m.marks = append(m.marks, at)
	return text
}

// number returns a number that is nowhere else.
func (m *marked) number() string {
	for {
		if n := fmt.Sprint(61_000_000 + m.rand.IntN(8_000_000)); !m.used[n] {
			m.used[n] = true
			return m.note(n)
		}
	}
}

// futures are the days that are still to come.
var futures = []string{"due", "until", "next_review", "decide_by", "next"}

func (m *marked) date(key string) string {
	m.day = m.day.AddDays(1)
	if m.day.Day > 27 { // months and fiscal years begin and end with days that pages name
		m.day = m.day.AddDays(6)
	}
	day := m.day
	if slices.Contains(futures, key) {
		day = day.AddDays(70 * 365)
	}
	return m.note(fmt.Sprint(day))
}

// special are the values of fields that no mark can stand in, or that other fields bind. An empty one leaves the field out.
var special = map[string]string{
	"risks.status": `"open"`, "treatments.status": `"done"`, "treatments.option": `"modify"`, "decisions.kind": `"acceptance"`, "events.approach": `"cause"`, "findings.status": `"open"`, "controls.common": "true",
	"criteria": `"1"`, "provisional": "", "incomplete": "", "factors": "", "removed": "", "level": "", "sector": "", "service": "", "worse": `"higher"`, "reading": "", "warn": "70123456", "limit": "80123456",
	"mode": "3000001", "low": "1000001", "high": "9000001", "tests.result": `"pass"`, "verdict": "", "trend": `"steady"`, "scope": "", "signature": "", "signed": "",
	"decisions.requested": "", "decisions.decide_by": "", "decisions.of": "", "parties.kind": `"person"`,
}

// value writes a field; empty: it cannot be written.
func (m *marked) value(kind, path string, f *register.Field) string {
	m.at.kind, m.at.path = kind, path
	last := path[strings.LastIndex(path, ".")+1:]
	for _, key := range []string{kind + "." + path, path, last} {
		if text, ok := special[key]; ok {
			return text
		}
	}
	if f.Arrays > 0 {
		one := *f
		one.Arrays--
		if f.To != "" {
			return m.list(kind, path, f)
		}
		if f.Shape == register.ShapeTable && register.Find(f.Fields, "risk") != nil {
			var items []string
			for i, id := range m.ids["risks"][:len(tlp)] {
				if i != 0 && i != 4 {
					continue
				}
				items = append(items, strings.Replace(m.value(kind, path, &one), "{ ", fmt.Sprintf("{ risk = %q, ", id), 1))
			}
			return "[" + strings.Join(items, ", ") + "]"
		}
		return "[" + m.value(kind, path, &one) + "]"
	}
	switch {
	case path == "classification":
		return fmt.Sprintf("%q", m.at.label)
	case last == "rank":
		return fmt.Sprint(m.n + 1)
	case f.Party:
		return fmt.Sprintf("%q", m.ids["parties"][slices.Index(tlp, m.at.label)])
	case f.To != "":
		return fmt.Sprintf("%q", m.ids[f.To][len(tlp)-1])
	case f.Criteria == "viewpoint":
		return `"legal"`
	case f.Criteria == "area" && f.Shape == register.ShapeMapping:
		return "{ service = 2, money = 3 }"
	case f.Criteria == "area":
		return `"service"`
	case f.Scale != "":
		return "2"
	case len(f.OneOf) > 0:
		return fmt.Sprintf("%q", f.OneOf[0])
	case f.File != "":
		name := m.word() + "." + f.File
		m.files["content/"+kind+"/"+name] = fmt.Sprintf("on,value\n%s,%s\n%s,%s\n", m.date("on"), m.number(), m.date("on"), m.number())
		return fmt.Sprintf("%q", name)
	}
	switch f.Shape {
	case register.ShapeText:
		return fmt.Sprintf("{ ja = \"語 %s\", en = \"Word %s\" }", m.word(), m.word())
	case register.ShapeWord:
		switch last {
		case "url":
			return fmt.Sprintf("\"https://example.org/%s\"", m.word())
		case "email":
			return fmt.Sprintf("\"%s@example.org\"", m.word())
		case "maps":
			return fmt.Sprintf("\"27001:%s\"", m.word())
		case "body":
			return ""
		}
		return fmt.Sprintf("%q", m.word())
	case register.ShapeWhole:
		if f.Ranged && f.High < 100_000_000 {
			return fmt.Sprint(max(f.Low, min(f.High, 2)))
		}
		return m.number()
	case register.ShapeDecimal:
		if f.Ranged && f.High < 100_000_000 {
			return "7"
		}
		return m.number()
	case register.ShapeTruth:
		return "true"
	case register.ShapeDate:
		return m.date(last)
	case register.ShapeFrequency:
		return "{ low = 0.1, mode = 0.2, high = 0.4 }"
	case register.ShapeLoss:
		return fmt.Sprintf("{ low = %s, high = 9%s }", m.number(), m.number())
	case register.ShapeTable:
		return m.table(kind, path, f.Fields)
	case register.ShapeMapping:
		return fmt.Sprintf("{ github = %q }", m.word())
	case register.ShapeFree:
		return fmt.Sprintf("{ own = %q, deep = { er = [%q] }, declared = %q, price = %s, %s = 1 }", m.word(), m.word(), m.word(), m.number(), m.word())
	}
	return ""
}

func (m *marked) table(kind, path string, fields []register.Field) string {
	var parts []string
	for i := range fields {
		f := &fields[i]
		if f.Key == "risk" && f.To == "risks" || f.Key == "impact" || f.Key == "likelihood" && register.Find(fields, "factors") == nil && path == "" {
			continue // it stands there already, or impacts does
		}
		if text := m.value(kind, path+"."+f.Key, f); text != "" {
			parts = append(parts, f.Key+" = "+text)
		}
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// acyclic are the lists in which no circle may lie.
var acyclic = []string{"assets.depends_on", "treatments.depends_on"}

// list names records of every label, so that those who may be seen name those who may not.
func (m *marked) list(kind, path string, f *register.Field) string {
	var ids []string
	if f.To == "any" {
		for i, of := range register.Kinds {
			ids = append(ids, m.ids[of.Folder][len(tlp)*(m.n%2)+(m.n+i)%len(tlp)])
		}
	} else {
		for i, id := range m.ids[f.To] {
			switch {
			case slices.Contains(acyclic, kind+"."+path) && i <= m.n, kind+"."+path == "treatments.introduces" && i < len(tlp):
			case i == m.n, i == 0, i == 2, i == 4, i == 9: // of its own label, and of the lowest and the highest
				ids = append(ids, id)
			}
		}
	}
	if own := m.ids[kind][m.n]; slices.Contains(ids, own) {
		ids = slices.DeleteFunc(ids, func(id string) bool { return id == own })
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return ""
	}
	for i, id := range ids {
		ids[i] = fmt.Sprintf("%q", id)
	}
	return "[" + strings.Join(ids, ", ") + "]"
}

// record writes a record's fields, a line each.
func (m *marked) record(k *register.Kind) string {
	var b strings.Builder
	fields := k.Fields()
	for i := range fields {
		if text := m.value(k.Folder, fields[i].Key, &fields[i]); text != "" {
			fmt.Fprintf(&b, "%s = %s\n", fields[i].Key, text)
		}
	}
	if k.Folder == "indicators" && m.n >= len(tlp) { // a table instead of a file
		text := b.String()
		at := strings.Index(text, "readings = ")
		end := at + strings.Index(text[at:], "\n") + 1
		m.at.path = "reading"
		return text[:at] + fmt.Sprintf("reading = [ { on = %s, value = %s }, { on = %s, value = %s } ]\n", m.date("on"), m.number(), m.date("on"), m.number()) + text[end:]
	}
	return b.String()
}

// dated are the kinds in whose bodies no figure is live.
var dated = []string{"decisions", "reviews", "incidents", "findings"}

// body writes a body that names records of every label in every way.
func (m *marked) body(k *register.Kind, id, language string) string {
	m.at.kind, m.at.path = k.Folder, "body"
	var b strings.Builder
	fmt.Fprintf(&b, "# Heading %s\n\nText *%s* and `%s` with [words %s](https://example.org/%s \"%s\").[^1]\n\n[^1]: Note %s\n\n", m.word(), m.word(), m.word(), m.word(), m.word(), m.word(), m.word())
	fmt.Fprintf(&b, "| %s | b |\n|---|---|\n| c | %s |\n\n```\n%s\n```\n\n%s\n: means %s\n\n", m.word(), m.word(), m.word(), m.word(), m.word())
	picture := m.word()
	m.at.path = "figure"
	m.files["content/"+k.Folder+"/"+picture+".svg"] = fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>%s</title><text>%s</text></svg>", m.word(), m.word())
	m.at.path = "body"
	fmt.Fprintf(&b, "![Picture %s](%s.svg)\n\n", m.word(), picture)
	for _, label := range []int{0, 2, 4} {
		other := m.ids["risks"][label]
		if other == id {
			continue
		}
		term := m.ids["glossary"][label]
		fmt.Fprintf(&b, "See %s, [[%s]], [[%s|the other]], !%s, [the file](../risks/%s.md) and [its part](../risks/%s.md#heading), and the term %s.\n", other, other, other, term, other, other, term)
		if !slices.Contains(dated, k.Folder) {
			fmt.Fprintf(&b, "It is [[%s:level]], its rank [[%s:rank]].\n", other, other)
		}
	}
	return b.String()
}

const markedCriteria = `revision = "1"
[[likelihood]]
value = 1
label = "Rare"
[[likelihood]]
value = 2
label = "Often"
[[impact]]
value = 1
label = "Small"
[[impact]]
value = 2
label = "Some"
[[impact]]
value = 3
label = "Great"
[[area]]
key = "service"
label = "Service"
[[area]]
key = "money"
label = "Money"
[[level]]
key = "low"
label = "Low"
acceptance = "accept"
[[level]]
key = "high"
label = "High"
acceptance = "treat"
[matrix]
rows = [["low", "low", "high"], ["low", "high", "high"]]
[[viewpoint]]
key = "legal"
label = "Legal"
weight = 3
[acceptance]
cumulative_loss = 10000000
`

// hideable lists every field that an audience may be kept from, by its bare name.
var hideable = sync.OnceValue(func() []string {
	var names []string
	var gather func(fields []register.Field)
	gather = func(fields []register.Field) {
		for _, f := range fields {
			if new(register.Config).CheckHide(f.Key) == nil && f.Key != "classification" {
				names = append(names, f.Key)
			}
			gather(f.Fields)
		}
	}
	for _, folder := range register.HidingFolders() {
		gather(register.HidingFields(folder))
	}
	names = append(names, "body")
	slices.Sort(names)
	return slices.Compact(names)
})

// newMarked makes a register at random.
func newMarked(seed uint64) *marked {
	m := &marked{rand: rand.New(rand.NewPCG(seed, 16)), files: map[string]string{}, ids: map[string][]string{}, used: map[string]bool{}, day: date.Of(1990, 1, 1)}
	for n := range 2 * len(tlp) {
		m.at.label = tlp[n%len(tlp)]
		for _, k := range register.Kinds {
			m.at.kind, m.at.path = k.Folder, "id"
			id := m.word()
			if k.Folder != "glossary" && m.rand.IntN(2) == 0 {
				id = strings.ToUpper(id[:1]) + id[1:] + fmt.Sprintf("-%d", n)
			}
			m.ids[k.Folder] = append(m.ids[k.Folder], id)
		}
		if n < len(tlp) {
			m.at.kind, m.at.path = "parties", "id"
			m.ids["parties"] = append(m.ids["parties"], m.word())
		}
	}
	m.files["content/riskbook.toml"] = "title = \"Register\"\nlanguages = [\"ja\", \"en\"]\ndefault_language = \"ja\"\nbase_url = \"https://example.org/register/\"\n" +
		"[[field]]\nkind = \"risks\"\nkey = \"declared\"\ntype = \"text\"\nfilter = true\n[[field]]\nkind = \"risks\"\nkey = \"price\"\ntype = \"money\"\n"
	m.files["content/criteria.toml"] = markedCriteria
	for n, label := range tlp {
		m.at.label = label
		for _, k := range register.Kinds {
			m.n = n
			m.at = mark{label: label, kind: k.Folder, path: "folder"}
			id, folder := m.ids[k.Folder][n], "content/"+k.Folder+"/"+m.word()+"/"
			if n < 2 {
				folder = "content/" + k.Folder + "/"
			}
			before := m.files
			m.files = map[string]string{}
			text, body, translation := m.record(&k), m.body(&k, id, ""), m.body(&k, id, "en")
			for name, data := range m.files { // what lies beside a record lies in its folder
				before[strings.Replace(name, "content/"+k.Folder+"/", folder, 1)] = data
			}
			m.files = before
			m.files[folder+id+".md"] = "+++\n" + text + "+++\n" + body
			m.files[folder+id+".en.md"] = translation
			m.n = n + len(tlp)
			bulk := "content/" + k.Folder + "/bulk.toml"
			m.files[bulk] += fmt.Sprintf("[%s]\n%sbody = %q\n\n", m.ids[k.Folder][m.n], m.record(&k), m.bulkBody(&k))
		}
		m.at = mark{label: label}
		fields := register.HidingFields("parties")
		party := ""
		for i := range fields {
			if f := &fields[i]; !f.Party {
				if text := m.value("parties", f.Key, f); text != "" {
					party += f.Key + " = " + text + "\n"
				}
			}
		}
		m.files["content/parties.toml"] += fmt.Sprintf("[%s]\n%s\n", m.ids["parties"][n], party)
	}
	return m
}

var word = regexp.MustCompile(`zq[a-z]{10}`)

// former returns what the files of the register held before: other labels and other words. What was secret then or is secret now is secret.
func (m *marked) former() map[string]string {
	stays, of := map[string]bool{}, map[string]mark{}
	for _, x := range m.marks {
		of[x.text] = x
		if x.path == "id" || x.path == "folder" {
			stays[x.text] = true
		}
	}
	files := map[string]string{}
	for name, text := range m.files {
		files[name] = text
		for _, word := range word.FindAllString(name, -1) {
			stays[word] = true
		}
	}
	for name, text := range m.files {
		n := slices.IndexFunc(tlp, func(label string) bool { return strings.Contains(text, fmt.Sprintf("classification = %q\n", label)) })
		if !strings.HasSuffix(name, ".md") || n < 0 {
			continue
		}
		then := (n + 2) % len(tlp)
		text = strings.Replace(text, fmt.Sprintf("classification = %q\n", tlp[n]), fmt.Sprintf("classification = %q\n", tlp[then]), 1)
		files[name] = word.ReplaceAllStringFunc(text, func(word string) string {
			if stays[word] {
				return word
			}
			m.at = mark{label: tlp[max(n, then)], kind: of[word].kind, path: of[word].path}
			return m.word()
		})
	}
	for i, label := range tlp { // what was taken out since
		m.at = mark{label: label, kind: "controls", path: "title"}
		files[fmt.Sprintf("content/controls/GONE-%d.md", i)] = fmt.Sprintf("+++\ntitle = %q\nfunction = \"prevent\"\nstate = \"in-place\"\nclassification = %q\n+++\n", m.word(), label)
	}
	return files
}

func (m *marked) bulkBody(k *register.Kind) string {
	m.at.kind, m.at.path = k.Folder, "body"
	return m.word()
}

// audiences writes the audiences into the settings: one for each label, one that may see every record and of it as little as can be, and one of another language.
func (m *marked) audiences() []string {
	var names []string
	text := ""
	add := func(name, more string) {
		names = append(names, name)
		text += fmt.Sprintf("[[audience]]\nname = %q\n%s\n", name, more)
	}
	for i, label := range tlp {
		add(fmt.Sprintf("label%d", i), fmt.Sprintf("clearance = %q", label))
	}
	var hide []string
	for _, name := range hideable() {
		hide = append(hide, fmt.Sprintf("%q", name))
	}
	add("blind", "clearance = \"TLP:RED\"\nhide = ["+strings.Join(hide, ", ")+"]")
	add("abroad", "clearance = \"TLP:GREEN\"\nlanguages = [\"en\"]\ngit = true")
	m.files["content/riskbook.toml"] += text
	return names
}

// keeps reports whether a mark must be kept from an audience.
func (m *marked) keeps(name string, x mark) bool {
	switch {
	case x.path == "git":
		return name != "abroad" && name != ""
	case name == "blind":
		hidden := hideable()
		for _, key := range strings.Split(x.path, ".") {
			if slices.Contains(hidden, key) || x.path == "figure" {
				return true
			}
		}
		return x.kind == "parties" // whoever owns something is hidden
	case x.label == "" || name == "":
		return false
	case name == "abroad":
		return slices.Index(tlp, x.label) > 1
	}
	return slices.Index(tlp, x.label) > slices.Index(tlp, tlp[int(name[len("label")]-'0')])
}
