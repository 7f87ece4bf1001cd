package source

import (
	"strings"
	"testing"
)

func parsed(t *testing.T, text string) *Document {
	t.Helper()
	d, findings := Parse("f", []byte(text), DefaultLimits)
	if len(findings) > 0 {
		t.Fatal(sayAll(findings))
	}
	return d
}

const placed = `"題名" = { ja = "停止", en = 'Stop' }
list = [ "あ", 1, # 注 ]
  [2, [3]], { k = [4] }, ] # end
a.b.'c d' = 1_000
[ current . deep ]
when = 2026-12-01 # 日
text = """
一行
二行"""
[[ likelihood ]]
value = 1
[[likelihood]]
value = -0x
[matrix.rows]
on = true
[matrix]
off = +1.5e3
`

func TestPlaces(t *testing.T) {
	text := strings.Replace(placed, "-0x", "0xff", 1)
	type path = []any
	for _, form := range []struct{ name, text string }{
		{"LF", text},
		{"CRLF", strings.ReplaceAll(text, "\n", "\r\n")},
		{"BOM", "\ufeff" + text},
	} {
		d := parsed(t, form.text)
		for _, c := range []struct {
			path       path
			value, key string
		}{
			{path{"題名"}, "1:8-1:34", "1:1-1:5"},
			{path{"題名", "ja"}, "1:15-1:19", "1:10-1:12"},
			{path{"題名", "en"}, "1:26-1:32", "1:21-1:23"},
			{path{"list"}, "2:8-3:27", "2:1-2:5"},
			{path{"list", 0}, "2:10-2:13", "2:10-2:13"},
			{path{"list", 1}, "2:15-2:16", "2:15-2:16"},
			{path{"list", 2}, "3:3-3:11", "3:3-3:11"},
			{path{"list", 2, 1}, "3:7-3:10", "3:7-3:10"},
			{path{"list", 2, 1, 0}, "3:8-3:9", "3:8-3:9"},
			{path{"list", 3}, "3:13-3:24", "3:13-3:24"},
			{path{"list", 3, "k"}, "3:19-3:22", "3:15-3:16"},
			{path{"list", 3, "k", 0}, "3:20-3:21", "3:20-3:21"},
			{path{"a", "b", "c d"}, "4:13-4:18", "4:5-4:10"},
			{path{"a", "b"}, "4:3-4:4", "4:3-4:4"},
			{path{"a"}, "4:1-4:2", "4:1-4:2"},
			{path{"current"}, "5:1-5:19", "5:3-5:10"},
			{path{"current", "deep"}, "5:1-5:19", "5:13-5:17"},
			{path{"current", "deep", "when"}, "6:8-6:18", "6:1-6:5"},
			{path{"current", "deep", "text"}, "7:8-9:6", "7:1-7:5"},
			{path{"likelihood"}, "10:1-10:17", "10:4-10:14"},
			{path{"likelihood", 0}, "10:1-10:17", "10:1-10:17"},
			{path{"likelihood", 1}, "12:1-12:15", "12:1-12:15"},
			{path{"likelihood", 1, "value"}, "13:9-13:13", "13:1-13:6"},
			{path{"matrix"}, "16:1-16:9", "16:2-16:8"},
			{path{"matrix", "rows"}, "14:1-14:14", "14:9-14:13"},
			{path{"matrix", "rows", "on"}, "15:6-15:10", "15:1-15:3"},
			{path{"matrix", "off"}, "17:7-17:13", "17:1-17:4"},
			{path{"matrix", "none"}, "1:1-1:1", "1:1-1:1"},
			{path{"list", 9}, "1:1-1:1", "1:1-1:1"},
			{path{"list", "x"}, "1:1-1:1", "1:1-1:1"},
			{path{}, "1:1-1:1", "1:1-1:1"},
		} {
			if got := at(d.Place(c.path...)); got != "f:"+c.value {
				t.Errorf("%s: value of %v at %s, want %s", form.name, c.path, got, c.value)
			}
			if got := at(d.KeyPlace(c.path...)); got != "f:"+c.key {
				t.Errorf("%s: key of %v at %s, want %s", form.name, c.path, got, c.key)
			}
		}
	}
}

func TestTablePlaceIsTheDeepestTableOfAPath(t *testing.T) {
	d := parsed(t, strings.Replace(placed, "-0x", "0", 1))
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"matrix", "none"}, "16:1-16:9"},
		{[]any{"matrix", "rows", "none"}, "14:1-14:14"},
		{[]any{"likelihood", 1, "label"}, "12:1-12:15"},
		{[]any{"題名", "fr"}, "1:1-1:5"},
		{[]any{"a", "b", "none"}, "4:3-4:4"},
		{[]any{"list", 3, "none"}, "3:13-3:24"},
		{[]any{"nothing"}, "1:1-1:1"},
		{[]any{"nothing", "below"}, "1:1-1:1"},
	} {
		if got := at(d.TablePlace(c.path...)); got != "f:"+c.want {
			t.Errorf("table of %v at %s, want %s", c.path, got, c.want)
		}
	}
}

func TestValuesOfEveryKind(t *testing.T) {
	d := parsed(t, "a = 1_000\nb = 0xFF\nc = 0o17\nd = 0b101\ne = -5\nf = 1_0.5e-1\ng = inf\nh = 2024-02-29\ni = 07:32:00\nj = 1979-05-27T07:32:00+09:00\nk = true\nm = 1979-05-27T07:32:59.5-05:59\nn = 1979-05-27 23:59:59Z\nl = \"\\u3042\\t\"\n")
	root := d.Table
	for key, want := range map[string]int64{"a": 1000, "b": 255, "c": 15, "d": 5, "e": -5} {
		if v := root.At(key); v.Kind != Integer || v.Integer != want || v.Float != float64(want) {
			t.Errorf("%s = %+v, want %d", key, v, want)
		}
	}
	if v := root.At("a"); v.Text != "1_000" {
		t.Errorf("an integer as written: %q", v.Text)
	}
	if v := root.At("f"); v.Kind != Float || v.Float != 1.05 {
		t.Errorf("f = %+v", v)
	}
	if v := root.At("g"); v.Kind != Float || v.Float <= 1e308 {
		t.Errorf("g = %+v", v)
	}
	if v := root.At("h"); v.Kind != Date || v.Date.String() != "2024-02-29" {
		t.Errorf("h = %+v", v)
	}
	if v := root.At("i"); v.Kind != Moment || v.Text != "07:32:00" {
		t.Errorf("i = %+v", v)
	}
	if v := root.At("j"); v.Kind != Moment || v.Text != "1979-05-27T07:32:00+09:00" {
		t.Errorf("j = %+v", v)
	}
	for key, want := range map[string]string{"m": "1979-05-27T07:32:59.5-05:59", "n": "1979-05-27 23:59:59Z"} {
		if v := root.At(key); v.Kind != Moment || v.Text != want {
			t.Errorf("%s = %+v", key, v)
		}
	}
	if v := root.At("k"); v.Kind != Boolean || !v.Boolean {
		t.Errorf("k = %+v", v)
	}
	if v := root.At("l"); v.Kind != String || v.Text != "あ\t" {
		t.Errorf("l = %+v", v)
	}
}

func TestLine(t *testing.T) {
	f := &File{Path: "f", Data: []byte("\ufeff一\r\n二\n\n四")}
	for n, want := range []string{"", "一", "二", "", "四", ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

// TestPlacesOnLongLines crosses the strides in which code points are counted.
func TestPlacesOnLongLines(t *testing.T) {
	const n = 10_000
	f := &File{Path: "f", Data: []byte("a\n" + strings.Repeat("あ", n) + "x\ny")}
	for _, c := range []struct {
		offset int32
		want   string
	}{
		{2, "f:2:1-2:1"},
		{2 + 3*5000, "f:2:5001-2:5001"},
		{2 + 3*5000 + 1, "f:2:5001-2:5001"},
		{2 + 3*n, "f:2:10001-2:10001"},
		{2 + 3*n + 2, "f:3:1-3:1"},
		{1 << 30, "f:3:2-3:2"},
	} {
		if got := at(f.Place(Span{c.offset, c.offset})); got != c.want {
			t.Errorf("offset %d at %s, want %s", c.offset, got, c.want)
		}
	}
	if got := at((&File{Path: "f"}).Place(Span{})); got != "f:1:1-1:1" {
		t.Errorf("an empty file: %s", got)
	}
}

// TestBodyPlaces finds 「」 in a body in every form of writing it.
func TestBodyPlaces(t *testing.T) {
	for _, c := range []struct{ name, toml, want string }{
		{"basic", `body = "前「核」後"`, "2:10-2:13"},
		{"basic with escapes", `body = "\t\"前\u300c核\u300D後"`, "2:14-2:27"},
		{"basic with long escapes", `body = "\U0001F300\x41「核」\n"`, "2:23-2:26"},
		{"escapes of each width", `body = "\u0000\u007f\u0080\u07fF\u0800\uFFFF\U00010000\U0010ffff\x7f\x80「核」"`, "2:73-2:76"},
		{"literal", `body = '\t「核」'`, "2:11-2:14"},
		{"long basic", "body = \"\"\"\n前\n「核」\n\"\"\"", "4:1-4:4"},
		{"long basic on one line", "body = \"\"\"前「核」\"\"\"", "2:12-2:15"},
		{"long basic, line-ending backslash", "body = \"\"\"\\\n   前\\\n\n  「核」\\\n\"\"\"", "5:3-5:6"},
		{"long basic, CRLF", "body = \"\"\"\r\n前\\\r\n 二\\t\r\n「核」\r\n\"\"\"", "5:1-5:4"},
		{"long literal", "body = '''\n\\前\n 「核」'''", "4:2-4:5"},
		{"long literal, CRLF", "body = '''\r\n\\前\r\n 「核」'''", "4:2-4:5"},
		{"escapes over many strides", "body = \"" + strings.Repeat(`\u3042`, 5000) + "「核」\"", "2:30009-2:30012"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tree := mustRead(t, "~risks/x.toml", "[R-1]\n"+c.toml)
			if s := sayAll(tree.Findings); s != "" {
				t.Fatal(s)
			}
			body := tree.Records[0].Body
			start := strings.Index(body.Text, "「核」")
			if got := at(body.Place(start, start+len("「核」"))); got != "risks/x.toml:"+c.want {
				t.Errorf("at %s, want %s", got, c.want)
			}
		})
	}
}

// TestPlacesAtStrides looks where one stride ends and the next begins, with characters that lie across, and at the end of the file.
func TestPlacesAtStrides(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("a", stride), strings.Repeat("a", stride+1), strings.Repeat("a", stride-1) + "あb", strings.Repeat("a", stride-2) + "𠮷", strings.Repeat("あ\n", 3*stride),
		strings.Repeat("\n", stride) + "x", "\n" + strings.Repeat("a", 2*stride-1), "\ufeff" + strings.Repeat("a", stride), "\ufeff\n" + strings.Repeat("あ", stride), "", "\n", "x",
	} {
		f := &File{Path: "f", Data: []byte(text)}
		plain := strings.TrimPrefix(text, "\ufeff")
		mark := len(text) - len(plain)
		for _, near := range []int{0, stride, 2 * stride, len(text)} {
			for offset := near - 5; offset <= near+5; offset++ {
				line, column := counted(plain, min(max(offset-mark, 0), len(plain)))
				if got := f.Place(Span{int32(offset), int32(offset)}); got.Line != line || got.Column != column {
					t.Errorf("offset %d of %d bytes: %d:%d, want %d:%d", offset, len(text), got.Line, got.Column, line, column)
				}
			}
		}
	}
}

func TestTablePlaceOfLists(t *testing.T) {
	d := parsed(t, "list = [ { a = 1 } ]\nnumbers = [1]\n[[step]]\na = 1\n[[step]]\na = 2\n[end]\nnothing = []\n")
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"list", "none"}, "1:1-1:5"}, {[]any{"list", 0, "none"}, "1:10-1:19"}, {[]any{"numbers", 0}, "1:1-1:1"}, {[]any{"end", "nothing"}, "7:1-7:6"}, {[]any{"step", "none"}, "3:1-3:9"}, {[]any{"step", 1, "none"}, "5:1-5:9"},
	} {
		if got := at(d.TablePlace(c.path...)); got != "f:"+c.want {
			t.Errorf("table of %v at %s, want %s", c.path, got, c.want)
		}
	}
	if got := at(d.TablePlace()); got != "f:1:1-1:1" {
		t.Errorf("the document is at %s", got)
	}
}
