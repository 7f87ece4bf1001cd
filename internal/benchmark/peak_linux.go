package main

import (
	"os"
	"syscall"
)

// peakMemory gives the most memory that a process held at a time, in MiB; 0 where the system does not tell.
func peakMemory(ended *os.ProcessState) float64 {
	if usage, ok := ended.SysUsage().(*syscall.Rusage); ok {
		return float64(usage.Maxrss) / 1024
	}
	return 0
}
