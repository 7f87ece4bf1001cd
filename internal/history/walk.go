package history

import (
	"bufio"
	"context"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Walk gives the register's folder as it was in each state from the one numbered first on, in turn: the folder is the same one each time, changed where the
// state changed it, and holds until visit returns. Every blob is read once, in one call of git, and no more than the folder at hand is held. Of a figure
// the size alone is known.
func (l *Line) Walk(ctx context.Context, first int, visit func(state int, folder fs.FS, changed []string) error) error {
	if first >= len(l.States) {
		return nil // nothing was committed yet, or nothing more
	}
	t := &tree{repository: l.repository, ctx: ctx, nodes: map[string]*node{".": {mode: fs.ModeDir | 0o755, name: "."}}}
	out, in := io.Pipe()
	defer out.Close()
	next := make(chan int, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // asks for what a state needs only once it was announced, so that its reader is there
		defer close(next)
		defer in.Close()
		asked := bufio.NewWriterSize(in, 16<<10)
		for i := range l.States {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
			for _, e := range l.wanted(i, first) {
				if _, err := asked.WriteString(e.hash + "\n"); err != nil {
					return
				}
			}
			if asked.Flush() != nil {
				return
			}
		}
	}()
	read := func(from io.Reader) error {
		answers := bufio.NewReaderSize(from, 64<<10)
		for i := range next {
			if err := t.turn(l, i, first, answers); err != nil {
				return err
			}
			if i >= first {
				if err := visit(i, t, l.changed(i)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err := l.repository.stream(ctx, out, read, "cat-file", "--batch")
	if err != nil && ctx.Err() == nil {
		return l.repository.incomplete(ctx, err)
	}
	return err
}

// wanted gives the entries of which the contents are read on the way to a state. Of the states before the first that is looked at only what stands there
// still is read, together with that one.
func (l *Line) wanted(i, first int) []entry {
	if i < first {
		return nil
	}
	from := i
	if i == first {
		from = 0
	}
	last := map[string]string{}
	for _, step := range l.steps[from : i+1] {
		for _, e := range step {
			last[e.path] = e.hash
		}
	}
	var list []entry
	for _, name := range slices.Sorted(maps.Keys(last)) {
		if last[name] != "" && strings.HasPrefix(name, "content/") {
			list = append(list, entry{path: name, hash: last[name]})
		}
	}
	return list
}

// changed gives the paths at which a state is another than the one before, ascending.
func (l *Line) changed(i int) []string {
	var names []string
	for _, e := range l.steps[i] {
		names = append(names, e.path)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// turn makes the tree that of a state.
func (t *tree) turn(l *Line, i, first int, answers *bufio.Reader) error {
	for _, e := range l.steps[i] {
		if e.hash == "" {
			t.drop(e.path)
		} else {
			t.put(e)
		}
	}
	for _, e := range l.wanted(i, first) {
		n := t.nodes[e.path]
		if n == nil || n.hash != e.hash {
			n = &node{hash: e.hash} // a file that a folder has replaced since: its answer is passed over
		}
		if err := readNode(answers, n); err != nil {
			return err
		}
	}
	return nil
}

// readNode reads one answer of git cat-file --batch. The bytes of what is no text are passed over.
func readNode(in *bufio.Reader, n *node) error {
	kind, size, err := readHeader(in, n.hash)
	if err != nil {
		return err
	}
	if kind != "blob" {
		return errObject
	}
	n.size = size
	if text := slices.Contains([]string{".csv", ".md", ".toml"}, path.Ext(n.name)); n.mode.IsRegular() && !text || size > mostAhead {
		if _, err := io.CopyN(io.Discard, in, size); err != nil {
			return err
		}
		return readEnd(in)
	}
	n.read = true
	n.data, err = readBytes(in, size)
	return err
}

// put sets what stands at a path.
func (t *tree) put(e entry) {
	if n := t.nodes[e.path]; n != nil && !n.mode.IsDir() {
		n.mode, n.hash, n.size, n.data, n.read = e.mode, e.hash, 0, nil, false
		return
	}
	t.drop(e.path)
	t.add(e)
	t.sortAround(e.path)
}

// sortAround puts a new entry, and the folders that were made for it, in their places.
func (t *tree) sortAround(name string) {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		children := t.nodes[dir].children
		last := len(children) - 1
		if last > 0 && children[last-1].name > children[last].name {
			n := children[last]
			at, _ := slices.BinarySearchFunc(children[:last], n.name, func(c *node, name string) int { return strings.Compare(c.name, name) })
			t.nodes[dir].children = slices.Insert(children[:last:last], at, n)
		}
		if dir == "." {
			return
		}
	}
}

// drop takes away what stands at a path, and the folders that it leaves empty.
func (t *tree) drop(name string) {
	n := t.nodes[name]
	if n == nil || name == "." {
		return
	}
	for _, child := range slices.Clone(n.children) {
		t.drop(path.Join(name, child.name))
	}
	if t.nodes[name] == nil {
		return // it went with the last of its children
	}
	delete(t.nodes, name)
	dir := path.Dir(name)
	folder := t.nodes[dir]
	folder.children = slices.DeleteFunc(folder.children, func(c *node) bool { return c == n })
	if len(folder.children) == 0 {
		t.drop(dir)
	}
}

// fingerprint is a time that stands for the contents of a file: git keeps none, and readers tell by it whether a file changed.
func fingerprint(hash string) time.Time {
	b, err := hex.DecodeString(hash[:min(16, len(hash))])
	if err != nil || len(b) < 8 {
		return time.Time{}
	}
	var n int64
	for _, c := range b[:7] {
		n = n<<8 | int64(c)
	}
	return time.Unix(0, n).UTC()
}
