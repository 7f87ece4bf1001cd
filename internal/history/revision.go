package history

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/term"
)

// longestRevision is the number of bytes up to which a revision is handed to git.
const longestRevision = 1000

// Resolve gives the commit that a revision names, in any form that git knows: a branch, a tag, a hash, "HEAD~2", "origin/main".
func (r *Repository) Resolve(ctx context.Context, revision string) (Commit, error) {
	hash, err := r.lookUp(ctx, revision)
	if err != nil {
		return Commit{}, err
	}
	if hash == "" {
		return Commit{}, r.unknown(ctx, revision)
	}
	return Commit{Name: revision, Hash: hash}, nil
}

// Head gives the commit that is checked out; its hash is empty where there is none yet.
func (r *Repository) Head(ctx context.Context) (Commit, error) {
	hash, err := r.lookUp(ctx, "HEAD")
	return Commit{Name: "HEAD", Hash: hash}, err
}

// Moment gives the time at which a commit was made.
func (r *Repository) Moment(ctx context.Context, commit Commit) (time.Time, error) {
	out, err := r.run(ctx, "log", "-1", "--no-show-signature", "--no-color", "--format=%ct", "--end-of-options", commit.Hash, "--")
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// File gives the contents of a file of the register's folder as it was in a commit.
func (r *Repository) File(ctx context.Context, commit Commit, name string) ([]byte, error) {
	return r.run(ctx, "cat-file", "blob", commit.Hash+":"+r.Prefix()+name)
}

// lookUp gives the hash of a revision's commit, empty where there is none.
func (r *Repository) lookUp(ctx context.Context, revision string) (string, error) {
	if revision == "" || strings.HasPrefix(revision, "-") || len(revision) > longestRevision || strings.ContainsFunc(revision, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return "", nil
	}
	commit := revision + "^{commit}"
	if strings.HasPrefix(revision, ":/") {
		commit = revision // all that follows is the pattern of a message, and what is found is a commit
	}
	out, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
	if err != nil {
		if silent(err) {
			return "", nil
		}
		return "", err
	}
	hash := strings.TrimSpace(string(out))
	if !isHash(hash) {
		return "", nil
	}
	return hash, nil
}

// silent tells whether git ran and failed, which is how it says that something is not there: that it can read the repository at all was seen before.
func silent(err error) bool {
	_, failed := errors.AsType[*complaint](err)
	return failed
}

func isHash(text string) bool {
	return (len(text) == 40 || len(text) == 64) && strings.Trim(text, "0123456789abcdef") == ""
}

var (
	ancestor   = regexp.MustCompile(`~(\d{1,6})$`)
	branchLike = regexp.MustCompile(`^[\pL\pN][\pL\pN._/-]*$`)
)

// unknown says that there is no such commit, and what to do about it.
func (r *Repository) unknown(ctx context.Context, revision string) error {
	if head, err := r.lookUp(ctx, "HEAD"); err == nil && head == "" && !hasRemote(ctx, r) {
		return unborn(term.Words{Ja: "「git add」と「git commit」で登録簿をコミットするか、コミットを指定せずに実行してください。", En: "commit the register with \"git add\" and \"git commit\", or run this without naming a commit"})
	}
	e := &Error{
		Usage:   true,
		Message: term.Words{Ja: "コミットが見つかりません: " + revision, En: "no such commit: " + revision},
		Help:    term.Words{Ja: "ブランチ、タグ又はコミットを指定してください。「git log --oneline」で一覧できます。", En: "name a branch, a tag or a commit; \"git log --oneline\" lists them"},
	}
	if branchLike.MatchString(revision) && !isHash(revision) {
		if there, _ := r.lookUp(ctx, "origin/"+revision); there != "" {
			e.Help = term.Words{Ja: "「origin/" + revision + "」ではありませんか。", En: "did you mean origin/" + revision + "?"}
			return e
		}
	}
	fetch := fetchOf(ctx, r, revision)
	switch {
	case fetch == "":
	case branchLike.MatchString(revision) && !isHash(revision) && !strings.HasPrefix(revision, "origin/"):
		e.Help.Ja += " リモートのブランチなら、次のコマンドで取得してください: " + fetch
		e.Help.En += "; a branch of the remote is fetched with: " + fetch
	default:
		e.Usage, e.Fetch = false, true
		e.Help = term.Words{Ja: "次のコマンドで取得してください: " + fetch, En: "fetch it with: " + fetch}
		if r.shallow {
			e.Message = term.Words{
				Ja: "このクローンは浅く（shallow）、指定のコミットを含んでいません: " + revision,
				En: "this clone is shallow and does not hold the commit: " + revision,
			}
		}
	}
	return e
}

// unborn says that there is no commit at all.
func unborn(help term.Words) *Error {
	return &Error{Usage: true, Message: term.Words{Ja: "このリポジトリにはまだコミットがありません", En: "there is no commit in this repository yet"}, Help: help}
}

// fetchOf gives the command that fetches a revision which is not there; empty where none would help.
func fetchOf(ctx context.Context, r *Repository, revision string) string {
	if !hasRemote(ctx, r) {
		return ""
	}
	steps := ancestor.FindStringSubmatch(revision)
	switch {
	case r.shallow && steps != nil:
		return "git fetch --deepen=" + steps[1]
	case isHash(revision) && r.shallow:
		return "git fetch --depth=1 origin " + revision
	case isHash(revision):
		return "git fetch origin"
	case branchLike.MatchString(revision):
		return fetchBranch(strings.TrimPrefix(revision, "origin/"))
	case r.shallow:
		return "git fetch --unshallow"
	}
	return ""
}

// fetchBranch gives the command that fetches a branch under its usual name, whatever branches the clone is set to follow.
func fetchBranch(branch string) string {
	return fmt.Sprintf("git fetch origin +refs/heads/%[1]s:refs/remotes/origin/%[1]s", branch)
}

func hasRemote(ctx context.Context, r *Repository) bool {
	out, err := r.run(ctx, "remote")
	return err == nil && strings.Contains("\n"+string(out), "\norigin\n")
}

// trunks are the branches on which a team's agreed register may lie, in the order in which they are looked for.
var trunks = []string{"main", "origin/main", "master", "origin/master", "origin/HEAD"}

// Base gives the commit at which the work that is checked out left the trunk: the merge base of HEAD and the first of main, origin/main, master,
// origin/master and the remote's own HEAD that exists.
func (r *Repository) Base(ctx context.Context) (Commit, error) {
	head, err := r.lookUp(ctx, "HEAD")
	if err != nil {
		return Commit{}, err
	}
	if head == "" {
		return Commit{}, unborn(term.Words{Ja: "「git add」と「git commit」で登録簿をコミットしてから比べてください。", En: "commit the register with \"git add\" and \"git commit\", then compare"})
	}
	for _, trunk := range trunks {
		hash, err := r.lookUp(ctx, trunk)
		if err != nil {
			return Commit{}, err
		}
		if hash != "" {
			return r.MergeBase(ctx, Commit{branchOf(ctx, r, trunk), hash}, Commit{"HEAD", head})
		}
	}
	e := &Error{
		Usage:   true,
		Message: term.Words{Ja: "比べる元になるブランチ（main、origin/main、master、origin/master）がありません", En: "there is no branch to compare with: none of main, origin/main, master, origin/master"},
		Help:    term.Words{Ja: "比べる元を指定してください。例：riskbook diff HEAD~1", En: "name what to compare with, for example: riskbook diff HEAD~1"},
	}
	if hasRemote(ctx, r) {
		e.Help.Ja = "次のコマンドで取得するか、比べる元を指定してください: " + fetchBranch("main")
		e.Help.En = "fetch it with: " + fetchBranch("main") + ", or name what to compare with"
	}
	return Commit{}, e
}

// branchOf gives the branch that the remote's HEAD stands for, so that a reader sees what was compared; any other name stands for itself.
func branchOf(ctx context.Context, r *Repository, name string) string {
	if name != "origin/HEAD" {
		return name
	}
	out, err := r.run(ctx, "rev-parse", "--abbrev-ref", name)
	if branch := strings.TrimSpace(string(out)); err == nil && branch != "" {
		return branch
	}
	return name
}

// MergeBase gives the newest commit that both commits descend from, under the name of the first.
func (r *Repository) MergeBase(ctx context.Context, a, b Commit) (Commit, error) {
	out, err := r.run(ctx, "merge-base", "--end-of-options", a.Hash, b.Hash)
	if err != nil && !silent(err) {
		return Commit{}, err
	}
	if hash := strings.TrimSpace(string(out)); isHash(hash) {
		return Commit{Name: a.Name, Hash: hash}, nil
	}
	if r.shallow {
		return Commit{}, &Error{
			Fetch: true,
			Message: term.Words{
				Ja: fmt.Sprintf("このクローンは浅く（shallow）、%s と %s が分かれたコミットを含んでいません", a.Name, b.Name),
				En: fmt.Sprintf("this clone is shallow and does not hold the commit at which %s and %s part", a.Name, b.Name),
			},
			Help: term.Words{Ja: "次のコマンドで取得してください: git fetch --unshallow（又は、分かれた点に届くまで git fetch --deepen=100）", En: "fetch it with: git fetch --unshallow (or git fetch --deepen=100, until it reaches that commit)"},
		}
	}
	return Commit{}, &Error{
		Usage:   true,
		Message: term.Words{Ja: fmt.Sprintf("%s と %s に共通の祖先がありません", a.Name, b.Name), En: fmt.Sprintf("%s and %s have no commit in common", a.Name, b.Name)},
		Help:    term.Words{Ja: "比べる元を指定してください。例：riskbook diff HEAD~1", En: "name what to compare with, for example: riskbook diff HEAD~1"},
	}
}
