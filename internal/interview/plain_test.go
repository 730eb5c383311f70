package interview_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func plainly(t *testing.T, d *interview.Draft, input string, o interview.Options) (template.Answers, string, error) {
	t.Helper()
	var out bytes.Buffer
	o.In, o.Out = strings.NewReader(input), &out
	answers, err := interview.Plain(t.Context(), d, o)
	return answers, out.String(), err
}

// script answers everything in order; blanks stands for that many skipped questions.
func script() string {
	return strings.Join([]string{
		"Checkout down", "sev 2", "2026-11-20 10:42 +01:00", "10:50", "", "12:15", "checkout, payments-api", "@kmori", "configuration", "99.9% over 30d, unavailable 35m",
		"Checkout was down", "", "for a while.", ".", // summary
		"", "", "", // impact, detection, response
		"1042 deployed [started]", "1050 probe alerts [detected]", ".",
		"", "", // factors, perspectives
		"the rollback", "the probe", ".",
		"", "", // difficult, lucky
		"Refuse it (prevent, P1, @kmori, due 2026-12-15)", ".",
		"", "", // lessons, supporting
		"y", "",
	}, "\n")
}

func TestPlain(t *testing.T) {
	store, _ := newStore(t)
	d := create(t, store, "")
	got, out, err := plainly(t, d, script(), interview.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := template.Answers{
		Title: "Checkout down", Severity: "SEV-2",
		Started: at(t, "2026-11-20T10:42:00+01:00"), Detected: at(t, "2026-11-20T10:50:00+01:00"), Resolved: at(t, "2026-11-20T12:15:00+01:00"),
		Services: []string{"checkout", "payments-api"}, Authors: []string{"@kmori"}, Factors: []string{"configuration"},
		SLO:      &template.SLO{Objective: 99.9, Window: "30d", Unavailable: "35m"},
		Sections: map[string]string{document.Summary: "Checkout was down\n\nfor a while.", document.WentWell: "- the rollback\n- the probe"},
		Timeline: []template.Event{
			{At: at(t, "2026-11-20T10:42:00+01:00"), What: "deployed", Milestone: "started"},
			{At: at(t, "2026-11-20T10:50:00+01:00"), What: "probe alerts", Milestone: "detected"},
		},
		Actions: []template.Action{{Title: "Refuse it", Type: "prevent", Priority: "P1", Owner: "@kmori", Due: "2026-12-15"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, text := range []string{"23 questions left. Basics, title:", "1 question left. Supporting:", "Read as Fri 2026-11-20 09:42 UTC (10:42 +01:00).", "2 events, 2026-11-20 09:42 to 09:50 UTC.", "1 action item."} {
		if !strings.Contains(out, text) {
			t.Errorf("the output lacks %q:\n%s", text, out)
		}
	}
	for _, r := range out {
		if r < ' ' && r != '\n' {
			t.Errorf("the output has a control character %q", r)
		}
	}
}

// Wherever the input ends, there is no document, and all whole lines are in the draft.
func TestTheEndOfTheInputIsNoAnswer(t *testing.T) {
	store, _ := newStore(t)
	input := "Down\n2\n2026-11-20 1042\n\n" + strings.Repeat("\n", 6) + "was down\n.\n\n\n\n1042 x\n.\n" + strings.Repeat("\n", 8) + "y\n"
	if d := create(t, store, ""); true {
		if _, out, err := plainly(t, d, input, interview.Options{}); err != nil {
			t.Fatalf("whole: %v\n%s", err, out)
		}
		d.Finish()
	}
	for cut := range len(input) {
		d := create(t, store, "")
		answers, _, err := plainly(t, d, input[:cut], interview.Options{})
		if !errors.Is(err, interview.ErrInterrupted) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if diff := cmp.Diff(template.Answers{}, answers); diff != "" {
			t.Fatalf("cut at %d: answers\n%s", cut, diff)
		}
		if whole := strings.Count(input[:cut], "\n"); whole >= 1 && d.Session().Text(interview.Title) != "Down" {
			t.Fatalf("cut at %d: title %q", cut, d.Session().Text(interview.Title))
		}
		if err := d.Finish(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPlainGoesOnWhereItWasLeft(t *testing.T) {
	store, _ := newStore(t)
	input := script()
	for _, cut := range []int{5, 60, 170, 260, 300, len(input) - 2} {
		d := create(t, store, "")
		whole := strings.LastIndexByte(input[:cut], '\n') + 1
		if _, _, err := plainly(t, d, input[:whole], interview.Options{}); !errors.Is(err, interview.ErrInterrupted) {
			t.Fatal(err)
		}
		id := d.ID
		d.Close()
		d = open(t, store, id)
		got, out, err := plainly(t, d, input[whole:], interview.Options{})
		if err != nil {
			t.Fatalf("cut at %d: %v\n%s", cut, err, out)
		}
		fresh := create(t, store, "")
		want, _, err := plainly(t, fresh, input, interview.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("cut at %d: -whole +resumed\n%s", cut, diff)
		}
		fresh.Finish()
		d.Finish()
	}
}

func TestPlainCommands(t *testing.T) {
	store, _ := newStore(t)
	skip := func(n int) string { return strings.Repeat("\n", n) }
	for name, test := range map[string]struct {
		input string
		key   interview.Key
		want  string
		says  string
	}{
		"help":                     {"?\nx\n", interview.Title, "x", "For example: Checkout unavailable"},
		"back":                     {"x\n<\ny\n", interview.Title, "y", "Present answer: x."},
		"an empty line keeps":      {"x\n<\n\n<\n", interview.Title, "x", "An empty line keeps it"},
		"delete":                   {"x\n<\n-\n\n", interview.Title, "", "Deleted."},
		"a wrong time is kept":     {"x\n\nsoon\n\n", interview.Started, "soon", "is not a time."},
		"a wrong time, corrected":  {"x\n\nsoon\n2026-11-20 10:42\n", interview.Started, "2026-11-20 10:42 +01:00", "yesterday 23:10"},
		"more lines":               {skip(10) + "a\n.\n<\nb\n.\n", interview.Summary, "a\nb\n", "lines that you enter are added"},
		"a long answer, deleted":   {skip(10) + "a\n.\n<\n-\nb\n.\n", interview.Summary, "b\n", "Deleted."},
		"a long answer, unended":   {skip(10) + "a\nb\nhalf", interview.Summary, "a\nb\n", "a line with only a dot"},
		"a wrong line, added to":   {"x\n" + skip(13) + "no time\n.\n-\n1042 x\n", interview.Timeline, "1042 x\n", "it begins with no time"},
		"control characters":       {"a\x1b[31mb\x07\n", interview.Title, "ab", ""},
		"not UTF-8":                {"a\xffb\n", interview.Title, "a�b", ""},
		"carriage returns":         {"ab\r\n", interview.Title, "ab", ""},
		"preview, no title":        {skip(23) + "y\ntitle\nx\ny\n", interview.Title, "x", `"title" is missing.`},
		"preview, go to and back":  {"x\n" + skip(22) + "impact\nmuch\n.\nnonsense\n", interview.Impact, "much\n", "The questions are title, severity"},
		"preview, back":            {"x\n" + skip(22) + "<\na graph\n", interview.Supporting, "a graph\n", "Write the postmortem?"},
		"preview, an empty line":   {"x\n" + skip(22) + "\n\n", interview.Title, "x", "1 of 23 are answered"},
		"preview, n is not a word": {"x\n" + skip(22) + "n\n", interview.Title, "x", "The questions are"},
	} {
		t.Run(name, func(t *testing.T) {
			d := create(t, store, "")
			_, out, _ := plainly(t, d, test.input, interview.Options{})
			if got := d.Session().Text(test.key); got != test.want {
				t.Errorf("%s is %q, want %q\n%s", test.key, got, test.want, out)
			}
			if !strings.Contains(out, test.says) {
				t.Errorf("the output lacks %q:\n%s", test.says, out)
			}
			if strings.ContainsAny(out, "\x1b\x07") {
				t.Errorf("control characters in %q", out)
			}
		})
	}
}

func TestPlainShowsTheDocument(t *testing.T) {
	store, _ := newStore(t)
	_, out, err := plainly(t, create(t, store, ""), "x\n"+strings.Repeat("\n", 22)+"s\nyes\n", interview.Options{
		Render: func(a template.Answers) ([]byte, error) { return []byte("# " + a.Title + "\n\x1b[2J"), nil },
		Lint:   func([]byte) interview.Review { return interview.Review{Summary: "3 findings."} },
	})
	if err != nil || !strings.Contains(out, "3 findings.") || !strings.Contains(out, "# x") || strings.Contains(out, "\x1b") {
		t.Errorf("%v\n%q", err, out)
	}
}

// A cancelled context is ctrl+c: it interrupts although no line arrives.
func TestPlainInterrupted(t *testing.T) {
	store, _ := newStore(t)
	d := create(t, store, "")
	ctx, cancel := context.WithCancel(t.Context())
	in, feed := io.Pipe()
	defer feed.Close()
	go func() {
		io.WriteString(feed, "Checkout down\n")
		io.WriteString(feed, "SEV-1\n") // the first line is taken when this one is
		cancel()
	}()
	_, err := interview.Plain(ctx, d, interview.Options{In: in, Out: io.Discard})
	if !errors.Is(err, interview.ErrInterrupted) {
		t.Errorf("got %v", err)
	}
	if got := d.Session().Text(interview.Title); got != "Checkout down" {
		t.Errorf("the draft's title is %q", got)
	}
}

func TestPlainReadsNotes(t *testing.T) {
	for answer, want := range map[string]string{
		"y": "2026-11-20 10:42 +01:00 Kaz Mori: checkout answers 502",
		"n": "Kaz Mori  10:42 AM\ncheckout answers 502\n",
	} {
		store, _ := newStore(t)
		d := create(t, store, "Checkout down")
		d.Session().GoTo(interview.Timeline)
		var out strings.Builder
		_, err := interview.Plain(context.Background(), d, interview.Options{
			In: strings.NewReader("Kaz Mori  10:42 AM\ncheckout answers 502\n.\n" + answer + "\n"), Out: &out,
			ReadNotes: func(_ string, day time.Time) interview.Pasted {
				at := time.Date(day.Year(), day.Month(), day.Day(), 10, 42, 0, 0, day.Location())
				event := template.Event{At: at, What: "checkout answers 502"}
				return interview.Pasted{Events: []interview.Found{{Event: event, Who: "Kaz Mori"}}, Unread: []string{"rest"}}
			},
		})
		if !errors.Is(err, interview.ErrInterrupted) || !strings.Contains(out.String(), "Fri 09:42 UTC Kaz Mori: checkout answers 502\nNot read: rest\n") {
			t.Errorf("%v:\n%s", err, out.String())
		}
		if got := d.Session().Text(interview.Timeline); got != want {
			t.Errorf("%s: got %q", answer, got)
		}
	}
}

// What the screen shows beside an answer is told after it.
func TestPlainTellsWhatTheScreenShows(t *testing.T) {
	store, _ := newStore(t)
	d := create(t, store, "")
	answers := map[interview.Key]string{
		interview.Title: "Checkout down", interview.Impact: "They should have looked.\n.", interview.Conditions: "The check accepts it\nAll regions at once\n.",
		interview.ActionItems: "Remind everybody (for F1)\n.",
	}
	var input strings.Builder
	for _, q := range interview.Questions() {
		input.WriteString(answers[q.Key] + "\n")
	}
	_, out, err := plainly(t, d, input.String(), interview.Options{
		Check: func(key interview.Key, text string) []interview.Note {
			if key != interview.Impact {
				return nil
			}
			return []interview.Note{{Span: document.Span{Start: 5, End: 16}, Label: "counterfactual", Ask: "What did they see?", Fix: &document.Edit{Text: "looked at"}}}
		},
		Grade: func(string) string { return "weaker" },
		Earlier: func(string) []interview.Earlier {
			return []interview.Earlier{{Title: "Region empty", Path: "x.md", Actions: []string{"Refuse it"}}}
		},
	})
	if !errors.Is(err, interview.ErrInterrupted) {
		t.Fatal(err)
	}
	for _, text := range []string{
		"“should have”: counterfactual.\nAsk: What did they see?\nTry: looked at\n", "F1: The check accepts it\nF2: All regions at once\n",
		"Remind everybody: no owner, no due date, F1.\nWeaker: it counts on people's memory.", "Like this: Region empty (x.md); its actions: Refuse it.\n", "Still thin: ",
	} {
		if !strings.Contains(out, text) {
			t.Errorf("the output lacks %q:\n%s", text, out)
		}
	}
}

// Lines end between words, whatever the terminal's width; what is to be committed is never a surprise at the end.
func TestPlainWrapsBetweenWords(t *testing.T) {
	store, _ := newStore(t)
	var out strings.Builder
	_, err := interview.Plain(context.Background(), create(t, store, "Checkout down"), interview.Options{
		In: strings.NewReader("?\n"), Out: &out, Width: 40, Notice: "git doesn't know who commits: the document will be written and not committed",
	})
	if !errors.Is(err, interview.ErrInterrupted) {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimPrefix(line, "> ") // where a terminal shows the line end that was typed
		if len(strings.TrimSuffix(line, "\n")) > 39 || strings.HasSuffix(line, " \n") {
			t.Errorf("a line of %d: %q", len(line), line)
		}
	}
	if words := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(words, "Git doesn't know who commits: the document will be written and not committed.") {
		t.Errorf("got %q", words)
	}
}
