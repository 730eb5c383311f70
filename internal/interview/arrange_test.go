package interview

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/importer"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func TestArrange(t *testing.T) {
	day := time.Date(2026, 11, 19, 23, 50, 0, 0, time.FixedZone("CET", 3600))
	for name, test := range map[string]struct{ text, want string }{
		"in order":       {"23:50 a\n00:10 b\n\n", "23:50 a\n00:10 b\n\n"},
		"two swapped":    {"23:55 b\n23:50 a", "23:50 a\n23:55 b"},
		"lines go with":  {"23:55 b\nand more\n\n23:50 a\n", "23:50 a\n\n23:55 b\nand more\n"},
		"past midnight":  {"23:50 a\n00:10 c\n23:55 b", "23:50 a\n23:55 b\n00:10 c"},
		"dated":          {"2026-11-20 23:00 +01:00 b\n20:00 a\n2026-11-20 01:00 +01:00 first", "2026-11-20 01:00 +01:00 first\n2026-11-20 20:00 +01:00 a\n2026-11-20 23:00 +01:00 b"},
		"another day":    {"2026-11-22 12:00 +01:00 b\n10:00 a\n23:59 first\n2026-11-21 23:00 +01:00 x", "2026-11-21 23:00 +01:00 x\n10:00 a\n2026-11-22 12:00 +01:00 b\n23:59 first"},
		"counted from":   {"23:50 a\n+12m b\nT+5m c", "23:50 a\n2026-11-19 23:55 +01:00 c\n2026-11-20 00:02 +01:00 b"},
		"spoken":         {"yesterday 23:52 UTC a [mitigated]", "2026-11-19 23:52 +00:00 a [mitigated]"},
		"spans":          {"+5m a\n23:50-23:58 b\nyesterday 23:52 - 23:55 UTC c [mitigated]", "+5m a\n23:50-23:58 b\n2026-11-19 23:52 +00:00 (to 23:55 UTC) c [mitigated]"},
		"not understood": {"soon c\n23:55 b\nWed 2026-11-19 12:00 wrong\n23:50 a", "soon c\n23:50 a\n23:55 b\nWed 2026-11-19 12:00 wrong"},
		"nothing":        {"", ""},
	} {
		r := reader{now: noon}
		got := r.arrange(test.text, day)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
		if again := r.arrange(got, day); again != got {
			t.Errorf("%s: arranged again it becomes %q", name, again)
		}
	}
}

func FuzzArrange(f *testing.F) {
	f.Add("23:55 b\n+12m c\n00:10 d\n2026-11-22 12:00 Z x\n10:00 a\nnote")
	f.Fuzz(func(t *testing.T, text string) {
		day := time.Date(2026, 11, 19, 23, 50, 0, 0, time.FixedZone("CET", 3600))
		text = clean(text)
		events := func(text string) []template.Event {
			var r reader
			r.now = noon
			var list []template.Event
			entries, _ := r.entries(text, day)
			for _, e := range entries {
				if !e.blank && !e.goes && e.problem == nil {
					list = append(list, e.Event)
				}
			}
			slices.SortStableFunc(list, func(a, b template.Event) int { return a.At.Compare(b.At) })
			return list
		}
		r := reader{now: noon}
		got := r.arrange(text, day)
		if diff := cmp.Diff(events(text), events(got)); diff != "" {
			t.Errorf("%q became %q: %s", text, got, diff)
		}
	})
}

func TestTheTimelineIsSortedAsItIsTyped(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58 +00:00")
	u.goTo(Timeline).typed("10:41 rolled back\n09:58 deployed\n10:06 probe alerts")
	u.answer(Timeline, "09:58 deployed\n10:41 rolled back\n10:06 probe alerts")
	u.key(tea.KeyCtrlN).answer(Timeline, "09:58 deployed\n10:06 probe alerts\n10:41 rolled back")
	// In the middle of a line, enter breaks it.
	u.goTo(Timeline).key(tea.KeyUp, tea.KeyHome, tea.KeyRight).typed("\n").answer(Timeline, "09:58 deployed\n1\n0:06 probe alerts\n10:41 rolled back")
	// One press undoes the sorting.
	u.key(tea.KeyCtrlZ).answer(Timeline, "09:58 deployed\n10:06 probe alerts\n10:41 rolled back")
}

func TestMilestonesAreSetWithOneKey(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58 +00:00")
	u.goTo(Timeline).typed("09:58 deployed\n10:06 probe alerts (source: https://example.com)\nand it is red\n10:41 rolled back")
	u.key(tea.KeyF5).answer(Timeline, "09:58 deployed\n10:06 probe alerts (source: https://example.com)\nand it is red\n10:41 rolled back [mitigated]")
	u.shows("mitigated 10:41 (43 min)")
	u.key(tea.KeyUp, tea.KeyCtrlT) // the line that goes on means the event above it
	u.answer(Timeline, "09:58 deployed\n10:06 probe alerts [detected] (source: https://example.com)\nand it is red\n10:41 rolled back [mitigated]")
	u.key(tea.KeyCtrlT, tea.KeyCtrlT).answer(Timeline, "09:58 deployed\n10:06 probe alerts [resolved] (source: https://example.com)\nand it is red\n10:41 rolled back [mitigated]")
	u.key(tea.KeyCtrlT).answer(Timeline, "09:58 deployed\n10:06 probe alerts [started] (source: https://example.com)\nand it is red\n10:41 rolled back [mitigated]") // which the basics have at another time
	u.key(tea.KeyCtrlT).answer(Timeline, "09:58 deployed\n10:06 probe alerts (source: https://example.com)\nand it is red\n10:41 rolled back [mitigated]")
	// It moves: an incident is mitigated once.
	u.key(tea.KeyUp, tea.KeyF5).answer(Timeline, "09:58 deployed\n10:06 probe alerts [mitigated] (source: https://example.com)\nand it is red\n10:41 rolled back")
	u.key(tea.KeyF5).answer(Timeline, "09:58 deployed\n10:06 probe alerts (source: https://example.com)\nand it is red\n10:41 rolled back")
}

// readNotes is what the program passes in.
func readNotes(text string, day time.Time) Pasted {
	in, err := importer.Read([]byte(text), importer.Options{Form: importer.Notes, Day: day})
	if err != nil {
		panic(err) // notes are never refused
	}
	read := Pasted{LeftOut: in.LeftOut}
	for _, e := range in.Events {
		read.Events = append(read.Events, Found{template.Event{At: e.At, What: e.Text, Milestone: e.Milestone, Source: e.Source}, e.Who})
	}
	for _, line := range in.Unread {
		read.Unread = append(read.Unread, line.Text)
	}
	return read
}

const chat = "#incident-7\nKaz Mori  10:42 AM\ncheckout answers 502 \x1b[31m決済\n\nAna Diallo\n  10:43 AM\nyes, 4711\n10:44\nrolling back, it takes a while, so please keep an eye on the dashboard of eu-west and tell us what you see\n09:58 deployed\n"

func TestAPasteIsShownBeforeItIsKept(t *testing.T) {
	u := newUI(t, Options{ReadNotes: readNotes})
	u.m.s.SetText(Started, "2026-11-20 09:58 +00:00")
	u.goTo(Timeline).typed("10:41 probe alerts").pasted(chat)
	pasted := "10:41 probe alerts\n" + strings.TrimSuffix(clean(chat), "\n") + "\n"
	u.answer(Timeline, pasted) // whatever happens now
	u.shows("4 events read, 1 line not; 4 to keep", "[x] Fri 10:42 UTC Kaz Mori: checkout answers 502", "[ ] not read: #incident-7")
	u.typed("n").shows("[x] Fri 10:42 UTC checkout answers 502").typed("n")
	u.key(tea.KeyDown, tea.KeyDown).typed("x").shows("[ ] Fri 10:43 UTC").key(tea.KeyHome, tea.KeyDown, tea.KeyCtrlT).shows("[detected]")
	u.key(tea.KeyEnter)
	u.answer(Timeline, "09:58 deployed\n10:41 probe alerts\n10:42 Kaz Mori: checkout answers 502 決済 [detected]\n10:44 Ana Diallo: rolling back, it takes a while, so please keep an eye on the dashboard of eu-west and tell us what you see\n") // and what is typed next is a line of its own
	u.shows("3 events kept")
	u.key(tea.KeyCtrlZ).answer(Timeline, pasted).key(tea.KeyCtrlZ).answer(Timeline, "10:41 probe alerts").key(tea.KeyCtrlY).answer(Timeline, pasted)
	// The whole answer can be read again, and left as it is.
	u.key(tea.KeyCtrlO).shows("events read").key(tea.KeyEsc).answer(Timeline, pasted)
}

// A line of another day above the paste doesn't move what is kept there.
func TestWhatIsKeptStaysOnItsDay(t *testing.T) {
	u := newUI(t, Options{ReadNotes: readNotes})
	u.m.s.SetText(Started, "2026-11-18 13:42 +00:00")
	u.goTo(Timeline).typed("2026-11-20 14:02 +00:00 noted later").pasted("13:45 paged\n14:07 off\n").key(tea.KeyEnter)
	u.answer(Timeline, "2026-11-18 13:45 +00:00 paged\n2026-11-18 14:07 +00:00 off\n2026-11-20 14:02 +00:00 noted later\n")
}

// Notes that come in while somebody writes don't get between their words.
func TestNotesComeInWhileOneWrites(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58 +00:00")
	arrive := func(what string) {
		t.Helper()
		if _, _, err := u.m.draft.store.Note(u.t.Context(), u.m.draft.ID, []template.Event{{At: noon(), What: what}}); err != nil {
			t.Fatal(err)
		}
		u.m.Update(listenMsg{})
	}
	u.goTo(Timeline).typed("09:58 deployed\n")
	arrive("first")
	u.answer(Timeline, "09:58 deployed\n2026-11-20 12:30 +01:00 first\n").shows("1 note came into the timeline")
	u.typed("10:06 probe")
	arrive("second")
	u.key(tea.KeyCtrlZ)
	if !strings.Contains(u.m.s.Text(Timeline), "second") {
		t.Error("undoing one's own words takes a note away")
	}
	u.key(tea.KeyCtrlY).typed(" alerts").answer(Timeline, "09:58 deployed\n2026-11-20 12:30 +01:00 first\n10:06 probe alerts\n2026-11-20 12:30 +01:00 second")
	u.m.o.ReadNotes = readNotes
	u.key(tea.KeyCtrlO)
	arrive("third")
	if strings.Contains(u.m.s.Text(Timeline), "third") {
		t.Error("it came in while a paste is looked at")
	}
	u.key(tea.KeyEsc)
	u.m.Update(listenMsg{})
	if !strings.Contains(u.m.edit.text(), "third") || u.m.edit.text() != u.m.s.Text(Timeline) {
		t.Errorf("the editor holds %q", u.m.edit.text())
	}
	q, _ := u.m.s.Current()
	u.m.external(q)
	arrive("while in an editor")
	path := filepath.Join(u.m.draft.store.dir, "x.md")
	if err := os.WriteFile(path, []byte(u.m.edit.text()+"\n10:20 typed there"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.send(editedMsg{Timeline, path, nil})
	u.m.Update(listenMsg{})
	if text := u.m.s.Text(Timeline); !strings.Contains(text, "while in an editor") || !strings.Contains(text, "typed there") {
		t.Errorf("the timeline is %q", text)
	}
	u.goTo(Impact)
	arrive("fourth")
	u.shows("1 note came")
	if !strings.Contains(u.m.s.Text(Timeline), "fourth") || u.m.edit.text() != "" {
		t.Error("a note is lost, or stands in another answer")
	}
}

// What is about the chat is left out and counted, and what is still to come is questioned.
func TestAPasteWithNoise(t *testing.T) {
	u := newUI(t, Options{ReadNotes: readNotes}) // it is 12:30
	u.m.s.SetText(Started, "2026-11-20 09:58 +01:00")
	u.goTo(Timeline).pasted("Kaz Mori  10:42 AM\ncheckout answers 502\n:eyes: 2\n3 replies\nAna Diallo  11:40 PM\nall is well\n")
	u.shows("2 events read, 2 left out (about the chat); 1 to keep", "[x] Fri 09:42 UTC Kaz Mori: checkout", "[ ] Fri 20 Nov 22:40 UTC, still to come?")
}

// The key begins with the milestone that the basics have at the time of the event.
func TestTheMilestoneAtThatTime(t *testing.T) {
	u := newUI(t, Options{})
	u.m.s.SetText(Started, "2026-11-20 09:58Z")
	u.m.s.SetText(Mitigated, "2026-11-20 10:41Z")
	u.goTo(Timeline).typed("09:58 deployed\n10:41 rolled back").key(tea.KeyCtrlT).answer(Timeline, "09:58 deployed\n10:41 rolled back [mitigated]")
	u.key(tea.KeyCtrlT).answer(Timeline, "09:58 deployed\n10:41 rolled back [detected]").key(tea.KeyUp, tea.KeyCtrlT).answer(Timeline, "09:58 deployed [started]\n10:41 rolled back [detected]")
}
