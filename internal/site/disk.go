package site

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
)

// disk is all that a Folder does to the disk. Paths are absolute. Tests put a disk in its place that fails.
type disk interface {
	exchange(a, b string) error             // both change places in one step; errors.ErrUnsupported where that cannot be done
	link(old, name string) error            // a hard link
	lock(path string) (lock, error)         // errBusy while another process holds it
	lstat(path string) (fs.FileInfo, error) // of the link itself
	mkdir(path string) error                // 0755 whatever the umask
	nest(path string) (string, error)       // a folder, and one in it for a site, whose path is returned
	readDir(path string) ([]fs.DirEntry, error)
	readFile(path string) ([]byte, error)
	remove(path string) error
	removeAll(path string) error
	rename(old, name string) error
	sync(path string) error                              // a file or a folder
	syncAll(path string) error                           // the file system that holds path; errors.ErrUnsupported where that cannot be done
	write(path string, data []byte) (fs.FileInfo, error) // a new file, 0644 whatever the umask
}

// lock is a lock that is held.
type lock interface {
	release() error // and leaves no file behind
}

// The modes of what a Folder writes.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

// realDisk is the operating system's.
type realDisk struct{}

func (realDisk) link(old, name string) error                { return os.Link(old, name) }
func (realDisk) lstat(path string) (fs.FileInfo, error)     { return os.Lstat(path) }
func (realDisk) readDir(path string) ([]fs.DirEntry, error) { return os.ReadDir(path) }
func (realDisk) readFile(path string) ([]byte, error)       { return os.ReadFile(path) }
func (realDisk) remove(path string) error                   { return os.Remove(path) }
func (realDisk) rename(old, name string) error              { return os.Rename(old, name) }

func (realDisk) mkdir(path string) error {
	if err := os.Mkdir(path, folderMode); err != nil {
		return err
	}
	if err := os.Chmod(path, folderMode); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// nest places the inner folder apart. The ext4 file system creates files slowly, ten times and more, where thousands were removed a minute ago, and looks for room near the
// folder that a new one is made in; only inside a folder marked as a top of a hierarchy does it start at a place that depends on the name.
func (d realDisk) nest(path string) (string, error) {
	if err := d.mkdir(path); err != nil {
		return "", err
	}
	placeApart(path)
	inner := filepath.Join(path, strconv.FormatUint(rand.Uint64(), 36))
	return inner, d.mkdir(inner)
}

// removeAll removes as os.RemoveAll does, several files of a large folder at a time, since the disk takes longest to free what they held.
func (d realDisk) removeAll(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return os.RemoveAll(path)
	}
	var files []string
	for _, e := range entries {
		name := filepath.Join(path, e.Name())
		if !e.IsDir() {
			files = append(files, name)
		} else if err := d.removeAll(name); err != nil {
			return err
		}
	}
	err = parallel(4, files, func(name string) error {
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

// parallel calls do for every name, with several workers, and gives the first error that a worker met. A worker with an error stops.
func parallel(workers int, names []string, do func(string) error) error {
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

func (realDisk) write(path string, data []byte) (info fs.FileInfo, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err
	}
	if _, err = f.Write(data); err == nil {
		info, err = f.Stat()
	}
	if err == nil && info.Mode().Perm() != fileMode {
		err = f.Chmod(fileMode)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return info, err
}

func (realDisk) sync(path string) error {
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

// ours tells whether a file has the mode that a Folder gives its files.
func ours(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode().Perm() == fileMode)
}
