package redact

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
)

// form is something that is known by how it is written.
type form struct {
	kind  Kind
	expr  *regexp.Regexp
	group int                                           // which part of the match it is
	text  string                                        // what stands for it; "#" is a number of its own; "": somebody
	is    func(r *redactor, text []byte, a, b int) bool // nil: always
	prose bool                                          // not in code
}

// forms are in the order in which they claim what they match.
var forms = sync.OnceValue(func() []form {
	return []form{
		{kind: ID, expr: regexp.MustCompile(`\barn:aws[\w-]*:[^\s` + "`" + `"')\]<>|,]+`), text: "[resource #]"},
		{kind: Link, expr: urlForm(), text: "[internal link]", is: isInternalURL},
		{kind: Link, expr: scpForm(), text: "[repository]", is: notTime},
		{kind: Email, expr: mailForm(), text: "[e-mail]", is: isMail},
		{kind: Person, expr: regexp.MustCompile(`<@[UW][A-Z0-9]{5,}(?:\|[^>\n]*)?>`)},
		{kind: Channel, expr: regexp.MustCompile(`<#C[A-Z0-9]{5,}(?:\|[^>\n]*)?>`), text: "[channel #]"},
		{kind: Host, expr: ec2Form(), text: "[host #]"},
		{kind: Address, expr: ip4Form(), text: "[address #]", is: isIP4},
		{kind: Host, expr: hostForm(), text: "[host #]", is: isHost},
		{kind: Address, expr: regexp.MustCompile(`\b(?i:[0-9a-f]{2}:){5}(?i:[0-9a-f]{2})\b`), text: "[address #]"},
		{kind: Address, expr: ip6Form(), text: "[address #]", is: func(_ *redactor, text []byte, a, b int) bool { return isIP(text, a, b) }},
		{kind: ID, expr: regexp.MustCompile(`\b(?:i|vol|vpc|subnet|sg|ami|eni|rtb|igw|nat|snap|acl|eipalloc|lt|tgw|vpce)-[0-9a-f]{8,17}\b`), text: "[resource #]"},
		{kind: ID, expr: regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`), text: "[id #]"},
		{kind: ID, expr: regexp.MustCompile(`(?i)\b(?:aws[ -])?accounts?(?:[ _-]?(?:id|number|no\.?))?["'` + "`" + `\s:=#(]{1,4}(\d{12})\b`), group: 1, text: "[account #]"},
		{kind: ID, expr: regexp.MustCompile(`(?i)\b(?:account|customer|tenant|organi[sz]ation|org|user|client|merchant|subscriber|member|order|invoice|case)[ _-]?(?:ids?|numbers?|no\.|uuid|#)["'` + "`" + `]?\s{0,2}[:=#]?\s{0,2}["'` + "`" + `]?([A-Za-z]{0,6}[_-]?[0-9][A-Za-z0-9_-]{3,63})\b`), group: 1, text: "[id #]"},
		{kind: ID, expr: regexp.MustCompile(`(?i)\bpagerduty\b[^\n]{0,40}?\b([PQ][A-Z0-9]{6,13})\b`), group: 1, text: "[incident #]", is: hasDigit},
		{kind: Person, expr: regexp.MustCompile(`(?:/home/|/Users/|[A-Z]:\\Users\\)([\w.-]*\w)`), group: 1, text: "user", is: isLoginName},
		{kind: Ticket, expr: regexp.MustCompile(`\b[A-Za-z0-9][\w.-]*/[\w.-]*[A-Za-z0-9_]#\d+\b`), text: "[ticket #]"},
		{kind: Ticket, expr: regexp.MustCompile(`\b([A-Z][A-Z0-9]{1,11})-\d{1,7}\b`), text: "[ticket #]", is: isTicket},
		{kind: Ticket, expr: regexp.MustCompile(`(?:^|[^\w&#/])(#\d{3,7})\b`), group: 1, text: "[ticket #]", prose: true, is: notColour},
		{kind: Ticket, expr: regexp.MustCompile(`(?i)\b(?:issues?|prs?|pull(?: requests?)?|mrs?|tickets?|bugs?|fix(?:e[sd])?|close[sd]?|resolve[sd]?|jira|incident)[ :(]{1,2}([#!]\d{1,7})\b`), group: 1, text: "[ticket #]", prose: true},
		{kind: Channel, expr: regexp.MustCompile(`(?:^|[^\w&#/(\]\[=])(#[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+|#[a-z][a-z0-9_-]{2,})\b`), group: 1, text: "[channel #]", prose: true, is: notColour},
	}
})

func isInternalURL(r *redactor, text []byte, a, b int) bool {
	return !r.isPublic(string(trimURL(text[a:b])))
}

// trimURL takes from an address what ends the sentence around it.
func trimURL(u []byte) []byte {
	if i := bytes.Index(u, []byte("](")); i >= 0 { // the text of a link
		u = u[:i]
	}
	for len(u) > 0 {
		switch last := u[len(u)-1]; {
		case strings.IndexByte(".,;:!?'*_]", last) >= 0,
			last == ')' && bytes.Count(u, []byte(")")) > bytes.Count(u, []byte("(")):
			u = u[:len(u)-1]
		default:
			return u
		}
	}
	return u
}

func notTime(_ *redactor, text []byte, a, b int) bool {
	_, rest, _ := bytes.Cut(text[a:b], []byte(":"))
	return len(rest) > 1
}

func isMail(r *redactor, text []byte, a, b int) bool {
	_, domain, _ := strings.Cut(strings.ToLower(string(text[a:b])), "@")
	top := domain[strings.LastIndexByte(domain, '.')+1:]
	return !isExampleHost(domain) && len(top) > 1 && !strings.ContainsAny(top, "0123456789_")
}

func isIP4(_ *redactor, text []byte, a, b int) bool { return isIP(text, a, b) }

func isHost(r *redactor, text []byte, a, b int) bool {
	host := strings.ToLower(string(text[a:b]))
	if a > 0 && (text[a-1] == '$' || text[a-1] == '.') || b < len(text) && text[b] == '(' {
		return false // a variable, a method
	}
	if top := host[strings.LastIndexByte(host, '.')+1:]; !r.configured(host) {
		dots := strings.Count(host, ".")
		switch {
		case isDigit(top[0]):
			return false
		case top == "local" || top == "home" || top == "private" || top == "internal" || top == "consul" || top == "svc":
			return !strings.HasPrefix(host, "settings.") && !strings.HasPrefix(host, "config.") && (dots > 1 || top == "local" || top == "internal")
		case internalTops()[top]:
			return true
		case len(top) < 2 || len(top) > 6:
			return false
		case publicTops()[top] || strings.HasSuffix(host, ".amazonaws.com"):
		default:
			return false // a file, a key, a class
		}
	}
	return !r.options.allowed(host) && r.options.isInternalHost(host)
}

// publicTops end the names of hosts that are met in text; most other words behind a full stop are files and keys.
var publicTops = set("com org net io dev app cloud co ai edu gov de uk fr jp eu us in ca au nl se ch at br cn ru it es pl ms so tech online site xyz info biz sh")

// configured reports whether the team named a host as its own.
func (r *redactor) configured(host string) bool {
	for _, pattern := range r.options.InternalHosts {
		if matchesHost(pattern, host) {
			return true
		}
	}
	return false
}

func hasDigit(_ *redactor, text []byte, a, b int) bool {
	return bytes.ContainsAny(text[a:b], "0123456789")
}

func isLoginName(_ *redactor, text []byte, a, b int) bool {
	switch strings.ToLower(string(text[a:b])) {
	case "ubuntu", "root", "runner", "user", "app", "admin", "vagrant", "ec2-user", "node", "postgres", "git", "deploy", "jenkins", "circleci", "shared":
		return false
	}
	return true
}

// standards are what stands before a hyphen and a number without being a tracker's key.
var standards = set(`utf iso rfc sha sha1 sha2 sha3 md cve cwe sev sev0 p s pri aes rsa ecdsa hmac base http https tls ssl tcp udp ipv ip us eu ap sa ca af me uk utc gmt est pst cet t f fr ai ac rc cf covid gpt arm x86 x64 amd64 rhel jdk java pep ecma
	ieee ansi ascii ucs mp usb win windows python go ruby php mysql postgresql postgres redis node kafka k8s v vm cpu gpu tier phase step stage level layer type class part q h y fy week day q1 q2 q3 q4 az region zone r m c e d ed25519 crc lz
	ext nist pci soc wcag dora mi0 mi sp act item action fix lesson factor a b x l2 l3 l4 l7 rds db log4j spring boeing airbus mach ssd hdd ddr pcie raid option case section figure table appendix no nr issue`)

func isTicket(_ *redactor, text []byte, a, b int) bool {
	key, number, _ := strings.Cut(strings.ToLower(string(text[a:b])), "-")
	if standards()[key] || a > 0 && strings.IndexByte("-_./$%{", text[a-1]) >= 0 || b < len(text) && (text[b] == '-' && b+1 < len(text) && isAlnum(text[b+1]) || text[b] == '.' && b+1 < len(text) && isDigit(text[b+1])) {
		return false
	}
	return key != "" && number != ""
}

func notColour(_ *redactor, text []byte, a, b int) bool {
	value := text[a+1 : b]
	hex := len(value) == 3 || len(value) == 6 || len(value) == 8
	letters := false
	for _, c := range value {
		hex = hex && isHex(c)
		letters = letters || !isDigit(c)
	}
	return !hex || len(value) == 3 && !letters || len(value) == 6 && !letters
}
