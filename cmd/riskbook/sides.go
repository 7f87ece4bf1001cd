package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// side is one side of a comparison: a register, judged, and what it is called.
type side struct {
	*judged
	called       changes.Side
	surroundings map[string]string // see compile.Surroundings; nil where both sides lie in one folder
}

// sides gives the two states that a command line asks to compare, each fit to be compared.
func (s *session) sides(ctx context.Context, revisions []string, criteria string) ([2]side, error) {
	if criteria != "" {
		if len(revisions) > 0 {
			return [2]side{}, fail(exitUsage, term.Words{Ja: "コミットと --criteria は同時に指定できません", En: "commits and --criteria do not go together"},
				term.Words{Ja: "コミットを比べるか、作業ツリーの記録を別の判定基準で評価するか、どちらかにしてください。", En: "either compare commits, or judge the records of the working tree under other criteria"})
		}
		return s.proposed(criteria)
	}
	sides, err := s.commits(ctx, revisions)
	if err != nil {
		return sides, historyFailure(err)
	}
	return sides, s.stopDiff(sides)
}

// historyFailure gives an error of history an exit code.
func historyFailure(err error) error {
	if _, ours := errors.AsType[*failure](err); ours {
		return err
	}
	e, ok := errors.AsType[*history.Error](err)
	if !ok {
		return failed(term.Words{Ja: "コミットを読み込めません", En: "cannot read the commit"}, err)
	}
	code := exitEnvironment
	if e.Usage {
		code = exitUsage
	}
	return &failure{code: code, message: e.Message, hint: e.Help, cause: e.Cause}
}

// revisionsOf takes BASE..HEAD apart, as git writes it; BASE...HEAD asks for the merge base.
func revisionsOf(args []string) (base, head string, merge bool) {
	if len(args) == 1 {
		if base, head, ok := strings.Cut(args[0], "..."); ok {
			return base, head, true
		}
		if base, head, ok := strings.Cut(args[0], ".."); ok {
			return base, head, false
		}
		return args[0], "", false
	}
	if len(args) == 2 {
		return args[0], args[1], false
	}
	return "", "", false
}

// workingTree is what the register's folder is called.
var workingTree = changes.Side{Name: term.Words{Ja: "作業ツリー", En: "the working tree"}}

// commits gives the two sides of a comparison of commits, or of a commit and the working tree.
func (s *session) commits(ctx context.Context, args []string) (sides [2]side, err error) {
	folder, err := s.findRoot()
	if err != nil {
		return sides, err
	}
	repository, err := history.Open(ctx, folder)
	if err != nil {
		return sides, err
	}
	base, head, merge := revisionsOf(args)
	var old, now history.Commit
	switch {
	case len(args) == 0:
		old, err = repository.Base(ctx)
	default:
		old, err = repository.Resolve(ctx, orHead(base))
	}
	if err == nil && (head != "" || merge) {
		now, err = repository.Resolve(ctx, orHead(head))
	}
	if err == nil && merge {
		old, err = repository.MergeBase(ctx, old, now)
	}
	if err != nil {
		return sides, err
	}
	if now.Hash == "" {
		j, err := s.understand(compile.ForCheck)
		if err != nil {
			return sides, err
		}
		sides[1] = side{j, workingTree, j.Surroundings()}
	} else if sides[1], err = s.at(ctx, repository, folder, now, s.asOfDate); err != nil {
		return sides, err
	} else if sides[1].called.Absent {
		return sides, noRegisterAt(now)
	}
	asOf := func(*register.Register) (date.Date, error) { return sides[1].Assessment.AsOf, nil }
	sides[0], err = s.at(ctx, repository, folder, old, asOf)
	return sides, err
}

func orHead(revision string) string {
	if revision == "" {
		return "HEAD"
	}
	return revision
}

func noRegisterAt(c history.Commit) error {
	return fail(exitUsage, term.Words{Ja: "コミット " + c.Name + " には登録簿がありません", En: "there is no register in the commit " + c.Name},
		term.Words{Ja: "登録簿のあるコミットを指定するか、HEAD を省いて作業ツリーと比べてください。", En: "name a commit that holds one, or leave HEAD out to compare with the working tree"})
}

// at judges the register as it was in a commit. One that did not exist yet stands as an empty one.
func (s *session) at(ctx context.Context, repository *history.Repository, folder string, commit history.Commit, asOf func(*register.Register) (date.Date, error)) (side, error) {
	tree, err := repository.Tree(ctx, commit)
	if err != nil {
		return side{}, err
	}
	called := changes.Side{Name: term.Same(commit.Name), Commit: commit.Hash}
	if tree != nil {
		_, err = fs.Stat(tree, "content/riskbook.toml")
	}
	if tree == nil || errors.Is(err, fs.ErrNotExist) {
		tree, called.Absent = history.Empty("content"), true
	}
	j, err := s.understandIn(tree, folder, asOf, compile.ForCheck)
	if err != nil {
		return side{}, err
	}
	if called.Absent {
		j.Checked.Diagnostics = nil // nobody wrote it, so nothing is wrong with it
	}
	return side{j, called, j.Surroundings()}, nil
}

// stopDiff stops a comparison of which a side cannot be understood, and says what is wrong with it. Nothing is compared by halves.
func (s *session) stopDiff(sides [2]side) error {
	var broken []term.Words
	for _, x := range sides {
		stopping := x.Stopping()
		if len(stopping) == 0 {
			continue
		}
		broken = append(broken, x.called.Name)
		s.say(term.Words{Ja: x.called.Name.Ja + "の記録の誤り：", En: "errors in the records of " + x.called.Name.En + ":"})
		if err := diagnostic.WriteText(s.stderr, stopping, s.lang, x.line, s.color()); err != nil {
			return failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
	}
	switch len(broken) {
	case 0:
		return nil
	case 1:
		return fail(exitNotPassed, term.Words{Ja: broken[0].Ja + "の記録に誤りがあるため、比べませんでした", En: "nothing was compared: the records of " + broken[0].En + " have errors"}, term.Words{})
	}
	return fail(exitNotPassed, term.Words{Ja: broken[0].Ja + "と" + broken[1].Ja + "の記録に誤りがあるため、比べませんでした", En: "nothing was compared: the records of " + broken[0].En + " and of " + broken[1].En + " have errors"}, term.Words{})
}

// mostCriteria is how much of a file of criteria is read, in bytes: more than any limit lets pass.
const mostCriteria = 64<<20 + 1

// readBounded reads a file, which may be a pipe or a device, up to mostCriteria bytes.
func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostCriteria))
}

// proposed gives the two sides of a comparison of criteria: the register as it is, and the same records under the criteria of a file.
func (s *session) proposed(name string) ([2]side, error) {
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.directory, path)
	}
	data, err := readBounded(path)
	if err != nil {
		return [2]side{}, failed(term.Words{Ja: "判定基準のファイルを読み込めません", En: "cannot read the criteria"}, err)
	}
	now, err := s.understand(compile.ForCheck)
	if err != nil {
		return [2]side{}, err
	}
	before := side{judged: now, called: changes.Side{Name: term.Words{Ja: "現在の判定基準", En: "the present criteria"}}}
	if err := s.stopDiff([2]side{before, before}); err != nil {
		return [2]side{}, err
	}
	other, faults := now.Under(name, data)
	after := side{judged: newJudged(other, now.root), called: changes.Side{Name: term.Same(name)}}
	if len(faults) > 0 {
		if err := diagnostic.WriteText(s.stderr, faults, s.lang, after.line, s.color()); err != nil {
			return [2]side{}, failed(term.Words{Ja: "出力できません", En: "cannot write the output"}, err)
		}
		return [2]side{}, fail(exitNotPassed, term.Words{Ja: "比べる判定基準に誤りがあります", En: "the criteria to compare with have errors"}, term.Words{})
	}
	return [2]side{before, after}, nil
}
