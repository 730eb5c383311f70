package document

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// moment is a point in time that the metadata names, as written.
type moment struct {
	stamp stamp
	zone  zone // of the key, or of the other end of a range
	ends  bool // the end of a range whose beginning is the moment before it
}

// readMoments places the times of the metadata. A date in one field and a time of day in another belong together, and so do a zone that is declared for
// the document, or that all others carry, and a time without one.
func (d *Document) readMoments(r *reader, all []entry) {
	found := map[metaKind][]moment{}
	var declared zone
	for _, e := range all {
		value := strings.ReplaceAll(strings.TrimLeft(e.Value, "`*_ "), nonBreakingHyphen, "-")
		switch {
		case e.kind == metaZone:
			if z := findZone(value); z != nil {
				declared = z
			}
		case e.front && (e.kind == metaDate || strings.EqualFold(e.Key, Started) || strings.EqualFold(e.Key, Detected) || strings.EqualFold(e.Key, Mitigated) || strings.EqualFold(e.Key, Resolved)):
			// The date of a page is the day it was published; our own times are read already.
		case e.kind.isMoment() || e.kind == metaDuration:
			if from, to, ok := d.readPeriod(value); ok && e.kind != metaDetected && e.kind != metaMitigated {
				if from.zone == nil {
					from.zone = to.zone
				}
				found[metaPeriod] = append(found[metaPeriod], moment{stamp: from, zone: e.zone}, moment{stamp: to, zone: e.zone, ends: true})
			} else if s, ok := d.readMoment(value); ok && e.kind != metaDuration {
				found[e.kind] = append(found[e.kind], moment{stamp: s, zone: e.zone})
			}
		}
	}
	if len(found) == 0 {
		return
	}
	kinds := []metaKind{metaDate, metaPeriod, metaStarted, metaDetected, metaMitigated, metaResolved}
	for _, kind := range kinds {
		for _, m := range found[kind] {
			if d.metaDay.IsZero() && m.stamp.year != 0 {
				d.metaDay = time.Date(m.stamp.year, time.Month(m.stamp.month), m.stamp.day, 0, 0, 0, 0, time.UTC)
			}
		}
	}
	p := placer{doc: d, day: d.date(), zone: declared}
	if p.zone == nil {
		d.zoneless = slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(found))...), func(m moment) bool { return m.stamp.hasClock && m.zone == nil && m.stamp.zone == nil })
		p.zone = d.declaredZone(r)
	}
	if p.zone == nil {
		p.zone = commonZone(found, p.day)
	}
	if p.zone == nil {
		p.zone = d.parser.usualZone()
	}
	first := func(to *time.Time, ends bool, kinds ...metaKind) {
		for _, kind := range kinds {
			for _, m := range found[kind] {
				if at := p.place(m, kind); to.IsZero() && m.ends == ends && !at.IsZero() {
					*to = at
				}
			}
		}
	}
	first(&d.Meta.Started, false, metaStarted, metaPeriod, metaDate)
	first(&d.Meta.Detected, false, metaDetected)
	first(&d.Meta.Mitigated, false, metaMitigated)
	first(&d.Meta.Resolved, false, metaResolved)
	first(&d.Meta.Resolved, true, metaPeriod)
}

// placer gives a moment of the metadata its instant.
type placer struct {
	doc  *Document
	day  time.Time
	zone zone
}

// place is zero for what can't be an instant, and for an end before the beginning: one of the two was read wrongly.
func (p placer) place(m moment, kind metaKind) time.Time {
	z := p.zone
	if m.zone != nil {
		z = m.zone
	}
	if !m.stamp.hasClock {
		return time.Time{}
	}
	day, started := p.day, p.doc.Meta.Started
	at, why := m.stamp.instant(day, z)
	if why != Known {
		return time.Time{}
	}
	if !started.IsZero() && at.Before(started) && kind != metaStarted {
		ends := m.ends || kind == metaMitigated || kind == metaResolved
		if m.stamp.hasDate() || !ends && started.Sub(at) < rollover {
			return time.Time{}
		}
		at = at.AddDate(0, 0, 1) // past midnight
		if at.Before(started) {
			return time.Time{}
		}
	}
	return at
}

// commonZone is the zone that all moments carry which carry one.
func commonZone(found map[metaKind][]moment, day time.Time) zone {
	var common zone
	offset := 0
	for _, moments := range found {
		for _, m := range moments {
			z := m.stamp.zone
			if z == nil {
				z = m.zone
			}
			if z == nil {
				continue
			}
			location := z(day)
			if location == nil {
				return nil
			}
			_, seconds := day.In(location).Zone()
			if common != nil && seconds != offset {
				return nil
			}
			common, offset = z, seconds
		}
	}
	return common
}

// declaredZone is the zone that the document names for all of its times, nil if it names none.
func (d *Document) declaredZone(r *reader) zone {
	for i := range r.blocks {
		b := &r.blocks[i]
		if !saysAllTimes(b.Text) && (b.Kind != Heading || b.Section < 0 || d.Sections[b.Section].Name != TimelineSection) {
			continue
		}
		if z := findZone(b.Text[:min(len(b.Text), maxHeading)]); z != nil {
			return z
		}
	}
	for i := range r.blocks { // "※時刻はすべて日本時間" is a line among others
		b := &r.blocks[i]
		if len(b.breaks) == 0 || !holdsJapanese(b.Text) {
			continue
		}
		for _, line := range b.lines() {
			if text := b.text(line); saysAllTimes(text) {
				if z := findZone(text); z != nil {
					return z
				}
			}
		}
	}
	return nil
}

// readMoment reads the time that a value begins with. A bound ("or earlier") is none.
func (d *Document) readMoment(value string) (stamp, bool) {
	s, n := d.readStamp(value)
	if n == 0 || s.relative {
		return stamp{}, false
	}
	rest := strings.ToLower(strings.TrimLeft(value[n:], " "))
	for _, bound := range []string{"or earlier", "or later", "or before", "or after", "以前", "以降", "?"} {
		if strings.HasPrefix(rest, bound) {
			return stamp{}, false
		}
	}
	return s, true
}

// readPeriod reads a range of times of day: "2026-11-20 10:42–12:15 UTC", "10:42 to 12:15 UTC on 2026-11-20".
func (d *Document) readPeriod(value string) (from, to stamp, ok bool) {
	value = value[:min(len(value), 2*maxHeading)]
	for _, separator := range []string{" to ", " until ", " till ", " through ", "–", "—", " - ", "→", "->", "〜", "～", "から", "~", "-"} {
		for at := 0; at < len(value); {
			i := strings.Index(value[at:], separator)
			if i < 0 {
				break
			}
			i += at
			at = i + len(separator)
			left, right := strings.TrimSpace(value[:i]), strings.TrimSpace(value[at:])
			from, n := d.readStamp(left)
			if n == 0 || n < len(left) || !from.hasClock {
				continue
			}
			to, m := d.readStamp(right)
			if m == 0 || !to.hasClock || from.relative || to.relative {
				continue
			}
			if !from.hasDate() {
				from.year, from.month, from.day = to.year, to.month, to.day
			} else if !to.hasDate() && to.clock >= from.clock {
				to.year, to.month, to.day = from.year, from.month, from.day
			}
			return from, to, true
		}
	}
	return stamp{}, stamp{}, false
}
