package lsp

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/source"
)

// overlay is a register's folder with unsaved buffers laid over its files. A buffer stands in for the file of its name, whatever that is, and for
// one that is not there yet.
type overlay struct {
	base    fs.FS
	buffers map[string]buffer // by slash-separated name in NFC
}

// buffer is the text of an open file. Another text has another version.
type buffer struct {
	data    []byte
	version source.Version
}

func (b *buffer) info(name string) bufferInfo {
	return bufferInfo{path.Base(name), int64(len(b.data)), 0o644, b.version}
}

// buffer gives the buffer of a name, in whichever Unicode form the file system spells it.
func (o *overlay) buffer(name string) (buffer, bool) {
	b, ok := o.buffers[norm.NFC.String(name)]
	return b, ok
}

// holds tells whether a folder has buffers below it.
func (o *overlay) holds(folder string) bool {
	prefix := norm.NFC.String(folder) + "/"
	for name := range o.buffers {
		if folder == "." || strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// Open implements fs.FS.
func (o *overlay) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if b, ok := o.buffer(name); ok {
		return &openBuffer{info: b.info(name), Reader: bytes.NewReader(b.data)}, nil
	}
	if !o.holds(name) {
		return o.base.Open(name)
	}
	var info fs.FileInfo = folderInfo(name)
	f, err := o.base.Open(name)
	if err == nil {
		if info, err = f.Stat(); err != nil || !info.IsDir() {
			return f, err
		}
		f.Close()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list, err := o.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &openFolder{info: info, list: list}, nil
}

// ReadDir implements fs.ReadDirFS.
func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.base, name)
	if err != nil && !(errors.Is(err, fs.ErrNotExist) && o.holds(name)) {
		return list, err
	}
	prefix := norm.NFC.String(name) + "/"
	if name == "." {
		prefix = ""
	}
	there := make(map[string]int, len(list))
	for i, d := range list {
		there[norm.NFC.String(d.Name())] = i
	}
	for full, b := range o.buffers {
		rest, ok := strings.CutPrefix(full, prefix)
		if !ok {
			continue
		}
		first, _, below := strings.Cut(rest, "/")
		i, known := there[first]
		switch {
		case below && !known:
			there[first] = len(list)
			list = append(list, folderInfo(first))
		case !below && known:
			list[i] = b.info(list[i].Name())
		case !below:
			there[first] = len(list)
			list = append(list, b.info(first))
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return list, nil
}

// Stat implements fs.StatFS.
func (o *overlay) Stat(name string) (fs.FileInfo, error) { return o.info(name, fs.Stat) }

// Lstat implements fs.ReadLinkFS.
func (o *overlay) Lstat(name string) (fs.FileInfo, error) { return o.info(name, fs.Lstat) }

func (o *overlay) info(name string, below func(fs.FS, string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	if b, ok := o.buffer(name); ok {
		return b.info(name), nil
	}
	info, err := below(o.base, name)
	if errors.Is(err, fs.ErrNotExist) && o.holds(name) {
		return folderInfo(name), nil
	}
	return info, err
}

// ReadLink implements fs.ReadLinkFS.
func (o *overlay) ReadLink(name string) (string, error) {
	if _, ok := o.buffer(name); ok {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return fs.ReadLink(o.base, name)
}

// bufferInfo describes a buffer, or a folder that only buffers make. It was never written, so it has no time.
type bufferInfo struct {
	name    string
	size    int64
	mode    fs.FileMode
	version source.Version
}

func folderInfo(name string) bufferInfo { return bufferInfo{path.Base(name), 0, fs.ModeDir | 0o755, 0} }

// Name and the other methods implement fs.FileInfo and fs.DirEntry.
func (i bufferInfo) Name() string               { return i.name }
func (i bufferInfo) Size() int64                { return i.size }
func (i bufferInfo) Mode() fs.FileMode          { return i.mode }
func (i bufferInfo) Type() fs.FileMode          { return i.mode.Type() }
func (i bufferInfo) ModTime() time.Time         { return time.Time{} }
func (i bufferInfo) IsDir() bool                { return i.mode.IsDir() }
func (i bufferInfo) Sys() any                   { return i.version }
func (i bufferInfo) Info() (fs.FileInfo, error) { return i, nil }

type openBuffer struct {
	info bufferInfo
	*bytes.Reader
}

func (b *openBuffer) Stat() (fs.FileInfo, error) { return b.info, nil }
func (b *openBuffer) Close() error               { return nil }

type openFolder struct {
	info fs.FileInfo
	list []fs.DirEntry
}

func (d *openFolder) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openFolder) Close() error               { return nil }
func (d *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.Name(), Err: errors.New("is a directory")}
}

// ReadDir implements fs.ReadDirFile.
func (d *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(d.list) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(d.list) {
		n = len(d.list)
	}
	list := d.list[:n]
	d.list = d.list[n:]
	return list, nil
}
