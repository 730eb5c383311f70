package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// arrange sorts the lines of a timeline by their times. A line without a time stays behind the one it goes on with. A time that would mean
// another moment in its new place, and one that counts from another, is written out.
func (r *reader) arrange(text string, day time.Time) string {
	lines := strings.Split(text, "\n")
	entries, read := r.entries(text, day)
	type block struct {
		at    time.Time
		lines []string
		moves bool // it begins with an event
	}
	var blocks []block
	relative := false
	for i, line := range lines {
		event := i < len(entries) && !entries[i].blank && !entries[i].goes && entries[i].problem == nil
		switch {
		case event:
			relative = relative || read[i].from != calendar || read[i].said
			blocks = append(blocks, block{entries[i].At, lines[i : i+1 : i+1], true})
		case len(blocks) > 0:
			last := &blocks[len(blocks)-1]
			last.lines = append(last.lines, line)
		default:
			blocks = append(blocks, block{lines: []string{line}})
		}
	}
	byTime := func(a, b block) int { return a.at.Compare(b.at) }
	if !relative && slices.IsSortedFunc(blocks, byTime) {
		return text
	}
	slices.SortStableFunc(blocks, byTime)
	all := false
	for range 3 {
		list := make([]string, 0, len(lines))
		for _, b := range blocks {
			list = append(list, b.lines...)
		}
		text = strings.Join(list, "\n")
		entries, read = r.entries(text, day)
		same, n := true, 0
		for i, b := range blocks {
			if b.moves {
				moved := read[n].from != calendar || !entries[n].At.Equal(b.at) || read[n].said
				if moved || all {
					head := strings.TrimSpace(b.lines[0])
					blocks[i].lines[0] = inFull(b.at, read[n].until+head[read[n].length:])
				}
				same = same && !moved
			}
			n += len(b.lines)
		}
		if same {
			return text
		}
		all = true // the next time, whatever is left: then no time depends on another
	}
	return text
}

// inFull writes an event with all of its time.
func inFull(at time.Time, rest string) string {
	clock := fullTime(at)
	var r reader
	if line := clock + " " + rest; r.readEntry(line).length == len(clock)+1 {
		return line
	}
	return clock + ": " + rest // "to 11:00 we waited" would be read as the end of a span
}

// spokenDay reports whether a time is said from where its speaker stands: "yesterday 23:10", "2h ago", "Mon 10:42".
func spokenDay(text string) bool {
	text = strings.Trim(text, "-*•+[]()`_|,;:–— \t")
	_, err := document.ReadTime(withColon(text), time.Unix(0, 0))
	_, named := weekdayIn(text)
	return err != nil || named && isBare(text)
}

// fullTime is a time as it is typed, with its date and offset.
func fullTime(at time.Time) string {
	if at.Second() != 0 {
		return at.Format("2006-01-02 15:04:05 -07:00")
	}
	return at.Format("2006-01-02 15:04 -07:00")
}

// brief is an event as it is typed into a timeline of a day: with the time of day alone where that is enough.
func (r *reader) brief(e template.Event, day time.Time) string {
	if day.IsZero() || dateOf(e.At.In(day.Location())) != dateOf(day) {
		return typed(e)
	}
	clock := e.At.In(day.Location()).Format("15:04")
	if e.At.Second() != 0 {
		clock = e.At.In(day.Location()).Format("15:04:05")
	}
	line := clock + " " + details(e)
	alone := reader{now: r.now, day: day}
	if w := alone.readEntry(line); w.length == len(clock)+1 && !w.evening {
		return line
	}
	return typed(e)
}

// mark sets the milestone of the event that a line, counted from 0, belongs to; "" takes it off. A milestone is reached once: the mark
// moves here from where it stood.
func (r *reader) mark(text string, day time.Time, line int, milestone string) string {
	lines := strings.Split(text, "\n")
	entries, _ := r.entries(text, day)
	line = headOf(entries, line)
	for i := range lines {
		if i >= len(entries) || i != line && (milestone == "" || entries[i].Milestone != milestone) {
			continue
		}
		bare := withoutMilestones(lines[i])
		if i == line && milestone != "" {
			at, _ := sourceTag(bare)
			bare = strings.TrimRight(strings.TrimRight(bare[:at], " ")+" ["+milestone+"] "+bare[at:], " ")
		}
		lines[i] = bare
	}
	return strings.Join(lines, "\n")
}

// headOf is the line of the event that a line belongs to.
func headOf(entries []entry, line int) int {
	for line > 0 && (line >= len(entries) || entries[line].goes || entries[line].blank) { // the last line may be empty and no entry
		line--
	}
	return line
}
