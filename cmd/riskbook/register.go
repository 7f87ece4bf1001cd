package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
	_ "time/tzdata" // the register's time zone, on machines without a zone database

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// judged is a register with all that was found out about it, and where it lies.
type judged struct {
	verdict *compile.Judged
	root    string
	commit  string // that was asked for; empty: the working tree
	forgot  error  // why nothing is known of the history; nil where it is known, or nobody asked
	files   map[string]*source.File
}

// findRoot gives the register's folder: --root, or the nearest folder upwards that holds content/riskbook.toml.
func (s *session) findRoot() (string, error) {
	if s.root != "" {
		root := s.root
		if !filepath.IsAbs(root) {
			root = filepath.Join(s.directory, root)
		}
		info, err := os.Stat(root)
		if err != nil || !info.IsDir() {
			return "", fail(exitEnvironment,
				term.Words{Ja: "--root のフォルダーを開けません: " + s.root, En: "cannot open the folder of --root: " + s.root},
				term.Words{Ja: "content/riskbook.toml を含むフォルダーを指定してください。", En: "name a folder that holds content/riskbook.toml"})
		}
		if _, err := os.Lstat(filepath.Join(root, "content", "riskbook.toml")); err != nil {
			return "", noRegister(s.root)
		}
		return root, nil
	}
	for folder := s.directory; ; folder = filepath.Dir(folder) {
		if _, err := os.Lstat(filepath.Join(folder, "content", "riskbook.toml")); err == nil {
			return folder, nil
		}
		if folder == filepath.Dir(folder) {
			return "", noRegister(s.directory)
		}
	}
}

func noRegister(folder string) error {
	return fail(exitEnvironment,
		term.Words{Ja: "登録簿が見つかりません: " + folder + " とその上位のフォルダーに content/riskbook.toml がありません", En: "no register: there is no content/riskbook.toml in " + folder + " or above it"},
		term.Words{Ja: "登録簿のフォルダーに移動するか、--root で指定してください。", En: "go to the register's folder, or name it with --root"})
}

// understand reads the register and judges it.
func (s *session) understand(ctx context.Context) (*judged, error) {
	folder, err := s.findRoot()
	if err != nil {
		return nil, err
	}
	root, err := s.openRoot(folder)
	if err != nil {
		return nil, err
	}
	return s.understandIn(ctx, root, folder, s.asOfDate, compile.ForCheck)
}

// recall reads the register and judges it, and adds what its history says; where at names a commit or a day, as it was there. Where there is no history at
// hand, j.forgot says why.
func (s *session) recall(ctx context.Context, depth compile.Depth, at string) (*judged, error) {
	folder, err := s.findRoot()
	if err != nil {
		return nil, err
	}
	if at != "" {
		return s.replay(ctx, folder, depth, at)
	}
	root, err := s.openRoot(folder)
	if err != nil {
		return nil, err
	}
	return s.recallIn(ctx, root, folder, s.asOfDate, depth, func(j *judged) error { return j.remember(ctx) })
}

// recallIn reads the register in a file system, which belongs to a folder on disk, judges it, and adds what remember knows of it.
func (s *session) recallIn(ctx context.Context, fsys fs.FS, folder string, asOf func(*register.Register) (date.Date, error), depth compile.Depth, remember func(*judged) error) (*judged, error) {
	compiled, err := compile.Early(ctx, fsys, asOf, depth)
	if _, ours := errors.AsType[*failure](err); ours {
		return nil, err
	} else if err != nil {
		return nil, failed(term.Words{Ja: "登録簿を読み込めません", En: "cannot read the register"}, err)
	}
	j := newJudged(compiled, folder)
	if j.verdict.Reader, err = s.to.find(j.verdict.Register); err != nil && len(j.verdict.Stopping()) == 0 {
		return nil, err
	}
	if len(j.verdict.Stopping()) == 0 && !s.noHistory {
		j.forgot = remember(j)
	}
	j.verdict.Finish()
	return j, nil
}

// remember adds what the history of the register on disk says. The error is one of history, or of reading.
func (j *judged) remember(ctx context.Context) error {
	repository, err := history.Open(ctx, j.root)
	if err != nil {
		return err
	}
	head, err := repository.Head(ctx)
	if err != nil {
		return err
	}
	return j.verdict.Remember(ctx, repository, head, true, openStore(ctx, repository))
}

// understandIn reads the register in a file system, which belongs to a folder on disk, and judges it.
func (s *session) understandIn(ctx context.Context, fsys fs.FS, folder string, asOf func(*register.Register) (date.Date, error), depth compile.Depth) (*judged, error) {
	compiled, err := compile.Read(ctx, fsys, asOf, depth)
	if _, ours := errors.AsType[*failure](err); ours {
		return nil, err
	} else if err != nil {
		return nil, failed(term.Words{Ja: "登録簿を読み込めません", En: "cannot read the register"}, err)
	}
	return newJudged(compiled, folder), nil
}

func newJudged(compiled *compile.Judged, folder string) *judged {
	j := &judged{verdict: compiled, root: folder, files: map[string]*source.File{}}
	for _, f := range j.verdict.Register.Tree.Files {
		j.files[f.Path] = f
	}
	return j
}

// asOfDate gives the date as of which to judge: --as-of, else SOURCE_DATE_EPOCH, else today, in the register's time zone.
func (s *session) asOfDate(r *register.Register) (date.Date, error) {
	if s.asOf != "" {
		d, err := date.Parse(s.asOf)
		if err != nil {
			return d, fail(exitUsage,
				term.Words{Ja: "--as-of の日付が正しくありません: " + s.asOf, En: "--as-of is not a date: " + s.asOf},
				term.Words{Ja: "2026-11-23 のように YYYY-MM-DD で書いてください。", En: "write it as YYYY-MM-DD, like 2026-11-23"})
		}
		return d, nil
	}
	zone := timeZoneOf(r)
	if epoch := s.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return date.Date{}, fail(exitUsage,
				term.Words{Ja: "環境変数 SOURCE_DATE_EPOCH が整数ではありません: " + epoch, En: "SOURCE_DATE_EPOCH is not a whole number: " + epoch},
				term.Words{Ja: "1970年1月1日からの秒数を設定するか、変数を消してください。", En: "set it to seconds since 1970-01-01, or unset it"})
		}
		t := time.Unix(seconds, 0).In(zone)
		if seconds < firstSecond || seconds > lastSecond || t.Year() < 1 || t.Year() > 9999 {
			return date.Date{}, fail(exitUsage,
				term.Words{Ja: "環境変数 SOURCE_DATE_EPOCH の日付が西暦1年から9999年の範囲にありません: " + epoch, En: "SOURCE_DATE_EPOCH lies outside of the years 1 to 9999: " + epoch},
				term.Words{Ja: "1970年1月1日からの秒数を設定するか、変数を消してください。ミリ秒なら1000で割ってください。", En: "set it to seconds since 1970-01-01, or unset it; divide milliseconds by 1000"})
		}
		return date.FromTime(t), nil
	}
	return date.FromTime(s.now().In(zone)), nil
}

// timeZoneOf gives the register's time zone. An unknown one is reported by a rule; until it is mended, days begin at midnight UTC.
func timeZoneOf(r *register.Register) *time.Location {
	if name := r.Config.TimeZone; name != "" {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	return time.UTC
}

// The seconds since 1970 with which the years of four digits begin and end, in UTC.
const (
	firstSecond = -62135596800
	lastSecond  = 253402300799
)

// line gives a line of a file of the register, for the text form of diagnostics.
func (j *judged) line(file string, n int) string {
	if f := j.files[file]; f != nil {
		return f.Line(n)
	}
	return ""
}

// errorsOnly keeps the errors: check.Stopping gives those that stop a build.
func errorsOnly(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	var kept []diagnostic.Diagnostic
	for _, d := range list {
		if d.Severity == diagnostic.Error {
			kept = append(kept, d)
		}
	}
	return kept
}

// notPassed ends a command whose register does not pass, after its diagnostics were printed.
var notPassed = &failure{code: exitNotPassed}
