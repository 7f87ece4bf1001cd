package compile_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/register"
)

var tlp = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

func readFiles(t *testing.T, files map[string]string) *compile.Judged {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	if stopping := j.Stopping(); len(stopping) > 0 {
		t.Fatalf("%s: %s", stopping[0].Place.File, stopping[0].Message.En)
	}
	return j
}

// randomRegister writes a register in which records name each other. What is withheld bears on no verdict of the rest, so that the rest can be judged alone:
// the second register never held it.
func randomRegister(r *rand.Rand) (whole, never map[string]string, clearance int) {
	config := "title = \"Register\"\ndefault_language = \"en\"\n"
	clearance = r.IntN(len(tlp) - 1)
	whole = map[string]string{"content/riskbook.toml": config + "[[audience]]\nname = \"some\"\nclearance = \"" + tlp[clearance] + "\"\n"}
	never = map[string]string{"content/riskbook.toml": config}
	label := map[string]int{}
	add := func(folder, id, facts string, lists map[string][]string) {
		label[id] = r.IntN(len(tlp))
		seen := label[id] <= clearance
		for _, all := range []bool{true, false} {
			if !all && !seen {
				continue
			}
			text := fmt.Sprintf("+++\ntitle = \"MARKERTITLE%s\"\nowner = \"owner\"\nclassification = %q\n", id, tlp[label[id]])
			for _, key := range []string{"assets", "events", "risks", "related"} {
				var ids []string
				for _, one := range lists[key] {
					if all || label[one] <= clearance {
						ids = append(ids, fmt.Sprintf("%q", one))
					}
				}
				if len(ids) > 0 {
					text += key + " = [" + strings.Join(ids, ", ") + "]\n"
				}
			}
			into := whole
			if !all {
				into = never
			}
			into["content/"+folder+"/"+id+".md"] = text + facts + "+++\nMARKERBODY" + id + " says nothing.\n"
		}
	}
	some := func(prefix string, n int) []string {
		var ids []string
		for i := range n {
			if r.IntN(2) == 0 {
				ids = append(ids, fmt.Sprintf("%s-%d", prefix, i))
			}
		}
		return ids
	}
	for i := range 4 {
		add("assets", fmt.Sprintf("A-%d", i), "kind = \"other\"\nviewpoints = [\"safety-standard\"]\n", nil)
	}
	for i := range 6 {
		add("risks", fmt.Sprintf("R-%d", i), fmt.Sprintf("identified = 2026-01-01\n[current]\nlikelihood = %d\nimpact = %d\nrationale = \"MARKERWHY%d\"\n[quantitative]\nfrequency = 0.%d\nloss = { low = 1%d000000, high = 90000000 }\n",
			1+r.IntN(3), 1+r.IntN(3), i, 1+r.IntN(8), r.IntN(9)), map[string][]string{"assets": some("A", 4)})
	}
	for i := range 3 {
		add("controls", fmt.Sprintf("C-%d", i), "function = \"prevent\"\nstate = \"in-place\"\n", map[string][]string{"related": some("R", 6)})
	}
	return whole, never, clearance
}

func packedText(t *testing.T, to func(io.Writer) io.WriteCloser, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := to(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wideText writes a text with two bytes a letter.
func wideText(text string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	return string(b)
}

func objectOf(t *testing.T, j *compile.Judged) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := export.WriteJSON(&b, j.Exported()); err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(b.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// without takes away what stands in for withheld records, and the lists that held nothing else.
func without(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			list, was := value.([]any)
			if v[key] = without(value); was && len(list) > 0 && len(v[key].([]any)) == 0 {
				delete(v, key)
			}
		}
	case []any:
		kept := []any{}
		for _, one := range v {
			if one != register.Withheld {
				kept = append(kept, without(one))
			}
		}
		return kept
	}
	return v
}

// A reduced register is, in all that is told of it, one that never held what is withheld; and no byte of its site shows any of that.
func TestAReducedRegisterNeverHeldTheRest(t *testing.T) {
	runs := 4
	for seed := range runs {
		whole, never, clearance := randomRegister(rand.New(rand.NewPCG(uint64(seed), 16)))
		j := readFiles(t, whole)
		part := j.For(audience.Find(j.Register, "some"))
		other := readFiles(t, never)
		reduced := objectOf(t, part)
		if reduced["audience"] != "some" || reduced["clearance"] != tlp[clearance] {
			t.Errorf("seed %d: made for %v, up to %v", seed, reduced["audience"], reduced["clearance"])
		}
		delete(reduced, "audience")
		delete(reduced, "clearance")
		if diff := cmp.Diff(objectOf(t, other), without(reduced)); diff != "" {
			t.Errorf("seed %d: -never held, +reduced:\n%s", seed, diff)
		}
		theme, err := part.Theme()
		if err != nil {
			t.Fatal(err)
		}
		w := &written{files: map[string]string{}}
		proof, err := part.Prove(theme)
		if err != nil {
			t.Fatal(err)
		}
		if err := part.Write(t.Context(), theme, proof.Through(w)); err != nil {
			t.Fatal(err)
		}
		if leaks := proof.Leaks(); len(leaks) > 0 {
			t.Errorf("seed %d: %+v", seed, leaks)
		}
		for name, text := range whole {
			label := ""
			for _, l := range tlp[clearance+1:] {
				if strings.Contains(text, "classification = \""+l+"\"") {
					label = l
				}
			}
			if label == "" {
				continue
			}
			id := strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".md")
			for path, page := range w.files {
				if strings.Contains(page, "MARKERTITLE"+id) || strings.Contains(page, "MARKERBODY"+id) || strings.Contains(path, id+".") {
					t.Errorf("seed %d: %s shows %s, which is %s", seed, path, id, label)
				}
			}
		}
	}
}

// A page that shows what is withheld is found, however it writes it.
func TestLeaksAreFoundInEveryWriting(t *testing.T) {
	j := readFiles(t, map[string]string{
		"content/riskbook.toml": "title = \"Register\"\ndefault_language = \"en\"\n[[audience]]\nname = \"some\"\nclearance = \"TLP:CLEAR\"\n",
		"content/assets/A-1.md": "+++\ntitle = \"秘密のサーバー室\"\nowner = \"owner\"\nkind = \"other\"\nclassification = \"TLP:RED\"\nviewpoints = [\"safety-standard\"]\n+++\nThe key lies <under> the mat.\n\n| When |\n|---|\n| July 2026 |\n| 2026年7月 |\n\n## Where the *treasure* lies\n",
	})
	part := j.For(audience.Find(j.Register, "some"))
	theme, err := part.Theme()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data string }{
		{"a.html", "<p>秘密のサーバー室</p>"},
		{"a.html", "<p>秘密の<b>サーバー</b>室</p>"},
		{"a.html", "<p>&#31192;&#x5bc6;のサーバー室</p>"},
		{"a.html", "<a href=\"%E7%A7%98%E5%AF%86%E3%81%AE%E3%82%B5%E3%83%BC%E3%83%90%E3%83%BC%E5%AE%A4\">"},
		{"a.json", `"\u79d8\u5bc6のサーバー室"`},
		{"a.txt", "秘密のｻｰﾊﾞｰ室"},
		{"a.txt", "秘密のさーばー室"},
		{"a.txt", "ＴＨＥ　ＫＥＹ lies <under>\nthe mat"},
		{"a.html", "the key lies &lt;under&gt; the mat"},
		{"A-1.html", "nothing"},
		{"a.html", "the k<em>ey</em> lies <!-- --> &lt;under&gt; the mat"},
		{"a.html", "<p>ＴＨＥ　ＫＥＹ ｌｉｅｓ &lt;under&gt; the mat</p>"},
		{"a.html", "the k\u200bey l\u00adies &lt;under&gt; the\u2003mat"},
		{"a.html", "<p>秘密のサ\u30fcハ\u3099\u30fc室</p>"},
		{"a.html", `<img src="x.png" alt="秘密の&#12469;ーバー室">`},
		{"a.html", `<a href="https://example.org/?q=the+key+lies+%3Cunder%3E+the+mat">x</a>`},
		{"sitemap.xml", "<url><loc>https://example.org/assets/%41-1.html</loc></url>"},
		{"sitemap.xml", "<url><loc>https://example.org/#where-the-treasure-lies</loc></url>"},
		{"a.html", "see Ａ－１."},
		{"a.html", "see <b>A</b>-1."},
		{"a.svg", `<image href="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte("<svg><text>秘密のサーバー室</text></svg>")) + `"/>`},
		{"a.svgz", packedText(t, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }, "<svg><text>秘密のサーバー室</text></svg>")},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x10zTXtTitle\x00\x00" + packedText(t, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }, "the key lies <under> the mat")},
		{"a.jpg", "\xff\xd8\xff" + wideText("the key lies <under> the mat")},
		{"a.txt", "see a-1."},
	} {
		proof, err := part.Prove(theme)
		if err != nil {
			t.Fatal(err)
		}
		proof.Search(c.name, []byte(c.data))
		if len(proof.Leaks()) == 0 {
			t.Errorf("nothing was found in %s: %s", c.name, c.data)
		}
		for _, l := range proof.Leaks() {
			if l.Record != "A-1" {
				t.Errorf("%s: %+v", c.data, l)
			}
		}
	}
	proof, err := part.Prove(theme)
	if err != nil {
		t.Fatal(err)
	}
	proof.Search("b.txt", []byte("秘密の部屋 the key A-10 BA-1 A-1x 2026年7月 July 2026"))
	if leaks := proof.Leaks(); len(leaks) > 0 {
		t.Errorf("%+v", leaks)
	}
}
