package view

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// mostOverdue is how many overdue items a digest lists.
const mostOverdue = 10

// ShowDigest writes a digest as markdown for a chat or a mail. Nothing in it calls anybody: names of people stand as code, and every @ is followed by a space without width.
func ShowDigest(w io.Writer, d learn.Digest) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## Postmortems, %s to %s\n", dayText(d.Since), dayText(d.Until))
	if len(d.New)+len(d.Closed)+len(d.Overdue)+len(d.YearAgo) == 0 {
		b.WriteString("\nNothing new: no incident, no action item closed, none overdue.\n")
		_, err := io.WriteString(w, b.String())
		return err
	}
	if len(d.New) > 0 {
		fmt.Fprintf(&b, "\n### %s\n", plural(len(d.New), "new postmortem"))
		for _, m := range d.New {
			b.WriteString("\n" + about(m) + "\n")
			for _, lesson := range m.Lessons {
				fmt.Fprintf(&b, "- %s\n", MarkdownText(lesson))
			}
		}
	}
	if len(d.Like) > 0 {
		fmt.Fprintf(&b, "\n### Like the newest, %s\n\n", MarkdownText(d.New[0].Title))
		for _, a := range d.Like {
			fmt.Fprintf(&b, "- %s. Shares %s.\n", about(a.Postmortem), MarkdownText(strings.Join(sharedOf(a), ", ")))
		}
	}
	if len(d.Closed) > 0 {
		fmt.Fprintf(&b, "\n### %s closed\n\n", plural(len(d.Closed), "action item"))
		for _, item := range d.Closed {
			fmt.Fprintf(&b, "- %s, from %s\n", actionText(item.Action), MarkdownText(item.Postmortem.Title))
		}
	}
	if len(d.Overdue) > 0 {
		fmt.Fprintf(&b, "\n### %s overdue\n\n", plural(len(d.Overdue), "action item"))
		for _, item := range d.Overdue[:min(len(d.Overdue), mostOverdue)] {
			owner := ""
			if item.Action.Owner != "" {
				owner = ", " + MarkdownCode(item.Action.Owner)
			}
			fmt.Fprintf(&b, "- %s (%s%s), from %s\n", actionText(item.Action), plural(item.Late, "day"), owner, MarkdownText(item.Postmortem.Title))
		}
		if more := len(d.Overdue) - mostOverdue; more > 0 {
			fmt.Fprintf(&b, "- and %d more: `postmortem actions status --overdue`\n", more)
		}
	}
	if len(d.YearAgo) > 0 {
		b.WriteString("\n### A year ago this week\n\n")
		for _, m := range d.YearAgo {
			fmt.Fprintf(&b, "- %s", about(m))
			if lesson := firstOf(m.Lessons); lesson != "" {
				b.WriteString(": " + MarkdownText(lesson))
			}
			b.WriteString("\n")
		}
	}
	if !d.Compared {
		b.WriteString("\nWhich action items were closed is not known: there is no git history to compare with.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// about names a postmortem: title, day, severity, services.
func about(m *learn.Postmortem) string {
	parts := []string{dayText(m.Day), m.Severity, strings.Join(m.Services, ", ")}
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
		out.New = append(out.New, newOne{NewPostmortem(m, o.Now), list(m.Lessons)})
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
