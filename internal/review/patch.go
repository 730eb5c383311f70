package review

import (
	"strconv"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// hunk is a stretch of a file's new side that GitHub shows, and takes comments on.
type hunk struct {
	lint.Lines              // all of it; Last is before First where every line was removed
	added      []lint.Lines // what is new in it, in order
}

// maxLine bounds line numbers, so that no answer makes them overflow.
const maxLine = 1 << 30

// readPatch reads the hunks of a difference as GitHub gives it, in order. What is no difference has none.
func readPatch(patch string) []hunk {
	var all []hunk
	var at *hunk
	before, after := 0, 0 // lines of the two sides that the hunk still has
	for line := range strings.SplitSeq(patch, "\n") {
		if before <= 0 && after <= 0 {
			at = nil
			h, old, fresh, ok := readHeader(line)
			if ok {
				all = append(all, h)
				at, before, after = &all[len(all)-1], old, fresh
			}
			continue
		}
		next := at.Last + 1
		switch {
		case strings.HasPrefix(line, "+"):
			after--
			at.Last = next
			if n := len(at.added); n > 0 && at.added[n-1].Last == next-1 {
				at.added[n-1].Last = next
			} else {
				at.added = append(at.added, lint.Lines{First: next, Last: next})
			}
		case strings.HasPrefix(line, "-"):
			before--
		case strings.HasPrefix(line, `\`): // no newline at the end of the file
		default:
			before--
			after--
			at.Last = next
		}
	}
	return all
}

// readHeader reads "@@ -12,3 +14,5 @@ words".
func readHeader(line string) (h hunk, before, after int, ok bool) {
	text, found := strings.CutPrefix(line, "@@ -")
	old, text, foundNew := strings.Cut(text, " +")
	fresh, _, foundEnd := strings.Cut(text, " @@")
	if !found || !foundNew || !foundEnd {
		return h, 0, 0, false
	}
	_, before, okOld := readRange(old)
	first, after, okNew := readRange(fresh)
	if after == 0 {
		first++ // it names the line before
	}
	return hunk{Lines: lint.Lines{First: first, Last: first - 1}}, before, after, okOld && okNew
}

// readRange reads "14,5", or "14" for one line.
func readRange(s string) (first, count int, ok bool) {
	start, length, several := strings.Cut(s, ",")
	first, err := strconv.Atoi(start)
	count = 1
	if several && err == nil {
		count, err = strconv.Atoi(length)
	}
	return first, count, err == nil && first >= 0 && first < maxLine && count >= 0 && count < maxLine
}

// meets reports whether a finding's lines touch what is new.
func meets(added []lint.Lines, at lint.Lines) bool {
	for _, l := range added {
		if l.First <= at.Last && at.First <= l.Last {
			return true
		}
	}
	return false
}
