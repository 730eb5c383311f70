package interview

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// styles is how the screen looks. Colours are those of the terminal's own palette, so they suit a light and a dark one; none carries a
// meaning that a word or a mark beside it doesn't.
type styles struct {
	strong, dim, accent, alarm, phrase, cursor lipgloss.Style
}

func newStyles(out io.Writer, color bool) styles {
	r := lipgloss.NewRenderer(out, termenv.WithUnsafe())
	r.SetHasDarkBackground(true) // nobody is asked; no style depends on it
	r.SetColorProfile(termenv.ANSI)
	s := styles{
		strong: r.NewStyle().Bold(true),
		dim:    r.NewStyle().Faint(true),
		accent: r.NewStyle().Bold(true),
		alarm:  r.NewStyle().Bold(true),
		phrase: r.NewStyle().Underline(true),
		cursor: r.NewStyle().Reverse(true),
	}
	if color {
		s.accent = s.accent.Foreground(lipgloss.Color("6"))
		s.alarm = s.alarm.Foreground(lipgloss.Color("1"))
		s.phrase = s.phrase.Foreground(lipgloss.Color("3"))
	}
	return s
}
