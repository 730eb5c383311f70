// Package cputime tells what this process has cost so far. Tests hold the cost of hostile input against it: on a machine that others use too, the
// clock on the wall tells more of them than of us.
package cputime
