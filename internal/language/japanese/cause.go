package japanese

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// cause finds slips, and what people did, where they are told as the cause.
func (s *sentence) cause() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opaque {
			continue
		}
		first, last, firm, ok := s.slipAt(i)
		if ok {
			owner := s.owner(first)
			if !s.caused(first, last, firm, owner >= 0) || s.denied(last) {
				continue
			}
			if owner >= 0 && !s.is(owner, "人", "人間") {
				s.note(language.PersonFault, owner, last, s.slipRewrite(owner, last))
			} else {
				s.note(language.HumanError, first, last, s.slipRewrite(first, last))
			}
			continue
		}
		s.ownedAct(i)
		s.deed(i)
	}
}

// slipAt tells whether token i is, or begins, the name of a slip: 確認漏れ, 設定の間違い.
func (s *sentence) slipAt(i int) (first, last int, firm, ok bool) {
	t := &s.tokens[i]
	if t.kind == verbToken && t.class&faultVerb != 0 && (t.form == gerund) && (s.is(i+1, "が", "による", "により", "によって", "だ", "は", "で", "に") || s.ends(i+1)) && i > 0 {
		return i, i, true, true // 見落とし, 消し忘れ as nouns
	}
	switch {
	case t.kind != nounToken && (t.class&slip == 0 || t.kind != smallToken || !s.is(i+1, "だ", "が", "による", "により", "によって")):
		return 0, 0, false, false // うっかり is an adverb too
	case t.class&slip != 0:
		first, last, firm = i, i, true
	case t.class&gap != 0:
		first, last = i, i
	case t.class&act != 0 && s.at(i+1).kind == nounToken && s.at(i+1).start == t.end && (s.at(i+1).class&gap != 0 || s.is(i+1, "忘れ", "不足", "漏れ", "ミス", "間違い", "誤り", "遅れ", "抜け", "飛ばし")):
		first, last, firm = i, i+1, !s.is(i+1, "漏れ", "不足", "遅れ", "抜け")
	default:
		return 0, 0, false, false
	}
	if next := s.at(last + 1); next.kind == nounToken && next.start == s.tokens[last].end && next.class&denial == 0 {
		return 0, 0, false, false // ミス率, 確認漏れチケット
	}
	if first > 0 && s.tokens[first-1].class&(act|gap) != 0 && s.tokens[first-1].end == s.tokens[first].start {
		if s.tokens[first-1].class&gap != 0 {
			return 0, 0, false, false
		}
		first--
		firm = true
	} else if t.class&(gap) != 0 && first > 0 && s.tokens[first-1].kind == nounToken && s.tokens[first-1].end == s.tokens[first].start {
		return 0, 0, false, false // キャッシュミス, 型間違い
	}
	if s.is(first-1, "の", "な") && first >= 2 && (s.tokens[first-2].class&careless != 0 || s.is(first-2, "単純", "単純な")) {
		first -= 2
		firm = true
	} else if s.is(first-1, "単純な", "単なる") {
		first--
		firm = true
	} else if s.is(first-1, "の") && first >= 2 && s.tokens[first-2].class&(act|diligence) != 0 {
		first -= 2
		firm = firm || t.lemma == "ミス"
	}
	return first, last, firm, true
}

// owner is the person to whom what begins at token i belongs: 担当者の確認漏れ; -1 for none.
func (s *sentence) owner(i int) int {
	for k := i - 1; k >= 0 && k > i-10; k-- {
		t := &s.tokens[k]
		switch {
		case s.is(k, "の", "による", "における", "での", "から"):
			if n := s.nounBefore(k); n >= 0 && s.who(n) == people {
				return n
			}
		case t.kind == nounToken && s.who(k) == people && k == i-1:
			return k
		case t.kind == nounToken, s.is(k, "「", "」", "な", "時", "時の"):
		default:
			return -1
		}
	}
	return -1
}

// caused reports whether what stands from first to last is told as the cause.
func (s *sentence) caused(first, last int, firm, owned bool) bool {
	firm = firm || owned
	next := last + 1
	for s.is(next, "」", "』", "）", ")", "など", "だけ", "こそ", "等", "といった", "という") {
		next++
	}
	if firm && s.is(next, "以外", "ほか", "他") && s.is(next+1, "に") {
		named := false
		for k := next + 2; k < next+10; k++ {
			t := s.at(k)
			named = named || t.class&cause != 0
			if (t.kind == verbToken || t.kind == adjectiveToken) && t.has(negative) {
				return named // 不注意以外に原因はない
			}
		}
		return false
	}
	if s.is(next, "が", "は", "も", "と", "に", "、", "や") {
		for k := next + 1; k < len(s.tokens) && k < next+12; k++ {
			t := &s.tokens[k]
			if t.class&cause != 0 {
				return true
			}
			if s.is(k, "、") && k > next+1 && s.at(k-1).kind == verbToken {
				break
			}
			if t.kind == verbToken && !t.has(negative) && s.is(next, "が", "は", "も") && firm {
				if s.worsens(k) {
					return true
				}
				switch t.lemma {
				case "招く", "引き起こす", "もたらす", "つながる", "繋がる", "重なる", "起こす", "生む", "至る", "尽きる", "大きい", "拡大させる", "長引かせる", "起因":
					return true
				case "ある", "する":
					if (t.has(past) || t.has(gerund)) && (s.actOf(k) < 0 || s.lex.suru[s.tokens[s.actOf(k)].lemma] == plainVerb && s.is(s.actOf(k), "発生", "起因")) {
						return firmSlip(s.tokens[last].class) || owned
					}
				}
			}
		}
	}
	if s.is(next, "に起因", "によって", "により", "による", "によるもの", "に尽きる") || s.is(next, "に", "で", "から", "の") && s.is(next+1, "起因", "せい", "尽きる", "ため") || s.is(next, "が故", "ゆえ", "の") && s.is(next+1, "結果") {
		return firm && !s.process(next)
	}
	if s.is(next, "で", "から") && firm && firmSlip(s.tokens[last].class) {
		for k := next + 1; k < len(s.tokens) && k < next+16; k++ {
			if t := &s.tokens[k]; t.kind == verbToken && t.has(past) {
				return true
			}
		}
	}
	if s.is(next, "と") && firm && (s.is(next+1, "判断", "結論", "断定", "特定", "推定", "判明", "考える", "見る", "みる", "言う", "思う", "みなす", "認定", "結論づける") && !s.at(next+2).has(negative) && !s.at(next+1).has(negative)) {
		return true
	}
	if s.is(next, "を") && firm {
		if v := s.at(next + 1); v.kind == verbToken && (v.lemma == "犯す" || v.lemma == "起こす" || v.lemma == "おかす") && !v.has(negative) {
			return s.tellsPast(next + 1)
		}
	}
	// 原因は…ミスだった, 原因：確認漏れ
	before := false
	for k := first - 1; k >= 0 && k > first-24; k-- {
		if s.tokens[k].class&cause != 0 && (s.is(k+1, "は", "：", ":", "=", "が", "として", "も", "）", ")", "]", "】", "、", "→", "-", "|") || s.is(k+1, "について")) {
			before = true
			break
		}
	}
	final := s.ends(next) || s.is(next, "だ") && !s.at(next).has(negative) || s.is(next, "と") && s.at(next+1).kind != markToken || s.is(next, "（", "(", "、", "によるもの") || s.is(next, "に") && s.is(next+1, "ある")
	if before && final {
		return true
	}
	if firm && s.ends(next) && s.is(first, "単純", "単純な", "単なる") && s.form != language.Action && s.form != language.Heading {
		return true // 単純な見落とし
	}
	// 要するに、担当者のミスです
	return firm && (s.is(next, "だ") && !s.at(next).has(negative) && !s.at(next).has(condition) || owned && s.ends(next) && s.form != language.Action) && s.ends(next+1) && (owned || firmSlip(s.tokens[last].class))
}

func firmSlip(c class) bool { return c&slip != 0 }

// process reports whether what follows "due to a slip" is a precaution rather than an outcome: 誤操作による障害の対策.
func (s *sentence) process(i int) bool {
	for k := i + 1; k < len(s.tokens) && k < i+16; k++ {
		t := &s.tokens[k]
		if t.class&denial != 0 || t.class&guardingVerb != 0 && t.kind == verbToken && (!t.has(past) || !t.has(potential)) || t.kind == nounToken && s.lex.suru[t.lemma]&guardingVerb != 0 {
			return true
		}
	}
	return false
}

// ownedAct: what belongs to people as the cause: 担当者の判断が原因.
func (s *sentence) ownedAct(i int) {
	t := &s.tokens[i]
	if t.kind != nounToken || s.who(i) != people || !s.is(i+1, "の", "による") {
		return
	}
	head := i + 2
	for head+1 < len(s.tokens) && (s.tokens[head].kind == nounToken || s.tokens[head].class&wrong != 0 || s.is(head, "誤る") || s.is(head, "の", "な") || s.tokens[head].kind == adjectiveToken) && (s.tokens[head+1].kind == nounToken || s.is(head+1, "の", "な")) && head < i+10 {
		head++
	}
	h := s.at(head)
	if h.kind != nounToken || h.class&(slip|gap|cause|discipline) != 0 || h.opaque || s.who(head) != system {
		return
	}
	acts := false
	for k := i + 2; k <= head; k++ {
		acts = acts || s.tokens[k].class&(act|diligence) != 0 || s.is(k, "行動", "行為", "放置", "怠慢", "遅れ", "対処", "決定", "発言", "コミット", "修正", "不在", "態度")
	}
	if !acts || s.denied(head) {
		return
	}
	next := head + 1
	told := s.is(next, "が", "は") && (s.at(next+1).class&cause != 0 || s.at(next+2).class&cause != 0 || s.at(next+3).class&cause != 0 || s.accuses(next+1))
	if !told && s.is(next, "が") {
		for k := next + 1; k < len(s.tokens) && k < next+8; k++ {
			told = told || s.worsens(k)
		}
	}
	if h.class&(act|diligence) != 0 && s.wanting(next) {
		told = true
	}
	if s.is(next, "による", "により", "によって") && !s.process(next) {
		for k := i + 2; k < head; k++ {
			told = told || s.tokens[k].class&(wrong|careless) != 0 || s.is(k, "不適切", "不適切な", "誤る")
		}
	}
	if s.is(next, "のせい") || s.is(next, "の") && s.is(next+1, "せい") {
		told = true
	}
	if told {
		s.note(language.PersonFault, i, head, nil)
	}
}

// wanting reports whether what token i marks is told to have been wanting: に誤りがあった, が不十分だった.
func (s *sentence) wanting(i int) bool {
	lacks := func(k int) bool {
		return s.is(k, "誤り", "不備", "不足", "ミス", "漏れ", "抜け", "手落ち", "難", "瑕疵", "落ち度", "間違い", "手抜かり", "不手際", "問題")
	}
	switch {
	case s.is(i, "に") && lacks(i+1) && s.is(i+2, "が", "は", "も"):
		v := s.at(i + 3)
		return v.lemma == "ある" && v.form&(past|gerund) != 0 && !v.has(negative) && !s.supposes(i+3)
	case s.is(i, "が", "は", "も") && s.is(i+1, "不十分", "不適切", "不完全", "不徹底", "不正確", "不足"):
		v := s.at(i + 2)
		return (v.lemma == "だ" || v.lemma == "する") && v.form&(past|gerund) != 0 && !v.has(negative) && !s.supposes(i+2)
	}
	return false
}

// worsens reports whether verb k tells that something was brought about or made worse.
func (s *sentence) worsens(k int) bool {
	v := &s.tokens[k]
	if v.kind != verbToken || v.has(negative) {
		return false
	}
	if n := s.actOf(k); n >= 0 {
		return v.has(causative) && s.is(n, "拡大", "悪化", "混乱", "長期化", "深刻化", "発生", "遅延")
	}
	switch v.lemma {
	case "招く", "引き起こす", "もたらす", "広げる", "拡大させる", "遅らせる", "悪化させる", "長引かせる":
		return true
	}
	return false
}

// deed: what somebody did as the cause: 担当者が…したことが原因.
func (s *sentence) deed(i int) {
	t := &s.tokens[i]
	if t.kind != verbToken || !t.has(past) || t.has(passive) {
		return
	}
	next := i + 1
	if !s.is(next, "こと", "の", "ため", "から") {
		return
	}
	told := s.is(next+1, "が", "に", "は", "も") && (s.at(next+2).class&cause != 0 || s.at(next+3).class&cause != 0 || s.at(next+4).class&cause != 0 || s.accuses(next+2)) || s.is(next+1, "による", "によって", "により", "によるもの")
	if s.is(next, "ため", "から") {
		told = s.is(next+1, "だ") || s.ends(next+1)
	}
	if !told || s.denied(next) || s.excused(i) || s.helps(i) {
		return
	}
	if who, at := s.subject(i); who == people && s.is(at+1, "が", "も", "、") || who == people && s.is(at+1, "）", ")") {
		if s.reasoned(i) {
			return
		}
		s.noteAct(who, at, i, nil)
	}
}

// accuses reports whether a word for a cause, further off than right behind は, ends the clause that goes on at token i: が、今回の一番の原因だ.
func (s *sentence) accuses(i int) bool {
	for k := i; k < len(s.tokens) && k < i+10; k++ {
		switch t := &s.tokens[k]; {
		case t.kind == verbToken || t.kind == adjectiveToken:
			return false
		case t.class&cause != 0 && (strings.HasSuffix(t.lemma, "因") || s.is(k, "元凶", "引き金", "引金", "発端")) && (s.is(k+1, "だ") || s.ends(k+1) || s.is(k+1, "と")):
			return !s.at(k + 1).has(negative)
		}
	}
	return false
}

// helps reports whether verb i tells of noticing or answering an incident, which is how it ends, not how it begins.
func (s *sentence) helps(i int) bool {
	if n := s.actOf(i); n >= 0 && s.is(n, "発見", "検知", "報告", "指摘", "復旧", "対応", "修正", "確認", "連絡", "通知", "特定", "共有", "相談") {
		return !s.tokens[i].has(negative)
	}
	return s.is(i, "気づく", "見つける", "知らせる", "見抜く", "救う", "助ける", "防ぐ", "教える")
}
