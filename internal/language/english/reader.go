package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// toReader reports whether the words from token first to last tell the reader of a document how to go about something: "you should be careful when
// calling it", "please read the guide carefully". An answer to an incident is told of people, or asks for more than before.
func (s *sentence) toReader(first, last int) bool {
	if s.form == language.Action || s.form == language.Event || s.label == actionLabel {
		return false
	}
	for k := first; k <= last; k++ {
		if s.isOneOf(k, "more", "less", "better", "closer", "greater", "full", "always", "again", "never", "next") {
			return false
		}
	}
	if s.is(first, "please") && s.form == language.Paragraph && !s.is(last, "double-check") && s.called() < 0 {
		return true
	}
	v := s.verbOver(first, last)
	if v < 0 {
		return false
	}
	g := &s.verbs[v]
	if s.you(g.subject) || s.isOneOf(last, "you", "yourself") || s.isOneOf(g.last+1, "you", "yourself") {
		return !g.past && !g.perfect || g.progressive
	}
	if s.form != language.Paragraph || !g.imperative || g.subject >= 0 || s.ends(last+1) || s.called() >= 0 {
		return false
	}
	for n := range s.nouns {
		if k := s.nouns[n].kind; (k == staff || k == someone) && !s.you(n) {
			return false
		}
	}
	return s.isOneOf(g.main, "be", "pay", "take", "bear", "concentrate", "refrain", "remember") || s.is(g.main, "read") && s.is(last, "before")
}

// you reports whether a noun phrase is the reader.
func (s *sentence) you(n int) bool { return n >= 0 && s.is(s.nouns[n].head, "you") }

// verbOver returns the first verb group that shares a token with those from first to last, -1 for none.
func (s *sentence) verbOver(first, last int) int {
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first <= last && v.last >= first {
			return n
		}
	}
	return -1
}

// holdsNow reports whether the words from token first to last say what a thing is like at any time, where nothing past is told up to there: "the result
// is obvious", "this is a bad idea". A choice is valued by its outcome when it has been made.
func (s *sentence) holdsNow(first, last int) bool {
	now := false
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.modal == nil && (v.past || v.perfect || v.did) && (v.first <= last || s.is(last, "that")) {
			return false
		}
		if now || v.first > last || v.last < first-3 || v.perfect || v.negated && v.first < first {
			continue
		}
		switch s.baseOf(v.main) {
		case "be", "seem", "have", "make":
			now = v.kind == notPeople || v.subject < 0
		}
	}
	return now
}
