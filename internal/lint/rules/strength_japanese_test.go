package rules_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

func TestGradeJapanese(t *testing.T) {
	tests := map[rules.Strength][]string{
		rules.Stronger:     {"証明書の更新を自動化する", "不正な設定をCIで検証し拒否する", "古いキューを廃止します。", "手順書の手順を自動化する", "本番で削除できないようにする"},
		rules.Intermediate: {"キュー長のアラートを追加する", "カナリアリリースを導入", "リリースのチェックリストを作る", "四半期ごとに切替訓練を行い、注意喚起する"},
		rules.Weaker:       {"メンバーに注意喚起する", "作業手順の周知徹底", "ダブルチェックを行う", "切替の手順書を更新する", "遅延の原因を調査する", "確認を徹底すること。", "導入を検討する"},
		rules.Ungraded:     {"再試行のループを直す", "インデックス用のディスクを増やす", "監視を改善する", "注意を促す画面の色を変える", "設定を元に戻す", "研修管理システムの不具合を直す"},
	}
	for want, titles := range tests {
		for _, title := range titles {
			if got := rules.Grade(title); got != want {
				t.Errorf("%q is %s, not %s", title, got, want)
			}
		}
	}
}

// What action and structure rules say of words in Japanese, and of those near to them that they leave alone.
func TestJapaneseWords(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"action/vague", "## 再発防止策\n\n- 監視を強化する\n", "強化"},
		{"action/vague", "## 再発防止策\n\n- 監視を強化し、5分以内に検知する\n", ""},
		{"action/vague", "## 再発防止策\n\n- 監視の間隔を見直して1分にする\n", ""},
		{"action/weak", "## 再発防止策\n\n- 作業前の確認を徹底する\n- 監視を追加する\n", "作業前の確認を徹底する"},
		{"action/weak", "## 再発防止策\n\n- 注意書きのある画面を廃止する\n", ""},
		{"analysis/shallow", "## 原因\n\n- テスト不足\n- 上限の監視がなく、上限に達するまで気づけなかった\n", "テスト不足"},
		{"structure/placeholder", "## 影響\n\n後日追記予定\n", "後日追記予定"},
		{"structure/placeholder", "## 影響\n\n担当は○○が行う\n", "○○"},
		{"structure/placeholder", "## 影響\n\n未記入の申請書が 12 件あった。\n", ""},
		{"structure/placeholder", "## 原因\n\n記載予定の項目を確認する仕組みがない。\n", ""},
	} {
		d, list := findings(newLinter(t), c.text, c.rule)
		got := ""
		for _, f := range list {
			got += string(d.Source[f.Span.Start:f.Span.End]) + " " + f.Message
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s on %q: got %q, want %q", c.rule, c.text, got, c.want)
		}
	}
}
