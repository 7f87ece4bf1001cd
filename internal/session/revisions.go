package session

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// HistoryFailure gives an error of history an exit code.
func HistoryFailure(err error) error {
	if _, ours := errors.AsType[*Failure](err); ours {
		return err
	}
	e, ok := errors.AsType[*history.Error](err)
	if !ok {
		return Failed(term.Words{Ja: "コミットを読み込めません", En: "cannot read the commit"}, err)
	}
	code := ExitEnvironment
	if e.Usage {
		code = ExitUsage
	}
	return &Failure{Code: code, Message: e.Message, Hint: e.Help, Cause: e.Cause}
}

// WorkingTree is what the register's folder is called.
var WorkingTree = changes.Side{Name: term.Words{Ja: "作業ツリー", En: "the working tree"}}

// OrHead gives HEAD where no revision is named.
func OrHead(revision string) string {
	if revision == "" {
		return "HEAD"
	}
	return revision
}

// mostCriteria is how much of a file of criteria is read, in bytes: more than any limit lets pass.
const mostCriteria = 64<<20 + 1

// ReadBounded reads a file, which may be a pipe or a device, up to mostCriteria bytes.
func ReadBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, mostCriteria))
}

// AtWords is what --at says of itself.
var AtWords = term.Words{Ja: "コミット（その日の時点で評価します。--as-of があればその日）の登録簿を読みます", En: "read the register as it was in a commit, judged as of its day unless --as-of is given"}

// replay reads the register as it was in a commit, or on a day, and judges it as of that day unless another is asked for.
func (s *Session) replay(ctx context.Context, folder string, depth compile.Depth, at string) (*Judged, error) {
	repository, err := history.Open(ctx, folder)
	if err != nil {
		return nil, HistoryFailure(err)
	}
	commit, asOf, err := then(ctx, repository, at)
	if err != nil {
		return nil, HistoryFailure(err)
	}
	if s.AsOf != "" {
		asOf = s.AsOfDate
	}
	tree, err := repository.Tree(ctx, commit)
	if err != nil {
		return nil, HistoryFailure(err)
	}
	if tree != nil {
		_, err = fs.Stat(tree, "content/riskbook.toml")
	}
	if tree == nil || errors.Is(err, fs.ErrNotExist) {
		return nil, Fail(ExitUsage, term.Words{Ja: "コミット " + commit.Name + " には登録簿がありません", En: "there is no register in the commit " + commit.Name},
			term.Words{Ja: "登録簿のあるコミットを指定してください。「git log -- content」で一覧できます。", En: "name a commit that holds one; \"git log -- content\" lists them"})
	}
	j, err := s.RecallIn(ctx, tree, folder, asOf, depth, func(j *Judged) error {
		return j.Verdict.Remember(ctx, repository, commit, false, OpenStore(ctx, repository))
	})
	if err == nil {
		j.commit = commit.Hash
	}
	return j, err
}

// then finds the commit that --at names, and the day as of which it is judged: the commit's own, or the day that was named.
func then(ctx context.Context, r *history.Repository, at string) (history.Commit, func(*register.Register) (date.Date, error), error) {
	day, err := date.Parse(at)
	if err != nil {
		commit, err := r.Resolve(ctx, at)
		if err != nil {
			return commit, nil, err
		}
		moment, err := r.Moment(ctx, commit)
		return commit, compile.Zoned(moment), err
	}
	head, err := r.Resolve(ctx, "HEAD")
	if err != nil {
		return head, nil, err
	}
	commit, err := compile.OnDay(ctx, r, head, day)
	if err == nil && commit.Hash == "" {
		err = tooEarly(r, at)
	}
	return commit, func(*register.Register) (date.Date, error) { return day, nil }, err
}

// tooEarly says that no state is dated up to a day, and what to do about it.
func tooEarly(r *history.Repository, at string) error {
	if r.Shallow() {
		return Fail(ExitEnvironment, term.Words{Ja: "このクローンは浅く（shallow）、" + at + " までのコミットを含んでいません", En: "this clone is shallow and holds no commit up to " + at},
			term.Words{Ja: "次のコマンドで取得してください: git fetch --unshallow", En: "fetch them with: git fetch --unshallow"})
	}
	return Fail(ExitUsage, term.Words{Ja: at + " までのコミットがありません", En: "there is no commit up to " + at},
		term.Words{Ja: "後の日付か、コミットを指定してください。「git log --oneline -- content」で一覧できます。", En: "name a later day, or a commit; \"git log --oneline -- content\" lists them"})
}
