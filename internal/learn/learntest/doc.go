// Package learntest writes folders of made-up postmortems, as many as are wanted, for tests and benchmarks of what reads all of them.
package learntest
