package interview

import (
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
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

// reopened is the draft as the next run finds it.
func (u *ui) reopened() *Draft {
	u.t.Helper()
	store, id := u.m.draft.store, u.m.draft.ID
	if err := u.m.draft.Close(); err != nil {
		u.t.Fatal(err)
	}
	d, err := store.Open(id)
	if err != nil {
		u.t.Fatal(err)
	}
	u.t.Cleanup(func() { d.Close() })
	return d
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
