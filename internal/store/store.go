// Package store is the one door by which the program writes to the disk.
//
// In: paths and bytes. Out: files and folders, whole or not at all, on the disk when a call returns without an error. What a killed process leaves lies in
// the folder Work names, or under a name that begins with ".riskbook-" beside the file that was written, and the next call takes it away.
// It must never import another package of the project.
package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrBusy is the error of Lock while another process holds the lock.
var ErrBusy = errors.New("busy")

// The modes of files and folders that are meant for everybody, whatever the umask.
const (
	FileMode   fs.FileMode = 0o644
	FolderMode fs.FileMode = 0o755
)

// prefix begins the names of all that is on its way.
const prefix = ".riskbook-"

// ignoreAll is the .gitignore of a work folder: git sees nothing of it, itself included.
const ignoreAll = "*\n"

// Work returns the folder for what is on its way into a register.
func Work(root string) string { return filepath.Join(root, "content", ".riskbook") }

// Tidy takes away what killed processes left on its way into a register. A register that cannot be written keeps it.
func Tidy(root string) {
	if info, err := os.Lstat(Work(root)); err == nil && info.IsDir() { // a link leads nobody elsewhere
		clear(Work(root))
	}
}

// Replace puts data in the place of the file at path in one step: a reader sees the old file or the new one. Where the mode is 0 the file gets that of its
// folder without the right to search. Temporary files lie in the folder work, or beside the file where work is empty or cannot serve.
func Replace(work, path string, data []byte, mode fs.FileMode) error {
	return put(work, path, bytesOf(data), mode, os.Rename)
}

// ReplaceWith is Replace for what is too large to be held: write writes it. It may be called a second time, where the first disk cannot serve.
func ReplaceWith(work, path string, mode fs.FileMode, write func(io.Writer) error) error {
	return put(work, path, write, mode, os.Rename)
}

func bytesOf(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// Create writes a new file, whole or not at all. The error is fs.ErrExist where there is a file of that name; it never takes another's place.
func Create(work, path string, data []byte) error {
	return put(work, path, bytesOf(data), 0, moveNew)
}

// put writes a file apart and moves it to its place.
func put(work, path string, write func(io.Writer) error, mode fs.FileMode, move func(old, name string) error) error {
	folder := filepath.Dir(path)
	if mode == 0 {
		mode = newMode(folder)
	}
	if work != "" && prepare(work) == nil {
		err := putFrom(work, path, write, mode, move)
		var linked *os.LinkError
		if !errors.Is(err, fs.ErrPermission) && !(errors.As(err, &linked) && acrossDisks(linked.Err)) {
			return err
		}
	}
	clear(folder)
	return putFrom(folder, path, write, mode, move)
}

func putFrom(work, path string, write func(io.Writer) error, mode fs.FileMode, move func(old, name string) error) (err error) {
	f, held, err := temporary(work)
	if err != nil {
		return err
	}
	defer held.end()
	defer func() {
		if err != nil {
			if gone := os.Remove(f.Name()); !errors.Is(gone, fs.ErrNotExist) {
				err = errors.Join(err, gone)
			}
		}
	}()
	if err = errors.Join(write(f), f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err = move(f.Name(), path); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// moveNew moves a file to a name that nothing bears.
func moveNew(old, name string) error {
	err := os.Link(old, name)
	if err == nil {
		return os.Remove(old)
	}
	if !errors.Is(err, fs.ErrExist) {
		if _, missing := os.Lstat(name); errors.Is(missing, fs.ErrNotExist) {
			return os.Rename(old, name) // a file system without hard links
		}
	}
	return err
}

// temporary makes a file that Clear of another process leaves alone while this one runs.
func temporary(work string) (*os.File, *hold, error) {
	for {
		f, err := os.CreateTemp(work, prefix+"*")
		if err != nil {
			return nil, nil, err
		}
		held, err := holdOf(f.Name())
		if err == nil || errors.Is(err, errors.ErrUnsupported) {
			return f, held, nil
		}
		if err := f.Close(); err != nil {
			return nil, nil, err
		}
		// Another process took it for litter between the two calls.
	}
}

// prepare makes a work folder, with the permissions of the folder it lies in, and takes away what killed processes left there.
func prepare(work string) error {
	above, err := os.Stat(filepath.Dir(work))
	if err != nil {
		return err
	}
	err = os.Mkdir(work, 0o700)
	if err == nil {
		err = os.Chmod(work, above.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky))
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Lstat(work); err != nil || !info.IsDir() {
		return errors.Join(err, fs.ErrInvalid)
	}
	ignore := filepath.Join(work, ".gitignore")
	if text, err := os.ReadFile(ignore); err != nil || string(text) != ignoreAll {
		if err := os.WriteFile(ignore, []byte(ignoreAll), FileMode); err != nil {
			return err
		}
	}
	clear(work)
	return nil
}

// abandoned is how old what is on its way must be before it counts as left behind, where no process can hold it.
const abandoned = time.Hour

// clear takes away what killed processes left in a folder. What cannot be removed stays: it hinders nothing.
func clear(folder string) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range list {
		if !strings.HasPrefix(entry.Name(), prefix) {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		held, err := holdOf(path)
		if errors.Is(err, errors.ErrUnsupported) {
			info, unknown := entry.Info()
			if unknown == nil && time.Since(info.ModTime()) > abandoned {
				err = nil
			}
		}
		if err == nil {
			_ = os.RemoveAll(path)
		}
		held.end()
	}
}

// newMode returns the permissions of a new file: those of its folder without the right to search.
func newMode(folder string) fs.FileMode {
	info, err := os.Stat(folder)
	if err != nil {
		return FileMode
	}
	return info.Mode().Perm()&^0o111 | 0o600
}

// SyncFolder makes the names in a folder last, where the system can do that.
func SyncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}
