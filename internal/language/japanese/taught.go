package japanese

import (
	"cmp"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// taught is what a team or a document says of words, folded once for all blocks of a document.
type taught struct{ people, systems names }

// names are a list of names as they were written, and folded.
type names struct{ written, folded []string }

// fill makes t what a vocabulary says.
func (t *taught) fill(v *language.Vocabulary, l *lexicon, f *folding) {
	if v == nil {
		*t = taught{}
		return
	}
	t.people.fill(v.People, l, f)
	t.systems.fill(v.Systems, l, f)
}

func (n *names) fill(written []string, l *lexicon, f *folding) {
	if slices.Equal(n.written, written) {
		return
	}
	*n = names{written: slices.Clone(written)}
	for _, name := range written {
		if name = f.fold(name, nil, &l.variants).text; name != "" {
			n.folded = append(n.folded, name)
		}
	}
}

// mark gives the words of a text their class, from start on.
func (t *taught) mark(text string, start int, tokens []token) {
	mark := func(list []string, c class) {
		for _, name := range list {
			for from := start; ; {
				at := strings.Index(text[from:], name)
				if at < 0 {
					break
				}
				from += at + len(name)
				k, _ := slices.BinarySearchFunc(tokens, from, func(t token, end int) int { return cmp.Compare(t.end, end) })
				if k < len(tokens) && tokens[k].end == from && tokens[k].start <= from-1 {
					tokens[k].class, tokens[k].kind, tokens[k].latin = c, nounToken, false
				}
			}
		}
	}
	mark(t.people.folded, person)
	mark(t.systems.folded, technical)
}
