package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// typo is a tag that names no milestone and was probably meant to, in bytes of its line.
type typo struct {
	start, end int
	meant      string
}

var tagPattern = lazy(`\[([A-Za-z][A-Za-z '-]{2,15})\]`)

// mistypedTag finds the first tag of a line that is nearly a milestone: "[detcted]". The zero typo is none.
func mistypedTag(line string) typo {
	for _, m := range tagPattern().FindAllStringSubmatchIndex(line, -1) {
		word := strings.ToLower(line[m[2]:m[3]])
		if slices.Contains(document.MilestoneNames(), word) || m[0] > 0 && line[m[0]-1] == '\\' || m[1] < len(line) && line[m[1]] == '(' {
			continue
		}
		best, distance := "", 1<<10
		for _, name := range document.MilestoneNames() {
			d := levenshtein.ComputeDistance(word, name)
			if len(word) >= 3 && strings.HasPrefix(name, word) {
				d = 1 // "[ack]"
			}
			if d < distance {
				best, distance = name, d
			}
		}
		if distance <= 2 {
			return typo{m[0], m[1], best}
		}
	}
	return typo{}
}

// remarks is what there is to say about an answer that no linter knows: milestones of the timeline that are mistyped or that contradict the
// basics.
func (s *Session) remarks(key Key) []Note {
	if key != Timeline {
		return nil
	}
	return s.understand().remarks
}

func (s *Session) timelineRemarks(entries []entry) []Note {
	var notes []Note
	at, i := 0, 0
	for line := range strings.Lines(s.texts[Timeline]) {
		e := entries[i]
		i++
		begin := at + len(line) - len(strings.TrimLeft(line, " \t"))
		at += len(line)
		if e.typo.meant != "" {
			span := document.Span{Start: begin + e.typo.start, End: begin + e.typo.end}
			notes = append(notes, Note{Span: span, Label: s.words.say("no milestone"), Ask: "[" + e.typo.meant + "]?", Fix: &document.Edit{Span: span, Text: "[" + e.typo.meant + "]"}})
		}
		key := Key(e.Milestone)
		if !slices.Contains([]Key{Started, Detected, Mitigated, Resolved}, key) {
			continue
		}
		basics, err := s.Moment(key)
		if err != nil || basics.IsZero() || basics.Sub(e.At).Abs() < time.Minute {
			continue
		}
		on := s.local(basics)
		here, there := clock(e.At.In(on.Location()), on)
		note := Note{
			Span: document.Span{Start: begin, End: at}, moment: key, at: fullTime(e.At),
			Label: s.words.sayf("at %[1]s %[3]s here, at %[2]s %[3]s in the basics", here, there, document.ZoneName(on)), Ask: s.words.say("Which of the two is it?"),
		}
		if tags := milestoneTags(line); len(tags) > 0 {
			note.Span = document.Span{Start: at - len(line) + tags[0][0], End: at - len(line) + tags[0][1]}
		}
		notes = append(notes, note)
	}
	return notes
}

// nextMilestone is what one more press of the key makes of an event: of those that no event has yet the one that the basics have at its time, then those
// that they don't have, then the others, and then none.
func (s *Session) nextMilestone(entries []entry, line int) string {
	line = headOf(entries, line)
	present := ""
	taken := map[string]bool{}
	for i, e := range entries {
		if i == line {
			present = e.Milestone
		} else {
			taken[e.Milestone] = true
		}
	}
	free := slices.DeleteFunc(document.MilestoneNames(), func(name string) bool { return taken[name] })
	slices.SortStableFunc(free, func(a, b string) int { return s.meets(b, entries, line) - s.meets(a, entries, line) })
	next := slices.Index(free, present) + 1
	if next == len(free) {
		return ""
	}
	return free[next]
}

// meets is 1 where the basics have a milestone at the time of an event, -1 where they have it at another, and else 0.
func (s *Session) meets(milestone string, entries []entry, line int) int {
	key := Key(milestone)
	if line >= len(entries) || entries[line].At.IsZero() || !slices.Contains([]Key{Started, Detected, Mitigated, Resolved}, key) {
		return 0
	}
	at, err := s.Moment(key)
	switch {
	case err != nil || at.IsZero():
		return 0
	case at.Sub(entries[line].At).Abs() < time.Minute:
		return 1
	}
	return -1
}
