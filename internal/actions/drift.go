package actions

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// Change is one thing that is different in a document and in GitHub, or was until now.
type Change struct {
	Field string `json:"field"` // state, link, owner, title, due, labels or text
	In    string `json:"in"`    // where it is changed: "document" or "github"
	From  string `json:"from"`
	To    string `json:"to"`
}

// Where a change is made.
const (
	inDocument = "document"
	inGitHub   = "github"
)

// drift is what an issue must be told to agree with its item: title, text, due date and labels, which belong to the document. An issue that we did not open
// keeps what it has, and so does one that is closed.
func (p *pass) drift(e *entry, t *tracked) (edit github.IssueEdit, changes []Change) {
	if !t.known || !t.Open || e.index < 0 || !e.item.Open() {
		return edit, nil
	}
	add := func(field, from, to string) {
		changes = append(changes, Change{Field: field, In: inGitHub, From: oneLine(from), To: oneLine(to)})
	}
	if title := issueTitle(e.item.Title); oneLine(title) != oneLine(t.Title) {
		edit.Title = &title
		add("title", t.Title, title)
	}
	if labels, added, removed := p.labelsOf(e, t); len(added)+len(removed) > 0 {
		edit.Labels = &labels
		add("labels", strings.Join(removed, ", "), strings.Join(added, ", "))
	}
	if body, change := p.bodyOf(e, t); body != t.Body {
		edit.Body = &body
		if change.Field != "text" || len(changes) == 0 { // a title and labels stand in the text too
			changes = append(changes, change)
		}
	}
	return edit, changes
}

// speakers are the items whose words the issues carry, by number: where several link to one issue, that of the document it was opened from, else the first.
func (p *pass) speakers(issues []*tracked) map[int]*entry {
	keys := map[int]string{}
	for _, t := range issues {
		keys[t.Number] = t.ref.key
	}
	speakers := map[int]*entry{}
	for _, e := range p.entries() {
		number := p.numberOf(e)
		if first := speakers[number]; first == nil || first.file.source.Key != keys[number] && e.file.source.Key == keys[number] {
			speakers[number] = e
		}
	}
	return speakers
}

// labelsOf are the labels an issue shall have: those that it has, with ours, and without those that we would have set for another priority, type or severity.
func (p *pass) labelsOf(e *entry, t *tracked) (labels, added, removed []string) {
	is := func(name string) func(string) bool { return func(l string) bool { return strings.EqualFold(l, name) } }
	var wanted []string
	for _, l := range p.labels(e) {
		wanted = append(wanted, l.Name)
	}
	for _, have := range t.Labels {
		if !slices.ContainsFunc(wanted, is(have)) && slices.ContainsFunc(p.vocabulary(), is(have)) {
			removed = append(removed, have)
			continue
		}
		labels = append(labels, have)
	}
	for _, name := range wanted {
		if !slices.ContainsFunc(t.Labels, is(name)) {
			labels, added = append(labels, name), append(added, name)
		}
	}
	return labels, added, removed
}

// vocabulary are the labels that LabelBy may set.
func (p *pass) vocabulary() []string {
	var all []string
	for _, by := range p.options.LabelBy {
		switch by {
		case "severity":
			all = append(all, p.options.Scale...)
		case "priority":
			all = append(all, "P0", "P1", "P2", "P3", "P4")
		case "type":
			all = append(all, "prevent", "mitigate", "detect", "respond", "learn")
		}
	}
	return all
}

// dueDate is the due date in a text, as the built-in template has it.
var dueDate = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\*\*Due:\*\* *)(\d{4}-\d{2}-\d{2})`) })

// bodyOf is the body an issue shall have, and what is different in it. A text that nobody has touched is written anew when the document says something else now; in one
// that somebody has edited only the due date is. What stands below our reference is never touched.
func (p *pass) bodyOf(e *entry, t *tracked) (string, Change) {
	change := Change{Field: "text", In: inGitHub}
	ref, at, ok := findReference(t.Body)
	facts := p.facts(e)
	if !ok || ref.facts == facts {
		return t.Body, change
	}
	text, below := t.Body[:at[0]], strings.TrimPrefix(t.Body[at[1]:], "\n")
	due := dueDate().FindStringSubmatch(text)
	_, err := time.Parse(time.DateOnly, e.item.Due)
	if dated := err == nil; due != nil && due[2] != e.item.Due && (dated || e.item.Due == "") {
		change.Field, change.From, change.To = "due", due[2], e.item.Due
	}
	switch {
	case ref.facts != "" && ref.text == textDigest(text):
		text = p.issueText(e) + "\n\n"
		ref.text = textDigest(text)
	case change.Field == "due" && change.To != "":
		text = dueDate().ReplaceAllString(text, "${1}"+e.item.Due)
	}
	if change.Field == "due" && change.To == "" && text == t.Body[:at[0]] {
		change = Change{Field: "text", In: inGitHub} // somebody's own text keeps its date
	}
	if ref.facts == "" { // the comment was taken out, and with it what we knew of the text
		return text + t.Body[at[0]:], change
	}
	ref.digest, ref.key, ref.document, ref.facts = e.digest, e.file.source.Key, e.file.digest, facts
	return text + ref.lines() + below, change
}

// textDigest is the digest of a text as people see it.
func textDigest(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return digest(strings.TrimSpace(strings.Join(lines, "\n")))
}

// update writes what the document owns to an issue. It looks at the issue first: a list is some seconds old, and what people wrote since must stay.
func (p *pass) update(ctx context.Context, e *entry, t *tracked) error {
	if err := p.refuse(e); err != nil {
		return err
	}
	issue, err := p.options.Client.Issue(ctx, p.repo.Repository, t.Number)
	if err != nil {
		return err
	}
	if issue.Number != t.Number || !strings.EqualFold(issue.Repository.String(), p.repo.Repository.String()) {
		return nil // transferred a moment ago: the next sync follows it
	}
	t.Issue = issue
	edit, changes := p.drift(e, t)
	if len(changes) == 0 {
		return nil
	}
	if edit.Labels != nil {
		if err := p.ensureLabels(ctx, p.labels(e)); err != nil {
			return err
		}
		if edit, changes = p.drift(e, t); len(changes) == 0 {
			e.result.Reason = "labels were not set: the token may not make them"
			return nil
		}
	}
	p.options.Progress(Progress{Stage: Updating, Item: e.item, Number: t.Number, Done: p.done, Total: p.total})
	if t.Issue, err = p.options.Client.EditIssue(ctx, p.repo.Repository, t.Number, edit); err != nil {
		return err
	}
	e.result.Changes = append(e.result.Changes, changes...)
	if _, missing, _ := p.labelsOf(e, t); len(missing) > 0 {
		e.result.Reason = "the labels " + strings.Join(missing, ", ") + " were not set: the token may not set labels"
	}
	return nil
}
