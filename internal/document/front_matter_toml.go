package document

import (
	"bytes"
	"strconv"
	"strings"
)

// readTOML reads the top of a front matter in TOML, which static sites use: strings, dates, numbers, booleans and arrays of them. Tables, strings of
// several lines and what is not understood are passed over, so that a site's own settings are no fault.
func (d *Document) readTOML(at Span) []entry {
	t := tomlReader{source: d.Source[:at.End], at: at.Start}
	var entries []entry
	for t.at < at.End {
		line := d.Line(t.at)
		if t.blanks(); t.at < at.End && t.source[t.at] == '[' {
			break // the first table
		}
		if e, ok := t.pair(); ok && e.Key != "" {
			entries = append(entries, e)
		} else if !ok {
			t.at = line.Start
		}
		t.at = min(d.Line(t.at).End+len("\n"), at.End)
		for t.at < at.End && isBlank(t.source[t.at]) {
			t.at++
		}
	}
	return entries
}

type tomlReader struct {
	source []byte
	at     int
}

func (t *tomlReader) blanks() {
	for t.at < len(t.source) && (t.source[t.at] == ' ' || t.source[t.at] == '\t') {
		t.at++
	}
}

func (t *tomlReader) take(b byte) bool {
	if t.at < len(t.source) && t.source[t.at] == b {
		t.at++
		return true
	}
	return false
}

// pair reads a key and its value. The entry has no key where the value is passed over.
func (t *tomlReader) pair() (entry, bool) {
	start := t.at
	for t.at < len(t.source) && (isWord(t.source[t.at]) || t.source[t.at] == '-' || t.source[t.at] == '_') {
		t.at++
	}
	key := string(t.source[start:t.at])
	if key == "" {
		t.at = start
		if s, _, ok := t.value(); ok { // a quoted key
			key = s
		}
	}
	t.blanks()
	if key == "" || !t.take('=') {
		return entry{}, false
	}
	t.blanks()
	if t.at < len(t.source) && t.source[t.at] == '[' {
		return t.array(key)
	}
	for _, quotes := range []string{`"""`, "'''"} {
		if bytes.HasPrefix(t.source[t.at:], []byte(quotes)) {
			_, rest, _ := bytes.Cut(t.source[t.at+len(quotes):], []byte(quotes))
			t.at = len(t.source) - len(rest)
			return entry{}, true
		}
	}
	value, span, ok := t.value()
	if !ok {
		return entry{}, false
	}
	return newEntry(Field{Key: key, Value: value, Span: span}, nil), true
}

// array reads "[a, b]" over several lines if need be; what is nested in it ends it.
func (t *tomlReader) array(key string) (entry, bool) {
	start := t.at
	t.at++
	values := []string{}
	for t.at < len(t.source) {
		switch b := t.source[t.at]; {
		case isBlank(b), b == ',':
			t.at++
		case b == '#':
			if i := bytes.IndexByte(t.source[t.at:], '\n'); i >= 0 {
				t.at += i
			} else {
				t.at = len(t.source)
			}
		case b == ']':
			t.at++
			return newEntry(Field{Key: key, Value: strings.Join(values, ", "), Span: Span{start, t.at}}, values), true
		default:
			v, _, ok := t.value()
			if !ok {
				return entry{}, false
			}
			values = append(values, v)
		}
	}
	return entry{}, false
}

// value reads a string in quotes, or a bare date, number or boolean. The span is of what stands in the quotes.
func (t *tomlReader) value() (string, Span, bool) {
	start := t.at
	if t.at >= len(t.source) {
		return "", Span{}, false
	}
	quote := t.source[t.at]
	if quote != '"' && quote != '\'' {
		end := start
		for end < len(t.source) && (isWord(t.source[end]) || bytes.IndexByte([]byte("+-_.: "), t.source[end]) >= 0) {
			end++
		}
		s := trimSpan(t.source, Span{start, end})
		t.at = end
		closed := end == len(t.source) || bytes.IndexByte([]byte(",]#\r\n"), t.source[end]) >= 0
		return string(t.source[s.Start:s.End]), s, closed && s.Len() > 0
	}
	for t.at++; t.at < len(t.source) && t.source[t.at] != '\n'; t.at++ {
		switch b := t.source[t.at]; {
		case b == '\\' && quote == '"':
			t.at++
		case b == quote:
			t.at++
			s := Span{start + 1, t.at - 1}
			text := string(t.source[s.Start:s.End])
			if quote == '"' && strings.Contains(text, `\`) {
				if plain, err := strconv.Unquote(`"` + text + `"`); err == nil {
					text = plain
				}
			}
			return text, s, true
		}
	}
	return "", Span{}, false
}
