package interview

import "strings"

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
