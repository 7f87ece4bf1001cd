package mapping

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// held is what the values of a column are.
type held struct {
	texts                       []string
	numbers, words, long, dates int // those that are; one may be several
}

// held counts the values of a column by what they are.
func (g *guesser) held(at int) *held {
	h := &held{texts: g.texts[at]}
	for _, text := range h.texts {
		switch {
		case IsUnrated(text):
			h.words++
			h.numbers++
		case len([]rune(text)) > 28:
			h.long++
		default:
			h.numbers += Truth(isNumber(text))
			h.words += Truth(g.ratesInWords(text))
			if _, ok := ParseDate(text, "dmy"); ok {
				h.dates++
			}
		}
	}
	return h
}

// ratesInWords reports whether a value is a word for a step or a level.
func (g *guesser) ratesInWords(text string) bool {
	if _, ok := Generic[Fold(text)]; ok {
		return true
	}
	for _, scale := range []string{"likelihood", "impact"} {
		if _, ok := StepOf(g.steps(scale), text); ok {
			return true
		}
	}
	_, ok := LevelOf(&g.register.Criteria, text)
	return ok
}

func (h *held) most(n int) bool { return n*10 >= len(h.texts)*7 }

// rating puts right what says how a risk is rated, or may say it.
func (h *held) rating(m Meaning) Meaning {
	numbers, words := h.most(h.numbers), h.most(h.words)
	switch m.Field {
	case "title", "summary":
		if numbers {
			m.Field = "score"
		} else if words {
			m.Field = "level"
		}
	case "impact":
		if money := count(h.texts, isMoney) - count(h.texts, isNumber); !numbers && money > 0 && money*2 >= len(h.texts)-count(h.texts, IsUnrated) {
			return Meaning{}
		}
		if !numbers && !words && h.long*2 > len(h.texts) {
			m = Meaning{Field: "current.damage"}
		}
	case "current.damage":
		if words {
			m = Meaning{Field: "impact", Stage: m.Stage}
		}
	case "likelihood", "detection":
		if !words && !numbers && h.long > 0 {
			m = Meaning{Field: "text." + m.Field}
		}
	case "threat", "vulnerability":
		if !words && !numbers {
			m = Meaning{Field: "text." + m.Field}
		}
	case "score":
		if !numbers && words {
			m.Field = "level"
		}
	case "level":
		if !words && numbers {
			m.Field = "score"
		} else if !words && h.long > 0 {
			m = Meaning{}
		}
	}
	return m
}

// byFacts puts right what says anything else.
func (g *guesser) byFacts(at int, m Meaning, h *held) Meaning {
	texts := h.texts
	switch m.Field {
	case "plan.due":
		if h.dates == 0 && Fold(g.table.Heads[at]) == "by" && !h.most(h.numbers) {
			m = Meaning{Field: "plan.owner"} // done by whom, not by when
		}
	case "identified", "reviewed", "next_review", "closed_on":
		if h.dates == 0 && h.long > 0 {
			m = Meaning{}
		}
	case "plan.cost.initial":
		if n := count(texts, isMoney); n == 0 {
			m = Meaning{}
		}
	case "treatment.option":
		if known := g.known(at, "treatment.option"); known*2 < len(texts) {
			m = Meaning{Field: "plan.title"}
		}
	case "plan.title":
		if Fold(g.table.Heads[at]) == "appliedcontrols" && !(g.heads("current") && g.heads("residual")) {
			return Meaning{Field: "controls"} // planned only where ratings now and after them stand beside each other, as CISO Assistant has it
		}
		if known := g.known(at, "treatment.option"); known*10 >= len(texts)*8 {
			m = Meaning{Field: "treatment.option"}
		}
	case "closed_because":
		if g.known(at, "status")*10 >= len(texts)*7 {
			m.Field = "status" // a resolution of "open" and "closed" gives no reasons
		}
	case "status", "plan.status":
		if h.long*2 > len(texts) {
			m = Meaning{}
		}
	case "owner":
		if h.long*2 > len(texts) && h.most(h.long) {
			m = Meaning{}
		}
	case "id":
		if weakID[Fold(g.table.Heads[at])] && !slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsAny(norm.NFKC.String(t), "0123456789") }) {
			m = Meaning{} // the name of a thing
		}
		if h.long > 0 && h.long*2 > len(texts) {
			m = Meaning{Field: "title"}
		}
	}
	return m
}

// heads reports whether a heading of the table holds a word.
func (g *guesser) heads(word string) bool {
	for _, heading := range g.table.Heads {
		if strings.Contains(Fold(heading), word) {
			return true
		}
	}
	return false
}

// weakID are headings that name an id as often as the thing that the row is about.
var weakID = map[string]bool{"item": true, "key": true, "code": true, "ref": true, "reference": true}

// count counts the texts that something holds for.
func count(texts []string, holds func(string) bool) int {
	n := 0
	for _, t := range texts {
		if holds(t) {
			n++
		}
	}
	return n
}

func isNumber(text string) bool {
	_, ok := Number(text)
	return ok
}

func isMoney(text string) bool {
	_, _, ok := ParseMoney(text)
	return ok
}

// known counts the values of a column that a field with fixed words knows.
func (g *guesser) known(at int, field string) int {
	return count(g.texts[at], func(text string) bool {
		_, ok := WordFor(field, text)
		return ok || IsUnrated(text)
	})
}

func (g *guesser) steps(scale string) []Step {
	if scale == "impact" {
		return StepsOf(g.register.Criteria.Impacts)
	}
	return StepsOf(g.register.Criteria.Likelihoods)
}
