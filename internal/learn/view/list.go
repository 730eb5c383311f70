package view

import (
	"cmp"
	"io"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// List shows postmortems in a table, in their order; all is how many there are besides those that are shown.
func List(w io.Writer, postmortems []*learn.Postmortem, all int, o Options) error {
	p := newPage(w, o)
	if len(postmortems) == 0 {
		p.wrapped("", p.nothing(all), "")
		return p.Flush()
	}
	date, severity, status := column{head: p.Say("date")}, column{head: p.Say("severity"), drop: 5}, column{head: p.Say("status"), drop: 2, flex: true, least: 9}
	title, services := column{head: p.Say("title"), flex: true, least: min(28, p.Width*2/5), style: boldStyle}, column{head: p.Say("services"), flex: true, least: 12, drop: 4}
	actions, path := column{head: p.Say("actions"), drop: 3, right: true}, column{head: p.Say("path"), drop: 1}
	undated := 0
	for _, m := range postmortems {
		if m.Day.IsZero() {
			undated++
		}
		date.cells = append(date.cells, dayText(p.Phrases, m.Day))
		severity.cells = append(severity.cells, clean(m.Severity))
		status.cells = append(status.cells, statusText(p.Phrases, m.Status))
		title.cells = append(title.cells, short(m.Title))
		services.cells = append(services.cells, cleanAll(m.Services))
		actions.cells = append(actions.cells, p.actionsText(m))
		path.cells = append(path.cells, clean(m.Path))
	}
	p.table([]column{date, severity, status, title, services, actions, path})
	p.line("")
	count := p.countOf(len(postmortems), all)
	if undated > 0 {
		count += p.Say(", %d without a date", undated)
	}
	p.wrapped("", p.Say("%s.", count), faintStyle)
	if undated > 0 {
		p.wrapped("", p.Say(`A date comes from "started" in the front matter, or from the file's name: 2026-11-20-title.md.`), faintStyle)
	}
	return p.Flush()
}

// countOf is a number of postmortems, of as many as there are.
func (p *page) countOf(n, all int) string {
	count := p.Count(n, "postmortem")
	if all > n {
		return p.Say("%s of %d", count, all)
	}
	return count
}

// nothing says what to do where there is nothing to show, of as many as there are.
func (p *page) nothing(all int) string {
	if all == 0 {
		return p.Say("There are no postmortems yet. Write the first: postmortem new")
	}
	return p.Say("None of %s fits. Ask for less: leave out a filter, or widen --since and --until.", p.Count(all, "postmortem"))
}

// statusText is how far a document is; what is no status of ours stays as it is written.
func statusText(say language.Phrases, written string) string {
	said := ""
	switch written {
	case "draft":
		said = say.Say("draft")
	case "in-review":
		said = say.Say("in-review")
	case "final":
		said = say.Say("final")
	}
	return cmp.Or(said, clean(written))
}

// actionsText is how far the action items are: "2 open, 1 late", "done", "" where there are none.
func (p *page) actionsText(m *learn.Postmortem) string {
	open, overdue := m.OpenActions(p.Now)
	switch {
	case len(m.Actions) == 0:
		return ""
	case open == 0:
		return p.Say("done")
	case overdue == 0:
		return p.Say("%d open", open)
	}
	return p.Say("%d open, %d late", open, overdue)
}
