package interview

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// offer is text that can be put in the place of some of an answer with one key.
type offer struct {
	edit document.Edit
	also []string // what else it could be
}

// offerAt is what is offered at the cursor: the rest of a name, the time unavailable. Nil when there is nothing.
func (m *screen) offerAt(q Question) *offer {
	if q.Kind == Budget {
		return m.offerUnavailable(q)
	}
	if q.Kind != Todos && q.Key != Authors {
		return nil
	}
	return m.offerPerson(q)
}

// offered reports whether something is offered that a key takes: the rest of a name, or words in the place of a phrase.
func (m *screen) offered(q Question) bool {
	n := m.note()
	return m.offerAt(q) != nil || n != nil && n.try() != ""
}

// offerUnavailable offers the time from the start to the end of the effect as the time unavailable.
func (m *screen) offerUnavailable(q Question) *offer {
	text := m.s.Text(q.Key)
	slo, err := readBudget(oneLine(text))
	a, _ := m.s.Answers()
	if d := effect(a); err == nil && slo.Window != "" && slo.Unavailable == "" && d > 0 {
		rest := ", unavailable " + strings.ReplaceAll(tight(d), " ", "")
		return &offer{edit: document.Edit{Span: document.Span{Start: len(text), End: len(text)}, Text: rest}}
	}
	return nil
}
