package document_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestActionSentences is items that are told in the running text of an action section.
func TestActionSentences(t *testing.T) {
	const under = "# Outage\n\n## What we're doing about it\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"commitments", under + "We will page on the depth of the queue. We are also going to limit retries. To keep this short, we plan to test the switch, e.g. in May. It rained.\n",
			"We will page on the depth of the queue.\nWe are also going to limit retries.\nTo keep this short, we plan to test the switch, e.g. in May."},
		{"over lines", under + "We'll move the cron. Over the next weeks we're\ngoing to add a probe (#7). That is all.\n", "We'll move the cron.\nOver the next weeks we're going to add a probe; issue=#7; written=Over the next weeks we're\ngoing to add a probe"},
		{"some of it done", under + "We have already rolled out a limit. The team will now build a second probe.\n", "We have already rolled out a limit.; done\nThe team will now build a second probe."},
		{"instructions", under + "Page on the depth. Limit retries to five. Test the switch.\n", "Page on the depth.\nLimit retries to five.\nTest the switch."},
		{"one commitment", under + "The probe was late. We will add a second one.\n", "The probe was late. We will add a second one."},
		{"care", under + "We will continue to watch it. We will share what we find. We are sorry. We will look into it.\n", "We will continue to watch it. We will share what we find. We are sorry. We will look into it."},
		{"beside a list", under + "We will do this next. We will add more.\n\n- a\n", "a"},
		{"a lead in bold", under + "**Limit the retries.** Workers retry for ever.\n\n**The queue.** It grew.\n", "Limit the retries. Workers retry for ever.; written=Limit the retries.** Workers retry for ever."},
		{"a recommendation", under + "There was one host. A good measure will be to add a balancer.\n", "There was one host. A good measure will be to add a balancer."},
		{"already done", under + "- Already rotated the key\n- We've already limited retries\n- Already planned: a probe\n- We have already proposed a probe\n", "Already rotated the key; done\nWe've already limited retries; done\nAlready planned: a probe\nWe have already proposed a probe"},
		{"causes in between", under + "All of it was due to missing tests:\n\n- the switch had none\n- the probe had half of one\n\nSo we do this:\n\n1. Test the switch\n", "Test the switch"},
		{"what is only said", under + "It is enough for now, we can say. We will continue to invest in the network.\n\n### Already implemented\n\n- a\n", "a; done"},
		{"what tells more of the work", under + "We will run stress tests. These will be at night. It will be done by hand. We will add a limit.\n", "We will run stress tests.\nWe will add a limit."},
		{"duties in other languages", under + "Wir werden einen Alarm einrichten.\n\nKünftig sollte ein Backup laufen.\n\nNous allons ajouter une sonde.\n\nVamos a limitar los reintentos.\n\nEs regnete.\n", "Wir werden einen Alarm einrichten.\nKünftig sollte ein Backup laufen.\nNous allons ajouter une sonde.\nVamos a limitar los reintentos."},
		{"instructions between semicolons", under + "Limit all retries; page on depth.\n\nIt rained; page on depth.\n", "Limit all retries\npage on depth."},
		{"an instruction over code", under + "### Probes\n\nAdd a probe for the switch:\n\n```\nprobe --all\n```\n\n### More\n\nIt rained.\n", "Add a probe for the switch"},
		{"leads in bold", under + "**Better alerts.** Nobody saw it. We now page on depth.\n\n**Fewer retries.** They will end after five.\n\n**The weather.** It rained.\n", "Better alerts. Nobody saw it. We now page on depth.; written=Better alerts.** Nobody saw it. We now page on depth.\nFewer retries. They will end after five.; written=Fewer retries.** They will end after five."},
		{"numbers of the section", under + "5.1 Add a probe\n\n5.2 A second region\n\n1.5 GB are enough.\n", "Add a probe\nA second region"},
		{"still to do", under + "What we've already done:\n\n- a\n\nWhat we're still working on:\n\n- b\n", "a; done\nb"},
		{"counted", under + "We will (1) add a probe, (2) limit retries, and (3) test the switch.\n", "add a probe\nlimit retries\ntest the switch."},
		{"counted sentences", under + "These measures will be taken: 1. Add a probe. 2. Limit retries.\n", "Add a probe.\nLimit retries."},
		{"counted causes", under + "It had two causes: (1) the queue, (2) the weather. It rained.\n", ""},
		{"states", under + "**Done:** A check runs every night. It compares.\n\n**Erledigt:** Ein Alarm wurde eingerichtet.\n\n**Open:** host 2 still has the old kernel.\n\n**Implemented:** 2026-05-01\n\n**Resolved:** yes\n", "A check runs every night. It compares.; status=Done; done\nEin Alarm wurde eingerichtet.; status=Erledigt; done\nhost 2 still has the old kernel.; status=Open"},
		{"both done and to be done", under + "Lastly we have already improved, and will continue to improve, our alerts.\n", "Lastly we have already improved, and will continue to improve, our alerts."},
		{"advice to others", under + "We recommend that all users do this:\n\n- Rotate the keys\n\nIf you are affected, please:\n\n- Restart it\n\nWe do this:\n\n- Limit retries\n", "Limit retries"},
		{"begun", under + "Lastly, we will begin seeding the cache.\n", "Lastly, we will begin seeding the cache."},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}

// TestActionHeadings is items that are headings, with text under them that explains them.
func TestActionHeadings(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"numbered", "### 1) Better paging on load\n\nWe should page on every host.\n\n### 2. Limit retries\n\n```sh\nlimit retries for all workers\n```\n", "Better paging on load\nLimit retries"},
		{"verbs", "### Limit retries\n\nWorkers retry for ever.\n\n### Monitoring\n\nWe need to page on depth.\n\n### Adding a probe\n", "Limit retries\nWe need to page on depth.; type=detect\nAdding a probe"},
		{"names", "#### @bob Cron is scheduled\n\nIt runs at night.\n", "Cron is scheduled; owner=@bob"},
		{"numbered in the section's number", "### 3.1 Check before `x` *(high)*\n\nThe agent must check it.\n\n### 3.2 A label for what is over\n\nIntroduce one.\n", "Check before x; prio=P1; written=Check before `x\nA label for what is over"},
		{"fields below a sentence", "Limit the retries of all workers.\n**Owner:** Kim\n**Due:** 2026-12-15\n\nPage on depth.\n**Owner:** Lee\n", "Limit the retries of all workers.; owner=Kim; due=2026-12-15\nPage on depth.; owner=Lee"},
		{"over lists", "### 1. Paging and load\n\n- Page on depth\n\n### Improve paging\n\n- a\n", "Page on depth\na"},
		{"terms and groups", "### 1. Short term\n\nMove the cron.\n\n### 2. P1 and more to do\n\nLimit retries.\n", "Move the cron.\nLimit retries."},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.source)) })
	}
}

// TestActionsToldElsewhere is what a document without a section for action items commits to.
func TestActionsToldElsewhere(t *testing.T) {
	const doc = "# Outage of the queue\n\n## Summary\n\nIt stalled.\n\n"
	for _, tt := range []struct{ name, source, want string }{
		{"announced", doc + "To prevent a recurrence we have identified several changes:\n\n- We will limit retries\n- Added a probe\n  - on each host\n- A budget\n\nThanks.\n\n- x\n", "We will limit retries\nAdded a probe; done\nA budget"},
		{"announced, to mitigate causes", doc + "In order to mitigate the causes of this and help prevent similar events, the team agreed on several changes:\n\n- We will limit retries\n", "We will limit retries"},
		{"announced, but what was done to end it", doc + "We took these steps to end it:\n\n- Restarted the queue\n- Limited retries\n", ""},
		{"announced, by what was done", doc + "To prevent similar issues in the future, we've made a few changes along with more long term improvements:\n\n1. A job has been added that renews them.\n2. A daily check has been added to verify that all have one.\n3. The probe is now on each host.\n4. The reliance on the queue will be removed.\n", "A job has been added that renews them.; done\nA daily check has been added to verify that all have one.; done\nThe probe is now on each host.\nThe reliance on the queue will be removed."},
		{"announced, but no work", doc + "These problems will happen again in the future:\n\n- rain\n- snow\n", ""},
		{"announced, behind labels", doc + "We're taking these steps so that it won't happen again:\n\n1. Alerts: we've set up one for the disk\n2. Backups: we're going to test restores\n", "Alerts: we've set up one for the disk; done\nBackups: we're going to test restores"},
		{"announced in the timeline", "# Outage\n\n## Timeline\n\nSteps to prevent more:\n\n- Restart it\n", ""},
		{"beside a section for them", doc + "To prevent this we made changes:\n\n- Limit retries\n\nWe will add a probe.\n\n## Follow-ups\n\n- a\n", "a"},
		{"told", doc + "We are very sorry. We will add a probe to each host. We will post an update.\n\n## Notes\n\nIs this it? We will ask. We will update this post. Our engineers are moving the cron.\n", "We will add a probe to each host.\nOur engineers are moving the cron."},
		{"told as done", doc + "We have since limited retries. We have added a probe to see it in the future. We have restarted it.\n", "We have since limited retries.; done\nWe have added a probe to see it in the future.; done"},
		{"told of what happened", doc + "We will see below that it stalled. We are limited by memory. The team is small. If it stalls we will restart it. She said we will restart it.\n", ""},
		{"told while it lasts", doc + "We're tracking an issue with the queue. We are investigating reports of errors. The team is looking into this. We are investigating ways to split the queue.\n", "We are investigating ways to split the queue."},
		{"told where the causes are", "# Outage\n\n## Root cause\n\nWe will add a probe.\n\n## Timeline\n\n10:00 We will restart it.\n", ""},
		{"remediation", doc + "## Remediation\n\n- Limit retries\n- Added a probe\n", "Limit retries\nAdded a probe; done"},
		{"remediation that is over", doc + "## Remediation\n\n- Restarted the queue\n- Limited retries\n", ""},
		{"remediation, without headings", "It stalled.\n\nRemediation:\n\n* Limit retries\n* Add a probe\n", "Limit retries\nAdd a probe"},
		{"a table among the lessons", doc + "## Lessons learned\n\n| What we learned | What we will do about it | Owner |\n|-|-|-|\n| It was silent | Add a probe | Kim |\n", "Add a probe; owner=Kim"},
		{"remediation that tells how far it is", doc + "## Remediation\n\n### Completed\n\n- a\n\n### Planned\n\n- b\n\n## Recommendations\n\n- c\n", "a; done\nb\nc"},
		{"a permanent fix", doc + "## Permanent fix\n\n- Limit retries\n- Add a probe\n", "Limit retries\nAdd a probe"},
		{"terms", doc + "## Short-term\n\n- Limit retries\n\n## Long term\n\n- b\n", "Limit retries\nb"},
		{"one term", doc + "## Long term\n\n- b\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles(tt.source)) })
	}
}

// TestActionSectionNames is the headings under which teams put action items.
func TestActionSectionNames(t *testing.T) {
	for _, heading := range []string{
		"How we will stop this happening again", "Making sure it doesn't happen again", "Changes we are making", "Steps we're taking", "Resulting actions", "How are we fixing it", "What's changing", "Our commitments to you",
		"What is being done about it?", "System-wide follow-up", "Future works", "Improvements implemented", "Improvements to monitoring", "Improvement suggestions", "Recovery TODO", "Post-incident review actions", "Follow-on work", "Issues filed", "Steps forward",
		"Mitigation strategies", "Enhancements", "Ongoing work", "How are we making incidents like this less likely or less impactful?", "How is Acme making incidents like this less likely, or at least less impactful?",
		"D5: Permanent corrective actions", "D7: Prevent recurrence", "What we're going to do about it", "What will be done differently", "Retro action items", "Plan to prevent recurrence", "Fixes going forward", "Going forward, we will",
		"Changes to be made", "What changes are we making?", "How we will do better", "What will you do to make sure it doesn't happen again?", "Lessons and actions", "How we'll prevent this", "Monitoring improvements needed", "Actions register", "Counter measures", "Root cause and action items",
		"Actions à venir", "O que faremos", "Что будем делать",
	} {
		if got := document.CanonicalName(heading); got != document.ActionItems {
			t.Errorf("%q is %q", heading, got)
		}
	}
	for _, heading := range []string{"Why did it happen again", "How did this happen again?", "Steps we took", "What was done", "Changes", "What changed", "Measures taken", "Changes made", "Open questions", "Roadmap", "Recommendations for customers", "Recommended actions for users", "What you should do", "Customer actions required", "How can our customers make incidents like this less impactful?", "Follow-up (2026-05-03)", "Follow-up: root cause found", "Follow-up meeting", "Improvements to the queue did not help"} {
		if got := document.CanonicalName(heading); got == document.ActionItems {
			t.Errorf("%q is %q", heading, got)
		}
	}
}

func TestDueInStatus(t *testing.T) {
	const table = "## Action items\n\n| Action | Status |\n|-|-|\n"
	for status, want := range map[string]string{
		"ETA – 3/3": "3/3", "In progress, ETA 2027-01-31": "2027-01-31", "Open (due Jan 31, 2027)": "2027-01-31", "Blocked by #7": "", "Done by Jane": "", "beta": "", "due to load": "",
	} {
		if got := parse(table + "| a | " + status + " |\n").Actions[0].Due; got != want {
			t.Errorf("%q: due %q, want %q", status, got, want)
		}
	}
}

// TestToldIsNotLinked is that no link is written into running text that is not meant for action items.
func TestToldIsNotLinked(t *testing.T) {
	d := parse("# Outage\n\nIt stalled. We will add a probe.\n")
	_, err := d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7")
	var refused *document.EditError
	if !errors.As(err, &refused) || refused.Line != 3 || !strings.Contains(refused.Hint(), "list") {
		t.Errorf("error %v", err)
	}
	const prose = "## Action items\n\nIt stalled. We will add a probe. We'll limit retries.\n"
	got := edited(t, prose, func(d *document.Document) ([]document.Edit, error) {
		return d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7")
	})
	equal(t, strings.Replace(prose, "a probe", "a probe ([#7](https://github.com/o/r/issues/7))", 1), got)
}

// TestSectionAtTheTop is a first heading that is a section's, since the front matter has the title.
func TestSectionAtTheTop(t *testing.T) {
	d := parse("---\ntitle: Outage\n---\n\n# Timeline\n\n- 10:00 UTC It stalled\n\n## Root cause\n\nx\n")
	if len(d.Timeline.Events) != 1 || d.Title != "Outage" {
		t.Errorf("%q: %v", d.Title, d.Timeline.Events)
	}
}
