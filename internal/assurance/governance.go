package assurance

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// DutyKey names one of the five duties of management (handbook I.1).
type DutyKey string

// The duties, in the order of the handbook.
const (
	DutyRecognise DutyKey = "recognise" // that the sources of risk are recognised
	DutyPolicy    DutyKey = "policy"    // that they are evaluated, and that a policy with priorities follows
	DutyMeans     DutyKey = "means"     // that there are plans, and the money, people and structure to carry them out
	DutyVerify    DutyKey = "verify"    // that it is verified whether the policy is carried out
	DutyExercise  DutyKey = "exercise"  // that exercises verify the response to disruptions and the sharing of information
)

// Shown is one thing that shows that a duty was done, or, as a lack, that it was not.
type Shown struct {
	What  string    // a code: see duties
	Count int       // how many records, or what else is counted
	Of    int       // of how many; 0 where that says nothing
	On    date.Date // the newest day; zero where there is none
	IDs   []string  // the records, ascending
}

// Duty is one duty of management, with what shows that it was done and what is lacking. Nothing is asked for that belongs to steps which are not adopted.
type Duty struct {
	Key   DutyKey
	Shows []Shown
	Lacks []Shown
}

// State says where a duty stands: "whole", "part" with something lacking, "none" where nothing shows that it was done.
func (d *Duty) State() string {
	switch {
	case !slices.ContainsFunc(d.Shows, func(s Shown) bool { return s.Count > 0 }):
		return "none"
	case len(d.Lacks) > 0:
		return "part"
	}
	return "whole"
}

// Tested are what an exercise can put to the test, in the order of the handbook (1.3.4).
var Tested = []string{"bcp", "organisation", "sharing"}

// testedMonths is within how many months each is to be tested again.
const testedMonths = 12

// Exercised says of one thing that exercises put to the test, when that was last done and by which findings.
type Exercised struct {
	What     string
	On       date.Date // zero where it never was
	Recently bool      // within a year
	Findings []string  // ids, newest first
	Open     []string  // those still to be dealt with
}

// Exercises says what exercises put to the test by the as-of date.
func Exercises(a *assess.Assessment) []Exercised {
	all := make([]Exercised, len(Tested))
	for i, what := range Tested {
		x := &all[i]
		x.What = what
		findings := slices.Clone(a.Register.Findings)
		slices.SortStableFunc(findings, func(f, g *register.Finding) int { return g.Received.Compare(f.Received) })
		for _, f := range findings {
			if f.Channel != "exercise" || !date.Happened(f.Received, a.AsOf) || !slices.Contains(f.Tested, what) {
				continue
			}
			x.Findings = append(x.Findings, f.ID)
			if x.On.IsZero() {
				x.On = f.Received
			}
			if a.Open(f) {
				x.Open = append(x.Open, f.ID)
			}
		}
		x.Recently = !x.On.IsZero() && !x.On.Before(a.AsOf.AddMonths(-testedMonths))
	}
	return all
}

// gathering counts records for a duty.
type gathering struct {
	a *assess.Assessment
	d *Duty
}

func (g gathering) shown(what string, of int, on date.Date, ids ...string) {
	g.d.Shows = append(g.d.Shows, Shown{What: what, Count: len(ids), Of: of, On: on, IDs: register.Distinct(ids)})
}

// lack notes what is lacking where there is any of it.
func (g gathering) lack(what string, steps []string, ids ...string) {
	if len(ids) > 0 && slices.ContainsFunc(steps, g.a.Register.Config.Process.Adopts) {
		g.d.Lacks = append(g.d.Lacks, Shown{What: what, Count: len(ids), IDs: register.Distinct(ids)})
	}
}

// without notes that there is nothing of a kind.
func (g gathering) without(what string, step string, lacking bool) {
	if lacking && g.a.Register.Config.Process.Adopts(step) {
		g.d.Lacks = append(g.d.Lacks, Shown{What: what})
	}
}

// Governance gives the five duties of management with what shows that each was done (handbook I.1).
func Governance(a *assess.Assessment) []Duty {
	duties := []Duty{{Key: DutyRecognise}, {Key: DutyPolicy}, {Key: DutyMeans}, {Key: DutyVerify}, {Key: DutyExercise}}
	recognised(a, gathering{a, &duties[0]})
	policy(a, gathering{a, &duties[1]})
	means(a, gathering{a, &duties[2]})
	verified(a, gathering{a, &duties[3]})
	exercised(a, gathering{a, &duties[4]})
	return duties
}

// within gives the ids of records of the last year, and the newest day.
func within[T any](a *assess.Assessment, list []T, on func(T) date.Date, id func(T) string, fits func(T) bool) (ids []string, newest date.Date) {
	since := a.AsOf.AddMonths(-12)
	for _, x := range list {
		day := on(x)
		if !date.Happened(day, a.AsOf) || day.Before(since) || !fits(x) {
			continue
		}
		ids = append(ids, id(x))
		if day.After(newest) {
			newest = day
		}
	}
	return ids, newest
}

func recognised(a *assess.Assessment, g gathering) {
	r := a.Register
	var sources, byManagement []string
	var newest date.Date
	for _, s := range r.Sources {
		sources = append(sources, s.ID)
		if date.Happened(s.Observed, a.AsOf) && s.Observed.After(newest) {
			newest = s.Observed
		}
	}
	g.shown("sources", 0, newest, sources...)
	findings, on := within(a, r.Findings, func(f *register.Finding) date.Date { return f.Received }, func(f *register.Finding) string { return f.ID }, func(*register.Finding) bool { return true })
	g.shown("findings", 0, on, findings...)
	incidents, on := within(a, r.Incidents, func(n *register.Incident) date.Date { return n.On }, func(n *register.Incident) string { return n.ID }, func(*register.Incident) bool { return true })
	if len(r.Incidents) > 0 {
		g.shown("incidents", 0, on, incidents...)
	}
	for _, e := range r.Events {
		if e.FoundBy == "management" {
			byManagement = append(byManagement, e.ID)
		}
	}
	g.shown("by-management", len(r.Events), date.Date{}, byManagement...)
	g.without("no-sources", "1.3", len(sources) == 0)
	g.without("no-findings", "1.3", len(findings) == 0)
	g.without("not-by-management", "2.1", len(byManagement) == 0)
}

func policy(a *assess.Assessment, g gathering) {
	c := &a.Register.Criteria
	approved := []string{}
	for _, d := range a.Register.Decisions {
		if d.Form == "criteria-approval" && a.DecisionStanding(d) == assess.DecisionMade {
			approved = append(approved, d.ID)
		}
	}
	g.shown("criteria", 0, c.ApprovedOn, approved...)
	if c.Given && date.Happened(c.ApprovedOn, a.AsOf) && len(approved) == 0 {
		g.d.Shows[len(g.d.Shows)-1].Count = 1 // the criteria say so themselves
	}
	var judged, ranked, unjudged, unowned []string
	for _, k := range a.Risks {
		switch {
		case k.Outcome == assess.Closed:
			continue
		case !k.Outcome.Judged():
			unjudged = append(unjudged, k.Record.ID)
		default:
			judged = append(judged, k.Record.ID)
		}
		if k.Rank > 0 {
			ranked = append(ranked, k.Record.ID)
		}
		if k.Record.Owner == "" {
			unowned = append(unowned, k.Record.ID)
		}
	}
	g.shown("judged", len(judged)+len(unjudged), date.Date{}, judged...)
	g.shown("ranked", 0, date.Date{}, ranked...)
	g.without("no-criteria", "1.2", !c.Given)
	g.without("criteria-unapproved", "1.2", c.Given && !date.Happened(c.ApprovedOn, a.AsOf))
	g.without("criteria-late", "1.2", c.Given && !c.ReviewBy.IsZero() && c.ReviewBy.Before(a.AsOf))
	g.lack("unjudged", []string{"3.1", "4.1"}, unjudged...)
	g.lack("unowned", []string{"2.2"}, unowned...)
}

func means(a *assess.Assessment, g gathering) {
	var live, approved, priced, staffed, unpriced, unapproved, bare []string
	for _, p := range a.Plans {
		if !p.Live {
			continue
		}
		id := p.Record.ID
		live = append(live, id)
		if a.Approved(id) {
			approved = append(approved, id)
		} else {
			unapproved = append(unapproved, id)
		}
		if p.Record.Cost != nil {
			priced = append(priced, id)
		} else {
			unpriced = append(unpriced, id)
		}
		if p.Record.Effort > 0 {
			staffed = append(staffed, id)
		}
	}
	for _, k := range a.Risks {
		if k.Outcome == assess.NeedsTreatment {
			bare = append(bare, k.Record.ID)
		}
	}
	g.shown("plans", 0, date.Date{}, live...)
	g.shown("approved", len(live), date.Date{}, approved...)
	g.shown("priced", len(live), date.Date{}, priced...)
	if len(staffed) > 0 {
		g.shown("staffed", len(live), date.Date{}, staffed...)
	}
	stages, adopted := 0, a.Register.Config.Process.Adopted()
	for _, s := range a.Register.Config.Process.Stages {
		if !s.Organisation.IsZero() && slices.Contains(adopted, s.Step) {
			stages++
		}
	}
	g.d.Shows = append(g.d.Shows, Shown{What: "stages", Count: stages, Of: len(adopted)})
	g.lack("bare", []string{"5.1"}, bare...)
	g.lack("unpriced", []string{"5.1"}, unpriced...)
	if a.Register.Config.Process.Profile == "full" {
		g.lack("unapproved", []string{"5.1"}, unapproved...)
	}
}

func verified(a *assess.Assessment, g gathering) {
	held, on := within(a, a.Register.Reviews, func(v *register.Review) date.Date { return v.On }, func(v *register.Review) string { return v.ID }, func(*register.Review) bool { return true })
	g.shown("reviews", 0, on, held...)
	var effective, unreviewed, late []string
	var newest date.Date
	for _, p := range a.Plans {
		if e := p.Record.Effectiveness; e != nil && date.Happened(e.Reviewed, a.AsOf) {
			effective = append(effective, p.Record.ID)
			if e.Reviewed.After(newest) {
				newest = e.Reviewed
			}
		}
		if p.EffectivenessUnreviewed && p.Record.Status == "done" {
			unreviewed = append(unreviewed, p.Record.ID)
		}
	}
	g.shown("effectiveness", 0, newest, effective...)
	audits, on := within(a, a.Register.Findings, func(f *register.Finding) date.Date { return f.Received }, func(f *register.Finding) string { return f.ID }, func(f *register.Finding) bool { return f.Channel == "audit" })
	g.shown("audits", 0, on, audits...)
	for _, k := range a.Risks {
		if !k.Next.IsZero() && k.Next.Before(a.AsOf) {
			late = append(late, k.Record.ID)
		}
	}
	g.without("no-reviews", "6.1", len(held) == 0)
	g.lack("unreviewed", []string{"6.1"}, unreviewed...)
	g.lack("late", []string{"6.1", "6.2"}, late...)
}

func exercised(a *assess.Assessment, g gathering) {
	held, on := within(a, a.Register.Findings, func(f *register.Finding) date.Date { return f.Received }, func(f *register.Finding) string { return f.ID }, func(f *register.Finding) bool { return f.Channel == "exercise" })
	g.shown("exercises", 0, on, held...)
	var open []string
	for _, f := range a.Register.Findings {
		if f.Channel == "exercise" && date.Happened(f.Received, a.AsOf) && a.Open(f) {
			open = append(open, f.ID)
		}
	}
	for _, x := range Exercises(a) {
		g.shown("tested-"+x.What, 0, x.On, x.Findings...)
		g.without("untested-"+x.What, "1.3", !x.Recently)
	}
	g.without("no-exercises", "1.3", len(held) == 0)
	g.lack("exercise-open", []string{"1.3"}, open...)
}
