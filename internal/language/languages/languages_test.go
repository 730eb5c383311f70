package languages_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// Every language has words for what the first has, with the same places to fill, and a code of its own.
func TestCatalogues(t *testing.T) {
	all := languages.All()
	first := all[0].Messages()
	place := regexp.MustCompile(`\{[a-z]+\}`)
	seen := map[string]bool{}
	for _, lang := range all {
		if seen[lang.Code()] {
			t.Errorf("%s is listed twice", lang.Code())
		}
		seen[lang.Code()] = true
		own := lang.Messages()
		for _, key := range first.Keys() {
			if own.Text(key) == "" {
				t.Errorf("%s has no words for %s", lang.Code(), key)
				continue
			}
			want, got := place.FindAllString(first.Text(key), -1), place.FindAllString(own.Text(key), -1)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s: the places to fill differ:\n%s", lang.Code(), key, diff)
			}
		}
	}
	if diff := cmp.Diff([]string{"en", "ja"}, languages.Codes(languages.All())); diff != "" {
		t.Error(diff)
	}
}
