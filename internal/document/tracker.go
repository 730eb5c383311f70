package document

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readLinks takes the link to a tracker out of the text: the last one that stands as a reference, at either end, before fields or behind "tracked in". One in the middle of
// a sentence tells of something else. Where nothing follows or precedes it, it is no part of the title, whose place is returned.
func (a *ActionItem) readLinks(b *block) Span { return a.findLink(b, standsAlone) }

// findLink is readLinks for the links that stand as stands wants it.
func (a *ActionItem) findLink(b *block, stands func(text string, at Span) bool) Span {
	title := Span{0, len(b.Text)}
	for k, v := range slices.Backward(b.Links) {
		if link, ok := issueLink(b.Text[v.Start:v.End], b.linkURLs[k]); ok && stands(b.Text, v) {
			return a.setIssue(b, link, v)
		}
	}
	for _, v := range slices.Backward(b.Code) {
		text := b.Text[v.Start:v.End]
		if link, ok := issueLink(text, text); ok && strings.Contains(text, "://") && stands(b.Text, v) {
			return a.setIssue(b, link, v)
		}
	}
	if at, ok := trailingReference(b.Text); ok {
		if link, ok := issueLink(b.Text[at.Start:at.End], ""); ok && !inState(b.Text[:at.End]) && !isCited(b.Text[:at.Start]) {
			return a.setIssue(b, link, at)
		}
	}
	if at, ok := leadingReference(b.Text); ok {
		if link, ok := issueLink(b.Text[at.Start:at.End], ""); ok {
			return a.setIssue(b, link, at)
		}
	}
	if n := len(b.Links); n > 0 && b.linkURLs[n-1] == "" { // "[#TBD]()" is to become a reference
		if v := b.Links[n-1]; isNothing(strings.TrimLeft(b.Text[v.Start:v.End], "#")) && strings.Trim(b.Text[v.End:], " .") == "" {
			title.End = v.Start
		}
	}
	return title
}

// standsAlone reports whether a link is no part of the sentence around it.
func standsAlone(text string, at Span) bool {
	before, after := strings.TrimRight(text[:at.Start], " :–—-"), strings.TrimLeft(text[at.End:], " ")
	first, _ := utf8.DecodeRuneInString(after)
	if before == "" || !unicode.IsLetter(first) && !unicode.IsDigit(first) || cutLinkLabel(before) != before {
		return true
	}
	word, rest, _ := strings.Cut(after, " ")
	next, _, _ := strings.Cut(rest, " ")
	if isPriority(strings.Trim(word, ",;.")) || word == "for" && isFactorID(strings.Trim(next, ",;.")) || readState(strings.TrimRight(after, " .")) != stateless {
		return true
	}
	label, value := cutLabel(after)
	return label != "" && value != "" && labelStands(label, after[:len(after)-len(value)])
}

// isCited reports whether brackets say of a reference only that something is told there: "(records provided in ticket #7".
func isCited(before string) bool {
	before = before[max(0, len(before)-maxState):]
	open := strings.LastIndexByte(before, '(')
	if open < 0 || strings.IndexByte(before[open:], ')') >= 0 {
		return false
	}
	for _, told := range [...]string{"provided in", "described in", "mentioned in", "discussed in", "outlined in", "documented in", "given in", "listed in", "suggested in", "explained in", "recorded in", "detailed in", "shown in"} {
		if strings.Contains(before[open:], told) {
			return true
		}
	}
	return false
}

// inState reports whether a text ends within brackets that tell a state: "(P1, moved to o/r#7".
func inState(text string) bool {
	text = text[max(0, len(text)-maxState):]
	i := strings.LastIndexAny(text, "(,;")
	if ref := strings.LastIndexByte(text, ' '); ref > i && isLinkLabel(strings.TrimSpace(text[i+1:ref])) { // "(done in #7"
		return false
	}
	return i >= 0 && readState(strings.TrimSpace(text[i+1:])) != stateless
}

func (a *ActionItem) setIssue(b *block, link IssueLink, at Span) Span {
	link.Span = b.Source(at)
	a.Issue = &link
	before, after := strings.TrimRight(b.Text[:at.Start], " "), b.Text[at.End:]
	if n := len(before); n > 0 && after != "" {
		if i := strings.IndexByte("([<", before[n-1]); i >= 0 && after[0] == ")]>"[i] {
			before, after = before[:n-1], after[1:]
		}
	}
	title := Span{0, len(b.Text)}
	switch {
	case strings.Trim(after, " .;,") == "":
		title.End = len(strings.TrimRight(a.cutDoneIn(strings.TrimRight(before, " :–—-,;")), " ,;"))
	case strings.Trim(after, " .;,)") == "" && strings.HasSuffix(cutLinkLabel(strings.TrimRight(before, " :–—-")), "("): // "(tracked in #7)"
		title.End = len(strings.TrimRight(a.cutDoneIn(strings.TrimRight(before, " :–—-")), " ("))
	case before == "":
		title.Start = len(b.Text) - len(strings.TrimLeft(after, " :–—-"))
	}
	return title
}

// cutDoneIn is cutLinkLabel for the title, which may say that the item is done: "– done in #7".
func (a *ActionItem) cutDoneIn(text string) string {
	cut := cutLinkLabel(text)
	if label := strings.Trim(text[len(cut):], " –—-,;.|("); a.marks != nil && a.marks.box == 0 && readState(label+" it") == stateDone {
		a.settle(stateDone)
	}
	return cut
}

// cutLinkLabel takes away what announces a link at the end of a text: ". Issue", ", tracked in".
func cutLinkLabel(text string) string {
	tail := text[max(0, len(text)-maxLabel):]
	i := strings.LastIndexAny(tail, "-–—,;.(|")
	if i < 0 {
		return text
	}
	for i++; i < len(tail) && tail[i]&0xC0 == 0x80; {
		i++
	}
	if isLinkLabel(strings.TrimSpace(tail[i:])) {
		text = text[:len(text)-len(tail)+i]
		if cut := strings.TrimRight(text, " -–—,;.|"); !strings.HasSuffix(text, "(") {
			return cut
		}
	}
	return text
}

// isLinkLabel reports whether words announce a link to an issue.
func isLinkLabel(words string) bool {
	switch strings.ToLower(words) {
	case "issue", "issues", "ticket", "tracking issue", "tracking", "tracked in", "tracked by", "tracked at", "tracked as", "tracked", "jira", "jira issue", "jira ticket", "bug", "pr", "pull request", "mr",
		"see", "see issue", "see also", "github issue", "gitlab issue", "link", "filed as", "filed", "fixed in", "fixed by", "fixed via", "done in", "done via", "completed in", "implemented in", "merged in", "shipped in", "resolved in", "resolved by", "closed by", "delivered in", "follow-up issue", "jira issue no", "tracked here", "tracked under", "tracked with", "opened", "created", "created as", "raised", "raised as", "reported as", "filed in", "filed at":
		return true
	}
	return false
}

// linkPart reports whether a part of a list of fields is the link to an issue ("https://github.com/o/r/issues/3", "see #7"), and sets it where none is
// known.
func (a *ActionItem) linkPart(b *block, at Span) bool {
	text := b.text(at)
	v, url := Span{at.Start + strings.LastIndexByte(text, ' ') + 1, at.End}, ""
	for k, l := range b.Links {
		if l.Start >= at.Start && l.End == at.End {
			v, url = l, b.linkURLs[k]
		}
	}
	if w := b.text(v); url == "" && strings.Contains(w, "://") {
		url = w
	}
	label := strings.Trim(b.Text[at.Start:v.Start], " :：")
	link, ok := issueLink(b.text(v), url)
	if !ok || label != "" && !isLinkLabel(label) {
		return false
	}
	if a.Issue == nil {
		link.Span = b.Source(v)
		a.Issue = &link
	}
	return true
}

// readTracked reads the issue that a detail says an item is tracked in: "Tracked in #7", "the rest of it is tracked here: https://…".
func (a *ActionItem) readTracked(b *block, at Span) bool {
	at = trimSpaces(b.Text, at)
	at.End = at.Start + len(strings.TrimRight(b.text(at), " .。"))
	if a.linkPart(b, at) {
		return true
	}
	lower := strings.ToLower(b.text(at))
	i := strings.LastIndex(lower, "tracked ")
	if i <= 0 || len(lower) != at.Len() || strings.Contains(lower[:i], "not ") {
		return false
	}
	rest := strings.TrimLeft(strings.TrimPrefix(lower[i+len("tracked "):], "here"), " :")
	for _, in := range [...]string{"in ", "at ", "by ", "as ", "under ", "with "} {
		rest = strings.TrimPrefix(rest, in)
	}
	return a.linkPart(b, Span{at.End - len(rest), at.End})
}

// cutLinkAtEnd takes the issue away that a title ends with once its fields are read: "Limit retries: #7 (@kmori)".
func (a *ActionItem) cutLinkAtEnd(b *block, title Span) Span {
	if a.Issue == nil {
		return title
	}
	from := len(b.Text) // where the link is in the text
	for _, l := range b.Links {
		if b.Source(l) == a.Issue.Span {
			from = l.Start
		}
	}
	if at, ok := trailingReference(b.Text[:title.End]); ok && b.Source(at) == a.Issue.Span {
		from = at.Start
	}
	if from < title.Start || from >= title.End || from+len(a.Issue.Text) != title.End {
		return title
	}
	before := strings.TrimRight(b.Text[title.Start:from], " ")
	if cut := strings.TrimRight(cutLinkLabel(strings.TrimRight(before, " :：–—-,、")), " :：–—-,、"); cut != "" && cut != before {
		title.End = title.Start + len(cut)
	}
	return title
}

// trailingReference is a reference to an issue at the end of a text: "#7", "(OPS-12).", "o/r#7".
func trailingReference(text string) (Span, bool) {
	end := len(text)
	for end > 0 && strings.IndexByte(")]. ", text[end-1]) >= 0 {
		end--
	}
	start := end
	for start > 0 && end-start < maxReference && isReferenceByte(text[start-1]) {
		start--
	}
	for start < end && text[start] == '-' { // a dash before it
		start++
	}
	at := Span{start, end}
	return at, at.Len() > 1 && (start == 0 || strings.IndexByte(" ([:-", text[start-1]) >= 0 || text[start-1] >= 0x80) && isReference(text[start:end])
}

// leadingReference is a reference to an issue that opens a text: "OPS-12: ", "[#7] ".
func leadingReference(text string) (Span, bool) {
	start := len(text) - len(strings.TrimLeft(text, " (["))
	end := start
	for end < len(text) && end-start < maxReference && isReferenceByte(text[end]) {
		end++
	}
	at := Span{start, end}
	for at.End > at.Start && text[at.End-1] == '-' {
		at.End--
	}
	after := strings.TrimLeft(text[at.End:], ")]")
	if after != "" && after[0] != ':' && after[0] != '-' && after[0] != ' ' && after[0] < 0x80 {
		return at, false
	}
	return at, at.Len() > 1 && isReference(text[at.Start:at.End])
}

// maxReference is the length of the longest reference: a repository's owner and name have up to 39 and 100 characters.
const maxReference = 160

func isReferenceByte(c byte) bool { return isWordByte(c) || strings.IndexByte("-./#", c) >= 0 }

// isReference reports whether a word is a reference to an issue: "#7", "o/r#7", "OPS-12", a task of Phabricator, "T123456", or "b/123456789".
func isReference(word string) bool {
	if i := strings.LastIndexByte(word, '#'); i >= 0 {
		return isDigits(word[i+1:]) && (i == 0 || isRepository(word[:i]))
	}
	if key, number, ok := strings.Cut(word, "-"); ok {
		return isKey(key) && isDigits(number)
	}
	if number, ok := strings.CutPrefix(word, "b/"); ok { // Google's tracker
		return len(number) > 5 && isDigits(number)
	}
	return len(word) > 4 && len(word) < 9 && word[0] == 'T' && isDigits(word[1:])
}

func isRepository(s string) bool {
	owner, name, ok := strings.Cut(s, "/")
	return ok && owner != "" && name != "" && strings.IndexByte(name, '/') < 0 && strings.IndexByte(name, '#') < 0
}

// isKey reports whether a word is the key of a project in a tracker: two to ten capitals and digits.
func isKey(s string) bool {
	if len(s) < 2 || len(s) > 10 || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func isDigits(s string) bool { return s != "" && len(s) < 19 && strings.Trim(s, "0123456789") == "" }

var trackerURL = lazy(`^https?://(?:app\.asana\.com/\d+/\S+|app\.clickup\.com/t/\S+|\S+?(?:/browse/[A-Z][A-Z0-9]+-\d+|/-/(?:issues|work_items|merge_requests)/\d+|/issue/\S+|/issues/\d+|bug\S*[?/=]\d+|/T\d+|/show_bug\.cgi\S*|/c/\w+|/story/\d+|/_workitems/edit/\d+|/ticket/\d+|/pull-requests/\d+|/pulses/\d+|/todos/\d+))`)

// githubIssue reads the address of an issue or a pull request, on any host: "https://github.com/o/r/issues/7#issuecomment-1".
func githubIssue(url string) (owner, repo, number string, ok bool) {
	scheme, path, _ := strings.Cut(url, "://")
	parts := strings.SplitN(path, "/", 5)
	if scheme != "http" && scheme != "https" || len(parts) < 5 || parts[3] != "issues" && parts[3] != "pull" || strings.ContainsAny(url, " \t\r\n\f") {
		return "", "", "", false
	}
	host, owner, repo, number := parts[0], parts[1], parts[2], parts[4]
	if i := strings.IndexAny(number, "#?"); i >= 0 {
		number = number[:i]
	}
	isName := func(s string) bool {
		return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || !isWordByte(byte(r)) && r != '.' && r != '-' })
	}
	ok = host != "" && isName(owner) && isName(repo) && number != "" && strings.Trim(number, "0123456789") == ""
	return owner, repo, number, ok
}

// issueLink tells a link to a tracker from any other link.
func issueLink(text, url string) (IssueLink, bool) {
	text = strings.TrimSpace(text)
	link := IssueLink{Text: text, URL: url}
	if strings.Contains(url, "://") {
		if owner, repo, number, ok := githubIssue(url); ok {
			link.Owner, link.Repo = owner, repo
			link.Number, _ = strconv.Atoi(number)
			return link, link.Number > 0
		}
		if trackerURL.compiled().MatchString(url) {
			return link, true
		}
	}
	if !isReference(text) || looksLikeTerm(text) {
		return link, false
	}
	if repository, number, ok := strings.Cut(text, "#"); ok {
		link.Owner, link.Repo, _ = strings.Cut(repository, "/")
		link.Number, _ = strconv.Atoi(number)
		return link, link.Number > 0
	}
	return link, true
}

// looksLikeTerm keeps names of standards and priorities from being taken for tracker keys.
func looksLikeTerm(key string) bool {
	prefix, _, _ := strings.Cut(key, "-")
	if len(prefix) == 2 && (prefix[0] == 'Q' || prefix[0] == 'H') && isDigit(prefix[1]) { // "Q2-2027"
		return true
	}
	switch prefix {
	case "GPT", "COVID", "CWE", "FY", "SEV", "UTF", "SHA", "AES", "RSA", "TLS", "HTTP", "IPV", "ISO", "RFC", "CVE", "P", "US", "EU", "AP":
		return true
	}
	return false
}
