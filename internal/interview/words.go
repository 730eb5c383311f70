package interview

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// words are what the interview says, in the language of its catalogue.
type words struct {
	language.Phrases
	document language.Phrases
}

func newWords(c *language.Catalogue) words { return words{c.For("interview"), c.For("document")} }

func (w words) say(english string) string { return w.Say(english) }

// sayf is say for a format; its verbs may stand in another order: %[2]s.
func (w words) sayf(english string, args ...any) string { return w.Say(english, args...) }

// count agrees a noun with its number.
func (w words) count(n int, noun string) string { return w.Count(n, noun) }

// list joins what stands side by side.
func (w words) list(items []string) string {
	return strings.Join(items, strings.Trim(w.say("%s, %s"), "%s"))
}

// also is one thing said behind another, each a sentence.
func (w words) also(sentences []string) string {
	return strings.Join(sentences, strings.Trim(w.say("%s; %s"), "%s"))
}

// phrased is an error whose words can be said in another language.
type phrased struct {
	format string
	args   []any
}

func (p phrased) Error() string { return fmt.Sprintf(p.format, p.args...) }

// told says an error in the language of the words, as far as that has words for it.
func (w words) told(err error) string {
	if p, ok := errors.AsType[phrased](err); ok {
		args := slices.Clone(p.args)
		for i, arg := range args {
			if key, ok := arg.(Key); ok {
				args[i] = w.say(string(key))
			}
		}
		return w.sayf(p.format, args...)
	}
	if document, ok := err.(interface {
		Told(say func(english string, args ...any) string) string
	}); ok {
		return strings.TrimSuffix(document.Told(w.document.Say), "。")
	}
	return w.say(err.Error())
}

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
