//go:build !race

package actions_test

const usualThin = 4
