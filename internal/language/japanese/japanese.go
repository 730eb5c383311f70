package japanese

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Japanese reads Japanese. Make one with New.
type Japanese struct {
	lexicon func() *lexicon
}

var _ language.Language = (*Japanese)(nil)

// New makes a reader, at no cost: the word lists are read when the first sentence is.
func New() *Japanese { return &Japanese{lexicon: sync.OnceValue(readLexicon)} }

// Code returns "ja".
func (*Japanese) Code() string { return "ja" }

// Read returns the remarks on a block in the order of their ranges. See language.Language.
func (j *Japanese) Read(b language.Block, v *language.Vocabulary) []language.Remark {
	lex := j.lexicon()
	var out []language.Remark
	for _, d := range lex.read(b, v) {
		d.Question = question(d.Kind)
		if d.Rewrite != "" && len(lex.read(language.Block{Text: d.Rewrite, Form: b.Form}, v)) > 0 {
			d.Rewrite = ""
		}
		out = append(out, d)
	}
	return out
}

// scratch is what one reading needs, kept for the next.
type scratch struct {
	folding folding
	taught  taught
	held    held
	tokens  []token
	live    []*phrase
}

// read finds the remarks, without their questions.
func (l *lexicon) read(b language.Block, v *language.Vocabulary) []language.Remark {
	if b.Text == "" {
		return nil
	}
	sc := l.scratch.Get().(*scratch)
	defer l.scratch.Put(sc)
	sc.taught.fill(v, l, &sc.folding)
	f := sc.folding.fold(b.Text, b.Names, &l.variants)
	var out []language.Remark
	for start := 0; start < len(f.text); {
		end := start + partLength(f.text[start:])
		if l.gate.open(f.text[start:end], sc.taught.people.folded, &sc.held) {
			out = append(out, l.readPart(b, f, start, end, sc)...)
		}
		start = end
	}
	return out
}

// readPart finds the remarks on the sentences from start to end of a folded text.
func (l *lexicon) readPart(b language.Block, f folded, start, end int, sc *scratch) []language.Remark {
	sc.tokens = append(sc.tokens[:0], token{kind: markToken, lemma: "。", end: start}) // what the sentence before ended with
	if start == 0 {
		sc.tokens = sc.tokens[:0]
	}
	sc.tokens = l.tokenize(f.text[:end], start, sc.tokens)
	tokens := sc.tokens[min(start, 1):]
	sc.taught.mark(f.text[:end], start, tokens)
	var out []language.Remark
	for len(tokens) > 0 {
		n := sentenceLength(tokens)
		s := l.sentence(f.text, tokens[:n])
		s.form, s.live = b.Form, sc.live
		s.upper = func(t *token) bool {
			at := f.startOf(t.start)
			return b.Text[at] >= 'A' && b.Text[at] <= 'Z'
		}
		tokens = tokens[n:]
		out = append(out, s.remarks(b, f)...)
		sc.live = s.live
	}
	return out
}

// partLength is how long the first sentence of a folded text is, or some that belong together: only where marks leave no doubt that one ends does the part.
func partLength(text string) int {
	depth, ended := 0, false
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf && c != "。"[0] && c != "！"[0] || 'a' <= c && c <= 'z' { // most of a text
			if ended {
				return i
			}
			i += runeLength(c)
			continue
		}
		r, size := runeAt(text, i)
		switch r {
		case '「', '『', '（', '(':
			if ended {
				return i
			}
			depth++
		case '」', '』', '）', ')':
			depth = max(0, depth-1)
		case '。', '!', '?', '！', '？':
			ended = ended || depth == 0
		case ' ':
		default:
			if ended {
				return i
			}
		}
		i += size
	}
	return len(text)
}

// sentenceLength is how many tokens the first sentence has. What stands in quotation marks or brackets ends none.
func sentenceLength(tokens []token) int {
	const longestInside = 200 // a bracket that is never closed must not swallow the rest
	depth, since := 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind != markToken {
			continue
		}
		switch t.lemma {
		case "「", "『", "（", "(":
			if depth++; depth == 1 {
				since = i
			}
		case "」", "』", "）", ")":
			depth = max(0, depth-1)
		case "。", "!", "?", "！", "？", "\u2028":
			if depth > 0 && i-since < longestInside {
				continue
			}
			for i+1 < len(tokens) && tokens[i+1].kind == markToken && strings.Contains("。!?！？」』）)", tokens[i+1].lemma) {
				i++
			}
			return i + 1
		}
	}
	return len(tokens)
}

// remarks reads the sentence.
func (s *sentence) remarks(b language.Block, f folded) []language.Remark {
	s.quote()
	s.hideHarmless()
	if !s.aboutBlame() {
		s.counterfactual()
		s.readPhrases()
		s.fault()
		s.cause()
		s.judgement()
		s.emotive()
	}
	s.naming()
	kept := s.keep()
	if len(kept) == 0 {
		return nil
	}
	whole := language.Range{Start: f.startOf(s.tokens[0].start), End: f.endOf(s.tokens[len(s.tokens)-1].end)}
	out := make([]language.Remark, 0, len(kept))
	for _, k := range kept {
		r := language.Remark{
			Kind:     k.kind,
			Range:    language.Range{Start: f.startOf(s.tokens[k.first].start), End: f.endOf(s.tokens[k.last].end)},
			Sentence: whole,
		}
		if slices.ContainsFunc(b.Muted, func(m language.Range) bool { return m.Start < r.Range.End && r.Range.Start < m.End }) {
			continue
		}
		r.Rewrite = s.rewritten(b, f, whole, k.rewrite)
		out = append(out, r)
	}
	return out
}

// keep drops what is told twice, and orders the rest.
func (s *sentence) keep() []finding {
	var kept []finding
	for _, f := range s.found {
		clash := false
		for _, k := range kept {
			if (f.kind == language.Naming) != (k.kind == language.Naming) {
				continue
			}
			if f.first <= k.last && k.first <= f.last || f.kind == k.kind && f.kind != language.Naming && f.first-k.last < 12 && k.first-f.last < 12 {
				clash = true
			}
		}
		if !clash {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b finding) int { return cmp.Compare(a.first, b.first) })
	return kept
}

// hideHarmless makes technical compounds opaque.
func (s *sentence) hideHarmless() {
	s.each(toHide, func(_ *phrase, first, last int) {
		for k := first; k <= last; k++ {
			s.tokens[k].opaque = true
		}
	})
}

// aboutBlame reports whether the sentence talks about blame itself.
func (s *sentence) aboutBlame() bool {
	about := false
	s.each(toSkip, func(*phrase, int, int) { about = true })
	return about
}

// readPhrases notes what the lists of phrases say.
func (s *sentence) readPhrases() {
	s.each(toNote, func(p *phrase, first, last int) {
		switch p.frame {
		case frameFaultOfPeople, frameJudgementOfPeople:
			who, at := s.subject(first)
			if o := s.owner(first); who != people && o >= 0 && !s.is(o, ourselves...) && !s.reasoned(first) && !s.explained(last) {
				who, at = people, o // ベンダーの対応が遅れた
			}
			if who == nobody && !p.firm || who == system || who == unknown && !p.firm || s.denied(last) {
				return
			}
			if at >= 0 && first-at < 12 {
				first = at
			}
		default:
			if !p.firm && s.denied(last) {
				return
			}
			if s.is(first, "誰も", "誰一人") && (s.tokens[last].has(potential) || s.reasoned(last) || s.is(first-2, "時点", "当時") || s.is(first-1, "まだ")) {
				return
			}
			if p.frame == framePunitive && s.serves(first, last) || p.frame == frameCounterfactual && s.asks() {
				return
			}
		}
		s.note(frameKind[p.frame], first, last, nil)
	})
}

// explained reports whether what ends at token i is what the sentence goes on to give the reason of: 遅れたのは、…ためである.
func (s *sentence) explained(i int) bool {
	if !s.is(i+1, "の") || !s.is(i+2, "は") {
		return false
	}
	for k := i + 3; k < len(s.tokens) && k < i+farBack; k++ {
		if s.is(k, "ため", "から", "による", "によるもの") {
			return true
		}
	}
	return false
}

// each calls do for every place where a phrase of the use stands.
func (s *sentence) each(u use, do func(p *phrase, first, last int)) {
	in := &s.lex.phrases[u]
	try := func(p *phrase, i int) {
		if s.tokens[i].opaque {
			return
		}
		if end, ok := s.match(p, i); ok && end > i {
			last := end - 1
			for last > i && s.tokens[last].kind == markToken {
				last--
			}
			do(p, i, last)
		}
	}
	s.live = s.live[:0]
	for _, p := range in.byClass {
		if s.mayStand(p) {
			s.live = append(s.live, p)
		}
	}
	for i := range s.tokens {
		if o := s.tokens[i].opens; o != nil {
			for _, p := range o.uses[u] {
				if s.mayStand(p) {
					try(p, i)
				}
			}
		}
		if s.tokens[i].class&in.opens == 0 && (i == 0 || s.tokens[i-1].class&familyName == 0) {
			continue
		}
		for _, p := range s.live {
			try(p, i)
		}
	}
}

// runes counts the runes of a text.
func runes(s string) int { return utf8.RuneCountInString(s) }
