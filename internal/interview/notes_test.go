package interview_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func note(t *testing.T, store *interview.Store, id, what string) string {
	t.Helper()
	id, _, err := store.Note(t.Context(), id, []template.Event{{At: clock(), What: what}})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestNotesBeginADraftThatNewTakesOver(t *testing.T) {
	store, _ := newStore(t)
	first := note(t, store, "", "probe alerts")
	if second := note(t, store, "", "rolled back"); second != first {
		t.Errorf("a second draft: %s, %s", first, second)
	}
	d, err := store.Begin("Checkout down")
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != first || d.Session().Text(interview.Title) != "Checkout down" {
		t.Errorf("draft %s, title %q", d.ID, d.Session().Text(interview.Title))
	}
	want := "2026-11-20 12:30 +01:00 probe alerts\n2026-11-20 12:30 +01:00 rolled back"
	if diff := cmp.Diff(want, d.Session().Text(interview.Timeline)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if q, _ := d.Session().Current(); q.Key != interview.Title {
		t.Errorf("it begins at %s", q.Key)
	}
	titled := create(t, store, "Title and timeline")
	titled.Session().SetText(interview.Timeline, "10:42 a")
	titled.Close()
	other, err := store.Begin("Another")
	if err != nil || other.ID == first || other.ID == titled.ID {
		t.Errorf("a draft with answers was taken over: %v", err)
	}
	other.Close()
	// While it is open, notes go to it and are gathered.
	note(t, store, first, "calm")
	if n, err := d.Gather(); n != 1 || err != nil {
		t.Errorf("gathered %d: %v", n, err)
	}
	if n, err := d.Gather(); n != 0 || err != nil {
		t.Errorf("gathered again: %d: %v", n, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = store.Open(first)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want+"\n2026-11-20 12:30 +01:00 calm", d.Session().Text(interview.Timeline)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAnIncidentIsOverAfterADay(t *testing.T) {
	now := clock()
	dir := filepath.Join(t.TempDir(), "drafts")
	store := interview.NewStore(dir, "", scale, func() time.Time { return now })
	first := note(t, store, "", "probe alerts")
	now = now.Add(25 * time.Hour)
	if second := note(t, store, "", "another one"); second == first {
		t.Error("yesterday's draft has today's note")
	}
}

func TestManyWritersAtOnce(t *testing.T) {
	store, _ := newStore(t)
	id := note(t, store, "", "begin")
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	const writers, each = 8, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if _, _, err := store.Note(t.Context(), "", []template.Event{{At: clock(), What: fmt.Sprintf("note %d of %d", i, w)}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		if _, err := d.Gather(); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err = store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	text := d.Session().Text(interview.Timeline)
	if n := strings.Count(text, "\n") + 1; n != writers*each+1 {
		t.Errorf("%d lines:\n%s", n, text)
	}
	for w := range writers {
		for i := range each {
			if !strings.Contains(text, fmt.Sprintf("note %d of %d", i, w)) {
				t.Errorf("note %d of %d is lost", i, w)
			}
		}
	}
}

// What a crash leaves in the file and in the journal is taken over once; what it cut short is kept as it is.
func TestNotesAfterACrash(t *testing.T) {
	store, dir := newStore(t)
	id := note(t, store, "", "probe alerts")
	path := filepath.Join(dir, id+".notes")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := store.Open(id) // the journal has it
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
	if err := os.WriteFile(path, append(source, []byte(`{"at":"2026-11-20T11:31:00Z","wha`)...), 0o600); err != nil { // and the file still
		t.Fatal(err)
	}
	note(t, store, id, "after the crash")
	d, err = store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	want := "2026-11-20 12:30 +01:00 probe alerts\n" + `{"at":"2026-11-20T11:31:00Z","wha` + "\n2026-11-20 12:30 +01:00 after the crash"
	if diff := cmp.Diff(want, d.Session().Text(interview.Timeline)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestNotesThatComeTooLateAreKept(t *testing.T) {
	store, _ := newStore(t)
	d := create(t, store, "Checkout down")
	note(t, store, d.ID, "late")
	err := d.Finish()
	left, ok := errors.AsType[*interview.NotesLeft](err)
	if !ok || !strings.Contains(left.Hint(), left.ID) {
		t.Fatalf("got %v", err)
	}
	d, err = store.Open(left.ID)
	if err != nil || !strings.Contains(d.Session().Text(interview.Timeline), "late") {
		t.Fatalf("the note is lost: %v", err)
	}
	// It is no note of the next incident.
	d.Close()
	next, err := store.Begin("Search is down")
	if err != nil || next.ID == left.ID || next.Session().Text(interview.Timeline) != "" {
		t.Errorf("the next incident begins with it: %v", err)
	}
	next.Close()
}

func TestNotesStayInTheirRepository(t *testing.T) {
	dir, here, there := filepath.Join(t.TempDir(), "drafts"), t.TempDir(), t.TempDir()
	first := note(t, interview.NewStore(dir, here, scale, clock), "", "probe alerts")
	other := interview.NewStore(dir, there, scale, clock)
	if id, err := other.Running(); id != "" || err != nil {
		t.Errorf("%s runs there too: %v", id, err)
	}
	if second := note(t, other, "", "another incident"); second == first {
		t.Error("both incidents are in one draft")
	}
}

func TestNotingInNoDraft(t *testing.T) {
	store, _ := newStore(t)
	for _, id := range []string{"nowhere", "../x", "con"} {
		if _, _, err := store.Note(t.Context(), id, nil); !errors.Is(err, interview.ErrNoDraft) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestReadEvent(t *testing.T) {
	for typed, want := range map[string]template.Event{
		"rollback started":                   {At: clock(), What: "rollback started"},
		"10:38 probe alerts [detected]":      {At: at(t, "2026-11-20T10:38:00+01:00"), What: "probe alerts", Milestone: "detected"},
		"23:58 first ticket":                 {At: at(t, "2026-11-19T23:58:00+01:00"), What: "first ticket"},
		"10:38 -5% traffic":                  {At: at(t, "2026-11-20T10:38:00+01:00"), What: "-5% traffic"},
		"5m ago rolled back":                 {At: at(t, "2026-11-20T12:25:00+01:00"), What: "rolled back"},
		"yesterday 23:10 UTC it begins":      {At: at(t, "2026-11-19T23:10:00Z"), What: "it begins"},
		"1200 requests fail":                 {At: clock(), What: "1200 requests fail"},
		"1042Z rollback":                     {At: at(t, "2026-11-20T10:42:00Z"), What: "rollback"},
		"10:42":                              {At: clock(), What: "10:42"},
		"10:12-10:20 waited":                 {At: at(t, "2026-11-20T10:12:00+01:00"), What: "(to 10:20) waited"},
		"10:12 UTC – 10:20 UTC: waited":      {At: at(t, "2026-11-20T10:12:00Z"), What: "(to 10:20 UTC) waited"},
		"10:12 to 10:20 [mitigated] waited":  {At: at(t, "2026-11-20T10:12:00+01:00"), What: "(to 10:20) waited", Milestone: "mitigated"},
		"10:12 am until 10:20 am waited":     {At: at(t, "2026-11-20T10:12:00+01:00"), What: "(to 10:20 am) waited"},
		"03:12 -05:00 waited":                {At: at(t, "2026-11-20T08:12:00Z"), What: "waited"},
		"2026-11-20T03:12:00-05:00 waited":   {At: at(t, "2026-11-20T08:12:00Z"), What: "waited"},
		"+5 nodes added":                     {At: clock(), What: "+5 nodes added"},
		"\x1b[31mred\x1b[0m\r\nand\tmore":    {At: clock(), What: "red and more"},
		"calm (source: https://example.com)": {At: clock(), What: "calm", Source: "https://example.com"},
	} {
		if got := interview.ReadEvent(typed, clock()); !got.At.Equal(want.At) || got.What != want.What || got.Milestone != want.Milestone || got.Source != want.Source {
			t.Errorf("%q: got %+v", typed, got)
		}
	}
}

// What is noted reads in the timeline as it was noted, whatever its words are.
func TestNotesReadAsTheyWereNoted(t *testing.T) {
	store, _ := newStore(t)
	var want []template.Event
	for i, what := range []string{"to 11:00 we waited", "10:42", "+01:00 is our offset", "[mitigated", "pm came", "UTC"} {
		want = append(want, template.Event{At: clock().Add(time.Duration(i) * time.Minute), What: what})
	}
	id, _, err := store.Note(t.Context(), "", want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := store.Answers(id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.Timeline); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func FuzzReadEvent(f *testing.F) {
	f.Add("10:38 probe alerts [detected] (source: x)")
	f.Add("+5m to 11:00 we waited")
	f.Fuzz(func(t *testing.T, line string) {
		e := interview.ReadEvent(line, clock())
		if e.At.IsZero() || strings.ContainsAny(e.What+e.Source, "\n\x1b") {
			t.Errorf("%q: %+v", line, e)
		}
	})
}

// A draft takes what it can hold, says so before it writes, and opens whatever it took.
func TestADraftIsNeverTooLargeToOpen(t *testing.T) {
	store, dir := newStore(t)
	id := note(t, store, "", "probe alerts")
	_, _, err := store.Note(t.Context(), id, []template.Event{{At: clock(), What: "fine"}, {At: clock(), What: strings.Repeat("x", 65<<10)}})
	if tooLong, ok := errors.AsType[*interview.TooLong](err); !ok || tooLong.Hint() == "" || !strings.Contains(err.Error(), "11:30 UTC") {
		t.Errorf("got %v", err)
	}
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	if text := d.Session().Text(interview.Timeline); strings.Contains(text, "fine") {
		t.Error("a part was kept")
	}
	path := filepath.Join(dir, id+".draft")
	for range 5 {
		for _, text := range []string{strings.Repeat("long ", 1<<20), "short"} {
			d.Session().SetText(interview.Lessons, text)
			if err := d.Save(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() > 22<<20 {
				t.Fatalf("the journal has %d bytes: %v", info.Size(), err)
			}
		}
	}
	d.Session().SetText(interview.Summary, "kept")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 1<<20 {
		t.Errorf("the journal was not compacted: %d bytes, %v", info.Size(), err)
	}
	if d, err = store.Open(id); err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := []string{d.Session().Text(interview.Lessons), d.Session().Text(interview.Summary)}; got[0] != "short" || got[1] != "kept" {
		t.Errorf("got %.40q", got)
	}
	d.Session().SetText(interview.Lessons, strings.Repeat("long ", 7<<20))
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := store.Note(t.Context(), id, []template.Event{{At: clock(), What: "one more"}}); err == nil || !strings.Contains(err.Error(), "than a document takes") {
		t.Errorf("got %v", err)
	}
	d.Close()
	if _, err := store.Open(id); err != nil {
		t.Errorf("what was written can't be opened: %v", err)
	}
}

func TestADraftOfAnotherRepositoryIsLeftAlone(t *testing.T) {
	dir, here, there := filepath.Join(t.TempDir(), "drafts"), t.TempDir(), t.TempDir()
	id := note(t, interview.NewStore(dir, here, scale, clock), "", "probe alerts")
	other := interview.NewStore(dir, there, scale, clock)
	if _, _, err := other.Note(t.Context(), id, []template.Event{{At: clock(), What: "theirs"}}); !errors.Is(err, interview.ErrElsewhere) {
		t.Errorf("noted: %v", err)
	}
	if _, err := other.Answers(id); !errors.Is(err, interview.ErrElsewhere) {
		t.Errorf("listed: %v", err)
	}
}

// Whoever is stuck with the lock of the notes stops nobody.
func TestNotesWhileTheLockIsHeld(t *testing.T) {
	store, dir := newStore(t)
	id := note(t, store, "", "probe alerts")
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	stuck := flock.New(filepath.Join(dir, ".notes.lock"))
	if ok, err := stuck.TryLock(); !ok || err != nil {
		t.Fatal(err)
	}
	note(t, store, id, "rolled back")
	note(t, store, id, "calm")
	// It stands in no file that whoever holds the lock may be about to empty.
	if source, err := os.ReadFile(filepath.Join(dir, id+".notes")); err != nil || len(source) > 0 {
		t.Errorf("written beside the lock: %q, %v", source, err)
	}
	if list, err := store.List(); err != nil || len(list) != 1 || list[0].Notes != 2 {
		t.Errorf("listed: %+v, %v", list, err)
	}
	if n, err := d.Gather(); n != 0 || err != nil {
		t.Errorf("gathered %d: %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := store.Note(ctx, id, []template.Event{{At: clock(), What: "interrupted"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := d.Finish(); err == nil || !strings.Contains(err.Error(), "writing notes") {
		t.Errorf("finished: %v", err)
	}
	if err := stuck.Close(); err != nil {
		t.Fatal(err)
	}
	if d, err = store.Open(id); err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if text := d.Session().Text(interview.Timeline); !strings.Contains(text, "rolled back") || !strings.Contains(text, "calm") || strings.Contains(text, "interrupted") {
		t.Errorf("got %q", text)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.notes-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}
