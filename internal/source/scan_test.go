package source

import (
	"os"
	"strings"
	"testing"
)

// TestWhatADocumentCosts works out by hand what is held against the limit of values: 2 a part of a key, and 1 more a part for each 8 parts that lie around and
// in it; 4 a table; 1 an element, an opening bracket.
func TestWhatADocumentCosts(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0}, {"# a = 1\n", 0}, {"\n \t\r\n", 0},
		{"a = 1\n", 2}, {"a = 1\nb = 2\n", 4}, {"a = '='\n", 2}, {"a = 1.5\n", 2}, {"'a.b' = 1\n", 2}, {"a = 1 # b = 2\n", 2},
		{"a.b = 1\n", 2*2 + 4}, {"a . b . c = 1\n", 3*2 + 2*4},
		{"a.b.c.d.e.f.g.h = 1\n", 8*3 + 7*4}, {"a.b.c.d.e.f.g = 1\n", 7*2 + 6*4},
		{"[a]\n", 2 + 4}, {"[a.b]\n", 2*2 + 2*4}, {"[[a]]\n", 2 + 4}, {"[a]\nb = 1\n", 2 + 4 + 2},
		{"[a.b.c.d.e.f.g]\nh = 1\n", 7*2 + 7*4 + 3}, {"[a.b.c.d.e.f]\nh = 1\n", 6*2 + 6*4 + 2}, {"[a.b.c.d.e.f.g]\n[a]\nh = 1\n", 7*2 + 7*4 + 2 + 4 + 2},
		{"a = []\n", 2 + 1}, {"a = [1]\n", 2 + 1}, {"a = [1, 2]\n", 2 + 1 + 1}, {"a = [1, 2,]\n", 2 + 1 + 2}, {"a = [1,\n 2]\nb = 3\n", 2 + 1 + 1 + 2},
		{"a = {}\n", 2 + 1 + 4}, {"a = { b = 1 }\n", 2 + 1 + 4 + 2}, {"a = { b = 1, c = 2 }\n", 2 + 1 + 4 + 2 + 1 + 2}, {"a = [{ b = 1 }, 'x = 1']\n", 2 + 1 + 1 + 4 + 2 + 1},
		{"a = { b = [1, 2], c = 3 }\n", 2 + 1 + 4 + 2 + 1 + 1 + 1 + 2},
		// the brackets around a key count with it: a in [ in { is 1 + 1 + 1 + 1 deep, and its own parts come on top
		{"a = [[[{ b.c.d = 1 }]]]\n", 2 + 3 + 1 + 4 + 3*3 + 2*4}, {"a = [[{ b.c = 1 }]]\n", 2 + 2 + 1 + 4 + 2*2 + 4},
	} {
		s := newScanner([]byte(c.text), 0, len(c.text), DefaultLimits)
		if f := s.run(len(c.text)); f != nil {
			t.Errorf("%q: %+v", c.text, f)
		}
		if s.values != c.want {
			t.Errorf("%q costs %d, want %d", c.text, s.values, c.want)
		}
	}
}

// TestRoomForNodes holds that the scanner foresees enough room for what the parser will find, and not much too much.
func TestRoomForNodes(t *testing.T) {
	texts := []string{
		"", "a = 1\n", "a.b.c = 1\n", "[a]\n", "[a.b]\nc = 1\n", "[[a]]\n[[a]]\n", "a = [1, 2, 3]\n", "a = []\n", "a = [{}]\n", "a = { b = 1, c.d = [2, 3] }\n", "a = [[1], [2, 3]]\n", placed,
	}
	for _, path := range suiteFiles(t, "valid") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, text := range texts {
		data := []byte(text)
		n, f := scan(data, 0, len(data), generous)
		if f != nil {
			continue
		}
		var b builder
		b.build(data, 0, len(data))
		shared := strings.Count(text, "[") + strings.Count(text, "{") + strings.Count(text, ",") + strings.Count(text, ".") // what may be there already, or end a list
		if found := len(b.nodes) - 1; found > n || n > found+shared {
			t.Errorf("%q: room for %d nodes, there are %d", text, n, found)
		}
	}
}

// TestEndsOfStrings holds where a string ends: behind its last sign, or where it is left open, which is told.
func TestEndsOfStrings(t *testing.T) {
	for _, c := range []struct {
		text string
		end  int
		open bool
	}{
		{`"a"x`, 3, false}, {`""x`, 2, false}, {`'a'x`, 3, false}, {`"a\"b"x`, 6, false}, {`"\\"x`, 4, false}, {`'a\'x`, 4, false},
		{`"a`, 2, true}, {`"`, 1, true}, {`"a\`, 3, true}, {`"a\"`, 4, true}, {`'a`, 2, true}, {"\"a\nb\"", 2, true}, {"'a\nb'", 2, true}, {"\"a\\\nb\"", 3, true},
		{`"""a"""x`, 7, false}, {`""""""x`, 6, false}, {"\"\"\"a\\\nb\"\"\"x", 10, false}, {"\"\"\"a\nb\"\"\"x", 9, false}, {`"""a\"""b"""x`, 12, false}, {`"""\\"""x`, 8, false}, {`"""a""b"""x`, 10, false},
		{`"""a""""x`, 8, false}, {`"""a"""""x`, 9, false}, {`'''a\'''x`, 8, false}, {`"""a""`, 6, true}, {`"""`, 3, true}, {`"""a\`, 5, true},
	} {
		s := newScanner([]byte(c.text), 0, len(c.text), DefaultLimits)
		s.text(c.text[0])
		if s.i != c.end || (s.unclosed == 0) != c.open {
			t.Errorf("%q ends at %d, open %t; want %d, %t", c.text, s.i, s.unclosed == 0, c.end, c.open)
		}
	}
}

// TestDefaultLimits holds the limits of a register that sets none to what they let through, and to what they do not.
func TestDefaultLimits(t *testing.T) {
	for _, c := range []struct {
		name, text string
		good       bool
	}{
		{"512 characters of a key", strings.Repeat("k", 512) + " = 1", true}, {"513 characters of a key", strings.Repeat("k", 513) + " = 1", false},
		{"31 brackets in a key", "a = " + strings.Repeat("[", 31) + strings.Repeat("]", 31), true}, {"32 brackets in a key", "a = " + strings.Repeat("[", 32) + strings.Repeat("]", 32), false},
	} {
		if _, findings := Parse("f", []byte(c.text), DefaultLimits); (len(findings) == 0) != c.good {
			t.Errorf("%s: %s", c.name, sayAll(findings))
		}
	}
}
