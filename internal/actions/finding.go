package actions

import (
	"fmt"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Finding is a reason to keep words from GitHub.
type Finding struct {
	Rule    string // the id of the rule
	Message string
	Span    document.Span
}

// LintError says that an item is not fit to be sent as it is.
type LintError struct {
	Path    string
	Line    int // 1-based
	Title   string
	Finding Finding
}

// Error tells the item and what was found.
func (e *LintError) Error() string {
	return fmt.Sprintf("%s:%d: %q is not fit to be sent to GitHub: %s (%s)", e.Path, e.Line, e.Title, e.Finding.Message, e.Finding.Rule)
}

// Hint says what to do.
func (e *LintError) Hint() string {
	return "postmortem lint " + e.Path + " shows it with other words to choose from; --allow-findings sends it as it is"
}

// findings are what lint says of a document, asked once for each of its versions.
func (p *pass) findings(f *file) []Finding {
	if p.options.Lint == nil {
		return nil
	}
	if f.linted != f.doc {
		f.linted, f.findings = f.doc, p.options.Lint(f.doc)
	}
	return f.findings
}

// objects reports whether there is a finding in a part of a document.
func (p *pass) objects(f *file, part document.Span) bool {
	_, found := p.finding(f, part)
	return found
}

func (p *pass) finding(f *file, part document.Span) (Finding, bool) {
	for _, finding := range p.findings(f) {
		if finding.Span.Start < part.End && part.Start < finding.Span.End {
			return finding, true
		}
	}
	return Finding{}, false
}

// unfit reports whether lint objects to words that stand by themselves, such as a title.
func (p *pass) unfit(words string) bool {
	if p.options.Lint == nil || p.options.AllowFindings || words == "" {
		return false
	}
	return len(p.options.Lint(p.options.Parser.Parse("", []byte(words+"\n")))) > 0
}

// refuseDocument is the reason not to open issues from a document, nil for none: one of its open items is not fit to be sent.
func (p *pass) refuseDocument(f *file) error {
	for _, e := range f.entries {
		if !e.item.Open() {
			continue
		}
		if err := p.refuse(e); err != nil {
			return err
		}
	}
	return nil
}

// refuse is the reason not to send an item, nil for none.
func (p *pass) refuse(e *entry) error {
	if p.options.AllowFindings || e.index < 0 {
		return nil
	}
	if finding, found := p.finding(e.file, e.file.doc.Actions[e.index].Span); found {
		return &LintError{Path: e.item.Path, Line: e.item.Line, Title: oneLine(e.item.Title), Finding: finding}
	}
	return nil
}
