package document_test

import (
	"strings"
	"testing"
	"time"
)

// TestMilestoneLabels is that labels in brackets name milestones, in words other than those of the tags too; they stay in the text, tags don't.
func TestMilestoneLabels(t *testing.T) {
	for _, tt := range []struct{ name, entries, want string }{
		{"tags", "**[STARTED]** a;`[Detected]` b;*(acknowledged)* c;[mitigated]: d;【Resolved】 e", "a [started];b [detected];c [acknowledged];d [mitigated];e [resolved]"},
		{"nouns", "[Start] a;[Detection] b;[ACK] c;[Mitigation] d;e [Resolution]", "[Start] a [started];[Detection] b [detected];[ACK] c [acknowledged];[Mitigation] d [mitigated];e [Resolution] [resolved]"},
		{"with what they are of", "[Impact start] a;(Incident detected) b;[Service restored] c", "[Impact start] a [started];(Incident detected) b [detected];[Service restored] c [resolved]"},
		{"beside tags", "[started] a;Alert fires;[Resolution] c", "a [started];Alert fires;[Resolution] c [resolved]"},
		{"behind a dash", "The second deploy — started;Nobody knew – until later;Load is off the disk – mitigated.;All is well — resolved", "The second deploy — started;Nobody knew – until later;Load is off the disk – mitigated. [mitigated];All is well — resolved [resolved]"},
		{"labels", "Detection: a;Mitigation – b;Resolution – c", "Detection: a [detected];Mitigation – b [mitigated];Resolution – c [resolved]"},
		{"Japanese", "【障害発生】a;【アラート検知】b;［初動対応］c;（暫定復旧）d;e【復旧完了】", "【障害発生】a [started];【アラート検知】b [detected];［初動対応］c [acknowledged];（暫定復旧）d [mitigated];e【復旧完了】 [resolved]"},
		{"no labels", "[db-1] is slow;(see #7) a;Changed the display (resolution);【重要】b;[Detection of c", "[db-1] is slow;(see #7) a;Changed the display (resolution);【重要】b;[Detection of c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := dated
			for entry := range strings.SplitSeq(tt.entries, ";") {
				source += "- 10:00 " + entry + "\n"
			}
			got := events(parse(source))
			for i := range got {
				_, got[i], _ = strings.Cut(got[i], " | ")
			}
			equal(t, strings.Split(tt.want, ";"), got)
		})
	}
}

// TestMilestonesTogether is entries that tell of several milestones: each counts for the metrics.
func TestMilestonesTogether(t *testing.T) {
	for _, tt := range []struct{ entries, milestones, metrics string }{
		{"09:58 Outage begins;10:06 Detected and acknowledged by on-call;10:41 Mitigated and resolved", "started,detected+acknowledged,mitigated+resolved", "8m0s 8m0s 43m0s 43m0s"},
		{"09:58 Outage begins;10:06 Issue detected, acknowledged and mitigated;10:41 Incident resolved", "started,detected+acknowledged+mitigated,resolved", "8m0s 8m0s 8m0s 43m0s"},
		{"10:06 Alert fires;10:10 Acked/mitigated;11:00 Resolved", "detected,acknowledged+mitigated,resolved", "8m0s 12m0s 12m0s 1h2m0s"},
		{"10:06 [detected] [acknowledged] Pager;10:41 [mitigated] (resolved) Rolled back", "detected+acknowledged,mitigated+resolved", "8m0s 8m0s 43m0s 43m0s"},
		{"09:58 [started] Outage;10:06 Detected and acknowledged by on-call;10:20 Vendor resolved its own fault;10:41 Mitigated and resolved by a new certificate", "started,detected+acknowledged,,mitigated+resolved", "8m0s 8m0s 43m0s 43m0s"},
		{"09:58 [started] Outage;10:06 Detected by the probe;10:20 Error rate detected as falling;10:30 Not resolved yet;10:41 [resolved] Mitigated by failover", "started,detected,,,resolved", "8m0s - - 43m0s"},
		{"10:06 Acknowledged, not yet mitigated;10:41 Mitigated but not resolved;11:00 Resolved", "acknowledged,mitigated,resolved", "- 8m0s 43m0s 1h2m0s"},
		{"10:06 Acknowledged by the engineer who had detected it;11:00 Mitigated, to be resolved later", "acknowledged,mitigated", "- 8m0s 1h2m0s -"},
	} {
		d := parse(dated + "- " + strings.ReplaceAll(tt.entries, ";", "\n- ") + "\n")
		var got []string
		for _, e := range d.Timeline.Events {
			got = append(got, strings.Join(append([]string{e.Milestone}, e.Also...), "+"))
		}
		m := d.Metrics()
		var metrics []string
		for _, d := range []*time.Duration{m.TimeToDetect, m.TimeToAcknowledge, m.TimeToMitigate, m.TimeToResolve} {
			if d == nil {
				metrics = append(metrics, "-")
			} else {
				metrics = append(metrics, d.String())
			}
		}
		if said, took := strings.Join(got, ","), strings.Join(metrics, " "); said != tt.milestones || took != tt.metrics {
			t.Errorf("%s: %s in %s, want %s in %s", tt.entries, said, took, tt.milestones, tt.metrics)
		}
	}
}
