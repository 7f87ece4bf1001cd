package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// reviewed holds what the forge says of a request against the decisions that the request adds or changes.
func (s *session) reviewed(ctx context.Context, j *judged) ([]diagnostic.Diagnostic, error) {
	name := s.reviews
	if !filepath.IsAbs(name) {
		name = filepath.Join(s.directory, name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, failed(term.Words{Ja: "--reviews のファイルを読めません: " + s.reviews, En: "cannot read the file of --reviews: " + s.reviews}, err)
	}
	request, err := check.ParseRequest(data)
	if err != nil {
		return nil, fail(exitUsage, term.Words{Ja: "--reviews のファイルの形が違います: " + s.reviews + "（" + err.Error() + "）", En: "the file of --reviews has another form: " + s.reviews + ": " + err.Error()},
			term.Words{Ja: `{"forge":"github","base":"…","head":"…","author":"…","reviews":[…]} の形で書いてください。riskbook init の書くパイプラインが作ります。`, En: `write it as {"forge":"github","base":"…","head":"…","author":"…","reviews":[…]}; the pipelines of riskbook init put it together`})
	}
	before, err := s.decisionsAt(ctx, j.root, request.Base)
	if err != nil {
		return nil, err
	}
	brought := func(d *register.Decision) bool {
		was, there := before[d.ID]
		return !there || was != saysOf(d.Source)
	}
	return check.Reviewed(j.verdict.Register, request, brought), nil
}

// decisionsAt gives what the decisions of a commit said.
func (s *session) decisionsAt(ctx context.Context, root, revision string) (map[string]string, error) {
	repository, err := history.Open(ctx, root)
	if err != nil {
		return nil, historyFailure(err)
	}
	commit, err := repository.Resolve(ctx, revision)
	if err != nil {
		return nil, historyFailure(err)
	}
	tree, err := repository.Tree(ctx, commit)
	if err != nil {
		return nil, historyFailure(err)
	}
	before, err := source.Read(tree)
	if err != nil {
		return nil, readFailure(err)
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
