package view

import (
	"fmt"
	"io"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// ShowFound shows what a search found: a postmortem a paragraph, with the passages that were found as path:line. all is how many were searched.
func ShowFound(w io.Writer, r learn.Results, all int, o Options) error {
	p := newPage(w, o)
	if r.Total == 0 {
		p.wrapped("", p.noHit(all), "")
		return p.Flush()
	}
	if r.Some {
		p.wrapped("", p.Say("No postmortem has all of this. These have some of it."), faintStyle)
		p.line("")
	}
	for _, h := range r.Hits {
		p.heading(h.Postmortem, h.Title)
		for _, s := range h.Snippets {
			p.line("  " + p.style(faintStyle, fmt.Sprintf("%s:%d", clean(h.Postmortem.Path), s.Line)) + p.section(s.Section))
			p.passage("    ", p.marked(s.Text, s.Marks))
		}
		if len(h.Snippets) == 0 {
			p.line("  " + p.style(faintStyle, clean(h.Postmortem.Path)))
		}
		p.line("")
	}
	count := p.Count(r.Total, "postmortem")
	if r.Total > len(r.Hits) {
		count = p.Say("The best %d of %s; --limit shows more", len(r.Hits), count)
	}
	p.wrapped("", p.Say("%s.", count), faintStyle)
	return p.Flush()
}

func (p *page) noHit(all int) string {
	if all == 0 {
		return p.nothing(0)
	}
	return p.Say("Nothing in %s. Try other words, the beginning of one with * behind it, or fewer filters.", p.Count(all, "postmortem"))
}

// heading is the line that names a postmortem: date, severity, title, services.
func (p *page) heading(m *learn.Postmortem, marks []learn.Mark) {
	parts := []string{dayText(p.Phrases, m.Day)}
	if m.Severity != "" {
		parts = append(parts, clean(m.Severity))
	}
	title := p.style(boldStyle, short(m.Title))
	if len(marks) > 0 && len(m.Title) <= longest {
		title = p.marked(m.Title, marks)
	}
	parts = append(parts, title)
	if len(m.Services) > 0 {
		parts = append(parts, "("+cleanAll(m.Services)+")")
	}
	p.wrapped("", strings.Join(parts, "  "), "")
}

func (p *page) section(heading string) string {
	if heading == "" {
		return ""
	}
	return p.style(faintStyle, "  "+clean(heading))
}

// passage writes a text that may hold styles, in lines that fit.
func (p *page) passage(indent, text string) { p.wrapped(indent, text, "") }

// ShowRelated shows what is like something, and why. all is how many were compared.
func ShowRelated(w io.Writer, found []learn.Alike, all int, o Options) error {
	p := newPage(w, o)
	if len(found) == 0 {
		text := p.Say("None of %s is much like it. Tell more of it: what was seen, which services.", p.Count(all, "postmortem"))
		if all == 0 {
			text = p.nothing(0)
		}
		p.wrapped("", text, "")
		return p.Flush()
	}
	for i, a := range found {
		if i > 0 {
			p.line("")
		}
		p.heading(a.Postmortem, nil)
		p.line("  " + p.style(faintStyle, clean(a.Postmortem.Path)))
		for _, why := range []struct {
			what   string
			shared []string
		}{{p.Say("shares services:"), a.Services}, {p.Say("shares factors:"), a.Factors}, {p.Say("shares words:"), a.Words[:min(len(a.Words), mostWords)]}} {
			if len(why.shared) > 0 {
				p.passage("  ", why.what+" "+cleanAll(why.shared))
			}
		}
		if lesson := firstOf(a.Postmortem.Lessons); lesson != "" {
			p.passage("  ", p.Say("lesson:")+" "+short(lesson))
		}
	}
	return p.Flush()
}

// mostWords is how many shared words are shown, the rarest.
const mostWords = 8

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
