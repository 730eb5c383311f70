package language_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// parrot remarks on a block by repeating all that it was given.
type parrot struct {
	language.Language
	reads int
}

func (p *parrot) Read(b language.Block, v *language.Vocabulary) []language.Remark {
	p.reads++
	return []language.Remark{{Question: fmt.Sprintf("%v %v", b, v)}}
}

func TestRemember(t *testing.T) {
	p := &parrot{}
	m := language.Remember(p)
	people := &language.Vocabulary{People: []string{"kim"}}
	for _, step := range []struct {
		name  string
		block language.Block
		words *language.Vocabulary
		reads int // so far
	}{
		{"at first", language.Block{Text: "a"}, people, 1},
		{"again", language.Block{Text: "a"}, people, 1},
		{"with the same words", language.Block{Text: "a"}, &language.Vocabulary{People: []string{"kim"}}, 1},
		{"another text", language.Block{Text: "b"}, people, 2},
		{"another form", language.Block{Text: "a", Form: language.Heading}, people, 3},
		{"a name", language.Block{Text: "a", Names: []language.Range{{Start: 0, End: 1}}}, people, 4},
		{"muted", language.Block{Text: "a", Muted: []language.Range{{Start: 0, End: 1}}}, people, 5},
		{"the first again", language.Block{Text: "a"}, people, 5},
		{"other words", language.Block{Text: "a"}, &language.Vocabulary{Systems: []string{"kim"}}, 6},
		{"no words", language.Block{Text: "a"}, nil, 7},
		{"a large block", language.Block{Text: strings.Repeat("a", 3<<20)}, nil, 8},
		{"of late", language.Block{Text: "a"}, nil, 8},
		{"another large block", language.Block{Text: strings.Repeat("b", 3<<20)}, nil, 9},
		{"long ago", language.Block{Text: strings.Repeat("a", 3<<20)}, nil, 10},
	} {
		words := step.words
		got := m.Read(step.block, words)
		if want := fmt.Sprintf("%v %v", step.block, words); p.reads != step.reads || len(got) != 1 || len(want) < 100 && got[0].Question != want {
			t.Errorf("%s: %d reads, want %d: %.100v", step.name, p.reads, step.reads, got)
		}
	}
}
