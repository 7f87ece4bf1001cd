package page_test

import (
	"fmt"
	"strings"
	"testing"
)

// Monthly readings at the first of July to November 2026, as of 2026-11-23. 46 to 50 on a line of about 1 a month reach the limit of 51.5 in mid December;
// the days of the months differ, and the slopes with them.
func TestIndicatorsSayWhereTheyAreHeading(t *testing.T) {
	files := chainRegister()
	indicator := func(id string, values ...string) {
		var readings strings.Builder
		for i, v := range values {
			fmt.Fprintf(&readings, "\n[[reading]]\non = 2026-%02d-01\nvalue = %s", 12-len(values)+i, v)
		}
		files["content/indicators/"+id+".md"] = markdown("title = \"" + id + "の指標\"\nrisks = [\"R-001\"]\nwarn = 40\nlimit = 51.5" + readings.String())
	}
	indicator("I-01", "46", "47", "48", "49", "50")
	indicator("I-02", "46", "47", "48", "49", "52")
	indicator("I-03", "50", "49", "48", "47", "46")
	indicator("I-04", "48", "49", "50")
	indicator("I-05", "30", "31", "32", "33", "34")
	b := build(t, files)
	for id, words := range map[string]string{
		"I-01": "最新の5回の値は悪化の傾向にあり（偶然による確率 0.8%）、このままでは2026年12月ごろ", "I-02": "最新の値が限界を超えています。", "I-03": "悪化の傾向はありません（偶然による確率 100.0%）",
		"I-04": "値の記録が3回しかなく、見込みは立てられません（5回以上が必要です）。", "I-05": "達する時期は示せません。",
	} {
		page := text(b.page("indicators/" + id + ".html"))
		wants(t, id, page, words)
		wants(t, id, page, "センの方法")
	}
	wants(t, "the English page", text(b.page("en/indicators/I-01.html")), "at this pace the limit is reached about December 2026. With 90% confidence it lies")
	watch := rows(t, b.page("index.html"), "watch")
	if len(watch) != 2 || !strings.Contains(watch[0], "I-02") || !strings.Contains(watch[1], "I-01") || !strings.Contains(watch[1], "2026年12月ごろ超過") {
		t.Errorf("the first page watches %q", watch)
	}
	wants(t, "the risk", text(b.page("risks/R-001.html")), "2026年12月ごろ超過")
	wants(t, "the list", text(b.page("indicators.html")), "センの方法")
}
