package assist

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Note tells of a stretch of the text at hand, as Markdown.
type Note struct {
	Markdown   string
	Start, End int
}

// Hover tells what stands at a place: what a field means, what a value says, what a reference leads to. It is false where there is nothing to tell.
func (d *Desk) Hover(file string, text []byte, offset int) (Note, bool) {
	h := d.at(file, text, offset)
	if h == nil {
		return Note{}, false
	}
	if n, ok := hoverMark(d, h); ok {
		return n, true
	}
	n := Note{Start: h.spot.Whole[0], End: h.spot.Whole[1]}
	switch {
	case h.first:
		n.Start, n.End = lineStart(text, offset), h.parts.Start
		if e := d.Assessment.Register.Find(h.id(d)); e != nil {
			n.Markdown = card(d, e)
		}
	case h.body:
		n = hoverBody(d, h)
	case h.spot.On == cursor.OnKey || h.spot.On == cursor.OnHeader:
		n.Markdown = hoverKey(d, h)
	case h.spot.On == cursor.OnValue && h.field != nil:
		n.Markdown = hoverValue(d, h)
	}
	return n, n.Markdown != ""
}

func hoverKey(d *Desk, h *here) string {
	if h.spot.Key == "" {
		return ""
	}
	if h.field == nil {
		if e := d.Assessment.Register.Find(h.spot.Key); h.keyed && len(h.spot.Table) == 0 && e != nil && h.kind != nil {
			return card(d, e)
		}
		if h.keyed && len(h.spot.Table) == 0 && h.kind == nil {
			return partyCard(d, h.spot.Key)
		}
		return ""
	}
	if h.inside() {
		for _, c := range freeKeys(d, h.field) {
			if c.value == h.spot.Key {
				return c.card()
			}
		}
		return ""
	}
	text := "**" + escape(h.field.Key) + "** " + escape(shape(d, h.field)) + "\n\n" + about(d, h.field)
	if rating := ratingOf(d, h); rating != "" {
		text += "\n\n" + escape(rating)
	}
	return text
}

// ratingOf says what came out of the table of a risk's analysis whose name is at hand; empty where the key names no such table, or nothing came out.
func ratingOf(d *Desk, h *here) string {
	id, table := h.id(d), h.spot.Table
	if h.keyed && len(table) > 0 {
		id, table = table[0], table[1:]
	}
	judged := d.Assessment.Risk(id)
	if h.kind == nil || h.kind.Folder != "risks" || len(table) > 0 || judged == nil {
		return ""
	}
	switch h.spot.Key {
	case "current":
		if standing := d.standing(judged.Record); standing != "" {
			standing = d.say("現在：", "Now: ") + standing
			if newer := newer(d, id); newer != "" {
				standing += d.say("。", ". ") + newer
			}
			return standing
		}
	case "reviewed":
		return newer(d, id)
	case "inherent":
		if level := d.level(judged.Inherent.Level); level != "" {
			return d.say("管理策の前：", "Before controls: ") + level
		}
	}
	return ""
}

// mostNewer is how many things that are newer than an evaluation are named.
const mostNewer = 5

// newer says what the evaluation of a risk rests on and is newer than it, by days and by facts; empty where nothing is, or the id is that of no risk.
func newer(d *Desk, id string) string {
	judged := d.Assessment.Risk(id)
	if judged == nil || len(judged.Stale) == 0 {
		return ""
	}
	var said []string
	for _, s := range judged.Stale[:min(mostNewer, len(judged.Stale))] {
		said = append(said, check.Newer(s).In(d.Language))
	}
	if more := len(judged.Stale) - mostNewer; more > 0 {
		said = append(said, d.say("ほか"+strconv.Itoa(more)+"件", strconv.Itoa(more)+" more"))
	}
	return d.say("前回の分析より後の変化：", "Newer than its analysis: ") + strings.Join(said, d.say("、", "; "))
}

// card tells of a choice.
func (c *choice) card() string {
	text := "**" + escape(c.value) + "**"
	if c.words != "" {
		text += " " + escape(c.words)
	}
	for _, more := range []string{escape(c.kind), c.more} {
		if more != "" {
			text += "\n\n" + more
		}
	}
	return text
}

func hoverValue(d *Desk, h *here) string {
	word := h.word()
	if h.field.To != "" {
		id, clause, hasClause := strings.Cut(word, "#")
		e := d.Assessment.Register.Find(id)
		if e == nil {
			return ""
		}
		text := card(d, e)
		if newer := newer(d, id); newer != "" {
			text += "\n\n" + escape(newer)
		}
		if hasClause {
			for _, c := range clauses(d, id) {
				if c.value == id+"#"+clause {
					text = "**" + escape(c.value) + "** " + escape(c.words) + "\n\n" + text
				}
			}
		}
		return text
	}
	if h.field.Party {
		return partyCard(d, word)
	}
	for _, c := range d.choices(h) {
		if c.value == word && h.field.Shape != register.ShapeDate && h.field.Key != "tags" {
			text := c.card()
			if area := areaMeaning(d, h, word); area != "" {
				text += "\n\n" + area
			}
			if likelihood := likelihoodOfFactors(d, h); likelihood != "" {
				text += "\n\n" + likelihood
			}
			return text + "\n\n" + escape(h.field.Words.In(d.Language))
		}
	}
	return "**" + escape(h.field.Key) + "** " + escape(shape(d, h.field)) + "\n\n" + about(d, h.field)
}

// areaMeaning tells what a step means in an area of damage, for an impact by area.
func areaMeaning(d *Desk, h *here, word string) string {
	if !h.inside() || h.field.Criteria != "area" {
		return ""
	}
	step, err := strconv.Atoi(word)
	if err != nil {
		return ""
	}
	for _, area := range d.Assessment.Register.Criteria.Areas {
		if area.Key == h.spot.Key {
			if meaning := d.text(area.Meanings[step]); meaning != "" {
				return escape(d.text(area.Label) + d.say("：", ": ") + meaning)
			}
		}
	}
	return ""
}

// likelihoodOfFactors tells which likelihood the factors give of which one is at hand, as they are being typed.
func likelihoodOfFactors(d *Desk, h *here) string {
	c := &d.Assessment.Register.Criteria
	if !h.inside() || h.field.Criteria != "factor" || c.From == nil {
		return ""
	}
	doc, _ := source.Parse(h.file, h.text[h.parts.Start:h.parts.End], source.DefaultLimits)
	table := around(doc.Table, h.spot.Start-h.parts.Start)
	if table == nil {
		return ""
	}
	factors := map[string]int{}
	var said []string
	for i := range c.From.Factors {
		factor := &c.From.Factors[i]
		f := table.Field(factor.Key)
		if f == nil || f.Value.Kind != source.Integer {
			return ""
		}
		factors[factor.Key] = int(f.Value.Integer)
		if at := factor.StepIndex(factors[factor.Key]); at >= 0 {
			said = append(said, d.text(factor.Label)+" "+f.Value.Text+" "+d.text(factor.Steps[at].Label))
		}
	}
	likelihood := c.Likelihood(&register.Rating{Factors: factors})
	if likelihood == nil {
		return ""
	}
	result := strconv.Itoa(*likelihood)
	if at := c.LikelihoodIndex(*likelihood); at >= 0 {
		result += " " + d.text(c.Likelihoods[at].Label)
	}
	return escape(strings.Join(said, " × ") + d.say(" → 起こりやすさ ", " → likelihood ") + result)
}

// around gives the table in which a value with the given offset stands as that of a key; nil where there is none.
func around(v *source.Value, at int) *source.Value {
	for i := range v.Items {
		if found := around(&v.Items[i], at); found != nil {
			return found
		}
	}
	for i := range v.Fields {
		value := &v.Fields[i].Value
		if value.Kind == source.Table || value.Kind == source.Array {
			if found := around(value, at); found != nil {
				return found
			}
		} else if int(value.Span.Start) <= at && at < int(value.Span.End) {
			return v
		}
	}
	return nil
}

// card tells of a record: title, kind, how things stand, owner and summary.
func card(d *Desk, e register.Entry) string {
	base := e.Of()
	facts := []string{base.Kind.One.In(d.Language)}
	if standing := d.standing(e); standing != "" {
		facts = append(facts, standing)
	}
	if base.Owner != "" {
		owner := base.Owner
		if p := d.Assessment.Register.Party(owner); p != nil {
			owner = d.text(p.Title)
		}
		facts = append(facts, d.say("責任者：", "owner: ")+owner)
	}
	text := "**" + escape(base.ID) + "** " + escape(d.text(base.Title)) + "\n\n" + escape(strings.Join(facts, d.say("・", " · ")))
	if summary := live.Fill(d.Assessment, d.text(base.Summary), d.Language); summary != "" {
		text += "\n\n" + escape(summary)
	} else if t, ok := e.(*register.Term); ok {
		for _, w := range d.terms() {
			if w.id == t.ID {
				return text + "\n\n" + escape(firstParagraph(w.definition))
			}
		}
	}
	return text
}

func partyCard(d *Desk, key string) string {
	p := d.Assessment.Register.Party(key)
	if p == nil {
		return ""
	}
	text := "**" + escape(p.Key) + "** " + escape(d.text(p.Title))
	if role := d.text(p.Role); role != "" {
		text += "\n\n" + escape(role)
	}
	return text
}
