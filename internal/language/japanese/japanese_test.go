package japanese_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
)

// reader reads its lists once for all tests.
var reader = sync.OnceValue(japanese.New)

func read(b language.Block, v *language.Vocabulary) []language.Remark {
	return slices.DeleteFunc(reader().Read(b, v), func(r language.Remark) bool { return r.Kind == language.Naming })
}

func TestPhenomena(t *testing.T) {
	tests := []struct {
		name string
		form language.Form
		text string
		want language.Kind
	}{
		{"active", language.Paragraph, "倉庫の担当者が鍵の交換を忘れた。", language.PersonFault},
		{"polite", language.Paragraph, "倉庫の担当者が鍵の交換を忘れました。", language.PersonFault},
		{"topic", language.Paragraph, "設計者は上限を見誤った。", language.PersonFault},
		{"nobody named, a thing only people do", language.Paragraph, "鍵の交換を怠っていた。", language.PersonFault},
		{"the subject comes later", language.Paragraph, "図面を読まないまま、作業員は弁を閉めた。", language.PersonFault},
		{"two clauses", language.Paragraph, "当番は呼び出しを受けたものの、画面を開かなかった。", language.PersonFault},
		{"omission", language.Paragraph, "検査員は二つ目の弁を見なかった。", language.PersonFault},
		{"without care, nobody named", language.Paragraph, "事前の確認をせずに弁を閉めた。", language.PersonFault},
		{"by mistake", language.Paragraph, "技術者が誤って隣の弁を閉めた。", language.PersonFault},
		{"the wrong thing", language.Paragraph, "技術者が別の弁を閉めた。", language.PersonFault},
		{"regret", language.Paragraph, "研修生が台帳を消してしまった。", language.PersonFault},
		{"name with an honorific", language.Paragraph, "小森さんが弁の番号を取り違えた。", language.PersonFault},
		{"handle", language.Paragraph, "@mkodaが割り当て通知を見落とした。", language.PersonFault},
		{"an unknown name", language.Paragraph, "Tlalliが鍵の交換を忘れた。", language.PersonFault},
		{"owner of a slip", language.Paragraph, "検査員の見落としが原因である。", language.PersonFault},
		{"owner of an act", language.Paragraph, "検査員の判断が被害を拡大させた。", language.PersonFault},
		{"a deed as the cause", language.Paragraph, "原因は現場ではなく、業者が弁を閉めたことが原因である。", language.PersonFault},
		{"because of somebody", language.Paragraph, "停止は業者のせいだ。", language.PersonFault},
		{"rules", language.Paragraph, "点検の手順が守られていなかった。", language.PersonFault},
		{"nobody noticed", language.Paragraph, "誰も警告灯を確認しなかった。", language.PersonFault},
		{"event with a label", language.Event, "鈴木：台帳を削除してしまう", language.PersonFault},
		{"event without a verb", language.Event, "当番がマスターではなく台帳を削除", language.PersonFault},
		{"half-width", language.Paragraph, "ｵﾍﾟﾚｰﾀｰがﾊﾞｯｸｱｯﾌﾟを忘れた。", language.PersonFault},
		{"decomposed", language.Paragraph, "ベンダーの担当者か\u3099バックアップを忘れた。", language.PersonFault},
		{"zero-width", language.Paragraph, "担当者が鍵の交換を\u200b忘\u200bれた。", language.PersonFault},
		{"blanks between letters", language.Paragraph, "担当者が 鍵の交換を 忘れた。", language.PersonFault},

		{"event, the person before a comma", language.Event, "検査員B、弁の番号を取り違えて閉鎖", language.PersonFault},
		{"event without care", language.Event, "小森さん、図面を確認せずに close", language.PersonFault},
		{"event that ends in two nouns", language.Event, "当直が警報を軽微と分類し放置", language.PersonFault},
		{"an operator of ours", language.Paragraph, "弊社オペレーターによる配管の誤切断", language.PersonFault},
		{"of a company's people", language.Paragraph, "保守会社の方が別系統の弁を落とした。", language.PersonFault},
		{"the deed, its cause further off", language.Paragraph, "班長が夜間の作業を押し通したことが、今回の停止の一番の原因だ。", language.PersonFault},
		{"their work was late", language.Paragraph, "業者の連絡が遅れたことが被害を大きくした。", language.PersonFault},
		{"cleft", language.Paragraph, "停止を引き起こしたのは、許可なく弁を開けた保全班である。", language.PersonFault},
		{"where the responsibility lies", language.Paragraph, "責任の所在は検査員にある。", language.PersonFault},
		{"a slip and what did not come of it", language.Paragraph, "検査課の伝達ミスで、閉鎖の時刻が現場に届かなかった。", language.PersonFault},
		{"keigo", language.Paragraph, "検査員の確認漏れで、皆様にお手数をおかけしました。", language.PersonFault},

		{"an operator at a screen", language.Paragraph, "オペレーターが赤い表示を見逃し、連絡が遅れた。", language.PersonFault},
		{"a person no list has", language.Paragraph, "検針長が連絡を失念したため、閉鎖の時刻が伝わらなかった。", language.PersonFault},
		{"nobody did", language.Paragraph, "誰も弁の点検を実施しなかった。", language.PersonFault},
		{"work that was wanting", language.Paragraph, "検査員の点検に不備があった。", language.PersonFault},
		{"work that was not enough", language.Paragraph, "業者の確認が不十分であったため、水があふれた。", language.PersonFault},
		{"by a wrong act", language.Paragraph, "検査員の誤った操作によって弁が閉じた。", language.PersonFault},
		{"without leave", language.Paragraph, "検査員が許可なく弁を開けた。", language.PersonFault},
		{"without looking, at length", language.Paragraph, "検査員が図面を確認することなく弁を開けた。", language.PersonFault},
		{"too much", language.Paragraph, "班長が予定を詰め込みすぎた。", language.PersonFault},
		{"late to notice", language.Paragraph, "当直が警報に気づくのが遅れた。", language.PersonFault},
		{"knew and went on", language.Paragraph, "作業員は水漏れを認識していたものの、作業を続行した。", language.PersonFault},
		{"against the rules", language.Paragraph, "規定に反して一人で作業していた。", language.PersonFault},
		{"late work as the cause", language.Paragraph, "現地作業員の連絡遅れにより、閉鎖は40分後となった。", language.PersonFault},
		{"noun as the cause", language.Paragraph, "根本原因：人為的ミス", language.HumanError},
		{"through a slip", language.Paragraph, "操作ミスにより弁が閉じた。", language.HumanError},
		{"in quotation marks, as a verdict", language.Paragraph, "「確認漏れ」が原因である。", language.HumanError},
		{"full-width letters", language.Paragraph, "ＤＢ　操作のミスが原因だった。", language.HumanError},
		{"slip of the hand", language.Paragraph, "単純な打ち間違いが原因です。", language.HumanError},

		{"no cause but a slip", language.Paragraph, "不注意以外に停止の原因は見つからなかった。", language.HumanError},
		{"an adverb as the cause", language.Paragraph, "弁が閉じた原因は、うっかりだった。", language.HumanError},

		{"a slip told in a noun", language.Paragraph, "原因は弁番号の読み飛ばしでした。", language.HumanError},
		{"lack of a trait", language.Paragraph, "検査員は危機感に欠けていた。", language.Judgement},
		{"lack in one word", language.Paragraph, "業者の知識不足が目立った。", language.Judgement},
		{"careless", language.Paragraph, "軽率な操作だった。", language.Judgement},
		{"not even", language.Paragraph, "検査員は図面をろくに見なかった。", language.Judgement},

		{"cannot but be said", language.Paragraph, "業者の安全意識は低いと言わざるを得ません。", language.Judgement},
		{"sloppy work", language.Paragraph, "彼は適当な点検しかしない。", language.Judgement},
		{"attention that broke", language.Paragraph, "検査員の集中力が切れていた。", language.Judgement},
		{"what they did not understand", language.Paragraph, "検査員は弁の怖さを分かっていない。", language.Judgement},
		{"nothing to be said against it", language.Paragraph, "油断していたと言われても仕方がありません。", language.Judgement},

		{"should have", language.Paragraph, "業者は弁の番号を確認すべきだった。", language.Counterfactual},
		{"should not have", language.Paragraph, "夜間に作業するべきではなかった。", language.Counterfactual},
		{"if only", language.Paragraph, "図面を確認していれば、停止は避けられた。", language.Counterfactual},
		{"wish", language.Paragraph, "先に相談してほしかった。", language.Counterfactual},
		{"accusing question", language.Paragraph, "なぜ検査員は図面を見なかったのか。", language.Counterfactual},

		{"should have, at a moment told in a clause", language.Paragraph, "警報が鳴った時点で本部に連絡しておくべきでした。", language.Counterfactual},
		{"was not to be done", language.Paragraph, "この弁を開けてはいけなかった。", language.Counterfactual},
		{"had they", language.Paragraph, "二人で点検していたなら、停止は起こらなかったでしょう。", language.Counterfactual},
		{"had it been that they", language.Paragraph, "図面を確認していたのであれば、停止は避けられた。", language.Counterfactual},
		{"if only, regretted", language.Paragraph, "図面を確認しておけば、と悔やまれる。", language.Counterfactual},
		{"if only, left open", language.Paragraph, "あと10分早く確認していれば…", language.Counterfactual},
		{"it was needed and was not done", language.Paragraph, "監督に相談する必要があったのに、しなかった。", language.Counterfactual},
		{"colloquial question", language.Paragraph, "なんで図面を見なかったんですか？", language.Counterfactual},
		{"there was another way", language.Paragraph, "点検を延期するという選択肢もあったはずだ。", language.Counterfactual},

		{"wish, in one verb", language.Paragraph, "図面くらいは用意しておいてほしかった。", language.Counterfactual},
		{"where they should have", language.Paragraph, "試験を行うべきところ、行っていなかった。", language.Counterfactual},
		{"it would have been short work", language.Paragraph, "当直が図面を確認していたら、５分で終わる作業だった。", language.Counterfactual},
		{"regretted in a dictionary form", language.Paragraph, "予備の弁を買っておくんだった。", language.Counterfactual},
		{"could have been foreseen", language.Paragraph, "想定できたはずの水量だった。", language.Hindsight},
		{"as one thinks back", language.Paragraph, "思えば、前日の警告が知らせていた。", language.Hindsight},
		{"clear to all", language.Paragraph, "弁が足りないことは誰の目にも明らかだった。", language.Hindsight},
		{"bound to", language.Paragraph, "起こるべくして起きた停止である。", language.Hindsight},
		{"as expected", language.Paragraph, "案の定、水があふれた。", language.Hindsight},

		{"thoroughly", language.Action, "弁の指差し確認を徹底する", language.Punitive},
		{"discipline", language.Paragraph, "業者に始末書を提出させた。", language.Punitive},
		{"careful", language.Paragraph, "今後は細心の注意を払って作業します。", language.Punitive},
		{"remind", language.Action, "全員に注意喚起する", language.Punitive},

		{"humbly", language.Paragraph, "今後このようなことがないよう、安全教育を徹底してまいります。", language.Punitive},
		{"the rules are to be kept", language.Paragraph, "運用ルールの遵守を改めて各班に強く求める。", language.Punitive},

		{"worst", language.Paragraph, "最悪の停止が起きた。", language.Emotive},
		{"mad", language.Paragraph, "この配管は狂っているとしか言いようがない。", language.Emotive},
		{"made to take a course", language.Action, "作業員に安全講習を再受講させる", language.Punitive},
		{"nightmare", language.Paragraph, "悪夢のような夜だった。", language.Emotive},
		{"horrible", language.Paragraph, "ひどい配管だった。", language.Emotive},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := read(language.Block{Text: test.text, Form: test.form}, nil)
			if !slices.ContainsFunc(got, func(r language.Remark) bool { return r.Kind == test.want }) {
				t.Errorf("%s: %+v", test.text, got)
			}
		})
	}
}

func TestSilence(t *testing.T) {
	for _, text := range []string{
		"弁の制御装置が停止に失敗した。",
		"監視装置は水位の上昇を見逃していた。",
		"ポンプの責任者は設備部門である。",
		"検査員は手順に従って弁を閉めた。",
		"エラー率は5%を下回った。",
		"警報は10分以内に鳴るべきだった。",
		"すべての弁に番号を付けるべきである。",
		"警報があれば、すぐに止まっていた。",
		"画面に水位が表示されていなかったため、検査員は上昇に気づかなかった。",
		"検査員は水位を知ることができなかった。",
		"誤操作を検知する仕組みを追加する。",
		"ヒューマンエラーを前提とした設計に改める。",
		"「検査員の不注意」という表現は使わない。",
		"誰かを責めるための文書ではない。",
		"人為的ミスではなく、表示の問題である。",
		"操作ミスがあった場合に備え、予備の弁を置く。",
		"弁が誤って閉じられた。",
		"原因が明らかになった。",
		"最悪の場合、60秒間止まる。",
		"弁の交換を忘れないよう、通知を自動で送る。",
		"開発者が詳細を意識せずに使えるようにする。",
		"注意：以下は速報値である。",
		"廃棄処分の対象となる配管を記録する。",
		"複雑な配管が調査を難しくした。",
		"利用者に注意喚起のお知らせを掲載した。",
		"Prometheusオペレーターが設定の再読み込みに失敗した。",
		"水位の予測モデルを再学習する。",
		"なぜ警報が鳴らなかったのか。",
		"どうすれば防げたかを、次の会議で考えますか。",
		"何があれば、検査員はもっと早く気づけただろうか。",
		"警報が鳴った時点で弁が閉じるべきだが、その設定がなかった。",
		"最悪の事態は免れた。",
		"担当者が別経路を使って水を送った。",
		"忘れ物の検索が利用できなかった。",
		"検査員B、弁を閉鎖",
		"配管の誤接続を検知する。",
		"怠慢とは無縁の点検だった。",
		"誤操作以外に原因があるか調査した。",
		"お客様への連絡が遅れたのは、電話網が停止していたためである。",
		"弊社からの連絡が遅れましたこと、お詫びいたします。",
		"注意喚起のバナーを画面に表示する。",
		"利用者が注文できなかった。",
		"EUのお客様が43分間決済できなかった。",
		"再教育済みのモデルに置き換えた。",
		"この文書は、検査員を責めることを目的としていません。",
		"停止を引き起こしたのは、弁の腐食である。",
		"楽観的ロックの競合が増えた。",
		"社内ルールの遵守状況を自動で点検する。",
		"夜間に点検するのが本来の手順である。",
		"オペレーターがPodを誤って削除した。",
		"オペレーターが手順に従い、予備の弁に切り替えた。",
		"誰もが図面を閲覧できる。",
		"誰も使っていない弁が残っていた。",
		"誰も警報の意味を知らなかった。",
		"もう少し調べたかったが、時間がなかった。",
		"利用者に早く届けてほしかった知らせが、一覧に含まれていなかった。",
		"監視装置が連絡を失念した。",
		"会議の日程は来月に決まっている。",
		"業者の点検に問題はなかった。",
		"検査員の点検項目に不足があった。",
		"検査員の確認が不十分でも検出できる。",
		"許可なく開けた弁は、自動で閉じる。",
		"水量が多くなりすぎた。",
		"当直が気づくのが遅れたのは、警報が届かなかったためである。",
		"手順書どおりに実施しても、弁は開かなかった。",
		"なぜ自動で切り替わらなかったのか。",
		"５分で終わる作業だったが、承認に一時間を要した。",
		"記録を残しておくのが目的だった。",
		"",
		"。。。「」『（",
	} {
		if got := read(language.Block{Text: text}, nil); len(got) > 0 {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// A code span is the name of a thing, a link's text is read but not remarked upon, and the words of a team win.
func TestContext(t *testing.T) {
	at := func(text, part string) language.Range {
		i := strings.Index(text, part)
		return language.Range{Start: i, End: i + len(part)}
	}
	const code = "担当者がドレインに失敗した。"
	if got := read(language.Block{Text: code, Names: []language.Range{at(code, "担当者")}}, nil); len(got) > 0 {
		t.Errorf("code: %+v", got)
	}
	const link = "担当者が交換を忘れた。"
	if got := read(language.Block{Text: link, Muted: []language.Range{at(link, "担当者が交換を忘れた")}}, nil); len(got) > 0 {
		t.Errorf("link: %+v", got)
	}
	const team = "ヘルメスが確認に失敗した。"
	if got := read(language.Block{Text: team}, nil); len(got) > 0 {
		t.Errorf("an unknown word: %+v", got)
	}
	if got := read(language.Block{Text: team}, &language.Vocabulary{People: []string{"ヘルメス"}}); len(got) != 1 {
		t.Errorf("a person: %+v", got)
	}
	const system = "担当者が確認に失敗した。"
	if got := read(language.Block{Text: system}, &language.Vocabulary{Systems: []string{"担当者"}}); len(got) > 0 {
		t.Errorf("a system: %+v", got)
	}
}

func TestSpansAndRewrites(t *testing.T) {
	tests := []struct{ text, span, rewrite string }{
		{"前日、技術者がﾊﾞｯｸｱｯﾌﾟの確認を怠った。", "技術者がﾊﾞｯｸｱｯﾌﾟの確認を怠った", "前日、技術者が［当時見えていた情報や状況］のため、ﾊﾞｯｸｱｯﾌﾟの確認を行わなかった。"},
		{"検査員は二つ目の弁を見落とした。", "検査員は二つ目の弁を見落とした", "検査員は［当時見えていた情報や状況］のため、二つ目の弁に気づかなかった。"},
		{"検査員は二つ目の弁を見ませんでした。", "検査員は二つ目の弁を見ませんでした", "検査員は［当時見えていた情報や状況］のため、二つ目の弁を見ませんでした。"},
		{"作業前に図面を読むべきだった。", "読むべきだった", "［当時見えていた情報や状況］のため、作業前に図面を読まなかった。"},
		{"[[配管-12]] の点検で、弁の番号を見落とした。", "番号を見落とした", "［当時見えていた情報や状況］のため、[[配管-12]] の点検で、弁の番号に気づかなかった。"},
		{"作業前に図面を確認するべきでした。", "確認するべきでした", "［当時見えていた情報や状況］のため、作業前に図面を確認しませんでした。"},
		{"直接原因は操作ミスである。", "操作ミス", "直接原因は［その操作を起こりやすくした条件］である。"},
		{"悪夢のような夜だった。", "悪夢の", ""},
	}
	for _, test := range tests {
		got := read(language.Block{Text: test.text}, nil)
		if len(got) != 1 {
			t.Errorf("%s: %+v", test.text, got)
			continue
		}
		r := got[0]
		if span := test.text[r.Range.Start:r.Range.End]; span != test.span {
			t.Errorf("%s: the span is %q", test.text, span)
		}
		if r.Rewrite != test.rewrite {
			t.Errorf("%s: the rewrite is %q", test.text, r.Rewrite)
		}
		if r.Question == "" {
			t.Errorf("%s: no question", test.text)
		}
	}
}

func TestSentences(t *testing.T) {
	const text = "弁が閉じた。担当者が交換を忘れた！「見た。」と記録にある。"
	got := read(language.Block{Text: text}, nil)
	if len(got) != 1 || text[got[0].Sentence.Start:got[0].Sentence.End] != "担当者が交換を忘れた！" {
		t.Errorf("%+v", got)
	}
}

func TestNaming(t *testing.T) {
	for text, want := range map[string]string{"小森さんが弁を閉めた。": "小森さん", "鈴木が弁を閉めた。": "鈴木", "@mkodaが弁を閉めた。": "@mkoda", "担当者が弁を閉めた。": ""} {
		got := ""
		for _, r := range reader().Read(language.Block{Text: text}, nil) {
			if r.Kind == language.Naming {
				got = text[r.Range.Start:r.Range.End]
			}
		}
		if got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestFits(t *testing.T) {
	for text, want := range map[string]float64{
		"障害の原因は fault です": 1, "ｼｮｳｶﾞｲ fault": 1, "障害対応": 1, "The page of 東京 tells of a fault": 0.1, "A fault": 0, "12:30 – 13:00": 0, "Größe": 0,
	} {
		if got := reader().Fits(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// check holds remarks to what everything behind them relies on.
func check(t *testing.T, b language.Block, list []language.Remark) {
	t.Helper()
	last := 0
	for _, r := range list {
		ok := 0 <= r.Sentence.Start && r.Sentence.Start <= r.Range.Start && r.Range.Start < r.Range.End && r.Range.End <= r.Sentence.End && r.Sentence.End <= len(b.Text)
		if !ok || r.Range.Start < last {
			t.Fatalf("%+v behind %d in %q", r, last, b.Text)
		}
		last = r.Range.Start
		if utf8.ValidString(b.Text) && (!utf8.ValidString(b.Text[r.Range.Start:r.Range.End]) || !utf8.ValidString(r.Rewrite)) {
			t.Fatalf("%+v cuts a letter in %q", r, b.Text)
		}
		if r.Rewrite != "" {
			again := read(language.Block{Text: r.Rewrite, Form: b.Form}, nil)
			if len(again) > 0 {
				t.Fatalf("the rewrite %q is remarked upon: %+v", r.Rewrite, again)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"担当者が鍵の交換を忘れた。", "ｵﾍﾟﾚｰﾀｰのｹｱﾚｽﾐｽが原因ﾃﾞｱﾙ。", "「確認漏れ」が原因、（図面を読むべきだった）。", "か\u3099ハ\u309aー゙", "\u202e担当者\u2066が\u200b忘\ufeffれた", "オペレーターーーー", "なければならないようにてしまっていなかった",
		"@mkoda が prod を drop", "事事事を無かった為に", "もし１０：４２、当番：停止", "עברית担当者が忘れたالعربية",
	} {
		f.Add(text, 0, 3, 0)
		f.Add(text, 3, 9, 4)
	}
	f.Fuzz(func(t *testing.T, text string, from, to, form int) {
		b := language.Block{Text: text, Form: language.Form(form & 3)}
		if 0 <= from && from <= to && to <= len(text) && utf8.ValidString(text) && utf8.ValidString(text[:from]) && utf8.ValidString(text[from:to]) {
			b.Names = []language.Range{{Start: from, End: to}}
		}
		check(t, b, read(b, &language.Vocabulary{People: []string{"mkoda"}, Systems: []string{"当番"}}))
	})
}

// Eight times the text takes about eight times as long, whatever it repeats.
func TestHostileText(t *testing.T) {
	for _, unit := range []string{
		"担当者が", "を忘れ", "「", "」", "（", "もし", "なければ", "の", "確認漏れが", "ー", "が\u3099", "ため、", "あ", "漢", "a", "@", " ", "なぜ", "すべきだった", "担当者の確認漏れが原因、", "確認していれば、", "誰も", "振り返ると", "！", "忘れて、", "\u200b",
	} {
		cputime.Linear(t, unit, 500, func(letters int) {
			b := language.Block{Text: strings.Repeat(unit, letters/utf8.RuneCountInString(unit))}
			check(t, b, reader().Read(b, nil))
		})
	}
}

func TestReadIsSafeForConcurrentUse(t *testing.T) {
	j := japanese.New()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := j.Read(language.Block{Text: "担当者が鍵の交換を忘れた。"}, nil); len(got) != 1 {
				t.Errorf("%+v", got)
			}
		})
	}
	wg.Wait()
}

func BenchmarkReady(b *testing.B) {
	for b.Loop() {
		japanese.New().Read(language.Block{Text: "担当者"}, nil)
	}
}

func BenchmarkRead(b *testing.B) {
	j := reader()
	block := language.Block{Text: "前日に投入した設定変更の後、09:58に検索APIのレイテンシが2秒を超え、アラートが発報した。オンコール担当が調査を開始し、10:12に変更を切り戻した。"}
	b.SetBytes(int64(len(block.Text)))
	for b.Loop() {
		j.Read(block, nil)
	}
}
