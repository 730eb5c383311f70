package interview

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// place is somewhere in the answers that is worth another look.
type place struct {
	key    Key    // "" when no question is about it
	offset int    // in the answer
	mark   string // what kind it is: "!", "warning"
	kind   string // what is said of alike places in alike words
	said   string
	where  string // "action items", "timeline, line 3"; or ""
	words  string // in quotes, that it is about; or ""
}

// line tells of a place by itself.
func (p place) line() string {
	text := p.said
	if p.where != "" {
		text = p.where + ": " + text
	}
	return strings.TrimSpace(text + " " + p.words)
}

// matter is what is said, and the places that it is said of.
type matter struct {
	places []place
	said   string // of all of them, with … for what differs
}

// different is what only one of the places says: where it is, its words, and else what differs.
func (a matter) different(p place) string {
	text := p.where
	if p.words != "" {
		text = strings.TrimPrefix(text+": "+p.words, ": ")
	}
	if before, after, ok := strings.Cut(a.said, "…"); ok && p.words == "" {
		if own := strings.TrimSuffix(strings.TrimPrefix(p.said, before), after); !strings.Contains(text, own) {
			text = strings.TrimPrefix(text+": "+own, ": ")
		}
	}
	return text
}

// together puts alike places together, in the order in which the first of each stands.
func together(places []place) []matter {
	var groups []matter
	for _, p := range places {
		said := ""
		i := slices.IndexFunc(groups, func(a matter) bool {
			first := a.places[0]
			if first.kind == "" || first.kind != p.kind || first.mark != p.mark {
				return false
			}
			said = commonWords(a.said, p.said)
			return said != ""
		})
		if i < 0 {
			groups = append(groups, matter{[]place{p}, p.said})
			continue
		}
		groups[i].places, groups[i].said = append(groups[i].places, p), said
	}
	return groups
}

// commonWords is what two sentences begin and end with, with … for what differs in between; "" where that is less than half of either.
func commonWords(a, b string) string {
	if a == b {
		return a
	}
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for head > 0 && (inWord(a, head) || inWord(b, head)) {
		head--
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for tail > 0 && (inWord(a, len(a)-tail) || inWord(b, len(b)-tail)) {
		tail--
	}
	if head+tail == 0 || 2*(head+tail) < min(len(a), len(b)) {
		return ""
	}
	return a[:head] + "…" + a[len(a)-tail:]
}

// inWord reports whether a word of letters that are written with blanks between words, or a character, goes on at an offset.
func inWord(text string, at int) bool {
	if at == 0 || at == len(text) {
		return false
	}
	if !utf8.RuneStart(text[at]) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	part := func(r rune) bool { return r < 0x3000 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return part(before) && part(after)
}

// lookAt lists the problems and then the findings, with where each stands, alike ones together.
func (s *Session) lookAt(problems Problems, findings []Finding) []matter {
	var list []place
	var of Key
	line, offset := 0, 0
	for _, p := range problems {
		at := place{key: p.Key, mark: "!", kind: string(p.Key) + " " + p.Message, said: describeProblem(s, p)}
		if p.Line > 0 {
			at.said, at.where = p.Message, s.words.sayf("%s, line %d", s.questions[max(s.index(p.Key), 0)].Label, p.Line)
		}
		if p.Line > 0 {
			if p.Key != of {
				of, line, offset = p.Key, 0, 0
			}
			text := s.Text(p.Key)
			for ; line < p.Line && offset < len(text); line++ { // they come in the order of their lines
				if end := strings.IndexByte(text[offset:], '\n'); end >= 0 {
					offset += end + 1
				} else {
					offset = len(text)
				}
			}
			if at.offset = offset; offset > 0 && offset < len(text) {
				at.offset-- // the end of the line
			}
		}
		list = append(list, at)
	}
	for _, f := range findings {
		at := place{mark: f.Severity, kind: f.Rule, said: f.Message}
		if q, ok := s.about(f); ok {
			at.key, at.offset, at.where = q.Key, offsetOf(f, s.Text(q.Key)), q.Label
		}
		if f.Excerpt != "" {
			at.words = s.words.sayf("“%s”", ansi.Truncate(oneLine(f.Excerpt), 40, "…"))
		}
		list = append(list, at)
	}
	return together(list)
}
