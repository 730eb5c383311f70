package interview

import (
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// offer is text that can be put in the place of some of an answer with one key.
type offer struct {
	edit document.Edit
	also []string // what else it could be
}

// offerAt is what is offered at the cursor: the rest of an owner's name, the date that a due date means, the time unavailable. Nil when there is nothing.
func (m *screen) offerAt(q Question) *offer {
	if q.Kind == Budget {
		return m.offerUnavailable(q)
	}
	if q.Kind != Todos && q.Key != Authors {
		return nil
	}
	line := m.edit.lines[m.edit.line].text[:m.edit.col]
	start := m.edit.offset() - len(line)
	if q.Kind == Todos {
		if at, ok := dueAt(line); ok {
			if date, ok := readDue(line[at:], m.s.now()); ok {
				return &offer{edit: document.Edit{Span: document.Span{Start: start + at, End: start + len(line)}, Text: date}}
			}
		}
	}
	at := strings.LastIndexAny(line, ",;( \t") + 1
	if q.Key == Authors {
		at = strings.LastIndexAny(line, ",;") + 1
		at += len(line[at:]) - len(strings.TrimLeft(line[at:], " \t"))
	}
	word := line[at:]
	if q.Kind == Todos && !strings.HasPrefix(word, "@") || word == "" {
		return nil
	}
	found := completions(word, m.owners)
	if len(found) == 0 {
		return nil
	}
	return &offer{
		edit: document.Edit{Span: document.Span{Start: start + at, End: start + len(line)}, Text: found[0]},
		also: found[1:min(len(found), 4)],
	}
}

// offerUnavailable offers the time from the start to the end of the effect as the time unavailable.
func (m *screen) offerUnavailable(q Question) *offer {
	text := m.s.Text(q.Key)
	slo, err := readBudget(oneLine(text))
	a, _ := m.s.Answers()
	if d := effect(a); err == nil && slo.Window != "" && slo.Unavailable == "" && d > 0 {
		rest := ", unavailable " + strings.ReplaceAll(tight(d), " ", "")
		return &offer{edit: document.Edit{Span: document.Span{Start: len(text), End: len(text)}, Text: rest}}
	}
	return nil
}

// completions are the names that begin as word does, or of which a later word does, in their order.
func completions(word string, names []string) []string {
	want := strings.ToLower(strings.TrimPrefix(word, "@"))
	var first, later []string
	for _, name := range names {
		low := strings.ToLower(strings.TrimPrefix(name, "@"))
		switch {
		case strings.EqualFold(word, name):
			return nil // it is whole
		case strings.HasPrefix(low, want):
			first = append(first, name)
		case want != "" && strings.Contains(low, " "+want):
			later = append(later, name)
		}
	}
	return append(first, later...)
}

var duePattern = lazy(`(?i)\bdue[: ]+(?:on |by |in )?`)

// dueAt is where, in an action item up to the cursor, the due date begins that is being typed.
func dueAt(line string) (int, bool) {
	all := duePattern().FindAllStringIndex(line, -1)
	if len(all) == 0 {
		return 0, false
	}
	at := all[len(all)-1][1]
	return at, at < len(line) && !strings.ContainsAny(line[at:], ",;()")
}

var (
	duePeriodPattern = lazy(`^\+?(\d{1,3}) ?(d|days?|w|weeks?|m|months?)$`)
	dueDayPattern    = lazy(`^(?:next |this )?([a-z]{3,9})$`)
)

// readDue reads a due date as people say it: "2 weeks", "+14d", "next Friday", "tomorrow", "end of month".
func readDue(text string, now time.Time) (string, bool) {
	low := strings.ToLower(strings.TrimSpace(text))
	date := func(t time.Time) (string, bool) { return t.Format(time.DateOnly), true }
	switch low {
	case "tomorrow":
		return date(now.AddDate(0, 0, 1))
	case "next week":
		return date(now.AddDate(0, 0, 7))
	case "next month":
		return date(now.AddDate(0, 1, 0))
	case "end of month", "end of the month":
		return date(time.Date(now.Year(), now.Month()+1, 0, 0, 0, 0, 0, now.Location()))
	case "end of quarter", "end of the quarter":
		return date(time.Date(now.Year(), (now.Month()-1)/3*3+4, 0, 0, 0, 0, 0, now.Location()))
	case "end of year", "end of the year":
		return date(time.Date(now.Year(), time.December, 31, 0, 0, 0, 0, now.Location()))
	}
	if m := duePeriodPattern().FindStringSubmatch(low); m != nil {
		n := 0
		for _, digit := range m[1] {
			n = n*10 + int(digit-'0')
		}
		switch m[2][0] {
		case 'd':
			return date(now.AddDate(0, 0, n))
		case 'w':
			return date(now.AddDate(0, 0, 7*n))
		}
		return date(now.AddDate(0, n, 0))
	}
	if m := dueDayPattern().FindStringSubmatch(low); m != nil {
		if day, ok := weekdayIn(m[1]); ok {
			ahead := (int(day)-int(now.Weekday())+6)%7 + 1
			return date(now.AddDate(0, 0, ahead))
		}
	}
	return "", false
}
