package store

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// files lists a folder: each file with what it holds.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestReplace(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "content", "risks", "R-1.md")
	write(t, path, "old")
	litter := filepath.Join(Work(root), prefix+"1234")
	write(t, litter, "half")
	write(t, filepath.Join(root, "content", "risks", prefix+"77"), "somebody else's") // not in the work folder: not ours to judge
	if err := Replace(Work(root), path, []byte("new"), 0o640); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"content/.riskbook/.gitignore": "*\n", "content/risks/R-1.md": "new", "content/risks/.riskbook-77": "somebody else's"}
	if diff := cmp.Diff(want, files(t, root)); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := Create(Work(root), path, []byte("other")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v, want that it is there", err)
	}
	if diff := cmp.Diff(want, files(t, root)); diff != "" {
		t.Error(diff)
	}
}

// What another process has under way is no litter.
func TestHeldStays(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "content", "riskbook.toml"), "")
	if err := prepare(Work(root)); err != nil {
		t.Fatal(err)
	}
	f, held, err := temporary(Work(root))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if held == nil {
		t.Skip("this file system knows no locks")
	}
	if err := Create(Work(root), filepath.Join(root, "content", "A.md"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(f.Name()); err != nil {
		t.Errorf("%v while it is held", err)
	}
	held.end()
	if err := Create(Work(root), filepath.Join(root, "content", "B.md"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v after its process is gone", err)
	}
}

// What killed processes left goes, what is under way stays, and nothing is made where there was nothing.
func TestTidy(t *testing.T) {
	root := t.TempDir()
	Tidy(root)
	if list := files(t, root); len(list) > 0 {
		t.Errorf("made: %v", list)
	}
	write(t, filepath.Join(root, "content", "riskbook.toml"), "")
	if err := prepare(Work(root)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(Work(root), prefix+"1234"), "half")
	write(t, filepath.Join(Work(root), prefix+"56", "content", "riskbook.toml"), "half")
	f, held, err := temporary(Work(root))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if held == nil {
		t.Skip("this file system knows no locks")
	}
	Tidy(root)
	want := map[string]string{"content/riskbook.toml": "", "content/.riskbook/.gitignore": ignoreAll, "content/.riskbook/" + filepath.Base(f.Name()): ""}
	if diff := cmp.Diff(want, files(t, root)); diff != "" {
		t.Error(diff)
	}
	held.end()
	Tidy(root)
	if _, err := os.Lstat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v after its process is gone", err)
	}
}

// A folder of somebody's that the work folder is a link to is not tidied.
func TestTidyNoLink(t *testing.T) {
	root, elsewhere := t.TempDir(), t.TempDir()
	write(t, filepath.Join(elsewhere, prefix+"1"), "theirs")
	write(t, filepath.Join(root, "content", "riskbook.toml"), "")
	if err := os.Symlink(elsewhere, Work(root)); err != nil {
		t.Skip(err)
	}
	Tidy(root)
	if list := files(t, elsewhere); len(list) != 1 {
		t.Errorf("taken away elsewhere: %v", list)
	}
}

// Where there is no work folder, or it cannot serve, what is on its way lies beside the file and goes with the next write there.
func TestReplaceBeside(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "register.json")
	write(t, filepath.Join(folder, prefix+"5"), "half")
	for _, work := range []string{"", filepath.Join(folder, "nowhere", "work")} {
		if err := Replace(work, path, []byte(work), FileMode); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string]string{"register.json": work}, files(t, folder)); diff != "" {
			t.Error(diff)
		}
	}
}

// A work folder that is a link leads nobody elsewhere.
func TestWorkIsNoLink(t *testing.T) {
	root, elsewhere := t.TempDir(), t.TempDir()
	path := filepath.Join(root, "content", "A.md")
	write(t, path, "old")
	if err := os.Symlink(elsewhere, Work(root)); err != nil {
		t.Skip(err)
	}
	if err := Replace(Work(root), path, []byte("new"), 0); err != nil {
		t.Fatal(err)
	}
	if list := files(t, elsewhere); len(list) > 0 {
		t.Errorf("written elsewhere: %v", list)
	}
}

var started = map[string][]byte{
	".github/workflows/riskbook.yml": []byte("on: push\n"), "README.md": []byte("# Register\n"),
	"content/riskbook.toml": []byte("title = \"x\"\n"), "content/risks/R-1.md": []byte("+++\n+++\n"),
}

func filled() map[string]string {
	all := map[string]string{"content/.riskbook/.gitignore": "*\n"}
	for name, data := range started {
		all[name] = string(data)
	}
	return all
}

// TestMain lets a test start this program to write until it is killed.
func TestMain(m *testing.M) {
	switch folder := os.Getenv("STORE_TEST_FOLDER"); os.Getenv("STORE_TEST") {
	case "fill":
		for {
			if names, err := Empty(folder); err != nil || len(names) > 0 {
				os.Exit(4)
			}
			if err := Fill(folder, started, "content/riskbook.toml"); err != nil {
				os.Exit(5)
			}
			for name := range started { // and again
				os.RemoveAll(filepath.Join(folder, strings.Split(name, "/")[0]))
			}
		}
	case "replace":
		for i := 0; ; i++ {
			text := strings.Repeat(string(rune('a'+i%26)), 100_000)
			if err := Replace(Work(folder), filepath.Join(folder, "content", "A.md"), []byte(text), FileMode); err != nil {
				os.Exit(5)
			}
		}
	}
	os.Exit(m.Run())
}

// killed lets this program write into a folder and kills it after a while.
func killed(t *testing.T, what, folder string, after time.Duration) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STORE_TEST="+what, "STORE_TEST_FOLDER="+folder)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil || c.ProcessState.ExitCode() >= 0 {
		t.Fatalf("it ended by itself: %v", err)
	}
}

func TestKilledReplace(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "content", "A.md")
	write(t, path, strings.Repeat("a", 100_000))
	for i := range 20 {
		killed(t, "replace", root, time.Duration(20+7*i)*time.Millisecond)
		data, err := os.ReadFile(path)
		if err != nil || len(data) != 100_000 || strings.Trim(string(data), string(data[:1])) != "" {
			t.Fatalf("%d bytes, %v", len(data), err)
		}
		for name := range files(t, root) {
			if name != "content/A.md" && !strings.HasPrefix(name, "content/.riskbook/") {
				t.Errorf("%s lies outside of the work folder", name)
			}
		}
	}
	if err := Create(Work(root), filepath.Join(root, "content", "B.md"), nil); err != nil {
		t.Fatal(err)
	}
	if list := files(t, root); len(list) != 3 {
		t.Errorf("litter: %d files", len(list))
	}
}

func TestKilledFill(t *testing.T) {
	for i := range 20 {
		folder := filepath.Join(t.TempDir(), "register")
		killed(t, "fill", folder, time.Duration(10+5*i)*time.Millisecond)
		if names, err := Empty(folder); err != nil {
			t.Fatal(err)
		} else if len(names) > 0 {
			// It was killed while the test took away what had been filled in.
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
		}
		if err := Fill(folder, started, "content/riskbook.toml"); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(filled(), files(t, folder)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// half makes a folder as a Fill leaves it that is killed after some files.
func half(t *testing.T, placed ...string) string {
	folder := t.TempDir()
	apart := filepath.Join(Work(folder), prefix+"9")
	for name, data := range started {
		write(t, filepath.Join(apart, name), string(data))
	}
	for _, name := range placed {
		write(t, filepath.Join(folder, name), string(started[name]))
	}
	return folder
}

func TestFillAfterKilled(t *testing.T) {
	for name, placed := range map[string][]string{"nothing": nil, "half": {"README.md", "content/risks/R-1.md"}, "all": {".github/workflows/riskbook.yml", "README.md", "content/riskbook.toml", "content/risks/R-1.md"}} {
		folder := half(t, placed...)
		write(t, filepath.Join(folder, ".git", "HEAD"), "ref")
		if names, err := Empty(folder); err != nil || len(names) > 0 {
			t.Fatalf("%s: %v, %v", name, names, err)
		}
		if err := Fill(folder, started, "content/riskbook.toml"); err != nil {
			t.Fatal(err)
		}
		want := filled()
		want[".git/HEAD"] = "ref"
		if diff := cmp.Diff(want, files(t, folder)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What somebody changed since is theirs.
func TestNotEmptyAfterChange(t *testing.T) {
	folder := half(t, "README.md")
	write(t, filepath.Join(folder, "README.md"), "mine")
	if names, err := Empty(folder); err != nil || len(names) == 0 {
		t.Errorf("%v, %v: want what it holds", names, err)
	}
	if err := Fill(folder, started, "content/riskbook.toml"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v, want that a file is there", err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, "README.md")); err != nil || string(text) != "mine" {
		t.Errorf("%q, %v", text, err)
	}
}

// Where a folder could not be made, those above it go again, so that the next call finds nothing in its way; what somebody put there stays.
func TestFoldersOfAFailedFillGo(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{".github/ISSUE_TEMPLATE", "content/risks", "other"} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(folder, "content", "mine.md"), "mine")
	removeFolders(folder, map[string][]byte{".github/ISSUE_TEMPLATE/a/b.yml": nil, "content/risks/R-1.md": nil, "README.md": nil})
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 || left[0].Name() != "content" || left[1].Name() != "other" {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "content", "risks")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder is left: %v", err)
	}
}
