package rules

import (
	"bytes"
	"cmp"
	_ "embed"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var secret = lint.Rule{
	ID:       "safety/secret",
	Summary:  "a credential stands in the document",
	Severity: lint.Error,
	Check: func(p *lint.Pass) {
		for _, s := range findSecrets(p.Doc.Source) {
			p.Report(lint.Finding{
				Span: s.span, Sensitive: true,
				Message:     p.Say("This looks like a credential (%s); whoever reads the document or its history can use it.", s.kind),
				Question:    p.Say("What does it open, and who can revoke it now? Taking it out of the text leaves it in the history."),
				Suggestions: []lint.Suggestion{{Text: "[redacted]", Span: s.span}},
			})
		}
	},
}

// credential is what looks like a secret, and what kind.
type credential struct {
	kind string
	span document.Span
}

// findSecrets looks at all of the source, code and metadata too: that is where credentials are pasted.
func findSecrets(source []byte) []credential {
	found := slices.Concat(secretPatterns().search(source), passwordsInURLs(source))
	slices.SortFunc(found, func(a, b credential) int {
		return cmp.Or(a.span.Start-b.span.Start, b.span.End-a.span.End, strings.Compare(a.kind, b.kind))
	})
	// Several patterns know some credentials: the first and longest counts.
	kept := found[:0]
	for _, c := range found {
		if n := len(kept); n == 0 || c.span.Start >= kept[n-1].span.End {
			kept = append(kept, c)
		}
	}
	return kept
}

// The patterns are those of gitleaks (MIT licence, secrets/LICENSE.gitleaks), as TestUpdateSecretPatterns selects them: name, least entropy in bits a
// character, keywords in lower case, expression.
//
//go:embed secrets/patterns.tsv
var secretTable string

// secretPattern is the form of one provider's credentials.
type secretPattern struct {
	kind    string
	entropy float64
	expr    func() *regexp.Regexp // compiled when one of its keywords is met
	reach   int                   // how far behind its keyword a credential may go on, in bytes
}

// secretIndex finds in one pass where a keyword stands.
type secretIndex struct {
	patterns []secretPattern
	begins   [1 << 15 / 64]uint64 // a set: the trigrams that open some keyword
	keywords map[uint][]secretKeyword
}

type secretKeyword struct {
	text    string
	pattern int
}

var secretPatterns = sync.OnceValue(func() *secretIndex {
	x := &secretIndex{keywords: map[uint][]secretKeyword{}}
	for line := range strings.Lines(secretTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		entropy, err := strconv.ParseFloat(f[1], 64)
		if err != nil || len(f) != 4 {
			panic("secrets/patterns.tsv: a line is not of four columns: " + line)
		}
		p := secretPattern{kind: f[0], entropy: entropy, expr: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(f[3]) }), reach: 2 << 10}
		if strings.Contains(f[3], `[\s\S`) {
			p.reach = 16 << 10 // a key of many lines
		}
		for k := range strings.SplitSeq(f[2], ",") {
			thirds := []byte(k[2:min(3, len(k))])
			for b := byte(0); len(k) == 2 && b < 32; b++ {
				thirds = append(thirds, b)
			}
			for _, third := range thirds {
				n := trigram(k[0], k[1], third)
				x.begins[n/64] |= 1 << (n % 64)
				x.keywords[n] = append(x.keywords[n], secretKeyword{k, len(x.patterns)})
			}
		}
		x.patterns = append(x.patterns, p)
	}
	return x
})

// trigram numbers three bytes, whatever the case of letters among them; others may share the number.
func trigram(a, b, c byte) uint { return uint(a&31)<<10 | uint(b&31)<<5 | uint(c&31) }

// next is where a keyword may begin, at from or behind it; the end of the source when there is none.
func (x *secretIndex) next(source []byte, from int) int {
	if from+1 >= len(source) {
		return len(source)
	}
	n := trigram(0, source[from], source[from+1])
	for i, third := range source[from+2:] {
		n = n<<5&(1<<15-1) | uint(third&31)
		if x.begins[n/64]&(1<<(n%64)) != 0 {
			return from + i
		}
	}
	if n = n << 5 & (1<<15 - 1); x.begins[n/64]&(1<<(n%64)) != 0 {
		return len(source) - 2
	}
	return len(source)
}

// search returns the credentials that the patterns know. An expression sees only what is around its keyword, and no byte more than a few times,
// so that the time stays proportional to the source.
func (x *secretIndex) search(source []byte) []credential {
	const before = 128 // what may precede a keyword in its credential
	var found []credential
	var searched []int // by pattern: up to where; made when a keyword is met
	for i := x.next(source, 0); i+1 < len(source); i = x.next(source, i+1) {
		for _, k := range x.keywords[trigram(source[i], source[i+1], byteAt(source, i+2))] {
			if !hasPrefixFold(source[i:], k.text) {
				continue
			}
			if searched == nil {
				searched = make([]int, len(x.patterns))
			}
			if i < searched[k.pattern] {
				continue
			}
			p := &x.patterns[k.pattern]
			window := document.Span{Start: max(0, i-before), End: min(len(source), i+2*p.reach)}
			searched[k.pattern] = i + p.reach
			found = append(found, p.match(source, window)...)
		}
	}
	return found
}

func (p *secretPattern) match(source []byte, window document.Span) (found []credential) {
	for _, m := range p.expr().FindAllSubmatchIndex(source[window.Start:window.End], -1) {
		at := document.Span{Start: window.Start + m[0], End: window.Start + m[1]}
		if len(m) > 3 && m[2] >= 0 && !strings.Contains(p.kind, "url") && !strings.Contains(p.kind, "webhook") {
			at = document.Span{Start: window.Start + m[2], End: window.Start + m[3]}
		}
		text := source[at.Start:at.End]
		if entropy(text) > p.entropy && !isStandIn(text) {
			found = append(found, credential{p.kind, at})
		}
	}
	return found
}

// entropy is Shannon's, in bits a byte: low for what a person types as an example.
func entropy(text []byte) float64 {
	var count [256]int
	for _, b := range text {
		count[b]++
	}
	sum := 0.0
	for _, n := range count {
		if n > 0 {
			share := float64(n) / float64(len(text))
			sum -= share * math.Log2(share)
		}
	}
	return sum
}

// isStandIn reports whether a text only shows what a credential looks like.
func isStandIn(text []byte) bool {
	folded := bytes.ToLower(text)
	for _, mark := range []string{"example", "xxxx", "****", "....", "…", "redacted", "placeholder"} {
		if bytes.Contains(folded, []byte(mark)) {
			return true
		}
	}
	return false
}

// passwordsInURLs finds "postgres://app:password@db.internal/orders". No provider's prefix tells such a password.
func passwordsInURLs(source []byte) (found []credential) {
	const longest = 512
	for at := 0; ; {
		i := bytes.Index(source[at:], []byte("://"))
		if i < 0 {
			return found
		}
		from := at + i + len("://")
		at = from
		rest := source[from:min(len(source), from+longest)]
		if end := bytes.IndexAny(rest, " \t\r\n/\"'`<>()[]{}|"); end >= 0 {
			rest = rest[:end]
		}
		sign := bytes.LastIndexByte(rest, '@')
		colon := bytes.IndexByte(rest, ':')
		if colon < 0 || sign < colon || isLocal(rest[sign+1:]) {
			continue
		}
		if password := rest[colon+1 : sign]; isPassword(password) {
			found = append(found, credential{"password in a URL", document.Span{Start: from + colon + 1, End: from + sign}})
		}
	}
}

// isLocal reports whether a host is one that nobody else can reach, or that exists in examples only.
func isLocal(host []byte) bool {
	name, _, _ := strings.Cut(strings.ToLower(string(host)), ":")
	return name == "" || name == "localhost" || strings.HasPrefix(name, "127.") || name == "host" || name == "hostname" || isExampleDomain(name)
}

// isPassword tells a password from a word or a variable in its place.
func isPassword(text []byte) bool {
	if len(text) < 6 || bytes.ContainsAny(text, "$*%") && !bytes.ContainsAny(text, "0123456789") || isStandIn(text) {
		return false
	}
	folded := strings.ToLower(string(text))
	for _, word := range []string{"pass", "pwd", "secret", "token", "changeme", "your", "user", "foo", "bar", "test", "xxx", "***", "key"} {
		if strings.Contains(folded, word) && len(folded) < len(word)+8 {
			return false
		}
	}
	return entropy(text) > 2
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// hasPrefixFold reports whether text begins with a prefix in lower case, whatever the case of text.
func hasPrefixFold(text []byte, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if lower(text[i]) != prefix[i] {
			return false
		}
	}
	return true
}
