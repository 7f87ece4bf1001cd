package session

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/store"
	"github.com/riskbook/riskbook/internal/term"
)

// Rewrite puts new bytes in the place of a file of the register, in one step: a reader sees the old file or the new one. Its permissions stay, and a link
// keeps leading to it. A file that no longer holds the old bytes is left alone.
func Rewrite(root, name string, old, data []byte) error {
	path, err := DiskName(root, name)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return Unwritten(name, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return Unwritten(name, err)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return Unwritten(name, err)
	}
	if bytes.Equal(now, data) {
		return nil // another link to the same file
	}
	if !bytes.Equal(now, old) {
		return Fail(ExitEnvironment,
			term.Words{Ja: "読み込んだ後に変更されたため、書き込みませんでした: " + name, En: "it was changed after it was read, so it was not written: " + name},
			term.Words{Ja: "もう一度実行してください。", En: "run the command again"})
	}
	if info.Mode().Perm()&0o200 == 0 {
		return Unwritten(name, fs.ErrPermission)
	}
	if err := store.Replace(store.Work(root), path, data, info.Mode().Perm()); err != nil {
		return Unwritten(name, err)
	}
	return nil
}

// Create writes a new file of the register and the folders above it, whole or not at all. It never takes the place of another file.
func Create(root, name string, data []byte) error {
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := store.MakeFolders(filepath.Dir(path), 0o777); err != nil {
		return Unwritten(name, err)
	}
	if err := store.Create(store.Work(root), path, data); err != nil {
		return Unwritten(name, err)
	}
	return nil
}

// Unwritten says that a file could not be written.
func Unwritten(name string, cause error) error {
	if errors.Is(cause, fs.ErrExist) {
		return Fail(ExitEnvironment, term.Words{Ja: "すでにあるため、書き込みませんでした: " + name, En: "it exists, so it was not written: " + name},
			term.Words{Ja: "同じ名前のファイルが、読み込んだ後に作られました。もう一度実行してください。", En: "a file of this name was made after the register was read: run the command again"})
	}
	return Failed(term.Words{Ja: "書き込めません: " + name, En: "cannot write " + name}, cause)
}

// DiskName gives the path of a file of the register as the disk spells it: the register compares names in NFC.
func DiskName(root, name string) (string, error) {
	path := filepath.Join(root, filepath.FromSlash(name))
	if _, err := os.Lstat(path); err == nil {
		return path, nil
	}
	path = root
	for _, part := range strings.Split(name, "/") {
		list, err := os.ReadDir(path)
		if err != nil {
			return "", err
		}
		found := ""
		for _, entry := range list {
			if norm.NFC.String(entry.Name()) == part {
				found = entry.Name()
			}
		}
		if found == "" {
			return "", &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		path = filepath.Join(path, found)
	}
	return path, nil
}
