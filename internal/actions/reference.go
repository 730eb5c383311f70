package actions

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
)

// reference is what an issue says of the item it was opened for.
type reference struct {
	digest   string // of the item's words, 8 hexadecimal digits
	nonce    string // 16 hexadecimal digits, made before the issue
	key      string // of the document
	document string // digests of the document's title and start, "" when unknown
	facts    string // digest of what the issue tells of its document, "" when unknown
	text     string // digest of the text as it was written, "" when unknown: another text is somebody's work
}

func (r reference) id() string { return r.digest + "-" + r.nonce }

// lines are how the reference stands at the end of an issue: once for people, once in a comment that survives edits of the visible line.
func (r reference) lines() string {
	s := "Tracked by `postmortem`: `" + strings.ReplaceAll(strings.ReplaceAll(r.key, "`", "'"), "\n", " ") + "` · `" + r.id() + "`\n" +
		"<!-- postmortem-action: " + r.id() + " path=" + url.PathEscape(r.key)
	if r.document != "" {
		s += " document=" + r.document
	}
	if r.facts != "" && r.text != "" {
		s += " facts=" + r.facts + " text=" + r.text
	}
	return s + " -->\n"
}

// The patterns are compiled when they are first needed, not at start-up.
var (
	marker = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`<!-- postmortem-action: ([0-9a-f]{8})-([0-9a-f]{16})(?: path=([^\s>]+))?(?: document=([0-9a-f]{8}-[0-9a-f]{8}))?(?: facts=([0-9a-f]{8}) text=([0-9a-f]{8}))? -->`)
	})
	visible = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("(?m)^[ \t]*Tracked by `?postmortem`?: `?([^`\n]+?)`? · `?([0-9a-f]{8})-([0-9a-f]{16})`?[ \t\r]*$")
	})
)

// maxBody bounds how much of an issue's body is searched: no body on GitHub is longer.
const maxBody = 4 * 65536

// readReference finds the reference in the body of an issue. The comment is asked first, then the visible line, the last of each: ours stands at the end. An
// incomplete one is none.
func readReference(body string) (reference, bool) {
	r, _, ok := findReference(body)
	return r, ok
}

// findReference finds the reference and where its two lines stand.
func findReference(body string) (r reference, at [2]int, ok bool) {
	offset := max(0, len(body)-maxBody)
	body = body[offset:]
	comments, lines := marker().FindAllStringSubmatchIndex(body, -1), visible().FindAllStringSubmatchIndex(body, -1)
	part := func(m []int, n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return body[m[2*n]:m[2*n+1]]
	}
	switch {
	case len(comments) > 0:
		m := comments[len(comments)-1]
		at = [2]int{m[0], m[1]}
		r = reference{digest: part(m, 1), nonce: part(m, 2), document: part(m, 4), facts: part(m, 5), text: part(m, 6)}
		if key, err := url.PathUnescape(part(m, 3)); err == nil {
			r.key = key
		}
		for _, line := range lines { // the line right above belongs to it
			if line[1] <= m[0] && strings.TrimSpace(body[line[1]:m[0]]) == "" {
				at[0] = line[0]
			}
		}
	case len(lines) > 0:
		m := lines[len(lines)-1]
		at = [2]int{m[0], m[1]}
		r = reference{key: part(m, 1), digest: part(m, 2), nonce: part(m, 3)}
	default:
		return r, at, false
	}
	return r, [2]int{at[0] + offset, at[1] + offset}, true
}
