package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// hasty is the real disk without waiting for it.
type hasty struct{ realDisk }

func (hasty) sync(string) error    { return nil }
func (hasty) syncAll(string) error { return nil }

// build writes files as a site and commits it.
func build(t testing.TB, d disk, out, cache, inputs string, files map[string]string) (changed bool, err error) {
	t.Helper()
	f, err := openFolder(out, Guard{}, d)
	if err != nil {
		return false, err
	}
	f.Cache = cache
	if d, ok := d.(*faulty); ok && !d.syncsEach {
		f.few = 0
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := f.Write(name, []byte(files[name])); err != nil {
			return false, errors.Join(err, f.Close())
		}
	}
	changed, err = f.Commit(inputs)
	return changed, errors.Join(err, f.Close())
}

func mustBuild(t testing.TB, out string, files map[string]string) {
	t.Helper()
	if _, err := build(t, hasty{}, out, "", "", files); err != nil {
		t.Fatal(err)
	}
}

// tree reads a folder as it is: files with their bytes and modes, and folders.
func tree(t testing.TB, root string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			all[rel] = info.Mode().String()
			return nil
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			all[rel], err = os.Readlink(name)
			return err
		}
		data, err := os.ReadFile(name)
		all[filepath.ToSlash(rel)] = info.Mode().String() + " " + string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// siteOf is the tree that a site of these files shall be.
func siteOf(files map[string]string) map[string]string {
	want := map[string]string{".": "drwxr-xr-x", marker: "-rw-r--r-- " + markerText}
	for name, text := range files {
		want[name] = "-rw-r--r-- " + text
		for dir := filepath.Dir(name); dir != "."; dir = filepath.Dir(dir) {
			want[dir] = "drwxr-xr-x"
		}
	}
	return want
}

// names lists a folder's entries.
func names(t testing.TB, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

var (
	oldSite = map[string]string{"index.html": "old", "same.html": "same", "risks/R-1.html": "one", "risks/R-2.html": "two", "gone/only.html": "gone"}
	newSite = map[string]string{"index.html": "new", "same.html": "same", "risks/R-1.html": "one", "risks/R-2.html": "TWO", "en/risks/R-1.html": "new"}
)

func TestBuildAndRebuild(t *testing.T) {
	parent := t.TempDir()
	out := filepath.Join(parent, "public")
	for _, step := range []struct {
		files   map[string]string
		changed bool
	}{{oldSite, true}, {oldSite, false}, {newSite, true}, {newSite, false}, {nil, true}, {nil, false}, {oldSite, true}} {
		changed, err := build(t, realDisk{}, out, "", "", step.files)
		if err != nil {
			t.Fatal(err)
		}
		if changed != step.changed {
			t.Errorf("changed is %v, want %v", changed, step.changed)
		}
		if diff := cmp.Diff(siteOf(step.files), tree(t, out)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"public"}, names(t, parent)); diff != "" {
			t.Errorf("beside the site: %s", diff)
		}
	}
}

func TestUnchangedFilesAreNotWritten(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustBuild(t, out, oldSite)
	info := func(name string) fs.FileInfo {
		i, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	folder, same, index := info("."), info("same.html"), info("index.html")
	mustBuild(t, out, oldSite)
	if !os.SameFile(folder, info(".")) {
		t.Error("nothing differed and the folder was replaced")
	}
	mustBuild(t, out, newSite)
	if !os.SameFile(same, info("same.html")) || !same.ModTime().Equal(info("same.html").ModTime()) {
		t.Error("a file that is equal was written anew")
	}
	if os.SameFile(index, info("index.html")) {
		t.Error("a file that differs was written in place")
	}
}

// TestMendsTheOldSite changes the site by hand in every way; the next build puts it right.
func TestMendsTheOldSite(t *testing.T) {
	for about, harm := range map[string]func(out string) error{
		"other bytes, same size": func(out string) error { return os.WriteFile(filepath.Join(out, "index.html"), []byte("odl"), 0o644) },
		"other size":             func(out string) error { return os.WriteFile(filepath.Join(out, "index.html"), nil, 0o644) },
		"other mode":             func(out string) error { return os.Chmod(filepath.Join(out, "index.html"), 0o600) },
		"removed":                func(out string) error { return os.Remove(filepath.Join(out, "risks/R-1.html")) },
		"added":                  func(out string) error { return os.WriteFile(filepath.Join(out, "stray.html"), nil, 0o644) },
		"empty folder added":     func(out string) error { return os.MkdirAll(filepath.Join(out, "stray/empty"), 0o755) },
		"file for a folder": func(out string) error {
			return errors.Join(os.RemoveAll(filepath.Join(out, "risks")), os.WriteFile(filepath.Join(out, "risks"), nil, 0o644))
		},
		"folder for a file": func(out string) error {
			return errors.Join(os.Remove(filepath.Join(out, "index.html")), os.MkdirAll(filepath.Join(out, "index.html/x"), 0o755))
		},
		"link to equal bytes": func(out string) error {
			outside := filepath.Join(filepath.Dir(out), "outside")
			return errors.Join(os.Rename(filepath.Join(out, "index.html"), outside), os.Symlink(outside, filepath.Join(out, "index.html")), os.Mkdir(outside+".d", 0o755))
		},
		"folder replaced by a link": func(out string) error {
			outside := filepath.Join(filepath.Dir(out), "outside")
			return errors.Join(os.Rename(filepath.Join(out, "risks"), outside), os.Symlink(outside, filepath.Join(out, "risks")))
		},
	} {
		t.Run(about, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			mustBuild(t, out, oldSite)
			if err := harm(out); err != nil {
				t.Fatal(err)
			}
			outside := tree(t, filepath.Join(filepath.Dir(out), "outside"))
			mustBuild(t, out, oldSite)
			if diff := cmp.Diff(siteOf(oldSite), tree(t, out)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(outside, tree(t, filepath.Join(filepath.Dir(out), "outside"))); diff != "" {
				t.Errorf("outside the site: %s", diff)
			}
		})
	}
}

func TestGuard(t *testing.T) {
	for _, tc := range []struct {
		out  string // below a folder that holds the register "reg"
		want string // part of the refusal; empty: accepted
	}{
		{"reg/public", ""},
		{"reg/deep/down/public", ""},
		{"site", ""},
		{"reg-2", ""},
		{"empty", ""},
		{"built", ""},
		{"link-to-built", ""},
		{"reg/content-site", ""},
		{"reg", "is the register's own folder"},
		{"reg/.", "is the register's own folder"},
		{"reg/public/..", "is the register's own folder"},
		{".", "is the register's own folder, or contains it"},
		{"link-to-reg", "is the register's own folder"},
		{"link-to-content/public", "overlaps the register's content/"},
		{"reg/content", "overlaps the register's content/"},
		{"reg/content/public", "overlaps the register's content/"},
		{"reg/Content", "overlaps the register's content/"},
		{"reg/templates", "overlaps the register's templates/"},
		{"reg/templates/public", "overlaps the register's templates/"},
		{"reg/themes", "overlaps the register's themes/"},
		{"themes-elsewhere/acme", "overlaps the register's themes/"},
		{"reg/.git", "version control"},
		{"reg/.git/public", "version control"},
		{"other/.git/public", "version control"},
		{"pages", "holds .git of a version control system"},
		{"documents", "is neither empty nor a site of riskbook"},
		{"fake", "is neither empty nor a site of riskbook"},
		{"file", "is not a folder"},
		{"file/public", "cannot be resolved"},
		{"dangling", "dangling symbolic link"},
		{"loop", "cannot be resolved"},
	} {
		t.Run(tc.out, func(t *testing.T) {
			base := t.TempDir()
			at := func(name string) string { return filepath.Join(base, filepath.FromSlash(name)) }
			for _, dir := range []string{"reg/content", "reg/.git", "empty", "documents", "pages/.git", "fake/" + marker, "themes-elsewhere"} {
				if err := os.MkdirAll(at(dir), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			mustBuild(t, at("built"), oldSite)
			err := errors.Join(
				os.WriteFile(at("documents/thesis"), nil, 0o644), os.WriteFile(at("file"), nil, 0o644), os.WriteFile(at("pages/"+marker), nil, 0o644),
				os.Symlink(at("reg"), at("link-to-reg")), os.Symlink(at("reg/content"), at("link-to-content")), os.Symlink("built", at("link-to-built")),
				os.Symlink(at("nowhere"), at("dangling")), os.Symlink("loop", at("loop")), os.Symlink(at("themes-elsewhere"), at("reg/themes")),
			)
			if err != nil {
				t.Fatal(err)
			}
			before := tree(t, at("reg"))
			f, err := openFolder(base+"/"+tc.out, Guard{Root: at("link-to-reg")}, hasty{})
			if tc.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Write("index.html", []byte("x")); err != nil {
					t.Fatal(err)
				}
				if _, err := f.Commit(""); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(siteOf(map[string]string{"index.html": "x"}), tree(t, base+"/"+tc.out+"/")); diff != "" {
					t.Error(diff)
				}
				return
			}
			if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("got %v, want a refusal that says %q", err, tc.want)
			}
			if diff := cmp.Diff(before, tree(t, at("reg"))); diff != "" {
				t.Errorf("the register changed: %s", diff)
			}
		})
	}
}

func TestFolderRefusesPaths(t *testing.T) {
	parent := t.TempDir()
	f, err := OpenFolder(filepath.Join(parent, "public"), Guard{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, path := range []string{"", ".", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "a/", `..\a`, "a\x00b", marker, "a\x1bb"} {
		if f.Write(path, nil) == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	if diff := cmp.Diff([]string{}, names(t, parent)); diff != "" {
		t.Error(diff)
	}
}

func TestFileAndFolderOfOneName(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustBuild(t, out, oldSite)
	if _, err := build(t, hasty{}, out, "", "", map[string]string{"a": "file", "a/b": "below"}); err == nil {
		t.Error("a file and a folder of one name were accepted")
	}
	if diff := cmp.Diff(siteOf(oldSite), tree(t, out)); diff != "" {
		t.Error(diff)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	f, err := OpenFolder(filepath.Join(parent, "new/folders/public"), Guard{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write("a/b.html", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if len(names(t, filepath.Join(parent, "new/folders"))) == 0 {
		t.Fatal("nothing was staged: the test shows nothing")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{}, names(t, parent)); diff != "" {
		t.Error(diff)
	}
}

func TestSecondBuildIsRefused(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustBuild(t, out, oldSite)
	first, err := OpenFolder(out, Guard{})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if err := first.Write("index.html", []byte("first")); err != nil {
		t.Fatal(err)
	}
	second := &Folder{out: out, disk: realDisk{}, patience: 50 * time.Millisecond, dirs: make(map[string]bool)}
	if err := second.Write("index.html", []byte("second")); !errors.Is(err, errBusy) {
		t.Fatalf("got %v, want that another build writes the folder", err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Commit(""); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(siteOf(map[string]string{"index.html": "first"}), tree(t, out)); diff != "" {
		t.Error(diff)
	}
	mustBuild(t, out, newSite)
}

func TestSecondBuildWaits(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	done := make(chan error)
	for i := range 4 {
		go func() {
			_, err := build(t, realDisk{}, out, "", "", map[string]string{"index.html": fmt.Sprint(i), "other.html": fmt.Sprint(i)})
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	site := tree(t, out)
	if site["index.html"] == "" || site["index.html"] != site["other.html"] {
		t.Errorf("two builds were mixed: %v", site)
	}
	if diff := cmp.Diff([]string{"public"}, names(t, filepath.Dir(out))); diff != "" {
		t.Error(diff)
	}
}

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

func TestParallelRemoval(t *testing.T) {
	root := filepath.Join(t.TempDir(), "tree")
	for i := range 100 {
		if err := os.MkdirAll(filepath.Join(root, fmt.Sprint(i%3), "deep"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, fmt.Sprint(i%3), fmt.Sprint(i)), nil, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	kept := filepath.Join(t.TempDir(), "kept")
	if err := errors.Join(os.MkdirAll(filepath.Join(kept, "x"), 0o755), os.Symlink(kept, filepath.Join(root, "link"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{root, root, filepath.Join(root, "nothing")} {
		if err := (realDisk{}).removeAll(name); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Lstat(root); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("still there: %v", err)
	}
	if _, err := os.Lstat(filepath.Join(kept, "x")); err != nil {
		t.Errorf("removed through a link: %v", err)
	}
}

func TestExchange(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	if err := errors.Join(os.Mkdir(a, 0o755), os.Mkdir(b, 0o755), os.WriteFile(filepath.Join(a, "x"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	err := realDisk{}.exchange(a, b)
	if runtime.GOOS != "linux" || errors.Is(err, errors.ErrUnsupported) {
		t.Skip("this disk cannot exchange")
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"x"}, names(t, b)); diff != "" {
		t.Error(diff)
	}
}
