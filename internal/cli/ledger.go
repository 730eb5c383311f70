package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// ledgerEntry is a suppression in JSON.
type ledgerEntry struct {
	Path    string   `json:"path"`
	Line    int      `json:"line"`
	Rules   []string `json:"rules"` // empty: all of them
	Reason  *string  `json:"reason"`
	Until   *string  `json:"until"`
	Expired bool     `json:"expired"`
	Used    bool     `json:"used"`
}

// ledger lists the comments in documents that silence findings.
func (a *app) ledger(ctx context.Context, linter *lint.Linter, parser document.Parser, o lintOptions, paths []string) error {
	if o.format.name != "text" && !o.format.json {
		return &usageError{"--suppressions prints text or json", ""}
	}
	files, err := lint.Files(paths)
	if err != nil {
		return err
	}
	entries := []ledgerEntry{}
	for _, file := range files {
		name := filepath.ToSlash(file)
		if file == "-" {
			name = o.stdinName
		}
		source, err := a.read(ctx, file)
		if err != nil {
			return err
		}
		doc := parser.Parse(name, source)
		for _, s := range linter.Suppressions(doc) {
			entries = append(entries, ledgerEntry{
				Path: name, Line: doc.Position(s.Span.Start).Line, Rules: append([]string{}, s.Rules...),
				Reason: nullable(s.Reason), Until: nullable(s.Until), Expired: s.Expired, Used: s.Used,
			})
		}
	}
	if o.format.json {
		return writeJSON(a.env.Out, map[string]any{"version": 1, "suppressions": entries})
	}
	for _, e := range entries {
		fmt.Fprintf(a.env.Out, "%s\n    %s\n", harmless(fmt.Sprintf("%s:%d  %s", e.Path, e.Line, e.what(a.words()))), harmless(e.why(a.words())))
	}
	a.tell("%s in %s", a.words().Count(len(entries), "suppression"), a.words().Count(len(files), "file"))
	return nil
}

// what names the rules, how long they are silent, and whether that is of use.
func (e ledgerEntry) what(say language.Phrases) string {
	text := say.Say("all rules")
	if len(e.Rules) > 0 {
		text = strings.Join(e.Rules, ", ")
	}
	switch {
	case e.Expired:
		text += say.Say(", until %s: over", *e.Until)
	case e.Until != nil:
		text += say.Say(", until %s", *e.Until)
	}
	if !e.Used {
		text += say.Say(" (silences nothing)")
	}
	return text
}

func (e ledgerEntry) why(say language.Phrases) string {
	if e.Reason == nil {
		return say.Say("no reason given")
	}
	return *e.Reason
}
