package actions_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// thin says which of the schedules are run: every thin-th one. POSTMORTEM_SCHEDULES=all runs all of them, and hundreds of random ones; a number runs so many random ones.
var thin = func() int {
	if os.Getenv("POSTMORTEM_SCHEDULES") == "all" {
		return 1
	}
	return usualThin
}()

// randomSchedules is how many random schedules are run.
func randomSchedules(t *testing.T) uint64 {
	switch text := os.Getenv("POSTMORTEM_SCHEDULES"); text {
	case "", "all":
		return uint64(240 / thin)
	default:
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			t.Fatalf("POSTMORTEM_SCHEDULES is %q, neither all nor a number", text)
		}
		return n
	}
}

// firstCreate is the number of the request that opens the first issue: before it the repository, the issues and the labels are listed and four labels made.
const firstCreate = 8

// requestsOfAPush is how many requests the push of the test document takes when nothing fails.
func requestsOfAPush(t *testing.T) int {
	t.Helper()
	server := newServer(t, githubtest.Options{})
	if _, err := newMachine(t).push(server); err != nil {
		t.Fatal(err)
	}
	return server.Count("")
}

var failures = map[string]githubtest.Fault{
	"drop before":   {Drop: true},
	"drop after":    {Drop: true, Apply: true},
	"500 before":    {Status: 500},
	"502 after":     {Status: 502, Apply: true},
	"truncated":     {Truncate: true},
	"html answer":   {Status: 200, Body: "<html>proxy</html>"},
	"token revoked": {Status: 401},
}

func TestEveryRequestFails(t *testing.T) {
	n := requestsOfAPush(t)
	for name, fault := range failures {
		for k := 1; k <= n; k += thin {
			for _, times := range []int{1, 1000} {
				t.Run(fmt.Sprintf("%s/%d/%d", name, k, times), func(t *testing.T) {
					t.Parallel()
					server := newServer(t, githubtest.Options{})
					m := newMachine(t)
					fault := fault
					fault.Request, fault.Times = k, times
					server.Fail(fault)
					first, firstErr := m.push(server)
					if times == 1000 && firstErr == nil {
						t.Error("the push reports no error")
					}
					if times == 1 && firstErr != nil && fault.Status != http.StatusUnauthorized {
						t.Errorf("one passing failure ends the push: %v", firstErr)
					}
					if firstErr == nil && first.Count(actions.Failed) > 0 {
						t.Error("an item failed without an error")
					}
					server.Heal()
					report, err := m.push(server)
					if err != nil || report.Count(actions.Failed) > 0 {
						t.Errorf("second push: %v", err)
					}
					m.mustBeTidy(server)
					if n := len(server.Issues(repoName)); n != 3 {
						t.Errorf("%d issues were opened in all, want 3", n)
					}
				})
			}
		}
	}
}

// crashing pushes and ends at once where the count of requests or steps says so.
func (m *machine) crashing(server *githubtest.Server, before, after, step int) (crashed bool) {
	return m.endingEarly(server, before, after, step, actions.Push)
}

// run is Push or Sync.
type run func(context.Context, []actions.Source, actions.Options) (*actions.Report, error)

func (m *machine) endingEarly(server *githubtest.Server, before, after, step int, run run) (crashed bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(crash); !ok {
				panic(r)
			}
			crashed = true
		}
	}()
	n := 0
	transport := server.Transport()
	options := m.options(server, roundTripper(func(r *http.Request) (*http.Response, error) {
		n++
		if n == before {
			panic(crash{})
		}
		resp, err := transport.RoundTrip(r)
		if n == after {
			if err == nil {
				resp.Body.Close()
			}
			panic(crash{})
		}
		return resp, err
	}))
	steps := 0
	options.Progress = func(actions.Progress) {
		if steps++; steps == step {
			panic(crash{})
		}
	}
	_, _ = run(m.t.Context(), m.sources(), options) // the end counts, not this run
	return false
}

// changes are what people do to a document between two pushes.
var changes = map[string]func(m *machine){
	"nothing": func(*machine) {},
	"renamed": func(m *machine) { m.rename(key, "postmortems/eu/2026-11-20-eu-checkout.md") },
	"reworded": func(m *machine) {
		m.edit(key, "Refuse a proxy configuration that leaves a region without an upstream", "Reject proxy configurations that leave any region without an upstream")
	},
	"reworded wholly": func(m *machine) {
		m.edit(key, "Refuse a proxy configuration that leaves a region without an upstream", "Validate edge config in CI")
	},
	"renamed and reworded": func(m *machine) {
		m.edit(key, "leaves a region without an upstream", "leaves one region without upstreams")
		m.rename(key, "postmortems/2026-11-20-eu.md")
	},
	"reordered": func(m *machine) {
		source := m.read(key)
		head, items, _ := strings.Cut(source, "## Action items\n\n")
		lines := strings.SplitAfter(strings.TrimSuffix(items, "\n"), "\n")
		lines[len(lines)-1] += "\n"
		for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
			lines[i], lines[j] = lines[j], lines[i]
		}
		m.write(key, head+"## Action items\n\n"+strings.Join(lines, ""))
	},
	"another item before": func(m *machine) {
		m.edit(key, "## Action items\n\n", "## Action items\n\n- [ ] Practise the failover of the EU edge (respond, P3, @adiallo, due 2027-02-01)\n")
	},
}

func TestKilledAnywhere(t *testing.T) {
	n := requestsOfAPush(t)
	for name, change := range changes {
		for _, strip := range []bool{false, true} {
			if strip && name != "nothing" && name != "renamed and reworded" && name != "reworded wholly" {
				continue
			}
			for k := 1; k <= 2*n+12; k += thin {
				if name != "nothing" && (k < firstCreate || k > n && k < n+firstCreate) {
					continue // nothing was done yet that an edit could hide
				}
				t.Run(fmt.Sprintf("%s/strip=%v/%d", name, strip, k), func(t *testing.T) {
					t.Parallel()
					server := newServer(t, githubtest.Options{StripComments: strip})
					m := newMachine(t)
					var crashed bool
					switch {
					case k <= n:
						crashed = m.crashing(server, k, 0, 0)
					case k <= 2*n:
						crashed = m.crashing(server, 0, k-n, 0)
					default:
						crashed = m.crashing(server, 0, 0, k-2*n)
					}
					if !crashed && k <= 2*n {
						t.Fatal("the push did not end early")
					}
					change(m)
					report, err := m.push(server)
					if err != nil {
						t.Fatalf("second push: %v\n%s", err, m.read(m.sources()[0].Key))
					}
					if report.Count(actions.Failed) > 0 {
						t.Errorf("states: %s", states(report))
					}
					m.mustBeTidy(server)
					if want := len(numbers(server.Open(repoName))); len(server.Issues(repoName)) != want {
						t.Errorf("a duplicate was opened:\n%s", server.Dump())
					}
				})
			}
		}
	}
}

func TestTwoMachinesAtOnce(t *testing.T) {
	for seed := range uint64(30 / min(thin, 5)) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 1))
			server := newServer(t, githubtest.Options{Lag: random.IntN(3), StripComments: seed%2 == 1})
			a, b := newMachine(t), newMachine(t)
			// A baton decides whose request goes next, so that every interleaving is as likely as another.
			var wg sync.WaitGroup
			baton := make(chan struct{}, 1)
			baton <- struct{}{}
			for i, m := range []*machine{a, b} {
				random := rand.New(rand.NewPCG(seed, uint64(i)+2))
				transport := server.Transport()
				options := m.options(server, roundTripper(func(r *http.Request) (*http.Response, error) {
					<-baton
					defer func() { baton <- struct{}{} }()
					if random.IntN(4) == 0 {
						baton <- struct{}{}
						<-baton
					}
					return transport.RoundTrip(r)
				}))
				sources := m.sources()
				wg.Go(func() {
					if _, err := actions.Push(t.Context(), sources, options); err != nil {
						t.Errorf("machine %d: %v", i, err)
					}
				})
			}
			wg.Wait()
			for _, m := range []*machine{a, b, a, b} {
				if _, err := m.push(server); err != nil {
					t.Errorf("a further push: %v", err)
				}
			}
			a.mustBeTidy(server)
			b.mustBeTidy(server)
			if a.read(key) != b.read(key) {
				t.Errorf("the documents differ:\n%s\n%s", a.read(key), b.read(key))
			}
			for _, i := range server.Issues(repoName) {
				if i.State == "closed" && (len(i.Comments) == 0 || !strings.Contains(i.Comments[0], "Duplicate of #")) {
					t.Errorf("#%d was closed without a pointer", i.Number)
				}
			}
		})
	}
}

func TestTwoPushesOnOneMachine(t *testing.T) {
	server := newServer(t, githubtest.Options{Lag: 2})
	m := newMachine(t)
	var wg sync.WaitGroup
	sources := m.sources()
	for range 4 {
		options := m.options(server, server.Transport())
		wg.Go(func() {
			if _, err := actions.Push(t.Context(), sources, options); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	m.mustBeTidy(server)
	if n := len(server.Issues(repoName)); n != 3 {
		t.Errorf("%d issues were opened, want 3", n)
	}
}

// work is what people do on GitHub.
var work = []struct {
	name string
	do   func(i *githubtest.Issue)
}{
	{"completed", func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "completed" }},
	{"not planned", func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" }},
	{"reopened", func(i *githubtest.Issue) { i.State, i.StateReason = "open", "reopened" }},
	{"assigned", func(i *githubtest.Issue) { i.Assignees = []string{"adiallo"} }},
	{"retitled", func(i *githubtest.Issue) { i.Title += ", soon" }},
	{"relabelled", func(i *githubtest.Issue) { i.Labels = append(i.Labels[:0:0], "P0", "postmortem") }},
}

// follow lets people work on GitHub and syncs through faults and crashes, until document and issues are in step again.
func (m *machine) follow(server *githubtest.Server, random *rand.Rand) (log []string) {
	for range 1 + random.IntN(3) {
		if issues := server.Open(repoName); len(issues) > 0 {
			w := work[random.IntN(len(work))]
			number := issues[random.IntN(len(issues))].Number
			server.EditIssue(repoName, number, w.do)
			log = append(log, fmt.Sprintf("#%d %s", number, w.name))
		}
		for name, fault := range failures {
			if name == "token revoked" || random.IntN(4) > 0 {
				continue
			}
			fault.Request, fault.Times = server.Count("")+1+random.IntN(8), 1+random.IntN(6)
			server.Fail(fault)
			log = append(log, fmt.Sprintf("%s at %d × %d", name, fault.Request, fault.Times))
		}
		before, after := random.IntN(12), random.IntN(12)
		crashed := m.endingEarly(server, before, after, 0, actions.Sync)
		log = append(log, fmt.Sprintf("sync, crash before %d or after %d: %v", before, after, crashed))
	}
	server.Heal()
	return log
}

// TestRandomSchedules lets everything happen at once: failures, crashes, lag, edits, work on GitHub. After the trouble ends, two pushes make everything right.
func TestRandomSchedules(t *testing.T) {
	names := []string{"nothing", "nothing", "reworded", "reordered", "renamed", "another item before"}
	for seed := range randomSchedules(t) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 7))
			server := newServer(t, githubtest.Options{Lag: random.IntN(5), StripComments: random.IntN(2) == 0, PageSize: 2 + random.IntN(3)})
			m := newMachine(t)
			if random.IntN(2) == 0 {
				m.cache = t.TempDir()
			}
			var log []string
			for range 1 + random.IntN(4) {
				for range random.IntN(3) {
					for name, fault := range failures {
						if name == "token revoked" || random.IntN(len(failures)) > 0 {
							continue
						}
						fault.Request, fault.Times = server.Count("")+1+random.IntN(14), 1+random.IntN(6)
						server.Fail(fault)
						log = append(log, fmt.Sprintf("%s at %d × %d", name, fault.Request, fault.Times))
					}
				}
				where := 1 + random.IntN(16)
				switch random.IntN(4) {
				case 0:
					log = append(log, fmt.Sprintf("crash before %d: %v", where, m.crashing(server, where, 0, 0)))
				case 1:
					log = append(log, fmt.Sprintf("crash after %d: %v", where, m.crashing(server, 0, where, 0)))
				case 2:
					log = append(log, fmt.Sprintf("crash at step %d: %v", where, m.crashing(server, 0, 0, where)))
				default:
					_, err := m.push(server)
					log = append(log, fmt.Sprintf("push: %v", err))
				}
			}
			server.Heal()
			name := names[random.IntN(len(names))]
			changes[name](m)
			log = append(log, name)
			for range 2 {
				if _, err := m.push(server); err != nil {
					log = append(log, fmt.Sprintf("push: %v", err))
				}
			}
			if err := m.tidy(server); err != nil {
				t.Errorf("%v\n%s\n%s\n%s", err, strings.Join(log, "\n"), server.Dump(), m.read(m.sources()[0].Key))
			}
			opened := len(server.Issues(repoName))
			log = append(log, m.follow(server, random)...)
			if _, err := m.sync(server); err != nil {
				log = append(log, fmt.Sprintf("sync: %v", err))
			}
			report, err := m.check(server)
			if err != nil || report.Count(actions.OutOfStep)+report.Count(actions.Failed) > 0 {
				t.Errorf("out of step: %v, %v\n%s\n%s\n%s", states(report), err, strings.Join(log, "\n"), server.Dump(), m.read(m.sources()[0].Key))
			}
			if err := m.agrees(server); err != nil {
				t.Errorf("%v\n%s\n%s\n%s", err, strings.Join(log, "\n"), server.Dump(), m.read(m.sources()[0].Key))
			}
			if n := len(server.Issues(repoName)); n != opened {
				t.Errorf("a sync opened issues")
			}
		})
	}
}

func TestUnclearIsAsked(t *testing.T) {
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	if !m.crashing(server, 0, firstCreate, 0) { // the first issue is open, its link was not written
		t.Fatal("the push did not end early")
	}
	if n := len(server.Issues(repoName)); n != 1 {
		t.Fatalf("%d issues are open, want 1", n)
	}
	m.edit(key, "Refuse a proxy configuration that leaves a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)", "Buy a second edge (mitigate, P0, @adiallo)")
	report, err := m.push(server)
	var unclear *actions.UnclearError
	if !errors.As(err, &unclear) || unclear.Issue.Number != 1 || unclear.Line != 16 {
		t.Fatalf("got %v, want a question about #1", err)
	}
	if !strings.Contains(unclear.Hint(), "[#1](https://github.com/acme/widgets/issues/1)") {
		t.Errorf("the hint does not help: %s", unclear.Hint())
	}
	if got, want := states(report), "failed created skipped created"; got != want { // the others stood beside it: no question is about them
		t.Errorf("states %q, want %q", got, want)
	}
	// One way to settle it: the issue is not wanted any more.
	server.EditIssue(repoName, 1, func(i *githubtest.Issue) { i.State, i.StateReason = "closed", "not_planned" })
	m.mustPush(server)
	m.mustBeTidy(server)
}
