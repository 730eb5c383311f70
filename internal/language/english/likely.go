package english

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// enough is the score from which a sentence that no rule remarks upon is taken for blame. docs/accuracy.md has what it finds and what it gets wrong;
// 0.5 would find one blameful sentence in fifty less, and be wrong a fifth less often.
const enough = 0.3

// hinting is what the words of a sentence, each by itself, must speak for blame, for the root of their number, if it is looked at whole. Of the sentences of
// real write-ups that come this far four in five don't; of 290 sentences that were found in the end, two were lost.
const hinting = 1

// promising is what all that single words tell must speak for blame, for the root of their number, if more is asked of the sentence. Of sentences that are found
// in the end, one in two hundred is lost.
const promising = 1.2

// learned finds blame that no rule has found. A sentence with a blank in it is being rewritten.
func (s *sentence) learned() {
	w := s.weights
	if w == nil || w.worthOf(s.holds.speaks) < hinting*rootOf(len(s.tokens)) {
		return
	}
	text := s.text[s.tokens[0].start:s.tokens[len(s.tokens)-1].end]
	if strings.Contains(text, "[what ") || strings.Contains(text, "[which ") {
		return
	}
	words := s.wordFeatures(s.features[:0])
	count := len(words)
	words = w.kept(words)
	if s.features = words; w.sum(0, words) < promising*rootOf(len(s.symbols)) {
		return
	}
	all := s.contextFeatures(words)
	count += len(all) - len(words)
	s.features = all[:len(words)+len(w.kept(all[len(words):]))]
	kind, sure := w.kind(s.features, count)
	if sure < enough || kind == language.PersonFault && s.allExcused() {
		return
	}
	first, last := s.telltale(kind)
	s.found = append(s.found, finding{kind: kind, first: first, last: last, question: questions[kind], likely: true})
}

// allExcused reports whether whatever somebody is said to have done or left undone has its reason in the sentence.
func (s *sentence) allExcused() bool {
	some := false
	for n := range s.verbs {
		v := &s.verbs[n]
		if v.kind != staff && v.kind != someone && v.kind != either && v.kind != stranger || v.subject < 0 || s.nouns[v.subject].prep >= 0 || s.placedBy(v) {
			continue
		}
		if !s.excused(v, v.last+1) {
			return false
		}
		some = true
	}
	return some
}

// questions are what is asked of a sentence of which only the kind of blame is known.
var questions = [...]string{
	language.PersonFault:    questionThen,
	language.HumanError:     questionConditions,
	language.Judgement:      questionWork,
	language.Counterfactual: questionThen,
	language.Hindsight:      questionForesight,
	language.Punitive:       questionWithout,
	language.Emotive:        questionNumbers,
}

// telltale returns the words that speak most for a kind of blame, whole noun phrases and verb groups.
func (s *sentence) telltale(kind language.Kind) (first, last int) {
	worth := make([]float32, len(s.tokens))
	for _, f := range s.features {
		x := s.weights.worth(0, f) + s.weights.worth(int(kind)+1, f)
		x /= float32(f.last - f.first + 1)
		for k := f.first; k <= f.last; k++ {
			worth[k] += x
		}
	}
	// The stretch with the greatest sum; what says little is no part of it.
	total := float32(0)
	for _, x := range worth {
		total += max(x, 0)
	}
	little := total / float32(2*len(worth))
	var most, sum float32
	first = min(s.head, len(worth)-1)
	last = first
	from := first
	for k := s.head; k < len(worth); k++ {
		if sum <= 0 || s.breaks(k) && s.tokens[k].tag != tagComma {
			sum, from = 0, k
		}
		if sum += worth[k] - little; sum > most {
			most, first, last = sum, from, k
		}
	}
	return s.whole(first, last)
}

// whole widens the words from first to last to whole noun phrases and verb groups, without marks at their ends.
func (s *sentence) whole(first, last int) (int, int) {
	for first < last && s.tokens[first].mark != 0 {
		first++
	}
	for last > first && s.tokens[last].mark != 0 {
		last--
	}
	from, to := first, last
	for n := range s.nouns {
		if np := &s.nouns[n]; np.first <= last && np.last >= first {
			from, to = min(from, np.first), max(to, np.last)
		}
	}
	for n := range s.verbs {
		if v := &s.verbs[n]; v.first <= last && v.last >= first {
			from, to = min(from, v.first), max(to, v.last)
		}
	}
	return from, to
}
