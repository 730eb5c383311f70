package english

import (
	"embed"
	"slices"
	"strings"
)

//go:embed lexicon/*.txt
var files embed.FS

// entry is one known word. Entries are shared and never change once the lexicon is read.
type entry struct {
	class    class
	senses   sense
	forms    form
	plural   bool
	trigger  bool      // a sentence with this word is worth reading
	bit      uint8     // its place in a set of bits
	word     string    // lower case, apostrophes straight
	lemma    string    // the base form of a verb, else the word or its singular
	needed   bool      // some phrase can't stand without this word
	always   bool      // some phrase that begins with this word needs no other
	opens    bits      // the words that begin a phrase which needs this one
	starts   []*phrase // phrases that begin with this word, but for the next two
	harmless []*phrase // those of frameHarmless
	about    []*phrase // those of frameAbout
	heads    []*phrase // people's predicates headed by this verb
	past     string    // of a verb's base form
}

func (e *entry) is(c class) bool { return e != nil && e.class&c != 0 }

// lexicon is all the words and phrases, read once.
type lexicon struct {
	words    words
	elements map[string]element // of the phrases read so far; nil once all are
	anyVerb  []*phrase          // people's predicates headed by whatever verb
	phrases  []phrase           // room for the next ones
	steps    []element          // and for their elements
}

// wordKind is how a class file's words are inflected.
type wordKind int

const (
	plain wordKind = iota
	verbs
	nouns
	gradable // an adjective with its adverb and its noun in -ness
)

// wordFiles says what the files of single words mean. Order matters only for verbs: the first lemma of a form wins.
var wordFiles = [...]struct {
	name    string
	class   class
	kind    wordKind
	trigger bool
}{
	{"determiners", determiner, plain, false},
	{"possessives", possessive, plain, false},
	{"prepositions", preposition, plain, false},
	{"coordinators", coordinator, plain, false},
	{"subordinators", subordinator, plain, false},
	{"relatives", relative, plain, false},
	{"pronouns", pronoun, plain, false},
	{"negators", negator, plain, false},
	{"modals", modal, plain, false},
	{"adverbs", adverb, plain, false},
	{"adjectives", adjective, plain, false},
	{"personal-pronouns", pronoun | personal, plain, false},
	{"indefinite-people", pronoun | indefinite, plain, false},
	{"roles", role | noun, nouns, false},
	{"roles-or-programs", eitherRole | noun, nouns, false},
	{"teams", team | noun, nouns, false},
	{"departments", department | noun, plain, false},
	{"outsiders", outsider | noun, nouns, false},
	{"given-names", givenName, plain, false},
	{"titles", title, plain, false},
	{"human-modifiers", humanModifier | noun, plain, false},
	{"components", component | noun, nouns, false},
	{"products", product | noun, plain, false},
	{"calendar", calendar, plain, false},
	{"verbs", verb, verbs, false},
	{"diligence-verbs", verb | diligence, verbs, false},
	{"human-verbs", verb | humanVerb, verbs, false},
	{"act-verbs", verb | actVerb, verbs, false},
	{"state-verbs", verb | dontCare, verbs, false},
	{"harm-verbs", verb | spoil, verbs, false},
	{"remedy-verbs", verb | remedy, verbs, false},
	{"punishing-verbs", verb | punish, verbs, true},
	{"instructing-verbs", verb | instruct, verbs, true},
	{"cause-verbs", verb | cause, verbs, true},
	{"inform-verbs", verb | inform, verbs, false},
	{"human-acts", humanAct | noun, nouns, false},
	{"glances", glance | noun, nouns, false},
	{"harms", harm | noun, nouns, false},
	{"norms", norm | noun, nouns, false},
	{"slips", slip | noun, nouns, true},
	{"wrong", wrong | adjective, plain, true},
	{"traits", trait | noun, plain, true},
	{"qualities", quality | noun, plain, false},
	{"insults", insult | noun, nouns, true},
	{"careless", careless | adjective, gradable, true},
	{"character", careless | character | adjective, gradable, true},
	{"carelessly", carelessly | adverb, plain, true},
	{"accidentally", oops | adverb, plain, true},
	{"emotive", emotive | adjective, plain, true},
	{"manual", manual, plain, false},
	{"weak", weak | adjective, plain, true},
	{"better", better | adjective, plain, false},
	{"foolish", foolish | adjective, plain, true},
	{"clearly", clearly | adverb, plain, true},
	{"alarms", alarm | noun, nouns, false},
	{"training", training | noun, nouns, true},
	{"denials", denial, plain, false},
	{"attributive", attributive, plain, false},
	{"perceiving-verbs", verb | perceive, verbs, false},
	{"conduct", conduct | noun, nouns, false},
	{"unfit", unfit | adjective, plain, true},
	{"shipping-verbs", verb | ship, verbs, false},
}

// senseFiles says what the files of words that colour an act mean.
var senseFiles = [...]struct {
	name  string
	sense sense
	kind  wordKind // plain or verbs
}{
	{"valuable", valuable, plain},
	{"spare", spare, plain},
	{"destroying-verbs", destroy, verbs},
	{"misgivings", misgiving, plain},
	{"furtively", furtive, plain},
	{"safeguards", safeguard, plain},
	{"looking-back", backward, plain},
}

// phraseFiles says what the files of phrases mean.
var phraseFiles = [...]struct {
	name  string
	frame frame
}{
	{"phrases-fault-people", frameFault},
	{"phrases-judging-people", frameJudging},
	{"phrases-duty-people", frameDuty},
	{"phrases-foresight-people", frameForesight},
	{"phrases-punitive-people", frameAdmonition},
	{"phrases-fault", framePlainFault},
	{"phrases-human-error", frameHumanError},
	{"phrases-judging", framePlainJudging},
	{"phrases-counterfactual", frameCounterfactual},
	{"phrases-hindsight", frameHindsight},
	{"phrases-punitive", framePunitive},
	{"phrases-emotive", frameEmotive},
	{"phrases-harmless", frameHarmless},
	{"phrases-about-blame", frameAbout},
}

func readLexicon() *lexicon {
	l := &lexicon{words: newWords(), elements: make(map[string]element, 7_000)}
	irregularVerbs := map[string][]string{}
	for line := range lines("irregular-verbs") {
		f := strings.Fields(line)
		irregularVerbs[f[0]] = f
	}
	irregularNouns := map[string]string{}
	for line := range lines("irregular-nouns") {
		one, many, _ := strings.Cut(line, " ")
		irregularNouns[one] = many
	}
	for _, aux := range auxiliaries {
		e := l.at(aux.word)
		e.lemma, e.forms = aux.lemma, aux.forms
		e.class |= auxiliary
	}
	for _, clitic := range [...]string{"'s", "'", "'d"} {
		l.at(clitic)
	}
	conjugated := make(map[string][]*entry, 1500)
	verbForms := func(base string) []*entry {
		if all := conjugated[base]; all != nil {
			return all
		}
		s, past, done, ing := conjugate(base)
		// A prefixed verb goes like its root: overwrite, rewrite, misread.
		if f, ok := irregularVerbs[base]; ok {
			past, done = f[1], f[2]
			if len(f) > 3 {
				ing = f[3]
			}
		} else {
			for _, p := range []string{"over", "under", "mis", "re", "out", "un", "with", "up"} {
				if f, ok := irregularVerbs[strings.TrimPrefix(base, p)]; ok && strings.HasPrefix(base, p) {
					past, done = p+f[1], p+f[2]
					if len(f) > 3 {
						ing = p + f[3]
					}
					break
				}
			}
		}
		l.at(base).past = past
		all := make([]*entry, 0, 5)
		for _, w := range [...]struct {
			word string
			form form
		}{{base, baseForm}, {s, sForm}, {past, pastForm}, {done, doneForm}, {ing, ingForm}} {
			e := l.at(w.word)
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
		conjugated[base] = all
		return all
	}
	for _, f := range wordFiles {
		for line := range lines(f.name) {
			var all []*entry
			switch f.kind {
			case verbs:
				all = verbForms(line)
			case nouns:
				many := irregularNouns[line]
				if many == "" {
					many = plural(line)
				}
				one, more := l.at(line), l.at(many)
				if more.lemma == "" {
					more.lemma = line
				}
				more.plural = true
				all = []*entry{one, more}
			case gradable:
				all = []*entry{l.at(line)}
				manner, state := l.at(adverbOf(line)), l.at(nessOf(line))
				manner.class |= carelessly | adverb
				state.class |= trait | noun
				manner.trigger, state.trigger = true, true
			default:
				all = []*entry{l.at(line)}
			}
			for _, e := range all {
				e.class |= f.class
				e.trigger = e.trigger || f.trigger
			}
		}
	}
	for _, f := range senseFiles {
		for line := range lines(f.name) {
			all := []*entry{l.at(line)}
			if f.kind == verbs {
				all = verbForms(line)
			}
			for _, e := range all {
				e.senses |= f.sense
				e.trigger = e.trigger || f.kind == verbs || f.sense == furtive
			}
		}
	}
	for _, f := range phraseFiles {
		people := strings.HasSuffix(f.name, "-people")
		for line := range lines(f.name) {
			l.addPhrase(line, f.frame, people, verbForms)
		}
	}
	for _, w := range triggers {
		l.at(w).trigger = true
	}
	l.elements = nil
	return l
}

// at returns the entry of a word, made when missing.
func (l *lexicon) at(word string) *entry { return l.words.at(word) }

// triggers are the little words that make a sentence worth reading beside those of the word and phrase files.
var triggers = [...]string{"not", "never", "without", "nobody", "none", "should", "ought", "could", "would", "might", "had", "because", "by", "nothing", "too", "despite", "though", "although", "longer", "restrict", "revoke", "suspend", "withdraw"}

var auxiliaries = [...]struct {
	word, lemma string
	forms       form
}{
	{"be", "be", baseForm}, {"am", "be", sForm}, {"is", "be", sForm}, {"are", "be", sForm}, {"was", "be", pastForm},
	{"were", "be", pastForm}, {"been", "be", doneForm}, {"being", "be", ingForm}, {"'m", "be", sForm}, {"'re", "be", sForm},
	{"have", "have", baseForm}, {"has", "have", sForm}, {"had", "have", pastForm | doneForm}, {"having", "have", ingForm},
	{"do", "do", baseForm}, {"does", "do", sForm}, {"did", "do", pastForm}, {"done", "do", doneForm}, {"doing", "do", ingForm},
}

// lines yields the entries of a lexicon file.
func lines(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		data, err := files.ReadFile("lexicon/" + name + ".txt")
		if err != nil {
			panic("english: missing word list " + name) // embedded: only a build can lack it
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
