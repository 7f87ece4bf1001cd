package ask

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/term"
)

// side is one side of a comparison: a register, judged, and what it is called.
type side struct {
	judged       *session.Judged
	called       changes.Side
	surroundings map[string]string // see compile.Surroundings; nil where both sides lie in one folder
	prefix       string            // the register's folder in the repository, with a slash at its end
}

// linked gives where a record can be read: on the site where it is published, in the repository at the commit of the side that holds it. What only the
// second state holds is not published yet, and what only the first one holds no more, so that the repository comes first for these.
func linked(sides [2]side, language, preview string) func(id string) string {
	file := func(x side, id string) string {
		e := x.judged.Verdict.Register.Find(id)
		if e == nil {
			return ""
		}
		at := x.called.Commit
		if at == "" {
			at = x.judged.Verdict.Register.Config.Repository.Branch
		}
		return address.OfFile(sides[1].judged.Verdict.Register, at, x.prefix+e.Of().Source.File.Path)
	}
	site := func(x side, id string) string { return address.OfRecord(x.judged.Verdict.Register, language, id) }
	if preview != "" {
		return func(id string) string {
			return cmp.Or(address.OfRecordAt(sides[1].judged.Verdict.Register, preview, language, id), file(sides[0], id))
		}
	}
	return func(id string) string {
		old, now := sides[0], sides[1]
		switch before, after := old.judged.Verdict.Register.Find(id) != nil, now.judged.Verdict.Register.Find(id) != nil; {
		case before && after:
			return cmp.Or(site(now, id), file(now, id))
		case after:
			return cmp.Or(file(now, id), site(now, id))
		}
		return file(old, id)
	}
}

// sides gives the two states that a command line asks to compare, each fit to be compared.
func sides(ctx context.Context, s *session.Session, revisions []string, criteria string) ([2]side, error) {
	if criteria != "" {
		if len(revisions) > 0 {
			return [2]side{}, session.Fail(session.ExitUsage, term.Words{Ja: "コミットと --criteria は同時に指定できません", En: "commits and --criteria do not go together"},
				term.Words{Ja: "コミットを比べるか、作業ツリーの記録を別の判定基準で評価するか、どちらかにしてください。", En: "either compare commits, or judge the records of the working tree under other criteria"})
		}
		return proposed(ctx, s, criteria)
	}
	of := func(ctx context.Context, args []string) ([2]side, error) { return commits(ctx, s, args) }
	if slices.ContainsFunc(revisions, func(name string) bool { return isArchive(s, name) }) {
		of = func(ctx context.Context, args []string) ([2]side, error) { return archives(ctx, s, args) }
	}
	sides, err := of(ctx, revisions)
	if e, ok := errors.AsType[*history.Error](err); ok && (e.Usage || e.Fetch) {
		return sides, &session.Failure{Code: session.ExitNotPassed, Message: e.Message, Hint: e.Help, Cause: e.Cause} // a comparison that cannot be made
	}
	if err != nil {
		return sides, session.HistoryFailure(err)
	}
	return sides, stopDiff(sides)
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

// commits gives the two sides of a comparison of commits, or of a commit and the working tree.
func commits(ctx context.Context, s *session.Session, args []string) (sides [2]side, err error) {
	folder, err := s.FindRoot()
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
		old, err = repository.Resolve(ctx, session.OrHead(base))
	}
	if err == nil && (head != "" || merge) {
		now, err = repository.Resolve(ctx, session.OrHead(head))
	}
	if err == nil && merge {
		old, err = repository.MergeBase(ctx, old, now)
	}
	if err != nil {
		return sides, err
	}
	if now.Hash == "" {
		j, err := s.Understand(ctx)
		if err != nil {
			return sides, err
		}
		sides[1] = side{j, session.WorkingTree, j.Verdict.Surroundings(), repository.Prefix()}
	} else if sides[1], err = at(ctx, s, repository, folder, now, s.AsOfDate); err != nil {
		return sides, err
	} else if sides[1].called.Absent {
		return sides, noRegisterAt(now)
	}
	asOf := func(*register.Register) (date.Date, error) { return sides[1].judged.Verdict.Assessment.AsOf, nil }
	sides[0], err = at(ctx, s, repository, folder, old, asOf)
	return sides, err
}

func noRegisterAt(c history.Commit) error {
	return session.Fail(session.ExitNotPassed, term.Words{Ja: "コミット " + c.Name + " には登録簿がありません", En: "there is no register in the commit " + c.Name},
		term.Words{Ja: "登録簿のあるコミットを指定するか、HEAD を省いて作業ツリーと比べてください。", En: "name a commit that holds one, or leave HEAD out to compare with the working tree"})
}

// at judges the register as it was in a commit. One that did not exist yet stands as an empty one.
func at(ctx context.Context, s *session.Session, repository *history.Repository, folder string, commit history.Commit, asOf func(*register.Register) (date.Date, error)) (side, error) {
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
	j, err := s.UnderstandIn(ctx, tree, folder, asOf, compile.ForCheck)
	if err != nil {
		return side{}, err
	}
	if called.Absent {
		j.Verdict.Checked.Diagnostics = nil // nobody wrote it, so nothing is wrong with it
	}
	return side{j, called, j.Verdict.Surroundings(), repository.Prefix()}, nil
}

// incomparable ends a comparison that cannot be made, since a side of it cannot be understood.
type incomparable struct {
	failure session.Failure
	broken  []changes.Broken
	lines   []func(file string, n int) string // of each broken side
}

func (f *incomparable) Error() string { return f.failure.Error() }

// Unwrap gives the failure that the command ends with.
func (f *incomparable) Unwrap() error { return &f.failure }

// stopDiff stops a comparison of which a side cannot be understood. Nothing is compared by halves.
func stopDiff(sides [2]side) error {
	e := &incomparable{failure: session.Failure{Code: session.ExitNotPassed}}
	for _, x := range sides {
		if x.judged == nil {
			continue
		}
		stopping := slices.DeleteFunc(x.judged.Verdict.Stopping(), func(d diagnostic.Diagnostic) bool {
			return outgrown(x, &d)
		})
		if len(stopping) > 0 {
			e.broken = append(e.broken, changes.Broken{Side: x.called, Diagnostics: stopping})
			e.lines = append(e.lines, x.judged.Line)
		}
	}
	name := func(i int) term.Words { return e.broken[i].Side.Name }
	switch len(e.broken) {
	case 0:
		return nil
	case 1:
		e.failure.Message = term.Words{Ja: name(0).Ja + "の記録に誤りがあるため、比べませんでした", En: "nothing was compared: the records of " + name(0).En + " have errors"}
	default:
		e.failure.Message = term.Words{Ja: name(0).Ja + "と" + name(1).Ja + "の記録に誤りがあるため、比べませんでした", En: "nothing was compared: the records of " + name(0).En + " and of " + name(1).En + " have errors"}
	}
	return e
}

// outgrown tells whether a fault says no more than that a record was written under other criteria: what it names is not there any more. Such a record is
// understood, and no level follows from it.
func outgrown(x side, d *diagnostic.Diagnostic) bool {
	if doc := x.judged.Verdict.Register.Tree.Criteria; doc == nil || d.Place.File == doc.File.Path {
		return false // these are the criteria themselves
	}
	switch d.Rule {
	case rule.NotOnScale, rule.UnknownLevel:
		return true
	case rule.UnknownValue:
		return slices.Contains([]rule.Case{rule.CaseArea, rule.CaseFactor, rule.CaseNoFactors, rule.CaseViewpoint}, d.Case)
	case rule.MissingKey:
		return d.Case == rule.CaseFactor
	}
	return false
}

// cannotCompare says why two states could not be compared, in the form that was asked for, and gives the error to end with.
func cannotCompare(s *session.Session, err error, format string) error {
	found := &changes.Failure{Language: s.Lang}
	e, _ := errors.AsType[*incomparable](err)
	if e != nil {
		found.Broken = e.broken
	}
	if f, ours := errors.AsType[*session.Failure](err); ours {
		found.Reason, found.Help = f.Message, f.Hint
		if f.Cause != nil {
			found.Reason = term.Words{Ja: f.Message.Ja + ": " + f.Cause.Error(), En: f.Message.En + ": " + f.Cause.Error()}
		}
	} else {
		found.Reason = term.Same(err.Error())
	}
	var written error
	switch format {
	case "json":
		written = found.WriteJSON(s.Stdout)
	case "markdown":
		written = found.WriteMarkdown(s.Stdout)
	case "html":
		written = writeFailure(s.Stdout, found)
	default:
		for i, b := range found.Broken {
			s.Say(term.Words{Ja: b.Side.Name.Ja + "にある誤り：", En: "errors in " + b.Side.Name.En + ":"})
			if written == nil {
				written = diagnostic.WriteText(s.Stderr, b.Diagnostics, s.Lang, e.lines[i], s.Color(s.Stderr))
			}
		}
	}
	if written != nil {
		return session.OutputFailed(written)
	}
	return err
}

// writeFailure writes the page by itself, in the looks that come with the program: those of a register that cannot be understood may be broken too.
func writeFailure(w io.Writer, f *changes.Failure) error {
	theme, err := site.Load(riskbook.Templates, riskbook.Themes, nil, "standard", nil)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := theme.Alone(&page, changes.Page, f.View()); err != nil {
		return err
	}
	_, err = page.WriteTo(w)
	return err
}

// proposed gives the two sides of a comparison of criteria: the register as it is, and the same records under the criteria of a file.
func proposed(ctx context.Context, s *session.Session, name string) ([2]side, error) {
	path := s.Absolute(name)
	data, err := session.ReadBounded(path)
	if err != nil {
		return [2]side{}, session.Failed(term.Words{Ja: "判定基準のファイルを読み込めません", En: "cannot read the criteria"}, err)
	}
	now, err := s.Understand(ctx)
	if err != nil {
		return [2]side{}, err
	}
	before := side{judged: now, called: changes.Side{Name: term.Words{Ja: "現在の判定基準", En: "the present criteria"}}}
	if err := stopDiff([2]side{before, {}}); err != nil {
		return [2]side{}, err
	}
	other, faults := now.Verdict.Under(name, data)
	after := side{judged: session.NewJudged(other, now.Root), called: changes.Side{Name: term.Same(name)}}
	if len(faults) > 0 {
		return [2]side{}, &incomparable{
			failure: session.Failure{Code: session.ExitNotPassed, Message: term.Words{Ja: "比べる判定基準に誤りがあります", En: "the criteria to compare with have errors"}},
			broken:  []changes.Broken{{Side: after.called, Diagnostics: faults}}, lines: []func(string, int) string{after.judged.Line},
		}
	}
	return [2]side{before, after}, nil
}
