package site

import (
	"io/fs"
	"os"
	"runtime"

	"github.com/riskbook/riskbook/internal/store"
)

// disk is all that a Folder does to the disk. Paths are absolute. Tests put a disk in its place that fails.
type disk interface {
	exchange(a, b string) error             // both change places in one step; errors.ErrUnsupported where that cannot be done
	link(old, name string) error            // a hard link
	lock(path string) (lock, error)         // store.ErrBusy while another process holds it
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
	Release() error // and leaves no file behind
}

// realDisk is the operating system's.
type realDisk struct{}

func (realDisk) exchange(a, b string) error                          { return store.Exchange(a, b) }
func (realDisk) link(old, name string) error                         { return store.Link(old, name) }
func (realDisk) lstat(path string) (fs.FileInfo, error)              { return os.Lstat(path) }
func (realDisk) mkdir(path string) error                             { return store.MakeFolder(path) }
func (realDisk) nest(path string) (string, error)                    { return store.Nest(path) }
func (realDisk) readDir(path string) ([]fs.DirEntry, error)          { return os.ReadDir(path) }
func (realDisk) readFile(path string) ([]byte, error)                { return os.ReadFile(path) }
func (realDisk) remove(path string) error                            { return store.Remove(path) }
func (realDisk) removeAll(path string) error                         { return store.RemoveAll(path) }
func (realDisk) rename(old, name string) error                       { return store.Rename(old, name) }
func (realDisk) sync(path string) error                              { return store.Sync(path) }
func (realDisk) syncAll(path string) error                           { return store.SyncAll(path) }
func (realDisk) write(path string, data []byte) (fs.FileInfo, error) { return store.Write(path, data) }

func (realDisk) lock(path string) (lock, error) {
	l, err := store.Lock(path)
	if err != nil {
		return nil, err // not a lock that is nil inside
	}
	return l, nil
}

// ours reports whether a file has the mode that a Folder gives its files.
func ours(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode().Perm() == store.FileMode)
}
