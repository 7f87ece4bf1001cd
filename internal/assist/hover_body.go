package assist

import (
	"bytes"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

func hoverBody(d *Desk, h *here) Note {
	if e, start, end := linkAt(d, h); e != nil {
		return Note{card(d, e), start, end}
	}
	if w, start, end := termAt(d, h); w != nil {
		return Note{"**" + escape(w.title) + "**\n\n" + escape(firstParagraph(w.definition)), start, end}
	}
	return Note{}
}

// linkAt gives the record that a link of the body at a place leads to, with the stretch of the link.
func linkAt(d *Desk, h *here) (e register.Entry, start, end int) {
	if start, end, _, ok := cursor.Wikilink(h.text, h.offset); ok {
		id := norm.NFC.String(strings.TrimSpace(string(h.text[start:end])))
		if e := d.Assessment.Register.Find(id); e != nil {
			return e, start, end
		}
		id, _, _ = strings.Cut(id, "#")
		return d.Assessment.Register.Find(id), start, end
	}
	// The words of a link to a record, or the address of one to its file.
	line := lineStart(h.text, h.offset)
	stop := len(h.text)
	if n := bytes.IndexByte(h.text[h.offset:], '\n'); n >= 0 {
		stop = h.offset + n
	}
	for at := line; at < stop; at++ {
		if h.text[at] != '[' {
			continue
		}
		rest := h.text[at:stop]
		end, target := 0, ""
		if bytes.HasPrefix(rest, []byte("[[")) {
			if n := bytes.Index(rest, []byte("]]")); n >= 0 {
				end, target = at+n+2, string(rest[2:n])
				target, _, _ = strings.Cut(target, "|")
				target = strings.TrimSuffix(strings.TrimSpace(target), `\`)
			}
		} else if n := bytes.Index(rest, []byte("](")); n >= 0 {
			if m := bytes.IndexByte(rest[n:], ')'); m >= 0 {
				end, target = at+n+m+1, string(rest[n+2:n+m])
				target = idOfFile(d, h.file, target)
			}
		}
		if end == 0 {
			continue
		}
		if h.offset < end && h.offset >= at {
			return d.Assessment.Register.Find(norm.NFC.String(target)), at, end
		}
		at = end - 1
	}
	return nil, 0, 0
}

// idOfFile gives the id of the record whose file a relative link leads to; empty where it leads elsewhere.
func idOfFile(d *Desk, from, target string) string {
	rec := fileOf(d, from, target)
	if rec == nil {
		return ""
	}
	return rec.ID
}

func fileOf(d *Desk, from, target string) *source.Record {
	name, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(target), "<>"), "#")
	name, _, _ = strings.Cut(name, "?")
	name, ok := resolve(from, name)
	if !ok {
		return nil
	}
	d.find()
	return d.byFile[name]
}

// resolve gives the path from the register's root of a file that a link names.
func resolve(from, target string) (string, bool) {
	if target == "" || strings.Contains(target, ":") {
		return "", false
	}
	name := norm.NFC.String(unescape(target))
	if strings.HasPrefix(name, "/") {
		return path.Clean(strings.TrimLeft(name, "/")), true
	}
	return path.Join(path.Dir(from), name), true
}

// termAt gives the longest term of the glossary that stands around a place of the body.
func termAt(d *Desk, h *here) (found *glossaryWord, start, end int) {
	line := lineStart(h.text, h.offset)
	stop := len(h.text)
	if n := bytes.IndexByte(h.text[h.offset:], '\n'); n >= 0 {
		stop = h.offset + n
	}
	lower := strings.ToLower(string(h.text[line:stop]))
	if len(lower) != stop-line { // a letter whose small form has another length: looked at as it is
		lower = string(h.text[line:stop])
	}
	words := d.terms()
	for i := range words {
		w := strings.ToLower(words[i].word)
		if len(w) <= end-start {
			continue
		}
		for from := max(0, h.offset-line-len(w)); ; {
			n := strings.Index(lower[from:], w)
			at := from + n
			if n < 0 || line+at > h.offset {
				break
			}
			bounded := (at == 0 || !isWord(lower[at-1]) || !isWord(w[0])) && (at+len(w) == len(lower) || !isWord(lower[at+len(w)]) || !isWord(w[len(w)-1]))
			if line+at+len(w) > h.offset && bounded {
				found, start, end = &words[i], line+at, line+at+len(w)
				break
			}
			from = at + 1
		}
	}
	return found, start, end
}
