package session

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Judged is a register with all that was found out about it, and where it lies.
type Judged struct {
	Verdict *compile.Judged
	Root    string
	commit  string // that was asked for; empty: the working tree
	Forgot  error  // why nothing is known of the history; nil where it is known, or nobody asked
	files   map[string]*source.File
}

// FindRoot gives the register's folder: --root, or the nearest folder upwards that holds content/riskbook.toml.
func (s *Session) FindRoot() (string, error) {
	if s.Root != "" {
		root := s.Absolute(s.Root)
		info, err := os.Stat(root)
		if err != nil || !info.IsDir() {
			return "", Fail(ExitEnvironment,
				term.Words{Ja: "--root のフォルダーを開けません: " + s.Root, En: "cannot open the folder of --root: " + s.Root},
				term.Words{Ja: "content/riskbook.toml を含むフォルダーを指定してください。", En: "name a folder that holds content/riskbook.toml"})
		}
		if _, err := os.Lstat(filepath.Join(root, "content", "riskbook.toml")); err != nil {
			return "", noRegister(s.Root)
		}
		return root, nil
	}
	for folder := s.Directory; ; folder = filepath.Dir(folder) {
		if _, err := os.Lstat(filepath.Join(folder, "content", "riskbook.toml")); err == nil {
			return folder, nil
		}
		if folder == filepath.Dir(folder) {
			return "", noRegister(s.Directory)
		}
	}
}

func noRegister(folder string) error {
	return Fail(ExitEnvironment,
		term.Words{Ja: "登録簿が見つかりません: " + folder + " とその上位のフォルダーに content/riskbook.toml がありません", En: "no register: there is no content/riskbook.toml in " + folder + " or above it"},
		term.Words{Ja: "登録簿のフォルダーに移動するか、--root で指定してください。", En: "go to the register's folder, or name it with --root"})
}

// Understand reads the register and judges it.
func (s *Session) Understand(ctx context.Context) (*Judged, error) {
	folder, err := s.FindRoot()
	if err != nil {
		return nil, err
	}
	root, err := s.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return s.UnderstandIn(ctx, root, folder, s.AsOfDate, compile.ForCheck)
}

// Recall reads the register and judges it, and adds what its history says; where at names a commit or a day, as it was there. Where there is no history at
// hand, j.Forgot says why.
func (s *Session) Recall(ctx context.Context, depth compile.Depth, at string) (*Judged, error) {
	folder, err := s.FindRoot()
	if err != nil {
		return nil, err
	}
	if at != "" {
		return s.replay(ctx, folder, depth, at)
	}
	root, err := s.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return s.RecallIn(ctx, root, folder, s.AsOfDate, depth, func(j *Judged) error { return j.remember(ctx) })
}

// RecallIn reads the register in a file system, which belongs to a folder on disk, judges it, and adds what remember knows of it.
func (s *Session) RecallIn(ctx context.Context, fsys fs.FS, folder string, asOf func(*register.Register) (date.Date, error), depth compile.Depth, remember func(*Judged) error) (*Judged, error) {
	compiled, err := compile.Early(ctx, fsys, asOf, depth)
	if err != nil {
		return nil, ReadFailure(err)
	}
	j := NewJudged(compiled, folder)
	if j.Verdict.Reader, err = s.To.Find(j.Verdict.Register); err != nil && len(j.Verdict.Stopping()) == 0 {
		return nil, err
	}
	if len(j.Verdict.Stopping()) == 0 && !s.NoHistory {
		j.Forgot = remember(j)
	}
	j.Verdict.Finish()
	return j, nil
}

// remember adds what the history of the register on disk says. The error is one of history, or of reading.
func (j *Judged) remember(ctx context.Context) error {
	repository, err := history.Open(ctx, j.Root)
	if err != nil {
		return err
	}
	head, err := repository.Head(ctx)
	if err != nil {
		return err
	}
	return j.Verdict.Remember(ctx, repository, head, true, OpenStore(ctx, repository))
}

// UnderstandIn reads the register in a file system, which belongs to a folder on disk, and judges it.
func (s *Session) UnderstandIn(ctx context.Context, fsys fs.FS, folder string, asOf func(*register.Register) (date.Date, error), depth compile.Depth) (*Judged, error) {
	compiled, err := compile.Read(ctx, fsys, asOf, depth)
	if err != nil {
		return nil, ReadFailure(err)
	}
	return NewJudged(compiled, folder), nil
}

// NewJudged adds to a judged register where it lies.
func NewJudged(compiled *compile.Judged, folder string) *Judged {
	j := &Judged{Verdict: compiled, Root: folder, files: map[string]*source.File{}}
	for _, f := range j.Verdict.Register.Tree.Files {
		j.files[f.Path] = f
	}
	return j
}

// AsOfDate gives the date as of which to judge: --as-of, else SOURCE_DATE_EPOCH, else today, in the register's time zone.
func (s *Session) AsOfDate(r *register.Register) (date.Date, error) {
	if s.AsOf != "" {
		d, err := date.Parse(s.AsOf)
		if err != nil {
			return d, Fail(ExitUsage,
				term.Words{Ja: "--as-of の日付が正しくありません: " + s.AsOf, En: "--as-of is not a date: " + s.AsOf},
				term.Words{Ja: "2026-11-23 のように YYYY-MM-DD で書いてください。", En: "write it as YYYY-MM-DD, like 2026-11-23"})
		}
		return d, nil
	}
	zone := TimeZoneOf(r)
	if epoch := s.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return date.Date{}, Fail(ExitUsage,
				term.Words{Ja: "環境変数 SOURCE_DATE_EPOCH が整数ではありません: " + epoch, En: "SOURCE_DATE_EPOCH is not a whole number: " + epoch},
				term.Words{Ja: "1970年1月1日からの秒数を設定するか、変数を消してください。", En: "set it to seconds since 1970-01-01, or unset it"})
		}
		t := time.Unix(seconds, 0).In(zone)
		if seconds < firstSecond || seconds > lastSecond || t.Year() < 1 || t.Year() > 9999 {
			return date.Date{}, Fail(ExitUsage,
				term.Words{Ja: "環境変数 SOURCE_DATE_EPOCH の日付が西暦1年から9999年の範囲にありません: " + epoch, En: "SOURCE_DATE_EPOCH lies outside of the years 1 to 9999: " + epoch},
				term.Words{Ja: "1970年1月1日からの秒数を設定するか、変数を消してください。ミリ秒なら1000で割ってください。", En: "set it to seconds since 1970-01-01, or unset it; divide milliseconds by 1000"})
		}
		return date.FromTime(t), nil
	}
	return date.FromTime(s.Now().In(zone)), nil
}

// TimeZoneOf gives the register's time zone. An unknown one is reported by a rule; until it is mended, days begin at midnight UTC.
func TimeZoneOf(r *register.Register) *time.Location {
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

// Line gives a line of a file of the register, for the text form of diagnostics.
func (j *Judged) Line(file string, n int) string {
	if f := j.files[file]; f != nil {
		return f.Line(n)
	}
	return ""
}

// ErrorsOnly keeps the errors: check.Stopping gives those that stop a build.
func ErrorsOnly(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	var kept []diagnostic.Diagnostic
	for _, d := range list {
		if d.Severity == diagnostic.Error {
			kept = append(kept, d)
		}
	}
	return kept
}

// NotPassed ends a command whose register does not pass, after its diagnostics were printed.
var NotPassed = &Failure{Code: ExitNotPassed}

// MovedBaseline gives the text of the baseline with a new day, and the number there is now, for the entries that match diagnostics and do not let them be:
// they have expired, or there are more than they count. It also gives how many entries those are.
func (j *Judged) MovedBaseline(text string, list []diagnostic.Diagnostic, day date.Date, known map[[3]string]bool) (string, int) {
	moved := 0
	for i, entry := range slices.Backward(j.Verdict.Register.Baseline.Known) { // from the end, so that places before it stay true
		about := [3]string{entry.Rule, entry.Record, entry.File}
		n := 0
		for _, d := range list {
			if d.Known == nil && string(d.Rule) == entry.Rule && (entry.Record != "" && d.Record == entry.Record || entry.Record == "" && d.Place.File == entry.File) {
				n++
			}
		}
		table := j.Verdict.Register.Tree.Baseline.Table
		until, count, written := table.At("known", i, "until"), table.At("known", i, "count"), table.At("known", i, "written")
		if n == 0 || known[about] || until == nil {
			continue
		}
		known[about] = true
		moved++
		spans := []source.Span{until.Span}
		texts := map[source.Span]string{until.Span: day.String()}
		if written != nil {
			spans, texts[written.Span] = append(spans, written.Span), j.Verdict.Assessment.AsOf.String()
		}
		if count != nil && n > entry.Count {
			spans, texts[count.Span] = append(spans, count.Span), fmt.Sprint(n)
		}
		slices.SortFunc(spans, func(a, b source.Span) int { return int(b.Start - a.Start) })
		for _, span := range spans {
			text = text[:span.Start] + texts[span] + text[span.End:]
		}
	}
	return text, moved
}
