package picture

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrapBreaksWhereTheLanguageLets(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		lines int
		want  []string
		cut   bool
	}{
		{"", 10, 3, nil, false},
		{"浄水場", 10, 3, []string{"浄水場"}, false},
		{"浄水場監視制御システム", 5, 3, []string{"浄水場監視", "制御システ", "ム"}, false},
		{"浄水場監視、制御システム", 5, 3, []string{"浄水場監", "視、制御シ", "ステム"}, false}, // no line begins with a comma
		{"浄水場監「視」制御", 5, 3, []string{"浄水場監", "「視」制御"}, false},           // no line ends with an opening bracket
		{"サーバーの停止と復旧の遅れ", 5, 2, []string{"サーバーの", "停止と復…"}, true},
		{"the control network", 8, 3, []string{"the control", "network"}, false}, // "the control " takes 6.1, "network" 4.3
		{"Donaudampfschiff", 3, 2, []string{"Dona", "uda…"}, true},               // "Dona" takes 2.65 and "u" 0.64 more
		{"  spaces   around ", 30, 2, []string{"spaces   around"}, false},
	} {
		lines, n, cut := wrap(c.text, c.width, c.lines)
		var got []string
		for i := range n {
			got = append(got, lines[i])
		}
		if diff := cmp.Diff(c.want, got); diff != "" || cut != c.cut {
			t.Errorf("%q at %.0f: cut %t\n%s", c.text, c.width, cut, diff)
		}
	}
}

func TestMeasureCountsWideCharactersFull(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "漢字": 2, "かな。": 3, "ＡＢ": 2, "①": 1, "한글": 2} {
		if got := measure(text); got != want {
			t.Errorf("%q measures %.2f, want %.2f", text, got, want)
		}
	}
	if narrow := measure("ｱｲｳ"); narrow < 1.5 || narrow > 2.1 {
		t.Errorf("three half-width characters measure %.2f", narrow)
	}
}

func TestBowtieShowsFunctionAndStateOfEachBarrier(t *testing.T) {
	b := Bowtie{
		Head: Head{"bowtie", "ボウタイ図", "説明"}, Heads: [5]string{"源", "前", "事象", "後", "結果"},
		Sources: []Node{{ID: "S-01", Title: "攻撃", Href: "../sources/S-01.html"}}, Events: []Node{{ID: "E-01", Title: "侵入"}}, Consequences: []Node{{Title: "断水"}},
		Before: []Barrier{{Node{ID: "C-01", Title: "境界", Note: "予防・実施中"}, InPlace}, {Node{ID: "C-02", Title: "検知", Note: "検知・一部実施"}, Partial}},
		After:  []Barrier{{Node{ID: "C-03", Title: "復元", Note: "復旧・計画中"}, Planned}},
	}
	d := sound(t, b.Draw(), true)
	for _, words := range []string{"源", "前", "事象", "後", "結果", "攻撃", "侵入", "断水", "予防・実施中", "検知・一部実施", "復旧・計画中"} {
		if !strings.Contains(d.text, words+"\n") {
			t.Errorf("%q is not written", words)
		}
	}
	if d.classes["wall"] != 3 || d.classes["broken"] != 2 || d.classes["hollow"] != 1 {
		t.Errorf("the bars of three barriers, one in place, one partial, one planned: %v", d.classes)
	}
	if diff := cmp.Diff([]string{"ボウタイ図", "説明"}, d.titles); diff != "" {
		t.Errorf("name, description and no tooltip, since nothing is cut:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"../sources/S-01.html"}, d.hrefs); diff != "" {
		t.Error(diff)
	}
}

func TestCutTextStandsInFullInTheTooltip(t *testing.T) {
	long := strings.Repeat("長い名称の管理策について、", 8)
	b := Bowtie{Head: Head{"b", "t", "d"}, Events: []Node{{ID: "E", Title: "e"}}, Sources: []Node{{ID: "S", Title: long}}}
	d := sound(t, b.Draw(), true)
	if !strings.Contains(d.text, "…") || !strings.Contains(strings.Join(d.titles, "\n"), "S "+long) {
		t.Errorf("the text is cut, or not kept: %q", d.titles)
	}
}

func TestGraphPlacesWhatIsDependedOnToTheRight(t *testing.T) {
	// A → B → D, A → D, C → B; D → A closes a cycle.
	g := Graph{Head: Head{"g", "t", "d"}, Edges: []Edge{{0, 1}, {1, 3}, {0, 3}, {2, 1}, {3, 0}}}
	for _, title := range []string{"A", "B", "C", "D", "alone"} {
		g.Vertices = append(g.Vertices, Vertex{Node: Node{Title: title}})
	}
	d := sound(t, g.Draw(), true)
	left := map[string]float64{}
	for _, s := range d.texts {
		left[s.name] = s.left
	}
	if !(left["A"] < left["B"] && left["C"] < left["B"] && left["B"] < left["D"]) {
		t.Errorf("from left to right: %v", left)
	}
	if _, drawn := left["alone"]; drawn {
		t.Error("a vertex without a line is drawn")
	}
}

func TestTimelineDrawsSlipsAndMarks(t *testing.T) {
	l := Timeline{
		Head: Head{"l", "t", "d"}, Today: Day{2026, 7, 1}, TodayWords: "today", DoneWords: "done", OpenWords: "open", OverdueWords: "overdue", Slips: "past due",
		Year: strconv.Itoa, Month: Months("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
		Bars: []Bar{
			{Node: Node{ID: "T-1"}, Status: "in-progress", Start: Day{2026, 1, 1}, Due: Day{2026, 4, 1}, End: Day{2026, 7, 1}, Marks: []Mark{{Day{2026, 2, 1}, Done, "a"}, {Day{2026, 3, 1}, Overdue, "b"}}},
			{Node: Node{ID: "T-2"}, Status: "approved", Start: Day{2026, 1, 1}, Due: Day{2026, 12, 31}, Marks: []Mark{{Day{2026, 12, 1}, Open, "c"}, {Day{2026, 12, 2}, Open, "d"}}},
		},
	}
	svg := l.Draw()
	d := sound(t, svg, false)
	if d.classes["slip"] != 2 { // the bar's and the legend's
		t.Errorf("one bar slipped: %v", d.classes)
	}
	if !strings.Contains(d.text, "\n2\n") || !strings.Contains(strings.Join(d.titles, "\n"), "c / d") {
		t.Errorf("two actions a day apart are to be one mark with the figure 2: %q", d.text)
	}
	// The axis runs from 1 January 2026 to 1 January 2027, 365 days over 708 units: 1 July is day 181.
	at := timelineLeft + 708*181.0/365
	if want := `class="today" d="M` + strconv.FormatFloat(math.Round(at*10)/10, 'f', -1, 64) + " "; !strings.Contains(svg, want) {
		t.Errorf("today's line is not at %.1f", at)
	}
	for _, words := range []string{"Jan", "Apr", "2026", "today", "done", "open", "overdue", "past due"} {
		if !strings.Contains(d.text, words+"\n") {
			t.Errorf("%q is not written", words)
		}
	}
	if (&Timeline{Bars: []Bar{{Node: Node{ID: "T"}}}}).Draw() != "" {
		t.Error("a plan without a due day is drawn")
	}
}

func TestDaysCount(t *testing.T) {
	for _, c := range []struct {
		from, to Day
		want     int
	}{
		{Day{2024, 2, 28}, Day{2024, 3, 1}, 2},
		{Day{2023, 2, 28}, Day{2023, 3, 1}, 1},
		{Day{2000, 1, 1}, Day{2001, 1, 1}, 366},
		{Day{1900, 1, 1}, Day{1901, 1, 1}, 365},
		{Day{1970, 1, 1}, Day{2026, 11, 23}, 20780}, // 1795392000 s / 86400
	} {
		if got := c.to.count() - c.from.count(); got != c.want {
			t.Errorf("%v to %v: %d days, want %d", c.from, c.to, got, c.want)
		}
	}
	for year := 1; year < 3000; year += 7 {
		for month := 1; month <= 12; month++ {
			if y, m := civil(Day{year, month, 1}.count()); y != year || m != month {
				t.Fatalf("%d-%d becomes %d-%d", year, month, y, m)
			}
		}
	}
}

func TestSeriesMarksWhatIsBeyond(t *testing.T) {
	warn, limit := 3.0, 5.0
	s := Series{Head: Head{"s", "t", "d"}, Warn: &warn, Limit: &limit, WarnWords: "warning 3", LimitWords: "limit 5", BeyondWords: "beyond", Date: func(d Day) string { return strconv.Itoa(d.Year) }}
	for i, v := range []float64{1, 4, 6, math.NaN(), math.Inf(1), 5.5, 2} {
		s.Readings = append(s.Readings, Reading{Day{2020 + i, 1, 1}, v, v > limit, false})
	}
	chart := sound(t, s.Chart(), false)
	if chart.classes["beyond"] != 3 || chart.classes["reading"] != 3 { // two beyond and the legend's; three within; figures that are no numbers are left out
		t.Errorf("%v", chart.classes)
	}
	for _, words := range []string{"warning 3", "limit 5", "beyond", "2020", "2026", "5.5"} {
		if !strings.Contains(chart.text, words+"\n") {
			t.Errorf("%q is not written in %q", words, chart.text)
		}
	}
	spark := sound(t, s.Spark(), false)
	if spark.classes["beyond"] != 2 || spark.classes["reading"] != 1 || spark.classes["warn"] != 1 || spark.classes["limit"] != 1 {
		t.Errorf("%v", spark.classes)
	}
	if (&Series{}).Spark() != "" || (&Series{}).Chart() != "" {
		t.Error("readings that there are not are drawn")
	}
}

func TestStacksShareOneScale(t *testing.T) {
	s := Stacks{Head{"s", "t", "d"}, []Stack{
		{"before", []Share{{Class: "heat5", Words: "high", Count: 3}, {Class: "heat1", Words: "low", Count: 1}}},
		{"after", []Share{{Class: "heat5", Words: "high", Count: 0}, {Class: "heat1", Words: "low", Count: 2}}},
	}}
	svg := s.Draw()
	for _, part := range []string{
		`<title>high 3</title><rect x="0.000%" y="20" width="75.000%"`, `<title>low 1</title><rect x="75.000%" y="20" width="25.000%"`,
		`<title>low 2</title><rect x="0.000%" y="73" width="50.000%"`,
	} {
		if !strings.Contains(svg, part) {
			t.Errorf("%s is not in\n%s", part, svg)
		}
	}
	if strings.Contains(svg, "high 0") {
		t.Error("a share of nothing is drawn")
	}
	if d := read(t, svg); d.text != "before\n3\n1\nafter\n2\n" {
		t.Errorf("%q", d.text)
	}
	if (&Stacks{Stacks: []Stack{{"x", []Share{{Class: "a", Words: "b"}}}}}).Draw() != "" {
		t.Error("bars of nothing are drawn")
	}
}

func TestMovesLeadFromCellToCell(t *testing.T) {
	m := Moves{
		Head: Head{"m", "t", "d"}, Rows: []string{"1 低", "2 高"}, Columns: []string{"1 小", "2 大"}, Axes: "軸",
		Grounds: [][]Ground{{{1, "低"}, {3, "中"}}, {{3, "中"}, {5, "高"}}},
		Moves:   []Move{{"R-001", "t", "risks/R-001.html", &Cell{1, 1}, Cell{0, 1}}, {"R-002", "t", "risks/R-002.html", &Cell{0, 0}, Cell{1, 0}}, {"R-003", "t", "risks/R-003.html", nil, Cell{1, 1}}},
	}
	d := read(t, m.Draw())
	if d.classes["move"] != 2 || d.classes["arrow"] != 2 || d.classes["worse"] != 2 || d.classes["dot"] != 3 || len(d.hrefs) != 3 {
		t.Errorf("two moves, one for the worse, three risks: %v", d.classes)
	}
	if (&Moves{Rows: m.Rows, Columns: m.Columns}).Draw() != "" {
		t.Error("a matrix without a risk is drawn")
	}
}

// Both ends of a move carry the whole id: move, R-003 only stands there.
func TestBothEndsOfAMoveCarryTheWholeID(t *testing.T) {
	m := Moves{
		Head: Head{"m", "t", "d"}, Rows: []string{"1", "2"}, Columns: []string{"1", "2"}, Axes: "x", Grounds: [][]Ground{{{1, "a"}, {3, "b"}}, {{3, "b"}, {5, "c"}}},
		Moves: []Move{{"PLANT-R-0040", "t", "a.html", &Cell{1, 1}, Cell{0, 1}}, {"R-002", "t", "b.html", &Cell{0, 0}, Cell{1, 0}}, {"R-003", "t", "c.html", nil, Cell{1, 1}}},
	}
	text := read(t, m.Draw()).text
	for id, want := range map[string]int{"PLANT-R-0040": 2, "R-002": 2, "R-003": 1} {
		if got := strings.Count(text, id+"\n"); got != want {
			t.Errorf("%s is written %d times, want %d: %q", id, got, want, text)
		}
	}
}

func TestAShareTooSmallHasItsFigureBelow(t *testing.T) {
	svg := (&Stacks{Head{"s", "t", "d"}, []Stack{{"now", []Share{{Class: "heat6", Words: "grave", Count: 1}, {Class: "heat5", Words: "high", Count: 1}, {Class: "heat1", Words: "low", Count: 98}}}}}).Draw()
	if got := strings.Count(svg, "figure beside"); got != 2 {
		t.Errorf("%d figures stand beside their shares, want 2", got)
	}
	if d := read(t, svg); d.text != "now\n1\n1\n98\n" {
		t.Errorf("%q", d.text)
	}
}

const evil = "\x00\x1b[31m</title></svg><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\u2066&amp;"

func TestHostileTextStaysText(t *testing.T) {
	n := Node{ID: evil, Title: evil, Note: evil, Href: `" onclick="alert(3)`, Lang: `"><b>`}
	h := Head{"x", evil, evil}
	one := 1.0
	name := func(int) string { return evil }
	for what, svg := range map[string]string{
		"bow-tie":  (&Bowtie{Head: h, Heads: [5]string{evil, evil, evil, evil, evil}, Sources: []Node{n}, Events: []Node{n}, Consequences: []Node{n}, Before: []Barrier{{n, State(evil)}}, More: name}).Draw(),
		"graph":    (&Graph{Head: h, Vertices: []Vertex{{Node: n, Heat: 77}, {Node: n, Heat: -1}}, Edges: []Edge{{0, 1}, {5, 0}, {-1, 0}}}).Draw(),
		"timeline": (&Timeline{Head: h, Bars: []Bar{{Node: n, Status: evil, Due: Day{2026, 1, 1}, Tip: evil, Marks: []Mark{{Day{2026, 1, 1}, Open, evil}}}}, Today: Day{2026, 1, 1}, TodayWords: evil, OpenWords: evil, Year: name, Month: name}).Draw(),
		"chart": (&Series{Head: h, Readings: []Reading{{Day{2026, 1, 1}, 2, true, false}}, Warn: &one, Limit: &one, WarnWords: evil, LimitWords: evil, BeyondWords: evil,
			Value: func(float64) string { return evil }, Date: func(Day) string { return evil }}).Chart(),
		"stacks": (&Stacks{h, []Stack{{evil, []Share{{Class: evil, Words: evil, Count: 3, Hatched: true}}}}}).Draw(),
		"moves":  (&Moves{Head: Head{"x", "t", "d"}, Rows: []string{"</svg><script>"}, Columns: []string{"<b>"}, Axes: "<i>", Grounds: [][]Ground{{{1, "<u>"}}}, Moves: []Move{{"R-<b>", evil, `"><b>`, nil, Cell{}}}}).Draw(),
	} {
		read(t, svg) // well-formed, so that nothing closed early
		for _, raw := range []string{"<script", "<img", "<b>", "\" onclick=", "\x00", "\x1b", "\u202e", "\u2066", " style="} {
			if strings.Contains(svg, raw) {
				t.Errorf("%s lets %q through: %s", what, raw, svg)
			}
		}
	}
}

func BenchmarkBowtie(b *testing.B) {
	node := Node{ID: "S-00123", Title: "監視制御システムへの不正な侵入と設定の改ざん", Href: "../sources/S-00123.html"}
	barrier := Barrier{Node: node, State: InPlace}
	barrier.Note = "予防・実施中"
	x := Bowtie{
		Head: Head{"bowtie", "ボウタイ図：R-00001", "リスク源4件、予防・検知の管理策2件、事象2件、対応・復旧の管理策0件、結果1件。"}, Heads: [5]string{"リスク源", "予防・検知の管理策", "事象", "対応・復旧の管理策", "結果（被害の観点）"},
		Sources: []Node{node, node, node, node}, Before: []Barrier{barrier, barrier}, Events: []Node{node, node}, Consequences: []Node{{Title: "影響 3 中"}},
	}
	b.ReportAllocs()
	for b.Loop() {
		x.Draw()
	}
	b.ReportMetric(float64(len(x.Draw())), "B/picture")
}
