package site

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestUpToDate(t *testing.T) {
	at := func(out, name string) string { return filepath.Join(out, name) }
	for _, tc := range []struct {
		about string
		harm  func(out, cache string) error
		want  bool
	}{
		{"nothing", func(out, cache string) error { return nil }, true},
		{"size", func(out, cache string) error { return os.WriteFile(at(out, "index.html"), []byte("longer"), 0o644) }, false},
		{"time", func(out, cache string) error {
			return os.Chtimes(at(out, "index.html"), time.Time{}, time.Unix(1, 0))
		}, false},
		{"mode", func(out, cache string) error { return os.Chmod(at(out, "index.html"), 0o600) }, false},
		{"removed", func(out, cache string) error { return os.Remove(at(out, "risks/R-1.html")) }, false},
		{"added", func(out, cache string) error { return os.WriteFile(at(out, "risks/R-9.html"), nil, 0o644) }, false},
		{"empty folder", func(out, cache string) error { return os.Mkdir(at(out, "empty"), 0o755) }, false},
		{"linked", func(out, cache string) error { return os.Symlink("index.html", at(out, "link.html")) }, false},
		{"marker removed", func(out, cache string) error { return os.Remove(at(out, marker)) }, false},
		{"site removed", func(out, cache string) error { return os.RemoveAll(out) }, false},
		{"cache removed", func(out, cache string) error { return os.RemoveAll(cache) }, false},
		{"staging left behind", func(out, cache string) error {
			return os.Mkdir(filepath.Join(filepath.Dir(out), ".public.riskbook-new"), 0o755)
		}, false},
		{"stamp cut short", func(out, cache string) error { return stampHarm(cache, func(b []byte) []byte { return b[:len(b)-1] }) }, false},
		{"stamp changed", func(out, cache string) error {
			return stampHarm(cache, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
		}, false},
		{"stamp empty", func(out, cache string) error { return stampHarm(cache, func(b []byte) []byte { return nil }) }, false},
	} {
		t.Run(tc.about, func(t *testing.T) {
			parent, cache := t.TempDir(), filepath.Join(t.TempDir(), "not/yet")
			out := filepath.Join(parent, "public")
			if _, err := build(t, hasty{}, out, cache, "inputs 1", oldSite); err != nil {
				t.Fatal(err)
			}
			if err := tc.harm(out, cache); err != nil {
				t.Fatal(err)
			}
			before, wasOut, wasCache := names(t, parent), tree(t, out), tree(t, cache)
			f := &Folder{out: out, disk: realDisk{}, Cache: cache}
			if got := f.UpToDate("inputs 1"); got != tc.want {
				t.Errorf("up to date is %v, want %v", got, tc.want)
			}
			if f.UpToDate("inputs 2") || f.UpToDate("inputs 1\"") || f.UpToDate("") {
				t.Error("up to date for other inputs")
			}
			if diff := cmp.Diff([]any{before, wasOut, wasCache}, []any{names(t, parent), tree(t, out), tree(t, cache)}); diff != "" {
				t.Errorf("asking changed something: %s", diff)
			}
		})
	}
}

// stampHarm changes the only stamp in a cache.
func stampHarm(cache string, change func([]byte) []byte) error {
	list, err := filepath.Glob(filepath.Join(cache, "*.stamp"))
	if err != nil || len(list) != 1 {
		return fmt.Errorf("%v, %w", list, err)
	}
	data, err := os.ReadFile(list[0])
	if err != nil {
		return err
	}
	return os.WriteFile(list[0], change(data), 0o644)
}

func TestUpToDateAfterChange(t *testing.T) {
	out, cache := filepath.Join(t.TempDir(), "public"), t.TempDir()
	open := func() *Folder {
		f, err := OpenFolder(out, Guard{})
		if err != nil {
			t.Fatal(err)
		}
		f.Cache = cache
		return f
	}
	for i, files := range []map[string]string{oldSite, newSite, newSite, oldSite} {
		inputs := fmt.Sprint("inputs ", i)
		if open().UpToDate(inputs) {
			t.Errorf("%s: up to date before it was built", inputs)
		}
		if _, err := build(t, hasty{}, out, cache, inputs, files); err != nil {
			t.Fatal(err)
		}
		if !open().UpToDate(inputs) {
			t.Errorf("%s: not up to date after it was built", inputs)
		}
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	out, cache := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(cache, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := build(t, hasty{}, out, cache, "inputs", oldSite); err != nil {
		t.Errorf("the cache failed the build: %v", err)
	}
	f := &Folder{out: out, disk: realDisk{}, Cache: cache}
	if f.UpToDate("inputs") {
		t.Error("up to date without a stamp")
	}
}
