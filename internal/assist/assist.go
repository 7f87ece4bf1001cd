// Package assist answers what an editor asks of a register: what may be written at a place, what stands there, where it comes from, and how it is
// changed everywhere at once.
//
// In: a judged register, and the text of a file with a place in it, as it is being typed. Out: answers by places of the program (package diagnostic), in
// one language. The text may be broken: where one is in it tells package cursor. It judges nothing, and must never import the protocol of an editor, a
// page, the disk or the clock.
package assist

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Desk is a judged register from the point of view of one reader.
type Desk struct {
	Assessment *assess.Assessment
	Language   string // of the answers: "ja" or "en"

	byID   map[string]*source.Record
	byFile map[string]*source.Record // of one record, translations too
}

// text gives a text of the register in the reader's language.
func (d *Desk) text(t register.Text) string {
	words, _ := t.In(d.Language, d.Assessment.Register.Config.DefaultLanguage)
	return strings.TrimSpace(words)
}

func (d *Desk) say(ja, en string) string { return term.Words{Ja: ja, En: en}.In(d.Language) }

// standing says in a few words how things stand with a record: level and outcome of a risk, status of a plan. Empty where nothing is decided of it.
func (d *Desk) standing(e register.Entry) string {
	switch r := e.(type) {
	case *register.Risk:
		judged := d.Assessment.Risk(r.ID)
		if judged == nil {
			return ""
		}
		outcome := term.Code("outcome", string(judged.Outcome)).In(d.Language)
		if level := d.level(judged.Now.Level); level != "" {
			return level + d.say("・", " · ") + outcome
		}
		return outcome
	case *register.Treatment:
		return term.Code("status", r.Status).In(d.Language)
	case *register.Control:
		return term.Code("control", r.State).In(d.Language)
	}
	return ""
}

// level gives the words of a level by its place among the levels; empty where there is none.
func (d *Desk) level(at int) string {
	if at < 0 || at >= len(d.Assessment.Register.Criteria.Levels) {
		return ""
	}
	return d.text(d.Assessment.Register.Criteria.Levels[at].Label)
}

// Symbol is a name that a reader may go to.
type Symbol struct {
	Name     string
	Detail   string
	Sort     SymbolSort
	Whole    diagnostic.Place // all that belongs to it
	At       diagnostic.Place
	Children []Symbol
}

// SymbolSort tells symbols apart for the reader's eye.
type SymbolSort uint8

// The sorts of symbols.
const (
	SymbolRecord SymbolSort = iota
	SymbolField
	SymbolTable
	SymbolHeading
)

// Records gives the records whose id or title holds the words asked for, in any language and without regard to case: at most so many.
func (d *Desk) Records(words string, most int) []Symbol {
	words = strings.ToLower(strings.TrimSpace(words))
	var found []Symbol
	for _, e := range d.Assessment.Register.All() {
		base := e.Of()
		hit := words == "" || strings.Contains(strings.ToLower(base.ID), words)
		for _, w := range base.Title {
			hit = hit || strings.Contains(strings.ToLower(w.Words), words)
		}
		if !hit {
			continue
		}
		if len(found) == most {
			break
		}
		at := base.Source.Place()
		found = append(found, Symbol{Name: strings.TrimSpace(base.ID + " " + d.text(base.Title)), Detail: base.Kind.One.In(d.Language), Sort: SymbolRecord, Whole: at, At: at})
	}
	return found
}
