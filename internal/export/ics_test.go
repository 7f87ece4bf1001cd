package export

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// calendarOf writes the calendar of a register as of 2026-11-23.
func calendarOf(t *testing.T, language string, address func(*assess.DueItem) string, records map[string]string) string {
	t.Helper()
	fsys := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = { ja = \"登録簿\", en = \"Register\" }\nlanguages = [\"ja\", \"en\"]\ndefault_classification = \"TLP:AMBER\"\n")}}
	for name, text := range records {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte("+++\n" + text + "\n+++\n")}
		if strings.HasSuffix(name, ".toml") {
			fsys["content/"+name].Data = []byte(text)
		}
	}
	tree, err := source.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteICS(&b, Calendar{Assessment: assess.Assess(register.Understand(tree), date.Of(2026, 11, 23)), Language: language, Address: address}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// part is a component as a calendar program reads it: unfolded and unescaped.
type part struct {
	name  string
	props map[string]string // by name with parameters
	parts []*part
}

var (
	propertyName = regexp.MustCompile(`^[A-Z-]+(;[A-Z-]+=[^:;]+)*$`)
	dayForm      = regexp.MustCompile(`^\d{8}$`)
)

// readICS reads a calendar by the grammar of RFC 5545 and by nothing of the writer, holding every line to it.
func readICS(t *testing.T, text string) *part {
	t.Helper()
	if !utf8.ValidString(text) || !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		t.Fatal("lines do not end in CRLF, or the text is not UTF-8")
	}
	for _, line := range strings.Split(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
		if strings.IndexFunc(line, func(c rune) bool { return c < ' ' || c == 0x7f }) >= 0 {
			t.Errorf("a control character in %q", line)
		}
	}
	var stack []*part
	root := &part{}
	stack = append(stack, root)
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		if !ok || !propertyName.MatchString(name) {
			t.Fatalf("no property: %q", line)
		}
		top := stack[len(stack)-1]
		switch name {
		case "BEGIN":
			p := &part{name: value, props: map[string]string{}}
			top.parts = append(top.parts, p)
			stack = append(stack, p)
		case "END":
			if top.name != value {
				t.Fatalf("END:%s closes %s", value, top.name)
			}
			stack = stack[:len(stack)-1]
		default:
			if _, twice := top.props[name]; twice {
				t.Errorf("%s stands twice in %s", name, top.name)
			}
			top.props[name] = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(value)
		}
	}
	if len(stack) != 1 || len(root.parts) != 1 || root.parts[0].name != "VCALENDAR" {
		t.Fatal("not one calendar")
	}
	c := root.parts[0]
	if c.props["VERSION"] != "2.0" || c.props["PRODID"] == "" || len(c.parts) == 0 {
		t.Errorf("the calendar lacks what RFC 5545, 3.6 asks for: %v", c.props)
	}
	uids := map[string]bool{}
	for _, e := range c.parts {
		if e.name != "VEVENT" {
			continue
		}
		if uid := e.props["UID"]; uid == "" || uids[uid] {
			t.Errorf("the UID %q is empty or stands twice", uid)
		}
		uids[e.props["UID"]] = true
		end, ends := e.props["DTEND;VALUE=DATE"]
		if !dayForm.MatchString(e.props["DTSTART;VALUE=DATE"]) || ends && !dayForm.MatchString(end) || e.props["DTSTAMP"] != "20261123T000000Z" {
			t.Errorf("days %v", e.props)
		}
	}
	return c
}

const longTitle = "浄水場の監視制御設備における遠隔保守経路の閉塞、及び、閉塞後の現地保守体制；費用\\手順の確立（第2期）"

var duePlan = map[string]string{
	"parties.toml":    "[ops]\ntitle = { ja = \"運用課、本庁\", en = \"Operations; HQ\" }\n",
	"risks/R-1.md":    "title = \"停止\"\nowner = \"ops\"\nidentified = 2026-01-01\nnext_review = 2026-12-31",
	"treatments/T.md": "title = \"" + strings.ReplaceAll(longTitle, `\`, `\\`) + "\"\nowner = \"ops\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2028-02-29\n[[action]]\ntitle = \"訓練\"\ndue = 2026-11-30\n[[action]]\ntitle = \"訓練\"\ndue = 2026-12-31",
}

func TestCalendarIsReadAsWritten(t *testing.T) {
	c := readICS(t, calendarOf(t, "ja", nil, duePlan))
	if c.props["NAME"] != "登録簿" || c.props["X-WR-CALNAME"] != "登録簿" {
		t.Errorf("the calendar is called %q", c.props["NAME"])
	}
	var got []string
	for _, e := range c.parts {
		got = append(got, e.props["DTSTART;VALUE=DATE"]+"-"+e.props["DTEND;VALUE=DATE"]+" "+e.props["SUMMARY"])
	}
	if diff := cmp.Diff([]string{
		"20261130-20261201 作業の期限：訓練（T）",
		"20261231-20270101 リスクの見直し：停止（R-1）",
		"20261231-20270101 作業の期限：訓練（T）",
		"20280229-20280301 計画の完了期限：" + longTitle + "（T）",
	}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if want, got := "T "+longTitle+"\n責任者：運用課、本庁\nTLP:AMBER", c.parts[3].props["DESCRIPTION"]; got != want {
		t.Errorf("described as %q, not %q", got, want)
	}
	if _, given := c.parts[0].props["URL"]; given {
		t.Error("an address without base_url")
	}
}

func TestADecisionNamesWhoIsToMakeIt(t *testing.T) {
	records := map[string]string{
		"parties.toml":     "[board]\ntitle = { ja = \"委員会\", en = \"Board\" }\n",
		"decisions/D-1.md": "title = { ja = \"受容の伺い\", en = \"May it be accepted?\" }\nkind = \"closing\"\nrequested = 2026-11-01\ndecide_by = 2026-11-30\nof = \"board\"\nbasis = \"b\"\nrisks = [\"R-1\"]",
		"risks/R-1.md":     "title = \"停止\"\nowner = \"board\"\nidentified = 2026-01-01",
	}
	for language, want := range map[string][2]string{
		"ja": {"意思決定の期限：受容の伺い（D-1）", "D-1 受容の伺い\n関連：R-1\n決定を求められている人・組織：委員会\nTLP:AMBER"},
		"en": {"Decision due: May it be accepted? (D-1)", "D-1 May it be accepted?\nConcerns: R-1\nTo decide: Board\nTLP:AMBER"},
	} {
		e := readICS(t, calendarOf(t, language, nil, records)).parts[0].props
		if e["DTSTART;VALUE=DATE"] != "20261130" || e["SUMMARY"] != want[0] || e["DESCRIPTION"] != want[1] {
			t.Errorf("%s: %q", language, e)
		}
	}
}

func TestEventsKeepTheirNames(t *testing.T) {
	before := readICS(t, calendarOf(t, "ja", nil, duePlan))
	moved := map[string]string{}
	for name, text := range duePlan {
		moved[name] = strings.ReplaceAll(text, "2028-02-29", "2028-03-31")
	}
	english := readICS(t, calendarOf(t, "en", func(d *assess.DueItem) string { return "https://risk.example/" + d.Record }, moved))
	for i, e := range before.parts {
		if e.props["UID"] != english.parts[i].props["UID"] {
			t.Errorf("%s changed its UID", e.props["SUMMARY"])
		}
	}
	last := english.parts[3].props
	if last["DTSTART;VALUE=DATE"] != "20280331" || last["SUMMARY"] != "Plan due: "+longTitle+" (T)" || last["URL"] != "https://risk.example/T" || !strings.Contains(last["DESCRIPTION"], "Owner: Operations; HQ") {
		t.Errorf("the plan is %v", last)
	}
}

func TestCalendarWithNothingDueIsOne(t *testing.T) {
	c := readICS(t, calendarOf(t, "en", nil, nil))
	if len(c.parts) != 1 || c.parts[0].name != "VTIMEZONE" || c.parts[0].props["TZID"] != "UTC" {
		t.Errorf("the parts are %v", c.parts)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	title := `x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0007\u202Ey\tz`
	c := readICS(t, calendarOf(t, "en", nil, map[string]string{"risks/R-1.md": "title = \"" + title + "\"\nowner = \"o\"\nidentified = 2026-01-01\nnext_review = 2026-12-31"}))
	if len(c.parts) != 1 || c.parts[0].props["SUMMARY"] != "Risk review: x\nEND:VEVENT\nBEGIN:VEVENT\uFFFDU+202Ey z (R-1)" {
		t.Errorf("the parts are %v", c.parts[0])
	}
}

func FuzzFold(f *testing.F) {
	f.Add("SUMMARY:" + longTitle)
	f.Add(strings.Repeat("あ", 200))
	f.Fuzz(func(t *testing.T, line string) {
		if !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			return
		}
		folded := string(fold(nil, []byte(line)))
		for _, l := range strings.Split(folded, "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) {
				t.Fatalf("%q", l)
			}
		}
		if got := strings.TrimSuffix(strings.ReplaceAll(folded, "\r\n ", ""), "\r\n"); got != line {
			t.Fatalf("%q became %q", line, got)
		}
	})
}

func TestTheLastDayOfTheCalendar(t *testing.T) {
	c := readICS(t, calendarOf(t, "en", nil, map[string]string{"risks/R-1.md": "title = \"a\\u2028b\"\nowner = \"o\"\nidentified = 2026-01-01\nnext_review = 9999-12-31"}))
	want := map[string]string{"DTSTART;VALUE=DATE": "99991231", "DTEND;VALUE=DATE": "", "SUMMARY": "Risk review: a\nb (R-1)"}
	for name, value := range want {
		if got := c.parts[0].props[name]; got != value {
			t.Errorf("%s is %q, not %q", name, got, value)
		}
	}
}
