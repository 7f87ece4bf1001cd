package ask

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/changes"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/term"
)

// isArchive reports whether an argument names an archive rather than a revision: a file that is or is called a zip, or a folder into which one was unpacked.
func isArchive(s *session.Session, name string) bool {
	if strings.HasSuffix(strings.ToLower(name), ".zip") {
		return true
	}
	info, err := os.Stat(s.Absolute(name))
	switch {
	case err != nil:
		return false
	case info.IsDir():
		_, err = os.Stat(filepath.Join(s.Absolute(name), "tagmanifest-sha256.txt"))
		return err == nil
	case !info.Mode().IsRegular():
		return false
	}
	f, err := os.Open(s.Absolute(name))
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == "PK\x03\x04"
}

// archives gives the two sides of a comparison in which an archive takes part: with another one, a commit or the working tree. Both are judged as of the
// same day: the one that is asked for, else that of the newer archive.
func archives(ctx context.Context, s *session.Session, args []string) (sides [2]side, err error) {
	asOf := s.AsOfDate
	if s.AsOf == "" {
		newest, err := newestAsOf(s, args)
		if err != nil {
			return sides, err
		}
		asOf = func(*register.Register) (date.Date, error) { return newest, nil }
	}
	for i := range sides {
		switch {
		case i < len(args) && isArchive(s, args[i]):
			sides[i], err = archived(ctx, s, args[i], asOf)
		default:
			sides[i], err = revision(ctx, s, slices.Concat(args, []string{""})[i], asOf)
		}
		if err != nil {
			return sides, err
		}
	}
	return sides, nil
}

// newestAsOf gives the latest as-of date of archives.
func newestAsOf(s *session.Session, args []string) (newest date.Date, err error) {
	for _, name := range args {
		if !isArchive(s, name) {
			continue
		}
		_, err := session.ReadArchive(s, name, archive.Options{Now: s.Now()}, func(r *archive.Report) error {
			if r.About == nil {
				return nil // it does not pass, and is said not to when it is read
			}
			day, err := date.Parse(r.About.AsOf)
			if day.After(newest) {
				newest = day
			}
			return err
		})
		if err != nil {
			return newest, err
		}
	}
	return newest, nil
}

// archived gives the register of an archive, which must be proven first.
func archived(ctx context.Context, s *session.Session, name string, asOf func(*register.Register) (date.Date, error)) (found side, err error) {
	_, err = session.ReadArchive(s, name, archive.Options{Now: s.Now()}, func(r *archive.Report) error {
		if !r.OK() {
			f := r.Findings[0]
			return session.Fail(session.ExitNotPassed, term.Words{Ja: name + " を確かめられません: " + diagnostic.Plain(cmp.Or(f.Path, ".")+": "+f.What.Ja), En: name + " is not proven: " + diagnostic.Plain(cmp.Or(f.Path, ".")+": "+f.What.En)},
				term.Words{Ja: "「riskbook verify " + name + "」ですべての問題を表示します。", En: "riskbook verify " + name + " names all that is wrong"})
		}
		if r.About.Audience != nil {
			return session.Fail(session.ExitUsage, term.Words{Ja: name + " は開示先を限った保存版で、記録が入っていません", En: name + " is an archive for an audience and holds no records"}, term.Words{})
		}
		j, err := s.UnderstandIn(ctx, r.Records(), "", asOf, compile.ForCheck)
		if err != nil {
			return err
		}
		found = side{judged: j, called: changes.Side{Name: term.Same(filepath.Base(name)), Commit: r.About.Commit}, surroundings: j.Verdict.Surroundings()}
		return nil
	})
	return found, err
}

// revision gives the register of a commit, or of the working tree where none is named.
func revision(ctx context.Context, s *session.Session, name string, asOf func(*register.Register) (date.Date, error)) (side, error) {
	folder, err := s.FindRoot()
	if err != nil {
		return side{}, err
	}
	repository, err := history.Open(ctx, folder)
	if name == "" {
		root, opened := s.OpenRoot(folder)
		if opened != nil {
			return side{}, opened
		}
		j, judged := s.UnderstandIn(ctx, root, folder, asOf, compile.ForCheck)
		if judged != nil {
			return side{}, judged
		}
		prefix := ""
		if err == nil {
			prefix = repository.Prefix()
		}
		return side{j, session.WorkingTree, j.Verdict.Surroundings(), prefix}, nil
	}
	if err != nil {
		return side{}, err
	}
	commit, err := repository.Resolve(ctx, name)
	if err != nil {
		return side{}, err
	}
	found, err := at(ctx, s, repository, folder, commit, asOf)
	if err == nil && found.called.Absent {
		err = noRegisterAt(commit)
	}
	return found, err
}
