package template_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// The default template has the same sections and metadata in every language, with guidance in each section.
func TestDefaultTemplateInJapanese(t *testing.T) {
	japanese, err := template.Find(t.TempDir(), "default", "ja")
	if err != nil {
		t.Fatal(err)
	}
	if japanese.Path != "default" {
		t.Errorf("it is called %s", japanese.Path)
	}
	shape := func(found template.Template) (sections, keys []string) {
		d := document.Parse("", found.Source)
		for _, s := range d.Sections[1:] {
			sections = append(sections, s.Name)
			if !s.Empty {
				t.Errorf("%s: %q counts as written", found.Path, s.Heading)
			}
		}
		if len(d.Comments) != len(sections) {
			t.Errorf("%s: %d comments for %d sections", found.Path, len(d.Comments), len(sections))
		}
		for _, f := range d.Meta.Fields {
			keys = append(keys, f.Key)
		}
		return sections, keys
	}
	wantSections, wantKeys := shape(builtIn(t, "default"))
	gotSections, gotKeys := shape(japanese)
	if diff := cmp.Diff(wantSections, gotSections); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(wantKeys, gotKeys); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"default"}, template.Names()); diff != "" {
		t.Error(diff)
	}
}

// A language without an edition gets the first one.
func TestTemplateInAnotherLanguage(t *testing.T) {
	found, err := template.Find(t.TempDir(), "default", "xx")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(builtIn(t, "default").Source), string(found.Source))
}
