// Package live reads figures out of a judged register for the prose that quotes them: [[R-001:level]], [[count:risks outcome=needs-treatment]],
// [[sum:treatments cost.initial status=in-progress]]. They are the figures of pages and exports, so that a text never falls behind them.
//
// In: an assessment, and what stands between [[ and ]]. Out: the figure in the words of a language. It judges nothing, and must never import a room that shows.
package live

import (
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/query"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// Figure is what stands in place of a mark.
type Figure struct {
	Text     string
	Language string   // of the text, where it fell back to another one; else empty
	Record   string   // the id of the record that it speaks of; empty for a count or a sum
	Key      string   // what it says of the record: "level"; of several: "count" or "sum"
	Of       []string // the ids of the records counted or summed, ascending
}

// Wrong is why a mark gives no figure, as a case of a rule.
type Wrong struct {
	Rule rule.Name
	Case rule.Case
	Args diagnostic.Args
}

// Counted are the words with which a mark of many records begins.
var Counted = []string{"count", "sum"}

// Split takes a mark apart at its colon: what it speaks of, and what it asks. It is false for a mark that is a link to a record.
func Split(mark string) (of, asked string, ok bool) {
	at := strings.IndexByte(mark, ':')
	if word := strings.TrimSpace(mark[:max(at, 0)]); at > 0 && slices.Contains(Counted, word) {
		return word, strings.TrimSpace(mark[at+1:]), true
	}
	if at = strings.LastIndexByte(mark, ':'); at <= 0 {
		return "", "", false
	}
	of, asked = strings.TrimSpace(mark[:at]), strings.TrimSpace(mark[at+1:])
	return of, asked, of != "" && asked != ""
}

// Read gives the figure of a mark in a language. Both are nil where the mark is none: a link to a record, or to one that does not exist.
func Read(a *assess.Assessment, mark, language string) (*Figure, *Wrong) {
	of, asked, ok := Split(mark)
	if !ok || a.Register.Find(mark) != nil {
		return nil, nil
	}
	s := speaker{a, language}
	if slices.Contains(Counted, of) {
		return s.many(of, asked)
	}
	e := a.Register.Find(of)
	if e == nil {
		if slices.ContainsFunc(keys, func(k key) bool { return k.name == asked }) {
			return nil, &Wrong{rule.DanglingReference, rule.CaseBody, diagnostic.Args{"id": of}}
		}
		return nil, nil
	}
	for i := range keys {
		if keys[i].name == asked && keys[i].fits(e) {
			f := keys[i].say(s, e)
			f.Record, f.Key = e.Of().ID, asked
			return &f, nil
		}
	}
	known := Keys(e)
	args := diagnostic.Args{"found": asked, "id": e.Of().ID, "allowed": strings.Join(known, ", ")}
	if near := diagnostic.Nearest(asked, known); near != "" {
		args["near"] = near
		return nil, &Wrong{rule.UnknownValue, rule.CaseLiveNear, args}
	}
	return nil, &Wrong{rule.UnknownValue, rule.CaseLive, args}
}

// Keys gives what a mark may say of a record.
func Keys(e register.Entry) []string {
	var names []string
	for i := range keys {
		if keys[i].fits(e) {
			names = append(names, keys[i].name)
		}
	}
	return names
}

// Meaning says in words what a key of a record tells.
func Meaning(name string) term.Words {
	for i := range keys {
		if keys[i].name == name {
			return keys[i].meaning
		}
	}
	return term.Words{}
}

// many counts or sums the records that fit a filter. Provisional ones, and risks that are not there yet, count nowhere.
func (s speaker) many(what, asked string) (*Figure, *Wrong) {
	words := query.Words(asked)
	if len(words) == 0 {
		return nil, &Wrong{rule.UnknownValue, rule.CaseLiveKind, diagnostic.Args{"found": "", "allowed": strings.Join(folders(), ", ")}}
	}
	kind := register.KindOf(words[0])
	if kind == nil {
		return nil, &Wrong{rule.UnknownValue, rule.CaseLiveKind, diagnostic.Args{"found": words[0], "allowed": strings.Join(folders(), ", ")}}
	}
	words = words[1:]
	field := ""
	if what == "sum" {
		if len(words) == 0 || strings.ContainsAny(words[0], "=<>~!") {
			return nil, &Wrong{rule.UnknownValue, rule.CaseLiveSum, diagnostic.Args{"found": strings.Join(words, " ")}}
		}
		field, words = words[0], words[1:]
		if known := query.Keys(s.a, kind); !slices.Contains(known, field) {
			if !slices.Contains(known, "extra."+field) {
				return nil, filterWrong(&query.Wrong{What: "key", Found: field, Near: diagnostic.Nearest(field, known), Allowed: known})
			}
			field = "extra." + field
		}
	}
	for _, w := range words {
		if strings.HasPrefix(w, "stale") { // it rests on the history, which not every reader has
			return nil, &Wrong{rule.UnknownValue, rule.CaseLiveStale, diagnostic.Args{"found": w}}
		}
	}
	filter, wrong := query.Parse(s.a, kind, words, "")
	if wrong != nil {
		return nil, filterWrong(wrong)
	}
	count, sum := 0, 0.0
	var ids []string
	for _, e := range s.a.Register.List(kind) {
		if risk := s.a.Risk(e.Of().ID); e.Of().Provisional || risk != nil && risk.Standing != assess.Counted || !filter.Fits(e) {
			continue
		}
		count++
		ids = append(ids, e.Of().ID)
		for _, v := range query.Values(s.a, e, field) {
			if v.Number != nil {
				sum += *v.Number
			}
		}
	}
	if what == "count" {
		return &Figure{Text: term.Grouped(int64(count)), Key: what, Of: ids}, nil
	}
	if declared := s.a.Register.Config.FieldOf(kind.Folder, strings.TrimPrefix(field, "extra.")); strings.HasPrefix(field, "cost.") || field == "loss" || declared != nil && declared.Type == "money" {
		return &Figure{Text: s.money(sum), Key: what, Of: ids}, nil
	}
	if sum == float64(int64(sum)) {
		return &Figure{Text: term.Grouped(int64(sum)), Key: what, Of: ids}, nil
	}
	return &Figure{Text: strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", sum), "0"), "."), Key: what, Of: ids}, nil
}

func filterWrong(w *query.Wrong) *Wrong {
	args := diagnostic.Args{"found": w.Found, "allowed": strings.Join(w.Allowed, ", ")}
	switch {
	case w.What == "me":
		return &Wrong{rule.UnknownValue, rule.CaseLiveMe, args}
	case w.Near != "":
		args["near"] = w.Near
		return &Wrong{rule.UnknownValue, rule.CaseLiveFilterNear, args}
	}
	return &Wrong{rule.UnknownValue, rule.CaseLiveFilter, args}
}

func folders() []string {
	var list []string
	for i := range register.Kinds {
		list = append(list, register.Kinds[i].Folder)
	}
	return list
}

// speaker says figures in a language.
type speaker struct {
	a        *assess.Assessment
	language string
}

func (s speaker) words(ja, en string) Figure {
	return Figure{Text: term.Words{Ja: ja, En: en}.In(s.language)}
}

func (s speaker) code(group, code string) Figure {
	return Figure{Text: term.Code(group, code).In(s.language)}
}

func (s speaker) text(t register.Text) Figure {
	words, found := t.In(s.language, s.a.Register.Config.DefaultLanguage)
	if found == s.language {
		found = ""
	}
	return Figure{Text: strings.TrimSpace(words), Language: found}
}

func (s speaker) money(x float64) string {
	return term.Sum(x, s.a.Register.Config.Currency).In(s.language)
}

func (s speaker) level(at int) Figure {
	levels := s.a.Register.Criteria.Levels
	if at < 0 || at >= len(levels) {
		return s.words("未定", "unknown")
	}
	return s.text(levels[at].Label)
}

// step names a step of a scale by its value and its label.
func (s speaker) step(value *int, steps []register.Step, at func(int) int) Figure {
	if value == nil {
		return s.words("未定", "unknown")
	}
	f := Figure{Text: fmt.Sprint(*value)}
	if i := at(*value); i >= 0 {
		if label := s.text(steps[i].Label); label.Text != "" && label.Text != f.Text {
			f.Text += term.Words{Ja: "（" + label.Text + "）", En: " (" + label.Text + ")"}.In(s.language)
		}
	}
	return f
}

func (s speaker) day(d date.Date) Figure {
	if d.IsZero() {
		return s.words("期限なし", "no due date")
	}
	if era := d.Era(); s.language == "ja" && s.a.Register.Config.Dates.Era && era != "" {
		return Figure{Text: d.String() + "（" + era + "）"}
	}
	return Figure{Text: d.String()}
}
