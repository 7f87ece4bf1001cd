package history

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// tree is the register's folder in one commit, as a file system. It is read whole but for large files and figures, which are read when they are asked for.
type tree struct {
	repository *Repository
	ctx        context.Context
	nodes      map[string]*node // by path; "." is the folder itself
}

// Empty gives a file system with one empty folder: the register before there was one.
func Empty(folder string) fs.FS {
	child := &node{name: folder, mode: fs.ModeDir | 0o755}
	return &tree{nodes: map[string]*node{".": {name: ".", mode: fs.ModeDir | 0o755, children: []*node{child}}, folder: child}}
}

// node is a file, a symbolic link or a folder. It is its own directory entry.
type node struct {
	tree     *tree
	name     string // the last part of the path
	mode     fs.FileMode
	hash     string
	size     int64
	data     []byte
	read     bool
	children []*node // of a folder, by name
}

// mostLinks is how many symbolic links are followed on the way to one file.
const mostLinks = 40

// The errors of links have the words of those that the operating system and os.Root give, by which source knows them.
var (
	errEscapes = errors.New("path escapes from parent")
	errLoop    = errors.New("too many levels of symbolic links")
)

// find walks to a path through folders and links; the last part is followed only where follow is set.
func (t *tree) find(name string, follow bool) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	at, rest := ".", name
	for links := 0; rest != "" && rest != "."; {
		part, after, _ := strings.Cut(rest, "/")
		next := path.Join(at, part)
		if part == ".." {
			if at == "." {
				return nil, errEscapes
			}
			at, rest = path.Dir(at), after
			continue
		}
		n := t.nodes[next]
		switch {
		case n == nil:
			return nil, fs.ErrNotExist
		case n.mode&fs.ModeSymlink != 0 && (after != "" || follow):
			target, err := n.contents()
			if err != nil {
				return nil, err
			}
			if links++; links > mostLinks {
				return nil, errLoop
			}
			if path.IsAbs(string(target)) {
				return nil, errEscapes
			}
			if rest = string(target); after != "" {
				rest += "/" + after
			}
			continue
		case after != "" && !n.mode.IsDir():
			return nil, fs.ErrNotExist
		}
		at, rest = next, after
	}
	return t.nodes[at], nil
}

func (t *tree) look(op, name string, follow bool) (*node, error) {
	n, err := t.find(name, follow)
	if err != nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: err}
	}
	return n, nil
}

// Open opens a file or a folder, through links that stay inside the tree.
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.look("open", name, true)
	if err != nil {
		return nil, err
	}
	return &file{node: n}, nil
}

// Stat tells of a file at the end of its links.
func (t *tree) Stat(name string) (fs.FileInfo, error) { return info(t.look("stat", name, true)) }

// Lstat tells of a file or of the link that stands there.
func (t *tree) Lstat(name string) (fs.FileInfo, error) { return info(t.look("lstat", name, false)) }

func info(n *node, err error) (fs.FileInfo, error) {
	if err != nil {
		return nil, err
	}
	return n, nil
}

// ReadLink gives where a link leads.
func (t *tree) ReadLink(name string) (string, error) {
	n, err := t.look("readlink", name, false)
	if err != nil {
		return "", err
	}
	if n.mode&fs.ModeSymlink == 0 {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	target, err := n.contents()
	return string(target), err
}

// ReadDir lists a folder by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.look("readdir", name, true)
	if err != nil {
		return nil, err
	}
	if !n.mode.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	return n.entries(), nil
}

func (n *node) entries() []fs.DirEntry {
	list := make([]fs.DirEntry, len(n.children))
	for i, child := range n.children {
		list[i] = child
	}
	return list
}

// contents gives the bytes of a file, or where a link leads. They are shared and must not be changed.
func (n *node) contents() ([]byte, error) {
	if n.read {
		return n.data, nil
	}
	data := make([]byte, 0, n.size)
	r := n.tree.repository
	err := r.stream(n.tree.ctx, nil, func(from io.Reader) error {
		b := bytes.NewBuffer(data)
		_, err := b.ReadFrom(io.LimitReader(from, n.size+1))
		data = b.Bytes()
		return err
	}, "cat-file", "blob", n.hash)
	if err == nil && int64(len(data)) != n.size {
		err = errObject
	}
	return data, err
}

// Name, Size, Mode, ModTime, IsDir, Sys, Type and Info make a node the description of itself.
func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return n.size }
func (n *node) Mode() fs.FileMode          { return n.mode }
func (n *node) ModTime() time.Time         { return fingerprint(n.hash) }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Sys() any                   { return nil }
func (n *node) Type() fs.FileMode          { return n.mode.Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }

// file is an open file or folder.
type file struct {
	*node
	reader *bytes.Reader
	listed int
}

func (f *file) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *file) Close() error               { return nil }

func (f *file) Read(p []byte) (int, error) {
	if f.mode.IsDir() {
		return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("is a directory")}
	}
	if f.reader == nil {
		data, err := f.contents()
		if err != nil {
			return 0, err
		}
		f.reader = bytes.NewReader(data)
	}
	return f.reader.Read(p)
}

func (f *file) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := f.entries()[f.listed:]
	if n > 0 && len(rest) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		rest = rest[:min(n, len(rest))]
	}
	f.listed += len(rest)
	return rest, nil
}
