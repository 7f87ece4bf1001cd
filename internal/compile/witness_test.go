package compile

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// contentOnly is a folder of which nothing but the records may be opened.
type contentOnly struct {
	fstest.MapFS
	t *testing.T
}

func (c contentOnly) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "templates/") || strings.HasPrefix(name, "themes/") {
		c.t.Errorf("%s was opened", name)
	}
	return c.MapFS.Open(name)
}

func (c contentOnly) ReadFile(name string) ([]byte, error) {
	if strings.HasPrefix(name, "templates/") || strings.HasPrefix(name, "themes/") {
		c.t.Errorf("%s was read", name)
	}
	return c.MapFS.ReadFile(name)
}

// What the pages looked like is no part of what was known on a day, and reading it at every state would take a call of git a file.
func TestThePastIsJudgedByItsRecordsAlone(t *testing.T) {
	folder := contentOnly{fstest.MapFS{
		"content/riskbook.toml": {Data: []byte("title = \"登録簿\"\n")},
		"templates/risk.html":   {Data: []byte("<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n")},
		"themes/own/theme.toml": {Data: []byte("<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n")},
	}, t}
	_, _, fault, err := (&witness{}).see(folder, nil, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil })
	if err != nil || fault != nil {
		t.Errorf("a state whose templates are being merged is not understood: %v, %v", fault, err)
	}
}
