//go:build !linux

package site

import "errors"

func (realDisk) exchange(a, b string) error { return errors.ErrUnsupported }

func (realDisk) syncAll(path string) error { return errors.ErrUnsupported }

func placeApart(string) {}
