package history

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/term"
)

// mostTime bounds one call of git. The longest, reading every record of a large register, takes a second.
const mostTime = 5 * time.Minute

// The most that is kept of git's output and of its complaints, in bytes.
const (
	mostOutput    = 1 << 20
	mostComplaint = 4 << 10
)

// elsewhere are variables by which git would look at another repository than the one around the folder: a hook sets them, for example.
var elsewhere = []string{
	"GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
}

// objects hold what is being pushed while a hook of git looks at it, which git says in GIT_QUARANTINE_PATH; without that they belong to another repository.
var objects = []string{"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_OBJECT_DIRECTORY"}

// command prepares a call of git that reads and does nothing else.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", append([]string{"--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.quotepath=off", "-C", r.folder}, args...)...)
	quarantined := slices.ContainsFunc(c.Environ(), func(variable string) bool { return strings.HasPrefix(variable, "GIT_QUARANTINE_PATH=") })
	c.Env = slices.DeleteFunc(c.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return slices.Contains(elsewhere, name) || !quarantined && slices.Contains(objects, name) || strings.HasPrefix(name, "GIT_TRACE") || name == "GIT_EXTERNAL_DIFF"
	})
	c.Env = append(c.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_PAGER=cat", "GIT_TERMINAL_PROMPT=0",
		"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none") // a partial clone must not fetch object by object behind our back
	c.WaitDelay = 5 * time.Second
	return c
}

// run runs git and gives what it prints, of at most mostOutput bytes.
func (r *Repository) run(ctx context.Context, args ...string) ([]byte, error) {
	var out []byte
	err := r.stream(ctx, nil, func(from io.Reader) error {
		var err error
		out, err = io.ReadAll(io.LimitReader(from, mostOutput))
		return err
	}, args...)
	return out, err
}

// output runs git and gives all that it prints.
func (r *Repository) output(ctx context.Context, args ...string) ([]byte, error) {
	var out []byte
	err := r.stream(ctx, nil, func(from io.Reader) (err error) {
		out, err = io.ReadAll(from)
		return err
	}, args...)
	return out, err
}

// stream runs git with input, and hands what it prints to read while it runs. Where read fails git is stopped.
func (r *Repository) stream(ctx context.Context, input io.Reader, read func(io.Reader) error, args ...string) error {
	limited, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	c := r.command(limited, args...)
	var said bounded
	c.Stdin, c.Stderr = input, &said
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return cannotStart(err)
	}
	failed := read(out)
	if failed != nil {
		cancel()
	}
	err = c.Wait()
	switch {
	case ctx.Err() == nil && errors.Is(limited.Err(), context.DeadlineExceeded):
		return &Error{
			Message: term.Words{Ja: fmt.Sprintf("git が%d分以内に応答しませんでした（git %s）", int(mostTime.Minutes()), args[0]), En: fmt.Sprintf("git did not answer within %d minutes (git %s)", int(mostTime.Minutes()), args[0])},
			Help:    term.Words{Ja: "リポジトリのある記憶装置と、ほかに動いている git を確かめてください。", En: "look at the disk that the repository lies on, and for another git at work"},
		}
	case err != nil && (failed == nil || said.Len() > 0):
		return r.refused(said.String(), err)
	}
	return failed
}

// bounded keeps the first bytes that are written to it and drops the rest.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if room := mostComplaint - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func cannotStart(err error) error {
	if errors.Is(err, exec.ErrNotFound) {
		return &Error{
			Message: term.Words{Ja: "git が見つかりません", En: "git is not to be found"},
			Help:    term.Words{Ja: "git をインストールし、PATH の通ったところに置いてください。", En: "install git where PATH leads"},
		}
	}
	return &Error{Message: term.Words{Ja: "git を起動できません", En: "cannot start git"}, Cause: err}
}

// refused puts what git complained of into words.
func (r *Repository) refused(said string, err error) error {
	switch {
	case strings.Contains(said, "not a git repository"):
		return &Error{
			Message: term.Words{Ja: "登録簿のフォルダーは git リポジトリの中にありません: " + r.folder, En: "the register's folder lies in no git repository: " + r.folder},
			Help:    term.Words{Ja: "「git init」で始めて登録簿をコミットするか、リポジトリの中のフォルダーを --root で指定してください。", En: "begin one with \"git init\" and commit the register, or name a folder inside a repository with --root"},
		}
	case strings.Contains(said, "dubious ownership"):
		return &Error{
			Message: term.Words{Ja: "リポジトリの所有者が別の利用者のため、git が読取りを拒みました: " + r.folder, En: "git refuses to read the repository, since somebody else owns it: " + r.folder},
			Help:    term.Words{Ja: "信頼できるリポジトリなら「git config --global --add safe.directory 〈リポジトリのフォルダー〉」を実行してください。", En: "where you trust it, run: git config --global --add safe.directory FOLDER-OF-THE-REPOSITORY"},
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	return &Error{Message: term.Words{Ja: "git でリポジトリを読み込めません", En: "git cannot read the repository"}, Cause: &complaint{first, err}}
}

// complaint is what git said when it ran and failed.
type complaint struct {
	said string // the first line; may be empty
	exit error
}

func (c *complaint) Error() string { return cmp.Or(c.said, c.exit.Error()) }
