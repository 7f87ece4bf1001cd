package source

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// faulty is a file system where some names cannot be opened.
type faulty struct {
	fstest.MapFS
	errors map[string]error
}

func (f faulty) Open(name string) (fs.File, error) {
	if err := f.errors[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f.MapFS.Open(name)
}

func (f faulty) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := f.errors[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f.MapFS.ReadDir(name)
}

func TestUnreadable(t *testing.T) {
	fsys := faulty{register("~risks/R-1.md", "+++\n+++\n", "~risks/R-2.md", "+++\n+++\n", "~risks/p/R-3.md", "+++\n+++\n", "~criteria.toml", ""), map[string]error{
		"content/risks/R-1.md":  fs.ErrPermission,
		"content/risks/p":       fs.ErrPermission,
		"content/criteria.toml": fs.ErrNotExist,
	}}
	tree, err := Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	checkListed(t, tree.Findings)
	want := "criteria.toml not-regular-file/unreadable [reason:vanished]\n" +
		"risks/R-1.md not-regular-file/unreadable [reason:permission]\n" +
		"risks/p not-regular-file/unreadable [reason:permission]\n"
	if got := sayAll(tree.Findings); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := names(tree); got != "R-1! R-2" {
		t.Errorf("records %s", got)
	}
	if tree.Criteria == nil || !tree.Criteria.Broken {
		t.Error("the criteria are not broken")
	}
}

func TestFaultsOfTheEnvironmentAreErrors(t *testing.T) {
	for _, name := range []string{"content/risks/R-1.md", "content/risks", "content/riskbook.toml"} {
		failure := errors.New("input/output error")
		_, err := Read(faulty{register("~risks/R-1.md", "+++\n+++\n"), map[string]error{name: failure}})
		if !errors.Is(err, failure) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := Read(faulty{register(), map[string]error{"content": fs.ErrPermission}}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("content unreadable: error %v", err)
	}
}
