package edit

import (
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Setting is what Set needs to know of the register.
type Setting struct {
	Language string // in which a plain text is written
	Limits   source.Limits
	Register *register.Register // whose words values may be written in: steps of scales, parties; nil where nobody knows it
}

// config gives the configuration of the register, where it is known.
func (s Setting) config() *register.Config {
	if s.Register == nil {
		return nil
	}
	return &s.Register.Config
}

// Set gives the bytes of a record's file with the assignments made, one after another. What they do not speak of keeps every byte. The error is a *Fault
// where an assignment does not fit the record's kind, and ErrUnreadable where the file cannot be read. Whether the values make sense is not judged here.
func Set(r *source.Record, setting Setting, assignments []Assignment) ([]byte, error) {
	return setFrom(r, setting, assignments, map[string]int{})
}

// setFrom is Set where some lists have a new element already: fresh gives its place by the path of the list.
func setFrom(r *source.Record, setting Setting, assignments []Assignment, fresh map[string]int) ([]byte, error) {
	return change(r, setting, func(d *draft) error {
		d.fresh = fresh
		return assignAll(d, assignments)
	})
}

// change gives the bytes of a record's file once something was done to it. No comment may be lost.
func change(r *source.Record, setting Setting, do func(*draft) error) ([]byte, error) {
	var base layout.Path
	if strings.HasSuffix(r.File.Path, ".toml") {
		base = layout.Path{r.ID}
	}
	return changeAt(r.File, base, setting, do)
}

// SetDocument gives the bytes of a settings file with the assignments made, as Set does those of a record.
func SetDocument(file *source.File, setting Setting, assignments []Assignment) ([]byte, error) {
	return changeAt(file, nil, setting, func(d *draft) error {
		d.fresh = map[string]int{}
		return assignAll(d, assignments)
	})
}

func changeAt(file *source.File, base layout.Path, setting Setting, do func(*draft) error) ([]byte, error) {
	d, err := newDraft(file.Path, file.Data, base, setting)
	if err != nil {
		return nil, err
	}
	before := comments(d.doc)
	if err := do(d); err != nil {
		return nil, err
	}
	if !maps.Equal(before, comments(d.doc)) {
		return nil, errUnsafe
	}
	return d.data, nil
}

func assignAll(d *draft, assignments []Assignment) error {
	for i := range assignments {
		if err := d.assign(&assignments[i]); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) assign(a *Assignment) error {
	path, s, err := resolve(d, a)
	if err != nil {
		return err
	}
	if slices.Contains(a.steps, any(next{})) && d.given[path.Key()] && a.Op == Put {
		clear(d.fresh)
		clear(d.given)
		if path, s, err = resolve(d, a); err != nil {
			return err
		}
	}
	d.given[path.Key()] = true
	switch {
	case a.Op != Put && (s.arrays != 1 || s.shape == register.ShapeTable):
		return fault(a.Written+" は値の並びではありません", a.Written+" is no list of values", a.Written+"=… と書いてください。", "write "+a.Written+"=…")
	case a.Op == Put && a.Value == "":
		return d.remove(path)
	case s.arrays == 1 && s.shape != register.ShapeTable:
		s.arrays = 0
		return list(d, a, path, s)
	case s.arrays > 0:
		if !isTOML(a.Value, source.Array) {
			return fault(a.Written+" は並びなので、何番目かを指定してください", a.Written+" is a list: say which element",
				a.Written+"[1] が最初の要素、"+a.Written+"[+] が新しい要素です。", a.Written+"[1] is the first element, "+a.Written+"[+] a new one")
		}
		return d.put(path, a.Value)
	}
	meant, err := meant(d, s, path, a.Written, a.Value)
	if err != nil {
		return err
	}
	value, err := s.write(a.Written, meant, d.eol)
	if err != nil {
		return err
	}
	if stands := d.find(path); s.shape == register.ShapeFree && stands.exact() && stands.node.Kind == layout.String {
		value = writeText(a.Value, d.eol) // what was text stays text
	}
	switch {
	case s.wording:
		return putText(d, path[:len(path)-1], path[len(path)-1].(string), value)
	case s.shape == register.ShapeText && !strings.HasPrefix(value, "{"):
		return putText(d, path, d.language, value)
	}
	return d.put(path, value)
}

// put writes a value in the place of the one that stands there, or where it belongs.
func (d *draft) put(path layout.Path, value string) error {
	s := d.find(path)
	switch {
	case s.exact() && holdsComments(s.node):
		name := strings.Join(path[len(d.base):].Keys(), ".")
		return fault(name+" の中にコメントがあります", "there are comments in "+name, "中のキーや要素を一つずつ指定してください。", "name the keys or elements in it one by one")
	case s.exact():
		return d.splice(replace(s.node.Span.Start, s.node.Span.End, value))
	case d.parted(path):
		return inTheWay(d, path)
	}
	return d.insert(path, value)
}

func holdsComments(n *layout.Node) bool {
	if len(n.Tail) > 0 {
		return true
	}
	return slices.ContainsFunc(n.Items, func(i layout.Item) bool { return len(i.Before) > 0 || !i.After.Empty() || holdsComments(&i.Value) })
}

// putText writes the words of a text in a language. A plain string becomes a table once a second language comes to it.
func putText(d *draft, path layout.Path, language, value string) error {
	s := d.find(path)
	switch {
	case s.exact() && s.node.Kind != layout.Table:
		if language == d.language {
			return d.put(path, value)
		}
		both := "{ " + layout.QuoteKey(d.language) + " = " + s.node.Span.Of(d.data) + ", " + layout.QuoteKey(language) + " = " + value + " }"
		return d.splice(replace(s.node.Span.Start, s.node.Span.End, both))
	case s.exact() || d.parted(path):
		return d.put(path.Join(language), value)
	case language == d.language:
		return d.insert(path, value)
	}
	return d.insert(path.Join(language), value)
}

// list sets, adds to or takes from a list of values.
func list(d *draft, a *Assignment, path layout.Path, element slot) error {
	elements, err := elements(d, element, path, a.Written, a.Value)
	if err != nil {
		return err
	}
	if len(elements) == 0 {
		return fault(a.Written+" に書く値がありません", "there is no value for "+a.Written, "取り除くには「"+a.Written+"=」と書いてください。", "to take it away, write "+a.Written+"=")
	}
	s := d.find(path)
	if !s.exact() && !d.parted(path) {
		if a.Op == Remove {
			return missing(a, elements[0], nil)
		}
		return d.insert(path, "["+strings.Join(elements, ", ")+"]")
	}
	if !s.exact() || s.node.Kind != layout.Array {
		return d.put(path, "["+strings.Join(elements, ", ")+"]")
	}
	present := d.texts(s.node)
	switch a.Op {
	case Add:
		for _, e := range elements {
			if slices.ContainsFunc(present, func(p string) bool { return sameElement(p, e) }) {
				continue
			}
			if err := addElement(d, d.find(path).node, e); err != nil {
				return err
			}
			present = append(present, e)
		}
		return nil
	case Remove:
		for _, e := range elements {
			at := slices.IndexFunc(present, func(p string) bool { return sameElement(p, e) })
			if at < 0 {
				return missing(a, e, present)
			}
			if err := dropElement(d, d.find(path).node, at); err != nil {
				return err
			}
			present = slices.Delete(present, at, at+1)
		}
		return nil
	}
	return d.rebuild(s.node, elements)
}

func missing(a *Assignment, element string, present []string) error {
	word, _ := layout.Decode(element)
	var words []string
	for _, p := range present {
		w, _ := layout.Decode(p)
		words = append(words, w)
	}
	ja, en := "書かれている値: "+strings.Join(words, "、"), "it holds "+strings.Join(words, ", ")
	if near := diagnostic.Nearest(word, words); near != "" {
		ja, en = "「"+near+"」ではありませんか。"+ja, "did you mean "+near+"? "+en
	}
	if len(words) == 0 {
		ja, en = "何も書かれていません。", "it holds nothing"
	}
	return fault(a.Written+" に "+word+" はありません", a.Written+" does not hold "+word, ja, en)
}

// dropElement takes an element out of an array or a key out of braces.
func dropElement(d *draft, n *layout.Node, i int) error {
	start := func(i int) int {
		if len(n.Items[i].Keys) > 0 {
			return n.Items[i].Keys[0].Span.Start
		}
		return n.Items[i].Value.Span.Start
	}
	if holdsComments(n) {
		if n.Kind == layout.Array {
			return d.rebuild(n, slices.Delete(d.texts(n), i, i+1))
		}
		return fault("コメントのあるテーブルからは取り除けません", "cannot take a key from a table with comments in it", "ファイルを開いて直してください。", "edit the file")
	}
	switch last := len(n.Items) - 1; {
	case last == 0:
		return d.splice(replace(n.Span.Start+1, n.Span.End-1, ""))
	case i < last:
		return d.splice(replace(start(i), start(i+1), ""))
	}
	return d.splice(replace(n.Items[i-1].Value.Span.End, n.Items[i].Value.Span.End, ""))
}

// remove takes a value away with all that is in it. Comments stay where they stood.
func (d *draft) remove(path layout.Path) error {
	s := d.find(path)
	if s.exact() && s.owner != nil {
		return dropElement(d, s.owner, s.index)
	}
	var edits []Edit
	for _, b := range d.blocks {
		gone := b.Path.HasPrefix(path)
		if gone && len(b.Lead) > 0 && !slices.ContainsFunc(b.Lead, func(l layout.Line) bool { return l.Kind == layout.Comment }) {
			edits = append(edits, replace(b.Lead[0].Span.Start, b.Lead[len(b.Lead)-1].Span.End, ""))
		}
		if gone {
			edits = append(edits, dropLine(d, b.Header))
		}
		for _, e := range b.Pairs {
			if gone || b.Path.Join(e.Keys()...).HasPrefix(path) {
				edits = append(edits, dropLine(d, e.Line))
			}
		}
	}
	if len(edits) == 0 {
		return nil
	}
	return d.splice(edits...)
}

// dropLine takes a line away and leaves its comments.
func dropLine(d *draft, line *layout.Line) Edit {
	text := ""
	one := &layout.Document{Data: d.data, Lines: []layout.Line{*line}}
	for _, c := range commentsInOrder(one) {
		text += c.Of(d.data) + d.eol
	}
	return replace(line.Span.Start, line.Span.End, text)
}
