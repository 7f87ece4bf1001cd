package page_test

import (
	"io/fs"
	"strings"
	"testing"

	riskbook "github.com/riskbook/riskbook"
)

// The scripts of a page are read on a phone at a stop: under 20 kB in sum, without what the search looks through.
func TestScriptsAreLight(t *testing.T) {
	sum := 0
	files, err := fs.Glob(riskbook.Themes, "themes/standard/static/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(riskbook.Themes, file)
		if err != nil {
			t.Fatal(err)
		}
		sum += len(text)
	}
	if sum >= 20_000 {
		t.Errorf("the scripts are of %d bytes: %s", sum, strings.Join(files, ", "))
	}
}
