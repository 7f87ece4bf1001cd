package compile

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Remember reads what the register knew in each state on the line of the commit that is checked out, and makes the present register know it: what the past
// says of its evaluations is added to them. OnDisk says that the register at hand is the working tree's, which may hold what is not committed; otherwise
// it is the register as it was in head.
//
// What is found out is kept for another time in the store, where there is one. It makes no difference but in time.
func (j *Judged) Remember(ctx context.Context, r *history.Repository, head history.Commit, onDisk bool, store Store) error {
	if j.Reader == nil {
		return remember(ctx, j, r, head, onDisk, store, nil, nil)
	}
	seen := newSeen(j)
	for {
		if err := remember(ctx, j, r, head, onDisk, nil, seen, nil); err != nil || seen.done() {
			return err
		}
	}
}

// remember is Remember; seen takes up what an audience may see of each state, kept what is known before what is not committed is added.
func remember(ctx context.Context, j *Judged, r *history.Repository, head history.Commit, onDisk bool, store Store, seen *seen, kept *Recollection) error {
	line := &history.Line{}
	if head.Hash != "" {
		var err error
		if line, err = r.Line(ctx, head); err != nil {
			return err
		}
	}
	uncommitted := kept != nil && kept.Unsaved
	if onDisk && !uncommitted {
		var err error
		if uncommitted, err = hasUncommitted(ctx, j, r, head); err != nil {
			return err
		}
	}
	b := chronicle.NewBuilder(head.Hash, line.Shallow, len(line.States) > 0 && line.States[0].Boundary)
	seen.begin(b)
	w := &walk{j: j, line: line, store: store, seen: seen, b: b, x: &witness{whole: seen != nil}, uncommitted: uncommitted, ends: len(line.States)}
	if !uncommitted {
		w.ends--
	}
	w.first = resume(b, line, w.ends, store)
	w.from = len(b.Chronicle.States)
	var err error
	if w.signatures, err = line.Signatures(ctx, w.from); err != nil {
		return err
	}
	w.behind = newTurns()
	defer w.behind.end()
	defer letGarbageLie()()
	err = line.Walk(ctx, w.first, w.state)
	w.behind.end()
	if err != nil {
		return err
	}
	if uncommitted {
		if len(line.States) >= w.from+keepFrom {
			keep(b, line, w.ends, store)
		}
		kept.keep(b, line, seen)
		b.Add(chronicle.State{On: j.Assessment.AsOf}, j.Assessment)
		seen.add(len(line.States), chronicle.State{On: j.Assessment.AsOf}, j.Assessment)
	}
	if err := complete(ctx, j, b, w.x, r, line, kept); err != nil {
		return err
	}
	return seen.end(func(i int) (*assess.Assessment, error) {
		if i >= len(line.States) {
			return j.Assessment, nil
		}
		return w.x.at(ctx, r, line.States[i])
	})
}

// walk goes along the line of states, from the first to the last.
type walk struct {
	j           *Judged
	line        *history.Line
	store       Store
	seen        *seen // nil where every reader may see everything
	b           *chronicle.Builder
	x           *witness
	behind      *turns
	uncommitted bool              // the register at hand is none of the states
	ends        int               // the states before are what they are whenever they are looked at
	first, from int               // where the walk begins, and the first state that is not known yet
	signatures  []signature.State // of the states from there on
}

// state takes up a state.
func (w *walk) state(i int, folder fs.FS, changed []string) error {
	if i == w.ends && i >= w.from+keepFrom {
		w.behind.do(func() { keep(w.b, w.line, w.ends, w.store) })
	}
	s, asOf := stateOf(&w.line.States[i]), Zoned(w.line.States[i].Time)
	if i >= w.from {
		s.Signature = w.signatures[i-w.from]
	}
	if i == len(w.line.States)-1 && !w.uncommitted {
		if on, err := asOf(w.j.Register); err == nil {
			s.On = on
		}
		w.behind.do(func() {
			w.b.Add(s, w.j.Assessment)
			w.seen.add(i, s, w.j.Assessment)
		})
		return nil
	}
	if i < w.from && i > w.first {
		w.x.read = false
		return nil // it does not read, or it was not the last that did
	}
	a, on, fault, err := w.x.see(folder, changed, asOf)
	if err != nil {
		return err
	}
	if i < w.from {
		if a != nil {
			w.b.Show(a)
		}
		return nil
	}
	s.On, s.Fault = on, fault
	w.behind.do(func() {
		if w.seen == nil {
			w.b.Pass(s, a)
			return
		}
		w.b.Add(s, a)
		w.seen.add(i, s, a)
	})
	return nil
}

// turns does one thing after another beside whoever asks for them: a state is compared while the next one is judged.
type turns struct {
	next chan func()
	done chan struct{}
	once sync.Once
}

// mostBehind is how many states wait to be compared: each is held in memory.
const mostBehind = 2

func newTurns() *turns {
	t := &turns{next: make(chan func(), mostBehind), done: make(chan struct{})}
	go func() {
		defer close(t.done)
		for f := range t.next {
			f()
		}
	}()
	return t
}

func (t *turns) do(f func()) { t.next <- f }

// end waits until all is done.
func (t *turns) end() {
	t.once.Do(func() { close(t.next) })
	<-t.done
}

// Zoned gives the day of a moment in the time zone of a register; midnight UTC begins the day where it names none that exists.
func Zoned(at time.Time) func(*register.Register) (date.Date, error) {
	return func(r *register.Register) (date.Date, error) {
		zone := zoneOf(r.Config.TimeZone)
		if zone == nil {
			zone = time.UTC
		}
		return date.FromTime(at.In(zone)), nil
	}
}

// zones are the time zones that were asked for, by name; nil where there is none.
var zones sync.Map

// zoneOf gives a time zone that is the same on every machine; nil where there is none of the name.
func zoneOf(name string) *time.Location {
	if known, asked := zones.Load(name); asked {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		zone = nil
	}
	zones.Store(name, zone)
	return zone
}

// InZone gives a register of which only the time zone is known, from the text of its riskbook.toml.
func InZone(config []byte) *register.Register {
	r := &register.Register{}
	doc, _ := source.Parse("content/riskbook.toml", config, source.DefaultLimits)
	if zone := doc.Table.At("time_zone"); zone != nil {
		r.Config.TimeZone = zone.Text
	}
	return r
}

func stateOf(s *history.State) chronicle.State {
	return chronicle.State{Commit: s.Commit, Author: s.Author, Authors: s.Authors, Subject: s.Subject, Tags: s.Tags}
}

// witness judges states one after another, and reads of each only what is another than before.
type witness struct {
	source   source.Memo
	register register.Memo
	bodies   body.Memo
	read     bool // the last state that was read is the one before the next
	whole    bool // all that can be judged is asked for, not what figures and moves are made of
	last     *assess.Assessment
	quoted   []*source.Record // of the last tree, and whether they quote: see quoting
	quotes   []bool
}

// see judges the register in a folder as of a day. Of one that cannot be understood it gives the first fault, and no assessment.
// Changed are the paths at which it differs from the one that was seen before, where that was the state before.
func (x *witness) see(folder fs.FS, changed []string, asOf func(*register.Register) (date.Date, error)) (*assess.Assessment, date.Date, *chronicle.Fault, error) {
	if _, err := fs.Lstat(folder, "content/riskbook.toml"); err != nil {
		x.read = false
		on, err := asOf(&register.Register{})
		return nil, on, &chronicle.Fault{File: "content/riskbook.toml", Message: term.Words{Ja: "content/riskbook.toml がありません", En: "there is no content/riskbook.toml"}}, err
	}
	var tree *source.Tree
	var err error
	if x.read {
		tree, err = x.source.ReadChanged(folder, changed)
	} else {
		tree, err = x.source.Read(folder)
	}
	if err != nil {
		return nil, date.Date{}, nil, err
	}
	x.read = true
	j := &Judged{Folder: folder, Register: x.register.Understand(tree)}
	checkSurroundings(j)
	on, err := asOf(j.Register)
	if err != nil {
		return nil, on, nil, err
	}
	a := x.judge(j.Register, on)
	told, quoting := a, x.quoting(tree)
	if !x.whole && quoting {
		told = assess.Assess(j.Register, on) // texts may quote anything
	}
	bodies := x.bodies.Read(desk.Speak, j.Register, func() *assess.Assessment { return told }, false)
	if stopping := check.Stopped(told, bodies.List, quoting); len(stopping) > 0 {
		d := &stopping[0]
		return nil, on, &chronicle.Fault{File: d.Place.File, Line: d.Place.Line, Rule: string(d.Rule), Message: d.Message}, nil
	}
	return a, on, nil, nil
}

// judge judges a state, by what was judged of the one before.
func (x *witness) judge(r *register.Register, on date.Date) *assess.Assessment {
	if x.whole {
		return assess.Assess(r, on)
	}
	x.last = assess.Follow(x.last, r, on)
	return x.last
}

// quoting reports whether a text may quote figures of the register.
func (x *witness) quoting(tree *source.Tree) bool {
	marked := func(text string) bool { return strings.Contains(text, "[[") && len(live.Marks(text)) > 0 }
	files := map[*source.File]bool{} // of many records
	quotes := make([]bool, len(tree.Records))
	for i, r := range tree.Records {
		if i < len(x.quoted) && x.quoted[i] == r {
			quotes[i] = x.quotes[i]
			continue
		}
		known, looked := files[r.File]
		if !looked {
			known = marked(string(r.File.Data))
			files[r.File] = known
		}
		quotes[i] = known || marked(r.Body.Text) || slices.ContainsFunc(r.Translations, func(b source.Body) bool { return marked(b.Text) })
	}
	x.quoted, x.quotes = tree.Records, quotes
	return slices.Contains(quotes, true)
}

// at judges the register as it was in one state.
func (x *witness) at(ctx context.Context, r *history.Repository, s history.State) (*assess.Assessment, error) {
	folder, err := r.Tree(ctx, history.Commit{Hash: s.Commit})
	if err != nil {
		return nil, err
	}
	if folder == nil {
		return nil, errGone
	}
	x.read, x.whole = false, true
	a, _, _, err := x.see(folder, nil, Zoned(s.Time))
	x.read = false
	if err == nil && a == nil {
		err = errGone
	}
	return a, err
}

var errGone = errors.New("a state of the register is no longer what it was a moment ago")

// hasUncommitted reports whether content/ on disk is another than in the commit that is checked out.
func hasUncommitted(ctx context.Context, j *Judged, r *history.Repository, head history.Commit) (bool, error) {
	if head.Hash == "" {
		return true, nil
	}
	known, dirty, err := r.Uncommitted(ctx, head, j.Folder, source.Ignored)
	if err != nil || dirty {
		return dirty, err
	}
	for i, name := range known {
		known[i] = norm.NFC.String(name)
	}
	slices.Sort(known)
	for _, f := range j.Register.Tree.Files {
		if _, committed := slices.BinarySearch(known, f.Path); !committed {
			return true, nil
		}
	}
	return false, nil
}

// OnDay gives the newest state on the line of a commit that is dated no later than a day, each by its own time zone; its hash is empty where there is none.
func OnDay(ctx context.Context, r *history.Repository, head history.Commit, day date.Date) (history.Commit, error) {
	line, err := r.Line(ctx, head)
	if err != nil {
		return history.Commit{}, err
	}
	for _, s := range slices.Backward(line.States) {
		if date.FromTime(s.Time.UTC()).AddDays(-1).After(day) {
			continue // in whatever time zone: nothing has to be read
		}
		known := &register.Register{}
		if data, err := r.File(ctx, history.Commit{Hash: s.Commit}, "content/riskbook.toml"); err == nil {
			known = InZone(data)
		}
		if on, err := Zoned(s.Time)(known); err == nil && !on.After(day) {
			return history.Commit{Name: day.String(), Hash: s.Commit}, nil
		}
	}
	return history.Commit{}, nil
}
