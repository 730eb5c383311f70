package reading

import (
	"sort"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// heading is that of a section.
type heading struct {
	text, shown string // shown has how many action items are done behind it
	level       int
}

func (r *reading) title(b *document.Block) {
	level := 0
	if b.Section >= 0 && r.doc.Sections[b.Section].Title == b.Span {
		level = r.doc.Sections[b.Section].Level
	}
	if level == 1 && strings.TrimSpace(b.Text) == r.doc.Title {
		return
	}
	text := b.Text
	if level > 0 && r.doc.Sections[b.Section].Name == document.ActionItems {
		text += r.progress(r.doc.Sections[b.Section])
	}
	if level == 0 {
		level = lowest
	}
	r.open(&heading{b.Text, text, level})
}

// lowest is the level of the headings that are of no section.
const lowest = 6

// open goes on to a heading, nil for the end. The one before it has nothing under it unless this one is below it, and is told with others like it in one line.
func (r *reading) open(next *heading) {
	if last := r.pending; last != nil {
		if next == nil || next.level <= last.level {
			r.empty = append(r.empty, last.text)
			r.pending = nil
		} else {
			r.settle()
		}
	}
	if next == nil {
		r.settle()
		return
	}
	r.pending, r.heading = next, next.text
}

// settle writes the heading that something stands under now, behind what there is to say of the empty ones before it.
func (r *reading) settle() {
	title, empty := r.pending, r.empty
	r.pending, r.empty = nil, nil
	if len(empty) > 0 {
		r.gap()
		r.text("", "  ", r.say.Say("Nothing yet under %s", strings.Join(empty, r.say.Say(", "))), faintStyle)
	}
	if title != nil {
		r.gap()
		r.text("", "", title.shown, boldStyle)
		r.joined = true
	}
}

// names reports whether a heading is the name of a day: "2026-11-20", "Friday, 20 November".
func (r *reading) names(heading string, day time.Time) bool {
	if len(heading) > longestDay {
		return false
	}
	words := strings.FieldsFunc(heading, func(c rune) bool { return c == ' ' || c == ',' })
	for from := range words { // the day of the week may stand before it
		text := strings.Join(words[from:], " ")
		for _, date := range []string{text, text + " " + day.Format("2006")} {
			if read, err := document.ReadDate(date); err == nil {
				return read == day.Format(time.DateOnly)
			}
		}
	}
	return false
}

// longestDay is how long the name of a day is at most, in bytes.
const longestDay = 60

// progress is how many of a section's action items are done.
func (r *reading) progress(s document.Section) string {
	all, done := 0, 0
	first := sort.Search(len(r.items), func(i int) bool { return r.items[i].Start >= s.Span.Start })
	for _, a := range r.doc.Actions[first:] {
		if a.Span.Start >= s.Span.End {
			break
		}
		all++
		if a.Done {
			done++
		}
	}
	if all == 0 {
		return ""
	}
	return r.say.Say(" (%d of %d done)", done, all)
}
