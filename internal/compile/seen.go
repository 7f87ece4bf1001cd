package compile

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/term"
)

// seen makes the chronicle that an audience may see: of each state the records that it might have seen then and may see now. A state that changed nothing of
// these is none. The nil seen sees nothing.
type seen struct {
	of    *Judged
	whole *chronicle.Builder
	b     *chronicle.Builder
	also  map[string]bool // ids that are withheld in every state, for the record is withheld now
	again bool

	pending *sighting // the newest state that changed anything, not yet in the chronicle
	at      []int     // by state of the chronicle, its number on the line
}

// sighting is a state as an audience sees it.
type sighting struct {
	state chronicle.State
	part  *audience.Part
	at    int
}

func newSeen(j *Judged, withheld map[string]bool) *seen { return &seen{of: j, also: withheld} }

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
	part := n.of.Reader.Also(n.also).Reduce(whole)
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
		n.at = append(n.at, p.at)
		n.pending = nil
	}
}

// end completes the chronicle. Then gives a state of the line, judged whole.
func (n *seen) end(then func(at int) (*assess.Assessment, error)) error {
	if n == nil {
		return nil
	}
	if all := n.whole.FormerIDs(n.also); len(all) > len(n.also) {
		n.also, n.again = all, true // a record that is withheld now was seen under another name
		return nil
	}
	n.again = false
	n.flush()
	reader := n.of.Reader.Also(n.also)
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
func (n *seen) done() bool { return !n.again }
