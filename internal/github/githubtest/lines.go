package githubtest

import (
	"fmt"
	"strings"
)

// hunk is the lines of one hunk that a comment on the new side may stand on: all but those that were removed.
type hunk struct{ first, last int }

// hunks reads the hunks of a patch.
func hunks(patch string) []hunk {
	var all []hunk
	for line := range strings.Lines(patch) {
		var oldStart, oldLines, newStart int
		if strings.HasPrefix(line, "@@ ") {
			header, _, _ := strings.Cut(line[3:], " @@")
			before, after, _ := strings.Cut(header, " ")
			if n, _ := fmt.Sscanf(before, "-%d,%d", &oldStart, &oldLines); n == 0 {
				panic("githubtest: not a patch: " + line)
			}
			if n, _ := fmt.Sscanf(after, "+%d", &newStart); n == 0 {
				panic("githubtest: not a patch: " + line)
			}
			all = append(all, hunk{newStart, newStart - 1})
			continue
		}
		if len(all) > 0 && (line[0] == '+' || line[0] == ' ') {
			all[len(all)-1].last++
		}
	}
	return all
}

// allows reports whether GitHub takes a comment on the lines of the new side: they are in one hunk.
func allows(patch string, start, line int) bool {
	for _, h := range hunks(patch) {
		if h.first <= start && start <= line && line <= h.last {
			return true
		}
	}
	return false
}
