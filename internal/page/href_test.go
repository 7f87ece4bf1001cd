package page

import (
	"strings"
	"testing"
)

func TestFileNames(t *testing.T) {
	for id, want := range map[string]string{
		"R-001":                        "R-001",
		"用語 a/b":                       "用語_20a_2fb",
		strings.Repeat("a", 200):       strings.Repeat("a", 200),
		strings.Repeat("a", 201):       strings.Repeat("a", 183) + "_9a253eda0ce95884",
		strings.Repeat("あ", 70):        strings.Repeat("あ", 61) + "_",
		strings.Repeat("あ", 69) + "いい": strings.Repeat("あ", 61) + "_",
		strings.Repeat("a b", 66):      strings.Repeat("a_20b", 36) + "a_2_",
	} {
		if got := fileName(id); !strings.HasPrefix(got, want) || len(got) > longestName {
			t.Errorf("%s becomes %s, want %s", id, got, want)
		}
	}
	if fileName(strings.Repeat("あ", 70)) == fileName(strings.Repeat("あ", 69)+"い") {
		t.Error("two names became one")
	}
}
