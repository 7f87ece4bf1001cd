package page_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/register"
)

// keyed is a word as keys are written; what stands beside a slash, an at sign or an equals sign is an address.
var (
	keyed       = regexp.MustCompile(`[A-Za-z0-9_./@:=-]+`)
	asKey       = regexp.MustCompile(`^[a-z]+(?:[._-][a-z]+)*$`)
	latinBefore = regexp.MustCompile(`[A-Za-z0-9,.'’] ?$`)
	latinBehind = regexp.MustCompile(`^ ?[A-Za-z0-9]`)
	dataFile    = regexp.MustCompile(`\.(?:ics|json|atom|html|pdf|csv|xlsx)$`)
)

// keysOfRecords gives the keys of fields, and the keys of values, that people write in records and settings.
func keysOfRecords() (fields, values map[string]bool) {
	fields, values = map[string]bool{}, map[string]bool{}
	var gather func([]register.Field)
	gather = func(list []register.Field) {
		for i := range list {
			f := &list[i]
			fields[f.Key] = true
			for _, value := range f.OneOf {
				values[value] = true
			}
			gather(f.Fields)
		}
	}
	for i := range register.Kinds {
		gather(register.Kinds[i].Fields())
	}
	for _, d := range register.Documents() {
		gather(d.Fields)
	}
	delete(fields, "git") // which is its name, too
	return fields, values
}

// rawKey reports whether a word on a page is the key of a field or of a value. A key that is a word of English, too, is one on a Japanese page alone, where
// no other English stands beside it.
func rawKey(word, before, behind string, english bool, fields, values map[string]bool) bool {
	parts := strings.Split(word, ".")
	known := !slices.ContainsFunc(parts, func(part string) bool { return !fields[part] })
	switch {
	case known && (len(parts) > 1 || strings.Contains(word, "_")), values[word] && strings.ContainsAny(word, "_-"):
		return true
	case english:
		return false
	}
	return (known || values[word]) && !latinBefore.MatchString(before) && !latinBehind.MatchString(behind)
}

// Those who read what they do not edit meet words, not keys; the handbook and the page of checks are for those who edit, and what records say in their
// bodies is their authors'.
func noPageOfTheSampleShowsKeys(t *testing.T, b *built) {
	fields, values := keysOfRecords()
	if len(fields) < 150 || len(values) < 60 {
		t.Fatalf("only %d fields and %d values are known", len(fields), len(values))
	}
	seen := map[string]bool{}
	for _, path := range sortedPaths(b) {
		if strings.Contains(path, "handbook/") || strings.HasSuffix(path, "checks.html") || !strings.HasSuffix(path, ".html") {
			continue
		}
		for n := range find(b.page(path), "id", "content").Descendants() {
			if n.Type != html.TextNode || !keyed.MatchString(n.Data) || within(n, "code", "pre", "option", "script", "noscript") || withinClass(n, "prose") || withinClass(n, "record-file") || withinClass(n, "outside") || withinClass(n, "mend") || attrOf(n, "lang") == "en" {
				continue
			}
			for _, at := range keyed.FindAllStringIndex(n.Data, -1) {
				word := strings.TrimRight(n.Data[at[0]:at[1]], ".:")
				if asKey.MatchString(word) && !dataFile.MatchString(word) && !seen[word+path] && rawKey(word, n.Data[:at[0]], n.Data[at[1]:], strings.HasPrefix(path, "en/"), fields, values) {
					seen[word+path] = true
					t.Errorf("%s shows the key %q: %q", path, word, strings.TrimSpace(n.Data))
				}
			}
		}
	}
}

// attrOf gives an attribute of the nearest element around a node that has it.
func attrOf(n *html.Node, name string) string {
	for p := range n.Ancestors() {
		if value := attr(p, name); value != "" {
			return value
		}
	}
	return ""
}

// exactMoney is an amount to the last unit; one form of money on all pages has at most three figures and a unit to count in.
var exactMoney = regexp.MustCompile(`\d,\d{3},\d{3} ?円|\d,\d{3}円|\d{4,}円|¥\d+,\d{3}|¥\d{4,}`)

func moneyOfTheSampleHasOneForm(t *testing.T, b *built) {
	for _, path := range sortedPaths(b) {
		if strings.Contains(path, "handbook/") {
			continue
		}
		for n := range find(b.page(path), "id", "content").Descendants() {
			if n.Type == html.TextNode && exactMoney.MatchString(n.Data) && !within(n, "code", "pre", "script") && !withinClass(n, "prose") {
				t.Errorf("%s writes money to the last unit: %q", path, strings.TrimSpace(n.Data))
			}
		}
	}
	for language, unit := range map[string]string{"": "（万円）", "en/": " (¥ million)"} {
		heads := 0
		for n := range find(b.page(language+"evaluation.html"), "id", "content").Descendants() {
			if n.Data == "th" && strings.HasSuffix(text(n), unit) {
				heads++
			}
		}
		if heads < 2 {
			t.Errorf("%sevaluation.html: %d heads of columns name the unit %q", language, heads, unit)
		}
	}
}
