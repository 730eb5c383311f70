package template

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// timeline writes the events in the zone of the document, oldest first, with dated sub-headings when a clock alone would not say which day is meant.
func (a page) timeline(level int) string {
	events := slices.Clone(a.Timeline)
	slices.SortStableFunc(events, func(x, y Event) int { return x.At.Compare(y.At) })
	dated := slices.ContainsFunc(events, func(e Event) bool {
		return !e.At.IsZero() && (a.local(e.At).Format(time.DateOnly) != a.day() || e.At.Sub(a.Started).Abs() > 12*time.Hour)
	})
	var out strings.Builder
	day := ""
	for _, e := range events {
		at := a.local(e.At)
		if d := at.Format(time.DateOnly); dated && !e.At.IsZero() && d != day {
			if out.Len() > 0 {
				out.WriteString("\n")
			}
			fmt.Fprintf(&out, "%s %s\n\n", strings.Repeat("#", min(level+1, 6)), d)
			day = d
		}
		out.WriteString("- " + e.line(at) + "\n")
	}
	return strings.TrimRight(out.String(), "\n")
}

// line is the entry as document reads it, with its moment as the document shows it.
func (e Event) line(at time.Time) string {
	var parts []string
	if e.Milestone != "" {
		parts = append(parts, "["+e.Milestone+"]")
	}
	if what := visible(oneLine(e.What)); what != "" {
		parts = append(parts, what)
	}
	if e.Source != "" {
		parts = append(parts, sourceLink(e.Source))
	}
	what := strings.Join(parts, " ")
	if e.At.IsZero() {
		return what
	}
	layout := "15:04"
	if at.Second() != 0 {
		layout = "15:04:05"
	}
	clock := at.Format(layout) + " " + document.ZoneName(at)
	// "10:42 UTC to 11:00 we waited" would be read as a range; a colon ends the time.
	if line := clock + " " + what; e.readsAs(line, clock, what) {
		return line
	}
	return clock + ": " + what
}

// visible keeps what chat writes between angle brackets ("<carol> it is down") from vanishing as an HTML tag. Addresses are left to be links, and
// lines with code to their author.
func visible(s string) string {
	if !strings.Contains(s, "<") || strings.Contains(s, "`") {
		return s
	}
	var out strings.Builder
	for i, r := range s {
		next := byte(' ')
		if i+1 < len(s) {
			next = s[i+1]
		}
		tag := next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next == '/' || next == '!' || next == '?'
		if r == '<' && tag && !strings.HasPrefix(s[i+1:], "http") && (i == 0 || s[i-1] != '\\') {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// readsAs reports whether a line is read as a time and words.
func (e Event) readsAs(line, written, words string) bool {
	events := document.Parse("", []byte("## Timeline\n\n- "+line+"\n")).Timeline.Events
	plain := document.Parse("", []byte("x "+words)).Prose[0].Text
	if e.Milestone != "" {
		plain = "x " + strings.TrimPrefix(plain[len("x ["+e.Milestone+"]"):], " ")
	}
	return len(events) == 1 && events[0].Written == written && strings.TrimSpace("x "+events[0].Text) == strings.TrimSpace(plain)
}

func sourceLink(source string) string {
	source = oneLine(source)
	if strings.HasPrefix(source, "https://") || strings.HasPrefix(source, "http://") {
		return "([source](<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C").Replace(source) + ">))"
	}
	return "(source: " + source + ")"
}
