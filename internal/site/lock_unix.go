//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package site

import (
	"errors"
	"os"
	"syscall"
)

// fileLock is a lock file that ends with its process.
type fileLock struct{ f *os.File }

func (realDisk) lock(path string) (lock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, fileMode)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, errBusy
			}
			return nil, &os.PathError{Op: "flock", Path: path, Err: err}
		}
		// Its last holder may have removed the file between the two calls.
		held, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, err
		}
		if named, err := os.Lstat(path); err == nil && os.SameFile(held, named) {
			return fileLock{f}, nil
		}
		f.Close()
	}
}

func (l fileLock) release() error {
	return errors.Join(os.Remove(l.f.Name()), l.f.Close())
}
