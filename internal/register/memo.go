package register

import (
	"reflect"
	"slices"

	"github.com/riskbook/riskbook/internal/source"
)

// Memo remembers the records of a register, so that the next time only those that changed are given their meaning. The zero Memo remembers nothing yet.
// What it gives is what would come out without it; registers share entries, which nobody changes. It serves one register at a time.
type Memo struct {
	last      *Register // nil at first
	known     map[*source.Record]*understood
	next      map[*source.Record]*understood // known, for the register at hand
	list      []*understood                  // of the last register, by the place of the record in its tree; nil: of no kind, or not readable
	documents []Reference                    // of the documents of the last register
	alike     bool                           // the register at hand has the same ids, criteria, parties and obligations as the last: what settled then settles now
}

// understood is a record with its type, and what it claims of the rest of the register.
type understood struct {
	entry      Entry
	claims     []claim
	faulty     bool        // it is read again each time, since faults are counted by file
	settled    bool        // all claims hold
	references []Reference // where they do
}

// begin prepares for a register whose configuration and criteria are known.
func (m *Memo) begin(r *Register) {
	if m.last != nil && (!slices.Equal(m.last.named, r.named) || (m.last.named == nil) != (r.named == nil) || !reflect.DeepEqual(m.last.Config.Declared, r.Config.Declared)) {
		*m = Memo{}
	}
	m.next = make(map[*source.Record]*understood, len(r.Tree.Records))
	m.alike = m.last != nil && alike(m.last.Tree, r.Tree)
}

// alike tells whether claims that held in one tree hold in another.
func alike(a, b *source.Tree) bool {
	return a.Criteria == b.Criteria && a.Parties == b.Parties && slices.EqualFunc(a.Records, b.Records, func(a, b *source.Record) bool {
		return a == b || a.ID == b.ID && a.Folder == b.Folder && a.Broken == b.Broken && a.Folder != "obligations"
	})
}

// remember keeps a record for the next time. Those that are completed from the rest of the register are not kept: indicators from the files of their
// readings, terms from the limits.
func (m *Memo) remember(rec *source.Record, u *understood) {
	switch u.entry.(type) {
	case *Indicator, *Term:
		return
	}
	if !u.faulty {
		m.next[rec] = u
	}
}

// settle holds the claims of the documents, then those of the records in their order.
func (m *Memo) settle(r *Register, claims []claim, list []*understood) {
	guess := &guesser{r: r}
	r.settle(claims, guess)
	m.documents = slices.Clone(r.References)
	for _, u := range list {
		if u == nil {
			continue
		}
		if u.settled && m.alike {
			r.References = append(r.References, u.references...)
			continue
		}
		references, faults, counts := len(r.References), len(r.Faults), r.counts[u.entry.Of().Source.File]
		r.settle(u.claims, guess)
		u.settled = len(r.Faults) == faults && r.counts[u.entry.Of().Source.File] == counts
		u.references = nil
		if u.settled {
			u.references = slices.Clone(r.References[references:])
		}
	}
}

// end keeps what the next register is held against.
func (m *Memo) end(r *Register, list []*understood) {
	m.last, m.list, m.known, m.next = r, list, m.next, nil
}
