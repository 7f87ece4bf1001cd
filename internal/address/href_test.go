package address

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/source"
)

func TestFileNames(t *testing.T) {
	for id, want := range map[string]string{
		"R-001":                        "R-001",
		"用語 a/b":                       "用語~20a~2fb",
		strings.Repeat("a", 200):       strings.Repeat("a", 200),
		strings.Repeat("a", 201):       strings.Repeat("a", 183) + "_9a253eda0ce95884",
		strings.Repeat("あ", 70):        strings.Repeat("あ", 61) + "_",
		strings.Repeat("あ", 69) + "いい": strings.Repeat("あ", 61) + "_",
		strings.Repeat("a b", 66):      strings.Repeat("a~20b", 36) + "a~2_",
	} {
		if got := FileName(id); !strings.HasPrefix(got, want) || len(got) > longestName {
			t.Errorf("%s becomes %s, want %s", id, got, want)
		}
	}
	apart := map[string]string{}
	for _, id := range []string{"a b", "a_20b", "a~20b", "a 0", "a\u2000", "a\u20000", "CON", "con_", "CO~4e", "nul", "COM1", "com1x", "com²", "com2", "con.js", "con~2ejs", "CONIN$"} {
		name := strings.ToLower(FileName(id))
		if other, taken := apart[name]; taken {
			t.Errorf("%q and %q both become %s", id, other, name)
		}
		if apart[name] = id; source.IsDevice(name) {
			t.Errorf("%s is a device of Windows", name)
		}
	}
	if FileName(strings.Repeat("あ", 70)) == FileName(strings.Repeat("あ", 69)+"い") {
		t.Error("two names became one")
	}
}
