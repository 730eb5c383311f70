package interview

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func TestTheUsersEditor(t *testing.T) {
	u := newUI(t, Options{Getenv: func(string) string { return "" }}).goTo(Impact).typed("before")
	dir := u.m.draft.store.dir
	path := filepath.Join(dir, "x.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("after\r\n\x1b[31mtwo\n")
	u.send(editedMsg{Impact, path, nil}).answer(Impact, "after\ntwo").key(tea.KeyCtrlZ).answer(Impact, "before")
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the file stays behind")
	}
	write("for impact")
	u.goTo(Lessons).send(editedMsg{Impact, path, nil}).answer(Lessons, "").answer(Impact, "for impact").goTo(Impact).typed("!").answer(Impact, "for impact!")
	u.key(tea.KeyCtrlZ, tea.KeyCtrlZ).answer(Impact, "before").key(tea.KeyCtrlY)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the file stays behind")
	}
	write("half")
	u.send(editedMsg{Impact, path, errors.New("exit status 1")}).answer(Impact, "for impact").shows("exit status 1", "is in")
	if !strings.HasSuffix(u.m.message, "; its text is in "+path) {
		t.Errorf("said: %s", u.m.message)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error("what the editor wrote is gone")
	}
	for editor, want := range map[string]string{"code --wait": `code --wait "$@"`, "": `vi "$@"`} {
		cmd := editorCommand(func(name string) string {
			if name == "EDITOR" {
				return editor
			}
			return ""
		}, "f")
		if filepath.Base(cmd.Args[0]) == "sh" && cmd.Args[2] != want {
			t.Errorf("%q runs %q", editor, cmd.Args)
		}
	}
}

func TestAnEditorThatIsNotThere(t *testing.T) {
	environment := map[string]string{"EDITOR": "no-such-editor --wait"}
	u := newUI(t, Options{Getenv: func(name string) string { return environment[name] }}).goTo(Impact).typed("kept")
	path := filepath.Join(u.m.draft.store.dir, "x.md")
	if err := os.WriteFile(path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.send(editedMsg{Impact, path, editorCommand(u.m.o.Getenv, path).Run()}).answer(Impact, "kept")
	u.size(120, 40).shows(`the editor "no-such-editor --wait", which EDITOR names, can't be run; set EDITOR to one that can`, "the answer is as it was")
	delete(environment, "EDITOR")
	if text := u.m.s.words.notRun(u.m.o.Getenv, exec.ErrNotFound); !strings.Contains(text, "set VISUAL or EDITOR") {
		t.Errorf("got %q", text)
	}
}

// What an editor held when the program was killed is told when the draft is resumed.
func TestAnEditorThatWasOpen(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("kept")
	store, id := u.m.draft.store, u.m.draft.ID
	for name, text := range map[string]string{id + ".answer-1.md": "written in the editor\n", id + ".answer-2.md": "kept\n", "other.answer-1.md": "another draft's"} {
		if err := os.WriteFile(filepath.Join(store.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := u.reopened()
	m := newScreen(d, Options{Out: io.Discard})
	if !strings.Contains(m.message, "an editor was open") || !strings.Contains(m.message, id+".answer-1.md") || strings.Contains(m.message, "-2.md") || strings.Contains(m.message, "other") {
		t.Errorf("told: %q", m.message)
	}
	if _, err := os.Stat(filepath.Join(store.dir, id+".answer-2.md")); !errors.Is(err, os.ErrNotExist) {
		t.Error("what the draft has stays behind")
	}
}
