package language_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

func TestPhrases(t *testing.T) {
	c, err := language.ReadCatalogue("# a comment\n\nsite/%s of %s = %[2]s の %[1]s\nsite/100 % = 全部\nsite/%d items = %d 件\nsite/one\\ntwo = 一\\n二\nview/%d items = %d 個\n")
	if err != nil {
		t.Fatal(err)
	}
	var english language.Phrases
	var none *language.Catalogue
	for _, test := range []struct{ got, want string }{
		{c.For("site").Say("%s of %s", "%d", "b"), "b の %d"},
		{c.For("site").Say("100 %"), "全部"},
		{c.For("site").Say("one\ntwo"), "一\n二"},
		{c.For("site").Say("%s is missing", "it"), "it is missing"},
		{c.For("site").Count(1, "item"), "1 件"},
		{c.For("view").Count(2, "item"), "2 個"},
		{c.For("view").Count(1, "file"), "1 file"},
		{c.For("view").Count(0, "file"), "0 files"},
		{english.Say("%s of %s", "a", "b"), "a of b"},
		{english.Count(1, "item"), "1 item"},
		{none.For("site").Say("100 %"), "100 %"},
	} {
		if test.got != test.want {
			t.Errorf("%q instead of %q", test.got, test.want)
		}
	}
	if diff := cmp.Diff([]string{"site/%d items", "site/%s of %s", "site/100 %", "site/one\ntwo", "view/%d items"}, c.Keys()); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{"a = 1\nb\n": "line 2", "a = 1\n\na = 2\n": "line 3"} {
		if _, err := language.ReadCatalogue(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
