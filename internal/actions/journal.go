package actions

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
)

// The events of the journal.
const (
	intended = "intended" // an issue is about to be opened: from now on it may exist
	opened   = "opened"   // it has this number
	linked   = "linked"   // its link is in the document
	void     = "void"     // it was not opened after all
)

// record is a line of the journal, and, added up by nonce, all that is known of one issue.
type record struct {
	Event    string    `json:"event"`
	Time     time.Time `json:"time"`
	ID       string    `json:"id"` // digest and nonce, as in the issue
	Host     string    `json:"host,omitempty"`
	Repo     string    `json:"repo,omitempty"`    // owner/name
	RepoID   int64     `json:"repo_id,omitempty"` // the same after the repository was moved
	Key      string    `json:"key,omitempty"`
	Document string    `json:"document,omitempty"`
	Title    string    `json:"title,omitempty"`
	Place    [2]string `json:"place,omitzero"`
	Others   []string  `json:"others,omitempty"` // digests of the other items of the document
	Fields   string    `json:"fields,omitempty"`
	Number   int       `json:"number,omitempty"`
	URL      string    `json:"url,omitempty"`
}

func (r *record) nonce() string {
	_, nonce, _ := strings.Cut(r.ID, "-")
	return nonce
}

func (r *record) reference() reference {
	digest, nonce, _ := strings.Cut(r.ID, "-")
	return reference{digest: digest, nonce: nonce, key: r.Key, document: r.Document}
}

// in reports whether the record is about this repository, under whatever name.
func (r *record) in(repo github.Details) bool {
	if r.Host != repo.Repository.Host {
		return false
	}
	return r.RepoID != 0 && r.RepoID == repo.ID || strings.EqualFold(r.Repo, repo.Repository.String())
}

// journal is the file where a push notes what it is about to do and what came of it: JSON lines, only ever added to, each on the disk before the next step.
type journal struct {
	path    string
	records []*record // added up, in the order of their first lines
	byNonce map[string]*record
	torn    bool // the last line has no end: a crash while it was written
}

// readJournal reads the journal in a folder; none is an empty one. Lines that are not whole are skipped: a crash can tear only the last.
func readJournal(dir string) (*journal, error) {
	j := &journal{path: filepath.Join(dir, "actions.jsonl"), byNonce: map[string]*record{}}
	f, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return j, nil
	}
	if err != nil {
		return nil, j.problem("read", err)
	}
	defer f.Close()
	lines := bufio.NewReader(f)
	for {
		line, err := lines.ReadBytes('\n')
		var r record
		if json.Unmarshal(line, &r) == nil && r.nonce() != "" {
			j.add(r)
		}
		if err == io.EOF {
			j.torn = len(bytes.TrimSpace(line)) > 0
			return j, nil
		}
		if err != nil {
			return nil, j.problem("read", err)
		}
	}
}

func (j *journal) add(r record) {
	known := j.byNonce[r.nonce()]
	if known == nil || r.Event == intended {
		if known != nil {
			r.Number, r.URL = known.Number, known.URL
			*known = r
			return
		}
		j.byNonce[r.nonce()] = &r
		j.records = append(j.records, &r)
		return
	}
	known.Event = r.Event
	if r.Number > 0 {
		known.Number, known.URL = r.Number, r.URL
	}
}

// adopt takes over what other journals below a folder know of a repository: it had another name when they were written.
func (j *journal) adopt(dir string, repo github.Details) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return &StateError{Path: path, Err: document.WithoutPath(err)}
		case d.IsDir() || d.Name() != filepath.Base(j.path) || path == j.path:
			return nil
		}
		other, err := readJournal(filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, r := range other.records {
			switch known := j.byNonce[r.nonce()]; {
			case known == nil:
				if r.RepoID != 0 && r.RepoID == repo.ID && r.Host == repo.Repository.Host {
					j.byNonce[r.nonce()] = r
					j.records = append(j.records, r)
				}
			case known.Repo == "": // what came of it is noted here, what it was there
				came := *known
				*known = *r
				known.Event = came.Event
				if came.Number > 0 {
					known.Number, known.URL = came.Number, came.URL
				}
			case known.Event == intended:
				known.Event = r.Event
				if r.Number > 0 {
					known.Number, known.URL = r.Number, r.URL
				}
			}
		}
		return nil
	})
}

// append writes a line and waits until it is on the disk.
func (j *journal) append(r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return j.problem("write", err)
	}
	line = append(line, '\n')
	if j.torn {
		line = append([]byte{'\n'}, line...)
	}
	f, err := os.OpenFile(j.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return j.problem("write", err)
	}
	j.torn = true // until all of it is there: a full disk may leave half a line
	_, err = f.Write(line)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return j.problem("write", err)
	}
	j.torn = false
	j.add(r)
	return nil
}

func (j *journal) problem(verb string, err error) error {
	return &StateError{Path: j.path, Err: fmt.Errorf("can't %s the journal of opened issues: %w", verb, document.WithoutPath(err))}
}

// StateError says that the folder where this machine keeps its journal can't be used. Nothing is opened without it.
type StateError struct {
	Path string
	Err  error
}

// Error tells the file and the cause.
func (e *StateError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *StateError) Unwrap() error { return e.Err }

// Hint says what to do.
func (e *StateError) Hint() string {
	return "without it an issue could be opened twice; check the permissions of the file and its folder"
}
