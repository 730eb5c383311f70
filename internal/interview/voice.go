package interview

import (
	"strings"
)

// voice is what one person or team saw.
type voice struct {
	who  string
	text string // may have several lines
}

var voicePattern = lazy(`^([^\s:*_#>|\[\x60-][^:\n]{0,39}):[ \t]+(\S.*)$`)

// maxWho is how many words the name of a view has at most; a longer one is a sentence with a colon.
const maxWho = 5

// voices finds the views in an answer that has each begin with whose it is: "Support: tickets about a spinning button". Nil when it begins with none.
func voices(text string) []voice {
	var list []voice
	for line := range strings.Lines(trimmed(text)) {
		line = strings.TrimRight(line, " \t\n")
		m := voicePattern().FindStringSubmatch(line)
		switch {
		case m != nil && len(strings.Fields(m[1])) <= maxWho && !strings.ContainsAny(m[1], "0123456789/"):
			list = append(list, voice{m[1], m[2]})
		case len(list) == 0:
			return nil
		default:
			list[len(list)-1].text += "\n" + line
		}
	}
	for i := range list {
		list[i].text = trimmed(list[i].text)
	}
	return list
}

// perspectives is the section that an answer becomes: each view a paragraph that names its place. Text that names none stays as it is.
func perspectives(text string) string {
	list := voices(text)
	if list == nil {
		return trimmed(text)
	}
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = "**" + v.who + ":** " + v.text
	}
	return strings.Join(parts, "\n\n")
}
