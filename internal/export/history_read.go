package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/signature"
)

// historyAlso is what pages need beside what a history tells anybody: of data/history.json and of the archive alone.
type historyAlso struct {
	Analysed   map[string]int    `json:"analysed"` // by risk: the number of the state in which it was last analysed
	Came       map[string]int    `json:"came"`     // by record: the number of the state in which it came
	Renamed    []historyRenaming `json:"renamed"`
	Since      *historySince     `json:"since"`
	Signatures []signature.State `json:"signatures,omitempty"` // by state: what that of its commit is worth
	Risks      string            `json:"risks"`                // "all", or "changed": see mostStandings
	Progress   []historyProgress `json:"progress"`             // of plans, by state: what is another than in the last one that reads
}

// historyRenaming is the records that a change renamed, by the ids that they had.
type historyRenaming struct {
	Change int               `json:"change"`
	IDs    map[string]string `json:"ids"`
}

// historySince says what a former state was chosen by.
type historySince struct {
	Kind       chronicle.SinceKind `json:"kind"`
	Of         *string             `json:"of"`
	ByCriteria []string            `json:"byCriteria"`

	Recriteria bool                    `json:"recriteria"` // the criteria are others than then
	Then       chronicle.Amounts       `json:"then"`       // what the register amounted to then
	Was        map[string]*historyRisk `json:"was"`        // how the risks stood then, by the ids that they have now
}

// mostStandings is the number of risks, summed over the states, up to which each state says how every risk stands. Beyond it a state says how those stand that
// stand otherwise than in the one before, null for one that is gone: a register of many years would be a hundred megabytes else.
const mostStandings = 100_000

// alsoOf gives what pages need besides.
func alsoOf(c *chronicle.Chronicle) *historyAlso {
	also := &historyAlso{Analysed: c.Past.Analysed, Came: c.Came, Renamed: []historyRenaming{}, Risks: "all", Progress: progressOf(c)}
	for i := range c.Changes {
		if len(c.Changes[i].NewID) > 0 {
			also.Renamed = append(also.Renamed, historyRenaming{i, c.Changes[i].NewID})
		}
	}
	if s := c.Since; s != nil {
		also.Since = &historySince{s.Kind, known(s.Of, ""), list(s.ByCriteria), s.Recriteria, s.Then, make(map[string]*historyRisk, len(s.Was))}
		for id, risk := range s.Was {
			also.Since.Was[id] = riskObject(risk)
		}
	}
	for i := range c.States {
		if c.States[i].Signature != "" || also.Signatures != nil {
			also.Signatures = append(also.Signatures, c.States[i].Signature)
		}
	}
	n := 0
	c.Each(func(s *chronicle.State, risks map[string]chronicle.Risk) { n += len(risks) })
	if n > mostStandings {
		also.Risks = "changed"
	}
	return also
}

// otherwise gives the risks that stand otherwise in a state than in the one before.
func otherwise(f *chronicle.Figures) map[string]*historyRisk {
	if len(f.Risks)+len(f.Gone) == 0 {
		return nil
	}
	risks := make(map[string]*historyRisk, len(f.Risks)+len(f.Gone))
	for id, risk := range f.Risks {
		risks[id] = riskObject(risk)
	}
	for _, id := range f.Gone {
		risks[id] = nil
	}
	return risks
}

// readState, readMove and the others are what is read of a history.
type readState struct {
	Commit, Author, Subject, Error, Revision *string
	On                                       string
	Authors, Tags                            []string
	Reads                                    bool
	CriteriaChanged                          bool
	Open, Beyond, Stale                      int
	ByLevel, ByOutcome                       map[string]int
	ExpectedLoss                             *float64 `json:"expectedAnnualLoss"`
	Plans                                    chronicle.Plans
	Risks                                    map[string]*historyRisk
}

type readHistory struct {
	Format  int
	Head    *string
	Shallow bool
	States  []readState
	Changes []struct {
		Commit, Author *string
		On             string
		Risks          []struct {
			ID, Field string
			From, To  any
			Because   []string
		}
		Facts []struct {
			ID, Field string
			From, To  any
		}
	}
	Records map[string]struct {
		Commit, Author *string
		On             string
	}
	Texts []struct {
		Commit    *string
		ID, Field string
		Was       any
	}
	Since *struct {
		Commit                                                      *string
		On                                                          string
		Better, Worse, New, Closed, Beyond, Within, Slipped, Lapsed []string
	}
	Also *historyAlso
}

// ReadHistory reads what WriteHistory wrote with Also set. What pages show of it is the same, but that faults are told in the register's own language alone.
func ReadHistory(data []byte, r *register.Register) (*chronicle.Chronicle, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var h readHistory
	if err := d.Decode(&h); err != nil {
		return nil, err
	}
	if h.Format != Format || h.Also == nil || len(h.States) == 0 {
		return nil, errors.New("no history that pages can be made from")
	}
	if n := len(h.Also.Signatures); n > 0 && n != len(h.States) {
		return nil, fmt.Errorf("%d signatures of %d states", n, len(h.States))
	}
	c := &chronicle.Chronicle{Head: said(h.Head), Shallow: h.Shallow, Records: map[string]chronicle.Last{}, Came: h.Also.Came}
	days := &dayReader{}
	h.intoStates(c, r, days)
	if err := h.intoChanges(c, days); err != nil {
		return nil, err
	}
	if err := h.intoProgress(c, days); err != nil {
		return nil, err
	}
	for id, last := range h.Records {
		c.Records[id] = chronicle.Last{Commit: said(last.Commit), On: days.read(last.On), Author: said(last.Author)}
	}
	for _, t := range h.Texts {
		c.Texts = append(c.Texts, chronicle.Text{Commit: said(t.Commit), Former: compare.FormerText{ID: t.ID, Field: t.Field, Was: plain(t.Was)}})
	}
	c.Since = h.since(days)
	analysed := h.Also.Analysed
	if analysed == nil {
		analysed = map[string]int{}
	}
	c.Restore(analysed, func(id string) string {
		if e := r.Find(id); e != nil {
			return e.Of().Kind.Folder
		}
		return ""
	})
	return c, days.wrong
}

// dayReader reads days, and keeps the first error.
type dayReader struct{ wrong error }

func (d *dayReader) read(text string) date.Date {
	on, err := date.Parse(text)
	if err != nil && d.wrong == nil {
		d.wrong = err
	}
	return on
}

// intoStates puts the states into a chronicle, with how the risks stood in each: what did not change since the state before may be left out.
func (h *readHistory) intoStates(c *chronicle.Chronicle, r *register.Register, days *dayReader) {
	standings := make([]map[string]chronicle.Risk, len(h.States))
	before := map[string]chronicle.Risk{}
	for i := range h.States {
		s := &h.States[i]
		c.States = append(c.States, chronicle.State{Commit: said(s.Commit), On: days.read(s.On), Author: said(s.Author), Authors: s.Authors, Subject: said(s.Subject), Tags: s.Tags})
		if len(h.Also.Signatures) > 0 { // an archive of before has none
			c.States[i].Signature = h.Also.Signatures[i]
		}
		if !s.Reads {
			c.States[i].Fault = &chronicle.Fault{Told: said(s.Error)}
			continue
		}
		c.States[i].Figures = s.figures(r)
		now := map[string]chronicle.Risk{}
		if h.Also.Risks == "changed" {
			now = maps.Clone(before)
		}
		for id, risk := range s.Risks {
			if risk == nil {
				delete(now, id)
				continue
			}
			now[id] = risk.standing()
		}
		standings[i], before = now, now
	}
	c.Stand(standings)
}

// intoChanges puts the changes into a chronicle.
func (h *readHistory) intoChanges(c *chronicle.Chronicle, days *dayReader) error {
	for _, x := range h.Changes {
		change := chronicle.Change{Commit: said(x.Commit), On: days.read(x.On), Author: said(x.Author)}
		for _, m := range x.Risks {
			move := compare.Move{ID: m.ID, Field: compare.MoveField(m.Field), From: movedValue(m.From), To: movedValue(m.To)}
			for _, name := range m.Because {
				for factor, called := range causes {
					if called == name {
						move.Because = append(move.Because, factor)
					}
				}
			}
			change.Risks = append(change.Risks, move)
		}
		for _, f := range x.Facts {
			change.Facts = append(change.Facts, compare.FactChange{ID: f.ID, Field: f.Field, From: plain(f.From), To: plain(f.To)})
		}
		c.Changes = append(c.Changes, change)
	}
	for _, renamed := range h.Also.Renamed {
		if renamed.Change < 0 || renamed.Change >= len(c.Changes) {
			return fmt.Errorf("there is no change %d", renamed.Change)
		}
		c.Changes[renamed.Change].NewID = renamed.IDs
	}
	return nil
}

// since gives what changed since the day that the register looks back to; nil where it looks back to none.
func (h *readHistory) since(days *dayReader) *chronicle.Since {
	s := h.Since
	if s == nil {
		return nil
	}
	since := &chronicle.Since{
		Commit: said(s.Commit), On: days.read(s.On), Better: s.Better, Worse: s.Worse, New: s.New, Closed: s.Closed, Beyond: s.Beyond, Within: s.Within, Slipped: s.Slipped, Lapsed: s.Lapsed,
	}
	if also := h.Also.Since; also != nil {
		since.Kind, since.Of, since.ByCriteria = also.Kind, said(also.Of), also.ByCriteria
		since.Recriteria, since.Then, since.Was = also.Recriteria, also.Then, map[string]chronicle.Risk{}
		for id, risk := range also.Was {
			if risk != nil {
				since.Was[id] = risk.standing()
			}
		}
	}
	return since
}

// standing gives how a risk stands as the chronicle has it.
func (r *historyRisk) standing() chronicle.Risk {
	k := chronicle.Risk{Likelihood: chronicle.Unknown, Impact: chronicle.Unknown, Level: said(r.Level), Outcome: said(r.Outcome)}
	if r.Likelihood != nil {
		k.Likelihood = *r.Likelihood
	}
	if r.Impact != nil {
		k.Impact = *r.Impact
	}
	return k
}

// figures puts counts by name into the order of the register's levels and of the outcomes; levels that are no more come last.
func (s *readState) figures(r *register.Register) chronicle.Figures {
	f := chronicle.Figures{
		Revision: said(s.Revision), CriteriaChanged: s.CriteriaChanged, Open: s.Open, Beyond: s.Beyond, Stale: s.Stale, Plans: s.Plans,
	}
	if s.ExpectedLoss != nil {
		f.ExpectedLoss, f.Estimated = *s.ExpectedLoss, true
	}
	take := func(counts map[string]int, order []string) []chronicle.Count {
		var list []chronicle.Count
		for _, key := range order {
			if n, there := counts[key]; there {
				list = append(list, chronicle.Count{Key: key, N: n})
			}
		}
		for _, key := range slices.Sorted(maps.Keys(counts)) {
			if !slices.Contains(order, key) {
				list = append(list, chronicle.Count{Key: key, N: counts[key]})
			}
		}
		return list
	}
	var levels, outcomes []string
	for _, level := range r.Criteria.Levels {
		levels = append(levels, level.Key)
	}
	for _, outcome := range assess.Outcomes {
		outcomes = append(outcomes, string(outcome))
	}
	f.ByLevel, f.ByOutcome = take(s.ByLevel, levels), take(s.ByOutcome, outcomes)
	return f
}

func said(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// plain gives a value as records hold it: whole numbers are whole.
func plain(v any) any {
	switch x := v.(type) {
	case json.Number:
		if n, err := strconv.ParseInt(x.String(), 10, 64); err == nil {
			return n
		}
		f, _ := x.Float64()
		return f
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	case map[string]any:
		for key := range x {
			x[key] = plain(x[key])
		}
	}
	return v
}

// movedValue gives a value of a risk as compare gives it.
func movedValue(v any) any {
	switch x := plain(v).(type) {
	case int64:
		return int(x)
	case []any:
		ids := make([]string, len(x))
		for i := range x {
			ids[i] = fmt.Sprint(x[i])
		}
		return ids
	case map[string]any:
		decision, _ := x["decision"].(string)
		state, _ := x["state"].(string)
		return compare.AcceptanceValue{Decision: decision, State: assess.AcceptanceState(state)}
	default:
		return x
	}
}
