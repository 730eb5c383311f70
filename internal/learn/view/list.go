package view

import (
	"cmp"
	"io"
	"slices"
	"strings"

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
	date, severity, status := column{head: p.Say("date")}, column{head: p.Say("severity"), flex: true, least: 8, drop: 4}, column{head: p.Say("status"), flex: true, least: 9, drop: 3}
	title, services := column{head: p.Say("title"), flex: true, least: min(28, p.Width*2/5), style: boldStyle}, column{head: p.Say("services"), flex: true, least: 12, drop: 2}
	path := column{head: p.Say("path"), drop: 1}
	for _, m := range postmortems {
		date.cells = append(date.cells, dayText(p.Phrases, m.Day))
		severity.cells = append(severity.cells, clean(m.Severity))
		status.cells = append(status.cells, statusText(p.Phrases, m.Status))
		title.cells = append(title.cells, short(m.Title))
		services.cells = append(services.cells, cleanAll(m.Services))
		path.cells = append(path.cells, clean(m.Path))
	}
	left := p.table([]column{date, severity, status, title, services, path})
	p.line("")
	p.counted(postmortems, all)
	if len(left) > 0 {
		slices.Reverse(left)
		p.wrapped("", p.Say("No room for: %s. --long shows all of each.", strings.Join(left, p.Say(", "))), faintStyle)
	}
	return p.Flush()
}

// ListLong shows postmortems in a few lines each: what List shows, and their durations, factors and action items.
func ListLong(w io.Writer, postmortems []*learn.Postmortem, all int, o Options) error {
	p := newPage(w, o)
	if len(postmortems) == 0 {
		p.wrapped("", p.nothing(all), "")
		return p.Flush()
	}
	for _, m := range postmortems {
		p.heading(m, nil)
		for _, line := range [][]string{append([]string{statusText(p.Phrases, m.Status)}, p.took(m)...), {cleanAll(m.Tags), p.actionsText(m)}} {
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

// took is how long things took: "resolved after 2 h 17 min".
func (p *page) took(m *learn.Postmortem) []string {
	var texts []string
	if d := m.Metrics.TimeToDetect; d != nil {
		texts = append(texts, p.Say("detected after %s", p.Duration(*d)))
	}
	if d := m.Metrics.TimeToMitigate; d != nil {
		texts = append(texts, p.Say("mitigated after %s", p.Duration(*d)))
	}
	if d := m.Metrics.TimeToResolve; d != nil {
		texts = append(texts, p.Say("resolved after %s", p.Duration(*d)))
	}
	return texts
}

// counted says how many postmortems are shown, of as many as there are, and what those without a date lack.
func (p *page) counted(postmortems []*learn.Postmortem, all int) {
	undated := 0
	for _, m := range postmortems {
		if m.Day.IsZero() {
			undated++
		}
	}
	count := p.countOf(len(postmortems), all)
	if undated > 0 {
		count += p.Say(", %d without a date", undated)
	}
	p.wrapped("", p.Say("%s.", count), faintStyle)
	if undated > 0 {
		p.wrapped("", p.Say(`A date comes from "started" in the front matter, or from the file's name: 2026-11-20-title.md.`), faintStyle)
	}
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

// actionsText is how far the action items are: "2 open action items, 1 late", "action items done", "" where there are none.
func (p *page) actionsText(m *learn.Postmortem) string {
	open, overdue := m.OpenActions(p.Now)
	switch {
	case len(m.Actions) == 0:
		return ""
	case open == 0:
		return p.Say("action items done")
	case overdue == 0:
		return p.Count(open, "open action item")
	}
	return p.Say("%s, %d late", p.Count(open, "open action item"), overdue)
}
