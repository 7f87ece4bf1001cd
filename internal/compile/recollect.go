package compile

import (
	"bytes"
	"context"
	"encoding/json"

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

	reader string    // who reads, and what is withheld from them; empty: who may see all
	seen   *keptSeen // what they may see of these states
}

// Remember does what Judged.Remember does for the register on disk in the commit that is checked out. Where the register on disk is what is committed, or the
// commits are others, the history is read.
func (m *Recollection) Remember(ctx context.Context, j *Judged, r *history.Repository, head history.Commit, names []byte, store Store) error {
	reader := readerOf(j)
	if m.past == nil || m.reader != reader || !bytes.Equal(m.names, names) {
		return m.read(ctx, j, r, head, names, store)
	}
	b := chronicle.NewBuilder(head.Hash, m.line.Shallow, false)
	seen := m.seen.resume(j, b, head.Hash, m.line.Shallow)
	if !b.Resume(m.past, statesOf(m.line, len(m.line.States))) || j.Reader != nil && seen == nil {
		return m.read(ctx, j, r, head, names, store)
	}
	b.Show(m.last)
	x := &witness{whole: seen != nil}
	state := chronicle.State{On: j.Assessment.AsOf}
	b.Add(state, j.Assessment)
	seen.add(len(m.line.States), state, j.Assessment)
	if err := complete(ctx, j, b, x, r, m.line, m); err != nil {
		return err
	}
	if err := seen.end(func(i int) (*assess.Assessment, error) {
		if i >= len(m.line.States) {
			return j.Assessment, nil
		}
		return m.at(ctx, x, r, m.line, i)
	}); err != nil {
		return err
	}
	if seen.done() {
		return nil
	}
	return m.read(ctx, j, r, head, names, store)
}

// read reads the history, and keeps what is found out of it.
func (m *Recollection) read(ctx context.Context, j *Judged, r *history.Repository, head history.Commit, names []byte, store Store) error {
	*m = Recollection{Unsaved: m.Unsaved, names: names, reader: readerOf(j)}
	if j.Reader == nil {
		return remember(ctx, j, r, head, true, store, nil, m)
	}
	seen := newSeen(j)
	for {
		if err := remember(ctx, j, r, head, true, nil, seen, m); err != nil || seen.done() {
			return err
		}
	}
}

// readerOf names the audience that a register is judged for, by all that decides what it may see of former states; empty: who may see all.
func readerOf(j *Judged) string {
	if j.Reader == nil {
		return ""
	}
	part := j.Reader.Reduce(j.Assessment)
	text, err := json.Marshal([]any{j.Reader.Audience, part.Withheld, part.Gone})
	if err != nil {
		panic(err) // words and ids
	}
	return string(text)
}

// keep takes up what is known before what is not committed is added. The nil Recollection keeps nothing.
func (m *Recollection) keep(b *chronicle.Builder, line *history.Line, seen *seen) {
	if m == nil {
		return
	}
	past, err := b.Keep()
	if err != nil {
		return
	}
	kept, err := seen.keep()
	if err != nil {
		return
	}
	m.past, m.line, m.last, m.then, m.seen = past, line, b.Last(), map[int]*assess.Assessment{}, kept
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
