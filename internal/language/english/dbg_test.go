package english

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

func TestDbg(t *testing.T) {
	f, err := os.Open(os.Getenv("DBG"))
	if err != nil {
		t.Skip()
	}
	lex := loadLexicon(image)
	for sc := bufio.NewScanner(f); sc.Scan(); {
		b := language.Block{Text: sc.Text()}
		toks := lex.tokenize(b, nil)
		var h contents
		s := &sentence{lex: lex, text: b.Text, tokens: toks, holds: &h}
		s.holds.read(s)
		fmt.Println("##", b.Text, "worth", s.worthReading(), "tells", s.tells())
		s.hideHarmless()
		s.findHead()
		s.tagWords()
		s.findNouns()
		s.findVerbs()
		for i := range s.tokens {
			fmt.Printf("%s/%d ", s.text[s.tokens[i].start:s.tokens[i].end], s.tokens[i].tag)
		}
		fmt.Println()
		for n := range s.nouns {
			np := &s.nouns[n]
			fmt.Printf("   np%d %q kind %d owner %d prep %d\n", n, s.text[s.tokens[np.first].start:s.tokens[np.last].end], np.kind, np.owner, np.prep)
		}
		for n := range s.verbs {
			v := &s.verbs[n]
			fmt.Printf("   v%d %q subj %d kind %d inf %v ger %v red %v imp %v pass %v past %v rel %v matrix %d inh %v\n", n, s.text[s.tokens[v.first].start:s.tokens[v.last].end], v.subject, v.kind, v.infinitive, v.gerund, v.reduced, v.imperative, v.passive, v.past, v.relative, v.matrix, v.inherited)
		}
	}
}
