package edit

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/source"
)

func mustFormat(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	before := bytes.Clone(data)
	out, err := Format(name, data, nil, source.DefaultLimits)
	if err != nil {
		t.Fatalf("%v:\n%s", err, data)
	}
	if !bytes.Equal(data, before) {
		t.Fatalf("the file itself became\n%s", data)
	}
	return out
}

// TestFormatKeeps formats random files: no comment is lost, no value changes, and a second time nothing changes.
func TestFormatKeeps(t *testing.T) {
	t.Parallel()
	for seed := range randomFiles() {
		name, data := randomFile(seed)
		doc, value, err := facts(name, data, source.DefaultLimits)
		if err != nil {
			t.Fatalf("seed %d: the test's own file cannot be read:\n%s", seed, data)
		}
		out := mustFormat(t, name, data)
		after, again, err := facts(name, out, source.DefaultLimits)
		if err != nil || !same(value, again) || !maps.Equal(comments(doc), comments(after)) {
			t.Fatalf("seed %d: %v\n%s\nbecame\n%s", seed, err, data, out)
		}
		if !bytes.Equal(data[doc.Span.End:], out[after.Span.End:]) {
			t.Fatalf("seed %d: what follows the front matter changed", seed)
		}
		if twice := mustFormat(t, name, out); !bytes.Equal(out, twice) {
			t.Fatalf("seed %d: a second time it is laid out otherwise:\n%s", seed, cmp.Diff(string(out), string(twice)))
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct{ name, path, in, want string }{
		{"keys come in the order of the fields, with their comments", "content/risks/R-1.md",
			"+++\n\n# who answers\nowner='x'   # behind\nzebra=1\n# the name\ntitle  =  \"T\"\n\n\n\nidentified = 2026-01-01\n\n+++\n body \n",
			"+++\n# the name\ntitle = \"T\"\n# who answers\nowner = \"x\"   # behind\n\nidentified = 2026-01-01\nzebra = 1\n+++\n body \n"},
		{"tables come in the order of the fields, those of one's own last", "content/risks/R-1.md",
			"+++\ntitle=\"T\"\n[extra]\nx=1\n[[links]]\nurl=\"u\"\n# ours\n[current]\nimpact=2\nlikelihood=1\n# theirs\n[ inherent ]#n\nlikelihood=1\n+++\n",
			"+++\ntitle = \"T\"\n\n# theirs\n[inherent] #n\nlikelihood = 1\n\n# ours\n[current]\nlikelihood = 1\nimpact = 2\n\n[[links]]\nurl = \"u\"\n\n[extra]\nx = 1\n+++\n"},
		{"a comment alone stays at the head, at the end of a block and at the end of the file", "content/parties.toml",
			"# All parties.\n\n[b]\ntitle=\"B\"\n# after b\n\n# A divider\n\n[a]\nkind=\"person\"\ntitle=\"A\"\n\n# the end",
			"# All parties.\n\n[b]\ntitle = \"B\"\n# after b\n\n# A divider\n\n[a]\ntitle = \"A\"\nkind = \"person\"\n\n# the end\n"},
		{"elements of an array stay with what is under them", "content/criteria.toml",
			"[[area]]\nkey=\"a\"\n[area.meanings]\n1=\"x\"\n[[level]]\nkey=\"l\"\n[[area]]\nkey=\"b\"\n",
			"[[area]]\nkey = \"a\"\n\n[area.meanings]\n1 = \"x\"\n\n[[area]]\nkey = \"b\"\n\n[[level]]\nkey = \"l\"\n"},
		{"records of one file keep their order", "content/risks/all.toml",
			"[R-2]\ntitle='T'\n[R-1]\ntitle='T'\n[R-2.current]\nlikelihood=1\n[R-1.body]\nja='x'\n[R-1.current]\nlikelihood=2",
			"[R-2]\ntitle = \"T\"\n\n[R-2.current]\nlikelihood = 1\n\n[R-1]\ntitle = \"T\"\n\n[R-1.current]\nlikelihood = 2\n\n[R-1.body]\nja = \"x\"\n"},
		{"values stay as they are spelled", "content/treatments/T-1.md",
			"+++\ncost={annual=1_000,initial=0x10}\ntags=['a\"b', 'c\\d','e']\nsummary=\"\"\"\na\n  # b\"\"\"\n+++\n",
			"+++\nsummary = \"\"\"\na\n  # b\"\"\"\ntags = ['a\"b', 'c\\d', \"e\"]\ncost = { initial = 0x10, annual = 1_000 }\n+++\n"},
		{"long arrays are wrapped, wrapped ones stay so, comments keep their element", "content/controls/C-1.md",
			"+++\ntags=[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"ccccccccccccccccccccccc\"]\nobligations=[ # first\n\"a\" # why a\n, \"b\",\n# last\n]\n+++\n",
			"+++\ntags = [\n  \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\n  \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\n  \"ccccccccccccccccccccccc\",\n]\nobligations = [\n  # first\n  \"a\", # why a\n  \"b\",\n  # last\n]\n+++\n"},
		{"a matrix has a row a line", "content/criteria.toml",
			"[matrix]\nrows=[[\"low\",\"low\"],[\"low\",\"high\"]]\n", "[matrix]\nrows = [\n  [\"low\", \"low\"],\n  [\"low\", \"high\"],\n]\n"},
		{"byte order mark and line ends stay", "content/risks/R-1.md",
			"\ufeff+++ \r\ntitle='T'\r\n[current]\r\nlikelihood=1\r\n+++\r\nx\n", "\ufeff+++\r\ntitle = \"T\"\r\n\r\n[current]\r\nlikelihood = 1\r\n+++\r\nx\n"},
		{"keys lose quotes that they do not need", "content/glossary/g.toml", "[\"制御 系\"]\n'title'='T'\n[ 'node' ]\n\"title\"='U'\n", "[\"制御 系\"]\ntitle = \"T\"\n\n[node]\ntitle = \"U\"\n"},
		{"tables that nobody knows come before those of one's own, the body last", "content/risks/all.toml",
			"[R-1.body]\nja='x'\n[R-1.extra]\na=1\n[R-1.zebra]\nb=1\n[R-1]\ntitle='T'\n[R-2]\nbody='x'\nextra.b=1\nzebra=1\ntitle='T'\n",
			"[R-1]\ntitle = \"T\"\n\n[R-1.zebra]\nb = 1\n\n[R-1.extra]\na = 1\n\n[R-1.body]\nja = \"x\"\n\n[R-2]\ntitle = \"T\"\nzebra = 1\nextra.b = 1\nbody = \"x\"\n"},
		{"dotted keys of one table are in its order too", "content/risks/R-1.md", "+++\ncurrent.impacts.b=2\ncurrent.impact=2\ncurrent.likelihood=1\ntitle=\"T\"\n+++\n",
			"+++\ntitle = \"T\"\ncurrent.likelihood = 1\ncurrent.impact = 2\ncurrent.impacts.b = 2\n+++\n"},
		{"braces on several lines", "content/risks/R-1.md", "+++\ncurrent={ # now\nimpacts={\nb=1,\na=2},\nlikelihood=1, # l\n# end\n}\n+++\n",
			"+++\ncurrent = {\n  likelihood = 1, # l\n  # now\n  impacts = {\n    b = 1,\n    a = 2,\n  },\n  # end\n}\n+++\n"},
		{"nothing is something", "content/risks/R-1.md", "+++\n+++\n", "+++\n+++\n"},
		{"a comment alone in a record", "content/risks/R-1.md", "+++\n# x\n+++\n", "+++\n# x\n+++\n"},
		{"a comment alone above a header", "content/risks/R-1.md", "+++\n[inherent]\n# still to be rated\n[current]\nlikelihood=1\n+++\n", "+++\n[inherent]\n\n# still to be rated\n[current]\nlikelihood = 1\n+++\n"},
		{"only a comment", "content/riskbook.toml", "\n\n# x\n\n\n# y\n\n", "# x\n\n# y\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, string(mustFormat(t, c.path, []byte(c.in)))); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.want, string(mustFormat(t, c.path, []byte(c.want)))); d != "" {
				t.Error("a second time:", d)
			}
		})
	}
}

// TestLongestLine holds that an array stays on one line up to 100 columns, of which wide characters take two.
func TestLongestLine(t *testing.T) {
	for _, c := range []struct {
		name, first string // the first element, in quotes; the second is "z"
		wrapped     bool
	}{
		{"100 columns", strings.Repeat("a", 84), false}, // tags = ["", "z"] are 16 columns without it
		{"101 columns", strings.Repeat("a", 85), true},
		{"100 columns, half of them wide", strings.Repeat("あ", 42), false},
		{"102 columns", strings.Repeat("漢", 43), true},
		{"101 columns, one of them narrow", strings.Repeat("Ａ", 42) + "a", true},
		{"half-width kana are narrow", strings.Repeat("ｱ", 84), false},
	} {
		line := "tags = [\"" + c.first + "\", \"z\"]\n"
		want := "+++\n" + line + "+++\n"
		if c.wrapped {
			want = "+++\ntags = [\n  \"" + c.first + "\",\n  \"z\",\n]\n+++\n"
		}
		if d := cmp.Diff(want, string(mustFormat(t, "content/risks/R-1.md", []byte("+++\n"+line+"+++\n")))); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	// one element gains nothing by a line of its own, and neither does what is inside others
	for _, line := range []string{"tags = [[\"a\", \"b\"]]", "tags = [\"" + strings.Repeat("a", 200) + "\"]", "extra = { a = [\"" + strings.Repeat("a", 100) + "\", \"z\"] }"} {
		text := "+++\n" + line + "\n+++\n"
		if d := cmp.Diff(text, string(mustFormat(t, "content/risks/R-1.md", []byte(text)))); d != "" {
			t.Error(d)
		}
	}
}

func TestFormatRefuses(t *testing.T) {
	for _, in := range []string{"no front matter", "+++\na = \n+++\n", "+++\na = 1\na = 2\n+++\n", "+++\nx = 2026-02-30\n+++\n", "---\na: 1\n---\n"} {
		if out, err := Format("content/risks/R-1.md", []byte(in), nil, source.DefaultLimits); err != ErrUnreadable {
			t.Errorf("%q became %q with %v", in, out, err)
		}
	}
}

// A file in a folder that is no kind's has no order of fields: its keys stay as they stand.
func TestFormatInAFolderOfNoKind(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"content/notes/N-1.md", "+++\nowner=\"o\"\ntitle  = \"t\"\n+++\ntext\n", "+++\nowner = \"o\"\ntitle = \"t\"\n+++\ntext\n"},
		{"content/notes/all.toml", "[N-1]\nowner=\"o\"\ntitle  = \"t\"\n", "[N-1]\nowner = \"o\"\ntitle = \"t\"\n"},
	} {
		if got := string(mustFormat(t, test.name, []byte(test.in))); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for seed := range uint64(20) {
		_, data := randomFile(seed)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"content/risks/R-1.md", "content/risks/all.toml"} {
			out, err := Format(name, data, nil, source.DefaultLimits)
			if err == ErrUnreadable {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if twice, err := Format(name, out, nil, source.DefaultLimits); err != nil || !bytes.Equal(out, twice) {
				t.Fatalf("%v\n%q\nbecame\n%q\nand then\n%q", err, data, out, twice)
			}
		}
	})
}

func TestLineEndings(t *testing.T) {
	for text, want := range map[string]string{"": "\n", "x": "\n", "\n": "\n", "x\n": "\n", "\r\n": "\r\n", "x\r\ny\n": "\r\n", "x\ny\r\n": "\n", "x\ry\n": "\n"} {
		if got := lineEnding([]byte(text)); got != want {
			t.Errorf("%q ends its lines with %q, want %q", text, got, want)
		}
	}
}

// Comments are counted by their words, wherever they stand: none may be lost, and none of two that say the same.
func TestCommentsAreCounted(t *testing.T) {
	doc, _, err := facts("x.toml", []byte("# a\nx = 1 # a\ny = [ # b\n  1, # c\n  # d\n]\n[t] # e\n# f\n"), source.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"# a": 2, "# b": 1, "# c": 1, "# d": 1, "# e": 1, "# f": 1}, comments(doc)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
