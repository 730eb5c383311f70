package interview_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// clock is a Friday noon in a zone that is not UTC.
func clock() time.Time {
	return time.Date(2026, 11, 20, 12, 30, 0, 0, time.FixedZone("CET", 3600))
}

func newSession() *interview.Session { return interview.NewSession(scale, clock) }

func TestMomentsAsTyped(t *testing.T) {
	for _, test := range []struct{ key, typed, want string }{
		{"started", "1042", "2026-11-20T10:42:00+01:00"},
		{"started", "10:42", "2026-11-20T10:42:00+01:00"},
		{"started", "10:42 UTC", "2026-11-20T10:42:00Z"},
		{"started", "23:50", "2026-11-19T23:50:00+01:00"}, // it hasn't been 23:50 today
		{"started", "now", "2026-11-20T12:30:00+01:00"},
		{"started", "2h ago", "2026-11-20T10:30:00+01:00"},
		{"started", "90 min ago", "2026-11-20T11:00:00+01:00"},
		{"started", "today 10:42", "2026-11-20T10:42:00+01:00"},
		{"started", "Yesterday 23:10 JST", "2026-11-19T23:10:00+09:00"},
		{"started", "2026-11-18 1042 UTC", "2026-11-18T10:42:00Z"},
		{"started", "18 Nov 2026 10:42", "2026-11-18T10:42:00+01:00"},
		{"started", "2026-11-18 10:42", "2026-11-18T10:42:00+01:00"},
		{"started", "2026-11-18T10:42:07Z", "2026-11-18T10:42:07Z"},
		{"started", "23:10 yesterday", "2026-11-19T23:10:00+01:00"},
		{"started", "last night 23:10", "2026-11-19T23:10:00+01:00"},
		{"started", "last night at 1:10", "2026-11-20T01:10:00+01:00"},
		{"started", "this morning 9:12 UTC", "2026-11-20T09:12:00Z"},
		{"started", "yesterday 23:10 -11:00", "2026-11-19T23:10:00-11:00"}, // it is 00:30 there
		{"started", "2 days ago, 10:42", "2026-11-18T10:42:00+01:00"},
		{"started", "an hour ago", "2026-11-20T11:30:00+01:00"},
		{"started", "1h30m ago", "2026-11-20T11:00:00+01:00"},
		{"started", "1 hour, 5 minutes ago", "2026-11-20T11:25:00+01:00"},
		{"started", "Mon 10:42", "2026-11-16T10:42:00+01:00"},
		{"started", "Friday 10:42", "2026-11-20T10:42:00+01:00"},
		{"started", "Fri 1442", "2026-11-13T14:42:00+01:00"}, // today it is still to come
		{"started", "Thursday, 2026-11-19 10:42 UTC", "2026-11-19T10:42:00Z"},
		{"detected", "+12m", "2026-11-19T10:10:00-05:00"},
		{"detected", "T+1h 5m", "2026-11-19T11:03:00-05:00"},
		{"detected", "90 seconds later", "2026-11-19T09:59:30-05:00"},
		{"detected", "Fri 01:30", "2026-11-20T01:30:00-05:00"},
		{"detected", "10:06", "2026-11-19T10:06:00-05:00"},
		{"detected", "00:05", "2026-11-20T00:05:00-05:00"},
	} {
		s := newSession()
		if test.key == "detected" {
			started := "2026-11-19 09:58 -05:00"
			if test.typed == "00:05" {
				started = "2026-11-19 23:50 -05:00"
			}
			s.SetText(interview.Started, started)
		}
		s.SetText(interview.Key(test.key), test.typed)
		got, err := s.Moment(interview.Key(test.key))
		if err != nil || got.Format(time.RFC3339) != test.want {
			t.Errorf("%s %q: got %v (%v), want %s", test.key, test.typed, got.Format(time.RFC3339), err, test.want)
		}
	}
}

// What "10:42" means must not change when a draft is taken up on another day.
func TestLeavingATimeWritesItOut(t *testing.T) {
	now := clock()
	s := interview.NewSession(scale, func() time.Time { return now })
	s.GoTo(interview.Started)
	s.SetText(interview.Started, "1042")
	s.Next()
	now = now.AddDate(0, 0, 3)
	if got, want := s.Text(interview.Started), "2026-11-20 10:42 +01:00"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.GoTo(interview.Severity)
	s.SetText(interview.Severity, "2")
	s.Back()
	if got := s.Text(interview.Severity); got != "SEV-2" {
		t.Errorf("severity became %q", got)
	}
	s.GoTo(interview.Detected)
	s.SetText(interview.Detected, "rubbish")
	s.Next()
	if got := s.Text(interview.Detected); got != "rubbish" {
		t.Errorf("what can't be read became %q", got)
	}
}

func TestSkippingAndGoingBack(t *testing.T) {
	s := newSession()
	s.Back()
	if q, _ := s.Current(); q.Key != interview.Title {
		t.Errorf("before the first question stands %s", q.Key)
	}
	n := 0
	for ; ; n++ {
		if _, ok := s.Current(); !ok {
			break
		}
		s.Next()
	}
	if n != len(s.Questions()) || s.Left() != 0 {
		t.Errorf("%d steps for %d questions, %d left", n, len(s.Questions()), s.Left())
	}
	s.Next()
	s.Back()
	if q, _ := s.Current(); q.Key != interview.Supporting {
		t.Errorf("before the preview stands %s", q.Key)
	}
	s.GoTo("nonsense")
	if q, _ := s.Current(); q.Key != interview.Supporting {
		t.Errorf("an unknown key led to %s", q.Key)
	}
}

func TestTextsAreKeptAsTyped(t *testing.T) {
	s := newSession()
	const text = "  two\n\n  blanks  \n\ttab – “quotes” 日本語 🎉\n\n"
	s.SetText(interview.Impact, text)
	if s.Text(interview.Impact) != text {
		t.Errorf("got %q", s.Text(interview.Impact))
	}
	a, _ := s.Answers()
	if want := "  two\n\n  blanks  \n\ttab – “quotes” 日本語 🎉"; a.Sections[document.Impact] != want {
		t.Errorf("got %q, want %q", a.Sections[document.Impact], want)
	}
	if s.SetText(interview.Impact, text) {
		t.Error("the same text counts as a change")
	}
}

func TestPoints(t *testing.T) {
	for typed, want := range map[string]string{
		"one":                    "- one",
		"one\ntwo\n":             "- one\n- two",
		"- one\n- two":           "- one\n- two",
		"1. one\n2. two":         "1. one\n2. two",
		"one\n\n\ntwo\nthree":    "- one\n- two\n- three",
		"## head\n\na paragraph": "## head\n\na paragraph",
		"lead:\n  code":          "lead:\n  code",
		"> quoted":               "> quoted",
		"-5 degrees\n#1 issue":   "- -5 degrees\n- #1 issue",
		" \n":                    "",
	} {
		s := newSession()
		s.SetText(interview.WentWell, typed)
		a, _ := s.Answers()
		if got := a.Sections[document.WentWell]; got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestTimelineAsTyped(t *testing.T) {
	s := newSession()
	s.SetText(interview.Title, "x")
	s.SetText(interview.Started, "2026-11-19 23:50 +01:00")
	s.SetText(interview.Timeline, strings.Join([]string{
		"2350 deployed [started]",
		"- [00:05] kmori: probe alerts [detected]",
		"and it is red",
		"",
		"00:02 first ticket (source: https://example.com/t/1)",
		"2026-11-20 01:00 UTC rolled back [mitigated]",
		"0215 fine again",
		"03:00 [resolved]",
	}, "\n"))
	a, problems := s.Answers()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []template.Event{
		{At: at(t, "2026-11-19T23:50:00+01:00"), What: "deployed", Milestone: "started"},
		{At: at(t, "2026-11-20T00:02:00+01:00"), What: "first ticket", Source: "https://example.com/t/1"},
		{At: at(t, "2026-11-20T00:05:00+01:00"), What: "kmori: probe alerts and it is red", Milestone: "detected"},
		{At: at(t, "2026-11-20T01:00:00Z"), What: "rolled back", Milestone: "mitigated"},
		{At: at(t, "2026-11-20T02:15:00+01:00"), What: "fine again"},
		{At: at(t, "2026-11-20T03:00:00+01:00"), What: "Resolved", Milestone: "resolved"},
	}
	if diff := cmp.Diff(want, a.Timeline); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if !a.Detected.Equal(want[2].At) || !a.Resolved.Equal(want[5].At) {
		t.Errorf("the milestones give detected %v and resolved %v", a.Detected, a.Resolved)
	}
}

func TestTimelineInSpokenTimes(t *testing.T) {
	s := newSession()
	s.SetText(interview.Title, "x")
	s.SetText(interview.Started, "2026-11-19 23:50 +01:00")
	s.SetText(interview.Timeline, strings.Join([]string{
		"Wed 14:00 the change lands",
		"T+5m probe alerts",
		"+12m rollback starts",
		"00:08 rollback arrives",
		"23:58 first ticket",
		"Fri 09:00 review",
		"2h ago draft begun",
		"+3 nodes are added",
	}, "\n"))
	a, problems := s.Answers()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []template.Event{
		{At: at(t, "2026-11-18T14:00:00+01:00"), What: "the change lands"},
		{At: at(t, "2026-11-19T23:55:00+01:00"), What: "probe alerts"},
		{At: at(t, "2026-11-19T23:58:00+01:00"), What: "first ticket"},
		{At: at(t, "2026-11-20T00:07:00+01:00"), What: "rollback starts"},
		{At: at(t, "2026-11-20T00:08:00+01:00"), What: "rollback arrives"},
		{At: at(t, "2026-11-20T09:00:00+01:00"), What: "review"},
		{At: at(t, "2026-11-20T10:30:00+01:00"), What: "draft begun +3 nodes are added"},
	}
	if diff := cmp.Diff(want, a.Timeline); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestActionsAsTyped(t *testing.T) {
	s := newSession()
	s.SetText(interview.ActionItems, strings.Join([]string{
		"Refuse it (prevent, P1, @kmori, due 2026-12-15, for F1)",
		"- [ ] Alert on `queue` depth (detect, owner Payments, due 15 Jan 2027, done when a drill, in May, alerts)",
		"",
		"Read the paper (Smith 2019)",
	}, "\n"))
	a, _ := s.Answers()
	want := []template.Action{
		{Title: "Refuse it", Type: "prevent", Priority: "P1", Owner: "@kmori", Due: "2026-12-15", Factor: "F1"},
		{Title: "Alert on `queue` depth", Type: "detect", Owner: "Payments", Due: "2027-01-15", DoneWhen: "a drill, in May, alerts"},
		{Title: "Read the paper (Smith 2019)"},
	}
	if diff := cmp.Diff(want, a.Actions); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if ps := s.Problems(interview.ActionItems); len(ps) > 0 {
		t.Error(ps)
	}
}

func TestProblemsOfASession(t *testing.T) {
	tests := map[string]struct {
		answers map[interview.Key]string
		want    string
	}{
		"nothing":           {nil, `"title" is missing`},
		"unreadable time":   {map[interview.Key]string{"title": "x", "started": "soonish"}, `"started": "soonish" is not a time`},
		"wrong weekday":     {map[interview.Key]string{"title": "x", "started": "Mon 2026-11-17 10:42"}, `"started": 2026-11-17 is a Tuesday, not a Monday`},
		"weekday of a line": {map[interview.Key]string{"title": "x", "timeline": "Mon 2026-11-17 10:42 UTC it is down"}, "2026-11-17 is a Tuesday, not a Monday"},
		"nothing before":    {map[interview.Key]string{"title": "x", "detected": "+12m"}, `"detected": there is no moment before it to count from`},
		"no event before":   {map[interview.Key]string{"title": "x", "timeline": "+12m rollback"}, "there is no moment before it to count from"},
		"far too long ago":  {map[interview.Key]string{"title": "x", "started": "99999d ago"}, `"started": "99999d" is longer than an incident lasts`},
		"order":             {map[interview.Key]string{"title": "x", "started": "10:58", "detected": "10:06"}, `"detected" (10:06) is before "started" (10:58)`},
		"severity":          {map[interview.Key]string{"title": "x", "severity": "7"}, `"7" is not on the severity scale`},
		"budget":            {map[interview.Key]string{"title": "x", "slo": "three nines"}, `"three nines" is not an objective with a window and the time unavailable`},
		"timeless line":     {map[interview.Key]string{"title": "x", "started": "10:00", "timeline": "\nrollback"}, "it begins with no time"},
		"time and no day":   {map[interview.Key]string{"title": "x", "timeline": "10:42 rollback"}, `its day is not known: answer "started", or write a date before the time`},
		"time alone":        {map[interview.Key]string{"title": "x", "started": "10:00", "timeline": "10:42"}, "it says a time and not what happened"},
		"vague due date":    {map[interview.Key]string{"title": "x", "actions": "a (P1, due some day)"}, `"some day" is not a date`},
		"unknown field":     {map[interview.Key]string{"title": "x", "actions": "a (P1, prevnt)"}, `"prevnt" is no type, priority, @owner, due date or factor`},
		"action in name":    {map[interview.Key]string{"title": "x", "actions": "(P1, @kmori)"}, "it doesn't say what is to be done"},
		"several, in order": {map[interview.Key]string{"timeline": "a", "severity": "x"}, "\"title\" is missing\n\"x\" is not on the severity scale\nit begins with no time"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := newSession()
			for key, text := range test.answers {
				s.SetText(key, text)
			}
			_, problems := s.Answers()
			var messages []string
			for _, p := range problems {
				messages = append(messages, p.Error())
			}
			if diff := cmp.Diff(test.want, strings.Join(messages, "\n")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			for _, p := range problems {
				if p.Hint() == "" {
					t.Errorf("%q has no remedy", p.Message)
				}
			}
		})
	}
}

func TestBudgetAsTyped(t *testing.T) {
	for typed, want := range map[string]template.SLO{
		"99.9% over 30d, unavailable 35m": {Objective: 99.9, Window: "30d", Unavailable: "35m"},
		"99.95 30d 1h20m":                 {Objective: 99.95, Window: "30d", Unavailable: "1h20m"},
		"99.5 %":                          {Objective: 99.5},
		"99% in 4w; down for 2h":          {Objective: 99, Window: "4w", Unavailable: "2h"},
	} {
		s := newSession()
		s.SetText(interview.SLO, typed)
		a, _ := s.Answers()
		if a.SLO == nil || *a.SLO != want {
			t.Errorf("%q: got %+v, want %+v", typed, a.SLO, want)
		}
	}
}

func TestProgress(t *testing.T) {
	s := newSession()
	check := func(group string, want interview.Progress) {
		t.Helper()
		if got := s.Progress()[group]; got != want {
			t.Errorf("%s is %v, want %v", group, got, want)
		}
	}
	check("Basics", interview.Empty)
	s.SetText(interview.Title, "x")
	check("Basics", interview.Thin)
	for key, text := range map[interview.Key]string{"severity": "SEV-1", "started": "10:00", "detected": "10:10", "resolved": "11:00", "services": "checkout"} {
		s.SetText(key, text)
	}
	check("Basics", interview.Done)
	s.SetText(interview.Resolved, "9:00")
	check("Basics", interview.Wrong)
	s.SetText(interview.Impact, "some")
	check("Impact", interview.Thin)
	s.SetText(interview.Impact, "1,240 checkouts failed, 38 % of EU traffic, between 09:58 and 10:41 UTC.")
	check("Impact", interview.Done)
	s.SetText(interview.Conditions, "one cause")
	check("Factors", interview.Thin)
	s.SetText(interview.ActionItems, "a (@kmori)")
	check("Actions", interview.Thin)
	s.SetText(interview.ActionItems, "a (@kmori, due 2026-12-01)")
	check("Actions", interview.Done)
	if got, want := s.Answered(), 9; got != want {
		t.Errorf("%d answered, want %d", got, want)
	}
}

// A time of day that is still to come is yesterday's, wherever a day is not told; from then on it has its date.
func TestATimeOfDayThatIsStillToCome(t *testing.T) {
	for name, test := range map[string]struct {
		texts map[interview.Key]string
		key   interview.Key
		want  string
	}{
		"started":                        {map[interview.Key]string{interview.Started: "23:50"}, interview.Started, "2026-11-19 23:50 +01:00"},
		"detected alone":                 {map[interview.Key]string{interview.Detected: "23:50"}, interview.Detected, "2026-11-19 23:50 +01:00"},
		"a clock that is ahead":          {map[interview.Key]string{interview.Detected: "12:34"}, interview.Detected, "2026-11-20 12:34 +01:00"},
		"behind a start today":           {map[interview.Key]string{interview.Started: "2026-11-20 09:00 +01:00", interview.Resolved: "14:00"}, interview.Resolved, "2026-11-20 14:00 +01:00"},
		"an event":                       {map[interview.Key]string{interview.Started: "2026-11-20 12:00 +01:00", interview.Timeline: "12:05 probe alerts\n23:50 deployed"}, interview.Timeline, "2026-11-19 23:50 +01:00 deployed\n12:05 probe alerts"},
		"an event behind midnight":       {map[interview.Key]string{interview.Started: "2026-11-19 23:50 +01:00", interview.Timeline: "00:05 probe alerts\n23:55 deployed"}, interview.Timeline, "23:55 deployed\n00:05 probe alerts"},
		"an event hours before":          {map[interview.Key]string{interview.Started: "2026-11-19 23:50 +01:00", interview.Timeline: "14:00 deployed\n00:05 probe alerts"}, interview.Timeline, "14:00 deployed\n00:05 probe alerts"},
		"no event to come":               {map[interview.Key]string{interview.Started: "2026-11-20 12:20 +01:00", interview.Timeline: "00:10 deployed\n12:25 probe alerts"}, interview.Timeline, "00:10 deployed\n12:25 probe alerts"},
		"an event of a start of its own": {map[interview.Key]string{interview.Started: "2026-11-20 23:40 +01:00", interview.Timeline: "23:50 deployed"}, interview.Timeline, "23:50 deployed"},
	} {
		t.Run(name, func(t *testing.T) {
			s := interview.NewSession(scale, clock)
			for key, text := range test.texts {
				s.SetText(key, text)
			}
			s.GoTo(test.key)
			s.Next()
			if test.key != interview.Timeline {
				if at, err := s.Moment(test.key); err != nil || at.Format("2006-01-02 15:04 -07:00") != test.want {
					t.Errorf("got %v, %v", at, err)
				}
			} else if diff := cmp.Diff(test.want, s.Text(test.key)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
