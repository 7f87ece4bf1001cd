package preview

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/riskbook/riskbook/internal/source"
)

// tops are the folders of a register that a site is made from.
var tops = []string{"content", "templates", "themes"}

// How long nothing must happen before a change counts as complete: an editor writes a file in several steps, a branch switch a thousand files.
const (
	quietFew  = 15 * time.Millisecond
	quietMany = 150 * time.Millisecond
	many      = 20              // changed files from which the longer time holds
	longest   = 3 * time.Second // a stream of changes without end is built all the same
)

// How often all files are looked at: rarely where the system tells of changes, since it does not tell of all (network folders, what a link leads to);
// often where it cannot. Looking takes at most a hundredth, or a tenth, of the time.
const (
	pollWatching = 2 * time.Second
	pollAlone    = 400 * time.Millisecond
)

// watcher finds out which files of a register changed.
type watcher struct {
	root   string
	notify *fsnotify.Watcher // nil where the system cannot watch
	ready  chan struct{}     // holds a token when there are pending paths

	mu      sync.Mutex
	pending map[string]bool // changed paths from the root, slash-separated; true for one that was not there before
	last    time.Time       // of the newest change
	seen    map[string]stamp
	failed  error // why a folder could not be watched
}

// stamp tells two states of a file apart.
type stamp struct {
	size int64
	time time.Time
	mode fs.FileMode
}

// newWatcher begins to watch. What changes from now on is told.
func newWatcher(root string) *watcher {
	w := &watcher{root: root, ready: make(chan struct{}, 1), pending: map[string]bool{}, seen: map[string]stamp{}}
	if w.notify, w.failed = fsnotify.NewWatcher(); w.failed != nil {
		w.notify = nil
	}
	w.watch(root)
	for _, top := range tops {
		w.scan(top, w.seen)
	}
	return w
}

// watch asks the system to tell of what happens in a folder.
func (w *watcher) watch(folder string) {
	if w.notify == nil {
		return
	}
	if err := w.notify.Add(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.failed = err
	}
}

// scan notes the state of a file, or of a folder with all in it, and watches the folders.
func (w *watcher) scan(name string, into map[string]stamp) {
	from := filepath.Join(w.root, filepath.FromSlash(name))
	filepath.WalkDir(from+string(filepath.Separator), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read is told by the build
		}
		relative, err := filepath.Rel(w.root, path)
		if err != nil || !concerns(filepath.ToSlash(relative)) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		relative = filepath.ToSlash(relative)
		if entry.IsDir() {
			_, known := w.seen[relative]
			into[relative] = stamp{mode: fs.ModeDir}
			if !known {
				w.watch(filepath.Clean(path))
			}
			return nil
		}
		if s, ok := stampOf(path); ok {
			into[relative] = s
		}
		return nil
	})
}

// stampOf gives the state of what a path leads to.
func stampOf(path string) (stamp, bool) {
	info, err := os.Stat(path)
	if err != nil {
		if info, err = os.Lstat(path); err != nil {
			return stamp{}, false
		}
	}
	if info.IsDir() {
		return stamp{mode: fs.ModeDir}, true
	}
	return stamp{info.Size(), info.ModTime(), info.Mode()}, true
}

// concerns tells whether a path is one that a site is made from, and not an editor's own.
func concerns(path string) bool {
	parts := strings.Split(path, "/")
	return slices.Contains(tops, parts[0]) && !slices.ContainsFunc(parts, source.Ignored)
}

// run gathers changes until the context ends. The function is called once, where a folder cannot be watched, with the reason.
func (w *watcher) run(ctx context.Context, blind func(error)) {
	var events chan fsnotify.Event
	var faults chan error
	if w.notify != nil {
		defer w.notify.Close()
		events, faults = w.notify.Events, w.notify.Errors
	}
	poll := time.NewTimer(w.pause(0))
	defer poll.Stop()
	told := false
	for {
		if w.failed != nil && !told {
			told = true
			blind(w.failed)
			poll.Reset(pollAlone)
		}
		select {
		case <-ctx.Done():
			return
		case e, ok := <-events:
			if !ok {
				events = nil
				continue
			}
			w.event(e)
		case _, ok := <-faults:
			if !ok {
				faults = nil
				continue
			}
			w.look() // events were lost
		case <-poll.C:
			start := time.Now()
			w.look()
			poll.Reset(w.pause(time.Since(start)))
		}
	}
}

// pause is how long to wait before looking again, when looking took so long.
func (w *watcher) pause(took time.Duration) time.Duration {
	if w.failed != nil {
		return max(pollAlone, 10*took)
	}
	return max(pollWatching, 100*took)
}

// event notes what the system tells.
func (w *watcher) event(e fsnotify.Event) {
	relative, err := filepath.Rel(w.root, e.Name)
	name := filepath.ToSlash(relative)
	if err != nil || !concerns(name) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now, there := stampOf(e.Name)
	before, known := w.seen[name]
	if e.Op == fsnotify.Chmod && there && known && now == before {
		return
	}
	if before.mode.IsDir() && (!there || e.Has(fsnotify.Rename|fsnotify.Remove)) {
		w.forget(name)
	}
	switch {
	case there && now.mode.IsDir() && !entered(e.Name, name):
		w.seen[name] = now
	case there && now.mode.IsDir():
		if known && before == now && !e.Has(fsnotify.Create|fsnotify.Rename|fsnotify.Remove) {
			return
		}
		delete(w.seen, name)
		inside := map[string]stamp{}
		w.scan(name, inside)
		for path, s := range inside {
			w.seen[path] = s
			w.note(path, true)
		}
	case there:
		w.seen[name] = now
	default:
		delete(w.seen, name)
	}
	w.note(name, !known)
}

// entered tells whether a folder is one that a register is read from: links to folders are none, but for the uppermost. They may lead anywhere.
func entered(path, name string) bool {
	info, err := os.Lstat(path)
	return err == nil && (info.IsDir() || slices.Contains(tops, name))
}

// forget lets go of a folder that went away, with all in it.
func (w *watcher) forget(folder string) {
	for path, s := range w.seen {
		if path != folder && !strings.HasPrefix(path, folder+"/") {
			continue
		}
		if s.mode.IsDir() && w.notify != nil {
			w.notify.Remove(filepath.Join(w.root, filepath.FromSlash(path))) // it may be gone already
		}
		delete(w.seen, path)
		w.note(path, false)
	}
}

// note adds a changed path. The mutex is held.
func (w *watcher) note(path string, fresh bool) {
	if was, noted := w.pending[path]; noted {
		fresh = was
	}
	w.pending[path] = fresh
	w.last = time.Now()
	select {
	case w.ready <- struct{}{}:
	default:
	}
}

// look compares all files with what was seen of them.
func (w *watcher) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := make(map[string]stamp, len(w.seen))
	for _, top := range tops {
		w.scan(top, now)
	}
	for path, s := range now {
		if before, known := w.seen[path]; !known || before != s {
			w.note(path, !known)
		}
	}
	for path := range w.seen {
		if _, there := now[path]; !there {
			w.note(path, false)
		}
	}
	w.seen = now
}

// settle waits until a change is complete and gives the changed paths, sorted.
func (w *watcher) settle(ctx context.Context) []string {
	start := time.Now()
	for {
		w.mu.Lock()
		quiet := quietFew
		if len(w.pending) > many {
			quiet = quietMany
		}
		wait := time.Until(w.last.Add(quiet))
		if wait <= 0 || time.Since(start) > longest {
			changed := w.take()
			w.mu.Unlock()
			return changed
		}
		w.mu.Unlock()
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil
		}
	}
}

// take gives the changed paths, sorted, and begins anew. An editor's file that came and went is none. The mutex is held.
func (w *watcher) take() []string {
	var changed []string
	for path, fresh := range w.pending {
		if _, there := w.seen[path]; there || !fresh {
			changed = append(changed, path)
		}
	}
	slices.Sort(changed)
	w.pending = map[string]bool{}
	return changed
}
