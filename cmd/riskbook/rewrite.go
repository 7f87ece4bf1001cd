package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/term"
)

// rewrite puts new bytes in the place of a file of the register, in one step: a reader sees the old file or the new one. Its permissions stay, and a link
// keeps leading to it. A file that no longer holds the old bytes is left alone.
func rewrite(root, name string, old, data []byte) error {
	path, err := diskName(root, name)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return unwritten(name, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return unwritten(name, err)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return unwritten(name, err)
	}
	if bytes.Equal(now, data) {
		return nil // another link to the same file
	}
	if !bytes.Equal(now, old) {
		return fail(exitEnvironment,
			term.Words{Ja: "読み込んだ後に変更されたため、書き込みませんでした: " + name, En: "it was changed after it was read, so it was not written: " + name},
			term.Words{Ja: "もう一度実行してください。", En: "run the command again"})
	}
	if info.Mode().Perm()&0o200 == 0 {
		return unwritten(name, fs.ErrPermission)
	}
	if err := place(path, data, info.Mode().Perm(), true); err != nil {
		return unwritten(name, err)
	}
	return nil
}

// create writes a new file of the register and the folders above it, whole or not at all. It never takes the place of another file.
func create(root, name string, data []byte) error {
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return unwritten(name, err)
	}
	if err := place(path, data, 0, false); err != nil {
		return unwritten(name, err)
	}
	return nil
}

// place writes a file beside path, on disk, and moves it there. Without a mode the umask decides.
func place(path string, data []byte, mode fs.FileMode, replace bool) (err error) {
	folder := filepath.Dir(path)
	temporary, err := os.CreateTemp(folder, ".riskbook-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temporary.Name()))
		}
	}()
	if mode == 0 {
		mode = newMode(folder)
	}
	_, err = temporary.Write(data)
	if err = errors.Join(err, temporary.Chmod(mode), temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	if replace {
		err = os.Rename(temporary.Name(), path)
	} else if err = os.Link(temporary.Name(), path); err == nil {
		err = os.Remove(temporary.Name())
	} else if !errors.Is(err, fs.ErrExist) {
		if _, missing := os.Lstat(path); errors.Is(missing, fs.ErrNotExist) {
			err = os.Rename(temporary.Name(), path) // a file system without hard links
		}
	}
	if err != nil {
		return err
	}
	return syncFolder(folder)
}

// newMode gives the permissions of a new file: those of its folder without the right to search.
func newMode(folder string) fs.FileMode {
	info, err := os.Stat(folder)
	if err != nil {
		return 0o644
	}
	return info.Mode().Perm()&^0o111 | 0o600
}

// syncFolder makes the names in a folder last, where the system can do that.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

func unwritten(name string, cause error) error {
	if errors.Is(cause, fs.ErrExist) {
		return fail(exitEnvironment, term.Words{Ja: "すでにあるため、書き込みませんでした: " + name, En: "it exists, so it was not written: " + name},
			term.Words{Ja: "同じ名前のファイルが、読み込んだ後に作られました。もう一度実行してください。", En: "a file of this name was made after the register was read: run the command again"})
	}
	return failed(term.Words{Ja: "書き込めません: " + name, En: "cannot write " + name}, cause)
}

// diskName gives the path of a file of the register as the disk spells it: the register compares names in NFC.
func diskName(root, name string) (string, error) {
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
