package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// fault notes people made the cause: what they are said to have done wrong, left undone or brought about.
func (s *sentence) fault() {
	for n := range s.verbs {
		v := &s.verbs[n]
		people := s.concernsPeople(v)
		if !people && !v.passive || s.hypothetical(v) {
			continue
		}
		event := !s.general(v)
		if people && (event && (s.misdone(v) || s.swapped(v) || s.wrongObject(v)) || s.predicates(v) || s.blindly(v)) {
			continue
		}
		if !event {
			continue
		}
		if people && (s.omission(v) || s.nobody(v) || s.barely(v) || s.circumstance(v) || s.defies(v) || s.incites(v) || s.emerges(v) || s.consequence(v) || s.damages(v)) {
			continue
		}
		s.unfollowed(v)
	}
	s.inverted()
	s.failures()
	s.work()
	s.owned()
	s.cleft()
	s.byPeople()
	s.doings()
}

// concernsPeople reports whether v may be what people do or are, as its subject, its agent or one that stands farther off.
func (s *sentence) concernsPeople(v *verbGroup) bool {
	return v.kind != notPeople || v.passive && v.agent >= 0 || s.farSubject(v) >= 0 || s.notOne(v)
}

// hypothetical reports whether v tells of something that did not happen or may happen.
func (s *sentence) hypothetical(v *verbGroup) bool {
	if v.modal != nil {
		return true
	}
	if v.subject >= 0 {
		w := s.nouns[v.subject].head
		if s.is(w, "me") || s.asks() && (s.is(w, "i") || s.is(w, "we")) {
			return true // "that made me panic", "did we miss something?"
		}
	}
	if v.infinitive {
		if v.matrix < 0 {
			return true
		}
		m := &s.verbs[v.matrix]
		if m.modal != nil || m.negated {
			return true
		}
		switch s.baseOf(m.main) {
		case "choose", "decide", "opt", "manage", "go", "proceed", "continue", "tend", "seem", "appear", "elect", "prefer", "happen", "turn":
		default:
			return true
		}
	}
	i := v.first
	if v.subject >= 0 {
		w := s.nouns[v.subject].first
		if v.inherited && w < i && (s.is(w-1, "if") || s.is(w-1, "unless")) {
			return true // "if you name a value but omit its unit"
		}
		if !v.inherited {
			i = w
		}
	}
	if s.disbelieved(i) {
		return true
	}
	if v.gerund && i > 0 {
		// "to keep engineers from forgetting"
		k := v.first - 1
		for k > 0 && s.tokens[k].tag == tagAdv {
			k--
		}
		if s.is(k, "from") || s.is(k, "of") && (s.is(k-1, "risk") || s.is(k-1, "instead")) || s.is(k, "against") || s.is(k, "without") || (s.is(k, "than") || s.is(k, "then")) && s.is(k-1, "rather") {
			return true
		}
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.breaks(k) {
			break
		}
		e := s.tokens[k].entry
		if e == nil {
			continue
		}
		if e.word == "that" && s.tokens[k].tag == tagSub && k > 0 && s.tokens[k-1].tag == tagVerb {
			break // "I should confess that I merged it"
		}
		switch e.word {
		case "if", "unless", "whether", "whenever", "lest", "should", "case", "suppose", "until", "would", "could":
			return true
		case "when", "once", "where", "so":
			if !v.past && !v.perfect && !v.did {
				return true
			}
		}
	}
	return false
}

// general reports whether v tells of no event, but of the reader, "you just pushed", of the authors' way of doing things, "we
// omit the header here", or of what may be done: "you can start from a preset and override it".
func (s *sentence) general(v *verbGroup) bool {
	if v.subject >= 0 && s.is(s.nouns[v.subject].head, "you") {
		return true
	}
	if v.past || v.perfect || v.did || s.timed() || v.first == v.main && !v.inherited && s.hasForm(v.main, pastForm) { // "we let it slide"
		return v.passive && v.reduced && v.agent >= 0 && s.nouns[v.agent].ownerLast >= 0 && s.is(s.nouns[v.agent].ownerLast, "your")
	}
	if v.first == v.main && !v.gerund && !v.infinitive && s.is(v.main, "be") {
		return true // "in no event shall the contributors be liable"
	}
	if v.passive {
		return true // "is skipped by the reviewer" tells how it goes
	}
	m := v
	if v.infinitive && v.matrix >= 0 {
		m = &s.verbs[v.matrix] // "we seemed to lose track"
	}
	if v.inherited {
		if m = s.governs(v); m == nil {
			return false
		}
		if !v.gerund && (m.infinitive || m.modal != nil && !m.perfect || m.imperative) {
			return s.hasForm(v.main, baseForm) && (m.modal != nil || m.imperative || s.hypothetical(m))
		}
		if m.modal != nil && !m.perfect {
			return true // "by omitting the history, you can save time"
		}
	}
	return v.kind == we && !m.past && !m.perfect && !m.did || v.subject >= 0 && s.is(s.nouns[v.subject].head, "i") && !m.past && !m.perfect && !m.did
}

// governs returns the verb group that v is joined to: what stands before it, for a gerund that opens the sentence the first
// finite one after it; nil for none.
func (s *sentence) governs(v *verbGroup) *verbGroup {
	var m *verbGroup
	for n := range s.verbs {
		w := &s.verbs[n]
		if w.first >= v.first {
			if w.first > v.last && m == nil && v.gerund && !w.gerund && !w.reduced && !w.infinitive {
				return w
			}
			continue
		}
		if w.gerund || w.reduced || v.gerund && w.infinitive {
			continue
		}
		m = w
	}
	return m
}

// asks reports whether the sentence is a question.
func (s *sentence) asks() bool {
	for i := len(s.tokens) - 1; i >= 0 && s.tokens[i].mark != 0; i-- {
		if s.tokens[i].mark == '?' {
			return true
		}
	}
	return false
}

// disbelieved reports whether the clause that begins at i hangs on a denied verb of thinking or saying: "we do not think
// that …", "this doesn't mean …".
func (s *sentence) disbelieved(i int) bool {
	for n := len(s.verbs) - 1; n >= 0; n-- {
		v := &s.verbs[n]
		if v.first >= i || i-v.last > 4 {
			continue
		}
		if e := s.tokens[v.main].entry; v.negated && e != nil {
			switch e.lemma {
			case "think", "believe", "feel", "mean", "say", "suggest", "imply", "find", "confirm", "show", "indicate":
				return true
			}
		}
	}
	return false
}

// timed reports whether the sentence is an entry of a timeline, in which the present tense tells the past.
func (s *sentence) timed() bool {
	if s.form == language.Event {
		return true
	}
	for i := range s.head {
		if s.tokens[i].flags&clock != 0 {
			return true
		}
	}
	return false
}

// predicates looks for what is said of people: "forgot to …", "dropped the ball".
func (s *sentence) predicates(v *verbGroup) bool {
	subject, at := v.kind, v.subject
	if v.passive {
		if v.agent < 0 {
			if v.reduced {
				return false
			}
		} else {
			subject, at = s.nouns[v.agent].kind, v.agent
		}
	}
	from := v.main + 1
	for from < len(s.tokens) && s.tokens[from].tag == tagNeg && !s.is(from, "no") {
		from++ // "was not competent"
	}
	e := s.tokens[v.main].entry
	if e != nil && v.passive && e.lemma != "be" {
		// Only a verb that says it all: "was botched by the vendor".
		if v.agent >= 0 && s.predicate(v, e.heads, from, true, subject, at) {
			return true
		}
	} else if e != nil && s.predicate(v, e.heads, from, false, subject, at) {
		return true
	}
	if v.passive && !v.reduced || v.progressive { // "was supposed to": the participle belongs to the phrase
		be := s.lex.be.heads
		if s.predicate(v, be, v.main, false, v.kind, v.subject) || s.tokens[v.main-1].tag == tagAdv && s.predicate(v, be, v.main-1, false, v.kind, v.subject) {
			return true
		}
	}
	told := v.past || v.perfect || v.gerund || v.inherited || s.timed()
	return told && s.predicate(v, s.lex.anyVerb, from, false, subject, at)
}

// predicate looks for one of the phrases that v heads, their second words at token from on, and notes the first that fits
// the subject. Bare phrases are those of a single word.
func (s *sentence) predicate(v *verbGroup, heads []*phrase, from int, bare bool, subject kind, at int) bool {
	if !s.holds.predicated {
		return false
	}
	far := s.farSubject(v)
	if subject == notPeople && far < 0 {
		return false // fits no phrase
	}
	for _, p := range heads {
		if !s.mayHold(p) {
			continue
		}
		if p.frame != frameFault && p.frame != frameJudging && p.frame != frameDuty && p.frame != frameForesight {
			continue
		}
		if p.denied != (v.negated != (subject == no1)) || bare && len(p.elements) > 0 && !p.takesThing() {
			continue
		}
		if p.frame == frameFault && s.general(v) {
			continue
		}
		if p.frame == frameJudging && at >= 0 && s.is(s.nouns[at].head, "i") && !v.past && !v.perfect && (!v.negated || !v.passive && s.baseOf(v.main) != "be") {
			continue // "I don't know how": an author thinking aloud
		}
		if told := v.past || v.perfect || v.did || s.timed(); !told && (p.frame == frameDuty || p.frame == frameJudging && at >= 0 && (s.nouns[at].kind == we || s.is(s.nouns[at].head, "you"))) {
			continue // a duty still to come, or what does not matter: "we don't care about the order"
		}
		if (p.frame == frameFault || p.frame == frameJudging) && v.negated && v.perfect && !v.past && s.yet(v) {
			continue // "we have not tried that yet": work to come
		}
		if e := s.tokens[v.main].entry; p.act && e.is(remedy) && !e.is(ship) {
			continue // mending things despite something is no offence
		}
		if p.others && subject == we || p.act && (v.passive && v.agent < 0 || s.tokens[v.main].is(auxiliary)) {
			continue
		}
		who := at
		if !s.fits(p, v, subject) {
			if far < 0 || !p.firm || len(p.elements) == 0 || p.takesThing() {
				continue
			}
			who = -1
		}
		end := v.main + 1
		if !bare {
			var ok bool
			if end, ok = s.match(p, from); !ok || p.act && v.gerund && s.verbIn(v.last+1, end) {
				continue // "since monitoring data was gone regardless"
			}
		}
		if p.frame == frameFault && (s.excused(v, end) && !p.strong() || s.is(end, "until") && s.baseOf(v.main) == "leave" || s.prescribed(v.first)) { // "left it off until": meant
			continue
		}
		s.notePredicate(p, v, who, min(end, len(s.tokens))-1)
		return true
	}
	return false
}

// yet reports whether v tells what is still to come: "have not tried it yet", "not yet tested".
func (s *sentence) yet(v *verbGroup) bool {
	for k := v.first; k < len(s.tokens) && (k < v.end || !s.breaks(k)); k++ {
		if s.is(k, "yet") {
			return true
		}
	}
	return false
}

// prescribed reports whether the words from token i on tell that the act was meant or asked for: "as the procedure allows",
// "as planned", "on purpose".
func (s *sentence) prescribed(i int) bool {
	for k := i; k+1 < len(s.tokens) && k < i+25; k++ {
		switch {
		case s.is(k, "on") && s.is(k+1, "purpose"), s.is(k, "deliberately"), s.is(k, "intentionally") && !s.is(k+1, "ignored"):
			return s.baseOf(i) == "leave"
		case s.is(k, "as") || s.is(k, "per"):
			for g := k + 1; g < len(s.tokens) && g < k+5 && !s.breaks(g); g++ {
				if s.tokens[g].is(norm) || s.is(g, "planned") || s.is(g, "instructed") || s.is(g, "agreed") || s.isOneOf(g, "trained", "taught", "usual", "normal", "asked", "told", "designed", "directed", "briefed", "rehearsed", "prescribed", "ordered") || s.is(g, "requested") || s.is(g, "documented") || s.is(g, "advised") || s.is(g, "directed") {
					return true
				}
			}
		}
	}
	return false
}

// asked reports whether the words from token i on tell that something written asks for what is told: "as the guide asks".
func (s *sentence) asked(i int) bool {
	for k := i; k+2 < len(s.tokens) && k < i+20; k++ {
		if !s.is(k, "as") && !s.is(k, "like") {
			continue
		}
		if n := s.phraseAt(k + 1); n < 0 || s.nouns[n].kind.blamable() {
			continue
		}
		for g := k + 2; g < len(s.tokens) && g < k+6 && !s.breaks(g); g++ {
			switch s.baseOf(g) {
			case "ask", "say", "require", "demand", "prescribe", "state", "advise", "tell", "specify", "recommend", "allow", "want":
				return true
			}
		}
	}
	return false
}

// farSubject returns an earlier verb group whose subject of people v may share although another stands between: "they knew
// that the disk was failing and did nothing".
func (s *sentence) farSubject(v *verbGroup) int {
	if !v.inherited || v.kind != notPeople || v.passive || v.gerund {
		return -1
	}
	return s.peopleBefore(len(s.verbs))
}

// takesThing reports whether a phrase is a verb and its object, whatever that is: in the passive the object stands before.
func (p *phrase) takesThing() bool { return len(p.elements) == 1 && p.elements[0].thing }

// strong reports whether a phrase blames even when a reason follows: what was forgotten is, what was missed is not.
func (p *phrase) strong() bool {
	return p.firm && len(p.elements) != 1
}

// fits reports whether the subject is one the phrase counts for.
func (s *sentence) fits(p *phrase, v *verbGroup, k kind) bool {
	switch k {
	case staff, we, someone:
		return true
	case no1:
		return p.denied && v.subject >= 0 && !s.tokens[v.main].is(perceive)
	case unsaid:
		return p.firm
	case either:
		return p.firm
	case stranger:
		return p.firm && (v.past || v.perfect)
	case outsiders:
		return p.firm && p.frame != frameDuty && (v.past || v.perfect) && p.frame == frameFault
	}
	return false
}

func (s *sentence) notePredicate(p *phrase, v *verbGroup, at, last int) {
	for last > v.last && s.breaks(last) {
		last--
	}
	first := v.first
	if at >= 0 && !v.inherited && !v.passive && s.nouns[at].last < v.first && v.first-s.nouns[at].last <= 2 {
		first = s.nouns[at].first
	}
	if v.passive && at >= 0 && at == v.agent {
		last = max(last, s.nouns[at].last)
	}
	if first > last {
		first = last
	}
	switch p.frame {
	case frameFault:
		s.note(language.PersonFault, first, last, s.faultQuestion(v, at), s.faultEdit(v))
	case frameJudging:
		s.note(language.Judgement, first, last, s.actorQuestion(at), nil)
	case frameDuty:
		s.note(language.Counterfactual, first, last, s.thenQuestion(at), nil)
	case frameForesight:
		s.note(language.Hindsight, first, last, questionForesight, nil)
	}
}

// excused reports whether a reason that is no fault of theirs follows in the same sentence: what could not be seen, known
// or done, and what made it so.
func (s *sentence) excused(v *verbGroup, from int) bool {
	for k := max(from-1, v.last+1); k < len(s.tokens); k++ {
		t := &s.tokens[k]
		if t.tag == tagOpen && t.mark == '[' {
			return true // a blank for the author to fill
		}
		reason := t.tag == tagColon && k > v.last || t.mark == ';'
		if e := t.entry; e != nil {
			switch e.word {
			case "because", "since", "as":
				reason = e.word == "because" || t.tag == tagSub && k+1 < len(s.tokens) && s.verbIn(k+1, k+9)
				if e.word == "as" && s.is(k+1, "a") && s.is(k+2, "result") || e.word == "as" && (s.is(k-1, "as") || s.is(k-1, "soon") || s.is(k+1, "well") || s.is(k-1, "well")) || e.word == "since" && !s.verbIn(k+1, k+6) {
					reason = false
				}
			case "which":
				reason = false
				if (s.is(k+1, "was") || s.is(k+1, "is")) && s.is(k+2, "the") && s.is(k+3, "only") {
					return true // there was no other
				}
			case "due", "given", "owing":
				reason = s.tokens[k-1].tag != tagAux // but "before the foreman had given the signal"
			}
		}
		if !reason {
			continue
		}
		first := v.subject >= 0 && (s.is(s.nouns[v.subject].head, "i") || s.is(s.nouns[v.subject].head, "we")) // authors give reasons, not excuses
		// The reason must speak of a thing, not of the same people's character.
		for n := k + 1; n < len(s.tokens); n++ {
			if s.tokens[n].tag == tagOpen && s.tokens[n].mark == '[' {
				return true
			}
			if s.tokens[n].is(careless | trait | carelessly | insult) {
				return false
			}
			if e := s.tokens[n].entry; e != nil && (e.word == "lazy" || e.word == "assumed" || e.word == "busy" || e.word == "rush") {
				return false
			}
		}
		for n := range s.nouns {
			if s.nouns[n].first > k {
				return first && s.nouns[n].kind != we && !s.is(s.nouns[n].head, "i") || s.nouns[n].kind == notPeople || s.nouns[n].kind == either || s.nouns[n].kind == stranger || s.couldNot(k) || s.nouns[n].kind == outsiders
			}
		}
		return false
	}
	return false
}

func (s *sentence) couldNot(i int) bool {
	for ; i+1 < len(s.tokens); i++ {
		if (s.is(i, "could") || s.is(i, "can")) && s.is(i+1, "not") || s.is(i, "unable") || s.is(i, "without") || s.tokens[i].is(inform) {
			return true
		}
	}
	return false
}

func (s *sentence) verbIn(i, j int) bool {
	for ; i < j && i < len(s.tokens); i++ {
		switch s.tokens[i].tag {
		case tagVerb, tagAux, tagModal:
			return true
		}
	}
	return false
}

// wrongObject notes slips told by their object or manner: "deleted the wrong bucket", "accidentally merged".
func (s *sentence) wrongObject(v *verbGroup) bool {
	k, at := v.kind, v.subject
	if v.passive {
		if v.agent < 0 {
			return false
		}
		k, at = s.nouns[v.agent].kind, v.agent
	}
	if k == outsiders && !v.progressive && (v.past || v.perfect || s.timed()) && at >= 0 && s.is(s.nouns[at].head, "people") {
		k = someone
	}
	if !k.blamable() || v.negated || at >= 0 && s.is(s.nouns[at].head, "you") {
		return false
	}
	if !v.past && !v.perfect && !v.gerund && !v.inherited {
		if k == we {
			return false
		}
	}
	e := s.tokens[v.main].entry
	hit, till := -1, -1
	for i := max(v.first-2, 0); i < v.first; i++ {
		if s.tokens[i].is(oops) {
			hit = i
		}
	}
	if v.passive && v.subject >= 0 && !v.inherited && e != nil && e.class&(actVerb|ship) != 0 {
		for i := s.nouns[v.subject].first; i < s.nouns[v.subject].head; i++ {
			if s.tokens[i].is(wrong | unfit) {
				hit = i // "the wrong file was uploaded by the clerk"
			}
		}
	}
	for i := v.first; i < v.end && hit < 0; i++ {
		t := &s.tokens[i]
		switch {
		case t.is(oops) && (i < v.last+1 || s.adverbial(i)):
			hit = i
		case i > v.last:
			if till = s.mark(v, i); till >= 0 {
				hit = i
			}
		}
	}
	if hit < 0 {
		return false
	}
	if s.excused(v, v.last+1) && !s.tokens[hit].is(oops) && k != unsaid {
		return false
	}
	first := v.first
	if at >= 0 && !v.inherited && !v.passive && v.first-s.nouns[at].last <= 2 && s.nouns[at].last < v.first {
		first = s.nouns[at].first
	}
	if hit < first {
		first = hit
	}
	last := max(v.last, hit, till)
	if v.passive {
		last = max(last, s.nouns[v.agent].last)
	}
	var better edit
	if s.tokens[hit].is(wrong | unfit | oops) {
		better = s.wrongEdit(v, hit)
	}
	s.note(language.PersonFault, first, last, s.lookQuestion(hit), better)
	return true
}

// theWrong reports whether the adjective at i is that of one thing: "the wrong amount".
func (s *sentence) theWrong(i int) bool {
	n := s.nounAt[i]
	return n >= 0 && s.is(i-1, "the") && !s.tokens[s.nouns[n].head].entry.pluralNoun()
}

// swapped notes one thing taken for another: "pressed stop instead of reset".
func (s *sentence) swapped(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if v.kind != staff && v.kind != someone || v.passive || v.negated || !v.past && !v.perfect && !s.timed() {
		return false
	}
	for k := v.last + 2; k+2 < len(s.tokens) && k < v.last+14 && !s.breaks(k); k++ {
		n := s.phraseAt(k + 2)
		if !s.is(k, "instead") && !s.is(k, "rather") || !s.is(k+1, "of") && !s.is(k+1, "than") || s.hasForm(k+2, ingForm) {
			continue
		}
		if s.isOneOf(k+2, "before", "after") && !s.excused(v, k) { // "after the upgrade instead of before it"
			s.note(language.PersonFault, v.first, k+2, "What made the order hard to see at the time?", nil)
			return true
		}
		if s.isOneOf(k+2, "today", "tomorrow", "this", "last", "next") && (s.is(k+3, "'s") || s.is(k+4, "'s")) && s.acts(v.main) && !e.is(remedy) && !s.excused(v, k) { // "yesterday's list instead of today's"
			s.note(language.PersonFault, v.first, k+2, "What made the two look alike at the time?", nil)
			return true
		}
		if n < 0 || s.tokens[k+2].tag == tagDate || s.tokens[min(s.nouns[n].last+1, len(s.tokens)-1)].tag == tagDate { // another day is a plan
			continue
		}
		slip := (e.is(actVerb) && !e.is(remedy) || e != nil && (e.lemma == "read" || e.lemma == "hear")) && (s.is(k, "instead") || e.lemma == "type" || e.lemma == "key" || e.lemma == "enter") || s.alike(s.nounAt[k-1], n)
		if slip && !s.excused(v, k) {
			s.note(language.PersonFault, v.first, s.nouns[n].last, "What made the two look alike at the time?", nil)
			return true
		}
	}
	return false
}

// alike reports whether two noun phrases name two of a kind: "feeder B", "feeder A".
func (s *sentence) alike(a int16, b int) bool {
	if a < 0 {
		return false
	}
	for i := s.nouns[a].first; i <= s.nouns[a].last; i++ {
		for k := s.nouns[b].first; k <= s.nouns[b].last; k++ {
			if w := s.words(i, i); len(w) > 2 && !s.tokens[i].is(determiner|adjective) && foldEqual(w, s.words(k, k)) {
				return true
			}
		}
	}
	return false
}

// misdone notes the verbs in mis-, which tell a slip of whoever does them: "misread", "mis-sized".
func (s *sentence) misdone(v *verbGroup) bool {
	k := v.kind
	if v.passive && v.agent >= 0 {
		k = s.nouns[v.agent].kind
	}
	if !k.blamable() && k != either || v.passive && v.agent < 0 || v.negated {
		return false
	}
	w := s.words(v.main, v.main)
	if base := s.baseOf(v.main); base != "" {
		w = base
	}
	if !misdeed(w) || s.excused(v, v.last+1) {
		return false
	}
	s.note(language.PersonFault, v.main, v.main, s.faultQuestion(v, v.subject), nil)
	return true
}

// misdeed reports whether a verb in mis- tells a slip: not missed, mistrusted or misted; programs misbehave.
func misdeed(w string) bool {
	return len(w) >= 7 && foldEqual(w[:3], "mis") && w[3]|0x20 != 's' && w[3]|0x20 != 't' && (len(w) < 9 || !foldEqual(w[:9], "misbehave"))
}

// adverbial reports whether the slip adverb at i belongs to the verb before it.
func (s *sentence) adverbial(i int) bool {
	return i+1 >= len(s.tokens) || s.tokens[i+1].tag != tagAdj && !s.hasForm(i+1, doneForm)
}

// omission notes what people did not do: "the on-call engineer did not acknowledge the page".
func (s *sentence) omission(v *verbGroup) bool {
	if !v.negated || v.passive && v.agent < 0 || v.imperative || v.progressive && !s.watching(v) {
		return false
	}
	switch v.kind {
	case staff, someone:
	case unsaid:
	case either:
		if e := s.tokens[v.main].entry; e == nil || e.class&diligence == 0 || e.class&humanVerb == 0 && !s.is(v.main, "checked") {
			return false
		}
	default:
		return false
	}
	if v.kind == staff && v.subject >= 0 && s.is(s.nouns[v.subject].head, "you") {
		return false
	}
	e := s.tokens[v.main].entry
	if e == nil && v.main == v.last && s.tokens[v.main].tag == tagAux {
		return false
	}
	if v.did && v.inherited && e.is(auxiliary) && s.is(v.last+1, "not") && s.ends(v.last+2) { // "had the data to stop it and did not"
		s.note(language.PersonFault, v.first, v.last, s.omissionQuestion(v), nil)
		return true
	}
	told := (v.did || v.past) && !v.progressive && !v.gerund // what was left undone, whatever it was
	if e != nil && (e.class&(dontCare|auxiliary|modal) != 0 && e.class&diligence == 0 && !s.owed(v) || !told && e.class&(diligence|humanVerb|actVerb) == 0) {
		// "They were supposed to, and didn't": the duty is noted where it stands.
		return false
	}
	if e != nil && (e.lemma == "offer" || e.lemma == "give") && !s.owed(v) {
		return false // what was not offered was nobody's duty
	}
	if v.perfect && !v.past && v.subject >= 0 && s.is(s.nouns[v.subject].head, "i") {
		return false
	}
	habit := e.is(diligence) && s.form != language.Action && !v.relative // "they do not read the alerts"
	if v.infinitive || !v.past && !v.did && !v.perfect && !v.gerund && !habit || v.perfect && s.firstTime(v) {
		return false
	}
	if v.gerund && !e.is(diligence|actVerb) {
		return false
	}
	if !v.past && !v.did && !v.perfect && !v.gerund && v.kind == unsaid {
		return false
	}
	for k := v.last + 1; k < len(s.tokens) && k <= v.last+2; k++ {
		if s.is(k, "any") || s.is(k, "evidence") || s.is(k, "further") {
			return false
		}
	}
	if s.excused(v, v.last+1) || s.is(v.first-1, "why") || s.reported(v) || s.disowned(v) || s.asked(v.last+1) {
		return false
	}
	first := v.first
	if v.subject >= 0 && !v.inherited && s.nouns[v.subject].last < v.first && v.first-s.nouns[v.subject].last <= 2 {
		first = s.nouns[v.subject].first
	}
	s.note(language.PersonFault, first, v.last, s.omissionQuestion(v), s.omissionEdit(v))
	return true
}

// owed reports whether v and its object are something people do to be safe, or to tell others: "take a snapshot", "leave a note", "apply the patch".
func (s *sentence) owed(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	switch s.baseOf(v.main) {
	case "take", "make", "keep", "give", "leave":
		return n >= 0 && s.isOneOf(s.nouns[n].head, "backup", "care", "copy", "explanation", "log", "measurements", "minutes", "note", "notes", "notice", "picture", "precautions", "reading", "reason", "record", "sample", "snapshot", "warning")
	case "apply":
		return n >= 0 && s.is(s.nouns[n].first, "the") && s.nouns[n].kind == notPeople
	}
	return false
}

// firstTime reports whether v tells that something was new to people: "I had never seen this alert before".
func (s *sentence) firstTime(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+7 && !s.breaks(k); k++ {
		if s.is(k, "before") && s.ends(k+1) {
			return true
		}
	}
	return false
}

// disowned reports whether v denies that somebody was the author of an act, which clears them: "the admin did not perform
// the suspension". Work of attention that was not performed is an omission all the same.
func (s *sentence) disowned(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "perform", "initiate", "execute", "trigger":
	default:
		return false
	}
	n := s.phraseAt(v.last + 1)
	return n >= 0 && s.is(s.nouns[n].first, "the") && !s.tokens[s.nouns[n].head].is(humanAct|glance|norm|alarm|conduct)
}

// reported reports whether v is what somebody is told to have said of themselves: "she confirmed that she did not log in".
func (s *sentence) reported(v *verbGroup) bool {
	for n := range s.verbs {
		if m := &s.verbs[n]; m.last < v.first && v.first-m.last < 8 {
			switch s.baseOf(m.main) {
			case "confirm", "inform", "say", "state", "deny", "claim", "report", "tell", "explain", "answer", "reply", "insist", "verify":
				return !m.negated
			}
		}
	}
	return false
}

// watching reports whether v is the steady work of attention: "was not watching the wallboard".
func (s *sentence) watching(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "watch", "monitor", "look", "listen", "read", "check":
		return v.past || v.kind == staff
	}
	return v.kind == staff && s.tokens[v.main].is(diligence) && s.tokens[v.main].is(humanVerb) || s.baseOf(v.main) == "prioritise" || s.baseOf(v.main) == "prioritize"
}

// nobody notes "nobody checked" where it has no reason.
func (s *sentence) nobody(v *verbGroup) bool {
	if v.kind != no1 && !s.notOne(v) && !s.neither(v) || v.passive || v.negated && !s.neither(v) {
		return false
	}
	e := s.tokens[v.main].entry
	due := s.owed(v) || s.stepsIn(v) || (s.acts(v.main) || e.is(remedy)) && !e.is(spoil) && (s.is(v.last+1, "the") || s.is(v.last+2, "the") && s.nounAt[v.last+1] < 0) // "nobody weighed the load"
	if (e == nil || e.class&(diligence|humanVerb|actVerb) == 0 || e.is(dontCare)) && !due || !v.past && !v.perfect && !s.timed() {
		return false
	}
	if v.perfect && s.is(v.main-1, "ever") && !e.is(diligence) {
		return false // what was new to everyone
	}
	switch s.baseOf(v.main) {
	case "report", "log":
		if !s.is(v.last+1, "the") {
			return false
		}
	case "use", "enter", "touch", "change", "know", "have", "see", "expect", "say", "lose":
		return false
	}
	first := v.first
	if v.subject >= 0 && !v.inherited {
		first = s.nouns[v.subject].first
	}
	if s.excused(v, v.last+1) || s.is(first-1, "so") || s.is(first-1, "hence") || s.is(first-1, "therefore") {
		return false // the reason stands after it or before
	}
	s.note(language.PersonFault, first, v.last, questionSee, nil)
	return true
}

// neither reports whether the subject of v is a bare "neither" that stands for people told of before: "both saw the mail, and neither answered".
func (s *sentence) neither(v *verbGroup) bool {
	if !s.is(v.first-1, "neither") && (!s.is(v.first, "neither") || !v.negated) {
		return false
	}
	for n := range s.nouns {
		if np := &s.nouns[n]; np.last < v.first && (np.kind == staff || np.kind == someone) {
			return true
		}
	}
	return false
}

// stepsIn reports whether v is what somebody among many could have done: "took ownership", "stepped in".
func (s *sentence) stepsIn(v *verbGroup) bool {
	switch s.baseOf(v.main) {
	case "try", "lead", "own", "think", "volunteer":
		return true
	case "take":
		return s.isOneOf(v.last+1, "ownership", "responsibility", "charge", "notice", "action", "over", "control", "heed") || s.is(v.last+1, "the") && s.isOneOf(v.last+2, "lead", "call", "initiative", "pager", "trouble", "ticket")
	case "join":
		return s.isOneOf(v.last+1, "the", "us") || s.ends(v.last+1)
	case "step", "pick", "come":
		return s.isOneOf(v.last+1, "in", "up", "forward")
	}
	return false
}

// notOne reports whether the subject of v is "not a single engineer", "not one of the team", "none of the reviewers".
func (s *sentence) notOne(v *verbGroup) bool {
	if v.subject < 0 || v.inherited {
		return false
	}
	np := &s.nouns[v.subject]
	people := np.kind == staff
	attends := s.tokens[v.main].is(humanVerb) && s.tokens[v.main].is(diligence)
	if (people || np.kind == either && attends) && s.is(np.first-1, "of") && (s.is(np.first-2, "neither") || s.is(np.first-2, "one") && s.is(np.first-3, "not")) {
		return true
	}
	if people && s.is(np.first-1, "nor") {
		for k := np.first - 2; k >= 0 && k >= np.first-9; k-- {
			if s.is(k, "neither") {
				return true
			}
		}
	}
	if k := np.first; people && (s.is(k-1, "not") || s.is(k-1, "one") && s.is(k-2, "not")) {
		return s.is(k, "a") || s.is(k, "one") || s.is(k-1, "one")
	}
	if !s.is(np.last, "none") && !s.is(np.last, "neither") && !s.is(np.last, "one") || !s.isOneOf(np.last+1, "of", "in", "on", "at", "from", "among", "amongst") {
		return s.is(np.head, "one") && s.is(np.first-1, "not") && s.outOf(np.first-1)
	}
	n := s.phraseAt(np.last + 2)
	if n < 0 {
		return false
	}
	k := s.nouns[n].kind
	who := k.blamable() || (k == outsiders || k == either) && attends
	return who && (!s.is(np.last, "one") || s.is(np.first-1, "not"))
}

// outOf reports whether the clause before token i names the people that none of are told: "out of nine reviewers, not one".
func (s *sentence) outOf(i int) bool {
	for k := i - 1; k > 0 && k >= i-9; k-- {
		if n := s.nounAt[k]; n >= 0 && s.is(k-1, "of") || n >= 0 && s.tokens[max(s.nouns[n].first-1, 0)].tag == tagPrep {
			return s.nouns[n].kind.blamable()
		}
	}
	return false
}

// blindly notes an act told by the care it lacked: "merged it without reading the plan".
func (s *sentence) blindly(v *verbGroup) bool {
	who := v.kind
	if v.passive && v.agent >= 0 {
		who = s.nouns[v.agent].kind
	}
	if !who.blamable() || v.passive && v.agent < 0 || v.infinitive || v.subject >= 0 && s.is(s.nouns[v.subject].head, "you") {
		return false
	}
	for k := v.last + 1; k < v.end+3 && k+1 < len(s.tokens); k++ {
		if t := s.tokens[k].tag; t == tagSub && !s.is(k, "as") || t == tagTo || (t == tagVerb || t == tagAux) && !s.tokens[v.main].is(inform|humanVerb) {
			return false
		}
		g := k + 1
		if s.is(k, "w") && s.tokens[k+1].mark == '/' && s.is(k+2, "o") {
			g = k + 3 // w/o
		} else if !s.is(k, "without") {
			continue
		}
		for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "first") || s.is(g, "even")) {
			g++
		}
		if s.is(g, "to") && s.hasForm(g+1, baseForm) && s.tokens[g+1].is(diligence) && !s.excused(v, g+1) {
			s.note(language.PersonFault, k, g+1, s.actorQuestion(v.subject), nil) // "without to inform", as many write
			return true
		}
		if n := s.phraseAt(g); n >= 0 && !s.hasForm(g, ingForm) {
			if (who == staff || who == someone) && s.unasked(n) && !s.excused(v, g+1) {
				s.note(language.PersonFault, k, s.nouns[n].last, s.actorQuestion(v.subject), nil)
				return true
			}
			return false
		}
		if g >= len(s.tokens) || !s.hasForm(g, ingForm) || !v.past && !v.perfect && s.form == language.Paragraph && v.kind == we {
			return false
		}
		// Any act they left out is held against people, unless they were mending things: "fixed it without restarting".
		mends := s.tokens[v.main].is(remedy) && !s.tokens[v.main].is(ship)
		precaution := (s.is(g, "taking") || s.is(g, "making")) && v.kind != we && (s.precaution(g+1) || s.precaution(g+2))
		careful := precaution || s.tokens[g].is(diligence) && !mends || (v.kind == staff || v.kind == someone) && (v.past || v.perfect || s.timed()) && !mends && (!s.tokens[g].is(dontCare|inform|spoil|cause|auxiliary) || s.is(g+1, "notice") || s.is(g+1, "warning"))
		careful = careful || s.is(g, "finding") && s.is(g+1, "out") && !mends
		single := s.is(g+1, "a") && s.is(g+2, "single") || s.is(g+1, "any") && v.kind != we || s.is(k+1, "even") || s.is(k+1, "first")
		if !careful && !single || s.excused(v, g+1) {
			return false
		}
		first := k
		if v.subject >= 0 && !v.inherited && v.first-s.nouns[v.subject].last <= 2 && s.nouns[v.subject].last < v.first && k-v.first < 6 {
			first = s.nouns[v.subject].first
		}
		s.note(language.PersonFault, first, g, s.actorQuestion(v.subject), nil)
		return true
	}
	return false
}

// inverted notes an omission told the other way round: "at no point did the lead open the log", "only after the third call
// did the vendor answer".
func (s *sentence) inverted() {
	if s.lacks(s.lex.asked.did) {
		return
	}
	for i := s.head + 1; i < len(s.tokens); i++ {
		if !s.is(i, "did") {
			continue
		}
		n := s.phraseAt(i + 1)
		if n < 0 || !s.fronted(i) {
			continue
		}
		np := s.nouns[n]
		k, m := np.kind, np.head+1
		if k == notPeople && np.head > np.first { // "did the support lead answer": the verb is taken for the head
			np.head--
			np.last = np.head
			k, m = s.kindOf(&np), np.head+1
		}
		if k != staff && k != someone {
			continue
		}
		for m < len(s.tokens)-1 && (s.tokens[m].tag == tagAdv || s.tokens[m].tag == tagNeg) {
			m++
		}
		if m >= len(s.tokens) || !s.tokens[m].is(diligence|humanVerb|actVerb) && !s.is(m, "deign") && !s.is(m, "bother") || s.tokens[m].is(dontCare|perceive) && !s.is(m, "notice") && !s.is(m, "realise") && !s.is(m, "realize") || s.hasReason(m) {
			continue
		}
		s.note(language.PersonFault, i, m, s.actorQuestion(n), nil)
		return
	}
}

// hasReason reports whether a reason that is a thing's follows token i.
func (s *sentence) hasReason(i int) bool {
	for k := i + 1; k+1 < len(s.tokens); k++ {
		if s.is(k, "because") || s.is(k, "since") || s.is(k, "as") && s.verbIn(k+1, k+6) {
			n := s.nounBetween(k+1, min(k+4, len(s.tokens)))
			return n >= 0 && !s.nouns[n].kind.blamable()
		}
	}
	return false
}

// fronted reports whether the clause before the auxiliary at i opens with a denial or with what had to come first.
func (s *sentence) fronted(i int) bool {
	for k := i - 1; k >= 0 && k >= i-14; k-- {
		if s.tokens[k].tag == tagStop || s.tokens[k].tag == tagColon || s.tokens[k].tag == tagComma {
			return false
		}
		switch {
		case s.is(k, "never"), s.is(k, "nor"), s.is(k, "not") && (s.is(k+1, "once") || s.is(k+1, "until") || s.is(k+1, "even")):
			return k == s.head || s.breaks(k-1) || s.tokens[k-1].tag == tagCoord || s.is(k, "nor")
		case s.is(k, "no") && (s.is(k+1, "point") || s.is(k+1, "time") || s.is(k+1, "stage") || s.is(k+1, "moment")), s.is(k, "nowhere"):
			return true
		case s.is(k, "only") && (s.is(k+1, "after") || s.is(k+1, "when") || s.is(k+1, "once") || s.is(k+1, "then") || s.is(k+1, "at")):
			return k <= s.head+1
		}
	}
	return false
}

// barely notes the work of attention told as too little: "the reviewer only glanced at it", "QA merely tested the tutorial".
func (s *sentence) barely(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone && (v.kind != either || v.subject < 0 || !s.tokens[s.nouns[v.subject].head].is(department)) {
		return false
	}
	if v.passive || v.negated || v.infinitive || v.gerund || v.modal != nil {
		return false
	}
	rarely := s.is(v.main-1, "rarely") || s.is(v.main-1, "seldom")
	if !rarely && !v.past && !v.perfect {
		return false
	}
	switch s.baseOf(v.main) {
	case "test", "check", "read", "review", "look", "skim", "glance", "verify", "inspect", "validate", "play", "study", "audit", "rehearse", "examine", "proofread", "scan":
	default:
		return false
	}
	for k := max(v.first-1, 0); k <= v.main+1 && k < len(s.tokens); k++ {
		if s.tokens[k].tag != tagAdv && !s.is(k, "only") {
			continue
		}
		if !s.is(k, "only") && !s.is(k, "merely") && !s.is(k, "barely") && !s.is(k, "hardly") && !s.is(k, "scarcely") && !s.is(k, "briefly") && !s.is(k, "superficially") && !s.is(k, "rarely") && !s.is(k, "seldom") || s.excused(v, v.last+1) {
			continue
		}
		s.note(language.PersonFault, min(k, v.main), max(k, v.main), s.actorQuestion(v.subject), nil)
		return true
	}
	return false
}

// precaution reports whether token i names something done to be safe: a backup, care.
func (s *sentence) precaution(i int) bool {
	return s.is(i, "backup") || s.is(i, "snapshot") || s.is(i, "copy") || s.is(i, "care") || s.is(i, "precautions") || s.is(i, "sure") || s.is(i, "note")
}

// unasked reports whether a noun phrase after "without" is the care or the leave that was missing: "without approval".
func (s *sentence) unasked(n int) bool {
	h := &s.tokens[s.nouns[n].head]
	if s.is(s.nouns[n].head, "clause") || s.is(s.nouns[n].head, "filter") {
		return true // "without a WHERE clause"
	}
	if s.technicalNoun(&s.nouns[n]) {
		return false
	}
	switch {
	case h.is(quality | alarm), h.is(humanAct) && !h.is(component), h.means(safeguard), s.is(s.nouns[n].head, "flag") && s.is(s.nouns[n].head-1, "feature"):
		return true
	case h.entry == nil:
		w := s.words(s.nouns[n].head, s.nouns[n].head)
		return strings.HasSuffix(w, "test") || strings.HasSuffix(w, "check") // playtest
	}
	switch h.entry.word {
	case "notice", "permission", "authorisation", "authorization", "consent", "testing", "supervision", "sign-off", "announcement", "authority", "consultation":
		return true
	}
	return false
}

// unfollowed notes rules told as broken, with or without an agent: compliance is people's.
func (s *sentence) unfollowed(v *verbGroup) {
	e := s.tokens[v.main].entry
	if !v.passive || v.subject < 0 || v.agent >= 0 && (s.nouns[v.agent].kind == notPeople || s.nouns[v.agent].kind == either) {
		return
	}
	if k := s.breach(v); k >= 0 && v.agent < 0 && s.acts(v.main) && !v.negated && !s.excused(v, k) {
		s.note(language.PersonFault, v.first, k, "What made the written steps hard to follow at that moment?", nil) // "parked under the line, against the site rules"
		return
	}
	if e == nil {
		return
	}
	if v.agent >= 0 && (s.nouns[v.agent].kind == staff || s.nouns[v.agent].kind == someone) && !v.negated {
		switch e.lemma {
		case "skip", "ignore", "omit", "bypass", "neglect", "circumvent", "flout", "disregard", "waive": // "the handover was skipped by Bogdan"
			if !s.excused(v, v.last+1) && !s.prescribed(v.first) {
				s.note(language.PersonFault, v.first, s.nouns[v.agent].last, questionConditions, nil)
			}
			return
		}
	}
	np := &s.nouns[v.subject]
	if !s.ruled(np) {
		return
	}
	switch e.lemma {
	case "follow", "observe", "respect", "obey", "heed", "adhere", "comply":
		if !v.negated {
			return
		}
	case "ignore", "disregard", "violate", "bypass", "circumvent", "break", "flout", "neglect", "skip":
		if v.negated {
			return
		}
	default:
		return
	}
	if s.excused(v, v.last+1) {
		return
	}
	s.note(language.PersonFault, np.first, v.last, "What made the written steps hard to follow at that moment?", nil)
}

// breach returns the token that closes "against the rules", "contrary to procedure" behind v, -1 for none.
func (s *sentence) breach(v *verbGroup) int {
	for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+14; k++ {
		at := -1
		switch {
		case s.is(k, "against"):
			at = k + 1
		case s.is(k, "contrary") && s.is(k+1, "to"), s.isOneOf(k, "breach", "violation", "defiance") && s.is(k+1, "of"):
			at = k + 2
		}
		if at < 0 {
			continue
		}
		if n := s.phraseAt(at); n >= 0 && s.tokens[s.nouns[n].head].is(norm) {
			return s.nouns[n].head
		}
	}
	return -1
}

// ruled reports whether a noun phrase names a written rule, by a number too: "the checklist", "procedure OPS-12", "Method of procedure MOP-7", "the
// agreed sequence".
func (s *sentence) ruled(np *nounPhrase) bool {
	if s.tokens[np.head].is(norm) {
		return true
	}
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(norm) && (s.tokens[np.head].flags&technical != 0 || strings.ContainsAny(s.words(np.head, np.head), "0123456789")) || s.isOneOf(k, "agreed", "prescribed", "documented", "written", "escalation", "standing", "mandatory") && s.isOneOf(np.head, "sequence", "order", "path", "steps", "method", "route", "way", "scheme", "chain", "matrix") {
			return true
		}
	}
	if of := s.phraseAt(np.last + 2); of >= 0 && s.is(np.last+1, "of") && s.isOneOf(np.head, "method", "part", "section", "letter", "requirements") {
		return s.ruled(&s.nouns[of])
	}
	return false
}

// failures notes "the engineer's failure to …", "failure to follow the checklist", "the team's mistake", "an oversight by
// the vendor", "a lack of communication from the lead".
func (s *sentence) failures() {
	for n := range s.nouns {
		np := &s.nouns[n]
		e := s.tokens[np.head].entry
		if e == nil || np.kind != notPeople {
			continue
		}
		owned := np.owner == staff || np.owner == we || np.owner == someone || np.owner == either && e.is(slip|trait)
		if owned && e.class&trait != 0 && e.class&slip == 0 {
			if s.asCause(np.first) {
				s.note(language.PersonFault, np.first, np.head, questionConditions, nil)
			}
			s.note(language.Judgement, np.first, np.head, questionWork, nil)
			continue
		}
		by, after := s.ascribed(np.last + 1)
		if !owned && !by && !missing(e.word) || s.denied(np.first, np.last) {
			continue
		}
		switch e.word {
		case "failure", "failures", "refusal", "reluctance", "unwillingness", "neglect", "inability", "omission", "hesitation", "insistence":
			if !s.is(after, "to") && (e.word != "insistence" || !s.is(after, "on")) {
				continue
			}
			g := after + 1
			for g < len(s.tokens) && s.tokens[g].tag == tagAdv {
				g++
			}
			careful := g < len(s.tokens) && s.tokens[g].is(humanVerb) && s.tokens[g].is(diligence)
			rule := careful && after == np.last+1 && np.owner == notPeople && np.ownerLast < 0 // "failure to follow the checklist": of whomever
			if rule && !owned && !by && s.mayBe(n) {
				continue // "failure to follow the steps may lead to a crash"
			}
			if !owned && !by && !rule || np.owner == we && e.word == "inability" {
				continue
			}
			s.note(language.PersonFault, np.first, min(g, len(s.tokens)-1), questionSee, nil)
		case "lack", "absence", "want", "shortage", "breakdown":
			of := s.phraseAt(np.last + 2)
			if of >= 0 && s.is(np.last+1, "of") && (np.owner == staff || np.owner == someone || np.owner == either) && s.isOneOf(s.nouns[of].head, "experience", "knowledge", "expertise", "skill", "skills", "know-how", "competence") {
				s.note(language.Judgement, np.first, s.nouns[of].last, questionWork, nil)
				continue
			}
			if !s.is(np.last+1, "of") && !s.is(np.last+1, "in") || of < 0 || !s.tokens[s.nouns[of].head].is(quality|conduct|humanAct|trait) || s.technicalNoun(&s.nouns[of]) {
				continue
			}
			if by, _ := s.ascribed(s.nouns[of].last + 1); by || np.owner == staff || np.owner == someone {
				s.note(language.PersonFault, np.first, s.nouns[of].last, questionSee, nil)
			}
		default:
			if s.scant(np) && (owned || by) {
				s.note(language.Judgement, np.first, np.head, questionSee, nil)
				continue
			}
			if by && s.is(np.last+1, "by") && s.misjudged(np) {
				s.note(language.PersonFault, np.first, after-1, questionConditions, nil)
				continue
			}
			if e.class&(slip|trait) == 0 && e.word != "fault" && e.word != "error" && e.word != "errors" || e.word == "fault" && s.is(np.last+1, "tolerance") || s.is(np.head, "typo") {
				continue
			}
			mistake := e.class&(slip|trait) != 0
			if owned && (mistake || e.word == "fault") || by && mistake && !s.technicalNoun(np) {
				s.note(language.PersonFault, np.first, np.head, questionSlip, nil)
			}
		}
	}
}

// mayBe reports whether the noun phrase at n is what a verb with a modal is said of: what would follow, not what did.
func (s *sentence) mayBe(n int) bool {
	for k := range s.verbs {
		v := &s.verbs[k]
		if v.modal != nil && !v.perfect && !v.inherited && v.first > s.nouns[n].last && v.first < s.nouns[n].last+12 {
			return !s.breakBetween(s.nouns[n].last+1, v.first)
		}
	}
	return false
}

// missing reports whether a noun says what was not done or not there, of whomever.
func missing(word string) bool {
	switch word {
	case "failure", "failures", "refusal", "reluctance", "unwillingness", "neglect", "inability", "omission", "hesitation", "insistence",
		"lack", "absence", "want", "shortage", "breakdown":
		return true
	}
	return false
}

// scant reports whether a noun phrase tells of too little care: "insufficient attention".
func (s *sentence) scant(np *nounPhrase) bool {
	if !s.tokens[np.head].is(quality|conduct) && !s.is(np.head, "confirmation") && !s.is(np.head, "checking") && !s.is(np.head, "verification") && !s.is(np.head, "testing") {
		return false
	}
	for k := np.first; k < np.head; k++ {
		if s.is(k, "insufficient") || s.is(k, "inadequate") || s.is(k, "deficient") || s.is(k, "little") || s.is(k, "missing") || s.is(k, "lacking") {
			return true
		}
	}
	return false
}

// misjudged reports whether an adjective in a noun phrase calls an act wrong: "incorrect entry".
func (s *sentence) misjudged(np *nounPhrase) bool {
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(wrong) {
			return true
		}
	}
	return false
}

// ascribed reports whether the words from token i on lay what stands before them at people's door, "by the vendor", "on the
// part of the team", and returns the token after them.
func (s *sentence) ascribed(i int) (by bool, after int) {
	if i >= len(s.tokens) {
		return false, i
	}
	word := "amongst"
	if e := s.tokens[i].entry; e != nil {
		word = e.word
	} else if !s.is(i, word) { // the one that no list has
		return false, i
	}
	at := i + 1
	switch word {
	case "by", "of", "from", "among", "amongst", "within", "in":
	case "on":
		if !s.is(i+1, "the") || !s.is(i+2, "part") || !s.is(i+3, "of") {
			return false, i
		}
		at = i + 4
	default:
		return false, i
	}
	m := s.phraseAt(at)
	if m >= 0 && s.quantity(s.nouns[m].last) && s.is(s.nouns[m].last+1, "of") {
		m = s.phraseAt(s.nouns[m].last + 2) // "by one of our developers"
	}
	if m < 0 || !s.nouns[m].kind.blamable() {
		return false, i
	}
	return true, s.nouns[m].last + 1
}
