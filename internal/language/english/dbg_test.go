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

func TestWhich(t *testing.T) {
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
		fmt.Println("##", b.Text, "worth", s.worthReading(), "about", s.holds.about)
		s.hideHarmless()
		s.findHead()
		s.tagWords()
		s.findNouns()
		s.findVerbs()
		fmt.Println("  aboutBlame", s.aboutBlame(), "peopled", s.peopled(), "leaves", s.leavesOut())
		for i := range s.tokens {
			e := s.tokens[i].entry
			if e == nil || e.file == nil {
				continue
			}
			for _, p := range e.starts {
				if end, ok := s.match(p, i+1); ok {
					fmt.Printf("  %q frame %d at %d-%d denied %v opens %v\n", p.text, p.frame, i, end, s.denied(i, end-1), s.mayOpen(e))
				}
			}
		}
	}
}

