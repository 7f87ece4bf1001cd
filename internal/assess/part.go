package assess

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// Hides says what of a register its readers may not see.
type Hides struct {
	Field func(folder, field string) bool // a field, with dots, of the records of a kind
	Text  func(text string) string        // a text, as it may be shown
	Past  Past                            // what they may know of former states
}

// part is what is carried from a whole register to a part of it.
type part struct {
	whole *Assessment
	hides Hides
}

// Part judges a part of the register for readers who may not see the rest. A verdict does not change with the reader: levels, reasons, outcomes, the order
// of ranks, what acceptances do and what is stale are as they were judged of the whole. All that is counted and summed is made of the part.
func (a *Assessment) Part(r *register.Register, hides Hides) *Assessment {
	return assess(r, a.AsOf, &part{a, hides})
}

// carry gives a risk of the part the verdict of the whole.
func (p *part) carry(k *Risk, r *register.Register) {
	if p == nil {
		return
	}
	of := p.whole.risks[k.Record.ID]
	if of == nil {
		return
	}
	k.Inherent, k.Now, k.Projected, k.Removed = of.Inherent, of.Now, of.Projected, of.Removed
	k.Reasons, k.ProjectedReasons = of.Reasons, of.ProjectedReasons
	k.Outcome, k.Would, k.PushedOver = of.Outcome, of.Would, of.PushedOver
	k.Suggested, k.Height, k.Extreme, k.Weight = of.Suggested, of.Height, of.Extreme, of.Weight
	k.ProjectedState = of.ProjectedState
	k.Acceptance, k.Judgement = nil, nil
	if a := of.Acceptance; a != nil {
		k.Acceptance = &Acceptance{Decision: decisionIn(r, a.Decision.ID), State: a.State, Effect: a.Effect}
	}
	if u := of.Judgement; u != nil {
		k.Judgement = &Judgement{decisionIn(r, u.Decision.ID), u.State}
	}
	k.Stale, k.Touched = p.stale(of.Stale, k.Stale, k, r), p.stale(of.Touched, k.Touched, k, r)
	if k.Outcome == Uncounted || k.Outcome == Closed || k.Outcome == Unanalysed {
		k.Stale = nil
	}
}

// decisionIn gives a decision of the part, or what stands in for one that is withheld.
func decisionIn(r *register.Register, id string) *register.Decision {
	if d, ok := r.Find(id).(*register.Decision); ok {
		return d
	}
	return register.WithheldDecision()
}

// WithheldStale is what stands in for what makes an evaluation stale and may not be seen: that it is stale is a verdict.
var WithheldStale = Stale{Because: register.Withheld, What: register.Withheld}

// staleFields are the fields by which an evaluation is stale, and that give its day, by what happened; else the field is called so.
var staleFields = map[string][]string{
	"beyond-limit":  {"reading", "reading.on", "readings"},
	"finding":       {"received"},
	"finished":      {"finished"},
	"incident":      {"on"},
	"not-effective": {"effectiveness", "effectiveness.reviewed"},
	"reopened":      {"outcome", "reopens", "on"},
	"test-failed":   {"tests", "tests.on", "tests.result"},
	"worsened":      {"worsens", "finished"},
}

// stale reports whether a field is hidden by which an evaluation is stale.
func (h Hides) stale(folder, what string) bool {
	fields := staleFields[what]
	if fields == nil {
		fields = []string{what}
	}
	return slices.ContainsFunc(fields, func(field string) bool { return h.Field(folder, field) })
}

// stale gives what may be seen of what makes an evaluation stale; what may not is told as one. Own is what makes it stale by the part alone: what reaches the
// risk through a record that is withheld is told of no more than that record.
func (p *part) stale(of, own []Stale, k *Risk, r *register.Register) []Stale {
	var list []Stale
	withheld := false
	for _, s := range of {
		reached := slices.Contains(own, s)
		if s.ByFact() {
			reached = p.knows(s) && rests(k, r, s.Because)
		}
		if !reached {
			withheld = true
			continue
		}
		if s.Because == "criteria" {
			list = append(list, s)
			continue
		}
		e := r.Find(s.Because)
		if e == nil || p.hides.stale(e.Of().Kind.Folder, s.What) || p.hides.Text(string(s.From)) != string(s.From) || p.hides.Text(string(s.To)) != string(s.To) {
			withheld = true
			continue
		}
		list = append(list, s)
	}
	if withheld {
		list = append(list, WithheldStale)
	}
	return list
}

// rests reports whether a risk rests on a record in a register, or on its criteria.
func rests(k *Risk, r *register.Register, id string) bool {
	if i, ok := r.Find(id).(*register.Indicator); ok {
		return slices.Contains(i.Risks, k.Record.ID)
	}
	return id == "criteria" || slices.Contains(slices.Concat(k.Sources, k.Assets, k.Record.Events, k.Record.Controls), id)
}

// knows reports whether the readers may know what a fact was before and when it changed.
func (p *part) knows(s Stale) bool {
	from, on := false, false
	for _, f := range p.hides.Past.Facts[s.Because] {
		if f.Field != s.What {
			continue
		}
		from, on = from || AsJSON(f.From) == s.From, on || f.On == s.On
		if from && on && AsJSON(f.To) == s.To {
			return true
		}
	}
	return false
}

// rank numbers the risks in the order that they have in the whole, and works out anew which key parts neighbours.
func (p *part) rank(risks []*Risk) {
	var ranked []*Risk
	for _, k := range risks {
		if k.Outcome.ToTreat() {
			ranked = append(ranked, k)
		}
	}
	slices.SortFunc(ranked, func(a, b *Risk) int {
		return cmp.Compare(p.whole.risks[a.Record.ID].Rank, p.whole.risks[b.Record.ID].Rank)
	})
	useLoss(ranked, func([]*Risk) {})
	countRanks(ranked)
}

// breaches gives those of the whole that stand on what may be seen.
func (p *part) breaches(r *register.Register) []Breach {
	var list []Breach
	for _, b := range p.whole.Breaches {
		e := r.Find(b.Record.Of().ID)
		if e == nil {
			continue
		}
		risks := slices.DeleteFunc(slices.Clone(b.Risks), func(id string) bool { return r.Find(id) == nil })
		if len(risks) == 0 && len(b.Risks) > 0 {
			continue
		}
		b.Record, b.Risks = e, risks
		if b.Signature != nil {
			b.Signature = p.shown(b.Signature)
		}
		list = append(list, b)
	}
	return list
}

// signature gives what the signature of a decision is worth, which the whole was needed to say.
func (p *part) signature(d *register.Decision) *Signature {
	of, ok := p.whole.Register.Find(d.ID).(*register.Decision)
	if !ok {
		return nil
	}
	return p.shown(p.whole.Signature(of))
}

// shown gives of a signature what may be seen: of the facts that changed, those that name nothing withheld and are of no hidden field.
func (p *part) shown(s *Signature) *Signature {
	if s == nil {
		return nil
	}
	of := *s
	seen := func(line string) bool {
		id, field, _ := strings.Cut(line, ".")
		field, _, _ = strings.Cut(field, " = ")
		e := p.whole.Register.Find(id)
		return e != nil && p.hides.Text(line) == line && !p.hides.Field(e.Of().Kind.Folder, field)
	}
	filter := func(lines []string) []string {
		var kept []string
		for _, line := range lines {
			if seen(line) {
				kept = append(kept, line)
			}
		}
		if len(kept) < len(lines) {
			kept = append(kept, register.Withheld)
		}
		return kept
	}
	of.Void, of.Since = filter(s.Void), filter(s.Since)
	return &of
}
