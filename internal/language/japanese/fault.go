package japanese

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// fault finds people who are made the cause by what a verb tells of them.
func (s *sentence) fault() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != verbToken && !s.brief(i) || t.opaque || s.nominal(i) {
			continue
		}
		c := s.verbAt(i)
		switch {
		case c&faultVerb != 0:
			s.humanVerb(i)
		case c&failingVerb != 0:
			s.failing(i)
		}
		s.slipped(i, c)
		if t.kind == verbToken {
			s.omission(i)
		}
	}
}

// humanVerb: what only people do, 忘れる, 怠る. Whoever is left out is a person.
func (s *sentence) humanVerb(i int) {
	t := &s.tokens[i]
	if t.has(negative) || t.has(easy) || t.has(condition) || t.has(potential) && !t.has(past) {
		return
	}
	who, at := s.subject(i)
	if who == system {
		if at >= 0 && s.is(at+1, "が") && s.couldBePerson(at) && s.neverOfThings(i) {
			s.noteAct(people, at, i, s.faultRewrite(i))
			return
		}
		if at < 0 || s.is(at+1, "が") || t.has(passive) || s.tokens[at].latin || s.tokens[at].lemma == string(thing) {
			return
		}
		if !s.onlyPeople(i) {
			return
		}
		who = nobody
	}
	if t.has(passive) && who != people {
		return
	}
	if whose, head, before := s.modified(i); who == nobody && before {
		if whose != people {
			return
		}
		s.note(language.PersonFault, s.firstOf(i), head, nil)
		return
	}
	if !s.tellsPast(i) && !s.asReason(i) {
		return
	}
	if who == nobody && s.form == language.Heading {
		return
	}
	s.noteAct(who, at, i, s.faultRewrite(i))
}

// neverOfThings reports whether the verb is not even in a figure of speech said of a program.
func (s *sentence) neverOfThings(i int) bool {
	return (s.tellsPast(i) || s.asReason(i)) && !s.tokens[i].has(passive) && s.is(s.firstOf(i), "失念", "怠る", "伝え忘れる", "言い忘れる", "サボる", "さぼる")
}

// couldBePerson reports whether a noun that no list has may name people: it is written in kanji and is no equipment by its last letters.
func (s *sentence) couldBePerson(i int) bool {
	t := &s.tokens[i]
	if t.class != 0 || t.opaque || !inKanji(t.lemma) {
		return false
	}
	for _, thing := range []string{"装置", "機能", "処理", "基盤", "制御", "回路", "機", "器", "系", "版", "網", "盤", "面", "値", "文", "書"} {
		if strings.HasSuffix(t.lemma, thing) {
			return false
		}
	}
	return true
}

// onlyPeople reports whether the verb can't be about the thing before は: a table is not read wrongly by itself, but it may be taken for another by a program.
func (s *sentence) onlyPeople(i int) bool {
	switch s.tokens[s.firstOf(i)].lemma {
	case "忘れる", "し忘れる", "怠る", "失念", "サボる", "さぼる", "見落とす", "戻し忘れる", "消し忘れる", "うっかり":
		return true
	}
	return false
}

// asReason reports whether verb i, in the present tense, is told as what led to something: 忘れ、… breaks off.
func (s *sentence) asReason(i int) bool {
	t := &s.tokens[i]
	return t.has(gerund) && !t.has(condition) && s.is(i+1, "が", "による", "により", "によって") && !s.denied(i)
}

// noteAct notes a fault from the person, if named close by, to the verb.
func (s *sentence) noteAct(who agent, at, i int, r rewrite) {
	first := s.firstOf(i)
	if (who == people || who == unknown) && at >= 0 && i-at < 30 {
		first = at
		for first > 0 && s.tokens[first-1].kind == nounToken && s.tokens[first-1].end == s.tokens[first].start && at-first < 4 && !isNumber(s.tokens[first-1].lemma) {
			first--
		}
	} else if first > 1 && s.is(first-1, "を", "に") && s.tokens[first-2].kind == nounToken {
		first -= 2
	}
	s.note(language.PersonFault, first, i, r)
}

// failing: what systems do as well, 失敗する, 無視する: a fault when people are the subject.
func (s *sentence) failing(i int) {
	t := &s.tokens[i]
	if t.has(negative) || t.has(passive) || t.has(condition) || t.has(volition) {
		return
	}
	if who, at := s.subject(i); who == people && s.tellsPast(i) {
		s.noteAct(who, at, i, s.faultRewrite(i))
	}
}

// slipped: what is told as done by mistake, behind backs or to the wrong thing.
func (s *sentence) slipped(i int, c class) {
	t := &s.tokens[i]
	if t.has(negative) || t.has(condition) || t.lemma == "だ" || t.lemma == "ある" || t.lemma == "いる" || t.has(passive) {
		return
	}
	act := s.firstOf(i)
	slip, chosen, other, dear := false, false, false, false
	bare := t.has(excess) && t.lemma != "働く" // or with too much or too little
	for k := act - 1; k >= 0 && k > i-14; k-- {
		v := &s.tokens[k]
		if v.kind == verbToken && v.lemma != "だ" && !s.goesOn(k) && s.at(k+1).kind != nounToken || v.kind == verbToken && v.has(gerund) && s.is(k+1, "、") {
			break
		}
		switch {
		case s.is(k, "誤って", "あやまって", "間違って", "まちがって"):
			slip = true
		case s.without(k):
			bare = true
		case s.is(k, "勝手に", "無断で", "独断で", "うっかり") || s.is(k, "無断", "独断", "独自") && s.is(k+1, "で", "の"):
			slip, chosen = true, true
		case v.lemma == "だ" && v.has(negative) && v.has(gerund) && s.at(k+1).kind == nounToken:
			other = true // レプリカではなくプライマリを
		case c&destroyingVerb != 0 && v.kind == nounToken && !v.opaque && namesOther(v.lemma) && s.is(k+1, "の", "を", "に"):
			other = true
		case v.class&wrong != 0 && !v.opaque && (s.is(k+1, "の", "な", "、") || s.at(k+1).kind == nounToken || v.lemma == "別の"):
			other = true
		case v.class&valuable != 0:
			dear = true
		}
	}
	destroys := c&destroyingVerb != 0
	if !slip && !other && !bare && !t.has(regret) && (!destroys || !dear) {
		return
	}
	if !s.tellsPast(i) {
		return
	}
	_, _, before := s.modified(i)
	if before && s.plans() {
		return // 誤って削除したファイルを復元できるようにする
	}
	switch who, at := s.subject(i); who {
	case people:
		if bare && s.reasoned(i) && !slip && !other {
			return
		}
		s.noteAct(who, at, i, nil)
	case unknown:
		if chosen || slip && destroys {
			s.noteAct(who, at, i, nil)
		}
	case nobody:
		if chosen && s.form != language.Action || slip && t.has(past) && s.hasObject(act) && !s.lex.reflexive(t) {
			s.noteAct(who, at, i, nil)
		}
	}
}

// without reports whether token k ends what should not be left out: 承認なしで, 許可なく, 未検証のまま.
func (s *sentence) without(k int) bool {
	switch {
	case s.is(k, "なし", "無し"):
		return s.is(k+1, "で", "に") && s.at(k-1).class&(diligence) != 0
	case s.is(k, "まま"):
		return s.is(k-1, "の") && s.is(k-2, "未検証", "未確認", "未テスト", "未承認", "未レビュー", "未連絡")
	case s.tokens[k].kind == adjectiveToken && s.tokens[k].lemma == "ない" && s.tokens[k].has(gerund):
		return s.at(k-1).class&diligence != 0 || s.is(k-1, "こと") && (s.actOf(k-2) >= 0 && s.tokens[s.actOf(k-2)].class&diligence != 0 || s.is(k-2, "見る", "読む", "確かめる"))
	}
	return false
}

// namesOther reports whether a noun is another one of its kind: 別系統, 別ホスト.
func namesOther(word string) bool {
	rest, ok := strings.CutPrefix(word, "別")
	return ok && rest != "" && !strings.ContainsAny(rest, "途紙名添件個格")
}

// hasObject reports whether something is told to be done to something.
func (s *sentence) hasObject(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if s.is(k, "を") {
			return true
		}
	}
	return false
}

// reflexive reports whether a verb tells what happens rather than what is done.
func (l *lexicon) reflexive(t *token) bool {
	switch t.lemma {
	case "なる", "止まる", "落ちる", "消える", "壊れる", "起きる", "起こる", "変わる", "流れる", "生じる", "残る":
		return true
	}
	return false
}

// omission: people who did not do something, or did something without it, where no reason is told in the same sentence.
func (s *sentence) omission(i int) {
	t := &s.tokens[i]
	if !t.has(negative) || t.has(condition) || t.has(volition) || t.has(potential) || t.has(passive) || t.has(obliged) || t.has(wish) {
		return
	}
	switch t.lemma {
	case "だ", "ある", "いる", "なる", "できる", "わかる", "分かる", "知る", "含まれる", "見つかる", "終わる", "変わる", "決まる", "問う", "責める", "忘れる", "済む", "至る", "限る", "受ける", "受け取る", "持つ", "備える", "覚える", "間違える", "見落とす":
		return
	}
	act := s.firstOf(i)
	if n := s.actOf(i); n >= 0 {
		switch s.tokens[n].lemma {
		case "影響", "発生", "関与", "存在", "必要", "該当", "参加", "在席", "想定", "期待", "再発", "予測", "予見", "把握":
			return
		}
	}
	if s.reasoned(act) || s.excused(i) || s.denied(i) || s.is(i+1, "よう", "こと", "まま") && s.is(i+2, "に", "と") {
		return
	}
	who, at := s.subject(i)
	if s.is(at, "誰も", "誰一人") && !s.neglects(i) {
		return
	}
	if s.is(at-1, "しか") || s.is(act-1, "しか") {
		return
	}
	careful := s.actOf(i) >= 0 && s.tokens[s.actOf(i)].class&diligence != 0
	if t.has(ongoing) && s.is(at, ourselves...) {
		return // what we never did is a gap of all, told plainly
	}
	switch {
	case t.has(without):
		if !s.wentOn(i) || who == system {
			return
		}
		if who != people && (who != nobody || !careful || t.has(ongoing)) {
			return
		}
		if s.is(i+1, "に") || s.is(i+1, "、") && s.at(i+2).kind == smallToken {
			return
		}
	case !t.has(past):
		if s.form != language.Event || who != people {
			return
		}
	case who != people:
		return
	}
	s.noteAct(who, at, i, s.omissionRewrite(i))
}

// neglects reports whether what nobody did was anybody's to do: that nobody owned or knew a thing is no omission of theirs.
func (s *sentence) neglects(i int) bool {
	if s.at(i+1).kind == nounToken {
		return false
	}
	n := s.actOf(i)
	if n < 0 {
		return s.is(i, "見る", "読む", "止める", "疑う", "言う", "試す", "開く", "調べる", "確かめる", "伝える", "知らせる")
	}
	return (s.tokens[n].class&(act|diligence) != 0 || s.lex.suru[s.tokens[n].lemma] != 0) && !s.is(n, "管理", "運用", "監視", "担当", "保守", "認識", "理解", "把握")
}

// ourselves are the words for those who write.
var ourselves = []string{"私たち", "私達", "我々", "われわれ", "自分たち", "自分達", "弊社", "当社", "当チーム"}

// wentOn reports whether something was done without what token i names: 確認せずに適用した.
func (s *sentence) wentOn(i int) bool {
	for k := i + 1; k < len(s.tokens) && k < i+14; k++ {
		if t := &s.tokens[k]; t.kind == verbToken && t.has(past) && !t.has(negative) && !t.has(passive) && !t.has(potential) {
			return t.lemma != "できる" && t.lemma != "だ"
		}
	}
	return s.eventual()
}

// excused reports whether what follows or surrounds an omission says that it could not be otherwise or was right.
func (s *sentence) excused(i int) bool {
	for k := max(0, i-12); k < min(len(s.tokens), i+8); k++ {
		if s.is(k, "必要", "余裕", "手順通り", "想定通り", "手順どおり", "方法", "手段", "権限", "機会", "当時") {
			return true
		}
	}
	return false
}
