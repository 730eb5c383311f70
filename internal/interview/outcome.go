package interview

import "github.com/charmbracelet/bubbles/key"

// Outcome is how far a document goes once the interview is over.
type Outcome int

// The outcomes, each with all of those before it.
const (
	Committed     Outcome = iota // on a branch of its own, unless the current one is wanted
	Pushed                       // that branch
	PullRequested                // of that branch
)

// Choices are what may become of the document. Nothing is chosen where there is no choice.
type Choices struct {
	Outcomes []Outcome     // the first is chosen until the reader of the preview chooses another
	Choose   func(Outcome) // is told, once, before the document is written
}

// outcome tells what becomes of the document; "" where nobody can say.
func (w words) outcome(c Choices, chosen int) string {
	if len(c.Outcomes) == 0 {
		return ""
	}
	switch c.Outcomes[chosen] {
	case Pushed:
		return w.say("Once written, it is committed and pushed")
	case PullRequested:
		return w.say("Once written, it is committed and pushed, and a pull request opened")
	}
	return w.say("Once written, it is committed")
}

// decide tells what was chosen.
func (c Choices) decide(chosen int) {
	if len(c.Outcomes) > 0 {
		c.Choose(c.Outcomes[chosen])
	}
}

// outcomeLine is outcome for the preview, with the key that changes it.
func (m *screen) outcomeLine() string {
	text := m.s.words.outcome(m.o.Then, m.outcome)
	if len(m.o.Then.Outcomes) > 1 {
		text += m.s.words.sayf("; %s changes that", m.keys.then.Help().Key)
	}
	return text
}

// outcomes are the keys of the choice.
func (m *screen) outcomes() []key.Binding {
	if len(m.o.Then.Outcomes) < 2 {
		return nil
	}
	return []key.Binding{m.keys.then}
}
