package lint

import (
	"fmt"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Severity is how much a finding weighs.
type Severity int

// The severities, from silence up. Off is for configuration; no finding has it.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

func (s Severity) String() string {
	return [...]string{"off", "info", "warning", "error"}[s]
}

// ParseSeverity reads the name of a severity, "off" included.
func ParseSeverity(name string) (Severity, error) {
	for _, s := range []Severity{Off, Info, Warning, Error} {
		if s.String() == name {
			return s, nil
		}
	}
	return Off, fmt.Errorf("%q is not a severity; write error, warning, info or off", name)
}

// Rule finds one kind of fault. It is a value without state; Check may run for many documents at once.
type Rule struct {
	ID       string // "group/fault", named so that "allow ID" reads well
	Summary  string // one line, without a full stop
	Severity Severity
	// Mild is the severity in sections of reflection (where we got lucky, lessons learned); Off, the zero value, means
	// that Severity holds there too.
	Mild Severity
	// Optional rules are off until the configuration or --rule turns them on; Severity is what they then have.
	Optional bool
	Check    func(*Pass)
}

// Group is the part of the id before the slash.
func (r Rule) Group() string {
	group, _, _ := strings.Cut(r.ID, "/")
	return group
}

// Matches reports whether a selector names the rule: its id or its group.
func (r Rule) Matches(selector string) bool { return selector == r.ID || selector == r.Group() }

// Finding is one thing to tell the author, and where.
type Finding struct {
	Rule        string
	Severity    Severity
	Span        document.Span
	Message     string // why this matters, in one sentence
	Question    string // a what/how question to ask instead; "" when none helps
	Suggestions []Suggestion
	Sensitive   bool // the bytes of Span are not to be repeated in logs and comments
	Likely      bool // by likeness alone: never more than an Info
}

// Suggestion is words that could stand in place of the bytes of Span.
type Suggestion struct {
	Text string
	Span document.Span
	Safe bool // certain to keep the meaning: may be applied without being read
}

// Pass is one document on its way through one rule.
type Pass struct {
	Doc      *document.Document
	Options  Options
	rule     Rule
	remarks  func() []Remark
	words    func() *language.Catalogue
	findings []Finding
}

// Remark is a remark of the language on a block of the document.
type Remark struct {
	language.Remark
	Block    *document.Block
	source   []byte // of the document
	messages *language.Catalogue
}

// rulesPackage is the one whose words the rules say.
const rulesPackage = "rules"

// Say says what the rule has in English in the language of the sentence. See language.Phrases.
func (r Remark) Say(english string, args ...any) string {
	return r.messages.For(rulesPackage).Say(english, args...)
}

// Say says what the rule has in English in the language of the document. See language.Phrases.
func (p *Pass) Say(english string, args ...any) string {
	return p.words().For(rulesPackage).Say(english, args...)
}

// SayOf is Say for what another package has in English.
func (p *Pass) SayOf(name string) func(english string, args ...any) string {
	return p.words().For(name).Say
}

// Report adds a finding. Rule and Severity are filled in.
func (p *Pass) Report(f Finding) {
	f.Rule, f.Severity = p.rule.ID, p.rule.Severity
	if f.Likely {
		f.Severity = min(f.Severity, Info)
	}
	p.findings = append(p.findings, f)
}

// Remarks are what the document's language says of its sentences, read once for all rules.
func (p *Pass) Remarks() []Remark { return p.remarks() }
