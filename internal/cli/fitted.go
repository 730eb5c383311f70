package cli

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// fitted is a sentence, in the language that is spoken, and something to be copied behind it, a command or a name, as a terminal has room for them: the sentence in lines that end
// between words, and what is to be copied in one piece, on a line of its own where it doesn't fit behind the sentence. Whatever breaks that line then is
// the terminal, which puts it together again when it is copied. Where there is no terminal they stand in one line.
func (a *app) fitted(copied, english string, args ...any) string {
	sentence, copied := harmless(a.words().Say(english, args...)), harmless(copied)
	if width := a.env.Width(); width > 1 && a.env.ErrTerminal {
		return fit(sentence, copied, width)
	}
	return strings.TrimRight(sentence+" "+copied, " ")
}

func fit(sentence, copied string, width int) string {
	whole := strings.TrimRight(sentence+" "+copied, " ")
	if output.Width(whole) <= width {
		return whole
	}
	var lines []string
	if sentence = strings.TrimSpace(sentence); sentence != "" {
		lines = output.WholeWords(sentence, width)
	}
	if copied != "" {
		lines = append(lines, "  "+copied)
	}
	return strings.Join(lines, "\n")
}
