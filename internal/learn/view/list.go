package view

import (
	"fmt"
	"io"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// List shows postmortems in a table, in their order; all is how many there are besides those that are shown.
func List(w io.Writer, postmortems []*learn.Postmortem, all int, o Options) error {
	p := newPage(w, o)
	if len(postmortems) == 0 {
		p.wrapped("", nothing(all), "")
		return p.Flush()
	}
	date, severity, status := column{head: "date"}, column{head: "severity", drop: 5}, column{head: "status", drop: 2, flex: true, least: 9}
	title, services := column{head: "title", flex: true, least: min(28, p.Width*2/5), style: boldStyle}, column{head: "services", flex: true, least: 12, drop: 4}
	actions, path := column{head: "actions", drop: 3, right: true}, column{head: "path", drop: 1}
	undated := 0
	for _, m := range postmortems {
		if m.Day.IsZero() {
			undated++
		}
		date.cells = append(date.cells, dayText(m.Day))
		severity.cells = append(severity.cells, clean(m.Severity))
		status.cells = append(status.cells, clean(m.Status))
		title.cells = append(title.cells, short(m.Title))
		services.cells = append(services.cells, cleanAll(m.Services))
		actions.cells = append(actions.cells, actionsText(m, o.Now))
		path.cells = append(path.cells, clean(m.Path))
	}
	p.table([]column{date, severity, status, title, services, actions, path})
	p.line("")
	count := plural(len(postmortems), "postmortem")
	if all > len(postmortems) {
		count += fmt.Sprintf(" of %d", all)
	}
	if undated > 0 {
		count += fmt.Sprintf(", %d without a date", undated)
	}
	p.wrapped("", count+".", faintStyle)
	if undated > 0 {
		p.wrapped("", `A date comes from "started" in the front matter, or from the file's name: 2026-11-20-title.md.`, faintStyle)
	}
	return p.Flush()
}

// nothing says what to do where there is nothing to show, of as many as there are.
func nothing(all int) string {
	if all == 0 {
		return "There are no postmortems yet. Write the first: postmortem new"
	}
	return fmt.Sprintf("None of %s fits. Ask for less: leave out a filter, or widen --since and --until.", plural(all, "postmortem"))
}

// actionsText is how far the action items are: "2 open, 1 late", "done", "" where there are none.
func actionsText(m *learn.Postmortem, now time.Time) string {
	open, overdue := m.OpenActions(now)
	switch {
	case len(m.Actions) == 0:
		return ""
	case open == 0:
		return "done"
	case overdue == 0:
		return fmt.Sprintf("%d open", open)
	}
	return fmt.Sprintf("%d open, %d late", open, overdue)
}
