package page_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/search"
	"github.com/riskbook/riskbook/internal/source"
)

// questions gives what readers of a language look for: a line each, which the browser's test of the script types, too.
func questions(t *testing.T, language string) []string {
	t.Helper()
	data, err := os.ReadFile("../search/testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if of, question, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && of == language {
			list = append(list, question)
		}
	}
	if len(list) < 30 {
		t.Fatalf("only %d questions in %s", len(list), language)
	}
	return list
}

// plainly is the form in which texts are compared, written again by what reading.md says: NFKC, small letters, hiragana for katakana, no blanks between
// Japanese characters, one blank elsewhere.
func plainly(s string) string {
	runes := []rune(strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), " "))
	japanese := func(at int) bool {
		if at < 0 || at >= len(runes) {
			return false
		}
		r := runes[at]
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3001 <= r && r <= 0x303f || r == 'ー' || r == '・'
	}
	var b strings.Builder
	for i, r := range runes {
		switch {
		case r == ' ' && japanese(i-1) && japanese(i+1):
		case 'ァ' <= r && r <= 'ヶ' || r == 'ヽ' || r == 'ヾ':
			b.WriteRune(r - 0x60)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// written gathers the words that a record's own file says in a language, from its table as it was read.
func written(v *source.Value, language string, to *[]string) {
	for i := range v.Fields {
		f := &v.Fields[i]
		if (f.Key == "ja" || f.Key == "en") && f.Key != language {
			continue
		}
		written(&f.Value, language, to)
	}
	for i := range v.Items {
		written(&v.Items[i], language, to)
	}
	if len(v.Fields) == 0 && len(v.Items) == 0 && v.Text != "" {
		*to = append(*to, v.Text)
	}
}

// markup is what Markdown puts around words; the addresses of links are no words.
var markup = regexp.MustCompile("\\]\\([^)]*\\)|[*_`\\[\\]|]")

// What a record's title, summary, fields and body say is found by what the search looks through: nothing that a plain look at the record finds is missed.
func searchMissesNothingThatAPlainLookFinds(t *testing.T, b *built) {
	for _, language := range []string{"ja", "en"} {
		found := page.Search(&desk.Site{Assessment: b.judge.Assessment, Checked: func() check.Result { return b.judge.Checked }, Bodies: b.judge.Bodies})
		data, texts := found.Data(language), found.Texts(language)
		asked, hits := questions(t, language), 0
		for i, e := range b.judge.Register.All() {
			base, entry := e.Of(), &data.Entries[i]
			words := []string{base.ID}
			if base.Source != nil && base.Source.Table != nil {
				written(base.Source.Table, language, &words)
				body := base.Source.Body.Text
				for _, other := range base.Source.Translations {
					if other.Language == language {
						body = other.Text
					}
				}
				words = append(words, markup.ReplaceAllString(body, ""))
			}
			looked := plainly(search.Tidy(strings.Join(append([]string{entry.ID, entry.Title, entry.Summary, texts[i]}, entry.Fields...), "\n")))
			for _, question := range asked {
				for _, word := range strings.Fields(plainly(question)) {
					for _, said := range words {
						if strings.Contains(plainly(said), word) {
							if hits++; !strings.Contains(looked, word) {
								t.Errorf("%s: %q is in what %s says, and not in what is looked through: %q", language, question, base.ID, said)
							}
							break
						}
					}
				}
			}
		}
		if hits < 300 {
			t.Errorf("%s: the questions have only %d hits", language, hits)
		}
	}
}
