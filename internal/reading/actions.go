package reading

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func (r *reading) action(a document.ActionItem) {
	box := "  [ ] "
	switch {
	case a.Done:
		box = "  [x] "
	case a.Dropped:
		box = "  [-] "
	}
	r.text(box, "      ", a.Title, "")
	due, factor, when, issue := "", "", "", ""
	if a.Due != "" {
		due = r.say.Say("due %s", a.Due)
	}
	if len(a.Factors) > 0 {
		factor = r.say.Say("for %s", strings.Join(a.Factors, ", "))
	} else if a.Factor != "" {
		factor = r.say.Say("for %s", a.Factor)
	}
	if a.DoneWhen != "" {
		when = r.say.Say("done when %s", a.DoneWhen)
	}
	if a.Issue != nil {
		issue = a.Issue.Text
	}
	r.text("      ", "      ", join(a.Status, a.Priority, r.kind(a.Type), a.Owner, due, factor, issue, when), faintStyle)
}

// kind is the type of an action item.
func (r *reading) kind(written string) string {
	switch written {
	case "prevent":
		return r.say.Say("prevent")
	case "mitigate":
		return r.say.Say("mitigate")
	case "detect":
		return r.say.Say("detect")
	case "respond":
		return r.say.Say("respond")
	case "learn":
		return r.say.Say("learn")
	}
	return written
}
