package date

import "testing"

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text, found string
		day         Date
	}{
		{"until 2026-11-30, then", "2026-11-30", Of(2026, 11, 30)},
		{"2026-11-30（令和8年）", "2026-11-30", Of(2026, 11, 30)},
		{"R-002: 2026-01-20 → 2026-06-10", "2026-01-20", Of(2026, 1, 20)},
		{"受容の期限 2026-09-30 が過ぎています", "2026-09-30", Of(2026, 9, 30)},
		{"期限は2026年9月30日（令和8年）です", "2026年9月30日", Of(2026, 9, 30)},
		{"元は2024年2月29日", "2024年2月29日", Of(2024, 2, 29)},
		{"by 1 April 2026.", "1 April 2026", Of(2026, 4, 1)},
		{"on 30 November 2026", "30 November 2026", Of(2026, 11, 30)},
		{"2026-02-30", "", Date{}},
		{"2023年2月29日", "", Date{}},
		{"31 April 2026", "", Date{}},
		{"reports/2026-11-30.pdf", "", Date{}},
		{"12026-11-30", "", Date{}},
		{"2026-11-30T10:00", "", Date{}},
		{"2026-11", "", Date{}},
		{"2026年11月", "", Date{}},
		{"30 Novembers", "", Date{}},
		{"-", "", Date{}},
		{"年", "", Date{}},
		{"", "", Date{}},
	} {
		start, end, day, found := Find(c.text)
		if got := c.text[start:end]; got != c.found || day != c.day || found != (c.found != "") {
			t.Errorf("Find(%q) = %q, %v, %v; want %q, %v", c.text, got, day, found, c.found, c.day)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a 2026-11-30 年 1 May 2026")
	f.Fuzz(func(t *testing.T, text string) {
		if start, end, day, found := Find(text); found && (start < 0 || end > len(text) || start >= end || !day.exists()) {
			t.Errorf("Find(%q) = %d, %d, %v", text, start, end, day)
		}
	})
}
