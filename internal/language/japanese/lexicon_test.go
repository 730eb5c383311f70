package japanese

import (
	"io/fs"
	"strings"
	"testing"
)

// Every file is read, says in its first line what belongs in it, and lists nothing twice.
func TestLexiconFiles(t *testing.T) {
	read := map[string]bool{"variants": true}
	for _, f := range wordFiles {
		read[f.name] = true
	}
	for _, f := range phraseFiles {
		read[f.name] = true
	}
	entries, err := fs.ReadDir(lexiconFiles, "lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".txt")
		if !read[name] {
			t.Errorf("nothing reads %s", e.Name())
		}
		data, err := lexiconFiles.ReadFile("lexicon/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "# ") {
			t.Errorf("%s does not begin with what belongs in it", e.Name())
		}
		seen := map[string]bool{}
		for _, line := range lines(name) {
			if seen[line] {
				t.Errorf("%s lists %q twice", e.Name(), line)
			}
			seen[line] = true
		}
	}
}

// A phrase that asks for words which the text is never cut into can't match: each is looked for in itself, the gaps closed.
func TestPhrasesMatchThemselves(t *testing.T) {
	l := readLexicon()
	for _, f := range phraseFiles {
		for _, line := range lines(f.name) {
			if strings.ContainsAny(line, "<") {
				continue
			}
			var sentence strings.Builder
			for word := range strings.FieldsSeq(strings.TrimPrefix(line, "!")) {
				if word == ".." || word == "..." || word == "^" || word == "$" || strings.HasPrefix(word, "(") {
					continue
				}
				first, _, _ := strings.Cut(word, "|")
				sentence.WriteString(first)
			}
			text := l.fold(sentence.String() + "。")
			s := &sentenceFor{l, text}
			if !s.matches(line) {
				t.Errorf("%s: %q is not found in %q, cut %q", f.name, line, text, s.cut())
			}
		}
	}
}

type sentenceFor struct {
	lex  *lexicon
	text string
}

func (s *sentenceFor) sentence() *sentence {
	made := s.lex.sentence(s.text, s.lex.tokenize(s.text, 0, nil))
	made.upper = func(*token) bool { return false }
	return made
}

func (s *sentenceFor) matches(line string) bool {
	in := s.sentence()
	found := false
	for u := range lastUse + 1 {
		in.each(u, func(p *phrase, _, _ int) { found = found || p.line == line })
	}
	return found
}

func (s *sentenceFor) cut() []string {
	var words []string
	for _, t := range s.sentence().tokens {
		words = append(words, t.lemma)
	}
	return words
}
