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
	body := b.facts(p)
	leads := func(address string) string {
		rest, image := strings.CutPrefix(address, "!")
		return b.leads(p, rest, image)
	}
	key := sum([]byte(b.version), p.Content[:], fmt.Appendf(nil, "%q %+v %v %v %q", p.Page, body.links(), b.words.Lang, p.Lang, body.Related))
	if b.out.fresh(p.Page, key, leads) {
		return nil
	}
	source, err := document.ReadFile(p.Path)
	if isGone(err) {
		b.unreadable(err)
		return nil
	}
	if err != nil {
		return err
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
	return b.write(p.Page, "postmortem", page{Title: p.Title, Current: "index", Body: body}, key, led)
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
	Text     template.HTML
	Contents []document.HTMLHeading
	Course   *course
	Source   string
	Related  []related
}

// related is a postmortem that has much in common with another, and what.
type related struct {
	Page, Title, Lang, Date string
	Why                     []reason
}

// reason is what two postmortems share of one kind.
type reason struct{ Kind, Shared string }

func (b *builder) related(p *postmortem) []related {
	var all []related
	for _, a := range p.like {
		other := b.byValue[a.Postmortem]
		r := related{Page: other.Page, Title: other.Title, Lang: other.Lang}
		if !other.Day.IsZero() {
			r.Date = other.Day.Format(time.DateOnly)
		}
		for _, why := range []struct {
			kind   string
			shared []string
		}{{b.words.Services, a.Services}, {b.words.Factors, a.Factors}, {b.words.SharedWords, a.Words}} {
			if len(why.shared) > 0 {
				r.Why = append(r.Why, reason{why.kind, line(strings.Join(why.shared, ", "))})
			}
		}
		all = append(all, r)
	}
	return all
}

func (b *builder) facts(p *postmortem) *facts {
	f := &facts{postmortem: p, Status: b.words.status(p.Status), Source: line(p.rel), Related: b.related(p)}
	if p.Severity != "" {
		l := b.severities.link(p.Severity)
		f.Severity = &l
	}
	for _, s := range p.Services {
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
}

// The shares of what is drawn.
const (
	courseWidth = 1000.0
	leastBand   = 25.0
	maxTicks    = 200
)

// course tells how an incident went; nil where the document does not say when it began and what came next.
func (b *builder) course(p *postmortem, doc *document.Document) *course {
	w := b.words
	all := []mark{{w.Started, p.Started}, {w.Detected, p.Detected}, {w.Acknowledged, p.Acknowledged}, {w.Mitigated, p.Mitigated}, {w.Resolved, p.Resolved}}
	if p.Started.IsZero() {
		return nil
	}
	c := &course{}
	var marks []mark
	latest := p.Started
	for _, m := range all {
		if m.at.IsZero() || m.at.Before(latest) { // unknown, or out of order: nobody knows which is right
			continue
		}
		latest = m.at
		if m.name != w.Acknowledged { // it parts nothing
			marks = append(marks, m)
		}
		s := step{Name: m.name, Stamp: m.at.UTC().Format(time.RFC3339), Clock: m.at.UTC().Format("15:04 UTC")}
		if m.at.UTC().Truncate(24*time.Hour) != p.Started.UTC().Truncate(24*time.Hour) || len(c.Steps) == 0 {
			s.Clock = m.at.UTC().Format("2006-01-02 15:04 UTC")
		}
		if len(c.Steps) > 0 {
			s.After = w.duration(m.at.Sub(p.Started))
		}
		c.Steps = append(c.Steps, s)
	}
	if len(marks) > 1 && latest.After(p.Started) {
		c.draw(doc, marks, w)
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

// mark is a milestone that parts the bands.
type mark struct {
	name string
	at   time.Time
}

// between names what lies between two milestones, and the kind of its band.
func between(from, to mark, w words) (name, kind string) {
	switch {
	case from.name == w.Started && to.name == w.Detected:
		return w.Unnoticed, "unnoticed"
	case from.name == w.Detected && to.name == w.Mitigated:
		return w.Worked, "worked"
	case from.name == w.Mitigated && to.name == w.Resolved:
		return w.CleaningUp, "cleaning"
	}
	return from.name + " → " + to.name, "other" // a milestone between them isn't known
}

// draw lays the bands side by side: to scale, but none so narrow that it can't be seen.
func (c *course) draw(doc *document.Document, marks []mark, w words) {
	whole := float64(marks[len(marks)-1].at.Sub(marks[0].at))
	var widths []float64
	total := 0.0
	for i, to := range marks[1:] {
		width := float64(to.at.Sub(marks[i].at)) / whole * courseWidth
		if width > 0 {
			width = max(width, leastBand)
		}
		widths = append(widths, width)
		total += width
	}
	at := 0.0
	for i, to := range marks[1:] {
		from, width := marks[i], widths[i]/total*courseWidth
		if width == 0 {
			continue
		}
		took := to.at.Sub(from.at)
		name, kind := between(from, to, w)
		c.Bands = append(c.Bands, band{Name: name, Kind: kind, From: round(at), Width: round(width), Took: w.duration(took)})
		for _, e := range doc.Timeline.Events {
			if !e.At.IsZero() && !e.At.Before(from.at) && e.At.Before(to.at) && len(c.Ticks) < maxTicks {
				c.Ticks = append(c.Ticks, round(at+width*float64(e.At.Sub(from.at))/float64(took)))
			}
		}
		at += width
	}
}

// round keeps drawings to tenths.
func round(f float64) float64 { return float64(int64(f*10+0.5)) / 10 }

// isGone reports whether an error says that a document can't be read, as opposed to that a page can't be written.
func isGone(err error) bool {
	_, ok := errors.AsType[*document.FileError](err)
	return ok
}
