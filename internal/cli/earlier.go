package cli

import (
	"context"
	"os"
	"slices"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

const (
	mostEarlier = 300 // documents that an interview looks into, the latest first
	mostCommits = 500 // that are looked through for owners
)

// pastIncidents are the documents that an interview recalls: owners, and incidents like this one. They are read when first asked for.
type pastIncidents struct {
	postmortems func() []*learn.Postmortem
}

func (w *documentWriter) past(ctx context.Context) pastIncidents {
	return pastIncidents{sync.OnceValue(func() []*learn.Postmortem {
		folder, err := w.place.Folder(w.config.Directory)
		if err != nil {
			return nil
		}
		if _, err := os.Stat(folder); err != nil {
			return nil
		}
		files, err := lint.Files([]string{folder})
		if err != nil {
			return nil
		}
		files = files[max(0, len(files)-mostEarlier):] // names begin with the date
		for i, file := range files {
			files[i] = displayPath(file)
		}
		all, err := learn.Reader{Parser: parser(w.config)}.Read(ctx, files)
		if err != nil {
			return nil
		}
		return all.Postmortems
	})}
}

// owners lists who owns actions and writes postmortems here, then who commits.
func (w *documentWriter) owners(ctx context.Context, past pastIncidents) []string {
	names := learn.Owners(past.postmortems())
	if r, err := w.app.open("."); err == nil {
		for _, name := range r.Authors(ctx, mostCommits) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// likeness is the share of what is told so far that an earlier incident must have in common with it to be shown.
const likeness = 0.3

// earlier finds the incidents that share the most with what is told so far.
func (p pastIncidents) earlier(words string) []interview.Earlier {
	var found []interview.Earlier
	for _, a := range learn.Like(p.postmortems(), learn.Subject{Text: words}, likeness, 3) {
		e := interview.Earlier{Title: a.Postmortem.Title, Path: a.Postmortem.Path}
		for _, action := range a.Postmortem.Actions {
			e.Actions = append(e.Actions, action.Title)
		}
		found = append(found, e)
	}
	return found
}
