// Package user stands on tiny.
package user

import "example.org/tiny"

// Large reports whether a number is above ten.
func Large(n int) bool { return n > 0 && !tiny.Small(n) }
