package cli

import (
	"bytes"
	"io"
	"regexp"
)

// inert keeps what is written in a GitHub Actions job from acting on it: the runner takes every line that begins with two colons, and "##[" anywhere, for a command.
type inert struct{ w io.Writer }

// Write is part of io.Writer. What is written at once should be whole lines.
func (i inert) Write(p []byte) (int, error) {
	if _, err := i.w.Write(bytes.ReplaceAll(commandLine.ReplaceAll(p, []byte("$1: :")), []byte("##["), []byte("## ["))); err != nil {
		return 0, err
	}
	return len(p), nil
}

var commandLine = regexp.MustCompile(`(?m)(^[\s\x{feff}]*):{2}`)
