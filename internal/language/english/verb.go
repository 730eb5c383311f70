package english

// findVerbs finds the verb groups and their subjects.
func (s *sentence) findVerbs() {
	for i := 0; i < len(s.tokens); {
		switch s.tokens[i].tag {
		case tagNeg, tagTo, tagVerb, tagGerund, tagPart, tagAux, tagModal:
		default:
			i++
			continue
		}
		v, next := s.verbAt(i)
		if next == i {
			i++
			continue
		}
		v.subject, v.agent, v.matrix = -1, -1, -1
		s.reach(&v)
		s.attach(&v)
		v.passive = v.passive || s.turned(&v)
		s.verbs = append(s.verbs, v)
		i = next
	}
}

// turned reports whether v is the participle of a question whose "be" stands before its subject: "why was the plumber not told?"
func (s *sentence) turned(v *verbGroup) bool {
	if v.subject < 0 || v.inherited || v.modal != nil || v.infinitive || !s.hasForm(v.main, doneForm) || s.nouns[v.subject].last+1 != v.first {
		return false
	}
	be := s.nouns[v.subject].first - 1
	return be >= s.head && s.tokens[be].tag == tagAux && s.baseOf(be) == "be" && (be == s.head || s.isOneOf(be-1, "why", "how", "when", "where"))
}

// verbAt reads a verb group beginning at i; next is i when there is none.
func (s *sentence) verbAt(i int) (v verbGroup, next int) {
	v = verbGroup{first: i, main: -1}
	t := &s.tokens[i]
	switch t.tag {
	case tagNeg: // "not following the runbook", "never asked"
		if !s.is(i, "not") && !s.is(i, "never") {
			return v, i
		}
		k := i + 1
		for k < len(s.tokens) && s.tokens[k].tag == tagAdv {
			k++
		}
		if k >= len(s.tokens) {
			return v, i
		}
		switch s.tokens[k].tag {
		case tagVerb, tagGerund, tagPart, tagAux, tagModal:
			v, next = s.verbAt(k)
			v.first, v.negated = i, true
			return v, next
		case tagTo:
			if v, next = s.verbAt(k); next == k {
				return v, i // "the engineers, not to only, did"
			}
			v.negated = true
			return v, next
		}
		return v, i
	case tagTo:
		k := i + 1
		for k < len(s.tokens) && (s.tokens[k].tag == tagAdv || s.tokens[k].tag == tagNeg) {
			v.negated = v.negated || s.tokens[k].tag == tagNeg
			k++
		}
		if k < len(s.tokens) && s.tokens[k].tag == tagAux { // to have tested, to be
			neg := v.negated
			v, next = s.chain(k)
			v.first, v.infinitive, v.negated = i, true, neg || v.negated
			return v, next
		}
		if k < len(s.tokens) && s.tokens[k].tag == tagVerb {
			v.infinitive, v.main, v.last = true, k, k
			return v, k + 1
		}
		return v, i
	case tagVerb:
		v.main, v.last = i, i
		e := t.entry
		v.past = e == nil || e.forms == 0 || e.forms&pastForm != 0 && e.forms&baseForm == 0 || e.forms&pastForm != 0 && !s.baseContext(i)
		return v, i + 1
	case tagGerund:
		v.main, v.last, v.gerund = i, i, true
		return v, i + 1
	case tagPart:
		v.main, v.last, v.reduced, v.passive, v.past = i, i, true, true, true
		return v, i + 1
	case tagAux, tagModal:
		v, next = s.chain(i)
		v.gerund = t.entry != nil && t.entry.forms == ingForm && !v.passive // "having closed", "doing"
		return v, next
	}
	return v, i
}

func (s *sentence) baseContext(i int) bool {
	k := s.skipBack(i)
	return k < s.head || s.tokens[k].tag == tagModal || s.tokens[k].tag == tagTo || s.tokens[k].is(personal) && s.tokens[k].entry.pluralNoun()
}

// chain reads modal and auxiliaries up to the main verb.
func (s *sentence) chain(i int) (v verbGroup, next int) {
	c := chain{s: s, verbGroup: verbGroup{first: i, main: i, last: i}, next: i + 1}
	for k := i; k >= 0 && k < len(s.tokens); {
		k = c.read(k)
	}
	return c.verbGroup, c.next
}

// chain is a verb group while its auxiliaries are read.
type chain struct {
	s *sentence
	verbGroup
	after string // the lemma of the last auxiliary
	next  int    // the token behind what belongs to it for sure
}

// chainEnds is behind the last token of a chain.
const chainEnds = -1

// read takes token k into the chain and returns the next to read.
func (c *chain) read(k int) int {
	switch c.s.tokens[k].tag {
	case tagNeg:
		if c.s.is(k, "no") {
			return chainEnds
		}
		c.negated = true
		c.next = k + 1
		return k + 1
	case tagAdv, tagNone:
		return k + 1
	case tagModal:
		if k > c.first {
			return chainEnds
		}
		return c.readModal(k)
	case tagAux:
		return c.readAuxiliary(k)
	case tagVerb, tagPart, tagGerund, tagAdj:
		c.readMain(k)
		return chainEnds
	}
	return c.readBetween(k)
}

func (c *chain) readModal(k int) int {
	s := c.s
	c.main, c.next = k, k+1
	if s.is(k, "'d") { // had or would
		c.after = "'d"
		return k + 1
	}
	c.modal, c.after = s.tokens[k].entry, "modal"
	switch {
	case s.is(k, "ought"):
		for n := k + 1; n < len(s.tokens) && n <= k+2; n++ {
			if s.is(n, "to") {
				c.negated = c.negated || s.tokens[n-1].tag == tagNeg // "ought never to have"
				k = n
				c.next = n + 1
			}
		}
	case s.isOneOf(k, "shoulda", "coulda", "woulda"):
		c.after = "have"
	}
	return k + 1
}

func (c *chain) readAuxiliary(k int) int {
	s, e := c.s, c.s.tokens[k].entry
	lemma, past := "be", false
	if e != nil && e.word != "'s" {
		lemma, past = e.lemma, e.forms&pastForm != 0
	}
	after := c.after
	if after == "do" && lemma == "do" {
		if s.is(k, "do") && c.negated { // "did not do the count"
			c.main, c.last, c.next = k, k, k+1
		}
		return chainEnds
	}
	if after == "have" || after == "'d" && lemma == "be" && s.is(k, "been") {
		c.perfect = true
	}
	if after == "'d" && s.isOneOf(k, "have", "be") {
		c.modal = s.lex.would
	}
	if k == c.first {
		c.past = past
	}
	switch {
	case after == "be" && lemma == "be" && !s.is(k, "being"), after == "be" && lemma == "have", after == "have" && lemma == "do" && !s.is(k, "done"):
		return chainEnds
	case after == "be" && lemma == "do": // "was done"
		c.passive = c.passive || s.is(k, "done")
		c.main, c.last, c.next = k, k, k+1
		return chainEnds
	}
	c.main, c.last, c.next = k, k, k+1
	if lemma == "do" {
		c.did = past
		if after == "have" {
			return chainEnds
		}
	}
	c.after = lemma
	return k + 1
}

// readMain ends the chain with its main verb, where token k has a form that may follow.
func (c *chain) readMain(k int) {
	s, t := c.s, &c.s.tokens[k]
	f := form(0)
	switch c.after {
	case "have":
		f = doneForm
	case "be":
		f = doneForm | ingForm
	case "modal", "do":
		f = baseForm
	case "'d":
		f = doneForm | baseForm
	}
	stood := c.after == "be" && c.modal != nil && c.perfect && s.hasForm(k, doneForm) // "should not have been left open"
	if t.tag == tagAdj && c.after != "have" && !stood {
		return
	}
	if !s.hasForm(k, f) {
		f |= s.secondLanguage(k, c.after, &c.verbGroup)
	}
	if !s.hasForm(k, f) || t.tag == tagAdj && !s.hasForm(k, doneForm) || c.after == "have" && s.nounReading(k) {
		return
	}
	switch {
	case c.after == "have":
		c.perfect = true
	case c.after == "'d" && (t.entry.hasOnly(doneForm|pastForm) || s.hasForm(k, doneForm) && s.supposedAt(c.first)):
		c.perfect, c.past = true, true
	case c.after == "'d":
		c.modal = s.lex.would
	case c.after == "be" && s.hasForm(k, ingForm):
		c.progressive = true
	case c.after == "be":
		c.passive = true
	}
	c.main, c.last, c.next = k, k, k+1
}

// supposedAt reports whether the 'd at token i stands for "had", as far as what opens its clause tells: "if he'd run it", "I wish they'd shut it".
func (s *sentence) supposedAt(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5 && !s.breaks(k); k-- {
		if s.isOneOf(k, "if", "wish", "wishes", "wished", "after", "because", "since", "once", "unless") {
			return true
		}
	}
	return false
}

// readBetween goes on behind what may stand between a modal and its auxiliary: "should at least have told".
func (c *chain) readBetween(k int) int {
	s := c.s
	if c.after != "modal" {
		return chainEnds
	}
	if s.tokens[k].tag == tagComma || s.tokens[k].tag == tagStop || s.tokens[k].tag == tagOpen { // "should, at that point, have told"
		for n := k + 2; n < len(s.tokens) && n < k+8; n++ {
			if s.breaks(n) {
				if s.is(n+1, "have") || n+1 < len(s.tokens) && s.tokens[n+1].tag == tagNeg && s.is(n+2, "have") {
					return n + 1
				}
				break
			}
		}
	}
	if s.tokens[k].tag == tagPrep {
		n := k + 1
		for n < len(s.tokens) && n < k+5 && !s.breaks(n) && s.tokens[n].tag != tagAux && s.tokens[n].tag != tagVerb {
			n++
		}
		if s.is(n, "have") {
			return n
		}
	}
	if s.is(k, "of") && k+1 < len(s.tokens) && s.hasForm(k+1, doneForm) { // "should of checked"
		c.after = "have"
		return k + 1
	}
	return chainEnds
}

// secondLanguage returns the form of the verb at k that many write after an auxiliary although grammar asks for another: "did not looked", "has forgot",
// "have not make".
func (s *sentence) secondLanguage(k int, after string, v *verbGroup) form {
	e := s.tokens[k].entry
	switch {
	case after == "do" && v.did && v.negated, after == "have" && e != nil && e.forms == pastForm:
		return pastForm
	case after == "have" && v.modal != nil && v.modal.word == "should" && e != nil && e.forms&baseForm != 0 && e.class&^(verb|diligence|humanVerb|actVerb|remedy|ship|perceive) == 0 &&
		k+1 < len(s.tokens) && (s.tokens[k+1].is(determiner|possessive|pronoun) || s.hasForm(k+1, ingForm)):
		return baseForm // "should have postpone it"; but "should have access"
	case after == "have" && v.negated && s.baseOf(v.first) == "have" && s.tokens[k].tag == tagVerb && !e.is(noun|adjective):
		return baseForm
	}
	return 0
}

// nounReading reports whether the participle at k after "have" opens a noun phrase: "should have limited access".
func (s *sentence) nounReading(k int) bool {
	e := s.tokens[k].entry
	if e == nil || k+1 >= len(s.tokens) {
		return false
	}
	if e.class&attributive == 0 || s.is(k-1, "just") || s.is(k-1, "simply") || s.is(k+1, "past") {
		return false
	}
	n := &s.tokens[k+1]
	return n.mark == 0 && !n.is(determiner|possessive|pronoun|preposition|adverb|subordinator|coordinator) && n.flags&(opaque|capital|handle) == 0
}

// reach finds where the object and other complements of v end.
func (s *sentence) reach(v *verbGroup) {
	i := v.last + 1
	for ; i < len(s.tokens); i++ {
		switch s.tokens[i].tag {
		case tagStop, tagColon, tagComma:
			v.end = i
			return
		case tagSub:
			if s.is(i, "as") || s.is(i, "like") || s.is(i, "than") || s.is(i, "that") {
				continue
			}
			v.end = i
			return
		case tagRel:
			v.end = i
			return
		case tagCoord:
			if i+1 < len(s.tokens) {
				k := i + 1
				for k < len(s.tokens) && s.tokens[k].tag == tagAdv {
					k++
				}
				if k < len(s.tokens) && (s.tokens[k].tag == tagVerb || s.tokens[k].tag == tagAux || s.tokens[k].tag == tagModal || s.tokens[k].tag == tagPart || s.tokens[k].tag == tagNeg || s.tokens[k].is(personal)) {
					v.end = i
					return
				}
			}
		case tagAux, tagModal:
			v.end = i
			return
		}
	}
	v.end = i
}
