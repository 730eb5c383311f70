package cli

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// filterFlags are the flags of the commands that choose among postmortems.
type filterFlags struct {
	since, until string
	filter       learn.Filter
}

func (f *filterFlags) register(cmd *cobra.Command, scale func() []string) {
	flags := cmd.Flags()
	flags.StringVar(&f.since, "since", "", "from this `day` on: 2026-11-20, 2026-11, 2026, or how long ago: 30d, 4w, 6mo, 1y")
	flags.StringVar(&f.until, "until", "", "up to this `day`, in the same forms")
	flags.StringArrayVar(&f.filter.Severities, "severity", nil, "of this `severity` (repeatable)")
	flags.StringArrayVar(&f.filter.Services, "service", nil, "of this `service` (repeatable)")
	flags.StringArrayVar(&f.filter.Factors, "factor", nil, "with this `word` among the factors of the front matter (repeatable)")
	flags.StringArrayVar(&f.filter.Statuses, "status", nil, "with this `status` (repeatable)")
	offerFrom(cmd, "severity", scale)
	offer(cmd, "status", "draft", "in-review", "final")
	flags.StringArrayVar(&f.filter.Owners, "owner", nil, "written by this `person`, or with an action item of theirs (repeatable)")
}

// read is the filter that the flags ask for.
func (f *filterFlags) read(now time.Time) (learn.Filter, error) {
	var err error
	if f.filter.Since, err = learn.Since(f.since, now); err == nil {
		f.filter.Until, err = learn.Until(f.until, now)
	}
	return f.filter, err
}

// selected reads the postmortems that the flags choose, whole or as much of them as a list shows.
func (a *app) selected(ctx context.Context, flags filterFlags, whole bool) ([]*learn.Postmortem, *learn.Collection, config.Config, error) {
	f, err := flags.read(a.env.Now())
	if err != nil {
		return nil, nil, config.Config{}, err
	}
	read := a.collection
	if !whole && !f.NeedsText() {
		read = a.heads
	}
	all, c, err := read(ctx)
	if err != nil {
		return nil, nil, c, err
	}
	chosen, err := all.Select(f)
	return chosen, all, c, err
}

// viewOptions are how to show things here.
func (a *app) viewOptions(c config.Config) view.Options {
	o := view.Options{Words: a.spoken(c).Messages(), Color: a.env.color(a.color, a.env.OutTerminal), ASCII: a.env.Getenv("TERM") == "dumb", Now: a.env.Now()}
	if a.env.OutTerminal {
		o.Width = a.env.Width()
	}
	return o
}

// documents are the files of the postmortems of the configured folder.
func (a *app) documents() ([]string, config.Config, error) {
	place, c, err := a.place()
	if err != nil {
		return nil, c, err
	}
	folder, err := documentFolder(place, c)
	if err != nil {
		return nil, c, err
	}
	files, err := lint.Files([]string{folder})
	return files, c, err
}

// collection reads all postmortems of the configured folder. Those that can't be read are told on standard error, and left out.
func (a *app) collection(ctx context.Context) (*learn.Collection, config.Config, error) {
	return a.readAll(ctx, learn.Reader.Read)
}

// heads is collection with as much of each postmortem as a list shows.
func (a *app) heads(ctx context.Context) (*learn.Collection, config.Config, error) {
	defer a.collectLess()()
	return a.readAll(ctx, learn.Reader.Heads)
}

func (a *app) readAll(ctx context.Context, read func(learn.Reader, context.Context, []string) (*learn.Collection, error)) (*learn.Collection, config.Config, error) {
	files, c, err := a.documents()
	if err != nil {
		return nil, c, err
	}
	all, err := read(a.reader(c), ctx, files)
	a.clearProgress()
	if err != nil {
		return nil, c, err
	}
	a.unread(all.Unread)
	return all, c, nil
}

// headsGCPercent lets the heap grow to some times what stays: of a document that is read lightly, next to nothing does.
const headsGCPercent = 800

// collectLess makes the collector wait, unless the user set it, until what it returns is called.
func (a *app) collectLess() (restore func()) {
	if a.env.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(headsGCPercent)
	return func() { debug.SetGCPercent(before) }
}

// unread tells of the files that could not be read.
func (a *app) unread(errs []error) {
	for _, err := range errs {
		report(a.env.Err, err)
	}
}

// someRead tells of the files that could not be read, unless they are all that there are: that is the error.
func (a *app) someRead(unread []error, files int) error {
	if len(unread) > 0 && len(unread) == files {
		return unread[0]
	}
	a.unread(unread)
	return nil
}

// reader reads postmortems as values, and keeps what it read in the user's cache.
func (a *app) reader(c config.Config) learn.Reader {
	return learn.Reader{
		Parser: parser(c), Grade: strength, CacheDir: a.env.cacheDir(), Version: a.env.Version + programStamp(),
		Progress: func(read, all int) { a.showProgress("Reading %d of %d postmortems…", read, all) },
	}
}

// programStamp tells one build of the program from another, released or not.
func programStamp() string {
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
}
