package store

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// Link makes a hard link.
func Link(old, name string) error { return os.Link(old, name) }

// Remove removes a file or an empty folder.
func Remove(path string) error { return os.Remove(path) }

// Touch sets the time at which a file was last used and changed.
func Touch(path string, at time.Time) error { return os.Chtimes(path, at, at) }

// Rename moves a file or folder.
func Rename(old, name string) error { return os.Rename(old, name) }

// MakeFolder makes a folder of mode FolderMode, whatever the umask.
func MakeFolder(path string) error {
	if err := os.Mkdir(path, FolderMode); err != nil {
		return err
	}
	if err := os.Chmod(path, FolderMode); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// MakeFolders makes a folder and those above it, as the umask allows.
func MakeFolders(path string, mode fs.FileMode) error { return os.MkdirAll(path, mode) }

// Nest makes a folder, and one in it whose path is returned.
//
// The inner folder is placed apart. The ext4 file system creates files slowly, ten times and more, where thousands were removed a minute ago, and looks for
// room near the folder that a new one is made in; only inside a folder marked as a top of a hierarchy does it start at a place that depends on the name.
func Nest(path string) (string, error) {
	if err := MakeFolder(path); err != nil {
		return "", err
	}
	placeApart(path)
	inner := filepath.Join(path, strconv.FormatUint(rand.Uint64(), 36))
	return inner, MakeFolder(inner)
}

// RemoveAll removes as os.RemoveAll does, several files of a large folder at a time, since the disk takes longest to free what they held.
func RemoveAll(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return os.RemoveAll(path)
	}
	var files []string
	for _, e := range entries {
		name := filepath.Join(path, e.Name())
		if !e.IsDir() {
			files = append(files, name)
		} else if err := RemoveAll(name); err != nil {
			return err
		}
	}
	err = Parallel(4, files, func(name string) error {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	return os.RemoveAll(path)
}

// Parallel calls do for every name, with several workers, and returns the first error that a worker met. A worker with an error stops.
func Parallel(workers int, names []string, do func(string) error) error {
	faults := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(names) && faults[w] == nil; i += workers {
				faults[w] = do(names[i])
			}
		})
	}
	wait.Wait()
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}

// Write writes a new file of mode FileMode, whatever the umask. It is not synced, and a failure may leave a part of it.
func Write(path string, data []byte) (info fs.FileInfo, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, FileMode)
	if err != nil {
		return nil, err
	}
	if _, err = f.Write(data); err == nil {
		info, err = f.Stat()
	}
	if err == nil && info.Mode().Perm() != FileMode {
		err = f.Chmod(FileMode)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return info, err
}

// Sync brings a file or a folder to the disk.
func Sync(path string) error {
	mode := os.O_RDONLY
	if runtime.GOOS == "windows" {
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return err // folders cannot be synced there
		}
		mode = os.O_RDWR
	}
	f, err := os.OpenFile(path, mode, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
