package site

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/riskbook/riskbook/internal/term"
)

// most is the number of different errors that are reported.
const most = 20

// Render renders every page and hands it, and every file, to the sink. Pages are taken from the sequence as workers come free, so that they need not all be held in memory.
//
// The sink gets the same files whatever the number of workers, in any order. A page with an error is never handed over; once there is an error nothing more is, while
// the remaining pages are still rendered so that all faults of the templates come to light. They are returned as Errors, in the order of the pages, a fault that several pages share once.
// After an error of the sink rendering stops, and when the context ends, whose error is then returned alone.
func Render(ctx context.Context, t *Theme, pages iter.Seq[Page], files iter.Seq[File], sink Sink, workers int) error {
	r := &rendering{theme: t, sink: sink, jobs: make(chan job, 64), stop: make(chan struct{})}
	var wait sync.WaitGroup
	for range max(workers, 1) {
		wait.Go(r.work)
	}
	r.feed(ctx, pages, files)
	close(r.jobs)
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return r.errors()
}

// job is one page or one file, at its place in the order.
type job struct {
	n    int
	page *Page // nil: file
	file File
}

type rendering struct {
	theme  *Theme
	sink   Sink
	jobs   chan job
	stop   chan struct{} // closed at the first error of the sink
	once   sync.Once
	failed atomic.Bool
	mu     sync.Mutex
	faults []fault
}

type fault struct {
	n   int
	err *Error
}

// feed hands out the jobs and refuses a path that comes twice.
func (r *rendering) feed(ctx context.Context, pages iter.Seq[Page], files iter.Seq[File]) {
	seen := make(map[string]struct{})
	n := 0
	hand := func(path string, j job) bool {
		j.n = n
		n++
		if _, twice := seen[path]; twice {
			r.fail(j.n, pathTwice(path))
			return true
		}
		seen[path] = struct{}{}
		select {
		case r.jobs <- j:
			return true
		case <-r.stop:
			return false
		case <-ctx.Done():
			return false
		}
	}
	if files != nil {
		for f := range files {
			if !hand(f.Path, job{file: f}) {
				return
			}
		}
	}
	if pages != nil {
		for p := range pages {
			if !hand(p.Path, job{page: &p}) {
				return
			}
		}
	}
}

func pathTwice(path string) *Error {
	return &Error{
		Page:    path,
		Message: term.Words{Ja: "同じパスのページが二つあります。", En: "two pages have this path"},
		Help:    term.Words{Ja: "識別子かページの名前を変えてください。", En: "change the id or the name of one of them"},
	}
}

// mostKept is the size up to which a worker keeps its buffer for the next page: the few that hold a long list are let go.
const mostKept = 1 << 20

func (r *rendering) work() {
	var buffer bytes.Buffer
	for j := range r.jobs {
		path := j.file.Path
		var data []byte
		if j.page != nil {
			if buffer.Cap() > mostKept {
				buffer = bytes.Buffer{}
			}
			buffer.Reset()
			if err := r.theme.page(&buffer, *j.page); err != nil {
				r.fail(j.n, err)
				continue
			}
			path, data = j.page.Path, buffer.Bytes()
		} else if made, err := j.file.data(); err != nil {
			r.fail(j.n, asError(err, path))
			continue
		} else {
			data = made
		}
		if r.failed.Load() {
			continue
		}
		if err := r.sink.Write(path, data); err != nil {
			r.fail(j.n, asError(err, path))
			r.once.Do(func() { close(r.stop) })
		}
	}
}

// page makes one page. A panic, which only a mistake in the program can cause, ends the page and not the program, so that the sink can still be put in order.
func (t *Theme) page(w *bytes.Buffer, p Page) (fault *Error) {
	defer func() {
		if cause := recover(); cause != nil {
			fault = &Error{
				Page:    p.Path,
				Message: term.Words{Ja: fmt.Sprintf("プログラムの誤りです：%v", cause), En: fmt.Sprintf("a mistake in the program: %v", cause)},
				Help:    term.Same(string(debug.Stack())),
			}
		}
	}()
	if err := t.Render(w, p.Template, p.View()); err != nil {
		return asError(err, p.Path)
	}
	return nil
}

// asError names the page in an error.
func asError(err error, page string) *Error {
	var e *Error
	if !errors.As(err, &e) {
		return &Error{Page: page, Message: term.Same(err.Error()), Err: err}
	}
	named := *e
	named.Page = cmp.Or(e.Page, page)
	return &named
}

func (r *rendering) fail(n int, err *Error) {
	r.failed.Store(true)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fault{n, err})
}

// errors gives the faults in the order of the pages, each place and message once.
func (r *rendering) errors() error { return distinctFaults(r.faults) }

func distinctFaults(faults []fault) error {
	slices.SortFunc(faults, func(a, b fault) int { return cmp.Compare(a.n, b.n) })
	type key struct{ place, message string }
	seen := make(map[key]bool)
	var list Errors
	for _, f := range faults {
		e := *f.err
		k := key{fmt.Sprint(e.Place), e.Message.En}
		if e.Place.File == "" {
			k.place = e.Page
		}
		if seen[k] || len(list) == most {
			continue
		}
		seen[k] = true
		list = append(list, f.err)
	}
	return list.orNil()
}
