package review

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// writeChecklist asks what a reviewer of a postmortem looks for, after the review criteria of the Google SRE book (chapter 15), and answers as far as the document tells.
func (r *Review) writeChecklist(b *strings.Builder, d Document) {
	title := "For the reviewer"
	if len(r.Documents) > 1 {
		title += ": " + inHTML(short(d.Path, maxPath))
	}
	fmt.Fprintf(b, "\n<details%s><summary>%s</summary>\n\n| To look at | What the document tells |\n| --- | --- |\n", map[bool]string{true: " open"}[len(r.Documents) == 1], title)
	for _, line := range []struct{ question, answer string }{
		{"Is the key data kept?", dataKept(d)},
		{"Is the impact complete?", impact(d)},
		{"Do the factors go deep enough?", factors(d)},
		{"Are the action items strong, owned and tied to factors?", actionItems(d)},
		{"Who shares in what was learned?", shared(d)},
	} {
		fmt.Fprintf(b, "| %s | %s |\n", line.question, line.answer)
	}
	b.WriteString("\n</details>\n")
}

// fired counts the findings of a rule, wherever they are in the document.
func (d *Document) fired(rule string) int {
	n := 0
	for _, f := range d.all {
		if f.Rule == rule {
			n++
		}
	}
	return n
}

func dataKept(d Document) string {
	events, links := 0, bytes.Count(d.source, []byte("https://"))+bytes.Count(d.source, []byte("http://"))
	for _, e := range d.Parsed.Timeline.Events {
		if !e.At.IsZero() || e.Written != "" {
			events++
		}
	}
	parts := []string{"No timeline yet."}
	if events > 0 {
		parts[0] = counted(events, "timeline entry", "timeline entries") + "."
	}
	if links == 0 {
		parts = append(parts, "No link to graphs, logs or the chat: will they still be there in a year?")
	} else {
		parts = append(parts, language.Plural(links, "link")+"; do they outlive the retention of what they show?")
	}
	return strings.Join(parts, " ")
}

func impact(d Document) string {
	section, ok := d.Parsed.Section(document.Impact)
	switch {
	case !ok:
		return "There is no impact section."
	case section.Empty:
		return "The impact section is empty."
	case !figure().Match(d.source[section.Body.Start:section.Body.End]):
		return "Told without a figure: how many were affected, for how long, and what did they see?"
	}
	return "Told with figures; is anybody missing, such as support, partners or the people on call?"
}

// figure is a number that is no part of a name, an address or a reference: not that of "eu-west-1", "v2" or "#12".
var figure = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[^A-Za-z0-9_#./-])-?[0-9０-９]`) })

func factors(d Document) string {
	n := len(d.Parsed.Factors)
	section, ok := d.Parsed.Section(document.ContributingFactors)
	switch {
	case d.fired("analysis/single-cause") > 0:
		return "One cause is named; what else had to be true for it to matter?"
	case d.fired("analysis/shallow") > 0:
		return "It ends early in at least one place; what made that possible?"
	case n > 0:
		return counted(n, "factor", "factors") + ". If each were gone, could the same happen elsewhere?"
	case ok && !section.Empty:
		return "Told in prose. If each factor were gone, could the same happen elsewhere?"
	}
	return "No contributing factors yet."
}

func actionItems(d Document) string {
	items, owned, dated, tied := 0, 0, 0, 0
	for _, a := range d.Parsed.Actions {
		if a.Dropped {
			continue
		}
		items++
		for _, has := range []struct {
			yes bool
			n   *int
		}{{a.Owner != "", &owned}, {a.Due != "" || a.Done, &dated}, {a.Factor != "" || len(a.Factors) > 0, &tied}} {
			if has.yes {
				*has.n++
			}
		}
	}
	if items == 0 {
		return "No action items yet."
	}
	text := fmt.Sprintf("%s: %d owned, %d with a date or done, %d tied to a factor.", language.Plural(items, "item"), owned, dated, tied)
	if weak := d.fired("action/weak"); weak > 0 {
		text += fmt.Sprintf(" %d of them %s on attention; what would make the wrong step impossible, or visible?", weak, map[bool]string{true: "relies", false: "rely"}[weak == 1])
	}
	if n := d.fired("analysis/unaddressed"); n > 0 {
		text += " " + counted(n, "factor has", "factors have") + " no item."
	}
	return text
}

// audienceKeys are the metadata keys that say with whom a document is shared, in lower case.
var audienceKeys = []string{"audience", "shared", "shared with", "shared_with", "shared-with", "distribution", "stakeholders", "visibility", "published", "公開範囲", "共有先"}

func shared(d Document) string {
	for _, f := range d.Parsed.Meta.Fields {
		if slices.Contains(audienceKeys, strings.ToLower(strings.TrimSpace(f.Key))) && strings.TrimSpace(f.Value) != "" && f.Value != "[]" && !d.isRedacted(f.Span) {
			return fmt.Sprintf("%s: %s.", plain(short(f.Key, maxPath)), plain(short(f.Value, maxQuote)))
		}
	}
	return "The document doesn't say; who would do something differently for having read it?"
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
