package interview

import (
	"bytes"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/template"
)

// How far the document goes is seen and chosen before it is written.
func TestWhatBecomesOfTheDocument(t *testing.T) {
	render := func(template.Answers) ([]byte, error) { return []byte("x"), nil }
	for presses, want := range map[string]Outcome{"": Committed, "p": Pushed, "pp": PullRequested, "ppp": Committed} {
		told := []Outcome{}
		then := Choices{[]Outcome{Committed, Pushed, PullRequested}, func(o Outcome) { told = append(told, o) }}
		u := newUI(t, Options{Render: render, Then: then}).typed("t").goTo("").shows("Once written, it is committed; p changes that")
		u.typed(presses).key(tea.KeyEnter)
		if !u.m.done || len(told) != 1 || told[0] != want {
			t.Errorf("%q: told %v, want %v", presses, told, want)
		}
		told = told[:0]
		d, err := u.m.draft.store.Create("t")
		if err != nil {
			t.Fatal(err)
		}
		d.Session().GoTo("")
		var out bytes.Buffer
		in := strings.NewReader(strings.Join(strings.Split(presses, ""), "\n") + "\ny\n")
		if _, err := Plain(t.Context(), d, Options{In: in, Out: &out, Then: then}); err != nil || len(told) != 1 || told[0] != want {
			t.Errorf("%q: %v, told %v, want %v\n%s", presses, err, told, want, out.String())
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	u := newUI(t, Options{Render: render, Then: Choices{[]Outcome{Pushed}, func(Outcome) {}}}).goTo("").typed("p").shows("Once written, it is committed and pushed")
	if strings.Contains(u.view(), "changes that") {
		t.Error("one outcome is no choice")
	}
}
