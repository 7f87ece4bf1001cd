package layout

import "strconv"

// Path leads to a value: keys (string) and places in arrays (int, from 0).
type Path []any

// Key gives a form of the path that can be compared and put into a map.
func (p Path) Key() string {
	key := ""
	for _, step := range p {
		switch s := step.(type) {
		case string:
			key += "\x00" + s
		case int:
			key += "\x01" + strconv.Itoa(s)
		}
	}
	return key
}

// HasPrefix tells whether the path begins with another.
func (p Path) HasPrefix(other Path) bool {
	if len(p) < len(other) {
		return false
	}
	for i := range other {
		if p[i] != other[i] {
			return false
		}
	}
	return true
}

// Keys gives the keys of the path alone.
func (p Path) Keys() []string {
	var keys []string
	for _, step := range p {
		if s, ok := step.(string); ok {
			keys = append(keys, s)
		}
	}
	return keys
}

// Join gives the path with steps behind it.
func (p Path) Join(steps ...any) Path { return append(p[:len(p):len(p)], steps...) }

// Block is a header with all that stands under it up to the next header; the first block of a document has no header.
type Block struct {
	Path   Path   // where its keys lie, with the places of elements in their arrays
	Lead   []Line // comments and blank lines above the header that belong to it
	Header *Line  // nil for the first
	Head   []Line // comments that stand alone at its head
	Pairs  []Entry
	Tail   []Line // comments behind the last pair
}

// Entry is a pair with the comments and blank lines above it.
type Entry struct {
	Lead []Line
	Line *Line
}

// Keys gives the parts of the entry's key.
func (e Entry) Keys() Path {
	var path Path
	for _, k := range e.Line.Keys {
		path = append(path, k.Text)
	}
	return path
}

// Blocks gives the blocks of the document, the first one always, and the comments at its end that belong to none.
//
// A comment belongs to what stands right below it. One with a blank line below belongs to the block's head where nothing stands above it, to the end of the
// block where it follows the last pair without a gap, to the end of the document where nothing follows, and else to what comes next.
func (d *Document) Blocks() (blocks []*Block, tail []Line) {
	block := &Block{}
	blocks = append(blocks, block)
	counts := map[string]int{}
	var pending []Line
	for i := range d.Lines {
		line := &d.Lines[i]
		switch line.Kind {
		case Blank, Comment:
			pending = append(pending, *line)
			continue
		case Pair:
			if len(block.Pairs) == 0 {
				block.Head, pending = cutLast(pending)
			}
			block.Pairs = append(block.Pairs, Entry{pending, line})
		default:
			if block.Header == nil && len(block.Pairs) == 0 {
				block.Head, pending = cutLast(pending)
			} else {
				block.Tail, pending = cutFirst(pending)
			}
			block = &Block{Path: resolve(line, counts), Lead: pending, Header: line}
			blocks = append(blocks, block)
		}
		pending = nil
	}
	if hasBlank(pending) {
		block.Tail, tail = cutFirst(pending)
	} else {
		block.Tail = pending
	}
	return blocks, tail
}

// resolve gives the path of a header: the arrays of tables on the way are entered at their last element.
func resolve(line *Line, counts map[string]int) Path {
	var path Path
	for i, k := range line.Keys {
		path = path.Join(k.Text)
		key := path.Key()
		if last := i == len(line.Keys)-1; last && line.Kind == Element {
			counts[key]++
		} else if last {
			break
		}
		if n := counts[key]; n > 0 {
			path = path.Join(n - 1)
		}
	}
	return path
}

func hasBlank(lines []Line) bool {
	for _, l := range lines {
		if l.Kind == Blank {
			return true
		}
	}
	return false
}

// cutLast cuts lines behind the last blank one; the first part is nothing where it holds no comment.
func cutLast(lines []Line) (before, after []Line) {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].Kind == Blank {
			before, after = lines[:i+1], lines[i+1:]
			break
		}
	}
	if before == nil {
		return nil, lines
	}
	for _, l := range before {
		if l.Kind == Comment {
			return before, after
		}
	}
	return nil, after
}

// cutFirst cuts lines before the first blank one; without one, all belong to what follows.
func cutFirst(lines []Line) (before, after []Line) {
	for i, l := range lines {
		if l.Kind == Blank {
			return lines[:i], lines[i:]
		}
	}
	return nil, lines
}
