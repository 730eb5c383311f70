// Command postmortem writes, checks and follows up blameless postmortems.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"golang.org/x/term"

	"github.com/blameless-postmortem/postmortem/internal/cli"
)

// version is set by the release build.
var version = "dev"

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
		Width: width, Getenv: os.Getenv, Now: time.Now, Version: version,
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
