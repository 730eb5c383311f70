package japanese

import "github.com/blameless-postmortem/postmortem/internal/language"

// judgement finds verdicts on people's competence, care, motive and character.
func (s *sentence) judgement() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.opaque {
			continue
		}
		switch {
		case t.class&deficit != 0:
			if next := s.at(i + 1); next.kind == nounToken && next.start == t.end || s.denied(i) {
				continue
			}
			first := i
			if o := s.owner(i); o >= 0 {
				first = o
			}
			s.note(language.Judgement, first, i, nil)
		case t.class&trait != 0:
			s.lacking(i)
		case t.class&careless != 0:
			s.carelessly(i)
		}
	}
}

// lacking: 認識が甘い, 危機感が足りない, 理解が不足していた. Of people's traits only.
func (s *sentence) lacking(i int) {
	if next := s.at(i + 1); next.kind == nounToken && next.start == s.tokens[i].end && !s.is(i+1, "不足", "欠如", "不十分", "面") {
		return
	}
	k := i + 1
	if s.is(k, "面") {
		k++
	}
	joined := s.is(k, "が", "の", "に", "も", "は", "を")
	if joined {
		k++
	}
	for s.is(k, "まだ", "かなり", "全く", "まったく", "あまりに", "非常に", "やや", "少し", "著しく", "十分", "大きく", "極めて", "とても", "完全に", "も", "で") {
		k++
	}
	t := s.at(k)
	lacks := false
	switch {
	case t.kind == adjectiveToken || t.kind == nounToken && t.has(noun):
		switch t.lemma {
		case "甘い", "低い", "薄い", "乏しい", "浅い", "緩い", "ゆるい", "鈍い", "弱い":
			lacks = joined
		case "ない":
			lacks = joined && s.personal(i) && t.has(past)
		}
	case s.is(k, "問題", "疑問", "難", "欠陥") && joined && s.is(k+1, "が", "は") && s.at(k+2).lemma == "ある":
		lacks = !s.at(k + 2).has(negative)
	case t.kind == nounToken:
		lacks = s.is(k, "不足", "欠如", "不十分", "希薄", "散漫", "皆無", "欠落", "低さ", "甘さ", "薄さ", "乏しさ")
	case t.kind == verbToken:
		switch t.lemma {
		case "欠ける", "欠く":
			lacks = !t.has(negative)
		case "足りる", "足る":
			lacks = t.has(negative)
		}
		if s.is(k, "切る", "切れる", "途切れる", "緩む") && s.is(i, "集中力", "緊張感", "注意力") {
			lacks = joined && !t.has(negative)
		}
		if s.is(k, "する") && s.is(k-1, "不足", "欠如") {
			lacks = true
		}
	}
	if !lacks || s.denied(k) {
		return
	}
	if t.has(negative) && t.kind == adjectiveToken && t.lemma != "ない" {
		return
	}
	// Knowledge and understanding that a document or a system lacks are no verdict, and some words are traits only of people.
	first := i
	o := s.owner(i)
	if o < 0 {
		if who, at := s.subject(i); who == people {
			o = at
		}
	}
	if o < 0 && !s.personal(i) {
		return
	}
	if o >= 0 && i-o < 12 {
		first = o
	}
	s.note(language.Judgement, first, k, nil)
}

// personal reports whether a trait is one that only people have, so that its owner may be left out.
func (s *sentence) personal(i int) bool {
	return !s.is(i, "管理", "読み", "見積もり", "見込み", "考え", "能力", "気", "常識", "責任", "見通し", "詰め", "理解", "知識", "配慮", "練習", "判断力")
}

// carelessly: 軽率な変更, 安易に上げた, ずさんだった.
func (s *sentence) carelessly(i int) {
	t := &s.tokens[i]
	if s.denied(i) && !s.is(i, "無責任", "無計画") {
		return
	}
	next := i + 1
	if s.is(next, "すぎ", "過ぎ", "すぎる", "過ぎる") && s.at(next+1).kind != nounToken {
		next++
	}
	switch t.lemma {
	case "適当":
		who, _ := s.subject(i)
		work := s.is(next, "な") && (s.at(next+1).class&(act|diligence) != 0 || s.is(next+1, "仕事"))
		if who != people || !s.is(next, "に") && !work {
			return
		}
	case "雑", "乱暴", "粗雑", "未熟", "ルーズ", "楽観的":
		// May be said of things.
		if s.is(next, "だ", "すぎる", "過ぎる") || s.ends(next) || s.is(next, "な") && s.at(next+1).kind == nounToken || s.is(next, "に") {
			who, _ := s.subject(i)
			worked := false
			for k := max(0, i-5); k < min(len(s.tokens), i+5); k++ {
				worked = worked || s.tokens[k].class&(act|diligence) != 0 || s.is(k, "仕事", "対応", "進め方", "計画")
			}
			if who != people && !worked {
				return
			}
		} else {
			return
		}
	case "初歩的":
		worked := false
		for k := next; k < next+4; k++ {
			worked = worked || s.at(k).class&(slip|gap|act) != 0
		}
		if !worked {
			return
		}
	case "無謀":
		s.note(language.Hindsight, i, i, nil)
		return
	case "粗末":
		return
	}
	if !s.is(next, "な", "に", "だ", "で", "さ", "と", "の", "すぎる") && !s.ends(next) {
		return
	}
	if s.form == language.Action && s.is(next, "に") && s.at(next+1).has(negative) {
		return
	}
	last := i
	if s.is(next, "な", "の") && s.at(next+1).kind == nounToken && !s.at(next+1).opaque {
		last = next + 1
	}
	s.note(language.Judgement, i, last, nil)
}
