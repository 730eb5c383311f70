package interview

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestPerspectives(t *testing.T) {
	for text, want := range map[string]string{
		"Support: tickets\n\nThe platform team: all green\nand quiet\n": "**Support:** tickets\n\n**The platform team:** all green\nand quiet",
		"Support saw tickets.":                       "Support saw tickets.",
		"It was quiet.\nSupport: tickets":            "It was quiet.\nSupport: tickets",
		"- Support: tickets":                         "- Support: tickets",
		"**Support:** tickets":                       "**Support:** tickets",
		"https://example.com: seen":                  "https://example.com: seen",
		"10:42: it was down":                         "10:42: it was down",
		"What we saw on the day of the release: red": "What we saw on the day of the release: red",
		"": "",
	} {
		if diff := cmp.Diff(want, perspectives(text)); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
		if again := perspectives(want); again != want {
			t.Errorf("again it becomes %q", again)
		}
	}
}

func TestPerspectivesInAnAnswersFile(t *testing.T) {
	want := "**Support:** tickets\n\n**Platform:** all green"
	for _, source := range []string{
		"perspectives: {Support: tickets, Platform: all green, Nobody: }",
		"perspectives: ['Support: tickets', 'Platform: all green']",
		"perspectives: |\n  Support: tickets\n  Platform: all green\n",
		`{"perspectives": {"Support": "tickets", "Platform": "all green"}}`,
	} {
		a, err := ReadAnswers("a.yaml", []byte(source), "x", testScale, nil)
		if err != nil || a.Sections[document.Perspectives] != want {
			t.Errorf("%s: %v\n%s", source, err, a.Sections[document.Perspectives])
		}
	}
	a, err := ReadAnswers("a.yaml", []byte("perspectives: [one, two]"), "x", testScale, nil)
	if err != nil || a.Sections[document.Perspectives] != "- one\n- two" {
		t.Errorf("a list of other texts: %v, %q", err, a.Sections[document.Perspectives])
	}
	if _, err := ReadAnswers("a.yaml", []byte("perspectives: {Support: [a]}"), "x", testScale, nil); err == nil {
		t.Error("a list in a view is taken")
	}
}
