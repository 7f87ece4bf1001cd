package lsp

import (
	"testing"
	"testing/fstest"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

func TestPositions(t *testing.T) {
	const s = "a🚰あ\r\n\u0301𠮷\rb\n"
	x := newText([]byte(s))
	for _, c := range []struct {
		offset          int
		line            int
		in8, in16, in32 int
	}{
		{0, 0, 0, 0, 0}, {1, 0, 1, 1, 1}, {5, 0, 5, 3, 2}, {8, 0, 8, 4, 3},
		{10, 1, 0, 0, 0}, {12, 1, 2, 1, 1}, {16, 1, 6, 3, 2},
		{17, 2, 0, 0, 0}, {18, 2, 1, 1, 1}, {19, 3, 0, 0, 0},
	} {
		for e, units := range map[encoding]int{utf8Units: c.in8, utf16Units: c.in16, utf32Units: c.in32} {
			want := position{c.line, units}
			if got := x.position(c.offset, e); got != want {
				t.Errorf("%s of %d: %v, want %v", e, c.offset, got, want)
			}
			if got := x.offset(want, e); got != c.offset {
				t.Errorf("%s: offset of %v is %d, want %d", e, want, got, c.offset)
			}
		}
	}
	for _, c := range []struct {
		at   position
		want int
	}{{position{0, 99}, 8}, {position{0, 2}, 1}, {position{9, 0}, 19}, {position{1, 99}, 16}, {position{-1, -1}, 0}, {position{3, 5}, 19}} {
		if got := x.offset(c.at, utf16Units); got != c.want {
			t.Errorf("%v: %d, want %d", c.at, got, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	x := newText([]byte("\ufeffa🚰b\r\n二\rc\n"))
	for _, c := range []struct {
		place      diagnostic.Place
		start, end int
	}{
		{diagnostic.Place{}, 0, 0},
		{diagnostic.Place{Line: 1, Column: 1, EndLine: 1, EndColumn: 3}, 3, 8},
		{diagnostic.Place{Line: 2, Column: 1, EndLine: 2, EndColumn: 4}, 11, 16}, // a lone \r is a column of the program's
		{diagnostic.Place{Line: 9, Column: 1, EndLine: 9, EndColumn: 4}, 17, 17},
		{diagnostic.Place{Line: 2, Column: 9, EndLine: 2, EndColumn: 1}, 16, 16},
	} {
		if start, end := x.place(c.place); start != c.start || end != c.end {
			t.Errorf("%v: %d to %d, want %d to %d", c.place, start, end, c.start, c.end)
		}
	}
}

// FuzzReplaced holds an edit against the same edit of the lines as UTF-16 units.
func FuzzReplaced(f *testing.F) {
	f.Add("a🚰b\r\nc", 0, 1, 1, 0, "あ")
	f.Add("\r\r\n\n", 1, 0, 3, 9, "🚰")
	f.Add("", 5, 5, 1, 1, "x")
	f.Fuzz(func(t *testing.T, before string, line, character, endLine, endCharacter int, by string) {
		if !utf8.ValidString(before) || !utf8.ValidString(by) || len(before) > 1<<12 {
			t.Skip()
		}
		x := newText([]byte(before))
		s := span{position{line, character}, position{endLine, endCharacter}}
		got := string(x.replaced(&s, by, utf16Units).data)
		from, to := unitAt(before, line, character), unitAt(before, endLine, endCharacter)
		units := utf16.Encode([]rune(before))
		from, to = min(from, to), max(from, to)
		want := string(utf16.Decode(units[:from])) + by + string(utf16.Decode(units[to:]))
		if got != want {
			t.Errorf("%q with %v replaced by %q: %q, want %q", before, s, by, got, want)
		}
		for _, e := range []encoding{utf8Units, utf16Units, utf32Units} {
			for at := range before {
				p := x.position(at, e)
				if back := x.offset(p, e); back != at && before[at] != '\n' { // the two parts of a line's end are one place
					t.Errorf("%q: %d is %v is %d", before, at, p, back)
				}
			}
		}
	})
}

// unitAt gives the index among all UTF-16 units of a position, worked out line by line.
func unitAt(s string, line, character int) int {
	units := utf16.Encode([]rune(s))
	start, n := 0, 0
	for i := 0; i < len(units) && n < line; i++ {
		if units[i] == '\n' || units[i] == '\r' && (i+1 == len(units) || units[i+1] != '\n') {
			start, n = i+1, n+1
		}
	}
	if n < line {
		return len(units)
	}
	end := start
	for end < len(units) && units[end] != '\n' && units[end] != '\r' {
		end++
	}
	at := min(start+max(character, 0), end)
	if at > start && at < end && utf16.IsSurrogate(rune(units[at])) && units[at] >= 0xDC00 {
		at-- // within a character
	}
	return at
}

func TestOverlayIsAFileSystem(t *testing.T) {
	base := fstest.MapFS{"content/riskbook.toml": {Data: []byte("x")}, "content/risks/R-1.md": {Data: []byte("disk")}, "content/assets/か\u3099.md": {Data: []byte("decomposed")}}
	o := &overlay{base, map[string]buffer{"content/risks/R-1.md": {data: []byte("buffer")}, "content/events/new/E-1.md": {data: []byte("new")}, "content/assets/が.md": {data: []byte("composed")}}}
	if err := fstest.TestFS(o, "content/riskbook.toml", "content/risks/R-1.md", "content/events/new/E-1.md", "content/assets/か\u3099.md"); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"content/risks/R-1.md": "buffer", "content/events/new/E-1.md": "new", "content/assets/か\u3099.md": "composed"} {
		f, err := o.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, 99)
		if n, _ := f.Read(data); string(data[:n]) != want {
			t.Errorf("%s: %q", name, data[:n])
		}
		f.Close()
	}
}

func TestAddresses(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///home/%E7%99%BB/a%20b.md": "/home/登/a b.md",
		"file:///c%3A/r/x.md":             "c:/r/x.md",
		"file://server/share/x.md":        "//server/share/x.md",
	} {
		got, ok := pathOf(uri)
		if !ok || got != want {
			t.Errorf("%s: %q", uri, got)
		}
		if back, _ := pathOf(addressOf(got)); back != want {
			t.Errorf("%s: back %q by %s", want, back, addressOf(got))
		}
	}
	for _, uri := range []string{"untitled:x", "https://x/y", "file:", "%", "file:///a%00b"} {
		if path, ok := pathOf(uri); ok {
			t.Errorf("%s is %s", uri, path)
		}
	}
}
