package source

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// sign is a stretch of a TOML string and what it stands for.
type sign struct{ raw, text string }

var signs = []sign{
	{"a", "a"}, {" ", " "}, {"あ", "あ"}, {"𠮷", "𠮷"}, {`\t`, "\t"}, {`\"`, `"`}, {`\\`, `\`}, {`\x41`, "A"}, {`\x49`, "I"}, {`\x99`, "\u0099"}, {`\u0979`, "\u0979"}, {`\u9999`, "\u9999"}, {`\xe9`, "é"}, {`\u3042`, "あ"}, {`\u00E9`, "é"},
	{`\U0001f300`, "🌀"}, {`\U0001F30A`, "🌊"}, {"\n", "\n"}, {"\r\n", "\r\n"}, {"\\\n  ", ""}, {"\\\r\n\n\t", ""}, {"\\ \t\n", ""},
}

// TestBodyPlacesAreThoseOfTheSigns writes texts of signs whose places it knows, and holds every stretch of them to the places of its first and last sign: a
// stretch begins with a sign that stands for something, and ends behind one, however many line-ending backslashes follow.
func TestBodyPlacesAreThoseOfTheSigns(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		size := 20
		if seed%10 == 0 {
			size = 5000 // several strides
		}
		var raw, text strings.Builder
		var starts, ends []int // by byte of the text: the offsets in the file of the sign it comes from
		raw.WriteString("[R-1]\nbody = \"\"\"\n")
		first := raw.Len()
		blank := false // TOML takes the blanks behind a line-ending backslash together
		for range size {
			s := signs[r.IntN(len(signs))]
			if blank && strings.Trim(s.raw, " \r\n") == "" {
				continue
			}
			blank = s.text == ""
			for i := range len(s.text) {
				if s.raw == s.text {
					starts, ends = append(starts, raw.Len()+i), append(ends, raw.Len()+i+1)
				} else {
					starts, ends = append(starts, raw.Len()), append(ends, raw.Len()+len(s.raw))
				}
			}
			raw.WriteString(s.raw)
			text.WriteString(s.text)
		}
		starts = append(starts, raw.Len())
		raw.WriteString("\"\"\"\n")
		file := raw.String()
		tree := mustRead(t, "~risks/x.toml", file)
		if s := sayAll(tree.Findings); s != "" {
			t.Fatalf("%s%q", s, file)
		}
		body := tree.Records[0].Body
		if body.Text != text.String() {
			t.Fatalf("%q is read as %q", file, body.Text)
		}
		hold := func(from, to int) {
			end := first
			if to > 0 {
				end = ends[to-1]
			}
			want := diagnostic.Place{File: "content/risks/x.toml"}
			want.Line, want.Column = counted(file, starts[from])
			want.EndLine, want.EndColumn = counted(file, max(starts[from], end))
			if got := body.Place(from, to); got != want {
				t.Fatalf("seed %d: %d to %d of %q stands at %v, want %v", seed, from, to, body.Text, got, want)
			}
		}
		n := len(body.Text)
		if size < 100 {
			for from := range n + 1 {
				for to := from; to <= n; to++ {
					hold(from, to)
				}
			}
		}
		for i := 0; i < len(body.marks); i += 2 {
			for at := max(int(body.marks[i])-8, 0); at <= min(int(body.marks[i])+8, n); at++ {
				hold(at, at)
				hold(0, at)
				hold(at, n)
			}
		}
		if got, want := body.Place(-1, n+1), body.Place(0, n); got != want {
			t.Errorf("beyond its ends a text stands at %v, want %v", got, want)
		}
		if got, want := body.Place(n/2, 0), body.Place(n/2, n/2); got != want {
			t.Errorf("backwards a text stands at %v, want %v", got, want)
		}
	}
}

// counted gives line and column of an offset by counting. Inside a character it is that of the character.
func counted(file string, offset int) (line, column int) {
	for offset < len(file) && !utf8.RuneStart(file[offset]) {
		offset--
	}
	before := file[:offset]
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// TestMarksAreAStrideApart holds that a place takes a short walk in a long text, and that the marks take little room.
func TestMarksAreAStrideApart(t *testing.T) {
	raw := []byte(`"` + strings.Repeat(`\n`, 3*stride) + `"`)
	marks := marksOf(raw, 100)
	if len(marks) != 2*6 {
		t.Fatalf("%d marks", len(marks)/2)
	}
	for i := 0; i < len(marks); i += 2 {
		if text, at := marks[i], marks[i+1]; at != 101+2*text || i > 0 && at-marks[i-1] != stride+2 {
			t.Errorf("mark %d is at %d of the text and %d of the file", i/2, text, at)
		}
	}
	if marks := marksOf([]byte(`"`+strings.Repeat("n", 3*stride)+`"`), 100); marks != nil {
		t.Errorf("a text without escapes has marks: %v", marks)
	}
	if marks := marksOf([]byte(`'`+strings.Repeat(`\n`, 3*stride)+`'`), 100); marks != nil {
		t.Errorf("a literal text has marks: %v", marks)
	}
}

func TestPlacesOfEmptyBodies(t *testing.T) {
	for written, want := range map[string]string{`""`: "2:9-2:9", `''`: "2:9-2:9", `""""""`: "2:11-2:11", "'''\n'''": "3:1-3:1", "\"\"\"\r\n\"\"\"": "3:1-3:1"} {
		tree := mustRead(t, "~risks/x.toml", "[R-1]\nbody = "+written+"\n")
		if got := at(tree.Records[0].Body.Place(0, 0)); got != "risks/x.toml:"+want {
			t.Errorf("%q at %s, want %s", written, got, want)
		}
	}
	if got := (Body{}).Place(0, 1); got != (diagnostic.Place{}) {
		t.Errorf("the body of nothing stands at %s", fmt.Sprint(got))
	}
}
