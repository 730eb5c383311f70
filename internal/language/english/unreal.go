package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// unreal reads modal + have + participle.
func (s *sentence) unreal(v *verbGroup) {
	k, at := v.kind, v.subject
	if v.passive && v.agent >= 0 {
		k, at = s.nouns[v.agent].kind, v.agent
		if k == notPeople && s.tokens[s.nouns[at].head].is(humanAct|glance) && !s.technicalNoun(&s.nouns[at]) {
			v.agent, at, k = -1, v.subject, v.kind // "by the four-eyes check": people's work too
		}
	}
	lemma := ""
	if e := s.tokens[v.main].entry; e != nil {
		lemma = e.lemma
	}
	switch v.modal.word {
	case "should", "ought", "shoulda", "'d", "shall":
		if v.passive && v.agent < 0 {
			s.oughtBeDone(v, k, at, lemma)
		} else {
			s.oughtDo(v, k, at, lemma)
		}
	case "could", "might", "coulda":
		s.couldDo(v, k, at, lemma)
	case "would", "woulda":
		if k == staff && at >= 0 && (s.judgedActor(at) || s.ideally()) && !s.same(v) && !v.negated && !s.is(s.nouns[at].first-1, "even") {
			s.noteUnreal(v, at)
		}
	case "need":
		if k.blamable() || k == no1 {
			s.noteUnreal(v, at)
		}
	}
}

// oughtBeDone reads what should have been done, by nobody in particular: "should have been tested".
func (s *sentence) oughtBeDone(v *verbGroup, k kind, at int, lemma string) {
	e := s.tokens[v.main].entry
	never := v.negated || s.is(v.first+1, "never")
	switch {
	case s.isOneOf(v.main, "manned", "staffed"):
	case k == staff || k == we || k == someone || k == no1 || k == outsiders:
		// Done to people, "they should have been paged", unless it is what they were up to: "shouldn't have been
		// logged in as root".
		// Or were trusted with: "should never have been given access".
		if s.in(v.main, consulting) {
			s.noteUnreal(v, -1) // it was for people to ask or to tell them
			return
		}
		trusted := (s.tokens[v.main].means(deal) || s.in(v.main, entrusting)) && !s.is(v.last+1, "in")
		if never && (trusted || e != nil && !e.is(inform|punish) && (lemma == "log" || lemma == "sign")) {
			s.noteUnreal(v, at)
		}
		return
	case s.byHand(v), s.overdue(v), never && s.backInUse(v.last+1), never && s.isOneOf(v.main, "waved", "nodded", "rushed") && s.is(v.last+1, "through"):
	case v.subject < 0 && v.first <= s.head && (lemma == "do" || e.is(diligence|actVerb|humanVerb)): // "Should have been done the day before"
	case never && (e.is(actVerb|ship|humanVerb) || s.tokens[v.main].means(deal) && !s.subjectIsComponent(v)): // what never should have been merged, people merged
	case !s.humanWork(v, e), s.subjectIsComponent(v) && !s.tokens[s.nouns[v.subject].head].means(defect) && !e.is(humanVerb) && lemma != "write" && !s.inReview(v):
		return
	}
	s.noteUnreal(v, -1)
}

// oughtDo reads what somebody should have done.
func (s *sentence) oughtDo(v *verbGroup, k kind, at int, lemma string) {
	people := s.mayOwe(v, k)
	switch {
	case lemma == "have" && s.is(v.last+1, "to"): // "nobody should have had to choose": a burden
	case k == notPeople && v.subject >= 0 && !v.passive && s.letOut(v, lemma):
		s.noteUnreal(v, -1)
	case s.able(v), lemma == "receive", lemma == "get" && !people:
	case s.tokens[v.main].is(perceive) && s.means(v.main-1, scarcely): // "should have barely noticed": nothing was expected of them
	case s.is(v.first-1, "there") && !v.passive:
		if s.manned(v.last + 1) {
			s.noteUnreal(v, -1)
		}
	case people, s.oughtFragment(v, k), v.subject >= 0 && s.due(v, lemma):
		s.noteUnreal(v, at)
	}
}

// mayOwe reports whether those who should have done v are people, as far as their kind and what they should have done tell.
func (s *sentence) mayOwe(v *verbGroup, k kind) bool {
	e := s.tokens[v.main].entry
	switch k {
	case no1:
		return true
	case outsiders: // "the customer should have told us"
		return v.subject >= 0 && e.is(inform|humanVerb|diligence) && !e.is(perceive) && s.phraseAt(v.last+1) >= 0
	case stranger:
		return e != nil && s.personal(v)
	case either:
		if e.is(humanVerb) || v.subject < 0 {
			return e.is(humanVerb)
		}
		h := &s.tokens[s.nouns[v.subject].head]
		return e != nil && (e.is(perceive) && h.is(department) || !h.is(component) && (e.is(diligence) || s.in(v.main, leavingBe) || s.handles(v)))
	}
	return k.blamable()
}

// oughtFragment reports whether v opens a sentence without a subject that people are understood for: "Should have tested this".
func (s *sentence) oughtFragment(v *verbGroup, k kind) bool {
	if v.subject >= 0 || k != notPeople || v.first > s.head {
		return false
	}
	e := s.tokens[v.main].entry
	return e.is(diligence|actVerb|humanVerb) || e != nil && v.negated && s.acts(v.main) || s.comparison(v.last+1, v.end)
}

// couldDo reads what somebody could have done, or what could have been. "May have" tells what is possible, not what would have been.
func (s *sentence) couldDo(v *verbGroup, k kind, at int, lemma string) {
	if at >= 0 && s.isOneOf(s.nouns[at].head, "anyone", "anybody") {
		return // who could have read it: how far it lay open
	}
	could := v.modal.word == "could" || v.modal.word == "coulda"
	if v.negated && could || s.helpless(v) || s.outcome(v) {
		return
	}
	if v.passive && v.agent < 0 {
		if s.avertable(v, lemma) && !s.thingAfter(v) && !s.thingHad(v) && !s.howCould(v) {
			s.noteUnreal(v, -1)
		}
		return
	}
	e := s.tokens[v.main].entry
	helps := e.is(remedy) && !e.is(perceive) || e.is(humanVerb) && (e.is(diligence) || lemma == "think") && s.nounAfter(v)
	if !could && !helps && !s.comparison(v.last+1, v.end) && !s.is(v.end-1, "first") && !s.is(v.first+1, "at") {
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
}

// howCould reports whether the manner of what could have been is what somebody is to tell or find: "discuss how it could have been prevented".
func (s *sentence) howCould(v *verbGroup) bool {
	if v.subject < 0 {
		return false
	}
	how := s.nouns[v.subject].first - 1
	return how > s.head && s.isOneOf(how, "how", "whether", "if") && s.tokens[len(s.tokens)-1].mark != '?'
}

// outcome reports whether v tells what would have come of something else: "had been announced, so they could have tested".
func (s *sentence) outcome(v *verbGroup) bool {
	if v.subject < 0 || v.inherited {
		return false
	}
	i := s.nouns[v.subject].first
	return s.is(i-1, "so") || s.is(i-1, "that") && s.is(i-2, "so")
}

// avertable reports whether v, in the passive, tells of harm that could have been kept away or small: "could have been caught".
func (s *sentence) avertable(v *verbGroup, lemma string) bool {
	return s.in(v.main, averted) || s.in(v.main, contained) || lemma == "put" && s.is(v.last+1, "out")
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
	if s.subjectIsComponent(v) && s.in(v.main, programsToo) {
		return false // by programs as well
	}
	if v.subject >= 0 && s.isOneOf(s.nouns[v.subject].head, "decision", "call", "choice") && s.isOneOf(v.main, "taken", "made") {
		return true
	}
	return s.tokens[v.main].means(manualWork)
}

// overdue reports whether the words behind v tell when people should have got to it: "months ago", "in March", "by hand", "beforehand".
func (s *sentence) overdue(v *verbGroup) bool {
	e := s.tokens[v.main].entry
	if v.subject < 0 || v.negated || e.is(perceive) {
		return false
	}
	work := e.is(diligence | actVerb | ship | remedy)
	hard := s.subjectIsComponent(v) || s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) != 0
	for k := v.last + 1; k < len(s.tokens) && k < v.last+6 && !s.breaks(k); k++ {
		switch {
		case s.isOneOf(k, "beforehand", "upfront"), s.is(k, "by") && s.is(k+1, "hand"), s.is(k, "in") && s.is(k+1, "advance"):
			return true
		case !work:
		case s.is(k, "ago"), s.is(k, "in") && (k+1 < len(s.tokens) && s.tokens[k+1].is(calendar)):
			return true
		case !hard && (s.is(k, "first") && s.ends(k+1) || s.isOneOf(k, "before", "when") && k == v.last+1 || s.is(k, "last") && s.in(k+1, seasons)):
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
	return s.nouns[n].kind == staff || s.nouns[n].kind == someone || s.in(s.nouns[n].head, posts) || h.is(glance) && !h.is(component|alarm)
}

// letOut reports whether v, denied, tells that people should have kept a thing back: "the order should not have gone out", "the train should never have left".
func (s *sentence) letOut(v *verbGroup, lemma string) bool {
	if v.negated && s.getsThrough(v.last+1, lemma) && s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) == 0 {
		return true
	}
	if !v.negated && !s.is(v.first+1, "never") || s.subjectIsComponent(v) || s.tokens[s.nouns[v.subject].head].is(alarm) || s.tokens[s.nouns[v.subject].head].flags&(opaque|technical) != 0 {
		return false
	}
	switch lemma {
	case "go":
		return s.isOneOf(v.last+1, "out", "ahead", "live", "into", "in", "to", "through")
	case "take":
		return s.is(v.last+1, "off")
	case "be":
		for k := v.last + 1; k+1 < len(s.tokens) && k < v.last+8; k++ {
			if s.is(k, "first") && s.is(k+1, "place") {
				return true
			}
		}
		return false
	}
	return s.in(v.main, departing)
}

// getsThrough reports whether a verb and the words from token i on tell that something stood up to people's eyes: "passed review", "got past the inspection".
func (s *sentence) getsThrough(i int, lemma string) bool {
	switch lemma {
	case "pass", "survive", "clear", "escape", "get", "make", "slip", "sail", "go", "come", "be":
	default:
		return false
	}
	for k := i; k < len(s.tokens) && k < i+6 && !s.breaks(k); k++ {
		if s.in(k, reviews) || s.in(k, approvals) || s.isOneOf(k, "reviewer", "reviewers") {
			return lemma == "pass" || lemma == "survive" || lemma == "clear" || lemma == "escape" || s.isOneOf(i, "past", "through", "by", "it", "out")
		}
	}
	return false
}

// backInUse reports whether the words from token i on tell that a thing was put to use: "to service", "back into operation".
func (s *sentence) backInUse(i int) bool {
	if s.is(i, "back") {
		i++
	}
	return s.isOneOf(i, "to", "into", "in", "on") && s.isOneOf(i+1, "service", "use", "operation", "duty", "traffic", "production", "sale", "stock", "line")
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
		if !s.in(v.main, addressing) {
			return e.is(diligence) && s.attends(v)
		}
	}
	return true
}

// handles reports whether the object of v is what hands are laid on: a button, a lever.
func (s *sentence) handles(v *verbGroup) bool {
	n := s.phraseAt(v.last + 1)
	return n >= 0 && s.in(s.nouns[n].head, handles)
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
	if s.in(h, watched) {
		return true
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
	switch {
	case s.in(v.main, undergoing): // "should have gone through a review"
		for k := v.last + 1; k < len(s.tokens) && k < v.last+8 && !s.breaks(k); k++ {
			if s.in(k, approvals) {
				return lemma != "have" || s.is(v.main, "had")
			}
		}
		if lemma == "go" && s.is(v.last+1, "ahead") {
			return h.is(humanAct)
		}
	case lemma == "wait" && s.isOneOf(v.last+1, "until", "till") && v.last+2 < len(s.tokens) && (s.tokens[v.last+2].is(calendar) || s.isOneOf(v.last+2, "after", "morning", "next")):
		return h.is(humanAct | ship)
	case s.in(v.main, takingPlace):
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
	if s.pondered(v) || s.unsaidOf(v) {
		return // "discuss whether it should have been announced": a question still
	}
	first := v.first
	s.note(language.Counterfactual, first, v.last, s.thenQuestionVerb(v, at), s.unrealEdit(v))
}

// unsaidOf reports whether v is what nobody says: "no one claims that the crew should have known".
func (s *sentence) unsaidOf(v *verbGroup) bool {
	i := v.first
	if v.subject >= 0 && !v.inherited {
		i = s.nouns[v.subject].first
	}
	for n := range s.verbs {
		m := &s.verbs[n]
		if m.last < i && i-m.last <= 2 && (m.negated || m.kind == no1) && s.tokens[m.main].means(opinion|saying) {
			return true
		}
	}
	return false
}

// pondered reports whether v stands in a question that somebody is to think about, behind its subject or what tells more of that: "reflect if the
// hosts we tested with should have been announced".
func (s *sentence) pondered(v *verbGroup) bool {
	at := v.first
	if v.subject >= 0 {
		at = s.nouns[v.subject].first
	}
	near := 1 // the question opens with the subject; only what should have been is looked for further off
	if v.modal != nil && v.modal.word == "should" {
		near = 10
	}
	for k := at - 1; k > 0 && k >= at-near && !s.breaks(k); k-- {
		if s.isOneOf(k, "if", "whether") {
			return s.indirect(k - 1)
		}
	}
	return false
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
		if e = s.lex.words.get(strings.ToLower(w[strings.LastIndexByte(w, '-')+1:])); e != nil && e.senses&manualWork != 0 {
			return true
		}
	}
	if e.is(diligence) || s.baseOf(v.main) == "pick" && s.is(v.last+1, "up") || s.baseOf(v.main) == "write" && s.is(v.last+1, "down") || s.baseOf(v.main) == "agree" && s.isOneOf(v.last+1, "with", "on", "upon") {
		return true
	}
	switch s.baseOf(v.main) {
	case "take", "make", "keep", "use", "run", "hold":
		return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].means(precaution) // "the reading ought to have been taken twice"
	case "find", "discover", "uncover": // "the bug should have been found on testnet"
		return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].means(defect)
	}
	if s.in(v.main, holdingBack) {
		return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(humanAct|norm|ship)
	}
	return e.is(actVerb|ship) && v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(humanAct|norm|alarm)
}

// inReview reports whether v is told of work that people do together: "spotted during review", "found in testing".
func (s *sentence) inReview(v *verbGroup) bool {
	for k := v.last + 1; k < len(s.tokens) && k < v.last+5 && !s.breaks(k); k++ {
		if s.in(k, reviews) {
			return true
		}
	}
	return false
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
		if s.in(i, comparisons) {
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

func (s *sentence) same(v *verbGroup) bool { return s.sameBehind(v.last + 1) }

// sameBehind reports whether the words from token i on tell that no other course would have been taken: "the same way".
func (s *sentence) sameBehind(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8; k++ {
		if s.is(k, "same") || s.is(k, "similar") || s.is(k, "likewise") {
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
