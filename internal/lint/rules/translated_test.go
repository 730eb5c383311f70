package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

// A page in another language has the parts of the English one, in their order, and its examples do what they show.
func TestTranslatedPages(t *testing.T) {
	for _, lang := range languages.All()[1:] {
		for _, r := range rules.All() {
			t.Run(lang.Code()+"/"+r.ID, func(t *testing.T) {
				page := lang.Page(r.ID)
				if page == "" {
					t.Fatal("there is no page")
				}
				title, intro, list := sections(page)
				_, _, english := sections(rules.Page(r.ID))
				if title != "# "+r.ID || intro == "" || len(list) != len(english) {
					t.Fatalf("%q, %q, %d parts instead of %d", title, intro, len(list), len(english))
				}
				if options := list[5].text; !strings.Contains(options, "lint: {rules: {"+r.ID+": ") || !r.Optional && !strings.Contains(options, r.Severity.String()) {
					t.Errorf("the options are\n%s", options)
				}
				l := forRule(t, r)
				for i := 2; i < 5; i++ {
					if len(list[i].blocks) == 0 {
						t.Errorf("%q shows nothing", list[i].heading)
					}
				}
				for _, block := range list[2].blocks {
					if _, found := findings(l, block, r.ID); len(found) == 0 {
						t.Errorf("the example is not found:\n%s", block)
					}
				}
				for _, block := range slices.Concat(list[3].blocks, list[4].blocks) {
					if doc, found := findings(l, block, r.ID); len(found) > 0 {
						t.Errorf("this is found, but must not be:\n%s%s", block, describe(doc, found))
					}
				}
				for _, block := range list[3].blocks {
					if doc, found := findings(newLinter(t), block, "blame"); r.Group() == "blame" && len(found) > 0 {
						t.Errorf("the better wording blames:\n%s%s", block, describe(doc, found))
					}
				}
			})
		}
	}
}
