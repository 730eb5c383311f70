package actions

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

const (
	maxTitle = 256 // characters, GitHub's limit
	maxLabel = 50  // characters, GitHub's limit
	maxText  = 4000
)

// mention is an @ that GitHub would take for a person or a team.
var mention = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`@([A-Za-z0-9])`) })

// issueTitle is the title of an item's issue. A mention in it would call people: a zero-width space keeps the words and breaks the call.
func issueTitle(title string) string {
	return cut(mention().ReplaceAllString(oneLine(title), "@\u200b$1"), maxTitle)
}

// plain makes words from a document fit for the body of an issue: they are shown as they are, mention nobody and can't pass for our reference.
func plain(s string) string {
	s = cut(oneLine(s), maxText)
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "`", "\\`", `\`, `\\`).Replace(s)
	return mention().ReplaceAllString(s, "@&#8203;$1")
}

// code shows a short text as it is, without markup or mentions.
func code(s string) string { return "`" + strings.ReplaceAll(cut(oneLine(s), maxText), "`", "'") + "`" }

// oneLine folds blanks and drops characters that can't be seen.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d': // the joiner of emoji
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}

// why is the factors that an item is for, in the words of the analysis where they have an id.
func why(doc *document.Document, item Item) string {
	told := strings.Split(item.Factor, ", ")
	for i, id := range told {
		told[i] = plain(id)
		if at := slices.IndexFunc(doc.Factors, func(f document.Factor) bool { return f.ID == id && f.Text != "" }); at >= 0 {
			told[i] += ": " + plain(doc.Factors[at].Text)
		}
	}
	return strings.Join(told, " – ")
}

// issueBody tells whoever works on the issue what, why, until when and where it comes from.
func (p *push) issueBody(e *entry, ref reference) string {
	var b strings.Builder
	doc, item := e.file.doc, e.item
	fmt.Fprintf(&b, "**What:** %s\n\n", plain(item.Title))
	if item.Factor != "" {
		fmt.Fprintf(&b, "**Why** (contributing factor): %s\n\n", why(doc, item))
	}
	if item.DoneWhen != "" {
		fmt.Fprintf(&b, "**Done when:** %s\n\n", plain(item.DoneWhen))
	}
	var facts []string
	fact := func(name, value string) {
		if value != "" {
			facts = append(facts, "**"+name+":** "+value)
		}
	}
	if item.Owner != "" {
		fact("Owner", code(item.Owner)) // as code it calls nobody: who is assigned is GitHub's business
	}
	fact("Due", plain(item.Due))
	fact("Priority", plain(item.Priority))
	fact("Type", plain(item.Type))
	if len(facts) > 0 {
		fmt.Fprintf(&b, "%s\n\n", strings.Join(facts, " · "))
	}
	title := plain(doc.Title)
	if title == "" {
		title = plain(e.file.source.Key)
	}
	if address := p.permalink(e); address != "" {
		title = "[" + title + "](" + address + ")"
	}
	fmt.Fprintf(&b, "From the postmortem %s", title)
	if doc.Meta.Severity != "" {
		fmt.Fprintf(&b, " (%s)", plain(doc.Meta.Severity))
	}
	if started := doc.Meta.Started; !started.IsZero() {
		fmt.Fprintf(&b, ", incident of %s", started.UTC().Format("2006-01-02"))
	}
	fmt.Fprintf(&b, ".\n\n%s", ref.text())
	return b.String()
}

// permalink leads to the item's line in the document, at the revision that was pushed; "" when the document is in no repository.
func (p *push) permalink(e *entry) string {
	if !e.file.source.inRepository() {
		return ""
	}
	revision := p.options.Revision
	if revision == "" {
		revision = p.repo.DefaultBranch
	}
	if revision == "" {
		return ""
	}
	home := p.repo.URL
	if p.options.Documents != (github.Repository{}) {
		home = p.options.Documents.URL()
	}
	parts := append(strings.Split(revision, "/"), strings.Split(e.file.source.Key, "/")...)
	for i, part := range parts {
		parts[i] = strings.NewReplacer("(", "%28", ")", "%29").Replace(url.PathEscape(part))
	}
	return fmt.Sprintf("%s/blob/%s#L%d", home, strings.Join(parts, "/"), e.item.Line)
}

// labels are those of an item's issue. The first is the one that all our issues carry.
func (p *push) labels(e *entry) []github.Label {
	labels := []github.Label{}
	add := func(name, color, description string) {
		name = labelName(name)
		same := func(l github.Label) bool { return strings.EqualFold(l.Name, name) }
		if name != "" && !slices.ContainsFunc(labels, same) {
			labels = append(labels, github.Label{Name: name, Color: color, Description: description})
		}
	}
	for _, name := range p.ownLabels() {
		add(name, "5319e7", "Action item of a postmortem")
	}
	for _, by := range p.options.LabelBy {
		switch by {
		case "severity":
			add(e.file.doc.Meta.Severity, "b60205", "Severity of the incident")
		case "priority":
			add(e.item.Priority, "d93f0b", "Priority of an action item")
		case "type":
			add(e.item.Type, "0e8a16", "What an action item is for")
		}
	}
	return labels
}

// defaultLabel marks our issues when no label is configured: without one they could not be listed.
const defaultLabel = "postmortem"

// ownLabels are the configured labels as GitHub takes them; there is always one.
func (p *push) ownLabels() []string {
	var names []string
	for _, name := range p.options.Labels {
		if name = labelName(name); name != "" {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return []string{defaultLabel}
	}
	return names
}

// labelName is name without what would part it in a list of labels, at a length that GitHub takes.
func labelName(name string) string {
	return cut(oneLine(strings.ReplaceAll(name, ",", " ")), maxLabel)
}

// assignee is the login of an item's owner, "" when it is a team, a name in words, or nobody.
func assignee(owner string) string {
	login, ok := strings.CutPrefix(owner, "@")
	if !ok || !loginName().MatchString(login) {
		return ""
	}
	return login
}

var loginName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$`) })
