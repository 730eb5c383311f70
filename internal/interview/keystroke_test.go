package interview

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

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

// nowhere is a disk that takes everything and keeps nothing.
type nowhere struct{ io.Writer }

func (nowhere) Sync() error { return nil }

func (nowhere) Close() error { return nil }
