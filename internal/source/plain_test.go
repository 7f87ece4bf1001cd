package source

import "testing"

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
