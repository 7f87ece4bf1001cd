package history

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"time"
)

// Facts is what a commit says of itself.
type Facts struct {
	Tree      string
	Author    string // "Name <address>", as committed
	Committer string
	Committed time.Time // in the committer's own time zone
	Object    []byte    // the commit as git keeps it, over which it is signed
}

// Facts reads a commit.
func (r *Repository) Facts(ctx context.Context, commit Commit) (*Facts, error) {
	object, err := r.run(ctx, "cat-file", "commit", commit.Hash)
	if err != nil {
		return nil, err
	}
	f := &Facts{Object: object}
	head, _, _ := bytes.Cut(object, []byte("\n\n"))
	for line := range strings.SplitSeq(string(head), "\n") {
		key, value, _ := strings.Cut(line, " ")
		switch key {
		case "tree":
			f.Tree = value
		case "author":
			f.Author, _ = person(value)
		case "committer":
			f.Committer, f.Committed = person(value)
		}
	}
	return f, nil
}

// person takes "Name <address> SECONDS ZONE" apart.
func person(text string) (who string, when time.Time) {
	end := strings.LastIndexByte(text, '>') + 1
	who = strings.ToValidUTF8(strings.TrimSpace(text[:end]), "\uFFFD")
	seconds, zone, _ := strings.Cut(strings.TrimSpace(text[end:]), " ")
	n, _ := strconv.ParseInt(seconds, 10, 64)
	offset, err := time.Parse("-0700", zone)
	if err != nil {
		return who, time.Unix(n, 0).UTC()
	}
	_, east := offset.Zone()
	return who, time.Unix(n, 0).In(time.FixedZone("", east))
}

// Shallow reports whether the clone holds only the newest commits.
func (r *Repository) Shallow() bool { return r.shallow }

// Dirty reports whether the register's sources in the working tree differ from what is checked out. It is the one call that may start a program of the
// user's: a filter which the user's own settings name for such files.
func (r *Repository) Dirty(ctx context.Context) (bool, error) {
	out, err := r.run(ctx, "status", "--porcelain", "--ignore-submodules=all", "--", "content", "templates", "themes")
	return len(out) > 0, err
}
