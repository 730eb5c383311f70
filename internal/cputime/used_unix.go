//go:build unix

package cputime

import (
	"syscall"
	"time"
)

// Used is the processor time of this process, of all its threads, its collector's too.
func Used() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
