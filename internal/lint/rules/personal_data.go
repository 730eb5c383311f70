package rules

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var personalData = lint.Rule{
	ID:       "safety/personal-data",
	Summary:  "an e-mail address, a phone, card or account number stands in the document",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		found := slices.Concat(emailAddresses(p.Doc.Source), numbers(p.Doc.Source))
		slices.SortFunc(found, func(a, b personal) int { return cmp.Or(a.span.Start-b.span.Start, b.span.End-a.span.End) })
		end := 0
		for _, f := range found {
			if f.span.Start < end || f.kind == emailAddress && signs(p.Doc, f.span) {
				continue
			}
			end = f.span.End
			p.Report(lint.Finding{
				Span: f.span, Sensitive: true,
				Message:     f.kind.told(p),
				Question:    p.Say("What does the reader need to know here? A role, a count or an internal id tells it without the person."),
				Suggestions: []lint.Suggestion{{Text: "[redacted]", Span: f.span}},
			})
		}
	},
}

// personal is something that leads to a person.
type personal struct {
	kind personalKind
	span document.Span
}

type personalKind int

const (
	emailAddress personalKind = iota
	phoneNumber
	cardNumber
	accountNumber
)

// told says what stands there.
func (k personalKind) told(p *lint.Pass) string {
	switch k {
	case phoneNumber:
		return p.Say("This is a phone number: it stays in the history of the repository, and everyone who reads the document has it.")
	case cardNumber:
		return p.Say("This is a payment card number: it stays in the history of the repository, and everyone who reads the document has it.")
	case accountNumber:
		return p.Say("This is a bank account number: it stays in the history of the repository, and everyone who reads the document has it.")
	}
	return p.Say("This is an e-mail address: it stays in the history of the repository, and everyone who reads the document has it.")
}

// signs reports whether an address stands where colleagues sign: in the metadata, in an action item, or in a line of authors.
func signs(d *document.Document, at document.Span) bool {
	in := func(f document.Field) bool { return f.Span.Contains(at) }
	if d.Meta.Span.Contains(at) || slices.ContainsFunc(d.Meta.Fields, in) {
		return true
	}
	i := sort.Search(len(d.Actions), func(i int) bool { return d.Actions[i].Span.Start > at.Start })
	if i > 0 && d.Actions[i-1].Span.Contains(at) {
		return true
	}
	line := d.Line(at.Start)
	const longest = 60
	before := strings.ToLower(string(d.Source[max(line.Start, at.Start-longest):at.Start]))
	for _, label := range []string{"author", "owner", "contact", "reviewer", "facilitator", "responder", "incident commander", "written by", "reviewed by", "created by", "prepared by", "signed-off-by", "co-authored-by", "reported-by"} {
		if strings.Contains(before, label) {
			return true
		}
	}
	return false
}

// emailAddresses finds addresses of people. Addresses of functions ("support@"), of machines and of examples are none.
func emailAddresses(source []byte) (found []personal) {
	for i := -1; ; {
		next := bytes.IndexByte(source[i+1:], '@')
		if next < 0 {
			return found
		}
		i += 1 + next
		start, end := i, i+1
		for start > 0 && i-start < 64 && isLocalPart(source[start-1]) {
			start--
		}
		for end < len(source) && end-i < 254 && isDomainByte(source[end]) {
			end++
		}
		for end > i+1 && (source[end-1] == '.' || source[end-1] == '-') {
			end--
		}
		local, domain := strings.ToLower(string(source[start:i])), strings.ToLower(string(source[i+1:end]))
		before, after := byteAt(source, start-1), byteAt(source, end)
		// "git@host:path", "https://user:password@host" and "@scope/package" are no addresses.
		if before == '/' || before == ':' && byteAt(source, start-2) != 'o' && byteAt(source, start-2) != ' ' || after == ':' && byteAt(source, end+1) > ' ' || after == '/' || after == '@' {
			continue
		}
		if isLogin(source, start) {
			continue
		}
		if local = strings.TrimLeft(local, ".+-_%"); local != "" && isMailDomain(domain) && !isFunction(local) {
			found = append(found, personal{emailAddress, document.Span{Start: i - len(local), End: end}})
		}
	}
}

// isLogin reports whether a command before an address says that it is one of a machine: "ssh anna@web-1.acme.io".
func isLogin(source []byte, at int) bool {
	const near = 40
	before := source[max(0, at-near):at]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	return bytes.Contains(before, []byte("ssh ")) || bytes.Contains(before, []byte("scp ")) || bytes.Contains(before, []byte("rsync "))
}

func byteAt(source []byte, i int) byte {
	if i < 0 || i >= len(source) {
		return ' '
	}
	return source[i]
}

func isDigit(b byte) bool      { return b >= '0' && b <= '9' }
func isAlnum(b byte) bool      { return isDigit(b) || lower(b) >= 'a' && lower(b) <= 'z' }
func isLocalPart(b byte) bool  { return isAlnum(b) || strings.IndexByte("._%+-", b) >= 0 }
func isDomainByte(b byte) bool { return isAlnum(b) || b == '.' || b == '-' }

// isMailDomain reports whether people can have addresses there.
func isMailDomain(domain string) bool {
	dot := strings.LastIndexByte(domain, '.')
	top := domain[dot+1:]
	if dot <= 0 || len(top) < 2 || strings.Contains(domain, "..") || strings.ContainsFunc(top, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return false
	}
	switch top {
	case "local", "internal", "lan", "svc", "cluster", "service", "socket", "target", "timer", "png", "jpg", "svg", "md", "js", "json", "yaml", "yml", "git":
		return false
	}
	return !isExampleDomain(domain) && !strings.HasSuffix(domain, "users.noreply.github.com") && !strings.HasSuffix(domain, ".gserviceaccount.com")
}

// isExampleDomain knows the names that are set aside for examples (RFC 2606, RFC 6761) and those that documents make up.
func isExampleDomain(domain string) bool {
	top := domain[strings.LastIndexByte(domain, '.')+1:]
	switch top {
	case "example", "test", "invalid", "localhost":
		return true
	}
	for label := range strings.SplitSeq(domain, ".") {
		switch label {
		case "example", "acme", "domain", "yourdomain", "mydomain", "yourcompany", "mycompany", "company", "foo", "bar":
			return true
		}
	}
	return false
}

// isFunction reports whether an address belongs to a function rather than to a person.
func isFunction(local string) bool {
	for part := range strings.FieldsFuncSeq(local, func(r rune) bool { return strings.ContainsRune(".+-_", r) }) {
		switch part {
		case "support", "help", "helpdesk", "security", "abuse", "postmaster", "hostmaster", "webmaster", "admin", "root", "info", "contact", "sales", "press", "legal", "privacy", "billing",
			"team", "ops", "devops", "sre", "oncall", "noc", "dev", "engineering", "platform", "infra", "alerts", "alert", "alerting", "monitoring", "status", "notifications", "notification", "incident", "incidents",
			"noreply", "reply", "donotreply", "mailer", "daemon", "bounce", "bounces", "newsletter", "feedback", "announce", "bot", "git", "ci", "build", "service", "deploy", "deployer", "ubuntu", "ec2", "postgres", "core", "user", "username", "users", "someone", "name", "you", "your", "test", "tester", "example", "email", "mail", "me", "john", "jane", "foo", "bar":
			return true
		}
	}
	return false
}
