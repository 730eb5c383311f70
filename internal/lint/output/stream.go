package output

import (
	"bufio"
	"fmt"
	"io"
)

// jsonStream writes an object with one long list, an element at a time, so that the findings of many documents need not be kept. It looks as
// EncodeJSON would have written it.
type jsonStream struct {
	w     *bufio.Writer
	begun bool
	count int
}

func newJSONStream(w io.Writer) *jsonStream { return &jsonStream{w: bufio.NewWriter(w)} }

// field writes a field of the object.
func (s *jsonStream) field(name string, value any) error {
	data, err := indented(value, "  ")
	if err != nil {
		return err
	}
	lead := ","
	if !s.begun {
		s.begun, lead = true, "{"
	}
	_, err = fmt.Fprintf(s.w, "%s\n  %q: %s", lead, name, data)
	return err
}

// open begins the list, which is not the first field.
func (s *jsonStream) open(name string) error {
	_, err := fmt.Fprintf(s.w, ",\n  %q: [", name)
	return err
}

// element adds to the list.
func (s *jsonStream) element(value any) error {
	data, err := indented(value, "    ")
	if err != nil {
		return err
	}
	lead := ","
	if s.count++; s.count == 1 {
		lead = ""
	}
	_, err = fmt.Fprintf(s.w, "%s\n    %s", lead, data)
	return err
}

// end closes the list.
func (s *jsonStream) end() error {
	closing := "\n  ]"
	if s.count == 0 {
		closing = "]"
	}
	_, err := s.w.WriteString(closing)
	return err
}

// close closes the object.
func (s *jsonStream) close() error {
	if _, err := s.w.WriteString("\n}\n"); err != nil {
		return err
	}
	return s.w.Flush()
}
