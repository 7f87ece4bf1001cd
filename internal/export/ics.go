package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Calendar is what falls due, as a calendar in one language.
type Calendar struct {
	Assessment *assess.Assessment
	Language   string
	Address    func(*assess.DueItem) string // of the record's page, complete; empty where the site has no address; nil where none has
}

// WriteICS writes the calendar in the form that calendar programs read (RFC 5545): an event of a whole day for each thing that falls due. An event keeps
// its UID when its day changes, so that a program which takes the calendar in again moves the event.
func WriteICS(w io.Writer, c Calendar) error {
	_, err := io.WriteString(w, c.component().String())
	return err
}

// component is a part of a calendar: its properties, then the parts within it.
type component struct {
	name       string
	properties []property
	parts      []component
}

// property is a line of a calendar. Its value stands as it is: texts are escaped before.
type property struct {
	name  string // with its parameters: "DTSTART;VALUE=DATE"
	value string
}

func (c *component) add(name, value string) {
	c.properties = append(c.properties, property{name, value})
}

// text adds a property whose value is of the type TEXT; nothing where it is empty.
func (c *component) text(name, value string) {
	if value != "" {
		c.add(name, escapeICS(value))
	}
}

func (c *component) String() string {
	var b strings.Builder
	c.write(&b)
	return b.String()
}

func (c *component) write(b *strings.Builder) {
	fold(b, "BEGIN:"+c.name)
	for _, p := range c.properties {
		fold(b, p.name+":"+p.value)
	}
	for i := range c.parts {
		c.parts[i].write(b)
	}
	fold(b, "END:"+c.name)
}

// mostOctets is how long a line may be, its end not counted (RFC 5545, 3.1).
const mostOctets = 75

// fold writes a line, broken where it is too long and never within a character.
func fold(b *strings.Builder, line string) {
	room := mostOctets
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut])
		b.WriteString("\r\n ")
		line, room = line[cut:], mostOctets-1
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}

// escapeICS makes a text fit for a value of the type TEXT (RFC 5545, 3.3.11). Characters that show nothing and turn lines or their direction are left out.
func escapeICS(s string) string {
	var b strings.Builder
	for _, c := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\\' || c == ';' || c == ',':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\t':
			b.WriteByte(' ')
		case unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c):
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// component makes the whole calendar.
func (c *Calendar) component() *component {
	r := c.Assessment.Register
	title := c.words(r.Config.Title)
	whole := &component{name: "VCALENDAR"}
	whole.add("VERSION", "2.0")
	whole.add("PRODID", "-//riskbook//riskbook//"+strings.ToUpper(c.Language))
	whole.add("CALSCALE", "GREGORIAN")
	whole.text("NAME", title)
	whole.text("X-WR-CALNAME", title)
	whole.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	names := make(map[string]string, len(r.Parties))
	for i := range r.Parties {
		names[r.Parties[i].Key] = c.words(r.Parties[i].Title)
	}
	same := map[string]int{}
	for i := range c.Assessment.Due {
		whole.parts = append(whole.parts, c.event(&c.Assessment.Due[i], names, same))
	}
	if len(whole.parts) == 0 {
		whole.parts = append(whole.parts, universalTime())
	}
	return whole
}

// universalTime is a part that says nothing new: a calendar may not be without any, and one that has nothing due must still be found by its subscribers.
func universalTime() component {
	standard := component{name: "STANDARD"}
	standard.add("DTSTART", "19700101T000000")
	standard.add("TZOFFSETFROM", "+0000")
	standard.add("TZOFFSETTO", "+0000")
	zone := component{name: "VTIMEZONE", parts: []component{standard}}
	zone.add("TZID", "UTC")
	return zone
}

// mostAbout is how many records one event names beside its own.
const mostAbout = 50

// event makes the event of one thing that falls due.
func (c *Calendar) event(d *assess.DueItem, names map[string]string, same map[string]int) component {
	kind := term.Code("due", string(d.Kind)).Capital().In(c.Language)
	summary, action := kind, ""
	var lines []string
	if entry := c.Assessment.Register.Find(d.Record); entry != nil {
		record := entry.Of()
		title := c.words(record.Title)
		said := title
		if plan, ok := entry.(*register.Treatment); ok && d.Action >= 0 {
			said = c.words(plan.Actions[d.Action].Title)
			action, _ = plan.Actions[d.Action].Title.In(c.Assessment.Register.Config.DefaultLanguage, c.Assessment.Register.Config.DefaultLanguage)
		}
		summary = c.say(calendarWords.summary, kind, said, record.ID)
		lines = append(lines, record.ID+" "+title)
		if len(d.About) > 0 {
			about := strings.Join(d.About[:min(len(d.About), mostAbout)], " ")
			if len(d.About) > mostAbout {
				about += " …"
			}
			lines = append(lines, c.say(calendarWords.about, about))
		}
	}
	var owners []string
	for _, key := range d.Owners {
		name := names[key]
		if name == "" {
			name = key
		}
		owners = append(owners, name)
	}
	if len(owners) > 0 {
		lines = append(lines, c.say(calendarWords.owner, strings.Join(owners, calendarWords.list.In(c.Language))))
	}
	if label := c.classification(d); label != "" {
		lines = append(lines, label)
	}
	e := component{name: "VEVENT"}
	e.add("UID", c.uid(d, action, same))
	e.add("DTSTAMP", stamp(c.Assessment.AsOf)+"T000000Z")
	e.add("DTSTART;VALUE=DATE", stamp(d.On))
	e.add("DTEND;VALUE=DATE", stamp(d.On.AddDays(1)))
	e.text("SUMMARY", summary)
	e.text("DESCRIPTION", strings.Join(lines, "\n"))
	e.text("CATEGORIES", kind)
	e.add("TRANSP", "TRANSPARENT")
	if c.Address != nil {
		if address := c.Address(d); address != "" {
			e.add("URL", address)
		}
	}
	return e
}

// calendarWords are the words of an event, with the places of their values.
var calendarWords = struct{ summary, about, owner, list term.Words }{
	summary: term.Words{Ja: "%s：%s（%s）", En: "%s: %s (%s)"},
	about:   term.Words{Ja: "関連：%s", En: "Concerns: %s"},
	owner:   term.Words{Ja: "責任者：%s", En: "Owner: %s"},
	list:    term.Words{Ja: "、", En: ", "},
}

func (c *Calendar) say(w term.Words, values ...any) string {
	return fmt.Sprintf(w.In(c.Language), values...)
}

// words gives a text in the calendar's language.
func (c *Calendar) words(t register.Text) string {
	words, _ := t.In(c.Language, c.Assessment.Register.Config.DefaultLanguage)
	return words
}

// classification gives the label of the record, or the register's.
func (c *Calendar) classification(d *assess.DueItem) string {
	r := c.Assessment.Register
	if entry := r.Find(d.Record); entry != nil && entry.Of().Classification != "" {
		return entry.Of().Classification
	}
	return r.Config.DefaultClassification
}

// uid names an event by what it is about and not by its day, the same in every language. An action is known by its title, for its place among the
// actions changes; of actions with the same title each counts.
func (c *Calendar) uid(d *assess.DueItem, action string, same map[string]int) string {
	r := c.Assessment.Register
	title, _ := r.Config.Title.In(r.Config.DefaultLanguage, r.Config.DefaultLanguage)
	name := strings.Join([]string{title, string(d.Kind), d.Record, action}, "\x00")
	if n := same[name]; n > 0 {
		same[name] = n + 1
		name += fmt.Sprintf("\x00%d", n)
	} else {
		same[name] = 1
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16]) + "@riskbook"
}

// stamp writes a day as YYYYMMDD.
func stamp(d date.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
