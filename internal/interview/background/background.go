// Package background keeps bubbletea from questioning the terminal.
//
// Importing bubbletea v1 asks the terminal for its background colour and waits up to five seconds for the answer, whatever the
// program is about to do. Nobody is asked when the answer is set already. Go initialises the packages that are ready in the order of their
// import paths: this one is ready with lipgloss and sorts before github.com/charmbracelet/bubbletea, so it is first. Whoever
// imports bubbletea imports this package too.
package background

import "github.com/charmbracelet/lipgloss"

func init() {
	// Which one it is doesn't matter here: the interview draws with the terminal's own palette.
	lipgloss.SetHasDarkBackground(true)
}
