package interview

import "strings"

// cache remembers how the lines of a text were read, for a text that is read again at every keystroke and changes by a line. It holds
// the lines of the last reading.
type cache[T any] struct {
	lines  []string
	values []T
}

// forget drops what was read, because it would be read differently now.
func (c *cache[T]) forget() { c.lines, c.values = nil, nil }

// read returns what f makes of each line. Of lines that stand before or behind the change nothing is looked up; only where lines moved is
// it found out which.
func (c *cache[T]) read(lines []string, f func(string) T) []T {
	same := 0
	for same < len(lines) && same < len(c.lines) && lines[same] == c.lines[same] {
		same++
	}
	tail := 0
	for tail < len(lines)-same && tail < len(c.lines)-same && lines[len(lines)-1-tail] == c.lines[len(c.lines)-1-tail] {
		tail++
	}
	if same == len(lines) && same == len(c.lines) {
		return c.values
	}
	moved := make(map[string]int, len(c.lines)-same-tail)
	for i := same; i < len(c.lines)-tail; i++ {
		moved[c.lines[i]] = i
	}
	values := make([]T, 0, len(lines))
	values = append(values, c.values[:same]...)
	for _, line := range lines[same : len(lines)-tail] {
		if i, ok := moved[line]; ok {
			values = append(values, c.values[i])
		} else {
			values = append(values, f(line))
		}
	}
	values = append(values, c.values[len(c.values)-tail:]...)
	c.lines, c.values = lines, values
	return values
}

// trimmedLines are the lines of a text without the blanks around them.
func trimmedLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}
