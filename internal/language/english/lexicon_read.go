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
}

// readLexicon reads the lists in lexicon/ and what is listed in the code.
func readLexicon() *lexicon {
	r := lexiconReader{
		lexicon:        &lexicon{words: newWords(), elements: make(map[string]*element, 8_000), sets: map[string]string{}, filings: newFilings()},
		irregularVerbs: map[string][]string{}, irregularNouns: map[string]string{}, conjugated: make(map[string][]*entry, 1500),
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
	r.number()
	return r.lexicon
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
	r.fileOf(r.at(base)).past = past
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

// readPhrases reads the phrases, and the sets of words that they share.
func (r *lexiconReader) readPhrases() {
	for line := range lines("sets") {
		name, words, _ := strings.Cut(line, ": ")
		r.sets["<"+name+">"] = strings.ReplaceAll(words, " ", "|")
	}
	for _, f := range phraseFiles {
		people := strings.HasSuffix(f.name, "-people")
		for line := range lines(f.name) {
			r.addPhrase(line, f.frame, people, r.verbForms)
		}
	}
	r.filings.file(r.fileCount)
	r.elements, r.sets, r.filings = nil, nil, nil
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

// number keeps what the rules ask for by name.
func (r *lexiconReader) number() {
	of := func(word string) uint16 { return r.numbersOf([]*entry{r.at(word)})[0] }
	r.asked = asked{
		it: of("it"), that: of("that"), no: of("no"), one: of("one"), did: of("did"), had: of("had"),
		instead: of("instead"), rather: of("rather"), today: of("today"), now: of("now"),
	}
	r.who = []uint16{of("who"), of("whom")}
	r.elsewhere = []uint16{r.asked.did, r.asked.now, r.asked.today}
	r.be, r.would, r.cannot, r.no = r.at("be"), r.at("would"), r.at("cannot"), r.at("no")
	r.person, r.persons = r.at("engineer"), r.at("engineers")
}
