package lsp

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// The kinds of code actions.
const (
	quickFix = "quickfix"
	fixAll   = "source.fixAll"
)

// maxSilenced bounds the findings that a comment is offered for: each is tried out.
const maxSilenced = 10

func (s *server) codeActions(p codeActionParams) ([]codeAction, error) {
	actions := []codeAction{}
	b := s.open[p.TextDocument.URI]
	if b == nil {
		return actions, nil
	}
	wanted := func(kind string) bool {
		return len(p.Context.Only) == 0 || slices.ContainsFunc(p.Context.Only, func(only string) bool {
			return only == kind || strings.HasPrefix(kind, only+".")
		})
	}
	if wanted(quickFix) {
		findings := s.findingsIn(b, p.Range)
		if len(findings) == 0 && p.Range.Start == p.Range.End {
			findings = s.findingsIn(b, b.text.textRange(b.text.line(b.text.lineOf(p.Range.Start)))) // the cursor rests somewhere in the line
		}
		for _, f := range findings {
			actions = append(actions, s.rewrites(b, f)...)
		}
		if len(findings) <= maxSilenced {
			for _, f := range findings {
				if edit, ok := b.silence(f); ok {
					actions = append(actions, s.action(b, f, b.read.say("Keep it: silence %s here, with a reason", f.Rule), edit))
				}
			}
		}
	}
	if len(p.Context.Only) > 0 && wanted(fixAll) {
		if read, err := s.read(b); err == nil {
			if fixed, n := lint.Fix(read.doc, read.findings); n > 0 {
				actions = append(actions, codeAction{
					Title: read.say("Apply every suggestion that is certain to keep the meaning"), Kind: fixAll,
					Edit: edits(b, textEdit{b.text.textRange(document.Span{End: len(b.text.source)}), string(fixed)}),
				})
			}
		}
	}
	return actions, nil
}

// rewrites are the suggestions of a finding.
func (s *server) rewrites(b *buffer, f lint.Finding) []codeAction {
	var list []codeAction
	for _, suggestion := range f.Suggestions {
		title := b.read.say("Write “%s”", shorten(suggestion.Text))
		if strings.TrimSpace(suggestion.Text) == "" {
			title = b.read.say("Remove it")
		}
		a := s.action(b, f, title, document.Edit{Span: suggestion.Span, Text: suggestion.Text})
		a.IsPreferred = suggestion.Safe
		list = append(list, a)
	}
	return list
}

func (s *server) action(b *buffer, f lint.Finding, title string, edit document.Edit) codeAction {
	return codeAction{
		Title: title, Kind: quickFix, Diagnostics: []diagnostic{s.diagnostic(b, f)},
		Edit: edits(b, textEdit{b.text.textRange(edit.Span), edit.Text}),
	}
}

func edits(b *buffer, e textEdit) workspaceEdit {
	return workspaceEdit{map[string][]textEdit{b.uri: {e}}}
}

// silence is the comment that silences a finding. Its reason is left to be written, which the linter then asks for. Where a comment may stand depends on what
// is around it (a table, a heading, code), so each place is tried, and the first that works is taken.
func (b *buffer) silence(f lint.Finding) (document.Edit, bool) {
	if b.read == nil || strings.HasPrefix(f.Rule, "meta/") {
		return document.Edit{}, false
	}
	source := b.text.source
	line := b.text.line(b.text.position(f.Span.Start).Line)
	content := source[line.Start:line.End]
	indent := content[:len(content)-len(bytes.TrimLeft(content, " \t"))]
	newline := "\n"
	if bytes.Contains(source, []byte("\r\n")) {
		newline = "\r\n"
	}
	inline := " <!-- postmortem-disable-line " + f.Rule + " -- -->"
	for _, edit := range []document.Edit{
		{Span: at(line.Start + len(bytes.TrimRight(content, " \t"))), Text: inline},
		{Span: at(line.Start + len(bytes.TrimRight(content, " \t|"))), Text: inline}, // in the last cell of a table's row
		{Span: at(line.Start), Text: string(indent) + "<!-- postmortem-disable-next-line " + f.Rule + " -- -->" + newline},
	} {
		if b.silences(edit, f.Rule) {
			return edit, true
		}
	}
	return document.Edit{}, false
}

func at(offset int) document.Span { return document.Span{Start: offset, End: offset} }

// silences reports whether an edit makes a rule speak less often and no other rule, but for the one that asks for the reason, more often.
func (b *buffer) silences(e document.Edit, rule string) bool {
	source, err := document.Apply(b.text.source, e)
	if err != nil {
		return false
	}
	after := map[string]int{}
	for _, f := range b.read.settings.Linter.Lint(b.read.settings.Parser.Parse(b.path, source)) {
		after[f.Rule]++
	}
	before := map[string]int{lint.BadSuppression: 1}
	for _, f := range b.read.findings {
		before[f.Rule]++
	}
	for id, n := range after {
		if n > before[id] {
			return false
		}
	}
	return after[rule] < before[rule]
}

// shorten keeps a title to one line of a menu.
func shorten(s string) string {
	const limit = 80
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:limit-1]), " ") + "…"
}
