//go:build !linux

package main

// boundMemory does nothing: the limit of time alone ends a loop that has lost its end.
func boundMemory() error { return nil }
