package interview

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/template"
)

// An event's milestone and source stand behind its words: "rolled back [mitigated] (source: https://…)". Words that look the same and mean
// neither are written with a backslash before the bracket, as markdown shows a bracket as it is.

var (
	milestonePattern = lazy(`(?i)\\?\[(started|detected|acknowledged|mitigated|resolved)\]`)
	sourcePattern    = lazy(`(?i)^\(source:\s*(\S.*)\)$`)
)

// milestoneTags are the milestone tags in a text, as pairs of offsets of each whole tag and of its name.
func milestoneTags(text string) [][]int {
	var tags [][]int
	for _, m := range milestonePattern().FindAllStringSubmatchIndex(text, -1) {
		if text[m[0]] == '[' {
			tags = append(tags, m)
		}
	}
	return tags
}

// sourceTag is where the source that a text ends with begins, and what it names; len(text) and "" when it ends with none. Brackets in
// a source come in pairs.
func sourceTag(text string) (int, string) {
	bare := strings.TrimRight(text, " \t")
	depth := 0
	for i := len(bare) - 1; i >= 0; i-- {
		switch bare[i] {
		case ')':
			depth++
		case '(':
			depth--
		}
		if depth > 0 {
			continue
		}
		m := sourcePattern().FindStringSubmatch(bare[i:])
		if m == nil || i > 0 && bare[i-1] == '\\' {
			break
		}
		return i, strings.TrimSpace(m[1])
	}
	return len(text), ""
}

// readWhat takes the milestone tag and the source off the text of an event.
func readWhat(text string) (what, milestone, source string) {
	at, source := sourceTag(text)
	text = text[:at]
	if tags := milestoneTags(text); len(tags) > 0 {
		m := tags[0]
		milestone = strings.ToLower(text[m[2]:m[3]])
		text = strings.TrimRight(text[:m[0]], " \t") + " " + strings.TrimLeft(text[m[1]:], " \t")
	}
	text = strings.TrimSpace(text)
	if text == "" && milestone != "" {
		text = strings.ToUpper(milestone[:1]) + milestone[1:]
	}
	return text, milestone, source
}

// withoutMilestones takes the milestone tags off a line.
func withoutMilestones(line string) string {
	tags := milestoneTags(line)
	if len(tags) == 0 {
		return line
	}
	var b strings.Builder
	from := 0
	for _, m := range tags {
		b.WriteString(strings.TrimRight(line[from:m[0]], " \t") + " ")
		from = m[1] + len(line[m[1]:]) - len(strings.TrimLeft(line[m[1]:], " \t"))
	}
	return strings.TrimRight(b.String()+line[from:], " ")
}

// details is what stands behind the time.
func details(e template.Event) string {
	text := onlyWords(oneLine(e.What))
	if e.Milestone != "" {
		text += " [" + e.Milestone + "]"
	}
	if e.Source != "" {
		text += " (source: " + paired(e.Source) + ")"
	}
	return text
}

// onlyWords keeps what looks like a milestone or a source from being read as one.
func onlyWords(text string) string {
	if at, source := sourceTag(text); source != "" {
		text = text[:at] + `\` + text[at:]
	}
	var b strings.Builder
	from := 0
	for _, m := range milestoneTags(text) {
		b.WriteString(text[from:m[0]] + `\`)
		from = m[0]
	}
	b.WriteString(text[from:])
	return b.String()
}

// paired writes the brackets of a source that has them in no pairs as an address may.
func paired(source string) string {
	depth := 0
	for _, r := range source {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	if depth == 0 {
		return source
	}
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(source)
}
