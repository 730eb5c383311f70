package githubtest

import (
	"crypto/sha1"
	"fmt"
	"slices"
	"time"
)

// PullRequest is a pull request as it is now. It shares its number, and the list of its comments, with the issues of the repository.
type PullRequest struct {
	Number    int          `json:"number"`
	Title     string       `json:"title"`
	Body      string       `json:"body"`
	State     string       `json:"state"` // open or closed
	Draft     bool         `json:"draft,omitempty"`
	Author    string       `json:"author"` // "": the token's user
	Head      string       `json:"head"`   // the branch
	Base      string       `json:"base"`
	HeadOwner string       `json:"head_owner,omitempty"` // the owner of the fork it comes from; "" for the repository itself
	HeadSHA   string       `json:"head_sha"`             // "": one that the server makes up
	BaseSHA   string       `json:"base_sha"`
	Reviewers []string     `json:"reviewers"` // who is asked, teams as "team:NAME"
	Labels    []string     `json:"labels"`
	Files     []File       `json:"files"`
	Reviews   []Review     `json:"reviews"`
	Remarks   []Remark     `json:"remarks"`  // comments on lines
	Comments  []SaidByUser `json:"comments"` // comments on the whole
}

// File is a file that a pull request changes, as GitHub lists it.
type File struct {
	Path    string `json:"path"`
	Before  string `json:"before,omitempty"` // its path in the base, when it was renamed
	Status  string `json:"status"`           // added, removed, modified, renamed, …
	Patch   string `json:"-"`                // from the first @@ on; "" for what GitHub shows no difference of
	Content []byte `json:"-"`                // what it is at the head, nil for what has no content
	Object  string `json:"object"`           // its object in git; "": that of Content
}

// Review is a review that was posted.
type Review struct {
	ID     int64  `json:"id"`
	Author string `json:"author"`
	Body   string `json:"body"`
	State  string `json:"state"`
	Commit string `json:"commit"`
}

// Remark is a comment on lines of a pull request.
type Remark struct {
	ID        int64  `json:"id"`
	Review    int64  `json:"review"`
	Author    string `json:"author"`
	Path      string `json:"path"`
	StartLine int    `json:"start_line,omitempty"` // 0 for a comment on one line
	Line      int    `json:"line"`
	Commit    string `json:"commit"` // the head it was written for
	Body      string `json:"body"`
}

// SaidByUser is a comment on a whole issue or pull request.
type SaidByUser struct {
	ID     int64  `json:"id"`
	Author string `json:"author"`
	Body   string `json:"body"`
}

// pull is what a pull request has and an issue has not.
type pull struct {
	PullRequest                   // without what the issue holds
	commits     []string          // the heads it had
	objects     map[string][]byte // by name
}

// said is who wrote a comment on the whole.
type said struct {
	id      int64
	author  string
	created time.Time
	updated time.Time
}

// AddPull adds a pull request and returns its number. Number is the server's to set, and so is what a review adds.
func (s *Server) AddPull(repo string, add PullRequest) int {
	number := 0
	s.change(repo, func(r *repository) { number = s.addPull(r, add).Number })
	return number
}

func (s *Server) addPull(r *repository, add PullRequest) *issue {
	if add.Author == "" {
		add.Author = s.login()
	}
	i := s.add(r, Issue{Title: add.Title, Body: add.Body, State: add.State, Labels: add.Labels, PullRequest: true})
	i.author = add.Author
	if add.HeadSHA == "" {
		add.HeadSHA = fmt.Sprintf("%x", sha1.Sum(fmt.Append(nil, r.Name, i.Number, "head")))
	}
	if add.BaseSHA == "" {
		add.BaseSHA = fmt.Sprintf("%x", sha1.Sum(fmt.Append(nil, r.Name, "base")))
	}
	i.pull = &pull{PullRequest: add, objects: map[string][]byte{}}
	i.pull.keep()
	return i
}

// keep remembers the head and names the objects of the files.
func (p *pull) keep() {
	if !slices.Contains(p.commits, p.HeadSHA) {
		p.commits = append(p.commits, p.HeadSHA)
	}
	for k := range p.Files {
		f := &p.Files[k]
		if f.Object == "" || f.Content != nil {
			f.Object = objectName(f.Content)
		}
		if f.Content != nil {
			p.objects[f.Object] = f.Content
		}
	}
}

// objectName is what git calls a file of this content.
func objectName(content []byte) string {
	return fmt.Sprintf("%x", sha1.Sum(append(fmt.Appendf(nil, "blob %d\x00", len(content)), content...)))
}

// EditPull changes a pull request as its author would: a push sets HeadSHA and Files, somebody deletes from Remarks or Comments, or closes it.
func (s *Server) EditPull(repo string, number int, f func(*PullRequest)) {
	s.change(repo, func(r *repository) {
		i := r.issue(number)
		if i == nil || i.pull == nil {
			panic(fmt.Sprintf("githubtest: %s has no pull request #%d", repo, number))
		}
		p := s.snapshot(i)
		f(&p)
		i.Title, i.Body, i.State, i.Labels, i.Comments, i.said = p.Title, p.Body, p.State, p.Labels, nil, nil
		for _, c := range p.Comments {
			if c.ID == 0 {
				c.ID = s.id()
			}
			i.Comments = append(i.Comments, c.Body)
			i.said = append(i.said, said{id: c.ID, author: c.Author, created: s.now(), updated: s.now()})
		}
		for k := range p.Remarks {
			if p.Remarks[k].ID == 0 {
				p.Remarks[k].ID = s.id()
			}
		}
		i.pull.PullRequest = p
		i.pull.keep()
		i.Updated = s.now()
		i.close(s.now())
	})
}

// Pull is a pull request as it is now.
func (s *Server) Pull(repo string, number int) PullRequest {
	var p PullRequest
	s.change(repo, func(r *repository) {
		if i := r.issue(number); i != nil && i.pull != nil {
			p = s.snapshot(i)
		}
	})
	return p
}

// Pulls are the pull requests of a repository, by number.
func (s *Server) Pulls(repo string) []PullRequest {
	all := []PullRequest{}
	s.change(repo, func(r *repository) {
		for _, i := range r.issues {
			if i.pull != nil {
				all = append(all, s.snapshot(i))
			}
		}
	})
	return all
}

// snapshot is a pull request with what its issue holds.
func (s *Server) snapshot(i *issue) PullRequest {
	p := i.pull.PullRequest
	p.Number, p.Title, p.Body, p.State, p.Labels = i.Number, i.Title, i.Body, i.State, slices.Clone(i.Labels)
	p.Reviewers, p.Files = slices.Clone(p.Reviewers), slices.Clone(p.Files)
	p.Reviews, p.Remarks, p.Comments = slices.Clone(p.Reviews), slices.Clone(p.Remarks), nil
	for k, meta := range s.meta(i) {
		p.Comments = append(p.Comments, SaidByUser{ID: meta.id, Author: meta.author, Body: i.Comments[k]})
	}
	return p
}

// meta is who wrote the comments of an issue; what a test has put there is the token's user's.
func (s *Server) meta(i *issue) []said {
	i.said = i.said[:min(len(i.said), len(i.Comments))]
	for len(i.said) < len(i.Comments) {
		i.said = append(i.said, said{id: s.id(), author: s.login(), created: s.now(), updated: s.now()})
	}
	return i.said
}

// login is the token's user.
func (s *Server) login() string {
	if s.options.Login == "" {
		return "octocat"
	}
	return s.options.Login
}
