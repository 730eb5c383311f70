package rules

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var unclearTime = lint.Rule{
	ID:       "timeline/unclear-time",
	Summary:  "an entry's moment can't be known",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		checkUntimed(p)
		events := p.Doc.Timeline.Events
		first := slices.IndexFunc(events, hasClock)
		last := len(events) - 1
		for last >= 0 && !hasClock(events[last]) {
			last--
		}
		// What is missing for many entries (a date, a zone) is usually missing once, above them: say it once.
		said := map[document.Reason]bool{}
		amongHours := crowded(events)
		for i, e := range events {
			if !e.At.IsZero() || said[e.Why] || e.Why == document.NoTime && e.Written != "" && saysUnknown(e.Written) {
				continue
			}
			// A day is enough for what led up to the incident and what followed it, and for incidents told in days.
			if !hasClock(e) && (i < first || i > last || !amongHours[i]) {
				continue
			}
			said[e.Why] = true
			if toldAbove(p.Doc, e) {
				continue
			}
			at := e.Time
			if at.Len() == 0 {
				at = e.Span
			}
			p.Report(lint.Finding{
				Span: at, Message: p.Say("The moment of this entry can't be known: %s.", whyUnclear(p, e.Why)),
				Question: p.Say("What would a reader in another country need? For example \"2026-11-20 10:42 UTC\", or \"started\" in the front matter with an offset."),
			})
		}
	},
}

// crowded tells for each event whether those around it are less than a day apart, so that a day alone does not say where between them it was.
func crowded(events []document.Event) []bool {
	before := make([]time.Time, len(events)) // the last moment that is known above each
	last := time.Time{}
	for i, e := range events {
		before[i] = last
		if !e.At.IsZero() {
			last = e.At
		}
	}
	is := make([]bool, len(events))
	next := time.Time{}
	for i, e := range slices.Backward(events) {
		is[i] = !before[i].IsZero() && !next.IsZero() && next.Sub(before[i]) < 24*time.Hour
		if !e.At.IsZero() {
			next = e.At
		}
	}
	return is
}

// whyUnclear is the reason in the language of the document.
func whyUnclear(p *lint.Pass, why document.Reason) string {
	switch why {
	case document.NoDate:
		return p.Say("it has no date")
	case document.NoYear:
		return p.Say("its date has no year")
	case document.NoClock:
		return p.Say("it has a date but no time of day")
	case document.NoZone:
		return p.Say("it has no time zone")
	case document.ManyZones:
		return p.Say("its time zone is one of several with that name")
	case document.NoStart:
		return p.Say("nothing says what it counts from")
	case document.NoSuchDay:
		return p.Say("there is no such day")
	case document.NoTime:
		return p.Say("it has no time that can be read")
	}
	return why.Error()
}

func checkUntimed(p *lint.Pass) {
	untimed := slices.DeleteFunc(slices.Clone(p.Doc.Timeline.Untimed), func(s document.Span) bool { return isAside(p.Doc, s) })
	if len(untimed) == 0 {
		return
	}
	message := p.Say("The entry has no time, so its place among the others can't be checked.")
	if len(untimed) > 1 && len(p.Doc.Timeline.Events) == 0 {
		message = p.Say("None of the %d entries has a time, so how long each step took can't be known.", len(untimed))
		untimed = untimed[:1]
	}
	for _, s := range untimed {
		p.Report(lint.Finding{Span: s, Message: message, Question: p.Say("What log, chat or graph would tell when this was?")})
	}
}

// isAside reports whether an entry is a link to a graph or a note to the reader rather than something that happened.
func isAside(d *document.Document, entry document.Span) bool {
	i, _ := slices.BinarySearchFunc(d.Prose, entry.Start, func(b document.Block, at int) int { return b.Span.Start - at })
	if i == len(d.Prose) || !entry.Contains(d.Prose[i].Span) {
		return false
	}
	b := d.Prose[i]
	if len(b.Links) == 1 && strings.Trim(b.Text[:b.Links[0].Start]+b.Text[b.Links[0].End:], " .:;,") == "" {
		return true
	}
	if b.Kind == document.TableCell && saysUnknown(b.Text) {
		return true
	}
	label, _, ok := strings.Cut(b.Text, ":")
	return ok && strings.EqualFold(label, "note")
}

// saysUnknown reports whether the cell of a time says that there is none to tell: "—", "(later)", "unknown".
func saysUnknown(text string) bool {
	text = strings.Trim(text, " *_~")
	switch strings.ToLower(text) {
	case "unknown", "n/a", "不明":
		return true
	}
	return strings.Trim(text, "-–—….") == "" || strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") || strings.HasPrefix(text, "（") && strings.HasSuffix(text, "）")
}

// hasClock reports whether an event names a time of day, whether or not its moment is known.
func hasClock(e document.Event) bool { return e.Why != document.NoClock }

// toldAbove reports whether a reader finds what an event lacks in the text above it, even if it stands in no form that the parser takes up.
func toldAbove(d *document.Document, e document.Event) bool {
	var told func(string) bool
	switch e.Why {
	case document.NoDate:
		told = func(text string) bool { return mayHaveDate(text) && dateText().MatchString(text) }
	case document.NoYear:
		told = func(text string) bool { return strings.Contains(text, "20") && yearText().MatchString(text) }
	case document.NoZone, document.ManyZones:
		told = func(text string) bool { return mayHaveZone(text) && zoneText().MatchString(text) }
	default:
		return false
	}
	for i := range d.Prose {
		if b := &d.Prose[i]; b.Span.Start < e.Time.Start && told(b.Text) {
			return true
		}
	}
	return told(d.Title)
}

// mayHaveDate spares most text the regular expression.
func mayHaveDate(text string) bool {
	if !strings.ContainsAny(text, "0123456789") {
		return false
	}
	return slices.ContainsFunc([]string{"20", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "年"}, func(part string) bool { return strings.Contains(text, part) })
}

// mayHaveZone spares most text the regular expression: abbreviations of zones have a T behind another capital.
func mayHaveZone(text string) bool {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case 'T':
			if before := text[i-1]; before >= 'A' && before <= 'Z' {
				return true
			}
		case ':':
			if i >= 3 && (text[i-3] == '+' || text[i-3] == '-') {
				return true
			}
		}
	}
	return strings.Contains(text, "Zulu") || strings.Contains(text, "ime") &&
		slices.ContainsFunc([]string{"local ", "Pacific ", "Eastern ", "Central ", "Mountain "}, func(whose string) bool { return strings.Contains(text, whose) })
}

const monthText = `(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?`

var (
	dateText = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b20\d\d[-/.]\d\d?[-/.]\d\d?\b|\b\d\d?[-/.]\d\d?[-/.]20\d\d\b|` +
			monthText + `[ -]\d{1,2}(?:st|nd|rd|th)?\b|\b\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?` + monthText + `|\d年\d{1,2}月\d{1,2}日`)
	})
	yearText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b20\d\d\b`) })
	zoneText = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(?:UTC|GMT|Zulu|[PMCEA][SD]?T|W?CES?T|EES?T|BST|IST|JST|KST|AE[SD]T|NZ[SD]T|[+-]\d\d:\d\d)\b|\b(?:local|Pacific|Eastern|Central|Mountain) [Tt]ime\b`)
	})
)
