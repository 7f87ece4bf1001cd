package archive

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// container is where an archive's files lie: a zip, or a folder into which one was unpacked.
type container interface {
	// entries lists the files, with the faults of the container itself. The error is of the environment.
	entries(report func(Code, string, term.Words)) ([]*entry, error)
	// open opens a file that entries listed as readable.
	open(*entry) (io.ReadCloser, error)
}

// entry is a file of a container.
type entry struct {
	path     string // below the archive's folder
	size     int64
	readable bool // it may be opened

	// Of a zip.
	at     int64 // of the data
	packed int64 // its size
	crc    uint32
	method uint16
}

// errEnvironment wraps what the operating system refuses: no finding, since nothing was found out.
type environmentError struct{ error }

func (e environmentError) Unwrap() error { return e.error }

// folder is an unpacked archive.
type folder struct{ fsys fs.FS }

func (f folder) open(e *entry) (io.ReadCloser, error) {
	file, err := f.fsys.Open(e.path)
	if err != nil {
		return nil, environmentError{err}
	}
	return file, nil
}

func (f folder) entries(report func(Code, string, term.Words)) ([]*entry, error) {
	var list []*entry
	total := int64(0)
	err := fs.WalkDir(f.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return environmentError{err}
		}
		if d.IsDir() {
			return f.folder(name, report)
		}
		if len(list) >= mostFiles {
			report(TooLarge, name, tooMany)
			return fs.SkipAll
		}
		e := &entry{path: name}
		list = append(list, e)
		if !d.Type().IsRegular() {
			report(NotRegular, name, term.Words{Ja: "通常のファイルではありません（リンク、デバイスなど）", En: "not a regular file but a link, a device or the like"})
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return environmentError{err}
		}
		e.size = info.Size()
		total += e.size
		e.readable = bounded(e, total, report)
		return nil
	})
	return list, err
}

// folder looks at a folder: an archive has none without a file.
func (f folder) folder(name string, report func(Code, string, term.Words)) error {
	if name == "." {
		return nil
	}
	list, err := fs.ReadDir(f.fsys, name)
	if err != nil {
		return environmentError{err}
	}
	if len(list) == 0 {
		report(ExtraFile, name+"/", term.Words{Ja: "保存版にない空のフォルダーです", En: "an empty folder that the archive does not have"})
	}
	return nil
}

var tooMany = term.Words{Ja: "ファイルが多すぎます（100万件まで）。これより後は調べていません", En: "too many files (at most a million); the rest was not looked at"}

// bounded reports whether a file may be read, and what is too large.
func bounded(e *entry, total int64, report func(Code, string, term.Words)) bool {
	switch {
	case e.size > mostFile:
		report(TooLarge, e.path, term.Words{Ja: "ファイルが大きすぎます（2 GiB まで）。中身は調べていません", En: "the file is too large (at most 2 GiB); it was not looked into"})
	case total > mostTotal:
		report(TooLarge, e.path, term.Words{Ja: "全体が大きすぎます（16 GiB まで）。中身は調べていません", En: "all files together are too large (at most 16 GiB); it was not looked into"})
	case e.packed > 0 && e.size > mostUnpacked && e.size/mostRatio >= e.packed, e.method != 0 && e.packed == 0 && e.size > mostUnpacked:
		report(TooLarge, e.path, term.Words{Ja: "圧縮前の大きさが圧縮後の200倍を超えます。中身は調べていません", En: "more than 200 times its packed size; it was not looked into"})
	default:
		return true
	}
	return false
}

// errLonger is the error of a file that holds more than may be read.
var errLonger = errors.New("larger than it may be")

// readAll reads a file of at most limit bytes.
func readAll(c container, e *entry, limit int64) ([]byte, error) {
	if e.size > limit {
		return nil, errLonger
	}
	r, err := c.open(e)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, limit+1))
	if err == nil && n > limit {
		err = errLonger
	}
	return b.Bytes(), err
}

// mainFolder returns the folder, with a slash at its end, that holds the archive in a zip: the one with the list of lists in it, else that of the first name.
func mainFolder(names []string) string {
	is := func(name string) bool {
		dir, file := path.Split(name)
		return file == tagFile && strings.Count(dir, "/") <= 1
	}
	if i := slices.IndexFunc(names, is); i >= 0 {
		dir, _ := path.Split(names[i])
		return dir
	}
	for _, name := range names {
		if dir, _, ok := strings.Cut(name, "/"); ok && dir != "" {
			return dir + "/"
		}
	}
	return ""
}
