//go:build unix

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"
)

// termTimeout ends a program that hangs. It is never waited out in a test that passes, nor where the program has ended.
const termTimeout = 3 * time.Minute

// termCommand runs a program on a terminal of 80 by 24:
//
//	term KEYS EXIT PROGRAM [ARG...]
//
// KEYS is a file of lines: expect TEXT (waits until it has appeared since the last expect), type TEXT, key NAME, paste FILE, size COLUMNS ROWS,
// kill. EXIT is the exit code, or "killed". What the program drew goes to the file screen, and as it was written, control sequences and all, to
// screen.raw.
func termCommand(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: term KEYS EXIT PROGRAM [ARG...]")
	}
	path, err := exec.LookPath(args[2])
	ts.Check(err)
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = termEnviron(ts)
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	ts.Check(err)
	defer file.Close()

	t := newTerminal(file)
	failure := t.play(ts, ts.ReadFile(args[0]), cmd)
	if failure != "" {
		_ = cmd.Process.Kill()
	}
	watchdog := time.AfterFunc(termTimeout, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	watchdog.Stop()
	<-t.ended
	ts.Check(os.WriteFile(ts.MkAbs("screen"), []byte(t.text()), 0o666))
	ts.Check(os.WriteFile(ts.MkAbs("screen.raw"), []byte(t.raw()), 0o666))
	if failure != "" {
		ts.Fatalf("%s; the terminal shows:\n%s", failure, t.text())
	}
	exit := "0"
	if exitErr, ok := errors.AsType[*exec.ExitError](err); ok {
		exit = strconv.Itoa(exitErr.ExitCode())
		if exitErr.ExitCode() < 0 {
			exit = "killed"
		}
	}
	if exit != args[1] {
		ts.Fatalf("exit code %s, want %s; the terminal shows:\n%s", exit, args[1], t.text())
	}
}

// termEnviron is the script's environment.
func termEnviron(ts *testscript.TestScript) []string {
	var env []string
	for _, key := range append(scriptVariables, "PATH", "TMPDIR", "WORK") {
		env = append(env, key+"="+ts.Getenv(key))
	}
	return env
}

// terminal collects what a program writes to its terminal.
type terminal struct {
	file    *os.File
	changed chan struct{}
	ended   chan struct{} // closed when nothing more comes

	mu   sync.Mutex
	out  bytes.Buffer
	seen int // bytes of the stripped text that an expect has consumed
}

func newTerminal(file *os.File) *terminal {
	t := &terminal{file: file, changed: make(chan struct{}, 1), ended: make(chan struct{})}
	go t.read()
	return t
}

func (t *terminal) read() {
	defer close(t.ended)
	buffer := make([]byte, 32<<10)
	for {
		n, err := t.file.Read(buffer)
		t.mu.Lock()
		t.out.Write(buffer[:n])
		t.mu.Unlock()
		select {
		case t.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return ansi.Strip(strings.ReplaceAll(t.out.String(), "\r", ""))
}

// raw is everything as it was written.
func (t *terminal) raw() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.out.String()
}

var termKeys = map[string]string{
	"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "esc": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "space": " ", "backspace": "\x7f",
	"ctrl+c": "\x03", "ctrl+d": "\x04", "ctrl+e": "\x05", "ctrl+g": "\x07", "ctrl+n": "\x0e", "ctrl+o": "\x0f", "ctrl+p": "\x10", "ctrl+r": "\x12", "ctrl+s": "\x13", "ctrl+t": "\x14",
}

// play carries the lines out and says what went wrong, "" for nothing.
func (t *terminal) play(ts *testscript.TestScript, script string, cmd *exec.Cmd) string {
	for line := range strings.Lines(script) {
		verb, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		switch verb {
		case "", "#":
		case "expect":
			if !t.expect(rest) {
				return "waited in vain for " + strconv.Quote(rest)
			}
		case "type":
			_, _ = t.file.WriteString(rest)
		case "key":
			keys, ok := termKeys[rest]
			if !ok {
				return "there is no key " + rest
			}
			_, _ = t.file.WriteString(keys)
		case "paste":
			_, _ = t.file.WriteString("\x1b[200~" + strings.ReplaceAll(ts.ReadFile(rest), "\n", "\r") + "\x1b[201~")
		case "size":
			var columns, rows uint16
			a, b, _ := strings.Cut(rest, " ")
			if n, err := strconv.ParseUint(a, 10, 16); err == nil {
				columns = uint16(n)
			}
			if n, err := strconv.ParseUint(b, 10, 16); err == nil {
				rows = uint16(n)
			}
			_ = pty.Setsize(t.file, &pty.Winsize{Cols: columns, Rows: rows})
		case "kill":
			_ = cmd.Process.Kill()
		default:
			return "unknown line " + strconv.Quote(line)
		}
	}
	return ""
}

func (t *terminal) expect(text string) bool {
	deadline := time.After(termTimeout)
	for ended := false; ; {
		all := t.text()
		if i := strings.Index(all[min(t.seen, len(all)):], text); i >= 0 {
			t.seen += i + len(text)
			return true
		}
		if ended {
			return false
		}
		select {
		case <-t.changed:
		case <-t.ended:
			ended = true // and look once more at all that it has written
		case <-deadline:
			return false
		}
	}
}
