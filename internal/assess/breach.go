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
	Excess  *Excess        // of an acceptance beyond authority
}

// Excess is how an acceptance goes beyond the authority of its decider.
type Excess struct {
	Level int                   // the level that was accepted: an index in Criteria.Levels
	Held  []*register.Authority // the rows that held on the day of the decision, as written
	Row   *register.Authority   // the row of the decider that allows all but one thing; nil where there is none
	Last  date.Date             // the last day that Row allows, where the time is too long; zero otherwise
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
			list = append(list, Breach{Kind: SelfApproved, Record: d, Path: []any{"by"}, Risks: distinct(slices.Clone(d.Risks))})
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
		judge: judge{register: r, criteria: &r.Criteria, acceptances: map[string]*register.Decision{}, judgements: map[string]*register.Decision{}},
		named: map[string]map[string]bool{"acceptance": {}, "judgement": {}},
	}
	for _, d := range r.Decisions {
		newest := s.acceptances
		switch {
		case d.On.IsZero():
			continue // asked for, or incomplete: it decides nothing
		case d.Form == "acceptance" && d.At != nil && !d.Until.IsZero():
		case d.Form == "judgement" && (d.Verdict == "treat" || d.Verdict == "accept"):
			newest = s.judgements
		default:
			continue
		}
		for _, id := range d.Risks {
			if known := newest[id]; known == nil || !d.On.Before(known.On) {
				newest[id] = d // ids ascend, so that of one date the last stays
			}
			if d.Form == "acceptance" || d.Verdict == "accept" {
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
	var judgement *Judgement
	if d := s.judgements[record.ID]; d != nil && (s.judgement(d, now).State != Outgrown) { // else it decides nothing
		judgement = &Judgement{d, InForce}
	}
	reasons = s.reasons(now, loss, "", judgement)
	switch {
	case !s.criteria.Given:
		lifts = "judgement"
	case slices.Equal(reasons, []Reason{ReasonLevel}) && s.acceptanceOf(now.Level) == "approval":
		lifts = "acceptance"
	}
	if s.named[lifts][record.ID] {
		return nil, ""
	}
	return reasons, lifts
}

// beyondAuthority holds an acceptance that counts for an open risk against the rows of authority that held on its day. Any row that fits suffices; where no
// row held, nothing is asked.
func (s *standing) beyondAuthority(d *register.Decision) (Breach, bool) {
	likelihood, impact := s.criteria.Likelihood(d.At), d.At.HighestImpact()
	if d.Form != "acceptance" || d.By == "" || likelihood == nil || impact == nil {
		return Breach{}, false
	}
	var risks []string
	for _, id := range distinct(slices.Clone(d.Risks)) {
		if record := s.register.Risk(id); record != nil && !record.Provisional && !record.Closed() && s.acceptances[id] == d {
			risks = append(risks, id)
		}
	}
	level := s.criteria.Cell(*likelihood, *impact)
	held := heldOn(s.criteria.Authorities, d.On)
	if len(risks) == 0 || len(held) == 0 || level < 0 {
		return Breach{}, false
	}
	b := Breach{Kind: BeyondAuthority, Record: d, Path: []any{"by"}, Risks: risks, Excess: &Excess{Level: level, Held: held}}
	for _, row := range held {
		if !slices.ContainsFunc(row.By, func(party string) bool { return strings.TrimSpace(party) == strings.TrimSpace(d.By) }) {
			continue
		}
		low := level <= s.criteria.LevelIndex(row.Level)
		last := LastDay(row, d.On)
		short := last.IsZero() || !d.Until.After(last)
		switch {
		case low && short:
			return Breach{}, false
		case low && (b.Excess.Last.IsZero() || last.After(b.Excess.Last)):
			b.Path, b.Excess.Row, b.Excess.Last = []any{"until"}, row, last
		case short && b.Excess.Last.IsZero() && (b.Excess.Row == nil || s.criteria.LevelIndex(row.Level) > s.criteria.LevelIndex(b.Excess.Row.Level)):
			b.Path, b.Excess.Row = []any{"at"}, row
		}
	}
	return b, true
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

// LastDay gives the last day until which a row of authority lets a decision of a day hold; zero where it sets no limit.
func LastDay(row *register.Authority, on date.Date) date.Date {
	if row.Months == 0 {
		return date.Date{}
	}
	return on.AddMonths(row.Months)
}
