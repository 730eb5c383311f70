package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestAdmonitions is what MkDocs writes in boxes: their indentation is no code.
func TestAdmonitions(t *testing.T) {
	const source = "# Status\n\n## Incidents\n\n!!! success \"[RESOLVED] February 11, 2026 - Switch\"\n\n    - **Status:** Resolved\n    - **Impact:** Moderate\n\n    A switch\n    failed.\n\n" +
		"    **Incident Timeline (UTC):**\n\n    - 2:47 PM - Detection\n    - 3:12 PM - Over\n\n    **Improvements Implemented:**\n\n    - Relocated the standby to another provider\n    - Added a probe (@kmori)\n\n" +
		"???+ warning \"January 3, 2026 - Leak\"\n    - **Status:** Resolved\n    - Restart it\n\nText.\n\n    code\n"
	d := parse(source)
	equal(t, "02-11 14:47:00 | Detection [detected]\n02-11 15:12:00 | Over", strings.Join(events(d), "\n"))
	equal(t, "Relocated the standby to another provider; done\nAdded a probe; owner=@kmori; done", titles(source))
	for _, b := range d.Prose {
		if strings.Contains(b.Text, "code") || strings.Contains(b.Text, ">") {
			t.Errorf("%q is prose", b.Text)
		}
	}
	e := d.Timeline.Events[0]
	equal(t, "    - 2:47 PM - Detection", at(d, e.Span))
	edits, err := d.LinkIssue(1, "#7", "https://github.com/o/r/issues/7")
	if err != nil {
		t.Fatal(err)
	}
	out, err := document.Apply(d.Source, edits...)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, true, strings.Contains(string(out), "\n    - Added a probe (@kmori) [#7](https://github.com/o/r/issues/7)\n"))

	for _, other := range []string{"!!! success\n\nText.\n\n    - 10:42 a\n", "> !!! note\n\n    - 10:42 a\n", "!!!\n\n    - 10:42 a\n", "!!! 3\n\n    - 10:42 a\n", "````\n```\n!!! note\n    - 10:42 a\n````\n"} {
		d := parse("2026-11-20\n\n# Status\n\n" + other + "\n!!! note\n    **Follow-ups:**\n\n    - Add a probe\n")
		equal(t, 1, len(d.Actions)) // of the box behind it
		for _, b := range d.Prose {
			if strings.Contains(b.Text, "10:42") {
				t.Errorf("%q is prose", b.Text)
			}
		}
	}
	equal(t, "Add a probe", titles("# T\n\n!!! note\n    **Follow-ups:**\n\n    - Add a probe\n\nText behind it.\n\n- Something else\n"))
	inline := parse("```x```\n\n!!! note\n    **Timeline:**\n\n    - 10:42 a\n      10:45 b\n")
	equal(t, 1, len(inline.Timeline.Events))
}
