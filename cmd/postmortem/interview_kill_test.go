//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/creack/pty"
)

// TestKilledWhileTyping types on a real terminal, kills the program as kill -9 does behind a random keystroke, and goes on with the draft, again and
// again: of what was typed at most the last keystroke is gone. POSTMORTEM_SCHEDULES says how many incidents are typed; 2 where it is not set.
func TestKilledWhileTyping(t *testing.T) {
	program, err := exec.LookPath("postmortem")
	if err != nil {
		t.Fatal(err)
	}
	incidents := uint64(2)
	if n, err := strconv.ParseUint(os.Getenv("POSTMORTEM_SCHEDULES"), 10, 16); err == nil {
		incidents = n
	}
	for seed := range incidents {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 7))
			home := t.TempDir()
			w := writer{t: t, program: program, folder: t.TempDir(), env: []string{
				"HOME=" + home, "XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
				"GIT_CEILING_DIRECTORIES=/", "TERM=screen-256color", "PATH=" + os.Getenv("PATH"), "GORACE=atexit_sleep_ms=0",
			}}
			title := ""
			for round := range 4 {
				keys := make([]rune, 1+random.IntN(9))
				for i := range keys {
					keys[i] = []rune("abcxyz0#'é日🙂")[random.IntN(12)]
				}
				if round == 0 {
					keys[0] = '¤' // nothing else on the screen has one, so that what was typed is found there
				}
				typed := title + string(keys)
				title = w.typeAndDie(round > 0, title, keys)
				if title != typed && title+string(keys[len(keys)-1]) != typed {
					t.Fatalf("typed %q, and the draft has %q", typed, title)
				}
				if title == "" { // the one keystroke of a draft that was just begun
					return
				}
			}
		})
	}
}

// writer is somebody at a terminal.
type writer struct {
	t               *testing.T
	program, folder string
	env             []string
}

// typeAndDie types into the title, each key once the one before is drawn, kills the program behind the last and returns the title in the draft.
func (w writer) typeAndDie(again bool, before string, keys []rune) string {
	w.t.Helper()
	command := "new"
	if again {
		command = "resume"
	}
	cmd := exec.Command(w.program, command)
	cmd.Dir, cmd.Env = w.folder, w.env
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		w.t.Fatal(err)
	}
	defer file.Close()
	term := newTerminal(file)
	shown := term.expect("What happened") && term.expect(before)
	for i, key := range keys {
		_, _ = file.WriteString(string(key))
		before += string(key)
		if i < len(keys)-1 {
			shown = shown && term.expect(before)
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	<-term.ended
	if !shown {
		w.t.Fatalf("%q was never drawn; the terminal shows:\n%s", before, term.text())
	}
	list := exec.Command(w.program, "resume", "--list", "--json")
	list.Dir, list.Env = w.folder, w.env
	out, err := list.Output()
	var drafts []struct{ Title string }
	if err == nil {
		err = json.Unmarshal(out, &drafts)
	}
	if err != nil || len(drafts) > 1 {
		w.t.Fatalf("%v: %s", err, out)
	}
	if len(drafts) == 0 {
		return ""
	}
	return drafts[0].Title
}
