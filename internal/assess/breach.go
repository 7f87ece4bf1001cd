package assess

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// BreachKind says what was breached. It is the name of the rule that tells of it.
type BreachKind string

// The breaches of governance that the records themselves show.
const (
	BeyondAuthority         BreachKind = "beyond-authority"          // accepted by another party, at a higher level or for longer than [[authority]] allows
	RetainedAgainstCriteria BreachKind = "retained-against-criteria" // retained while reasons stand that no acceptance or judgement lifts
	SelfApproved            BreachKind = "self-approved"             // decided by its proposer, where the register keeps the two apart
)

// Breach is one breach of governance: a register that records it is published all the same, and says so first. Whether it stands is worked out as if every
// dated record had happened and no until had passed, so that it depends on what is written and never on the as-of date (method: No calendar).
type Breach struct {
	Kind    BreachKind
	Record  register.Entry // the risk or the decision that is at fault
	Path    []any          // the value in it that is
	Risks   []string       // the risks that it bears on, ascending
	Reasons []Reason       // of a retained risk: why it needs treatment
	Lifts   string         // of a retained risk: the form of decision that would lift the reasons, acceptance or judgement; empty: none

	Authority *Authorisation // of an acceptance beyond authority
	Signature *Signature     // of a signature that does not count
}

// breaches finds the breaches of governance: risks first, then decisions, ids ascending.
func breaches(r *register.Register) []Breach {
	s := standingOf(r)
	var list []Breach
	for _, record := range r.Risks {
		if reasons, lifts := s.retained(record); len(reasons) > 0 {
			list = append(list, Breach{Kind: RetainedAgainstCriteria, Record: record, Path: []any{"treatment", "option"}, Risks: []string{record.ID}, Reasons: reasons, Lifts: lifts})
		}
	}
	for _, d := range r.Decisions {
		if b, ok := s.beyondAuthority(d); ok {
			list = append(list, b)
		}
		if r.Config.Approval.Separate && d.By != "" && strings.TrimSpace(d.By) == strings.TrimSpace(d.ProposedBy) {
			list = append(list, Breach{Kind: SelfApproved, Record: d, Path: []any{"by"}, Risks: register.Distinct(d.Risks)})
		}
		if x := signatureOf(r, d); x != nil && x.Fault != "" {
			list = append(list, Breach{Kind: x.Fault, Record: d, Path: []any{"signature"}, Risks: register.Distinct(d.Risks), Signature: x})
		}
	}
	return list
}

// standing is what the register says whatever the day: the decisions that name each risk, all of them made, none of them run out.
type standing struct {
	judge
	named map[string]map[string]bool // by form: the risks that an acceptance names or a judgement accepts, be it expired, outgrown or replaced
}

func standingOf(r *register.Register) *standing {
	s := &standing{
		judge: judge{
			register: r, criteria: &r.Criteria, asOf: date.Of(9999, 12, 31), // TOML knows no later day: all has happened
			acceptances: map[string]*register.Decision{}, judgements: map[string]*register.Decision{}, judgementsOf: map[string][]*register.Decision{}, approvals: map[string]date.Date{},
		},
		named: map[string]map[string]bool{"acceptance": {}, "judgement": {}},
	}
	indexDecisions(&s.judge)
	s.asOf = date.Date{} // no until has passed
	for _, d := range r.Decisions {
		if s.accepts(d) || judges(d) && d.Verdict == "accept" {
			for _, id := range d.Risks {
				s.named[d.Form][id] = true
			}
		}
	}
	return s
}

// retained gives the reasons that stand against retaining a risk, none where it is not retained or where a decision lifts them; and the form of the
// decision that would.
func (s *standing) retained(record *register.Risk) (reasons []Reason, lifts string) {
	if record.Closed() || record.Treatment == nil || record.Treatment.Option != "retain" {
		return nil, ""
	}
	now := s.now(record)
	var loss *float64
	if q := record.Quantitative; q != nil {
		loss = quantify.Expected(q.Frequency, q.Loss)
	}
	reasons = s.reasons(now, loss, "", s.judgement(s.judgements[record.ID], now))
	switch {
	case !s.criteria.Given:
		lifts = "judgement"
	case s.liftable(reasons, now.Level):
		lifts = "acceptance"
	}
	if s.named[lifts][record.ID] {
		return nil, ""
	}
	return reasons, lifts
}

// beyondAuthority finds whether an acceptance that counts for an open risk goes beyond the authority of its decider.
func (s *standing) beyondAuthority(d *register.Decision) (Breach, bool) {
	x := AuthorityFor(s.criteria, d)
	if x.Beyond == "" {
		return Breach{}, false
	}
	var risks []string
	for _, id := range register.Distinct(d.Risks) {
		if record := s.register.Risk(id); record != nil && !record.Provisional && !record.Closed() && s.acceptances[id] == d {
			risks = append(risks, id)
		}
	}
	return Breach{Kind: BeyondAuthority, Record: d, Path: []any{x.Beyond}, Risks: risks, Authority: &x}, len(risks) > 0
}

// Authorisation says whether the rows of authority that held on the day of an acceptance allowed it.
type Authorisation struct {
	Level  int                   // the level that was accepted: an index in Criteria.Levels
	Held   []*register.Authority // the rows that held on the day, as written; none: nothing was asked
	Row    *register.Authority   // the row that allows it, or one of the decider that allows all but what Beyond names; nil where there is none
	Last   date.Date             // the last day that Row allows; zero where it sets no limit, or there is none
	Beyond string                // the key of what goes beyond authority: at, until, or by where more than one of them does; empty where nothing does
}

// AuthorityFor holds an acceptance against the rows of authority. Any row that fits suffices.
func AuthorityFor(c *register.Criteria, d *register.Decision) Authorisation {
	x := Authorisation{Level: -1}
	likelihood, impact := c.Likelihood(d.At), d.At.HighestImpact()
	if d.Form != "acceptance" || d.On.IsZero() || d.Until.IsZero() || d.By == "" || likelihood == nil || impact == nil {
		return x // it decides nothing, or nobody knows what was accepted
	}
	if x.Level = c.Cell(*likelihood, *impact); x.Level < 0 {
		return x
	}
	if x.Held = heldOn(c.Authorities, d.On); len(x.Held) > 0 {
		x.Beyond = "by"
	}
	best := 0
	for _, row := range x.Held {
		if !slices.ContainsFunc(row.By, func(party string) bool { return strings.TrimSpace(party) == strings.TrimSpace(d.By) }) {
			continue
		}
		last := lastDay(row, d.On)
		level := c.LevelIndex(row.Level)
		low, short := x.Level <= level, last.IsZero() || !d.Until.After(last)
		switch {
		case low && short:
			x.Row, x.Last, x.Beyond = row, last, ""
			return x
		case low && (x.Beyond != "until" || last.After(x.Last)):
			x.Row, x.Last, x.Beyond = row, last, "until"
		case short && (x.Beyond == "by" || x.Beyond == "at" && level > best):
			x.Row, x.Last, x.Beyond, best = row, last, "at", level
		}
	}
	return x
}

// heldOn gives the rows of authority that held on a day.
func heldOn(rows []register.Authority, day date.Date) []*register.Authority {
	var held []*register.Authority
	for i := range rows {
		if row := &rows[i]; !day.Before(row.From) && (row.Until.IsZero() || !day.After(row.Until)) {
			held = append(held, row)
		}
	}
	return held
}

// lastDay gives the last day until which a row of authority lets a decision of a day hold; zero where it sets no limit.
func lastDay(row *register.Authority, on date.Date) date.Date {
	if row.Months == 0 {
		return date.Date{}
	}
	return on.AddMonths(row.Months)
}
