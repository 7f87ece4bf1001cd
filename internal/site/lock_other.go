//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package site

import (
	"errors"
	"io/fs"
	"os"
)

// fileLock is a lock file that must not exist.
type fileLock struct{ f *os.File }

func (realDisk) lock(path string) (lock, error) {
	// Where an open file cannot be removed this takes away only what a dead process left behind.
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errBusy
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if errors.Is(err, fs.ErrExist) {
		return nil, errBusy
	}
	if err != nil {
		return nil, err
	}
	return fileLock{f}, nil
}

func (l fileLock) release() error {
	return errors.Join(l.f.Close(), os.Remove(l.f.Name()))
}
