package interview

import (
	"os/exec"
	"runtime"
	"strings"
)

// editorCommand runs the editor that the environment names on a file. The name may be a whole command line, as for git.
func editorCommand(getenv func(string) string, path string) *exec.Cmd {
	editor := ""
	if getenv != nil {
		if editor = getenv("VISUAL"); editor == "" {
			editor = getenv("EDITOR")
		}
	}
	if runtime.GOOS == "windows" {
		words := quotedWords(editor)
		if len(words) == 0 {
			words = []string{"notepad"}
		}
		return exec.Command(words[0], append(words[1:], path)...)
	}
	if strings.TrimSpace(editor) == "" {
		editor = "vi"
	}
	return exec.Command("sh", "-c", editor+` "$@"`, editor, path)
}
