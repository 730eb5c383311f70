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
