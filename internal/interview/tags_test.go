package interview_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// What a message says in its own words is neither a milestone nor a source, in the draft or in the document; what an event has is kept.
func TestWordsThatLookLikeTags(t *testing.T) {
	store, _ := newStore(t)
	tmpl, err := template.Find(t.TempDir(), "default", "")
	if err != nil {
		t.Fatal(err)
	}
	at := func(minute int) time.Time { return clock().Add(time.Duration(minute) * time.Minute).UTC() }
	events := []template.Event{
		{At: at(1), What: "[RESOLVED] DiskWillFill on old-box"},
		{At: at(2), What: "[FIRING] [Detected] and [resolved] at once", Milestone: document.Detected},
		{At: at(3), What: "rolled back (source: Kaz)"},
		{At: at(4), What: "it is back (source: Kaz)", Source: "https://example.com/p1"},
		{At: at(5), What: "looked it up", Source: "https://example.com/wiki/Failover_(computing)"},
		{At: at(6), What: "odd", Source: "https://example.com/a)b("},
		{At: at(7), What: `already \[resolved] and (source: said) so`, Milestone: document.Resolved},
	}
	id, _, err := store.Note(t.Context(), "", events)
	if err != nil {
		t.Fatal(err)
	}
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	check := func(when string) {
		t.Helper()
		a, _ := d.Session().Answers()
		for i, e := range a.Timeline {
			want := events[i]
			want.Source = strings.NewReplacer("a)b(", "a%29b%28").Replace(want.Source)
			e.At, e.What, want.What = e.At.UTC(), strings.ReplaceAll(e.What, `\`, ""), strings.ReplaceAll(want.What, `\`, "")
			if diff := cmp.Diff(want, e); diff != "" {
				t.Errorf("%s: event %d: -want +got\n%s", when, i, diff)
			}
		}
		source, err := template.Render(tmpl, a)
		if err != nil {
			t.Fatal(err)
		}
		doc := document.Parse("x.md", source)
		if !doc.MilestoneTime(document.Detected).Equal(at(2)) || !doc.MilestoneTime(document.Resolved).Equal(at(7)) {
			t.Errorf("%s: the document was detected at %s and resolved at %s:\n%s", when,
				doc.MilestoneTime(document.Detected), doc.MilestoneTime(document.Resolved), source)
		}
	}
	check("noted")
	d.Session().SetText(interview.Timeline, d.Session().Text(interview.Timeline)+"\n"+"2026-11-20 12:00 +00:00 calm")
	events = append(events, template.Event{At: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), What: "calm"})
	check("written on")
}
