package revise

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/history"
	"github.com/riskbook/riskbook/internal/session"
	"github.com/riskbook/riskbook/internal/starter"
	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// choose settles languages and criteria.
func choose(s *session.Session, c *starter.Choice) error {
	for _, language := range c.Languages {
		if !slices.Contains(term.Languages, language) {
			return session.UnknownWord("--languages", language, term.Languages)
		}
	}
	c.Language = s.Lang
	if len(c.Languages) > 0 && !slices.Contains(c.Languages, s.Lang) {
		c.Language = c.Languages[0]
	}
	if c.Criteria == "" || slices.Contains(starter.Presets(), c.Criteria) {
		return nil
	}
	name := s.Absolute(c.Criteria)
	data, err := os.ReadFile(name)
	if err != nil {
		hint := term.Words{Ja: strings.Join(starter.Presets(), "、") + " のいずれか、又は criteria.toml の形式のファイルを指定してください。", En: "use one of " + strings.Join(starter.Presets(), ", ") + ", or a file in the form of criteria.toml"}
		if near := diagnostic.Nearest(c.Criteria, starter.Presets()); near != "" {
			hint = term.Words{Ja: "「" + near + "」ではありませんか。" + hint.Ja, En: "did you mean " + near + "? " + hint.En}
		}
		return session.Fail(session.ExitUsage, term.Words{Ja: "そのような判定基準もファイルもありません: " + c.Criteria, En: "there are no such criteria, and no such file: " + c.Criteria}, hint)
	}
	c.Own = data
	return nil
}

// soundBeginning judges the register that is to be made: criteria of one's own may be wrong.
func soundBeginning(ctx context.Context, s *session.Session, files map[string][]byte) error {
	j, err := compile.Read(ctx, edit.Overlay(history.Empty("content"), files), s.AsOfDate, compile.ForCheck)
	if err != nil {
		return err
	}
	wrong := session.ErrorsOnly(j.Checked.Diagnostics)
	if len(wrong) == 0 {
		return nil
	}
	if err := diagnostic.WriteText(s.Stderr, wrong, s.Lang, session.LineOf(j.Register.Tree), s.Color(s.Stderr)); err != nil {
		return session.OutputFailed(err)
	}
	return session.Fail(session.ExitNotPassed, term.Words{Ja: "判定基準に誤りがあるため、登録簿を作りませんでした", En: "the criteria are wrong, so no register was made"},
		term.Words{Ja: "示された行を直して、もう一度実行してください。", En: "mend the lines that are shown, and run it again"})
}

// releases is where releases are published.
const releases = "https://github.com/riskbook/riskbook/releases/download/"

// installable gives the program that pipelines install: what was named, or that of this program's own release; none where it was never released.
func installable(ctx context.Context, s *session.Session, from string) (starter.Install, error) {
	if from != "" {
		return installFrom(ctx, s, from)
	}
	if session.ReleaseVersion == "" {
		return starter.Install{}, nil
	}
	sum := session.PipelineSum
	if runtime.GOOS == "linux" && runtime.GOARCH == "amd64" {
		name, err := os.Executable()
		if err != nil {
			return starter.Install{}, nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return starter.Install{}, nil
		}
		sum = checksum(data)
	}
	return starter.Install{URL: releases + session.ReleaseVersion + "/riskbook-" + session.ReleaseVersion + "-linux-amd64", SHA256: sum}, nil
}

// mostProgram is the size of a program or its archive, in bytes, up to which it is read.
const mostProgram = 512 << 20

// installFrom reads what pipelines are to install, for its checksum.
func installFrom(ctx context.Context, s *session.Session, from string) (starter.Install, error) {
	wrong := func(err error) error {
		return session.Failed(term.Words{Ja: "--install-from を読めません: " + from, En: "cannot read what --install-from names: " + from}, err)
	}
	if strings.ContainsAny(from, "\"'\n\r`$\\ ") {
		return starter.Install{}, session.Fail(session.ExitUsage, term.Words{Ja: "--install-from のアドレスに使えない文字があります: " + from, En: "there are characters in the address of --install-from that it cannot have: " + from},
			term.Words{Ja: "引用符、空白、$、バックスラッシュを含まないアドレスを指定してください。", En: "give an address without quotation marks, blanks, $ and backslashes"})
	}
	if !strings.HasPrefix(from, "https://") && !strings.HasPrefix(from, "http://") {
		name := s.Absolute(strings.TrimPrefix(from, "file://"))
		data, err := os.ReadFile(name)
		if err != nil {
			return starter.Install{}, wrong(err)
		}
		return starter.Install{URL: "file://" + filepath.ToSlash(name), SHA256: checksum(data)}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return starter.Install{}, wrong(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return starter.Install{}, wrong(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return starter.Install{}, wrong(errors.New(answer.Status))
	}
	digest := sha256.New()
	if _, err := io.Copy(digest, io.LimitReader(answer.Body, mostProgram)); err != nil {
		return starter.Install{}, wrong(err)
	}
	return starter.Install{URL: from, SHA256: hex.EncodeToString(digest.Sum(nil))}, nil
}

func checksum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// repositoryAbove gives the top of the repository around a folder, and the folder's path in it; an empty path where the folder is the top, or in none.
func repositoryAbove(dir string) (top, folder string) {
	for above := filepath.Dir(dir); ; above = filepath.Dir(above) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, ""
		}
		if _, err := os.Lstat(filepath.Join(above, ".git")); err == nil {
			folder, err := filepath.Rel(above, dir)
			if err != nil {
				return dir, ""
			}
			return above, filepath.ToSlash(folder)
		}
		if above == filepath.Dir(above) {
			return dir, ""
		}
	}
}

// atTop reports whether forges read a file at the top of a repository alone.
func atTop(name string) bool {
	return name == ".gitlab-ci.yml" || name == "CODEOWNERS" || strings.HasPrefix(name, ".github/") || strings.HasPrefix(name, ".gitlab/")
}

// takeTop takes those files out that belong at the top of a repository.
func takeTop(files map[string][]byte) map[string][]byte {
	above := map[string][]byte{}
	for name, data := range files {
		if atTop(name) {
			above[name] = data
			delete(files, name)
		}
	}
	return above
}

// placeAbove puts pipelines at the top of the repository that the register in dir lies in. What is there already stays, and is told.
func placeAbove(s *session.Session, dir, top string, files map[string][]byte) error {
	var placed, left []string
	for _, name := range slices.Sorted(mapKeys(files)) {
		path := filepath.Join(top, filepath.FromSlash(name))
		if _, err := os.Lstat(path); err == nil {
			left = append(left, name)
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return session.Unwritten(name, err)
		}
		if err := store.MakeFolders(filepath.Dir(path), 0o777); err != nil {
			return session.Unwritten(name, err)
		}
		if err := store.Create(store.Work(dir), path, files[name]); err != nil {
			return session.Unwritten(name, err)
		}
		placed = append(placed, name)
	}
	if len(placed) > 0 {
		s.Say(term.Words{
			Ja: "パイプラインは、フォージが読むリポジトリの最上位 " + top + " に置きました: " + strings.Join(placed, "、"),
			En: "The pipelines stand at the top of the repository, " + top + ", where forges read them: " + strings.Join(placed, ", "),
		})
	}
	if len(left) > 0 {
		s.Say(term.Words{
			Ja: "すでにあるため、書かなかったファイルがあります: " + strings.Join(left, "、") + "\n空のフォルダーで riskbook init を実行し、その同じ名前のファイルから要るところを移してください。",
			En: "Left as they were, since they are there already: " + strings.Join(left, ", ") + "\nTo have what riskbook would write, run riskbook init in an empty folder and take over what you need from the files of the same names.",
		})
	}
	return nil
}

func mapKeys(m map[string][]byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range m {
			if !yield(name) {
				return
			}
		}
	}
}

// updateRegister brings what init wrote beside the records up to date.
func updateRegister(ctx context.Context, s *session.Session, dir, from string, dry bool) error {
	if dir != "" {
		s.Root = s.Absolute(dir)
	}
	j, err := s.Understand(ctx)
	if err != nil {
		return err
	}
	store.Tidy(j.Root)
	config := &j.Verdict.Register.Config
	install, err := installable(ctx, s, from)
	if err != nil {
		return err
	}
	top, folder := repositoryAbove(j.Root)
	language := config.DefaultLanguage
	if !slices.Contains(term.Languages, language) {
		language = s.Lang
	}
	files, err := starter.Files(starter.Choice{Language: language, Languages: config.Languages, Profile: "full", AsOf: j.Verdict.Assessment.AsOf, Install: install, Folder: folder, Settings: config})
	if err != nil {
		return session.Failed(term.Words{Ja: "ファイルを作れません", En: "cannot make the files"}, err)
	}
	owners, err := os.ReadFile(filepath.Join(top, "CODEOWNERS"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return session.Unwritten("CODEOWNERS", err)
	}
	delete(files, "CODEOWNERS")
	if rules := starter.Owners(j.Verdict.Assessment, folder, forge(s)); rules != "" {
		files["CODEOWNERS"] = starter.WithOwners(owners, rules, language)
	}
	changed := 0
	for _, name := range slices.Sorted(mapKeys(files)) {
		if strings.HasPrefix(name, "content/") || name == "README.md" {
			continue
		}
		base := j.Root
		if atTop(name) {
			base = top
		}
		stays := name == "ci/install-riskbook" && install.URL == "" // this program knows no release: what the team has stays
		other, err := bringUp(s, j.Root, filepath.Join(base, filepath.FromSlash(name)), name, files[name], stays, dry)
		if err != nil {
			return err
		}
		if other {
			changed++
		}
	}
	sayBroughtUp(s, changed, dry)
	return nil
}

// bringUp gives a file its new text, or only says that it would, and reports whether that is another. A file that stays is only made where there is none.
func bringUp(s *session.Session, root, path, name string, text []byte, stays, dry bool) (changed bool, err error) {
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, session.Unwritten(name, err)
	}
	if there := err == nil; there && (stays || bytes.Equal(old, text)) {
		return false, nil
	}
	plus, minus := lineChanges(old, text)
	fmt.Fprintf(s.Stdout, "%s\t+%d -%d\n", diagnostic.Plain(name), plus, minus)
	if dry {
		return true, nil
	}
	if err := store.MakeFolders(filepath.Dir(path), 0o777); err != nil {
		return true, session.Unwritten(name, err)
	}
	if err := store.Replace(store.Work(root), path, text, 0); err != nil {
		return true, session.Unwritten(name, err)
	}
	return true, nil
}

// sayBroughtUp says how many files were brought up to date.
func sayBroughtUp(s *session.Session, changed int, dry bool) {
	switch {
	case changed == 0:
		s.Say(term.Words{Ja: "すべて新しいものです", En: "all is up to date"})
	case dry:
		s.Say(term.Words{Ja: fmt.Sprintf("%d個のファイルが変わります（まだ何も書いていません）", changed), En: session.Plural(changed, "file") + " would change; nothing was written"})
	default:
		s.Say(term.Words{Ja: fmt.Sprintf("%d個のファイルを新しくしました。「git diff」で確かめてください", changed), En: session.Plural(changed, "file") + " brought up to date; git diff shows what changed"})
	}
}

// forge gives the forge whose handles CODEOWNERS is to name, as far as pipelines say: "github" where nothing does.
func forge(s *session.Session) string {
	if s.Getenv("GITLAB_CI") != "" {
		return "gitlab"
	}
	return "github"
}

// lineChanges counts the lines that are only in the new text, and those only in the old one.
func lineChanges(old, data []byte) (plus, minus int) {
	count := map[string]int{}
	for line := range bytes.Lines(old) {
		count[string(line)]++
	}
	for line := range bytes.Lines(data) {
		if count[string(line)] > 0 {
			count[string(line)]--
		} else {
			plus++
		}
	}
	for _, n := range count {
		minus += n
	}
	return plus, minus
}
