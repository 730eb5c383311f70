package interview

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// footer has the metrics and the keys.
func (m *screen) footer() []string {
	var rows []string
	if m.height >= 14 {
		rows = append(rows, " "+m.metrics(m.width-2))
	}
	if m.height >= 18 {
		rows = append(rows, m.rule())
	}
	keys := m.bindings()
	lines := helpLines(m.width-1, 1, keys...)
	if m.mode == confirming && m.height >= 12 {
		lines = helpLines(m.width-1, 2, keys...) // what its keys do is seen nowhere else
	}
	for _, line := range lines {
		rows = append(rows, " "+m.st.dim.Render(line))
	}
	return rows
}

// bindings are the keys that matter most where the interview stands.
func (m *screen) bindings() []key.Binding {
	k := m.keys
	switch m.mode {
	case going:
		return []key.Binding{k.pick, k.close}
	case helping:
		return []key.Binding{k.close, k.leave}
	case confirming:
		return []key.Binding{k.keep, k.toggle, k.asPasted, k.all, k.names, k.mark, k.leave}
	}
	q, ok := m.s.Current()
	if m.listed {
		return append([]key.Binding{k.toList}, m.bindingsAt(q, ok)...)
	}
	return m.bindingsAt(q, ok)
}

func (m *screen) bindingsAt(q Question, ok bool) []key.Binding {
	k := m.keys
	switch {
	case !ok && m.findings:
		return []key.Binding{k.first, k.close, k.goTo, k.leave}
	case !ok:
		list := []key.Binding{k.write}
		if len(m.problems)+len(m.review.Findings) > 0 {
			list = append(list, k.findings)
		}
		list = append(append(list, m.outcomes()...), k.scroll, k.back, k.goTo)
		if m.o.Read != nil {
			list = append(list, k.markdown)
		}
		return append(list, k.leave)
	case q.Kind.Long():
		var list []key.Binding
		if m.offered(q) {
			list = append(list, k.rewrite)
		}
		if len(m.stops(q)) > 1 {
			list = append(list, k.nextNote)
		}
		if m.width >= mapFrom { // else there is room for what is only here
			list = append([]key.Binding{k.next, k.back}, list...)
		} else {
			list = append(list, k.next, k.help, k.back)
		}
		if q.Kind == Todos && len(m.factors()) > 0 {
			list = append(list, k.factor)
		}
		if q.Kind == Events {
			list = append(list, k.mark)
		}
		list = append(list, k.goTo, k.editor)
		if m.width >= mapFrom {
			list = append(list, k.help)
		}
		return append(list, k.leave, k.newline)
	case m.offered(q):
		return []key.Binding{k.nextLine, k.rewrite, k.backLine, k.goTo, k.help, k.leave}
	case q.Kind == Choice && len(m.s.Severities()) > 0:
		return []key.Binding{k.choose, k.nextLine, k.backLine, k.goTo, k.help, k.leave}
	}
	if m.width < mapFrom {
		return []key.Binding{k.nextLine, k.backLine, k.help, k.goTo, k.leave}
	}
	return []key.Binding{k.nextLine, k.backLine, k.goTo, k.help, k.leave}
}

// metrics tells the course of the incident in a line.
func (m *screen) metrics(room int) string {
	a, _ := m.s.Answers()
	started := a.Started
	clock := started
	if clock.IsZero() {
		clock = m.s.now()
	}
	zone := document.ZoneName(m.s.local(clock))
	moments := []struct {
		key Key
		at  time.Time
	}{{Started, a.Started}, {Detected, a.Detected}, {Mitigated, a.Mitigated}, {Resolved, a.Resolved}}
	whole := func(k Key) string { return m.s.words.say(string(k)) }
	short := func(k Key) string {
		if k == Started && !started.IsZero() {
			return ""
		}
		return m.s.words.say(map[Key]string{Started: "sta", Detected: "det", Mitigated: "mit", Resolved: "res"}[k])
	}
	spelled := func(d time.Duration) string { return " (" + length(d) + ")" }
	narrow := func(d time.Duration) string { return " +" + tight(d) }
	for _, form := range []struct { // from the most room to the least
		label func(Key) string
		since func(time.Duration) string
		brief bool // no clock times but the first
		dot   string
	}{{whole, spelled, false, " · "}, {whole, narrow, false, " · "}, {whole, narrow, true, " · "}, {short, narrow, true, " "}} {
		var parts []string
		for _, moment := range moments {
			k, at := moment.key, moment.at
			part := form.label(k) + " "
			switch {
			case at.IsZero() && strings.TrimSpace(m.s.Text(k)) != "":
				part += "?"
			case at.IsZero():
				part += "—"
			case form.brief && k != Started && !started.IsZero():
			case !started.IsZero() && dateOf(m.s.local(at)) != dateOf(m.s.local(started)):
				part += m.s.words.date(m.s.local(at), "2 Jan 15:04")
			default:
				part += m.s.local(at).Format("15:04")
			}
			part = strings.TrimSpace(part)
			if k != Started && !at.IsZero() && !started.IsZero() && !at.Before(started) {
				part += form.since(at.Sub(started))
			}
			parts = append(parts, part)
		}
		line := strings.Join(parts, form.dot)
		if gap := room - ansi.StringWidth(line) - len(zone); gap > 0 {
			return line + strings.Repeat(" ", gap) + zone
		}
	}
	if started.IsZero() {
		return ""
	}
	return m.s.words.say("started") + " " + m.s.local(started).Format("15:04 ") + zone
}
