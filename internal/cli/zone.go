package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// documentZone tells, from when an incident started, in which zone the clocks of its document are: the configured one; else, in a language that says so, the one
// that the start is given in or, where that is UTC, the one here. nil: UTC.
func (a *app) documentZone(c config.Config, l language.Language) (func(started time.Time) *time.Location, error) {
	zone, err := configuredZone(c)
	if zone != nil || err != nil {
		return func(time.Time) *time.Location { return zone }, err
	}
	words := l.Messages().For("cli")
	if words.Say("the clock of documents") != "local" {
		return nil, nil
	}
	return func(started time.Time) *time.Location {
		here := a.env.Now().Location()
		_, offset := started.Zone()
		if _, local := started.In(here).Zone(); offset == 0 || offset == local {
			return here
		}
		return time.FixedZone(zoneName(words.Say("offsets and names of zones"), started.Format("-07:00")), offset)
	}, nil
}

// now is the present on the team's clock: in the configured zone, or else here.
func (a *app) now() (time.Time, error) {
	_, c, err := a.place()
	if err != nil {
		return time.Time{}, err
	}
	zone, err := configuredZone(c)
	if zone == nil || err != nil {
		return a.env.Now(), err
	}
	return a.env.Now().In(zone), nil
}

// zoneName finds the name of an offset in a list of both: "+09:00 JST". "" where it is not there.
func zoneName(list, offset string) string {
	fields := strings.Fields(list)
	if i := slices.Index(fields, offset); i >= 0 && i+1 < len(fields) {
		return fields[i+1]
	}
	return ""
}

// configuredZone is the zone of the configuration; nil when there is none.
func configuredZone(c config.Config) (*time.Location, error) {
	name := c.Timezone
	if name == "" {
		return nil, nil
	}
	if zone, err := time.LoadLocation(name); err == nil && name != "Local" {
		return zone, nil
	}
	// An offset, an abbreviation, or a place on a system that has no list of them: what shows the same clock all year.
	winter, err := document.ReadTime("2026-01-15 12:00 "+name, time.Time{})
	summer, errSummer := document.ReadTime("2026-07-15 12:00 "+name, time.Time{})
	_, offset := winter.Zone()
	if _, other := summer.Zone(); err != nil || errSummer != nil || other != offset {
		return nil, &usageError{fmt.Sprintf("timezone: %q is no time zone that is known here", name), "write a place (Asia/Tokyo), UTC or an offset (+09:00)"}
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		name = ""
	}
	return time.FixedZone(name, offset), nil
}
