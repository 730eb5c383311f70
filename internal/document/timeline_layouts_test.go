package document_test

import (
	"strings"
	"testing"
)

// TestTimelineLayouts is what is read of timelines in documents whose authors write days and zones in ways of their own.
func TestTimelineLayouts(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"Gulf time", "# Halt 2026-11-20\n\n**Detected:** 2026-11-20 12:39 UTC\n\n## Timeline\n\n16:42 GST: reported\n\n17:00 GST : confirmed\n", "11-20 12:42:00 | reported\n11-20 13:00:00 | confirmed"},
		{"a note behind a day", "# Halt\n\n**Date of incident**: 7th September, 2026.\n\n## Timeline\n\n**7th Sept:** (// GST is Gulf time [UTC+04])\n20:20 GST : halt\n20:30 GST: seen\n\n**8th Sept:**\n1:00 GST: waiting\n", "09-07 16:20:00 | halt\n09-07 16:30:00 | seen\n09-07 21:00:00 | waiting"},
		{"a day and what happened on it", "## Timeline (UTC)\n\n2026-11-20 (it was a Friday)\n\n2026-11-21 (a deploy went out)\n2026-11-22 (an alert)\n", "it has a date but no time of day | (it was a Friday)\nit has a date but no time of day | (a deploy went out)\nit has a date but no time of day | (an alert)"},
		{"a zone among lines", "Outage\nDuration: It lasted three hours, from 10:00 AM to 1:00 PM on May 10, 2026 (UTC timezone).\nImpact: Most users could not log in, and those who could had to wait for very long times until the pages came up, if they did so at all in these hours.\n\nTimeline\n9:55 AM: Alert\n10:00 AM: Team told\n1:00 PM: Over\n", "05-10 09:55:00 | Alert\n05-10 10:00:00 | Team told\n05-10 13:00:00 | Over"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(tt.source)
			equal(t, strings.Split(tt.want, "\n"), events(d))
		})
	}
}
