package compare

import (
	"net/url"
	"path"
	"strings"
)

// sameReference tells whether two references name the same record, a clause of it included ("O-01#5"), the one by the name that it had.
func sameReference(c *comparer, a, b string) bool {
	if a == b {
		return true
	}
	id, clause, _ := strings.Cut(a, "#")
	if c.newID[a] != "" { // an id may hold the sign itself
		return c.newID[a] == b
	}
	return c.newID[id] != "" && a != id && c.newID[id]+"#"+clause == b
}

// sameText tells whether two texts say the same, once the links of the first lead to renamed records by the names that these have now. Nothing but a
// link follows a record: an id in plain words, or in code, is part of what was written.
func (c *comparer) sameText(a, b, file string) bool { return a == b || c.follow(a, file) == b }

// follow gives a text of the first state with the new names of renamed records in its links: [[ID]], [[ID|words]], and relative links to their files.
func (c *comparer) follow(text, file string) string {
	if len(c.newID) == 0 || !strings.Contains(text, "[") {
		return text
	}
	var b strings.Builder
	from := 0
	for _, m := range mentions(text) {
		name := ""
		if m.wiki {
			name = followWiki(c, text[m.start:m.end])
		} else {
			name = followAddress(c, text[m.start:m.end], file)
		}
		b.WriteString(text[from:m.start] + name)
		from = m.end
	}
	b.WriteString(text[from:])
	return b.String()
}

// followWiki gives what stands between [[ and ]] or | with the new name of the record that it names. The longest id is looked for first: what follows a
// sign may belong to it.
func followWiki(c *comparer, written string) string {
	for _, sign := range []string{"", "#", ":"} {
		at := max(strings.LastIndex(written, sign), 0) // of no sign: the end
		id, rest := written[:at], written[at:]
		name := strings.TrimSpace(id)
		if now := c.newID[spelled(c, name)]; now != "" {
			return strings.Replace(id, name, now, 1) + rest
		}
		if c.old.Find(name) != nil {
			return written
		}
	}
	return written
}

// spelled gives the id of a renamed record as it is written, for one in any case.
func spelled(c *comparer, name string) string {
	if c.folded == nil {
		c.folded = make(map[string]string, len(c.newID))
		for id := range c.newID {
			c.folded[strings.ToLower(id)] = id
		}
	}
	return c.folded[strings.ToLower(name)]
}

// followAddress gives the address of a link with the new name of the file that it leads to, where it is the file of a renamed record.
func followAddress(c *comparer, address, file string) string {
	way, rest := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		way, rest = address[:i], address[i:]
	}
	if !strings.HasSuffix(way, ".md") {
		return address
	}
	plain, err := url.PathUnescape(way)
	if err != nil {
		return address
	}
	full := path.Join(path.Dir(file), plain)
	if strings.HasPrefix(plain, "/") {
		full = strings.TrimPrefix(path.Clean(plain), "/")
	}
	id, found := movedFiles(c)[full]
	if !found {
		return address
	}
	slash := strings.LastIndexByte(way, '/') + 1
	base := path.Base(plain)
	now := c.newID[id] + strings.TrimPrefix(base, id)
	if path.Base(way) != base {
		now = url.PathEscape(now)
	}
	return way[:slash] + now + rest
}

// movedFiles gives the ids of renamed records by the files that they had, those of their translations too.
func movedFiles(c *comparer) map[string]string {
	if c.moved != nil {
		return c.moved
	}
	c.moved = map[string]string{}
	for id := range c.newID {
		record := c.old.Find(id).Of().Source
		c.moved[record.File.Path] = id
		for _, t := range record.Translations {
			c.moved[t.File.Path] = id
		}
	}
	return c.moved
}

// mention is a stretch of a text that names a record: what stands in [[ ]] before |, or the address of a link.
type mention struct {
	start, end int
	wiki       bool
}

// mentions finds what may name a record in a text of Markdown, in order. Code is passed over.
func mentions(text string) []mention {
	var list []mention
	fence := ""
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n') + 1
		if end == start {
			end = len(text)
		}
		line := text[start:end]
		mark := fenceOf(line)
		switch {
		case fence != "":
			if strings.HasPrefix(mark, fence) && strings.TrimLeft(strings.TrimSpace(line), mark[:1]) == "" {
				fence = ""
			}
		case mark != "":
			fence = mark
		default:
			list = append(list, mentionsIn(text, start, end)...)
		}
		start = end
	}
	return list
}

// fenceOf gives the run of signs with which a line opens or closes a block of code; empty where it does neither.
func fenceOf(line string) string {
	trimmed := strings.TrimLeft(line, " ")
	for _, sign := range []string{"`", "~"} {
		run := trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, sign))]
		if len(run) >= 3 && len(line)-len(trimmed) < 4 && (sign == "~" || !strings.Contains(trimmed[len(run):], "`")) {
			return run
		}
	}
	return ""
}

// mentionsIn finds the mentions on one line of a text.
func mentionsIn(text string, start, end int) []mention {
	var list []mention
	line := text[start:end]
	for i := 0; i < len(line); {
		rest := line[i:]
		switch {
		case rest[0] == '\\':
			i += 2
		case rest[0] == '`':
			run := len(rest) - len(strings.TrimLeft(rest, "`"))
			i += run + closing(rest[run:], run)
		case strings.HasPrefix(rest, "[["):
			stop := strings.IndexAny(rest[2:], "[]\n") + 2
			if stop < 2 || !strings.HasPrefix(rest[stop:], "]]") {
				i++
				continue
			}
			id, _, _ := strings.Cut(rest[2:stop], "|")
			id = strings.TrimSuffix(id, `\`) // as it has to be written in a table
			list = append(list, mention{start + i + 2, start + i + 2 + len(id), true})
			i += stop + 2
		case strings.HasPrefix(rest, "]("), strings.HasPrefix(rest, "]:") && strings.HasPrefix(strings.TrimLeft(line, " "), "["):
			at := i + 2
			for at < len(line) && strings.IndexByte(" \t<", line[at]) >= 0 {
				at++
			}
			stop := at
			for stop < len(line) && strings.IndexByte(" \t\r\n)>", line[stop]) < 0 {
				stop++
			}
			list = append(list, mention{start + at, start + stop, false})
			i = max(stop, i+2)
		default:
			i++
		}
	}
	return list
}

// closing gives how far behind an opening run of backticks the run of the same length ends; 0 where there is none on the line, so that the first is text.
func closing(rest string, run int) int {
	for i := 0; i < len(rest); {
		if rest[i] != '`' {
			i++
			continue
		}
		n := len(rest[i:]) - len(strings.TrimLeft(rest[i:], "`"))
		if n == run {
			return i + n
		}
		i += n
	}
	return 0
}
