//go:build race

package actions_test

// thin is 4: of the schedules that one goroutine runs, every fourth is run. The race detector has little to find in them and makes each ten times slower.
const thin = 4
