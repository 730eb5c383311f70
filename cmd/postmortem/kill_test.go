package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

const tracked = `# Checkout down

## Contributing factors

- **F1** The check proves that a file is valid, not that it works.

## Action items

- [ ] Refuse a configuration without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)
- [ ] Roll configuration out region by region (prevent, P2, @adiallo, due 2027-01-20)
- [x] Write the status page template down
- [ ] Alert on the checkout failure ratio (detect, P2, @kmori, due 2026-12-01)
`

// clone is a working copy of one person, with a home of its own.
type clone struct{ home, file string }

func newClone(t *testing.T) clone {
	c := clone{home: t.TempDir()}
	c.file = filepath.Join(t.TempDir(), "postmortems", "2026-11-20-checkout.md")
	if err := os.MkdirAll(filepath.Dir(c.file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.file, []byte(tracked), 0o644); err != nil {
		t.Fatal(err)
	}
	return c
}

// killed runs the program against a GitHub and kills it, as kill -9 does, at a request: before it is acted upon or behind it. 0: never.
func (c clone) killed(t *testing.T, program string, github http.Handler, at int, behind bool, args ...string) (output string, ok bool) {
	var mu sync.Mutex
	var process *exec.Cmd
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		requests++
		now := requests == at
		mu.Unlock()
		if !now {
			github.ServeHTTP(w, r)
			return
		}
		if behind {
			github.ServeHTTP(httptest.NewRecorder(), r)
		}
		mu.Lock()
		defer mu.Unlock()
		_ = process.Process.Kill() // it may have ended by itself
		panic(http.ErrAbortHandler)
	}))
	defer server.Close()
	var out strings.Builder
	mu.Lock()
	process = exec.Command(program, append(args, "--dir", filepath.Dir(filepath.Dir(c.file)))...)
	process.Stdout, process.Stderr = &out, &out
	process.Env = []string{
		"HOME=" + c.home, "XDG_STATE_HOME=" + filepath.Join(c.home, "state"), "XDG_CACHE_HOME=" + filepath.Join(c.home, "cache"), "PATH=" + os.Getenv("PATH"), "GORACE=atexit_sleep_ms=0",
		"GITHUB_API_URL=" + server.URL, "GITHUB_TOKEN=" + githubToken, "GITHUB_REPOSITORY=acme/widgets",
	}
	err := process.Start()
	mu.Unlock()
	if err != nil {
		t.Error(err)
		return "", false
	}
	err = process.Wait()
	return out.String(), err == nil
}

// problem says what is wrong in a clone: an open item without an open issue of its own, or an issue that no item links to.
func (c clone) problem(server *githubtest.Server) string {
	source, err := os.ReadFile(c.file)
	if err != nil {
		return err.Error()
	}
	open := map[int]bool{}
	for _, i := range server.Open("acme/widgets") {
		open[i.Number] = true
	}
	for _, a := range document.Parse(c.file, source).Actions {
		switch {
		case !a.Open():
		case a.Issue == nil:
			return fmt.Sprintf("%q has no link", a.Title)
		case !open[a.Issue.Number]:
			return fmt.Sprintf("%q links to #%d, which is not open or has another item", a.Title, a.Issue.Number)
		default:
			delete(open, a.Issue.Number)
		}
	}
	if len(open) > 0 {
		return fmt.Sprintf("%d open issues belong to no item", len(open))
	}
	return ""
}

// TestKilledAtAnyPoint kills the program again and again, alone, twice at once in one clone, and in two clones; and lets people edit and work in between. POSTMORTEM_SCHEDULES
// says how many times.
func TestKilledAtAnyPoint(t *testing.T) {
	program := asProgram(t)
	schedules := 6
	if n, err := strconv.Atoi(os.Getenv("POSTMORTEM_SCHEDULES")); err == nil {
		schedules = n
	}
	for seed := range schedules {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(seed), 11))
			server := githubtest.New(githubtest.Options{Token: githubToken, Lag: random.IntN(3)})
			server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori", "adiallo"}})
			clones := []clone{newClone(t)}
			alone := seed%3 == 0
			switch seed % 3 {
			case 1:
				clones = append(clones, clones[0])
			case 2:
				clones = append(clones, newClone(t))
			}
			var log []string
			for range 2 {
				var wg sync.WaitGroup
				told := make([]string, len(clones))
				for i, c := range clones {
					at, behind := 1+random.IntN(16), random.IntN(2) == 0
					wg.Go(func() {
						out, ok := c.killed(t, program, server.Handler(), at, behind, "actions", "push")
						told[i] = fmt.Sprintf("killed at %d, behind it %v: ended by itself %v\n%s", at, behind, ok, out)
					})
				}
				wg.Wait()
				log = append(log, told...)
				if alone {
					log = append(log, clones[0].edit(t, random))
				}
			}
			// The trouble is over: every clone pushes, sees what the other did, and is killed once more in a sync.
			for range 2 {
				for _, c := range clones {
					out, ok := c.killed(t, program, server.Handler(), 0, false, "actions", "push")
					log = append(log, "push: "+out)
					if !ok && !strings.Contains(out, "may be what #") {
						t.Errorf("push failed: %s", out)
					}
				}
			}
			if issues := server.Open("acme/widgets"); alone && len(issues) > 0 {
				server.EditIssue("acme/widgets", issues[0].Number, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" })
			}
			for _, c := range clones {
				c.killed(t, program, server.Handler(), 1+random.IntN(4), true, "actions", "sync")
				for _, args := range [][]string{{"actions", "sync"}, {"actions", "sync", "--check"}} {
					if out, ok := c.killed(t, program, server.Handler(), 0, false, args...); !ok {
						t.Errorf("%s: %s", args, out)
					}
				}
				if problem := c.problem(server); problem != "" {
					source, _ := os.ReadFile(c.file)
					t.Errorf("%s\n%s\n%s\n%s", problem, strings.Join(log, "\n"), server.Dump(), source)
				}
			}
			if v := server.Violations(); len(v) > 0 {
				t.Errorf("GitHub would not understand: %q", v)
			}
		})
	}
}

// edit is what somebody does to the document between two runs.
func (c clone) edit(t *testing.T, random *rand.Rand) string {
	source, err := os.ReadFile(c.file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(source)
	what := "nothing"
	switch random.IntN(4) {
	case 0:
		what, text = "reworded", strings.Replace(text, "Refuse a configuration without", "Reject a configuration without", 1)
	case 1:
		head, items, _ := strings.Cut(text, "## Action items\n\n")
		lines := strings.SplitAfter(strings.TrimSuffix(items, "\n"), "\n")
		lines[len(lines)-1] += "\n"
		slices.Reverse(lines)
		what, text = "reordered", head+"## Action items\n\n"+strings.Join(lines, "")
	case 2:
		what, text = "one more", strings.Replace(text, "## Action items\n\n", "## Action items\n\n- [ ] Practise the failover every quarter (respond, P3, @adiallo, due 2027-02-01)\n", 1)
	}
	if err := os.WriteFile(c.file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return what
}

// asProgram is the path of the program: the test binary, by this name.
func asProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "postmortem")
	if err := os.Symlink(self, program); err != nil {
		t.Skipf("no symbolic links: %v", err)
	}
	return program
}
