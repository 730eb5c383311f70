package interview

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func TestEnterGoesOnWhereOneLineIsAsked(t *testing.T) {
	u := newUI(t, Options{}).typed("Checkout down\n2\n")
	u.answer(Title, "Checkout down").answer(Severity, "SEV-2").shows("When did the effect begin?")
	u.key(tea.KeyUp, tea.KeyLeft).answer(Severity, "SEV-1").key(tea.KeyRight, tea.KeyRight).answer(Severity, "SEV-3")
	u.goTo(Impact).typed("one\ntwo").answer(Impact, "one\ntwo").key(tea.KeyTab).shows("Response", "noticed first")
	u.key(tea.KeyShiftTab).shows("one", "two")
}

// "+8m" may be meant from the beginning: what it is counted from is told.
func TestWhatATimeIsCountedFrom(t *testing.T) {
	u := newUI(t, Options{}).goTo(Started).typed("2026-11-20 09:58 UTC\n+8m\n+35m").size(120, 40)
	u.shows("10:41 UTC", "counted from detected")
	u.key(tea.KeyCtrlU).typed("T+35m").shows("10:33 UTC")
	if strings.Contains(u.view(), "counted from") {
		t.Error("it counts from the beginning")
	}
}

func TestPasting(t *testing.T) {
	u := newUI(t, Options{})
	u.pasted("Checkout\r\ndown\r\n").answer(Title, "Checkout down ")
	u.goTo(Impact).pasted("\x1b[31mred\x1b[0m\r\n\x1b]0;title\x07tab\there\r\x00\u202eend").answer(Impact, "red\ntab\there\nend")
	u.shows("red", "tab    here", "end")
	for r := range strings.SplitSeq(u.m.View(), "\n") {
		if strings.ContainsAny(ansi.Strip(r), "\x00\x07\r\t\u202e") {
			t.Errorf("a control character is drawn: %q", r)
		}
	}
	var log strings.Builder
	for i := range 5000 {
		log.WriteString("10:42 line of a chat log 日本語, number " + time.Duration(i).String() + "\r\n")
	}
	u.goTo(Timeline).pasted(log.String()).shows("4.999µs")
	if n := strings.Count(u.m.s.Text(Timeline), "\n"); n != 5000 {
		t.Errorf("%d lines arrived", n)
	}
}

func TestEditing(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact)
	u.typed("one two three").key(tea.KeyCtrlW).answer(Impact, "one two ").key(tea.KeyCtrlZ).answer(Impact, "one two three")
	u.key(tea.KeyHome, tea.KeyCtrlK).answer(Impact, "").key(tea.KeyCtrlZ).answer(Impact, "one two three")
	u.key(tea.KeyEnd, tea.KeyCtrlLeft).typed("X").answer(Impact, "one two Xthree")
	u.key(tea.KeyCtrlRight).typed("Y").answer(Impact, "one two XthreeY")
	u.key(tea.KeyCtrlU).typed("e\u0301日🎉").key(tea.KeyBackspace).answer(Impact, "e\u0301日")
	u.key(tea.KeyLeft, tea.KeyBackspace).answer(Impact, "日")
	u.key(tea.KeyDelete).answer(Impact, "").typed("a\nb").key(tea.KeyUp, tea.KeyEnd, tea.KeyDelete).answer(Impact, "ab")
	u.key(tea.KeyCtrlHome).typed("<").key(tea.KeyCtrlEnd).typed(">").answer(Impact, "<ab>")
	for range 100 {
		u.key(tea.KeyCtrlZ)
	}
	u.answer(Impact, "")
	u.typed("?").answer(Impact, "").shows("Keys").key(tea.KeyEsc).typed("a?").answer(Impact, "a?")
}

// Characters typed fast arrive in one message, which bubbletea calls by what they spell.
func TestWordsThatAreNamesOfKeys(t *testing.T) {
	for _, word := range []string{"down", "up", "end", "home", "left", "enter", "tab", "esc", "delete", "backspace", "ctrl+c", "ctrl+n", "alt+b", "f1", "yw", "pgup"} {
		for _, k := range []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune(word)}, {Type: tea.KeyRunes, Runes: []rune(word), Paste: true}} {
			u := newUI(t, Options{})
			u.m.Update(k)
			u.answer(Title, word).goTo(Impact)
			u.m.Update(k)
			u.answer(Impact, word).goTo("")
			u.m.Update(k)
			if u.m.done {
				t.Errorf("%q writes the document", word)
			}
		}
	}
}

func TestUpAndDownFollowTheRows(t *testing.T) {
	u := newUI(t, Options{}).size(40, 15).goTo(Impact)
	u.typed(strings.Repeat("word ", 20)).key(tea.KeyUp).typed("|")
	rows := u.m.edit.rows(0)
	i := strings.Index(u.m.s.Text(Impact), "|")
	if row := u.m.edit.rowOf(0, i); row != len(rows)-2 {
		t.Errorf("one up from row %d is row %d", len(rows)-1, row)
	}
}

func TestTheRewriteIsOneKeyAway(t *testing.T) {
	u := filled(t).goTo(Detection)
	u.shows("“should have checked”: counterfactual", "ask  What did the probe", "try  looked at 10:14 at (tab)")
	if !strings.Contains(u.m.View(), "\x1b[4m") && !strings.Contains(u.m.View(), "\x1b[4;4m") {
		t.Error("nothing is underlined")
	}
	for _, k := range []tea.KeyType{tea.KeyTab, tea.KeyCtrlR} {
		u.key(k).shows("ctrl+z goes back to your words")
		if text := u.m.s.Text(Detection); !strings.HasSuffix(text, "the on-call engineer looked at 10:14 at the error rate.") {
			t.Errorf("got %q", text)
		}
		u.key(tea.KeyCtrlZ)
		if text := u.m.s.Text(Detection); !strings.Contains(text, "should have checked") {
			t.Errorf("undone: %q", text)
		}
		u.goTo(Detection)
	}
	u.m.notes = nil
	u.key(tea.KeyTab).shows("What was tried") // with nothing to take, it goes on
}

// A rewrite that leaves something to say puts the cursor there.
func TestTheCursorGoesToWhatIsLeftToSay(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("They should have looked. More.")
	u.send(notesMsg{u.m.changes, []Note{{Span: document.Span{Start: 0, End: 23}, Fix: &document.Edit{Span: document.Span{Start: 0, End: 23}, Text: "They saw [what they saw]"}}}})
	u.key(tea.KeyCtrlR).answer(Impact, "They saw [what they saw]. More.")
	if at := u.m.edit.offset(); at != len("They saw ") {
		t.Errorf("the cursor is at %d", at)
	}
	// What is said takes the place of what stood for it.
	u.typed("two green ").answer(Impact, "They saw two green . More.").typed("panels").answer(Impact, "They saw two green panels. More.")
}

// While the next check is on its way a finding stays with its phrase.
func TestAFindingMovesWithItsPhrase(t *testing.T) {
	u := filled(t).goTo(Detection)
	u.key(tea.KeyCtrlHome).typed("So: ").shows("“should have checked”")
	u.key(tea.KeyCtrlEnd).typed(" And on.").shows("“should have checked”")
	u.m.edit.moveTo(strings.Index(u.m.edit.text(), "have"))
	u.typed("x")
	if len(u.m.notes) > 0 {
		t.Error("a finding stays although its phrase changed")
	}
}

func TestAnOldFindingIsDropped(t *testing.T) {
	u := newUI(t, Options{Check: func(Key, string) []Note { return []Note{{Label: "late"}} }}).goTo(Impact).typed("a")
	old := u.m.changes
	u.typed("b").send(notesMsg{old, []Note{{Label: "late"}}})
	if len(u.m.notes) > 0 {
		t.Error("a finding in an older text is shown")
	}
	u.send(pauseMsg{old})
	if len(u.m.notes) > 0 {
		t.Error("an older pause starts a check")
	}
	u.send(pauseMsg{u.m.changes})
	if len(u.m.notes) != 1 {
		t.Error("a pause starts no check")
	}
}

func TestLeavingIsPossibleEverywhere(t *testing.T) {
	for name, arrange := range map[string]func(u *ui){
		"a line":   func(u *ui) { u.goTo(Title) },
		"a text":   func(u *ui) { u.goTo(Impact) },
		"places":   func(u *ui) { u.key(tea.KeyCtrlG) },
		"keys":     func(u *ui) { u.key(tea.KeyF1) },
		"preview":  func(u *ui) { u.m.s.SetText(ActionItems, ""); u.goTo("") },
		"problems": func(u *ui) { u.goTo("") },
	} {
		t.Run(name, func(t *testing.T) {
			u := filled(t)
			arrange(u)
			_, cmd := u.m.Update(tea.KeyMsg{Type: tea.KeyCtrlC})
			if cmd == nil {
				t.Fatal("ctrl+c does nothing")
			}
			if _, ok := cmd().(tea.QuitMsg); !ok || u.m.done {
				t.Error("ctrl+c doesn't leave, or writes")
			}
		})
	}
}

// The help is read to its end on the smallest screen, and says where a key applies.
func TestTheHelpScrolls(t *testing.T) {
	u := filled(t).goTo(Impact).size(40, 15).key(tea.KeyF1).shows("↑↓ scroll", "ctrl+n         next")
	seen := u.view()
	for range 30 {
		u.key(tea.KeyDown)
		seen += u.view()
		u.fits()
	}
	for _, want := range []string{"milestone (timeline)", "factor (actions)", "delete to line end", "! not understood", "chapter 10."} {
		if !strings.Contains(seen, want) {
			t.Errorf("nobody can read %q", want)
		}
	}
	u.key(tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgUp).shows("ctrl+n         next").key(tea.KeyEsc).shows("them, and for how long?")
}

// An answer that is told and one that something is said about are not the same on the map, also when the draft is resumed.
func TestTheMapTellsOfFindings(t *testing.T) {
	u := filled(t).goTo(Impact)
	if !strings.Contains(u.view(), "✓ Detection") {
		t.Fatalf("it was looked at:\n%s", u.view())
	}
	u.run(u.m.lookThrough())
	u.shows("~ Detection", "✓ Timeline", "! Actions")
	u.goTo(Detection).key(tea.KeyCtrlR).send(pauseMsg{u.m.changes}).goTo(Impact).shows("✓ Detection")
}

func TestPlacesAreFoundAsTheyAreShown(t *testing.T) {
	filled(t).goTo(Impact).key(tea.KeyCtrlG).typed("basics: tit").shows("▸ ✓ Basics: title")
	newUI(t, Options{}).goTo(Detected).typed("yesterday 25:00").key(tea.KeyCtrlG).typed("basics: det").shows("▸ ! Basics: detected")
}

func TestANotice(t *testing.T) {
	newUI(t, Options{Notice: "git doesn't know who commits"}).shows("git doesn't know who commits")
}

// Times are shown on the clock of the document, with its days.
func TestTheClockOfTheDocument(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*60*60)
	zone := func(started time.Time) *time.Location { return tokyo }
	u := newUI(t, Options{Zone: zone, ReadNotes: func(string, time.Time) Pasted {
		return Pasted{Events: []Found{{Event: template.Event{At: noon(), What: "calm"}}}}
	}})
	u.goTo(Started).typed("2026-11-19 23:50 +09:00").shows("→ Thu 2026-11-19 23:50 JST (here 15:50 +01:00)", "resolved —                      JST")
	u.goTo(Detected).typed("2026-11-19 15:10 UTC").shows("→ Fri 2026-11-20 00:10 JST (Thu 15:10 +00:00,", "here Thu 16:10 +01:00)", "detected 20 Nov 00:10 (20 min)")
	u.goTo(Mitigated).shows("2026-11-19 15:10 UTC  → 00:10 JST")
	u.goTo(Timeline).typed("23:55 deployed\n00:20 rolled back [mitigated]").shows("→ 23:55 JST +5m", "→ 20 Nov 00:20 JST", "2 events, 2026-11-19 23:55 to 2026-11-20 00:20 JST")
	u.goTo(Resolved).shows("00:20 JST, from the timeline")
	u.goTo(Timeline).key(tea.KeyCtrlO).shows("[x] Fri 20:30 JST calm")
}

// An answer that can't be used holds the interview once, and says why; whoever goes on anyway loses no word.
func TestAnAnswerThatCantBeUsed(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}} {
		u := newUI(t, Options{}).size(size[0], size[1]).typed("Checkout down\nsevere\n")
		u.shows("How severe", "can't be used yet", "severity scale", "one of SEV-1").answer(Severity, "severe").typed("\n").shows("When did the effect").answer(Severity, "severe")
		u.typed("25:99\n").shows("When did the effect", "enter again", "is not a time", "write 10:42")
		u.typed("9\n").shows("When did the effect", "enter again")                         // another answer, another look
		u.key(tea.KeyUp).shows("How severe").key(tea.KeyDown).shows("When did the effect") // whoever looks around is not held
		u.key(tea.KeyCtrlN).shows("When did anybody").answer(Started, "25:999")
		u.key(tea.KeyShiftTab).typed("\n").shows("enter again").key(tea.KeyCtrlU).typed("09:58\n").shows("When did anybody")
	}
}

// How a time of day was read that is still to come is told while it is typed, and once more when it gets its date.
func TestATimeOfDayThatIsStillToComeIsTold(t *testing.T) {
	u := newUI(t, Options{}).goTo(Started).typed("23:50").shows("→ Thu 2026-11-19 22:50 UTC (23:50 +01:00):", "today that is still to come")
	u.typed("\n").shows("first notice", "started: read as Thu 2026-11-19 22:50 UTC").answer(Started, "2026-11-19 23:50 +01:00")
	u.typed("x").key(tea.KeyBackspace)
	if view := u.view(); strings.Contains(view, "read as Thu") {
		t.Errorf("it is told for ever:\n%s", view)
	}
	u = newUI(t, Options{}).goTo(Started).typed("2026-11-20 12:00 +01:00").goTo(Timeline)
	u.typed("23:50 deployed").shows("line 1 is read as Thu 2026-11-19 22:50 UTC (23:50 +01:00):", "today that is still to come")
	u.typed("\n").shows("line 1 is read as").answer(Timeline, "2026-11-19 23:50 +01:00 deployed\n").typed("12:05 a")
	if view := u.view(); strings.Contains(view, "is read as") {
		t.Errorf("it is told for ever:\n%s", view)
	}
	u.typed("\n2026-12-01 10:00 b").shows("line 3 is read as Tue 2026-12-01 09:00 UTC (10:00 +01:00),", "which is still to come")
}
