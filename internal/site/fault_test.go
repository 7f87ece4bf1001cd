package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var errFault = errors.New("fault")

// faulty is a disk that fails at its nth operation, and at all after it where the disk stays broken. Halves of what was asked may be done before it fails.
type faulty struct {
	disk
	abilities
	mu     sync.Mutex
	at     int // the operation that fails, counted from 0
	stays  bool
	count  int
	failed []string // what failed
}

// abilities are what a disk can and cannot do.
type abilities struct {
	cannotSwap bool // no exchange
	cannotSync bool // no syncAll
	syncsEach  bool // few new files
	workers    bool // several write at once
}

// next counts an operation and tells whether it fails.
func (d *faulty) next(op string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.count
	d.count++
	if n == d.at || d.stays && n > d.at {
		d.failed = append(d.failed, op)
		return true
	}
	return false
}

func (d *faulty) exchange(a, b string) error {
	if d.cannotSwap {
		return fmt.Errorf("%w: exchange", errors.ErrUnsupported)
	}
	if d.next("exchange") {
		return errFault
	}
	return d.disk.exchange(a, b)
}

func (d *faulty) link(old, name string) error {
	if d.next("link") {
		return errFault
	}
	return d.disk.link(old, name)
}

func (d *faulty) lock(path string) (lock, error) {
	if d.next("lock") {
		return nil, errFault
	}
	l, err := d.disk.lock(path)
	return &faultyLock{l, d, path}, err
}

func (d *faulty) lstat(path string) (fs.FileInfo, error) {
	if d.next("lstat") {
		return nil, errFault
	}
	return d.disk.lstat(path)
}

func (d *faulty) mkdir(path string) error {
	if d.next("mkdir") {
		return errFault
	}
	return d.disk.mkdir(path)
}

func (d *faulty) nest(path string) (string, error) {
	if d.next("nest") {
		return "", errors.Join(errFault, os.Mkdir(path, 0o755))
	}
	return d.disk.nest(path)
}

func (d *faulty) readDir(path string) ([]fs.DirEntry, error) {
	if d.next("readDir") {
		return nil, errFault
	}
	return d.disk.readDir(path)
}

func (d *faulty) readFile(path string) ([]byte, error) {
	if d.next("readFile") {
		return nil, errFault
	}
	return d.disk.readFile(path)
}

func (d *faulty) remove(path string) error {
	if d.next("remove") {
		return errFault
	}
	return d.disk.remove(path)
}

func (d *faulty) removeAll(path string) error {
	if d.next("removeAll") {
		os.Remove(filepath.Join(path, "index.html"))
		return errFault
	}
	return d.disk.removeAll(path)
}

func (d *faulty) rename(old, name string) error {
	if d.next("rename") {
		return errFault
	}
	return d.disk.rename(old, name)
}

func (d *faulty) sync(path string) error {
	if d.next("sync") {
		return errFault
	}
	return nil
}

func (d *faulty) syncAll(path string) error {
	if d.cannotSync {
		return fmt.Errorf("%w: syncAll", errors.ErrUnsupported)
	}
	if d.next("syncAll") {
		return errFault
	}
	return nil
}

func (d *faulty) write(path string, data []byte) (fs.FileInfo, error) {
	if d.next("write") {
		return nil, errors.Join(errFault, os.WriteFile(path, data[:len(data)/2], 0o600))
	}
	return d.disk.write(path, data)
}

type faultyLock struct {
	lock
	d    *faulty
	path string
}

// release that fails leaves the file behind, as a process does that ends.
func (l *faultyLock) Release() error {
	if l.d.next("release") {
		return errors.Join(errFault, l.lock.Release(), os.WriteFile(l.path, nil, 0o644))
	}
	return l.lock.Release()
}

// TestEveryOperationFails makes every operation of a build fail in turn: once, and with all that follow. The site is then the old one or the new one, whole;
// an error is returned unless the new one came about without the operation; nothing lies beside it where the disk works again; and the next build succeeds and leaves nothing either.
func TestEveryOperationFails(t *testing.T) {
	for _, tc := range []struct {
		about    string
		can      abilities
		out      string
		old, new map[string]string // old nil: there is no site yet
	}{
		{"first build", abilities{}, "public", nil, newSite},
		{"first build, folders missing", abilities{}, "new/folders/public", nil, newSite},
		{"change", abilities{}, "public", oldSite, newSite},
		{"few new files", abilities{syncsEach: true}, "public", oldSite, newSite},
		{"files removed only", abilities{}, "public", newSite, map[string]string{"index.html": "new", "same.html": "same"}},
		{"nothing changed", abilities{}, "public", oldSite, oldSite},
		{"no exchange", abilities{cannotSwap: true}, "public", oldSite, newSite},
		{"several workers, first build", abilities{workers: true}, "public", nil, newSite},
		{"several workers", abilities{workers: true}, "public", oldSite, newSite},
		{"no syncing of everything", abilities{cannotSync: true}, "public", oldSite, newSite},
	} {
		for _, stays := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, stays %v", tc.about, stays), func(t *testing.T) {
				n := 0
				for ; ; n++ {
					d := &faulty{disk: hasty{}, abilities: tc.can, at: n, stays: stays}
					if !failsWell(t, d, tc.out, tc.old, tc.new) {
						break
					}
					if t.Failed() {
						t.Fatalf("operation %d, %v", n, d.failed)
					}
				}
				if n < 10 {
					t.Errorf("only %d operations were made to fail", n)
				}
			})
		}
	}
}

// failsWell runs one build on a disk that fails and judges what is left; it tells whether the disk failed at all.
func failsWell(t *testing.T, d *faulty, name string, old, new map[string]string) bool {
	base, err := os.MkdirTemp(inMemory(), "riskbook-fault-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(base)
	out := filepath.Join(base, filepath.FromSlash(name))
	was := map[string]string{}
	if old != nil {
		mustBuild(t, out, old)
		was = siteOf(old)
	}
	_, err = build(t, d, out, "", "", new)
	got, want := tree(t, out), siteOf(new)
	isOld, isNew := maps.Equal(got, was), maps.Equal(got, want)
	if len(d.failed) == 0 {
		if err != nil || !isNew {
			t.Errorf("no fault, and yet: %v\n%s", err, cmp.Diff(want, got))
		}
		return false
	}

	litter := besides(t, base, out)
	switch op := d.failed[0]; {
	case err == nil && !slices.Contains([]string{"link", "lstat", "readFile"}, op):
		t.Errorf("%s failed and no error was returned", op)
	case err == nil && !isNew:
		t.Errorf("no error and yet not the new site:\n%s", cmp.Diff(want, got))
	case err != nil && !errors.Is(err, errFault):
		t.Errorf("the error does not tell the cause: %v", err)
	case err != nil && !d.stays && !isOld && !slices.Contains([]string{"removeAll", "release"}, op):
		t.Errorf("%s failed and the old site does not stand:\n%s", op, cmp.Diff(was, got))
	case !isOld && !isNew && !stranded(d, out):
		t.Errorf("neither the old site nor the new one:\n%s", cmp.Diff(want, got))
	case !d.stays && len(litter) > 0 && !slices.Contains([]string{"removeAll", "release", "remove"}, op):
		t.Errorf("%s failed and this lies there: %v", op, litter)
	}

	if _, err := build(t, hasty{}, out, "", "", new); err != nil {
		t.Errorf("the next build: %v", err)
	}
	if diff := cmp.Diff(want, tree(t, out)); diff != "" {
		t.Errorf("after the next build: %s", diff)
	}
	if litter := besides(t, base, out); len(litter) > 0 {
		t.Errorf("after the next build this lies there: %v", litter)
	}
	return true
}

// inMemory gives a folder that is quick, where there is one, for thousands of builds.
func inMemory() string {
	const shared = "/dev/shm"
	if info, err := os.Stat(shared); err != nil || !info.IsDir() {
		return ""
	}
	return shared
}

// besides lists all below base that is neither the site nor a folder that leads to it.
func besides(t *testing.T, base, out string) []string {
	var list []string
	_, err := os.Lstat(out)
	leads := err == nil
	for name := range tree(t, base) {
		at := filepath.Join(base, name)
		if name != "." && !within(at, out) && !(leads && within(out, at)) {
			list = append(list, name)
		}
	}
	return list
}

// stranded tells whether a disk without exchange broke for good between its two renames: the old site waits, whole, for the next build.
func stranded(d *faulty, out string) bool {
	_, err := os.Lstat(filepath.Join(filepath.Dir(out), ".public.riskbook-old", marker))
	return d.cannotSwap && d.stays && err == nil
}

func TestStrandedSiteComesBack(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "public")
	mustBuild(t, out, oldSite)
	err := errors.Join(os.Rename(out, filepath.Join(parent, ".public.riskbook-old")), os.Mkdir(filepath.Join(parent, ".public.riskbook-new"), 0o755))
	if err != nil {
		t.Fatal(err)
	}
	f, err := OpenFolder(out, Guard{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(siteOf(oldSite), tree(t, out)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"public"}, names(t, parent)); diff != "" {
		t.Error(diff)
	}
}
