package importer

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

var gitCommitPattern = lazy(`^commit [0-9a-f]{7,64}\b`)

// commitSource begins the name of a source that is a commit and has no address.
const commitSource = "commit "

// gitDates are the forms that git log prints dates in: its own, --date=iso, iso-strict and rfc; and --date=local without a zone.
var gitDates = []string{"Mon Jan 2 15:04:05 2006 -0700", "2006-01-02 15:04:05 -0700", time.RFC3339, "Mon, 2 Jan 2006 15:04:05 -0700"}

// gitLog reads what git log prints (medium, full and fuller). The time is when the commit reached the branch where that is told, else when it was written.
func (in *Import) gitLog(source string, o Options) error {
	var e *Event
	line := 0
	finish := func() {
		switch {
		case e == nil:
		case e.At.IsZero():
			in.unread(line, e.Source, "it has no date that can be read")
		default:
			in.add(*e)
		}
		e = nil
	}
	for text := range strings.Lines(source) {
		line++
		text = strings.TrimRight(strings.TrimPrefix(text, "\ufeff"), "\r\n")
		if gitCommitPattern().MatchString(text) {
			finish()
			hash := strings.Fields(text)[1]
			e = &Event{Source: commitSource + hash[:min(len(hash), 10)]}
			if o.Link != "" {
				e.Source = strings.TrimRight(o.Link, "/") + "/" + hash
			}
			continue
		}
		if e == nil {
			continue
		}
		key, value, _ := strings.Cut(text, ":")
		switch {
		case strings.HasPrefix(text, "    "):
			if e.Text == "" {
				e.Text = strings.TrimSpace(text)
			}
		case key == "Date" || key == "AuthorDate" && e.At.IsZero() || key == "CommitDate":
			if at, ok := gitDate(strings.TrimSpace(value), o.Day); ok {
				e.At = at
			}
		}
	}
	finish()
	if len(in.Events)+len(in.Unread)+in.LeftOut == 0 {
		return errors.New("no line of it begins a commit")
	}
	return nil
}

var unixPattern = lazy(`^\d{9,11}$`)

func gitDate(text string, day time.Time) (time.Time, bool) {
	for _, layout := range gitDates {
		if at, err := time.Parse(layout, text); err == nil {
			return at, true
		}
	}
	if unixPattern().MatchString(text) {
		n, _ := strconv.ParseInt(text, 10, 64)
		return time.Unix(n, 0).UTC(), true
	}
	if !day.IsZero() {
		if at, err := time.ParseInLocation("Mon Jan 2 15:04:05 2006", text, day.Location()); err == nil {
			return at, true
		}
	}
	at, err := document.ReadTime(text, day)
	return at, err == nil
}
