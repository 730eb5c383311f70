package interview

// cache remembers how the lines of a text were read, for a text that is read again at every keystroke and changes by a line. It holds
// the lines of the last two readings.
type cache[T any] struct{ now, before map[string]T }

// begin starts another reading.
func (c *cache[T]) begin() { c.before, c.now = c.now, make(map[string]T, len(c.now)) }

// forget drops what was read, because it would be read differently now.
func (c *cache[T]) forget() { c.before, c.now = nil, nil }

// read returns what f makes of line.
func (c *cache[T]) read(line string, f func(string) T) T {
	v, ok := c.now[line]
	if !ok {
		if v, ok = c.before[line]; !ok {
			v = f(line)
		}
		c.now[line] = v
	}
	return v
}
