package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// mostEntries is the number of files of one commit up to which it is read: folders that hold each other's copies can make any number out of nothing.
const mostEntries = 2_000_000

// mostAhead is the size of a file, in bytes, up to which it is read ahead of being asked for.
const mostAhead = 16 << 20

// Tree gives the register's folder as it was in a commit; nil where the commit holds no such folder. Files are regular files, symbolic links or
// folders; what is a repository of its own is left out.
func (r *Repository) Tree(ctx context.Context, commit Commit) (fs.FS, error) {
	object := commit.Hash + "^{tree}"
	if r.prefix != "" {
		object = commit.Hash + ":" + r.prefix
		out, err := r.run(ctx, "cat-file", "-t", object)
		if err != nil && !silent(err) {
			return nil, err
		}
		if strings.TrimSpace(string(out)) != "tree" {
			return nil, nil
		}
	}
	t := &tree{repository: r, ctx: ctx, nodes: map[string]*node{".": {mode: fs.ModeDir | 0o755, name: "."}}}
	err := r.stream(ctx, nil, t.list, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", object)
	if err == nil {
		err = t.readAhead()
	}
	if err != nil {
		return nil, r.incomplete(ctx, err)
	}
	return t, nil
}

// incomplete says of a clone without the contents of files what to fetch, and leaves any other error as it is.
func (r *Repository) incomplete(ctx context.Context, err error) error {
	out, _ := r.run(ctx, "config", "--get-regexp", `^remote\..*\.promisor$`)
	if !strings.Contains(string(out), " true") {
		return err
	}
	return &Error{
		Message: term.Words{Ja: "このクローンは部分的（partial）で、コミットのファイルの内容を含んでいません", En: "this clone is partial and does not hold the contents of the commit's files"},
		Help:    term.Words{Ja: "次のコマンドで取得してください: git fetch --refetch --no-filter origin", En: "fetch them with: git fetch --refetch --no-filter origin"},
		Cause:   err,
	}
}

// entry is one line of git ls-tree.
type entry struct {
	mode fs.FileMode
	hash string
	size int64
	path string
}

var errListing = errors.New("git ls-tree gave a line that is not understood")

// modes are the modes of what is part of a register, as git writes them; foreign is that of a repository of its own, which is none.
var modes = map[string]fs.FileMode{
	"100644": 0o644,
	"100664": 0o644,
	"100755": 0o755,
	"120000": fs.ModeSymlink | 0o777,
}

const foreign = "160000"

// parseEntry reads "MODE TYPE HASH SIZE<tab>PATH". An entry without a mode is none that is read: a repository of its own.
func parseEntry(line []byte) (entry, error) {
	facts, name, ok := bytes.Cut(line, []byte("\t"))
	fields := bytes.Fields(facts)
	if !ok || len(fields) != 4 || len(name) == 0 || bytes.IndexByte(name, 0) >= 0 {
		return entry{}, errListing
	}
	e := entry{hash: string(fields[2]), path: string(name)}
	if !isHash(e.hash) || path.Clean(e.path) != e.path || path.IsAbs(e.path) || e.path == "." || e.path == ".." || strings.HasPrefix(e.path, "../") {
		return entry{}, errListing
	}
	var known bool
	if e.mode, known = modes[string(fields[0])]; !known {
		if string(fields[0]) == foreign {
			return e, nil
		}
		return entry{}, errListing
	}
	if string(fields[3]) == "BAD" {
		return entry{}, missing(e.hash)
	}
	size, err := strconv.ParseInt(string(fields[3]), 10, 64)
	if err != nil || size < 0 {
		return entry{}, errListing
	}
	e.size = size
	return e, nil
}

// list reads the output of git ls-tree -z.
func (t *tree) list(from io.Reader) error {
	in := bufio.NewReaderSize(from, 64<<10)
	for n := 0; ; n++ {
		line, err := in.ReadBytes(0)
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		if err != nil {
			return cmp.Or(err, io.ErrUnexpectedEOF)
		}
		if n >= mostEntries {
			return &Error{
				Message: term.Words{Ja: fmt.Sprintf("コミットのファイルが多すぎます（%d件まで）", mostEntries), En: fmt.Sprintf("the commit holds too many files (at most %d)", mostEntries)},
				Help:    term.Words{Ja: "登録簿を、それだけのフォルダーかリポジトリに置いてください。", En: "keep the register in a folder or a repository of its own"},
			}
		}
		e, err := parseEntry(line[:len(line)-1])
		if err != nil {
			return err
		}
		if e.mode != 0 {
			t.add(e)
		}
	}
	for _, n := range t.nodes {
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
	return nil
}

// add puts a file into its folder, and makes the folders on the way.
func (t *tree) add(e entry) {
	if t.nodes[e.path] != nil {
		return
	}
	child := &node{tree: t, name: path.Base(e.path), mode: e.mode, hash: e.hash, size: e.size}
	t.nodes[e.path] = child
	for name := path.Dir(e.path); ; name = path.Dir(name) {
		folder := t.nodes[name]
		if folder != nil {
			folder.children = append(folder.children, child)
			return
		}
		folder = &node{tree: t, name: path.Base(name), mode: fs.ModeDir | 0o755, children: []*node{child}}
		t.nodes[name] = folder
		child = folder
	}
}

// readAhead reads in one go what a register is made of: its text files, and where links lead.
func (t *tree) readAhead() error {
	var wanted []*node
	for name, n := range t.nodes {
		text := strings.HasPrefix(name, "content/") && slices.Contains([]string{".csv", ".md", ".toml"}, path.Ext(name)) ||
			strings.HasPrefix(name, "templates/") || strings.HasPrefix(name, "themes/") // what draws the pages is compared too
		if n.mode.IsDir() || n.size > mostAhead || !text && n.mode.IsRegular() {
			continue
		}
		if data, ok := t.repository.blobs[n.hash]; ok {
			n.data, n.read = data, true
			continue
		}
		wanted = append(wanted, n)
	}
	if len(wanted) == 0 {
		return nil
	}
	slices.SortFunc(wanted, func(a, b *node) int { return strings.Compare(a.hash, b.hash) })
	var hashes strings.Builder
	for i, n := range wanted {
		if i == 0 || n.hash != wanted[i-1].hash {
			hashes.WriteString(n.hash + "\n")
		}
	}
	err := t.repository.stream(t.ctx, strings.NewReader(hashes.String()), func(from io.Reader) error {
		in := bufio.NewReaderSize(from, 64<<10)
		for i, n := range wanted {
			if i > 0 && n.hash == wanted[i-1].hash {
				n.data, n.read = wanted[i-1].data, true
				continue
			}
			data, err := readObject(in, n.hash, n.size)
			if err != nil {
				return err
			}
			n.data, n.read = data, true
			t.repository.blobs[n.hash] = data
		}
		return nil
	}, "cat-file", "--batch")
	return err
}

var errObject = errors.New("git cat-file gave an object that was not asked for")

// missing says that an object which the commit names is not in the repository, or cannot be read.
func missing(hash string) error {
	return &Error{
		Message: term.Words{Ja: "リポジトリが壊れています。オブジェクトがないか、読めません: " + hash, En: "the repository is damaged: an object is missing or cannot be read: " + hash},
		Help:    term.Words{Ja: "「git fsck」で調べ、リモートから取得し直してください。", En: "look with \"git fsck\", and clone it again from the remote"},
	}
}

// readObject reads one answer of git cat-file --batch to a blob whose size is known: "HASH blob SIZE", the bytes, and a line end.
func readObject(in *bufio.Reader, hash string, size int64) ([]byte, error) {
	kind, found, err := readHeader(in, hash)
	if err != nil {
		return nil, err
	}
	if kind != "blob" || found != size {
		return nil, errObject
	}
	return readBytes(in, size)
}

// readHeader reads the line before an object, "HASH KIND SIZE".
func readHeader(in *bufio.Reader, hash string) (kind string, size int64, err error) {
	header, err := in.ReadString('\n')
	if err != nil {
		return "", 0, cmp.Or(err, io.ErrUnexpectedEOF)
	}
	if header == hash+" missing\n" {
		return "", 0, missing(hash)
	}
	rest, ok := strings.CutPrefix(header, hash+" ")
	kind, length, parted := strings.Cut(strings.TrimSuffix(rest, "\n"), " ")
	size, err = strconv.ParseInt(length, 10, 64)
	if !ok || !parted || err != nil || size < 0 {
		return "", 0, errObject
	}
	return kind, size, nil
}

// readBytes reads an object and the line end behind it.
func readBytes(in *bufio.Reader, size int64) ([]byte, error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(in, data); err != nil {
		return nil, err
	}
	return data, readEnd(in)
}

func readEnd(in *bufio.Reader) error {
	if end, err := in.ReadByte(); err != nil || end != '\n' {
		return errObject
	}
	return nil
}
