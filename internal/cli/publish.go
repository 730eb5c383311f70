package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/repo"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// publication says how far a new document goes beyond its commit. A pull request needs a push.
type publication struct{ push, pullRequest bool }

// publication is what flags and configuration ask for, the flags first.
func (o newOptions) publication(c config.Git) (publication, error) {
	p := publication{c.Push || c.PullRequest, c.PullRequest}
	if o.changed("pull-request") {
		p = publication{c.Push || o.pullRequest, o.pullRequest}
	}
	if o.changed("push") {
		if !o.push && o.pullRequest {
			return p, &usageError{"a pull request needs a push", "leave --push=false out"}
		}
		p = publication{o.push || o.pullRequest, o.push && p.pullRequest}
	}
	if !o.noCommit && c.Commit {
		return p, nil
	}
	if o.push || o.pullRequest {
		return p, &usageError{"without a commit there is nothing to push", "leave --no-commit out, and git.commit: false in the configuration"}
	}
	return publication{}, nil
}

// choices are how far a document that is about to be written may go: what flags and configuration ask for, and what else the repository allows.
func (w *documentWriter) choices(ctx context.Context) interview.Choices {
	if w.options.noCommit || !w.config.Git.Commit {
		return interview.Choices{}
	}
	r, err := w.app.open(".")
	if err != nil {
		return interview.Choices{}
	}
	outcomes := []interview.Outcome{interview.Committed}
	if remote, ok := r.PushRemote(ctx, ""); ok {
		outcomes = append(outcomes, interview.Pushed)
		if _, err := github.ParseRemote(remote.URL); (err == nil || w.config.GitHub.Repository != "") && !w.options.noBranch {
			outcomes = append(outcomes, interview.PullRequested)
		}
	}
	wanted := interview.Committed
	switch {
	case w.publication.pullRequest:
		wanted = interview.PullRequested
	case w.publication.push:
		wanted = interview.Pushed
	}
	outcomes = slices.DeleteFunc(outcomes, func(o interview.Outcome) bool { return o == wanted })
	return interview.Choices{Outcomes: append([]interview.Outcome{wanted}, outcomes...), Choose: func(o interview.Outcome) {
		w.publication = publication{push: o >= interview.Pushed, pullRequest: o == interview.PullRequested}
	}}
}

// publish pushes the commit and opens a pull request, as far as that is wanted. It returns the address of the pull request.
func (w *documentWriter) publish(ctx context.Context, answers template.Answers, path string, made repo.Commit) (string, error) {
	r, err := w.app.open(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	remote, ok := r.PushRemote(ctx, made.Branch)
	if !ok {
		return "", &usageError{"the repository has no remote to push to", "name one (" + w.app.gits("remote add origin URL") + "), then: " + w.app.pushByHand("origin", made.Branch)}
	}
	var pull *pullRequest
	var unprepared error
	if w.publication.pullRequest {
		pull, unprepared = w.preparePullRequest(ctx, remote, made)
		// A branch of its own is there to be pushed. The current one may be the one that everybody works on.
		if _, shared := errors.AsType[*usageError](unprepared); shared || unprepared != nil && w.options.noBranch {
			return "", unprepared
		}
	}
	w.app.note("Pushing %s to %s.", made.Branch, remote.Name) // no progress line: git may ask for a password behind it
	if err := r.Push(ctx, remote, made.Branch, w.app.env.ErrTerminal); err != nil {
		w.app.note("The document is committed, but not pushed. When the reason is out of the way:\n  %s%s", w.app.pushByHand(remote.Name, made.Branch), w.andPullRequest(remote, made.Branch))
		return "", err
	}
	if !w.publication.pullRequest {
		return "", nil
	}
	err = unprepared
	if err == nil {
		err = pull.open(ctx, w, r, answers, path)
	}
	if pull != nil && pull.made.URL != "" {
		w.app.note("Pull request: %s", pull.made.URL)
		return pull.made.URL, err
	}
	w.app.note("The branch is pushed, but there is no pull request yet.%s", w.andPullRequest(remote, made.Branch))
	return "", err
}

// pushByHand is the command that pushes a branch.
func (a *app) pushByHand(remote, branch string) string {
	if strings.HasPrefix(remote, "-") {
		remote = "-- " + shellQuote(remote)
	} else {
		remote = shellQuote(remote)
	}
	return a.gits("push -u " + remote + " " + shellQuote(branch))
}

// unpushed is the remote that a commit is still to be pushed to; "" when there is none, or it was pushed.
func (w *documentWriter) unpushed(ctx context.Context, path string, made repo.Commit) string {
	if made.Hash == "" || w.publication.push {
		return ""
	}
	r, err := w.app.open(filepath.Dir(path))
	if err != nil {
		return ""
	}
	remote, _ := r.PushRemote(ctx, made.Branch)
	return remote.Name
}

// andPullRequest says how to open the pull request by hand, where one is wanted.
func (w *documentWriter) andPullRequest(remote repo.Remote, branch string) string {
	if !w.publication.pullRequest {
		return ""
	}
	repository, err := github.ParseRemote(remote.URL)
	if err != nil {
		return "\n  gh pr create --head " + shellQuote(branch)
	}
	return "\n  in a browser: " + repository.URL() + "/compare/" + (&url.URL{Path: branch}).EscapedPath() + "?expand=1&template=postmortem.md"
}

// pullRequest is one that is to be opened, or found.
type pullRequest struct {
	client     *github.Client
	repository github.Details
	commit     repo.Commit
	made       github.PullRequest
}

const writePulls = "Pull requests: read and write"

// preparePullRequest finds the repository that the remote is, and the branch to merge into.
func (w *documentWriter) preparePullRequest(ctx context.Context, remote repo.Remote, commit repo.Commit) (*pullRequest, error) {
	search := github.TargetSearch{Config: w.config.GitHub.Repository, Getenv: w.app.env.Getenv}
	target, err := github.FindTarget(search)
	// Issues may have their home elsewhere, a pull request is where the branch is. But a host that only ssh knows by its name is told by the configuration.
	if pushed, notGitHub := github.ParseRemote(remote.URL); notGitHub == nil && (err != nil || !strings.EqualFold(pushed.String(), target.Repository.String())) {
		search.Flag, search.Origin = pushed.Host+"/"+pushed.String(), pushed
		target, err = github.FindTarget(search)
	}
	if err != nil {
		return nil, err
	}
	p := &pullRequest{commit: commit}
	if p.client, err = w.app.client(ctx, target, writePulls, false); err != nil {
		return nil, err
	}
	p.repository, err = p.client.Check(ctx, target.Repository)
	if api, ok := errors.AsType[*github.Error](err); ok && api.Kind == github.Disabled && !p.repository.Archived {
		err = nil // it has no issues, which are not asked for
	}
	if err == nil && p.repository.DefaultBranch == commit.Branch {
		err = &usageError{"a pull request needs a branch of its own, and " + commit.Branch + " is the one that others are merged into", "the commit is there and is not pushed: push it yourself, or leave --no-branch out the next time"}
	}
	return p, err
}

// open opens the pull request, or takes the one that is open for the branch, and gives it labels and reviewers.
func (p *pullRequest) open(ctx context.Context, w *documentWriter, r *repo.Repository, answers template.Answers, path string) error {
	repository := p.repository.Repository
	body, err := w.pullRequestBody(p, r, answers, path)
	if err != nil {
		return err
	}
	source, err := document.ReadFile(path)
	if err != nil {
		return err
	}
	doc := parser(w.config).Parse(path, source)
	found, ok, err := p.client.FindPullRequest(ctx, repository, p.commit.Branch)
	if err != nil {
		return err
	}
	if p.made = found; ok {
		w.app.note("The branch has a pull request already.")
	} else if p.made, err = p.create(ctx, w, github.NewPullRequest{
		Title: commitMessage(answers), Body: body, Head: p.commit.Branch, Base: p.repository.DefaultBranch, Draft: isDraft(doc),
	}); err != nil {
		return err
	}
	if labels := w.config.GitHub.Labels; len(labels) > 0 {
		if err := p.client.AddLabels(ctx, repository, p.made.Number, labels); err != nil {
			return err
		}
	}
	var reviewers []string
	for _, name := range w.config.GitHub.Reviewers {
		if !strings.EqualFold(strings.TrimPrefix(name, "@"), p.made.Author) {
			reviewers = append(reviewers, name)
		}
	}
	if len(reviewers) == 0 {
		return nil
	}
	return p.client.RequestReviewers(ctx, repository, p.made.Number, reviewers)
}

// create opens the pull request. Where the answer was lost it looks whether it was opened, and where there can be no drafts it opens a ready one.
func (p *pullRequest) create(ctx context.Context, w *documentWriter, pull github.NewPullRequest) (github.PullRequest, error) {
	made, err := p.client.CreatePullRequest(ctx, p.repository.Repository, pull)
	api, _ := errors.AsType[*github.Error](err)
	if api == nil {
		return made, err
	}
	if api.Ambiguous || api.Kind == github.Invalid {
		if found, ok, findErr := p.client.FindPullRequest(ctx, p.repository.Repository, pull.Head); findErr == nil && ok {
			return found, nil
		}
	}
	if api.Kind == github.Invalid && pull.Draft {
		w.app.log("a draft was not accepted: %v", err)
		pull.Draft = false
		return p.client.CreatePullRequest(ctx, p.repository.Repository, pull)
	}
	return made, err
}

// isDraft tells whether a document is one, by its own word; where it says nothing, a new document is.
func isDraft(doc *document.Document) bool {
	return doc.Meta.Status == "" || strings.EqualFold(doc.Meta.Status, "draft")
}

// maxSummary bounds, in characters, how much of a summary a pull request quotes. GitHub takes 65,536.
const maxSummary = 8000

// pullRequestBody is the summary, the way to the document and what to look at in it.
func (w *documentWriter) pullRequestBody(p *pullRequest, r *repo.Repository, answers template.Answers, path string) (string, error) {
	rel, err := r.Rel(path)
	if err != nil {
		return "", err
	}
	checklist, err := template.PullRequest(w.place.Root)
	if err != nil {
		return "", err
	}
	summary := strings.TrimSpace(answers.Sections[document.Summary])
	if utf8.RuneCountInString(summary) > maxSummary {
		summary = string([]rune(summary)[:maxSummary]) + "…"
	}
	address := cmp.Or(p.repository.URL, p.repository.Repository.URL()) + "/blob/" + p.commit.Hash + "/" + (&url.URL{Path: rel}).EscapedPath()
	link := fmt.Sprintf("[%s](%s)", strings.NewReplacer(`[`, `\[`, `]`, `\]`).Replace(rel), address)
	parts := []string{summary, link, strings.TrimSpace(string(checklist))}
	if summary == "" {
		parts = parts[1:]
	}
	return strings.Join(parts, "\n\n") + "\n", nil
}
