package cli

import (
	"context"
	"io"
	"net/http"
	"path/filepath"
	"runtime"
	"time"
)

// Env is the outside world as a command sees it.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	// Whether the streams are terminals.
	InTerminal, OutTerminal, ErrTerminal bool
	// Width is the terminal's columns; 0 when there is no terminal.
	Width func() int
	// Getenv reads the environment.
	Getenv func(string) string
	Now    func() time.Time
	// Sleep waits between requests to GitHub; nil: a timer.
	Sleep func(context.Context, time.Duration) error
	// Transport carries requests to GitHub; nil: the network.
	Transport http.RoundTripper
	// Version is what "postmortem version" prints behind the name.
	Version string
}

// stateDir is the folder for what belongs to this user and machine: drafts and journals. It follows the XDG base directory
// specification where XDG_STATE_HOME is set, and the platform's custom elsewhere. Where neither tells, it is an error: a folder in the working directory would be committed.
func (e Env) stateDir() (string, error) {
	if dir := e.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "postmortem"), nil
	}
	home := e.Getenv("HOME")
	switch {
	case runtime.GOOS == "windows" && filepath.IsAbs(e.Getenv("LocalAppData")):
		return filepath.Join(e.Getenv("LocalAppData"), "postmortem"), nil
	case !filepath.IsAbs(home):
		return "", &usageError{"there is no folder to keep drafts and journals in: HOME is not set", "set HOME, or XDG_STATE_HOME, to a folder that stays from one run to the next"}
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "postmortem"), nil
	}
	return filepath.Join(home, ".local", "state", "postmortem"), nil
}

// cacheDir is the folder for what can be had again; "" when there is none.
func (e Env) cacheDir() string {
	if dir := e.Getenv("XDG_CACHE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "postmortem")
	}
	home := e.Getenv("HOME")
	switch {
	case runtime.GOOS == "windows":
		if dir := e.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "postmortem", "cache")
		}
		return ""
	case !filepath.IsAbs(home):
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Caches", "postmortem")
	}
	return filepath.Join(home, ".cache", "postmortem")
}

// plainTerminal reports whether the interview should ask line by line: there is no screen to draw on, or the user asks for plain text.
func (e Env) plainTerminal() bool {
	return !e.OutTerminal || !e.InTerminal || e.Getenv("TERM") == "dumb" || e.Getenv("ACCESSIBLE") != ""
}

// color decides by the flag, NO_COLOR and TERM whether an output to out is coloured.
func (e Env) color(flag string, terminal bool) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	return terminal && e.Getenv("NO_COLOR") == "" && e.Getenv("TERM") != "dumb"
}
