package githubtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Repository is a repository to begin with.
type Repository struct {
	Name       string   // "acme/widgets"
	Private    bool     // hidden from a token that may not read it
	Archived   bool     // nothing can be written
	NoIssues   bool     // issues are switched off
	Permission string   // of the token on issues: "write" (also ""), "read" or "none"
	Scopes     string   // X-OAuth-Scopes, as classic tokens have it; "" for a fine-grained token
	Assignees  []string // who can be assigned
	Milestones []string // titles of the open milestones; the first has number 1
	Branches   []string // what pull requests can be made of; nil: anything
	NoDrafts   bool     // pull requests can't be drafts, as in private repositories of some plans
}

// Issue is an issue, or a pull request, as it is now.
type Issue struct {
	Number      int       `json:"number"`
	Title       string    `json:"title"`
	Body        string    `json:"body"`
	State       string    `json:"state"` // open or closed
	StateReason string    `json:"state_reason,omitempty"`
	Labels      []string  `json:"labels"`
	Assignees   []string  `json:"assignees"`
	Comments    []string  `json:"comments"`
	Milestone   int       `json:"milestone,omitempty"`
	PullRequest bool      `json:"pull_request,omitempty"`
	Merged      bool      `json:"merged,omitempty"`      // a pull request that was
	Locked      bool      `json:"locked,omitempty"`      //
	Discussion  bool      `json:"discussion,omitempty"`  // moved to one: closed and locked, which only the events tell
	Deleted     bool      `json:"deleted,omitempty"`     // for good: 410
	Hidden      bool      `json:"hidden,omitempty"`      // where the token can't see it: 404
	Transferred string    `json:"transferred,omitempty"` // where it is now: "acme/other#3"
	Created     time.Time `json:"created_at"`
	Updated     time.Time `json:"updated_at"`
	Closed      time.Time `json:"closed_at,omitzero"`
}

type label struct{ Name, Color, Description string }

type issue struct {
	Issue
	id     int64
	lag    int // lists that it is still missing from
	author string
	said   []said // see Server.meta
	pull   *pull  // nil for an issue
}

type repository struct {
	Repository
	id     int64
	former []string // names it had
	labels []label
	issues []*issue
}

func (r *repository) snapshot() []Issue {
	all := []Issue{}
	for _, i := range r.issues {
		c := i.Issue
		c.Labels, c.Assignees, c.Comments = slices.Clone(c.Labels), slices.Clone(c.Assignees), slices.Clone(c.Comments)
		all = append(all, c)
	}
	return all
}

func (r *repository) issue(number int) *issue {
	if number < 1 || number > len(r.issues) {
		return nil
	}
	return r.issues[number-1]
}

// ensureLabel returns the name of the label as it is spelt, making it as GitHub does for an unknown label of a new issue.
func (r *repository) ensureLabel(name string) string {
	for _, l := range r.labels {
		if strings.EqualFold(l.Name, name) {
			return l.Name
		}
	}
	r.labels = append(r.labels, label{Name: name, Color: "ededed"})
	return name
}

// AddRepository adds a repository.
func (s *Server) AddRepository(repo Repository) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.repos = append(s.repos, &repository{Repository: repo, id: s.id()})
}

// Move renames a repository; its old name answers with redirects from now on.
func (s *Server) Move(from, to string) {
	s.change(from, func(r *repository) {
		r.former = append(r.former, r.Name)
		r.Name = to
	})
}

// Change alters the settings of a repository, but for its name.
func (s *Server) Change(repo string, f func(*Repository)) {
	s.change(repo, func(r *repository) {
		name := r.Name
		f(&r.Repository)
		r.Name = name
	})
}

// AddIssue adds an issue or a pull request and returns its number. Number, Created and Updated are the server's to set.
func (s *Server) AddIssue(repo string, add Issue) int {
	number := 0
	s.change(repo, func(r *repository) {
		number = s.add(r, add).Number
	})
	return number
}

func (s *Server) add(r *repository, add Issue) *issue {
	add.Number, add.Created, add.Updated = len(r.issues)+1, s.now(), s.now()
	if add.State == "" {
		add.State = "open"
	}
	for k, name := range add.Labels {
		add.Labels[k] = r.ensureLabel(name)
	}
	i := &issue{Issue: add, id: s.id(), author: s.login()}
	r.issues = append(r.issues, i)
	return i
}

// EditIssue changes an issue as a person would on the web page: title, body, state, labels, or Deleted.
func (s *Server) EditIssue(repo string, number int, f func(*Issue)) {
	s.change(repo, func(r *repository) {
		i := r.issue(number)
		if i == nil {
			panic(fmt.Sprintf("githubtest: %s has no issue #%d", repo, number))
		}
		f(&i.Issue)
		i.Updated = s.now()
		i.close(s.now())
	})
}

// close notes when an issue was closed.
func (i *Issue) close(now time.Time) {
	switch {
	case i.State != "closed":
		i.Closed = time.Time{}
	case i.Closed.IsZero():
		i.Closed = now
	}
}

// Transfer moves an issue to another repository, where it has another number, which is returned.
func (s *Server) Transfer(from string, number int, to string) int {
	issue := s.Issues(from)[number-1]
	moved := s.AddIssue(to, issue)
	s.EditIssue(from, number, func(i *Issue) { i.Transferred = fmt.Sprintf("%s#%d", to, moved) })
	return moved
}

// gone reports whether an issue is no longer in its repository.
func (i *Issue) gone() bool { return i.Deleted || i.Hidden || i.Transferred != "" }

// Issues are all issues and pull requests of a repository, by number.
func (s *Server) Issues(repo string) []Issue {
	var all []Issue
	s.change(repo, func(r *repository) { all = r.snapshot() })
	return all
}

// Open are the issues of a repository that are open, without pull requests.
func (s *Server) Open(repo string) []Issue {
	return slices.DeleteFunc(s.Issues(repo), func(i Issue) bool { return i.State != "open" || i.PullRequest || i.gone() })
}

// Labels are the labels of a repository, as "name color", in the order in which they were made.
func (s *Server) Labels(repo string) []string {
	var all []string
	s.change(repo, func(r *repository) {
		for _, l := range r.labels {
			all = append(all, l.Name+" "+l.Color)
		}
	})
	return all
}

// AddLabel adds a label.
func (s *Server) AddLabel(repo, name string) {
	s.change(repo, func(r *repository) { r.ensureLabel(name) })
}

func (s *Server) change(name string, f func(*repository)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, _ := s.repository(name)
	if r == nil {
		panic("githubtest: no repository " + name)
	}
	f(r)
}

// repository finds a repository by its present or a former name.
func (s *Server) repository(name string) (r *repository, moved bool) {
	for _, r := range s.repos {
		if strings.EqualFold(r.Name, name) {
			return r, false
		}
	}
	for _, r := range s.repos {
		if slices.ContainsFunc(r.former, func(f string) bool { return strings.EqualFold(f, name) }) {
			return r, true
		}
	}
	return nil, false
}

func (s *Server) id() int64 {
	s.nextID++
	return s.nextID
}
