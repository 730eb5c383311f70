package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// tied notes the work of a named group put under others' eyes as the answer to the incident: "every change by the data team must be signed off by a director",
// "Ivan may deploy only under supervision".
func (s *sentence) tied(v *verbGroup) {
	if s.overseen(v) || s.supervised(v) {
		s.note(language.Punitive, v.first, v.last, questionWithout, nil)
	}
}

// overseen reports whether v tells that work of particular people is to be approved or watched from now on.
func (s *sentence) overseen(v *verbGroup) bool {
	at := v.subject
	if at < 0 && v.first > 0 {
		at = int(s.nounAt[v.first-1]) // "from now on every change by the data team"
	}
	if at < 0 || v.inherited || v.negated || !s.toCome(v) || !s.worksOfSome(at) {
		return false
	}
	switch s.baseOf(v.main) {
	case "approve", "review", "sign", "countersign", "check", "supervise", "watch", "monitor", "accompany", "double-check", "authorise", "authorize", "vet", "shadow", "inspect":
		return v.passive && v.agent >= 0 && s.nouns[v.agent].kind != notPeople
	case "need", "require":
		n := s.phraseAt(v.last + 1)
		return n >= 0 && !v.passive && v.modal == nil && s.isOneOf(s.nouns[n].head, "approval", "sign-off", "signoff", "permission", "supervision", "countersignature", "consent", "blessing")
	}
	return false
}

// toCome reports whether v is an order, or holds from now on.
func (s *sentence) toCome(v *verbGroup) bool {
	if v.modal != nil {
		return !v.perfect && (v.modal.word == "must" || v.modal.word == "will" || v.modal.word == "shall")
	}
	return !v.past && !v.perfect && (s.is(v.first-1, "now") || s.is(v.first+1, "now") || s.is(s.head, "from") && s.is(s.head+1, "now"))
}

// worksOfSome reports whether a noun phrase is the work of some people by name or role, not of all: "the team's deployments", "every change by a junior".
func (s *sentence) worksOfSome(n int) bool {
	np := &s.nouns[n]
	if np.kind == staff && np.prep > 0 && s.isOneOf(np.prep, "by", "from") && s.nounAt[np.prep-1] >= 0 {
		return s.tokens[s.nouns[s.nounAt[np.prep-1]].head].is(humanAct | ship | actVerb)
	}
	if !s.tokens[np.head].is(humanAct | ship | actVerb) {
		return false
	}
	if np.ownerLast >= 0 {
		return np.owner == staff && !s.isOneOf(np.ownerLast, "our", "my", "your")
	}
	m := s.phraseAt(np.last + 2)
	return m >= 0 && s.isOneOf(np.last+1, "by", "from") && s.nouns[m].kind == staff
}

// supervised reports whether v tells what somebody may do only under others' eyes.
func (s *sentence) supervised(v *verbGroup) bool {
	if v.kind != staff && v.kind != someone || v.modal == nil || v.negated || v.perfect || v.passive {
		return false
	}
	only := false
	for k := max(v.first-1, 0); k < len(s.tokens) && k < v.last+14; k++ {
		only = only || s.is(k, "only")
		if only && k > v.last && s.isOneOf(k, "supervision", "supervised", "accompanied", "presence") {
			return true
		}
	}
	return false
}
