package view

import (
	"fmt"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// IndexTable is the table of a README in a folder: a line for each postmortem, in their order, with links from that folder.
func IndexTable(postmortems []*learn.Postmortem, folder string) string {
	if len(postmortems) == 0 {
		return "There are no postmortems yet."
	}
	var b strings.Builder
	b.WriteString("| Date | Severity | Incident | Services | Status |\n| --- | --- | --- | --- | --- |\n")
	for _, m := range postmortems {
		fmt.Fprintf(&b, "| %s | %s | [%s](%s) | %s | %s |\n", cell(dayText(m.Day)), cell(m.Severity), cell(m.Title), link(folder, m.Path), cell(strings.Join(m.Services, ", ")), cell(m.Status))
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
