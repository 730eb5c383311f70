package english

import (
	"cmp"
	"slices"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// English reads English. The zero value is not usable; make one with New.
type English struct {
	lex  func() *lexicon // read when the first sentence arrives
	pool *sync.Pool      // of *scratch

	weights *weights // what labelled sentences taught
}

// scratch is what one Read needs, kept for the next.
type scratch struct {
	tokens     []token
	vocabulary vocabulary
	holds      contents
	sentence   sentence
}

var _ language.Language = (*English)(nil)

// New makes a reader, at no cost: the word lists are read when the first sentence is. Make one and share it.
func New() *English {
	return &English{lex: sync.OnceValue(func() *lexicon { return loadLexicon(image) }), pool: &sync.Pool{New: func() any { return new(scratch) }}, weights: learnt()}
}

// Code returns "en".
func (*English) Code() string { return "en" }

// Read returns the remarks on a block in the order of their ranges. See language.Language.
func (e *English) Read(b language.Block, v *language.Vocabulary) []language.Remark {
	remarks := e.read(b, v)
	for i := range remarks {
		e.finish(&remarks[i], b, v)
	}
	if len(remarks) == 0 {
		return nil
	}
	out := make([]language.Remark, len(remarks))
	for i := range remarks {
		out[i] = remarks[i].Remark
	}
	return out
}

// draft is a remark with the edit that would answer it.
type draft struct {
	language.Remark
	edit edit
}

// read finds the remarks, without their rewrites.
func (e *English) read(b language.Block, v *language.Vocabulary) []draft {
	if b.Text == "" {
		return nil
	}
	var out []draft
	e.sentences(b, v, func(s *sentence) {
		switch {
		case s.worthReading():
			out = append(out, s.remarks()...)
		case s.holds.harmless:
			s.hideHarmless()
		}
	})
	return out
}

// sentences calls a function with each sentence of a block.
func (e *English) sentences(b language.Block, v *language.Vocabulary, call func(*sentence)) {
	sc := e.pool.Get().(*scratch)
	defer e.pool.Put(sc)
	lex := e.lex()
	sc.tokens = lex.tokenize(b, sc.tokens[:0])
	vocab := sc.vocabulary.fill(v)
	people := false
	var previous []token
	for i := 0; i < len(sc.tokens); {
		end := segment(b.Text, sc.tokens, i)
		tokens := sc.tokens[i:end]
		i = end
		s := &sc.sentence
		*s = sentence{
			lex: lex, text: b.Text, form: b.Form, vocab: vocab, tokens: tokens, holds: &sc.holds, people: people, previous: previous, rest: sc.tokens[end:],
			nouns: s.nouns[:0], nounAt: s.nounAt[:0], verbs: s.verbs[:0], found: s.found[:0],
			weights: e.weights, symbols: s.symbols, features: s.features,
		}
		s.holds.read(s)
		call(s)
		people, previous = s.speaksOfPeople(), tokens
	}
}

// worthReading reports whether the sentence has a word that something may be said about, or the words of a phrase. Here and below, what keeps a sentence from
// being read must be sure to keep any rule from speaking: a rule that asks for a new word by name adds it to the cues.
func (s *sentence) worthReading() bool {
	h := s.holds
	return s.tells() || h.people &&
		(h.accusing || h.cue == peopleCue || h.slips || h.named || h.titled || h.flags&handle != 0 ||
			h.names && h.classes&(role|team|humanModifier|humanVerb) != 0 || // "Wambui from the network team", "Wambui asked"
			h.words.has(s.lex.asked.it) && h.words.has(s.lex.asked.that)) // "it was the vendor that broke it"
}

// tells reports whether something may be said about the sentence even if it speaks of nobody.
func (s *sentence) tells() bool {
	h := s.holds
	return h.telling || h.cue == plainCue || h.loud || h.taught || s.called() >= 0
}

// peopled reports whether people are in the sentence, now that its noun phrases are found: in one of them, or seen by a rule that reads the words otherwise.
func (s *sentence) peopled() bool {
	h := s.holds
	if h.classes&(manual|eitherRole) != 0 || s.label == causeLabel && h.classes&role != 0 || h.words.hasOne(s.lex.elsewhere) {
		return true
	}
	for n := range s.nouns {
		if np := &s.nouns[n]; np.kind != notPeople || np.owner != notPeople || s.kindBeforeVerb(np) != notPeople {
			return true
		}
	}
	return false
}

// leavesOut reports whether people may do something in the sentence that are in no noun phrase.
func (s *sentence) leavesOut() bool {
	return s.form == language.Event || s.holds.senses&lapse != 0 || s.holds.words.hasOne(s.lex.who)
}

// acted reports whether people do something in the sentence, now that its verbs are found.
func (s *sentence) acted() bool {
	for n := range s.verbs {
		if s.verbs[n].kind != notPeople {
			return true
		}
	}
	return false
}

// speaksOfPeople reports whether "they" in the next sentence may be people of this one.
func (s *sentence) speaksOfPeople() bool {
	h := s.holds
	if !h.harmless || h.taught || h.flags&handle != 0 {
		return h.taught || h.flags&handle != 0 || h.named || h.classes&(role|team|personal|indefinite) != 0
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.is(role|team|personal|indefinite) || t.is(givenName) && t.flags&capital != 0 {
			return true
		}
	}
	return false
}

// finding is a remark in the terms of the sentence.
type finding struct {
	kind        language.Kind
	first, last int // tokens
	question    string
	edit        edit
	likely      bool // by its likeness to labelled sentences
}

// remarks reads the sentence and returns what is to be said about it, in order, one for each problem.
func (s *sentence) remarks() []draft {
	s.hideHarmless()
	s.findHead()
	s.tagWords()
	s.findNouns()
	tells := s.tells() || s.peopled()
	if !tells && !s.leavesOut() {
		return nil
	}
	s.findVerbs()
	s.sign()
	if !tells && !s.acted() {
		return nil
	}
	if s.aboutBlame() {
		s.found = s.found[:0]
		s.naming()
	} else {
		s.readPhrases()
		s.fault()
		s.humanError()
		s.counterfactual()
		s.judgement()
		s.hindsight()
		s.punitive()
		s.emotive()
		if len(s.found) == 0 {
			s.learned()
		}
		s.naming()
	}
	if len(s.found) == 0 {
		return nil
	}
	var kept []finding
	for _, f := range s.found {
		if f.last < f.first || s.anyFlag(f.first, f.last, muted) || s.intended(&f) || s.surname(&f) || f.kind == language.PersonFault && s.supposed() || s.answered(f.kind) {
			continue
		}
		clash := false
		for k := range kept {
			if (f.kind == language.Naming) != (kept[k].kind == language.Naming) {
				continue // a matter of its own
			}
			if f.first <= kept[k].last && kept[k].first <= f.last {
				clash = true
			}
			if f.kind == kept[k].kind && f.kind != language.Naming && f.first-kept[k].last < 12 && kept[k].first-f.last < 12 {
				clash = true // the same problem told twice
			}
		}
		if !clash {
			kept = append(kept, f)
		}
	}
	slices.SortFunc(kept, func(a, b finding) int { return cmp.Compare(s.tokens[a.first].start, s.tokens[b.first].start) })
	span := language.Range{Start: s.tokens[0].start, End: s.tokens[len(s.tokens)-1].end}
	out := make([]draft, len(kept))
	for i, f := range kept {
		out[i] = draft{
			Remark: language.Remark{
				Kind:     f.kind,
				Range:    language.Range{Start: s.tokens[f.first].start, End: s.tokens[f.last].end},
				Sentence: span,
				Question: f.question,
				Likely:   f.likely,
			},
			edit: f.edit,
		}
	}
	return out
}

// ofUs reports whether the words from first to last are told of the authors: "it took us an hour".
func (s *sentence) ofUs(first, last int) bool {
	for k := first; k <= last; k++ {
		if s.isOneOf(k, "us", "me") {
			return true
		}
	}
	return false
}

// answered reports whether the sentence asks what its author goes on to deny: "Could she have known? No." Of blame asked for by a form of "be" nothing
// is left; of the rest it is the counterfactual that is taken back.
func (s *sentence) answered(k language.Kind) bool {
	if len(s.rest) == 0 || s.head >= len(s.tokens) || s.tokens[len(s.tokens)-1].mark != '?' || s.tokens[s.head].tag != tagModal && s.tokens[s.head].tag != tagAux || s.head+1 < len(s.tokens) && s.tokens[s.head+1].tag == tagNeg {
		return false
	}
	if !s.denies(s.rest) {
		return false
	}
	if s.tokens[s.head].tag == tagModal {
		return k == language.Counterfactual || k == language.Hindsight
	}
	return s.baseOf(s.head) == "be"
}

// denies reports whether the words behind a question answer it with no: "No.", "Hardly, the metric did not exist", "Not with the data there", but "No one
// else touched it".
func (s *sentence) denies(answer []token) bool {
	alone := len(answer) == 1 || answer[1].mark != 0
	if answer[0].entry == nil {
		return alone && foldEqual(s.text[answer[0].start:answer[0].end], "nope")
	}
	switch answer[0].entry.word {
	case "no", "never":
		return alone || answer[1].entry != nil && answer[1].entry.word == "way"
	case "not":
		return alone || answer[1].entry == nil || answer[1].entry.word != "only" && answer[1].entry.word != "just"
	case "hardly", "scarcely", "unlikely":
		return true
	}
	return false
}

// supposed reports whether the sentence supposes what its author may have done: "maybe I forgot to push a file".
func (s *sentence) supposed() bool {
	if s.isOneOf(s.head, "maybe", "perhaps") && s.is(s.head+1, "i") {
		return true
	}
	for k := s.head; k+3 < len(s.tokens); k++ {
		if !s.isOneOf(k, "suspect", "suspecting", "wonder", "wondering", "guess", "guessing") {
			continue
		}
		g := k + 1
		for s.isOneOf(g, "now", "that", "if", "whether") {
			g++
		}
		return s.isOneOf(g, "i", "we") // "suspecting now that I have misunderstood it"
	}
	return false
}

func (s *sentence) anyFlag(i, j int, f flag) bool {
	for ; i <= j; i++ {
		if s.tokens[i].flags&f != 0 {
			return true
		}
	}
	return false
}

// note adds a finding over tokens first to last.
func (s *sentence) note(kind language.Kind, first, last int, question string, e edit) {
	s.found = append(s.found, finding{kind: kind, first: first, last: last, question: question, edit: e})
}

// hideHarmless makes technical phrases opaque: "disaster recovery", "git blame".
func (s *sentence) hideHarmless() {
	if !s.holds.harmless {
		return
	}
	for i := range s.tokens {
		e := s.tokens[i].entry
		if !s.mayOpen(e) {
			continue
		}
		for _, p := range e.harmless {
			if end, ok := s.match(p, i+1); ok {
				for k := i; k < end; k++ {
					s.tokens[k].entry = nil
					s.tokens[k].flags |= opaque
				}
				break
			}
		}
	}
}

// aboutBlame reports whether the sentence talks about blame itself.
func (s *sentence) aboutBlame() bool {
	if !s.holds.about {
		return false
	}
	for i := range s.tokens {
		e := s.tokens[i].entry
		if !s.mayOpen(e) || e.is(relative) && s.saysWho(i) {
			continue
		}
		for _, p := range e.about {
			if _, ok := s.match(p, i+1); ok {
				return true
			}
		}
	}
	return false
}

// saysWho reports whether the relative word at token i tells more of people that stand before it: "the engineer who made the mistake".
func (s *sentence) saysWho(i int) bool {
	if i > 1 && s.tokens[i-1].tag == tagComma {
		i--
	}
	if i == 0 || s.nounAt[i-1] < 0 {
		return false
	}
	np := &s.nouns[s.nounAt[i-1]]
	return np.last == i-1 && np.kind != notPeople
}

// readPhrases notes the phrases that mean the same wherever they stand.
func (s *sentence) readPhrases() {
	if !s.holds.telling && !s.holds.accusing {
		return
	}
	for i := range s.tokens {
		e := s.tokens[i].entry
		if !s.mayOpen(e) {
			continue
		}
		for _, p := range e.starts {
			end, ok := s.match(p, i+1)
			if !ok || !p.firm && s.denied(i, end-1) {
				continue
			}
			s.notePhrase(p, i, min(end, len(s.tokens))-1)
		}
	}
}

func (s *sentence) notePhrase(p *phrase, first, last int) {
	for last > first && s.breaks(last) {
		last--
	}
	switch p.frame {
	case framePlainFault:
		if !s.blamesNobody(p, first, last) {
			s.note(language.PersonFault, first, last, questionConditions, nil)
		}
	case frameCause:
		if first = s.startOf(first); s.causeBefore(first) || s.causesAfter(last) || s.label == causeLabel && first <= s.head {
			s.note(language.HumanError, first, last, questionSlip, s.causeEdit(first, last))
		}
	case frameHumanError:
		if s.is(last, "factors") && last+1 < len(s.tokens) && s.tokens[last+1].tag == tagColon {
			return // what stands behind them
		}
		if s.forgiven(last+1) || s.reckonedWith(first, last) {
			return // "everyone makes mistakes, which is fine"
		}
		if n := s.verbOver(first, last); n >= 0 && (s.verbs[n].kind == staff || s.verbs[n].kind == someone && s.label != causeLabel) && s.verbs[n].main == first && !s.verbs[n].passive {
			s.note(language.PersonFault, first, last, questionSlip, nil) // "Ana fat-fingered the port"
			return
		}
		s.note(language.HumanError, first, last, questionSlip, s.causeEdit(first, last))
	case framePlainJudging:
		if !s.judgesNobody(first, last) {
			s.note(language.Judgement, first, last, questionWork, nil)
		}
	case frameCounterfactual:
		if !s.holdsAgainstNobody(first, last) {
			s.note(language.Counterfactual, first, last, questionThen, nil)
		}
	case frameHindsight:
		if !s.tellsWhatIs(p, first, last) {
			s.note(language.Hindsight, first, last, questionForesight, s.phraseEdit(p, first, last))
		}
	case framePunitive:
		if !s.punishesNobody(first, last) {
			s.note(language.Punitive, first, last, questionWithout, nil)
		}
	case frameEmotive:
		s.note(language.Emotive, first, last, questionNumbers, nil)
	}
}

// surname reports whether a finding of a single word is the last part of a name: "Author: Corey Petty".
func (s *sentence) surname(f *finding) bool {
	k := f.first
	return f.kind != language.Naming && f.last == k && k > 0 && s.tokens[k-1].tag == tagName && s.tokens[k].flags&(capital|allCaps) == capital && s.tokens[k].start-s.tokens[k-1].end == 1
}

// blamesNobody reports whether the words around a phrase of fault clear whom it speaks of, or it speaks of a thing.
func (s *sentence) blamesNobody(p *phrase, first, last int) bool {
	switch {
	case s.isOneOf(first, "if", "were", "be", "had") && s.harmAverted(): // "if not for her call, the fire would have spread"
	case first > 0 && s.tokens[first-1].is(cause) && s.tokens[first-1].tag == tagVerb: // "the new name caused operator confusion": what came of it
	case s.is(last, "with") && s.withThing(last+1): // "the blame lies with the default heap target"
	case s.entrusted(first), s.is(first, "lied") && s.saidOfThing(first), s.reasonBefore(first):
	case p.others && (s.hasReason(last) || s.ofUs(first, last)):
	default:
		return false
	}
	return true
}

// withThing reports whether a thing begins at token i.
func (s *sentence) withThing(i int) bool {
	n := s.phraseAt(i)
	return n >= 0 && s.nouns[n].kind == notPeople && s.nouns[n].owner == notPeople && !s.tokens[s.nouns[n].head].is(humanAct|slip|conduct)
}

// judgesNobody reports whether a phrase that judges is said of a thing, of the authors, or of what others would have done as well.
func (s *sentence) judgesNobody(first, last int) bool {
	switch {
	case s.isOneOf(last, "i", "we"): // "not the first time we have done this"
		return true
	case s.is(first, "too") && s.saidBeforeOfThing(first): // "the compiler is too lazy to fold it"
		return true
	case s.sameBehind(last + 1), last+2 < len(s.tokens) && s.tokens[last+1].is(perceive) && s.is(last+2, "no"): // "the best engineer would have read it in the same way"
		return true
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first == first && v.subject >= 0 && v.kind == notPeople && (v.modal != nil && !s.tokens[s.nouns[v.subject].head].is(humanAct) || !v.passive && s.tokens[s.nouns[v.subject].head].is(component|product)) {
			return true // "the input cannot be trusted", "the driver handled that poorly"
		}
	}
	return false
}

// holdsAgainstNobody reports whether what a phrase says might have been is a question, a matter of things, or would have been the same for all.
func (s *sentence) holdsAgainstNobody(first, last int) bool {
	switch {
	case (s.isOneOf(first, "anyone", "anybody", "any", "everyone", "one", "a", "the") || s.is(first-1, "even")) && s.sameBehind(last+1): // "anyone would have read it in the same way"
	case s.isOneOf(first, "if", "had", "why") && (s.indirect(first-1) || s.is(first-1, "even") || s.is(last, "had") || s.is(last, "been") && s.is(last+1, "unable")):
	case s.isOneOf(first, "if", "had") && s.allTheSame(first), s.is(last, "you") && s.isOneOf(last-1, "if", "had"), s.wouldOfThing(first):
	case s.is(first, "why") && first > s.head && (s.hasForm(first-1, baseForm) || s.is(first-1, "out")): // "debug why nobody was paged": a question to be answered
	default:
		return false
	}
	return true
}

// tellsWhatIs reports whether a phrase of hindsight tells how things are or were met with, not that a choice was foolish.
func (s *sentence) tellsWhatIs(p *phrase, first, last int) bool {
	switch {
	case p.text == "of course" && (first == s.head && last+1 < len(s.tokens) && s.breaks(last+1) || s.is(first-1, "matter") || s.is(first-2, "matter") || !s.pastAt(first) || s.listed(first, last) || s.seemed(last+1) || s.ours(first)): // "we had of course rotated the key"
	case (s.isOneOf(first, "be", "is", "are", "has", "have", "make") || s.is(last, "idea")) && s.holdsNow(first, last): // "the result is obvious"
	case s.is(last, "surprising") && s.is(first-1, "is"):
	case s.is(last+1, "but"), last+1 < len(s.tokens) && s.breaks(last+1) && s.is(last+2, "but"): // "the signals were there, but spread over four dashboards"
	case s.seenWrong(last+1) && !s.isOneOf(first, "should", "ought"): // "it was obvious that something was wrong": how it was found
	default:
		n := s.phraseAt(last + 2)
		return n >= 0 && s.is(last+1, "to") && s.nouns[n].kind == outsiders // "would have been apparent to users": what they met with
	}
	return true
}

// punishesNobody reports whether a phrase of penalties is figurative, of a program, or told of the authors.
func (s *sentence) punishesNobody(first, last int) bool {
	if n := s.nounAt[first]; n >= 0 && s.nouns[n].prep >= 0 && s.isOneOf(s.nouns[n].prep, "beyond", "as", "than", "like") {
		return true // "beyond a reminder that no system is secure"
	}
	if s.figurative(first) || s.aboutHow(first, last) || s.toReader(first, last) {
		return true // "a talk with the platform team about how", "be careful when calling it"
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.main != first {
			continue
		}
		if v.subject >= 0 && v.kind == notPeople && !v.passive && !s.tokens[first].is(auxiliary) && !s.is(first, "think") {
			return true // "the calendar sends a reminder"
		}
		if s.is(first+1, "us") || s.is(first+1, "me") {
			return true // "they warned us"
		}
	}
	return false
}

// seenWrong reports whether the clause from token i on tells that something was seen to be wrong.
func (s *sentence) seenWrong(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8; k++ {
		if s.isOneOf(k, "something", "things", "all") {
			for g := k + 1; g < len(s.tokens) && g < k+5; g++ {
				if s.isOneOf(g, "wrong", "amiss", "off", "broken", "well") {
					return true
				}
			}
		}
	}
	return false
}

// listed reports whether the words from token first to last stand between "and" and one more thing of a row: "and of course the logs".
func (s *sentence) listed(first, last int) bool {
	return first > 0 && s.tokens[first-1].tag == tagCoord && s.alternative(last+1)
}

// alternative reports whether a noun phrase stands at token i that is one more of a row, not the subject of a clause: "or a bad engineer".
func (s *sentence) alternative(i int) bool {
	n := s.phraseAt(i)
	if n < 0 {
		return false
	}
	for k := range s.verbs {
		if s.verbs[k].subject == n {
			return false
		}
	}
	return true
}

// saidOfThing reports whether the verb at token i has a thing for its subject.
func (s *sentence) saidOfThing(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first == i {
			return v.subject >= 0 && v.kind == notPeople
		}
	}
	return false
}

// saidBeforeOfThing reports whether a form of "be" before token i has a component for its subject.
func (s *sentence) saidBeforeOfThing(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.last < i && i-v.last <= 2 && s.baseOf(v.main) == "be" {
			return v.subject >= 0 && s.tokens[s.nouns[v.subject].head].is(component|product)
		}
	}
	return false
}

// ours reports whether the verb around or behind token i tells what the authors did.
func (s *sentence) ours(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.last >= i-1 && !v.gerund && !v.infinitive {
			return v.kind == we || v.subject >= 0 && s.is(s.nouns[v.subject].head, "i")
		}
	}
	return false
}

// seemed reports whether the clause from token i on tells what things looked like at the time: "it did not seem so then".
func (s *sentence) seemed(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first >= i {
			return v.negated && s.isOneOf(v.main, "seem", "appear", "look", "feel")
		}
	}
	return false
}

// wouldOfThing reports whether the modal at token i is said of a thing, not of people or what they do: "failover would have taken seconds".
func (s *sentence) wouldOfThing(i int) bool {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first == i && v.modal != nil && v.subject >= 0 && v.kind == notPeople && s.isOneOf(v.main, "taken", "cost") {
			return !s.tokens[s.nouns[v.subject].head].is(glance | humanAct | conduct | quality | pronoun)
		}
	}
	return false
}

// forgiven reports whether the words from token i on say that what stands before them is no matter: ", which is fine".
func (s *sentence) forgiven(i int) bool {
	if i < len(s.tokens) && s.tokens[i].tag == tagComma {
		i++
	}
	return s.isOneOf(i, "which", "and") && s.forgives(i+1) || s.forgives(i)
}

// reckonedWith reports whether the words from token first to last, of what people are like at any time, are something the sentence draws a consequence
// from or wants to be allowed for: "humans make errors, so the tool asks twice", "to cope with people making mistakes".
func (s *sentence) reckonedWith(first, last int) bool {
	n := s.nounAt[first]
	if n < 0 || s.nouns[n].kind != outsiders && s.nouns[n].kind != someone && !s.tokens[s.nouns[n].head].entry.pluralNoun() {
		return false
	}
	for k := first - 1; k >= 0 && k >= first-6 && !s.breaks(k); k-- {
		switch s.baseOf(k) {
		case "cope", "deal", "live", "expect", "assume", "accept", "allow", "account", "reckon", "design", "plan", "tolerate", "survive":
			return true
		}
	}
	for k := last + 1; k+1 < len(s.tokens); k++ {
		if s.breaks(k) {
			return s.verbIn(k+1, len(s.tokens)) && !s.tellsPast()
		}
	}
	return false
}

// forgives reports whether "is fine" or the like stands at token i, "that" before it aside.
func (s *sentence) forgives(i int) bool {
	if s.is(i, "that") {
		i++
	}
	return (s.is(i, "is") || i < len(s.tokens) && s.isClitic(i)) && s.isOneOf(i+1, "ok", "okay", "fine", "alright", "normal", "natural", "human")
}

// indirect reports whether the words up to token i ask or find out: what follows is no condition, "to see if they had met it".
func (s *sentence) indirect(i int) bool {
	for k := i; k >= 0 && k > i-6 && !s.breaks(k); k-- {
		if s.tokens[k].means(asking) {
			return true
		}
		if s.isOneOf(k, "it", "this") {
			return false // "would have seen it if"
		}
	}
	return false
}

// aboutHow reports whether a talk that the words from first on tell of is about how something works, not about somebody.
func (s *sentence) aboutHow(first, last int) bool {
	for k := first; k+1 < len(s.tokens) && k <= last+6 && (k <= last || !s.breaks(k)); k++ {
		if s.is(k, "about") && (s.is(k+1, "what") || s.is(k+1, "how") || s.is(k+1, "which") || s.is(k+1, "whether")) {
			return !s.is(k+2, "happened") && !s.is(k+2, "they") && !s.is(k+2, "he") && !s.is(k+2, "she")
		}
	}
	return false
}

// figurative reports whether the words at token i are what a thing is said to be: "the outage was a reminder that".
func (s *sentence) figurative(i int) bool {
	n := s.nounAt[i]
	if n < 0 {
		return false
	}
	for k := range s.verbs {
		v := &s.verbs[k]
		if v.kind != notPeople || v.subject < 0 || s.is(s.nouns[v.subject].head, "there") || v.passive || v.last >= s.nouns[n].first || s.nouns[n].first-v.last > 2 {
			continue
		}
		switch s.baseOf(v.main) {
		case "be", "serve", "act", "stand", "provide", "give", "offer":
			return true
		}
	}
	return false
}

// denied reports whether the words from first to last are denied, ruled out or only mentioned.
func (s *sentence) denied(first, last int) bool {
	for k := first - 1; k >= 0 && k >= first-14; k-- {
		if s.breaks(k) && s.tokens[k].tag != tagOpen {
			if k > 0 && s.tokens[k].tag == tagComma && (k == first-1 && s.tokens[k-1].tag == s.tokens[first].tag || s.isOneOf(k+1, "or", "nor") && s.alternative(k+2)) {
				continue // of a row: "not for legal, disciplinary or other proceedings", "not about a bad system, or a bad engineer"
			}
			break
		}
		t := &s.tokens[k]
		if s.is(k, "whether") && !s.is(k+1, "or") {
			return true
		}
		if t.tag == tagSub && !s.is(k, "that") && !s.is(k, "as") || t.tag == tagCoord && s.is(k+1, "that") || s.isOneOf(k, "besides", "except", "beyond") {
			break // "no reason besides carelessness"
		}
		if t.is(denial) {
			if t.entry.word == "not" && (s.is(k+1, "only") || s.tokens[k+1].tag == tagGerund) {
				continue // "not testing it was a mistake": the slip is not denied
			}
			if s.isOneOf(k+1, "saying", "doubt", "question", "denying", "mistaking") && (s.is(k, "without") || s.is(k, "no") && (s.isOneOf(k+2, "that", "about") || s.ends(k+2))) {
				continue // "it goes without saying", "no doubt": the word is underlined
			}
			if t.entry.word == "not" && s.tokens[k+1].tag == tagTo && s.hasVerb(k+3, first) {
				continue // "the decision not to page anyone was irresponsible"
			}
			return true
		}
	}
	if s.refuted(first, last) {
		return true
	}
	for k := last + 1; k < len(s.tokens) && k <= last+7; k++ {
		if s.breaks(k) {
			break
		}
		if s.tokens[k].tag == tagCoord || s.tokens[k].tag == tagSub {
			break
		}
		if s.is(k, "not") && k <= last+3 && s.tokens[k-1].tag == tagAux && s.tokens[k-1].entry != nil && s.tokens[k-1].entry.lemma == "be" {
			return true
		}
		if s.is(k, "never") && s.isOneOf(k+1, "considered", "contemplated", "discussed", "suggested", "sought", "threatened") {
			return true
		}
		if s.is(k, "ruled") && s.is(k+1, "out") || s.is(k, "excluded") || s.is(k, "unlikely") {
			return true
		}
	}
	return false
}

// refuted reports whether the words from first to last are what somebody called it, and the sentence goes on to say that it was otherwise:
// "the first report called it operator error, but the data showed a broken gauge".
func (s *sentence) refuted(first, last int) bool {
	if first < 2 || !s.isOneOf(first-1, "it", "this", "that", "them") || !s.isOneOf(first-2, "called", "termed", "labelled", "labeled", "deemed", "declared", "judged", "considered") {
		return false
	}
	for k := last + 1; k < len(s.tokens); k++ {
		if s.isOneOf(k, "but", "however", "otherwise", "yet", "until", "though", "although", "wrong", "wrongly", "unfair", "unfairly", "before") {
			return true
		}
	}
	return false
}
