package interview

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Skeleton is an answers file with every question and no answer, in the language of a catalogue; nil: English. Comments tell what is asked and show an answer to each.
func Skeleton(catalogue *language.Catalogue) []byte {
	w := newWords(catalogue)
	var b bytes.Buffer
	b.WriteString("# " + w.say("Answers for: postmortem new --answers FILE") + "\n")
	b.WriteString("# " + w.say("What is not known may stay empty; only the title is needed. Times need an offset, Z for UTC or one like +01:00, unless the configuration names a timezone.") + "\n")
	b.WriteString("# " + w.say("Sections are text or a list; write a long text below \"key: |\", indented.") + "\n")
	var group string
	var started time.Time
	for _, q := range w.questions() {
		if q.Group != group {
			group = q.Group
			fmt.Fprintf(&b, "\n# %s\n", w.say(group))
		}
		prompt := q.Prompt
		for _, ofLines := range []string{"One event a line, beginning with its time.", "One factor a line.", "One point a line.", "One a line."} {
			prompt = strings.TrimSpace(strings.TrimSuffix(prompt, w.say(ofLines)))
		}
		fmt.Fprintf(&b, "# %s\n", prompt)
		switch q.Kind {
		case Moment:
			read, err := readSpoken(q.Example, started, time.Time{})
			if err != nil {
				panic(err) // the examples are ours
			}
			at := read.at
			if q.Key == Started {
				started = at.UTC()
			}
			fmt.Fprintf(&b, "%s: # %s\n", q.Key, at.UTC().Format(time.RFC3339))
		case List:
			quoted := strings.ReplaceAll(q.Example, ", ", `", "`)
			fmt.Fprintf(&b, "%s: # [\"%s\"]\n", q.Key, quoted)
		case Budget:
			slo, err := readBudget(q.Example)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(&b, "%s: # {objective: %v, window: %s, unavailable: %s}\n", q.Key, slo.Objective, slo.Window, slo.Unavailable)
		case Events:
			var r reader
			events, _ := r.entries(q.Example, started)
			e := events[0]
			fmt.Fprintf(&b, "%s:\n#  - at: %s\n#    what: %s\n#    milestone: %s # or detected, acknowledged, mitigated, resolved\n#    source: https://example.com/deploys/4711\n",
				q.Key, e.At.Format(time.RFC3339), e.What, e.Milestone)
		case Todos:
			a := readTodo(q.Example)
			fmt.Fprintf(&b, "%s:\n#  - title: %s\n#    type: %s # or mitigate, detect, respond, learn\n#    priority: %s # P0 to P4\n#    owner: %q\n#    due: %s\n#    factor: %s # the first contributing factor\n#    done_when: a configuration without an upstream is refused in review\n",
				q.Key, a.Title, a.Type, a.Priority, a.Owner, a.Due, a.Factor)
		case Voices:
			who, text, _ := strings.Cut(q.Example, ": ")
			fmt.Fprintf(&b, "%s:\n#  %s: %s\n", q.Key, who, text)
		case Points:
			fmt.Fprintf(&b, "%s:\n#  - %s\n", q.Key, q.Example)
		default:
			fmt.Fprintf(&b, "%s: # %s\n", q.Key, q.Example)
		}
	}
	return b.Bytes()
}
