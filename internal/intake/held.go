package intake

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
		case isUnrated(text):
			h.words++
			h.numbers++
		case len([]rune(text)) > 28:
			h.long++
		default:
			h.numbers += truth(isNumber(text))
			h.words += truth(g.ratesInWords(text))
			if _, ok := ParseDate(text, "dmy"); ok {
				h.dates++
			}
		}
	}
	return h
}

// ratesInWords reports whether a value is a word for a step or a level.
func (g *guesser) ratesInWords(text string) bool {
	if _, ok := generic[fold(text)]; ok {
		return true
	}
	for _, scale := range []string{"likelihood", "impact"} {
		if _, ok := stepOf(g.steps(scale), text); ok {
			return true
		}
	}
	_, ok := levelOf(&g.register.Criteria, text)
	return ok
}

func (h *held) most(n int) bool { return n*10 >= len(h.texts)*7 }

// rating puts right what says how a risk is rated, or may say it.
func (h *held) rating(m meaning) meaning {
	numbers, words := h.most(h.numbers), h.most(h.words)
	switch m.field {
	case "title", "summary":
		if numbers {
			m.field = "score"
		} else if words {
			m.field = "level"
		}
	case "impact":
		if money := count(h.texts, isMoney) - count(h.texts, isNumber); !numbers && money > 0 && money*2 >= len(h.texts)-count(h.texts, isUnrated) {
			return meaning{}
		}
		if !numbers && !words && h.long*2 > len(h.texts) {
			m = meaning{field: "current.damage"}
		}
	case "current.damage":
		if words {
			m = meaning{field: "impact", stage: m.stage}
		}
	case "likelihood", "detection":
		if !words && !numbers && h.long > 0 {
			m = meaning{field: "text." + m.field}
		}
	case "threat", "vulnerability":
		if !words && !numbers {
			m = meaning{field: "text." + m.field}
		}
	case "score":
		if !numbers && words {
			m.field = "level"
		}
	case "level":
		if !words && numbers {
			m.field = "score"
		} else if !words && h.long > 0 {
			m = meaning{}
		}
	}
	return m
}

// byFacts puts right what says anything else.
func (g *guesser) byFacts(at int, m meaning, h *held) meaning {
	texts := h.texts
	switch m.field {
	case "plan.due":
		if h.dates == 0 && fold(g.table.Heads[at]) == "by" && !h.most(h.numbers) {
			m = meaning{field: "plan.owner"} // done by whom, not by when
		}
	case "identified", "reviewed", "next_review", "closed_on":
		if h.dates == 0 && h.long > 0 {
			m = meaning{}
		}
	case "plan.cost.initial":
		if n := count(texts, isMoney); n == 0 {
			m = meaning{}
		}
	case "treatment.option":
		if known := g.known(at, "treatment.option"); known*2 < len(texts) {
			m = meaning{field: "plan.title"}
		}
	case "plan.title":
		if fold(g.table.Heads[at]) == "appliedcontrols" && !(g.heads("current") && g.heads("residual")) {
			return meaning{field: "controls"} // planned only where ratings now and after them stand beside each other, as CISO Assistant has it
		}
		if known := g.known(at, "treatment.option"); known*10 >= len(texts)*8 {
			m = meaning{field: "treatment.option"}
		}
	case "closed_because":
		if g.known(at, "status")*10 >= len(texts)*7 {
			m.field = "status" // a resolution of "open" and "closed" gives no reasons
		}
	case "status", "plan.status":
		if h.long*2 > len(texts) {
			m = meaning{}
		}
	case "owner":
		if h.long*2 > len(texts) && h.most(h.long) {
			m = meaning{}
		}
	case "id":
		if weakID[fold(g.table.Heads[at])] && !slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsAny(norm.NFKC.String(t), "0123456789") }) {
			m = meaning{} // the name of a thing
		}
		if h.long > 0 && h.long*2 > len(texts) {
			m = meaning{field: "title"}
		}
	}
	return m
}

// heads reports whether a heading of the table holds a word.
func (g *guesser) heads(word string) bool {
	for _, heading := range g.table.Heads {
		if strings.Contains(fold(heading), word) {
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
	_, ok := number(text)
	return ok
}

func isMoney(text string) bool {
	_, _, ok := parseMoney(text)
	return ok
}

// known counts the values of a column that a field with fixed words knows.
func (g *guesser) known(at int, field string) int {
	return count(g.texts[at], func(text string) bool {
		_, ok := wordFor(field, text)
		return ok || isUnrated(text)
	})
}

func (g *guesser) steps(scale string) []step {
	if scale == "impact" {
		return stepsOf(g.register.Criteria.Impacts)
	}
	return stepsOf(g.register.Criteria.Likelihoods)
}
