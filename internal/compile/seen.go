package compile

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/term"
)

// seen makes the chronicle that an audience may see: of each state the records that it might have seen then and may see now. A state that changed nothing of
// these is none. The nil seen sees nothing.
type seen struct {
	of    *Judged
	whole *chronicle.Builder
	b     *chronicle.Builder
	also  map[string]bool // ids that are withheld in every state, for the record is withheld now
	gone  map[string]bool // parties that are shown only where something visible names them, for in some state only withheld records did
	more  []string        // parties that turn out to be among them
	again bool

	pending *sighting // the newest state that changed anything, not yet in the chronicle
	at      []int     // by state of the chronicle, its number on the line
}

// keptSeen is what an audience may see of the states that are committed, as it is kept while a register is written.
type keptSeen struct {
	past    []byte
	states  []chronicle.State
	last    *assess.Assessment
	also    map[string]bool
	gone    map[string]bool
	more    []string
	pending *sighting
	at      []int
}

// keep gives what is known so far; nil of the nil seen.
func (n *seen) keep() (*keptSeen, error) {
	if n == nil {
		return nil, nil
	}
	past, err := n.b.Keep()
	k := &keptSeen{past: past, states: slices.Clone(n.b.Chronicle.States), last: n.b.Last(), also: n.also, gone: n.gone, more: slices.Clone(n.more), at: slices.Clone(n.at)}
	if n.pending != nil {
		pending := *n.pending
		k.pending = &pending
	}
	return k, err
}

// resume gives what takes up where keep was asked; nil where nothing was kept.
func (k *keptSeen) resume(j *Judged, whole *chronicle.Builder, head string, shallow bool) *seen {
	if k == nil || j.Reader == nil {
		return nil
	}
	n := &seen{of: j, whole: whole, b: chronicle.NewBuilder(head, shallow, false), also: k.also, gone: k.gone, more: slices.Clone(k.more), at: slices.Clone(k.at)}
	n.b.Told = true
	if !n.b.Resume(k.past, k.states) {
		return nil
	}
	n.b.Show(k.last)
	if k.pending != nil {
		pending := *k.pending
		n.pending = &pending
	}
	return n
}

// sighting is a state as an audience sees it.
type sighting struct {
	state chronicle.State
	part  *audience.Part
	at    int
}

func newSeen(j *Judged) *seen {
	part := j.Reader.Reduce(j.Assessment)
	return &seen{of: j, also: part.Withheld, gone: part.Gone}
}

// reader is the audience, as it may see any state.
func (n *seen) reader() *audience.Reader { return n.of.Reader.Also(n.also).Unnamed(n.gone) }

func (n *seen) begin(b *chronicle.Builder) {
	if n == nil {
		return
	}
	n.whole, n.pending, n.at = b, nil, nil
	n.b = chronicle.NewBuilder(b.Chronicle.Head, b.Chronicle.Shallow, b.Beginning())
	n.b.Told = true
}

// add takes up a state. Whole is nil where it does not read.
func (n *seen) add(at int, s chronicle.State, whole *assess.Assessment) {
	if n == nil {
		return
	}
	if !n.of.Reader.Audience.Git {
		s.Author, s.Authors, s.Subject, s.Signature = "", nil, "", ""
	}
	if whole == nil {
		n.flush()
		s.Fault = &chronicle.Fault{File: "content", Message: term.Words{Ja: "誤りのため読み込めません", En: "it cannot be read, for its errors"}} // nobody knows what of it may be seen
		n.b.Add(s, nil)
		n.at = append(n.at, at)
		return
	}
	part := n.reader().Reduce(whole)
	for party := range part.Gone {
		if !n.gone[party] {
			n.more = append(n.more, party)
		}
	}
	if p := n.pending; p != nil && p.part.Same(part) {
		p.state.Tags = append(slices.Clip(p.state.Tags), s.Tags...)
		if whole == n.of.Assessment {
			p.part, p.at = part, at // the present one is judged as of today, whenever it was written
		}
		return
	}
	n.flush()
	n.pending = &sighting{s, part, at}
}

func (n *seen) flush() {
	if p := n.pending; p != nil {
		n.b.Add(p.state, p.part.Assessment)
		n.owe(p)
		n.at = append(n.at, p.at)
		n.pending = nil
	}
}

// owe puts what moved in the newest state of the chronicle down to what moved it in the whole, since the state before that the audience sees.
func (n *seen) owe(p *sighting) {
	list := n.b.Chronicle.Changes
	if len(list) == 0 || list[len(list)-1].Commit != p.state.Commit {
		return
	}
	since := -1
	if len(n.at) > 0 {
		since = n.at[len(n.at)-1]
	}
	states, whole := map[string]bool{}, []compare.Move(nil)
	for i := since + 1; i <= p.at && i < len(n.whole.Chronicle.States); i++ {
		states[n.whole.Chronicle.States[i].Commit] = true
	}
	for i := range n.whole.Chronicle.Changes {
		if c := &n.whole.Chronicle.Changes[i]; states[c.Commit] {
			whole = append(whole, c.Risks...)
		}
	}
	moves := list[len(list)-1].Risks
	for i := range moves {
		if owed := moves[i].Owed(whole); owed != nil {
			moves[i].Because = owed
		}
	}
}

// end completes the chronicle. Then gives a state of the line, judged whole.
func (n *seen) end(then func(at int) (*assess.Assessment, error)) error {
	if n == nil {
		return nil
	}
	all := n.whole.FormerIDs(n.also)
	if n.again = len(all) > len(n.also) || len(n.more) > 0; n.again { // a record that is withheld now was seen under another name, or a party before it was hidden
		n.also, n.gone = all, maps.Clone(n.gone)
		for _, party := range n.more {
			n.gone[party] = true
		}
		n.more = nil
		return nil
	}
	n.flush()
	reader := n.reader()
	now := reader.Reduce(n.of.Assessment).Assessment
	if at, since := n.b.Choose(now); at >= 0 {
		was := now
		if at < len(n.at)-1 {
			whole, err := then(n.at[at])
			if err != nil {
				return err
			}
			was = reader.Reduce(whole).Assessment
		}
		n.b.Compare(at, since, was, now)
	}
	n.of.known = &n.b.Chronicle
	return nil
}

// done reports whether no state has to be looked at again.
func (n *seen) done() bool { return n == nil || !n.again }
