package importer

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
)

// slackMessage has the fields of a message in a workspace export (https://slack.com/help/articles/220556107) and in what
// conversations.history answers; they are the same but for the profile.
type slackMessage struct {
	Type, Subtype string
	TS            string `json:"ts"` // seconds since 1970 and a serial number: "1795168680.000200"
	Text          string
	User          string
	Username      string
	Permalink     string
	Profile       struct {
		DisplayName string `json:"display_name"`
		RealName    string `json:"real_name"`
		Name        string
	} `json:"user_profile"`
	Bot struct {
		Name string
	} `json:"bot_profile"`
	Attachments []struct {
		Fallback, Title, Text string
	}
	Files []struct {
		Name, Title string
	}
	Hidden bool
}

// housekeeping are the subtypes that tell of the channel and not of the incident.
var housekeeping = []string{
	"channel_join", "channel_leave", "channel_archive", "channel_unarchive", "channel_name", "channel_purpose", "channel_posting_permissions",
	"group_join", "group_leave", "group_archive", "group_name", "group_purpose", "bot_add", "bot_remove", "pinned_item", "unpinned_item",
	"message_deleted", "message_changed", "tombstone", "reminder_add", "reply_broadcast", "huddle_thread", "channel_convert_to_private",
}

func (in *Import) slack(records []record, o Options) error {
	names := slackNames(records)
	for _, name := range names {
		in.people = in.people.with(name)
	}
	return each(in, records, func(_ record, m slackMessage) bool {
		at, ok := slackTime(m.TS)
		if !ok {
			return false
		}
		if m.Hidden || slices.Contains(housekeeping, m.Subtype) {
			in.LeftOut++
			return true
		}
		parts := []string{m.Text}
		if strings.TrimSpace(m.Text) == "" {
			for _, a := range m.Attachments {
				parts = append(parts, firstOf(a.Fallback, strings.TrimSpace(a.Title+" "+a.Text)))
			}
			for _, f := range m.Files {
				parts = append(parts, firstOf(f.Title, f.Name))
			}
		}
		for _, mark := range slackMark().FindAllStringSubmatch(m.Text, -1) {
			if mark[1] == "@" {
				in.people = in.people.with(html.UnescapeString(mark[3]))
			}
		}
		source := m.Permalink
		if source == "" && o.Link != "" {
			source = strings.TrimRight(o.Link, "/") + "/p" + strings.ReplaceAll(m.TS, ".", "")
		}
		in.add(Event{At: at, Text: slackText(strings.Join(parts, " "), names), Who: m.name(names), Source: source})
		return true
	})
}

func (m slackMessage) name(names map[string]string) string {
	return firstOf(m.Profile.DisplayName, m.Profile.RealName, m.Profile.Name, m.Username, m.Bot.Name, names[m.User])
}

// person is who wrote, unless it is a program.
func (m slackMessage) person(names map[string]string) string {
	if m.Bot.Name != "" || m.Subtype == "bot_message" {
		return ""
	}
	return m.name(names)
}

func slackTime(ts string) (time.Time, bool) {
	seconds, _, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || n <= 0 || n > 1<<33 {
		return time.Time{}, false
	}
	return time.Unix(n, 0).UTC(), true
}

// slackNames collects the names of the people who wrote, by their user, for mentions of them.
func slackNames(records []record) map[string]string {
	names := map[string]string{}
	var scratch Import
	_ = each(&scratch, records, func(_ record, m slackMessage) bool {
		if name := m.person(nil); m.User != "" && name != "" {
			names[m.User] = name
		}
		return true
	})
	return names
}

var slackMark = lazy(`<([@#!])?([^<>|\s]*)(?:\|([^<>]*))?>`)

// slackText takes Slack's own markup off a message (https://docs.slack.dev/messaging/formatting-message-text).
func slackText(text string, names map[string]string) string {
	re := slackMark()
	text = re.ReplaceAllStringFunc(text, func(mark string) string {
		m := re.FindStringSubmatch(mark)
		switch kind, target, label := m[1], m[2], m[3]; {
		case kind == "@":
			return "@" + firstOf(label, names[target], "somebody")
		case kind == "#":
			return "#" + firstOf(label, target)
		case kind == "!":
			name, _, _ := strings.Cut(target, "^")
			return firstOf(label, "@"+name)
		case label != "" && isLink(target) && label != target:
			return label + " (" + target + ")"
		default:
			return target
		}
	})
	return html.UnescapeString(text)
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
