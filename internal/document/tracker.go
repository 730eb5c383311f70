package document

import (
	"slices"
	"strconv"
	"strings"
)

// readLinks takes the link to a tracker out of the text: the last one, or a reference at either end. Where nothing follows or precedes it, it is no
// part of the title, whose place is returned.
func (a *ActionItem) readLinks(b *block) Span {
	title := Span{0, len(b.Text)}
	for k, v := range slices.Backward(b.Links) {
		if link, ok := issueLink(b.Text[v.Start:v.End], b.linkURLs[k]); ok {
			return a.setIssue(b, link, v)
		}
	}
	for _, v := range slices.Backward(b.Code) {
		text := b.Text[v.Start:v.End]
		if link, ok := issueLink(text, text); ok && strings.Contains(text, "://") {
			return a.setIssue(b, link, v)
		}
	}
	tail := lastBytes(b.Text, title, 256)
	if m := trailingReference().FindStringSubmatchIndex(b.Text[tail.Start:]); m != nil {
		at := Span{tail.Start + m[2], tail.Start + m[3]}
		if link, ok := issueLink(b.Text[at.Start:at.End], ""); ok && !inState(b.Text[tail.Start:at.End]) {
			return a.setIssue(b, link, at)
		}
	}
	if m := leadingReference().FindStringSubmatchIndex(b.Text); m != nil {
		if link, ok := issueLink(b.Text[m[2]:m[3]], ""); ok {
			return a.setIssue(b, link, Span{m[2], m[3]})
		}
	}
	return title
}

// inState reports whether a text ends within brackets that tell a state: "(P1, moved to o/r#7".
func inState(text string) bool {
	i := strings.LastIndexAny(text, "(,;")
	return i >= 0 && readState(strings.TrimSpace(text[i+1:])) != stateless
}

func (a *ActionItem) setIssue(b *block, link IssueLink, at Span) Span {
	link.Span = b.Source(at)
	a.Issue = &link
	before, after := strings.TrimRight(b.Text[:at.Start], " "), b.Text[at.End:]
	for open, closed := range map[string]string{"(": ")", "[": "]", "<": ">"} {
		if strings.HasSuffix(before, open) && strings.HasPrefix(after, closed) {
			before, after = before[:len(before)-1], after[1:]
			break
		}
	}
	title := Span{0, len(b.Text)}
	switch {
	case strings.Trim(after, " .;,") == "":
		title.End = len(strings.TrimRight(before, " :–—-"))
	case before == "":
		title.Start = len(b.Text) - len(strings.TrimLeft(after, " :–—-"))
	}
	return title
}

var (
	trailingReference = lazy(`(?:^|[ (\[:–-])((?:[\w.-]+/[\w.-]+)?#\d+|[A-Z][A-Z0-9]{1,9}-\d+)[)\]. ]*$`)
	leadingReference  = lazy(`^[ (\[]*((?:[\w.-]+/[\w.-]+)?#\d+|[A-Z][A-Z0-9]{1,9}-\d+)[)\]]*(?:[:–—-]| |$)`)
	githubURL         = lazy(`^https?://[^/\s]+/([\w.-]+)/([\w.-]+)/(?:issues|pull)/(\d+)(?:[#?]\S*)?$`)
	shortReference    = lazy(`^(?:([\w.-]+)/([\w.-]+))?#(\d+)$`)
	trackerKey        = lazy(`^[A-Z][A-Z0-9]{1,9}-\d+$`)
	trackerURL        = lazy(`^https?://\S+?(?:/browse/[A-Z][A-Z0-9]+-\d+|/-/(?:issues|work_items|merge_requests)/\d+|/issue/\S+|/issues/\d+|bug\S*[?/=]\d+|/T\d+|/show_bug\.cgi\S*|/c/\w+|/story/\d+)`)
)

// issueLink tells a link to a tracker from any other link.
func issueLink(text, url string) (IssueLink, bool) {
	text = strings.TrimSpace(text)
	link := IssueLink{Text: text, URL: url}
	if m := githubURL().FindStringSubmatch(url); m != nil {
		link.Owner, link.Repo = m[1], m[2]
		link.Number, _ = strconv.Atoi(m[3])
		return link, link.Number > 0
	}
	if trackerURL().MatchString(url) {
		return link, true
	}
	if m := shortReference().FindStringSubmatch(text); m != nil {
		link.Owner, link.Repo = m[1], m[2]
		link.Number, _ = strconv.Atoi(m[3])
		return link, link.Number > 0
	}
	return link, trackerKey().MatchString(text) && !looksLikeTerm(text)
}

// looksLikeTerm keeps names of standards and priorities from being taken for tracker keys.
func looksLikeTerm(key string) bool {
	prefix, _, _ := strings.Cut(key, "-")
	switch prefix {
	case "SEV", "UTF", "SHA", "AES", "RSA", "TLS", "HTTP", "IPV", "ISO", "RFC", "CVE", "P", "US", "EU", "AP":
		return true
	}
	return false
}
