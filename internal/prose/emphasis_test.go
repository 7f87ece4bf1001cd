package prose

import (
	"strings"
	"testing"
)

func TestEmphasis(t *testing.T) {
	tests := []struct{ in, want string }{
		{"**「重要」**です", "<strong>「重要」</strong>です"},
		{"これは**「重要」**です", "これは<strong>「重要」</strong>です"},
		{"これは**重要。**次", "これは<strong>重要。</strong>次"},
		{"**重要(注)**です", "<strong>重要(注)</strong>です"},
		{"値は**(仮)**です", "値は<strong>(仮)</strong>です"},
		{"**https**を**「a」、「b」**に", "<strong>https</strong>を<strong>「a」、「b」</strong>に"},
		{"あ**“重要”**い", "あ<strong>“重要”</strong>い"},
		{"**重要：**`code`を", "<strong>重要：</strong><code>code</code>を"},
		{"文。*「強調」*、文", "文。<em>「強調」</em>、文"},
		{"한국어**(강조)**를", "한국어<strong>(강조)</strong>를"},
		{"a**(b)**c", "a**(b)**c"},
		{"2 * 3 * 4", "2 * 3 * 4"},
		{"snake_case_name", "snake_case_name"},
		{"_強調_ する", "<em>強調</em> する"},
		{"「_強調_」する", "「<em>強調</em>」する"},
		{"識別_子_名", "識別_子_名"},
		{"***両方***", "<em><strong>両方</strong></em>"},
		{"~~取消、~~です", "<del>取消、</del>です"},
		{"~~~a~~~", ""},
	}
	p := newShelf()
	for _, tt := range tests {
		got := string(p.Render(page(), tt.in).HTML)
		got = strings.TrimSuffix(strings.TrimPrefix(got, "<p>"), "</p>\n")
		if tt.want == "" {
			if strings.Contains(got, "<del>") {
				t.Errorf("%s: %s", tt.in, got)
			}
			continue
		}
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

// The cases follow the segment break transformation rules of CSS Text Level 3.
func TestLineBreaks(t *testing.T) {
	tests := []struct{ in, want string }{
		{"文の\n途中", "文の途中"},
		{"文、\nabc", "文、abc"},
		{"abc\n「文」", "abc「文」"},
		{"abc,\ndef", "abc,\ndef"},
		{"文\nabc", "文\nabc"},
		{"한국\n어", "한국\n어"},
		{"文\n**強調**", "文<strong>強調</strong>"},
		{"abc\n**def**", "abc\n<strong>def</strong>"},
		{"**強調**\n文", "<strong>強調</strong>文"},
		{"文\n`あ`", "文<code>あ</code>"},
		{"文  \n次", "文<br>\n次"},
		{"文\\\n次", "文<br>\n次"},
		{"文\u3000\n次", "文\u3000次"},
	}
	p := newShelf()
	for _, tt := range tests {
		got := string(p.Render(page(), tt.in).HTML)
		got = strings.TrimSuffix(strings.TrimPrefix(got, "<p>"), "</p>\n")
		if got != tt.want {
			t.Errorf("%q:\ngot  %q\nwant %q", tt.in, got, tt.want)
		}
	}
}
