package cputime_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
)

func TestUsed(t *testing.T) {
	before := cputime.Used()
	for sum := 0; cputime.Used() == before; sum++ { // Windows counts in steps of some milliseconds
	}
	if after := cputime.Used(); after <= before {
		t.Errorf("%v, then %v", before, after)
	}
}
