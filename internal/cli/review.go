package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/review"
)

type reviewOptions struct {
	format     outputFormat
	repository string
	apiURL     string
	number     int
	dryRun     bool
	failOn     string
}

func (a *app) reviewCommand() *cobra.Command {
	var o reviewOptions
	cmd := &cobra.Command{
		Use:   "review",
		Short: "Review the postmortems that a pull request changes",
		Long: `Lints the postmortems that a pull request adds or changes and posts one review: comments on the lines that are new, with suggestions that one click applies,
and one comment that sums up what a reviewer looks for. Nothing is said twice: run it on every push.

In a GitHub Actions run on: pull_request it needs no arguments. Elsewhere --pr names the pull request. The token needs permission to write pull requests; where it may only
read, as for a pull request from a fork, the findings become annotations and the job summary.

It exits with 1 when a finding on a line that is new reaches --fail-on. That is never unless it is asked for: comments are an offer, and "postmortem lint --diff" is the gate.`,
		Example: `  postmortem review
  postmortem review --pr 12 --dry-run
  postmortem review --fail-on error`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.review(cmd.Context(), o) },
	}
	o.format.register(cmd, "text", "json")
	flags := cmd.Flags()
	flags.IntVar(&o.number, "pr", 0, "review the pull request of this `number`")
	flags.StringVar(&o.repository, "repo", "", "the repository of the pull request: `owner/name`")
	flags.StringVar(&o.apiURL, "api-url", "", "use this API `address` instead of the one of the repository's host")
	flags.BoolVar(&o.dryRun, "dry-run", false, "show what would be posted and post nothing")
	flags.StringVar(&o.failOn, "fail-on", "never", "exit with 1 from this `severity` on: error, warning, info or never")
	offer(cmd, "fail-on", "error", "warning", "info", "never")
	return cmd
}

func (a *app) review(ctx context.Context, o reviewOptions) error {
	if o.number < 0 {
		return &usageError{fmt.Sprintf("--pr %d is no number of a pull request", o.number), ""}
	}
	threshold, err := lintOptions{failOn: o.failOn}.threshold(config.Config{})
	if err != nil {
		return err
	}
	inActions := a.env.Getenv("GITHUB_ACTIONS") == "true" || a.env.Getenv("GITHUB_EVENT_NAME") != ""
	options, err := a.reviewOptions(ctx, o)
	if err != nil {
		return err
	}
	r, err := review.Prepare(ctx, options)
	if err != nil {
		return err
	}
	a.writeJobSummary(r)
	var out review.Outcome
	readOnly := false
	if !o.dryRun {
		out, err = r.Post(ctx)
		if readOnly = inActions && review.IsReadOnly(err); readOnly {
			a.note("The token may not comment: the pull request comes from a fork, or the workflow lacks permissions: pull-requests: write. The findings are annotations and in the job summary.")
			err = nil
			if !o.format.json {
				err = a.annotate(r)
			}
		}
	}
	a.clearProgress()
	if err != nil {
		return err
	}
	if err := a.printReview(r, out, o, readOnly); err != nil {
		return err
	}
	if threshold != lint.Off && r.Worst() >= threshold {
		return errCheck
	}
	return nil
}

// reviewOptions finds the pull request, its repository, the token and what the team chose.
func (a *app) reviewOptions(ctx context.Context, o reviewOptions) (review.Options, error) {
	options := review.Options{Number: o.number, Now: a.env.Now()}
	var err error
	if options.Number == 0 {
		if options.Number, err = review.Event(a.env.Getenv); err != nil {
			return options, err
		}
	}
	place, c, err := a.place()
	if err != nil {
		return options, err
	}
	folder, err := place.Folder(c.Directory)
	if err != nil {
		return options, err
	}
	// The root that Folder starts from has its links resolved.
	root, err := filepath.EvalSymlinks(place.Root)
	if err != nil {
		return options, err
	}
	if folder, err = filepath.Rel(root, folder); err != nil {
		return options, err
	}
	options.Root, options.Folder, options.Parser = root, filepath.ToSlash(folder), parser(c)
	if place.File != "" && a.config == "" {
		options.Config = place.Key(place.File)
	} else if a.config == "" {
		options.Config = config.FileName // one that the pull request takes away
	}
	if options.Linter, err = a.newLinter(c, lintOptions{}, nil); err != nil {
		return options, err
	}
	// Which repository is written to is not for the configuration to say, which may be the pull request's own.
	search := github.TargetSearch{Flag: o.repository, APIFlag: o.apiURL, Getenv: a.env.Getenv}
	if r, err := a.open("."); err == nil {
		if remote, ok := r.Remote("origin"); ok {
			if search.Origin, err = github.ParseRemote(remote); err != nil {
				a.log("the origin remote: %v", err)
			}
		}
		options.Changed = changedSince(r)
	}
	found, err := github.FindTarget(search)
	if unknown := (*github.RepositoryError)(nil); errors.As(err, &unknown) {
		err = &usageError{unknown.Error(), "name it as owner/name with --repo or in GITHUB_REPOSITORY"}
	}
	if err != nil {
		return options, err
	}
	options.Repository = found.Repository
	options.Client, err = a.client(ctx, found, writePulls, o.dryRun)
	return options, err
}

// changedSince asks git which lines of a file are new since a commit.
func changedSince(r *repo.Repository) func(context.Context, string, string, []byte) ([]lint.Lines, error) {
	return func(ctx context.Context, since, path string, content []byte) ([]lint.Lines, error) {
		base, err := r.Since(ctx, since)
		if err != nil {
			return nil, err
		}
		found, err := base.Changed(ctx, filepath.Join(r.Root(), filepath.FromSlash(path)), content)
		return lintLines(found), err
	}
}

// annotate writes the findings as workflow commands.
func (a *app) annotate(r *review.Review) error {
	w, err := output.New("github", a.exact, output.Options{})
	if err != nil {
		return err
	}
	for _, d := range r.Documents {
		if err := w.Document(d.Parsed, d.Findings); err != nil {
			return err
		}
	}
	return w.Close()
}

// writeJobSummary adds the review to the page of a GitHub Actions run. That it can't be written stops nothing.
func (a *app) writeJobSummary(r *review.Review) {
	name := a.env.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" || !r.Pull.Open {
		return
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err == nil {
		_, err = f.WriteString(r.Summary())
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		a.note("The job summary could not be written: %v", err)
	}
}

// reviewComment is a comment on lines in JSON.
type reviewComment struct {
	Path      string   `json:"path"`
	StartLine int      `json:"start_line"`
	Line      int      `json:"line"`
	Rules     []string `json:"rules"`
	Body      string   `json:"body"`
}

// printReview tells what was posted, or would be.
func (a *app) printReview(r *review.Review, out review.Outcome, o reviewOptions, readOnly bool) error {
	if o.format.json {
		return a.printReviewJSON(r, out, o, readOnly)
	}
	if readOnly {
		return nil
	}
	var b bytes.Buffer
	switch {
	case !r.Pull.Open:
		fmt.Fprintf(&b, "Pull request #%d is closed: nothing is posted.\n", r.Pull.Number)
	case out.Superseded != "":
		fmt.Fprintf(&b, "Pull request #%d has moved on to %.10s: the run for that commit reviews it.\n", r.Pull.Number, out.Superseded)
	case o.dryRun:
		for _, c := range r.Remarks {
			place := fmt.Sprintf("%s:%d", c.Path, c.StartLine)
			if c.Line > c.StartLine {
				place += fmt.Sprintf("-%d", c.Line)
			}
			b.WriteString(output.Printable(place) + "\n")
			writeQuoted(&b, c.Body)
		}
		summary := "no summary"
		if text := r.NewSummary(); text != "" {
			b.WriteString("summary\n")
			writeQuoted(&b, text)
			summary = "the summary"
		}
		fmt.Fprintf(&b, "Dry run: %s and %s would be posted to pull request #%d.\n", language.Plural(len(r.Remarks), "remark"), summary, r.Pull.Number)
	default:
		fmt.Fprintf(&b, "Pull request #%d: %s changed, %s posted", r.Pull.Number, language.Plural(len(r.Documents), "postmortem"), language.Plural(out.Remarks, "new remark"))
		if out.Summary != "" {
			fmt.Fprintf(&b, ", summary %s", out.Summary)
		}
		b.WriteString(".\n")
		if out.Unplaced {
			b.WriteString("GitHub took no comments on the lines; the summary tells them.\n")
		}
	}
	_, err := a.env.Out.Write(b.Bytes())
	return err
}

// writeQuoted writes a text behind bars, so that no line of it is anything but text.
func writeQuoted(b *bytes.Buffer, text string) {
	for line := range strings.Lines(strings.TrimRight(text, "\n") + "\n") {
		b.WriteString("  | " + output.Printable(strings.TrimRight(line, "\n")) + "\n")
	}
	b.WriteString("\n")
}

func (a *app) printReviewJSON(r *review.Review, out review.Outcome, o reviewOptions, readOnly bool) error {
	comments := []reviewComment{}
	for _, c := range r.Remarks {
		comments = append(comments, reviewComment{c.Path, c.StartLine, c.Line, c.Rules, c.Body})
	}
	findings := 0
	paths := []string{}
	for _, d := range r.Documents {
		findings += len(d.Findings)
		paths = append(paths, d.Path)
	}
	return writeJSON(a.env.Out, map[string]any{
		"version": 1, "pull_request": map[string]any{"number": r.Pull.Number, "url": r.Pull.URL, "head": r.Pull.HeadCommit, "open": r.Pull.Open},
		"documents": paths, "findings": findings, "comments": comments, "posted": out.Remarks, "summary": map[string]any{"state": nullable(out.Summary), "body": r.Summary()},
		"dry_run": o.dryRun, "read_only": readOnly, "superseded_by": nullable(out.Superseded),
	})
}
