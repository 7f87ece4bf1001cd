package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// rebuild compiles the records of a proven archive anew, in memory, and compares every byte.
func rebuild(ctx context.Context, s *session.Session, r *archive.Report) error {
	if r.About.Audience != nil {
		return session.Fail(session.ExitUsage, term.Words{Ja: "開示先を限った保存版には記録が入っていないため、作り直せません", En: "an archive for an audience holds no records, so nothing can be compiled anew"},
			term.Words{Ja: "--rebuild を付けずに確かめてください。", En: "verify it without --rebuild"})
	}
	made, err := anew(ctx, s, r)
	if err != nil {
		return err
	}
	if made == nil {
		return nil
	}
	if err := r.Compare(made, session.ExactVersion()); err != nil {
		return session.Failed(term.Words{Ja: "記録から作り直せません", En: "cannot compile the records anew"}, err)
	}
	return nil
}

// historyDisagrees says why pages cannot be made from the history in an archive.
func historyDisagrees(err error) term.Words {
	if errors.Is(err, compile.ErrDisagrees) {
		return term.Words{Ja: "履歴の最後の時点が、記録を評価した結果と一致しません", En: "the last state of the history is not what the records are judged to be"}
	}
	return term.Words{Ja: "履歴を読み込めません: " + err.Error(), En: "the history cannot be read: " + err.Error()}
}

// anew gives what the records of an archive compile to; nil where they do not compile, which is a finding.
func anew(ctx context.Context, s *session.Session, r *archive.Report) (iter.Seq2[archive.File, error], error) {
	asOf := func(*register.Register) (date.Date, error) { return date.Parse(r.About.AsOf) }
	compiled, err := compile.Early(ctx, r.Records(), asOf, compile.ForSite)
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "登録簿を読み込めません", En: "cannot read the register"}, err)
	}
	j := session.NewJudged(compiled, "")
	differs := func(why string) {
		r.Add(archive.RebuildDiffers, archive.Records, term.Words{Ja: "記録から作り直せません: " + why, En: "the records do not compile: " + why})
	}
	if stopping := j.Verdict.Stopping(); len(stopping) > 0 {
		d := stopping[0]
		differs(fmt.Sprintf("%s:%d: %s", d.Place.File, d.Place.Line, d.Message.In(s.Lang)))
		return nil, nil
	}
	if past, err := r.Read(compile.HistoryFile); err == nil { // an archive of an older version has none
		if err := j.Verdict.Recall(past, r.About.Commit); err != nil {
			r.Add(archive.RebuildDiffers, compile.HistoryFile, historyDisagrees(err))
			return nil, nil
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, session.Failed(term.Words{Ja: "保存版を読み込めません", En: "cannot read the archive"}, err)
	}
	j.Verdict.Finish()
	theme, err := j.Verdict.ThemeNamed(cmp.Or(r.About.Theme, j.Verdict.Register.Config.Theme))
	if err != nil {
		differs(err.Error())
		return nil, nil
	}
	return compile.ArchiveData(j.Verdict, theme, r.About.Commit, nil), nil
}
