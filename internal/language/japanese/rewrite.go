package japanese

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// change puts text in place of tokens first to last; before them when last is less than first.
type change struct {
	first, last int
	text        string
}

// rewrite is the changes that answer a finding, in order. An empty one knows no way.
type rewrite []change

// longestRewrite bounds the sentences that are rewritten, in runes.
const longestRewrite = 160

// rewritten is the sentence after the changes, as it was written elsewhere.
func (s *sentence) rewritten(b language.Block, f folded, whole language.Range, r rewrite) string {
	if len(r) == 0 || runes(b.Text[whole.Start:whole.End]) > longestRewrite {
		return ""
	}
	slices.SortStableFunc(r, func(a, b change) int { return a.first - b.first })
	var out strings.Builder
	at := whole.Start
	for _, c := range r {
		start := f.startOf(s.tokens[c.first].start)
		end := start
		if c.last >= c.first {
			end = f.endOf(s.tokens[c.last].end)
		}
		if start < at {
			return ""
		}
		out.WriteString(b.Text[at:start])
		out.WriteString(c.text)
		at = end
	}
	out.WriteString(b.Text[at:whole.End])
	return out.String()
}

// Room for what only the author knows.
const (
	blankReason = "［当時見えていた情報や状況］のため、"
	blankSlip   = "［その操作を起こりやすくした条件］"
)

// reason is room for why, behind the subject or at the start.
func (s *sentence) reason(i int) change {
	_, at := s.subject(i)
	where := 0
	if at >= 0 {
		for where = at + 1; where < i && !s.isSubjectMark(where); where++ {
		}
		where++
	}
	for where < i && s.is(where, "、", "・", "：", ":") {
		where++
	}
	return change{where, where - 1, blankReason}
}

// ended reports whether the sentence ends in verb i, in the past and in no other way.
func (s *sentence) ended(i int) bool {
	t := &s.tokens[i]
	return s.ends(i+1) && t.has(past) && t.form&^(past|polite|ongoing|negative|regret) == 0 && s.form != language.Action && s.form != language.Heading
}

// didNot is the ending of a verb that was not done, as plain or as polite as token i.
func (s *sentence) didNot(i int) string {
	if s.tokens[i].has(polite) {
		return "ませんでした"
	}
	return "なかった"
}

// faultRewrite tells what was not done in place of the verdict, with room for the reason.
func (s *sentence) faultRewrite(i int) rewrite {
	t := &s.tokens[i]
	if !s.ended(i) || s.reasoned(i) {
		return nil
	}
	particle := s.firstOf(i) - 1
	did := s.didNot(i)
	plain := did == "なかった"
	choose := func(a, b string) string {
		if plain {
			return a + did
		}
		return b + did
	}
	switch {
	case t.lemma == "し忘れる":
		return rewrite{s.reason(i), {i, i, "し" + did}}
	case !s.is(particle, "を") || particle == 0:
		return nil
	case (t.lemma == "忘れる" || t.lemma == "怠る" || s.is(i-1, "失念")) && s.tokens[particle-1].class&(act|diligence) != 0:
		return rewrite{s.reason(i), {s.firstOf(i), i, choose("行わ", "行い")}}
	case t.lemma == "見落とす" || t.lemma == "見逃す" || t.lemma == "見過ごす":
		return rewrite{s.reason(i), {particle, i, choose("に気づか", "に気づき")}}
	case s.is(i-1, "無視"):
		return rewrite{s.reason(i), {particle, i, "に対応し" + did}}
	}
	return nil
}

// omissionRewrite gives an omission room for its reason.
func (s *sentence) omissionRewrite(i int) rewrite {
	if !s.ended(i) {
		return nil
	}
	return rewrite{s.reason(i)}
}

// shouldRewrite turns what should have been done into what was not, with room for the reason.
func (s *sentence) shouldRewrite(verb, i int) rewrite {
	t, told := &s.tokens[verb], &s.tokens[i+1]
	if s.tokens[verb].kind != verbToken || !s.is(i+1, "だ") || !told.has(past) || !s.ends(i+2) || told.has(negative) || t.form != 0 || s.form == language.Action || s.form == language.Heading {
		return nil
	}
	stem, ok := s.lex.beforeNot(t.lemma, told.has(polite))
	if !ok {
		return nil
	}
	return rewrite{s.reason(verb), {verb, i + 1, stem + s.didNot(i+1)}}
}

// beforeNot is the stem of a verb that ない, or ません, follows.
func (l *lexicon) beforeNot(lemma string, polite bool) (string, bool) {
	last, size := utf8.DecodeLastRuneInString(lemma)
	stem := lemma[:len(lemma)-size]
	if lemma == "する" {
		return "し", true
	}
	if w, ok := l.words[stem]; ok && w.verb && w.lemma == lemma {
		return stem, true
	}
	row, ok := rows[last]
	if !ok {
		return "", false
	}
	if polite {
		return stem + row[1], true
	}
	return stem + row[0], true
}

// slipRewrite leaves room for what made the slip possible.
func (s *sentence) slipRewrite(first, last int) rewrite {
	for first > 0 && s.tokens[first-1].kind == nounToken && s.tokens[first-1].end == s.tokens[first].start {
		first--
	}
	return rewrite{{first, last, blankSlip}}
}
