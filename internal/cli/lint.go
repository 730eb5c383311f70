package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

type lintOptions struct {
	format    outputFormat
	rules     []string
	disable   []string
	severity  string
	failOn    string
	language  string
	stdinName string
	fix       bool
	diff      string
	ledger    bool
	again     bool // the same documents will be read again and again, as in an editor
}

func (a *app) lintCommand() *cobra.Command {
	var o lintOptions
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Check for blameless language and for what a good one holds",
		Long: `Checks files, folders (with everything in them that ends in .md or .markdown, README.md aside) or standard input (-).
Without a path it checks the configured folder, postmortems by default.

Exits with 1 when there is a finding at or above --fail-on.

--fix writes the suggestions that are certain to keep the meaning into the files, and reports what remains. With standard input the document goes,
fixed, to standard output and the report to standard error.

--diff REV keeps to lines that are new since the work on top of REV began, committed or not, so that old documents don't fail a new pull
request. A renamed file is compared with what it was.

The formats are text for people, json for programs, sarif for GitHub code scanning and other viewers, github for annotations in GitHub Actions
and rdjson for reviewdog.`,
		Example: `  postmortem lint
  postmortem lint postmortems/2026-11-20-checkout.md --fail-on warning
  postmortem lint --format sarif > postmortem.sarif
  postmortem lint --diff origin/main --format github
  postmortem lint --rule blame --json - < draft.md`,
		RunE: func(cmd *cobra.Command, args []string) error {
			a.language = o.language // of the documents, and so of what is said of them
			return a.lint(cmd.Context(), o, args)
		},
	}
	o.format.register(cmd, output.Formats()...)
	flags := cmd.Flags()
	flags.StringArrayVar(&o.rules, "rule", nil, "check this `rule` or group only (repeatable)")
	flags.StringArrayVar(&o.disable, "disable", nil, "leave this `rule` or group out (repeatable)")
	flags.StringVar(&o.severity, "severity", "info", "show findings of this `severity` and above: info, warning or error")
	flags.StringVar(&o.failOn, "fail-on", "", "exit with 1 from this `severity` on: error, warning, info or never (default error)")
	flags.StringVar(&o.language, "lang", "", "`language` of the documents: auto, en or ja (default auto)")
	flags.StringVar(&o.stdinName, "stdin-name", "-", "the `name` of standard input in the output")
	flags.BoolVar(&o.fix, "fix", false, "apply the safe suggestions, then report what remains")
	offerFrom(cmd, "rule", ruleSelectors)
	offerFrom(cmd, "disable", ruleSelectors)
	offer(cmd, "severity", "info", "warning", "error")
	offer(cmd, "fail-on", "error", "warning", "info", "never")
	offerFrom(cmd, "lang", languageCodes)
	flags.BoolVar(&o.ledger, "suppressions", false, "list the comments that silence findings, with their reasons, instead of the findings")
	flags.StringVar(&o.diff, "diff", "", "check only lines that are new since the common ancestor with this `revision`: a branch, tag or commit")
	return cmd
}

// lintGCPercent lets the heap grow to nine times what is in use, some 60 MiB, before it is collected. Most of what is in use are the word lists, and going
// through them after every few documents would cost a fifth of the run.
const lintGCPercent = 800

func (a *app) lint(ctx context.Context, o lintOptions, paths []string) error {
	place, c, err := a.place()
	if err != nil {
		return err
	}
	threshold, err := o.threshold(c)
	if err != nil {
		return err
	}
	shown, err := lint.ParseSeverity(o.severity)
	if err != nil || shown == lint.Off {
		return &usageError{fmt.Sprintf("--severity %q is none of info, warning and error", o.severity), ""}
	}
	changed, err := a.changed(ctx, o.diff)
	if err != nil {
		return err
	}
	if a.env.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(lintGCPercent))
	}
	linter, err := a.newLinter(c, o, changed.lines)
	if err != nil {
		return err
	}
	named := len(paths) > 0
	if paths, err = pathsOrFolder(place, c, paths); err != nil {
		return err
	}
	if !named {
		a.checkTemplate(place, c)
	}
	if o.ledger {
		return a.ledger(ctx, linter, parser(c), o, paths)
	}
	w, err := a.findingsWriter(o, c, paths)
	if err != nil {
		return err
	}
	run := lintRun{app: a, linter: linter, parser: parser(c), out: w, threshold: threshold, stdinName: o.stdinName, fix: o.fix, shown: shown}
	failed, err := run.paths(ctx, paths)
	if err == nil {
		err = changed.err
	}
	if err != nil && run.files == 0 && o.format.name == "text" {
		return err // "no findings" would be untrue
	}
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err == nil && named && run.files == 0 {
		a.note("No markdown file is in %s.", strings.Join(paths, ", "))
	}
	run.tellFixed()
	run.tellUnread()
	if err == nil && failed {
		return errCheck
	}
	return err
}

// checkTemplate tells of a configured template that can't be used. Whoever begins a document in the middle of the night should not be the first to know.
func (a *app) checkTemplate(place config.Place, c config.Config) {
	if c.Template == config.Default().Template {
		return
	}
	if _, err := template.Find(place.Root, c.Template, ""); err != nil {
		a.note("Nobody can begin a document here: %v, which %s names", err, a.configName())
	}
}

// findingsWriter writes in the format that is asked for. Findings leave standard output to a document that is fixed on its way through.
func (a *app) findingsWriter(o lintOptions, c config.Config, paths []string) (output.Writer, error) {
	out, terminal := a.env.Out, a.env.OutTerminal
	if o.fix && slices.Contains(paths, "-") {
		out, terminal = a.env.Err, false
	} else if o.format.name == "github" {
		out = a.exact
	}
	spoken := a.spoken(c)
	width := 0
	if terminal {
		width = a.env.Width()
	}
	return output.New(o.format.name, out, output.Options{
		Color: a.env.color(a.color, terminal), Quiet: a.quiet, Diff: o.diff != "", Width: width, Version: a.env.Version, Rules: rules.All(), Page: page, Speaks: spoken,
	})
}

// lintRun is one run of the linter over what was named.
type lintRun struct {
	app       *app
	linter    *lint.Linter
	parser    document.Parser
	out       output.Writer
	threshold lint.Severity
	stdinName string
	fix       bool
	shown     lint.Severity // findings below it count, but are not shown
	files     int           // how many were read
	remaining int           // findings
	unread    []string      // documents in a language that nobody reads
	// What --fix did.
	fixed, fixedFiles int
}

// paths writes the findings on paths, where "-" is standard input. failed tells whether one reached the threshold. A file that can't be read or fixed
// is reported, and the others are still checked.
func (r *lintRun) paths(ctx context.Context, paths []string) (failed bool, err error) {
	var failures, writing error
	done := func(result lint.Result) {
		if result.Err != nil {
			report(r.app.env.Err, result.Err)
			failures = reported{result.Err}
			return
		}
		for _, f := range result.Findings {
			failed = failed || r.threshold != lint.Off && f.Severity >= r.threshold
		}
		r.files++
		if r.linter.Unread(result.Document) {
			r.unread = append(r.unread, result.Document.Path)
		}
		r.remaining += len(result.Findings)
		shown := slices.DeleteFunc(result.Findings, func(f lint.Finding) bool { return f.Severity < r.shown })
		if writing == nil {
			writing = r.out.Document(result.Document, shown)
		}
	}
	var files []string
	flush := func() error {
		list, err := lint.Files(files)
		if err != nil {
			return err
		}
		files = nil
		return r.linter.Each(ctx, list, r.parser, func(result lint.Result) { done(r.fixFile(result)) })
	}
	for _, path := range paths {
		if path != "-" {
			files = append(files, path)
			continue
		}
		if err := flush(); err != nil {
			return failed, err
		}
		result, err := r.stdin(ctx)
		if err != nil {
			return failed, err
		}
		done(result)
	}
	err = flush()
	return failed, errors.Join(err, writing, failures)
}

func (r *lintRun) stdin(ctx context.Context) (lint.Result, error) {
	source, err := document.ReadFrom(r.stdinName, interruptible{ctx, r.app.env.In})
	if err != nil {
		return lint.Result{}, err
	}
	doc := r.parser.Parse(r.stdinName, source)
	result := lint.Result{Document: doc, Findings: r.linter.Lint(doc)}
	return r.fixStdin(result)
}

// tellUnread says whose sentences nobody has read: that nothing was found in them says nothing of them.
func (r *lintRun) tellUnread() {
	switch n := len(r.unread); {
	case n == 1:
		r.app.note("%s is in a language that is not read for blame: its structure, timeline and actions were checked, its sentences were not.", r.unread[0])
	case n > 1:
		r.app.note("%s are in a language that is not read for blame (the first is %s): their structure, timelines and actions were checked, their sentences were not.", r.app.words().Count(n, "document"), r.unread[0])
	}
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
func (a *app) newLinter(c config.Config, o lintOptions, changed func(*document.Document) []lint.Lines) (*lint.Linter, error) {
	options := lint.Options{
		Only: o.rules, Disable: o.disable, Severities: map[string]lint.Severity{},
		CertainOnly: !c.Lint.Likely,
		Required:    c.Sections.Required, Scale: c.Severities, Language: c.Language,
		Vocabulary: language.Vocabulary{People: c.Lint.Words.People, Systems: c.Lint.Words.Systems},
		Today:      a.env.Now(),
		Changed:    changed,
	}
	for rule, name := range c.Lint.Rules {
		s, err := lint.ParseSeverity(name)
		if err != nil {
			return nil, err
		}
		options.Severities[rule] = s
	}
	if err := checkLanguage(o.language); err != nil {
		return nil, err
	}
	if o.language != "" {
		options.Language = o.language
	}
	spoken := languages.All()
	if o.again {
		for i, l := range spoken {
			spoken[i] = language.Remember(l)
		}
	}
	linter, err := lint.New(rules.All(), spoken, options)
	if unknown := (*lint.UnknownRuleError)(nil); errors.As(err, &unknown) {
		return nil, &usageError{err.Error(), nearRules(unknown.Name)}
	}
	return linter, err
}
