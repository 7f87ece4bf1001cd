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
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/store"
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
	workers := 1
	if d, ok := d.(*faulty); ok && d.workers {
		workers = 4
	}
	err = store.Parallel(workers, slices.Sorted(maps.Keys(files)), func(name string) error { return f.Write(name, []byte(files[name])) })
	if err != nil {
		return false, errors.Join(err, f.Close())
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

// TestRenderIntoFolder has several workers write at once, over a site of which every third page differs.
func TestRenderIntoFolder(t *testing.T) {
	theme := load(t, nil, "standard")
	out := filepath.Join(t.TempDir(), "public")
	for round := range 4 {
		want := make(map[string]string)
		pages := func(yield func(Page) bool) {
			for i := range 600 {
				r := record{Title: fmt.Sprint(i), Text: "stays"}
				if i%3 == 0 {
					r.Text = fmt.Sprint("round ", round)
				}
				p := Page{fmt.Sprintf("%d/%d.html", i%7, i), "risk.html", func() any { return r }}
				want[p.Path] = fmt.Sprintf("<title>%d</title><h1>%d</h1><p>%s</p>", i, i, r.Text)
				if !yield(p) {
					return
				}
			}
		}
		f, err := openFolder(out, Guard{}, hasty{})
		if err != nil {
			t.Fatal(err)
		}
		if err := Render(t.Context(), theme, pages, nil, f, 8); err != nil {
			t.Fatal(err)
		}
		if changed, err := f.Commit(""); err != nil || !changed {
			t.Fatal(changed, err)
		}
		if diff := cmp.Diff(siteOf(want), tree(t, out)); diff != "" {
			t.Fatal(diff)
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
	if err := second.Write("index.html", []byte("second")); !errors.Is(err, store.ErrBusy) {
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
