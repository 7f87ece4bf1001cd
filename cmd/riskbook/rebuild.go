package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// rebuild compiles the records of a proven archive anew, in memory, and compares every byte.
func (s *session) rebuild(ctx context.Context, r *archive.Report) error {
	if r.About.Audience != nil {
		return fail(exitUsage, term.Words{Ja: "開示先を限った保存版には記録が入っていないため、作り直せません", En: "an archive for an audience holds no records, so nothing can be compiled anew"},
			term.Words{Ja: "--rebuild を付けずに確かめてください。", En: "verify it without --rebuild"})
	}
	made, err := s.anew(ctx, r)
	if err != nil {
		return err
	}
	version, _ := buildVersion()
	if made == nil {
		return nil
	}
	if err := r.Compare(made, version); err != nil {
		return failed(term.Words{Ja: "記録から作り直せません", En: "cannot compile the records anew"}, err)
	}
	return nil
}

// anew gives what the records of an archive compile to; nil where they do not compile, which is a finding.
func (s *session) anew(ctx context.Context, r *archive.Report) (iter.Seq2[archive.File, error], error) {
	asOf := func(*register.Register) (date.Date, error) { return date.Parse(r.About.AsOf) }
	j, err := s.understandIn(ctx, r.Records(), "", asOf, compile.ForSite)
	if err != nil {
		return nil, err
	}
	differs := func(why string) {
		r.Add(archive.RebuildDiffers, archive.Records, term.Words{Ja: "記録から作り直せません: " + why, En: "the records do not compile: " + why})
	}
	if stopping := j.Stopping(); len(stopping) > 0 {
		d := stopping[0]
		differs(fmt.Sprintf("%s:%d: %s", d.Place.File, d.Place.Line, d.Message.In(s.lang)))
		return nil, nil
	}
	theme, err := j.ThemeNamed(cmp.Or(r.About.Theme, j.Register.Config.Theme))
	if err != nil {
		differs(err.Error())
		return nil, nil
	}
	return j.ArchiveData(theme, r.About.Commit, nil), nil
}
