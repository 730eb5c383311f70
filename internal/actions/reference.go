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
}

func (r reference) id() string { return r.digest + "-" + r.nonce }

// text is how the reference stands at the end of an issue: once for people, once in a comment that survives edits of the visible line.
func (r reference) text() string {
	s := "Tracked by `postmortem`: `" + strings.ReplaceAll(strings.ReplaceAll(r.key, "`", "'"), "\n", " ") + "` · `" + r.id() + "`\n" +
		"<!-- postmortem-action: " + r.id() + " path=" + url.PathEscape(r.key)
	if r.document != "" {
		s += " document=" + r.document
	}
	return s + " -->\n"
}

// The patterns are compiled when they are first needed, not at start-up.
var (
	marker = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`<!-- postmortem-action: ([0-9a-f]{8})-([0-9a-f]{16})(?: path=([^\s>]+))?(?: document=([0-9a-f]{8}-[0-9a-f]{8}))? -->`)
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
	if len(body) > maxBody {
		body = body[len(body)-maxBody:]
	}
	if all := marker().FindAllStringSubmatch(body, -1); len(all) > 0 {
		m := all[len(all)-1]
		r := reference{digest: m[1], nonce: m[2], document: m[4]}
		if key, err := url.PathUnescape(m[3]); err == nil {
			r.key = key
		}
		return r, true
	}
	if all := visible().FindAllStringSubmatch(body, -1); len(all) > 0 {
		m := all[len(all)-1]
		return reference{key: m[1], digest: m[2], nonce: m[3]}, true
	}
	return reference{}, false
}
