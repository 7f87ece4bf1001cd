package source

import (
	"strings"
	"testing"
)

// TestSyntaxFaults holds the place and the case of each kind of broken TOML.
func TestSyntaxFaults(t *testing.T) {
	for _, c := range []struct{ toml, want string }{
		{"title = \"停止", `1:9-1:12 syntax/unclosed-string [quote:"]`},
		{"題 = 1", `1:1-1:2 syntax/bad-key [found:題]`},
		{"# 日本語\ntitle = \"制御\nowner = \"x\"", `2:9-2:12 syntax/unclosed-string [quote:"]`},
		{"title = 'x\n", `1:9-1:11 syntax/unclosed-string [quote:']`},
		{"a = \"\"\"\n文\n", `1:5-1:8 syntax/unclosed-string [quote:"""]`},
		{"a = '''\n文\n", `1:5-1:8 syntax/unclosed-string [quote:''']`},
		{"title \"x\"", `1:7-1:8 syntax/missing-equals [found:"]`},
		{"a = \"日本\"\ntitle: \"x\"", `2:6-2:7 syntax/missing-equals [found::]`},
		{"title\nb = 1", `1:1-1:6 syntax/missing-equals [found:]`},
		{"title ＝ \"x\"", `1:7-1:8 syntax/full-width [found:＝ wanted:=]`},
		{"title = “x”", `1:9-1:10 syntax/full-width [found:“ wanted:"]`},
		{"a = ['甲'、'乙']", `1:9-1:10 syntax/full-width [found:、 wanted:,]`},
		{"a = 1\n　b = 2", `2:1-2:2 syntax/full-width [found:　 wanted: ]`},
		{"kind = 漏えい # 注", `1:8-1:11 syntax/bad-value [found:漏えい]`},
		{"kind = threat", `1:8-1:14 syntax/bad-value [found:threat]`},
		{"a = [threat, 1]", `1:6-1:12 syntax/bad-value [found:threat]`},
		{"a = 20s", `1:5-1:8 syntax/bad-value [found:20s]`},
		{"a = +x", `1:5-1:7 syntax/bad-value [found:+x]`},
		{"a = TRUE", `1:5-1:9 syntax/bad-boolean [found:TRUE wanted:true]`},
		{"a = no", `1:5-1:7 syntax/bad-boolean [found:no wanted:false]`},
		{"a =\nb = 1", `1:3-1:4 syntax/missing-value`},
		{"a = # x", `1:3-1:4 syntax/missing-value`},
		{"a =", `1:3-1:4 syntax/missing-value`},
		{"a = 1\na = 2", `2:1-2:2 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"[甲]", `1:2-1:3 syntax/bad-key [found:甲]`},
		{"[a b]", `1:2-1:5 syntax/bad-key [found:a b]`},
		{"[[a b]]", `1:3-1:6 syntax/bad-key [found:a b]`},
		{"\"日本\" = 1\n[日本]", `2:2-2:4 syntax/bad-key [found:日本]`},
		{"a = \"日\\d\"", `1:7-1:9 syntax/bad-escape [found:\d]`},
		{"a = \"C:\\Users\\taro\\x\"", `1:8-1:11 syntax/bad-escape [found:\Us]`},
		{"a = \"\\u12x4\"", `1:6-1:11 syntax/bad-escape [found:\u12x]`},
		{"a = 2026-02-30", `1:5-1:15 syntax/bad-date [found:2026-02-30]`},
		{"a = 2026/02/03", `1:5-1:15 syntax/bad-date [found:2026/02/03]`},
		{"a = 2026年2月3日", `1:5-1:14 syntax/bad-date [found:2026年2月3日]`},
		{"a = 9999/12/31", `1:5-1:15 syntax/bad-date [found:9999/12/31]`},
		{"a = 0000/01/01", `1:5-1:15 syntax/bad-date [found:0000/01/01]`},
		{"a = x/12/31", `1:5-1:12 syntax/bad-value [found:x/12/31]`},
		{"a = 12/31", `1:5-1:10 syntax/bad-value [found:12/31]`},
		{"a = 9__9", `1:5-1:9 syntax/bad-number [found:9__9]`},
		{"a = -0__9", `1:5-1:10 syntax/bad-number [found:-0__9]`},
		{"a = 1-2", `1:5-1:8 syntax/bad-number [found:1-2]`},
		{"a = " + strings.Repeat("長", 41), `1:5-1:46 syntax/bad-value [found:` + strings.Repeat("長", 40) + `…]`},
		{"a = " + strings.Repeat("長", 40), `1:5-1:45 syntax/bad-value [found:` + strings.Repeat("長", 40) + `]`},
		{"a = 2026-2-3", `1:5-1:13 syntax/bad-date [found:2026-2-3]`},
		{"あ = 1\na = 2026-02-03T25:00:00", `1:1-1:2 syntax/bad-key [found:あ]`},
		{"\"あ\" = 1\n'い' = 2026-02-03T25:00:00", `2:7-2:26 syntax/bad-date [found:2026-02-03T25:00:00]`},
		{"a = 1979-05-27T07:32:00+09:60", `1:5-1:30 syntax/bad-date [found:1979-05-27T07:32:00+09:60]`},
		{"a = 1979-05-27T07:32:00-00:99", `1:5-1:30 syntax/bad-date [found:1979-05-27T07:32:00-00:99]`},
		{"a = 1979-05-27T25:00:00\nb.c = 1", `1:5-1:24 syntax/bad-date [found:1979-05-27T25:00:00]`},
		{"a = 1979-05-27T25:00:00\n[b.c]", `1:5-1:24 syntax/bad-date [found:1979-05-27T25:00:00]`},
		{"a = 01", `1:5-1:7 syntax/bad-number [found:01]`},
		{"a = 1__0", `1:5-1:9 syntax/bad-number [found:1__0]`},
		{"a = 99999999999999999999", `1:5-1:25 syntax/number-range [found:99999999999999999999]`},
		{"a = 1e999", `1:5-1:10 syntax/number-range [found:1e999]`},
		{"a = [1, 2\nb = 3", `1:5-1:6 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"a = [1, 2,\nb = 3", `1:5-1:6 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"a = [1, 2,\n[b]\nc = 1", `1:5-1:6 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"a = [1,\n2 3]", `2:3-2:4 syntax/missing-comma [found:3]`},
		{"a = 1, 2", `1:6-1:9 syntax/after-value [found:, 2]`},
		{"a = 'x', 'y'", `1:8-1:13 syntax/after-value [found:, 'y']`},
		{"a = true, 2", `1:9-1:12 syntax/after-value [found:, 2]`},
		{"a = [1\nfoo\n]", `2:1-2:4 syntax/missing-comma [found:foo]`},
		{"a = [[1, 2],\n[b]\nc = 1", `1:5-1:6 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"a = [1, [2\n", `1:9-1:10 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"a = { b = 1\n[c]", `1:5-1:6 syntax/unclosed-bracket [found:{ wanted:}]`},
		{"a = { b = 1", `1:5-1:6 syntax/unclosed-bracket [found:{ wanted:}]`},
		{"[a\nb = 1", `1:1-1:2 syntax/unclosed-bracket [found:[ wanted:]]`},
		{"[[a]\nb = 1", `1:1-1:3 syntax/unclosed-bracket [found:[[ wanted:]]]`},
		{"a = ['x' 'y']", `1:10-1:13 syntax/missing-comma [found:'y']`},
		{"r = [\n ['x']\n ['y']\n]", `3:2-3:6 syntax/missing-comma [found:['y']`},
		{"a = { b = 1 c = 2 }", `1:13-1:18 syntax/missing-comma [found:c = 2]`},
		{"a = [1,,2]", `1:8-1:9 syntax/extra-comma`},
		{"a = {,}", `1:6-1:7 syntax/extra-comma`},
		{"a = \"停止\" です", `1:10-1:12 syntax/after-value [found:です]`},
		{"a = \"b\"c\"", `1:8-1:10 syntax/after-value [found:c"]`},
		{"[a] b = 1", `1:5-1:10 syntax/after-value [found:b = 1]`},
		{"= 1", `1:1-1:2 syntax/empty-key`},
		{"[]", `1:2-1:3 syntax/empty-key`},
		{"a = \"\"\"x\"\"\"\"\"\"", `1:9-1:15 syntax/too-many-quotes`},
		{"a = 1 # \x00", `1:9-1:10 syntax/control-character [found:U+0000]`},
		{"a = \"日本\x7f\"", `1:8-1:9 syntax/control-character [found:U+007F]`},
		{"a = 1\rb = 2", `1:6-1:7 syntax/control-character [found:U+000D]`},
		{"a = 1\r\nb = 2\r\na = 3\r\n", `3:1-3:2 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"\ufeffa = 1\na.b = 2", `2:1-2:2 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"\ufeffa = ", `1:3-1:4 syntax/missing-value`},
		{"a.b = 1\n[a]\n", `2:2-2:3 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"[a]\n[a]\nx=1\n", `2:2-2:3 syntax/duplicate-key [key:a] <- 1:2-1:3`},
		{"[[a]]\n[a]\n", `2:2-2:3 syntax/duplicate-key [key:a] <- 1:3-1:4`},
		{"a = {}\n[a.b]\n", `2:2-2:3 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"a = [{}]\n[[a]]\n", `2:3-2:4 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"a = { b.c = 1, b = 2 }", `1:16-1:17 syntax/duplicate-key [key:b] <- 1:7-1:8`},
		{"a = { b = 1, b.c = 2 }", `1:14-1:15 syntax/duplicate-key [key:b] <- 1:7-1:8`},
		{"a = { b.c = 1 }\na.d = 1", `2:1-2:2 syntax/duplicate-key [key:a] <- 1:1-1:2`},
		{"[a.b.c]\nz = 9\n[a]\nb.c.t = 1", `4:1-4:2 syntax/duplicate-key [key:b] <- 1:4-1:5`},
		{"x = 0\n[[a]]\n[a]\nx = 1\n", `3:2-3:3 syntax/duplicate-key [key:a] <- 2:3-2:4`},
		{"x = 0\na = {}\n[a.b]\nx = 1\n", `3:2-3:3 syntax/duplicate-key [key:a] <- 2:1-2:2`},
		{"x = 0\na = [{}]\n[[a]]\nx = 1\n", `3:3-3:4 syntax/duplicate-key [key:a] <- 2:1-2:2`},
		{"a = \"\xe6\"", `1:6-1:7 not-utf8`},
	} {
		_, findings := Parse("f", []byte(c.toml), DefaultLimits)
		checkListed(t, findings)
		if got := strings.ReplaceAll(sayAll(findings), "f:", ""); got != c.want+"\n" {
			t.Errorf("%q:\n got  %s want %s", c.toml, got, c.want)
		}
	}
}

// What a refused header holds belongs to nothing: not to the table above it, and not to the document.
func TestRefusedTablesLeaveTheRest(t *testing.T) {
	for _, text := range []string{"[[a]]\n[a]\nx = 1\n", "a = {}\n[a.b]\nx = 1\n", "a = [{}]\n[[a]]\nx = 1\n", "a = {}\na.x = 1\n", "[a]\n[a]\nx = 1\n"} {
		d, findings := Parse("f", []byte(text), DefaultLimits)
		if len(findings) != 1 || d.Broken || len(d.Table.Fields) != 1 || d.Table.At("a", "x") != nil || d.Table.At("a", 0, "x") != nil || d.Table.At("a", "b") != nil {
			t.Errorf("%q: %s and %s", text, sayAll(findings), tell(d.Table))
		}
	}
}

func TestFaultsOfOneDocumentAreBounded(t *testing.T) {
	for n, want := range map[int]int{mostFaults: mostFaults - 1, mostFaults + 1: mostFaults, 2 * mostFaults: mostFaults} {
		d, findings := Parse("f", []byte(strings.Repeat("a = 1\n", n)), DefaultLimits)
		if len(findings) != want || d.Broken {
			t.Errorf("%d equal keys: %d findings, broken %t; want %d", n, len(findings), d.Broken, want)
		}
	}
}

func TestDocumentsAreBounded(t *testing.T) {
	limits := DefaultLimits
	limits.Bulk = 5
	for text, want := range map[string]string{"a = 1": "", "a = 1\n": "f too-large/bulk [key:bulk limit:5 most:67108864 size:6]\n"} {
		d, findings := Parse("f", []byte(text), limits)
		if got := sayAll(findings); got != want || d.Broken != (want != "") {
			t.Errorf("%q: %s, broken %t", text, got, d.Broken)
		}
	}
}
