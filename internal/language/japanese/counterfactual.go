package japanese

import "github.com/blameless-postmortem/postmortem/internal/language"

// counterfactual finds what people should or could have done instead.
func (s *sentence) counterfactual() {
	open := s.asks()
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opaque {
			continue
		}
		switch {
		case s.is(i, "なぜ", "どうして", "何故", "なんで"):
			s.whyNot(i)
		case s.is(i, "べき") && i > 0:
			s.should(i)
		case t.kind == verbToken && t.has(wish) && t.has(favour) && t.has(past) && !t.has(negative):
			if who, _ := s.subject(i); who != system && (s.at(i+1).kind == markToken || s.is(i+1, "だ", "と", "が", "のに", "けど", "けれど")) {
				s.note(language.Counterfactual, s.firstOf(i), i, nil) // 入れておいてほしかった
			}
		case t.kind == verbToken && t.has(ready) && !t.has(past) && s.is(i+1, "だ") && s.at(i+1).has(past) && !s.at(i+1).has(negative):
			if who, _ := s.subject(i); who != system {
				s.note(language.Counterfactual, s.firstOf(i), i+1, nil) // 取っておくんだった
			}
		case open: // どうすれば防げたか
		case t.kind == verbToken && (t.has(condition) && !t.has(obliged) || s.supposing(i)):
			s.ifOnly(i)
		case s.is(i, "は") && i > 0 && s.tokens[i-1].kind == verbToken && s.tokens[i-1].has(gerund):
			s.mustNot(i)
		}
	}
}

// whyNot: なぜ確認しなかったのか. The same of a system is what an analysis asks.
func (s *sentence) whyNot(i int) {
	for k := i + 1; k < len(s.tokens) && k < i+40; k++ {
		t := &s.tokens[k]
		if t.kind != verbToken || !t.has(negative) || !t.has(past) || t.has(potential) || t.has(passive) || t.lemma == "だ" {
			continue
		}
		if next := s.at(k + 1); next.kind == nounToken {
			continue
		}
		who, _ := s.subject(k)
		if who == nobody && s.byItself(i, k) {
			return
		}
		if who == people || who == nobody && (s.careful(k) || s.is(k, "切り戻す", "呼ぶ", "やめる", "待つ", "疑う", "試す", "頼る") || s.hasObject(s.firstOf(k))) {
			s.note(language.Counterfactual, i, k, nil)
		}
		return
	}
}

// byItself reports whether what is asked about between tokens i and k is done by no one.
func (s *sentence) byItself(i, k int) bool {
	for ; i < k; i++ {
		if s.is(i, "自動", "自動的", "自動的に") {
			return true
		}
	}
	return false
}

// supposing reports whether the past of verb i is supposed: 確認していたなら, 確認していたのであれば.
func (s *sentence) supposing(i int) bool {
	if !s.tokens[i].has(past) {
		return false
	}
	if s.is(i+1, "の") {
		i++
	}
	return s.is(i+1, "なら", "ならば") || s.is(i+1, "だ") && s.at(i+1).has(condition)
}

// mustNot: してはいけなかった.
func (s *sentence) mustNot(i int) {
	if t := s.at(i + 1); t.kind != verbToken || !t.has(negative) || !t.has(past) || !s.is(i+1, "いける", "いる", "なる") {
		return
	}
	who, at := s.subject(i - 1)
	if who == system || who == unknown {
		return
	}
	first := s.firstOf(i - 1)
	if who == people && at >= 0 {
		first = at
	}
	s.note(language.Counterfactual, first, i+1, nil)
}

// should: すべきだった. The same of what a mechanism does is its expected behaviour.
func (s *sentence) should(i int) {
	last := i + 1
	if s.is(last, "内容", "もの", "こと", "ところ", "点", "箇所", "作業", "事項", "項目", "問題", "手順", "工程", "タイミング", "段階", "場面") {
		last++
	}
	reproach := s.is(i+1, "ところ") && s.is(i+2, "を", "、", "が") || s.is(last, "だ") && s.at(last).has(volition) && s.reproaches(i)
	if !reproach && (!s.is(last, "だ") || !s.at(last).has(past)) {
		return
	}
	verb := i - 1
	who, at := s.subject(verb)
	switch who {
	case system:
		n := s.actOf(verb)
		careful := n >= 0 && s.tokens[n].class&diligence != 0 || s.is(verb, "見る", "読む", "書く", "守る", "気づく")
		if !careful && (!s.is(at+1, "は") || !s.things(at, verb)) {
			return
		}
		if !careful && s.at(verb).has(passive) {
			return
		}
		if careful && s.is(at+1, "が") && s.machine(at) {
			return
		}
	case unknown:
		if s.tokens[at].class&either != 0 {
			return
		}
	}
	first := s.firstOf(verb)
	if who == people && at >= 0 {
		first = at
	}
	s.note(language.Counterfactual, first, last, s.shouldRewrite(verb, i))
}

// reproaches reports whether a "should" in the present tense looks back: せめて…すべきだろう.
func (s *sentence) reproaches(i int) bool {
	for k := max(0, i-12); k < i; k++ {
		if s.is(k, "せめて", "少なくとも", "そもそも") {
			return true
		}
	}
	return false
}

// things reports whether what stands before は is what is acted on, so that whoever acts is left out: 試験はもっと早く行うべきだった. A verb with an object of its own has
// a subject.
func (s *sentence) things(at, verb int) bool {
	for k := at + 1; k < verb; k++ {
		if s.is(k, "を") {
			return false
		}
	}
	return s.tokens[at].class&(act|diligence|timely) != 0
}

// machine reports whether a noun is a program by its look.
func (s *sentence) machine(at int) bool {
	return s.tokens[at].class&(act|diligence) == 0
}

// ifOnly: 確認していれば防げた.
func (s *sentence) ifOnly(i int) {
	t := &s.tokens[i]
	if t.lemma == "する" && s.actOf(i) < 0 && !s.is(i-1, "く", "に", "と") || t.lemma == "なる" || t.lemma == "よる" {
		return
	}
	// The outcome that did not come about.
	end := -1
	for k := i + 1; k < len(s.tokens) && k < i+26; k++ {
		v := &s.tokens[k]
		if v.opaque || v.kind != verbToken && v.kind != adjectiveToken {
			continue
		}
		if unreal(v) || s.is(k-1, "はず", "だろう", "かもしれない") || s.is(k+1, "はず", "かもしれない", "のに", "だ") && (v.has(past) || s.at(k+1).has(volition)) && s.at(k+1).lemma != "だ" || v.lemma == "だ" && v.has(volition) && s.at(k-1).has(past) {
			end = k
			if s.is(k+1, "はず") {
				end = k + 1
			}
			break
		}
		if v.kind == verbToken && !v.has(negative) && s.is(k, "済む", "終わる", "防ぐ", "避ける", "直す", "直る") && s.at(k+1).kind == nounToken && s.is(k+2, "だ") && s.at(k+2).has(past) {
			end = k + 2 // 5分で終わる作業だった
			break
		}
		if v.has(past) && (v.lemma == "済む" || v.lemma == "短縮" || v.lemma == "いい" || v.lemma == "よい" || v.lemma == "良い" || v.lemma == "違う") {
			end = k
			break
		}
		if v.has(past) && (v.has(negative) || v.lemma == "だ" && s.is(k-1, "可能")) {
			end = k
			break
		}
		if n := s.actOf(k); n >= 0 && v.has(past) && v.has(ongoing) && t.has(ongoing) && s.is(n, "復旧", "回復", "収束", "解消", "解決", "完了", "検知", "特定", "終了") {
			if a, _ := s.subject(i); a == people {
				end = k // 当番が電話を取っていれば、…で復旧していた
			}
			break
		}
		if v.kind == adjectiveToken && v.has(past) && s.is(k+1, "だ", "はず") {
			end = k + 1
			break
		}
	}
	if end < 0 {
		end = s.regretted(i)
	}
	if end < 0 {
		return
	}
	if t.has(passive) && !s.careful(i) {
		return
	}
	who, at := s.subject(i)
	switch who {
	case system:
		if !s.careful(i) || s.is(at+1, "が") && s.machine(at) && !t.has(passive) {
			return
		}
	case unknown:
		if s.tokens[at].class&either != 0 {
			return
		}
	case nobody:
		if t.lemma == "ある" || t.lemma == "だ" || t.lemma == "いる" {
			return
		}
	}
	if t.lemma == "だ" || t.lemma == "ある" || t.lemma == "いる" || t.lemma == "できる" {
		return
	}
	first := s.firstOf(i)
	if who == people && at >= 0 {
		first = at
	}
	s.note(language.Counterfactual, first, end, nil)
}

// regretted is where a condition without its outcome ends in regret: 試しておけば、と悔やまれる. -1 when it does not.
func (s *sentence) regretted(i int) int {
	for k := i + 1; k < len(s.tokens) && k < i+8; k++ {
		if s.is(k, "悔やむ", "悔やまれる", "悔いる", "後悔", "残念", "悔い") {
			return k
		}
	}
	if t := &s.tokens[i]; t.form&(ready|ongoing) != 0 && s.ends(i+1) && s.form != language.Action && s.form != language.Heading {
		return i
	}
	return -1
}

// careful reports whether verb i is work that people are expected to do with care.
func (s *sentence) careful(i int) bool {
	n := s.actOf(i)
	return n >= 0 && s.tokens[n].class&diligence != 0 || s.is(i, "見る", "読む", "気づく", "気がつく", "守る", "従う", "聞く", "相談する", "見直す")
}

// unreal reports whether a verb tells an outcome that did not come about: 防げた, 避けられた, 起きなかった.
func unreal(t *token) bool {
	if !t.has(past) {
		return false
	}
	if t.has(potential) || t.has(passive) && (t.lemma == "避ける" || t.lemma == "抑える" || t.lemma == "止める" || t.lemma == "食い止める" || t.lemma == "見つける" || t.lemma == "突き止める" || t.lemma == "確かめる" || t.lemma == "縮める") {
		return true
	}
	return false
}
