package export

import (
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/register"
)

// chains gives, by the asset's id, where the chain of an asset breaks off.
func (x *Register) chains() map[string][]object {
	by := map[string][]object{}
	for _, c := range assurance.Chains(x.Assessment) {
		breaks := []object{}
		for _, b := range c.Broken {
			breaks = append(breaks, object{"break": b.Break, "id": b.At})
		}
		by[c.Coverage.Asset.ID] = breaks
	}
	return by
}

// wanted lists what waits for a decision.
func (x *Register) wanted() []object {
	out := []object{}
	wanted := agenda.AllWanted(x.Assessment)
	for i := range wanted {
		w := &wanted[i]
		who, when := agenda.DecidersFor(x.Assessment, w), agenda.DecideBy(x.Assessment, w)
		o := object{
			"id": w.ID(), "want": w.Want, "lapse": orNull(string(w.Lapse)), "plan": nil,
			"deciders": list(who.Parties), "decidersBy": orNull(string(who.Ground)), "by": orNull(when.Day.String()), "byGround": orNull(string(when.Ground)),
		}
		if w.Later != nil {
			o["plan"] = w.Later.Record.ID
		}
		out = append(out, o)
	}
	return out
}

// owners counts what everybody answers for.
func (x *Register) owners() []object {
	out := []object{}
	for _, o := range agenda.OwnersOf(x.Assessment).All {
		out = append(out, object{
			"owner": o.Key, "party": o.Party != nil,
			"openRisks": o.OpenRisks(), "toTreat": o.ToTreat, "unjudged": o.Unjudged,
			"livePlans": o.LivePlans(), "openActions": o.OpenActions, "lateActions": o.LateActions,
			"overdue": o.Overdue, "soon": o.Soon, "next": orNull(o.Next().String()),
		})
	}
	return out
}

// residual tells how the open risks stand once every live plan is complete.
func (x *Register) residual() object {
	s := agenda.ResidualOf(x.Assessment)
	left := []object{}
	for _, k := range s.Left {
		left = append(left, object{"id": k.Record.ID, "lacks": agenda.LackOf(x.Assessment, k)})
	}
	introduced := []object{}
	for _, n := range s.Introduced {
		introduced = append(introduced, object{"id": n.Risk.Record.ID, "plans": n.Plans})
	}
	return object{"left": left, "pushedOver": ids(s.Pushed), "introduced": introduced, "removed": s.Gone, "plansToReconsider": s.BackToTreatment}
}

func ids(risks []*assess.Risk) []string {
	out := []string{}
	for _, k := range risks {
		out = append(out, k.Record.ID)
	}
	return out
}

// totals adds to the summary what the first page says in one number each.
func (x *Register) totals(o object) object {
	s, cost := &x.Assessment.Summary, x.Assessment.Costs.Total
	o["open"], o["toTreat"], o["unjudged"] = s.Open(), s.ToTreat(), s.Unjudged()
	o["plans"] = object{"live": s.LivePlans, "late": s.Behind, "unpriced": cost.Unpriced, "initialCost": cost.Initial, "annualCost": cost.Annual}
	o["quantified"], o["expectedAnnualLoss"], o["projectedAnnualLoss"] = s.Quantified, nil, nil
	if s.Quantified > 0 {
		o["expectedAnnualLoss"], o["projectedAnnualLoss"] = figure(&s.Loss), figure(&s.LossThen)
	}
	return o
}

// occurred counts what has come about of a risk, beside what was estimated; null where the register records no incident.
func occurred(o *assess.Occurred) any {
	if o == nil {
		return nil
	}
	counted := object{"count": len(o.Incidents), "nearMisses": len(o.NearMisses), "since": orNull(o.From.String()), "sinceCount": o.Count, "expected": figure(o.Expected), "chance": nil, "contradicts": o.Disagrees}
	if o.Expected != nil {
		counted["chance"] = figure(&o.Chance)
	}
	return counted
}

// agenda lists what each party is asked to decide, by when, and what comes about otherwise; the party is null where no record says who decides.
func (x *Register) agenda() []object {
	out := []object{}
	dockets := agenda.Agenda(x.Assessment)
	for i := range dockets {
		items := []object{}
		for j := range dockets[i].Matters {
			m := &dockets[i].Matters[j]
			o := object{"id": m.ID(), "want": "renew", "by": orNull(m.By.Day.String()), "otherwise": m.Silence, "risks": ids(m.Risks)}
			if m.Wanted != nil {
				o["want"] = m.Wanted.Want
			}
			items = append(items, o)
		}
		out = append(out, object{"party": orNull(dockets[i].Party), "items": items})
	}
	return out
}

// reviewed says which review found a step sound or reopened it last; null where none did.
func reviewed(s *assess.Step) any {
	if s.Reviewed == nil {
		return nil
	}
	return object{"review": s.Reviewed.ID, "on": s.Reviewed.On, "sound": s.Sound}
}

// stage says how a step is laid down; null where nothing does.
func stage(s *register.Stage) any {
	if s == nil {
		return nil
	}
	return object{"rules": text(s.Rules), "organisation": text(s.Organisation), "operation": text(s.Operation)}
}

// duties gives management's duties with what shows that each was done, and what is lacking.
func (x *Register) duties() []object {
	said := func(list []assurance.Shown) []object {
		out := []object{}
		for _, s := range list {
			o := object{"what": s.What, "count": s.Count, "of": nil, "on": orNull(s.On.String()), "ids": append([]string{}, s.IDs...)}
			if s.Of > 0 {
				o["of"] = s.Of
			}
			out = append(out, o)
		}
		return out
	}
	out := []object{}
	duties := assurance.Governance(x.Assessment)
	for i := range duties {
		d := &duties[i]
		out = append(out, object{"duty": d.Key, "state": d.State(), "shows": said(d.Shows), "lacks": said(d.Lacks)})
	}
	return out
}
