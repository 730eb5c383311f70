package learn

import (
	"bytes"
	"fmt"
	"strings"
)

// The lines of a README between which the index stands. Everything else in the file is left alone.
const (
	IndexBegin = "<!-- postmortem index begin -->"
	IndexEnd   = "<!-- postmortem index end -->"
)

// MarkerError says that the markers in a file don't enclose one place.
type MarkerError struct {
	Path    string
	Line    int // 1-based
	Message string
}

// Error names the place.
func (e *MarkerError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Message) }

// Hint says how to mend it.
func (e *MarkerError) Hint() string {
	return fmt.Sprintf("close blocks of code, and keep one line %s and, below it, one line %s", IndexBegin, IndexEnd)
}

// UpdateIndex puts a table between the markers of a README, which it adds at the end of a file without them. Line ends are those of the file. path is what
// errors call it: they are of type *MarkerError.
func UpdateIndex(path string, readme []byte, table string) ([]byte, error) {
	begin, end, err := findMarkers(path, readme)
	if err != nil {
		return nil, err
	}
	newline := "\n"
	if at := bytes.IndexByte(readme, '\n'); at > 0 && readme[at-1] == '\r' {
		newline = "\r\n"
	}
	if begin.end > 0 && bytes.HasSuffix(readme[:begin.end], []byte("\n")) && !bytes.HasSuffix(readme[:begin.end], []byte("\r\n")) {
		newline = "\n"
	}
	table = strings.ReplaceAll(strings.TrimRight(table, "\n"), "\n", newline)
	middle := newline + table + newline + newline // a blank line keeps the table from the markers
	if begin.end > 0 {
		return append(append(bytes.Clone(readme[:begin.end]), middle...), readme[end.start:]...), nil
	}
	out := bytes.Clone(readme)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, newline...)
	}
	if len(out) > 0 && !bytes.HasSuffix(out, []byte("\n\n")) && !bytes.HasSuffix(out, []byte("\n\r\n")) {
		out = append(out, newline...)
	}
	return append(out, IndexBegin+newline+middle+IndexEnd+newline...), nil
}

// lineAt is a line of a file, in bytes, its end included.
type lineAt struct{ start, end, number int }

// findMarkers finds the two lines; begin.end is 0 when there are none. Those in a block of code are an example.
func findMarkers(path string, readme []byte) (begin, end lineAt, err error) {
	fence, opened := "", 0 // the block of code that a line is in, and the line that opens it
	at := 0
	for number := 1; at < len(readme); number++ {
		next := len(readme)
		if i := bytes.IndexByte(readme[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		here := lineAt{at, next, number}
		raw := string(readme[at:next])
		line := strings.TrimSpace(strings.TrimPrefix(raw, "\ufeff"))
		at = next
		if fence != "" {
			if strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "" {
				fence = ""
			}
			continue
		}
		if fence = openedFence(raw); fence != "" {
			opened = number
			continue
		}
		switch line {
		case IndexBegin:
			if begin.end > 0 {
				return begin, end, &MarkerError{path, number, fmt.Sprintf("the index begins a second time, after line %d", begin.number)}
			}
			if !strings.HasSuffix(raw, "\n") {
				return begin, end, &MarkerError{path, number, "the index that begins here never ends"}
			}
			begin = here
		case IndexEnd:
			if begin.end == 0 || end.end > 0 {
				return begin, end, &MarkerError{path, number, "the index ends here without having begun"}
			}
			end = here
		}
	}
	if fence != "" && begin.end == 0 {
		return begin, end, &MarkerError{path, opened, "the block of code that begins here never ends, so that a table at the end would be part of it"}
	}
	if begin.end > 0 && end.end == 0 {
		return begin, end, &MarkerError{path, begin.number, "the index that begins here never ends"}
	}
	return begin, end, nil
}

// openedFence is the fence of a block of code that a line opens, "" when it opens none.
func openedFence(line string) string {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 {
		return ""
	}
	for _, c := range []string{"`", "~"} {
		if n := len(text) - len(strings.TrimLeft(text, c)); n >= 3 && (c == "~" || !strings.Contains(text[n:], "`")) {
			return text[:n]
		}
	}
	return ""
}
