package store

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Fill puts files, named with slashes, into a folder that Empty reports to be so: all of them or none, the one called last after the others. Where it is
// killed, Empty still says so and the next call begins anew.
func Fill(folder string, files map[string][]byte, last string) (err error) {
	made, err := makeAll(folder)
	defer func() {
		if err != nil {
			for _, name := range slices.Backward(made) {
				_ = os.Remove(name) // only where it is empty
			}
		}
	}()
	if err != nil {
		return err
	}
	if err := removeUnfinished(folder); err != nil {
		return err
	}
	work := Work(folder)
	within, err := makeAll(filepath.Dir(work))
	made = append(made, within...)
	if err != nil {
		return err
	}
	if err := prepare(work); err != nil {
		return err
	}
	apart, err := os.MkdirTemp(work, prefix+"*")
	if err != nil {
		return err
	}
	held, unheld := holdOf(apart)
	if unheld != nil && !errors.Is(unheld, errors.ErrUnsupported) {
		return unheld
	}
	defer held.end()
	if err = fill(apart, folder, files, last); err != nil {
		err = errors.Join(err, removeUnder(folder, apart), os.RemoveAll(work))
		removeFolders(folder, files)
		return err
	}
	return os.RemoveAll(apart)
}

// removeFolders removes the folders of files that were not put into them, where they are empty.
func removeFolders(folder string, files map[string][]byte) {
	folders := map[string]bool{}
	for name := range files {
		for above := filepath.Dir(filepath.FromSlash(name)); above != "."; above = filepath.Dir(above) {
			folders[above] = true
		}
	}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		_ = os.Remove(filepath.Join(folder, name)) // only where it is empty
	}
}

// fill writes files apart, on the disk, and then links each of them to its place, so that what was begun can be told from what is somebody's own.
func fill(apart, folder string, files map[string][]byte, last string) error {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return name == last })
	if _, ok := files[last]; ok {
		names = append(names, last)
	}
	for _, name := range names {
		path := filepath.Join(apart, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o666); err != nil {
			return err
		}
	}
	if err := syncTree(apart); err != nil {
		return err
	}
	for _, name := range names {
		from, to := filepath.Join(apart, filepath.FromSlash(name)), filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		err := os.Link(from, to)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			_, err = Write(to, files[name]) // a file system without hard links
		}
		if err != nil {
			return err
		}
	}
	return syncTree(folder)
}

// syncTree brings a folder with all that is in it to the disk.
func syncTree(folder string) error {
	if err := SyncAll(folder); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.Name() == ".git" {
			return fs.SkipDir
		}
		return Sync(path)
	})
}

// makeAll makes a folder and those above it, and returns those that were not there, the topmost first.
func makeAll(folder string) (made []string, err error) {
	for above := folder; ; above = filepath.Dir(above) {
		if _, err := os.Lstat(above); err == nil || above == filepath.Dir(above) {
			break
		}
		made = append(made, above)
	}
	slices.Reverse(made)
	return made, os.MkdirAll(folder, 0o777)
}

// Empty returns what a folder holds beside a repository and what a killed Fill left: nothing where Fill may be called. A folder that is not there is empty.
func Empty(folder string) (names []string, err error) {
	list, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, entry := range list {
		if entry.Name() != ".git" {
			names = append(names, entry.Name())
		}
	}
	for _, apart := range unfinished(folder) {
		if own, err := others(folder, apart); err == nil && len(own) == 0 {
			return nil, nil
		}
	}
	if len(names) == 1 && names[0] == "content" && onlyWork(folder) {
		return nil, nil
	}
	return names, nil
}

// onlyWork reports whether all that a register's folder holds is an empty work folder.
func onlyWork(folder string) bool {
	content, err := os.ReadDir(filepath.Join(folder, "content"))
	if err != nil || len(content) > 1 || len(content) == 1 && content[0].Name() != filepath.Base(Work("")) {
		return false
	}
	work, err := os.ReadDir(Work(folder))
	return errors.Is(err, fs.ErrNotExist) || err == nil && (len(work) == 0 || len(work) == 1 && work[0].Name() == ".gitignore")
}

// unfinished lists the folders in which killed calls of Fill left what was on its way.
func unfinished(folder string) []string {
	var names []string
	list, err := os.ReadDir(Work(folder))
	if err != nil {
		return nil
	}
	for _, entry := range list {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), prefix) {
			names = append(names, filepath.Join(Work(folder), entry.Name()))
		}
	}
	return names
}

// others lists what lies in a folder and is no copy of what lies apart, a repository and the work folder left out.
func others(folder, apart string) (own []string, err error) {
	err = copies(folder, apart, func(path string, same bool) error {
		if !same {
			own = append(own, path)
		}
		return nil
	})
	return own, err
}

// copies visits each file in a folder, and tells whether the same one lies apart.
func copies(folder, apart string, visit func(path string, same bool) error) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (path == filepath.Join(folder, ".git") || path == Work(folder)):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return visit(path, entry.Type().IsRegular() && sameBytes(path, filepath.Join(apart, name)))
	})
}

func sameBytes(one, other string) bool {
	a, err := os.ReadFile(one)
	if err != nil {
		return false
	}
	b, err := os.ReadFile(other)
	return err == nil && bytes.Equal(a, b)
}

// removeUnfinished takes away what killed calls of Fill left in a folder and nobody changed since.
func removeUnfinished(folder string) error {
	for _, apart := range unfinished(folder) {
		held, err := holdOf(apart)
		if errors.Is(err, ErrBusy) {
			return err
		}
		err = errors.Join(removeUnder(folder, apart), os.RemoveAll(apart))
		held.end()
		if err != nil {
			return err
		}
	}
	return nil
}

// removeUnder removes the copies of what lies apart from a folder, and the folders that are empty then.
func removeUnder(folder, apart string) error {
	folders := map[string]bool{}
	err := copies(folder, apart, func(path string, same bool) error {
		if !same {
			return nil
		}
		for above := filepath.Dir(path); above != folder; above = filepath.Dir(above) {
			folders[above] = true
		}
		return os.Remove(path)
	})
	for _, path := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		_ = os.Remove(path) // only where it is empty
	}
	return err
}
