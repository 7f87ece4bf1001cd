package source

import (
	"errors"
	"io"
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

// troubled is a file system that gives trouble at every step of opening a file.
type troubled struct {
	fstest.MapFS
	readLink, lstat, stat, read, info error
	mode                              fs.FileMode
}

const troubledName = "content/risks/R-1.md"

func (f troubled) ReadLink(name string) (string, error) {
	if f.readLink != nil {
		return "", f.readLink
	}
	return f.MapFS.ReadLink(name)
}

func (f troubled) Lstat(name string) (fs.FileInfo, error) {
	if f.lstat != nil && name == "content/risks/target.md" {
		return nil, f.lstat
	}
	return f.MapFS.Lstat(name)
}

func (f troubled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := f.MapFS.ReadDir(name)
	for i, d := range list {
		if f.info != nil && d.Name() == "R-1.md" {
			list[i] = withoutInfo{d, f.info}
		}
	}
	return list, err
}

type withoutInfo struct {
	fs.DirEntry
	err error
}

func (d withoutInfo) Info() (fs.FileInfo, error) { return nil, d.err }

func (f troubled) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if name == troubledName && err == nil {
		return troubledFile{file, f}, nil
	}
	return file, err
}

type troubledFile struct {
	fs.File
	of troubled
}

func (f troubledFile) Stat() (fs.FileInfo, error) {
	if f.of.stat != nil {
		return nil, f.of.stat
	}
	info, err := f.File.Stat()
	if f.of.mode != 0 {
		return otherMode{info, f.of.mode}, err
	}
	return info, err
}

type otherMode struct {
	fs.FileInfo
	mode fs.FileMode
}

func (i otherMode) Mode() fs.FileMode { return i.mode }

func (f troubledFile) Read(p []byte) (int, error) {
	if f.of.read != nil {
		return 0, f.of.read
	}
	return f.File.Read(p)
}

func TestTroubleWithOneFile(t *testing.T) {
	failure := errors.New("input/output error")
	for _, c := range []struct {
		name string
		fsys troubled
		link bool
		want string // what is found; "" where reading fails
	}{
		{"a link that cannot be read", troubled{readLink: failure}, true, ""},
		{"a link that may not be read", troubled{readLink: fs.ErrPermission}, true, "risks/R-1.md not-regular-file/unreadable [reason:permission]\n"},
		{"a target that cannot be looked at", troubled{lstat: failure}, true, ""},
		{"a target that may not be looked at", troubled{lstat: fs.ErrPermission}, true, "risks/R-1.md not-regular-file/unreadable [reason:permission]\n"},
		{"a target that is not there", troubled{lstat: fs.ErrNotExist}, true, "risks/R-1.md not-regular-file/dangling\n"},
		{"a way that leads out", troubled{lstat: errors.New("path escapes from parent")}, true, "risks/R-1.md escapes-root [target:target.md]\n"},
		{"a way that leads round", troubled{lstat: errors.New("too many levels of symbolic links")}, true, "risks/R-1.md not-regular-file/loop\n"},
		{"a file that is not there when it is looked at", troubled{stat: failure}, false, ""},
		{"a pipe that took its place", troubled{mode: fs.ModeNamedPipe}, false, "risks/R-1.md not-regular-file/replaced\n"},
		{"a file that cannot be read", troubled{read: failure}, false, ""},
		{"a file that vanishes while it is read", troubled{read: fs.ErrNotExist}, false, "risks/R-1.md not-regular-file/unreadable [reason:vanished]\n"},
		{"a file that became shorter", troubled{read: io.EOF}, false, "risks/R-1.md:1:1-1:1 syntax/no-front-matter\n"},
		{"a file that says nothing of its size", troubled{info: failure}, false, "none"},
	} {
		c.fsys.MapFS = register("~risks/R-1.md", "+++\n+++\n")
		if c.link {
			c.fsys.MapFS = register("~risks/target.md", "+++\n+++\n")
			c.fsys.MapFS[troubledName] = &fstest.MapFile{Data: []byte("target.md"), Mode: fs.ModeSymlink}
		}
		var memo Memo
		for range 2 { // a second time, what the first one remembered must not hide anything
			tree, err := memo.Read(c.fsys)
			switch {
			case c.want == "":
				if !errors.Is(err, failure) {
					t.Errorf("%s: %v", c.name, err)
				}
				continue
			case err != nil:
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			checkListed(t, tree.Findings)
			if got := sayAll(tree.Findings); got != strings.TrimSuffix(c.want, "none") {
				t.Errorf("%s: %s", c.name, got)
			}
			if !strings.HasPrefix(names(tree), "R-1") {
				t.Errorf("%s: records %s", c.name, names(tree))
			}
		}
	}
}

// TestSettingsThatAreNoFile: what lies in the place of riskbook.toml is said once, and the rest is read.
func TestSettingsThatAreNoFile(t *testing.T) {
	const fm = "+++\n+++\n"
	for _, c := range []struct {
		name, path string
		file       *fstest.MapFile
		want       string
	}{
		{"a folder", "content/riskbook.toml/x.md", &fstest.MapFile{}, "riskbook.toml not-regular-file/folder\n"},
		{"a link to nothing", "content/riskbook.toml", &fstest.MapFile{Data: []byte("none.toml"), Mode: fs.ModeSymlink}, "riskbook.toml not-regular-file/dangling\n"},
		{"a link to a file", "content/riskbook.toml", &fstest.MapFile{Data: []byte("../settings.toml"), Mode: fs.ModeSymlink}, "risks/R-2.md:2:6-2:7 too-deep/nesting [key:nesting limit:2 most:500]\n"},
		{"a device", "content/riskbook.toml", &fstest.MapFile{Mode: fs.ModeDevice}, "riskbook.toml not-regular-file/device\n"},
	} {
		files := register("~risks/R-1.md", fm, "~risks/R-2.md", "+++\na = [[1]]\n+++\n")
		delete(files, "content/riskbook.toml")
		files[c.path] = c.file
		files["settings.toml"] = &fstest.MapFile{Data: []byte("[limits]\nnesting = 2\n")}
		tree, err := Read(files)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		checkListed(t, tree.Findings)
		if got := sayAll(tree.Findings); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}
