package interview_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

var scale = []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestReadAnswers(t *testing.T) {
	const yaml = `
title: "Payments API: 502s"
severity: 2
started: 2026-11-20T23:50:00+01:00
detected: 00:05
resolved: 2026-11-21T02:00:00Z
services: [checkout, payments-api]
authors: "@kmori, @adiallo"
factors: [2026-11-20, no]
slo: {objective: 99.9, window: 30d, unavailable: 1h20m}
summary: |
  First paragraph.

  Second one.
went_well:
  - the rollback
  - |
    two
    lines
timeline:
  - {at: "23:50", what: deployed, milestone: Started, source: https://example.com/1}
  - {at: "00:05", what: probe alerts}
  - {at: "00:02", what: a ticket}
  - {at: 2026-11-21T00:30:00Z, what: rollback}
  - {at: 01:40, what: fine}
actions:
  - {title: Refuse it (RFC 12), type: Prevent, priority: p1, owner: "@kmori", due: 2026-12-15, factor: f1, done_when: it is refused}
  - title: Write it up
`
	got, err := interview.ReadAnswers("a.yaml", []byte(yaml), "", scale, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := template.Answers{
		Title: "Payments API: 502s", Severity: "SEV-2",
		Started: at(t, "2026-11-20T23:50:00+01:00"), Detected: at(t, "2026-11-21T00:05:00+01:00"), Resolved: at(t, "2026-11-21T02:00:00Z"),
		Services: []string{"checkout", "payments-api"}, Authors: []string{"@kmori", "@adiallo"}, Factors: []string{"2026-11-20", "no"},
		SLO: &template.SLO{Objective: 99.9, Window: "30d", Unavailable: "1h20m"},
		Sections: map[string]string{
			document.Summary:  "First paragraph.\n\nSecond one.",
			document.WentWell: "- the rollback\n- two\n  lines",
		},
		Timeline: []template.Event{
			{At: at(t, "2026-11-20T23:50:00+01:00"), What: "deployed", Milestone: "started", Source: "https://example.com/1"},
			{At: at(t, "2026-11-21T00:02:00+01:00"), What: "a ticket"},
			{At: at(t, "2026-11-21T00:05:00+01:00"), What: "probe alerts"},
			{At: at(t, "2026-11-21T00:30:00Z"), What: "rollback"},
			{At: at(t, "2026-11-21T01:40:00+01:00"), What: "fine"},
		},
		Actions: []template.Action{
			{Title: "Refuse it (RFC 12)", Type: "prevent", Priority: "P1", Owner: "@kmori", Due: "2026-12-15", Factor: "F1", DoneWhen: "it is refused"},
			{Title: "Write it up"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestReadAnswersJSON(t *testing.T) {
	const source = "{\n\t\"title\": \"caf\\u00e9 \\ud83d\\ude00 \\/ x\",\n\t\"impact\": [\"a\", \"b\"],\n\t\"severity\": null,\n\t\"slo\": {\"objective\": 99.95}\n}"
	got, err := interview.ReadAnswers("a.json", []byte(source), "", scale, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := template.Answers{Title: "café 😀 / x", Sections: map[string]string{document.Impact: "- a\n- b"}, SLO: &template.SLO{Objective: 99.95}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMilestonesGiveTheMoments(t *testing.T) {
	got, err := interview.ReadAnswers("a", []byte("title: x\ntimeline:\n- {at: 2026-11-20T10:00:00Z, what: x, milestone: started}\n- {at: 2026-11-20T10:09:00Z, what: x, milestone: detected}\n"), "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := at(t, "2026-11-20T10:09:00Z"); !got.Detected.Equal(want) {
		t.Errorf("detected %v, want %v", got.Detected, want)
	}
}

func TestReadAnswersProblems(t *testing.T) {
	const empty = "postmortem new --answers-skeleton prints a file to fill in"
	tests := map[string]struct {
		source string
		want   string // lines of the error
		hint   string // a part of the hint
	}{
		"empty file":            {"", "a.yaml: holds no answers", empty},
		"only comments":         {"# nothing\n", "a.yaml: holds no answers", empty},
		"null":                  {"~\n", "a.yaml: holds no answers", empty},
		"a list":                {"- title: x\n", "a.yaml:1: has to be a mapping of keys to answers and is a list", empty},
		"a word":                {"title\n", "a.yaml:1: has to be a mapping of keys to answers and is a single value", empty},
		"no title":              {"severity: SEV-1\n", `a.yaml: "title" is missing`, "a few words"},
		"empty title":           {"title: '  '\n", `a.yaml:1: "title" is missing`, ""},
		"title is a list":       {"title: [x]\n", `a.yaml:1: "title" has to be a single value and is a list`, ""},
		"unknown key":           {"title: x\nsumary: y\n", `a.yaml:2: unknown key "sumary"`, `did you mean "summary"?`},
		"unknown key, other":    {"title: x\nlessons-learned: y\n", `a.yaml:2: unknown key "lessons-learned"`, `did you mean "lessons"?`},
		"unknown key, far":      {"title: x\nqqqqqqqqqq: y\n", `a.yaml:2: unknown key "qqqqqqqqqq"`, "the keys are title, severity"},
		"key with an escape":    {"title: x\n\"\\e[31m\": y\n", `a.yaml:2: unknown key ""`, ""},
		"merge key":             {"title: x\n<<: {a: b}\n", `a.yaml:2: unknown key "<<"`, ""},
		"key is a list":         {"title: x\n? [a]\n: b\n", "a.yaml:2: a key is a list", ""},
		"twice":                 {"title: x\nimpact: a\nimpact: b\n", `a.yaml:3: "impact" is there twice, first in line 2`, "keep one"},
		"JSON, twice":           {"{\"title\": \"x\",\n\"title\": \"y\"}", `a.yaml:2: "title" is there twice, first in line 1`, "keep one"},
		"alias":                 {"title: &a x\nimpact: *a\n", `a.yaml:2: "impact" is an alias of another value`, "write the value out"},
		"unknown severity":      {"title: x\nseverity: SEV-9\n", `a.yaml:2: "severity": "SEV-9" is not on the severity scale`, "use one of SEV-1, SEV-2, SEV-3, SEV-4"},
		"bad time":              {"title: x\nstarted: soon\n", `a.yaml:2: "started": "soon" is not a time`, "2026-11-20T10:42:00+01:00"},
		"no day":                {"title: x\nstarted: 10:42\n", `a.yaml:2: "started": "10:42" can't be placed: it has no date`, "an offset"},
		"no zone":               {"title: x\nstarted: 2026-11-20 10:42\n", `a.yaml:2: "started": "2026-11-20 10:42" can't be placed: it has no time zone`, "an offset"},
		"detected too early":    {"title: x\nstarted: 2026-11-20T10:58:00Z\ndetected: 2026-11-20T10:06:00Z\n", `a.yaml:3: "detected" (10:06) is before "started" (10:58)`, "2026-11-20T10:58:00Z"},
		"bare and too early":    {"title: x\nstarted: 2026-11-20T10:58:00Z\ndetected: 10:06\n", `a.yaml:3: "detected" (10:06) is before "started" (10:58)`, "same zone"},
		"resolved too early":    {"title: x\nresolved: 2026-11-19T10:06:00Z\nstarted: 2026-11-20T10:58:00Z\n", `a.yaml:2: "resolved" (2026-11-19 10:06) is before "started" (2026-11-20 10:58)`, "same zone"},
		"resolved and zones":    {"title: x\nmitigated: 2026-11-20T10:58:00+01:00\nresolved: 2026-11-20T09:00:00Z\n", `a.yaml:3: "resolved" (2026-11-20T09:00:00Z) is before "mitigated" (2026-11-20T10:58:00+01:00)`, "same zone"},
		"seconds apart":         {"title: x\nstarted: 2026-11-20T10:58:30Z\nresolved: 2026-11-20T10:58:10Z\n", `a.yaml:3: "resolved" (10:58:10) is before "started" (10:58:30)`, ""},
		"milestones too early":  {"title: x\nstarted: 2026-11-20T11:00:00Z\ntimeline: [{at: 2026-11-20T10:00:00Z, what: x, milestone: resolved}]\n", `a.yaml:3: "resolved" (10:00) is before "started" (11:00)`, ""},
		"milestone too early":   {"title: x\nresolved: 2026-11-20T10:00:00Z\ntimeline: [{at: 2026-11-20T11:00:00Z, what: x, milestone: started}]\n", `a.yaml:2: "resolved" (10:00) is before "started" (11:00)`, ""},
		"section is a mapping":  {"title: x\nimpact: {a: b}\n", `a.yaml:2: "impact" has to be a single value and is a mapping`, "quote"},
		"point is a mapping":    {"title: x\nwent_well:\n- Checkout: down\n", `a.yaml:3: entry 1 of "went_well" has to be a single value and is a mapping`, "quote"},
		"slo is a text":         {"title: x\nslo: 99.9\n", `a.yaml:2: "slo" has to be a mapping and is a single value`, "slo: {objective: 99.9"},
		"slo, unknown":          {"title: x\nslo: {objektive: 99}\n", "a.yaml:2: unknown key \"objektive\" of \"slo\"\na.yaml:2: \"slo\" has no \"objective\"", `did you mean "objective"?`},
		"slo, odd values":       {"title: x\nslo: {objective: 140, window: month}\n", "a.yaml:2: \"objective\": \"140\" is not an objective in percent between 0 and 100\na.yaml:2: \"window\": \"month\" is not a length of time", "30d"},
		"timeline is a text":    {"title: x\ntimeline: 10:42 rollback\n", `a.yaml:2: "timeline" has to be a list and is a single value`, "{at:"},
		"event is a text":       {"title: x\ntimeline: [10:42 rollback]\n", `a.yaml:2: entry 1 of "timeline" has to be a mapping and is a single value`, "{at:"},
		"event without at":      {"title: x\ntimeline:\n- {what: y}\n", `a.yaml:3: entry 1 of "timeline" has no "at"`, "at and what"},
		"event without what":    {"title: x\nstarted: 2026-11-20T10:00:00Z\ntimeline:\n- {at: 10:01}\n", `a.yaml:4: entry 1 of "timeline" has no "what"`, "at and what"},
		"event without a day":   {"title: x\ntimeline:\n- {at: 10:01, what: y}\n", `a.yaml:3: "at": "10:01" can't be placed: it has no date`, `with "started" given`},
		"unknown milestone":     {"title: x\ntimeline:\n- at: 2026-11-20T10:00:00Z\n  what: y\n  milestone: detectd\n", `a.yaml:5: "milestone": "detectd" is none of started, detected, acknowledged, mitigated, resolved`, `did you mean "detected"?`},
		"action without title":  {"title: x\nactions: [{owner: y}]\n", `a.yaml:2: entry 1 of "actions" has no "title"`, "what is to be done"},
		"unknown type":          {"title: x\nactions: [{title: y, type: magic}]\n", `a.yaml:2: "type": "magic" is none of prevent, mitigate, detect, respond, learn`, "use one of prevent"},
		"unknown priority":      {"title: x\nactions: [{title: y, priority: P7}]\n", `a.yaml:2: "priority": "P7" is none of P0, P1, P2, P3, P4`, ""},
		"bad due date":          {"title: x\nactions: [{title: y, due: 2026-02-30}]\n", `a.yaml:2: "due": "2026-02-30" is not a day of the calendar`, "2026-12-15"},
		"bad factor":            {"title: x\nactions: [{title: y, factor: guard}]\n", `a.yaml:2: "factor": "GUARD" is no factor id`, "F1, F2"},
		"unknown key of action": {"title: x\nactions: [{title: y, owners: z}]\n", `a.yaml:2: unknown key "owners" of entry 1 of "actions"`, `did you mean "owner"?`},
		"not UTF-8":             {"title: x\nimpact: \xff\n", "a.yaml:2: byte 17 is not UTF-8 text", "UTF-8"},
		"not YAML":              {"title: x\nimpact: \"open\n", "a.yaml:2: found unexpected end of stream", "quote"},
		"indented by a tab":     {"title: x\nactions:\n\t- title: y\n", "a.yaml:3: found character that cannot start any token", "takes no tabs"},
		"two documents":         {"title: x\n---\ntitle: y\n", "a.yaml:2: a second document begins", "one file"},
		"too large":             {"title: " + strings.Repeat("x", interview.MaxAnswersSize), "a.yaml: is larger than 1 MiB", "link to them"},
		"all at once":           {"severity: x\ntitle: ''\nactions: [{title: a, type: b}]\nnonsense: 1\n", "a.yaml:1: \"severity\": \"x\" is not on the severity scale\na.yaml:2: \"title\" is missing\na.yaml:3: \"type\": \"b\" is none of prevent, mitigate, detect, respond, learn\na.yaml:4: unknown key \"nonsense\"", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			answers, err := interview.ReadAnswers("a.yaml", []byte(test.source), "", scale, nil)
			if err == nil {
				t.Fatalf("no error; got %+v", answers)
			}
			if diff := cmp.Diff(template.Answers{}, answers); diff != "" {
				t.Errorf("answers came with the error\n%s", diff)
			}
			problems, ok := errors.AsType[interview.Problems](err)
			if !ok {
				t.Fatalf("the error is a %T", err)
			}
			var messages, hints []string
			for _, e := range problems.Unwrap() {
				hinted, ok := e.(interface{ Hint() string })
				if !ok {
					t.Fatalf("%T has no hint", e)
				}
				messages, hints = append(messages, e.Error()), append(hints, hinted.Hint())
			}
			if diff := cmp.Diff(test.want, strings.Join(messages, "\n")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if !strings.Contains(strings.Join(hints, "\n"), test.hint) {
				t.Errorf("hints %q lack %q", hints, test.hint)
			}
		})
	}
}

// A single problem leaves its remedy to the hint; of several, each has its own beside it.
func TestProblemsCarryTheirRemedies(t *testing.T) {
	one := interview.Problem{Path: "a", Line: 1, Message: "is wrong", Remedy: "mend it"}
	two := interview.Problem{Path: "a", Line: 2, Message: "is odd", Remedy: "even it"}
	if ps := (interview.Problems{one}); ps.Error() != "a:1: is wrong" || ps.Hint() != "mend it" {
		t.Errorf("one: %q, %q", ps.Error(), ps.Hint())
	}
	if ps := (interview.Problems{one, two}); ps.Error() != "a:1: is wrong (mend it)\na:2: is odd (even it)" || ps.Hint() != "" {
		t.Errorf("two: %q, %q", ps.Error(), ps.Hint())
	}
}

func TestTextsHaveNoControlCharacters(t *testing.T) {
	got, err := interview.ReadAnswers("a", []byte(`{"title": "a\u001b[31mb\u0007 \u001b]0;kept \u001bc\u009b1md", "impact": "x\r\ny\u202ez"}`), "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != "ab ]0;kept d" || got.Sections[document.Impact] != "x\nyz" {
		t.Errorf("got %q and %q", got.Title, got.Sections[document.Impact])
	}
}

// Deep and wide input must be refused or read in a moment.
func TestHostileAnswers(t *testing.T) {
	half := interview.MaxAnswersSize / 2
	for name, source := range map[string]string{
		"deep flow":    strings.Repeat("[", half),
		"deep JSON":    strings.Repeat(`{"title":`, half/9),
		"deep block":   strings.Repeat("- ", half),
		"keys":         strings.Repeat("? ", half/2),
		"bomb":         "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\ntitle: *c\n",
		"many unknown": strings.Repeat("abcdefg: x\n", 20000),
		"many anchors": strings.Repeat("- &a x\n", half/7),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := interview.ReadAnswers("a", []byte(source), "", nil, nil); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestSkeletonParsesAndMissesOnlyATitle(t *testing.T) {
	source := interview.Skeleton(nil)
	_, err := interview.ReadAnswers("s.yaml", source, "", scale, nil)
	if err == nil || err.Error() != `s.yaml: "title" is missing` {
		t.Errorf("empty skeleton: %v", err)
	}
	for _, q := range interview.Questions() {
		if !regexp.MustCompile(`(?m)^` + string(q.Key) + `:`).Match(source) {
			t.Errorf("the skeleton lacks %s", q.Key)
		}
	}
}

func TestSkeletonFilledWithItsExamples(t *testing.T) {
	filled := regexp.MustCompile(`(?m)^(\w+:) # `).ReplaceAll(interview.Skeleton(nil), []byte("$1 "))
	filled = regexp.MustCompile(`(?m)^#(  )`).ReplaceAll(filled, []byte("$1"))
	got, err := interview.ReadAnswers("s.yaml", filled, "", scale, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, filled)
	}
	if len(got.Sections) != len(document.SectionNames())-2 || len(got.Timeline) != 1 || len(got.Actions) != 1 || got.SLO == nil || got.Resolved.IsZero() {
		t.Errorf("something is missing: %+v", got)
	}
}

func FuzzReadAnswers(f *testing.F) {
	f.Add(interview.Skeleton(nil))
	f.Add([]byte(`{"title": "x", "timeline": [{"at": "10:42", "what": "y"}], "actions": [{"title": "z", "due": "2026-12-15"}]}`))
	f.Add([]byte("title: x\nstarted: 2026-11-20T10:58:00Z\ndetected: 10:06\nslo: {objective: 1, window: 3d}\nimpact: |\n  a\n  b\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		answers, err := interview.ReadAnswers("f", source, "", scale, nil)
		if err == nil && answers.Title == "" {
			t.Errorf("answers without a title: %+v", answers)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\x07\r") {
			t.Errorf("control characters in %q", err)
		}
	})
}

// Where the team has a time zone, a time with a date needs no offset; a time of day still needs its day.
func TestAnswersOnTheTeamsClock(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*60*60)
	a, err := interview.ReadAnswers("a.yaml", []byte("title: x\nstarted: 2026-11-20 18:58\ndetected: 19:06\nresolved: 2026-11-20T12:15:00Z\ntimeline:\n  - {at: 11月20日 19:10, what: a}\n  - {at: 2026/11/20 19:12, what: b}\n"), "", scale, tokyo)
	if err != nil {
		t.Fatal(err)
	}
	for want, got := range map[string]time.Time{"09:58": a.Started, "10:06": a.Detected, "12:15": a.Resolved, "10:10": a.Timeline[0].At, "10:12": a.Timeline[1].At} {
		if got.UTC().Format("2006-01-02 15:04") != "2026-11-20 "+want {
			t.Errorf("got %v, want %s UTC", got, want)
		}
	}
	for _, source := range []string{"started: 18:58", "started: 20 Nov 18:58", "timeline: [{at: 18:58, what: a}]"} {
		if _, err := interview.ReadAnswers("a.yaml", []byte("title: x\n"+source), "", scale, tokyo); err == nil {
			t.Errorf("%s has no day", source)
		}
	}
}

// Types and priorities are read in the words in which documents have them.
func TestActionsInTheWordsOfDocuments(t *testing.T) {
	a, err := interview.ReadAnswers("a.yaml", []byte("title: x\nactions:\n  - {title: a, type: 予防, priority: 高}\n  - {title: b, type: 検知, priority: 中}\n  - {title: c, type: ' Prevent ', priority: p1}\n"), "", scale, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []template.Action{{Title: "a", Type: "prevent", Priority: "P1"}, {Title: "b", Type: "detect", Priority: "P2"}, {Title: "c", Type: "prevent", Priority: "P1"}}
	if diff := cmp.Diff(want, a.Actions); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if _, err := interview.ReadAnswers("a.yaml", []byte("title: x\nactions: [{title: a, type: 'x) (prevent'}]"), "", scale, nil); err == nil {
		t.Error("a type of more than one")
	}
}
