package archive

import (
	"errors"
	"strings"
	"testing"
)

func TestDecisionsDiffer(t *testing.T) {
	const was = `{"risks":[{"id":"R-1","outcome":"accepted","rank":null,"levels":{"current":{"level":"low"}},"title":"a"},{"id":"R-2","outcome":"acceptable"}]}`
	for _, c := range []struct{ now, want string }{
		{was, ""},
		{strings.Replace(was, `"title":"a"`, `"title":"b"`, 1), ""},
		{strings.Replace(was, `"title"`, `"newer":1,"title"`, 1), ""},
		{strings.Replace(was, `"accepted"`, `"acceptable"`, 1), `R-1 outcome: "accepted" → "acceptable"`},
		{strings.Replace(was, `"low"`, `"high"`, 1), `R-1 levels: {"current":{"level":"low"}} → {"current":{"level":"high"}}`},
		{strings.Replace(was, `"rank":null`, `"rank":1`, 1), `R-1 rank: null → 1`},
		{`{"risks":[{"id":"R-2","outcome":"acceptable"}]}`, `R-1 levels: {"current":{"level":"low"}} → null`},
		{`[]`, "risks"},
	} {
		if got := decisionsDiffer([]byte(was), []byte(c.now)); got != c.want {
			t.Errorf("%s\ngives %q, wanted %q", c.now, got, c.want)
		}
	}
}

// full is a disk that takes some bytes and no more.
type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.left {
		n := f.left
		f.left = 0
		return n, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

// TestEveryFailureOfTheDiskIsAnError writes to disks that are full after each number of bytes, and has the signing and the making of files fail.
func TestEveryFailureOfTheDiskIsAnError(t *testing.T) {
	about := About{Format: 1, Commit: strings.Repeat("a", 40), AsOf: "2026-03-31"}
	large := strings.Repeat("x", 600<<10) // more than is gathered before it is written
	data := func(fails bool) func(func(File, error) bool) {
		return func(yield func(File, error) bool) {
			if yield(File{"data/a", []byte(large)}, nil) && fails {
				yield(File{}, errFull)
			}
		}
	}
	whole := &full{left: 1 << 30}
	if _, err := Write(whole, Content{About: about, Data: data(false)}); err != nil {
		t.Fatal(err)
	}
	size := 1<<30 - whole.left
	for at := 0; at < size; at += 1 + size/200 {
		if root, err := Write(&full{left: at}, Content{About: about, Data: data(false)}); !errors.Is(err, errFull) || root != "" {
			t.Errorf("full after %d bytes of %d: %q, %v", at, size, root, err)
		}
	}
	if _, err := Write(&full{left: size - 1}, Content{About: about, Data: data(false)}); !errors.Is(err, errFull) {
		t.Errorf("full before the last byte: %v", err)
	}
	if _, err := Write(&full{left: 1 << 30}, Content{About: about, Data: data(true)}); !errors.Is(err, errFull) {
		t.Errorf("a file that cannot be made: %v", err)
	}
	sign := func([]byte) ([]byte, error) { return nil, errFull }
	if _, err := Write(&full{left: 1 << 30}, Content{About: about, Data: data(false), Sign: sign}); !errors.Is(err, errFull) {
		t.Errorf("a signature that cannot be made: %v", err)
	}
}
