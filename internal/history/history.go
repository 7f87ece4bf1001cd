// Package history reads the register's git repository: which commits there are, and what the register was in one of them.
//
// In: the folder of a register. Out: commits, and the register's folder at a commit as an fs.FS that source reads like a folder on disk. It alone
// runs git, and only reads (but for Found, which makes a new repository): no lock is taken, no hook, pager, filter or other program is started, and nothing
// is fetched. Every call is bounded in time. It must never import a room that judges or shows.
package history

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/term"
)

// Error is why the history cannot be read, in words for people.
type Error struct {
	Message, Help term.Words
	Usage         bool  // what was asked for is not there; else the environment is to blame
	Fetch         bool  // what was asked for is not in this clone, and may be fetched
	Cause         error // may be nil
}

// Error gives the message in English, and the cause behind it.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message.En + ": " + e.Cause.Error()
	}
	return e.Message.En
}

// Unwrap gives the cause, which errors.As and errors.Is look through.
func (e *Error) Unwrap() error { return e.Cause }

// Repository is the git repository around a register.
type Repository struct {
	folder  string // the register's, on disk
	prefix  string // of that folder in the repository, without a slash at its end; empty where it is the top
	shallow bool   // the clone holds only the newest commits
	blobs   map[string][]byte
}

// Commit is one commit.
type Commit struct {
	Name string // as it was asked for: "main", "HEAD~2"
	Hash string // in full, hexadecimal
}

// Short gives the first ten digits of the hash, which is as many in every repository.
func (c Commit) Short() string { return c.Hash[:min(10, len(c.Hash))] }

// headTime bounds the look for the commit that is checked out, which many commands ask for and none depends on.
const headTime = 10 * time.Second

// Head gives the commit that is checked out in the repository around folder; ok is false where there is none, or git does not answer.
func Head(ctx context.Context, folder string) (commit string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, headTime)
	defer cancel()
	r := &Repository{folder: folder}
	out, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "HEAD")
	commit = strings.TrimSpace(string(out))
	return commit, err == nil && commit != ""
}

// Names gives the commit that is checked out in the repository around folder, the tags, and whether the clone is shallow, so that one who made something of the
// history can tell whether it is still the same; nothing where there is no repository.
func Names(ctx context.Context, folder string) []byte {
	r := &Repository{folder: folder}
	shallow, err := r.run(ctx, "rev-parse", "--is-shallow-repository", "HEAD")
	if err != nil {
		return nil
	}
	tags, _ := r.output(ctx, "for-each-ref", "--format=%(objectname) %(refname)", "refs/tags/")
	return append(shallow, tags...)
}

// Open finds the repository around a register's folder.
func Open(ctx context.Context, folder string) (*Repository, error) {
	r := &Repository{folder: folder, blobs: map[string][]byte{}}
	out, err := r.run(ctx, "rev-parse", "--is-shallow-repository", "--show-prefix")
	if err != nil {
		return nil, err
	}
	shallow, prefix, _ := strings.Cut(string(out), "\n")
	r.shallow = shallow == "true"
	r.prefix = strings.TrimSuffix(strings.TrimSuffix(prefix, "\n"), "/")
	return r, nil
}

// CommonDir gives the folder in which git keeps the repository, one for all of its work trees; empty where it cannot be told.
func (r *Repository) CommonDir(ctx context.Context) string {
	out, err := r.run(ctx, "rev-parse", "--git-common-dir")
	dir := strings.TrimSuffix(string(out), "\n")
	if err != nil || dir == "" {
		return ""
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(r.folder, dir)
	}
	return dir
}

// Prefix gives the register's folder in the repository, with a slash at its end; empty where it is the top.
func (r *Repository) Prefix() string {
	if r.prefix == "" {
		return ""
	}
	return r.prefix + "/"
}

// Email gives the address under which git commits in a folder; empty where it knows none.
func Email(ctx context.Context, folder string) string {
	ctx, cancel := context.WithTimeout(ctx, headTime)
	defer cancel()
	r := &Repository{folder: folder}
	out, err := r.run(ctx, "config", "--get", "user.email")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
