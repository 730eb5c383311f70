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

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// Caveat is what has to be known before any of the durations is compared with another.
const Caveat = "Read durations with care. They are few and skewed, and neither tell how grave or how hard an incident was, nor add up to a trend: look at the incidents behind them. " +
	"The VOID reports found duration and severity not correlated, and call for retiring the mean time to resolve (thevoid.community/report)."

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
		p.wrapped("", nothing(all), "")
		return p.Flush()
	}
	p.wrapped("", headline(s, all), boldStyle)
	p.bars("Incidents by month", lastOf(s.Months, mostMonths), len(s.Months), "months")
	p.sparkline(s.Months)
	p.bars("By severity", s.Severities, len(s.Severities), "")
	p.bars("By service", s.Services[:min(len(s.Services), mostRows)], len(s.Services), "services")
	p.bars("By factor", s.Factors[:min(len(s.Factors), mostRows)], len(s.Factors), "factors")
	p.durations(s)
	p.actions(s.Actions)
	p.budgets(s.Budgets)
	p.stages(s)
	return p.Flush()
}

func headline(s learn.Stats, all int) string {
	text := plural(s.Postmortems, "postmortem")
	if all > s.Postmortems {
		text += fmt.Sprintf(" of %d", all)
	}
	if !s.First.IsZero() {
		text += fmt.Sprintf(", incidents from %s to %s", dayText(s.First), dayText(s.Last))
	}
	if s.Undated > 0 {
		text += fmt.Sprintf(", %d without a date", s.Undated)
	}
	return text + "."
}

func lastOf(list []learn.Count, n int) []learn.Count { return list[max(0, len(list)-n):] }

func (p *page) title(text string) {
	p.line("")
	p.wrapped("", text, boldStyle)
}

// bars writes a line for each count: name, figure, bar. total is how many there are, where not all are shown.
func (p *page) bars(title string, counts []learn.Count, total int, noun string) {
	if len(counts) == 0 {
		return
	}
	if total > len(counts) {
		which := "the most frequent"
		if noun == "months" {
			which = "the last"
		}
		title += fmt.Sprintf(" (%s %d of %d %s)", which, len(counts), total, noun)
	}
	p.title(title)
	names, figures, most := 0, 0, 0
	for _, c := range counts {
		names = max(names, ansi.StringWidth(name(c.Name)))
		figures = max(figures, len(strconv.Itoa(c.N)))
		most = max(most, c.N)
	}
	room := widestBar
	if p.Width > 0 {
		names = min(names, p.Width/2)
		room = max(0, min(room, p.Width-2-names-gap-figures-gap))
	}
	for _, c := range counts {
		text := ansi.Truncate(name(c.Name), names, "…")
		pad := strings.Repeat(" ", max(0, names-ansi.StringWidth(text)))
		p.line(fmt.Sprintf("  %s%s  %*d  %s", text, pad, figures, c.N, p.style(faintStyle, p.bar(c.N, most, room))))
	}
}

// name is what to call a value, which may be none.
func name(s string) string {
	if s == "" {
		return "(none)"
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
	p.wrapped("  ", fmt.Sprintf("%s to %s, 0 to %d a month:", months[0].Name, months[len(months)-1].Name, most), "")
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
	p.title("From the start of the incident")
	p.distributions([]string{"to detect", "to acknowledge", "to mitigate", "to resolve"}, []learn.Distribution{s.Detect, s.Acknowledge, s.Mitigate, s.Resolve})
	for _, d := range []struct {
		name string
		learn.Distribution
	}{{"to mitigate", s.Mitigate}, {"to resolve", s.Resolve}} {
		if d.N < learn.MostlyFrom {
			continue
		}
		var counts []learn.Count
		for i, name := range learn.BucketNames() {
			counts = append(counts, learn.Count{Name: name, N: d.Buckets[i]})
		}
		p.bars("Time "+d.name, counts, len(counts), "")
	}
	p.line("")
	p.wrapped("", Caveat, "")
}

func (p *page) distributions(names []string, all []learn.Distribution) {
	what, known, median, middle, mostly, longest := column{}, column{head: "known"}, column{head: "median", right: true}, column{head: "middle half", drop: 2}, column{head: "9 of 10 within", right: true, drop: 1}, column{head: "longest", right: true, drop: 3}
	for i, d := range all {
		if d.N == 0 && names[i] == "to acknowledge" {
			continue
		}
		what.cells = append(what.cells, names[i])
		known.cells = append(known.cells, fmt.Sprintf("%d of %d", d.N, d.Of))
		figures := []string{"-", "-", "-", "-"}
		if d.N > 0 {
			figures = []string{Duration(d.Median), Duration(d.Lower) + " to " + Duration(d.Upper), "-", Duration(d.Max)}
		}
		if d.N >= learn.MostlyFrom {
			figures[2] = Duration(d.Mostly)
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
func Duration(d time.Duration) string {
	d = d.Round(time.Second)
	minutes := int(d.Round(time.Minute) / time.Minute)
	two := func(a int, unit string, b int, smaller string) string {
		if b == 0 {
			return fmt.Sprintf("%d %s", a, unit)
		}
		return fmt.Sprintf("%d %s %d %s", a, unit, b, smaller)
	}
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d/time.Second))
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 24*60:
		return two(minutes/60, "h", minutes%60, "min")
	}
	hours := (minutes + 30) / 60
	return two(hours/24, "d", hours%24, "h")
}

func percent(share float64) string {
	if share > 0 && share < 0.005 {
		return "under 1 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

func (p *page) actions(a learn.ActionStats) {
	p.title("Action items")
	if a.All == 0 {
		p.wrapped("  ", "There are none.", "")
		return
	}
	text := fmt.Sprintf("%d in all: %d done, %d open, %d overdue", a.All, a.Done, a.Open, a.Overdue)
	if a.Dropped > 0 {
		text += fmt.Sprintf(", %d dropped", a.Dropped)
	}
	if done := a.Completion(); !math.IsNaN(done) {
		text += fmt.Sprintf("; %s of what was not dropped is done", percent(done))
	}
	p.wrapped("  ", text+".", "")
	if a.Late.N > 0 {
		p.wrapped("  ", fmt.Sprintf("Overdue by a median of %s, the longest by %s.", plural(a.Late.Median, "day"), plural(a.Late.Max, "day")), "")
		p.bars("Overdue by", a.LateNames, len(a.LateNames), "")
	}
	if len(a.Strength) > 0 {
		var counts []learn.Count
		for _, s := range a.Strength {
			counts = append(counts, learn.Count{Name: s.Name + fmt.Sprintf(", %d done", s.Done), N: s.All})
		}
		p.bars("By strength (postmortem explain action/weak tells more)", counts, len(counts), "")
	}
}

func (p *page) budgets(all []learn.Burn) {
	if len(all) == 0 {
		return
	}
	p.title("Error budgets")
	service, incidents, down, spent, worst := column{head: "service", flex: true, least: 8}, column{head: "incidents", right: true, drop: 2}, column{head: "unavailable", right: true}, column{head: "of the budget", right: true}, column{head: "worst", right: true, drop: 1}
	for _, b := range all[:min(len(all), mostRows)] {
		service.cells = append(service.cells, name(b.Service))
		incidents.cells = append(incidents.cells, strconv.Itoa(b.Incidents))
		down.cells = append(down.cells, Duration(b.Unavailable))
		spent.cells = append(spent.cells, percent(b.Spent))
		worst.cells = append(worst.cells, percent(b.Worst))
	}
	p.table([]column{service, incidents, down, spent, worst})
	p.wrapped("", `The shares are of one window's budget each ("slo" in the front matter) and added up: 100 % is one whole window's.`, faintStyle)
}

func (p *page) stages(s learn.Stats) {
	if s.Draft.N+s.Review.N+s.Final.N == 0 {
		return
	}
	p.title("From the incident to its postmortem, as git has it")
	p.distributions([]string{"first committed", "in review", "final"}, []learn.Distribution{s.Draft, s.Review, s.Final})
}

// ShowGroups shows a line of stats for each value of a dimension.
func ShowGroups(w io.Writer, dimension string, groups []learn.Group, o Options) error {
	p := newPage(w, o)
	if len(groups) == 0 {
		p.wrapped("", "There is nothing to group: no postmortem says a "+dimension+".", "")
		return p.Flush()
	}
	names, n := column{head: dimension, flex: true, least: 7}, column{head: "incidents", right: true}
	detect, mitigate, resolve := column{head: "detected", right: true, drop: 1}, column{head: "mitigated", right: true, drop: 3}, column{head: "resolved", right: true, drop: 2}
	done := column{head: "actions done", right: true, drop: 4}
	median := func(d learn.Distribution) string {
		if d.N == 0 {
			return "-"
		}
		return fmt.Sprintf("%s (%d)", Duration(d.Median), d.N)
	}
	for _, g := range groups {
		names.cells = append(names.cells, name(g.Name))
		n.cells = append(n.cells, strconv.Itoa(g.Postmortems))
		detect.cells = append(detect.cells, median(g.Detect))
		mitigate.cells = append(mitigate.cells, median(g.Mitigate))
		resolve.cells = append(resolve.cells, median(g.Resolve))
		counted := g.Actions.All - g.Actions.Dropped
		text := "-"
		if counted > 0 {
			text = fmt.Sprintf("%d of %d", g.Actions.Done, counted)
		}
		done.cells = append(done.cells, text)
	}
	p.table([]column{names, n, detect, mitigate, resolve, done})
	p.line("")
	p.wrapped("", "Times are medians from the start, with the number of incidents that are known.", "")
	p.wrapped("", Caveat, "")
	return p.Flush()
}
