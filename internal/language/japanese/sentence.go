package japanese

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// sentence is one sentence and what is found in it.
type sentence struct {
	lex    *lexicon
	text   string // folded
	tokens []token
	form   language.Form
	upper  func(*token) bool // whether a token begins with a capital letter as it was written
	found  []finding

	// What the tokens have, for a quick look at the phrases that can't stand in them.
	some    uint64
	classes class
	denies  bool
	live    []*phrase // room for those that can
}

// sentence makes a sentence of tokens of a folded text.
func (l *lexicon) sentence(text string, tokens []token) *sentence {
	s := &sentence{lex: l, text: text, tokens: tokens}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opens != nil {
			s.some |= t.opens.bit
		}
		s.classes |= t.class
		s.denies = s.denies || t.has(negative)
	}
	return s
}

// finding is one remark in the terms of the sentence.
type finding struct {
	kind        language.Kind
	first, last int // tokens
	rewrite     rewrite
}

// agent is who acts.
type agent uint8

const (
	nobody  agent = iota // left out, as Japanese does with whoever is meant
	people               // a person, a role, a team
	unknown              // a name that could be anybody's, or "the operator"
	system               // a thing
)

// farBack is how many tokens around a word are looked at: sentences that people write are shorter, and time stays linear in those that are not.
const farBack = 80

// at is token i, or a full stop beside the sentence.
func (s *sentence) at(i int) *token {
	if i < 0 || i >= len(s.tokens) {
		return &token{kind: markToken, lemma: "。"}
	}
	return &s.tokens[i]
}

// is reports whether token i is one of the words, in its dictionary form.
func (s *sentence) is(i int, lemmas ...string) bool { return slices.Contains(lemmas, s.at(i).lemma) }

// ends reports whether the sentence is over at token i but for marks.
func (s *sentence) ends(i int) bool {
	for ; i < len(s.tokens); i++ {
		if s.tokens[i].kind != markToken {
			return false
		}
	}
	return true
}

// quote hides what is quoted from the rules, unless what follows the quotation marks makes it the writer's own verdict: 「確認漏れ」が原因である.
func (s *sentence) quote() {
	var open map[string]string // the marks that close what these open
	for i := 0; i < len(s.tokens); i++ {
		if s.tokens[i].kind != markToken {
			continue
		}
		if open == nil {
			open = map[string]string{"「": "」", "『": "』", "\"": "\""}
		}
		closing, ok := open[s.tokens[i].lemma]
		if !ok {
			continue
		}
		end := i + 1
		for end < len(s.tokens) && s.tokens[end].lemma != closing {
			end++
		}
		if end == len(s.tokens) {
			delete(open, s.tokens[i].lemma) // nor is any other closed
			continue
		}
		own := false
		switch {
		case s.is(end+1, "が", "は") && (s.at(end+2).class&cause != 0 || s.at(end+3).class&cause != 0 || s.at(end+4).class&cause != 0), s.is(end+1, "によって", "により", "による", "に起因"):
			own = end-i < 8
		case s.is(end+1, "だ") && s.at(end+1).form&negative == 0:
			own = end-i < 8
		}
		for k := i + 1; k < end && !own; k++ {
			s.tokens[k].opaque = true
		}
		i = end
	}
}

// isSubjectMark reports whether token i marks the noun before it as what the sentence is about.
func (s *sentence) isSubjectMark(i int) bool {
	if i == 0 || s.at(i).kind != smallToken {
		return false
	}
	prev := s.nounBefore(i)
	if prev < 0 {
		return false
	}
	switch s.tokens[i].lemma {
	case "が", "は", "も":
		return true
	case "とも":
		return s.is(i+1, "、")
	}
	return false
}

// nounBefore is the last noun before a particle, words such as だけ and a remark in brackets aside; -1 when there is none.
func (s *sentence) nounBefore(i int) int {
	k := i - 1
	if s.is(k, "名", "人", "社") && k > 1 && isNumber(s.tokens[k-1].lemma) && s.tokens[k-2].kind == nounToken {
		k -= 2 // 作業者2名
	}
	for k >= 0 && s.is(k, "だけ", "のみ", "など", "とも", "すら", "さえ", "ら", "自ら") {
		k--
	}
	if s.is(k, "）", ")", "」", "』", "]") {
		for open := k - 1; open >= 0 && open > k-12; open-- {
			if s.is(open, "（", "(", "「", "『", "[") {
				if s.is(k, "」", "』") {
					k--
				} else {
					k = open - 1
				}
				break
			}
		}
	}
	if k < 0 || s.tokens[k].kind != nounToken {
		return -1
	}
	return k
}

// who tells what kind of agent the noun at i is.
func (s *sentence) who(i int) agent {
	t := s.at(i)
	switch {
	case t.kind != nounToken || t.opaque:
		return system
	case t.class&honorific != 0:
		if i > 0 && s.tokens[i-1].kind == nounToken {
			return people
		}
		return system
	case t.class&side != 0 && t.class&person == 0:
		if i > 0 {
			return s.who(i - 1)
		}
		return system
	case t.class&technical != 0:
		return system
	case isLetter(t.lemma) && i > 0 && s.tokens[i-1].end == t.start && s.tokens[i-1].class&person != 0:
		return people // 担当者A
	case t.lemma == "方" && s.is(i-1, "の") && i >= 2 && s.tokens[i-2].class&person != 0:
		return people // 協力会社の方
	case t.class&person != 0:
		if next := s.at(i + 1); next.kind == nounToken && next.start == t.end && next.class&(honorific|side|person) == 0 && !isNumber(next.lemma) && !isLetter(next.lemma) {
			return system // 担当者一覧
		}
		return people
	case t.class&either != 0:
		if prev := s.at(i - 1); i > 0 && prev.kind == nounToken && prev.end == t.start {
			switch {
			case s.is(i, "オペレータ", "オペレーター") && (prev.class&person != 0 || prev.class&act != 0 && inKanji(prev.lemma)):
				return people // 弊社オペレーター, 保守オペレーター
			case prev.class&(person|act) == 0 && !strings.ContainsAny(prev.lemma, "夜昼当直勤各両"):
				return system // Prometheusオペレーター
			}
		}
		if i >= 2 && s.is(i-1, "の") && s.at(i-2).class&person != 0 || i >= 2 && s.at(i-2).class&timely != 0 {
			return people
		}
		if s.is(i, "オペレータ", "オペレーター") {
			if s.ofCluster(i) {
				return system
			}
			return people
		}
		return unknown
	case t.latin && utf8.RuneCountInString(t.lemma) > 1 && !strings.ContainsAny(t.lemma, "0123456789_./-#+\ue000") && s.upper(t):
		return unknown
	}
	if i > 0 && s.tokens[i-1].class&familyName != 0 && s.tokens[i-1].end == t.start {
		return people // 山田太郎
	}
	return system
}

// ofCluster reports whether what is told around token i is of orchestrated containers, where operators are programs.
func (s *sentence) ofCluster(i int) bool {
	for k := max(0, i-farBack); k < min(len(s.tokens), i+farBack); k++ {
		if t := &s.tokens[k]; t.kind == nounToken && (t.lemma == string(thing) || s.is(k, "pod", "k8s", "kubernetes", "crd", "cr", "カスタムリソース", "クラスタ", "クラスター", "コントローラ", "コントローラー", "リソース", "ノード", "マニフェスト", "コンテナ")) {
			return true
		}
	}
	return false
}

// nominal reports whether verb i is its bare stem used as a noun: パスワード忘れの画面.
func (s *sentence) nominal(i int) bool {
	t := &s.tokens[i]
	if t.kind != verbToken || t.form != gerund || strings.HasSuffix(s.text[t.start:t.end], "て") || strings.HasSuffix(s.text[t.start:t.end], "で") {
		return false
	}
	if s.is(i+1, "の", "が", "を", "は", "に", "も", "で", "と", "や", "など", "による", "により", "によって") {
		return true
	}
	if next := s.at(i + 1); next.kind == nounToken && next.start == t.end && !s.is(i-1, "を", "が", "に", "も", "は", "と") {
		return true // 忘れ物
	}
	return i > 0 && s.tokens[i-1].kind == nounToken && s.tokens[i-1].end == t.start && s.actOf(i) < 0
}

// goesOn reports whether a clause that ends in token i keeps its subject in what follows: 確認し、…; 見たものの、….
func (s *sentence) goesOn(i int) bool {
	t := &s.tokens[i]
	return t.form&(gerund|without|while) != 0 && t.form&condition == 0
}

// modified is the noun that verb i stands before as its description, where that is a person: 手順を誤った担当者.
func (s *sentence) modified(i int) (agent, int, bool) {
	if s.at(i+1).kind != nounToken || s.goesOn(i) || s.is(i+1, "こと", "もの", "の", "ため", "ところ", "結果", "とき", "際", "後", "点", "事実", "時点") || s.at(i+1).class&(cause|timely) != 0 {
		return nobody, -1, false
	}
	head := i + 1
	for s.at(head+1).kind == nounToken && s.at(head+1).start == s.tokens[head].end {
		head++
	}
	return s.who(head), head, true
}

// subject is who does what verb i tells, and the token of that noun.
func (s *sentence) subject(i int) (agent, int) {
	elsewhere := false // in a clause with a subject of its own
	moment := false    // in one that only tells when
	for k := i - 1; k >= 0 && k > i-farBack; k-- {
		t := &s.tokens[k]
		switch {
		case t.kind == verbToken || t.kind == adjectiveToken:
			if !s.goesOn(k) && (k+1 >= i || s.tokens[k+1].kind != nounToken || s.is(k+1, "、")) && !s.concedes(k+1) {
				elsewhere = true
			}
			if s.at(k+1).kind == nounToken && !s.goesOn(k) {
				// A clause before a noun: what stands in it belongs to it.
				elsewhere, moment = true, s.at(k+1).class&timely != 0 && s.is(k+1, "時点", "段階", "際", "とき", "時", "後", "前")
			}
		case t.kind == markToken && (t.lemma == "：" || t.lemma == ":") && s.eventual() && k > 0 && k < 8 && s.tokens[k-1].kind == nounToken:
			return s.who(k - 1), k - 1
		case t.kind == markToken && t.lemma == "、" && k > 0 && s.eventual() && s.who(k-1) == people && s.opensNote(k-1):
			return people, k - 1 // 14:05 担当者、対象を取り違えて再起動
		case s.is(k, "誰も", "誰一人") && !elsewhere:
			return people, k
		case s.isSubjectMark(k):
			n := s.nounBefore(k)
			if n > 0 && t.lemma != "が" && isNumber(s.tokens[n-1].lemma) {
				continue // 2時間も
			}
			if t.lemma == "が" && moment && !s.is(k+1, "、") {
				continue // アラートが鳴った時点で
			}
			if t.lemma == "が" && (!elsewhere || s.is(k+1, "、") || s.who(n) == system) {
				return s.who(n), n
			}
			if t.lemma == "は" || t.lemma != "が" && !elsewhere {
				if s.who(n) == system && (s.tokens[n].class&(timely|cause) != 0 || s.followsObject(n)) {
					continue
				}
				return s.who(n), n
			}
		case t.kind == smallToken && (t.lemma == "によって" || t.lemma == "により") && k > 0 && s.at(i).has(passive):
			if n := s.nounBefore(k); n >= 0 && s.who(n) == people {
				return people, n
			}
		}
	}
	if s.goesOn(i) || s.is(i+1, "まま", "が", "ものの") {
		// 確認しないまま、作業者は…: who it was comes with the next verb.
		for k := i + 1; k < len(s.tokens) && k < i+12; k++ {
			if s.isSubjectMark(k) && !s.is(k, "も") {
				if n := s.nounBefore(k); s.who(n) == people {
					return people, n
				}
				break
			}
			if s.tokens[k].kind == verbToken && k > i+1 {
				break
			}
		}
	}
	return nobody, -1
}

// opensNote reports whether nothing but a time and what names the same person stands before token i.
func (s *sentence) opensNote(i int) bool {
	for k := range i {
		if t := &s.tokens[k]; t.kind != markToken && !isNumber(t.lemma) && s.who(k) != people && (k+1 != i || t.end != s.tokens[i].start) {
			return false
		}
		if k > farBack {
			return false
		}
	}
	return true
}

// concedes reports whether token i joins a clause to one about the same subject.
func (s *sentence) concedes(i int) bool {
	return s.is(i, "こと") && s.is(i+1, "ない") && s.at(i+1).has(gerund) || s.is(i, "ものの", "が", "にもかかわらず", "のに", "けれど", "けど", "けれども", "つつ", "つつも", "まま", "そのまま")
}

// followsObject reports whether the noun at n is what is acted on: 再起動は.
func (s *sentence) followsObject(n int) bool { return s.tokens[n].class&(act|diligence) != 0 }

// reasoned reports whether the sentence gives a reason before token i.
func (s *sentence) reasoned(i int) bool {
	for k := i - 1; k >= max(1, i-farBack); k-- {
		switch t := &s.tokens[k]; {
		case s.is(k, "ため", "ので", "から", "ゆえ", "ために", "せい", "おかげ") && (s.tokens[k-1].kind == verbToken || s.tokens[k-1].kind == adjectiveToken || s.is(k-1, "の", "な")):
			return true
		case s.is(k, "によって", "により"):
			if n := s.nounBefore(k); n >= 0 && s.who(n) == system {
				return true
			}
		case t.kind == verbToken && t.has(negative) && (t.has(gerund) || t.has(without) && t.has(ongoing)) && s.is(k+1, "、"):
			if a, _ := s.subject(k); a == system || a == nobody && t.has(ongoing) {
				return true // 画面に表示されておらず、
			}
		}
	}
	return false
}

// asks reports whether the sentence is an open question: what would have helped, and how.
func (s *sentence) asks() bool {
	ends := false
	last := len(s.tokens) - 1
	for ; last >= 0 && s.tokens[last].kind == markToken; last-- {
		ends = ends || s.is(last, "?", "？")
	}
	if !ends && !s.is(last, "か") {
		return false
	}
	for k := range s.tokens {
		if s.is(k, "何", "なに", "どう", "どんな", "いかに", "どのよう", "どの", "どこ") {
			return true
		}
	}
	return false
}

// tellsPast reports whether what verb i tells has happened: it ends in た, or goes on to a verb that does, or breaks off as notes do.
func (s *sentence) tellsPast(i int) bool {
	t := &s.tokens[i]
	if t.has(past) || s.brief(i) {
		return !s.supposes(i)
	}
	if t.has(condition) || s.supposes(i) {
		return false
	}
	if t.form&(gerund|without|regret|ongoing) == 0 && !s.eventual() {
		return false
	}
	for k := i + 1; k < min(len(s.tokens), i+farBack); k++ {
		if v := &s.tokens[k]; v.kind == verbToken && v.has(past) {
			return true
		}
	}
	return (s.ends(i+1) || s.endsInNoun(i+1)) && s.form != language.Action && (t.has(gerund) || t.has(ongoing) || s.eventual())
}

// endsInNoun reports whether the sentence ends, a few words behind token i, in a noun that stands for its verb: 取り違えて再起動.
func (s *sentence) endsInNoun(i int) bool {
	for k := i; k < len(s.tokens) && k < i+8; k++ {
		if t := &s.tokens[k]; t.kind == nounToken && s.ends(k+1) && (s.lex.suru[t.lemma] != 0 || s.eventual() && inKanji(t.lemma) && runes(t.lemma) > 1) {
			return s.form != language.Action && s.form != language.Heading
		} else if t.kind == verbToken || t.kind == adjectiveToken {
			return false
		}
	}
	return false
}

// brief reports whether token i is a noun that ends a note in place of its verb: プライマリを停止.
func (s *sentence) brief(i int) bool {
	t := &s.tokens[i]
	return t.kind == nounToken && s.ends(i+1) && (s.is(i-1, "を", "に", "と") || s.at(i-1).kind == verbToken && s.at(i-1).has(gerund)) && s.lex.suru[t.lemma] != 0 && s.form != language.Action && s.form != language.Heading
}

// plans reports whether the sentence ends in what is to be done.
func (s *sentence) plans() bool {
	for k := len(s.tokens) - 1; k >= 0; k-- {
		if t := &s.tokens[k]; t.kind == verbToken || t.kind == adjectiveToken {
			return t.form&(past|ongoing|negative) == 0 && t.lemma != "だ" && t.lemma != "ある"
		} else if t.kind == nounToken {
			return false
		}
	}
	return false
}

// eventual reports whether the present tense tells what happened, as in timelines.
func (s *sentence) eventual() bool {
	return s.form == language.Event || s.form != language.Action && s.is(1, ":") && len(s.at(0).lemma) <= 2 && isNumber(s.at(0).lemma) // 02:14 …
}

// supposes reports whether verb i stands in a supposition: 誤った場合に, 忘れたときに.
func (s *sentence) supposes(i int) bool {
	for k := max(0, i-farBack); k < i; k++ {
		if s.tokens[k].class&hypothetical != 0 {
			return true
		}
	}
	n := s.at(i + 1)
	if s.is(i+1, "としても", "かどうか", "ら", "り") {
		return true
	}
	return s.is(i+1, "場合", "際", "とき", "時", "としたら", "恐れ", "おそれ", "可能性") || n.class&denial != 0 && n.lemma != "場合" && n.lemma != "前提" && s.is(i+2, "が", "を", "の") && s.is(i+1, "可能性", "恐れ", "おそれ", "リスク")
}

// denied reports whether what ends at token i is denied, guarded against, or only supposed.
func (s *sentence) denied(i int) bool {
	for k := max(0, i-farBack); k < i; k++ {
		if s.tokens[k].class&hypothetical != 0 {
			return true
		}
	}
	led := false // what follows is what came of it: 連絡ミスで、…が伝わらなかった
	for k := i + 1; k < len(s.tokens) && k <= i+10; k++ {
		t := &s.tokens[k]
		switch {
		case k == i+1 && t.kind == markToken && s.tokens[i].kind == verbToken && s.tokens[i].has(condition):
			return false // 思えば、…
		case k == i+2 && s.is(k, "、", ",") && s.is(i+1, "で", "により", "によって", "から"):
			led = true
		case s.is(k, "しか", "以外"):
			return false // としか言いようがない affirms
		case t.kind == markToken && (t.lemma == "、" || t.lemma == ",") && k > i+1 && (s.tokens[k-1].kind == verbToken || s.is(k-1, "ため", "ので", "が", "から", "ものの")):
			return false
		case t.class&denial != 0:
			return true
		case t.kind == verbToken && t.class&guardingVerb != 0 && (!t.has(past) || !t.has(potential)):
			return true
		case t.kind == nounToken && s.lex.suru[t.lemma]&guardingVerb != 0:
			return true
		case t.kind == verbToken || t.kind == adjectiveToken:
			if t.has(negative) && !t.has(obliged) && !s.is(k-1, "他", "ほか") && (!led || !t.has(past)) {
				return true
			}
			if t.has(even) && t.lemma == "言う" && s.is(k+1, "仕方", "しかた", "反論", "弁解", "やむ") {
				return false // と言われても仕方がない
			}
			if t.form&(condition|easy|even) != 0 {
				return true
			}
			if t.kind == verbToken && t.lemma == "だ" && !t.has(gerund) {
				return false
			}
		}
	}
	return false
}

// note adds a finding over tokens first to last, or the other way round where the subject comes later.
func (s *sentence) note(kind language.Kind, first, last int, r rewrite) {
	if last < first {
		first, last = last, first
	}
	s.found = append(s.found, finding{kind, first, last, r})
}

// verbAt is the class of what token i says is done: a verb, or a noun with する.
func (s *sentence) verbAt(i int) class {
	t := s.at(i)
	if s.brief(i) && !t.opaque {
		return s.lex.suru[t.lemma]
	}
	if t.kind != verbToken || t.opaque {
		return 0
	}
	if n := s.actOf(i); n >= 0 {
		return s.lex.suru[s.tokens[n].lemma] | t.class&faultVerb
	}
	return t.class
}

// actOf is the noun that する, or what is said in its place, makes a verb of; -1 when there is none.
func (s *sentence) actOf(i int) int {
	if !s.is(i, doing...) {
		return -1
	}
	k := i - 1
	if s.is(k, "実施") && s.is(i, "する") {
		k--
	}
	if s.is(k, "を", "は", "も", "すら", "さえ", "など", "が") {
		k--
	}
	if k >= 0 && s.tokens[k].kind == nounToken {
		return k
	}
	return -1
}

// firstOf is where the words of an act begin: its noun, and what it is done to when that is right before it.
func (s *sentence) firstOf(i int) int {
	if n := s.actOf(i); n >= 0 {
		return n
	}
	return i
}

// isLetter reports whether a word is a single Latin letter, which tells one of several people from the others.
func isLetter(word string) bool { return len(word) == 1 && 'a' <= word[0] && word[0] <= 'z' }

// inKanji reports whether a word has no other letters.
func inKanji(word string) bool {
	for _, r := range word {
		if !isKanji(r) {
			return false
		}
	}
	return word != ""
}

func isNumber(lemma string) bool { return lemma != "" && lemma[0] >= '0' && lemma[0] <= '9' }
