package review_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
	"github.com/blameless-postmortem/postmortem/internal/review"
)

const (
	repoName = "acme/widgets"
	bot      = "github-actions[bot]"
	report   = "postmortems/2026-11-20-checkout.md"
)

// world is a GitHub, a repository beside it, and one pull request.
type world struct {
	t      *testing.T
	server *githubtest.Server
	box    *repotest.Sandbox
	folder string
	base   string
	number int
}

func newWorld(t *testing.T, change ...func(*githubtest.Options)) *world {
	o := githubtest.Options{Token: "t", Login: bot, PageSize: 2}
	for _, f := range change {
		f(&o)
	}
	box := repotest.New(t)
	maps.Copy(box.Env, map[string]string{"GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z"})
	w := &world{t: t, server: githubtest.New(o), box: box, folder: filepath.Join(box.Home, "widgets")}
	w.checkViolations()
	w.server.AddRepository(githubtest.Repository{Name: repoName})
	box.Git(box.Home, "init", "--quiet", w.folder)
	w.write("README.md", "# widgets\n")
	w.base = w.commit("first")
	w.git("switch", "--quiet", "-c", "topic")
	return w
}

// checkViolations reports, at the end, what GitHub would not have understood.
func (w *world) checkViolations() {
	w.t.Cleanup(func() {
		for _, v := range w.server.Violations() {
			w.t.Errorf("githubtest: %s", v)
		}
	})
}

func (w *world) git(args ...string) string {
	w.t.Helper()
	return strings.TrimSpace(w.box.Git(w.folder, args...))
}

func (w *world) write(name, content string) {
	w.t.Helper()
	path := filepath.Join(w.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) commit(message string) string {
	w.t.Helper()
	w.git("add", "--all")
	w.git("commit", "--quiet", "--allow-empty", "-m", message)
	return w.git("rev-parse", "HEAD")
}

// push commits what is there and brings the pull request up to date, opening it at first.
func (w *world) push() {
	w.t.Helper()
	head := w.commit("work")
	files, err := githubtest.Changes(w.folder, "main", head)
	if err != nil {
		w.t.Fatal(err)
	}
	set := func(p *githubtest.PullRequest) {
		p.HeadSHA, p.BaseSHA, p.Files = head, w.git("rev-parse", "main"), files
	}
	if w.number == 0 {
		p := githubtest.PullRequest{Title: "Postmortem", Head: "topic", Base: "main", Author: "ines"}
		set(&p)
		w.number = w.server.AddPull(repoName, p)
		return
	}
	w.server.EditPull(repoName, w.number, set)
}

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// linter is shared: its word lists take a while to read.
var linter = sync.OnceValue(func() *lint.Linter {
	l, err := lint.New(rules.All(), []language.Language{english.New(), japanese.New()}, lint.Options{Required: []string{"summary"}, Today: now, Disable: []string{"timeline", "action/none"}})
	if err != nil {
		panic(err) // the rules are there
	}
	return l
})

func (w *world) options(change ...func(*review.Options)) review.Options {
	w.t.Helper()
	client, err := github.New(github.Options{
		BaseURL: "http://127.0.0.1", Token: "t", Transport: w.server.Transport(), Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	o := review.Options{
		Client: client, Repository: github.Repository{Host: "github.com", Owner: "acme", Name: "widgets"}, Number: w.number,
		Root: w.folder, Folder: "postmortems", Config: ".postmortem.yaml", Parser: document.Parser{}, Linter: linter(), Now: now,
	}
	for _, f := range change {
		f(&o)
	}
	return o
}

// again is the same pull request on another GitHub, before anybody said anything.
func (w *world) again() *world {
	fresh := &world{t: w.t, box: w.box, folder: w.folder, base: w.base, server: githubtest.New(githubtest.Options{Token: "t", Login: bot, PageSize: 2})}
	fresh.checkViolations()
	fresh.server.AddRepository(githubtest.Repository{Name: repoName})
	p := w.pull()
	fresh.number = fresh.server.AddPull(repoName, githubtest.PullRequest{Title: p.Title, Head: p.Head, Base: p.Base, Author: p.Author, HeadSHA: p.HeadSHA, BaseSHA: p.BaseSHA, Files: p.Files})
	return fresh
}

// run reviews once.
func (w *world) run(change ...func(*review.Options)) review.Outcome {
	w.t.Helper()
	r, err := review.Prepare(w.t.Context(), w.options(change...))
	if err != nil {
		w.t.Fatal(err)
	}
	out, err := r.Post(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) pull() githubtest.PullRequest { return w.server.Pull(repoName, w.number) }

// summary is the one comment on the whole.
func (w *world) summary() string {
	w.t.Helper()
	var found []string
	for _, c := range w.pull().Comments {
		if c.Author == bot {
			found = append(found, c.Body)
		}
	}
	if len(found) != 1 {
		w.t.Fatalf("%d summaries: %q", len(found), found)
	}
	return found[0]
}

// places are the remarks as "path:first-last".
func (w *world) places() []string {
	var all []string
	for _, r := range w.pull().Remarks {
		first := r.StartLine
		if first == 0 {
			first = r.Line
		}
		all = append(all, fmt.Sprintf("%s:%d-%d", r.Path, first, r.Line))
	}
	return all
}

const calm = `# Checkout unavailable

## Summary

The proxy had no upstream for one region.
`

const (
	forgot = "The on-call engineer forgot to drain the node.\n"
	human  = "Human error was the root cause.\n"
)

func TestReviewOnce(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot+"\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 2 || out.Summary != "created" {
		t.Errorf("got %+v", out)
	}
	if got := w.places(); !slices.Equal(got, []string{report + ":7-7", report + ":9-9"}) {
		t.Errorf("got %q", got)
	}
	p := w.pull()
	if len(p.Reviews) != 1 || p.Reviews[0].State != "COMMENTED" || p.Reviews[0].Commit != p.HeadSHA {
		t.Errorf("got %+v", p.Reviews)
	}
	before := w.server.Count("") - w.server.Count("GET ")
	for range 10 {
		if out := w.run(); out.Remarks != 0 || out.Summary != "unchanged" {
			t.Errorf("got %+v", out)
		}
	}
	if after := w.server.Count("") - w.server.Count("GET "); after != before {
		t.Errorf("%d requests changed something", after-before)
	}
}

func TestOnlyWhatIsNew(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	w.run()
	// A paragraph comes in before; the sentence is wrapped and stands elsewhere.
	w.write(report, strings.Replace(calm, "The proxy", "More was tried.\n\nThe proxy", 1)+"\n"+strings.Replace(forgot, "forgot to", "forgot\nto", 1)+"\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 1 || out.Summary != "updated" {
		t.Errorf("got %+v", out)
	}
	if got := w.places(); !slices.Equal(got, []string{report + ":7-7", report + ":12-12"}) {
		t.Errorf("got %q", got)
	}
	// A rename within the pull request says nothing new, and a second document that says the same does.
	w.git("mv", report, "postmortems/renamed.md")
	w.push()
	if out := w.run(); out.Remarks != 0 {
		t.Errorf("after a rename: %+v, %q", out, w.places())
	}
	w.write("postmortems/second.md", calm+"\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 1 || !slices.Contains(w.places(), "postmortems/second.md:7-7") {
		t.Errorf("after a second document: %+v, %q", out, w.places())
	}
	w.summary()
}

// A sentence that comes twice gets two remarks, and a third one later gets one more.
func TestSameSentenceAgain(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+human+"\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 2 {
		t.Errorf("got %+v", out)
	}
	w.write(report, calm+"\n"+human+"\n"+human+"\nSo it was.\n\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 1 {
		t.Errorf("got %+v", out)
	}
}

func TestDeletedRemarksStayAway(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	w.run()
	w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) { p.Remarks = nil })
	w.write(report, calm+"\n"+forgot+"\nIt ended at noon.\n")
	w.push()
	if out := w.run(); out.Remarks != 0 {
		t.Errorf("got %+v", out)
	}
}

// What a stranger has planted is not believed, and not touched.
func TestPlantedMarkers(t *testing.T) {
	for _, login := range []string{bot, "postmortem-reviewer"} {
		w := newWorld(t, func(o *githubtest.Options) { o.Login = login })
		w.write(report, calm+"\n"+forgot)
		w.push()
		w.run()
		own := w.pull()
		// The next pull request begins with copies of everything that was said here.
		w.number = 0
		w.push()
		w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) {
			for _, c := range own.Comments {
				p.Comments = append(p.Comments, githubtest.SaidByUser{Author: "mallory", Body: c.Body})
			}
			for _, c := range own.Remarks {
				c.Author = "mallory"
				p.Remarks = append(p.Remarks, c)
			}
			for _, r := range own.Reviews {
				r.Author = "mallory"
				p.Reviews = append(p.Reviews, r)
			}
			// One that quotes ours is not ours either, whoever wrote it.
			p.Comments = append(p.Comments, githubtest.SaidByUser{Author: login, Body: "> quoted\n" + own.Comments[0].Body})
		})
		planted := w.pull()
		if out := w.run(); out.Remarks != 1 || out.Summary != "created" {
			t.Errorf("%s: %+v", login, out)
		}
		for i, c := range planted.Comments {
			if now := w.pull().Comments[i]; now.Body != c.Body {
				t.Errorf("%s: the comment of %s was changed", login, c.Author)
			}
		}
		if len(w.pull().Comments) != len(planted.Comments)+1 {
			t.Errorf("%s: %d comments", login, len(w.pull().Comments))
		}
	}
}

// Markers in a document's own words stay words.
func TestDocumentForgesNothing(t *testing.T) {
	w := newWorld(t)
	evil := "Human error --> <!-- postmortem:summary --> @everyone #1 acme/widgets#2 https://github.com/acme/widgets/issues/3 `x` ``` was the root cause.\n"
	w.write(report, "# @kmori fixes #9 <img src=x> ![a](https://evil.example/p.png) --> <!-- postmortem:review -->\n\n## Summary\n\n"+evil+
		"\n<!-- postmortem-disable-next-line blame -- @everyone | #7 www.evil.example ![x](https://evil.example) <script> -->\n"+forgot)
	w.push()
	w.run()
	w.run()
	p := w.pull()
	texts := []string{w.summary(), p.Reviews[0].Body}
	for _, r := range p.Remarks {
		texts = append(texts, r.Body)
	}
	if len(p.Reviews) != 1 || len(texts) < 3 {
		t.Fatalf("got %+v", p)
	}
	for _, text := range texts {
		shown := outsideCode(text)
		for _, bad := range []string{"@everyone", "@kmori", "#1", "#7", "#9", "![", "<script", "<img", "https://evil", "www.evil", "issues/3"} {
			if strings.Contains(shown, bad) {
				t.Errorf("%q reaches a comment:\n%s", bad, text)
			}
		}
		if n := strings.Count(shown, "<!--"); n != 1 || !strings.HasPrefix(text, "<!-- postmortem:") {
			t.Errorf("%d comments in a comment:\n%s", n, text)
		}
	}
}

// outsideCode is markdown without its code spans and fenced blocks.
func outsideCode(text string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '`')
		if at < 0 {
			return b.String() + text
		}
		b.WriteString(text[:at])
		text = text[at:]
		if strings.HasSuffix(b.String(), `\`) {
			text = text[1:] // escaped
			continue
		}
		run := len(text) - len(strings.TrimLeft(text, "`"))
		fence := text[:run]
		rest := text[run:]
		for {
			end := strings.Index(rest, fence)
			if end < 0 {
				b.WriteString(fence)
				text = text[run:]
				break
			}
			length := len(rest[end:]) - len(strings.TrimLeft(rest[end:], "`"))
			if length == run {
				text = rest[end+run:]
				break
			}
			rest = rest[end+length:]
		}
	}
}

func TestReadOnlyToken(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	w.server.Change(repoName, func(r *githubtest.Repository) { r.Permission = "read" })
	r, err := review.Prepare(t.Context(), w.options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Post(t.Context()); !review.IsReadOnly(err) {
		t.Errorf("got %v", err)
	}
	if r.Worst() != lint.Error || !strings.Contains(r.Summary(), report+":7") {
		t.Errorf("got %v\n%s", r.Worst(), r.Summary())
	}
}

// Whatever fails once, before or after it was done, a run later everything was said once.
func TestFaults(t *testing.T) {
	first := newWorld(t)
	first.write(report, calm+"\n"+forgot)
	first.push()
	second := first.again()
	second.write(report, calm+"\n"+forgot+"\n"+human)
	second.push()
	later := second.pull()
	requests := func() int { // of a run that has something to add
		w := first.again()
		w.run()
		before := w.server.Count("")
		w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) { p.HeadSHA, p.Files = later.HeadSHA, later.Files })
		w.run()
		return w.server.Count("") - before
	}()
	for name, fault := range map[string]githubtest.Fault{
		"cut before": {Drop: true}, "cut after": {Drop: true, Apply: true},
		"502 after": {Status: http.StatusBadGateway, Apply: true}, "truncated": {Truncate: true}, "limit": githubtest.SecondaryLimit(3), "refused": {Status: http.StatusTeapot},
	} {
		for begun := range 2 {
			for request := range requests {
				w := first.again()
				if begun > 0 {
					w.run()
					w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) { p.HeadSHA, p.Files = later.HeadSHA, later.Files })
				}
				struck := fault
				struck.Request = w.server.Count("") + request + 1
				w.server.Fail(struck)
				r, err := review.Prepare(t.Context(), w.options())
				if err == nil {
					_, err = r.Post(t.Context())
				}
				var api *github.Error
				if err != nil && !errors.As(err, &api) {
					t.Errorf("%s at %d: %v", name, request, err)
				}
				w.server.Heal()
				w.run()
				w.summary()
				if p := w.pull(); len(p.Remarks) != begun+1 || len(p.Reviews) != begun+1 {
					t.Errorf("%s at %d of run %d: %d remarks in %d reviews", name, request, begun+1, len(p.Remarks), len(p.Reviews))
				}
			}
		}
	}
}

// What GitHub takes no comments for is told in the summary, and just once.
func TestPlacesThatGitHubRefuses(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	w.server.Fail(githubtest.Fault{
		Match: "POST /repos/acme/widgets/pulls", Times: 2, Status: http.StatusUnprocessableEntity,
		Body: `{"message": "Unprocessable Entity", "errors": ["Pull request review thread line must be part of the diff"]}`,
	})
	for _, want := range []string{"created", "unchanged"} {
		if out := w.run(); !out.Unplaced || out.Remarks != 0 || out.Summary != want {
			t.Errorf("got %+v, want a summary that is %s", out, want)
		}
	}
	if s := w.summary(); !strings.Contains(s, "`"+report+":7`") {
		t.Errorf("got %s", s)
	}
	if out := w.run(); out.Remarks != 1 || out.Summary != "updated" {
		t.Errorf("got %+v", out)
	}
}

// Of two runs at once the second takes its words back.
func TestTwoRunsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot+"\n"+human)
	w.push()
	one, err := review.Prepare(t.Context(), w.options())
	if err != nil {
		t.Fatal(err)
	}
	two, err := review.Prepare(t.Context(), w.options())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []*review.Review{one, two} {
		if _, err := r.Post(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.summary()
	if got := w.places(); len(got) != 2 {
		t.Errorf("got %q", got)
	}
	if out := w.run(); out.Remarks != 0 || out.Summary != "unchanged" {
		t.Errorf("got %+v", out)
	}
}

func TestSupersededHead(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	r, err := review.Prepare(t.Context(), w.options())
	if err != nil {
		t.Fatal(err)
	}
	w.write(report, calm)
	w.push()
	out, err := r.Post(t.Context())
	if err != nil || out.Superseded != w.pull().HeadSHA || len(w.pull().Remarks)+len(w.pull().Comments) != 0 {
		t.Errorf("got %+v, %v", out, err)
	}
}

func TestNothingToReview(t *testing.T) {
	w := newWorld(t)
	w.write("main.go", "package main\n")
	w.write("postmortems/README.md", human)
	w.write("postmortems/.hidden/x.md", human)
	w.write("elsewhere/x.md", human)
	w.push()
	if out := w.run(); out != (review.Outcome{}) || len(w.pull().Comments) != 0 {
		t.Errorf("got %+v", out)
	}
	w.write(report, calm)
	w.push()
	if out := w.run(); out.Remarks != 0 || out.Summary != "created" || len(w.pull().Reviews) != 0 {
		t.Errorf("got %+v", out)
	}
	w.git("rm", "--quiet", report)
	w.push()
	if out := w.run(); out.Summary != "updated" || !strings.Contains(w.summary(), "changes no postmortem") {
		t.Errorf("got %+v", out)
	}
	w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) { p.State = "closed" })
	if out := w.run(); out != (review.Outcome{}) {
		t.Errorf("closed: %+v", out)
	}
}

func TestTooManyFindings(t *testing.T) {
	w := newWorld(t)
	var b strings.Builder
	for i := range 50 {
		fmt.Fprintf(&b, "\nOn day %d it was obviously the proxy.\n", i)
	}
	w.write(report, calm+b.String()+"\n"+forgot)
	w.push()
	w.run()
	if got := w.places(); len(got) != 30 || !slices.Contains(got, fmt.Sprintf("%s:%d-%d", report, 107, 107)) {
		t.Errorf("%d: %q", len(got), got)
	}
	if s := w.summary(); !strings.Contains(s, "21 findings got no comment of their own") {
		t.Errorf("got %s", s)
	}
	if out := w.run(); out.Remarks != 0 || out.Summary != "unchanged" {
		t.Errorf("got %+v", out)
	}
	w.write(report, calm+b.String()+"\n"+forgot+"\n"+human)
	w.push()
	if out := w.run(); out.Remarks != 1 {
		t.Errorf("got %+v", out)
	}
}
