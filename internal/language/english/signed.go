package english

// sign gives a fragment the people who are named behind it as its doer: "09:55 skipped the checklist (Tomasz)", "merged without review (J. Okafor)".
// Of an act told of its object, "config pushed without review (Yusuf)", they are the agent.
func (s *sentence) sign() {
	open := -1
	for i := len(s.tokens) - 1; i > s.head; i-- {
		if s.tokens[i].tag == tagOpen {
			open = i
			break
		}
	}
	if open < 0 {
		return
	}
	n := s.signature(open)
	if n < 0 {
		return
	}
	for i := range s.verbs {
		v := &s.verbs[i]
		if v.last >= open || s.breakBetween(v.last+1, open) || v.modal != nil || v.gerund || v.infinitive || v.progressive || !v.past && !s.timed() {
			continue
		}
		switch {
		case v.first <= s.head && (v.kind == notPeople || v.kind == unsaid) && !v.imperative && s.hasForm(v.main, pastForm|doneForm):
			v.subject, v.kind, v.reduced, v.passive, v.inherited = n, staff, false, false, true
		case v.agent < 0 && v.kind == notPeople && v.subject >= 0 && s.nouns[v.subject].first <= s.head && (v.reduced || v.passive || s.tokens[v.main].is(actVerb|ship) && s.hasForm(v.main, doneForm)):
			v.agent, v.passive, v.inherited = n, true, true
		}
	}
}

// signature returns the noun phrase that is all there is in the parenthesis at token i when it names people, or -1.
func (s *sentence) signature(i int) int {
	k := i + 1
	for k < len(s.tokens) && k < i+5 && s.tokens[k].tag != tagClose {
		k++
	}
	if k >= len(s.tokens) || s.tokens[k].tag != tagClose || k == i+1 {
		return -1
	}
	n := s.nounAt[k-1]
	if n < 0 {
		return -1
	}
	np := &s.nouns[n]
	if np.first == i+1 && (np.kind == staff || np.kind == someone) {
		return int(n)
	}
	// "(J. Okafor)"
	initial := np.first == i+3 && s.tokens[i+2].mark == '.' && s.tokens[i+1].end-s.tokens[i+1].start == 1 && s.tokens[i+1].flags&capital != 0
	if initial && s.tokens[np.head].flags&capital != 0 && s.tokens[np.head].flags&(allCaps|technical|opaque|number) == 0 {
		return int(n)
	}
	return -1
}
