package english

// acts reports whether the verb at token i tells of something done: any that is not listed as a state, as seeing and telling, or as mending.
func (s *sentence) acts(i int) bool {
	e := s.tokens[i].entry
	switch {
	case s.tokens[i].tag == tagAux:
		return false
	case e == nil, e.class&(actVerb|ship|spoil) != 0, e.senses&destroy != 0:
		return true
	}
	return e.class&(dontCare|perceive|inform|auxiliary|diligence|remedy|cause) == 0
}

// mark reports whether token i, behind v, begins what tells that the act went wrong, and returns the last token of it: "the wrong volume", "with an
// expired key", "under another patient's name", "twice". It returns -1 for none.
func (s *sentence) mark(v *verbGroup, i int) int {
	t := &s.tokens[i]
	e := t.entry
	if e == nil {
		return -1
	}
	main := s.tokens[v.main].entry
	switch {
	case t.is(wrong):
		n := s.nounAt[i]
		if n < 0 || s.nouns[n].head <= i || !s.acts(v.main) && (!main.is(humanVerb) || !s.theWrong(i)) {
			return -1
		}
		taken := main.is(actVerb) && s.is(i, "wrong") && s.theWrong(i) && !s.putRight(i, v.end) // "removed the wrong disk", not "the incorrect rows"
		if main.is(remedy) && !main.is(ship) && !taken {
			return -1
		}
		if main.is(actVerb|ship) || s.theWrong(i) || s.isOneOf(i-1, "a", "an") && v.kind != we && (v.subject < 0 || !s.is(s.nouns[v.subject].head, "i")) {
			return s.nouns[n].head
		}
	case t.is(unfit):
		n := s.nounAt[i]
		if n < 0 || s.nouns[n].head <= i || !s.acts(v.main) || main.is(remedy) && !main.is(ship) {
			return -1
		}
		p := s.nouns[n].prep
		if main.is(ship) || p > 0 && s.isOneOf(p, "with", "under", "by", "using") && (p > v.last+1 || main.is(actVerb|humanVerb)) || p > 0 && s.is(p, "on") && s.isOneOf(v.main, "relied", "acted", "worked", "based", "relies") {
			return s.nouns[n].head
		}
	case e.class&preposition != 0:
		if last := s.anothers(i); last >= 0 && s.acts(v.main) {
			return last
		}
	case e.word == "twice" && s.ends(i+1):
		switch s.baseOf(v.main) {
		case "import", "pay", "charge", "bill", "credit", "debit", "refund", "administer", "invoice", "book", "deduct", "dispense", "post", "inject", "count", "apply":
			return i
		}
	}
	return -1
}

// putRight reports whether the words from i to j tell of the right thing put in place of the wrong one.
func (s *sentence) putRight(i, j int) bool {
	for k := i; k < j; k++ {
		if s.isOneOf(k, "right", "correct", "proper") {
			return true
		}
	}
	return false
}

// anothers reports whether the preposition at i opens what is somebody else's and was taken for one's own: "under another patient's name", "with someone
// else's badge". It returns the last token, -1 for none.
func (s *sentence) anothers(i int) int {
	borrowed := s.isOneOf(i, "with", "using")
	if !borrowed && !s.isOneOf(i, "under", "into", "onto", "against") {
		return -1
	}
	k := i + 1
	switch {
	case s.isOneOf(k, "someone", "somebody", "anyone") && s.is(k+1, "else"):
		k += 2
	case s.isOneOf(k, "another", "a") && k+1 < len(s.tokens) && (s.is(k, "another") && s.tokens[k+1].is(outsider) || borrowed && s.tokens[k+1].is(role|outsider)):
		k += 2
	default:
		return -1
	}
	if !s.is(k, "'s") {
		return -1
	}
	for n := k + 1; n < len(s.tokens) && n <= k+3 && !s.breaks(n); n++ {
		if !borrowed && s.nounAt[n] >= 0 || s.isOneOf(n, "account", "badge", "card", "certificate", "credentials", "id", "key", "login", "name", "number", "pass", "password", "signature", "session", "token") {
			return n
		}
	}
	return -1
}
