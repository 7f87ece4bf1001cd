package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/riskbook/riskbook/internal/term"
)

// Guard says what an output folder must not touch.
type Guard struct {
	Root string // the register's root on disk; empty where the register lies elsewhere
}

// sources are the folders of a register's root that are never written into, present or not.
var sources = []string{"content", "templates", "themes", ".git"}

// repositories are the names of folders or files by which a working tree is known.
var repositories = []string{".git", ".hg", ".jj", ".svn"}

// marker is the file by which a folder written by riskbook is known.
const marker = ".riskbook-site"

// markerText is what it says to whoever opens it.
const markerText = "このフォルダーは riskbook build が書き出したサイトです。ここでの変更は次のビルドで失われます。\n" +
	"This folder is a site written by riskbook build. What is changed here is lost at the next build.\n"

// resolve gives the absolute path without symbolic links; what does not exist yet is appended as it stands.
func resolve(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	var missing []string
	for {
		real, err := filepath.EvalSymlinks(abs)
		if err == nil {
			slices.Reverse(missing)
			return filepath.Join(append([]string{real}, missing...)...), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if _, err := os.Lstat(abs); err == nil {
			return "", fmt.Errorf("%s: dangling symbolic link", abs)
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return "", err
		}
		missing = append(missing, filepath.Base(abs))
		abs = parent
	}
}

// ancestors lists a path and every folder above it.
func ancestors(name string) []string {
	list := []string{name}
	for parent := filepath.Dir(name); parent != name; parent = filepath.Dir(name) {
		list = append(list, parent)
		name = parent
	}
	return list
}

// within tells whether name is folder or lies inside it, by name or, where names deceive, by identity. Both are resolved.
func within(name, folder string) bool {
	info, err := os.Stat(folder)
	for _, a := range ancestors(name) {
		if strings.EqualFold(a, folder) {
			return true
		}
		if err == nil {
			if other, err := os.Stat(a); err == nil && os.SameFile(info, other) {
				return true
			}
		}
	}
	return false
}

// check refuses an output folder, resolved, that is, contains or lies inside a source, or that holds anything but a site of riskbook.
func (g Guard) check(out string) error {
	for _, a := range ancestors(out) {
		if slices.Contains(repositories, strings.ToLower(filepath.Base(a))) {
			return refuse(out,
				term.Words{Ja: "バージョン管理の内部フォルダーです。", En: "lies inside the folder of a version control system"},
				elsewhere)
		}
	}
	if g.Root != "" {
		if err := g.checkSources(out); err != nil {
			return err
		}
	}
	return checkTarget(out)
}

var elsewhere = term.Words{Ja: "--out に別のフォルダーを指定してください（既定は public/）。", En: "name another folder with --out (the default is public/)"}

// checkSources keeps the output folder away from the register.
func (g Guard) checkSources(out string) error {
	root, err := resolve(g.Root)
	if err != nil {
		return cannot("read", g.Root, err)
	}
	if within(root, out) {
		return refuse(out,
			term.Words{Ja: "登録簿のフォルダーそのもの、又はそれを含むフォルダーです。", En: "is the register's own folder, or contains it"},
			elsewhere)
	}
	for _, name := range sources {
		source, err := resolve(filepath.Join(root, name))
		if err != nil {
			continue // nothing that could be overwritten
		}
		if within(out, source) || within(source, out) {
			return refuse(out,
				term.Words{Ja: fmt.Sprintf("登録簿の %s/ と重なります。", name), En: fmt.Sprintf("overlaps the register's %s/", name)},
				elsewhere)
		}
	}
	return nil
}

// checkTarget accepts what does not exist, an empty folder, and a site of riskbook.
func checkTarget(out string) error {
	info, err := os.Lstat(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cannot("read", out, err)
	}
	if !info.IsDir() {
		return refuse(out, term.Words{Ja: "フォルダーではありません。", En: "is not a folder"}, elsewhere)
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		return cannot("read", out, err)
	}
	site := len(entries) == 0
	for _, e := range entries {
		if slices.Contains(repositories, strings.ToLower(e.Name())) {
			return refuse(out,
				term.Words{Ja: fmt.Sprintf("バージョン管理の %s があり、書き換えると失われます。", e.Name()), En: fmt.Sprintf("holds %s of a version control system, which would be lost", e.Name())},
				term.Words{Ja: "別のフォルダーにビルドしてから、そこへコピーしてください。", En: "build into another folder and copy the site from there"})
		}
		site = site || e.Name() == marker && e.Type().IsRegular()
	}
	if !site {
		return refuse(out,
			term.Words{Ja: "空でなく、riskbook のサイトでもありません。", En: "is neither empty nor a site of riskbook"},
			term.Words{Ja: "--out に別のフォルダーを指定するか、中身を移してからビルドしてください。", En: "name another folder with --out, or move away what is in this one"})
	}
	return nil
}

func refuse(out string, message, help term.Words) *Error {
	return &Error{Page: out, Message: message, Help: help, Err: ErrRefused}
}

// verbs are what cannot be done when the environment fails.
var verbs = map[string]term.Words{
	"lock":    {Ja: "ロックできません", En: "cannot be locked"},
	"read":    {Ja: "読み込めません", En: "cannot be read"},
	"remove":  {Ja: "削除できません", En: "cannot be removed"},
	"replace": {Ja: "置き換えられません", En: "cannot be replaced"},
	"sync":    {Ja: "ディスクに書き終えられません", En: "cannot be brought to the disk"},
	"write":   {Ja: "書き込めません", En: "cannot be written"},
}

// cannot words a failure of the environment.
func cannot(verb, name string, err error) *Error {
	cause := err
	var onPath *fs.PathError
	var onLink *os.LinkError
	switch {
	case errors.As(err, &onPath):
		cause = onPath.Err
	case errors.As(err, &onLink):
		cause = onLink.Err
	}
	words := verbs[verb]
	e := &Error{
		Page:    name,
		Message: term.Words{Ja: fmt.Sprintf("%s：%v", words.Ja, cause), En: fmt.Sprintf("%s: %v", words.En, cause)},
		Help:    term.Words{Ja: "フォルダーの権限と空き容量を確かめてください。前のサイトはそのままです。", En: "see that the folder may be written and has room; the old site stands as it was"},
		Err:     err,
	}
	switch {
	case verb == "replace" && (errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV)):
		e.Help = term.Words{
			Ja: "マウント先のフォルダーは置き換えられません。--out にその中のフォルダーを指定してください。",
			En: "a folder that something is mounted on cannot be replaced: name a folder inside it with --out",
		}
	case errors.Is(err, fs.ErrPermission):
		e.Help = term.Words{
			Ja: "新しいサイトは出力先の隣で組み立てます。出力先を含むフォルダーにも書き込めるようにしてください。",
			En: "the new site is put together beside the old one: the folder that holds it must be writable too",
		}
	}
	return e
}
