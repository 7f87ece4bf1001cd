package compile

import (
	"bytes"
	"context"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/history"
)

// Recollection is what Remember found out about the commits of a repository, for a register on disk that is judged again and again while it is written: as long
// as the commits and tags are the same, only what is not committed is compared anew. The zero Recollection is ready; it serves one register at a time.
type Recollection struct {
	Unsaved bool // what is judged may be another than what is on disk: it is always taken as not committed

	names []byte // the commits and tags, as history.Names gives them
	past  []byte // the states that are committed, as a builder keeps them; nil: nothing is known
	line  *history.Line
	last  *assess.Assessment         // of the last of them that reads
	then  map[int]*assess.Assessment // those that were compared with, by their number
}

// Remember does what Judged.Remember does for the register on disk in the commit that is checked out. Where the register on disk is what is committed, or the
// commits are others, the history is read.
func (m *Recollection) Remember(ctx context.Context, j *Judged, r *history.Repository, head history.Commit, names []byte, store Store) error {
	if m.past == nil || !bytes.Equal(m.names, names) {
		*m = Recollection{Unsaved: m.Unsaved, names: names}
		return remember(ctx, j, r, head, true, store, nil, m)
	}
	b := chronicle.NewBuilder(head.Hash, m.line.Shallow, false)
	if !b.Resume(m.past, statesOf(m.line, len(m.line.States))) {
		*m = Recollection{Unsaved: m.Unsaved}
		return remember(ctx, j, r, head, true, store, nil, m)
	}
	b.Show(m.last)
	b.Add(chronicle.State{On: j.Assessment.AsOf}, j.Assessment)
	return complete(ctx, j, b, &witness{}, r, m.line, m)
}

// keep takes up what is known before what is not committed is added. The nil Recollection keeps nothing.
func (m *Recollection) keep(b *chronicle.Builder, line *history.Line) {
	if m == nil {
		return
	}
	past, err := b.Keep()
	if err != nil {
		return
	}
	m.past, m.line, m.last, m.then = past, line, b.Last(), map[int]*assess.Assessment{}
}

// at is witness.at, once for each state.
func (m *Recollection) at(ctx context.Context, x *witness, r *history.Repository, line *history.Line, state int) (*assess.Assessment, error) {
	if m != nil && m.then[state] != nil {
		return m.then[state], nil
	}
	a, err := x.at(ctx, r, line.States[state])
	if err == nil && m != nil && m.then != nil {
		m.then[state] = a
	}
	return a, err
}

// complete compares with a former state and takes up the chronicle.
func complete(ctx context.Context, j *Judged, b *chronicle.Builder, x *witness, r *history.Repository, line *history.Line, m *Recollection) error {
	if at, since := b.Choose(j.Assessment); at >= 0 {
		then := j.Assessment
		if at < len(b.Chronicle.States)-1 {
			var err error
			if then, err = m.at(ctx, x, r, line, at); err != nil {
				return err
			}
		}
		b.Compare(at, since, then, j.Assessment)
	}
	j.Chronicle = &b.Chronicle
	j.Assessment.Memory = b.Chronicle.Memory()
	return nil
}
