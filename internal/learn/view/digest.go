package view

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// mostOverdue is how many overdue items a digest lists.
const mostOverdue = 10

// ShowDigest writes a digest as markdown for a chat or a mail. Nothing in it calls anybody: names of people stand as code, and every @ is followed by a space without width.
func ShowDigest(w io.Writer, d learn.Digest, o Options) error {
	say := o.phrases()
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n", say.Say("Postmortems, %s to %s", dayText(say, d.Since), dayText(say, d.Until)))
	if len(d.New)+len(d.Closed)+len(d.Overdue)+len(d.YearAgo) == 0 {
		b.WriteString("\n" + say.Say("Nothing new: no incident, no action item closed, none overdue.") + "\n")
		_, err := io.WriteString(w, b.String())
		return err
	}
	if len(d.New) > 0 {
		fmt.Fprintf(&b, "\n### %s\n", say.Count(len(d.New), "new postmortem"))
		for _, m := range d.New {
			b.WriteString("\n" + about(say, m) + "\n")
			for _, lesson := range m.Lessons {
				fmt.Fprintf(&b, "- %s\n", MarkdownText(lesson))
			}
		}
	}
	if len(d.Like) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", say.Say("Like the newest, %s", MarkdownText(d.New[0].Title)))
		for _, a := range d.Like {
			fmt.Fprintf(&b, "- %s\n", say.Say("%s. Shares %s.", about(say, a.Postmortem), MarkdownText(strings.Join(sharedOf(a), ", "))))
		}
	}
	if len(d.Closed) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", say.Say("%s closed", say.Count(len(d.Closed), "action item")))
		for _, item := range d.Closed {
			fmt.Fprintf(&b, "- %s\n", say.Say("%s, from %s", actionText(item.Action), MarkdownText(item.Postmortem.Title)))
		}
	}
	if len(d.Overdue) > 0 {
		fmt.Fprintf(&b, "\n### %s\n\n", say.Say("%s overdue", say.Count(len(d.Overdue), "action item")))
		for _, item := range d.Overdue[:min(len(d.Overdue), mostOverdue)] {
			title, days, from := actionText(item.Action), say.Count(item.Late, "day"), MarkdownText(item.Postmortem.Title)
			if item.Action.Owner == "" {
				fmt.Fprintf(&b, "- %s\n", say.Say("%s (%s), from %s", title, days, from))
			} else {
				fmt.Fprintf(&b, "- %s\n", say.Say("%s (%s, %s), from %s", title, days, MarkdownCode(item.Action.Owner), from))
			}
		}
		if more := len(d.Overdue) - mostOverdue; more > 0 {
			fmt.Fprintf(&b, "- %s\n", say.Say("and %d more: `postmortem actions status --overdue`", more))
		}
	}
	if len(d.YearAgo) > 0 {
		b.WriteString("\n### " + say.Say("A year ago this week") + "\n\n")
		for _, m := range d.YearAgo {
			fmt.Fprintf(&b, "- %s", about(say, m))
			if lesson := firstOf(m.Lessons); lesson != "" {
				b.WriteString(": " + MarkdownText(lesson))
			}
			b.WriteString("\n")
		}
	}
	if !d.Compared {
		b.WriteString("\n" + say.Say("Which action items were closed is not known: there is no git history to compare with.") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// about names a postmortem: title, day, severity, services.
func about(say language.Phrases, m *learn.Postmortem) string {
	parts := []string{dayText(say, m.Day), m.Severity, strings.Join(m.Services, ", ")}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return fmt.Sprintf("**%s** (%s)", MarkdownText(m.Title), MarkdownText(strings.Join(parts, ", ")))
}

func sharedOf(a learn.Alike) []string {
	return slices.Concat(a.Services, a.Factors, a.Words[:min(len(a.Words), mostWords)])
}

// actionText is an action item, linked to its issue where that has an address of the web.
func actionText(a learn.Action) string {
	if strings.HasPrefix(a.IssueURL, "https://") && !strings.ContainsAny(a.IssueURL, " ()<>\"'`\\") {
		return "[" + MarkdownText(a.Title) + "](" + a.IssueURL + ")"
	}
	return MarkdownText(a.Title)
}

// Digest is a digest in JSON.
type Digest struct {
	Version int          `json:"version"`
	Since   *string      `json:"since"`
	Until   *string      `json:"until"`
	New     []newOne     `json:"new"`
	Like    []alike      `json:"like_the_newest"`
	Closed  *[]item      `json:"closed"` // null where there is no history to compare with
	Overdue []item       `json:"overdue"`
	YearAgo []Postmortem `json:"a_year_ago"`
}

type newOne struct {
	Postmortem
	Lessons []string `json:"lessons"`
}

type item struct {
	Path  string  `json:"path"`
	Line  int     `json:"line"`
	Title string  `json:"title"`
	Owner *string `json:"owner"`
	Due   *string `json:"due"`
	Late  int     `json:"days_late"`
	Issue *string `json:"issue"`
}

// NewDigest is a digest as JSON has it.
func NewDigest(d learn.Digest, o Options) Digest {
	out := Digest{Version: 1, Since: day(d.Since), Until: day(d.Until), New: []newOne{}, Like: NewRelated(d.Like, o.Now).Results, Overdue: newItems(d.Overdue), YearAgo: NewListed(d.YearAgo, 0, o.Now).Postmortems}
	for _, m := range d.New {
		out.New = append(out.New, newOne{newPostmortem(m, o.Now), list(m.Lessons)})
	}
	if d.Compared {
		closed := newItems(d.Closed)
		out.Closed = &closed
	}
	return out
}

func newItems(all []learn.Item) []item {
	out := []item{}
	for _, i := range all {
		out = append(out, item{i.Postmortem.Path, i.Action.Line, i.Action.Title, orNull(i.Action.Owner), day(i.Action.Due), i.Late, orNull(i.Action.IssueURL)})
	}
	return out
}
