package assist

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
)

// mayQuote reports whether the text at hand may quote figures of the register: a body, a summary, the damage of a risk.
func (h *here) mayQuote() bool {
	if h.kind != nil && live.Dated(h.kind.Folder) {
		return false
	}
	if h.body {
		return true
	}
	if h.spot.On != cursor.OnValue || !h.spot.Quoted {
		return false
	}
	return live.Quoting(h.spot.Key) || h.owner != nil && live.Quoting(h.owner.Key) || h.field != nil && (live.Quoting(h.field.Key) || h.field.Key == bodyField.Key)
}

// completeMark proposes what a live figure may say: keys behind the id of a record and a colon, kinds and conditions behind count: and sum:. It is false
// where the brackets at hand hold no such mark.
func completeMark(d *Desk, h *here) ([]Proposal, bool) {
	start, end, closed, ok := cursor.Wikilink(h.text, h.offset)
	if !ok || !h.mayQuote() {
		return nil, false
	}
	typed := string(h.text[start:h.offset])
	at := strings.IndexByte(typed, ':')
	if at < 0 {
		return nil, false
	}
	var list []Proposal
	propose := func(from int, value, words string, goOn string) {
		p := Proposal{Label: value, Detail: words, Sort: ProposalValue, Insert: snippetText(value + goOn), Start: from, End: end, Filter: value + " " + words, Order: fmt.Sprintf("%05d", len(list))}
		if !closed && goOn == "" {
			p.Insert += "]]"
		}
		list = append(list, p)
	}
	if what := strings.TrimSpace(typed[:at]); slices.Contains(live.Counted, what) {
		completeCount(d, what, typed[at+1:], start+at+1, propose)
		return list, true
	}
	at = strings.LastIndexByte(typed, ':')
	e := d.Assessment.Register.Find(strings.TrimSpace(typed[:at]))
	if e == nil {
		return nil, false
	}
	for _, key := range live.Keys(e) {
		words := live.Meaning(key).In(d.Language)
		if f, _ := live.Read(d.Assessment, e.Of().ID+":"+key, d.Language); f != nil {
			words = f.Text + d.say("（", " (") + words + d.say("）", ")")
		}
		propose(start+at+1, key, words, "")
	}
	return list, true
}

// completeCount proposes the kind, then the fields, then the values of the condition at hand.
func completeCount(d *Desk, what, typed string, start int, propose func(from int, value, words, goOn string)) {
	blank := strings.LastIndexAny(typed, " \t")
	kind := register.KindOf(strings.TrimSpace(strings.SplitN(strings.TrimLeft(typed, " "), " ", 2)[0]))
	switch from := start + blank + 1; {
	case blank < 0 || kind == nil:
		for i := range register.Kinds {
			k := &register.Kinds[i]
			propose(from, k.Folder, k.Many.In(d.Language), " ")
		}
	default:
		word := typed[blank+1:]
		sign := strings.IndexAny(word, "=<>~!")
		if sign < 0 {
			goOn := "="
			if what == "sum" && len(strings.Fields(typed[:blank])) == 1 {
				goOn = " "
			}
			for _, key := range query.Keys(d.Assessment, kind) {
				if key != "stale" {
					propose(from, key, "", goOn)
				}
			}
			return
		}
		value := strings.TrimLeft(word[sign:], "=<>~!")
		from += len(word) - len(value)
		var seen []string
		for _, e := range d.Assessment.Register.List(kind) {
			for _, v := range query.Values(d.Assessment, e, word[:sign]) {
				if !slices.Contains(seen, v.Text) && !strings.ContainsAny(v.Text, " ,\n[]|") {
					seen = append(seen, v.Text)
				}
			}
		}
		slices.Sort(seen)
		for _, v := range seen {
			propose(from, v, "", "")
		}
	}
}

// hoverMark tells the figure of a mark around a place.
func hoverMark(d *Desk, h *here) (Note, bool) {
	if !h.mayQuote() {
		return Note{}, false
	}
	line := lineStart(h.text, h.offset)
	stop := len(h.text)
	if n := bytes.IndexByte(h.text[h.offset:], '\n'); n >= 0 {
		stop = h.offset + n
	}
	for _, m := range live.Marks(string(h.text[line:stop])) {
		if line+m.Start > h.offset || line+m.End <= h.offset {
			continue
		}
		query := strings.TrimSuffix(m.Query, `\`)
		f, _ := live.Read(d.Assessment, query, d.Language)
		if f == nil {
			return Note{}, false
		}
		text := "**" + escape(query) + "** " + escape(f.Text)
		if f.Record != "" {
			text += "\n\n" + escape(live.Meaning(f.Key).In(d.Language)) + "\n\n" + card(d, d.Assessment.Register.Find(f.Record))
		}
		return Note{text, line + m.Start, line + m.End}, true
	}
	return Note{}, false
}
