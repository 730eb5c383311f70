package interview

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// editorCommand runs the editor that the environment names on a file. The name may be a whole command line, as for git.
func editorCommand(getenv func(string) string, path string) *exec.Cmd {
	editor, _ := editorName(getenv)
	if runtime.GOOS == "windows" {
		words := quotedWords(editor)
		if len(words) == 0 {
			words = []string{"notepad"}
		}
		return exec.Command(words[0], append(words[1:], path)...)
	}
	return exec.Command("sh", "-c", editor+` "$@"`, editor, path)
}

// editorName is the user's editor and the variable that names it, "" when none does.
func editorName(getenv func(string) string) (editor, variable string) {
	for _, variable := range []string{"VISUAL", "EDITOR"} {
		if getenv != nil && strings.TrimSpace(getenv(variable)) != "" {
			return getenv(variable), variable
		}
	}
	if runtime.GOOS == "windows" {
		return "notepad", ""
	}
	return "vi", ""
}

// notRun explains an editor that ended with an error.
func (w words) notRun(getenv func(string) string, err error) string {
	editor, variable := editorName(getenv)
	missing := errors.Is(err, exec.ErrNotFound)
	if failed, ok := errors.AsType[*exec.ExitError](err); ok && runtime.GOOS != "windows" {
		missing = missing || failed.ExitCode() == 127 || failed.ExitCode() == 126 // what a shell answers for a command that it can't run
	}
	switch {
	case missing && variable == "":
		return w.sayf("there is no editor %q here; set VISUAL or EDITOR to one that is, for example EDITOR=nano", editor)
	case missing:
		return w.sayf("the editor %q, which %s names, can't be run; set %s to one that can, for example %s=nano", editor, variable, variable, variable)
	}
	return w.sayf("the editor %q ended with an error (%v)", editor, err)
}

// answerFiles are the files of the user's editor that belong to a draft.
func (d *Draft) answerFiles() string { return d.ID + ".answer-*.md" }

// leftByEditors tells of files that an editor was open on when the program ended: what was written there may be nowhere else. Those that hold
// nothing else are removed.
func (d *Draft) leftByEditors() []string {
	files, err := filepath.Glob(filepath.Join(d.store.dir, d.answerFiles()))
	if err != nil {
		return nil
	}
	var told []string
	for _, path := range files {
		source, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		text := strings.TrimSuffix(clean(string(source)), "\n")
		known := strings.TrimSpace(text) == ""
		for _, q := range d.session.Questions() {
			known = known || d.session.Text(q.Key) == text
		}
		if known {
			_ = os.Remove(path)
			continue
		}
		told = append(told, d.session.words.sayf("an editor was open when this ended; its text is in %s", path))
	}
	return told
}

// external opens the current answer in the user's editor.
func (m *screen) external(q Question) tea.Cmd {
	file, err := os.CreateTemp(m.draft.store.dir, m.draft.answerFiles())
	if err == nil {
		_, err = file.WriteString(m.edit.text())
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		m.message = m.s.words.sayf("the editor can't be opened: %v", err)
		return nil
	}
	path := file.Name()
	m.away = true
	command := editorCommand(m.o.Getenv, path)
	command.Stdin = m.o.In // the terminal itself
	return tea.ExecProcess(command, func(err error) tea.Msg { return editedMsg{q.Key, path, err} })
}

// edited takes over what the user's editor left.
func (m *screen) edited(msg editedMsg) tea.Cmd {
	m.away = false
	source, err := os.ReadFile(msg.path)
	if err = errors.Join(msg.err, err); err != nil {
		if string(source) == m.edit.text() {
			_ = os.Remove(msg.path)
			m.message = m.s.words.notRun(m.o.Getenv, err) + m.s.words.say("; the answer is as it was")
			return nil
		}
		m.message = m.s.words.notRun(m.o.Getenv, err) + m.s.words.sayf("; its text is in %s", msg.path)
		return nil
	}
	text := strings.TrimSuffix(clean(string(source)), "\n")
	q, ok := m.s.Current()
	if !ok || q.Key != msg.key {
		if i := m.s.index(msg.key); i >= 0 && !m.s.Questions()[i].Kind.Long() {
			text = oneLine(text)
		}
		m.s.SetText(msg.key, text) // it belongs where it was opened
		m.save()
		m.message = m.s.words.say("what the editor left is in the answer that it was opened for")
		m.forget(msg.path)
		return nil
	}
	if !q.Kind.Long() {
		text = oneLine(text)
	}
	if text != m.edit.text() {
		m.edit.replace(document.Span{Start: 0, End: len(m.edit.text())}, text)
	}
	cmd := m.changed()
	m.forget(msg.path)
	return cmd
}

// forget removes a file of the user's editor when the draft has what it says.
func (m *screen) forget(path string) {
	if m.saveErr == nil {
		_ = os.Remove(path)
	}
}
