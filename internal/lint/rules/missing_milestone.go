package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var missingMilestone = lint.Rule{
	ID:       "timeline/missing-milestone",
	Summary:  "a turn of the incident is marked nowhere",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		s, ok := p.Doc.Section(document.TimelineSection)
		if !ok || len(p.Doc.Timeline.Events) == 0 || !marksMilestones(p.Doc) {
			return
		}
		detect, mitigate := p.Say("the time to detect"), p.Say("the time to mitigate")
		var missing, times []string
		without := func(mark, time string) {
			missing, times = append(missing, mark), append(times, time)
		}
		if !knowsMilestone(p.Doc, document.Detected) {
			without("[detected]", detect)
		}
		// Either ends the impact, and many incidents have only one of them.
		if !knowsMilestone(p.Doc, document.Mitigated) && !knowsMilestone(p.Doc, document.Resolved) {
			without(p.Say("[mitigated] or [resolved]"), mitigate)
		}
		if !knowsMilestone(p.Doc, document.Started) { // what they are counted from
			missing, times = slices.Insert(missing, 0, "[started]"), []string{detect, mitigate}
		}
		if len(missing) == 0 {
			return
		}
		told := times[0]
		if len(times) > 1 {
			told = p.Say("%s and %s", times[0], times[1])
		}
		p.Report(lint.Finding{
			Span:     s.Title,
			Message:  p.Say("Neither the timeline nor the metadata marks %s, so %s can't be computed.", strings.Join(missing, ", "), told),
			Question: p.Say("Which entry is it? Put the mark behind its time: \"- 10:06 UTC [detected] The probe alerts\"."),
		})
	},
}

// marksMilestones reports whether the author marks milestones at all; a document that does not follows another habit.
func marksMilestones(d *document.Document) bool {
	for _, milestone := range document.MilestoneNames() {
		if !metaTime(d, milestone).IsZero() {
			return true
		}
	}
	return slices.ContainsFunc(d.Timeline.Events, func(e document.Event) bool { return isTagged(d, e, e.Milestone) })
}

// knowsMilestone reports whether the timeline, by tag or by wording, or the metadata tells of a milestone.
func knowsMilestone(d *document.Document, milestone string) bool {
	return !metaTime(d, milestone).IsZero() ||
		slices.ContainsFunc(d.Timeline.Events, func(e document.Event) bool { return e.Reaches(milestone) })
}
