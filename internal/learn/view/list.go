package view

import (
	"fmt"
	"io"
	"slices"
	"strings"
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
	date, severity, status := column{head: "date"}, column{head: "severity", flex: true, least: 8, drop: 4}, column{head: "status", flex: true, least: 9, drop: 3}
	title, services := column{head: "title", flex: true, least: min(28, p.Width*2/5), style: boldStyle}, column{head: "services", flex: true, least: 12, drop: 2}
	path := column{head: "path", drop: 1}
	for _, m := range postmortems {
		date.cells = append(date.cells, dayText(m.Day))
		severity.cells = append(severity.cells, clean(m.Severity))
		status.cells = append(status.cells, clean(m.Status))
		title.cells = append(title.cells, short(m.Title))
		services.cells = append(services.cells, cleanAll(m.Services))
		path.cells = append(path.cells, clean(m.Path))
	}
	left := p.table([]column{date, severity, status, title, services, path})
	p.line("")
	p.counted(postmortems, all)
	if len(left) > 0 {
		slices.Reverse(left)
		p.wrapped("", fmt.Sprintf("No room for: %s. --long shows all of each.", strings.Join(left, ", ")), faintStyle)
	}
	return p.Flush()
}

// ListLong shows postmortems in a few lines each: what List shows, and their durations, factors and action items.
func ListLong(w io.Writer, postmortems []*learn.Postmortem, all int, o Options) error {
	p := newPage(w, o)
	if len(postmortems) == 0 {
		p.wrapped("", nothing(all), "")
		return p.Flush()
	}
	for _, m := range postmortems {
		p.heading(m, nil)
		for _, line := range [][]string{{clean(m.Status), took("detected", m.Metrics.TimeToDetect), took("mitigated", m.Metrics.TimeToMitigate), took("resolved", m.Metrics.TimeToResolve)}, {cleanAll(m.Tags), actionsText(m, p.Now)}} {
			if text := strings.Join(slices.DeleteFunc(line, func(s string) bool { return s == "" }), " · "); text != "" {
				p.wrapped("  ", text, "")
			}
		}
		p.line("  " + p.style(faintStyle, clean(m.Path)))
		p.line("")
	}
	p.counted(postmortems, all)
	return p.Flush()
}

// took is how long something took: "resolved after 2 h 17 min".
func took(what string, d *time.Duration) string {
	if d == nil {
		return ""
	}
	return what + " after " + Duration(*d)
}

// counted says how many postmortems are shown, of as many as there are, and what those without a date lack.
func (p *page) counted(postmortems []*learn.Postmortem, all int) {
	undated := 0
	for _, m := range postmortems {
		if m.Day.IsZero() {
			undated++
		}
	}
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
}

// nothing says what to do where there is nothing to show, of as many as there are.
func nothing(all int) string {
	if all == 0 {
		return "There are no postmortems yet. Write the first: postmortem new"
	}
	return fmt.Sprintf("None of %s fits. Ask for less: leave out a filter, or widen --since and --until.", plural(all, "postmortem"))
}

// actionsText is how far the action items are: "2 open action items, 1 late", "action items done", "" where there are none.
func actionsText(m *learn.Postmortem, now time.Time) string {
	open, overdue := m.OpenActions(now)
	switch {
	case len(m.Actions) == 0:
		return ""
	case open == 0:
		return "action items done"
	case overdue == 0:
		return plural(open, "open action item")
	}
	return fmt.Sprintf("%s, %d late", plural(open, "open action item"), overdue)
}
