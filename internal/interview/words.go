package interview

import (
	"fmt"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// words say in another language what stands in the code in English, which is also the key: behind "interview/", with \n for a line end. What the
// catalogue lacks stays English.
type words struct{ catalogue *language.Catalogue }

var (
	lineEndsOut = strings.NewReplacer("\n", `\n`)
	lineEndsIn  = strings.NewReplacer(`\n`, "\n")
)

func (w words) say(english string) string {
	if w.catalogue == nil {
		return english
	}
	if said := w.catalogue.Text("interview/" + lineEndsOut.Replace(english)); said != "" {
		return lineEndsIn.Replace(said)
	}
	return english
}

// sayf is say for a format; its verbs may stand in another order: %[2]s.
func (w words) sayf(english string, args ...any) string { return fmt.Sprintf(w.say(english), args...) }

// count agrees a noun with its number.
func (w words) count(n int, noun string) string {
	switch said := w.say("%d " + noun + "s"); {
	case said != "%d "+noun+"s":
		return fmt.Sprintf(said, n)
	case n == 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
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
