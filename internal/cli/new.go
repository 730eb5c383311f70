package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

type newOptions struct {
	format   outputFormat
	answers  string
	skeleton bool
	schema   bool
	plain    bool
	noBranch bool
	noCommit bool
	template string

	push, pullRequest bool
	changed           func(flag string) bool // whether it was given
}

func (a *app) newCommand() *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use:   "new [TITLE]",
		Short: "Write a postmortem: an interview, a document, a branch, a commit",
		Long: `Asks what a good postmortem needs to know, writes the document and commits it on a branch of its own. Every keystroke is
kept in a draft: leave when you must, "postmortem resume" goes on.

Without a terminal the answers come from a file (--answers); --answers-skeleton prints an empty one.`,
		Example: `  postmortem new "Checkout unavailable for EU customers"
  postmortem new --answers-skeleton > answers.yaml
  postmortem new --answers answers.yaml --json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.new(cmd.Context(), o, strings.Join(args, " "))
		},
	}
	o.format.register(cmd, "text", "json")
	o.register(cmd)
	a.registerLanguage(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.answers, "answers", "", "read the answers from this YAML or JSON `file`, or - for standard input")
	offerFiles(cmd, "answers", "yaml", "yml", "json")
	flags.BoolVar(&o.schema, "answers-schema", false, "print the JSON Schema of answers files")
	flags.BoolVar(&o.skeleton, "answers-skeleton", false, "print an empty answers file with explanations")
	return cmd
}

// register adds the flags that new and resume share.
func (o *newOptions) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.plain, "plain", false, "ask line by line, for screen readers and simple terminals")
	flags.BoolVar(&o.noBranch, "no-branch", false, "commit on the current branch")
	flags.BoolVar(&o.noCommit, "no-commit", false, "only write the file")
	flags.BoolVar(&o.push, "push", false, "push the branch, as git push -u does")
	flags.BoolVar(&o.pullRequest, "pull-request", false, "push the branch and open a pull request on GitHub; a draft while the document is one")
	o.changed = flags.Changed
	flags.StringVar(&o.template, "template", "", "use this template: a `name`, or the path of a markdown file in the repository")
	offerFiles(cmd, "template", documentEndings()...)
}

func (a *app) new(ctx context.Context, o newOptions, title string) error {
	if o.skeleton {
		_, c, err := a.place()
		if err != nil {
			return err
		}
		_, err = a.env.Out.Write(interview.Skeleton(a.spoken(c).Messages()))
		return err
	}
	if o.schema {
		_, c, err := a.place()
		if err != nil {
			return err
		}
		_, err = a.env.Out.Write(interview.Schema(c.Severities))
		return err
	}
	w, err := a.writer(o)
	if err != nil {
		return err
	}
	if o.answers != "" {
		answers, err := a.readAnswers(ctx, o.answers, title, w.config)
		if err != nil {
			return err
		}
		return w.write(ctx, answers)
	}
	if err := a.canAsk(o); err != nil {
		return err
	}
	store, err := a.drafts(w.config, w.place.Root)
	if err != nil {
		return err
	}
	draft, err := store.Begin(title)
	if err != nil {
		return err
	}
	return a.finish(ctx, o, w, draft, a.waiting(store, w.place.Root, draft.ID))
}

// waiting tells of the drafts for a folder besides one: "" when there are none.
func (a *app) waiting(store *interview.Store, folder, besides string) string {
	entries, err := store.List()
	if err != nil {
		return ""
	}
	entries = slices.DeleteFunc(entries, func(e interview.Entry) bool { return e.ID == besides || e.Folder != "" && e.Folder != folder })
	switch n := len(entries); n {
	case 0:
		return ""
	case 1:
		return a.words().Say("draft %s waits too (%s)", entries[0].ID, a.ours("resume "+entries[0].ID))
	default:
		return a.words().Say("%d other drafts wait (%s)", n, a.ours("resume --list"))
	}
}

// canAsk refuses an interview that nobody could answer.
func (a *app) canAsk(o newOptions) error {
	if a.env.InTerminal || o.plain {
		return nil
	}
	return &usageError{"there is no terminal to ask in", "give the answers in a file (postmortem new --answers FILE; --answers-skeleton prints an empty one), or use --plain to be asked line by line"}
}

func (a *app) drafts(c config.Config, place string) (*interview.Store, error) {
	dir, err := a.env.stateDir()
	if err != nil {
		return nil, err
	}
	zone, err := configuredZone(c)
	if err != nil {
		return nil, err
	}
	now := a.env.Now
	if zone != nil {
		now = func() time.Time { return a.env.Now().In(zone) }
	}
	return interview.NewStore(filepath.Join(dir, "drafts"), place, c.Severities, now), nil
}

func (a *app) readAnswers(ctx context.Context, name, title string, c config.Config) (template.Answers, error) {
	var source []byte
	var err error
	if name == "-" {
		name = "standard input"
		source, err = io.ReadAll(io.LimitReader(interruptible{ctx, a.env.In}, interview.MaxAnswersSize+1))
	} else {
		source, err = document.ReadFile(name)
	}
	if err != nil {
		return template.Answers{}, err
	}
	zone, err := configuredZone(c)
	if err != nil {
		return template.Answers{}, err
	}
	return interview.ReadAnswers(name, source, title, c.Severities, zone)
}

// finish holds the interview of a draft and writes the document. The draft is given up only when the document is on disk. What is said is told at the
// beginning; "": nothing.
func (a *app) finish(ctx context.Context, o newOptions, w *documentWriter, draft *interview.Draft, said string) error {
	defer draft.Close()
	linter, err := a.newLinter(w.config, lintOptions{}, nil)
	if err != nil {
		return err
	}
	past := w.past(ctx)
	front := interview.Options{
		In: a.env.In, Out: a.env.Out, Width: a.env.Width(), Getenv: a.env.Getenv, Color: a.env.color(a.color, a.env.OutTerminal),
		Words:  w.language.Messages(),
		Zone:   w.template.Zone,
		Render: w.render,
		Read: func(source []byte, width int) []string {
			return readable(parser(w.config), source, w.language.Messages(), w.template.Zone, width)
		},
		Lint: func(source []byte) interview.Review {
			return reviewed(linter, parser(w.config), source, w.language.Messages().For("cli"))
		},
		Check: liveCheck(linter, parser(w.config), w.language.Messages()),

		ReadNotes: pastedNotes,
		Grade:     gradeOf,
		Owners:    func() []string { return w.owners(ctx, past) },
		Earlier:   past.earlier,
	}
	if front.Notice = w.uncommittable(ctx); front.Notice == "" {
		front.Then = w.choices(ctx)
		if at, trunk := w.comesAlong(ctx, ""); trunk != "" {
			front.Notice = a.words().Say("the new branch begins at %s, whose commits %s lacks: they come along", at, trunk)
		}
	}
	if front.Notice == "" {
		front.Notice = said
	} else if said != "" {
		front.Notice = a.words().Say("%s; %s", front.Notice, said)
	}
	ask := interview.Screen
	if o.plain || a.env.plainTerminal() {
		ask = interview.Plain
		front.Out = a.env.Err // what is asked is not the result
	}
	answers, err := ask(ctx, draft, front)
	if err != nil {
		return a.leave(draft, err)
	}
	path, err := w.create(answers)
	if err != nil {
		a.keep(draft)
		return err
	}
	if err := draft.Finish(); err != nil {
		if left, ok := errors.AsType[*interview.NotesLeft](err); ok {
			a.note("%s", a.fitted(a.ours("resume "+left.ID), "The document is written; %v. They are in draft %s:", left, left.ID))
		} else {
			a.note("The document is written, but its draft could not be removed: %v", err)
		}
	}
	return w.commit(ctx, answers, path)
}

// keep tells how to go on with a draft, also with --quiet: without it, the draft is as good as lost.
func (a *app) keep(draft *interview.Draft) {
	fmt.Fprintln(a.env.Err, a.fitted(a.ours("resume "+draft.ID), "Draft kept. Go on with:"))
}

// leave ends an interview before its end: the draft stays, unless there is nothing in it.
func (a *app) leave(draft *interview.Draft, err error) error {
	if draft.Session().Answered() == 0 {
		finished := draft.Finish()
		if _, ok := errors.AsType[*interview.NotesLeft](finished); !ok {
			a.note("Nothing was entered, so there is no draft to keep.")
			return errors.Join(reportedIfInterrupted(err), finished)
		}
	}
	a.keep(draft)
	return reportedIfInterrupted(err)
}

// uncommittable tells, before anything is asked, that git doesn't know who commits, or that there is none to push what is to be pushed; "" when nothing is in the way.
func (w *documentWriter) uncommittable(ctx context.Context) string {
	if w.options.noCommit || !w.config.Git.Commit {
		return ""
	}
	r, err := w.app.open(".")
	if errors.Is(err, repo.ErrNoRepository) && (w.options.push || w.options.pullRequest) {
		return fmt.Sprintf("%v, so the document will be written and not pushed", err)
	}
	if err != nil {
		return ""
	}
	unknown, ok := errors.AsType[*repo.Error](r.Identified(ctx))
	if !ok || !errors.Is(unknown, repo.ErrNoIdentity) {
		return ""
	}
	return fmt.Sprintf("%v, so the document will be written and not committed; %s", unknown, unknown.Hint())
}

// comesAlong tells where HEAD stands and which branch lacks its commits, where a new branch of a name ("": any) would take them along; "" where it takes none.
func (w *documentWriter) comesAlong(ctx context.Context, branch string) (at, trunk string) {
	if w.options.noBranch || w.options.noCommit || !w.config.Git.Commit {
		return "", ""
	}
	r, err := w.app.open(".")
	if err != nil {
		return "", ""
	}
	at, commit, err := r.Head()
	if err != nil || at == branch && at != "" {
		return "", ""
	}
	if at == "" {
		at = commit[:min(len(commit), 10)]
	}
	return at, r.Unmerged(ctx)
}

// documentWriter turns answers into a document in the repository.
type documentWriter struct {
	app         *app
	options     newOptions
	publication publication
	place       config.Place
	config      config.Config
	template    template.Template
	language    language.Language
}

func (a *app) writer(o newOptions) (*documentWriter, error) {
	place, c, err := a.place()
	if err != nil {
		return nil, err
	}
	publication, err := o.publication(c.Git)
	if err != nil {
		return nil, err
	}
	name := c.Template
	if o.template != "" {
		name = o.template
	}
	spoken := a.spoken(c)
	t, err := template.Find(place.Root, name, spoken.Code())
	if err != nil {
		return nil, err
	}
	t.Parser, t.Style = parser(c), document.StyleOf(spoken.Code())
	if t.Zone, err = a.documentZone(c, spoken); err != nil {
		return nil, err
	}
	a.log("template: %s", t.Path)
	// Before anything is asked or written: here there is no place for a document.
	if _, err := a.open("."); errors.Is(err, repo.ErrBare) {
		return nil, err
	}
	return &documentWriter{app: a, options: o, publication: publication, place: place, config: c, template: t, language: spoken}, nil
}

func (w *documentWriter) render(a template.Answers) ([]byte, error) {
	return template.Render(w.template, a)
}

// write creates the document and commits it.
func (w *documentWriter) write(ctx context.Context, answers template.Answers) error {
	path, err := w.create(answers)
	if err != nil {
		return err
	}
	return w.commit(ctx, answers, path)
}

// create writes the document's file and returns its absolute path.
func (w *documentWriter) create(answers template.Answers) (string, error) {
	source, err := w.render(answers)
	if err != nil {
		return "", err
	}
	folder, err := w.place.Folder(w.config.Directory)
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, template.FileName(answers, w.app.env.Now()))
	err = document.Create(displayPath(path), source)
	if errors.Is(err, document.ErrExists) && w.publication.push {
		// An earlier run may have come as far as the push.
		if there, readErr := document.ReadFile(path); readErr == nil && bytes.Equal(there, source) {
			return path, nil
		}
	}
	if err != nil {
		return "", err
	}
	return path, nil
}

// newResult is what new prints with --json.
type newResult struct {
	Path        string  `json:"path"`
	Branch      *string `json:"branch"`
	Commit      *string `json:"commit"`
	PullRequest *string `json:"pull_request"`
}

// commit commits the document and publishes it, as far as that is wanted, and prints what came of it.
func (w *documentWriter) commit(ctx context.Context, answers template.Answers, path string) error {
	result := newResult{Path: displayPath(path)}
	at, trunk := w.comesAlong(ctx, w.branch(answers, path))
	made, err := w.commitFile(ctx, answers, path)
	if made.Hash != "" {
		result.Branch, result.Commit = &made.Branch, &made.Hash
		w.app.note("%s", w.app.fitted(made.Branch, "Committed %s on branch", made.Hash[:min(len(made.Hash), 10)]))
		if trunk != "" {
			w.app.note("%s", w.app.fitted(w.app.gits("rebase --autostash --onto "+shellQuote(trunk)+" HEAD~1"), "It begins at %s, whose commits %s lacks: they come along. To have it begin at %s:", at, trunk, trunk))
		}
	}
	if err != nil {
		w.app.note("%s\n  %s", w.app.fitted("", "The document is saved, but not committed. When the reason is out of the way:"), w.commitByHand(answers, path, err))
	}
	if err == nil && made.Hash != "" && w.publication.push {
		var address string
		if address, err = w.publish(ctx, answers, path, made); address != "" {
			result.PullRequest = &address
		}
	}
	if printErr := w.print(result); printErr != nil {
		return printErr
	}
	if err != nil {
		return err
	}
	w.app.note("%s", w.app.fitted(w.app.ours("lint "+shellQuote(result.Path)), "Next:"))
	if remote := w.unpushed(ctx, path, made); remote != "" {
		w.app.note("%s", w.app.fitted(w.app.pushByHand(remote, made.Branch), "     "))
	}
	return nil
}

func (w *documentWriter) print(r newResult) error {
	if w.options.format.json {
		return writeJSON(w.app.env.Out, r)
	}
	_, err := fmt.Fprintln(w.app.env.Out, r.Path)
	return err
}
