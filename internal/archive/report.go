package archive

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

type jsonReport struct {
	OK       bool          `json:"ok"`
	Root     *string       `json:"root"`
	Commit   *string       `json:"commit"`
	AsOf     *string       `json:"asOf"`
	Signer   *string       `json:"signer"`
	Findings []jsonFinding `json:"findings"`
	More     int           `json:"more,omitempty"`
	Key      string        `json:"key,omitempty"`
	Rebuilt  *Rebuilt      `json:"rebuilt,omitempty"`
}

type jsonFinding struct {
	Code Code   `json:"code"`
	Path string `json:"path"`
	What string `json:"what"`
}

// WriteJSON writes the report for machines, its words in a language.
func (r *Report) WriteJSON(w io.Writer, language string) error {
	known := func(text string) *string {
		if text == "" {
			return nil
		}
		return &text
	}
	j := jsonReport{OK: r.OK(), Root: known(r.Root), Signer: known(r.Signer), Findings: []jsonFinding{}, More: r.More, Key: r.Key, Rebuilt: r.Rebuilt}
	if r.About != nil {
		j.Commit, j.AsOf = known(r.About.Commit), known(r.About.AsOf)
	}
	for _, f := range r.Findings {
		j.Findings = append(j.Findings, jsonFinding{f.Code, strings.ToValidUTF8(f.Path, "\uFFFD"), f.What.In(language)})
	}
	return diagnostic.EncodeJSON(w, "  ", j)
}

// Read returns the bytes of a file that the lists name. They are compared with the digest again, so that nothing is used that was not proven.
func (r *Report) Read(name string) ([]byte, error) {
	e, want := r.named[name], r.sums[name]
	if e == nil || !e.readable || want == (digest{}) {
		return nil, fs.ErrNotExist
	}
	data, err := readAll(r.files, e, mostFile)
	if err == nil && sha256.Sum256(data) != want {
		err = errors.New("it changed while it was read")
	}
	return data, cause(err)
}

// Paths lists the files below a folder of the archive, sorted.
func (r *Report) Paths(folder string) []string {
	var list []string
	for name := range r.sums {
		if strings.HasPrefix(name, folder+"/") {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// Records returns the register's folder as it lies in the archive. Its files are proven when they are opened.
func (r *Report) Records() fs.FS {
	t := &tree{report: r, folders: map[string]map[string]fs.FileMode{".": {}}}
	for _, name := range r.Paths(Records) {
		name = strings.TrimPrefix(name, Records+"/")
		mode := fs.FileMode(0o644)
		for dir := name; dir != "."; mode = fs.ModeDir | 0o755 {
			base := path.Base(dir)
			dir = path.Dir(dir)
			if t.folders[dir] == nil {
				t.folders[dir] = map[string]fs.FileMode{}
			}
			t.folders[dir][base] = mode
		}
	}
	return t
}

// tree is the records of an archive as a file system.
type tree struct {
	report  *Report
	folders map[string]map[string]fs.FileMode
}

// Open opens a file, which is read whole and proven, or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if t.folders[name] != nil {
		list, _ := t.ReadDir(name)
		return &openFile{info: info{path.Base(name), 0, fs.ModeDir | 0o755}, entries: list}, nil
	}
	data, err := t.report.Read(Records + "/" + name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{info: info{path.Base(name), int64(len(data)), 0o644}, Reader: bytes.NewReader(data)}, nil
}

// Stat tells of a file without reading it.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	if t.folders[name] != nil {
		return info{path.Base(name), 0, fs.ModeDir | 0o755}, nil
	}
	if e := t.report.named[Records+"/"+name]; e != nil {
		return info{path.Base(name), e.size, 0o644}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	children := t.folders[name]
	if children == nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	list := make([]fs.DirEntry, 0, len(children))
	for _, base := range slices.Sorted(maps.Keys(children)) {
		described, err := t.Stat(path.Join(name, base))
		if err != nil {
			return nil, err
		}
		list = append(list, fs.FileInfoToDirEntry(described))
	}
	return list, nil
}

// info describes a file or a folder.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }

// openFile is an open file or folder.
type openFile struct {
	*bytes.Reader
	info    info
	entries []fs.DirEntry
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Read(p []byte) (int, error) {
	if f.Reader == nil {
		return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: errors.New("is a directory")}
	}
	return f.Reader.Read(p)
}

func (f *openFile) ReadDir(n int) ([]fs.DirEntry, error) {
	list := f.entries
	if n > 0 && len(list) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		list = list[:min(n, len(list))]
	}
	f.entries = f.entries[len(list):]
	return list, nil
}

// Rebuilt says what compiling an archive anew came to.
type Rebuilt struct {
	Files     int    `json:"files"`     // that were compared
	Version   string `json:"version"`   // of the program that compiled it anew
	Differing int    `json:"differing"` // files that differ, where the archive was made by another version: these are counted and not failed
}

// Words tells it in a sentence.
func (b *Rebuilt) Words() term.Words {
	if b.Differing > 0 {
		return term.Words{
			Ja: fmt.Sprintf("記録から作り直し、すべての判定が一致しました。別の版の riskbook（%s）のため、%d件中%d件のファイルの書き方が異なります", b.Version, b.Files, b.Differing),
			En: fmt.Sprintf("compiled anew from the records: every decision agrees; this is another version of riskbook (%s), and %d of %d files are written otherwise", b.Version, b.Differing, b.Files),
		}
	}
	return term.Words{Ja: fmt.Sprintf("記録から作り直し、%d件のファイルがすべて一致しました", b.Files), En: fmt.Sprintf("compiled anew from the records: all %d files are the same", b.Files)}
}

// Compare compares what was made anew with what the archive holds below data/decided/ and data/site/, and adds a finding for the first file that differs.
// With a version that is not the archive's only decisions must agree.
func (r *Report) Compare(made iter.Seq2[File, error], version string) error {
	r.Rebuilt = &Rebuilt{Version: version}
	same := r.About.Tool.Version == version
	left := map[string]bool{}
	for _, folder := range []string{Decided, Site} {
		for _, name := range r.Paths(folder) {
			left[name] = true
		}
	}
	first := true
	differs := func(name string, what term.Words) {
		if same && first {
			r.Add(RebuildDiffers, name, what)
		}
		first = false
		r.Rebuilt.Differing++
	}
	for f, err := range made {
		if err != nil {
			return err
		}
		r.Rebuilt.Files++
		if !left[f.Path] {
			differs(f.Path, term.Words{Ja: "作り直すとできるファイルが、保存版にありません", En: "compiling anew makes this file, which the archive does not hold"})
			continue
		}
		delete(left, f.Path)
		was, err := r.Read(f.Path)
		if err != nil {
			return err
		}
		if !bytes.Equal(was, f.Data) {
			differs(f.Path, firstLine(was, f.Data))
		}
		if f.Path == Decided+"/register.json" && !same {
			if where := decisionsDiffer(was, f.Data); where != "" {
				r.Add(RebuildDiffers, f.Path, term.Words{Ja: "判定が一致しません: " + where, En: "a decision does not agree: " + where})
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		differs(name, term.Words{Ja: "保存版にあるファイルが、作り直すとできません", En: "compiling anew does not make this file, which the archive holds"})
	}
	return nil
}

// firstLine says where two texts part.
func firstLine(was, now []byte) term.Words {
	a, b := bytes.Split(was, []byte("\n")), bytes.Split(now, []byte("\n"))
	n := 0
	for n < len(a) && n < len(b) && bytes.Equal(a[n], b[n]) {
		n++
	}
	line := func(lines [][]byte) string {
		if n >= len(lines) {
			return ""
		}
		return excerpt(lines[n], b, a, n)
	}
	return term.Words{
		Ja: fmt.Sprintf("%d行目が違います。保存版「%s」、作り直し「%s」", n+1, line(a), line(b)),
		En: fmt.Sprintf("line %d differs: the archive has %q, compiled anew it is %q", n+1, line(a), line(b)),
	}
}

// mostExcerpt is the number of bytes of a line that are shown.
const mostExcerpt = 160

// excerpt returns a line, or the part of a long one where the two begin to differ.
func excerpt(line []byte, b, a [][]byte, n int) string {
	start := 0
	if len(line) > mostExcerpt && n < len(a) && n < len(b) {
		for start < len(a[n]) && start < len(b[n]) && a[n][start] == b[n][start] {
			start++
		}
		start = max(0, start-mostExcerpt/4)
	}
	return strings.ToValidUTF8(string(line[min(start, len(line)):min(start+mostExcerpt, len(line))]), "")
}
