package interview

import (
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// words are what the interview says, in the language of its catalogue.
type words struct{ language.Phrases }

func newWords(c *language.Catalogue) words { return words{c.For("interview")} }

func (w words) say(english string) string { return w.Say(english) }

// sayf is say for a format; its verbs may stand in another order: %[2]s.
func (w words) sayf(english string, args ...any) string { return w.Say(english, args...) }

// count agrees a noun with its number.
func (w words) count(n int, noun string) string { return w.Count(n, noun) }

// date formats a moment in the layout that the language has for one of ours.
func (w words) date(at time.Time, layout string) string {
	days := strings.Fields(w.say("Sun Mon Tue Wed Thu Fri Sat"))
	return strings.Replace(at.Format(w.say(layout)), at.Format("Mon"), days[at.Weekday()], 1)
}

// questions are the questions in the language of the words; their keys and groups, which name them, stay.
func (w words) questions() []Question {
	list := Questions()
	for i := range list {
		q := &list[i]
		q.Label, q.Prompt, q.Also, q.Why, q.Example = w.say(q.Label), w.say(q.Prompt), w.say(q.Also), w.say(q.Why), w.say(q.Example)
	}
	return list
}

// place names a question by its group and its label.
func (w words) place(q Question, between string) string {
	name := w.say(q.Group)
	if !strings.EqualFold(q.Label, name) {
		name += between + q.Label
	}
	return name
}

// arrow shows how a time is read as briefly as there is room for.
func (w words) arrow(reading string) string {
	if reading == "" {
		return ""
	}
	before, after, _ := strings.Cut(w.say("read as %s"), "%s")
	return "→ " + strings.Replace(strings.TrimPrefix(reading, before), after, "", 1)
}
