package interview

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

var testScale = []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"}

func noon() time.Time {
	return time.Date(2026, 11, 20, 12, 30, 0, 0, time.FixedZone("CET", 3600))
}

// ui drives a screen by its keys, without a terminal and without waiting for anything.
type ui struct {
	t testing.TB
	m *screen
}

func newUI(t testing.TB, o Options) *ui {
	t.Helper()
	store := NewStore(filepath.Join(t.TempDir(), "drafts"), "", testScale, noon)
	d, err := store.Create("")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	o.Out = io.Discard
	u := &ui{t, newScreen(d, o)}
	u.m.later = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }
	return u.size(80, 24)
}

func (u *ui) size(width, height int) *ui {
	u.m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return u
}

// send delivers a message and what its command returns. Nothing comes from a clock.
func (u *ui) send(msg tea.Msg) *ui {
	_, cmd := u.m.Update(msg)
	u.run(cmd)
	return u
}

func (u *ui) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			u.run(c)
		}
	default:
		u.send(msg)
	}
}

// typed types text; a line feed is the enter key.
func (u *ui) typed(text string) *ui {
	for _, r := range text {
		switch r {
		case '\n':
			u.m.Update(tea.KeyMsg{Type: tea.KeyEnter})
		case ' ':
			u.m.Update(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
		default:
			u.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
	return u
}

func (u *ui) pasted(text string) *ui {
	u.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	return u
}

func (u *ui) key(types ...tea.KeyType) *ui {
	for _, k := range types {
		_, cmd := u.m.Update(tea.KeyMsg{Type: k})
		_ = cmd
	}
	return u
}

// goTo goes to a question, and there waits for what it starts.
func (u *ui) goTo(key Key) *ui {
	u.run(u.m.move(func() { u.m.s.GoTo(key) }))
	return u
}

func (u *ui) view() string {
	var rows []string
	for row := range strings.SplitSeq(ansi.Strip(u.m.View()), "\n") {
		rows = append(rows, strings.TrimRight(row, " "))
	}
	return strings.Join(rows, "\n") + "\n"
}

// shows checks that the screen holds each text and fits its size.
func (u *ui) shows(texts ...string) *ui {
	u.t.Helper()
	view := u.view()
	for _, text := range texts {
		if !strings.Contains(view, text) {
			u.t.Errorf("the screen lacks %q:\n%s", text, view)
		}
	}
	u.fits()
	return u
}

func (u *ui) fits() {
	u.t.Helper()
	rows := strings.Split(u.m.View(), "\n")
	if len(rows) != u.m.height {
		u.t.Errorf("%d rows on a screen of %d:\n%s", len(rows), u.m.height, u.view())
	}
	for _, row := range rows {
		if w := ansi.StringWidth(row); w > u.m.width {
			u.t.Errorf("a row of %d cells on a screen of %d: %q", w, u.m.width, row)
		}
	}
}

func (u *ui) answer(key Key, want string) *ui {
	u.t.Helper()
	if diff := cmp.Diff(want, u.m.s.Text(key)); diff != "" {
		u.t.Errorf("%s: -want +got\n%s", key, diff)
	}
	return u
}

// golden compares with a file in testdata; UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "screen", name+".txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("%s (UPDATE=1 rewrites): -want +got\n%s", path, diff)
	}
}

// filled is an incident halfway told.
func filled(t testing.TB) *ui {
	u := newUI(t, Options{
		Check: func(key Key, text string) []Note {
			i := strings.Index(text, "should have checked")
			if key != Detection || i < 0 {
				return nil
			}
			return []Note{{
				Span: document.Span{Start: i, End: i + len("should have checked")}, Label: "counterfactual, tells what did not happen",
				Ask: "What did the probe look like from where they sat?",
				Fix: &document.Edit{Span: document.Span{Start: i, End: i + len("should have checked")}, Text: "looked at 10:14 at"},
			}}
		},
		Render: func(a template.Answers) ([]byte, error) {
			return []byte("# " + a.Title + "\n\n## Detection\n\n" + a.Sections[document.Detection] + "\n" + strings.Repeat("\nmore", 40) + "\n"), nil
		},
		Lint: func([]byte) Review {
			return Review{"2 findings (1 error, 1 warning).", []Finding{
				{Section: document.Detection, Excerpt: "should have checked", Severity: "error", Message: "It tells what did not happen, and not what did."},
				{Section: document.ActionItems, Severity: "warning", Message: "An item without a date is done when nothing else is."},
			}}
		},
	})
	u.typed("Payments API: 502s for EU customers\n2\n2026-11-20 0958 UTC\n2026-11-20 10:06 UTC\n\n2026-11-20 12:15 UTC\ncheckout, payments-api\n")
	u.goTo(Detection).typed("The synthetic checkout probe alerted at 10:06. It looked like the flapping probe of last week, so the on-call engineer should have checked the error rate.")
	u.goTo(Timeline).typed("0958Z configuration 4711 reaches all regions 日本語 🎉 [started]\n1006Z probe alerts [detected]\nwhich was red\n\n10:41Z rolled back [mitigated]")
	u.goTo(ActionItems).typed("Refuse a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)\nRoll out region by region (mitigate, P2)\nLook at it (P1, prevnt)")
	return u
}

func TestScreens(t *testing.T) {
	screens := map[string]func(u *ui){
		"title": func(u *ui) { u.goTo(Title) },
		"detected": func(u *ui) {
			u.goTo(Detected).key(tea.KeyCtrlU).typed("Fri 11:08")
		},
		"severity":  func(u *ui) { u.goTo(Severity) },
		"detection": func(u *ui) { u.goTo(Detection) },
		"timeline":  func(u *ui) { u.goTo(Timeline) },
		"actions":   func(u *ui) { u.goTo(ActionItems) },
		"impact":    func(u *ui) { u.goTo(Impact) },
		"actions-helped": func(u *ui) {
			u.m.s.SetText(Conditions, "The configuration check accepts a region without an upstream\nThe error-rate dashboard averages over regions")
			u.m.o.Grade = func(string) string { return "intermediate" }
			u.send(ownersMsg{[]string{"@kmori", "@kay"}})
			u.goTo(ActionItems).key(tea.KeyCtrlHome, tea.KeyDown, tea.KeyEnd).typed("\nShow every region by itself (detect, @k")
			u.send(earlierMsg{u.m.changes, []Earlier{{"地域の設定 without an upstream", "postmortems/2026-10-14-x.md", []string{"Refuse it", "Alert on it"}}}})
		},
		"perspectives": func(u *ui) {
			u.goTo(Views).typed("Support: tickets about a spinning button from 10:01, taken for the usual Friday load\nPlatform: all green 緑, the dashboard averages over regions\nCheckout: retries, then silence")
		},
		"objective": func(u *ui) { u.goTo(SLO).typed("99.9% over 30d, unavailable 35m") },
		"paste": func(u *ui) {
			u.m.o.ReadNotes = readNotes
			u.goTo(Timeline).pasted(chat).key(tea.KeyDown, tea.KeyDown)
		},
		"problems": func(u *ui) { u.goTo("") },
		"preview":  func(u *ui) { u.m.s.SetText(ActionItems, ""); u.goTo("") },
		"findings": func(u *ui) {
			u.m.s.SetText(ActionItems, "")
			u.goTo("").typed("f").key(tea.KeyDown)
		},
		"findings-alike": func(u *ui) {
			u.m.o.Lint = func([]byte) Review {
				return Review{"3 findings (3 warnings).", []Finding{
					{Rule: "analysis/unaddressed", Section: document.ContributingFactors, Excerpt: "**F2** 設定は全地域へ同時に届く", Severity: "warning", Message: "No action item is for F2, so the condition stays as it was."},
					{Rule: "action/vague", Section: document.ActionItems, Excerpt: "Look at it", Severity: "warning", Message: "Nobody can tell when it is done."},
					{Rule: "analysis/unaddressed", Section: document.ContributingFactors, Excerpt: "**F3** The dashboard averages over regions", Severity: "warning", Message: "No action item is for F3, so the condition stays as it was."},
				}}
			}
			u.goTo("").typed("f").key(tea.KeyDown, tea.KeyDown)
		},
		"reading": func(u *ui) {
			u.m.s.SetText(ActionItems, "")
			u.m.o.Read = func(source []byte, width int) []string {
				return append([]string{"\x1b[1m検出 as it will be read\x1b[0m"}, strings.Split(strings.Repeat("x", width)+strings.Repeat("\nmore", 40), "\n")...)
			}
			u.goTo("")
		},
		"places":           func(u *ui) { u.goTo(Impact).key(tea.KeyCtrlG) },
		"places-some":      func(u *ui) { u.goTo(Impact).key(tea.KeyCtrlG).typed("det") },
		"asked":            func(u *ui) { u.goTo("").key(tea.KeyEnter) },
		"back-to-the-list": func(u *ui) { u.goTo("").typed("f").key(tea.KeyDown, tea.KeyEnter) },
		"factor-gone": func(u *ui) {
			u.m.s.SetText(Conditions, "設定の検査が空の地域を通す\nAll regions change at once")
			u.m.s.SetText(ActionItems, "Refuse it (for F1)\nRoll out in steps (for F2)")
			u.m.s.SetText(Conditions, "All regions change at once")
			u.goTo(ActionItems).key(tea.KeyUp)
		},
		"milestones": func(u *ui) {
			u.goTo(Timeline).key(tea.KeyCtrlHome, tea.KeyDown).key(tea.KeyEnd).typed(" 🎉 [resolvd]\n25:70 日本語\n11:00Z all is well [resolved]")
		},
		"goes-on": func(u *ui) { // a draft taken up again
			u.m.s.SetText(ActionItems, "")
			u.run(u.m.lookThrough())
			u.goTo(Conditions)
		},
		"notice": func(u *ui) {
			u.goTo(Title)
			u.m.message = "git doesn't know who commits: your name is not configured, so the document will be written and not committed"
		},
		"not-saved": func(u *ui) { u.goTo(Impact); u.m.saveErr = errors.New("no space left on device 空き容量なし") },
		"keys":      func(u *ui) { u.goTo(Impact).key(tea.KeyF1) },
	}
	for name, arrange := range screens {
		t.Run(name, func(t *testing.T) {
			u := filled(t)
			arrange(u)
			var all strings.Builder
			for _, size := range [][2]int{{80, 24}, {40, 15}, {120, 40}} {
				u.size(size[0], size[1])
				u.fits()
				all.WriteString(u.view() + "\f\n")
			}
			golden(t, name, all.String())
			u.size(80, 24)
			plain := u.view()
			for _, sequence := range []string{"\x1b[3", "\x1b[1;3", "\x1b[4;3", "\x1b[7;3", "\x1b[9"} {
				if strings.Contains(u.m.View(), sequence) {
					t.Errorf("without colour the screen has %q", sequence)
				}
			}
			for _, dark := range []bool{true, false} { // the palette is the terminal's own
				lipgloss.SetHasDarkBackground(dark)
				u.m.st = newStyles(io.Discard, true)
				if coloured := u.view(); coloured != plain {
					t.Errorf("dark %v: colour changes words:\n%s\n%s", dark, plain, coloured)
				}
			}
			lipgloss.SetHasDarkBackground(true)
			for _, size := range [][2]int{{20, 5}, {1, 1}, {10, 3}, {200, 4}, {30, 100}, {64, 19}} {
				u.size(size[0], size[1]).fits()
			}
		})
	}
}

// Without colour the same words stand there, and no sequence sets a colour.
func TestNoColour(t *testing.T) {
	plain, coloured := filled(t), filled(t)
	coloured.m.st = newStyles(io.Discard, true)
	for _, u := range []*ui{plain, coloured} {
		u.goTo(Detection)
	}
	if plain.view() != coloured.view() {
		t.Errorf("colour changes words:\n%s\n%s", plain.view(), coloured.view())
	}
	for _, sequence := range []string{"\x1b[3", "\x1b[1;3", "\x1b[4;3", ";3", "[9"} {
		if strings.Contains(strings.ReplaceAll(plain.m.View(), "\x1b[3m", ""), sequence) {
			t.Errorf("without colour the screen has %q", sequence)
		}
	}
	if !strings.Contains(coloured.m.View(), ";36m") {
		t.Error("with colour the screen has none")
	}
}

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

func TestEveryKeystrokeIsOnDisk(t *testing.T) {
	u := newUI(t, Options{})
	path := filepath.Join(u.m.draft.store.dir, u.m.draft.ID+draftSuffix)
	text := ""
	u.goTo(Impact)
	for _, r := range "1,240 日本 é\n\nx" {
		text += string(r)
		u.typed(string(r))
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		st, _, err := readJournal(source)
		if err != nil || st.texts[Impact] != text {
			t.Fatalf("typed %q, on disk %q (%v)", text, st.texts[Impact], err)
		}
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

// While the next check is on its way a finding stays with its phrase.
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

// What stands is told once and never keeps the document from being written.
func TestWriting(t *testing.T) {
	u := filled(t).goTo("")
	u.shows("! To be looked at: actions", "2 findings (1 error, 1 warning).", "# Payments API")
	u.key(tea.KeyEnter)
	if u.m.done {
		t.Fatal("written without a word about what stands")
	}
	u.shows("1 answer that is not understood, 1 error: enter again writes", "f goes through them")
	u.key(tea.KeyPgDown)
	_, cmd := u.m.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if !u.m.done || cmd == nil {
		t.Fatal("enter writes nothing")
	}
	if _, ok := cmd().(tea.QuitMsg); !ok {
		t.Error("the screen stays")
	}
	if u.m.answers.Title != "Payments API: 502s for EU customers" || len(u.m.answers.Actions) != 3 {
		t.Errorf("answers %+v", u.m.answers)
	}
}

// Without anything to say, and with warnings alone, enter writes at once.
func TestWritingWhatIsClean(t *testing.T) {
	u := newUI(t, Options{
		Render: func(template.Answers) ([]byte, error) { return []byte("x"), nil },
		Lint:   func([]byte) Review { return Review{"1 warning.", []Finding{{Severity: "warning"}}} },
	}).typed("t").goTo("").key(tea.KeyEnter)
	if !u.m.done {
		t.Error("it is not written")
	}
}

func TestATitleIsNeeded(t *testing.T) {
	u := newUI(t, Options{Render: func(template.Answers) ([]byte, error) { return []byte("the document"), nil }}).goTo("").shows("the document")
	u.key(tea.KeyEnter).shows("a title is all that is needed", "What happened, in the words")
	if u.m.done {
		t.Error("written without a title")
	}
}

// What can't be understood is in the document as it was typed, marked.
func TestTheDocumentHasEveryWord(t *testing.T) {
	s := NewSession(testScale, noon)
	for key, text := range map[Key]string{
		Title: "t", Severity: "quite", Started: "some time yesterday", Detected: "2026-11-20 10:06Z", SLO: "four nines",
		Timeline: "it began\n2026-11-20 10:06Z probe alerts\n25:70 rolled back", ActionItems: "Fix (P1, due whenever)", Supporting: "a link",
	} {
		s.SetText(key, text)
	}
	a := s.Content()
	for _, want := range []string{"severity, as it was answered: quite", "started, as it was answered: some time yesterday", "objective, as it was answered: four nines", "a link"} {
		if got := a.Sections[document.Supporting]; !strings.Contains(got, "- "+want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if strings.Contains(a.Sections[document.Supporting], "10:06Z") || len(a.Timeline) != 3 || a.Actions[0].Due != "whenever" {
		t.Errorf("content %+v", a)
	}
	if a.Timeline[2].What != "25:70 rolled back (time not understood)" || !a.Timeline[2].At.IsZero() {
		t.Errorf("timeline %+v", a.Timeline)
	}
	if b, _ := s.Answers(); len(b.Timeline) != 1 || b.Sections[document.Supporting] != "- a link" {
		t.Errorf("the answers changed: %+v", b)
	}
}

func TestNothingIsWrittenBeforeItIsSeen(t *testing.T) {
	u := newUI(t, Options{Render: func(template.Answers) ([]byte, error) { return []byte("x"), nil }}).typed("t")
	u.m.move(func() { u.m.s.GoTo("") }) // its rendering never arrives
	u.shows("Rendering").key(tea.KeyEnter)
	if u.m.done {
		t.Error("written unseen")
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

// full is a disk without room, until it has some again.
type full struct {
	journalFile
	room int // bytes that are still taken
	err  error
}

func (f *full) Write(p []byte) (int, error) {
	if f.err == nil || len(p) <= f.room {
		return f.journalFile.Write(p)
	}
	n, _ := f.journalFile.Write(p[:f.room])
	f.room = 0
	return n, &os.PathError{Op: "write", Path: "x", Err: f.err}
}

func TestAFullDisk(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("kept ")
	disk := &full{u.m.draft.file, 20, errors.New("no space left on device")}
	u.m.draft.file = disk
	u.typed("typed on a full disk").shows("NOT SAVED: no space left on device", "typed on a full disk")
	u.key(tea.KeyCtrlC).shows("ctrl+c again leaves")
	if !u.m.ticking {
		t.Error("it is not tried again")
	}
	disk.err = nil
	u.m.Update(tickMsg{})
	u.shows("draft saved 12:30:00")
	id, store := u.m.draft.ID, u.m.draft.store
	if err := u.m.draft.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if got := d.Session().Text(Impact); got != "kept typed on a full disk" {
		t.Errorf("on disk is %q", got)
	}
}

func TestTheUsersEditor(t *testing.T) {
	u := newUI(t, Options{Getenv: func(string) string { return "" }}).goTo(Impact).typed("before")
	dir := u.m.draft.store.dir
	path := filepath.Join(dir, "x.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("after\r\n\x1b[31mtwo\n")
	u.send(editedMsg{Impact, path, nil}).answer(Impact, "after\ntwo").key(tea.KeyCtrlZ).answer(Impact, "before")
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the file stays behind")
	}
	write("for impact")
	u.goTo(Lessons).send(editedMsg{Impact, path, nil}).answer(Lessons, "").answer(Impact, "for impact").goTo(Impact).typed("!").answer(Impact, "for impact!")
	u.key(tea.KeyCtrlZ, tea.KeyCtrlZ).answer(Impact, "before").key(tea.KeyCtrlY)
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the file stays behind")
	}
	write("half")
	u.send(editedMsg{Impact, path, errors.New("exit status 1")}).answer(Impact, "for impact").shows("exit status 1", "is in /")
	if _, err := os.Stat(path); err != nil {
		t.Error("what the editor wrote is gone")
	}
	for editor, want := range map[string]string{"code --wait": `code --wait "$@"`, "": `vi "$@"`} {
		cmd := editorCommand(func(name string) string {
			if name == "EDITOR" {
				return editor
			}
			return ""
		}, "f")
		if filepath.Base(cmd.Args[0]) == "sh" && cmd.Args[2] != want {
			t.Errorf("%q runs %q", editor, cmd.Args)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 8, "one two |three"},
		{"one two three", 7, "one two |three"},
		{"unbreakable", 4, "unbr|eaka|ble"},
		{"a unbreakable", 4, "a |unbr|eaka|ble"},
		{"日本語日本語", 5, "日本|語日|本語"},
		{"abc日本語", 6, "abc日|本語"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301"},
		{"👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧|👩‍👩‍👧"},
		{"a\tb", 3, "a\t|b"},
		{"x", 0, "x"},
	} {
		rows := wrap(test.text, test.width)
		var parts []string
		for i, start := range rows {
			end := len(test.text)
			if i+1 < len(rows) {
				end = rows[i+1]
			}
			parts = append(parts, test.text[start:end])
		}
		if got := strings.Join(parts, "|"); got != test.want {
			t.Errorf("%q in %d: got %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// nowhere is a disk that takes everything and keeps nothing.
type nowhere struct{ io.Writer }

func (nowhere) Sync() error  { return nil }
func (nowhere) Close() error { return nil }

func FuzzKeys(f *testing.F) {
	f.Add([]byte("abc\n\x0e\x10\x07x\r\x1f\x1a"), uint8(80), uint8(24))
	f.Add([]byte("日本\x7f\x17\x0b\x15"), uint8(3), uint8(2))
	f.Fuzz(func(t *testing.T, keys []byte, width, height uint8) {
		u := filled(t).size(int(width), int(height))
		u.m.draft.file = nowhere{io.Discard}
		keys = keys[:min(len(keys), 60)]
		for i, b := range keys {
			switch {
			case b == 5 || b == 3: // the user's editor, leaving
			case b < 32:
				u.m.Update(tea.KeyMsg{Type: tea.KeyType(b)})
			case b > 240:
				u.m.Update(tea.KeyMsg{Type: tea.KeyUp - tea.KeyType(b-240)})
			default:
				u.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(string(keys[i:min(i+3, len(keys))])), Paste: b > 200})
			}
			u.m.View()
		}
		u.fits()
		if q, ok := u.m.s.Current(); ok && u.m.edit.text() != u.m.s.Text(q.Key) {
			t.Errorf("the editor holds %q, the session %q", u.m.edit.text(), u.m.s.Text(q.Key))
		}
	})
}

// One frame at 60 a second is 16 ms: what a key press takes, from its arrival to the frame that shows it.
func BenchmarkKeystroke(b *testing.B) {
	for name, arrange := range map[string]func(u *ui){
		"50kB":          func(u *ui) { u.goTo(Impact).pasted(strings.Repeat("The probe alerted at 10:06. ", 1800)) },
		"50kB-in-lines": func(u *ui) { u.goTo(Impact).pasted(strings.Repeat("The probe alerted at 10:06.\n", 1800)) },
		"50kB-japanese": func(u *ui) { u.goTo(Impact).pasted(strings.Repeat("決済が失敗した。", 2100)) },
		"timeline-5000": func(u *ui) { u.goTo(Timeline).pasted(longTimeline(5000)) },
		"50kB-200-findings": func(u *ui) {
			u.goTo(Impact).pasted(strings.Repeat("The engineer should have checked the probe at 10:06, it said. ", 850))
			var notes []Note
			for i := range 200 {
				at := i * len("The engineer should have checked the probe at 10:06, it said. ")
				notes = append(notes, Note{Span: document.Span{Start: at + 4, End: at + 32}, Label: "counterfactual", Ask: "What did it look like?", Fix: &document.Edit{}})
			}
			u.send(notesMsg{u.m.changes, notes})
		},
		"timeline-small": func(u *ui) { u.goTo(Timeline) },
	} {
		b.Run(name, func(b *testing.B) {
			u := filled(b)
			arrange(u)
			u.m.View()
			b.ResetTimer()
			for range b.N {
				u.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'x'}})
				u.m.View()
			}
		})
	}
	// Enter brings the timeline into order: behind the last event nothing moves, behind one from the beginning all others do.
	for name, event := range map[string]string{"enter-timeline-5000": "23:59 x", "enter-timeline-5000-sorted-in": "09:59 x"} {
		b.Run(name, func(b *testing.B) {
			u := filled(b)
			u.goTo(Timeline).pasted(longTimeline(5000))
			b.ResetTimer()
			for range b.N {
				b.StopTimer()
				u.typed(event)
				u.m.View()
				b.StartTimer()
				u.m.Update(tea.KeyMsg{Type: tea.KeyEnter})
				u.m.View()
			}
		})
	}
}

// longTimeline is a log of n events, each another one.
func longTimeline(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%02d:%02d kmori: the dashboard shows region %d at zero 日本語\n", 10+i/600, i/10%60, i)
	}
	return b.String()
}

func TestThePreviewLeadsToWhatItSpeaksOf(t *testing.T) {
	u := filled(t).goTo("")
	u.typed("f").shows("1 answer that is not understood, 2 findings; none stops").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != ActionItems || u.m.edit.line != 2 {
		t.Errorf("it leads to %s, line %d", q.Key, u.m.edit.line)
	}
	u.key(tea.KeyCtrlU, tea.KeyBackspace).shows("esc back to the list")
	_, cmd := u.m.Update(tea.KeyMsg{Type: tea.KeyEsc})
	u.run(cmd)
	u.shows("2 findings; none stops", "error detection: It tells what").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != Detection || !strings.HasPrefix(u.m.edit.text()[u.m.edit.offset():], "should have checked") {
		t.Errorf("it leads to %s at %d", q.Key, u.m.edit.offset())
	}
	u.goTo("").typed("f").key(tea.KeyEsc).shows("# Payments API").typed("f").typed("f").shows("# Payments API")
	if u.m.done {
		t.Error("it is written")
	}
}

// A finding leads to its words, in whatever form they stand in the document.
func TestAFindingLeadsToItsWords(t *testing.T) {
	for name, test := range map[string]struct {
		finding Finding
		key     Key
		at      string
	}{
		"metadata":       {Finding{Field: "services", Excerpt: "payments-api"}, Services, "payments-api"},
		"a whole field":  {Finding{Field: "started", Excerpt: "started: 2026"}, Started, "2026-11-20 0958 UTC"},
		"the heading":    {Finding{Excerpt: "502s for EU"}, Title, "502s for EU customers"},
		"an event":       {Finding{Section: document.TimelineSection, Excerpt: "- 10:06 UTC [detected] probe", Line: "- 10:06 UTC [detected] probe alerts which was red"}, Timeline, "1006Z probe"},
		"an action item": {Finding{Section: document.ActionItems, Excerpt: "- [ ] Roll", Line: "- [ ] Roll out region by region (mitigate, P2)"}, ActionItems, "Roll out"},
		"a section":      {Finding{Section: document.Impact}, Impact, ""},
	} {
		t.Run(name, func(t *testing.T) {
			u := filled(t)
			u.m.s.SetText(Started, "2026-11-20 0958 UTC")
			u.m.o.Lint = func([]byte) Review { return Review{"1.", []Finding{test.finding}} }
			u.goTo("").typed("f").key(tea.KeyDown, tea.KeyEnter)
			q, _ := u.m.s.Current()
			if rest := u.m.edit.text()[u.m.edit.offset():]; q.Key != test.key || !strings.HasPrefix(rest, test.at) {
				t.Errorf("it leads to %s, before %q", q.Key, rest)
			}
		})
	}
}

// However many there are and however small the screen is, the picked one is seen.
func TestThePickedFindingIsSeen(t *testing.T) {
	u := filled(t)
	u.m.s.SetText(ActionItems, "")
	u.m.o.Lint = func([]byte) Review {
		r := Review{Summary: "40 findings."}
		for i := range 40 {
			r.Findings = append(r.Findings, Finding{Section: document.Detection, Severity: "warning", Message: fmt.Sprintf("number %d of a list whose every entry takes two rows at least.", i)})
		}
		return r
	}
	u.goTo("").typed("f")
	for _, size := range [][2]int{{80, 24}, {40, 15}, {120, 40}} {
		u.size(size[0], size[1]).key(tea.KeyHome)
		for i := range 40 {
			u.shows(fmt.Sprintf("number %d of", i)).key(tea.KeyDown)
		}
	}
}

// What is said of many places is said once, and above them wherever the list is scrolled to.
func TestAlikeFindingsStandTogether(t *testing.T) {
	u := filled(t)
	u.m.s.SetText(ActionItems, "")
	u.m.o.Lint = func([]byte) Review {
		r := Review{Summary: "14 findings."}
		for i := range 12 {
			r.Findings = append(r.Findings, Finding{
				Rule: "action/no-due-date", Section: document.ActionItems, Severity: "warning", Excerpt: fmt.Sprintf("number %d 期限", i),
				Message: fmt.Sprintf("\"number %d\" has no due date, so it is done when nothing else is.", i),
			})
		}
		other := Finding{Rule: "blame/judgement", Section: document.Detection, Severity: "error", Message: "It judges."}
		r.Findings = append(r.Findings, other, Finding{Rule: "structure/empty-section", Section: document.Impact, Severity: "warning", Message: `The section "Impact" is empty.`})
		r.Findings = append(r.Findings, Finding{Rule: "structure/empty-section", Section: document.Response, Severity: "warning", Message: `The section "Response" is empty.`})
		return r
	}
	u.goTo("").typed("f").shows(`warning 12 × "number …" has no due date, so it is done`, "▸ - action items: “number 0 期限”", "action items: “number 11 期限”")
	for range 11 {
		u.key(tea.KeyDown)
	}
	u.size(40, 15).shows("12 × ", "▸ - action items: “number 11", "… 15 in all").size(80, 24)
	u.key(tea.KeyDown).shows("▸ error detection: It judges.").key(tea.KeyEnd).shows(`warning 2 × The section "…" is empty.`, "  - impact", "▸ - response").key(tea.KeyEnter)
	if q, _ := u.m.s.Current(); q.Key != Response {
		t.Errorf("it leads to %s", q.Key)
	}
}

func TestCommonWords(t *testing.T) {
	for _, test := range []struct{ a, b, want string }{
		{"the same", "the same", "the same"},
		{"No action item is for F2, so it stays.", "No action item is for F4, so it stays.", "No action item is for …, so it stays."},
		{"forty of them are left", "forty-one of them are left", "forty… of them are left"},
		{"期限「金曜」は日付として読めません", "期限「来週」は日付として読めません", "期限「…」は日付として読めません"},
		{"it judges", "it names somebody", ""},
		{"", "x", ""},
	} {
		if got := commonWords(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: got %q, want %q", test.a, test.b, got, test.want)
		}
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
}

func TestAnEditorThatIsNotThere(t *testing.T) {
	environment := map[string]string{"EDITOR": "no-such-editor --wait"}
	u := newUI(t, Options{Getenv: func(name string) string { return environment[name] }}).goTo(Impact).typed("kept")
	path := filepath.Join(u.m.draft.store.dir, "x.md")
	if err := os.WriteFile(path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.send(editedMsg{Impact, path, editorCommand(u.m.o.Getenv, path).Run()}).answer(Impact, "kept")
	u.size(120, 40).shows(`the editor "no-such-editor --wait", which EDITOR names, can't be run; set EDITOR to one that can`, "the answer is as it was")
	delete(environment, "EDITOR")
	if text := u.m.s.words.notRun(u.m.o.Getenv, exec.ErrNotFound); !strings.Contains(text, "set VISUAL or EDITOR") {
		t.Errorf("got %q", text)
	}
}

// What an editor held when the program was killed is told when the draft is resumed.
func TestAnEditorThatWasOpen(t *testing.T) {
	u := newUI(t, Options{}).goTo(Impact).typed("kept")
	store, id := u.m.draft.store, u.m.draft.ID
	for name, text := range map[string]string{id + ".answer-1.md": "written in the editor\n", id + ".answer-2.md": "kept\n", "other.answer-1.md": "another draft's"} {
		if err := os.WriteFile(filepath.Join(store.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := u.m.draft.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	m := newScreen(d, Options{Out: io.Discard})
	if !strings.Contains(m.message, "an editor was open") || !strings.Contains(m.message, id+".answer-1.md") || strings.Contains(m.message, "-2.md") || strings.Contains(m.message, "other") {
		t.Errorf("told: %q", m.message)
	}
	if _, err := os.Stat(filepath.Join(store.dir, id+".answer-2.md")); !errors.Is(err, os.ErrNotExist) {
		t.Error("what the draft has stays behind")
	}
}

func TestANotice(t *testing.T) {
	newUI(t, Options{Notice: "git doesn't know who commits"}).shows("git doesn't know who commits")
}
