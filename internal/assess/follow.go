package assess

import (
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Glance judges of a register what its figures and its moves are made of: its risks, with what by its day is newer than their evaluations, and how far its
// plans are. What it gives of these is what Assess gives; of the rest it gives nothing.
func Glance(r *register.Register, asOf date.Date) *Assessment { return Follow(nil, r, asOf) }

// Follow gives what Glance gives. Each verdict on which nothing bears that differs from another assessment, which Glance or Follow gave, is that assessment's
// own: it takes the time of what changed. Neither assessment is changed.
func Follow(before *Assessment, r *register.Register, asOf date.Date) *Assessment {
	a := &Assessment{Register: r, AsOf: asOf, judge: newJudge(r, asOf), plans: make(map[string]*Plan, len(r.Treatments))}
	a.judge.glance = true
	t := touched{}
	if before == nil || !before.judge.glance || !t.between(before, a) {
		before, t = nil, nil
	}
	followRisks(a, before, t)
	for _, record := range register.Every[*register.Treatment](r) {
		p := &Plan{Record: record, Live: a.judge.live(record)}
		p.progress(asOf)
		a.plans[record.ID] = p
		if !record.Provisional {
			a.Plans = append(a.Plans, p)
		}
	}
	a.Summary = glanceSummary(a)
	return a
}

// followRisks judges the risks that are touched, all of them where there is nothing to follow, and takes over the others.
func followRisks(a, before *Assessment, t touched) {
	list := register.Every[*register.Risk](a.Register)
	a.order = make([]*Risk, len(list))
	a.Risks = make([]*Risk, 0, len(list))
	if before != nil {
		a.risks = maps.Clone(before.risks)
	} else {
		a.risks = make(map[string]*Risk, len(list))
	}
	fresh := map[*Risk]bool{}
	seen := sieveOf(slices.Collect(maps.Keys(t)))
	for i, record := range list {
		k := before.known(i, record.ID)
		if k == nil || k.Record != record || seen.meets(&k.sieve) && t.any(k.rests) {
			k = a.judge.risk(record)
			k.rests = a.judge.reach(k)
			k.sieve = sieveOf(k.rests)
			fresh[k] = true
			a.risks[record.ID] = k
		}
		a.order[i] = k
		switch k.Standing {
		case Counted:
			a.Risks = append(a.Risks, k)
		case Provisional:
			a.Waiting = append(a.Waiting, k)
		}
	}
	if before == nil {
		rank(a.Risks)
		return
	}
	if !slices.EqualFunc(before.order, a.order, func(a, b *Risk) bool { return a.Record.ID == b.Record.ID }) {
		for _, k := range before.order {
			if id := k.Record.ID; a.Register.Risk(id) == nil {
				delete(a.risks, id)
			}
		}
	}
	followRanks(a, before, fresh)
}

// known gives the verdict on a risk, which mostly stands at the same place in the order of the records; nil where there is none.
func (a *Assessment) known(at int, id string) *Risk {
	switch {
	case a == nil:
		return nil
	case at < len(a.order) && a.order[at].Record.ID == id:
		return a.order[at]
	}
	return a.risks[id]
}

// followRanks gives the risks their ranks. One that is another assessment's own is copied where its rank is another now.
func followRanks(a, before *Assessment, fresh map[*Risk]bool) {
	same := true
	for k := range fresh {
		old := before.risks[k.Record.ID]
		same = same && old != nil && alike(old, k)
	}
	same = same && !slices.ContainsFunc(before.Risks, func(k *Risk) bool { return k.Rank > 0 && a.risks[k.Record.ID] == nil })
	if same {
		for k := range fresh {
			old := before.risks[k.Record.ID]
			k.Rank, k.RankedBy, k.byLoss = old.Rank, old.RankedBy, old.byLoss
		}
		return
	}
	var ranked []*Risk
	places := make([]Risk, 0, len(a.Risks))
	at := make([]int, 0, len(a.Risks))
	for i, k := range a.Risks {
		if k.Outcome.ToTreat() {
			places = append(places, Risk{Record: k.Record, Now: k.Now, Outcome: k.Outcome, Weight: k.Weight, ExpectedLoss: k.ExpectedLoss})
			ranked = append(ranked, &places[len(places)-1])
			at = append(at, i)
		}
	}
	rank(ranked)
	for n, i := range at {
		k, place := a.Risks[i], &places[n]
		if k.Rank == place.Rank && k.RankedBy == place.RankedBy && k.byLoss == place.byLoss {
			continue
		}
		if !fresh[k] {
			c := *k
			k = &c
			a.Risks[i], a.risks[k.Record.ID] = k, k
			at, _ := slices.BinarySearchFunc(a.order, k.Record.ID, func(o *Risk, id string) int { return strings.Compare(o.Record.ID, id) })
			a.order[at] = k
		}
		k.Rank, k.RankedBy, k.byLoss = place.Rank, place.RankedBy, place.byLoss
	}
}

// alike reports whether two verdicts on a risk have the same place in the order of priority.
func alike(a, b *Risk) bool {
	if a.Standing != b.Standing || a.Outcome.ToTreat() != b.Outcome.ToTreat() {
		return false
	}
	if !a.Outcome.ToTreat() || a.Standing != Counted {
		return true
	}
	estimated := a.ExpectedLoss != nil
	return pin(a) == pin(b) && a.Now.Level == b.Now.Level && a.Weight == b.Weight && compareValues(a.Now.Impact, b.Now.Impact) == 0 &&
		compareValues(a.Now.Likelihood, b.Now.Likelihood) == 0 && estimated == (b.ExpectedLoss != nil) && (!estimated || *a.ExpectedLoss == *b.ExpectedLoss)
}

// glanceSummary counts the open risks by outcome and by their level now.
func glanceSummary(a *Assessment) Summary {
	s := Summary{ByOutcome: make(map[Outcome]int, len(Outcomes))}
	now := make([]int, len(a.Register.Criteria.Levels)+1)
	for _, k := range a.Risks {
		if k.Outcome == Closed {
			continue
		}
		s.ByOutcome[k.Outcome]++
		level := k.Now.Level
		if level < 0 {
			level = len(now) - 1
		}
		now[level]++
	}
	s.ByLevel.Now = now
	return s
}

// touched are the ids on which something bears that differs between two assessments.
type touched map[string]bool

func (t touched) add(ids ...string) {
	for _, id := range ids {
		t[id] = true
	}
}

func (t touched) any(ids []string) bool {
	return len(t) > 0 && slices.ContainsFunc(ids, func(id string) bool { return t[id] })
}

// sieve tells of most sets of ids at a glance that they have none in common.
type sieve [4]uint64

func sieveOf(ids []string) (s sieve) {
	for _, id := range ids {
		h := uint32(2166136261)
		for i := range len(id) {
			h = (h ^ uint32(id[i])) * 16777619
		}
		s[h>>30] |= 1 << (h >> 24 & 63)
	}
	return s
}

// meets reports whether two sets may have an id in common.
func (s *sieve) meets(o *sieve) bool {
	return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0
}

// between finds what differs. It reports false where everything is to be judged anew: the criteria, the settings or the parties are others, or what bears on
// the whole register is.
func (t touched) between(before, after *Assessment) bool {
	old, now := before.Register, after.Register
	if old.Tree.Config != now.Tree.Config || old.Tree.Criteria != now.Tree.Criteria || old.Tree.Parties != now.Tree.Parties {
		return false
	}
	from, to := before.AsOf, after.AsOf
	if from.After(to) {
		from, to = to, from
	}
	for _, doc := range []interface{ Dated(from, to date.Date) bool }{now.Tree.Config, now.Tree.Criteria} {
		if from != to && doc.Dated(from, to) {
			return false
		}
	}
	read := maps.Equal(old.Tree.Tables, now.Tree.Tables)
	for i := range register.Kinds {
		was, is := old.List(&register.Kinds[i]), now.List(&register.Kinds[i])
		n := 0
		for _, e := range is {
			for ; n < len(was) && was[n].Of().ID < e.Of().ID; n++ {
				if !t.by(was[n], old) {
					return false
				}
			}
			if n < len(was) && was[n].Of().ID == e.Of().ID {
				other := was[n]
				n++
				if same(other, e, read) {
					if from != to && dated(e, from, to) && !t.by(e, now) {
						return false
					}
					continue
				}
				if !t.by(other, old) {
					return false
				}
			}
			if !t.by(e, now) {
				return false
			}
		}
		for ; n < len(was); n++ {
			if !t.by(was[n], old) {
				return false
			}
		}
	}
	return true
}

// same reports whether two records say the same. Read tells that the files of readings do.
func same(a, b register.Entry, read bool) bool {
	if a == b {
		return true
	}
	switch b.(type) {
	case *register.Indicator: // which is understood each time
		return read && a.Of().Source == b.Of().Source
	case *register.Term, *register.Page:
		return true // nothing is judged by them
	}
	return false
}

// dated reports whether a record states a day from one to another, both included: only on such a day, or on the next, can a verdict change by itself.
func dated(e register.Entry, from, to date.Date) bool {
	if i, ok := e.(*register.Indicator); ok && slices.ContainsFunc(i.Readings, func(r register.Reading) bool { return r.On.Within(from, to) }) {
		return true // from a file of readings
	}
	return e.Of().Dated(from, to)
}

// by adds what a record bears on: itself, and what it names. It reports false where that is the whole register.
func (t touched) by(e register.Entry, r *register.Register) bool {
	t.add(e.Of().ID)
	switch e := e.(type) {
	case *register.Decision:
		t.add(e.Risks...)
		for _, id := range e.Treatments {
			t.add(id)
			if plan := r.Treatment(id); plan != nil {
				t.by(plan, r) // from its approval on it bears on what it names
			}
		}
	case *register.Finding:
		t.add(e.Risks...)
		t.add(e.Sources...)
		t.add(e.Assets...)
	case *register.Incident:
		t.add(e.Risks...)
		t.add(e.Events...)
		t.add(e.Assets...)
	case *register.Indicator:
		t.add(e.Risks...)
	case *register.Review:
		t.add(wholes(e.Scope)...)
		return e.Outcome != "change" || len(e.Scope) > 0
	case *register.Treatment:
		t.add(e.Risks...)
		t.add(e.Introduces...)
		t.add(worsened(e)...)
		for i := range e.Targets {
			t.add(e.Targets[i].Risk)
		}
	}
	return true
}
