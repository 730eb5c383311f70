package english

import (
	"bufio"
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// TestLexiconFiles holds the word lists to their form: every file is read, opens with a heading that says what belongs in
// it, and says nothing twice.
func TestLexiconFiles(t *testing.T) {
	known := []string{"irregular-verbs", "irregular-nouns", "sets", "asked", "frequencies"}
	sortedFiles := map[string]bool{}
	for _, f := range wordFiles {
		known = append(known, f.name)
		sortedFiles[f.name] = f.kind != verbs // of two verbs that share a form, the first in the list has it
	}
	for _, f := range senseFiles {
		known = append(known, f.name)
		sortedFiles[f.name] = true
	}
	for _, f := range phraseFiles {
		known = append(known, f.name)
	}
	dir, err := files.ReadDir("lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range dir {
		name := strings.TrimSuffix(f.Name(), ".txt")
		if !slices.Contains(known, name) {
			t.Errorf("%s is read by nobody", f.Name())
			continue
		}
		data, err := files.ReadFile("lexicon/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte("# ")) {
			t.Errorf("%s has no heading", f.Name())
		}
		seen, last := map[string]bool{}, ""
		for in := bufio.NewScanner(bytes.NewReader(data)); in.Scan(); {
			line := in.Text()
			if line == "" || line[0] == '#' {
				last = "" // a group of its own
				continue
			}
			if line != strings.Join(strings.Fields(line), " ") {
				t.Errorf("%s: %q has blanks to spare", f.Name(), line)
			}
			for field := range strings.FieldsSeq(strings.ReplaceAll(line, "<people's>", "")) {
				if strings.HasPrefix(name, "phrases-") && strings.Contains(field, "|") && contractions.Replace(field) != field {
					t.Errorf("%s: %q holds a contraction, which is two words, among words to choose from: give it a line of its own", f.Name(), line)
				}
			}
			if seen[line] {
				t.Errorf("%s says %q twice", f.Name(), line)
			}
			if sortedFiles[name] && line < last {
				t.Errorf("%s: %q stands after %q", f.Name(), line, last)
			}
			seen[line], last = true, line
		}
	}
}

// TestVerbsAreVerbs is that the verbs of the lists that say what verbs mean stand in one that says they are verbs: else they would not be read as such.
func TestVerbsAreVerbs(t *testing.T) {
	l := readLexicon()
	for _, f := range senseFiles {
		if f.kind != verbs {
			continue
		}
		for line := range lines(f.name) {
			if e := l.words.get(line); !e.is(verb | auxiliary) {
				t.Errorf("%s.txt: %q is in no list of verbs", f.name, line)
			}
		}
	}
	for line := range lines("asked") {
		for w := range strings.FieldsSeq(line) {
			if base, inflected := strings.CutPrefix(w, "~"); inflected && !l.words.get(base).is(verb|auxiliary) && !slices.Contains(peopleVerbs[:], base) {
				t.Errorf("asked.txt: %q is in no list of verbs", base)
			}
		}
	}
}

// TestAskedLists is that the lists of words that rules ask for stand in their file under the names that asked.go has for them and in its order,
// each word once and in the order of the alphabet.
func TestAskedLists(t *testing.T) {
	source, err := os.ReadFile("asked.go")
	if err != nil {
		t.Fatal(err)
	}
	_, consts, _ := strings.Cut(string(source), "const (")
	consts, _, _ = strings.Cut(consts, "\n)")
	var want, got []string
	for line := range strings.Lines(consts) {
		if name := strings.Fields(line); len(name) > 0 && name[0] != "//" {
			want = append(want, name[0])
		}
	}
	for line := range lines("asked") {
		name, words, _ := strings.Cut(line, ": ")
		got = append(got, name)
		if all := strings.Fields(words); !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) < len(all) {
			t.Errorf("asked.txt: the words of %s are not in order, each of them once", name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("asked.txt has the lists %q, asked.go %q", got, want)
	}
	if len(want) > 64*len(lists{}) {
		t.Errorf("%d lists: give lists more room", len(want))
	}
}

// TestEveryPhraseCanMatch finds the phrases that no text can match, because one of their words is never a token of its
// own: a contraction, an apostrophe inside a word.
func TestEveryPhraseCanMatch(t *testing.T) {
	e := New()
	whole := func(w string) bool {
		tokens := e.lex().tokenize(language.Block{Text: w}, nil)
		return len(tokens) == 1 || w == "'s" || w == "'d" || w == "'"
	}
	sets := map[string]bool{}
	for line := range lines("sets") {
		name, words, _ := strings.Cut(line, ": ")
		sets["<"+name+">"] = true
		for w := range strings.FieldsSeq(words) {
			if !whole(w) {
				t.Errorf("sets: %s: %q is never one word of a text", name, w)
			}
		}
	}
	for _, f := range phraseFiles {
		for line := range lines(f.name) {
			words := line
			if !strings.Contains(line, "<people's>") {
				words = contractions.Replace(line)
			}
			if first := strings.Fields(strings.TrimPrefix(words, "! "))[0]; !strings.HasSuffix(f.name, "-people") && strings.ContainsAny(first[:1], "<(.") && !sets[first] {
				t.Errorf("%s: %q begins with no word that it could be found by", f.name, line)
			}
			for field := range strings.FieldsSeq(words) {
				for alt := range strings.SplitSeq(strings.Trim(field, "()"), "|") {
					w := strings.TrimPrefix(alt, "~")
					if w == "" {
						t.Errorf("%s: %q has an empty alternative", f.name, line)
					} else if w != "..." && w != "!" && w != "^" && w[0] != '<' && !whole(w) {
						t.Errorf("%s: %q: %q is never one word of a text", f.name, line, w)
					}
				}
			}
		}
	}
}
