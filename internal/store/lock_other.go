//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package store

import (
	"errors"
	"io/fs"
	"os"
)

// FileLock is a lock file that must not exist.
type FileLock struct{ f *os.File }

// Lock takes a lock, which is a file of its own at path. The error is ErrBusy while another process holds it.
func Lock(path string) (*FileLock, error) {
	// Where an open file cannot be removed this takes away only what a dead process left behind.
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, ErrBusy
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, FileMode)
	if errors.Is(err, fs.ErrExist) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, err
	}
	return &FileLock{f}, nil
}

// Release gives the lock back and leaves no file behind.
func (l *FileLock) Release() error { return errors.Join(l.f.Close(), os.Remove(l.f.Name())) }

// hold would keep other processes from taking what is on its way for litter; here nothing can, and only its age tells.
type hold struct{}

func holdOf(string) (*hold, error) { return nil, errors.ErrUnsupported }

func (*hold) end() {}

// acrossDisks reports whether a file could not be moved since its new place is on another disk.
func acrossDisks(error) bool { return true }
