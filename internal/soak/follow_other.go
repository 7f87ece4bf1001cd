//go:build !(linux && amd64)

package main

import "errors"

func (w *workshop) follow(string, []string, int, ending) (followed, error) {
	return followed{}, errors.ErrUnsupported
}
