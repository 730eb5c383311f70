package cputime

import (
	"testing"
	"time"
)

func TestLinear(t *testing.T) {
	calls := 0
	for name, test := range map[string]struct {
		cost func(size int) time.Duration
		want bool
	}{
		"linear":                 {func(size int) time.Duration { return time.Duration(size) * time.Second }, true},
		"quadratic":              {func(size int) time.Duration { return time.Duration(size*size) * time.Second }, false},
		"quadratic, of no cost":  {func(size int) time.Duration { return time.Duration(size * size) }, true},
		"disturbed at first":     {func(size int) time.Duration { calls++; return time.Duration(size*max(1, 20-calls*size)) * time.Second }, true},
		"nothing, then too much": {func(size int) time.Duration { return time.Duration(size/growth) * time.Second }, false},
	} {
		if small, large, ok := linear(1, test.cost); ok != test.want {
			t.Errorf("%s: %v, then %v: linear is %v", name, small, large, ok)
		}
	}
}
