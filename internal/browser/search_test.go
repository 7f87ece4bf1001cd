package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// looked gives what the search of a language looks through, an entry each, read from the data itself, which is tidy already.
func looked(t *testing.T, language string) []string {
	t.Helper()
	folder, err := site()
	if err != nil {
		t.Fatal(err)
	}
	var entries []string
	for _, piece := range []string{"head", "text"} {
		for i := 0; ; i++ {
			data, err := os.ReadFile(filepath.Join(folder, "data", "search", piece+"-"+language+"-"+strconv.Itoa(i)+".js"))
			if err != nil {
				break
			}
			_, call, _ := strings.Cut(string(data), "(")
			var row []json.RawMessage
			if err := json.Unmarshal([]byte("["+strings.TrimSuffix(strings.TrimSpace(call), ");")+"]"), &row); err != nil {
				t.Fatalf("%s-%s-%d: %v", piece, language, i, err)
			}
			var first int
			var list []any
			if json.Unmarshal(row[len(row)-2], &first) != nil || json.Unmarshal(row[len(row)-1], &list) != nil {
				t.Fatalf("%s-%s-%d is not as it was", piece, language, i)
			}
			for k, of := range list {
				if piece == "head" {
					var words []string
					for _, at := range []int{1, 2, 4, 5} { // id, title, summary, fields
						if fields := of.([]any); at < len(fields) {
							words = append(words, fields[at].(string))
						}
					}
					entries = append(entries, strings.Join(words, "\n"))
				} else if text, ok := of.(string); ok {
					entries[first+k] += "\n" + text
				}
			}
		}
	}
	return entries
}

// small folds what a plain search takes as the same: capital letters, and katakana.
func small(s string) string {
	return strings.Map(func(r rune) rune {
		if 'ァ' <= r && r <= 'ヶ' || r == 'ヽ' || r == 'ヾ' {
			return r - 0x60
		}
		return r
	}, strings.ToLower(s))
}

// The script finds what a plain search over the same text finds, of every question in the list, typed letter by letter as people do.
func TestSearchFindsWhatAPlainSearchFinds(t *testing.T) {
	ctx, url := browse(t)
	data, err := os.ReadFile(filepath.Join("..", "search", "testdata", "questions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for language, page := range map[string]string{"ja": "search.html", "en": "en/search.html"} {
		entries := looked(t, language)
		do(t, ctx, chromedp.Navigate(url+page))
		asked := 0
		for line := range strings.Lines(string(data)) {
			of, question, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if of != language {
				continue
			}
			asked++
			plain := evaluate[string](t, ctx, `(`+strconv.Quote(question)+`).normalize("NFKC")`)
			want := 0
			for _, entry := range entries {
				fits := true
				for _, word := range strings.Fields(small(plain)) {
					fits = fits && strings.Contains(small(entry), word)
				}
				if fits {
					want++
				}
			}
			got := evaluate[string](t, ctx, `(async () => {
				var input = document.querySelector("#q"), count = document.querySelector("#count"), question = `+strconv.Quote(question)+`;
				var still = async () => { var was = null, same = 0; for (var i = 0; i < 200 && same < 4; i++) { await new Promise(go => setTimeout(go, 25)); same = was === count.textContent ? same + 1 : 0; was = count.textContent; } };
				input.value = ""; input.dispatchEvent(new Event("input", { bubbles: true }));
				for (var letter of question) { input.value += letter; input.dispatchEvent(new Event("input", { bubbles: true })); await new Promise(go => setTimeout(go, 30)); }
				await still();
				return count.textContent;
			})()`, awaiting)
			number, _, _ := strings.Cut(strings.TrimSpace(got), " ")
			number = strings.TrimRight(number, "件")
			if number != strconv.Itoa(want) && !(want == 0 && !strings.ContainsAny(number, "123456789")) {
				t.Errorf("%s: %q has %q, a plain search finds %d", language, question, got, want)
			}
		}
		if asked < 30 {
			t.Errorf("%s: only %d questions", language, asked)
		}
	}
}
