package document_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestChineseTimes is dates and times as Chinese and Korean write them.
func TestChineseTimes(t *testing.T) {
	for _, tt := range []struct{ written, want string }{
		{"2026 年 11 月 20 日 10:42 停机", "2026-11-20 02:42"},
		{"2026年11月20号 10:42 停机", "2026-11-20 02:42"},
		{"11 月 20 日上午 10 点 42 分 停机", "2026-11-20 02:42"},
		{"下午 3:20 停机", "2026-11-20 07:20"},
		{"下午 3 点半 停机", "2026-11-20 07:30"},
		{"晚上 8:30 左右 停机", "2026-11-20 12:30"},
		{"晚上 12 点整 停机", "2026-11-20 16:00"},
		{"中午 12:10 停机", "2026-11-20 04:10"},
		{"凌晨 1:05 停机", "2026-11-19 17:05"},
		{"10时42分 停机", "2026-11-20 02:42"},
		{"10 點 42 分 停机", "2026-11-20 02:42"},
		{"次日 10:42 停机", "2026-11-21 02:42"},
		{"2026년 11월 20일 오전 10시 42분 停机", "2026-11-20 02:42"},
		{"11월 20일 오후 3시 停机", "2026-11-20 07:00"},
		{"10시 42분 停机", "2026-11-20 02:42"},
		{"10:42 停机", "2026-11-20 02:42"},
		{"2026-11-20 10:42（北京时间）停机", "2026-11-20 02:42"},
		{"3 点经验", "no event"},
		{"3시간 停机", "no event"},
		{"下午停机", "no event"},
	} {
		d := parse("# 停机 2026-11-20\n\n## 时间线（北京时间）\n\n- " + tt.written + "\n")
		got := "no event"
		if len(d.Timeline.Events) == 1 {
			e := d.Timeline.Events[0]
			if got = e.At.UTC().Format("2006-01-02 15:04"); e.Text != "停机" {
				t.Errorf("%s: the text is %q", tt.written, e.Text)
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.written, got, tt.want)
		}
	}
	document.Parse("", []byte("## 타임라인\n\n- 10시 \xea\xb0 42\xeb"))
}

// TestChineseScript is a document as it is written in Taiwan, and due dates of such documents.
func TestChineseScript(t *testing.T) {
	const source = "# 停機\n\n**日期**：2026 年 11 月 20 日\n\n## 時間軸（台北時間）\n\n- 10:42 部署\n\n## 後續行動\n\n| 行動 | 負責人 | 截止日期 | 優先級 | 狀態 |\n|-|-|-|-|-|\n| 增加告警 | 王偉 | 2026/12/15 | 高 | 已完成 |\n\n## 改善措施\n\n- [ ] 補充測試（負責人：李娜，截止：12 月 20 日前）\n- 監控\n  - 佇列告警\n\n### 部署前檢查清單\n\n- [ ] 是否已備份？\n"
	d := parse(source)
	equal(t, "增加告警; prio=P1; owner=王偉; due=2026-12-15; status=已完成; done\n補充測試; owner=李娜; due=2026-12-20\n佇列告警", itemsOf(d))
	if len(d.Timeline.Events) != 1 || d.Timeline.Events[0].At.UTC().Format("2006-01-02 15:04") != "2026-11-20 02:42" {
		t.Errorf("the timeline is %v", d.Timeline.Events)
	}
	equal(t, "压测; owner=王伟; due=2026-12-15\n增加告警; due=2026-12-20\n演练; due=2026-12-30\n补充文档 —— 包括回滚\n告警 —— 监控", itemsOf(parse("# 停机 2026-11-20\n\n## 改进措施\n\n- 压测 —— 王伟，2026-12-15\n- 增加告警，12 月 20 日前完成\n- 演练\n  - 时间：2026-12-30\n- 补充文档 —— 包括回滚\n- 告警 —— 监控\n")))
	equal(t, "알림 추가; owner=김철수; due=2026-12-15\n조정; prio=P1; due=2026-12-20", itemsOf(parse("# 장애 2026-11-20\n\n## 후속 조치\n\n| 조치 | 담당 | 기한 | 우선순위 |\n|-|-|-|-|\n| 알림 추가 | 김철수 | 2026년 12월 15일 | |\n| 조정 | | 12월 20일까지 | 높음 |\n")))
}
