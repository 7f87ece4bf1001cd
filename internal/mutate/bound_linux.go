package main

import "syscall"

// mostMemory is what a process may take: a loop that has lost its end would else take all that there is.
const mostMemory = 4 << 30

// boundMemory bounds the address space of this process and of those that it starts.
func boundMemory() error {
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &now); err != nil {
		return err
	}
	return syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: min(now.Max, mostMemory), Max: now.Max})
}
