package site

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"time"
)

// feedSize is how many postmortems the feed has.
const feedSize = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Link       atomLink       `xml:"link"`
	Summary    string         `xml:"summary,omitempty"`
	Categories []atomCategory `xml:"category"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// planFeed is the feed of the latest postmortems, by the time of the incidents: when a document was written the site does not know. Those without a date are not in it.
func (b *builder) planFeed() {
	b.job(func() error {
		feed := atomFeed{ID: b.id(""), Title: b.Title, Author: b.Title, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339)}
		feed.Links = []atomLink{{Rel: "alternate", Type: "text/html", Href: b.address("index.html")}}
		if b.BaseURL != "" {
			feed.Links = append(feed.Links, atomLink{Rel: "self", Type: "application/atom+xml", Href: b.address("feed.xml")})
		}
		latest := time.Time{}
		for _, p := range b.postmortems {
			if p.Day.IsZero() || len(feed.Entries) == feedSize {
				break // they are the last
			}
			at := p.Day
			for _, t := range []time.Time{p.Started, p.Detected, p.Mitigated, p.Resolved} {
				if t.After(at) {
					at = t
				}
			}
			if at.After(latest) {
				latest = at
				feed.Updated = at.UTC().Format(time.RFC3339)
			}
			e := atomEntry{ID: b.id(p.rel), Title: p.Title, Updated: at.UTC().Format(time.RFC3339), Link: atomLink{Rel: "alternate", Type: "text/html", Href: b.address(p.Page)}, Summary: cut(p.Summary, 600)}
			for _, s := range p.Services {
				e.Categories = append(e.Categories, atomCategory{line(s)})
			}
			feed.Entries = append(feed.Entries, e)
		}
		data, err := xml.MarshalIndent(feed, "", " ")
		if err != nil {
			return err
		}
		return b.out.put("feed.xml", append([]byte(xml.Header), append(data, '\n')...), "", nil)
	})
}

// address is where a page will be read, relative to the feed when nobody knows.
func (b *builder) address(page string) string {
	if b.BaseURL == "" {
		return page
	}
	return b.BaseURL + "/" + page
}

// id is the name of a feed or an entry for good: it depends on the site's address and on the document's path, not on what they hold.
func (b *builder) id(path string) string {
	u := sha256.Sum256([]byte(b.BaseURL + "\x00" + path))
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // version 8, of our own making
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
