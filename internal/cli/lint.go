package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

type lintOptions struct {
	format    outputFormat
	rules     []string
	disable   []string
	severity  string
	failOn    string
	language  string
	stdinName string
}

func (a *app) lintCommand() *cobra.Command {
	var o lintOptions
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Check postmortems for blameless language and for what a good one holds",
		Long: `Checks files, folders (with everything in them that ends in .md or .markdown, README.md aside) or standard input (-).
Without a path it checks the configured folder, postmortems by default.

Exits with 1 when there is a finding at or above --fail-on.`,
		Example: `  postmortem lint
  postmortem lint postmortems/2026-11-20-checkout.md --fail-on warning
  postmortem lint --rule blame --json - < draft.md`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.lint(cmd.Context(), o, args) },
	}
	o.format.register(cmd, output.Formats()...)
	flags := cmd.Flags()
	flags.StringArrayVar(&o.rules, "rule", nil, "check this rule or group only (repeatable)")
	flags.StringArrayVar(&o.disable, "disable", nil, "leave this rule or group out (repeatable)")
	flags.StringVar(&o.severity, "severity", "info", "show findings of this severity and above: info, warning or error")
	flags.StringVar(&o.failOn, "fail-on", "", "exit with 1 from this severity on: error, warning, info or never (default error)")
	flags.StringVar(&o.language, "lang", "", "language of the documents: auto, en or ja (default auto)")
	flags.StringVar(&o.stdinName, "stdin-name", "-", "what to call standard input in the output")
	return cmd
}

func (a *app) lint(ctx context.Context, o lintOptions, paths []string) error {
	place, c, err := a.place()
	if err != nil {
		return err
	}
	threshold, err := o.threshold(c)
	if err != nil {
		return err
	}
	linter, err := newLinter(c, o)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		folder, err := documentFolder(place, c)
		if err != nil {
			return err
		}
		paths = []string{folder}
	}
	width := 0
	if a.env.OutTerminal {
		width = a.env.Width()
	}
	w, err := output.New(o.format.name, a.env.Out, output.Options{Color: a.env.color(a.color, a.env.OutTerminal), Quiet: a.quiet, Width: width})
	if err != nil {
		return err
	}
	failed, err := a.lintPaths(ctx, linter, parser(c), w, o.stdinName, paths, threshold)
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	if failed {
		return errCheck
	}
	return nil
}

// lintPaths writes the findings on paths, where "-" is standard input. failed tells whether one reached the threshold. A file that can't be read
// is reported, and the others are still checked.
func (a *app) lintPaths(ctx context.Context, linter *lint.Linter, p document.Parser, w output.Writer, stdinName string, paths []string, threshold lint.Severity) (failed bool, err error) {
	var failures, writing error
	done := func(r lint.Result) {
		if r.Err != nil {
			report(a.env.Err, r.Err)
			failures = reported{r.Err}
			return
		}
		for _, f := range r.Findings {
			failed = failed || threshold != lint.Off && f.Severity >= threshold
		}
		writing = errors.Join(writing, w.Document(r.Document, r.Findings))
	}
	var files []string
	flush := func() error {
		list, err := lint.Files(files)
		if err != nil {
			return err
		}
		files = nil
		return linter.Each(ctx, list, p, done)
	}
	for _, path := range paths {
		if path != "-" {
			files = append(files, path)
			continue
		}
		if err := flush(); err != nil {
			return failed, err
		}
		source, err := document.ReadFrom(stdinName, a.env.In)
		if err != nil {
			return failed, err
		}
		doc := p.Parse(stdinName, source)
		done(lint.Result{Document: doc, Findings: linter.Lint(doc)})
	}
	err = flush()
	return failed, errors.Join(err, writing, failures)
}

// threshold is the severity from which on the check fails; Off for never.
func (o lintOptions) threshold(c config.Config) (lint.Severity, error) {
	name := c.Lint.FailOn
	if o.failOn != "" {
		name = o.failOn
	}
	if name == "never" {
		return lint.Off, nil
	}
	s, err := lint.ParseSeverity(name)
	if err != nil || s == lint.Off {
		return lint.Off, &usageError{fmt.Sprintf("--fail-on %q is none of error, warning, info and never", name), ""}
	}
	return s, nil
}

// newLinter assembles the rules, the languages and what the team chose.
func newLinter(c config.Config, o lintOptions) (*lint.Linter, error) {
	options := lint.Options{
		Only: o.rules, Disable: o.disable, Severities: map[string]lint.Severity{},
		Required: c.Sections.Required, Scale: c.Severities, Language: c.Language,
		Vocabulary: language.Vocabulary{People: c.Lint.Words.People, Systems: c.Lint.Words.Systems},
	}
	for rule, name := range c.Lint.Rules {
		s, err := lint.ParseSeverity(name)
		if err != nil {
			return nil, err
		}
		options.Severities[rule] = s
	}
	switch o.language {
	case "":
	case "auto", "en", "ja":
		options.Language = o.language
	default:
		return nil, &usageError{fmt.Sprintf("--lang %q is none of auto, en and ja", o.language), ""}
	}
	if o.severity != "" {
		s, err := lint.ParseSeverity(o.severity)
		if err != nil || s == lint.Off {
			return nil, &usageError{fmt.Sprintf("--severity %q is none of info, warning and error", o.severity), ""}
		}
		options.Minimum = s
	}
	return lint.New(rules.All(), []language.Language{english.New()}, options)
}

// parser reads documents with the team's headings.
func parser(c config.Config) document.Parser { return document.Parser{Aliases: c.Sections.Aliases} }
