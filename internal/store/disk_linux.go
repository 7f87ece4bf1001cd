package store

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Exchange lets two files or folders change places in one step. The error is errors.ErrUnsupported where that cannot be done.
func Exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
	}
	if err != nil {
		return &os.LinkError{Op: "exchange", Old: a, New: b, Err: err}
	}
	return nil
}

// SyncAll brings all of the file system that holds path to the disk. The error is errors.ErrUnsupported where that cannot be done.
func SyncAll(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if err = unix.Syncfs(int(f.Fd())); err != nil {
		err = &os.PathError{Op: "syncfs", Path: path, Err: err}
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// placeApart asks the file system not to keep the folders made in a folder near to it. Most know no such thing, and nothing is lost.
func placeApart(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	if flags, err := unix.IoctlGetInt(int(f.Fd()), unix.FS_IOC_GETFLAGS); err == nil {
		const topOfHierarchy = 0x20000 // FS_TOPDIR_FL, chattr +T
		_ = unix.IoctlSetPointerInt(int(f.Fd()), unix.FS_IOC_SETFLAGS, flags|topOfHierarchy)
	}
}
