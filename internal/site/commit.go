package site

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"github.com/riskbook/riskbook/internal/store"
)

// Commit puts the new site in the old one's place and leaves nothing else behind; changed tells whether anything differed. When it returns without an error all is on the disk.
//
// An error means that the old site stands, with one exception: where only the old site could not be removed, the error says so and the new one stands. Inputs is what UpToDate shall compare later; empty for no stamp.
func (f *Folder) Commit(inputs string) (changed bool, err error) {
	if err := f.start(); err != nil {
		return false, errors.Join(err, f.Close())
	}
	if !f.staged && leftovers(f) {
		if err := f.stage(); err != nil {
			return false, errors.Join(err, f.Close())
		}
	}
	if f.staged {
		if err := syncStaging(f); err != nil {
			return false, errors.Join(err, f.Close())
		}
		if err := f.swap(); err != nil {
			return false, errors.Join(err, f.Close())
		}
	} else {
		f.files = f.same
	}
	f.done = true
	f.stamp(inputs)
	return f.staged, errors.Join(f.removeOld(), f.release())
}

// leftovers tells whether the old site holds what the new one does not.
func leftovers(f *Folder) bool {
	for name := range f.old {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			f.folders[dir] = f.folders[dir] || f.old[name]
		}
	}
	kept := func(m map[string]bool) bool {
		for name := range m {
			if !m[name] {
				return false
			}
		}
		return true
	}
	return f.odd || !kept(f.old) || !kept(f.folders)
}

// syncStaging brings the new site to the disk.
func syncStaging(f *Folder) error {
	if len(f.fresh) > f.few {
		err := f.disk.syncAll(f.site)
		if err == nil {
			return nil
		}
		if !errors.Is(err, errors.ErrUnsupported) {
			return cannot("sync", f.out, err)
		}
	}
	names := slices.Concat(f.fresh, slices.Collect(maps.Keys(f.dirs)))
	slices.Sort(names)
	// Several at a time, since each waits for the disk.
	return store.Parallel(8, names, func(name string) error {
		if err := f.disk.sync(f.in(f.site, name)); err != nil {
			return cannot("sync", f.in(f.out, name), err)
		}
		return nil
	})
}

// swap puts the new site in the old one's place, on the disk too; if that fails the old site is put back.
func (f *Folder) swap() error {
	undo, err := f.switchSites()
	if err != nil {
		return cannot("replace", f.out, err)
	}
	// The folder that holds the site, and those that were made for it.
	for _, parent := range ancestors(filepath.Dir(f.out))[:len(f.made)+1] {
		if err := f.disk.sync(parent); err != nil {
			return errors.Join(cannot("sync", parent, err), undo())
		}
	}
	return nil
}

// switchSites makes the switch, in a single step where the disk can do it. Undo switches back.
func (f *Folder) switchSites() (undo func() error, err error) {
	if !f.exists {
		if err := f.disk.rename(f.site, f.out); err != nil {
			return nil, err
		}
		return func() error { return f.disk.rename(f.out, f.site) }, nil
	}
	err = f.disk.exchange(f.site, f.out)
	if err == nil {
		return func() error { return f.disk.exchange(f.site, f.out) }, nil
	}
	if !errors.Is(err, errors.ErrUnsupported) {
		return nil, err
	}
	if err := f.disk.rename(f.out, f.retired()); err != nil {
		return nil, err
	}
	if err := f.disk.rename(f.site, f.out); err != nil {
		return nil, errors.Join(err, f.disk.rename(f.retired(), f.out))
	}
	return func() error {
		return errors.Join(f.disk.rename(f.out, f.site), f.disk.rename(f.retired(), f.out))
	}, nil
}

// removeOld removes the site that was replaced.
func (f *Folder) removeOld() error {
	if !f.staged {
		return nil
	}
	for _, name := range []string{f.staging(), f.retired()} {
		if _, err := f.disk.lstat(name); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := f.disk.removeAll(name); err != nil {
			e := cannot("remove", name, err)
			e.Help.Ja, e.Help.En = "新しいサイトは書き終えています。残った古いサイトは次のビルドで削除します。", "the new site is in place; the next build removes what is left of the old one"
			return e
		}
	}
	return nil
}
