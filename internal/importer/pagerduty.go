package importer

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// pagerDutyEntry has the fields of a log entry (https://developer.pagerduty.com/api-reference, "List log entries for an incident").
type pagerDutyEntry struct {
	Type      string
	Summary   string
	CreatedAt string `json:"created_at"`
	HTMLURL   string `json:"html_url"`
	Agent     struct{ Type, Summary string }
	Channel   struct{ Type, Summary, Content, Subject string }
	Incident  struct {
		HTMLURL string `json:"html_url"`
		Summary string
	}
}

func (in *Import) pagerDuty(records []record) error {
	return each(in, records, func(_ record, e pagerDutyEntry) bool {
		at, ok := instant(e.CreatedAt)
		if !ok {
			return false
		}
		kind := strings.TrimSuffix(strings.TrimSuffix(e.Type, "_reference"), "_log_entry")
		if kind == "notify" { // one for every phone and mail
			in.LeftOut++
			return true
		}
		event := Event{At: at, Text: firstOf(e.Summary, kind), Source: firstOf(e.HTMLURL, e.Incident.HTMLURL)}
		if strings.HasPrefix(e.Agent.Type, "user") {
			event.Who = e.Agent.Summary
			in.people = in.people.with(event.Who)
		}
		switch kind {
		case "trigger":
			event.Milestone = document.Detected
			if what := firstOf(e.Channel.Subject, e.Channel.Summary, e.Incident.Summary); what != "" && !strings.Contains(event.Text, what) {
				event.Text += " (" + what + ")"
			}
		case "acknowledge":
			event.Milestone = document.Acknowledged
		case "resolve":
			event.Milestone = document.Resolved
		case "annotate":
			event.Text = firstOf(e.Channel.Content, e.Channel.Summary, e.Summary)
		}
		if event.Who != "" && !names(event.Text, event.Who) && kind != "annotate" {
			event.Who = ""
		}
		in.add(event)
		return true
	})
}
