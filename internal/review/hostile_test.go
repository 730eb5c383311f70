package review_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
	"github.com/blameless-postmortem/postmortem/internal/review"
)

// fake is a pull request whose files never were in a repository.
func fake(t *testing.T, files ...githubtest.File) *world {
	w := &world{t: t, server: githubtest.New(githubtest.Options{Token: "t", Login: bot})}
	w.checkViolations()
	w.server.AddRepository(githubtest.Repository{Name: repoName})
	w.number = w.server.AddPull(repoName, githubtest.PullRequest{Title: "x", Head: "topic", Base: "main", Author: "mallory", Files: files})
	return w
}

// added is a new file.
func added(path, content string) githubtest.File {
	lines := strings.SplitAfter(strings.TrimSuffix(content, "\n"), "\n")
	return githubtest.File{
		Path: path, Status: "added", Content: []byte(content), Patch: fmt.Sprintf("@@ -0,0 +1,%d @@\n+%s", len(lines), strings.Join(lines, "+")),
	}
}

// Whatever a pull request holds, our texts stay within GitHub's limits. What costs the product of two of these sizes would run into the time-out.
func TestBounds(t *testing.T) {
	sentences := strings.Repeat("It was obviously the proxy, and human error was the root cause. ", 3000)
	paragraphs := strings.Repeat("It was obviously the proxy `@everyone`, and [human error](https://evil.example) was the root cause.\n\n", 3000)
	silenced := strings.Repeat("<!-- postmortem-disable-next-line blame -- "+strings.Repeat("because @everyone ", 20)+" -->\nHuman error was the root cause.\n\n", 300)
	var many []githubtest.File
	for i := range 400 {
		many = append(many, added(fmt.Sprintf("postmortems/%s-%03d.md", strings.Repeat("|`@x", 40), i), calm+"\n"+forgot))
	}
	for name, files := range map[string][]githubtest.File{
		"one endless line": {added(report, calm+"\n"+sentences)},
		"many paragraphs":  {added(report, calm+"\n"+paragraphs)},
		"many comments":    {added(report, calm+"\n"+silenced)},
		"many documents":   many,
		"many files":       append([]githubtest.File{added(report, calm)}, make([]githubtest.File, 3000)...),
		"odd paths": {
			added("postmortems/../escape.md", forgot), added("/postmortems/x.md", forgot), added("postmortems/a\n::error::x\r\x1b[2J\u202e.md", forgot),
			added("postmortems/--> <!-- postmortem:summary -->.md", forgot), added("postmortems/"+strings.Repeat("x", 4000)+".md", forgot),
		},
		"odd patches": {
			{Path: "postmortems/a.md", Status: "modified", Content: []byte(forgot), Patch: "@@ -0,0 +1,1 @@"},
			{Path: "postmortems/b.md", Status: "modified", Content: []byte(forgot)},
			{Path: "postmortems/c.md", Status: "modified", Object: strings.Repeat("0", 40), Patch: "@@ -1 +1 @@\n-x\n+y"},
		},
	} {
		w := fake(t, files...)
		w.run()
		p := w.pull()
		texts := []string{w.summary()}
		for _, r := range p.Reviews {
			texts = append(texts, r.Body)
		}
		for _, r := range p.Remarks {
			texts = append(texts, r.Body)
		}
		for _, text := range texts {
			if n := utf8.RuneCountInString(text); n > 60000 {
				t.Errorf("%s: %d characters", name, n)
			}
			if shown := outsideCode(text); strings.Contains(shown, "@everyone") || strings.Contains(shown, "@x") || strings.Contains(shown, "https://evil") || strings.Count(shown, "<!--") != 1 {
				t.Errorf("%s: got %.2000s", name, text)
			}
			if strings.ContainsAny(text, "\r\x1b\u202e") || strings.Contains(text, "\n::") {
				t.Errorf("%s: control characters in %.2000q", name, text)
			}
		}
		if len(p.Remarks) > 30 {
			t.Errorf("%s: %d remarks", name, len(p.Remarks))
		}
		if out := w.run(); out.Remarks != 0 || out.Summary != "unchanged" {
			t.Errorf("%s, again: %+v", name, out)
		}
	}
}

// What the working tree holds is read only where it is what the pull request has, and never what a link leads to.
func TestWorkingTreeIsNotBelieved(t *testing.T) {
	w := newWorld(t)
	w.write(report, calm+"\n"+forgot)
	w.push()
	w.write(report, calm) // not committed
	w.run()
	if got := w.places(); len(got) != 1 {
		t.Errorf("got %q", got)
	}
	other := w.again()
	other.run(func(o *review.Options) { o.Root = t.TempDir() })
	if got := other.places(); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}
