package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// Folder writes a site into a folder, all or nothing: it compares every file with the old site, builds the new one beside it as soon as anything differs
// (equal files are linked, not written), brings it to the disk and lets the two change places. A process that is killed leaves the old site or the new one,
// and a hidden folder beside it, which the next run takes away. Where nothing differs nothing is written.
//
// The order of calls is OpenFolder, perhaps UpToDate, Write for every file, Commit, and Close in any case.
type Folder struct {
	// Cache is the folder where a stamp of what was written is kept for UpToDate; empty for none. It is set before the first call and lies outside every site.
	Cache string

	out      string // absolute, without symbolic links
	disk     disk
	patience time.Duration // how long another process may hold the lock
	few      int           // new files up to which each is synced by itself; beyond it the whole file system is, which costs less

	begin sync.Once
	mu    sync.Mutex
	err   error // the first failure; nothing is written any more
	lock  lock
	made  []string // folders made above out

	old     map[string]bool // files of the old site: whether the new one has them
	folders map[string]bool // folders of the old site
	odd     bool            // the old site holds what no site does
	exists  bool            // out does

	staged bool
	site   string          // the new site, in the staging folder
	dirs   map[string]bool // made in the new site
	same   []entry         // equal so far, while nothing is staged
	fresh  []string        // written, not linked
	files  []entry         // all of the new site
	done   bool
}

// entry is a file as the disk shows it.
type entry struct {
	path     string
	size     int64
	modified int64 // nanoseconds since 1970
}

func entryOf(path string, info fs.FileInfo) entry {
	return entry{path, info.Size(), info.ModTime().UnixNano()}
}

// OpenFolder prepares a folder to be written and takes away what a killed run left beside it. It refuses, with an error that wraps ErrRefused, a folder that is,
// contains or lies inside the register's sources, that holds a repository, or that is neither empty nor a site of riskbook, and anything that is not a folder.
func OpenFolder(out string, guard Guard) (*Folder, error) { return openFolder(out, guard, realDisk{}) }

func openFolder(out string, guard Guard, d disk) (*Folder, error) {
	if out == "" {
		return nil, refuse(out, term.Words{Ja: "出力先が空です。", En: "the output folder has no name"}, elsewhere)
	}
	resolved, err := resolve(out)
	if err != nil {
		return nil, refuse(out, term.Words{Ja: fmt.Sprintf("たどれません：%v", err), En: fmt.Sprintf("cannot be resolved: %v", err)}, elsewhere)
	}
	f := &Folder{out: resolved, disk: d, patience: 10 * time.Second, few: 64, dirs: make(map[string]bool)}
	litter, err := litter(f)
	if err != nil {
		return nil, cannot("read", f.out, err)
	}
	if litter {
		if err := f.hold(); err != nil {
			return nil, err
		}
	}
	if err := guard.check(resolved); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// The names of what lies beside the folder while it is written.
func (f *Folder) beside(what string) string {
	return filepath.Join(filepath.Dir(f.out), "."+filepath.Base(f.out)+".riskbook-"+what)
}

func (f *Folder) staging() string  { return f.beside("new") }
func (f *Folder) retired() string  { return f.beside("old") }
func (f *Folder) lockFile() string { return f.beside("lock") }

// litter tells whether another run is under way or was killed.
func litter(f *Folder) (bool, error) {
	for _, name := range []string{f.lockFile(), f.staging(), f.retired()} {
		if _, err := f.disk.lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return true, err
		}
	}
	return false, nil
}

// hold takes the lock, waiting for another process if need be, and puts in order what a killed run left.
func (f *Folder) hold() error {
	if f.lock != nil {
		return nil
	}
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		l, err := f.disk.lock(f.lockFile())
		if err == nil {
			f.lock = l
			break
		}
		if !errors.Is(err, store.ErrBusy) {
			return cannot("lock", f.lockFile(), err)
		}
		if time.Since(start) > f.patience {
			return &Error{
				Page:    f.out,
				Message: term.Words{Ja: "別のビルドがこのフォルダーに書き込んでいます。", En: "another build is writing this folder"},
				Help:    term.Words{Ja: "終わるのを待って、もう一度実行してください。", En: "wait for it to end and run again"},
				Err:     err,
			}
		}
	}
	if _, err := f.disk.lstat(f.out); errors.Is(err, fs.ErrNotExist) {
		// Killed between the two renames of a disk that cannot exchange.
		if err := f.disk.rename(f.retired(), f.out); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return cannot("replace", f.out, err)
		}
	}
	for _, name := range []string{f.staging(), f.retired()} {
		if err := f.disk.removeAll(name); err != nil {
			return cannot("remove", name, err)
		}
	}
	return nil
}

// start takes the lock and lists the old site, once.
func (f *Folder) start() error {
	f.begin.Do(func() {
		if f.err = makeParents(f); f.err != nil {
			return
		}
		if f.err = f.hold(); f.err != nil {
			return
		}
		f.old, f.folders = make(map[string]bool), make(map[string]bool)
		if f.err = f.list(""); f.err != nil {
			return
		}
		f.err = f.put(marker, []byte(markerText))
	})
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

// makeParents makes the folders above out.
func makeParents(f *Folder) error {
	parents := ancestors(filepath.Dir(f.out))
	slices.Reverse(parents)
	for _, parent := range parents {
		_, err := f.disk.lstat(parent)
		if err == nil {
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return cannot("read", parent, err)
		}
		if err := f.disk.mkdir(parent); err != nil {
			return cannot("write", parent, err)
		}
		f.made = append(f.made, parent)
	}
	return nil
}

// list takes down the old site's files and folders below a folder.
func (f *Folder) list(folder string) error {
	entries, err := f.disk.readDir(f.in(f.out, folder))
	if folder == "" && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cannot("read", f.in(f.out, folder), err)
	}
	f.exists = true
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		switch {
		case e.IsDir():
			f.folders[name] = false
			if err := f.list(name); err != nil {
				return err
			}
		case e.Type().IsRegular():
			f.old[name] = false
		default:
			f.odd = true
		}
	}
	return nil
}

// in gives the place of a file of the site on the disk.
func (f *Folder) in(root, name string) string { return filepath.Join(root, filepath.FromSlash(name)) }

// Write takes one file of the site. It is safe for use by several goroutines; after an error every further call gives the same error.
func (f *Folder) Write(name string, data []byte) error {
	err := checkPath(name)
	if err == nil && name == marker {
		err = notAPath(name)
	}
	if err != nil {
		return err
	}
	if err := f.start(); err != nil {
		return err
	}
	if err := f.put(name, data); err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.err == nil {
			f.err = err
		}
		return f.err
	}
	return nil
}

// put links or writes one file, or only takes note of it while nothing differs.
func (f *Folder) put(name string, data []byte) error {
	f.mu.Lock()
	_, old := f.old[name]
	if old {
		f.old[name] = true
	}
	f.mu.Unlock()
	var info fs.FileInfo
	equal := false
	if old {
		info, equal = f.compare(name, data)
	}
	f.mu.Lock()
	if equal && !f.staged {
		f.same = append(f.same, entryOf(name, info))
		f.mu.Unlock()
		return nil
	}
	if f.err == nil {
		f.err = f.stage()
	}
	if f.err == nil {
		f.err = f.folder(path.Dir(name))
	}
	err := f.err
	f.mu.Unlock()
	if err != nil {
		return err
	}
	if equal && f.disk.link(f.in(f.out, name), f.in(f.site, name)) == nil {
		f.note(entryOf(name, info), false)
		return nil
	}
	return f.write(name, data)
}

// compare tells whether the old site's file has these bytes.
func (f *Folder) compare(name string, data []byte) (fs.FileInfo, bool) {
	old := f.in(f.out, name)
	info, err := f.disk.lstat(old)
	if err != nil || !ours(info) || info.Size() != int64(len(data)) {
		return nil, false
	}
	was, err := f.disk.readFile(old)
	return info, err == nil && bytes.Equal(was, data)
}

// write writes a file into the new site.
func (f *Folder) write(name string, data []byte) error {
	info, err := f.disk.write(f.in(f.site, name), data)
	if err != nil {
		return cannot("write", f.in(f.out, name), err)
	}
	f.note(entryOf(name, info), true)
	return nil
}

func (f *Folder) note(e entry, fresh bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files = append(f.files, e)
	if fresh {
		f.fresh = append(f.fresh, e.path)
	}
}

// stage makes the folder of the new site and brings in what was equal so far. The caller holds mu.
func (f *Folder) stage() error {
	if f.staged {
		return nil
	}
	f.staged = true
	var err error
	if f.site, err = f.disk.nest(f.staging()); err != nil {
		return cannot("write", f.staging(), err)
	}
	f.dirs["."] = true
	for _, e := range f.same {
		if err := f.folder(path.Dir(e.path)); err != nil {
			return err
		}
		old, name := f.in(f.out, e.path), f.in(f.site, e.path)
		if f.disk.link(old, name) == nil {
			f.files = append(f.files, e)
			continue
		}
		data, err := f.disk.readFile(old)
		if err != nil {
			return cannot("read", old, err)
		}
		info, err := f.disk.write(name, data)
		if err != nil {
			return cannot("write", f.in(f.out, e.path), err)
		}
		f.files, f.fresh = append(f.files, entryOf(e.path, info)), append(f.fresh, e.path)
	}
	f.same = nil
	return nil
}

// folder makes a folder of the new site and those above it. The caller holds mu.
func (f *Folder) folder(name string) error {
	if f.dirs[name] {
		return nil
	}
	if err := f.folder(path.Dir(name)); err != nil {
		return err
	}
	if err := f.disk.mkdir(f.in(f.site, name)); err != nil {
		return cannot("write", f.in(f.out, name), err)
	}
	f.dirs[name] = true
	return nil
}

// Close gives up a site that was not committed: nothing is left of it, and the old site stands. After Commit it does nothing.
func (f *Folder) Close() error {
	if f.done {
		return nil
	}
	f.done = true
	var faults []error
	if f.staged {
		if err := f.disk.removeAll(f.staging()); err != nil {
			faults = append(faults, cannot("remove", f.staging(), err))
		}
	}
	faults = append(faults, f.release())
	for _, parent := range slices.Backward(f.made) {
		if err := f.disk.remove(parent); err != nil {
			faults = append(faults, cannot("remove", parent, err))
		}
	}
	return errors.Join(faults...)
}

// release gives the lock back.
func (f *Folder) release() error {
	if f.lock == nil {
		return nil
	}
	l := f.lock
	f.lock = nil
	if err := l.Release(); err != nil && !errors.Is(err, os.ErrNotExist) {
		return cannot("remove", f.lockFile(), err)
	}
	return nil
}
