package github_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// cached are the files of a cache.
func cached(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	for _, size := range []int{1, 3, 100} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			server := githubtest.Start(t, githubtest.Options{Token: token, PageSize: size})
			server.AddRepository(githubtest.Repository{Name: "acme/widgets"})
			dir := filepath.Join(t.TempDir(), "cache")
			list := func() []github.Issue {
				client := newClient(t, server.URL(), newClock(), func(o *github.Options) { o.CacheDir = dir })
				issues, err := client.Issues(t.Context(), widgets, github.Filter{Label: "postmortem"})
				if err != nil {
					t.Fatal(err)
				}
				return issues
			}
			// However the list grows, past full pages too, it is whole; and what was there is confirmed only.
			for n := range 8 {
				before := server.Unmodified()
				if got := len(list()); got != n {
					t.Errorf("%d issues, want %d", got, n)
				}
				if again := server.Unmodified() - before; n > 0 && again < (n-1)/size {
					t.Errorf("with %d issues %d pages were not modified", n, again)
				}
				if n%2 == 0 {
					list()
				}
				server.AddIssue("acme/widgets", githubtest.Issue{Title: fmt.Sprint(n), Labels: []string{"postmortem"}})
			}
			server.EditIssue("acme/widgets", 2, func(i *githubtest.Issue) { i.Title = "changed" })
			if got := list()[1].Title; got != "changed" {
				t.Errorf("title %q", got)
			}
			server.EditIssue("acme/widgets", 1, func(i *githubtest.Issue) { i.Deleted = true })
			if got := len(list()); got != 7 {
				t.Errorf("%d issues after one was deleted", got)
			}
		})
	}
}

func TestCacheIsForTheUserAlone(t *testing.T) {
	server := newServer(t)
	server.AddIssue("acme/widgets", githubtest.Issue{Title: "x", Labels: []string{"postmortem"}})
	dir := filepath.Join(t.TempDir(), "cache")
	now := newClock()
	client := newClient(t, server.URL(), now, func(o *github.Options) { o.CacheDir = dir })
	if _, err := client.Issues(t.Context(), widgets, github.Filter{}); err != nil {
		t.Fatal(err)
	}
	files := cached(t, dir)
	if len(files) != 1 {
		t.Fatalf("files %q", files)
	}
	info, err := os.Stat(files[0])
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if text, err := os.ReadFile(files[0]); err != nil || strings.Contains(string(text), "verysecret") {
		t.Errorf("the token is in the cache, %v", err)
	}
	// Another token is asked, not believed.
	other := newClient(t, server.URL(), now, func(o *github.Options) { o.CacheDir, o.Token = dir, "another" })
	if issues, err := other.Issues(t.Context(), widgets, github.Filter{}); err == nil {
		t.Errorf("a token that may not read got %d issues", len(issues))
	}
	// What can't be read is fetched anew, what is old is removed.
	if err := os.WriteFile(files[0], []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	if issues, err := client.Issues(t.Context(), widgets, github.Filter{}); err != nil || len(issues) != 1 {
		t.Errorf("%d issues, %v", len(issues), err)
	}
	now.now = now.now.Add(40 * 24 * time.Hour)
	late := newClient(t, server.URL(), now, func(o *github.Options) { o.CacheDir = dir })
	if _, err := late.Check(t.Context(), widgets); err != nil {
		t.Fatal(err)
	}
	if got := cached(t, dir); len(got) != 1 || got[0] == files[0] {
		t.Errorf("files %q", got)
	}
}

func TestCacheThatCantBeWritten(t *testing.T) {
	server := newServer(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	client := newClient(t, server.URL(), newClock(), func(o *github.Options) { o.CacheDir = filepath.Join(file, "cache") })
	if _, err := client.Issues(t.Context(), widgets, github.Filter{}); err != nil {
		t.Error(err)
	}
}

func TestPaceSlowsDown(t *testing.T) {
	server := newServer(t)
	c := newClock()
	client := newClient(t, server.URL(), c)
	open := func() time.Duration {
		before := len(c.slept)
		if _, err := client.CreateIssue(t.Context(), widgets, github.NewIssue{Title: "x"}); err != nil {
			t.Fatal(err)
		}
		total := time.Duration(0)
		for _, d := range c.slept[before:] {
			total += d
		}
		return total
	}
	if d := open(); d != 0 {
		t.Errorf("the first waited %v", d)
	}
	if d := open(); d != time.Second {
		t.Errorf("the second waited %v", d)
	}
	f := githubtest.SecondaryLimit(60)
	f.Match = "POST"
	server.Fail(f)
	if d := open(); d < time.Minute {
		t.Errorf("a limited one waited %v", d)
	}
	if d := open(); d != 2*time.Second {
		t.Errorf("the one after a limit waited %v", d)
	}
}
