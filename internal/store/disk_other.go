//go:build !linux

package store

import "errors"

// Exchange lets two files or folders change places in one step. The error is errors.ErrUnsupported where that cannot be done.
func Exchange(a, b string) error { return errors.ErrUnsupported }

// SyncAll brings all of the file system that holds path to the disk. The error is errors.ErrUnsupported where that cannot be done.
func SyncAll(path string) error { return errors.ErrUnsupported }

func placeApart(string) {}
