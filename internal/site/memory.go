package site

import (
	"bytes"
	"context"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"sync"
)

// Memory is a site whose files are made when they are asked for, and kept. It is safe for use by several goroutines.
type Memory struct {
	theme  *Theme
	files  map[string]*lazyFile
	listed []string // in the order in which Render would make them
}

// lazyFile is one file of a Memory.
type lazyFile struct {
	page *Page // nil: file
	file File
	once sync.Once
	data []byte
	err  error
}

// NewMemory takes the same pages and files as Render and makes none of them yet. The error says which paths are no paths, or come twice.
func NewMemory(t *Theme, pages iter.Seq[Page], files iter.Seq[File]) (*Memory, error) {
	m := &Memory{theme: t, files: map[string]*lazyFile{}}
	var faults Errors
	add := func(path string, f *lazyFile) {
		if err := checkPath(path); err != nil {
			faults = append(faults, asError(err, path))
		} else if m.files[path] != nil {
			faults = append(faults, pathTwice(path))
		} else {
			m.files[path] = f
			m.listed = append(m.listed, path)
		}
	}
	if files != nil {
		for f := range files {
			add(f.Path, &lazyFile{file: f})
		}
	}
	if pages != nil {
		for p := range pages {
			add(p.Path, &lazyFile{page: &p})
		}
	}
	return m, faults.orNil()
}

// File gives the file at path, made the first time that it is asked for; the bytes are shared and must not be changed. The error is fs.ErrNotExist where
// the site has no such file, else what rendering it met with: see List.
func (m *Memory) File(path string) ([]byte, error) {
	f := m.files[path]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	f.once.Do(func() { f.make(m.theme) })
	return f.data, f.err
}

// Make gives the file at path, made anew, and keeps nothing of it: for one who goes through a whole site that need not fit into memory.
func (m *Memory) Make(path string) ([]byte, error) {
	f := m.files[path]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	if f.page == nil {
		data, err := f.file.data()
		if err != nil {
			return nil, asError(err, path)
		}
		return data, nil
	}
	var buffer bytes.Buffer
	if err := m.theme.page(&buffer, *f.page); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

func (f *lazyFile) make(t *Theme) {
	if f.page == nil {
		data, err := f.file.data()
		if f.data = data; err != nil {
			f.data, f.err = nil, asError(err, f.file.Path)
		}
		f.file = File{}
		return
	}
	var buffer bytes.Buffer
	if err := t.page(&buffer, *f.page); err != nil {
		f.err = err
	} else {
		f.data = bytes.Clone(buffer.Bytes())
	}
	f.page = &Page{} // the view holds what it was made from
}

// Paths lists the paths of all files, sorted.
func (m *Memory) Paths() []string { return slices.Sorted(maps.Keys(m.files)) }

// Holds tells whether the site has a file at path.
func (m *Memory) Holds(path string) bool { return m.files[path] != nil }

// Fill makes every file that was not asked for yet, several at a time, and returns the errors as Render does; that of the context where it ended first.
func (m *Memory) Fill(ctx context.Context, workers int) error {
	errs := make([]error, len(m.listed))
	var wait sync.WaitGroup
	for w := range max(workers, 1) {
		wait.Go(func() {
			for i := w; i < len(m.listed) && ctx.Err() == nil; i += max(workers, 1) {
				_, errs[i] = m.File(m.listed[i])
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	var faults []fault
	for i, err := range errs {
		if err != nil {
			faults = append(faults, fault{i, asError(err, m.listed[i])})
		}
	}
	return distinctFaults(faults)
}
