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

// quotedWords splits a command line at blanks, but for those between double quotes: "C:\Program Files\Editor\editor.exe" --wait.
func quotedWords(line string) []string {
	quoted := false
	words := strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted || r == '\t' && !quoted
	})
	for i, word := range words {
		words[i] = strings.ReplaceAll(word, `"`, "")
	}
	return words
}
