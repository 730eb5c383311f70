package site

import (
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// postmortemPage makes the page of a postmortem, unless it is there as it should be.
func (b *builder) postmortemPage(p *postmortem) error {
	source, err := document.ReadFile(p.Path)
	if isGone(err) {
		b.unreadable(err)
		return nil
	}
	if err != nil {
		return err
	}
	body := b.facts(p)
	leads := func(address string) string {
		rest, image := strings.CutPrefix(address, "!")
		return b.leads(p, rest, image)
	}
	key := sum([]byte(b.version), source, fmt.Appendf(nil, "%q %+v %v %v", p.Page, body.links(), b.words.Lang, p.Lang))
	if b.out.fresh(p.Page, key, leads) {
		return nil
	}
	doc := b.Parser.Parse(p.Path, source)
	led := map[string]string{} // an image's address with a "!" before it
	rendered := doc.HTML(document.HTMLOptions{
		Link: func(address string) (string, bool) {
			led[address] = b.leads(p, address, false)
			return "../" + led[address], led[address] != ""
		},
		Image: func(address string) (string, bool) {
			led["!"+address] = b.leads(p, address, true)
			return "../" + led["!"+address], led["!"+address] != ""
		},
		Done: b.words.Done, Open: b.words.Open,
	})
	body.Text = template.HTML(rendered.Body) //nolint:gosec // HTML's result is safe
	for _, h := range rendered.Headings {
		if h.Level <= 3 && len(body.Contents) < maxContents {
			body.Contents = append(body.Contents, document.HTMLHeading{ID: h.ID, Text: cut(h.Text, 80), Level: h.Level})
		}
	}
	body.Course = b.course(p, doc)
	return b.write(p.Page, "postmortem", page{Title: p.Title, Current: "index", Lang: p.Lang, Body: body}, key, led)
}

// maxContents bounds the table of contents.
const maxContents = 60

// facts is what stands over a postmortem.
type facts struct {
	*postmortem
	Status   string
	Severity *link
	Services []link
	Factors  []link
	Authors  []string
	Budget   string
	Text     template.HTML
	Contents []document.HTMLHeading
	Course   *course
	Source   string
}

func (b *builder) facts(p *postmortem) *facts {
	f := &facts{postmortem: p, Status: line(p.Status), Source: line(p.rel)}
	if p.Postmortem.Severity != "" {
		l := b.severities.link(p.Postmortem.Severity)
		f.Severity = &l
	}
	for _, s := range p.Postmortem.Services {
		f.Services = append(f.Services, b.services.link(s))
	}
	for _, s := range p.Tags {
		f.Factors = append(f.Factors, b.factors.link(s))
	}
	for _, s := range p.Authors {
		f.Authors = append(f.Authors, line(s))
	}
	return f
}

// links are the addresses that the page has beside those of the text.
func (f *facts) links() []link {
	all := append(append([]link{}, f.Services...), f.Factors...)
	if f.Severity != nil {
		all = append(all, *f.Severity)
	}
	for i := range all {
		all[i].Count = 0 // it isn't shown
	}
	return all
}

// course is how an incident went, drawn to scale and in words.
type course struct {
	Bands []band
	Ticks []float64 // where the entries of the timeline stand
	Steps []step
	Label string
}

// band is a part of the incident, in thousandths of the whole.
type band struct {
	Name, Kind  string
	From, Width float64
	Took        string
}

// step is a milestone.
type step struct {
	Name, Clock, Stamp, After string
	Kind                      string // of the band that begins with it
}

// The shares of what is drawn.
const (
	courseWidth = 1000.0
	leastBand   = 25.0
	maxTicks    = 200
)

// course tells how an incident went; nil where the document does not say when it began and what came next.
func (b *builder) course(p *postmortem, doc *document.Document) *course {
	type milestone struct {
		name, kind, band string
		at               time.Time
	}
	all := []milestone{
		{b.words.Started, "unnoticed", b.words.Unnoticed, p.Started}, {b.words.Detected, "worked", b.words.Worked, p.Detected},
		{b.words.Acknowledged, "", "", p.Acknowledged}, {b.words.Mitigated, "cleaning", b.words.CleaningUp, p.Mitigated}, {b.words.Resolved, "", "", p.Resolved},
	}
	if p.Started.IsZero() {
		return nil
	}
	c := &course{}
	var marks []milestone
	latest := p.Started
	for _, m := range all {
		if m.at.IsZero() || m.at.Before(latest) { // unknown, or out of order: nobody knows which is right
			continue
		}
		latest = m.at
		if m.name != b.words.Acknowledged { // it parts nothing
			marks = append(marks, m)
		}
		s := step{Name: m.name, Kind: m.kind, Stamp: m.at.UTC().Format(time.RFC3339), Clock: m.at.UTC().Format("15:04 UTC")}
		if m.at.UTC().Truncate(24*time.Hour) != p.Started.UTC().Truncate(24*time.Hour) || len(c.Steps) == 0 {
			s.Clock = m.at.UTC().Format("2006-01-02 15:04 UTC")
		}
		if len(c.Steps) > 0 {
			s.After = duration(m.at.Sub(p.Started))
		}
		c.Steps = append(c.Steps, s)
	}
	if whole := latest.Sub(p.Started); len(marks) > 1 && whole > 0 {
		c.draw(doc, whole, func(i int) (from, to time.Time, band, kind string) {
			return marks[i].at, marks[i+1].at, marks[i].band, marks[i].kind
		}, len(marks)-1)
	}
	if len(c.Steps) < 2 {
		return nil
	}
	var told []string
	for _, s := range c.Steps {
		if s.After == "" {
			told = append(told, s.Name+" "+s.Clock)
		} else {
			told = append(told, s.Name+" "+b.words.After+" "+s.After)
		}
	}
	c.Label = strings.Join(told, ", ")
	return c
}

// draw lays the bands side by side: to scale, but none so narrow that it can't be seen.
func (c *course) draw(doc *document.Document, whole time.Duration, part func(i int) (from, to time.Time, band, kind string), parts int) {
	var widths []float64
	total := 0.0
	for i := range parts {
		from, to, _, _ := part(i)
		w := float64(to.Sub(from)) / float64(whole) * courseWidth
		if w > 0 {
			w = max(w, leastBand)
		}
		widths = append(widths, w)
		total += w
	}
	at := 0.0
	for i := range parts {
		from, to, name, kind := part(i)
		w := widths[i] / total * courseWidth
		if w == 0 {
			continue
		}
		c.Bands = append(c.Bands, band{Name: name, Kind: kind, From: round(at), Width: round(w), Took: duration(to.Sub(from))})
		for _, e := range doc.Timeline.Events {
			if !e.At.IsZero() && !e.At.Before(from) && e.At.Before(to) && len(c.Ticks) < maxTicks {
				c.Ticks = append(c.Ticks, round(at+w*float64(e.At.Sub(from))/float64(to.Sub(from))))
			}
		}
		at += w
	}
}

// round keeps drawings to tenths.
func round(f float64) float64 { return float64(int64(f*10+0.5)) / 10 }

// isGone reports whether an error says that a document can't be read, as opposed to that a page can't be written.
func isGone(err error) bool {
	var fileErr *document.FileError
	return errors.As(err, &fileErr)
}
