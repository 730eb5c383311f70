package document

import (
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// entry is one key of the metadata and what is known of it.
type entry struct {
	Field
	kind   metaKind
	values []string // of a list
	zone   zone     // named in the key: "Start (UTC)"
	front  bool     // of the front matter
}

func newEntry(f Field, values []string) entry {
	f.Key = oneSpaced(f.Key)
	e := entry{Field: f, kind: metaKindOf(f.Key), values: values}
	e.zone = findZone(f.Key)
	return e
}

// readMetadata joins what the front matter says with what the body says of the document. The front matter comes first; the body fills what it leaves open.
func (d *Document) readMetadata(r *reader) {
	body := d.readBodyMetadata(r)
	all := slices.Concat(r.front, body)
	for _, e := range body {
		d.Meta.Fields = append(d.Meta.Fields, e.Field)
	}
	d.readWords(all)
	d.readMoments(r, all)
	d.checkOrder()
}

// readWords takes everything but times.
func (d *Document) readWords(all []entry) {
	m := &d.Meta
	word := func(to *string, e entry) {
		if *to != "" {
			return
		}
		*to = e.Value
		if !e.front {
			*to = firstClause(e.Value)
		}
	}
	list := func(read func(entry) []string, kinds ...metaKind) []string {
		for _, kind := range kinds {
			for _, e := range all {
				if e.kind != kind {
					continue
				}
				if values := read(e); len(values) > 0 {
					return values
				}
			}
		}
		return nil
	}
	for _, e := range all {
		switch e.kind {
		case metaStatus:
			word(&m.Status, e)
		case metaSeverity:
			word(&m.Severity, e)
		case metaTitle:
			if d.Title == "" && !e.front {
				d.Title = e.Value
			}
		}
	}
	for _, e := range all {
		if e.kind == metaPriority {
			word(&m.Severity, e)
		}
	}
	m.Services = list(services, metaServices)
	m.Authors = list(names, metaAuthors, metaOwner)
	m.Factors = list(tags, metaFactors, metaTags)
	for _, kind := range []metaKind{metaAuthors, metaOwner, metaPeople} {
		for _, e := range all {
			if e.kind != kind {
				continue
			}
			for _, name := range names(e) {
				if !slices.Contains(m.People, name) {
					m.People = append(m.People, name)
				}
			}
		}
	}
}

// checkOrder reports front matter in which an incident ends before it starts.
func (d *Document) checkOrder() {
	times := []struct {
		key string
		at  time.Time
	}{{Started, d.Meta.Started}, {Detected, d.Meta.Detected}, {Mitigated, d.Meta.Mitigated}, {Resolved, d.Meta.Resolved}}
	if times[0].at.IsZero() {
		return
	}
	for _, t := range times[1:] {
		if !t.at.IsZero() && t.at.Before(times[0].at) {
			d.problem(d.field(t.key), clause{"%q (%s) is before %q (%s)", []any{t.key, t.at.Format("2006-01-02 15:04Z07:00"), Started, times[0].at.Format("2006-01-02 15:04Z07:00")}},
				"are both in the same zone? write an offset, for example 2026-11-20T10:58:00+01:00")
		}
	}
}

// field is the span of a metadata value, or of all of the front matter when there is no such key.
func (d *Document) field(key string) Span {
	for _, f := range d.Meta.Fields {
		if strings.EqualFold(f.Key, key) {
			return f.Span
		}
	}
	return d.Meta.Span
}

// day is the day that bare times fall on, and the zone they are in as far as the metadata says: the start of the incident, an instant;
// else the date of the metadata, of the title or of the file name, which leaves the zone open.
func (d *Document) day() (day time.Time, z zone) {
	for _, t := range []time.Time{d.Meta.Started, d.Meta.Detected, d.Meta.Mitigated, d.Meta.Resolved} {
		if !t.IsZero() {
			return t, func(time.Time) *time.Location { return t.Location() }
		}
	}
	return d.date(), nil
}

// date is the day of the incident without its zone; zero when nothing says it.
func (d *Document) date() time.Time {
	if !d.metaDay.IsZero() {
		return d.metaDay
	}
	for _, s := range []string{strings.ReplaceAll(d.Title, nonBreakingHyphen, "-"), filepath.Base(d.Path)} {
		if t, end := d.findDate(s, 0); end >= 0 {
			return t
		}
	}
	return time.Time{}
}

// findDate finds the first date with a year behind an offset of a text, as far as titles go, and returns where it ends, -1 if there is none.
func (d *Document) findDate(text string, from int) (time.Time, int) {
	text = text[:min(len(text), 2*maxHeading)]
	if from > len(text) || !strings.Contains(text[from:], "20") && !strings.Contains(text[from:], "19") {
		return time.Time{}, -1
	}
	for i := from; i < len(text); i++ {
		if i > 0 && isWord(text[i-1]) || !isWord(text[i]) {
			continue
		}
		var s stamp
		if c := (cursor{text: text, at: i}); c.date(&s) && s.year != 0 {
			s = d.inOrder(s)
			return time.Date(s.year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC), c.at
		}
	}
	return time.Time{}, -1
}

func isWord(b byte) bool { return isLetter(b) || b >= '0' && b <= '9' }
