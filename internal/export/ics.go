package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
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
	x := newICS(&c)
	x.out = make([]byte, 0, 512*(1+len(c.Assessment.Due)))
	x.whole()
	_, err := w.Write(x.out)
	return err
}

// ics is a calendar being written: lines that end in CRLF and are folded.
type ics struct {
	*Calendar
	out   []byte
	line  []byte // of the property at hand, unfolded
	title string
	names map[string]string         // of parties, by key
	kinds map[assess.DueKind]string // their words, escaped
	same  map[string]int            // how many events of a name there are so far
}

func newICS(c *Calendar) *ics {
	r := c.Assessment.Register
	x := &ics{Calendar: c, names: make(map[string]string, len(r.Parties)), kinds: map[assess.DueKind]string{}, same: map[string]int{}}
	x.title, _ = r.Config.Title.In(r.Config.DefaultLanguage, r.Config.DefaultLanguage)
	for i := range r.Parties {
		x.names[r.Parties[i].Key] = c.words(r.Parties[i].Title)
	}
	for _, kind := range assess.DueKinds {
		x.kinds[kind] = term.Code("due", string(kind)).Capital().In(c.Language)
	}
	return x
}

// property writes a property whose value stands as it is. The name may hold parameters: "DTSTART;VALUE=DATE".
func (x *ics) property(name, value string) {
	x.line = append(append(append(x.line[:0], name...), ':'), value...)
	x.out = fold(x.out, x.line)
}

// text writes a property whose value is of the type TEXT; nothing where it is empty.
func (x *ics) text(name, value string) {
	if value == "" {
		return
	}
	x.line = appendText(append(append(x.line[:0], name...), ':'), value)
	x.out = fold(x.out, x.line)
}

// mostOctets is how long a line may be, its end not counted (RFC 5545, 3.1).
const mostOctets = 75

// fold appends a line, broken where it is too long and never within a character.
func fold(out, line []byte) []byte {
	room := mostOctets
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		out = append(append(out, line[:cut]...), "\r\n "...)
		line, room = line[cut:], mostOctets-1
	}
	return append(append(out, line...), "\r\n"...)
}

// appendText appends a text as a value of the type TEXT (RFC 5545, 3.3.11). Characters that show nothing and turn lines or their direction are left out.
func appendText(out []byte, s string) []byte {
	for _, c := range s {
		switch {
		case c == '\n', c == 0x2028, c == 0x2029: // some readers take the separators for the ends of lines
			out = append(out, `\n`...)
		case c == '\\' || c == ';' || c == ',':
			out = append(out, '\\', byte(c))
		case c == '\t':
			out = append(out, ' ')
		case c >= ' ' && c < 0x7f:
			out = append(out, byte(c))
		case unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c):
		default:
			out = utf8.AppendRune(out, c)
		}
	}
	return out
}

// whole writes the calendar.
func (x *ics) whole() {
	x.property("BEGIN", "VCALENDAR")
	x.property("VERSION", "2.0")
	x.property("PRODID", "-//riskbook//riskbook//"+strings.ToUpper(x.Language))
	x.property("CALSCALE", "GREGORIAN")
	title := x.words(x.Assessment.Register.Config.Title)
	x.text("NAME", title)
	x.text("X-WR-CALNAME", title)
	x.property("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	for i := range x.Assessment.Due {
		x.event(&x.Assessment.Due[i])
	}
	if len(x.Assessment.Due) == 0 {
		x.universalTime()
	}
	x.property("END", "VCALENDAR")
}

// universalTime writes a part that says nothing new: a calendar may not be without any, and one that has nothing due must still be found by its subscribers.
func (x *ics) universalTime() {
	x.property("BEGIN", "VTIMEZONE")
	x.property("TZID", "UTC")
	x.property("BEGIN", "STANDARD")
	x.property("DTSTART", "19700101T000000")
	x.property("TZOFFSETFROM", "+0000")
	x.property("TZOFFSETTO", "+0000")
	x.property("END", "STANDARD")
	x.property("END", "VTIMEZONE")
}

// mostAbout is how many records one event names beside its own.
const mostAbout = 50

// event writes the event of one thing that falls due.
func (x *ics) event(d *assess.DueItem) {
	summary, action, lines := x.describe(d)
	x.property("BEGIN", "VEVENT")
	x.property("UID", x.uid(d, action))
	x.property("DTSTAMP", stamp(x.Assessment.AsOf)+"T000000Z")
	x.property("DTSTART;VALUE=DATE", stamp(d.On))
	if end := stamp(d.On.AddDays(1)); len(end) == len("YYYYMMDD") { // an event without an end lasts its day; the day after 9999-12-31 has no form
		x.property("DTEND;VALUE=DATE", end)
	}
	x.text("SUMMARY", summary)
	x.text("DESCRIPTION", strings.Join(lines, "\n"))
	x.text("CATEGORIES", x.kinds[d.Kind])
	x.property("TRANSP", "TRANSPARENT")
	if x.Address != nil {
		if address := x.Address(d); address != "" {
			x.property("URL", address)
		}
	}
	x.property("END", "VEVENT")
}

// describe gives the words of an event, and the title by which an action is known.
func (x *ics) describe(d *assess.DueItem) (summary, action string, lines []string) {
	summary = x.kinds[d.Kind]
	entry := x.Assessment.Register.Find(d.Record)
	if entry != nil {
		record := entry.Of()
		title := x.words(record.Title)
		said := title
		if plan, ok := entry.(*register.Treatment); ok && d.Action >= 0 {
			said = x.words(plan.Actions[d.Action].Title)
			language := x.Assessment.Register.Config.DefaultLanguage
			action, _ = plan.Actions[d.Action].Title.In(language, language)
		}
		summary = x.say(calendarWords.summary, "kind", summary, "title", said, "id", record.ID)
		lines = append(lines, record.ID+" "+title)
		if n, ok := entry.(*register.Incident); ok && d.Action >= 0 {
			action = n.Reports[d.Action].To
			lines = append(lines, x.say(calendarWords.to, "name", cmp.Or(x.names[action], action)))
		}
	}
	if len(d.About) > 0 {
		about := strings.Join(d.About[:min(len(d.About), mostAbout)], " ")
		if len(d.About) > mostAbout {
			about += " …"
		}
		lines = append(lines, x.say(calendarWords.about, "ids", about))
	}
	if len(d.Owners) > 0 {
		owners := make([]string, len(d.Owners))
		for i, key := range d.Owners {
			owners[i] = cmp.Or(x.names[key], key)
		}
		who := calendarWords.owner
		if d.Kind == assess.DueDecision {
			who = calendarWords.decider
		}
		lines = append(lines, x.say(who, "names", strings.Join(owners, calendarWords.list.In(x.Language))))
	}
	if label := x.classification(entry); label != "" {
		lines = append(lines, label)
	}
	return summary, action, lines
}

// calendarWords are the words of an event, with the places of their values.
var calendarWords = struct{ summary, about, owner, decider, to, list term.Words }{
	summary: term.Words{Ja: "{kind}：{title}（{id}）", En: "{kind}: {title} ({id})"},
	about:   term.Words{Ja: "関連：{ids}", En: "Concerns: {ids}"},
	owner:   term.Words{Ja: "責任者：{names}", En: "Owner: {names}"},
	to:      term.Words{Ja: "報告先：{name}", En: "To: {name}"},
	decider: term.Words{Ja: "決定を求められている人・組織：{names}", En: "To decide: {names}"},
	list:    term.Words{Ja: "、", En: ", "},
}

// say puts values in their places, which are named in braces: pairs of name and value.
func (c *Calendar) say(w term.Words, pairs ...string) string {
	var b strings.Builder
	rest := w.In(c.Language)
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, tail, _ := strings.Cut(after, "}")
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				b.WriteString(pairs[i+1])
			}
		}
		rest = tail
	}
}

// words gives a text in the calendar's language.
func (c *Calendar) words(t register.Text) string {
	words, _ := t.In(c.Language, c.Assessment.Register.Config.DefaultLanguage)
	return words
}

// classification gives the label of a record, or the register's.
func (c *Calendar) classification(entry register.Entry) string {
	if entry != nil && entry.Of().Classification != "" {
		return entry.Of().Classification
	}
	return c.Assessment.Register.Config.DefaultClassification
}

// uid names an event by what it is about and not by its day, the same in every language. An action is known by its title, for its place among the
// actions changes; of actions with the same title each counts.
func (x *ics) uid(d *assess.DueItem, action string) string {
	name := strings.Join([]string{x.title, string(d.Kind), d.Record, action}, "\x00")
	n := x.same[name]
	x.same[name] = n + 1
	if n > 0 {
		name += "\x00" + strconv.Itoa(n)
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16]) + "@riskbook"
}

// stamp writes a day as YYYYMMDD.
func stamp(d date.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
