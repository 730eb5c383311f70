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
		{"before the day of the incident", "# Drop\n\n## Timeline (2026-10-07, UTC)\n\n| Time | Event |\n|-|-|\n| 10-06 16:48 | merged |\n| 12:44 | last value |\n| 13:05 | reload |\n", "10-06 16:48:00 | merged\n10-07 12:44:00 | last value\n10-07 13:05:00 | reload"},
		{"a date before the day of the incident", "# Disk\n\n**Date:** 2026-08-05\n\n## Timeline (UTC)\n\n- 2026-08-04: keys rotated\n- 16:00 disk full\n- 2026-08-06: cleaned\n- 09:00 reviewed\n", "it has a date but no time of day | keys rotated\n08-05 16:00:00 | disk full\nit has a date but no time of day | cleaned\n08-06 09:00:00 | reviewed"},
		{"a date before the start", "# Disk\n\n**Started:** 2026-08-05 16:00 UTC\n\n## Timeline (UTC)\n\n| Time | Event |\n|-|-|\n| 2026-08-04 | keys rotated |\n| 16:00 | disk full |\n| 16:10 | seen |\n", "it has a date but no time of day | keys rotated\n08-05 16:00:00 | disk full\n08-05 16:10:00 | seen"},
		{"on the evening before", "# Drop\n\n**Date:** 2026-10-07\n\n## Timeline (UTC)\n\n- 2026-10-06 22:48 merged\n- 23:10 slow\n- 00:20 down\n", "10-06 22:48:00 | merged\n10-06 23:10:00 | slow\n10-07 00:20:00 | down"},
		{"times that close headings", "# Halt 2026-11-20\n\n## Timeline (UTC)\n\n### Phase 1: works (14:05 – 14:06)\n\na\n\n### Phase 2: down（14:07 – 14:08）\n\nb\n\n### Phase 3: over (14:10)\n\nc\n", "11-20 14:05:00 | Phase 1: works\n11-20 14:07:00 | Phase 2: down\n11-20 14:10:00 | Phase 3: over"},
		{"months", "## Timeline\n\n| Time | Event |\n|-|-|\n| 2026-07 | found |\n| Q3 2026 | fixed |\n| TBD | reviewed |\n", "it has no time that can be read | found\nit has no time that can be read | fixed"},
		{"a column headed by the day", "# Halt\n\n## Timeline\n\n| 2026-11-20 (UTC) | |\n|-|-|\n| 10:00 | a deploy |\n| 10:20 | an alert |\n", "11-20 10:00:00 | a deploy\n11-20 10:20:00 | an alert"},
		{"a column headed by its zone", "# Halt 2026-11-20\n\n## Timeline\n\n| Time (all times UTC) | What |\n|-|-|\n| 10:00 | a deploy |\n| 10:20 | an alert |\n", "11-20 10:00:00 | a deploy\n11-20 10:20:00 | an alert"},
		{"German", "# Ausfall\n\n**Datum:** 20. November 2026\n\n## Zeitlicher Ablauf (UTC)\n\n| Zeit | Ereignis |\n|-|-|\n| 10:00 | Deploy |\n| 10:20 Uhr | Alarm |\n", "11-20 10:00:00 | Deploy\n11-20 10:20:00 | Alarm"},
		{"Portuguese", "# Queda\n\n**Data do incidente:** 20 de novembro de 2026\n\n## Linha do tempo (UTC)\n\n- 10:00 – deploy\n- 10:20 – alerta\n", "11-20 10:00:00 | deploy\n11-20 10:20:00 | alerta"},
		{"French", "# Panne\n\n**Date :** vendredi 20 novembre 2026\n\n## Chronologie (UTC)\n\n- 10:00 : mise en production\n- 10h20 : alerte\n", "11-20 10:00:00 | mise en production\n11-20 10:20:00 | alerte"},
		{"the night before", "# Drop 2026-10-07\n\n## Timeline (UTC)\n\n- 23:10 (previous night) merged\n- 06:00 down\n", "10-06 23:10:00 | merged\n10-07 06:00:00 | down"},
		{"days first", "# Halt 2026\n\n## Timeline (UTC)\n\n| Time | Event |\n|-|-|\n| 25/09 10:00 | a |\n| 25/09 10:20 | b |\n", "its date has no year | a\nits date has no year | b"},
		{"an item over the list behind it", "# Halt 2026-11-20\n\n* Impact: none\n\n* Timeline:\n- 10:00 UTC: a deploy\n- 10:20 UTC: an alert\n\n* Tasks\n", "11-20 10:00:00 | a deploy\n11-20 10:20:00 | an alert"},
		{"a table of steps with dates", "# Halt\n\n**Date:** 2026-11-20\n\n## How it happened\n\n| Step | What occurred |\n|-|-|\n| 19 November | a mail |\n| 20 November, 10:00 UTC | a login |\n| 20 November, 10:20 UTC | an alert |\n", "it has a date but no time of day | a mail\n11-20 10:00:00 | a login\n11-20 10:20:00 | an alert"},
		{"a table of dates that is no timeline", "# Halt 2026-11-20\n\n## Releases\n\n| Release | Changes |\n|-|-|\n| 2026-11-18 | a |\n| 2026-11-19 | b |\n| 2026-11-20 | c |\n", ""},
		{"entries that tags part", "# Alarm 2026-07-26\n\n## Timeline (all times in PST/PDT)\n\n??:?? - a change **\\<START>**<br> 13:02 - we get\na mail at noon<br>13:40 - a test\nfails<br/>\n--:-- **b** c<BR /> 14:00 over.<br>\n", "it has no time that can be read | a change <START>\n07-26 20:02:00 | we get a mail at noon\n07-26 20:40:00 | a test fails\nit has no time that can be read | b c\n07-26 21:00:00 | over."},
		{"items whose time nobody knows", "# Alarm 2026-07-26\n\n## Timeline (UTC)\n\n- ??:??: a\n- 10:?? b\n- 10:42 c\n- xx:xx - d\n", "it has no time that can be read | a\nit has no time that can be read | b\n07-26 10:42:00 | c\nit has no time that can be read | d"},
		{"items that are to be filled in", "# Alarm 2026-07-26\n\n## Timeline (UTC)\n\n- XX:XX: a\n- XX:XX: b\n\nXX:XX c\n", ""},
		{"updates of a status page", "---\ntitle: Outage\ndate: 2026-05-29T12:15:00+00:00\n---\n\nWe're tracking an issue with hosting.\n\n**Update: 13:30 UTC** We have found a fault.\n\n**Update #2 (14:02)** The sites are\nback.\n\n**[14:30]** Still calm and quiet.\n\n**Resolved - 15:14** All is well again.\n", "05-29 13:30:00 | We have found a fault.\n05-29 14:02:00 | The sites are back.\n05-29 14:30:00 | Still calm and quiet.\n05-29 15:14:00 | Resolved: All is well again. [resolved]"},
		{"times in bold that open paragraphs", "# Outage on 2026-05-29\n\n**13:30 UTC** - We have found a fault.\n\n**14:02 UTC:** The sites are back.\n\n[15:14] All is well again.\n", "05-29 13:30:00 | We have found a fault.\n05-29 14:02:00 | The sites are back.\n05-29 15:14:00 | All is well again."},
		{"updates of the report and fields", "# Outage on 2026-05-29\n\n**Update 2026-06-02 10:00 UTC:** We have added a part.\n\n**Identified:** 10:20 UTC\n\n**Resolved:** 10:40 UTC (after twenty minutes)\n\nAt 10:20 UTC, it broke.\n\n10:30 was too late for it.\n\n10:40 was the end of it.\n", ""},
		{"updates under a heading", "# Outage on 2026-05-29\n\n## Timeline\n\n**Update 13:30 UTC:** We have found a fault.\n\n**Monitoring at 14:02:** The sites are back.\n", "05-29 13:30:00 | We have found a fault.\n05-29 14:02:00 | Monitoring: The sites are back."},
		{"a zone told with hours", "# Disk\n\n## Summary\n\nOn May 23th, 2026 at 1pm PST it filled up, and was empty at 4 PM PST.\n\n## Timeline\n\n1pm - full\n1:30pm-2:30pm - looked at\n3pm-4pm - a new one\n", "05-23 21:00:00 | full\n05-23 21:30:00 | looked at\n05-23 23:00:00 | a new one"},
		{"two zones told with hours", "# Disk\n\n## Summary\n\nOn May 23th, 2026 at 1pm PST, 4 PM EST, it filled up.\n\n## Timeline\n\n1pm - full\n", "it has no time zone | full"},
		{"headings that end in times, where no section is a timeline", "# Journal 2026-04-11\n\n## Talks\n\n### Chat 2 - 14:35 UTC\n- a fault\n- a try\n\n### Chat 3 – 14:40 UTC\n\nA ticket.\n\n### Chat 4 (14:45)\n\n## To do\n\n- [ ] fix it\n", "04-11 14:35:00 | Chat 2\n04-11 14:40:00 | Chat 3\n04-11 14:45:00 | Chat 4"},
		{"a few headings that end in times", "# Journal 2026-04-11\n\n## Cause - 14:35\n\na\n\n## Fix (14:40)\n\nb\n\n## Rules\n\nc\n\n## Ratio 16:9\n", ""},
		{"an item that tags part", "# Alarm 2026-07-26\n\n## Timeline (UTC)\n\n- 10:00 a<br>10:05 **b**<br/> then c<br>\n  10:10 d\n  - more\n- 10:20 e<br>f\n", "07-26 10:00:00 | a\n07-26 10:05:00 | b then c 10:10 d\n07-26 10:20:00 | e f"},
		{"updates as headings", "# Outage\n\n## Update - July 26, 2026 10:30 UTC\n\nIt is over.\n\n## Update #1 - July 26, 2026 10:20 UTC\n\nA fix is in.\n\n## Investigating - July 26, 2026 10:10 UTC\n\nWe look.\n", "07-26 10:30:00 | It is over.\n07-26 10:20:00 | A fix is in.\n07-26 10:10:00 | Investigating"},
		{"a zone behind the day over a list", "# Incident\n\n## Timeline\n\n**July 26th, 2026 (all times in PST)**\n\n- 8:00 AM: a\n- 8:05 AM: b\n", "07-26 16:00:00 | a\n07-26 16:05:00 | b"},
		{"templates", "## Timeline\n\n| Time | Event |\n|-|-|\n| HH:MM | what happened |\n| | |\n", ""},
		{"rows that are left out", "# Halt 2026-11-20\n\n## Timeline (UTC)\n\n| Date / Time | Event |\n|-|-|\n| 10:00 | a deploy |\n| … | … |\n| ... | - |\n| | TBD |\n| TBD | reviewed |\n| 10:20 | … |\n", "11-20 10:00:00 | a deploy\nit has no time that can be read | reviewed\n11-20 10:20:00 | …"},
		{"a plain name and the first entry under it", "Outage\nDuration: 20 November 2026 from 10:00 AM to 11:00 AM (PST)\n\nTimeline\n10:00 AM: Alert\n\n10:10 AM: Team told\n\n11:00 AM: Over\n\n### Root cause\n\nAt 9:18, a rule was changed.\n", "11-20 18:00:00 | Alert\n11-20 18:10:00 | Team told\n11-20 19:00:00 | Over"},
		{"a plain name that says more over a list", "Outage\n\n Timeline of Events\n- Detection of the issue: April 5, 2026, 10:00 AM UTC\n- **Escalation**:\n  - To the other team.\n\n## Root cause\n\nA leak.\n", "04-05 10:00:00 | Detection of the issue"},
		{"a timeline by what stands in brackets", "# Wedge 2026-08-24\n\n## What happened (timeline, UTC)\n\n- **09:39** — a\n- b\n- **11:55** — c\n", "08-24 09:39:00 | a\n08-24 11:55:00 | c"},
		{"a summary that is indented", "# Outage\n\n## Summary\n\n    The server was down for half an hour after a deploy, from 00:25 to 00:55 EST on May 24, 2026.\n\n    The main page was not\n    there.\n\n## Timeline\n\n* 00:20 a deploy\n* 00:55 over\n", "05-24 05:20:00 | a deploy\n05-24 05:55:00 | over"},
		{"a log that is indented", "# Outage\n\n## Summary\n\n    2026-05-24 00:25:00 EST server down\n\n## Timeline\n\n* 00:20 a deploy\n", "it has no date | a deploy"},
		{"a zone among lines", "Outage\nDuration: It lasted three hours, from 10:00 AM to 1:00 PM on May 10, 2026 (UTC timezone).\nImpact: Most users could not log in, and those who could had to wait for very long times until the pages came up, if they did so at all in these hours.\n\nTimeline\n9:55 AM: Alert\n10:00 AM: Team told\n1:00 PM: Over\n", "05-10 09:55:00 | Alert\n05-10 10:00:00 | Team told\n05-10 13:00:00 | Over"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(tt.source)
			equal(t, tt.want, strings.Join(events(d), "\n"))
		})
	}
}
