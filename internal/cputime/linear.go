package cputime

import (
	"math"
	"testing"
	"time"
)

const (
	growth  = 8                     // how much larger the large input is: what is quadratic costs 64 times as much
	most    = 28                    // how many times as much it may cost
	nothing = 50 * time.Millisecond // what is no cost to speak of, whatever it is to the small one
)

// Linear fails the test when run costs much more for 8 times size than 8 times what it costs for size.
func Linear(t testing.TB, name string, size int, run func(size int)) {
	t.Helper()
	small, large, ok := linear(size, func(size int) time.Duration {
		begun := Used()
		run(size)
		return Used() - begun
	})
	if !ok {
		t.Errorf("%s: %v for a size of %d, %v for %d", name, small, size, large, growth*size)
	}
}

// linear measures until the costs are those of linear time. The collector and the caches have their moods, so the best of a few counts.
func linear(size int, cost func(size int) time.Duration) (small, large time.Duration, ok bool) {
	small, large = math.MaxInt64, math.MaxInt64
	for range 12 {
		small, large = min(small, cost(size)), min(large, cost(growth*size))
		if large <= nothing || large/most <= small {
			return small, large, true
		}
	}
	return small, large, false
}
