//go:build !unix

package main

import "github.com/rogpeppe/go-internal/testscript"

// termCommand has no pseudo-terminal here; scripts end at "[!unix] stop" before they need one.
func termCommand(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("there is no pseudo-terminal on this platform")
}
