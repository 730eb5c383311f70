package english

import "strings"

// list is a list of words that a rule asks for: one of lexicon/asked.txt, where it stands under the same name and in the same place.
type list uint8

const (
	// Work left undone, or handed over with a hole.
	carriedOut list = iota
	letPass
	answers
	handingOver
	provisions
	carefulness
	readings
	performing
	keptOrMade
	surveys
	unowed
	believing

	// Delays, and what they cost.
	awaited
	belated
	costing
	spellsOfTime

	// Harm done.
	bringingDown
	drawingOut
	hampering
	aggravated
	exposing
	endangering
	goingWrong
	becoming
	badStates
	troubled
	useless
	notWorthKeeping
	oneOfMany

	// What is at stake.
	secrets
	publishing
	publicPlaces
	relying
	inUse

	// Acts that are unsafe by themselves.
	tampering
	unguarding
	daring
	silencing
	switchedOff
	openings
	commanding
	pressing
	givingTheNod
	untimely
	checkingFirst
	clearances
	readiness
	meantSo

	// Causes, and whose they are.
	handmade
	strokes
	omissions
	attributed
	layingTo
	bringingIn
	causeNames
	praise
	plainSlips
	effecting
	effectless
	befalling

	// Acts that were meant, or that hurt nothing.
	biddings
	rehearsals
	trying
	unwanted
	expendable

	// Verdicts on a choice.
	unwise

	// What would have been.
	choosable
	smallActs
	fruitless
	proper
	raising
	earlierOn
	betterBeen
	mattering
	demanding
	present
	averting
	preventing
	difference

	// What should have been done, or could have.
	entrusting
	consulting
	leavingBe
	averted
	contained
	programsToo
	seasons
	posts
	departing
	addressing
	watched
	handles
	undergoing
	takingPlace
	approvals
	holdingBack
	reviews
	comparisons

	// Who it is.
	operated
	answeredFor
	factions
	sides
	functions
	planned
	opsTeams
	shifts
	farHands
	boards
	rooms
	officers
	groupsOfPeople
	tiers
	particles
	shares
	concerned

	// Grammar.
	ofVerbs
	tellingNouns
)

// lists is a set of lists.
type lists [2]uint64

func (l *lists) add(n list) { l[n/64] |= 1 << (n % 64) }

func (l *lists) has(n list) bool { return l[n/64]&(1<<(n%64)) != 0 }

// in reports whether token i is a word of a list.
func (s *sentence) in(i int, of list) bool {
	if i < 0 || i >= len(s.tokens) {
		return false
	}
	e := s.tokens[i].entry
	return e != nil && s.lex.listed[e.lists].has(of)
}

// readAsked reads the words that rules ask for.
func (r *lexiconReader) readAsked() {
	r.listed = make([]lists, 1, 1024) // the first one is that of words in no list
	var n list
	for line := range lines("asked") {
		_, words, _ := strings.Cut(line, ": ")
		for w := range strings.FieldsSeq(words) {
			base, inflected := strings.CutPrefix(w, "~")
			if !inflected {
				r.listUnder(n, r.at(w))
				continue
			}
			for _, e := range r.verbForms(base) {
				if e.lemma == base {
					r.listUnder(n, e)
				}
			}
		}
		n++
	}
}

// listUnder puts a word into a list.
func (r *lexiconReader) listUnder(n list, e *entry) {
	if e.lists == 0 {
		e.lists = uint16(len(r.listed))
		r.listed = append(r.listed, lists{})
	}
	r.listed[e.lists].add(n)
}
