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
		s.verbs = append(s.verbs, v)
		i = next
	}
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
	v = verbGroup{first: i, main: i, last: i}
	after := "" // the lemma of the last auxiliary
	committed := i + 1
	for k := i; k < len(s.tokens); k++ {
		t := &s.tokens[k]
		switch t.tag {
		case tagNeg:
			if s.is(k, "no") {
				return v, committed
			}
			v.negated = true
			committed = k + 1
			continue
		case tagAdv, tagNone:
			continue
		case tagModal:
			if k > i {
				return v, committed
			}
			if s.is(k, "'d") { // had or would
				after = "'d"
				v.main, committed = k, k+1
				continue
			}
			v.modal, after = t.entry, "modal"
			v.main, committed = k, k+1
			if t.entry.word == "ought" && k+1 < len(s.tokens) {
				for n := k + 1; n < len(s.tokens) && n <= k+2; n++ {
					if s.is(n, "to") {
						k = n
						committed = n + 1
					}
				}
			}
			continue
		case tagAux:
			lemma := "be"
			past := false
			if t.entry != nil && t.entry.word != "'s" {
				lemma = t.entry.lemma
				past = t.entry.forms&pastForm != 0
			}
			if after == "do" && lemma == "do" {
				return v, committed
			}
			if after == "have" || after == "'d" && lemma == "be" && s.is(k, "been") {
				v.perfect = true
			}
			if k == i {
				v.past = past
			}
			if after == "be" && lemma == "be" && !s.is(k, "being") {
				return v, committed
			}
			if after == "be" && lemma == "have" || after == "have" && lemma == "do" && !s.is(k, "done") {
				return v, committed
			}
			if after == "be" && lemma == "do" { // "was done"
				if s.is(k, "done") {
					v.passive = true
				}
				v.main, v.last = k, k
				return v, k + 1
			}
			if after == "modal" && lemma == "have" || k == i && lemma == "have" || after == "'d" && lemma == "have" {
				after = "have"
				v.main, v.last, committed = k, k, k+1
				continue
			}
			if lemma == "do" {
				v.did = past
				if after == "have" {
					v.main, v.last = k, k
					return v, k + 1
				}
			}
			after = lemma
			v.main, v.last, committed = k, k, k+1
			continue
		case tagVerb, tagPart, tagGerund, tagAdj:
			f := form(0)
			switch after {
			case "have":
				f = doneForm
			case "be":
				f = doneForm | ingForm
			case "modal":
				f = baseForm
			case "do":
				f = baseForm
			case "'d":
				f = doneForm | baseForm
			}
			stood := after == "be" && v.modal != nil && v.perfect && s.hasForm(k, doneForm) // "should not have been left open"
			if t.tag == tagAdj && after != "have" && !stood {
				return v, committed
			}
			if !s.hasForm(k, f) {
				f |= s.secondLanguage(k, after, &v)
			}
			if !s.hasForm(k, f) || t.tag == tagAdj && !s.hasForm(k, doneForm) {
				return v, committed
			}
			if after == "have" && s.nounReading(k) {
				return v, committed
			}
			switch {
			case after == "have":
				v.perfect = true
			case after == "'d":
				if t.entry.hasOnly(doneForm | pastForm) {
					v.perfect, v.past = true, true
				} else {
					v.modal = s.lex.would
				}
			case after == "be" && s.hasForm(k, ingForm):
				v.progressive = true
			case after == "be":
				v.passive = true
			}
			v.main, v.last = k, k
			return v, k + 1
		default:
			if after == "modal" && t.tag == tagPrep { // "should at least have told"
				n := k + 1
				for n < len(s.tokens) && n < k+5 && !s.breaks(n) && s.tokens[n].tag != tagAux && s.tokens[n].tag != tagVerb {
					n++
				}
				if s.is(n, "have") {
					k = n - 1
					continue
				}
			}
			if after == "modal" && s.is(k, "of") && k+1 < len(s.tokens) && s.hasForm(k+1, doneForm) { // should of checked
				after = "have"
				continue
			}
			return v, committed
		}
	}
	return v, committed
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
