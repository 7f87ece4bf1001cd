package source

import (
	"strings"
	"testing"
)

// TestDoubt says which documents need the second parser. FuzzParse and the suite hold the others to it.
func TestDoubt(t *testing.T) {
	record := []byte(sampleRecord(1))
	p, _ := split(record)
	for text, want := range map[string]bool{
		string(record[p.start:p.end]): false,
		"a = 'x'\nb = [\"\", 1, 2_000, 0.25, true, 2026-11-23]\n[c]\nd = { e = 1 }\n[[f]]\ng = 0\n[[f]]\n": false,
		"":                            false,
		"# 注\n":                       false,
		`a = "\t"`:                    true,
		"a = \"\"\"\nx\"\"\"":         true,
		"a = '''x'''":                 true,
		"a = 0x1":                     true,
		"a = +1":                      true,
		"a = 1e3":                     true,
		"a = inf":                     true,
		"a = 07:32:00":                true,
		"a = 1979-05-27T07:32:00Z":    true,
		"\"題\" = 1":                   true,
		"'a' = 1":                     true,
		"a.b = 1":                     true,
		"[a.b]":                       true,
		"[[a.b]]":                     true,
		"a = { b.c = 1 }":             true,
		"a = [1, [2, {b = \"\\n\"}]]": true,
	} {
		var b builder
		if table, faults := b.parse([]byte(text), 0, len(text), DefaultLimits); table == nil || len(faults) > 0 {
			t.Errorf("%q: %v", text, faults)
		}
		if b.doubt != want {
			t.Errorf("%q: doubt is %t", text, b.doubt)
		}
	}
}

// TestNodesFitTheRoomMadeForThem holds that the scanner counts no fewer keys and elements than the parser makes nodes: else the nodes move while they are made.
func TestNodesFitTheRoomMadeForThem(t *testing.T) {
	record := []byte(sampleRecord(1))
	p, _ := split(record)
	for _, text := range []string{
		"", "a = 1", "a.b.c = 1", "[a]", "[a.b.c]\n[a.b.d]", "[[a]]\n[[a]]", "[[a.b]]", "a = [1, 2, 3]", "a = [1, 2, 3,]", "a = []", "a = [[], [[1]], {}]",
		"a = { b = 1, c.d.e = 2 }", "[a]\nb = 1\n'c' = \"\"\n[[d]]\ne = [{ f = [1] }, { f = [2] }]\n", placed, string(record[p.start:p.end]),
	} {
		text = strings.Replace(text, "-0x", "0x1", 1)
		nodes, f := scan([]byte(text), 0, len(text), DefaultLimits)
		var b builder
		b.build([]byte(text), 0, len(text))
		if made := len(b.nodes) - 1; f != nil || b.broken || nodes < made || nodes > 2*made+2 {
			t.Errorf("%q: %d nodes are made, %d were counted", text, made, nodes)
		}
	}
}

func TestPlainDigits(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "7": true, "10": true, "1_000": true, "90_000_000": true,
		"": false, "00": false, "01": false, "_1": false, "1_": false, "1__0": false, "+1": false, "-1": false, "1.0": false, "0_1": false,
	} {
		if plainDigits([]byte(text)) != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
}
