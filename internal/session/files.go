package session

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// Export gives the register in a form.
func (j *Judged) Export(ctx context.Context, format string, risks bool) ([]byte, error) {
	var buffer bytes.Buffer
	switch format {
	case "atom":
		return compile.Feed(j.Verdict, j.Verdict.Register.Config.DefaultLanguage)
	case "ics":
		return j.Verdict.Calendar(j.Verdict.Register.Config.DefaultLanguage), nil
	case "history":
		err := export.WriteHistory(&buffer, export.History{Register: j.Verdict.Register, Chronicle: j.Verdict.Chronicle, Risks: risks})
		return buffer.Bytes(), err
	}
	x := j.Exported(ctx)
	x.Losses = *j.Verdict.Assessment.Simulation()
	err := export.WriteJSON(&buffer, x)
	return buffer.Bytes(), err
}

// Exported gives the register as exports take it, without the simulation, which takes a while.
func (j *Judged) Exported(ctx context.Context) export.Register {
	commit := j.commit
	if commit == "" {
		commit, _ = history.Head(ctx, j.Root)
	}
	x := export.Register{Assessment: j.Verdict.Assessment, Checked: j.Verdict.Checked, Commit: commit, For: j.Verdict.Readers()}
	if j.Verdict.Chronicle != nil {
		x.Since = j.Verdict.Chronicle.Since
	}
	return x
}

// WriteFile puts data into a file, whole or not at all. It refuses to replace what is no file of its own: a source of the register, a link, a device.
func (s *Session) WriteFile(root, name string, data []byte) error {
	name = s.Absolute(name)
	if err := RefuseTarget(root, name); err != nil {
		return err
	}
	words := term.Words{Ja: name + " に書き出せません", En: "cannot write " + name}
	if err := store.Replace(workOf(root), name, data, store.FileMode); err != nil {
		return Failed(words, err)
	}
	return nil
}

// workOf returns the folder for what is on its way to a file of somebody's: the register's, where there is one.
func workOf(root string) string {
	if _, err := os.Lstat(filepath.Join(root, "content", "riskbook.toml")); err != nil {
		return ""
	}
	return store.Work(root)
}

// RefuseTarget refuses an output file that lies among the register's sources, or stands where something other than a file does.
func RefuseTarget(root, name string) error {
	folder, err := filepath.EvalSymlinks(filepath.Dir(name))
	if err != nil {
		return Failed(term.Words{Ja: "出力先のフォルダーを開けません", En: "cannot open the folder of the output"}, err)
	}
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		for _, source := range []string{"content", "templates", "themes", ".git"} {
			inside, err := filepath.Rel(filepath.Join(resolved, source), folder)
			if err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
				return Fail(ExitUsage, term.Words{Ja: "出力先が登録簿の " + source + "/ の中にあります: " + name, En: "the output lies in the register's " + source + "/: " + name},
					term.Words{Ja: "--out に別の場所を指定してください。", En: "name another place with --out"})
			}
		}
	}
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return Fail(ExitUsage, term.Words{Ja: "出力先は通常のファイルではありません: " + name, En: "the output is there already, and no regular file: " + name},
			term.Words{Ja: "--out に別の名前を指定するか、--out を省いて標準出力に書いてください。", En: "name another file with --out, or leave it out to write to standard output"})
	}
	return nil
}

// Absolute gives a path from where the command was started.
func (s *Session) Absolute(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(s.Directory, name)
}

// ReadArchive proves an archive, and hands it over while it is open.
func ReadArchive(s *Session, name string, o archive.Options, use func(*archive.Report) error) (*archive.Report, error) {
	cannot := func(err error) error {
		return Failed(term.Words{Ja: "保存版を読み込めません: " + name, En: "cannot read the archive " + name}, err)
	}
	path := s.Absolute(name)
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannot(err)
	}
	var r *archive.Report
	switch {
	case info.IsDir():
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, cannot(err)
		}
		defer root.Close()
		r, err = archive.VerifyFolder(root.FS(), o)
		if err != nil {
			return nil, cannot(err)
		}
	case info.Mode().IsRegular():
		f, err := os.Open(path)
		if err != nil {
			return nil, cannot(err)
		}
		defer f.Close()
		r, err = archive.VerifyZip(io.ReaderAt(f), info.Size(), o)
		if err != nil {
			return nil, cannot(err)
		}
	default:
		return nil, cannot(errors.New("neither a file nor a folder"))
	}
	return r, use(r)
}

// SiteFailure prints why no site was written, a reason with its mend after the other, and gives the failure to end with: wrong usage where the output
// folder was refused, a register that does not pass where a template of its own is wrong, the environment otherwise.
func SiteFailure(s *Session, err error) error {
	list := site.List(err)
	code := ExitEnvironment
	if errors.Is(err, site.ErrRefused) {
		code = ExitUsage
	}
	help := term.Words{Ja: "対処", En: "help"}.In(s.Lang)
	for _, e := range list {
		if e.Place.File != "" {
			code = ExitNotPassed
		}
		fmt.Fprintln(s.Stderr, diagnostic.Plain(e.In(s.Lang)))
		if text := e.Help.In(s.Lang); text != "" {
			fmt.Fprintf(s.Stderr, "   %s: %s\n", help, diagnostic.Plain(text))
		}
	}
	return Fail(code, term.Words{Ja: "サイトを書き出せませんでした", En: "the site was not written"}, term.Words{})
}

// Program is a digest of the program's own bytes, since another program may write another site from the same records; nil where they cannot be read.
var Program = sync.OnceValue(func() []byte {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, f); err != nil {
		return nil
	}
	return digest.Sum(nil)
})
