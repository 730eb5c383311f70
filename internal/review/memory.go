package review

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// mark names a finding: its fingerprint and that of its file's path, "FINGERPRINT.PATH" in hexadecimal. The line is not in it.
type mark string

const (
	fingerprintDigits = 16
	pathDigits        = 8
)

func newMark(fingerprint, path string) mark {
	return mark(fingerprint[:fingerprintDigits] + "." + pathMark(path))
}

func pathMark(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:])[:pathDigits]
}

func (m mark) fingerprint() string { return string(m[:fingerprintDigits]) }
func (m mark) path() string        { return string(m[fingerprintDigits+1:]) }

// kind is what one of our texts is.
type kind string

const (
	remarkKind  kind = "remark"  // a comment on lines
	reviewKind  kind = "review"  // a review; it remembers its remarks even where somebody deleted them
	summaryKind kind = "summary" // the comment on the whole
)

// maxMarks bounds the marks in one text, so that it stays below GitHub's limit of 65,536 characters.
const maxMarks = 1500

// remember puts marks into a hidden first line before a text. Those from the index said on stand for findings that the text has no room for.
func remember(k kind, marks []mark, said int, text string) string {
	var b strings.Builder
	b.WriteString("<!-- postmortem:" + string(k))
	for i, m := range marks[:min(len(marks), maxMarks)] {
		if i == said {
			b.WriteString(" " + untoldFrom)
		}
		b.WriteString(" " + string(m))
	}
	b.WriteString(" -->\n" + text)
	return b.String()
}

// untoldFrom stands before the marks of findings that a review has no room for.
const untoldFrom = "and"

// recall reads the marks of a text of ours, and how many of them were said; false for another text. Only the first line counts: what is quoted further down proves nothing.
func recall(k kind, text string) (marks []mark, said int, ok bool) {
	line, _, _ := strings.Cut(text, "\n")
	inner, ok := strings.CutPrefix(strings.TrimSuffix(line, "\r"), "<!-- postmortem:"+string(k)+" ")
	if !ok || !strings.HasSuffix(inner, "-->") {
		return nil, 0, false
	}
	said = -1
	for word := range strings.FieldsSeq(strings.TrimSuffix(inner, "-->")) {
		if word == untoldFrom && said < 0 {
			said = len(marks)
			continue
		}
		m := mark(word)
		if len(word) != fingerprintDigits+1+pathDigits || word[fingerprintDigits] != '.' || strings.Trim(m.fingerprint()+m.path(), "0123456789abcdef") != "" {
			return nil, 0, false
		}
		marks = append(marks, m)
	}
	if said < 0 {
		said = len(marks)
	}
	return marks, said, true
}

// ours tells our own texts from those that somebody else may have given our form. The token's user writes ours. The token of an app doesn't tell its user; then only apps
// are believed: their names end in "[bot]", which no person's can, and they write where the repository's owner has let them in.
type ours struct{ login string }

func (o ours) wrote(author string) bool {
	if o.login == "" {
		return strings.HasSuffix(author, "[bot]")
	}
	return strings.EqualFold(author, o.login)
}

// memory is what was said in a pull request before.
type memory struct {
	said     map[mark]int   // how often, with what there was no room for
	told     map[mark]int   // how often, in a remark
	seen     map[int64]bool // the comments on lines that were there, by id
	reviewed bool           // this very head was reviewed
	summary  *github.IssueComment
}

// newMemory reads what we said. Comments are believed whether they are outdated or resolved; what was deleted is known from the reviews.
func newMemory(who ours, head string, reviews []github.Review, comments []github.ReviewComment, onWhole []github.IssueComment) memory {
	m := memory{said: map[mark]int{}, told: map[mark]int{}, seen: map[int64]bool{}}
	count := map[mark]int{}
	for _, c := range comments {
		m.seen[c.ID] = true
		if marks, _, ok := recall(remarkKind, c.Body); ok && who.wrote(c.Author) {
			for _, mark := range marks {
				count[mark]++
			}
		}
	}
	for _, r := range reviews {
		marks, told, ok := recall(reviewKind, r.Body)
		if !ok || !who.wrote(r.Author) {
			continue
		}
		for i, mark := range marks {
			m.said[mark]++
			if i < told {
				m.told[mark]++
			}
		}
		m.reviewed = m.reviewed || head != "" && r.Commit == head
	}
	for mark, n := range count {
		m.said[mark], m.told[mark] = max(m.said[mark], n), max(m.told[mark], n)
	}
	for _, c := range onWhole {
		if _, _, ok := recall(summaryKind, c.Body); ok && who.wrote(c.Author) {
			m.summary = &c
			break
		}
	}
	return m
}

// unsaid tells, by their index, the marks of findings that are not among what was said. What was said of a file that has left the pull request counts for one that says the same: it was renamed.
func unsaid(said map[mark]int, marks []mark, paths []string) []bool {
	fresh := make([]bool, len(marks))
	left := maps.Clone(said)
	for i, mark := range marks {
		if fresh[i] = left[mark] == 0; !fresh[i] {
			left[mark]--
		}
	}
	present := map[string]bool{}
	for _, p := range paths {
		present[pathMark(p)] = true
	}
	moved := map[string]int{}
	for k, n := range left {
		if !present[k.path()] {
			moved[k.fingerprint()] += n
		}
	}
	for i, mark := range marks {
		if f := mark.fingerprint(); fresh[i] && moved[f] > 0 {
			fresh[i] = false
			moved[f]--
		}
	}
	return fresh
}
