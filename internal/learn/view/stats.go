package view

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// readWithCare is what has to be known before any of the durations is compared with another.
const readWithCare = "Read durations with care. They are few and skewed, and neither tell how grave or how hard an incident was, nor add up to a trend: look at the incidents behind them. " +
	"The VOID reports found duration and severity not correlated, and call for retiring the mean time to resolve (thevoid.community/report)."

// caveat is readWithCare in the language of the page.
func (p *page) caveat() string { return p.Say(readWithCare) }

// The rows that are shown of what may be long.
const (
	mostMonths = 12
	mostRows   = 8
	widestBar  = 40
)

// ShowStats shows what a set of postmortems comes to; all is how many there are besides.
func ShowStats(w io.Writer, s learn.Stats, all int, o Options) error {
	p := newPage(w, o)
	if s.Postmortems == 0 {
		p.wrapped("", p.nothing(all), "")
		return p.Flush()
	}
	p.wrapped("", p.headline(s, all), boldStyle)
	months := lastOf(s.Months, mostMonths)
	p.bars(p.someOf(p.Say("Incidents by month"), p.Say("%s (the last %d of %d months)"), len(months), len(s.Months)), months)
	p.sparkline(s.Months)
	p.bars(p.Say("By severity"), s.Severities)
	services, factors := s.Services[:min(len(s.Services), mostRows)], s.Factors[:min(len(s.Factors), mostRows)]
	p.bars(p.someOf(p.Say("By service"), p.Say("%s (the most frequent %d of %d services)"), len(services), len(s.Services)), services)
	p.bars(p.someOf(p.Say("By factor"), p.Say("%s (the most frequent %d of %d factors)"), len(factors), len(s.Factors)), factors)
	p.durations(s)
	p.actions(s.Actions)
	p.budgets(s.Budgets)
	p.stages(s)
	return p.Flush()
}

func (p *page) headline(s learn.Stats, all int) string {
	text := p.countOf(s.Postmortems, all)
	if !s.First.IsZero() {
		text += p.Say(", incidents from %s to %s", dayText(p.Phrases, s.First), dayText(p.Phrases, s.Last))
	}
	if s.Undated > 0 {
		text += p.Say(", %d without a date", s.Undated)
	}
	return p.Say("%s.", text)
}

// someOf is a title, with how many of all are shown where that is not all.
func (p *page) someOf(title, some string, shown, all int) string {
	if all > shown {
		return fmt.Sprintf(some, title, shown, all)
	}
	return title
}

func lastOf(list []learn.Count, n int) []learn.Count { return list[max(0, len(list)-n):] }

func (p *page) title(text string) {
	p.line("")
	p.wrapped("", text, boldStyle)
}

// bars writes a line for each count: name, figure, bar.
func (p *page) bars(title string, counts []learn.Count) {
	if len(counts) == 0 {
		return
	}
	p.title(title)
	names, figures, most := 0, 0, 0
	for _, c := range counts {
		names = max(names, ansi.StringWidth(p.name(c.Name)))
		figures = max(figures, len(strconv.Itoa(c.N)))
		most = max(most, c.N)
	}
	room := widestBar
	if p.Width > 0 {
		names = min(names, p.Width/2)
		room = max(0, min(room, p.Width-2-names-gap-figures-gap))
	}
	for _, c := range counts {
		text := ansi.Truncate(p.name(c.Name), names, "…")
		pad := strings.Repeat(" ", max(0, names-ansi.StringWidth(text)))
		p.line(fmt.Sprintf("  %s%s  %*d  %s", text, pad, figures, c.N, p.style(faintStyle, p.bar(c.N, most, room))))
	}
}

// name is what to call a value, which may be none.
func (p *page) name(s string) string {
	if s == "" {
		return p.Say("(none)")
	}
	return clean(s)
}

// bar is n of most in as many columns as there is room for; what is more than nothing is at least one.
func (p *page) bar(n, most, room int) string {
	if n <= 0 || most <= 0 {
		return ""
	}
	length := max(1, n*room/most)
	if most <= room {
		length = n
	}
	if p.ASCII {
		return strings.Repeat("#", min(length, room))
	}
	return strings.Repeat("█", min(length, room))
}

// sparkline draws the months in one line, where there are more than the bars show. The figures are in --json.
func (p *page) sparkline(months []learn.Count) {
	if len(months) <= mostMonths || p.ASCII {
		return
	}
	if p.Width > 0 {
		months = lastOf(months, p.Width-2)
	}
	most := 0
	for _, m := range months {
		most = max(most, m.N)
	}
	if most == 0 {
		return
	}
	levels := []rune("▁▂▃▄▅▆▇█")
	var line strings.Builder
	for _, m := range months {
		line.WriteRune(levels[m.N*(len(levels)-1)/most])
	}
	p.line("")
	p.wrapped("  ", p.Say("%s to %s, 0 to %d a month:", months[0].Name, months[len(months)-1].Name, most), "")
	for rest := []rune(line.String()); len(rest) > 0; {
		n := len(rest)
		if p.Width == 0 {
			n = min(n, 120)
		}
		p.line("  " + string(rest[:n]))
		rest = rest[n:]
	}
}

// durations writes the times to the milestones.
func (p *page) durations(s learn.Stats) {
	p.title(p.Say("From the start of the incident"))
	p.distributions([]measure{{p.Say("to detect"), s.Detect, false}, {p.Say("to acknowledge"), s.Acknowledge, true}, {p.Say("to mitigate"), s.Mitigate, false}, {p.Say("to resolve"), s.Resolve, false}})
	for _, d := range []measure{{p.Say("Time to mitigate"), s.Mitigate, false}, {p.Say("Time to resolve"), s.Resolve, false}} {
		if d.N < learn.MostlyFrom {
			continue
		}
		var counts []learn.Count
		for i, name := range learn.BucketNames() {
			counts = append(counts, learn.Count{Name: p.learnt(name), N: d.Buckets[i]})
		}
		p.bars(d.name, counts)
	}
	p.line("")
	p.wrapped("", p.caveat(), "")
}

// learnt is a name that package learn gives to figures.
func (p *page) learnt(name string) string { return p.Words.For("learn").Say(name) }

// measure is a distribution with its name.
type measure struct {
	name string
	learn.Distribution
	rare bool // it is left out where nothing is known of it
}

func (p *page) distributions(all []measure) {
	what, known, median, middle := column{}, column{head: p.Say("known")}, column{head: p.Say("median"), right: true}, column{head: p.Say("middle half"), drop: 2}
	mostly, longest := column{head: p.Say("9 of 10 within"), right: true, drop: 1}, column{head: p.Say("longest"), right: true, drop: 3}
	for _, d := range all {
		if d.N == 0 && d.rare {
			continue
		}
		what.cells = append(what.cells, d.name)
		known.cells = append(known.cells, p.Say("%d of %d", d.N, d.Of))
		figures := []string{"-", "-", "-", "-"}
		if d.N > 0 {
			figures = []string{p.Duration(d.Median), p.Say("%s to %s", p.Duration(d.Lower), p.Duration(d.Upper)), "-", p.Duration(d.Max)}
		}
		if d.N >= learn.MostlyFrom {
			figures[2] = p.Duration(d.Mostly)
		}
		for k, c := range []*column{&median, &middle, &mostly, &longest} {
			c.cells = append(c.cells, figures[k])
		}
	}
	columns := []column{what, known, median, middle, mostly, longest}
	if !slices.ContainsFunc(mostly.cells, func(s string) bool { return s != "-" }) {
		columns = []column{what, known, median, middle, longest}
	}
	p.table(columns)
}

// Duration is a length of time as people say it: "8 min", "2 h 17 min", "3 d 4 h".
func (o Options) Duration(d time.Duration) string {
	say := o.phrases()
	d = d.Round(time.Second)
	minutes := int(d.Round(time.Minute) / time.Minute)
	hours, days := minutes/60, 0
	if hours >= 24 {
		hours = (minutes + 30) / 60
		days, hours, minutes = hours/24, hours%24, 0
	}
	switch {
	case days > 0 && hours > 0:
		return say.Say("%d d %d h", days, hours)
	case days > 0:
		return say.Say("%d d", days)
	case d < time.Minute:
		return say.Say("%d s", int(d/time.Second))
	case hours == 0:
		return say.Say("%d min", minutes)
	case minutes%60 == 0:
		return say.Say("%d h", hours)
	}
	return say.Say("%d h %d min", hours, minutes%60)
}

func (p *page) actions(a learn.ActionStats) {
	p.title(p.Say("Action items"))
	if a.All == 0 {
		p.wrapped("  ", p.Say("There are none."), "")
		return
	}
	text := p.Say("%d in all: %d done, %d open, %d overdue", a.All, a.Done, a.Open, a.Overdue)
	if a.Dropped > 0 {
		text += p.Say(", %d dropped", a.Dropped)
	}
	if done := a.Completion(); !math.IsNaN(done) {
		text += p.Say("; %s of what was not dropped is done", language.Percent(done, p.Say("under 1 %")))
	}
	p.wrapped("  ", p.Say("%s.", text), "")
	if a.Late.N > 0 {
		p.wrapped("  ", p.Say("Overdue by a median of %s, the longest by %s.", p.Count(a.Late.Median, "day"), p.Count(a.Late.Max, "day")), "")
		var counts []learn.Count
		for _, c := range a.LateNames {
			counts = append(counts, learn.Count{Name: p.learnt(c.Name), N: c.N})
		}
		p.bars(p.Say("Overdue by"), counts)
	}
	if len(a.Strength) > 0 {
		var counts []learn.Count
		for _, s := range a.Strength {
			counts = append(counts, learn.Count{Name: p.Say("%s, %d done", p.grade(s.Name), s.Done), N: s.All})
		}
		p.bars(p.Say("By strength (postmortem explain action/weak tells more)"), counts)
	}
}

// grade is how far action items reach.
func (p *page) grade(name string) string {
	switch name {
	case "stronger":
		return p.Say("stronger")
	case "intermediate":
		return p.Say("intermediate")
	case "weaker":
		return p.Say("weaker")
	case "ungraded":
		return p.Say("ungraded")
	}
	return name
}

func (p *page) budgets(all []learn.Burn) {
	if len(all) == 0 {
		return
	}
	p.title(p.Say("Error budgets"))
	service, incidents, down := column{head: p.Say("service"), flex: true, least: 8}, column{head: p.Say("incidents"), right: true, drop: 2}, column{head: p.Say("unavailable"), right: true}
	spent, worst := column{head: p.Say("of the budget"), right: true}, column{head: p.Say("worst"), right: true, drop: 1}
	for _, b := range all[:min(len(all), mostRows)] {
		service.cells = append(service.cells, p.name(b.Service))
		incidents.cells = append(incidents.cells, strconv.Itoa(b.Incidents))
		down.cells = append(down.cells, p.Duration(b.Unavailable))
		spent.cells = append(spent.cells, language.Percent(b.Spent, p.Say("under 1 %")))
		worst.cells = append(worst.cells, language.Percent(b.Worst, p.Say("under 1 %")))
	}
	p.table([]column{service, incidents, down, spent, worst})
	p.wrapped("", p.Say(`The shares are of one window's budget each ("slo" in the front matter) and added up: 100 % is one whole window's.`), faintStyle)
}

func (p *page) stages(s learn.Stats) {
	if s.Draft.N+s.Review.N+s.Final.N == 0 {
		return
	}
	p.title(p.Say("From the incident to its postmortem, as git has it"))
	p.distributions([]measure{{p.Say("first committed"), s.Draft, false}, {p.Say("in review"), s.Review, false}, {p.Say("final"), s.Final, false}})
}

// dimension names what groups are of; the postmortems of none of them say none.
func (p *page) dimension(name string) (head, none string) {
	switch name {
	case "month":
		return p.Say("month"), p.Say("There is nothing to group: no postmortem says a month.")
	case "severity":
		return p.Say("severity"), p.Say("There is nothing to group: no postmortem says a severity.")
	case "service":
		return p.Say("service"), p.Say("There is nothing to group: no postmortem says a service.")
	}
	return p.Say("factor"), p.Say("There is nothing to group: no postmortem says a factor.")
}

// ShowGroups shows a line of stats for each value of a dimension.
func ShowGroups(w io.Writer, dimension string, groups []learn.Group, o Options) error {
	p := newPage(w, o)
	head, none := p.dimension(dimension)
	if len(groups) == 0 {
		p.wrapped("", none, "")
		return p.Flush()
	}
	names, n := column{head: head, flex: true, least: 7}, column{head: p.Say("incidents"), right: true}
	detect, mitigate, resolve := column{head: p.Say("detected"), right: true, drop: 1}, column{head: p.Say("mitigated"), right: true, drop: 3}, column{head: p.Say("resolved"), right: true, drop: 2}
	done := column{head: p.Say("actions done"), right: true, drop: 4}
	median := func(d learn.Distribution) string {
		if d.N == 0 {
			return "-"
		}
		return fmt.Sprintf("%s (%d)", p.Duration(d.Median), d.N)
	}
	for _, g := range groups {
		names.cells = append(names.cells, p.name(g.Name))
		n.cells = append(n.cells, strconv.Itoa(g.Postmortems))
		detect.cells = append(detect.cells, median(g.Detect))
		mitigate.cells = append(mitigate.cells, median(g.Mitigate))
		resolve.cells = append(resolve.cells, median(g.Resolve))
		counted := g.Actions.All - g.Actions.Dropped
		text := "-"
		if counted > 0 {
			text = p.Say("%d of %d", g.Actions.Done, counted)
		}
		done.cells = append(done.cells, text)
	}
	p.table([]column{names, n, detect, mitigate, resolve, done})
	p.line("")
	p.wrapped("", p.Say("Times are medians from the start, with the number of incidents that are known."), "")
	p.wrapped("", p.caveat(), "")
	return p.Flush()
}
