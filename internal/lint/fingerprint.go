package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Fingerprint tells whether two findings are the same, wherever they stand: it is made of the rule, of the words of the sentence, and of what
// the message puts in quotes, which is all that sets apart the sections that one document lacks. Line numbers, file names, wrapping, case and
// markup are not in it: who inserts a paragraph or renames the file has no new findings.
func Fingerprint(d *document.Document, source []byte, f Finding) string {
	h := sha256.New()
	h.Write([]byte(f.Rule + "\x00" + folded(sentence(d, source, f.Span.Start))))
	for i, part := range strings.Split(f.Message, `"`) {
		if i%2 == 1 {
			h.Write([]byte("\x00" + folded(part)))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// maxSentence bounds how far, in bytes, the ends of a sentence are looked for.
const maxSentence = 1 << 10

// sentence is the sentence in the source, or in what is left of it when it was redacted, that an offset stands in, as far as full stops tell; outside of prose, the line.
func sentence(d *document.Document, source []byte, offset int) string {
	span := d.Line(offset)
	if i := sort.Search(len(d.Prose), func(i int) bool { return d.Prose[i].Span.Start > offset }) - 1; i >= 0 && offset < d.Prose[i].Span.End {
		span = d.Prose[i].Span
	}
	span.Start, span.End = max(span.Start, offset-maxSentence), min(span.End, offset+maxSentence)
	before := string(source[span.Start:max(span.Start, offset)])
	after := string(source[min(offset, span.End):span.End])
	if at, n := lastStop(before); at >= 0 {
		before = before[at+n:]
	}
	if at, n := firstStop(after); at >= 0 {
		after = after[:at+n]
	}
	return before + after
}

// stops end a sentence.
var stops = []string{". ", "! ", "? ", ".\n", "!\n", "?\n", ".\r", "!\r", "?\r", "。", "！", "？"}

func lastStop(s string) (at, size int) {
	at = -1
	for _, stop := range stops {
		if i := strings.LastIndex(s, stop); i > at {
			at, size = i, len(stop)
		}
	}
	return at, size
}

func firstStop(s string) (at, size int) {
	at = -1
	for _, stop := range stops {
		if i := strings.Index(s, stop); i >= 0 && (at < 0 || i < at) {
			at, size = i, len(stop)
		}
	}
	return at, size
}

// folded is the words of a text in lower case, a space apart.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), " ")
}
