package actions

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
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

// crossReference is what GitHub would take for another issue: "#12", "GH-12", "owner/name#12".
var crossReference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(#|\b[Gg][Hh]-)(\d)`) })

// plain makes words from a document fit for the body of an issue: they are shown as they are, mention nobody, turn up in no other
// issue, and can't pass for our reference.
func plain(s string) string {
	s = cut(oneLine(s), maxText)
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "`", "\\`", `\`, `\\`).Replace(s)
	s = crossReference().ReplaceAllString(s, "$1&#8203;$2")
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

// values are what the fields of a template say for an item. Everything in them is shown as it is and calls nobody.
func (p *pass) values(e *entry) map[string]string {
	doc, item := e.file.doc, e.item
	values := map[string]string{
		"what": plain(item.Title), "why": p.why(e), "done-when": plain(item.DoneWhen), "due": plain(item.Due), "priority": plain(item.Priority),
		"type": plain(item.Type), "severity": plain(doc.Meta.Severity), "services": plain(strings.Join(doc.Meta.Services, ", ")),
	}
	if item.Owner != "" {
		values["owner"] = code(item.Owner) // as code it calls nobody: who is assigned is GitHub's business
	}
	for _, name := range []string{"severity", "services"} {
		if p.unfit(values[name]) {
			values[name] = ""
		}
	}
	if started := doc.Meta.Started; !started.IsZero() {
		values["date"] = started.UTC().Format(time.DateOnly)
	}
	values["incident"] = strings.Join(slices.DeleteFunc([]string{values["severity"], values["date"]}, func(s string) bool { return s == "" }), ", ")
	values["postmortem"] = plain(p.titleOf(e.file))
	return values
}

// titleOf is what issues call a document: its title, or its file where the title is not fit to be sent.
func (p *pass) titleOf(f *file) string {
	title := oneLine(f.doc.Title)
	if title == "" || p.unfit(title) {
		return f.source.Key
	}
	return title
}

// facts is a digest of all that an issue tells of its document, but for addresses: when it changes, the issue is out of date.
func (p *pass) facts(e *entry) string {
	if e.digest == trackingDigest {
		return textDigest(p.trackingText(e.file))
	}
	values := p.values(e)
	var parts []string
	for _, name := range templateFields {
		parts = append(parts, values[name])
	}
	return digest(parts...)
}

// why are the contributing factors behind an item and what the document says of them. Words that fail lint stay in the document.
func (p *pass) why(e *entry) string {
	doc := e.file.doc
	var all []string
	for _, id := range doc.Actions[e.index].Factors {
		at := slices.IndexFunc(doc.Factors, func(f document.Factor) bool { return f.ID == id && f.Text != "" && !p.objects(e.file, f.Span) })
		if at < 0 {
			all = append(all, plain(id))
			continue
		}
		all = append(all, plain(id+": "+doc.Factors[at].Text))
	}
	if len(all) == 0 {
		return plain(e.item.Factor)
	}
	return strings.Join(all, "; ")
}

// issueText is what an issue tells whoever works on it: what, why, until when and where it comes from.
func (p *pass) issueText(e *entry) string {
	if e.digest == trackingDigest {
		return p.trackingText(e.file)
	}
	values := p.values(e)
	if address := p.permalink(e); address != "" {
		values["postmortem"] = "[" + values["postmortem"] + "](" + address + ")"
	}
	t := p.options.Template
	if t == nil {
		t = builtIn()
	}
	return t.render(values)
}

// permalink leads to the item's line in the document, at the revision that was pushed; "" when the document is in no repository.
func (p *pass) permalink(e *entry) string {
	revision := p.options.Revision
	if revision == "" {
		revision = p.repo.DefaultBranch
	}
	address := p.address(e.file, revision)
	if address == "" {
		return ""
	}
	return fmt.Sprintf("%s#L%d", address, e.item.Line)
}

// address is where people read a document, "" when it is in no repository.
func (p *pass) address(f *file, revision string) string {
	if !f.source.inRepository() || revision == "" {
		return ""
	}
	home := p.repo.URL
	if p.options.Documents != (github.Repository{}) {
		home = p.options.Documents.URL()
	}
	parts := append(strings.Split(revision, "/"), strings.Split(f.source.Key, "/")...)
	for i, part := range parts {
		parts[i] = strings.NewReplacer("(", "%28", ")", "%29").Replace(url.PathEscape(part))
	}
	return home + "/blob/" + strings.Join(parts, "/")
}

// labels are those of an item's issue. The first is the one that all our issues carry.
func (p *pass) labels(e *entry) []github.Label {
	labels := []github.Label{}
	add := func(name, color, description string) {
		name = labelName(name)
		same := func(l github.Label) bool { return strings.EqualFold(l.Name, name) }
		if name != "" && !p.barred[strings.ToLower(name)] && !slices.ContainsFunc(labels, same) {
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
func (p *pass) ownLabels() []string {
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
