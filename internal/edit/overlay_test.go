package edit

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestOverlay holds an overlaid folder to the folder that has the changes made.
func TestOverlay(t *testing.T) {
	base := fstest.MapFS{
		"content/riskbook.toml":       {Data: []byte("title = \"T\"\n")},
		"content/risks/R-1.md":        {Data: []byte("before")},
		"content/risks/R-2.md":        {Data: []byte("kept")},
		"content/risks/plant/R-3.md":  {Data: []byte("deep")},
		"content/risks/L-1.md":        {Data: []byte("R-2.md"), Mode: fs.ModeSymlink},
		"content/risks/L-2.md":        {Data: []byte("R-2.md"), Mode: fs.ModeSymlink},
		"content/glossary/ハ\u3099.md": {Data: []byte("as macOS spells it")},
	}
	o := Overlay(base, map[string][]byte{
		"content/risks/R-1.md":         []byte("after, and longer"),
		"content/risks/R-0.md":         []byte("new"),
		"content/risks/L-1.md":         []byte("no link any more"),
		"content/risks/plant/R-4.md":   []byte("new beside another"),
		"content/controls/a/b/C-1.md":  []byte("in folders that are not there"),
		"content/glossary/バ.md":        []byte("the same name"),
		"content/glossary/ガ\u3099.md":  []byte(""),
		"README.md":                    []byte("at the top"),
		"templates/x.html":             []byte("in a new folder at the top"),
		"content/risks-of-old/R-1.md":  []byte("a folder whose name begins alike"),
		"content/obligations/empty.md": {},
	})
	want := map[string]string{
		".":                            "README.md content/ templates/",
		"content":                      "controls/ glossary/ obligations/ riskbook.toml risks/ risks-of-old/",
		"content/risks":                "L-1.md L-2.md@ R-0.md R-1.md R-2.md plant/",
		"content/risks/plant":          "R-3.md R-4.md",
		"content/controls":             "a/",
		"content/controls/a":           "b/",
		"content/controls/a/b":         "C-1.md",
		"content/glossary":             "ガ\u3099.md ハ\u3099.md",
		"content/risks-of-old":         "R-1.md",
		"content/obligations":          "empty.md",
		"templates":                    "x.html",
		"content/risks/R-1.md":         "after, and longer",
		"content/risks/R-0.md":         "new",
		"content/risks/R-2.md":         "kept",
		"content/risks/L-1.md":         "no link any more",
		"content/risks/L-2.md":         "kept",
		"content/glossary/バ.md":        "the same name",
		"content/riskbook.toml":        "title = \"T\"\n",
		"templates/x.html":             "in a new folder at the top",
		"content/obligations/empty.md": "",
		"content/glossary/ハ\u3099.md":  "the same name",
	}
	for name, text := range want {
		info, err := fs.Stat(o, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if info.IsDir() {
			list, err := fs.ReadDir(o, name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			var names []string
			for _, d := range list {
				s := d.Name()
				info, err := d.Info()
				if err != nil || d.Type() == 0 && s != "R-2.md" && s != "R-3.md" && s != "riskbook.toml" && info.Mode() != 0o644 {
					t.Errorf("%s in %s: %v, %v", s, name, err, info)
				}
				switch d.Type() {
				case fs.ModeDir:
					s += "/"
				case fs.ModeSymlink:
					s += "@"
				}
				names = append(names, s)
			}
			if got := strings.Join(names, " "); got != text {
				t.Errorf("%s holds %s, want %s", name, got, text)
			}
			continue
		}
		data, err := fs.ReadFile(o, name)
		if err != nil || string(data) != text || info.Size() != int64(len(text)) || !info.Mode().IsRegular() {
			t.Errorf("%s: %v %q, %d bytes, %v", name, err, data, info.Size(), info.Mode())
		}
		f, err := o.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if stat, err := f.Stat(); err != nil || stat.Size() != int64(len(text)) {
			t.Errorf("%s: opened, %v", name, err)
		}
		f.Close()
	}
	for name, mode := range map[string]fs.FileMode{"content/risks/L-2.md": fs.ModeSymlink, "content/risks/L-1.md": 0, "content/risks/R-1.md": 0, "content/controls/a": fs.ModeDir, "content/risks": fs.ModeDir} {
		if info, err := fs.Lstat(o, name); err != nil || info.Mode().Type() != mode {
			t.Errorf("%s: %v", name, err)
		}
	}
	if to, err := fs.ReadLink(o, "content/risks/L-2.md"); err != nil || to != "R-2.md" {
		t.Errorf("the link leads to %q: %v", to, err)
	}
	for _, name := range []string{"content/risk", "content/control", "content/risks/R-9.md", "content/controls/a/C-1.md", "content/risks/R-1.md/x"} {
		if _, err := fs.Stat(o, name); err == nil {
			t.Errorf("%s is there", name)
		}
		if _, err := fs.ReadDir(o, name); err == nil {
			t.Errorf("%s can be listed", name)
		}
	}
	// what was read is the reader's own
	data, err := fs.ReadFile(o, "content/risks/R-1.md")
	if err != nil {
		t.Fatal(err)
	}
	data[0] = 'X'
	if again, err := fs.ReadFile(o, "content/risks/R-1.md"); err != nil || again[0] == 'X' {
		t.Errorf("a reader changed the file: %q", again)
	}
}

func TestApply(t *testing.T) {
	edits := []Edit{replace(4, 6, "EF"), replace(0, 0, "<"), replace(2, 2, "1"), replace(2, 2, "2"), replace(7, 7, ">")}
	if got := string(Apply([]byte("abcdefg"), edits)); got != "<ab12cdEFg>" {
		t.Errorf("%s", got)
	}
	if edits[0].New != "EF" || edits[1].New != "<" {
		t.Errorf("the caller's edits were sorted: %v", edits)
	}
	if got := string(Apply([]byte("abc"), nil)); got != "abc" {
		t.Errorf("%s", got)
	}
}
