package interview

import (
	"fmt"
	"strconv"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

var spanUnitPattern = lazy(`(\d{1,6}(?:\.\d{1,3})?)(w|d|h|m|s)`)

// spanLength is how long a duration such as "30d" or "1h20m" is.
func spanLength(text string) time.Duration {
	units := map[string]time.Duration{"w": 7 * 24 * time.Hour, "d": 24 * time.Hour, "h": time.Hour, "m": time.Minute, "s": time.Second}
	total := time.Duration(0)
	for _, m := range spanUnitPattern().FindAllStringSubmatch(text, -1) {
		n, err := strconv.ParseFloat(m[1], 64)
		if err == nil {
			total += time.Duration(n * float64(units[m[2]]))
		}
	}
	return total
}

// describeBudget tells what share of an error budget an incident spent, or what is missing to tell it.
func (w words) describeBudget(slo template.SLO) string {
	if slo.Window == "" {
		return w.say("over which window: over 30d?")
	}
	budget := time.Duration(float64(spanLength(slo.Window)) * (100 - slo.Objective) / 100)
	text := w.sayf("the budget is %s in %s", fine(budget), slo.Window)
	if slo.Unavailable == "" {
		return text + w.say("; for how long was it unavailable?")
	}
	spent := spanLength(slo.Unavailable)
	if budget <= 0 {
		return text
	}
	return w.sayf("%s; this spent %s, %s of it", text, fine(spent), language.Percent(float64(spent)/float64(budget), w.say("under 1 %")))
}

// fine formats a duration as length does, and a short one to the second.
func fine(d time.Duration) string {
	switch d = d.Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < 10*time.Minute && d%time.Minute != 0:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return length(d)
}

// effect is how long people felt the incident; zero when that is not known.
func effect(a template.Answers) time.Duration {
	end := a.Mitigated
	if end.IsZero() {
		end = a.Resolved
	}
	if a.Started.IsZero() || !end.After(a.Started) {
		return 0
	}
	return end.Sub(a.Started)
}
