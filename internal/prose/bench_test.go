package prose

import (
	"fmt"
	"strings"
	"testing"
)

// document is a body of about 3.7 kB: half Japanese, with a table, five links and some of 1,000 terms.
func document() string {
	var b strings.Builder
	b.WriteString("## 概要\n\n制御系の停止は、[[R-001]]と[計画](../treatments/T-001.md)に関わる。用語0001を参照。\n\n")
	for i := range 6 {
		fmt.Fprintf(&b, "停電が続くと、受電設備と非常用発電機の切り替えに時間を要し、%d 時間以内に主要な業務を再開できないおそれがある。"+
			"このため、代替拠点での運用手順を定め、**半年に一度**は訓練で確かめる。\n\n"+
			"The supply of power may fail for some hours, during which the operators keep the essential services running from `site-%d`, "+
			"and report their *state* to the committee every thirty minutes until the normal operation resumes.\n\n", i, i)
	}
	b.WriteString("### 内訳\n\n|項目|値|備考|\n|:--|--:|:-:|\n")
	for i := range 8 {
		fmt.Fprintf(&b, "|設備 %d|%d|用語%04d|\n", i, i*100, i*7)
	}
	b.WriteString("\n- [[T-001|対応計画]]\n- https://www.example.jp/report?id=1\n- [資料](https://www.example.jp/)\n")
	return b.String()
}

func thousand() []Term {
	terms := make([]Term, 1000)
	for i := range terms {
		id := fmt.Sprintf("用語%04d", i)
		terms[i] = Term{ID: id, Words: []string{id, fmt.Sprintf("Term%04d", i), string(rune(0x4E00+i)) + "計"}, Path: "glossary/" + id + ".html"}
	}
	return terms
}

func BenchmarkRender(b *testing.B) {
	p, text := New(shelf{}, thousand(), Options{LinkTerms: true}), document()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p.Render(page(), text)
	}
}

func BenchmarkRead(b *testing.B) {
	p, text := New(shelf{}, thousand(), Options{LinkTerms: true}), document()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p.Read(page(), text)
	}
}

// BenchmarkParse is goldmark's own share.
func BenchmarkParse(b *testing.B) {
	p, text := New(shelf{}, nil, Options{}), document()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p.parse([]byte(text), &state{limits: DefaultLimits})
	}
}
