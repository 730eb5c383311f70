package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// counterfactual notes stories of what people did not do.
func (s *sentence) counterfactual() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal != nil && v.perfect {
			s.unreal(v)
			s.spared(v)
		}
		s.needed(v)
		s.merely(v)
		s.unmet(n)
		if v.passive && v.perfect && v.past && v.modal == nil && v.agent < 0 && v.subject >= 0 && s.is(s.nouns[v.subject].first-1, "if") && !v.negated {
			if s.omitted(v.main, s.nouns[v.subject].head) {
				s.note(language.Counterfactual, s.nouns[v.subject].first-1, v.last, questionThen, nil) // "if it had been reviewed"
			}
		}
	}
	s.conditional()
	s.smallAct()
	s.substitute()
	s.askedBack()
}

// askedBack reads the question that knows the answer: "shouldn't the reviewer have asked?"
func (s *sentence) askedBack() {
	if s.holds.classes&modal == 0 {
		return
	}
	for i := s.head; i < len(s.tokens); i++ {
		if s.tokens[i].tag != tagModal || !s.is(i, "should") && !s.is(i, "could") && !s.is(i, "would") && !s.is(i, "ought") {
			continue
		}
		k := i + 1
		if s.is(k, "not") {
			k++
		}
		n := s.phraseAt(k)
		if n < 0 || !s.nouns[n].kind.blamable() && s.nouns[n].kind != no1 && (s.nouns[n].kind != either || s.tokens[s.nouns[n].head].is(component)) {
			continue
		}
		m := s.nouns[n].last + 1
		if s.is(m, "not") {
			m++
		}
		if !s.is(m, "have") {
			continue
		}
		for m++; m < len(s.tokens) && s.tokens[m].tag == tagAdv; m++ {
		}
		if s.hasForm(m, doneForm) {
			s.note(language.Counterfactual, i, m, s.thenQuestion(n), nil)
		}
	}
}

// substitute reads what people did as standing in for what was right: "instead of asking, the engineer restarted it".
func (s *sentence) substitute() {
	if s.lacks(s.lex.asked.instead) && s.lacks(s.lex.asked.rather) {
		return
	}
	for i := range s.tokens {
		for _, p := range [...][2]string{{"instead", "of"}, {"rather", "than"}} {
			if s.is(i, p[0]) && s.is(i+1, p[1]) {
				s.substituted(i)
			}
		}
	}
}

// substituted reads "instead of" or "rather than" at token i: what was left out must be the work of attention, and what
// was done must be told of people, without a reason.
func (s *sentence) substituted(i int) {
	g := i + 2
	for g < len(s.tokens) && (s.tokens[g].tag == tagAdv || s.is(g, "to")) {
		g++
	}
	if g+2 < len(s.tokens) && s.is(g, "using") && s.properly(g+1) {
		// "instead of using the proper tool"
	} else if g < len(s.tokens) && s.tokens[g].is(remedy|actVerb) && !s.tokens[g].is(inform) && s.hasForm(g, ingForm|baseForm) {
		if !s.fruitless() {
			return
		}
	} else if g >= len(s.tokens) || !s.tokens[g].is(diligence|inform) || s.tokens[g].is(ship) || !s.hasForm(g, ingForm|baseForm) {
		return
	}
	choice := false // as often one of two good ways
	switch s.baseOf(g) {
	case "wait", "drain", "fix", "follow", "monitor", "train", "label", "watch", "plan":
		choice = true
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		people := v.kind == staff || v.kind == someone || v.kind == either && s.tokens[g].is(humanVerb)
		finite := (v.past || v.perfect) && v.modal == nil && !v.passive && !v.infinitive && !v.gerund
		if !people || !finite || v.inherited && v.first > i || choice && !v.progressive {
			continue
		}
		if !s.excused(v, v.last+1) {
			s.note(language.Counterfactual, i, g, s.thenQuestion(v.subject), nil)
		}
		return
	}
}

// merely reads an act made to look small, as what would have been enough: "the operator only needed to press stop", "she just had to ask".
func (s *sentence) merely(v *verbGroup) {
	if !v.infinitive || v.matrix < 0 || v.negated || v.passive {
		return
	}
	m := &s.verbs[v.matrix]
	people := m.kind == staff || m.kind == someone || m.kind == either && m.subject >= 0 && !s.tokens[s.nouns[m.subject].head].is(component)
	unreal := m.perfect && m.modal != nil && m.modal.word == "would" // "would only have needed to"
	if base := s.baseOf(m.main); base != "need" && base != "have" || !unreal && (!m.past || m.perfect || m.modal != nil) || m.negated || !people {
		return
	}
	small := false
	for k := max(m.first-1, 0); k < v.first+1; k++ {
		small = small || s.isOneOf(k, "only", "just", "merely", "simply")
	}
	if !small || s.recovers(v.last+1) {
		return
	}
	switch e := s.tokens[v.main].entry; {
	case unreal, e.is(diligence | humanVerb | glance | inform), s.isOneOf(v.main, "press", "push", "pick", "pull", "flip", "say", "send", "mail", "wait", "look", "turn", "click", "dial", "type"):
		s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
	}
}

// recovers reports whether the words from token i on tell of what the act brought back: "to restore the queue", "once the fix was in".
func (s *sentence) recovers(i int) bool {
	for k := i; k < len(s.tokens); k++ {
		if s.tokens[k].tag == tagTo && k+1 < len(s.tokens) && (s.tokens[k+1].is(remedy) || s.isOneOf(k+1, "get", "bring", "finish", "complete")) || s.isOneOf(k, "thanks", "once", "because") || s.is(k, "back") && s.isOneOf(k-1, "came", "was", "were") {
			return true
		}
	}
	return false
}

// unmet reads a duty and, behind it, that it was not done: "the admin should test it before, but he did not".
func (s *sentence) unmet(n int) {
	v := &s.verbs[n]
	if v.modal == nil || v.perfect || v.passive || v.negated || v.kind != staff && v.kind != someone {
		return
	}
	switch v.modal.word {
	case "should", "must", "shall", "ought":
	default:
		return
	}
	for k := n + 1; k < len(s.verbs); k++ {
		w := &s.verbs[k]
		done := s.baseOf(w.main) == "do" || s.tokens[w.main].tag == tagAux && w.last+1 < len(s.tokens) && s.ends(w.last+2)
		undone := w.passive && w.subject >= 0 && s.isOneOf(s.nouns[w.subject].head, "this", "that", "it") // "this was not done"
		theirs := w.kind == staff || w.kind == someone || w.inherited && w.kind == v.kind
		if !w.negated || w.modal != nil || !done || !theirs && !undone {
			continue
		}
		if undone {
			s.note(language.Counterfactual, v.first, v.last, s.thenQuestion(v.subject), nil)
			return
		}
		for i := v.last + 1; i < w.first; i++ {
			if s.isOneOf(i, "but", "yet", "and") && !s.excused(w, w.last+1) {
				s.note(language.Counterfactual, v.first, v.last, s.thenQuestion(v.subject), nil)
				return
			}
		}
	}
}

// fruitless reports whether what the sentence tells was done is nothing, or the same thing over again: "argued about it", "reset it six times".
func (s *sentence) fruitless() bool {
	for n := range s.verbs {
		v := &s.verbs[n]
		if (v.kind == staff || v.kind == someone) && !v.gerund && !v.infinitive && s.isOneOf(v.main, "argued", "waited", "watched", "blamed", "sat", "stared", "debated", "panicked", "hoped", "shrugged", "guessed") {
			return true
		}
		for k := v.last + 1; (v.kind == staff || v.kind == someone) && k < v.end; k++ {
			if s.isOneOf(k, "times", "again", "repeatedly") && !s.is(k-1, "at") {
				return true
			}
		}
	}
	return false
}

// properly reports whether the noun phrase at token i is what should have been taken: "an appropriate library".
func (s *sentence) properly(i int) bool {
	n := s.phraseAt(i)
	for k := i; n >= 0 && k < s.nouns[n].head; k++ {
		if s.is(k, "appropriate") || s.is(k, "proper") || s.is(k, "standard") || s.is(k, "right") || s.is(k, "correct") || s.is(k, "official") || s.is(k, "documented") || s.is(k, "agreed") {
			return true
		}
	}
	return false
}

// unreal reads modal + have + participle.
func (s *sentence) unreal(v *verbGroup) {
	word := v.modal.word
	k, at := v.kind, v.subject
	if v.passive && v.agent >= 0 {
		k, at = s.nouns[v.agent].kind, v.agent
		if k == notPeople && s.tokens[s.nouns[at].head].is(humanAct|glance) && !s.technicalNoun(&s.nouns[at]) {
			v.agent, at, k = -1, v.subject, v.kind // "by the four-eyes check": people's work too
		}
	}
	e := s.tokens[v.main].entry
	lemma := ""
	if e != nil {
		lemma = e.lemma
	}
	people := k == staff || k == we || k == someone || k == unsaid || k == no1
	switch word {
	case "should", "ought", "shoulda", "'d", "shall":
		if v.passive && v.agent < 0 {
			if s.isOneOf(v.main, "manned", "staffed") {
				s.noteUnreal(v, -1)
				return
			}
			if k == staff || k == we || k == someone || k == no1 || k == outsiders {
				// Done to people, "they should have been paged", unless it is what they were up to: "shouldn't have been
				// logged in as root".
				// Or were trusted with: "should never have been given access".
				trusted := lemma == "give" || lemma == "grant" || s.tokens[v.main].means(deal) || s.isOneOf(v.main, "left", "hired", "trusted", "moved", "admitted", "let", "allowed", "put", "asked", "treated")
				if (v.negated || s.is(v.first+1, "never")) && (trusted || e != nil && e.class&(inform|punish) == 0 && (e.lemma == "log" || e.lemma == "sign")) {
					s.noteUnreal(v, at)
				}
				return
			}
			if s.byHand(v) || s.overdue(v) {
				s.noteUnreal(v, -1)
				return
			}
			if v.subject < 0 && v.first <= s.head && (lemma == "do" || e.is(diligence|actVerb|humanVerb)) {
				s.noteUnreal(v, -1) // "Should have been done the day before"
				return
			}
			acts := (e.is(actVerb|ship|humanVerb) || s.tokens[v.main].means(deal) && !s.subjectIsComponent(v)) && (v.negated || s.is(v.first+1, "never")) // what never should have been merged, people merged
			if !acts && (!s.humanWork(v, e) || s.subjectIsComponent(v) && !s.tokens[s.nouns[v.subject].head].means(defect) && !e.is(humanVerb) && lemma != "write" && !s.inReview(v)) {
				return
			}
			s.noteUnreal(v, -1)
			return
		}
		if k == either || k == stranger {
			people = e != nil && (k == either && e.class&humanVerb != 0 || k == stranger && s.personal(v) || k == either && e.is(perceive) && s.tokens[s.nouns[v.subject].head].is(department) || k == either && v.subject >= 0 && !s.tokens[s.nouns[v.subject].head].is(component) && (e.class&diligence != 0 || s.isOneOf(v.main, "postponed", "cancelled", "canceled", "delayed", "paused", "waited", "refused", "insisted", "rejected", "allowed", "let", "called", "said", "given", "taken", "sent", "stayed", "come", "gone", "left")))
		}
		if k == outsiders && v.subject >= 0 && e.is(inform|humanVerb|diligence) && !e.is(perceive) && s.phraseAt(v.last+1) >= 0 {
			people = true // "the customer should have told us"
		}
		if lemma == "have" && s.is(v.last+1, "to") {
			return // "nobody should have had to choose": a burden
		}
		if s.able(v) || lemma == "receive" || lemma == "get" && !people {
			return
		}
		if s.is(v.first-1, "there") && !v.passive {
			if s.manned(v.last + 1) {
				s.noteUnreal(v, -1)
			}
			return
		}
		if k == notPeople && v.subject >= 0 && !v.passive && s.letOut(v, lemma) {
			s.noteUnreal(v, -1)
			return
		}
		if v.subject < 0 && k == notPeople && v.first <= s.head && (e.is(diligence|actVerb|humanVerb) || e != nil && v.negated && s.acts(v.main) || s.comparison(v.last+1, v.end)) {
			people = true // "Should have tested this" as a fragment
		}
		if people || v.subject >= 0 && s.due(v, lemma) {
			s.noteUnreal(v, at)
		}
	case "could", "might":
		if at >= 0 && (s.is(s.nouns[at].head, "anyone") || s.is(s.nouns[at].head, "anybody")) {
			return // who could have read it: how far it lay open
		}
		// "may have" tells what is possible, not what would have been
		if v.negated && word == "could" || s.helpless(v) {
			return
		}
		if v.passive && v.agent < 0 {
			if e != nil && (lemma == "prevent" || lemma == "avoid" || lemma == "avert" || lemma == "catch" || lemma == "spot" || lemma == "notice" || s.isOneOf(v.main, "halved", "shortened", "spared", "found", "discovered", "extinguished", "contained", "limited", "put") && s.tokens[v.main].entry.lemma != "put" || lemma == "put" && s.is(v.last+1, "out")) && !s.thingAfter(v) && !s.thingHad(v) {
				s.noteUnreal(v, -1)
			}
			return
		}
		helps := e.is(remedy) && !e.is(perceive) || e.is(humanVerb) && (e.is(diligence) || lemma == "think") && s.nounAfter(v)
		if word != "could" && !helps && !s.comparison(v.last+1, v.end) && !s.is(v.end-1, "first") && !s.is(v.first+1, "at") {
			return
		}
		switch {
		case k != staff && k != we && k != someone, e.is(spoil | cause), s.worse(v):
		case lemma == "lose", lemma == "be", lemma == "see", lemma == "have":
		case k == we && !e.is(remedy|diligence|humanVerb|inform|actVerb|ship) && !s.comparison(v.last+1, v.end) && !s.harmTold(s.head, len(s.tokens)):
			// "we could have asserted the length here": a design weighed
		case e.is(remedy), !s.harmIn(v.last+1, v.end):
			s.noteUnreal(v, at)
		}
	case "would":
		if k == staff && at >= 0 && (s.judgedActor(at) || s.ideally()) && !s.same(v) && !v.negated && !s.is(s.nouns[at].first-1, "even") {
			s.noteUnreal(v, at)
		}
	case "need":
		if people {
			s.noteUnreal(v, at)
		}
	}
}

// byHand reports whether v tells of what hands and desks do, never programs: "the exam should have been postponed", "locked off".
func (s *sentence) byHand(v *verbGroup) bool {
	if v.subject < 0 || s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) != 0 {
		return false
	}
	switch s.baseOf(v.main) {
	case "lock", "switch", "tag", "rope":
		return s.isOneOf(v.last+1, "off", "out")
	case "throw":
		return s.is(v.last+1, "away")
	case "call":
		return s.isOneOf(v.last+1, "for", "in", "off")
	}
	if s.subjectIsComponent(v) && s.isOneOf(v.main, "repeated", "queried", "cancelled", "canceled", "signed", "postponed", "rescheduled", "sealed", "recalled", "counted", "measured", "probed", "serviced", "discarded", "retired", "renewed", "quarantined", "rewritten", "vented") {
		return false // by programs as well
	}
	return s.tokens[v.main].means(manualWork)
}

// overdue reports whether the words behind v tell when people should have got to it: "months ago", "in March", "by hand", "beforehand".
func (s *sentence) overdue(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if v.subject < 0 || v.negated || !e.is(diligence|actVerb|ship|remedy) || e.is(perceive) {
		return false
	}
	hard := s.subjectIsComponent(v) || s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) != 0
	for k := v.last + 1; k < len(s.tokens) && k < v.last+6 && !s.breaks(k); k++ {
		switch {
		case s.is(k, "ago"), s.isOneOf(k, "beforehand", "upfront"), s.is(k, "by") && s.is(k+1, "hand"), s.is(k, "in") && (s.is(k+1, "advance") || k+1 < len(s.tokens) && s.tokens[k+1].is(calendar)):
			return true
		case !hard && (s.is(k, "first") && s.ends(k+1) || s.isOneOf(k, "before", "when") && k == v.last+1 || s.is(k, "last") && s.isOneOf(k+1, "week", "month", "year", "spring", "summer", "autumn", "winter")):
			return true
		}
	}
	return false
}

// manned reports whether somebody, or people's work, is what should have been there: "a lookout on the bridge", "a second count".
func (s *sentence) manned(i int) bool {
	n := s.phraseAt(i)
	if n < 0 {
		return false
	}
	h := &s.tokens[s.nouns[n].head]
	return s.nouns[n].kind == staff || s.nouns[n].kind == someone || h.is(glance) && !h.is(component|alarm)
}

// letOut reports whether v, denied, tells that people should have kept a thing back: "the order should not have gone out", "the train should never have left".
func (s *sentence) letOut(v *verbGroup, lemma string) bool {
	if !v.negated && !s.is(v.first+1, "never") || s.subjectIsComponent(v) || s.tokens[s.nouns[v.subject].head].is(alarm) || s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) != 0 {
		return false
	}
	switch lemma {
	case "go":
		return s.isOneOf(v.last+1, "out", "ahead", "live", "into", "in", "to", "through")
	case "leave", "sail", "depart", "land":
		return true
	case "take":
		return s.is(v.last+1, "off")
	case "be":
		for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+8; k++ {
			if s.is(k, "first") && s.is(k+1, "place") {
				return true
			}
		}
	}
	return false
}

// helpless reports whether v tells what was in nobody's power: "nothing they could have done", "I don't think the vendor could have answered faster".
func (s *sentence) helpless(v *verbGroup) bool {
	if v.subject < 0 || v.inherited {
		return false
	}
	i := s.nouns[v.subject].first
	if s.disbelieved(i) {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-5 && !s.breaks(k); k-- {
		switch t := &s.tokens[k]; {
		case s.isOneOf(k, "nothing", "no", "little", "nowhere", "neither", "nor", "none"):
			return true
		case (t.tag == tagVerb || t.tag == tagAux || t.tag == tagPart) && !s.is(k-1, "no"):
			return false
		}
	}
	return false
}

// personal reports whether v is what only people do, or what only people do to its object.
func (s *sentence) personal(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if !e.is(humanVerb) || e.is(diligence) {
		switch s.baseOf(v.main) {
		case "ask", "tell", "question", "consult", "double-check", "listen", "know":
		default:
			return e.is(diligence) && s.attends(v)
		}
	}
	return true
}

// attends reports whether the object of v is something that only people turn to: a dashboard, the runbook, a colleague.
func (s *sentence) attends(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	if n < 0 && (s.is(v.last+1, "with") || s.is(v.last+1, "for") || s.is(v.last+1, "at")) {
		n = s.phraseAt(v.last + 2)
	}
	if n < 0 {
		return false
	}
	h := s.nouns[n].head
	if s.nouns[n].kind.blamable() || s.tokens[h].is(norm|alarm|glance) && !s.tokens[h].is(component) {
		return true
	}
	for _, w := range [...]string{"dashboard", "dashboards", "docs", "documentation", "manual", "wiki", "calendar", "chat", "channel", "slack", "email", "mail", "monitoring", "graphs", "graph", "logs", "diff", "plan", "ticket", "change", "review", "rollout", "readme"} {
		if s.is(h, w) {
			return true
		}
	}
	return false
}

// nounAfter reports whether what was left out is named: "might have asked for a test", "might have thought to".
func (s *sentence) nounAfter(v *verbGroup) bool {
	return s.is(v.last+1, "for") || s.is(v.last+1, "to") || s.is(v.last+1, "someone") || s.is(v.last+1, "somebody")
}

// due reports whether the subject of v is people's work that should have taken place: "escalation should have happened".
func (s *sentence) due(v *verbGroup, lemma string) bool {
	h := &s.tokens[s.nouns[v.subject].head]
	switch lemma {
	case "go", "undergo", "receive", "get", "have": // "should have gone through a review"
		for k := v.last + 1; k < len(s.tokens) && k < v.last+8 && !s.breaks(k); k++ {
			if s.is(k, "review") || s.is(k, "testing") || s.is(k, "approval") || s.is(k, "scrutiny") || s.is(k, "inspection") || s.is(k, "sign-off") || s.is(k, "qa") || s.isOneOf(k, "board", "committee", "legal", "cab") {
				return lemma != "have"
			}
		}
		if lemma == "go" && s.is(v.last+1, "ahead") {
			return h.is(humanAct)
		}
	case "happen", "occur", "begin", "come", "wait":
		return h.is(humanAct|conduct|glance) && (!h.is(component) || s.is(s.nouns[v.subject].head, "review"))
	}
	return false
}

// worse reports whether what could have been would have been worse: luck, not blame.
func (s *sentence) worse(v *verbGroup) bool {
	for k := v.last + 1; k < v.end; k++ {
		if s.is(k, "later") || s.is(k, "worse") || s.is(k, "longer") || s.is(k, "more") {
			return true
		}
	}
	return false
}

func (s *sentence) noteUnreal(v *verbGroup, at int) {
	if v.subject >= 0 && s.nouns[v.subject].first > 1 && s.isOneOf(s.nouns[v.subject].first-1, "if", "whether") && s.indirect(s.nouns[v.subject].first-2) {
		return // "discuss whether it should have been announced": a question still
	}
	first := v.first
	s.note(language.Counterfactual, first, v.last, s.thenQuestionVerb(v, at), s.unrealEdit(v))
}

// able reports whether the verb tells of a capability: "should have been able to see", "should have had access".
func (s *sentence) able(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k <= v.last+2; k++ {
		if s.is(k, "able") || s.is(k, "access") || s.is(k, "aware") {
			return true
		}
	}
	return false
}

// humanWork reports whether a participle is work that people do: caught in review, tested, escalated.
func (s *sentence) humanWork(v *verbGroup, e *entry) bool {
	if e == nil { // load-tested, peer-checked
		w := s.words(v.main, v.main)
		e = s.lex.words.get(strings.ToLower(w[strings.LastIndexByte(w, '-')+1:]))
	}
	if e.is(diligence) || s.baseOf(v.main) == "pick" && s.is(v.last+1, "up") || s.baseOf(v.main) == "write" && s.is(v.last+1, "down") || s.baseOf(v.main) == "agree" && s.isOneOf(v.last+1, "with", "on", "upon") {
		return true
	}
	switch s.baseOf(v.main) {
	case "find", "discover", "uncover": // "the bug should have been found on testnet"
		return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].means(defect)
	case "pause", "hold", "halt", "abort", "cancel", "postpone", "delay", "defer", "reject", "refuse":
		return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(humanAct|norm|ship)
	}
	return e.is(actVerb|ship) && v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(humanAct|norm|alarm)
}

// inReview reports whether v is told of work that people do together: "spotted during review", "found in testing".
func (s *sentence) inReview(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+5 && !s.breaks(k); k++ {
		if s.is(k, "review") || s.is(k, "reviews") || s.is(k, "testing") || s.is(k, "qa") || s.is(k, "rehearsal") || s.is(k, "inspection") || s.isOneOf(k, "cab", "handover", "hand-over", "triage", "standup", "stand-up", "audit", "walkthrough", "sign-off", "planning", "rounds", "briefing") {
			return true
		}
	}
	return false
}

// needed reads a duty told as past: "the team needed to tell us before they deployed".
func (s *sentence) needed(v *verbGroup) {
	if !v.infinitive || v.matrix < 0 || v.negated {
		return
	}
	tells := s.tokens[v.main].is(inform) || s.isOneOf(v.main, "consult", "ask", "call", "page", "escalate", "phone", "stop")
	m := &s.verbs[v.matrix]
	if s.baseOf(m.main) != "need" || !m.past || m.modal != nil || m.negated || m.kind != staff && m.kind != someone {
		return
	}
	for k := v.last + 1; k < len(s.tokens) && k < v.last+14; k++ {
		if s.tokens[k].tag == tagModal {
			return // "before they could go on"
		}
		sooner := s.is(k, "sooner") || s.is(k, "earlier") || s.is(k, "faster") || s.is(k, "quicker")
		than := s.is(k+1, "than") && s.nounBetween(k+2, k+4) >= 0 && (s.is(k+3, "did") || s.is(k+3, "had") || s.is(k+3, "was") || s.is(k+3, "were"))
		if !tells {
			if sooner && than {
				s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
				return
			}
			continue
		}
		if s.is(k, "not") && s.breaks(k-1) || s.is(k, "before") && s.tokens[min(k+2, len(s.tokens)-1)].tag != tagModal || s.is(k, "beforehand") || sooner {
			s.note(language.Counterfactual, m.first, v.last, s.thenQuestion(m.subject), nil)
			return
		}
	}
}

func (s *sentence) subjectIsComponent(v *verbGroup) bool {
	return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(component)
}

// thingAfter reports whether a means that is a thing follows: "by a lint rule", "with better monitoring", "if the …".
func (s *sentence) thingAfter(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+14; k++ {
		if s.is(k, "by") || s.is(k, "with") || s.is(k, "if") || s.is(k, "had") || s.is(k, "through") || s.is(k, "via") {
			for m := k + 1; m < len(s.tokens) && m < k+8; m++ {
				if n := s.nounAt[m]; n >= 0 {
					return s.nouns[n].kind == notPeople && !s.tokens[s.nouns[n].head].is(glance|conduct)
				}
				if s.hasForm(m, ingForm) {
					return !s.tokens[m].is(diligence)
				}
			}
		}
	}
	return false
}

// thingHad reports whether the condition before v is a thing that was not there: "if we'd had sufficient monitoring, it could have been caught".
func (s *sentence) thingHad(v *verbGroup) bool {
	for n := range s.verbs {
		m := &s.verbs[n]
		if m.first >= v.first || s.baseOf(m.main) != "have" && s.baseOf(m.main) != "be" || m.last+1 >= len(s.tokens) {
			continue
		}
		i := m.first
		if m.subject >= 0 {
			i = s.nouns[m.subject].first
		}
		if object := s.phraseAt(m.last + 1); s.is(i-1, "if") && object >= 0 {
			return s.nouns[object].kind == notPeople && !s.tokens[s.nouns[object].head].is(quality|conduct)
		}
	}
	return false
}

func (s *sentence) comparison(i, j int) bool {
	for ; i < j && i < len(s.tokens); i++ {
		if s.is(i, "earlier") || s.is(i, "sooner") || s.is(i, "faster") || s.is(i, "better") || s.is(i, "instead") {
			return true
		}
	}
	return false
}

// judgedActor reports whether a noun phrase compares people with better ones: "a more careful engineer".
func (s *sentence) judgedActor(n int) bool {
	np := &s.nouns[n]
	for k := np.first; k < np.head; k++ {
		if s.tokens[k].is(better) {
			return true
		}
	}
	return false
}

func (s *sentence) same(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+8; k++ {
		if s.is(k, "same") || s.is(k, "similar") || s.is(k, "likewise") {
			return true
		}
	}
	return false
}

// conditional reads "if X had …" and "had X …" where X is people, and the rest tells what would have been.
func (s *sentence) conditional() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if !v.perfect || !v.past || v.modal != nil || v.passive {
			continue
		}
		k := v.kind
		if k == either && s.tokens[v.main].is(humanVerb|diligence) || k == stranger && s.personal(v) {
			k = staff
		}
		if k != staff && k != we && k != someone {
			continue
		}
		i := v.first
		if v.subject >= 0 && !v.inherited {
			i = s.nouns[v.subject].first
		}
		ifAt := -1
		for b := i - 1; b >= 0 && b >= i-4; b-- {
			if s.is(b, "if") {
				ifAt = b
			}
		}
		if ifAt < 0 || v.negated && s.spares(ifAt) || s.is(ifAt-1, "as") || s.is(ifAt-1, "even") || s.indirect(ifAt-1) {
			continue
		}
		e := s.tokens[v.main].entry
		if e != nil && (e.lemma == "have" || e.lemma == "be" || e.lemma == "know" && v.kind == we) {
			continue
		}
		s.note(language.Counterfactual, ifAt, v.last, s.thenQuestion(v.subject), nil)
	}
	// Inversion.
	if s.lacks(s.lex.asked.had) {
		return
	}
	for i := range s.tokens {
		opens := i == s.head || i > 0 && (s.breaks(i-1) || s.tokens[i-1].tag == tagCoord)
		if !s.is(i, "had") || !opens && !s.unrealBefore(i) || s.spares(i) {
			continue
		}
		n := s.phraseAt(i + 1)
		if n < 0 {
			continue
		}
		k := s.nouns[n].kind
		if k == either {
			k = staff // told of what would have been, it is a person
		}
		m := s.nouns[n].last + 1
		if k == notPeople && s.tokens[s.nouns[n].head].is(eitherRole) && s.hasForm(m, doneForm) && s.tokens[m].is(humanVerb) {
			k = staff // "had the producer asked legal"
		}
		if h := s.nouns[n].head; k == notPeople && h > s.nouns[n].first && s.hasForm(h, doneForm) { // "had Ana run": the verb is taken for the head
			np := s.nouns[n]
			np.head, np.last = h-1, h-1
			if s.kindOf(&np) == staff {
				s.note(language.Counterfactual, i, h, questionThen, nil)
				continue
			}
		}
		if k == notPeople && s.undone(n) {
			s.note(language.Counterfactual, i, m, questionThen, nil)
			continue
		}
		if k != staff && k != we && k != someone {
			continue
		}
		for m < len(s.tokens) && (s.tokens[m].tag == tagAdv || s.tokens[m].tag == tagNeg || s.tokens[m].tag == tagPrep || s.nounAt[m] >= 0 && s.nouns[s.nounAt[m]].prep >= 0) {
			m++
		}
		if s.is(m, "been") && s.isOneOf(m+1, "more", "less", "better", "quicker", "faster") && m+2 < len(s.tokens) && (s.tokens[m+2].tag == tagAdj || s.tokens[m+2].is(careless|better|diligence) || s.hasForm(m+2, doneForm)) { // "had we been more disciplined"
			s.note(language.Counterfactual, i, m+2, s.thenQuestion(n), nil)
		}
		if s.is(m, "been") && s.isOneOf(m+1, "asked", "consulted", "told", "included", "invited", "involved", "warned", "present", "there", "awake", "watching", "listening", "looking") { // "had the harbour master been asked"
			s.note(language.Counterfactual, i, m+1, s.thenQuestion(n), nil)
		}
		if m < len(s.tokens) && s.hasForm(m, doneForm) && !s.is(m, "had") && !s.is(m, "been") {
			s.note(language.Counterfactual, i, m, s.thenQuestion(n), nil)
		}
	}
}

// spares reports whether the condition from token i on is one whose lack would have made things worse: "had she not called, it
// would have been worse".
func (s *sentence) spares(i int) bool {
	denied := false
	for k := i; k < len(s.tokens); k++ {
		denied = denied || s.tokens[k].tag == tagNeg
		if denied && s.isOneOf(k, "worse", "longer") {
			return true
		}
	}
	return false
}

// smallAct reads a small human act as the subject of what would have been: "a quick look would have shown it",
// "two minutes of reading would have …", "checking the log would have …".
func (s *sentence) smallAct() {
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal == nil || !v.perfect && !s.is(v.main, "have") || v.negated && v.subject < 0 {
			continue
		}
		switch v.modal.word {
		case "would", "could", "might":
		default:
			continue
		}
		if at := v.subject; at >= 0 && !v.inherited && !s.harmIn(v.last, v.last+1) && v.perfect && s.tokens[s.nouns[at].head].is(glance|humanAct|conduct) && !s.technicalNoun(&s.nouns[at]) {
			if by, _ := s.ascribed(s.nouns[at].last + 1); by && !s.is(s.nouns[at].first-1, "without") && (s.judgedActor(at) || s.tokens[s.nouns[at].first].tag == tagDet && !s.is(s.nouns[at].first, "the")) {
				s.note(language.Counterfactual, s.nouns[at].first, v.last, questionThen, nil)
				continue
			}
		}
		if at := s.actOf(v); at >= 0 && s.wouldHelp(v) {
			np := &s.nouns[at]
			if s.tokens[np.head].is(glance) && (!s.technicalNoun(np) || s.tokens[np.head-1].is(product)) && (s.judgedActor(at) || s.tokens[np.first].tag == tagDet && !s.is(np.first, "the") || s.tokens[np.first].tag == tagNum) {
				if !s.tokens[np.head].is(component) || s.judgedActor(at) {
					s.note(language.Counterfactual, np.first, v.last, questionThen, nil)
					continue
				}
			}
		}
		// A gerund clause as subject.
		for g := max(s.head, v.first-17); g < v.first; g++ {
			if s.tokens[g].tag == tagGerund && (g == s.head || s.breaks(g-1)) && s.tokens[g].is(diligence|actVerb|humanVerb|glance) && !s.breakBetween(g, v.first) && !s.hasVerb(g+1, v.first) && (s.nounBetween(g, v.first) >= 0 && !s.costs(v) || s.wouldHelp(v)) && !s.clauseBetween(g, v.first) && v.first-g < 18 && v.perfect {
				s.note(language.Counterfactual, g, v.last, questionThen, nil)
			}
		}
	}
}

// costs reports whether v tells of harm: "would have dropped the column", "would have flooded the pit".
func (s *sentence) costs(v *verbGroup) bool {
	return s.tokens[v.main].is(spoil) || s.tokens[v.main].means(destroy) || s.isOneOf(v.main, "lost", "flooded", "doubled", "delayed", "risked", "interrupted", "blocked", "emptied", "cut") || s.harmIn(v.last+1, v.last+4) || s.isOneOf(v.last+1, "it", "things") && s.is(v.last+2, "worse")
}

// actOf returns the noun phrase that v is said of, a clause of time between them aside, "a call before the chain was cut would have settled it"; -1 for
// none.
func (s *sentence) actOf(v *verbGroup) int {
	if v.subject >= 0 && !v.inherited {
		return v.subject
	}
	n := s.phraseAt(s.head)
	if n < 0 || s.breakBetween(s.nouns[n].last+1, v.first) {
		return -1
	}
	for k := s.nouns[n].last + 1; k < v.first; k++ {
		if s.tokens[k].tag == tagSub && s.isOneOf(k, "before", "after", "while", "when") {
			return n
		}
	}
	return -1
}

// undone reports whether "had" and the noun phrase n go on to tell of work that people left undone: "had the deploy been
// paused by the engineer", "had the plan been reviewed".
func (s *sentence) undone(n int) bool {
	for k := s.nouns[n].last + 1; k < len(s.tokens) && k < s.nouns[n].last+5; k++ {
		if s.is(k, "been") {
			for g := k + 1; g < len(s.tokens) && g < k+4; g++ {
				if !s.hasForm(g, doneForm) || s.tokens[g].tag == tagAdv {
					continue
				}
				if s.is(g+1, "by") {
					at := s.phraseAt(g + 2)
					return at >= 0 && s.nouns[at].kind.blamable()
				}
				return s.omitted(g, s.nouns[n].head)
			}
			return false
		}
	}
	return false
}

// omitted reports whether the participle at i tells of what people leave undone on the thing at head: "read", "taken seriously", "records … kept".
func (s *sentence) omitted(i, head int) bool {
	e, h := s.tokens[i].entry, &s.tokens[head]
	switch s.baseOf(i) {
	case "take":
		return s.isOneOf(i+1, "seriously", "into") || h.is(quality|conduct)
	case "keep", "make", "give":
		return s.isOneOf(head, "record", "records", "log", "logs", "notes", "minutes", "call", "calls", "enquiry", "enquiries", "notice", "warning", "attempt")
	case "read", "heed", "open", "believe", "answer":
		return !h.is(component) || h.is(alarm)
	}
	return e.is(diligence) && e.is(humanVerb) && !h.is(alarm)
}

// spared reads what more care would have spared: "with a little more care the crew would have caught it".
func (s *sentence) spared(v *verbGroup) {
	if v.modal == nil || !v.perfect || !s.is(v.first, "would") && !s.is(v.first, "could") && !s.is(v.first, "might") {
		return
	}
	for k := s.head; k < v.first && k < s.head+10; k++ {
		if !s.tokens[k].is(better) && !s.is(k, "bit") {
			continue
		}
		for g := k + 1; g < v.first && g < k+5 && !s.breaks(g); g++ {
			by := false
			if s.tokens[g].is(humanAct | glance) {
				by, _ = s.ascribed(g + 1) // "a little more testing by the team"
			}
			if (by || s.tokens[g].is(quality|conduct)) && !s.technicalNoun(&s.nouns[max(s.nounAt[g], 0)]) {
				s.note(language.Counterfactual, k, v.last, questionThen, nil)
				return
			}
		}
	}
}

func (s *sentence) clauseBetween(i, j int) bool {
	for ; i < j; i++ {
		if s.tokens[i].tag == tagRel || s.tokens[i].tag == tagSub && !s.hasForm(i+1, ingForm) || s.tokens[i].tag == tagTo { // but "before implementing"
			return true
		}
	}
	return false
}

// wouldHelp reports whether v tells of harm averted or found out.
func (s *sentence) wouldHelp(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if e == nil {
		return false
	}
	if e.lemma == "make" && (s.is(v.end-1, "difference") || s.is(v.end-1, "non-event") || s.is(v.end-1, "unnecessary") || s.is(v.end-1, "impossible")) {
		return true
	}
	switch e.lemma {
	case "limit", "halve", "shorten", "reduce", "contain", "cut", "avert":
		return true
	}
	return e.class&remedy != 0 || e.lemma == "be" && v.last+1 < len(s.tokens) && (s.is(v.last+1, "enough") || s.is(v.last+1, "sufficient"))
}

// unrealBefore reports whether a verb group before token i tells of what would have been.
func (s *sentence) unrealBefore(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.last < i && v.modal != nil && v.perfect {
			return true
		}
	}
	return false
}

// ideally reports whether the sentence measures what happened against an ideal.
func (s *sentence) ideally() bool {
	for i := range s.tokens {
		if s.is(i, "ideally") {
			return true
		}
	}
	return false
}
