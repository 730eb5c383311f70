package repo

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// diffTime bounds how long two files are compared. After it more lines may count as changed than have to.
const diffTime = 2 * time.Second

// newLines are the lines of after that a shortest way from before adds.
func newLines(before, after []byte) []Lines {
	var changed []Lines
	line := 1
	for _, step := range compare(before, after) {
		n := utf8.RuneCountInString(step.Text)
		switch step.Type {
		case diffmatchpatch.DiffEqual:
			line += n
		case diffmatchpatch.DiffInsert:
			if last := len(changed) - 1; last >= 0 && changed[last].Last == line-1 {
				changed[last].Last = line + n - 1
			} else {
				changed = append(changed, Lines{line, line + n - 1})
			}
			line += n
		}
	}
	return changed
}

// likeness is the share of lines that two files have in common, from 0 to 1.
func likeness(before, after []byte) float64 {
	same, all := 0, 0
	for _, step := range compare(before, after) {
		n := utf8.RuneCountInString(step.Text)
		if step.Type == diffmatchpatch.DiffEqual {
			same += 2 * n
			n *= 2
		}
		all += n
	}
	return float64(same) / max(float64(all), 1)
}

// compare gives the steps from before to after; each rune of their texts stands for a line.
func compare(before, after []byte) []diffmatchpatch.Diff {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = diffTime
	a, b, _ := dmp.DiffLinesToRunes(wholeLines(before), wholeLines(after))
	return dmp.DiffMainRunes(a, b, false)
}

// wholeLines ends every line alike, the last one too.
func wholeLines(source []byte) string {
	text := strings.ReplaceAll(string(source), "\r\n", "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}
