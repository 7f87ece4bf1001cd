package source

import (
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// Of what dotted keys make and headers open, the tree alone says what may be added to. A whole parser says the same of every document of up to four lines
// out of these.
func TestTheTreeKnowsWhatMayBeAddedTo(t *testing.T) {
	lines := []string{"a = 1", "a.b = 1", "a.b.c = 1", "a.b.d = 1", "a = {}", "a = { b.c = 1 }", "a.b = { c = 1, d.e = 1 }", "a = { b.c = 1, b.d = 1, b = 1 }", "b.c = 1", "[a]", "[a.b]", "[a.b.c]", "[[a]]", "[[a.b]]"}
	var b builder
	var document func(text string, more int)
	document = func(text string, more int) {
		if text != "" {
			b.build([]byte(text), 0, len(text))
			var into map[string]any
			if err := toml.Unmarshal([]byte(text), &into); (err == nil) != (len(b.faults) == 0) {
				t.Errorf("%q: %v, and the parser says %v", text, b.faults, err)
			}
		}
		if more == 0 {
			return
		}
		for _, line := range lines {
			document(strings.TrimPrefix(text+"\n"+line, "\n"), more-1)
		}
	}
	document("", 4)
}
