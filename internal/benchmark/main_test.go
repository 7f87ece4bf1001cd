package main

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/history"
)

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		args, wrong string
		sizes       []int
	}{
		{"", "", []int{1_000, 10_000}},
		{"-large", "", []int{1_000, 10_000, 50_000}},
		{"200 300", "", []int{200, 300}},
		{"-large 200", "", []int{200, 50_000}},
		{"many", `"many" is not a number of records`, nil},
		{"20", "from 100 on", nil},
		{"-only rebuild", "there are floor, check, build, write, again, edit, simulate, plain, past, known", nil},
		{"-cpuprofile cpu.out", "-only check, build, edit, simulate or past", nil},
		{"-memprofile mem.out -only again", "-only check, build, edit, simulate or past", nil},
		{"-runs 0", "at least one", nil},
		{"-commits 19", "from 20 on", nil},
		{"-commits 20 200", "", []int{200}},
	} {
		b, err := options(strings.Fields(c.args))
		switch {
		case c.wrong == "" && (err != nil || !slices.Equal(b.sizes, c.sizes)):
			t.Errorf("%q: %v, want the sizes %v", c.args, err, c.sizes)
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%q: %v, want %q", c.args, err, c.wrong)
		}
	}
}

// TestRegister holds the generator to what the table is said to measure: no errors, records of about 3.7 kB, and the same register each time.
func TestRegister(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, folder := range []string{one, two} {
		if err := writeRegister(folder, 120); err != nil {
			t.Fatal(err)
		}
	}
	size, err := digest(one)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := digest(two); err != nil || again != size {
		t.Errorf("two registers of the same size differ: %v and %v, %v", size, again, err)
	}
	if each := size.bytes / 120; each < 3300 || each > 4100 {
		t.Errorf("%d bytes a record", each)
	}
	if err := compileInto(discard{}, one, true); err != nil {
		t.Error(err)
	}
}

// TestPast holds the generator of a history to what the table is said to measure: the commits, every state reads, and the same commits each time.
func TestPast(t *testing.T) {
	const commits = 24
	heads := map[string]bool{}
	for range 2 {
		root := filepath.Join(t.TempDir(), "past")
		if err := writePast(root, commits); err != nil {
			t.Fatal(err)
		}
		r, err := history.Open(t.Context(), root)
		if err != nil {
			t.Fatal(err)
		}
		head, err := r.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		heads[head.Hash] = true
		line, err := r.Line(t.Context(), head)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(line.States); n < commits-2 || n > commits {
			t.Errorf("%d states of %d commits", n, commits)
		}
		if len(heads) > 1 {
			t.Error("two histories of the same length differ")
		}
	}
	root := filepath.Join(t.TempDir(), "past")
	if err := writePast(root, commits); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"past", "known"} {
		if _, err := buildPast(name, root); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type contents struct {
	bytes int
	sum   [sha256.Size]byte
}

// digest gives the size of all files below a folder, and a hash of their contents in the order of their names.
func digest(folder string) (contents, error) {
	c, all := contents{}, sha256.New()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		c.bytes += len(data)
		all.Write(data)
		return err
	})
	return contents{c.bytes, [sha256.Size]byte(all.Sum(nil))}, err
}
