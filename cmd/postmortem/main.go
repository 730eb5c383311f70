// Command postmortem writes, checks and follows up blameless postmortems.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/blameless-postmortem/postmortem/internal/cli"
)

// version is set by the release build; "go install …@VERSION" leaves it empty.
var version string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process as if nobody listened
	code := cli.Main(ctx, environment(), os.Args[1:])
	stop()
	os.Exit(code)
}

// environment is the real outside world.
func environment() cli.Env {
	return cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal: isTerminal(os.Stdin), OutTerminal: isTerminal(os.Stdout), ErrTerminal: isTerminal(os.Stderr),
		Width: width, Getenv: os.Getenv, Now: time.Now, Version: builtVersion(),
	}
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// width is the number of columns of the terminal on standard output; 0 when it can't be told.
func width() int {
	columns, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// builtVersion is the version that was released or installed; "dev" for what was built from a working copy.
func builtVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		if installed, ok := strings.CutPrefix(info.Main.Version, "v"); ok {
			return installed
		}
	}
	return "dev" // the build says "(devel)"
}
