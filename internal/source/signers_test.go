package source

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// opened is a file system that notes what is opened: to open a pipe is to wait for whoever writes into it.
type opened struct {
	fstest.MapFS
	names map[string]bool
}

func (o opened) Open(name string) (fs.File, error) {
	o.names[name] = true
	return o.MapFS.Open(name)
}

func TestSigners(t *testing.T) {
	const name = "content/allowed_signers"
	for what, c := range map[string]struct {
		file       *fstest.MapFile
		want       string
		unread     bool // nil, and not empty
		leftClosed bool
	}{
		"a file":            {file: &fstest.MapFile{Data: []byte("a b\n")}, want: "a b\n"},
		"an empty file":     {file: &fstest.MapFile{}, want: ""},
		"none":              {unread: true},
		"a link within":     {file: &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("riskbook.toml")}, want: "title = \"T\"\n"},
		"a link out":        {file: &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("../../x")}, unread: true, leftClosed: true},
		"a link to itself":  {file: &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("allowed_signers")}, unread: true, leftClosed: true},
		"a folder":          {file: &fstest.MapFile{Mode: fs.ModeDir}, unread: true},
		"a pipe":            {file: &fstest.MapFile{Mode: fs.ModeNamedPipe}, unread: true, leftClosed: true},
		"as long as may be": {file: &fstest.MapFile{Data: make([]byte, 100)}, want: string(make([]byte, 100))},
		"too long":          {file: &fstest.MapFile{Data: make([]byte, 101)}, unread: true},
	} {
		files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
		if c.file != nil {
			files[name] = c.file
		}
		fsys := opened{files, map[string]bool{}}
		got := readSigners(fsys, 100)
		if (got == nil) != c.unread || string(got) != c.want {
			t.Errorf("%s: %q", what, got)
		}
		if c.leftClosed && fsys.names[name] {
			t.Errorf("%s is opened", what)
		}
	}
}
