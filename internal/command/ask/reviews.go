package ask

import (
	"context"
	"encoding/json"
	"os"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// reviewed holds what the forge says of a request against the decisions that the request adds or changes.
func reviewed(ctx context.Context, s *session.Session, j *session.Judged) ([]diagnostic.Diagnostic, error) {
	name := s.Absolute(s.Reviews)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, session.Failed(term.Words{Ja: "--reviews のファイルを読めません: " + s.Reviews, En: "cannot read the file of --reviews: " + s.Reviews}, err)
	}
	request, err := check.ParseRequest(data)
	if err != nil {
		return nil, session.Fail(session.ExitUsage, term.Words{Ja: "--reviews のファイルの形が違います: " + s.Reviews + "（" + err.Error() + "）", En: "the file of --reviews has another form: " + s.Reviews + ": " + err.Error()},
			term.Words{Ja: `{"forge":"github","base":"…","head":"…","author":"…","reviews":[…]} の形で書いてください。riskbook init の書くパイプラインが作ります。`, En: `write it as {"forge":"github","base":"…","head":"…","author":"…","reviews":[…]}; the pipelines of riskbook init put it together`})
	}
	before, err := decisionsAt(ctx, j.Root, request.Base)
	if err != nil {
		return nil, err
	}
	brought := func(d *register.Decision) bool {
		was, there := before[d.ID]
		return !there || was != saysOf(d.Source)
	}
	return check.Reviewed(j.Verdict.Register, request, brought), nil
}

// decisionsAt gives what the decisions of a commit said.
func decisionsAt(ctx context.Context, root, revision string) (map[string]string, error) {
	repository, err := history.Open(ctx, root)
	if err != nil {
		return nil, session.HistoryFailure(err)
	}
	commit, err := repository.Resolve(ctx, revision)
	if err != nil {
		return nil, session.HistoryFailure(err)
	}
	tree, err := repository.Tree(ctx, commit)
	if err != nil {
		return nil, session.HistoryFailure(err)
	}
	before, err := source.Read(tree)
	if err != nil {
		return nil, session.ReadFailure(err)
	}
	said := map[string]string{}
	for _, r := range before.Records {
		if r.Folder == "decisions" {
			said[r.ID] = saysOf(r)
		}
	}
	return said, nil
}

// saysOf gives what a record says: its facts, whatever their layout, and its text.
func saysOf(r *source.Record) string {
	facts, err := json.Marshal(r.Table.Plain(func(text string) string { return text }))
	if err != nil {
		return string(r.File.Data)
	}
	return string(facts) + "\x00" + r.Body.Text
}
