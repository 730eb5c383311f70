package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// trackerOptions are the flags of every command that talks to GitHub.
type trackerOptions struct {
	format        outputFormat
	repository    string
	apiURL        string
	allowFindings bool
	readOnly      bool
}

func (o *trackerOptions) register(cmd *cobra.Command, formats ...string) {
	o.format.register(cmd, formats...)
	flags := cmd.Flags()
	flags.StringVar(&o.repository, "repo", "", "the repository of the issues: `owner/name`")
	flags.StringVar(&o.apiURL, "api-url", "", "use this API `address` instead of the one of the repository's host")
}

func (o *trackerOptions) registerSending(cmd *cobra.Command) {
	o.register(cmd, "text", "json")
	cmd.Flags().BoolVar(&o.allowFindings, "allow-findings", false, "send items to GitHub even where lint finds an error in them")
}

// tracker is what a command needs to bring documents and issues together.
type tracker struct {
	sources []actions.Source
	options actions.Options
	// unpublished tells that the commit which new issues will link to is on no remote.
	unpublished bool
}

// tracker finds documents, repository, host, token and what the team chose.
func (a *app) tracker(ctx context.Context, o trackerOptions, paths []string) (tracker, error) {
	place, c, err := a.place()
	if err != nil {
		return tracker{}, err
	}
	t := tracker{}
	if t.sources, err = a.sources(place, c, paths); err != nil {
		return t, err
	}
	if len(t.sources) > 0 {
		if err := oneHome(t.sources); err != nil {
			return t, err
		}
		// What holds is what the documents' own repository says, wherever the command runs.
		if place, c, err = a.placeOf(filepath.Dir(t.sources[0].File)); err != nil {
			return t, err
		}
	}
	if err := a.target(ctx, o, c, &t); err != nil {
		return t, err
	}
	t.options.Parser = parser(c)
	t.options.Labels, t.options.LabelBy, t.options.Assign = c.GitHub.Labels, c.GitHub.LabelBy, c.GitHub.Assign
	t.options.Milestone, t.options.Tracking, t.options.Scale = c.GitHub.Milestone, c.GitHub.Tracking, c.Severities
	t.options.Now, t.options.Sleep = a.env.Now, a.env.Sleep
	t.options.Progress = a.progress(t.options.Repository)
	t.options.AllowFindings = o.allowFindings
	linter, err := a.newLinter(c, lintOptions{rules: []string{"action", "blame", "safety"}}, nil)
	if err != nil {
		return t, err
	}
	t.options.Lint = func(doc *document.Document) []actions.Finding { return unfit(linter, doc) }
	t.options.Template, err = issueTemplate(place, t.options)
	return t, err
}

// oneHome refuses documents of several repositories: the items of one would become public in another.
func oneHome(sources []actions.Source) error {
	first, err := config.Locate(filepath.Dir(sources[0].File))
	if err != nil {
		return err
	}
	for _, s := range sources[1:] {
		home, err := config.Locate(filepath.Dir(s.File))
		if err != nil {
			return err
		}
		if home.Root != first.Root {
			return &usageError{fmt.Sprintf("%s and %s are not in the same repository", sources[0].Path, s.Path), "run the command once for each repository"}
		}
	}
	return nil
}

// unfit are the findings at error in a document.
func unfit(linter *lint.Linter, doc *document.Document) []actions.Finding {
	var all []actions.Finding
	for _, f := range linter.Lint(doc) {
		if f.Severity >= lint.Error {
			all = append(all, actions.Finding{Rule: f.Rule, Message: f.Message, Span: f.Span})
		}
	}
	return all
}

// issueTemplateFile is where a repository keeps its own text for issues, relative to its root.
const issueTemplateFile = template.Folder + "/action-item.md"

// issueTemplate reads the repository's own text for issues, which must be fit to be sent as well; nil when there is none.
func issueTemplate(place config.Place, o actions.Options) (*actions.Template, error) {
	if _, err := os.Lstat(filepath.Join(place.Root, filepath.FromSlash(issueTemplateFile))); err != nil {
		return nil, nil
	}
	found, err := template.Find(place.Root, issueTemplateFile, "")
	if err != nil {
		return nil, err
	}
	doc := o.Parser.Parse(issueTemplateFile, found.Source)
	for _, f := range o.Lint(doc) {
		if !o.AllowFindings {
			return nil, &actions.TemplateError{Path: issueTemplateFile, Line: doc.Position(f.Span.Start).Line, Message: f.Message + " (" + f.Rule + ")"}
		}
	}
	return actions.ParseTemplate(issueTemplateFile, string(found.Source))
}

// target finds the repository, the host and the token.
func (a *app) target(ctx context.Context, o trackerOptions, c config.Config, t *tracker) error {
	out := &t.options
	folder := "."
	if len(t.sources) > 0 {
		folder = filepath.Dir(t.sources[0].File)
	}
	r, err := a.open(folder)
	if err != nil && !errors.Is(err, repo.ErrNoRepository) {
		a.log("the git repository can't be read: %v", err)
	}
	if err == nil {
		if remote, ok := r.Remote("origin"); ok {
			if out.Documents, err = github.ParseRemote(remote); err != nil {
				a.log("the origin remote: %v", err)
			}
		}
		if _, commit, err := r.Head(); err == nil && commit != "" {
			out.Revision, t.unpublished = commit, !r.Published(ctx, commit)
		}
	}
	found, err := github.FindTarget(github.TargetSearch{
		Flag: o.repository, Config: c.GitHub.Repository, Origin: out.Documents, APIFlag: o.apiURL, Getenv: a.env.Getenv,
	})
	if err != nil {
		return err
	}
	out.Repository = found.Repository
	if out.Client, err = a.client(ctx, found, "", o.readOnly); err != nil {
		return err
	}
	state := strings.NewReplacer(":", "_").Replace(strings.ToLower(found.Repository.Host + "/" + found.Repository.String()))
	host, _, _ := strings.Cut(state, "/")
	folder, err = a.env.stateDir()
	out.Journals = filepath.Join(folder, "actions", host)
	out.State = filepath.Join(folder, "actions", filepath.FromSlash(state))
	return err
}

// client makes calls to the API that serves a repository, with the token that is for it. permission is what the token must allow; "": to write issues.
func (a *app) client(ctx context.Context, target github.Target, permission string, readOnly bool) (*github.Client, error) {
	token, err := github.FindToken(ctx, github.TokenSearch{
		APIRoot: target.APIRoot, Named: target.Named, Permission: permission, Getenv: a.env.Getenv, Run: runProgram,
	})
	if err != nil {
		return nil, err
	}
	cache := a.env.cacheDir()
	if cache != "" {
		cache = filepath.Join(cache, "github")
	}
	return github.New(github.Options{
		BaseURL: target.APIRoot, Token: token.Value, TokenSource: token.Source, Permission: permission, Transport: a.env.Transport, Now: a.env.Now, Sleep: a.env.Sleep,
		UserAgent: "postmortem/" + a.env.Version, ReadOnly: readOnly, CacheDir: cache, Progress: func(m string) { a.showProgress("%s", m) },
	})
}

// runProgram runs a program of the user's, such as gh.
func runProgram(ctx context.Context, name string, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	return string(out), err
}
