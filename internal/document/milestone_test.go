package document_test

import (
	"strings"
	"testing"
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
