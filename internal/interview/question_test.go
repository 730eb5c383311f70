package interview_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
)

func TestQuestionsCoverTheAnswersFile(t *testing.T) {
	want := strings.Fields(`title severity started detected mitigated resolved services authors factors slo summary impact detection response
		timeline contributing_factors perspectives went_well was_difficult got_lucky actions lessons supporting`)
	var keys, sections []string
	for _, q := range interview.Questions() {
		keys = append(keys, string(q.Key))
		if q.Section != "" {
			sections = append(sections, q.Section)
		}
		for name, text := range map[string]string{"label": q.Label, "prompt": q.Prompt, "why": q.Why, "example": q.Example, "group": q.Group} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", q.Key, name)
			}
		}
		if strings.HasSuffix(q.Why, ".") {
			t.Errorf("%s: the reason ends with a full stop: %q", q.Key, q.Why)
		}
	}
	if !slices.Equal(keys, want) {
		t.Errorf("keys\n got %v\nwant %v", keys, want)
	}
	all := document.SectionNames()
	slices.Sort(all)
	slices.Sort(sections)
	if !slices.Equal(sections, all) {
		t.Errorf("sections\n got %v\nwant %v", sections, all)
	}
}

func TestQuestionsAskWhatAndHow(t *testing.T) {
	for _, q := range interview.Questions() {
		for _, text := range []string{q.Prompt, q.Also} {
			low := strings.ToLower(text)
			for _, word := range []string{"why didn", "should have", "fault", "mistake", "whose", "blame", "root cause"} {
				if strings.Contains(low, word) {
					t.Errorf("%s asks %q", q.Key, text)
				}
			}
		}
	}
}

func TestGroups(t *testing.T) {
	got := strings.Join(interview.Groups(), ", ")
	want := "Basics, Summary, Impact, Detection, Response, Timeline, Factors, Perspectives, Went well, Difficult, Lucky, Actions, Lessons, Supporting, Preview"
	if got != want {
		t.Errorf("groups\n got %s\nwant %s", got, want)
	}
}
