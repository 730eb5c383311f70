package interview

import (
	"testing"
	"time"
)

func TestJapaneseMoments(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.FixedZone("JST", 9*3600)) // a Friday
	for text, want := range map[string]string{
		"今日 10:42": "2026-11-20 10:42", "昨日 23:10": "2026-11-19 23:10", "昨日の 23:10": "2026-11-19 23:10", "一昨日 9:05": "2026-11-18 09:05", "昨日 ２３：１０": "2026-11-19 23:10",
		"2時間前": "2026-11-20 10:00", "１時間30分前": "2026-11-20 10:30", "15分前": "2026-11-20 11:45", "3日前 10:00": "2026-11-17 10:00", "今": "2026-11-20 12:00", "月曜 10:42": "2026-11-16 10:42",
	} {
		got, err := readSpoken(text, now, now)
		if err != nil || got.at.Format("2006-01-02 15:04") != want {
			t.Errorf("%s: %s, %v; want %s", text, got.at.Format("2006-01-02 15:04"), err, want)
		}
	}
	for _, text := range []string{"昨日", "明日の朝", "時間前", "昨日あたり 10:42"} {
		if got, err := readSpoken(text, now, now); err == nil {
			t.Errorf("%s is read as %s", text, got.at)
		}
	}
}

// A time that counts from another is read by the grammar of documents, "+" from what happened before; nothing stands between a time and the words behind it.
func TestJapaneseEvents(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*3600)
	now := func() time.Time { return time.Date(2026, 11, 20, 22, 0, 0, 0, tokyo) }
	for line, want := range map[string]string{
		"19:06に発報":            "19:06 発報",
		"19:06 に発報":           "19:06 に発報",
		"19:06に、アラートが発報":      "19:06 アラートが発報",
		"19:06アラートが発報":        "19:06 アラートが発報",
		"１９：０６に発報":            "19:06 発報",
		"19時6分に発報":            "19:06 発報",
		"午後7時6分頃に発報":          "19:06 発報",
		"19:06：発報":            "19:06 発報",
		"11月20日19:06に発報":      "19:06 発報",
		"2026-11-20 19:06に発報": "19:06 発報",
		"+10分 切り戻し":           "19:20 切り戻し",
		"+10分後に切り戻し":          "19:20 切り戻し",
		"＋１０分 切り戻し":           "19:20 切り戻し",
		"+1時間30分 切り戻し":        "20:40 切り戻し",
		"10分後 切り戻し":           "19:20 切り戻し",
		"10分後に切り戻し":           "19:20 切り戻し",
		"約10分後、切り戻し":          "19:20 切り戻し",
		"1時間半後に切り戻し":          "20:40 切り戻し",
		"T+30分 切り戻し":          "19:30 切り戻し",
		"T+30分に切り戻し":          "19:30 切り戻し",
		"T+1時間 切り戻し":          "20:00 切り戻し",
		"3時間待った":              "goes on",
		"5分で復旧":               "goes on",
		"10台を追加":              "goes on",
		"10月20日の売上":           "goes on",
	} {
		r := reader{now: now}
		entries, _ := r.entries("19:00 始まり\n19:10 影響\n"+line, time.Date(2026, 11, 20, 19, 0, 0, 0, tokyo))
		e := entries[2]
		got := e.At.In(tokyo).Format("15:04 ") + e.What
		switch {
		case e.goes:
			got = "goes on"
		case e.problem != nil:
			got = e.problem.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
	s := NewSession(nil, now)
	for key, text := range map[Key]string{Started: "19:00に", Detected: "10分後", Mitigated: "+30分", Resolved: "T+1時間半"} {
		s.SetText(key, text)
	}
	for key, want := range map[Key]string{Started: "19:00", Detected: "19:10", Mitigated: "19:40", Resolved: "20:30"} {
		if at, err := s.Moment(key); err != nil || at.Format("15:04") != want {
			t.Errorf("%s: %v, %v; want %s", key, at, err, want)
		}
	}
}

// An action item with its fields as Japanese writes them: what people say is written out in the same form, and its factor is set in it.
func TestJapaneseFields(t *testing.T) {
	r := reader{now: func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }} // a Friday
	for line, want := range map[string]string{
		"拒否する（予防、P1、@kmori、期限 2026-12-15、要因 F1）": "拒否する（予防、P1、@kmori、期限 2026-12-15、要因 F1）",
		"拒否する（担当: kmori、期限: 来週金曜）":               "拒否する（@kmori、期限 2026-11-27）",
		"拒否する（予防、kmori、12/15まで）":                 "拒否する（予防、@kmori、期限 2026-12-15）",
		"拒否する（予防，来週，完了条件: 来週、検査が通る）":             "拒否する（予防，期限 2026-11-27，完了条件: 来週、検査が通る）",
		"拒否する（予防、kmori、来週":                       "拒否する（予防、@kmori、期限 2026-11-27",
		"拒否する (予防, 担当: kmori, 期限: 来週)":           "拒否する (予防, @kmori, due 2026-11-27)",
		"設定（本番）を拒否する":                            "設定（本番）を拒否する",
		"設定を拒否する（来週）":                            "設定を拒否する（期限 2026-11-27）",
	} {
		list := r.readTodos(line, []string{"@kmori"})
		if list[0].text != want || list[0].err != nil {
			t.Errorf("%s: %s, %v; want %s", line, list[0].text, list[0].err, want)
		}
	}
	if list := r.readTodos("拒否する（予坊、P1、期限 13月40日）", nil); list[0].err == nil {
		t.Errorf("nothing is wrong: %+v", list[0])
	}
	for _, test := range [][3]string{
		{"拒否する（予防、P1）", "F2", "拒否する（予防、P1、要因 F2）"}, {"拒否する（予防、要因 F1）", "F2", "拒否する（予防、要因 F2）"}, {"拒否する（要因: F1、予防）", "F2", "拒否する（予防、要因 F2）"},
		{"拒否する（予防、要因 F1）", "", "拒否する（予防）"}, {"拒否する（要因 F1）", "", "拒否する"}, {"拒否する（", "F1", "拒否する (for F1)"}, {"拒否する（予防、", "F1", "拒否する（予防、要因 F1）"},
		{"拒否する (予防, for F1)", "F2", "拒否する (予防, for F2)"},
	} {
		if got := withFactor(test[0], test[1]); got != test[2] {
			t.Errorf("%s, %s: %s, want %s", test[0], test[1], got, test[2])
		}
	}
	from, to := factorList("甲\n乙"), factorList("丙\n乙")
	if got, gone := relink("拒否する（予防、要因 F2）\n分ける（要因 F1）", from, to); gone != 1 || got != "拒否する（予防、要因 F2）\n分ける（要因 F?）" {
		t.Errorf("relinked: %s, %d gone", got, gone)
	}
	if todo := r.readTodos("分ける（予防、要因 F?）", nil)[0]; !todo.gone || todo.Type != "prevent" {
		t.Errorf("%+v", todo)
	}
}

func TestJapaneseDueDates(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) // a Friday
	for text, want := range map[string]string{
		"今日中": "2026-11-20", "明日": "2026-11-21", "明日まで": "2026-11-21", "来週": "2026-11-27", "来週金曜": "2026-11-27", "来週の月曜日まで": "2026-11-23", "月曜": "2026-11-23", "金曜日": "2026-11-27",
		"月末": "2026-11-30", "来月末までに": "2026-12-31", "2週間後": "2026-12-04", "１０日以内": "2026-11-30", "3か月後": "2027-02-20", "12月15日": "2026-12-15", "12/15まで": "2026-12-15",
	} {
		if got, ok := readDue(text, now); !ok || got != want {
			t.Errorf("%s: %q, want %s", text, got, want)
		}
	}
	for _, text := range []string{"来週あたり", "曜日", "できるだけ早く", "13月40日"} {
		if got, ok := readDue(text, now); ok {
			t.Errorf("%s is read as %s", text, got)
		}
	}
}
