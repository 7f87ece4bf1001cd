//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// FileLock is a lock file that ends with its process.
type FileLock struct{ f *os.File }

// Lock takes a lock, which is a file of its own at path. The error is ErrBusy while another process holds it.
func Lock(path string) (*FileLock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, FileMode)
		if err != nil {
			return nil, err
		}
		if err := lockNamed(f); err == nil {
			return &FileLock{f}, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(err, f.Close())
		}
		// Its last holder removed the file between the two calls.
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
}

// Release gives the lock back and leaves no file behind.
func (l *FileLock) Release() error { return errors.Join(os.Remove(l.f.Name()), l.f.Close()) }

// lockNamed locks an open file or folder that still bears its name; the error is fs.ErrNotExist where it does not.
func lockNamed(f *os.File) error {
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		switch {
		case errors.Is(err, syscall.EWOULDBLOCK):
			return ErrBusy
		case errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.EOPNOTSUPP):
			return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
		}
		return &os.PathError{Op: "flock", Path: f.Name(), Err: err}
	}
	held, err := f.Stat()
	if err != nil {
		return err
	}
	if named, err := os.Lstat(f.Name()); err != nil || !os.SameFile(held, named) {
		return fs.ErrNotExist
	}
	return nil
}

// hold keeps other processes from taking what is on its way for litter. It ends with its process.
type hold struct{ f *os.File }

// holdOf takes hold of a file or folder. The error is ErrBusy while another process holds it, errors.ErrUnsupported where the file system knows no locks.
func holdOf(path string) (*hold, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if err := lockNamed(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &hold{f}, nil
}

// end lets go; a nil hold holds nothing.
func (h *hold) end() {
	if h != nil {
		_ = h.f.Close() // it was only read
	}
}

// acrossDisks reports whether a file could not be moved since its new place is on another disk.
func acrossDisks(err error) bool { return errors.Is(err, syscall.EXDEV) }
