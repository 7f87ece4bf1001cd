package picture

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestAPathIsDrawnAsStepsAndCutWhereTheMeasureChanged(t *testing.T) {
	p := &Path{
		Head: Head{ID: "p", Title: "T", Description: "D"}, Rows: []string{"低 <1>", "高"}, Last: Day{2026, 12, 31}, Date: func(Day) string { return "day" },
		Spans: []PathSpan{{On: Day{2026, 1, 1}, Row: 0}, {On: Day{2026, 4, 1}, Row: 1}, {On: Day{2026, 6, 1}, Row: -1}, {On: Day{2026, 8, 1}, Row: 1}, {On: Day{2026, 10, 1}, Row: 0, Cut: true}},
		Marks: []PathMark{{On: Day{2026, 4, 1}, Words: "D-1 & co"}, {On: Day{2026, 4, 2}, Words: "D-2"}},
	}
	svg := p.Draw()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	_, curve, _ := strings.Cut(svg, `class="curve" d="`)
	curve, _, _ = strings.Cut(curve, `"`)
	// A first stay, one that a line leads to, one after a gap, one after a cut: three begin anew.
	if moves, lines, stays := strings.Count(curve, "M"), strings.Count(curve, "L"), strings.Count(curve, "H"); moves != 3 || lines != 1 || stays != 4 {
		t.Errorf("%d begin, %d lines, %d stays: %s", moves, lines, stays, curve)
	}
	for _, want := range []string{"低 &lt;1&gt;", "D-1 &amp; co", "D-2"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
	if (&Path{Rows: []string{"a"}}).Draw() != "" || (&Path{Spans: p.Spans, Last: p.Last}).Draw() != "" {
		t.Error("nothing is drawn as something")
	}
}
