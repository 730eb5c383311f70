package view

import (
	"fmt"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// IndexTable is the table of a README in a folder: a line for each postmortem, in their order, with links from that folder, in
// the language of the words; nil is English.
func IndexTable(postmortems []*learn.Postmortem, folder string, words *language.Catalogue) string {
	say := words.For("view")
	if len(postmortems) == 0 {
		return say.Say("There are no postmortems yet.")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | --- |\n", say.Say("Date"), say.Say("Severity"), say.Say("Incident"), say.Say("Services"), say.Say("Status"))
	for _, m := range postmortems {
		fmt.Fprintf(&b, "| %s | %s | [%s](%s) | %s | %s |\n", cell(dayText(say, m.Day)), cell(m.Severity), cell(m.Title), link(folder, m.Path), cell(strings.Join(m.Services, ", ")), cell(statusText(say, m.Status)))
	}
	return b.String()
}

// cell is a text as a cell of a table.
func cell(s string) string {
	if s = strings.TrimSpace(MarkdownText(s)); s == "" {
		return "–"
	}
	return s
}
