//go:build race

package actions_test

// The race detector has little to find in schedules that one goroutine runs, and makes each ten times slower.
const usualThin = 16
