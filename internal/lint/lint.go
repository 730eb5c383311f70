package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Options are what a team chose.
type Options struct {
	Only       []string            // rule ids or groups; empty: all that are on by default
	Disable    []string            // rule ids or groups
	Severities map[string]Severity // by rule id or group; Off disables
	Minimum    Severity            // findings below it are dropped
	// CertainOnly drops findings that are only likely.
	CertainOnly bool
	Required    []string // canonical names of the required sections
	Scale       []string // the severities that incidents have
	Language    string   // "auto" (or ""), or the code of a language
	Vocabulary  language.Vocabulary
	Today       time.Time // when suppressions with a date end; zero: they don't
	// Changed tells which lines of a document are new; findings elsewhere are dropped. Nil: all lines are.
	Changed func(*document.Document) []Lines
}

// Linter applies rules to documents. It is safe for concurrent use.
type Linter struct {
	rules     []Rule
	known     []Rule
	options   Options
	languages []language.Language
}

// New makes a linter. Selectors in the options that match no rule are an error of type *UnknownRuleError.
func New(rules []Rule, languages []language.Language, o Options) (*Linter, error) {
	l := &Linter{known: rules, options: o, languages: languages}
	for _, list := range [][]string{o.Only, o.Disable} {
		for _, s := range list {
			if !slices.ContainsFunc(rules, func(r Rule) bool { return r.Matches(s) }) {
				return nil, &UnknownRuleError{Name: s}
			}
		}
	}
	for s := range o.Severities {
		if !slices.ContainsFunc(rules, func(r Rule) bool { return r.Matches(s) }) {
			return nil, &UnknownRuleError{Name: s}
		}
	}
	for _, r := range rules {
		if r, on := l.choose(r); on {
			l.rules = append(l.rules, r)
		}
	}
	return l, nil
}

// UnknownRuleError says that no rule and no group has the name.
type UnknownRuleError struct{ Name string }

func (e *UnknownRuleError) Error() string { return fmt.Sprintf("there is no rule %q", e.Name) }

// Hint says where the rules are listed.
func (e *UnknownRuleError) Hint() string { return "postmortem rules lists them" }

// choose decides whether a rule is on, and how severe it is: its id outweighs its group, the command line the configuration.
func (l *Linter) choose(r Rule) (Rule, bool) {
	severity, chosen := l.options.Severities[r.ID]
	if !chosen {
		severity, chosen = l.options.Severities[r.Group()]
		chosen = chosen && (severity == Off || !r.Optional)
	}
	on := !r.Optional || chosen
	if chosen {
		on = severity != Off
		if on {
			r.Severity = severity
			r.Mild = min(r.Mild, severity)
		}
	}
	if slices.ContainsFunc(l.options.Disable, r.Matches) {
		return r, false
	}
	if len(l.options.Only) > 0 {
		// Naming a rule turns it on; naming its group does so for those that are on by default.
		return r, slices.Contains(l.options.Only, r.ID) || on && slices.ContainsFunc(l.options.Only, r.Matches)
	}
	return r, on
}

// Lint returns the findings on a document, ordered by offset and rule.
func (l *Linter) Lint(doc *document.Document) []Finding {
	changed, ok := l.changedLines(doc)
	if !ok {
		return nil
	}
	findings := l.check(doc)
	l.softenReflection(doc, findings)
	findings = l.suppress(doc, findings)
	findings = onLines(doc, findings, changed)
	findings = slices.DeleteFunc(findings, func(f Finding) bool { return f.Severity < max(l.options.Minimum, Info) })
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(a.Span.Start-b.Span.Start, strings.Compare(a.Rule, b.Rule))
	})
	return findings
}

// check runs the rules; they share one reading of the sentences.
func (l *Linter) check(doc *document.Document) []Finding {
	passages := sync.OnceValue(func() []passage { return l.passages(doc) })
	p := Pass{
		Doc: doc, Options: l.options,
		words:   sync.OnceValue(func() *language.Catalogue { return l.messagesFor(doc, passages()) }),
		remarks: sync.OnceValue(func() []Remark { return l.readProse(doc, passages()) }),
	}
	for _, r := range l.rules {
		if r.Check == nil {
			continue
		}
		p.rule = r
		r.Check(&p)
	}
	return p.findings
}

// softenReflection lowers the severity where people reflect: "it would have been worse at noon" is what those sections are for.
func (l *Linter) softenReflection(doc *document.Document, findings []Finding) {
	mild := map[string]Severity{}
	for _, r := range l.rules {
		if r.Mild != Off {
			mild[r.ID] = min(r.Mild, r.Severity)
		}
	}
	for i := range findings {
		f := &findings[i]
		if m, ok := mild[f.Rule]; ok && isReflection(doc.SectionAt(f.Span.Start)) {
			f.Severity = min(f.Severity, m)
		}
	}
}

func isReflection(section string) bool {
	return section == document.GotLucky || section == document.LessonsLearned
}

// These are the rules without a Check: the engine itself reports them.
const (
	BadSuppression    = "meta/bad-suppression"
	UnusedSuppression = "meta/unused-suppression"
)

// rule returns the rule with the id if it is on.
func (l *Linter) rule(id string) (Rule, bool) {
	i := slices.IndexFunc(l.rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return l.rules[i], true
}
