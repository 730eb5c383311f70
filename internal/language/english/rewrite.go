package english

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// change replaces the bytes from start to end of the block by text.
type change struct {
	start, end int
	text       string
}

// edit is how a sentence can be put without the problem: changes in order, without overlap. An empty edit knows no way.
type edit []change

// Blanks mark what only the author knows.
const (
	blankSaw   = "[what they saw at the time]"
	blankShown = "[what the screen or label showed]"
	blankMeant = "[what was intended]"
	blankRole  = "[which role]"
	blankSlip  = "[what made the slip possible]"
)

// longestRewrite bounds the sentences that are rewritten; nobody wants a longer one back.
const longestRewrite = 400

// swap replaces tokens first to last.
func (s *sentence) swap(first, last int, text string) change {
	return change{s.tokens[first].start, s.tokens[last].end, text}
}

// insertAfter inserts text after token i.
func (s *sentence) insertAfter(i int, text string) change {
	return change{s.tokens[i].end, s.tokens[i].end, text}
}

// lastWord returns the last token of the clause from token i on, when nothing but closing marks follow it in the
// sentence; -1 otherwise.
func (s *sentence) lastWord(i int) int {
	end := s.clauseEnd(i)
	for k := end; k < len(s.tokens); k++ {
		if s.tokens[k].mark != '.' {
			return -1
		}
	}
	if end <= i-1 || end == 0 {
		return -1
	}
	return end - 1
}

// reason is room for why, after token last.
func (s *sentence) reason(last int) change { return s.insertAfter(last, " because "+blankSaw) }

// reasoned reports whether the sentence gives a reason already: a second "because" would not read well.
func (s *sentence) reasoned() bool {
	for i := range s.tokens {
		if s.is(i, "because") {
			return true
		}
	}
	return false
}

// simple reports whether v is a finite verb with a subject of people in front of it.
func (s *sentence) simple(v *verbGroup) bool {
	if v.subject >= 0 && (s.is(s.nouns[v.subject].first, "both") || s.is(s.nouns[v.subject].first-1, "nor") || s.is(s.nouns[v.subject].first-1, "and") || s.is(s.nouns[v.subject].first-2, "all")) {
		return false // "both did not" reads badly
	}
	return !v.gerund && !v.reduced && !v.infinitive && !v.passive && !v.imperative && !v.relative &&
		(v.kind == staff || v.kind == we || v.kind == someone || v.kind == unsaid)
}

// faultEdit puts an omission as what was not done, with room for its reason.
func (s *sentence) faultEdit(v *verbGroup) edit {
	if !s.simple(v) || s.reasoned() || v.perfect || !v.past || v.negated || v.first != v.main {
		return nil
	}
	var instead string
	rest := v.main + 1
	switch s.baseOf(v.main) {
	case "forget", "fail", "neglect", "omit":
		if !s.is(v.main+1, "to") || v.main+2 >= len(s.tokens) || !s.hasForm(v.main+2, baseForm) || s.is(v.main+2, "be") || s.doneTo(v, v.main+2) {
			return nil
		}
		instead = "did not"
		last := s.lastWord(v.main + 2)
		if last < 0 {
			return nil
		}
		return edit{s.swap(v.main, v.main+1, instead), s.reason(last)}
	case "miss", "overlook":
		instead = "did not see"
	case "ignore", "disregard":
		instead = "did not act on"
	default:
		return nil
	}
	last := s.lastWord(rest)
	if last < rest || s.nounAt[rest] < 0 || s.tokens[rest].tag == tagGerund {
		return nil
	}
	return edit{s.swap(v.main, v.main, instead), s.reason(last)}
}

// omissionEdit gives an omission room for its reason.
func (s *sentence) omissionEdit(v *verbGroup) edit {
	if !s.simple(v) || s.reasoned() || !v.did && !v.past {
		return nil
	}
	if last := s.lastWord(v.last + 1); last >= v.last {
		return edit{s.reason(last)}
	}
	return nil
}

// wrongEdit names the thing that was taken instead of calling it wrong, and what was meant instead of calling it an accident.
func (s *sentence) wrongEdit(v *verbGroup, hit int) edit {
	if !s.simple(v) {
		return nil
	}
	if s.tokens[hit].is(oops) {
		if v.perfect || s.is(hit, "prematurely") || s.is(hit, "improperly") || s.is(hit, "inappropriately") {
			return nil
		}
		last := s.lastWord(v.last + 1)
		if last < 0 || hit == last || hit > 0 && s.tokens[hit-1].tag == tagCoord {
			return nil
		}
		return edit{s.cut(hit, hit), s.insertAfter(last, ", meaning to "+blankMeant)}
	}
	n := s.nounAt[hit]
	np := &s.nouns[n]
	if !s.is(hit, "wrong") || hit != np.first+1 || !s.is(np.first, "the") || np.head <= hit || np.last != np.head || s.tokens[np.head].entry.pluralNoun() {
		return nil
	}
	e := edit{s.swap(np.first, np.head, "[which "+s.words(hit+1, np.head)+"]")}
	if last := s.lastWord(np.head); last >= np.head {
		e = append(e, s.insertAfter(last, "; "+blankShown))
	}
	return e
}

// unrealEdit turns what should have been done into what was not, with room for its reason.
func (s *sentence) unrealEdit(v *verbGroup) edit {
	if v.subject < 0 || s.reasoned() || v.inherited || v.relative || v.agent >= 0 || v.kind == no1 || v.kind == someone || v.main == v.first {
		return nil
	}
	if k := s.nouns[v.subject].first; k > 0 && s.tokens[k-1].tag == tagSub {
		return nil // "… when it should have been investigated"
	}
	switch v.modal.word {
	case "could", "might", "may", "would":
		return nil // what was possible is not what was not done
	}
	if s.judgedActor(v.subject) || s.ideally() || s.comparison(v.last+1, v.end) {
		return nil
	}
	e := s.tokens[v.main].entry
	if e == nil || e.forms == 0 || e.class&auxiliary != 0 || s.nouns[v.subject].last >= v.first {
		return nil
	}
	if e.lemma == "prevent" || e.lemma == "avoid" || e.lemma == "avert" {
		return nil
	}
	for k := range s.tokens {
		if s.is(k, "instead") || s.is(k, "if") || s.is(k, "rather") || s.is(k, "had") || s.tokens[k].mark == '?' {
			return nil
		}
	}
	last := s.lastWord(v.last + 1)
	if last < v.last {
		return nil
	}
	if v.passive {
		return s.actedEdit(v, last)
	}
	var words string
	switch {
	case v.negated:
		base := s.lex.words.get(e.lemma)
		if base == nil || base.past == "" {
			return nil
		}
		words = base.past
	default:
		words = "did not " + e.lemma
	}
	return edit{s.swap(v.first, v.last, words), s.reason(last)}
}

// actedEdit gives a passive back its doer, as a role: "the change should have been tested" → "[which role] did not test the
// change because …".
func (s *sentence) actedEdit(v *verbGroup, last int) edit {
	np := &s.nouns[v.subject]
	base := s.lex.words.get(s.baseOf(v.main))
	if base == nil || base.past == "" || np.first > s.head || v.first-np.last > 2 {
		return nil
	}
	object := s.words(np.first, np.last)
	switch strings.ToLower(object) {
	case "they":
		object = "them"
	case "there", "what", "which", "that":
		return nil
	}
	if t := &s.tokens[np.first]; t.tag != tagName && t.flags&(opaque|technical|allCaps|handle) == 0 {
		object = strings.ToLower(object[:1]) + object[1:]
	}
	role := blankRole
	if s.tokens[np.first].flags&capital != 0 && np.first == s.head {
		role = "[Which role]"
	}
	did := "did not " + base.word
	if v.negated || s.is(v.first+1, "never") {
		did = base.past
	}
	return edit{s.swap(np.first, v.last, role+" "+did+" "+object), s.reason(last)}
}

// causeEdit leaves a blank where the analysis ended.
func (s *sentence) causeEdit(first, last int) edit {
	if n := s.nounAt[first]; n >= 0 {
		np := &s.nouns[n]
		if np.head != last || np.owner != notPeople {
			return nil
		}
		first = np.first
	}
	if !s.causeBefore(first) && (s.label != causeLabel || first > s.head) {
		return nil
	}
	if by, _ := s.ascribed(last + 1); by {
		return nil
	}
	if last+1 < len(s.tokens) && !s.breaks(last+1) && s.tokens[last+1].tag != tagPrep && s.tokens[last+1].tag != tagSub && s.tokens[last+1].mark != '.' {
		return nil
	}
	return edit{s.swap(first, last, blankSlip)}
}

// dropEdit deletes an adverb or a phrase the sentence stands without: "of course", "obviously".
func (s *sentence) dropEdit(first, last int) edit {
	if first > 0 && s.tokens[first-1].tag == tagCoord && last+1 < len(s.tokens) && s.tokens[last+1].tag == tagCoord {
		return nil
	}
	return edit{s.cut(first, last)}
}

// phraseEdit deletes the phrases that only add certainty.
func (s *sentence) phraseEdit(p *phrase, first, last int) edit {
	if p.text == "of course" {
		return s.dropEdit(first, last)
	}
	return nil
}

// bearable reports whether a noun phrase still says something without its adjective: "the review" does, "in a manner" and
// "judgement by the lead" do not.
func (s *sentence) bearable(n int16) bool {
	np := &s.nouns[n]
	h := &s.tokens[np.head]
	switch s.tokens[np.first].tag {
	case tagDet, tagPoss, tagClitic, tagNum:
	default:
		return np.ownerLast >= 0
	}
	if h.entry != nil {
		switch h.entry.word {
		case "manner", "way", "fashion", "style", "terms", "attitude", "state", "kind", "piece", "job", "thing", "tangle", "culture":
			return false
		}
	}
	return len(s.verbs) > 0 && (!h.is(conduct) || s.is(np.head, "attempt"))
}

// adjectiveEdit deletes an adjective that stands before its noun.
func (s *sentence) adjectiveEdit(i int) edit {
	n := s.nounAt[i]
	if n < 0 || !s.bearable(n) || strings.HasSuffix(s.words(i, i), "est") || s.nouns[n].head <= i || i+1 < len(s.tokens) && (s.tokens[i+1].tag == tagNum || s.tokens[i+1].tag == tagComma || s.tokens[i+1].tag == tagCoord) {
		return nil
	}
	first := i
	for first > s.nouns[n].first && s.tokens[first-1].tag == tagAdv {
		first--
	}
	if first > 0 && (s.tokens[first-1].tag == tagComma || s.tokens[first-1].tag == tagCoord || s.is(first-1, "more") || s.is(first-1, "most")) {
		return nil
	}
	return edit{s.cut(first, i)}
}

// remindEdit turns a reminder into work for a tool: "Remind engineers to check the target" → "Add an automated check of
// the target".
func (s *sentence) remindEdit(v *verbGroup, object int) edit {
	to := s.nouns[object].last + 1
	if !v.imperative || v.first != v.main || !s.is(to, "to") || to+2 >= len(s.tokens) || !s.hasForm(to+1, baseForm) {
		return nil
	}
	last := s.lastWord(to + 2)
	if last < to+2 {
		return nil
	}
	for k := to + 1; k <= last; k++ {
		if s.tokens[k].is(possessive|personal) || s.tokens[k].tag == tagNeg {
			return nil
		}
	}
	e := s.tokens[to+1].entry
	switch {
	case e == nil: // "Remind the lab to 0A the …"
	case e.lemma == "check" || e.lemma == "double-check" || e.lemma == "verify" || e.lemma == "recheck" || e.lemma == "confirm" || e.lemma == "validate":
		if s.is(to+2, "that") || s.is(to+2, "whether") || s.is(to+2, "if") {
			return edit{s.swap(v.main, to+1, "Add an automated check")}
		}
		if s.nounAt[to+2] < 0 {
			return nil
		}
		return edit{s.swap(v.main, to+1, "Add an automated check of")}
	case e.class&actVerb != 0 && s.nounAt[to+2] >= 0:
		return edit{s.swap(v.main, to, "Have the tooling"), s.insertAfter(last, ", or stop where that is not possible")}
	}
	return nil
}

// cut deletes tokens first to last with the space and the comma that belong to them.
func (s *sentence) cut(first, last int) change {
	c := change{start: s.tokens[first].start, end: s.tokens[last].end}
	before, after := first > 0 && s.tokens[first-1].tag == tagComma, last+1 < len(s.tokens) && s.tokens[last+1].tag == tagComma
	switch {
	case after && (before || first == 0 || first == s.head):
		c.end = s.tokens[last+1].end
		if before {
			c.start = s.tokens[first-1].start
		}
	case before && last+1 < len(s.tokens) && s.tokens[last+1].mark == '.':
		c.start = s.tokens[first-1].start
	}
	if c.end < len(s.text) && s.text[c.end] == ' ' {
		c.end++
	} else if c.start > 0 && s.text[c.start-1] == ' ' {
		c.start--
	}
	return c
}

// finish gives a remark its rewrite: its own edit, then whatever else the sentence still needs, and nothing unless the
// result reads clean.
func (e *English) finish(d *draft, b language.Block, v *language.Vocabulary) {
	if len(d.edit) == 0 || d.Sentence.End-d.Sentence.Start > longestRewrite || d.Kind == language.Naming {
		return
	}
	block := language.Block{Text: b.Text[d.Sentence.Start:d.Sentence.End], Form: b.Form, Names: within(b.Names, d.Sentence)}
	next := make(edit, 0, len(d.edit))
	for _, c := range d.edit {
		next = append(next, change{c.start - d.Sentence.Start, c.end - d.Sentence.Start, c.text})
	}
	for range 4 {
		var ok bool
		if block, ok = next.apply(block); !ok {
			return
		}
		next = nil
		clean := true
		for _, r := range e.read(block, v) {
			if r.Kind == language.Naming || r.Likely {
				continue
			}
			clean = false
			if len(r.edit) > 0 {
				next = r.edit
				break
			}
		}
		if clean {
			d.Rewrite = block.Text
			return
		}
		if next == nil {
			return
		}
	}
}

// within returns the ranges that lie in r, counted from its start.
func within(rs []language.Range, r language.Range) []language.Range {
	var out []language.Range
	for _, x := range rs {
		if x.Start >= r.Start && x.End <= r.End {
			out = append(out, language.Range{Start: x.Start - r.Start, End: x.End - r.Start})
		}
	}
	return out
}

// apply makes the changes, moves the names along, and repairs capitals and articles.
func (ed edit) apply(b language.Block) (language.Block, bool) {
	ed = slices.Clone(ed)
	slices.SortStableFunc(ed, func(a, c change) int { return a.start - c.start })
	var out strings.Builder
	names := slices.Clone(b.Names)
	at := 0
	capitalised := startsUpper(b.Text)
	for _, c := range ed {
		if c.start < at || c.end > len(b.Text) {
			return b, false
		}
		out.WriteString(b.Text[at:c.start])
		out.WriteString(c.text)
		at = c.end
	}
	out.WriteString(b.Text[at:])
	for i, r := range names {
		shift := 0
		for _, c := range ed {
			if c.end <= r.Start {
				shift += len(c.text) - (c.end - c.start)
			} else if c.start < r.End {
				return b, false // a name would be lost
			}
		}
		names[i] = language.Range{Start: r.Start + shift, End: r.End + shift}
	}
	text := out.String()
	if trimmed := strings.TrimLeft(text, " ,"); len(trimmed) != len(text) {
		for i := range names {
			names[i].Start -= len(text) - len(trimmed)
			names[i].End -= len(text) - len(trimmed)
		}
		text = trimmed
	}
	if capitalised {
		r, size := utf8.DecodeRuneInString(text)
		if up := unicode.ToUpper(r); utf8.RuneLen(up) == size && (len(names) == 0 || names[0].Start > 0) {
			text = string(up) + text[size:]
		}
	}
	if len(names) == 0 {
		text = articles(text)
	}
	return language.Block{Text: text, Form: b.Form, Names: names}, text != ""
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// articles repairs "a" and "an" by dropping or adding the n where the next word's first letter asks for it.
func articles(s string) string {
	words := strings.Split(s, " ")
	for i := 0; i+1 < len(words); i++ {
		next := strings.TrimLeft(words[i+1], "([\"“")
		if next == "" {
			continue
		}
		v := strings.ContainsRune("aeiouAEIOU", rune(next[0])) && !strings.HasPrefix(next, "use") && !strings.HasPrefix(next, "one") && !strings.HasPrefix(next, "uni")
		switch {
		case v && words[i] == "a":
			words[i] = "an"
		case v && words[i] == "A":
			words[i] = "An"
		case !v && words[i] == "an" && plainLetter(next[0]) && !silentH(next):
			words[i] = "a"
		case !v && words[i] == "An" && plainLetter(next[0]) && !silentH(next):
			words[i] = "A"
		}
	}
	return strings.Join(words, " ")
}

func plainLetter(c byte) bool { return 'a' <= c && c <= 'z' }

func silentH(w string) bool {
	return strings.HasPrefix(w, "hour") || strings.HasPrefix(w, "honest") || strings.HasPrefix(w, "heir")
}
