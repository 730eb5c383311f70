//go:build !race

package actions_test

// thin is 1: every schedule is run.
const thin = 1
