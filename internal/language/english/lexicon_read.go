package english

import (
	"slices"
	"strconv"
	"strings"
)

// lexiconReader makes a lexicon of the lists.
type lexiconReader struct {
	*lexicon
	irregularVerbs map[string][]string // base, past, participle and, where that is irregular too, the form in -ing
	irregularNouns map[string]string   // the plural
	conjugated     map[string][]*entry // the forms of the verbs so far
	elements       map[string]*element // of the phrases so far
	sets           map[string]string   // words that phrases share, by the name they go by in them
}

// readLexicon reads the lists in lexicon/ and what is listed in the code.
func readLexicon() *lexicon {
	r := lexiconReader{
		lexicon:        &lexicon{words: newWords(), numbered: make([]*entry, 1)}, // no word has the number 0
		irregularVerbs: map[string][]string{}, irregularNouns: map[string]string{}, conjugated: map[string][]*entry{},
		elements: map[string]*element{}, sets: map[string]string{},
	}
	for line := range lines("irregular-verbs") {
		f := strings.Fields(line)
		r.irregularVerbs[f[0]] = f
	}
	for line := range lines("irregular-nouns") {
		one, many, _ := strings.Cut(line, " ")
		r.irregularNouns[one] = many
	}
	r.readCode()
	r.readFrequencies()
	r.readWords()
	r.readSenses()
	r.readAsked()
	r.readPhrases()
	r.readCues()
	r.numberAsked()
	r.weigh(learnt())
	r.name()
	return r.lexicon
}

// weigh finds what each word speaks for blame.
func (r *lexiconReader) weigh(w *weights) {
	if w == nil {
		return
	}
	all := r.words.all()
	for i := range all {
		all[i].speaks = w.speaks(&all[i])
	}
}

// readCode reads the words that the code lists.
func (r *lexiconReader) readCode() {
	for _, aux := range auxiliaries {
		e := r.at(aux.word)
		e.lemma, e.forms = aux.lemma, aux.forms
		e.class |= auxiliary
	}
	for _, w := range [...]string{"'s", "'", "'d", "cannot"} { // parts of words, and the word that is cut in two
		r.at(w)
	}
}

// readFrequencies reads how often words stand in reports.
func (r *lexiconReader) readFrequencies() {
	for line := range lines("frequencies") {
		thousandth, words, _ := strings.Cut(line, " ")
		often, err := strconv.ParseUint(thousandth, 10, 8)
		if err != nil {
			panic("english: frequencies.txt: " + err.Error()) // embedded: the tests read every line
		}
		for word := range strings.FieldsSeq(words) {
			r.at(word).often = uint8(often)
		}
	}
}

// readWords reads the lists of words.
func (r *lexiconReader) readWords() {
	for _, f := range wordFiles {
		for line := range lines(f.name) {
			for _, e := range r.forms(line, f.kind) {
				e.class |= f.class
				e.cue = max(e.cue, f.cue)
			}
		}
	}
}

// forms are the forms of a listed word.
func (r *lexiconReader) forms(word string, kind wordKind) []*entry {
	switch kind {
	case verbs:
		return r.verbForms(word)
	case nouns:
		many := r.irregularNouns[word]
		if many == "" {
			many = plural(word)
		}
		one, more := r.at(word), r.at(many)
		if more.lemma == "" {
			more.lemma = word
		}
		more.aspects |= several
		return []*entry{one, more}
	case gradable:
		manner, state := r.at(adverbOf(word)), r.at(nessOf(word))
		manner.class |= carelessly | adverb
		state.class |= trait | noun
		manner.cue, state.cue = plainCue, plainCue
	}
	return []*entry{r.at(word)}
}

// verbForms are the forms of a verb.
func (r *lexiconReader) verbForms(base string) []*entry {
	if all := r.conjugated[base]; all != nil {
		return all
	}
	s, past, done, ing := r.conjugate(base)
	r.words.fileOf(r.at(base)).past = past
	type inflected struct {
		word string
		form form
	}
	forms := append(make([]inflected, 0, 7), inflected{base, baseForm}, inflected{s, sForm}, inflected{past, pastForm}, inflected{done, doneForm}, inflected{ing, ingForm})
	if british(base) && past == base+"ed" {
		forms = append(forms, inflected{base + "led", pastForm | doneForm}, inflected{base + "ling", ingForm})
	}
	all := make([]*entry, 0, 7)
	for _, w := range forms {
		e := r.at(w.word)
		if e.lemma == "" || e.lemma == e.word && e.forms == 0 {
			e.lemma = base
		}
		if e.lemma == base || e.forms == 0 {
			e.lemma = base
			e.forms |= w.form
		}
		if !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	r.conjugated[base] = all
	return all
}

// conjugate inflects a verb. A prefixed one goes like its root: overwrite, rewrite, misread.
func (r *lexiconReader) conjugate(base string) (s, past, done, ing string) {
	s, past, done, ing = conjugate(base)
	prefix := ""
	f, irregular := r.irregularVerbs[base]
	for _, p := range [...]string{"over", "under", "mis", "re", "out", "un", "with", "up"} {
		if irregular {
			break
		}
		if root, ok := strings.CutPrefix(base, p); ok {
			prefix = p
			f, irregular = r.irregularVerbs[root]
		}
	}
	if !irregular {
		return s, past, done, ing
	}
	if len(f) > 3 {
		ing = prefix + f[3]
	}
	return s, prefix + f[1], prefix + f[2], ing
}

// readSenses reads the lists of words that colour an act.
func (r *lexiconReader) readSenses() {
	for _, f := range senseFiles {
		for line := range lines(f.name) {
			all := []*entry{r.at(line)}
			if f.kind == verbs {
				all = r.verbForms(line)
			}
			for _, e := range all {
				e.senses |= f.sense
				if f.kind != verbs || e.forms&f.cues != 0 {
					e.cue = max(e.cue, f.cue)
				}
			}
		}
	}
}

// readCues tells which words a sentence is read for, and how they are handled.
func (r *lexiconReader) readCues() {
	for _, w := range plainCues {
		r.at(w).cue = plainCue
	}
	for _, w := range peopleCues {
		e := r.at(w)
		e.cue = max(e.cue, peopleCue)
	}
	for _, base := range peopleVerbs {
		for _, e := range r.verbForms(base) {
			e.cue = max(e.cue, peopleCue)
		}
	}
	for _, w := range peopleWords {
		r.at(w).aspects |= human
	}
	for _, w := range taggedByName {
		r.at(w).aspects |= grammatical
	}
	all := r.words.all()
	for n := range all {
		e := &all[n]
		if e.class&(closed|calendar) != 0 {
			e.aspects |= grammatical
		}
		if e.class&peopleClasses != 0 || e.senses&lapse != 0 {
			e.aspects |= human
		}
		if e.class&spoil != 0 || misdeed(e.word) {
			e.cue = max(e.cue, peopleCue)
		}
	}
	r.at("it").aspects &^= human
}

// numberAsked gives the words that rules ask for by number one.
func (r *lexiconReader) numberAsked() {
	for _, w := range [...]string{"it", "that", "no", "one", "did", "had", "instead", "rather", "today", "now", "who", "whom"} {
		r.numbersOf([]*entry{r.at(w)})
	}
}

// at returns the entry of a word, made when missing.
func (r *lexiconReader) at(word string) *entry { return r.words.at(word) }
