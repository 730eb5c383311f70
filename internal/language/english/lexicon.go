package english

import (
	"embed"
	"strings"
)

//go:embed lexicon/*.txt
var files embed.FS

// entry is one known word. Entries are shared and never change once the lexicon is read.
type entry struct {
	traits
	number uint16 // of a word that stands in a phrase, from 1 on
	lists  uint16 // those it stands in: which of lexicon.listed
	speaks int16  // for blame by itself, by what labelled sentences taught: in steps of the first of the weights' heads
	first  uint64 // the first eight bytes of word
	word   string // lower case, apostrophes straight
	lemma  string // the base form of a verb, else the word or its singular
	*file
}

// traits are what many words have alike.
type traits struct {
	class   class
	senses  sense
	forms   form
	cue     cue // whether a sentence with this word is worth reading
	aspects aspect
	often   uint8 // how many of a thousand sentences have it, where that is more than one
}

// file is what only some words have.
type file struct {
	starts   []*phrase  // phrases that begin with this word, but for the next two
	harmless []*phrase  // those of frameHarmless
	about    []*phrase  // those of frameAbout
	heads    []*phrase  // people's predicates headed by this verb
	anchored []anchored // phrases that can't stand without this word, or one of a few others
	past     string     // of a verb's base form
}

func (e *entry) is(c class) bool { return e != nil && e.class&c != 0 }

func (e *entry) plural() bool { return e.aspects&several != 0 }

// lexicon is all the words and phrases, read once.
type lexicon struct {
	words       words
	listed      []lists   // what lists words stand in
	numbered    []*entry  // the words that have a number, by it
	phraseCount uint16    // how many phrases have one
	anyVerb     []*phrase // people's predicates headed by whatever verb
	unanchored  bool      // some of people's predicates may stand wherever their verb does

	// What the rules ask for by name.
	asked                 asked
	who                   []uint16 // the numbers of words that stand for people who do something
	elsewhere             []uint16 // and of those with which people may be spoken of in no noun phrase
	be, would, cannot, no *entry
	person, persons       *entry // what an unknown word for people reads as, and for more than one
}

// name finds what the rules ask for by name.
func (l *lexicon) name() {
	of := func(word string) uint16 { return l.words.get(word).number }
	l.asked = asked{
		it: of("it"), that: of("that"), no: of("no"), one: of("one"), did: of("did"), had: of("had"),
		instead: of("instead"), rather: of("rather"), today: of("today"), now: of("now"),
	}
	l.who = []uint16{of("who"), of("whom")}
	l.elsewhere = []uint16{l.asked.did, l.asked.now, l.asked.today}
	l.be, l.would, l.cannot, l.no = l.words.get("be"), l.words.get("would"), l.words.get("cannot"), l.words.get("no")
	l.person, l.persons = l.words.get("engineer"), l.words.get("engineers")
}

// asked is the numbers of words that rules ask for.
type asked struct{ it, that, no, one, did, had, instead, rather, today, now uint16 }

// cue is whether a sentence is worth reading for the sake of a word.
type cue uint8

const (
	noCue     cue = iota
	peopleCue     // where people may be spoken of
	plainCue
)

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
	name  string
	class class
	kind  wordKind
	cue   cue
}{
	{"determiners", determiner, plain, noCue},
	{"possessives", possessive, plain, noCue},
	{"prepositions", preposition, plain, noCue},
	{"coordinators", coordinator, plain, noCue},
	{"subordinators", subordinator, plain, noCue},
	{"relatives", relative, plain, noCue},
	{"pronouns", pronoun, plain, noCue},
	{"negators", negator, plain, noCue},
	{"modals", modal, plain, noCue},
	{"adverbs", adverb, plain, noCue},
	{"adjectives", adjective, plain, noCue},
	{"personal-pronouns", pronoun | personal, plain, noCue},
	{"indefinite-people", pronoun | indefinite, plain, noCue},
	{"roles", role | noun, nouns, noCue},
	{"roles-or-programs", eitherRole | noun, nouns, noCue},
	{"teams", team | noun, nouns, noCue},
	{"departments", department | noun, plain, noCue},
	{"outsiders", outsider | noun, nouns, noCue},
	{"given-names", givenName, plain, noCue},
	{"titles", title, plain, noCue},
	{"human-modifiers", humanModifier | noun, plain, noCue},
	{"components", component | noun, nouns, noCue},
	{"products", product | noun, plain, noCue},
	{"calendar", calendar, plain, noCue},
	{"verbs", verb, verbs, noCue},
	{"diligence-verbs", verb | diligence, verbs, noCue},
	{"human-verbs", verb | humanVerb, verbs, noCue},
	{"act-verbs", verb | actVerb, verbs, noCue},
	{"state-verbs", verb | dontCare, verbs, noCue},
	{"harm-verbs", verb | spoil, verbs, noCue},
	{"remedy-verbs", verb | remedy, verbs, noCue},
	{"punishing-verbs", verb | punish, verbs, peopleCue},
	{"instructing-verbs", verb | instruct, verbs, peopleCue},
	{"cause-verbs", verb | cause, verbs, peopleCue},
	{"inform-verbs", verb | inform, verbs, noCue},
	{"human-acts", humanAct | noun, nouns, noCue},
	{"glances", glance | noun, nouns, noCue},
	{"harms", harm | noun, nouns, noCue},
	{"norms", norm | noun, nouns, noCue},
	{"slips", slip | noun, nouns, plainCue},
	{"wrong", wrong | adjective, plain, plainCue},
	{"traits", trait | noun, plain, plainCue},
	{"qualities", quality | noun, plain, peopleCue},
	{"insults", insult | noun, nouns, plainCue},
	{"careless", careless | adjective, gradable, plainCue},
	{"character", careless | character | adjective, gradable, plainCue},
	{"carelessly", carelessly | adverb, plain, plainCue},
	{"accidentally", oops | adverb, plain, plainCue},
	{"emotive", emotive | adjective, plain, plainCue},
	{"manual", manual, plain, noCue},
	{"weak", weak | adjective, plain, plainCue},
	{"better", better | adjective, plain, noCue},
	{"foolish", foolish | adjective, plain, plainCue},
	{"clearly", clearly | adverb, plain, plainCue},
	{"alarms", alarm | noun, nouns, noCue},
	{"training", training | noun, nouns, plainCue},
	{"denials", denial, plain, noCue},
	{"attributive", attributive, plain, noCue},
	{"perceiving-verbs", verb | perceive, verbs, noCue},
	{"conduct", conduct | noun, nouns, noCue},
	{"unfit", unfit | adjective, plain, peopleCue},
	{"shipping-verbs", verb | ship, verbs, noCue},
}

// senseFiles says what the files of words that colour an act, or are no class of their own, mean.
var senseFiles = [...]struct {
	name  string
	sense sense
	kind  wordKind // plain or verbs
	cue   cue
	cues  form // of verbs, the forms that are cues
}{
	{"valuable", valuable, plain, noCue, 0},
	{"spare", spare, plain, noCue, 0},
	{"destroying-verbs", destroy, verbs, peopleCue, anyForm},
	{"misgivings", misgiving, plain, noCue, 0},
	{"furtively", furtive, plain, peopleCue, 0},
	{"safeguards", safeguard, plain, noCue, 0},
	{"looking-back", backward, plain, plainCue, 0},
	{"virtues", virtue, plain, peopleCue, 0},
	{"people-endings", ending, plain, noCue, 0},
	{"trades", trade, plain, noCue, 0},
	{"initials", initials, plain, noCue, 0},
	{"bereavements", bereavement, plain, noCue, 0},
	{"calamities", calamity, plain, noCue, 0},
	{"asking-verbs", asking, verbs, noCue, 0},
	{"lapses", lapse, verbs, noCue, 0},
	{"implicative-verbs", implicative, verbs, noCue, 0},
	{"opinion-verbs", opinion, verbs, noCue, 0},
	{"prescribing-verbs", prescribe, verbs, noCue, 0},
	{"saying-verbs", saying, verbs, noCue, 0},
	{"executing-verbs", execute, verbs, noCue, 0},
	{"sanctioned", sanctioned, plain, noCue, 0},
	{"precautions", precaution, plain, noCue, 0},
	{"permissions", permission, plain, noCue, 0},
	{"scarcely", scarcely, plain, peopleCue, 0},
	{"scant", scant, plain, peopleCue, 0},
	{"failings", failing, plain, plainCue, 0},
	{"dearths", dearth, plain, peopleCue, 0},
	{"abilities", ability, plain, noCue, 0},
	{"rule-breaking-verbs", flout, verbs, plainCue, doneForm},
	{"rule-keeping-verbs", obey, verbs, plainCue, doneForm},
	{"pretexts", pretext, plain, noCue, 0},
	{"serving-verbs", serve, verbs, noCue, 0},
	{"dealing-verbs", deal, verbs, noCue, 0},
	{"duly", duly, plain, noCue, 0},
	{"amiss", amiss, plain, peopleCue, 0},
	{"defects", defect, plain, noCue, 0},
	{"managed", managed, plain, noCue, 0},
	{"old-trades", oldTrade, plain, noCue, 0},
	{"courses", course, plain, noCue, 0},
	{"sluggish", sluggish, plain, peopleCue, 0},
	{"standing", standing, plain, noCue, 0},
	{"manual-work", manualWork, plain, noCue, 0},
	{"slipped", slipped, plain, plainCue, 0},
	{"setbacks", setback, plain, noCue, 0},
	{"heedless", heedless, plain, noCue, 0},
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
	{"phrases-cause", frameCause},
	{"phrases-judging", framePlainJudging},
	{"phrases-counterfactual", frameCounterfactual},
	{"phrases-hindsight", frameHindsight},
	{"phrases-punitive", framePunitive},
	{"phrases-emotive", frameEmotive},
	{"phrases-harmless", frameHarmless},
	{"phrases-about-blame", frameAbout},
}

// plainCues are the words that the rules ask for beside those of the word files: nothing is said of a sentence that has no cue.
var plainCues = [...]string{
	"should", "ought", "could", "would", "might", "had", "'d", "shoulda", "coulda", "woulda", // what would have been
	"viewed", "seen", "judged", "clearly", // looking back
	"against", "contrary", "breach", "violation", // of rules
}

// peopleCues are those that people must be spoken of for.
var peopleCues = [...]string{
	"not", "never", "no", "nor", "neither", "nobody", "no-one", "noone", "none", "nothing", "nowhere", "without", // left undone
	"error", "errors", "fault", "faults", "instead", "rather", "account", "because", "bc", "cos", "cuz", "by", "due", "attributed", "attributable", // at their door
	"ascribed", "traced", "chalked", "put", "pinned", "blamed", "thanks", "lies", "lay", "rests", "feet", "who", "started", "began", "happened", "occurred",
	"cause", "causes", "factor", "factors", "trigger", "why", "reason", "diagnosis", "finding", "culprit", "origin", "category",
	"conclusion", "responsible", "blame", "perpetrator", "source", "root", "problem", "explanation", // and what a label may say
	"down", "offline", "unreachable", "unusable", "off", "over", "out", // what they did to the service
	"lost", "emptied", "exposed", "leaked", "locked",
	"key", "keys", "password", "passwords", "secret", "secrets", "credential", "credentials", "token", "tokens", "passphrase", "payroll", "salary", "salaries", "payslips", "confidential", "medical", "empty", "blank", "stale", "outdated", "older",
	"too", "despite", "though", "although", "notwithstanding", "regardless", "spite", "defiance", "still", "before", // done all the same
	"longer", "access", "rights", "supervision", "supervised", "accompanied", "presence", "privileges", "permissions", "badge", "pass", // taken away
	"leaving", "worse", "harder", "impossible", "even", // what came of it
	"thinking", "believing", "assuming", "convinced", "mistaking", "supposing", "figuring", "reckoning", "impression", // and what was on their mind
	"tired", "weary", "sure", "certain", "hurry", "rush", "panic", "haste", "bored", "annoyed", "irritated", "impatient", "eager", "keen", "unwilling", "reluctant", "confident", "overconfident", "dissatisfied", "panicking", "flustered",
	"today", "now", "may", "shall", "needed",
	"told", "asked", "warned", "begged", "instructed", "ordered", "advised", "against", "ignoring", "overriding", "defying", "freeze", "embargo", "ban", "moratorium", // gone against
	"another", "else", "twice", "early", "late", "belated", "tardy", "slow", // not theirs, not the time
	"red", "failing", "degraded", "broken", "turned", "emerged", "transpired", "light", // what they went on in spite of, or what came out
	"courtesy", "came", "comes", "stemmed", "stems", // whose doing it was
	"experience", // found too small
}

// peopleVerbs are verbs that are cues in every form where people are spoken of: of harm done, and what only people do.
var peopleVerbs = [...]string{
	"prolong", "worsen", "aggravate", "exacerbate", "compound", "cost", "delay", "sink", "kill", "restrict", "revoke", "suspend", "withdraw",
	"confuse", "mislead", "hamper", "hinder", "complicate", "derail", "sidetrack", "backfire", "misfire",
}

// peopleClasses are those of the words that name people or stand for them, and peopleWords the others that may. Names and titles do with a capital letter
// only, IT in capitals, and one in "no one": contents.read has those.
const peopleClasses = role | eitherRole | team | department | outsider | personal | indefinite | possessive | manual

var peopleWords = [...]string{"who", "whom", "whose", "none", "head", "desk", "centre", "center", "room", "tower", "planning", "ops", "on-call", "oncall", "lead", "rotation", "rota", "roster",
	"group", "office", "org", "organisation", "organization", "chapter", "unit", "function", "line", "hands", "those", "tier", "camp", "contingent", "pair", "duo",
	"crowd", "side"}

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
		for line := range strings.Lines(string(readList(name + ".txt"))) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// readList returns a lexicon file.
func readList(name string) []byte {
	data, err := files.ReadFile("lexicon/" + name)
	if err != nil {
		panic("english: missing word list " + name) // embedded: only a build can lack it
	}
	return data
}
