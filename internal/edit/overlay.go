package edit

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Overlay gives a folder in which some files have other bytes than on the disk, or are there although the disk lacks them: what a change would make of it.
// Names are compared in NFC, as the register compares them. A link whose file is overlaid is a plain file. A file whose bytes are nil is gone.
func Overlay(base fs.FS, files map[string][]byte) fs.FS {
	o := &overlay{base: base, files: map[string][]byte{}}
	for name, data := range files {
		o.files[norm.NFC.String(name)] = data
	}
	return o
}

type overlay struct {
	base  fs.FS
	files map[string][]byte
}

func (o *overlay) data(name string) ([]byte, bool) {
	data, ok := o.files[norm.NFC.String(name)]
	return data, ok
}

func gone(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist} }

// isFolder tells whether a folder has to be there for the sake of a file in it.
func (o *overlay) isFolder(name string) bool {
	name = norm.NFC.String(name) + "/"
	for file, data := range o.files {
		if data != nil && strings.HasPrefix(file, name) {
			return true
		}
	}
	return false
}

// Open opens a file or a folder.
func (o *overlay) Open(name string) (fs.File, error) {
	if data, ok := o.data(name); ok && data == nil {
		return nil, gone("open", name)
	} else if ok {
		return &overlaid{info: overlayInfo{path.Base(name), int64(len(data)), 0}, Reader: bytes.NewReader(data)}, nil
	}
	return o.base.Open(name)
}

// ReadFile reads a file whole.
func (o *overlay) ReadFile(name string) ([]byte, error) {
	if data, ok := o.data(name); ok && data == nil {
		return nil, gone("open", name)
	} else if ok {
		return bytes.Clone(data), nil
	}
	return fs.ReadFile(o.base, name)
}

// Stat describes what a name leads to.
func (o *overlay) Stat(name string) (fs.FileInfo, error) { return o.info(name, fs.Stat) }

// Lstat describes a name itself.
func (o *overlay) Lstat(name string) (fs.FileInfo, error) { return o.info(name, fs.Lstat) }

func (o *overlay) info(name string, of func(fs.FS, string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	if data, ok := o.data(name); ok && data == nil {
		return nil, gone("stat", name)
	} else if ok {
		return overlayInfo{path.Base(name), int64(len(data)), 0}, nil
	}
	info, err := of(o.base, name)
	if err != nil && o.isFolder(name) {
		return overlayInfo{path.Base(name), 0, fs.ModeDir}, nil
	}
	return info, err
}

// ReadLink gives where a link leads.
func (o *overlay) ReadLink(name string) (string, error) { return fs.ReadLink(o.base, name) }

// ReadDir lists a folder.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.base, name)
	if err != nil && !o.isFolder(name) {
		return nil, err
	}
	here := map[string]int{}
	for i, entry := range list {
		here[norm.NFC.String(entry.Name())] = i
	}
	for file, data := range o.files {
		rest, inside := strings.CutPrefix(file, norm.NFC.String(name)+"/")
		if name == "." {
			rest, inside = file, true
		}
		first, _, deeper := strings.Cut(rest, "/")
		at, known := here[first]
		switch {
		case !inside || deeper && known || data == nil && deeper:
		case deeper:
			here[first] = len(list)
			list = append(list, fs.FileInfoToDirEntry(overlayInfo{first, 0, fs.ModeDir}))
		case data == nil && !known:
		case data == nil:
			list[at] = nil
		case known:
			list[at] = fs.FileInfoToDirEntry(overlayInfo{list[at].Name(), int64(len(data)), 0})
		default:
			list = append(list, fs.FileInfoToDirEntry(overlayInfo{first, int64(len(data)), 0}))
		}
	}
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return e == nil })
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// overlaid is an open file with other bytes.
type overlaid struct {
	info overlayInfo
	*bytes.Reader
}

// Stat describes the file.
func (f *overlaid) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing.
func (f *overlaid) Close() error { return nil }

type overlayInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (i overlayInfo) Name() string       { return i.name }
func (i overlayInfo) Size() int64        { return i.size }
func (i overlayInfo) Mode() fs.FileMode  { return i.mode | 0o644 }
func (i overlayInfo) ModTime() time.Time { return time.Time{} }
func (i overlayInfo) IsDir() bool        { return i.mode.IsDir() }
func (i overlayInfo) Sys() any           { return nil }
