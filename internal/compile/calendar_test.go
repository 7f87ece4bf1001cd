package compile_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// written keeps the files of a site in memory.
type written struct {
	sync.Mutex
	files map[string]string
}

func (w *written) Write(path string, data []byte) error {
	w.Lock()
	defer w.Unlock()
	w.files[path] = string(data)
	return nil
}

func TestSiteHoldsACalendarInEachLanguage(t *testing.T) {
	for _, c := range []struct{ base, url string }{
		{"", ""},
		{`base_url = "https://risk.example/register/"`, "https://risk.example/register/"},
		{`base_url = "javascript:alert(1)//"`, ""},
	} {
		folder := fstest.MapFS{
			"content/riskbook.toml": {Data: []byte("title = { ja = \"登録簿\", en = \"Register\" }\nlanguages = [\"ja\", \"en\"]\n" + c.base)},
			"content/risks/R-1.md":  {Data: []byte("+++\ntitle = { ja = \"停止\", en = \"Outage\" }\nowner = \"o\"\nidentified = 2026-01-01\nnext_review = 2026-12-31\n+++\n")},
		}
		j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForSite)
		if err != nil {
			t.Fatal(err)
		}
		theme, err := j.Theme()
		if err != nil {
			t.Fatal(err)
		}
		w := &written{files: map[string]string{}}
		if err := j.Write(t.Context(), theme, w); err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string][2]string{"calendar.ics": {"SUMMARY:リスクの見直し：停止（R-1）\r\n", "risks/R-1.html"}, "en/calendar.ics": {"SUMMARY:Risk review: Outage (R-1)\r\n", "en/risks/R-1.html"}} {
			text := w.files[path]
			if !strings.Contains(text, want[0]) || !strings.Contains(text, "DTSTART;VALUE=DATE:20261231\r\n") {
				t.Errorf("%s: %q", path, text)
			}
			if given := strings.Contains(text, "\r\nURL:"); given != (c.url != "") || given && !strings.Contains(text, "\r\nURL:"+c.url+want[1]+"\r\n") {
				t.Errorf("%s with %q: %q", path, c.base, text)
			}
		}
		if address := "<code>" + c.url + "en/calendar.ics</code>"; strings.Contains(w.files["en/calendar.html"], address) != (c.url != "") {
			t.Errorf("with %q the page says where to subscribe, or does not", c.base)
		}
	}
}
