package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// collection reads all postmortems of the configured folder. Those that can't be read are told on standard error, and left out.
func (a *app) collection(ctx context.Context) (*learn.Collection, config.Config, error) {
	place, c, err := a.place()
	if err != nil {
		return nil, c, err
	}
	folder, err := documentFolder(place, c)
	if err != nil {
		return nil, c, err
	}
	files, err := lint.Files([]string{folder})
	if err != nil {
		return nil, c, err
	}
	read, err := a.reader(c).Read(ctx, files)
	a.clearProgress()
	if err != nil {
		return nil, c, err
	}
	for _, err := range read.Unread {
		report(a.env.Err, err)
	}
	return read, c, nil
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
