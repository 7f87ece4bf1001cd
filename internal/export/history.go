package export

import (
	"bufio"
	"bytes"
	"io"
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// History is what the register knew, and when, to be written.
type History struct {
	Register  *register.Register
	Chronicle *chronicle.Chronicle
	Risks     bool // each state with how every risk stands in it
	Also      bool // with what pages need besides, so that they can be made from it
}

// WriteHistory writes the history as JSON: a line for each state and each change, so that the whole need not be held in memory.
func WriteHistory(w io.Writer, x History) error {
	out := &lines{to: bufio.NewWriterSize(w, 64<<10)}
	r, c := x.Register, x.Chronicle
	out.raw("{\n\"format\":")
	out.value(Format)
	out.raw(",\n\"register\":")
	out.value(about(r))
	out.raw(",\n\"head\":")
	out.value(orNull(c.Head))
	out.raw(",\n\"shallow\":")
	out.value(c.Shallow)
	out.raw(",\n\"states\":[")
	first := true
	var also *historyAlso
	if x.Also {
		also = alsoOf(c)
	}
	c.Each(func(s *chronicle.State, risks map[string]chronicle.Risk) {
		out.next(&first)
		o := stateObject(s, r.Config.DefaultLanguage)
		if x.Risks && s.Reads() {
			if also != nil && also.Risks == "changed" {
				o.Risks = otherwise(&s.Figures)
			} else {
				o.Risks = make(map[string]*historyRisk, len(risks))
				for id, risk := range risks {
					o.Risks[id] = riskObject(risk)
				}
			}
		}
		out.value(o)
	})
	out.raw("\n],\n\"changes\":[")
	first = true
	for i := range c.Changes {
		out.next(&first)
		out.value(changeObject(&c.Changes[i]))
	}
	out.raw("\n],\n\"records\":{")
	out.records(c)
	out.raw("\n},\n\"texts\":[")
	out.texts(c)
	out.raw("\n],\n\"since\":")
	out.value(since(c.Since))
	if also != nil {
		out.raw(",\n\"also\":")
		out.value(also)
	}
	out.raw("\n}\n")
	if out.err != nil {
		return out.err
	}
	return out.to.Flush()
}

// lines writes JSON piece by piece, and keeps the first error.
type lines struct {
	to  *bufio.Writer
	err error
}

func (l *lines) raw(text string) {
	if l.err == nil {
		_, l.err = l.to.WriteString(text)
	}
}

func (l *lines) next(first *bool) {
	if !*first {
		l.raw(",")
	}
	*first = false
	l.raw("\n")
}

func (l *lines) value(v any) {
	var b bytes.Buffer
	if l.err == nil {
		l.err = diagnostic.EncodeJSON(&b, "", v)
	}
	l.raw(string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))))
}

// about gives what names the register.
func about(r *register.Register) object {
	return object{
		"title": text(r.Config.Title), "organization": text(r.Config.Organization),
		"profile": r.Config.Process.Profile, "adopted": list(r.Config.Process.Adopted()),
	}
}

// historyState is a state as it is written. Figures are null where it does not read.
type historyState struct {
	Commit          any                     `json:"commit"`
	On              date.Date               `json:"on"`
	Author          any                     `json:"author"`
	Authors         []string                `json:"authors"`
	Subject         any                     `json:"subject"`
	Tags            []string                `json:"tags"`
	Reads           bool                    `json:"reads"`
	Error           any                     `json:"error"`
	Revision        any                     `json:"revision"`
	CriteriaChanged any                     `json:"criteriaChanged"`
	Open            any                     `json:"open"`
	ByLevel         any                     `json:"byLevel"`
	ByOutcome       any                     `json:"byOutcome"`
	Beyond          any                     `json:"beyond"`
	ExpectedLoss    any                     `json:"expectedAnnualLoss"`
	Plans           any                     `json:"plans"`
	Stale           any                     `json:"stale"`
	Risks           map[string]*historyRisk `json:"risks,omitempty"`
}

// historyRisk is how a risk stands in a state, as it is written.
type historyRisk struct {
	Likelihood *int    `json:"likelihood"`
	Impact     *int    `json:"impact"`
	Level      *string `json:"level"`
	Outcome    *string `json:"outcome"`
}

func riskObject(r chronicle.Risk) *historyRisk {
	return &historyRisk{known(r.Likelihood, chronicle.Unknown), known(r.Impact, chronicle.Unknown), known(r.Level, ""), known(r.Outcome, "")}
}

func stateObject(s *chronicle.State, language string) historyState {
	o := historyState{
		Commit: orNull(s.Commit), On: s.On, Author: orNull(s.Author), Authors: list(s.Authors), Subject: orNull(s.Subject), Tags: list(s.Tags), Reads: s.Reads(),
	}
	if !s.Reads() {
		o.Error = s.Fault.In(language)
		return o
	}
	f := &s.Figures
	count := func(counts []chronicle.Count) map[string]int {
		by := map[string]int{}
		for _, c := range counts {
			by[c.Key] = c.N
		}
		return by
	}
	o.Revision, o.CriteriaChanged, o.Open, o.ByLevel, o.ByOutcome = orNull(f.Revision), f.CriteriaChanged, f.Open, count(f.ByLevel), count(f.ByOutcome)
	o.Beyond, o.Stale = f.Beyond, f.Stale
	if f.Estimated {
		o.ExpectedLoss = figure(&f.ExpectedLoss)
	}
	o.Plans = struct {
		Live    int `json:"live"`
		Late    int `json:"late"`
		Actions int `json:"actions"`
		Done    int `json:"done"`
	}(f.Plans)
	return o
}

// known gives a value, nil where it is the one that stands for none.
func known[T comparable](v, none T) *T {
	if v == none {
		return nil
	}
	return &v
}

type historyMove struct {
	ID      string            `json:"id"`
	Field   compare.MoveField `json:"field"`
	From    any               `json:"from"`
	To      any               `json:"to"`
	Because []string          `json:"because"`
}

type historyFact struct {
	ID    string `json:"id"`
	Field string `json:"field"`
	From  any    `json:"from"`
	To    any    `json:"to"`
}

// causes are the names of what a change is due to.
var causes = map[compare.Factor]string{compare.FromRecords: "rating", compare.FromCriteria: "criteria", compare.FromDate: "date"}

func changeObject(c *chronicle.Change) any {
	risks, facts := make([]historyMove, len(c.Risks)), make([]historyFact, len(c.Facts))
	for i, m := range c.Risks {
		because := make([]string, len(m.Because))
		for k, f := range m.Because {
			because[k] = causes[f]
		}
		risks[i] = historyMove{m.ID, m.Field, m.From, m.To, because}
	}
	for i, f := range c.Facts {
		facts[i] = historyFact{f.ID, f.Field, f.From, f.To}
	}
	return struct {
		Commit any           `json:"commit"`
		On     date.Date     `json:"on"`
		Author any           `json:"author"`
		Risks  []historyMove `json:"risks"`
		Facts  []historyFact `json:"facts"`
	}{orNull(c.Commit), c.On, orNull(c.Author), risks, facts}
}

// since gives what became of the risks since a former state; null where there is none.
func since(s *chronicle.Since) any {
	if s == nil {
		return nil
	}
	return struct {
		Commit  any       `json:"commit"`
		On      date.Date `json:"on"`
		Better  []string  `json:"better"`
		Worse   []string  `json:"worse"`
		New     []string  `json:"new"`
		Closed  []string  `json:"closed"`
		Beyond  []string  `json:"beyond"`
		Within  []string  `json:"within"`
		Slipped []string  `json:"slipped"`
		Lapsed  []string  `json:"lapsed"`
	}{orNull(s.Commit), s.On, list(s.Better), list(s.Worse), list(s.New), list(s.Closed), list(s.Beyond), list(s.Within), list(s.Slipped), list(s.Lapsed)}
}

// records writes the last change of each record.
func (out *lines) records(c *chronicle.Chronicle) {
	first := true
	for _, id := range slices.Sorted(maps.Keys(c.Records)) {
		out.next(&first)
		out.value(id)
		out.raw(":")
		last := c.Records[id]
		out.value(struct {
			Commit any       `json:"commit"`
			On     date.Date `json:"on"`
			Author any       `json:"author"`
		}{orNull(last.Commit), last.On, orNull(last.Author)})
	}
}

// texts writes what texts said before.
func (out *lines) texts(c *chronicle.Chronicle) {
	first := true
	for _, t := range c.Texts {
		out.next(&first)
		out.value(struct {
			Commit any    `json:"commit"`
			ID     string `json:"id"`
			Field  string `json:"field"`
			Was    any    `json:"was"`
		}{orNull(t.Commit), t.Former.ID, t.Former.Field, t.Former.Was})
	}
}
