package layout

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tell writes what a document was taken for, a line each.
func tell(d *Document) string {
	var b strings.Builder
	keys := func(list []Key) string {
		var parts []string
		for _, k := range list {
			parts = append(parts, k.Text)
		}
		return strings.Join(parts, "|")
	}
	var value func(n *Node) string
	value = func(n *Node) string {
		if n.Kind == Scalar || n.Kind == String {
			return [...]string{"s:", "t:"}[n.Kind] + n.Span.Of(d.Data)
		}
		var parts []string
		for i := range n.Items {
			item := &n.Items[i]
			text := ""
			for _, c := range item.Before {
				text += c.Of(d.Data) + " "
			}
			if len(item.Keys) > 0 {
				text += keys(item.Keys) + "="
			}
			text += value(&item.Value)
			if !item.After.Empty() {
				text += " " + item.After.Of(d.Data)
			}
			parts = append(parts, text)
		}
		for _, c := range n.Tail {
			parts = append(parts, c.Of(d.Data))
		}
		lines := ""
		if n.Lines {
			lines = "↵"
		}
		if n.Kind == Array {
			return "[" + lines + strings.Join(parts, ", ") + "]"
		}
		return "{" + lines + strings.Join(parts, ", ") + "}"
	}
	for i := range d.Lines {
		l := &d.Lines[i]
		switch l.Kind {
		case Blank:
			b.WriteString("blank")
		case Pair:
			b.WriteString(keys(l.Keys) + " = " + value(&l.Value))
		case Header:
			b.WriteString("header " + keys(l.Keys))
		case Element:
			b.WriteString("element " + keys(l.Keys))
		}
		if !l.Note.Empty() {
			b.WriteString(" " + l.Note.Of(d.Data))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"\n \t\r\n#c \r\n  # d", "blank\nblank\n #c\n # d\n"},
		{"a=1# x\n b . 'c d'.\"\\u3042\" = 'v' ", "a = s:1 # x\nb|c d|あ = t:'v'\n"},
		{"[ a . b ]#n\n[[c]]\r\n", "header a|b #n\nelement c\n"},
		{"d = 2026-11-25 07:32:00\ne = 2026-11-25 # c\nf = +1.5e-3\n", "d = s:2026-11-25 07:32:00\ne = s:2026-11-25 # c\nf = s:+1.5e-3\n"},
		{"s = \"a # \\\" b\"\nt = '# x'\nu = \"\"\"\n# no\n\"\"\"\"\" # yes\nv = '''\n\\'''", "s = t:\"a # \\\" b\"\nt = t:'# x'\nu = t:\"\"\"\n# no\n\"\"\"\"\" # yes\nv = t:'''\n\\'''\n"},
		{"a = [1,[2, 3] , ]\nb = { c = 1, d.e = [ ] }", "a = [s:1, [s:2, s:3]]\nb = {c=s:1, d|e=[]}\n"},
		{"a = [ # one\n  1, # two\n  # three\n  2 # four\n  # five\n] # six\n", "a = [↵# one s:1 # two, # three s:2 # four, # five] # six\n"},
		{"a = [\n1 # x\n, 2]\n", "a = [↵s:1 # x, s:2]\n"},
		{"a = [1, # x\n2]\n", "a = [s:1 # x, s:2]\n"},
	} {
		d, ok := Parse([]byte(c.in), 0, len(c.in))
		if !ok {
			t.Errorf("%q cannot be taken apart", c.in)
			continue
		}
		if diff := cmp.Diff(c.want, tell(d)); diff != "" {
			t.Errorf("%q: %s", c.in, diff)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{"a", "a =", "= 1", "a = \"x", "a = '''x", "a = [1", "a = [1 2]", "a = {b}", "[a", "[[a]", "a = 1 2", "a = \"\\q\" = 1", "\"\\q\" = 1", "a..b = 1", strings.Repeat("[", 5000), "a = " + strings.Repeat("[", 5000)} {
		if d, ok := Parse([]byte(in), 0, len(in)); ok {
			t.Errorf("%.20q was taken for %.80s", in, tell(d))
		}
	}
}

func TestDecodeAndQuote(t *testing.T) {
	for _, c := range []struct{ raw, text string }{
		{`"a\tb\n\"\\\x41\u3042\U0001F600\e"`, "a\tb\n\"\\Aあ😀\x1b"}, {`'a\b'`, `a\b`}, {"\"\"\"\r\na\\\n   b\"\"\"", "ab"}, {"'''\na'''", "a"}, {"bare-key", "bare-key"}, {`""`, ""},
	} {
		if text, ok := Decode(c.raw); !ok || text != c.text {
			t.Errorf("%s stands for %q, %v", c.raw, text, ok)
		}
	}
	for _, raw := range []string{`"\q"`, `"\u12"`, `"\ud800"`, `"\"`} {
		if text, ok := Decode(raw); ok {
			t.Errorf("%s stands for %q", raw, text)
		}
	}
	for _, text := range []string{"", "a \"b\" \\c", "制御\t系\r\n\x00\x1f\x7f"} {
		if again, ok := Decode(Quote(text)); !ok || again != text {
			t.Errorf("%q becomes %s and %q", text, Quote(text), again)
		}
	}
	for key, want := range map[string]string{"R-1": "R-1", "a b": `"a b"`, "": `""`, "制御": `"制御"`, "1": "1"} {
		if got := QuoteKey(key); got != want {
			t.Errorf("%q is written %s, want %s", key, got, want)
		}
	}
}

func TestBlocks(t *testing.T) {
	const in = "# head\n\n# of a\na = 1\n\n# of b\n\nb = 2\n# tail\n\n# of x\n[x]\n\n# head of x\n\nc = 1\n[[y]]\n[[y]]\n[y.z]\n# tail of z\n\n# end\n"
	d, ok := Parse([]byte(in), 0, len(in))
	if !ok {
		t.Fatal("it cannot be taken apart")
	}
	blocks, tail := d.Blocks()
	comments := func(lines []Line) string {
		text := ""
		for _, l := range lines {
			if l.Kind == Comment {
				text += l.Note.Of(d.Data) + ";"
			} else {
				text += "-"
			}
		}
		return text
	}
	var got []string
	for _, b := range blocks {
		got = append(got, "block"+strings.NewReplacer("\x00", ".", "\x01", "#").Replace(b.Path.Key())+" lead "+comments(b.Lead)+" head "+comments(b.Head)+" tail "+comments(b.Tail))
		for _, e := range b.Pairs {
			got = append(got, e.Line.Keys[0].Text+" lead "+comments(e.Lead))
		}
	}
	got = append(got, "end "+comments(tail))
	want := []string{
		"block lead  head # head;- tail # tail;", "a lead # of a;", "b lead -# of b;-",
		"block.x lead -# of x; head -# head of x;- tail ", "c lead ",
		"block.y#0 lead  head  tail ", "block.y#1 lead  head  tail ", "block.y#1.z lead  head  tail # tail of z;",
		"end -# end;",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzParse holds that whatever is taken apart is covered by its lines without a gap.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a = 1 # x\n", "[a]\r\nb = [1, # c\n2]\n", "a = {b = '''\n'''}", "[[x.\"y\"]]\n\n# end"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, ok := Parse(data, 0, len(data))
		if !ok {
			return
		}
		at := 0
		for _, l := range d.Lines {
			if l.Span.Start != at || l.Span.End <= at {
				t.Fatalf("a line spans %v after %d", l.Span, at)
			}
			at = l.Span.End
		}
		if at != len(data) {
			t.Fatalf("the lines end at %d of %d", at, len(data))
		}
		d.Blocks()
	})
}
