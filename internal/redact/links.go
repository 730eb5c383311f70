package redact

import (
	"bytes"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// issues takes the tickets of action items away.
func (r *redactor) issues() {
	source := r.doc.Source
	around := map[document.Span]document.Span{}
	for _, l := range r.markup.links {
		around[l.text] = l.all
	}
	for i := range r.doc.Actions {
		issue := r.doc.Actions[i].Issue
		if issue == nil || issue.Span.Len() == 0 || issue.URL != "" && r.options.allowed(issue.URL) {
			continue
		}
		s := issue.Span
		if all, ok := around[s]; ok {
			s = all
		}
		if s.Start > 0 && s.End < len(source) && source[s.Start-1] == '(' && source[s.End] == ')' {
			s.Start--
			s.End++
		}
		if s.Start > 0 && source[s.Start-1] == ' ' && (s.End == len(source) || isSpace(source[s.End])) {
			s.Start--
		}
		r.cut(s, Ticket, "")
	}
}

// links lets only the text remain of a link that leads to what is internal.
func (r *redactor) links() {
	gone := map[string]bool{}
	for _, d := range r.markup.definitions {
		if !r.isPublic(d.address) && r.cut(d.all, Link, "") {
			gone[d.label] = true
		}
	}
	for _, l := range r.markup.links {
		switch {
		case l.address == "" && !gone[l.ref], l.address != "" && r.isPublic(l.address):
			if l.address != "" {
				r.keep(l.address)
			}
			continue
		}
		opening, closing := document.Span{Start: l.all.Start, End: l.text.Start}, document.Span{Start: l.text.End, End: l.all.End}
		if len(bytes.TrimSpace(r.doc.Source[l.text.Start:l.text.End])) == 0 {
			r.cut(l.all, Link, "[image]")
			continue
		}
		if r.free(opening) && r.free(closing) {
			r.cut(opening, Link, "")
			r.cut(closing, Link, "")
		}
	}
	for _, t := range r.markup.tags {
		r.tag(t)
	}
}

func (r *redactor) free(s document.Span) bool {
	return !slices.Contains(r.claimed[s.Start:s.End], true)
}

var (
	altText      = lazy(`(?is)\salt\s*=\s*("[^"]*"|'[^']*')`)
	tagAddresses = lazy(`(?is)\s(?:href|src|srcset|action|data|poster|cite|background|formaction|data-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// tag takes the attributes from an HTML tag that leads to what is internal, and lets the text of an image remain.
func (r *redactor) tag(t tag) {
	source := r.doc.Source[t.all.Start:t.all.End]
	public := true
	for _, m := range tagAddresses().FindAllSubmatch(source, -1) {
		public = public && r.isPublic(string(slices.Concat(m[1], m[2], m[3])))
	}
	switch {
	case public:
	case t.name == "img":
		alt := altText().FindSubmatchIndex(source)
		if alt == nil || alt[3]-alt[2] <= 2 {
			r.cut(t.all, Link, "[image]")
			return
		}
		r.cut(document.Span{Start: t.all.Start, End: t.all.Start + alt[2] + 1}, Link, "")
		r.cut(document.Span{Start: t.all.Start + alt[3] - 1, End: t.all.End}, Link, "")
	default:
		r.cut(document.Span{Start: t.all.Start + 1 + len(t.name), End: t.all.End - 1}, Link, "")
	}
}

// isPublic reports whether an address may stay, which it may not when it holds the name of a person or of a term.
func (r *redactor) isPublic(address string) bool {
	if !r.options.isPublic(address) {
		return false
	}
	if r.options.allowed(address) {
		return true
	}
	v := newView([]byte(address))
	for _, m := range r.people.mentions(v, words(v.text)) {
		if !m.decide {
			return false
		}
	}
	return len(r.termsIn(v)) == 0 && !mailForm().Match(v.text)
}

// keep notes where a link that stays leads.
func (r *redactor) keep(address string) {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		if host = strings.ToLower(host); len(host) < 254 {
			r.kept[host] = true
		}
	}
}
