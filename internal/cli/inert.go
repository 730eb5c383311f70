package cli

import "io"

// inert keeps what is written in a CI job from acting on it. The runner of GitHub Actions takes a line for a command that begins with two colons, blanks of any kind aside, or has
// "##[" in it; those of Azure Pipelines and TeamCity look for "##vso[" and "##teamcity[". A blank in between breaks them. JSON has none of them as we encode it, and stays as it is.
type inert struct {
	w      io.Writer
	start  lineStart
	hashes int // that were written last
}

// lineStart is how far the line that is being written has come.
type lineStart int

const (
	onlyBlanks lineStart = iota
	oneColon
	anything
)

// Write is part of io.Writer.
func (i *inert) Write(p []byte) (int, error) {
	out := make([]byte, 0, len(p)+8)
	for _, c := range p {
		if breaks := i.start == oneColon && c == ':' || i.hashes > 1 && (c == '[' || isLetter(c)); breaks {
			out = append(out, ' ')
		}
		i.next(c)
		out = append(out, c)
	}
	if _, err := i.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (i *inert) next(c byte) {
	if c == '#' {
		i.hashes++
	} else {
		i.hashes = 0
	}
	switch {
	case c == '\n' || c == '\r':
		i.start = onlyBlanks
	case i.start == onlyBlanks && c == ':':
		i.start = oneColon
	case i.start == onlyBlanks && (c <= ' ' || c >= 0x80): // part of a wide blank, as far as one byte tells
	default:
		i.start = anything
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
