package interview

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// What stands is told once and never keeps the document from being written.
func TestWriting(t *testing.T) {
	u := filled(t).goTo("")
	u.shows("! To be looked at: action items", "2 findings (1 error, 1 warning).", "# Payments API")
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
