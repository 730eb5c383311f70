package cputime

import (
	"syscall"
	"time"
)

// Used is the processor time of this process, of all its threads, its collector's too.
func Used() time.Duration {
	var created, exited, kernel, user syscall.Filetime
	self, err := syscall.GetCurrentProcess()
	if err == nil {
		err = syscall.GetProcessTimes(self, &created, &exited, &kernel, &user)
	}
	if err != nil {
		return 0
	}
	return span(kernel) + span(user)
}

// span reads a length of time, which has no beginning as Filetime.Nanoseconds takes it to have.
func span(t syscall.Filetime) time.Duration {
	const tick = 100 * time.Nanosecond
	return (time.Duration(t.HighDateTime)<<32 | time.Duration(t.LowDateTime)) * tick
}
